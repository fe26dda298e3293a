// SPDX-License-Identifier: Apache-2.0
#include "compiler/lift/scope.h"

#include <algorithm>

namespace pbc::lift {

using syntax::Field;
using syntax::Node;
using syntax::NodeKind;

/// `locals()` or `vars()`
bool asks_for_locals(const Node& call) {
  const Node function = call.field(Field::kFunction);
  const Node arguments = call.field(Field::kArguments);
  return function.is(NodeKind::kIdentifier) && (function.text() == "locals" || function.text() == "vars") &&
         !arguments.is(NodeKind::kGeneratorExpression) && arguments.children().empty();
}

/// Walks the tree once, with the scope that statements and expressions belong to as an argument.
class ScopeWalk {
 public:
  explicit ScopeWalk(ScopeTree& tree) : tree_(tree) {}

  void run(const Node& root) {
    tree_.scopes_.add({});
    visit_children(root, ScopeId(0));
    capture();
  }

 private:
  struct Use {
    ScopeId scope;
    std::string_view name;
  };

  Scope& scope(ScopeId id) { return tree_.scopes_[id]; }

  ScopeId open(const Node& node, Scope::Kind kind, ScopeId parent) {
    Scope scope;
    scope.kind = kind;
    scope.parent = parent;
    const ScopeId id = tree_.scopes_.add(std::move(scope));
    tree_.by_node_[{node.span(), node.kind()}] = id;
    return id;
  }

  void bind(std::string_view spelled, ScopeId id) {
    const std::string_view name = tree_.mangled(id, spelled);
    Scope& target = scope(id);
    if (target.globals.contains(name)) id = tree_.module_scope();
    if (target.nonlocals.contains(name)) {
      uses_.push_back({id, name});
      return;
    }
    if (id == tree_.module_scope()) ++tree_.global_bindings_[name];
    Scope& owner = scope(id);
    if (owner.is_bound.insert(name).second) owner.bound.push_back(name);
  }

  /// `:=` binds in the function around comprehensions (PEP 572).
  ScopeId walrus_scope(ScopeId id) {
    while (scope(id).kind == Scope::Kind::kComprehension || scope(id).kind == Scope::Kind::kGenerator)
      id = scope(id).parent;
    return id;
  }

  void visit_children(const Node& node, ScopeId id) {
    for (const Node& child : node.children()) visit(child, id);
  }

  /// A target of an assignment, `for`, `with`, `del`.
  void visit_target(const Node& node, ScopeId id) {
    switch (node.kind()) {
      case NodeKind::kIdentifier:
        bind(node.text(), id);
        return;
      case NodeKind::kAttribute:
      case NodeKind::kSubscript:
        visit(node, id);
        return;
      default:
        for (const Node& child : node.children()) visit_target(child, id);
    }
  }

  void visit(const Node& node, ScopeId id) {
    switch (node.kind()) {
      case NodeKind::kCall:
        if (asks_for_locals(node)) {
          scope(id).lists_variables = true;
          tree_.says_globals_ |= scope(id).kind == Scope::Kind::kModule;
        }
        visit_children(node, id);
        return;
      case NodeKind::kIdentifier:
        tree_.says_globals_ |= node.text() == "globals";
        uses_.push_back({id, tree_.mangled(id, node.text())});
        return;
      case NodeKind::kAttribute:
        visit(node.field(Field::kObject), id);
        return;
      case NodeKind::kKeywordArgument:
        visit(node.field(Field::kValue), id);
        return;
      case NodeKind::kAssignment:
      case NodeKind::kForInClause:
        visit_assignment(node, id);
        return;
      case NodeKind::kAugmentedAssignment:
        visit(node.field(Field::kRight), id);
        visit(node.field(Field::kLeft), id);
        visit_target(node.field(Field::kLeft), id);
        return;
      case NodeKind::kNamedExpression:
        visit(node.field(Field::kValue), id);
        bind(node.field(Field::kName).text(), walrus_scope(id));
        if (walrus_scope(id) != id) uses_.push_back({id, node.field(Field::kName).text()});
        return;
      case NodeKind::kForStatement:
        visit(node.field(Field::kRight), id);
        visit_target(node.field(Field::kLeft), id);
        visit(node.field(Field::kBody), id);
        visit(node.field(Field::kAlternative), id);
        return;
      case NodeKind::kDeleteStatement:
        for (const Node& child : node.children()) visit_target(child, id);
        return;
      case NodeKind::kAsPattern: {
        const auto children = node.children();
        visit(children.front(), id);
        visit_target(node.field(Field::kAlias), id);
        return;
      }
      case NodeKind::kExceptClause:
      case NodeKind::kExceptGroupClause:
        visit_except(node, id);
        return;
      case NodeKind::kGlobalStatement:
        for (const Node& name : node.children()) {
          const std::string_view text = tree_.mangled(id, name.text());
          scope(id).globals.insert(text);
          declared_global_.insert(text);
        }
        return;
      case NodeKind::kNonlocalStatement:
        for (const Node& name : node.children()) scope(id).nonlocals.insert(tree_.mangled(id, name.text()));
        return;
      case NodeKind::kImportStatement:
      case NodeKind::kImportFromStatement:
        visit_import(node, id);
        return;
      case NodeKind::kFutureImportStatement:
        return;
      case NodeKind::kFunctionDefinition:
        bind(node.field(Field::kName).text(), id);
        visit_function(node, Scope::Kind::kFunction, id);
        return;
      case NodeKind::kClassDefinition:
        bind(node.field(Field::kName).text(), id);
        visit(node.field(Field::kSuperclasses), id);
        visit_class(node, id);
        return;
      case NodeKind::kLambda:
        visit_function(node, Scope::Kind::kLambda, id);
        return;
      case NodeKind::kListComprehension:
      case NodeKind::kSetComprehension:
      case NodeKind::kDictionaryComprehension:
        visit_comprehension(node, Scope::Kind::kComprehension, id);
        return;
      case NodeKind::kGeneratorExpression:
        visit_comprehension(node, Scope::Kind::kGenerator, id);
        return;
      case NodeKind::kType:  // annotations of parameters and of local variables are not evaluated; see lift_assign.cpp
        return;
      default:
        visit_children(node, id);
    }
  }

  void visit_class(const Node& node, ScopeId id) {
    const ScopeId inner = open(node, Scope::Kind::kClass, id);
    std::string_view name = node.field(Field::kName).text();
    name.remove_prefix(std::min(name.find_first_not_of('_'), name.size()));
    scope(inner).class_name = name;
    visit(node.field(Field::kBody), inner);
  }

  void visit_assignment(const Node& node, ScopeId id) {
    const Scope::Kind kind = scope(id).kind;
    if (const Node type = node.field(Field::kType);
        type && (kind == Scope::Kind::kClass || kind == Scope::Kind::kModule))
      visit_children(type, id);
    for (const Node& right : node.fields(Field::kRight)) visit(right, id);
    visit_target(node.field(Field::kLeft), id);
  }

  void visit_except(const Node& node, ScopeId id) {
    if (const Node alias = node.field(Field::kAlias)) {
      visit(node.field(Field::kValue), id);
      visit_target(alias, id);
      visit(node.children().back(), id);
      return;
    }
    if (const auto children = node.children(); node.is(NodeKind::kExceptGroupClause) && children.size() > 2) {
      visit(children[0], id);
      visit_target(children[1], id);
      visit(children.back(), id);
      return;
    }
    visit_children(node, id);
  }

  void visit_import(const Node& node, ScopeId id) {
    for (const Node& name : node.fields(Field::kName)) {
      if (name.is(NodeKind::kAliasedImport)) {
        bind(name.field(Field::kAlias).text(), id);
      } else {
        bind(name.first_child().text(), id);  // `import a.b` binds `a`
      }
    }
  }

  void visit_function(const Node& node, Scope::Kind kind, ScopeId id) {
    const ScopeId inner = open(node, kind, id);
    for (const Node& parameter : node.field(Field::kParameters).children()) {
      visit(parameter.field(Field::kValue), id);  // defaults belong to the scope around
      if (tree_.keeps_annotations()) visit_children(parameter.field(Field::kType), id);
      bind_parameter(parameter, inner);
    }
    if (tree_.keeps_annotations()) visit_children(node.field(Field::kReturnType), id);
    visit(node.field(Field::kBody), inner);
  }

  void bind_parameter(const Node& parameter, ScopeId id) {
    switch (parameter.kind()) {
      case NodeKind::kIdentifier:
        bind(parameter.text(), id);
        return;
      case NodeKind::kDefaultParameter:
      case NodeKind::kTypedDefaultParameter:
        bind(parameter.field(Field::kName).text(), id);
        return;
      case NodeKind::kTypedParameter:
      case NodeKind::kListSplatPattern:
      case NodeKind::kDictionarySplatPattern:
        bind_parameter(parameter.first_child(), id);
        return;
      default:
        return;
    }
  }

  void visit_comprehension(const Node& node, Scope::Kind kind, ScopeId id) {
    const ScopeId inner = open(node, kind, id);
    bool first = true;
    for (const Node& clause : node.children()) {
      if (clause.is(NodeKind::kForInClause)) {
        for (const Node& right : clause.fields(Field::kRight)) visit(right, first ? id : inner);
        visit_target(clause.field(Field::kLeft), inner);
        first = false;
      } else if (clause.is(NodeKind::kIfClause)) {
        visit_children(clause, inner);
      }
    }
    visit(node.field(Field::kBody), inner);
  }

  /// The function that runs the code of `id`: a list, set or dict comprehension and the body of a class run inside the
  /// function around them.
  ScopeId runner(ScopeId id) {
    while (scope(id).kind == Scope::Kind::kComprehension || scope(id).kind == Scope::Kind::kClass)
      id = scope(id).parent;
    return id;
  }

  void capture() {
    for (std::string_view name : declared_global_) {
      Scope& module = scope(tree_.module_scope());
      if (module.is_bound.insert(name).second) module.bound.push_back(name);
    }
    for (const Use& use : uses_) {
      const Resolution resolution = tree_.resolve(use.scope, use.name);
      if (resolution.kind != Resolution::Kind::kVariable) continue;
      if (runner(resolution.owner) != runner(use.scope)) scope(resolution.owner).captured.insert(use.name);
      for (ScopeId at = use.scope; at != resolution.owner; at = scope(at).parent) {
        scope(resolution.owner).shared.insert(use.name);
        if (scope(at).lists_variables) scope(at).free[use.name] = resolution.owner;
      }
    }
  }

  ScopeTree& tree_;
  std::vector<Use> uses_;
  std::set<std::string_view> declared_global_;
};

namespace {

/// The names of the library by which a program can come to see annotations of functions.
bool reads_annotations(std::string_view text) {
  for (std::string_view reader :
       {"__annotations__", "get_type_hints", "get_annotations", "signature", "getfullargspec", "register"})
    if (text.find(reader) != std::string_view::npos) return true;
  return false;
}

}  // namespace

ScopeTree::ScopeTree(const syntax::Cst& cst)
    : source_(cst.source().text()), keeps_annotations_(reads_annotations(source_)) {
  ScopeWalk(*this).run(cst.root());
}

ScopeId ScopeTree::of(const Node& node) const {
  const auto found = by_node_.find({node.span(), node.kind()});
  return found == by_node_.end() ? ScopeId::kNone : found->second;
}

Resolution ScopeTree::resolve(ScopeId id, std::string_view name) const {
  for (ScopeId at = id; at != module_scope(); at = scopes_[at].parent) {
    const Scope& scope = scopes_[at];
    if (scope.globals.contains(name)) break;
    const bool is_class = scope.kind == Scope::Kind::kClass;
    if (!scope.is_bound.contains(name) || (is_class && at != id)) continue;  // methods do not see the names of a class
    return {is_class ? Resolution::Kind::kClassName : Resolution::Kind::kVariable, at};
  }
  return resolve_outside(name);
}

Resolution ScopeTree::resolve_outside(std::string_view name) const {
  if (scopes_[module_scope()].is_bound.contains(name)) return {Resolution::Kind::kGlobal, {}};
  if (is_builtin(name)) return {may_be_rebound(name) ? Resolution::Kind::kGlobal : Resolution::Kind::kBuiltin, {}};
  return {};
}

/// Whether `globals()["print"] = ...` may stand in the file.
bool ScopeTree::may_be_rebound(std::string_view name) const {
  if (!says_globals_ || name == "globals" || name == "locals" || name == "vars" || name == "super") return false;
  return std::ranges::any_of(std::string_view("\"'"), [&](char quote) {
    return source_.find(quote + std::string(name) + quote) != std::string_view::npos;
  });
}

std::string_view ScopeTree::mangled(ScopeId id, std::string_view name) const {
  if (!name.starts_with("__") || name.ends_with("__")) return name;
  while (id != module_scope() && scopes_[id].kind != Scope::Kind::kClass) id = scopes_[id].parent;
  if (id == module_scope() || scopes_[id].class_name.empty()) return name;
  return *mangled_.insert("_" + std::string(scopes_[id].class_name) + std::string(name)).first;
}

ScopeId ScopeTree::class_around(ScopeId id) const {
  bool in_function = false;
  for (; id != module_scope(); id = scopes_[id].parent) {
    if (scopes_[id].kind == Scope::Kind::kClass && in_function) return id;
    in_function |= scopes_[id].kind == Scope::Kind::kFunction || scopes_[id].kind == Scope::Kind::kLambda;
  }
  return {};
}

int ScopeTree::global_bindings(std::string_view name) const {
  const auto found = global_bindings_.find(name);
  return found == global_bindings_.end() ? 0 : found->second;
}

}  // namespace pbc::lift
