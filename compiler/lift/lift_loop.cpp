// SPDX-License-Identifier: Apache-2.0
#include "compiler/lift/lifter.h"

namespace pbc::lift {

using ir::Operand;
using ir::OpKind;

void Lifter::for_statement(const Node& node) {
  if (node.has_token("async")) return unsupported(node, "`async for`");
  ir::Op op{.kind = OpKind::kFor};
  op.operands = {expression(node.field(Field::kRight))};
  op.regions.push_back(region([&] {
    const Operand element = emit(OpKind::kIncoming, node.field(Field::kLeft));
    assign(node.field(Field::kLeft), element);
    block(node.field(Field::kBody));
  }));
  op.regions.push_back(region([&] { block(node.field(Field::kAlternative).field(Field::kBody)); }));
  emit(std::move(op), node);
}

void Lifter::while_statement(const Node& node) {
  ir::Op op{.kind = OpKind::kWhile};
  op.regions.push_back(yields(node.field(Field::kCondition)));
  op.regions.push_back(region([&] { block(node.field(Field::kBody)); }));
  op.regions.push_back(region([&] { block(node.field(Field::kAlternative).field(Field::kBody)); }));
  emit(std::move(op), node);
}

}  // namespace pbc::lift
