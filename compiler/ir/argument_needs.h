// SPDX-License-Identifier: Apache-2.0
//
// What functions do with the arguments that the engine makes for them, so that it need not copy what nobody changes
// (docs/playbook-api.md, Callbacks).
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "compiler/ir/module.h"

namespace pbc::ir {

enum class Need : std::uint8_t {
  kNothing,  // nobody reads it
  kLook,     // it goes to the Playbook API alone, which reads it and keeps nothing
  kOwn,      // anything else: it may be changed or kept
};

/// Of parameters that are local variables which nothing stores anew. What a function hands on to another one of the
/// module is needed as it is there.
class ArgumentNeeds {
 public:
  /// Costs O(size of the module) for each step along the longest chain of calls.
  explicit ArgumentNeeds(const Module& module);

  /// `parameter`: its position.
  Need of(FunctionId function, std::size_t parameter) const;

 private:
  void note(FunctionId function);
  /// The parameter that an operand loads; none where it is something else.
  VariableId loaded(const Operand& operand) const;
  void note_use(const Op& op, std::size_t operand, VariableId parameter);
  void note_call(const Op& op, std::size_t operand, VariableId parameter);
  void raise(VariableId parameter, Need need);

  const Module& module_;
  std::map<VariableId, Need> needs_;
  std::map<VariableId, std::vector<VariableId>> handed_to_;  // parameters of functions that are called with it
};

}  // namespace pbc::ir
