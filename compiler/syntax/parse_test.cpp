// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "compiler/diag/render.h"
#include "compiler/syntax/syntax.h"

namespace pbc::syntax {
namespace {

/// The lines `LINE:COLUMN Kind` of all diagnostics.
std::string errors_of(std::string text) {
  const SourceFile source("x.py", std::move(text));
  DiagSink diags;
  parse(source, diags);
  std::string out;
  for (const Diagnostic* diagnostic : diags.sorted()) {
    const Position position = source.position(diagnostic->span.begin);
    out += std::to_string(position.line) + ":" + std::to_string(position.column) + " ";
    out += std::string(name(diagnostic->kind)) + "\n";
  }
  return out;
}

std::string repeat(std::string_view text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

TEST(ParseTest, FindsEveryIndependentError) {
  EXPECT_EQ(errors_of("def f(:\n"
                      "    return 1\n"
                      "x = = 1\n"
                      "if y\n"
                      "    print 'a'\n"
                      "else:\n"
                      "    break\n"
                      "def g():\n"
                      "    return 2\n"
                      "for in z:\n"
                      "    continue\n"
                      "1 = 2\n"),
            "1:6 SyntaxError\n"
            "3:5 SyntaxError\n"
            "4:5 SyntaxError\n"
            "5:5 PrintStatement\n"
            "7:5 SyntaxError\n"
            "10:5 SyntaxError\n"
            "12:1 SyntaxError\n");
}

TEST(ParseTest, OneMistakeGivesOneError) {
  EXPECT_EQ(errors_of("f(a, b\ndef g():\n    return 1\n"), "1:2 SyntaxError\n");
  EXPECT_EQ(errors_of("x = (1]\ny = 2\n"), "1:7 SyntaxError\n");
  EXPECT_EQ(errors_of("class A(:\n    def f(self):\n        return self\n"), "1:8 SyntaxError\n");
  EXPECT_EQ(errors_of("x = 'abc\ny = 1\n"), "1:5 SyntaxError\n");
  EXPECT_EQ(errors_of("async def f(:\n    await x\n"), "1:12 SyntaxError\n");
  EXPECT_EQ(errors_of("try x:\n    y\nexcept A:\n    z\nfinally:\n    w\n"), "1:5 SyntaxError\n");
  EXPECT_EQ(errors_of("if a:\n        x = 1\n    y = 2\n    z = 3\n"), "3:5 BadDedent\n");
  EXPECT_EQ(errors_of("if a:\n\tx = 1\n        y = 2\n\tz = 3\n        w = 4\n"), "3:9 MixedTabs\n");
}

TEST(ParseTest, StopsListeningAfterManyErrors) {
  const std::string errors = errors_of(repeat("x y\n", 1000));
  EXPECT_EQ(std::count(errors.begin(), errors.end(), '\n'), 50);
}

TEST(ParseTest, RefusesDeepNesting) {
  EXPECT_EQ(errors_of("x = " + repeat("[", 10000) + repeat("]", 10000) + "\n"), "1:205 NestingTooDeep\n");
  EXPECT_EQ(errors_of(repeat("(", 1000000)), "1:201 NestingTooDeep\n");
  EXPECT_EQ(errors_of("x = " + repeat("[", 200) + repeat("]", 200) + "\n"), "");
  std::string blocks;
  for (int i = 0; i < 10000; ++i) blocks += std::string(static_cast<std::size_t>(i), ' ') + "if x:\n";
  EXPECT_EQ(errors_of(blocks), "101:101 NestingTooDeep\n");
  EXPECT_EQ(errors_of("x = " + repeat("lambda: ", 100000) + "1\n"), "1:2405 NestingTooDeep\n");
}

TEST(ParseTest, RefusesDeepTreesOfFlatText) {
  EXPECT_EQ(errors_of("x = " + repeat("1 + ", 20000) + "1\n"), "1:5 NestingTooDeep\n");
  EXPECT_EQ(errors_of("x = " + repeat("not ", 20000) + "1\n").substr(0, 2), "1:");
  EXPECT_EQ(errors_of("x = a" + repeat(".b", 20000) + "\n"), "1:5 NestingTooDeep\n");
  EXPECT_EQ(errors_of("x = " + repeat("1 + ", 900) + "1\n"), "");
}

TEST(ParseTest, RefusesMoreBlocksThanCPythonDoes) {
  std::string loops;
  for (int i = 0; i < 21; ++i) loops += std::string(static_cast<std::size_t>(i), ' ') + "while x:\n";
  loops += std::string(21, ' ') + "pass\n";
  EXPECT_EQ(errors_of(loops), "21:21 NestingTooDeep\n");
}

TEST(ParseTest, ChecksBytesBeforeAnythingElse) {
  EXPECT_EQ(errors_of("x = '\xFF'\nx = = 1\n"), "1:6 InvalidEncoding\n");
  EXPECT_EQ(errors_of(std::string("x = 1\n\0y", 8)), "2:1 NulByte\n");
  EXPECT_EQ(errors_of("# coding: latin-1\nx = '\xC3\xA9'\n"), "1:11 InvalidEncoding\n");
  EXPECT_EQ(errors_of("# coding: latin-1\nx = 'e'\n"), "");
  EXPECT_EQ(errors_of("#!/usr/bin/python\n# -*- coding: UTF-8 -*-\nx = '\xC3\xA9'\n"), "");
  EXPECT_EQ(errors_of("x = 1\n\n# coding: latin-1\ny = '\xC3\xA9'\n"), "");
  EXPECT_EQ(errors_of("\xEF\xBB\xBF# coding: latin-1\n"), "1:11 InvalidEncoding\n");
}

TEST(ParseTest, TakesEmptyFiles) {
  for (const char* text : {"", "\n", "   ", "# comment", "\\\n\n"}) EXPECT_EQ(errors_of(text), "") << text;
}

TEST(ParseTest, TakesAnyLineEnds) { EXPECT_EQ(errors_of("if x:\r\n    y = '''a\r\nb'''\r\nelse:\r    z\r"), ""); }

TEST(ParseTest, PointsFromAWrongBracketToTheOpenOne) {
  const SourceFile source("x.py", "x = (1,\n     2]\n");
  DiagSink diags;
  parse(source, diags);
  EXPECT_EQ(render_text(diags),
            "x.py:2:7: error: `]` does not close `(` [SyntaxError]\n"
            "    2 |      2]\n"
            "      |       ^\n"
            "x.py:1:5: note: `(` opened here\n"
            "    1 | x = (1,\n"
            "      |     ^\n"
            "1 error\n");
}

TEST(ParseTest, KnowsWhatPython2CodeMeant) {
  const SourceFile source("x.py", "print 'a', b\nraise E, 'x'\nx = a <> b\ntry: pass\nexcept E, e: pass\n");
  DiagSink diags;
  parse(source, diags);
  std::string help;
  for (const Diagnostic* diagnostic : diags.sorted()) help += diagnostic->help_text + "\n";
  EXPECT_EQ(help,
            "did you mean `print('a', b)`?\n"
            "`raise E, V` is Python 2; write `raise E(V)`\n"
            "`<>` is Python 2; write `!=`\n"
            "several exception types need parentheses; a name for the exception comes after `as`\n");
}

TEST(LoadTest, ReportsWhatCannotBeRead) {
  DiagSink diags;
  const auto source = load(testing::TempDir() + "no_such_file.py", diags);
  ASSERT_NE(source, nullptr);
  EXPECT_EQ(source->text(), "");
  ASSERT_TRUE(diags.has_errors());
  EXPECT_EQ(diags.sorted()[0]->kind, DiagKind::kUnreadableFile);
  EXPECT_EQ(diags.sorted()[0]->message, "cannot open file: no such file or directory");
}

TEST(LoadTest, RefusesEndlessFiles) {
  DiagSink diags;
  load("/dev/zero", diags);
  ASSERT_TRUE(diags.has_errors());
  EXPECT_EQ(diags.sorted()[0]->kind, DiagKind::kFileTooLarge);
}

}  // namespace
}  // namespace pbc::syntax
