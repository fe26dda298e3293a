// SPDX-License-Identifier: Apache-2.0
//
// class: the body runs where it stands and fills a namespace; its names are seen by the body alone, never by the
// methods (Python reference, 8.8 Class definitions). `super()` and `__class__` in a method mean the class around it: a
// class of the module goes into a variable of the module that no Python name can be, a class of a function into a cell.
#include <algorithm>

#include "compiler/lift/lifter.h"

namespace pbc::lift {

using ir::Operand;
using ir::OpKind;

namespace {

/// The metaclasses that change nothing but what the runtime does for their classes anyway.
bool is_harmless_metaclass(std::string_view name) {
  return name == "type" || name == "ABCMeta" || name == "abc.ABCMeta" || name == "EnumMeta" || name == "EnumType" ||
         name == "enum.EnumMeta" || name == "enum.EnumType";
}

bool is_in_loop(const Node& node) {
  for (Node at = node.parent(); at; at = at.parent()) {
    if (at.is(NodeKind::kForStatement) || at.is(NodeKind::kWhileStatement)) return true;
    if (at.is(NodeKind::kFunctionDefinition) || at.is(NodeKind::kLambda)) return false;
  }
  return false;
}

}  // namespace

/// What stands before the name of a function or class in its __qualname__.
std::string Lifter::qualified_prefix(const Node& definition) const {
  std::string prefix;
  for (Node around = definition.parent(); around; around = around.parent()) {
    if (around.is(NodeKind::kClassDefinition)) {
      prefix = std::string(around.field(Field::kName).text()) + "." + prefix;
    } else if (around.is(NodeKind::kFunctionDefinition) || around.is(NodeKind::kLambda)) {
      const auto found = functions_by_span_.find(around.span());
      // A default value or a decorator belongs to the code around its function.
      const Span body = around.field(Field::kBody).span();
      if (found == functions_by_span_.end() || definition.span().begin < body.begin) continue;
      return module_.functions[found->second].qualified_name + ".<locals>." + prefix;
    }
  }
  return prefix;
}

void Lifter::class_definition(const Node& node, Nodes decorators) {
  const std::string_view name = node.field(Field::kName).text();
  const std::string qualified_name = qualified_prefix(node) + std::string(name);
  std::vector<Operand> wrappers;
  for (const Node& decorator : decorators) wrappers.push_back(expression(decorator.first_child()));
  ir::Op op{.kind = OpKind::kClass};
  op.operands = {str(name), str(qualified_name)};
  if (const Node superclasses = node.field(Field::kSuperclasses)) {
    check_metaclass(superclasses);
    arguments(superclasses, &op);
  }
  op.regions = {class_body(node, qualified_name)};
  const OpenClass open = open_classes_.back();
  open_classes_.pop_back();
  if (open.needs_cell) {
    op.variable = open.cell;
    if (!open.cell) op.names[0] = module_.intern(open.qualified_name + ".__class__");
    if (!open.cell && is_in_loop(node))
      unsupported(node.field(Field::kName), "a class that says `super()` in a loop of the module",
                  "define it before the loop");
  }
  Operand value = emit(std::move(op), node);
  for (auto wrapper = wrappers.rbegin(); wrapper != wrappers.rend(); ++wrapper)
    value = emit(OpKind::kCall, node, {*wrapper, value});
  store(name, value, node);
}

bool Lifter::check_metaclass(const Node& superclasses) {
  for (const Node& argument : superclasses.children()) {
    if (!argument.is(NodeKind::kKeywordArgument) || argument.field(Field::kName).text() != "metaclass") continue;
    if (is_harmless_metaclass(argument.field(Field::kValue).text())) continue;
    unsupported(argument, "a metaclass", "a class decorator or `__init_subclass__` can do most of the same");
    return false;
  }
  return true;
}

/// Leaves the class open: the caller sees what its body needed.
ir::RegionId Lifter::class_body(const Node& node, const std::string& qualified_name) {
  const ScopeId outer = scope_;
  scope_ = scopes_.of(node);
  const Node body = node.field(Field::kBody);
  const ir::RegionId result = region([&] {
    const Operand names = emit(OpKind::kIncoming, node);
    open_classes_.push_back({scope_, function_, names, qualified_name, false, {}});
    for (const Node& child : body.children()) {
      if (child == body.first_child() && child.is(NodeKind::kExpressionStatement)) {
        const auto docstring = decode_string(child.first_child());
        if (docstring && docstring->kind == ir::Constant::Kind::kStr) {
          emit(OpKind::kStoreName, child, {names, str(docstring->text)}, "__doc__");
          continue;
        }
      }
      statement(child);
    }
  });
  scope_ = outer;
  return result;
}

Lifter::OpenClass& Lifter::open_class(ScopeId scope) {
  return *std::ranges::find(open_classes_, scope, &OpenClass::scope);
}

Lifter::OpenClass* Lifter::open_class() {
  const ScopeId scope = scopes_.class_around(scope_);
  const auto found = std::ranges::find(open_classes_, scope, &OpenClass::scope);
  return !scope || found == open_classes_.end() ? nullptr : &*found;
}

Operand Lifter::load_name(ScopeId scope, std::string_view name, const Node& at) {
  ir::Op op{.kind = OpKind::kLoadName};
  op.names[0] = module_.intern(name);
  op.operands = {open_class(scope).names, Operand()};
  const Resolution outside = scopes_.resolve_outside(name);
  if (outside.kind == Resolution::Kind::kBuiltin) {
    op.operands[1] = emit(OpKind::kBuiltin, at, {}, name);
  } else if (outside.kind == Resolution::Kind::kGlobal) {
    if (const auto found = static_functions_.find(name); found != static_functions_.end())
      op.operands[1] = found->second;
    else
      op.integers[0] = 1;
  }
  return emit(std::move(op), at);
}

Operand Lifter::class_cell(OpenClass& open, const Node& at) {
  open.needs_cell = true;
  if (open.function == module_.module_body())
    return emit(OpKind::kLoadGlobal, at, {}, open.qualified_name + ".__class__");
  if (!open.cell) {
    ir::Variable cell;
    cell.name = module_.intern("__class__");
    cell.kind = ir::Variable::Kind::kCell;
    cell.owner = open.function;
    open.cell = module_.variables.add(cell);
    module_.functions[open.function].variables.push_back(open.cell);
  }
  ir::Op op{.kind = OpKind::kLoad};
  op.variable = open.cell;
  return emit(std::move(op), at);
}

/// `super()` is `super(__class__, first parameter)`. Where there is no such thing, the call says so when it runs.
Operand Lifter::super_call(const Node& node) {
  ir::Op op{.kind = OpKind::kCall};
  op.operands = {emit(OpKind::kBuiltin, node, {}, "super")};
  const auto& parameters = module_.functions[function_].parameters;
  if (OpenClass* open = open_class(); open != nullptr && !parameters.empty()) {
    op.operands.push_back(class_cell(*open, node));
    ir::Op self{.kind = OpKind::kLoad};
    self.variable = parameters[0].variable;
    op.operands.push_back(emit(std::move(self), node));
  }
  return emit(std::move(op), node);
}

/// `x: int` in a class or in the module evaluates the annotation; a class keeps it in __annotations__.
void Lifter::annotation(const Node& target, const Node& type) {
  const Scope::Kind kind = scopes_[scope_].kind;
  if (kind != Scope::Kind::kClass && kind != Scope::Kind::kModule) return;
  const Node expression_node = type.first_child();
  const Operand value = postponed_annotations_ ? str(expression_node.text()) : expression(expression_node);
  if (kind == Scope::Kind::kClass && target.is(NodeKind::kIdentifier))
    emit(OpKind::kAnnotate, target, {open_class(scope_).names, value}, mangled(target.text()));
}

}  // namespace pbc::lift
