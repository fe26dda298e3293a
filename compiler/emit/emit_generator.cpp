// SPDX-License-Identifier: Apache-2.0
//
// Generators: the ordinary body in a lambda that the runtime calls on a stack of its own, so that `yield` is a call.
#include "compiler/emit/emitter.h"

namespace pbc::emit {

using ir::OpKind;

void Emitter::open_generator(ir::FunctionId id, std::string_view before, std::string_view captures) {
  out_->open(std::string(before) + "generator(" + string_literal(module_.functions[id].qualified_name) + ", " +
             std::to_string(module_.function_lines[id.index()]) + ", [" + std::string(captures) +
             "]() mutable -> Value");
}

/// A generator expression: its iterator is made here and belongs to the body. Where the next operation stores the
/// generator in a variable that is declared there, it is made in that one.
std::size_t Emitter::emit_generator(ir::RegionId region, std::size_t index) {
  const auto& ops = module_.regions[region].ops;
  const ir::OpId id = ops[index];
  const ir::Op& op = module_.ops[id];
  auto operands = take(op.operands);
  flush();
  std::string name;
  const ir::VariableId declared = declared_with(ops, index);
  const bool stored = static_cast<bool>(declared);
  if (stored) name = variable_name(declared);
  if (!stored) name = fresh("genexpr");
  Expression iterator;
  sequence({&operands[0]}, line(id), &iterator);
  at(iterator.first_line);
  const std::string items = variable_name(module_.functions[op.function].parameters.front().variable);
  open_generator(op.function, "Value " + name + " = ", "=, " + items + " = iter(" + operands[0].text + ")");
  out_->append(function_body(op.function, out_->depth(), true));
  out_->close(");");
  if (iterator.last_line != Expression::kNoLine) fn_.frame_line = iterator.last_line;
  if (stored) return index + 2;
  Expression made;
  made.text = name;
  hold(id, std::move(made));
  return index + 1;
}

void Emitter::emit_yield(ir::OpId id) {
  const ir::Op& op = module_.ops[id];
  auto operands = take(op.operands);
  Expression result;
  sequence({&operands[0]}, line(id), &result);
  result.text = (op.kind == OpKind::kSuspend ? "yield(" : "yield_from(") + operands[0].text + ")";
  hold(id, std::move(result));
}

}  // namespace pbc::emit
