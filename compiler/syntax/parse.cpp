// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <tree_sitter/api.h>

#include "compiler/syntax/check_encoding.h"
#include "compiler/syntax/checker.h"
#include "compiler/syntax/language.h"
#include "compiler/syntax/lexer.h"
#include "compiler/syntax/syntax.h"

namespace pbc::syntax {

namespace {

constexpr TSSymbol kErrorSymbol = 0xFFFF;  // tree-sitter's own, of no grammar

/// What one walk over the whole tree finds out.
struct Survey {
  TSNode broken{};   // the first error node or missing node
  TSNode deepest{};  // the first node deeper than Cst::kMaxDepth
};

/// A starred target whose star the grammar took for a part of its first name: `*a.b, c = d`.
bool is_split_target(TSNode node) {
  static const TSSymbol list_splat = ts_language_symbol_for_name(language(), "list_splat", 10, true);
  static const TSSymbol attribute = ts_language_symbol_for_name(language(), "attribute", 9, true);
  static const TSSymbol subscript = ts_language_symbol_for_name(language(), "subscript", 9, true);
  const TSSymbol symbol = ts_node_symbol(node);
  return (symbol == attribute || symbol == subscript) && ts_node_symbol(ts_node_child(node, 0)) == list_splat;
}

Survey survey(const TSTree* tree) {
  Survey out;
  TSTreeCursor cursor = ts_tree_cursor_new(ts_tree_root_node(tree));
  const bool any_broken = ts_node_has_error(ts_tree_root_node(tree));
  int depth = 0;
  while (true) {
    const TSNode node = ts_tree_cursor_current_node(&cursor);
    if (any_broken && ts_node_is_null(out.broken) &&
        (ts_node_is_missing(node) || ts_node_symbol(node) == kErrorSymbol)) {
      out.broken = node;
    }
    if (is_split_target(node) && ts_node_is_null(out.broken)) out.broken = node;
    if (depth > Cst::kMaxDepth && ts_node_is_null(out.deepest)) out.deepest = node;
    if (ts_tree_cursor_goto_first_child(&cursor)) {
      ++depth;
      continue;
    }
    while (!ts_tree_cursor_goto_next_sibling(&cursor)) {
      if (!ts_tree_cursor_goto_parent(&cursor)) {
        ts_tree_cursor_delete(&cursor);
        return out;
      }
      --depth;
    }
  }
}

/// Whether the text is Python. What it is not is in `log` then.
bool check(const SourceFile& source, ParserText& parser_text, ErrorLog& log) {
  if (check_encoding(source, log)) return false;
  const Span all{0, static_cast<std::uint32_t>(source.text().size())};
  std::vector<Token> tokens = Lexer(source.text(), all, Lexer::Mode::kFile, parser_text, log).run();
  if (!log.stopped()) Checker(source, parser_text, log).check(std::move(tokens));
  return log.empty();
}

}  // namespace

Cst parse(const SourceFile& source, DiagSink& diags) {
  Cst cst;
  cst.map_ = std::make_unique<TextMap>(TextMap{&source, {}});
  diags.set_file(&source);
  ErrorLog log(diags);
  ParserText text(source.text());
  if (!check(source, text, log)) return cst;

  const std::string readable = text.finish(cst.map_->inserted);
  TSParser* parser = ts_parser_new();
  ts_parser_set_language(parser, language());
  cst.tree_.reset(
      ts_parser_parse_string(parser, nullptr, readable.data(), static_cast<std::uint32_t>(readable.size())));
  ts_parser_delete(parser);

  const Survey facts = survey(cst.tree_.get());
  if (!ts_node_is_null(facts.broken)) {
    log.add(DiagKind::kUnsupportedConstruct, Node(facts.broken, cst.map_.get()).span(),
            "syntax that is Python but not supported yet");
    return cst;
  }
  if (!ts_node_is_null(facts.deepest)) {
    log.add(DiagKind::kNestingTooDeep, Node(facts.deepest, cst.map_.get()).span(),
            fmt::format("code is nested more than {} levels deep", Cst::kMaxDepth))
        .help("split the expression");
    return cst;
  }
  cst.comments_ = text.comments();
  cst.root_ = Node(ts_tree_root_node(cst.tree_.get()), cst.map_.get());
  return cst;
}

}  // namespace pbc::syntax
