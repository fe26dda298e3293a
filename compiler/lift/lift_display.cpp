// SPDX-License-Identifier: Apache-2.0
//
// [a, *b], (a, b), {a, b}, {k: v, **m}
#include "compiler/lift/lifter.h"

namespace pbc::lift {

using ir::Operand;
using ir::OpKind;

std::vector<Operand> Lifter::elements(Nodes nodes) {
  std::vector<Operand> operands;
  for (const Node& node : nodes) {
    const bool starred = node.is(NodeKind::kListSplat) || node.is(NodeKind::kListSplatPattern);
    Operand operand = expression(starred ? node.first_child() : node);
    operand.starred = starred;
    operands.push_back(operand);
  }
  return operands;
}

Operand Lifter::display(OpKind kind, const Node& node) { return emit(kind, node, elements(node.children())); }

Operand Lifter::dictionary(const Node& node) {
  std::vector<Operand> pairs;
  for (const Node& child : node.children()) {
    if (child.is(NodeKind::kDictionarySplat)) {
      Operand mapping = expression(child.first_child());
      mapping.starred = true;
      pairs.push_back(Operand());
      pairs.push_back(mapping);
    } else {
      pairs.push_back(expression(child.field(Field::kKey)));
      pairs.push_back(expression(child.field(Field::kValue)));
    }
  }
  return emit(OpKind::kDict, node, std::move(pairs));
}

}  // namespace pbc::lift
