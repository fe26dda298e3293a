// SPDX-License-Identifier: Apache-2.0
//
// try and with. What has to happen on the way out is written at each way out: at the end, where an exception passes,
// and before each return, break and continue that leaves. A flag keeps it from happening twice.
#include "compiler/emit/emitter.h"

namespace pbc::emit {

using ir::OpKind;

void Emitter::emit_try(ir::OpId id) {
  const ir::Op& op = module_.ops[id];
  flush();
  const ir::RegionId finally = op.regions[3];
  if (module_.regions[finally].ops.empty()) return emit_guarded(op);

  const std::string done = fresh("done");
  out_->line("bool " + done + " = false;");
  out_->open("try");
  fn_.cleanups.push_back({finally, "", done, fn_.loop_flags.size()});
  if (module_.regions[op.regions[1]].ops.empty())
    emit_block(op.regions[0]);
  else
    emit_guarded(op);
  fn_.cleanups.pop_back();
  out_->reopen("catch (const Raised& raised)");
  out_->open("if (" + done + ")");
  out_->line("throw;");
  out_->close();
  out_->line("Handling handling(raised);");
  fn_.frame_line = Expression::kUnknownLine;
  const std::vector<std::uint32_t> uses = fn_.uses;
  emit_block(finally);
  fn_.uses = uses;
  out_->line("throw;");
  out_->close();
  fn_.frame_line = Expression::kUnknownLine;
  emit_block(finally);
}

/// The `try` with its handlers and its else, without the finally.
void Emitter::emit_guarded(const ir::Op& op) {
  const bool has_else = !module_.regions[op.regions[2]].ops.empty();
  const std::string completed = has_else ? fresh("completed") : "";
  if (has_else) out_->line("bool " + completed + " = false;");
  out_->open("try");
  emit_block(op.regions[0]);
  if (has_else) out_->line(completed + " = true;");
  out_->reopen("catch (const Raised& raised)");
  out_->line("Handling handling(raised);");
  fn_.frame_line = Expression::kUnknownLine;
  emit_handlers(op.regions[1], 0);
  out_->close();
  fn_.frame_line = Expression::kUnknownLine;
  if (!has_else) return;
  out_->open("if (" + completed + ")");
  emit_block(op.regions[2]);
  out_->close();
  fn_.frame_line = Expression::kUnknownLine;
}

void Emitter::emit_handlers(ir::RegionId handlers, std::size_t index) {
  const auto& ops = module_.regions[handlers].ops;
  if (index == ops.size()) return out_->line("throw;");
  const ir::Op& except = module_.ops[ops[index]];
  const bool bare = module_.regions[except.regions[0]].ops.empty();
  if (!bare) {
    std::string statements;
    const Expression classes = emit_yield_region(except.regions[0], &statements, out_->depth());
    out_->append(statements);
    at(classes.first_line);
    out_->open("if (handling.matches(" + classes.text + "))");
  }
  const auto& body = module_.regions[except.regions[1]].ops;
  if (!body.empty() && module_.ops[body[0]].kind == OpKind::kIncoming) {
    Expression exception;
    exception.text = "handling.exception()";
    fn_.held[body[0]] = exception;
  }
  fn_.frame_line = Expression::kUnknownLine;
  // Python unbinds the name of the exception however the clause ends; one that is declared inside ends by itself.
  std::string name;
  if (except.names[0])
    name = "module()." + global_names_.at(except.names[0]);
  else if (except.variable && !fn_.declaring_store.contains(except.variable))
    name = (is_cell(except.variable) ? "*" : "") + variable_name(except.variable);
  if (!name.empty()) out_->line("const Unbinding " + fresh("unbinding") + "{" + name + "};");
  emit_block(except.regions[1]);
  fn_.frame_line = Expression::kUnknownLine;
  if (bare) return;
  out_->reopen("else");
  emit_handlers(handlers, index + 1);
  out_->close();
}

void Emitter::emit_with(ir::OpId id) {
  const ir::Op& op = module_.ops[id];
  auto operands = take(op.operands);
  const std::string manager = fresh("manager");
  const std::string value = fresh(manager + "_entered");
  const std::string done = fresh("done");
  statement(operands[0], "Value " + manager + " = " + operands[0].text + ";");
  at(line(id));
  out_->line("Value " + value + " = enter(" + manager + ");");
  out_->line("bool " + done + " = false;");
  out_->open("try");
  const auto& body = module_.regions[op.regions[0]].ops;
  if (!body.empty() && module_.ops[body[0]].kind == OpKind::kIncoming) {
    Expression entered;
    entered.text = value;
    fn_.held[body[0]] = entered;
  }
  fn_.cleanups.push_back({{}, "leave(" + manager + ");", done, fn_.loop_flags.size()});
  emit_block(op.regions[0]);
  fn_.cleanups.pop_back();
  out_->reopen("catch (const Raised& raised)");
  out_->open("if (" + done + ")");
  out_->line("throw;");
  out_->close();
  out_->line("Handling handling(raised);");
  out_->open("if (!leave(" + manager + ", raised))");
  out_->line("throw;");
  out_->close();
  out_->line(done + " = true;");
  out_->close();
  fn_.frame_line = Expression::kUnknownLine;
  out_->open("if (!" + done + ")");
  at(line(id));
  out_->line("leave(" + manager + ");");
  out_->close();
  fn_.frame_line = Expression::kUnknownLine;
}

}  // namespace pbc::emit
