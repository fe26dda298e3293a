// SPDX-License-Identifier: Apache-2.0
//
// The file as a whole: its functions, which of them calls may name directly, its custom-code regions.
#include <algorithm>
#include <filesystem>
#include <map>

#include "compiler/lift/lifter.h"

namespace pbc::lift {

using ir::FunctionRole;

namespace {

bool is_function(const Node& node) {
  return node.is(NodeKind::kFunctionDefinition) || node.is(NodeKind::kLambda) ||
         node.is(NodeKind::kGeneratorExpression);
}

/// Whether `node` stands in the first iterable of a generator expression, which the function around evaluates.
bool is_evaluated_outside(const Node& node, const Node& function) {
  if (!function.is(NodeKind::kGeneratorExpression)) return false;
  for (const Node& clause : function.children())
    if (clause.is(NodeKind::kForInClause)) {
      for (const Node& iterable : clause.fields(Field::kRight))
        if (iterable.span().begin <= node.span().begin && node.span().end <= iterable.span().end) return true;
      return false;
    }
  return false;
}

Node definition_of(const Node& statement) {
  if (statement.is(NodeKind::kDecoratedDefinition)) return statement.field(Field::kDefinition);
  return statement;
}

/// Where the file has a name for the first time, other than as an attribute.
std::map<std::string_view, std::uint32_t> find_first_uses(const Node& root) {
  std::map<std::string_view, std::uint32_t> found;
  for (const Node& node : root.subtree()) {
    if (!node.is(NodeKind::kIdentifier)) continue;
    const Node parent = node.parent();
    if (parent.is(NodeKind::kAttribute) && parent.field(Field::kAttribute).span() == node.span()) continue;
    const auto [first, is_new] = found.try_emplace(node.text(), node.span().begin);
    if (!is_new) first->second = std::min(first->second, node.span().begin);
  }
  return found;
}

/// The names that `import phantom.rules as NAME` binds at the top of the file.
std::string_view phantom_alias(const Node& root) {
  for (const Node& statement : root.children()) {
    if (!statement.is(NodeKind::kImportStatement)) continue;
    for (const Node& name : statement.fields(Field::kName))
      if (name.is(NodeKind::kAliasedImport) && name.field(Field::kName).text() == "phantom.rules")
        return name.field(Field::kAlias).text();
  }
  return {};
}

FunctionRole role_of(std::string_view name, const ir::Function& function, const ir::Module& module) {
  if (name == "on_start") return FunctionRole::kStart;
  if (name == "on_finish") return FunctionRole::kFinish;
  // The editor's blocks, in all of their generations, take the action that came before and the container.
  bool container = false;
  bool results = false;
  for (const ir::Parameter& parameter : function.parameters) {
    const std::string_view text = module.text(module.variables[parameter.variable].name);
    container |= text == "container" || text == "incident";
    results |= text == "results" || text == "handle";
  }
  return container && results ? FunctionRole::kBlock : FunctionRole::kPlain;
}

}  // namespace

ir::Module Lifter::run() {
  const Node root = cst_.root();
  const std::filesystem::path path = cst_.source().path();
  module_.file = path.filename().string();
  module_.name = path.stem().string();

  if (const Node first = root.first_child(); first.is(NodeKind::kExpressionStatement)) {
    if (const auto docstring = decode_string(first.first_child());
        docstring && docstring->kind == ir::Constant::Kind::kStr)
      module_.description = docstring->text;
  }
  phantom_alias_ = phantom_alias(root);
  if (!phantom_alias_.empty() && scopes_.global_bindings(phantom_alias_) != 1) phantom_alias_ = {};

  ir::Function body;
  body.name = module_.intern("<module>");
  body.qualified_name = "<module>";
  body.role = FunctionRole::kModule;
  body.description = module_.description;
  body.body = module_.add_region();
  function_ = module_.add(std::move(body), root.span(), 1);
  scope_ = scopes_.module_scope();
  region_ = module_.functions[function_].body;

  imports_all_ = root.contains(NodeKind::kWildcardImport);
  for (const Node& statement_node : root.children())
    if (statement_node.is(NodeKind::kFutureImportStatement))
      for (const Node& name : statement_node.fields(Field::kName))
        postponed_annotations_ |= name.text() == "annotations";
  declare_functions(root);
  for (const Node& statement_node : root.children()) statement(statement_node);
  find_custom_code();
  return std::move(module_);
}

void Lifter::declare_functions(const Node& root) {
  for (const Node& statement : root.children()) {
    const Node definition = definition_of(statement);
    if (definition.is(NodeKind::kFunctionDefinition) && definition.field(Field::kName).text() == "on_start")
      is_script_ = false;
  }
  // Everything nested comes after its parent, so parents are known when a function is declared.
  for (const Node& node : root.subtree()) {
    if (!is_function(node)) continue;
    ir::FunctionId parent = module_.module_body();
    for (Node around = node.parent(); around; around = around.parent()) {
      if (!is_function(around) || is_evaluated_outside(node, around)) continue;
      parent = functions_by_span_.at(around.span());
      break;
    }
    if (node.is(NodeKind::kGeneratorExpression)) {
      functions_by_span_[node.span()] = declare_generator_expression(node, parent, scopes_.of(node));
      continue;
    }
    const bool is_lambda = node.is(NodeKind::kLambda);
    const std::string_view name = is_lambda ? "<lambda>" : node.field(Field::kName).text();
    functions_by_span_[node.span()] = declare_function(node, name, parent, scopes_.of(node));
  }
  // A def can be called by name where nothing rebinds the name and no code runs before it is there that could ask for
  // it: no code of the module at all, or none that has the name.
  const std::map<std::string_view, std::uint32_t> first_uses = find_first_uses(root);
  bool inert = true;
  for (const Node& statement : root.children()) {
    const Node definition = definition_of(statement);
    if (definition.is(NodeKind::kFunctionDefinition)) {
      const std::string_view name = definition.field(Field::kName).text();
      const ir::FunctionId id = functions_by_span_.at(definition.span());
      ir::Function& function = module_.functions[id];
      bool plain = is_inert(statement) && !definition.has_token("async");
      for (const Node& child : statement.children())
        if (child.is(NodeKind::kDecorator)) {
          if (is_playbook_block_decorator(child))
            function.is_decorated = true;
          else
            plain = false;
        }
      for (const ir::Parameter& parameter : function.parameters) plain &= !parameter.computed_default;
      function.role = role_of(name, function, module_);
      // What globals() may rebind is looked up; the engine calls blocks by themselves.
      if (scopes_.says_globals() && function.role == FunctionRole::kPlain && !function.is_decorated) plain = false;
      const auto use = first_uses.find(name);
      const bool is_ahead = use != first_uses.end() && use->second < statement.span().begin;
      if ((inert || !is_ahead) && plain && scopes_.global_bindings(name) == 1) {
        function.is_static = true;
        static_functions_[name] = id;
      }
    }
    inert &= is_inert(statement);
  }
}

bool Lifter::is_inert(const Node& statement) const {
  switch (statement.kind()) {
    case NodeKind::kImportStatement:
    case NodeKind::kImportFromStatement:
    case NodeKind::kFutureImportStatement:
    case NodeKind::kPassStatement:
    case NodeKind::kGlobalStatement:
      return true;
    case NodeKind::kFunctionDefinition:
      return !statement.field(Field::kParameters).contains(NodeKind::kCall);
    case NodeKind::kDecoratedDefinition:
      for (const Node& child : statement.children())
        if (child.is(NodeKind::kDecorator) && !is_playbook_block_decorator(child)) return false;
      return is_inert(statement.field(Field::kDefinition));
    case NodeKind::kExpressionStatement:
      return !statement.contains(NodeKind::kCall);
    default:
      return false;
  }
}

void Lifter::find_custom_code() {
  constexpr std::string_view kStart = "## Custom Code Start";
  constexpr std::string_view kEnd = "## Custom Code End";
  const SourceFile& source = cst_.source();
  std::uint32_t start = 0;
  for (const Span& comment : cst_.comments()) {
    const std::string_view text = source.text(comment);
    if (text.starts_with(kStart)) {
      start = source.line_of(comment.begin);
    } else if (text.starts_with(kEnd) && start != 0) {
      const std::uint32_t end = source.line_of(comment.begin);
      std::uint32_t first = 0;
      std::uint32_t last = 0;
      for (std::uint32_t line = start + 1; line < end; ++line) {
        const std::string_view code = source.line_text(line);
        const std::size_t begin = code.find_first_not_of(" \t");
        if (begin == std::string_view::npos || code[begin] == '#') continue;
        if (first == 0) first = line;
        last = line;
      }
      if (first != 0) {
        ir::FunctionId function = module_.module_body();
        for (const auto& [span, id] : functions_by_span_)
          if (span.begin < comment.begin && comment.begin < span.end &&
              module_.functions[id].parent == module_.module_body())
            function = id;
        module_.custom_code.push_back({function, first, last});
      }
      start = 0;
    }
  }
}

}  // namespace pbc::lift
