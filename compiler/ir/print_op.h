// SPDX-License-Identifier: Apache-2.0
//
// The head of an operation, all but its regions, as text.
#pragma once

#include <string>

#include "compiler/ir/names.h"

namespace pbc::ir {

class OpText {
 public:
  /// For messages: every name is the plain one, ids out of range show as `?`.
  explicit OpText(const Module& module) : module_(module) {}
  /// For the text form: `names` and `values` as names.h gives them, inside of `function`.
  OpText(const Module& module, const Names& names, const SideTable<OpId, std::string>& values, FunctionId function)
      : module_(module), names_(&names), values_(&values), function_(function) {}

  std::string head(OpId op) const;

 private:
  std::string value(OpId op) const;
  std::string function(FunctionId id) const;
  std::string variable(VariableId id) const;
  std::string_view text(NameId id) const;
  std::string name(NameId id) const;
  std::string operand(const Operand& operand, std::string_view star = "*") const;
  std::string elements(const std::vector<Operand>& operands, std::size_t first) const;
  std::string pairs(const std::vector<Operand>& operands, std::size_t first) const;
  std::string arguments(const Op& op, std::size_t first) const;
  std::string marks(const Op& act) const;
  std::string term(TermId id) const;

  const Module& module_;
  const Names* names_ = nullptr;
  const SideTable<OpId, std::string>* values_ = nullptr;
  FunctionId function_;
  mutable int terms_left_ = 100;  // for messages only: a broken module may hold terms without end
};

}  // namespace pbc::ir
