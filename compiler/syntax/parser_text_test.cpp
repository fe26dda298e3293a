// SPDX-License-Identifier: Apache-2.0
#include "compiler/syntax/parser_text.h"

#include <gtest/gtest.h>

#include "compiler/syntax/checker.h"

namespace pbc::syntax {
namespace {

class ParserTextTest : public testing::Test {
 protected:
  /// What tree-sitter gets to read of `source`, which is Python.
  std::string text_of(std::string_view source) {
    const SourceFile file("x.py", std::string(source));
    DiagSink diags;
    ErrorLog log(diags);
    text_ = ParserText(file.text());
    const Span all{0, static_cast<std::uint32_t>(source.size())};
    const std::vector<Token> tokens = Lexer(file.text(), all, Lexer::Mode::kFile, text_, log).run();
    Checker(file, text_, log).check(tokens);
    EXPECT_TRUE(log.empty());
    text_.write(tokens);
    return text_.text();
  }

  ParserText text_{""};
};

TEST_F(ParserTextTest, LeavesOutWhatDoesNotDecideAboutTheTree) {
  EXPECT_EQ(text_of("if  name :  # why\n\n    call( 'a', b = 1 )\n    return_value\nelse:\n  pass\n"),
            "if x:\n x(\"\",x=1)\n x\nelse:\n pass\n\n");
  EXPECT_EQ(text_of("x = [1,\n     2]\ny = \\\n  3"), "x=[1,2]\nx=3\n\n");
}

TEST_F(ParserTextTest, PartsTokensThatCouldBeReadAsOne) {
  EXPECT_EQ(text_of("a = 1 if b else c\n"), "x=1 if x else x\n\n");
  EXPECT_EQ(text_of("a = 1 .real\n"), "x=1 .x\n\n");
  EXPECT_EQ(text_of("a = 'b''c' \"\"\"d\"\"\"\n"), "x=\"\" \"\" \"\"\n\n");
  EXPECT_EQ(text_of("a = f'b''c'\n"), "x=f'b' \"\"\n\n");
  EXPECT_EQ(text_of("from . . import a\n"), "from. .import x\n\n");
}

TEST_F(ParserTextTest, KeepsNamesThatTheGrammarKnows) {
  EXPECT_EQ(text_of("from __future__ import division\n"), "from __future__ import x\n\n");
  EXPECT_EQ(text_of("match match:\n  case _:\n    print\n"), "match x:\n case _:\n  x\n\n");
}

TEST_F(ParserTextTest, HelpsTheGrammar) {
  EXPECT_EQ(text_of("a = b & c ^ d\n"), "x=x^x&x\n\n");
  EXPECT_EQ(text_of("try:\n  a\nexcept *B:\n  c\n"), "try:\n x\nexcept*x:\n x\n\n");
  EXPECT_EQ(text_of("a = [*b.c]\n"), "x=[*(x.x)]\n\n");
  EXPECT_EQ(text_of("a = f'{print & caf\u00e9:=9}'\n"), "x=f'{Print ^ caf__:_9}'\n\n");
}

TEST_F(ParserTextTest, KnowsWhatItStandsFor) {
  //       0123456789012
  text_of("name  =  r'ab'\n");  // x=""
  const Span name{0, 4}, string{9, 14}, start{9, 11}, end{13, 14};
  EXPECT_EQ(text_.to_source(0, 1), name);
  EXPECT_EQ(text_.to_source(2, 4), string);
  EXPECT_EQ(text_.to_source(2, 3), start);
  EXPECT_EQ(text_.to_source(3, 4), end);
}

}  // namespace
}  // namespace pbc::syntax
