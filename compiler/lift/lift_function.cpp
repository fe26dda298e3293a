// SPDX-License-Identifier: Apache-2.0
//
// def and lambda: parameters, defaults, bodies.
#include <algorithm>

#include "compiler/lift/lifter.h"

namespace pbc::lift {

using ir::FunctionRole;
using ir::Operand;
using ir::OpKind;

namespace {

/// Whether running `node` itself, and not a function defined in it, comes to a `yield`.
bool has_yield(const Node& node) {
  if (node.is(NodeKind::kYield)) return true;
  if (node.is(NodeKind::kFunctionDefinition) || node.is(NodeKind::kLambda))
    return has_yield(node.field(Field::kParameters));  // the defaults belong to the function around
  if (node.is(NodeKind::kClassDefinition)) return false;
  for (const Node& child : node.children())
    if (has_yield(child)) return true;
  return false;
}

/// A constant that may stand in a signature: the literal itself, with a sign. Signatures have static storage in the
/// emitted code, which is why neither bytes nor an int beyond 18 digits may: the run's heap holds those.
bool is_constant(const Node& node) {
  switch (node.kind()) {
    case NodeKind::kNone:
    case NodeKind::kTrue:
    case NodeKind::kFalse:
    case NodeKind::kFloat:
    case NodeKind::kEllipsis:
      return true;
    case NodeKind::kInteger:
      return decode_integer(node.text()).size() <= 18;
    case NodeKind::kString:
    case NodeKind::kConcatenatedString: {
      const auto text = decode_string(node);
      return text && text->kind == ir::Constant::Kind::kStr;
    }
    case NodeKind::kUnaryOperator: {
      const Node argument = node.field(Field::kArgument);
      return node.field(Field::kOperator).text() != "~" &&
             (argument.is(NodeKind::kInteger) || argument.is(NodeKind::kFloat)) && is_constant(argument);
    }
    default:
      return false;
  }
}

}  // namespace

ir::FunctionId Lifter::declare_function(const Node& node, std::string_view name, ir::FunctionId parent, ScopeId scope) {
  ir::Function function;
  function.name = module_.intern(name);
  function.parent = parent;
  const bool is_lambda = node.is(NodeKind::kLambda);
  const bool nested = parent != module_.module_body();
  function.role = is_lambda ? FunctionRole::kLambda : nested ? FunctionRole::kNested : FunctionRole::kPlain;
  const std::string prefix = qualified_prefix(node);
  if (function.role == FunctionRole::kPlain && !prefix.empty()) function.role = FunctionRole::kMethod;
  function.qualified_name = prefix + std::string(name);
  if (!is_lambda) {
    function.description = banner_of(node);
    if (function.description.empty()) {
      if (const auto docstring = docstring_of(node)) {
        function.description = *docstring;
        function.is_documented = true;
      }
    }
  }
  const Node body = node.field(Field::kBody);
  function.is_generator = body.contains(NodeKind::kYield) && has_yield(body);
  function.body = module_.add_region();
  const ir::FunctionId id = module_.add(std::move(function), node.span(), node.line());

  for (std::string_view bound : scopes_[scope].bound) {
    if (scopes_[scope].globals.contains(bound)) continue;
    ir::Variable variable;
    variable.name = module_.intern(bound);
    variable.kind = scopes_[scope].captured.contains(bound) ? ir::Variable::Kind::kCell : ir::Variable::Kind::kLocal;
    variable.owner = id;
    const ir::VariableId variable_id = module_.variables.add(variable);
    variables_[{scope, bound}] = variable_id;
    module_.functions[id].variables.push_back(variable_id);
  }
  parameters(id, node.field(Field::kParameters), scope, nullptr);
  return id;
}

/// Declares the parameters, or, with `computed`, evaluates the defaults that are no constants where the `def` stands.
void Lifter::parameters(ir::FunctionId function, const Node& node, ScopeId scope, std::vector<Operand>* computed) {
  using Kind = ir::Parameter::Kind;
  Kind kind = Kind::kNormal;
  const auto declare = [&](std::string_view name, Kind parameter_kind, const Node& default_node) {
    if (computed != nullptr) {
      if (default_node && !is_constant(default_node)) computed->push_back(expression(default_node));
      return;
    }
    ir::Parameter parameter;
    parameter.variable = variable(scope, scopes_.mangled(scope, name));
    parameter.kind = parameter_kind;
    if (default_node) {
      if (is_constant(default_node))
        parameter.default_value = expression(default_node);
      else
        parameter.computed_default = true;
    }
    module_.functions[function].parameters.push_back(parameter);
  };
  for (const Node& child : node.children()) {
    const Node inner = child.is(NodeKind::kTypedParameter) ? child.first_child() : child;
    switch (inner.kind()) {
      case NodeKind::kIdentifier:
        declare(inner.text(), kind, Node());
        break;
      case NodeKind::kDefaultParameter:
      case NodeKind::kTypedDefaultParameter:
        declare(inner.field(Field::kName).text(), kind, inner.field(Field::kValue));
        break;
      case NodeKind::kListSplatPattern:
        declare(inner.first_child().text(), Kind::kArgs, Node());
        kind = Kind::kKeywordOnly;
        break;
      case NodeKind::kDictionarySplatPattern:
        declare(inner.first_child().text(), Kind::kKwargs, Node());
        break;
      case NodeKind::kKeywordSeparator:
        kind = Kind::kKeywordOnly;
        break;
      case NodeKind::kPositionalSeparator:
        if (computed == nullptr)
          for (ir::Parameter& parameter : module_.functions[function].parameters)
            parameter.kind = Kind::kPositionalOnly;
        break;
      default:
        break;
    }
  }
}

void Lifter::lift_body(ir::FunctionId function, const Node& node) {
  const auto saved = std::tuple(function_, scope_, region_, nameerror_handlers_, import_handlers_);
  function_ = function;
  scope_ = scopes_.of(node);
  region_ = module_.functions[function].body;
  nameerror_handlers_ = 0;
  import_handlers_ = 0;
  const Node body = node.field(Field::kBody);
  if (node.is(NodeKind::kLambda)) {
    emit(OpKind::kReturn, body, {expression(body)});
  } else {
    block(body);
  }
  std::tie(function_, scope_, region_, nameerror_handlers_, import_handlers_) = saved;
}

Operand Lifter::define(ir::FunctionId function, const Node& node) {
  ir::Op op{.kind = OpKind::kDefine};
  op.function = function;
  std::vector<Operand> computed;
  parameters(function, node.field(Field::kParameters), scopes_.of(node), &computed);
  op.operands = std::move(computed);
  return emit(std::move(op), node);
}

void Lifter::function_definition(const Node& node, Nodes decorators) {
  const std::string_view name = node.field(Field::kName).text();
  if (node.has_token("async")) unsupported(node.field(Field::kName), "`async def`");
  const ir::FunctionId function = functions_by_span_.at(node.span());
  if (!module_.functions[function].is_static) {
    std::vector<Operand> wrappers;
    for (const Node& decorator : decorators) {
      if (is_playbook_block_decorator(decorator)) {
        module_.functions[function].is_decorated = true;
        continue;
      }
      wrappers.push_back(expression(decorator.first_child()));
    }
    Operand value = define(function, node);
    keep_annotations(node, value);
    for (auto wrapper = wrappers.rbegin(); wrapper != wrappers.rend(); ++wrapper)
      value = emit(OpKind::kCall, node, {*wrapper, value});
    store(name, value, node);
  } else {
    keep_annotations(node, function);
    if (scopes_.says_globals()) store(name, function, node);
  }
  lift_body(function, node);
}

/// Sets `__annotations__` of what the `def` made, where anything may read it: first the parameters, then the result.
void Lifter::keep_annotations(const Node& node, Operand function) {
  if (!scopes_.keeps_annotations()) return;
  std::vector<Operand> items;
  const auto add = [&](std::string_view name, const Node& type) {
    const Node value = type.first_child();
    items.push_back(str(name));
    items.push_back(postponed_annotations_ ? str(value.text()) : expression(value));
  };
  for (const Node& parameter : node.field(Field::kParameters).children()) {
    const Node type = parameter.field(Field::kType);
    if (!type) continue;
    Node name =
        parameter.is(NodeKind::kTypedDefaultParameter) ? parameter.field(Field::kName) : parameter.first_child();
    if (!name.is(NodeKind::kIdentifier)) name = name.first_child();  // *args, **kwargs
    add(mangled(name.text()), type);
  }
  if (const Node type = node.field(Field::kReturnType)) add("return", type);
  if (items.empty()) return;
  emit(OpKind::kSetAttribute, node, {function, emit(OpKind::kDict, node, std::move(items))}, "__annotations__");
}

Operand Lifter::lambda(const Node& node) {
  const ir::FunctionId function = functions_by_span_.at(node.span());
  const Operand value = define(function, node);
  lift_body(function, node);
  return value;
}

bool Lifter::is_playbook_block_decorator(const Node& decorator) const {
  const Node call = decorator.first_child();
  const Node function = call.is(NodeKind::kCall) ? call.field(Field::kFunction) : call;
  return function.is(NodeKind::kAttribute) && is_phantom(function.field(Field::kObject)) &&
         function.field(Field::kAttribute).text() == "playbook_block";
}

/// What the author wrote about a block: the comment between two rulers of `#` that the editor puts first in it.
std::string Lifter::banner_of(const Node& function) const {
  const SourceFile& source = cst_.source();
  const Span span = function.span();
  std::string text;
  bool inside = false;
  const auto first =
      std::ranges::lower_bound(cst_.comments(), span.begin, {}, [](const Span& comment) { return comment.begin; });
  for (auto comment = first; comment != cst_.comments().end() && comment->begin < span.end; ++comment) {
    std::string_view line = source.text(*comment);
    const bool is_ruler = line.size() >= 20 && line.find_first_not_of('#') == std::string_view::npos;
    if (is_ruler && inside) break;
    if (is_ruler) {
      inside = true;
    } else if (inside) {
      if (line.starts_with("##")) break;
      line.remove_prefix(1);
      while (line.starts_with(' ')) line.remove_prefix(1);
      while (line.ends_with(' ')) line.remove_suffix(1);
      if (!text.empty()) text += '\n';
      text += line;
    }
  }
  return text;
}

std::optional<std::string> Lifter::docstring_of(const Node& function) const {
  const Node first = function.field(Field::kBody).first_child();
  if (!first.is(NodeKind::kExpressionStatement)) return std::nullopt;
  const auto docstring = decode_string(first.first_child());
  if (!docstring || docstring->kind != ir::Constant::Kind::kStr) return std::nullopt;
  return docstring->text;
}

}  // namespace pbc::lift
