// SPDX-License-Identifier: Apache-2.0
//
// Assignments in all forms. Annotations of local variables are never evaluated by Python; those of classes and of the
// module are (annotation() in lift_class.cpp).
#include <algorithm>

#include "compiler/lift/lifter.h"

namespace pbc::lift {

using ir::Operand;
using ir::OpKind;

void Lifter::assignment(const Node& node) {
  // a = b = value: the value first, then the targets from left to right.
  std::vector<Node> targets;
  Node value = node;
  while (value.is(NodeKind::kAssignment)) {
    targets.push_back(value.field(Field::kLeft));
    value = value.field(Field::kRight);
  }
  const Node type = node.field(Field::kType);
  if (!value) {  // `x: int`
    if (type) annotation(targets[0], type);
    return;
  }
  if (type) {
    assign(targets[0], expression(value));
    return annotation(targets[0], type);
  }
  // a, b = x, y: both values, then both targets; the tuple between them is nothing that anyone could see.
  if (targets.size() == 1 && value.is(NodeKind::kExpressionList) && targets[0].is(NodeKind::kPatternList)) {
    const auto values = value.children();
    const auto parts = targets[0].children();
    const auto is_starred = [](const Node& node) {
      return node.is(NodeKind::kListSplat) || node.is(NodeKind::kListSplatPattern);
    };
    if (values.size() == parts.size() && std::ranges::none_of(values, is_starred) &&
        std::ranges::none_of(parts, is_starred)) {
      const std::vector<Operand> operands = elements(values);
      for (std::size_t i = 0; i < parts.size(); ++i) assign(parts[i], operands[i]);
      return;
    }
  }
  const Operand result = expression(value);
  for (const Node& target : targets) assign(target, result);
}

void Lifter::assign(const Node& target, Operand value) {
  switch (target.kind()) {
    case NodeKind::kIdentifier:
      return store(target.text(), value, target);
    case NodeKind::kAttribute: {
      const Operand object = expression(target.field(Field::kObject));
      emit(OpKind::kSetAttribute, target, {object, value}, mangled(target.field(Field::kAttribute).text()));
      return;
    }
    case NodeKind::kSubscript: {
      const Operand object = expression(target.field(Field::kValue));
      const Operand key = subscript_key(target);
      emit(OpKind::kSetSubscript, target, {object, key, value});
      return;
    }
    case NodeKind::kAsPatternTarget:
    case NodeKind::kParenthesizedExpression:
      return assign(target.first_child(), value);
    default:
      return unpack(target.children(), value, target);
  }
}

void Lifter::unpack(Nodes targets, Operand value, const Node& at) {
  ir::Op op{.kind = OpKind::kUnpack};
  op.operands = {value};
  op.integers = {static_cast<std::int32_t>(targets.size()), -1};
  for (std::size_t i = 0; i < targets.size(); ++i)
    if (targets[i].is(NodeKind::kListSplatPattern) || targets[i].is(NodeKind::kListSplat))
      op.integers = {static_cast<std::int32_t>(i), static_cast<std::int32_t>(targets.size() - i - 1)};
  const Operand unpacked = emit(std::move(op), at);
  for (std::size_t i = 0; i < targets.size(); ++i) {
    ir::Op item{.kind = OpKind::kItem};
    item.operands = {unpacked};
    item.integers[0] = static_cast<std::int32_t>(i);
    const Operand element = emit(std::move(item), targets[i]);
    const bool starred = targets[i].is(NodeKind::kListSplatPattern) || targets[i].is(NodeKind::kListSplat);
    assign(starred ? targets[i].first_child() : targets[i], element);
  }
}

void Lifter::augmented_assignment(const Node& node) {
  const Node target = node.field(Field::kLeft);
  std::string_view op = node.field(Field::kOperator).text();
  op.remove_suffix(1);
  switch (target.kind()) {
    case NodeKind::kAttribute: {
      const Operand object = expression(target.field(Field::kObject));
      const std::string_view name = mangled(target.field(Field::kAttribute).text());
      const Operand old = emit(OpKind::kAttribute, target, {object}, name);
      const Operand right = expression(node.field(Field::kRight));
      emit(OpKind::kSetAttribute, node, {object, emit(OpKind::kInPlace, node, {old, right}, op)}, name);
      return;
    }
    case NodeKind::kSubscript: {
      const Operand object = expression(target.field(Field::kValue));
      const Operand key = subscript_key(target);
      const Operand old = emit(OpKind::kSubscript, target, {object, key});
      const Operand right = expression(node.field(Field::kRight));
      emit(OpKind::kSetSubscript, node, {object, key, emit(OpKind::kInPlace, node, {old, right}, op)});
      return;
    }
    default: {
      const Operand old = load(target.text(), target);
      const Operand right = expression(node.field(Field::kRight));
      store(target.text(), emit(OpKind::kInPlace, node, {old, right}, op), target);
    }
  }
}

}  // namespace pbc::lift
