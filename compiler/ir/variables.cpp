// SPDX-License-Identifier: Apache-2.0
#include "compiler/ir/variables.h"

#include <cstdint>

#include "compiler/ir/walk.h"

namespace pbc::ir {

std::size_t first_implied_variable(const Module& module, FunctionId id) {
  const Function& function = module.functions[id];
  SideTable<VariableId, std::uint32_t> mentioned;  // as the how-manyeth own variable, from 1
  std::uint32_t count = 0;
  for_each_op(module, id, [&](OpId op, RegionId) {
    const VariableId variable = module.ops[op].variable;
    if (variable && mentioned[variable] == 0) mentioned.set(variable, ++count);
  });

  std::size_t first = function.variables.size();
  std::uint32_t next = count + 1;
  while (first > function.parameters.size()) {
    const VariableId variable = function.variables[first - 1];
    const std::uint32_t at = mentioned[variable];
    if (module.variables[variable].kind != Variable::Kind::kLocal || at == 0 || at >= next) break;
    next = at;
    --first;
  }
  return first;
}

std::string_view variable_word(Variable::Kind kind) {
  switch (kind) {
    case Variable::Kind::kLocal:
      return "";
    case Variable::Kind::kCell:
      return "cell ";
    case Variable::Kind::kComprehension:
      return "comprehension ";
  }
  return "";
}

}  // namespace pbc::ir
