// SPDX-License-Identifier: Apache-2.0
#include "compiler/ir/variables.h"

#include <cstdint>

#include "compiler/ir/walk.h"

namespace pbc::ir {

VariableParts variable_parts(const Module& module, FunctionId id) {
  const Function& function = module.functions[id];
  SideTable<VariableId, std::uint32_t> mentioned;  // as the how-manyeth own variable, from 1
  std::uint32_t count = 0;
  for_each_op(module, id, [&](OpId op, RegionId) {
    const VariableId variable = module.ops[op].variable;
    if (variable && mentioned[variable] == 0) mentioned.set(variable, ++count);
  });

  VariableParts parts{};
  parts.first_comprehension = function.variables.size();
  const auto kind = [&](std::size_t index) { return module.variables[function.variables[index]].kind; };
  while (parts.first_comprehension > function.parameters.size() &&
         kind(parts.first_comprehension - 1) == Variable::Kind::kComprehension) {
    --parts.first_comprehension;
  }
  parts.first_implied = parts.first_comprehension;
  std::uint32_t next = count + 1;
  while (parts.first_implied > function.parameters.size()) {
    const std::uint32_t at = mentioned[function.variables[parts.first_implied - 1]];
    if (kind(parts.first_implied - 1) != Variable::Kind::kLocal || at == 0 || at >= next) break;
    next = at;
    --parts.first_implied;
  }
  return parts;
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
