// SPDX-License-Identifier: Apache-2.0
#include "compiler/lift/lifter.h"

namespace pbc::lift {

using ir::Operand;
using ir::OpKind;

namespace {

bool needs_interpreter(std::string_view name) {
  return name == "eval" || name == "exec" || name == "compile" || name == "globals" || name == "locals" ||
         name == "vars";
}

}  // namespace

Operand Lifter::call(const Node& node) {
  const Node function = node.field(Field::kFunction);
  const Node list = node.field(Field::kArguments);
  if (function.is(NodeKind::kAttribute)) {
    const Node object = function.field(Field::kObject);
    const std::string_view name = mangled(function.field(Field::kAttribute).text());
    if (is_phantom(object)) return phantom_call(node, name);
    ir::Op op{.kind = OpKind::kCallMethod};
    op.names[0] = module_.intern(name);
    op.operands = {expression(object)};
    arguments(list, &op);
    return emit(std::move(op), node);
  }
  if (function.is(NodeKind::kIdentifier)) {
    const std::string_view name = function.text();
    const bool builtin = scopes_.resolve(scope_, name).kind == Resolution::Kind::kBuiltin;
    const bool bare = list.children().empty();
    if (builtin && name == "super" && bare) return super_call(node);
    const bool plain_vars = name == "vars" && !bare;
    if (builtin && !plain_vars && needs_interpreter(name))
      diags_
          .warning(DiagKind::kUnsupportedConstruct, function.span(),
                   "`" + std::string(name) + "()` needs an interpreter, which an executable does not have")
          .help("the run raises NotImplementedError when it gets here");
  }
  ir::Op op{.kind = OpKind::kCall};
  op.operands = {expression(function)};
  arguments(list, &op);
  return emit(std::move(op), node);
}

/// Positional arguments, then keyword arguments; Python evaluates `f(k=x, *y)` in that order too.
void Lifter::arguments(const Node& list, ir::Op* op) {
  if (list.is(NodeKind::kGeneratorExpression)) {
    op->operands.push_back(expression(list));
    return;
  }
  std::vector<Node> positional;
  std::vector<Node> keywords;
  for (const Node& argument : list.children()) {
    const bool is_keyword = argument.is(NodeKind::kKeywordArgument) || argument.is(NodeKind::kDictionarySplat);
    (is_keyword ? keywords : positional).push_back(argument);
  }
  for (const Operand& operand : elements(positional)) op->operands.push_back(operand);
  for (const Node& keyword : keywords) {
    if (keyword.is(NodeKind::kDictionarySplat)) {
      Operand mapping = expression(keyword.first_child());
      mapping.starred = true;
      op->operands.push_back(mapping);
      op->keywords.push_back({});
    } else {
      op->operands.push_back(expression(keyword.field(Field::kValue)));
      op->keywords.push_back(module_.intern(mangled(keyword.field(Field::kName).text())));
    }
  }
}

}  // namespace pbc::lift
