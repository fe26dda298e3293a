// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <tree_sitter/api.h>

#include "compiler/syntax/check_encoding.h"
#include "compiler/syntax/checker.h"
#include "compiler/syntax/language.h"
#include "compiler/syntax/lexer.h"
#include "compiler/syntax/parser_memory.h"
#include "compiler/syntax/syntax.h"
#include "compiler/syntax/tree_builder.h"

namespace pbc::syntax {

namespace {

/// Whether the text is Python: then `parser_text` is written, else `log` tells.
bool check(const SourceFile& source, ParserText& parser_text, ErrorLog& log) {
  if (check_encoding(source, log)) return false;
  const Span all{0, static_cast<std::uint32_t>(source.text().size())};
  const std::vector<Token> tokens = Lexer(source.text(), all, Lexer::Mode::kFile, parser_text, log).run();
  if (!log.stopped()) Checker(source, parser_text, log).check(tokens);
  if (!log.empty()) return false;
  parser_text.write(tokens);
  return true;
}

struct DeleteParser {
  void operator()(TSParser* parser) const { ts_parser_delete(parser); }
};

}  // namespace

Cst parse(const SourceFile& source, DiagSink& diags) {
  Cst cst;
  cst.tree_ = std::make_unique<Tree>(source);
  diags.set_file(&source);
  ErrorLog log(diags);
  ParserText text(source.text());
  if (!check(source, text, log)) return cst;

  const std::string& readable = text.text();
  const ParserMemory memory;
  const std::unique_ptr<TSParser, DeleteParser> parser(ts_parser_new());
  ts_parser_set_language(parser.get(), language());
  const TSTree* parsed =  // goes with the memory
      ts_parser_parse_string(parser.get(), nullptr, readable.data(), static_cast<std::uint32_t>(readable.size()));
  TreeBuilder builder(*cst.tree_, text, Cst::kMaxDepth);
  builder.build(parsed);
  if (builder.broken()) {
    log.add(DiagKind::kUnsupportedConstruct, *builder.broken(), "syntax that is Python but not supported yet");
    return cst;
  }
  if (builder.too_deep()) {
    log.add(DiagKind::kNestingTooDeep, *builder.too_deep(),
            fmt::format("code is nested more than {} levels deep", Cst::kMaxDepth))
        .help("split the expression");
    return cst;
  }
  cst.comments_ = text.comments();
  cst.root_ = Node(cst.tree_.get(), 0);
  return cst;
}

}  // namespace pbc::syntax
