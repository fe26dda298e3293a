// SPDX-License-Identifier: Apache-2.0
//
// Equality of modules: both are walked side by side, and an id of one stands for the id of the other that was met at
// the same place.
#include <algorithm>
#include <vector>

#include "compiler/ir/module.h"

namespace pbc::ir {
namespace {

class Comparison {
 public:
  Comparison(const Module& a, const Module& b) : a_(a), b_(b) {}

  bool run() {
    if (a_.name != b_.name || a_.description != b_.description) return false;
    if (a_.functions.size() != b_.functions.size()) return false;
    if (sorted_custom_code(a_) != sorted_custom_code(b_)) return false;
    // Variables first: any function may use those of the functions around it.
    for (const FunctionId id : a_.functions.ids()) {
      if (!same_signature(a_.functions[id], b_.functions[id])) return false;
    }
    for (const FunctionId id : a_.functions.ids()) {
      if (!same_region(a_.functions[id].body, b_.functions[id].body)) return false;
    }
    return true;
  }

 private:
  static std::vector<CustomCode> sorted_custom_code(const Module& module) {
    std::vector<CustomCode> sorted = module.custom_code;
    std::ranges::stable_sort(sorted, {}, &CustomCode::function);
    return sorted;
  }

  bool same_name(NameId a, NameId b) const {
    if (!a || !b) return a.is_none() && b.is_none();
    return a_.text(a) == b_.text(b);
  }

  bool same_signature(const Function& a, const Function& b) {
    if (!same_name(a.name, b.name) || a.role != b.role || a.parent != b.parent ||
        a.qualified_name != b.qualified_name || a.description != b.description || a.is_documented != b.is_documented ||
        a.is_decorated != b.is_decorated || a.is_generator != b.is_generator || a.is_static != b.is_static ||
        a.variables.size() != b.variables.size() || a.parameters.size() != b.parameters.size()) {
      return false;
    }
    for (std::size_t i = 0; i < a.variables.size(); ++i) {
      const Variable& left = a_.variables[a.variables[i]];
      const Variable& right = b_.variables[b.variables[i]];
      if (!same_name(left.name, right.name) || left.kind != right.kind || left.owner != right.owner) return false;
      variables_.set(a.variables[i], b.variables[i]);
    }
    return std::ranges::equal(a.parameters, b.parameters, [&](const Parameter& left, const Parameter& right) {
      return variables_[left.variable] == right.variable && left.kind == right.kind &&
             left.computed_default == right.computed_default && same_operand(left.default_value, right.default_value);
    });
  }

  bool same_region(RegionId a, RegionId b) {
    return std::ranges::equal(a_.regions[a].ops, b_.regions[b].ops, [&](OpId left, OpId right) {
      if (!same_op(a_.ops[left], b_.ops[right])) return false;
      values_.set(left, right);
      return true;
    });
  }

  static bool same_call(const Op& a, const Op& b) {
    return a.api == b.api && a.sharing == b.sharing && a.batch == b.batch && a.ahead == b.ahead;
  }

  bool same_op(const Op& a, const Op& b) {
    if (a.kind != b.kind || a.integers != b.integers || a.function != b.function) return false;
    if (a.kind == OpKind::kPhantom && !same_call(a, b)) return false;
    if (a.variable ? variables_[a.variable] != b.variable : static_cast<bool>(b.variable)) return false;
    const auto same_names = [&](NameId left, NameId right) { return same_name(left, right); };
    if (!std::ranges::equal(a.names, b.names, same_names)) return false;
    if (!std::ranges::equal(a.keywords, b.keywords, same_names)) return false;
    if (!same_operands(a.operands, b.operands)) return false;
    return std::ranges::equal(a.regions, b.regions,
                              [&](RegionId left, RegionId right) { return same_region(left, right); });
  }

  bool same_operands(const std::vector<Operand>& a, const std::vector<Operand>& b) const {
    return std::ranges::equal(a, b,
                              [&](const Operand& left, const Operand& right) { return same_operand(left, right); });
  }

  bool same_operand(const Operand& a, const Operand& b) const {
    if (a.kind != b.kind || a.starred != b.starred) return false;
    switch (a.kind) {
      case Operand::Kind::kAbsent:
        return true;
      case Operand::Kind::kValue:
        return values_[a.value()] == b.value();
      case Operand::Kind::kConstant:
        return a_.constants[a.constant()] == b_.constants[b.constant()];
      case Operand::Kind::kFunction:
        return a.function() == b.function();
      case Operand::Kind::kTerm: {
        const Term& left = a_.terms[a.term()];
        const Term& right = b_.terms[b.term()];
        return left.kind == right.kind && same_operands(left.elements, right.elements);
      }
    }
    return false;
  }

  const Module& a_;
  const Module& b_;
  SideTable<VariableId, VariableId> variables_;  // of a_ -> of b_
  SideTable<OpId, OpId> values_;
};

}  // namespace

bool operator==(const Module& a, const Module& b) { return Comparison(a, b).run(); }

}  // namespace pbc::ir
