// SPDX-License-Identifier: Apache-2.0
#include "compiler/lift/lifter.h"

namespace pbc::lift {

using ir::Operand;
using ir::OpKind;

void Lifter::block(const Node& node) {
  for (const Node& child : node.children()) statement(child);
}

void Lifter::statement(const Node& node) {
  switch (node.kind()) {
    case NodeKind::kExpressionStatement: {
      const auto children = node.children();
      if (children.size() > 1 || node.has_token(",")) {  // `a, b` on its own: a tuple that nothing uses
        for (const Node& child : children) expression(child);
        return;
      }
      return statement(children.front());
    }
    case NodeKind::kAssignment:
      return assignment(node);
    case NodeKind::kAugmentedAssignment:
      return augmented_assignment(node);
    case NodeKind::kIfStatement:
      return if_statement(node.field(Field::kCondition), node.field(Field::kConsequence),
                          node.fields(Field::kAlternative), 0, node);
    case NodeKind::kForStatement:
      return for_statement(node);
    case NodeKind::kWhileStatement:
      return while_statement(node);
    case NodeKind::kTryStatement:
      return try_statement(node);
    case NodeKind::kWithStatement: {
      if (node.has_token("async")) return unsupported(node, "`async with`");
      return with_items(node.first_child().children(), 0, node.field(Field::kBody));
    }
    case NodeKind::kReturnStatement: {
      const Node value = node.first_child();
      emit(OpKind::kReturn, node, {value ? expression(value) : Operand()});
      return;
    }
    case NodeKind::kPassStatement:
    case NodeKind::kGlobalStatement:
    case NodeKind::kNonlocalStatement:
    case NodeKind::kFutureImportStatement:
      return;
    case NodeKind::kBreakStatement:
      emit(OpKind::kBreak, node);
      return;
    case NodeKind::kContinueStatement:
      emit(OpKind::kContinue, node);
      return;
    case NodeKind::kRaiseStatement:
      return raise_statement(node);
    case NodeKind::kAssertStatement:
      return assert_statement(node);
    case NodeKind::kDeleteStatement:
      for (const Node& target : node.children()) delete_target(target);
      return;
    case NodeKind::kImportStatement:
      return import_statement(node);
    case NodeKind::kImportFromStatement:
      return import_from_statement(node);
    case NodeKind::kFunctionDefinition:
      return function_definition(node, {});
    case NodeKind::kDecoratedDefinition: {
      std::vector<Node> decorators;
      for (const Node& child : node.children())
        if (child.is(NodeKind::kDecorator)) decorators.push_back(child);
      const Node definition = node.field(Field::kDefinition);
      if (definition.is(NodeKind::kClassDefinition)) return class_definition(definition, decorators);
      return function_definition(definition, decorators);
    }
    case NodeKind::kClassDefinition:
      return class_definition(node, {});
    case NodeKind::kMatchStatement:
      return unsupported(node, "`match`", "write it with `if` and `elif`");
    case NodeKind::kTypeAliasStatement:
      return unsupported(node, "`type`");
    default:
      expression(node);
  }
}

void Lifter::if_statement(const Node& condition, const Node& consequence, Nodes alternatives, std::size_t next,
                          const Node& at) {
  const Operand test = expression(condition);
  const bool is_for_checkers = condition.text() == "TYPE_CHECKING" || condition.text() == "typing.TYPE_CHECKING";
  import_handlers_ += is_for_checkers;
  const ir::RegionId then = region([&] { block(consequence); });
  import_handlers_ -= is_for_checkers;
  const ir::RegionId otherwise = region([&] {
    if (next == alternatives.size()) return;
    const Node& alternative = alternatives[next];
    if (alternative.is(NodeKind::kElifClause)) {
      if_statement(alternative.field(Field::kCondition), alternative.field(Field::kConsequence), alternatives, next + 1,
                   alternative);
    } else {
      block(alternative.field(Field::kBody));
    }
  });
  ir::Op op{.kind = OpKind::kIf};
  op.operands = {test};
  op.regions = {then, otherwise};
  emit(std::move(op), at);
}

void Lifter::raise_statement(const Node& node) {
  const Node cause = node.field(Field::kCause);
  Node value = node.first_child();
  if (value == cause) value = Node();
  const Operand exception = value ? expression(value) : Operand();
  emit(OpKind::kRaise, node, {exception, cause ? expression(cause) : Operand()});
}

void Lifter::assert_statement(const Node& node) {
  const auto children = node.children();
  ir::Op op{.kind = OpKind::kAssert};
  op.operands = {expression(children[0])};
  op.regions = {children.size() > 1 ? yields(children[1]) : empty_region()};
  emit(std::move(op), node);
}

void Lifter::delete_target(const Node& node) {
  switch (node.kind()) {
    case NodeKind::kIdentifier: {
      const std::string_view name = mangled(node.text());
      const Resolution resolution = scopes_.resolve(scope_, name);
      if (resolution.kind == Resolution::Kind::kClassName) {
        emit(OpKind::kDeleteName, node, {open_class(resolution.owner).names}, name);
        return;
      }
      if (resolution.kind != Resolution::Kind::kVariable) {
        emit(OpKind::kDeleteGlobal, node, {}, name);
        return;
      }
      ir::Op op{.kind = OpKind::kDelete};
      op.variable = variable(resolution.owner, name);
      emit(std::move(op), node);
      return;
    }
    case NodeKind::kAttribute:
      emit(OpKind::kDeleteAttribute, node, {expression(node.field(Field::kObject))},
           mangled(node.field(Field::kAttribute).text()));
      return;
    case NodeKind::kSubscript: {
      const Operand object = expression(node.field(Field::kValue));
      const Operand key = subscript_key(node);
      emit(OpKind::kDeleteSubscript, node, {object, key});
      return;
    }
    default:
      for (const Node& child : node.children()) delete_target(child);
  }
}

}  // namespace pbc::lift
