// SPDX-License-Identifier: Apache-2.0
//
// The names that functions, variables and values have in the text form. They follow from the structure of the module
// alone, so that equal modules have equal text: the first of a name has it as it is, the next ones get .2, .3 ...
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "compiler/ir/module.h"

namespace pbc::ir {

/// Gives each wish a name of its own.
class UniqueNames {
 public:
  /// `name` for the first one who asks for it, then `name.2`, `name.3` ...
  std::string take(std::string_view name);

 private:
  std::unordered_map<std::string, int> taken_;
};

/// What a value would be called if it were the only one: after the variable, attribute or key that it comes from, after
/// the variable that it goes to, after its operation. `first_user`: the operation that uses it first, or none.
std::string value_stem(const Module& module, OpId value, OpId first_user);

class Names {
 public:
  explicit Names(const Module& module);

  /// "@url_reputation"
  const std::string& function(FunctionId id) const { return functions_[id]; }
  /// "container"; the same inside and outside of the function that owns it.
  const std::string& variable(VariableId id) const { return variables_[id]; }
  /// "%rows" for each value of `function` that is used; empty for those that are not.
  SideTable<OpId, std::string> values(FunctionId function) const;

 private:
  const Module& module_;
  SideTable<FunctionId, std::string> functions_;
  SideTable<VariableId, std::string> variables_;
};

}  // namespace pbc::ir
