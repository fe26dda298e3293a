// SPDX-License-Identifier: Apache-2.0
//
// Locals whose type is evident, so that C++ can hold them as numbers of its own. Everything that is not proved stays a
// Value; what is proved cannot be told apart from it:
//
//   kBool   every store is a comparison, `not`, a call of the builtin `isinstance`, True, False or another such local
//   kFloat  every store is a float constant, another such local, or + - * of them with each other or with numbers that
//           are known; / by a constant that is not zero
//   kInt    the variable of a loop over `range(...)`, whose elements have 64 bits; what the builtin `len` gives; a copy
//           of one; and counters, which start at a small constant and move by small constants only, `n += 1`, so that
//           64 bits outlast any run
//
// Never typed: parameters, cells, what `del`, `except ... as`, unpacking or any other call binds, and what a load may
// find unbound. Arithmetic on ints is left to Value, because an int of Python has no largest.
#pragma once

#include <map>
#include <set>
#include <vector>

#include "compiler/ir/module.h"

namespace pbc::emit {

enum class LocalType : std::uint8_t { kValue, kBool, kInt, kFloat };

class LocalTypes {
 public:
  LocalTypes() = default;
  /// `assigned`: of definitely_assigned_loads(). `comparisons_are_bool`: no class says what `a == b` or `a < b` gives.
  LocalTypes(const ir::Module& module, ir::FunctionId function, const std::vector<bool>& assigned,
             bool comparisons_are_bool);

  LocalType of(ir::VariableId variable) const;
  /// What C++ has for the operand: its own number only for constants, loads of typed locals, and operations on them
  /// that is_native() says.
  LocalType of(const ir::Operand& operand) const;
  /// A binary or in-place operation, or a comparison, that C++ computes exactly as Python does.
  bool is_native(ir::OpId op) const;
  /// A comparison that gives True or False, whatever it compares.
  bool is_bool(ir::OpId comparison) const;
  /// What a call of a builtin by its name gives where C++ has a function of that name for it, else kValue.
  LocalType of_builtin_call(ir::OpId op) const;
  /// A `for` or a comprehension over a call of the builtin `range`.
  bool is_range_loop(ir::OpId op) const;

 private:
  /// What may be assumed of a variable as long as no store speaks against it.
  using Assumptions = std::map<ir::VariableId, LocalType>;
  void collect(ir::RegionId region, const std::vector<bool>& assigned);
  LocalType of_store(const ir::Op& store) const;
  /// `load v`, plus or minus a small constant, in place.
  bool is_step(const ir::Op& op) const;
  bool stores_step(const ir::Op& store) const;
  bool is_small(const ir::Operand& operand) const;

  const ir::Module* module_ = nullptr;
  bool comparisons_are_bool_ = true;
  Assumptions types_;
  std::map<ir::OpId, ir::OpId> loops_;  // `incoming` -> the loop over a range that it belongs to
  std::vector<ir::OpId> stores_;
  std::set<ir::VariableId> excluded_;
  std::set<ir::VariableId> stepped_;  // `n += 1` somewhere
};

}  // namespace pbc::emit
