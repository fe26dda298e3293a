// SPDX-License-Identifier: Apache-2.0
#include "compiler/lift/lifter.h"

namespace pbc::lift {

using ir::Constant;
using ir::Operand;
using ir::OpKind;

Operand Lifter::expression(const Node& node) {
  switch (node.kind()) {
    case NodeKind::kIdentifier:
      return load(node.text(), node);
    case NodeKind::kNone:
      return none();
    case NodeKind::kTrue:
      return module_.intern(Constant{Constant::Kind::kBool, "True"});
    case NodeKind::kFalse:
      return module_.intern(Constant{Constant::Kind::kBool, "False"});
    case NodeKind::kEllipsis:
      return module_.intern(Constant{Constant::Kind::kEllipsis, ""});
    case NodeKind::kInteger:
    case NodeKind::kFloat: {
      if (node.text().ends_with('j') || node.text().ends_with('J')) {
        const std::string_view imaginary = node.text().substr(0, node.text().size() - 1);
        const Operand part = module_.intern(Constant{Constant::Kind::kFloat, decode_float(imaginary)});
        const Operand zero = module_.intern(Constant{Constant::Kind::kFloat, decode_float("0")});
        return emit(OpKind::kCall, node, {emit(OpKind::kBuiltin, node, {}, "complex"), zero, part});
      }
      if (node.is(NodeKind::kFloat)) return module_.intern(Constant{Constant::Kind::kFloat, decode_float(node.text())});
      return module_.intern(Constant{Constant::Kind::kInt, decode_integer(node.text())});
    }
    case NodeKind::kString:
    case NodeKind::kConcatenatedString:
      return string(node);
    case NodeKind::kParenthesizedExpression:
      return expression(node.first_child());
    case NodeKind::kTuple:
    case NodeKind::kExpressionList:
    case NodeKind::kPatternList:
      return display(OpKind::kTuple, node);
    case NodeKind::kList:
      return display(OpKind::kList, node);
    case NodeKind::kSet:
      return display(OpKind::kSet, node);
    case NodeKind::kDictionary:
      return dictionary(node);
    case NodeKind::kListComprehension:
      return comprehension(node, OpKind::kListOf);
    case NodeKind::kSetComprehension:
      return comprehension(node, OpKind::kSetOf);
    case NodeKind::kDictionaryComprehension:
      return comprehension(node, OpKind::kDictOf);
    case NodeKind::kGeneratorExpression:
      return generator_expression(node);
    case NodeKind::kBooleanOperator:
      return boolean_operator(node);
    case NodeKind::kNotOperator:
      return emit(OpKind::kNot, node, {expression(node.field(Field::kArgument))});
    case NodeKind::kComparisonOperator:
      return comparison(node);
    case NodeKind::kUnaryOperator:
      return unary(node);
    case NodeKind::kBinaryOperator: {
      const Operand left = expression(node.field(Field::kLeft));
      const Operand right = expression(node.field(Field::kRight));
      return emit(OpKind::kBinary, node, {left, right}, node.field(Field::kOperator).text());
    }
    case NodeKind::kConditionalExpression:
      return conditional(node);
    case NodeKind::kNamedExpression:
      return named_expression(node);
    case NodeKind::kAttribute:
      return attribute(node);
    case NodeKind::kSubscript:
      return subscript(node);
    case NodeKind::kType:
      return expression(node.first_child());
    case NodeKind::kGenericType:
      return generic_type(node);
    case NodeKind::kUnionType: {
      const Operand left = expression(node.children().front());
      const Operand right = expression(node.children().back());
      return emit(OpKind::kBinary, node, {left, right}, "|");
    }
    case NodeKind::kMemberType:
      return emit(OpKind::kAttribute, node, {expression(node.children().front())}, node.children().back().text());
    case NodeKind::kCall:
      return call(node);
    case NodeKind::kLambda:
      return lambda(node);
    case NodeKind::kYield:
      return yield_expression(node);
    case NodeKind::kAwait:
      unsupported(node, "`await`");
      return expression(node.first_child());
    default:
      unsupported(node, "`" + std::string(syntax::name(node.kind())) + "` here");
      return none();
  }
}

ir::RegionId Lifter::yields(const Node& node) {
  return region([&] {
    const Operand value = expression(node);
    emit(OpKind::kYield, node, {value});
  });
}

Operand Lifter::boolean_operator(const Node& node) {
  const bool is_and = node.field(Field::kOperator).text() == "and";
  ir::Op op{.kind = is_and ? OpKind::kAnd : OpKind::kOr};
  op.operands = {expression(node.field(Field::kLeft))};
  op.regions = {yields(node.field(Field::kRight))};
  return emit(std::move(op), node);
}

Operand Lifter::compare(Operand left, std::string_view op, Operand right, const Node& at) {
  return emit(OpKind::kCompare, at, {left, right}, op);
}

Operand Lifter::comparison(const Node& node) {
  const auto operands = node.children();
  const auto operators = node.fields(Field::kOperators);
  std::vector<Node> values;
  for (const Node& child : operands)
    if (!child.is(NodeKind::kToken)) values.push_back(child);
  // Each operator nests the rest of the chain in a region, so that text and time grow with the cube of its length.
  if (operators.size() > 100) unsupported(node, "a chain of more than 100 comparisons");
  const Operand left = expression(values[0]);
  return comparison_rest(values, operators, 0, left, node);
}

/// `a < b < c` is `a < b and b < c` with b evaluated once (Python reference, 6.10 Comparisons).
Operand Lifter::comparison_rest(Nodes operands, Nodes operators, std::size_t index, Operand left, const Node& at) {
  const Operand right = expression(operands[index + 1]);
  const Operand here = compare(left, operators[index].symbol(), right, at);
  if (index + 1 == operators.size()) return here;
  ir::Op op{.kind = OpKind::kAnd};
  op.operands = {here};
  op.regions = {region([&] {
    const Operand rest = comparison_rest(operands, operators, index + 1, right, at);
    emit(OpKind::kYield, at, {rest});
  })};
  return emit(std::move(op), at);
}

Operand Lifter::unary(const Node& node) {
  const std::string_view op = node.field(Field::kOperator).text();
  const Operand value = expression(node.field(Field::kArgument));
  if (op != "~" && value.is_constant()) {  // -1 is a constant to the reader of a playbook
    const Constant constant = module_.constants[value.constant()];
    const bool negative = constant.text.starts_with('-');
    if (constant.kind == Constant::Kind::kFloat || constant.kind == Constant::Kind::kInt) {
      if (op == "+" || (constant.kind == Constant::Kind::kInt && constant.text == "0")) return value;
      return module_.intern(Constant{constant.kind, negative ? constant.text.substr(1) : "-" + constant.text});
    }
  }
  return emit(OpKind::kUnary, node, {value}, op);
}

Operand Lifter::conditional(const Node& node) {
  const auto children = node.children();  // value, condition, alternative
  ir::Op op{.kind = OpKind::kSelect};
  op.operands = {expression(children[1])};
  op.regions = {yields(children[0]), yields(children[2])};
  return emit(std::move(op), node);
}

Operand Lifter::named_expression(const Node& node) {
  const Operand value = expression(node.field(Field::kValue));
  const std::string_view name = node.field(Field::kName).text();
  store(name, value, node);
  return load(name, node.field(Field::kName));
}

Operand Lifter::attribute(const Node& node) {
  const Node object = node.field(Field::kObject);
  const std::string_view name = mangled(node.field(Field::kAttribute).text());
  if (is_phantom(object)) check_api_name(name, node.field(Field::kAttribute));
  return emit(OpKind::kAttribute, node, {expression(object)}, name);
}

Operand Lifter::subscript(const Node& node) {
  const Operand object = expression(node.field(Field::kValue));
  const Operand key = subscript_key(node);
  return emit(OpKind::kSubscript, node, {object, key});
}

Operand Lifter::subscript_key(const Node& node) {
  const auto keys = node.fields(Field::kSubscript);
  const auto one = [&](const Node& key) { return key.is(NodeKind::kSlice) ? slice(key) : expression(key); };
  // `x[a, b]` and `x[a,]` have a tuple as key.
  bool comma = keys.size() > 1;
  for (const Node& child : node.all_children()) comma |= child.symbol() == ",";
  if (!comma) return one(keys.front());
  std::vector<Operand> parts;
  for (const Node& key : keys) parts.push_back(one(key));
  return emit(OpKind::kTuple, node, std::move(parts));
}

/// `list[int]` in an annotation, where the grammar has nodes of its own for types.
Operand Lifter::generic_type(const Node& node) {
  const auto parts = node.children();
  const Operand object = expression(parts.front());
  const auto keys = parts.back().children();
  if (keys.size() == 1) return emit(OpKind::kSubscript, node, {object, expression(keys.front())});
  std::vector<Operand> values;
  for (const Node& key : keys) values.push_back(expression(key));
  const Operand key = emit(OpKind::kTuple, node, std::move(values));
  return emit(OpKind::kSubscript, node, {object, key});
}

Operand Lifter::slice(const Node& node) {
  std::vector<Operand> parts(3);
  std::size_t part = 0;
  for (const Node& child : node.all_children()) {
    if (child.symbol() == ":")
      ++part;
    else
      parts[part] = expression(child);
  }
  return emit(OpKind::kSlice, node, std::move(parts));
}

}  // namespace pbc::lift
