// SPDX-License-Identifier: Apache-2.0
#include "compiler/base/suggest.h"
#include "compiler/lift/lifter.h"
#include "compiler/phantom/library.h"

namespace pbc::lift {

using ir::Operand;
using ir::OpKind;

/// A module that pbc does not have fails when the run gets to its import, which the playbook may be ready for.
void Lifter::check_module(const Node& module) {
  if (import_handlers_ > 0 || phantom::is_library_module(module.text())) return;
  diags_.warning(DiagKind::kUnknownModule, module.span(), "there is no module `" + std::string(module.text()) + "`")
      .help("the run raises ModuleNotFoundError when it gets here")
      .help(did_you_mean(module.text(), phantom::library_modules()));
}

void Lifter::warn_of_doctest(const Node& module) {
  if (module.text() == "doctest")
    diags_.warning(DiagKind::kUnsupportedConstruct, module.span(), "`doctest` needs an interpreter: no example is run")
        .help("`doctest.testmod()` finds nothing to test");
}

void Lifter::import_statement(const Node& node) {
  for (const Node& name : node.fields(Field::kName)) {
    const Node module = name.is(NodeKind::kAliasedImport) ? name.field(Field::kName) : name;
    warn_of_doctest(module);
    check_module(module);
    if (name.is(NodeKind::kAliasedImport)) {
      const Operand leaf = emit(OpKind::kImportLeaf, node, {}, name.field(Field::kName).text());
      store(name.field(Field::kAlias).text(), leaf, name);
    } else {
      const Operand root = emit(OpKind::kImport, node, {}, name.text());
      store(name.first_child().text(), root, name);
    }
  }
}

void Lifter::import_from_statement(const Node& node) {
  const Node module = node.field(Field::kModuleName);
  if (module.is(NodeKind::kRelativeImport)) return unsupported(module, "a relative import", "name the module in full");
  warn_of_doctest(module);
  check_module(module);
  for (const Node& child : node.children()) {
    if (!child.is(NodeKind::kWildcardImport)) continue;
    // What the names of the Playbook API mean is decided here and now.
    if (module.text() == "phantom" || module.text().starts_with("phantom."))
      return unsupported(child, "`import *`", "name what is imported");
    emit(OpKind::kCall, node, {emit(OpKind::kBuiltin, node, {}, "__import_star__"), str(module.text())});
    return;
  }
  for (const Node& name : node.fields(Field::kName)) {
    const bool aliased = name.is(NodeKind::kAliasedImport);
    ir::Op op{.kind = OpKind::kImportFrom};
    op.names = {module_.intern(module.text()), module_.intern(aliased ? name.field(Field::kName).text() : name.text())};
    const Operand value = emit(std::move(op), node);
    store(aliased ? name.field(Field::kAlias).text() : name.text(), value, name);
  }
}

}  // namespace pbc::lift
