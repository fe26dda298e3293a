// SPDX-License-Identifier: Apache-2.0
#include "compiler/lift/lifter.h"

#include "compiler/base/suggest.h"
#include "compiler/lift/lift.h"

namespace pbc::lift {

using ir::Operand;
using ir::OpKind;

ir::Module lift(const syntax::Cst& cst, DiagSink& diags) { return Lifter(cst, diags).run(); }

Lifter::Lifter(const syntax::Cst& cst, DiagSink& diags) : cst_(cst), diags_(diags), scopes_(cst) {}

ir::OpId Lifter::emit(ir::Op op, const Node& at) {
  std::uint32_t line = at.line();
  // A method that stands on a line of its own is what the traceback names (`x\n  .strip()`).
  if (at.is(NodeKind::kCall) && at.field(Field::kFunction).is(NodeKind::kAttribute))
    line = at.field(Field::kFunction).field(Field::kAttribute).line();
  else if (at.is(NodeKind::kAttribute))
    line = at.field(Field::kAttribute).line();
  const ir::OpId id = module_.add(std::move(op), at.span(), line);
  module_.regions[region_].ops.push_back(id);
  return id;
}

ir::OpId Lifter::emit(OpKind kind, const Node& at, std::vector<Operand> operands, std::string_view name) {
  ir::Op op{.kind = kind};
  op.operands = std::move(operands);
  if (!name.empty()) op.names[0] = module_.intern(name);
  return emit(std::move(op), at);
}

ir::VariableId Lifter::variable(ScopeId owner, std::string_view name) { return variables_.at({owner, name}); }

Operand Lifter::load(std::string_view spelled, const Node& at) {
  const std::string_view name = mangled(spelled);
  const Resolution resolution = scopes_.resolve(scope_, name);
  switch (resolution.kind) {
    case Resolution::Kind::kVariable: {
      ir::Op op{.kind = OpKind::kLoad};
      op.variable = variable(resolution.owner, name);
      return emit(std::move(op), at);
    }
    case Resolution::Kind::kClassName:
      return load_name(resolution.owner, name, at);
    case Resolution::Kind::kGlobal:
      if (const auto found = static_functions_.find(name); found != static_functions_.end()) return found->second;
      return emit(OpKind::kLoadGlobal, at, {}, name);
    case Resolution::Kind::kBuiltin:
      return emit(OpKind::kBuiltin, at, {}, name);
    case Resolution::Kind::kUnknown:
      break;
  }
  if (name == "__name__") return str(is_script_ ? "__main__" : module_.name);
  if (name == "__file__") return str(module_.file);
  if (name == "__doc__") return module_.description.empty() ? none() : str(module_.description);
  if (name == "__debug__") return module_.intern(ir::Constant{ir::Constant::Kind::kBool, "True"});
  if (name == "__class__")
    if (OpenClass* open = open_class()) return class_cell(*open, at);
  if (scopes_[scope_].kind == Scope::Kind::kClass && name == "__qualname__")
    return str(open_class(scope_).qualified_name);
  if (scopes_[scope_].kind == Scope::Kind::kClass && name == "__module__")
    return str(is_script_ ? "__main__" : module_.name);
  if (name == "container" && !is_script_ && !imports_all_ && !scopes_.says_globals()) {
    diags_.warning(DiagKind::kUndefinedName, at.span(), "name `container` is not defined")
        .help("the run's container stands for it");
    ir::Op op{.kind = OpKind::kPhantom};
    op.api = phantom::Api::get_container;
    return emit(std::move(op), at);
  }
  undefined(name, at);
  return emit(OpKind::kLoadGlobal, at, {}, name);
}

void Lifter::store(std::string_view spelled, Operand value, const Node& at) {
  const std::string_view name = mangled(spelled);
  // A name bound in a comprehension by `:=` belongs to the function around it.
  ScopeId scope = scope_;
  if (at.is(NodeKind::kNamedExpression))
    while (scopes_[scope].kind == Scope::Kind::kComprehension || scopes_[scope].kind == Scope::Kind::kGenerator)
      scope = scopes_[scope].parent;
  const Resolution resolution = scopes_.resolve(scope, name);
  if (resolution.kind == Resolution::Kind::kVariable) {
    ir::Op op{.kind = OpKind::kStore};
    op.variable = variable(resolution.owner, name);
    op.operands = {value};
    emit(std::move(op), at);
    return;
  }
  if (resolution.kind == Resolution::Kind::kClassName) {
    emit(OpKind::kStoreName, at, {open_class(resolution.owner).names, value}, name);
    return;
  }
  emit(OpKind::kStoreGlobal, at, {value}, name);
}

void Lifter::unsupported(const Node& at, std::string_view what, std::string_view instead) {
  diags_.error(DiagKind::kUnsupportedConstruct, at.span(), std::string(what) + " is not supported yet")
      .help(std::string(instead));
}

void Lifter::undefined(std::string_view name, const Node& at) {
  if (imports_all_ || scopes_.says_globals()) return;
  const std::string message = "name `" + std::string(name) + "` is not defined";
  if (is_python_2_builtin(name)) {
    diags_.warning(DiagKind::kUndefinedName, at.span(), message)
        .help("it is Python 2's; Python 3 raises NameError here");
    return;
  }
  if (nameerror_handlers_ > 0) {
    diags_.warning(DiagKind::kUndefinedName, at.span(), message);
    return;
  }
  // A plain script runs as CPython would run it: up to there.
  std::vector<std::string_view> candidates;
  for (ScopeId scope = scope_; scope; scope = scopes_[scope].parent)
    candidates.insert(candidates.end(), scopes_[scope].bound.begin(), scopes_[scope].bound.end());
  const std::string help = did_you_mean(name, candidates);
  if (is_script_)
    diags_.warning(DiagKind::kUndefinedName, at.span(), message).help(help);
  else
    diags_.error(DiagKind::kUndefinedName, at.span(), message).help(help);
}

}  // namespace pbc::lift
