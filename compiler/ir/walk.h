// SPDX-License-Identifier: Apache-2.0
//
// Ways to go through a module. All of them need a module whose ids are in range and whose regions form a tree
// (verify.h).
#pragma once

#include <cstdint>
#include <vector>

#include "compiler/ir/module.h"

namespace pbc::ir {

/// Calls visit(operand) for every operand of an operation in order of evaluation, those inside of terms included; the
/// operand that is a term comes before its elements.
template <class Visit>
void for_each_operand(const Module& module, const std::vector<Operand>& operands, Visit&& visit) {
  for (const Operand& operand : operands) {
    visit(operand);
    if (operand.is_term()) for_each_operand(module, module.terms[operand.term()].elements, visit);
  }
}
template <class Visit>
void for_each_operand(const Module& module, OpId op, Visit&& visit) {
  for_each_operand(module, module.ops[op].operands, visit);
}

/// Calls visit(op, region that holds it) for every operation of a region in the order of the text: an operation before
/// those in its regions. `visit` may add objects to the module but not change the regions it walks.
template <class Visit>
void for_each_op(const Module& module, RegionId region, Visit&& visit) {
  for (std::size_t i = 0; i < module.regions[region].ops.size(); ++i) {
    const OpId op = module.regions[region].ops[i];
    visit(op, region);
    for (std::size_t r = 0; r < module.ops[op].regions.size(); ++r)
      for_each_op(module, module.ops[op].regions[r], visit);
  }
}
template <class Visit>
void for_each_op(const Module& module, FunctionId function, Visit&& visit) {
  for_each_op(module, module.functions[function].body, visit);
}

/// Calls visit(region) for a region and all regions inside it, outer ones first.
template <class Visit>
void for_each_region(const Module& module, RegionId region, Visit&& visit) {
  visit(region);
  for (std::size_t i = 0; i < module.regions[region].ops.size(); ++i) {
    const OpId op = module.regions[region].ops[i];
    for (std::size_t r = 0; r < module.ops[op].regions.size(); ++r)
      for_each_region(module, module.ops[op].regions[r], visit);
  }
}

/// How often each value is used by the operations of all functions.
SideTable<OpId, std::uint32_t> use_counts(const Module& module);

}  // namespace pbc::ir
