// SPDX-License-Identifier: Apache-2.0
#include <tree_sitter/api.h>

#include "compiler/syntax/language.h"
#include "compiler/syntax/syntax.h"

namespace pbc::syntax {

Cst parse(const SourceFile& source, DiagSink& diags) {
  Cst cst;
  cst.source_ = &source;
  diags.set_file(&source);
  TSParser* parser = ts_parser_new();
  ts_parser_set_language(parser, language());
  cst.tree_.reset(
      ts_parser_parse_string(parser, nullptr, source.text().data(), static_cast<std::uint32_t>(source.text().size())));
  ts_parser_delete(parser);
  const TSNode root = ts_tree_root_node(cst.tree_.get());
  if (ts_node_has_error(root)) {
    diags.error(DiagKind::kSyntaxError, Span{0, 0}, "syntax error");
    return cst;
  }
  cst.root_ = Node(root, &source);
  return cst;
}

}  // namespace pbc::syntax
