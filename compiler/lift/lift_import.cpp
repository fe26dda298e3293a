// SPDX-License-Identifier: Apache-2.0
#include "compiler/lift/lifter.h"

namespace pbc::lift {

using ir::Operand;
using ir::OpKind;

void Lifter::import_statement(const Node& node) {
  for (const Node& name : node.fields(Field::kName)) {
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
  for (const Node& child : node.children())
    if (child.is(NodeKind::kWildcardImport)) return unsupported(child, "`import *`", "name what is imported");
  for (const Node& name : node.fields(Field::kName)) {
    const bool aliased = name.is(NodeKind::kAliasedImport);
    ir::Op op{.kind = OpKind::kImportFrom};
    op.names = {module_.intern(module.text()), module_.intern(aliased ? name.field(Field::kName).text() : name.text())};
    const Operand value = emit(std::move(op), node);
    store(aliased ? name.field(Field::kAlias).text() : name.text(), value, name);
  }
}

}  // namespace pbc::lift
