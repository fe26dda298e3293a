// SPDX-License-Identifier: Apache-2.0
#include "compiler/emit/local_types.h"

#include <algorithm>
#include <charconv>

#include "compiler/ir/walk.h"

namespace pbc::emit {

using ir::Constant;
using ir::Operand;
using ir::OpKind;

namespace {

/// What a counter may start at and move by: 2^63 is then 2^53 steps away.
constexpr std::int64_t kSmallStep = 1024;

bool is_number(LocalType type) { return type == LocalType::kInt || type == LocalType::kFloat; }

}  // namespace

LocalTypes::LocalTypes(const ir::Module& module, ir::FunctionId function, const std::vector<bool>& assigned,
                       bool comparisons_are_bool)
    : module_(&module), comparisons_are_bool_(comparisons_are_bool) {
  const ir::RegionId body = module.functions[function].body;
  for (const ir::Parameter& parameter : module.functions[function].parameters) excluded_.insert(parameter.variable);
  collect(body, assigned);
  // The first guess comes from constants and loops, then what contradicts a guess takes it away, until nothing does.
  for (bool changed = true; changed;) {
    changed = false;
    for (ir::OpId id : stores_) {
      const ir::Op& store = module.ops[id];
      const ir::Variable& variable = module.variables[store.variable];
      if (excluded_.contains(store.variable) || variable.kind == ir::Variable::Kind::kCell ||
          variable.owner != function)
        continue;
      const LocalType type = of_store(store);
      const auto [known, is_new] = types_.try_emplace(store.variable, type);
      if (type == LocalType::kValue && is_new) {
        types_.erase(known);  // nothing known yet: another store may tell more
      } else if (is_new) {
        changed = true;
      }
    }
  }
  for (bool changed = true; changed;) {
    changed = false;
    for (ir::OpId id : stores_) {
      const auto known = types_.find(module.ops[id].variable);
      if (known == types_.end() || of_store(module.ops[id]) == known->second) continue;
      types_.erase(known);
      excluded_.insert(module.ops[id].variable);
      changed = true;
    }
  }
}

void LocalTypes::collect(ir::RegionId region, const std::vector<bool>& assigned) {
  ir::for_each_op(*module_, region, [&](ir::OpId id, ir::RegionId) {
    const ir::Op& op = module_->ops[id];
    if (is_range_loop(id)) {
      const auto& ops = module_->regions[op.regions[0]].ops;
      if (!ops.empty() && module_->ops[ops[0]].kind == OpKind::kIncoming) loops_[ops[0]] = id;
    }
    if (op.kind == OpKind::kStore) {
      stores_.push_back(id);
      if (stores_step(op)) stepped_.insert(op.variable);
    } else if (op.variable && (op.kind != OpKind::kLoad || !assigned[id.index()])) {
      excluded_.insert(op.variable);
    }
  });
}

bool LocalTypes::is_range_loop(ir::OpId id) const {
  const ir::Op& op = module_->ops[id];
  const bool loops =
      op.kind == OpKind::kFor || op.kind == OpKind::kListOf || op.kind == OpKind::kSetOf || op.kind == OpKind::kDictOf;
  if (!loops || !op.operands[0].is_value()) return false;
  const ir::Op& call = module_->ops[op.operands[0].value()];
  if (call.kind != OpKind::kCall || !call.operands[0].is_value()) return false;
  const ir::Op& callee = module_->ops[call.operands[0].value()];
  if (callee.kind != OpKind::kBuiltin || module_->text(callee.names[0]) != "range") return false;
  return std::none_of(call.operands.begin() + 1, call.operands.end(), [this](const Operand& argument) {
    constexpr std::size_t kDigitsOf60Bits = 18;
    return argument.is_constant() && module_->constants[argument.constant()].text.size() > kDigitsOf60Bits;
  });
}

LocalType LocalTypes::of(ir::VariableId variable) const {
  const auto found = types_.find(variable);
  return found == types_.end() ? LocalType::kValue : found->second;
}

LocalType LocalTypes::of(const Operand& operand) const {
  if (operand.is_constant()) {
    const Constant& constant = module_->constants[operand.constant()];
    if (constant.kind == Constant::Kind::kBool) return LocalType::kBool;
    if (constant.kind == Constant::Kind::kFloat) return LocalType::kFloat;
    return is_small(operand) ? LocalType::kInt : LocalType::kValue;
  }
  if (!operand.is_value()) return LocalType::kValue;
  const ir::Op& op = module_->ops[operand.value()];
  switch (op.kind) {
    case OpKind::kLoad:
      return of(op.variable);
    case OpKind::kIncoming:
      return loops_.contains(operand.value()) ? LocalType::kInt : LocalType::kValue;
    case OpKind::kCompare:
      return is_bool(operand.value()) ? LocalType::kBool : LocalType::kValue;
    case OpKind::kNot:
      return LocalType::kBool;
    case OpKind::kBinary:
    case OpKind::kInPlace:
      if (!is_native(operand.value())) return LocalType::kValue;
      return of(op.operands[0]) == LocalType::kInt && of(op.operands[1]) == LocalType::kInt ? LocalType::kInt
                                                                                            : LocalType::kFloat;
    case OpKind::kCall:
      return of_builtin_call(operand.value());
    default:
      return LocalType::kValue;
  }
}

LocalType LocalTypes::of_builtin_call(ir::OpId id) const {
  const ir::Op& op = module_->ops[id];
  if (op.kind != OpKind::kCall || !op.keywords.empty() || !op.operands[0].is_value()) return LocalType::kValue;
  const ir::Op& callee = module_->ops[op.operands[0].value()];
  if (callee.kind != OpKind::kBuiltin) return LocalType::kValue;
  for (const Operand& operand : op.operands)
    if (operand.starred) return LocalType::kValue;
  const std::string_view name = module_->text(callee.names[0]);
  if (name == "len" && op.operands.size() == 2) return LocalType::kInt;
  if (name == "isinstance" && op.operands.size() == 3) return LocalType::kBool;
  return LocalType::kValue;
}

bool LocalTypes::is_native(ir::OpId id) const {
  const ir::Op& op = module_->ops[id];
  const bool compares = op.kind == OpKind::kCompare;
  if (!compares && op.kind != OpKind::kBinary && op.kind != OpKind::kInPlace) return false;
  if (op.operands[0].is_constant() && op.operands[1].is_constant()) return false;
  const std::string_view symbol = module_->text(op.names[0]);
  const LocalType left = of(op.operands[0]), right = of(op.operands[1]);
  if (!is_number(left) || !is_number(right)) return false;
  if (compares) {
    if (symbol == "is" || symbol == "is not" || symbol == "in" || symbol == "not in") return false;
    // An int of more than 53 bits would be rounded in C++.
    return left == right || (left == LocalType::kFloat && is_small(op.operands[1])) ||
           (right == LocalType::kFloat && is_small(op.operands[0]));
  }
  if (left != LocalType::kFloat && right != LocalType::kFloat)
    return op.kind == OpKind::kInPlace && is_step(op) &&
           stepped_.contains(module_->ops[op.operands[0].value()].variable);
  if (symbol == "+" || symbol == "-" || symbol == "*") return true;
  if (symbol != "/" || !op.operands[1].is_constant()) return false;
  const std::string& divisor = module_->constants[op.operands[1].constant()].text;
  return divisor.find_first_of("123456789in") != std::string::npos && divisor.find('e') == std::string::npos;
}

bool LocalTypes::is_bool(ir::OpId comparison) const {
  if (comparisons_are_bool_) return true;
  const std::string_view symbol = module_->text(module_->ops[comparison].names[0]);
  return symbol == "is" || symbol == "is not" || symbol == "in" || symbol == "not in" || is_native(comparison);
}

bool LocalTypes::is_small(const Operand& operand) const {
  if (!operand.is_constant()) return false;
  const Constant& constant = module_->constants[operand.constant()];
  if (constant.kind != Constant::Kind::kInt) return false;
  std::int64_t value = 0;
  const char* end = constant.text.data() + constant.text.size();
  const auto [read, error] = std::from_chars(constant.text.data(), end, value);
  return error == std::errc() && read == end && value >= -kSmallStep && value <= kSmallStep;
}

bool LocalTypes::is_step(const ir::Op& op) const {
  if (op.kind != OpKind::kInPlace || !op.operands[0].is_value()) return false;
  const std::string_view symbol = module_->text(op.names[0]);
  return (symbol == "+" || symbol == "-") && module_->ops[op.operands[0].value()].kind == OpKind::kLoad &&
         is_small(op.operands[1]);
}

bool LocalTypes::stores_step(const ir::Op& store) const {
  if (!store.operands[0].is_value()) return false;
  const ir::Op& op = module_->ops[store.operands[0].value()];
  return is_step(op) && module_->ops[op.operands[0].value()].variable == store.variable;
}

LocalType LocalTypes::of_store(const ir::Op& store) const {
  if (stores_step(store)) {
    // It moves a counter, or whatever else the variable is.
    const LocalType type = of(store.variable);
    return type == LocalType::kBool ? LocalType::kValue : type;
  }
  const LocalType type = of(store.operands[0]);
  const bool is_far = type == LocalType::kInt && stepped_.contains(store.variable) && !is_small(store.operands[0]);
  return is_far ? LocalType::kValue : type;
}

}  // namespace pbc::emit
