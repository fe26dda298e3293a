// SPDX-License-Identifier: Apache-2.0
//
// One test for each snippet of testdata/accepted.txt and testdata/rejected.txt.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "compiler/base/files.h"
#include "compiler/diag/render.h"
#include "compiler/syntax/syntax.h"

namespace pbc::syntax {
namespace {

struct Snippet {
  int line;              // of its head in the file
  std::string expected;  // what the head says
  std::string text;
};

std::vector<Snippet> read_snippets(const std::string& name) {
  const FileText file = read_file(std::string(PBC_SYNTAX_TESTDATA) + "/" + name, 1 << 20);
  EXPECT_TRUE(file) << file.error;
  std::vector<Snippet> snippets;
  int line = 0;
  for (std::size_t at = 0; at < file.text.size();) {
    const std::size_t end = std::min(file.text.find('\n', at), file.text.size());
    const std::string_view text(file.text.data() + at, end - at);
    ++line;
    if (text.starts_with("%%")) {
      snippets.push_back({line, std::string(text.substr(std::min<std::size_t>(3, text.size()))), ""});
    } else if (!snippets.empty()) {
      snippets.back().text.append(text) += '\n';
    }
    at = end + 1;
  }
  return snippets;
}

class SnippetTest : public testing::TestWithParam<Snippet> {};

class AcceptedTest : public SnippetTest {};

TEST_P(AcceptedTest, HasATreeAndNoDiagnostics) {
  const SourceFile source("snippet.py", GetParam().text);
  DiagSink diags;
  const Cst cst = parse(source, diags);
  EXPECT_EQ(render_text(diags), "");
  EXPECT_TRUE(cst);
}

class RejectedTest : public SnippetTest {};

TEST_P(RejectedTest, IsReported) {
  const SourceFile source("snippet.py", GetParam().text);
  DiagSink diags;
  const Cst cst = parse(source, diags);
  EXPECT_FALSE(cst);
  ASSERT_TRUE(diags.has_errors());
  const Diagnostic& first = *diags.sorted().front();
  const Position position = source.position(first.span.begin);
  EXPECT_EQ(fmt::format("{}:{} {} {}", position.line, position.column, name(first.kind), first.message),
            GetParam().expected);
}

std::string name_of(const testing::TestParamInfo<Snippet>& info) { return fmt::format("Line{}", info.param.line); }

INSTANTIATE_TEST_SUITE_P(Snippets, AcceptedTest, testing::ValuesIn(read_snippets("accepted.txt")), name_of);
INSTANTIATE_TEST_SUITE_P(Snippets, RejectedTest, testing::ValuesIn(read_snippets("rejected.txt")), name_of);

}  // namespace
}  // namespace pbc::syntax
