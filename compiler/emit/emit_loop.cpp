// SPDX-License-Identifier: Apache-2.0
//
// for and while, with their else: a flag says whether a `break` left the loop.
#include "compiler/emit/emitter.h"
#include "compiler/ir/walk.h"

namespace pbc::emit {

using ir::OpKind;

std::string Emitter::incoming(ir::RegionId body, std::size_t* next) {
  const auto& ops = module_.regions[body].ops;
  *next = 0;
  if (ops.empty() || module_.ops[ops[0]].kind != OpKind::kIncoming) return fresh("unused");
  *next = 1;
  if (const ir::VariableId declared = declared_with(ops, 0)) {
    *next = 2;
    return variable_name(declared);
  }
  Expression element;
  element.text = fresh("element");
  if (fn_.types.of(ir::Operand(ops[0])) == LocalType::kInt) element.type = CxxType::kNumber;
  fn_.held[ops[0]] = element;
  if (uses_[ops[0].index()] == 0) fn_.held.erase(ops[0]);
  return element.text;
}

std::string Emitter::loop_head(ir::OpId id, const std::string& iterable, std::size_t* next) {
  const ir::RegionId body = module_.ops[id].regions[0];
  const auto& ops = module_.regions[body].ops;
  if (ops.size() > 1 && module_.ops[ops[0]].kind == OpKind::kIncoming && uses_[ops[0].index()] == 1) {
    const ir::Op& unpack = module_.ops[ops[1]];
    const bool is_plain = unpack.kind == OpKind::kUnpack && unpack.operands[0] == ir::Operand(ops[0]) &&
                          unpack.integers[0] > 0 && unpack.integers[1] < 0;
    if (is_plain && line(ops[1]) == line(id)) {
      *next = 2;
      return "for (auto [" + unpacked_names(body, 1) + "] : unpack_each<" + std::to_string(unpack.integers[0]) + ">(" +
             iterable + "))";
    }
  }
  const std::string element = incoming(body, next);
  // The element goes straight into a variable when `next` is behind its store.
  const bool is_number = fn_.types.is_range_loop(id) && *next > 0 &&
                         (*next == 1 || fn_.types.of(module_.ops[ops[1]].variable) == LocalType::kInt);
  return is_number ? "for (std::int64_t " + element + " : integers(" + iterable + "))"
                   : "for (Value " + element + " : iterate(" + iterable + "))";
}

bool Emitter::stays_on_line(ir::RegionId region, int line) const {
  bool stays = true;
  ir::for_each_op(module_, region, [&](ir::OpId op, ir::RegionId) { stays &= this->line(op) == line; });
  return stays;
}

void Emitter::emit_for(ir::OpId id) {
  const ir::Op& op = module_.ops[id];
  auto operands = take(op.operands);
  flush();
  const bool has_else = !module_.regions[op.regions[1]].ops.empty();
  const std::string flag = has_else ? fresh("broken") : "";
  if (has_else) out_->line("bool " + flag + " = false;");
  Expression iterable;
  sequence({&operands[0]}, line(id), &iterable);
  std::size_t next = 0;
  const std::string head = loop_head(id, operands[0].text, &next);
  at(iterable.first_line);
  out_->open(head);
  fn_.frame_line = stays_on_line(op.regions[0], line(id)) ? iterable.last_line : Expression::kUnknownLine;
  fn_.loop_flags.push_back(flag);
  emit_block(op.regions[0], next);
  fn_.loop_flags.pop_back();
  out_->close();
  fn_.frame_line = Expression::kUnknownLine;
  if (!has_else) return;
  out_->open("if (!" + flag + ")");
  emit_block(op.regions[1]);
  out_->close();
  fn_.frame_line = Expression::kUnknownLine;
}

void Emitter::emit_while(ir::OpId id) {
  const ir::Op& op = module_.ops[id];
  flush();
  const bool has_else = !module_.regions[op.regions[2]].ops.empty();
  const std::string flag = has_else ? fresh("broken") : "";
  if (has_else) out_->line("bool " + flag + " = false;");
  std::string statements;
  Expression test = emit_yield_region(op.regions[0], &statements, out_->depth() + 1);
  fn_.frame_line = Expression::kUnknownLine;
  if (statements.empty() && (test.first_line == Expression::kNoLine || !test.lined.empty())) {
    if (!test.lined.empty()) test.text = test.lined;
    if (test.first_line == Expression::kNoLine) at(line(id));  // where `step` may end the run
    out_->open("while (" + as_condition(test, Binds::kTernary) + ")");
    out_->line("step();");
  } else {
    out_->open("while (true)");
    out_->line("step();");
    out_->append(statements);
    if (statements.empty()) at(test.first_line);
    out_->open("if (!" + as_condition(test, Binds::kUnary) + ")");
    out_->line("break;");
    out_->close();
    fn_.frame_line = Expression::kUnknownLine;
  }
  fn_.loop_flags.push_back(flag);
  emit_block(op.regions[1]);
  fn_.loop_flags.pop_back();
  out_->close();
  fn_.frame_line = Expression::kUnknownLine;
  if (!has_else) return;
  out_->open("if (!" + flag + ")");
  emit_block(op.regions[2]);
  out_->close();
  fn_.frame_line = Expression::kUnknownLine;
}

}  // namespace pbc::emit
