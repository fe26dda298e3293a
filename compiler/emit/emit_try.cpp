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
  ++fn_.guards;
  if (module_.regions[op.regions[1]].ops.empty())
    emit_block(op.regions[0]);
  else
    emit_guarded(op);
  --fn_.guards;
  fn_.cleanups.pop_back();
  out_->reopen("catch (const Raised& raised)");
  out_->open("if (" + done + ")");
  out_->line("throw;");
  out_->close();
  out_->line("Handling handling(raised);");
  fn_.frame_line = Expression::kUnknownLine;
  const std::vector<std::uint32_t> uses = uses_;
  emit_block(finally);
  uses_ = uses;
  out_->line("throw;");
  out_->close();
  fn_.frame_line = Expression::kUnknownLine;
  emit_block(finally);
}

bool Emitter::is_int_call(const ir::Op& op) const {
  if (op.kind != OpKind::kCall || op.operands.size() != 2 || !op.keywords.empty() || op.operands[1].starred)
    return false;
  if (!op.operands[0].is_value()) return false;
  const ir::Op& callee = module_.ops[op.operands[0].value()];
  return callee.kind == OpKind::kBuiltin && module_.text(callee.names[0]) == "int";
}

bool Emitter::is_attempt(ir::OpId id) const {
  const ir::Op& op = module_.ops[id];
  switch (op.kind) {
    case OpKind::kSubscript:
      return true;
    case OpKind::kRaise:
      return !op.operands[0].is_absent() && op.operands[1].is_absent();
    case OpKind::kCall:
      if (op.operands[0].is_function()) return failing_.contains(op.operands[0].function());
      return is_int_call(op);
    default:
      return false;
  }
}

int Emitter::count_attempts(ir::RegionId region) const {
  int count = 0;
  for (ir::OpId id : module_.regions[region].ops) {
    const ir::Op& op = module_.ops[id];
    if (is_attempt(id)) ++count;
    if (op.kind == OpKind::kTry || op.kind == OpKind::kWith || op.kind == OpKind::kDefine ||
        op.kind == OpKind::kGenerator || op.kind == OpKind::kClass)
      continue;
    for (ir::RegionId inner : op.regions) count += count_attempts(inner);
  }
  return count;
}

void Emitter::hold_attempt(ir::OpId id, const Expression& expression) {
  const std::string name = fresh("t");
  statement(expression, "Value " + name + " = " + expression.text + ";");
  out_->open("if (" + name + ".is_unset())");
  out_->line("goto " + fn_.handler + ";");
  out_->close();
  Expression value;
  value.text = name;
  if (uses_[id.index()] > 0) hold(id, std::move(value));
}

/// The `try` with its handlers and its else, without the finally. A short body that may well fail jumps to them.
void Emitter::emit_guarded(const ir::Op& op) {
  constexpr int kMostAttempts = 4;
  const int attempts = count_attempts(op.regions[0]);
  const bool jumps = attempts > 0 && attempts <= kMostAttempts && !(fn_.in_steps && yields(op.regions[0]));
  const bool has_else = !module_.regions[op.regions[2]].ops.empty();
  const std::string completed = has_else ? fresh("completed") : "";
  if (has_else) out_->line("bool " + completed + " = false;");
  const std::string label = jumps ? fresh("failed") : "";
  const std::string outer = std::exchange(fn_.handler, label);
  const std::size_t outer_cleanups = std::exchange(fn_.handler_cleanups, fn_.cleanups.size());
  ++fn_.guards;
  out_->open("try");
  emit_block(op.regions[0]);
  if (has_else) out_->line(completed + " = true;");
  --fn_.guards;
  fn_.handler = "";  // what a handler raises is not for the handlers of an outer `try` to be jumped to
  out_->reopen("catch (const Raised& raised)");
  if (jumps) {
    out_->line("fail(raised);");
    out_->close();
    out_->line(label + ":");
    out_->open("if (const Failure failure; failure.happened())");
    out_->line("Handling handling(failure);");
  } else {
    out_->line("Handling handling(raised);");
  }
  fn_.frame_line = Expression::kUnknownLine;
  emit_handlers(op.regions[1], 0, jumps ? "failure.throw_again();" : "throw;");
  out_->close();
  fn_.handler = outer;
  fn_.handler_cleanups = outer_cleanups;
  fn_.frame_line = Expression::kUnknownLine;
  if (!has_else) return;
  out_->open("if (" + completed + ")");
  emit_block(op.regions[2]);
  out_->close();
  fn_.frame_line = Expression::kUnknownLine;
}

/// Python unbinds the name of the exception however the clause ends; one that is declared inside ends by itself.
void Emitter::unbind_at_end(const ir::Op& except) {
  if (except.names[0] && in_namespace(except.names[0])) {
    out_->line("const Forgetting " + fresh("unbinding") + "{module(), " +
               string_literal(module_.text(except.names[0])) + "};");
    return;
  }
  std::string name;
  if (except.names[0])
    name = "module()." + global_names_.at(except.names[0]);
  else if (except.variable && !fn_.declaring_store.contains(except.variable))
    name = (is_cell(except.variable) ? "*" : "") + variable_name(except.variable);
  if (!name.empty()) out_->line("const Unbinding " + fresh("unbinding") + "{" + name + "};");
}

/// What a handler does; its exception is the one that `handling` handles.
void Emitter::emit_handler_body(const ir::Op& except) {
  const auto& body = module_.regions[except.regions[1]].ops;
  if (!body.empty() && module_.ops[body[0]].kind == OpKind::kIncoming) {
    Expression exception;
    exception.text = "handling.exception()";
    fn_.held[body[0]] = exception;
  }
  fn_.frame_line = Expression::kUnknownLine;
  unbind_at_end(except);
  emit_block(except.regions[1]);
  fn_.frame_line = Expression::kUnknownLine;
}

/// `except*`: each clause whose classes fit is given its part of the group, and what they raise is raised as one.
void Emitter::emit_group_handlers(ir::RegionId handlers) {
  const std::string groups = fresh("groups");
  out_->line("GroupHandling " + groups + "(handling);");
  for (const ir::OpId id : module_.regions[handlers].ops) {
    const ir::Op& except = module_.ops[id];
    std::string statements;
    const Expression classes = emit_yield_region(except.regions[0], &statements, out_->depth());
    out_->append(statements);
    at(line(id));
    out_->open("if (" + groups + ".take(" + classes.text + "))");
    out_->open("try");
    out_->line("Handling handling(" + groups + ".taken());");
    ++fn_.guards;
    emit_handler_body(except);
    --fn_.guards;
    out_->reopen("catch (const Raised& raised)");
    out_->line(groups + ".keep(raised);");
    out_->close();
    out_->close();
    fn_.frame_line = Expression::kUnknownLine;
  }
  out_->line(groups + ".finish();");
}

void Emitter::emit_handlers(ir::RegionId handlers, std::size_t index, std::string_view rethrow) {
  const auto& ops = module_.regions[handlers].ops;
  if (index == ops.size()) return out_->line(rethrow);
  if (module_.ops[ops[index]].kind == OpKind::kExceptGroup) return emit_group_handlers(handlers);
  const ir::Op& except = module_.ops[ops[index]];
  const bool bare = module_.regions[except.regions[0]].ops.empty();
  if (!bare) {
    std::string statements;
    const Expression classes = emit_yield_region(except.regions[0], &statements, out_->depth());
    out_->append(statements);
    at(classes.first_line);
    out_->open("if (handling.matches(" + classes.text + "))");
  }
  emit_handler_body(except);
  if (bare) return;
  out_->reopen("else");
  emit_handlers(handlers, index + 1, rethrow);
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
  ++fn_.guards;
  emit_block(op.regions[0]);
  --fn_.guards;
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
