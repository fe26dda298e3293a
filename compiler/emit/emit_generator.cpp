// SPDX-License-Identifier: Apache-2.0
//
// Generators: the ordinary body in a lambda. Most become coroutines; one that yields in an `except`, a `finally` or in
// the middle of an expression the runtime calls on a stack of its own, so that `yield` is a call.
#include <algorithm>

#include "compiler/emit/emitter.h"

namespace pbc::emit {

using ir::OpKind;

namespace {

bool is_yield(OpKind kind) { return kind == OpKind::kSuspend || kind == OpKind::kDelegate; }

enum class Yields : std::uint8_t { kNowhere, kInBlocks, kInGuarded, kElsewhere };

/// Where in C++ the yields of a region stand: `place` for its own. A `co_yield` may stand neither in a `catch` nor in a
/// lambda.
Yields find_yields(const ir::Module& module, ir::RegionId region, Yields place) {
  Yields found = Yields::kNowhere;
  for (ir::OpId id : module.regions[region].ops) {
    const ir::Op& op = module.ops[id];
    if (is_yield(op.kind)) found = std::max(found, place);
    for (std::size_t i = 0; i < op.regions.size(); ++i) {
      const bool is_block = op.kind == OpKind::kFor || op.kind == OpKind::kIf || (op.kind == OpKind::kWhile && i > 0);
      const bool is_guarded = op.kind == OpKind::kWith || (op.kind == OpKind::kTry && (i == 0 || i == 2));
      const Yields inner = is_block ? place : is_guarded ? std::max(place, Yields::kInGuarded) : Yields::kElsewhere;
      found = std::max(found, find_yields(module, op.regions[i], inner));
    }
  }
  return found;
}

}  // namespace

std::string_view Emitter::generator_type(ir::FunctionId id) const {
  switch (find_yields(module_, module_.functions[id].body, Yields::kInBlocks)) {
    case Yields::kElsewhere:
      return "Value";
    case Yields::kInGuarded:
      return "GuardedSteps";
    default:
      return "Steps";
  }
}

bool Emitter::yields(ir::RegionId region) const {
  return find_yields(module_, region, Yields::kInBlocks) != Yields::kNowhere;
}

void Emitter::open_generator(ir::FunctionId id, std::string_view before, std::string_view captures) {
  out_->open(std::string(before) + "generator(" + string_literal(module_.functions[id].qualified_name) + ", " +
             std::to_string(module_.function_lines[id.index()]) + ", [" + std::string(captures) + "]() mutable -> " +
             std::string(generator_type(id)));
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

std::size_t Emitter::emit_yield(ir::RegionId region, std::size_t index) {
  if (fn_.in_steps) return emit_step(region, index);
  const ir::OpId id = module_.regions[region].ops[index];
  const ir::Op& op = module_.ops[id];
  auto operands = take(op.operands);
  Expression result;
  sequence({&operands[0]}, line(id), &result);
  result.text = (op.kind == OpKind::kSuspend ? "yield(" : "yield_from(") + operands[0].text + ")";
  hold(id, std::move(result));
  return index + 1;
}

/// A `co_yield` is a statement of its own, and what it hands out is in a variable first where making it needs an array:
/// g++ 12 cannot keep one while the coroutine waits. That also ends what is only needed to make it.
std::size_t Emitter::emit_step(ir::RegionId region, std::size_t index) {
  const auto& ops = module_.regions[region].ops;
  const ir::OpId id = ops[index];
  const ir::Op& op = module_.ops[id];
  Expression item = std::move(take(op.operands)[0]);
  flush();
  const bool is_simple = item.text.find_first_of(sees_ends_ ? "{(" : "{") == std::string::npos;
  if (!is_simple) {
    const std::string name = fresh("yielded");
    at(item.first_line);
    out_->line("Value " + name + " = " + item.text + ";");
    if (item.last_line != Expression::kNoLine) fn_.frame_line = item.last_line;
    item = Expression();
    item.text = "std::move(" + name + ")";
  }
  Expression step;
  sequence({&item}, line(id), &step);
  const std::string text = "co_yield " + (op.kind == OpKind::kSuspend ? item.text : "from(" + item.text + ")");
  if (uses_[id.index()] == 0) {
    statement(step, text + ";");
    return index + 1;
  }
  const ir::VariableId declared = declared_with(ops, index);
  const bool is_stored = uses_[id.index()] == 1 && declared;
  const std::string name = is_stored ? variable_name(declared) : fresh("sent");
  at(step.first_line);
  out_->line("Value " + name + " = " + text + ";");
  if (step.last_line != Expression::kNoLine) fn_.frame_line = step.last_line;
  if (is_stored) return index + 2;
  Expression sent;
  sent.text = name;
  hold(id, std::move(sent));
  return index + 1;
}

}  // namespace pbc::emit
