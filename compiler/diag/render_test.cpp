// SPDX-License-Identifier: Apache-2.0
#include "compiler/diag/render.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace pbc {
namespace {

Span find(const SourceFile& file, std::string_view part) {
  const auto begin = static_cast<std::uint32_t>(file.text().find(part));
  return {begin, begin + static_cast<std::uint32_t>(part.size())};
}

class RenderTest : public testing::Test {
 protected:
  /// Renders one error about `part` of a file that holds `text`.
  std::string render(std::string text, std::string_view part) {
    const SourceFile file("x.py", std::move(text));
    DiagSink diags;
    diags.set_file(&file);
    diags.error(DiagKind::kSyntaxError, find(file, part), "seen");
    return render_text(diags);
  }
};

TEST_F(RenderTest, ShowsThePlaceTheNotesAndTheHint) {
  const SourceFile file("phish.py", "name = 'x'\nphantom.act(name)\n");
  DiagSink diags;
  diags.set_file(&file);
  diags.error(DiagKind::kComputedAction, {23, 27}, "action name is computed")
      .note(find(file, "name"), "value comes from `name`")
      .help("pass a string literal");
  diags.warning(DiagKind::kUnreachableBlock, find(file, "phantom"), "nothing reaches this");
  EXPECT_EQ(render_text(diags),
            "phish.py:2:1: warning: nothing reaches this [UnreachableBlock]\n"
            "    2 | phantom.act(name)\n"
            "      | ^~~~~~~\n"
            "phish.py:2:13: error: action name is computed [ComputedAction]\n"
            "    2 | phantom.act(name)\n"
            "      |             ^~~~\n"
            "phish.py:1:1: note: value comes from `name`\n"
            "    1 | name = 'x'\n"
            "      | ^~~~\n"
            "help: pass a string literal\n"
            "1 error, 1 warning\n");
}

TEST_F(RenderTest, AlignsTheMarkUnderTabsAndWideCharacters) {
  EXPECT_EQ(render("\t\tx = 1\n", "x"),
            "x.py:1:3: error: seen [SyntaxError]\n"
            "    1 |         x = 1\n"
            "      |         ^\n"
            "1 error\n");
  EXPECT_EQ(render("名前 = bad\n", "bad"),
            "x.py:1:6: error: seen [SyntaxError]\n"
            "    1 | 名前 = bad\n"
            "      |        ^~~\n"
            "1 error\n");
  EXPECT_EQ(render("e\xCC\x81 = bad\n", "bad"),
            "x.py:1:6: error: seen [SyntaxError]\n"
            "    1 | e\xCC\x81 = bad\n"
            "      |     ^~~\n"
            "1 error\n");
}

TEST_F(RenderTest, MarksTheFirstLineOfASpanOfSeveral) {
  EXPECT_EQ(render("f(a,\n  b)\n", "a,\n  b"),
            "x.py:1:3: error: seen [SyntaxError]\n"
            "    1 | f(a,\n"
            "      |   ^~\n"
            "1 error\n");
}

TEST_F(RenderTest, MarksTheEndOfALineAndOfTheFile) {
  EXPECT_EQ(render("ab\n", "\n"),
            "x.py:1:3: error: seen [SyntaxError]\n"
            "    1 | ab\n"
            "      |   ^\n"
            "1 error\n");
  EXPECT_EQ(render("", ""),
            "x.py:1:1: error: seen [SyntaxError]\n"
            "    1 | \n"
            "      | ^\n"
            "1 error\n");
}

TEST_F(RenderTest, ShowsNothingThatATerminalWouldObey) {
  const std::string text = render("x = '\x1b[31m\xE2\x80\xAE\xFF' bad\n", "bad");
  EXPECT_EQ(text.find('\x1b'), std::string::npos);
  EXPECT_EQ(text.find("\xE2\x80\xAE"), std::string::npos);
  EXPECT_NE(text.find("␛[31m"), std::string::npos);
}

TEST_F(RenderTest, CutsLongLinesAroundThePlace) {
  const std::string text = render(std::string(100000, 'a') + "bad" + std::string(100000, 'c'), "bad");
  EXPECT_LT(text.size(), 600U);
  EXPECT_NE(text.find("bad"), std::string::npos);
  const std::size_t mark = text.find("^~~");
  const std::size_t mark_line = text.rfind('\n', mark);
  const std::size_t text_line = text.rfind('\n', mark_line - 1);
  EXPECT_EQ(text.substr(text_line + (mark - mark_line), 3), "bad");
}

TEST_F(RenderTest, SpeaksOfAFileAsAWhole) {
  const SourceFile file("none.py", "");
  DiagSink diags;
  diags.set_file(&file);
  diags.error(DiagKind::kUnreadableFile, Span(), "cannot open file");
  EXPECT_EQ(render_text(diags), "none.py: error: cannot open file [UnreadableFile]\n1 error\n");
}

TEST_F(RenderTest, ColorsOnRequest) {
  const SourceFile file("x.py", "x\n");
  DiagSink diags;
  diags.set_file(&file);
  diags.error(DiagKind::kSyntaxError, {0, 1}, "seen");
  EXPECT_EQ(render_text(diags).find('\033'), std::string::npos);
  EXPECT_NE(render_text(diags, {.color = true}).find("\033[1;31merror:\033[0m"), std::string::npos);
}

TEST_F(RenderTest, IsEmptyForNothing) {
  EXPECT_EQ(render_text(DiagSink()), "");
  EXPECT_EQ(render_json(DiagSink()), "[]\n");
}

TEST_F(RenderTest, GivesJson) {
  const SourceFile file("x.py", "ab = cd\n");
  DiagSink diags;
  diags.set_file(&file);
  diags.error(DiagKind::kUndefinedName, {5, 7}, "name `cd` is not defined \xFF").note({0, 2}, "here");
  diags.remark(DiagKind::kInternal, Span(), "whole");
  const auto json = nlohmann::json::parse(render_json(diags));
  ASSERT_EQ(json.size(), 2U);
  EXPECT_EQ(json[0]["kind"], "Internal");
  EXPECT_EQ(json[0]["severity"], "remark");
  EXPECT_TRUE(json[0]["line"].is_null());
  EXPECT_EQ(json[1]["file"], "x.py");
  EXPECT_EQ(json[1]["line"], 1);
  EXPECT_EQ(json[1]["column"], 6);
  EXPECT_EQ(json[1]["end_column"], 8);
  EXPECT_EQ(json[1]["message"], "name `cd` is not defined \xEF\xBF\xBD");
  EXPECT_EQ(json[1]["notes"][0]["message"], "here");
  EXPECT_TRUE(json[1]["help"].is_null());
}

TEST_F(RenderTest, GivesSarif) {
  const SourceFile file("my play.py", "ab = cd\n");
  DiagSink diags;
  diags.set_file(&file);
  diags.error(DiagKind::kUndefinedName, {5, 7}, "name `cd` is not defined").note({0, 2}, "here").help("define it");
  diags.warning(DiagKind::kInternal, Span(), "whole");
  const auto log = nlohmann::json::parse(render_sarif({&diags}, "1.2"));
  EXPECT_EQ(log["version"], "2.1.0");
  const auto& run = log["runs"][0];
  EXPECT_EQ(run["tool"]["driver"]["name"], "pbc");
  ASSERT_EQ(run["results"].size(), 2U);
  EXPECT_EQ(run["results"][0]["level"], "warning");
  EXPECT_FALSE(run["results"][0]["locations"][0]["physicalLocation"].contains("region"));
  const auto& result = run["results"][1];
  EXPECT_EQ(run["tool"]["driver"]["rules"][result["ruleIndex"].get<std::size_t>()]["id"], "UndefinedName");
  EXPECT_EQ(result["message"]["text"], "name `cd` is not defined\ndefine it");
  const auto& place = result["locations"][0]["physicalLocation"];
  EXPECT_EQ(place["artifactLocation"]["uri"], "my%20play.py");
  EXPECT_EQ(place["region"],
            nlohmann::json::parse(R"({"startLine": 1, "startColumn": 6, "endLine": 1, "endColumn": 8})"));
  EXPECT_EQ(result["relatedLocations"][0]["message"]["text"], "here");
  // Nothing to say is a run without results.
  EXPECT_EQ(nlohmann::json::parse(render_sarif({}, "1.2"))["runs"][0]["results"].size(), 0U);
}

TEST(DiagSinkTest, SortsByFileThenPlaceAndKeepsTheOrderOfASinglePlace) {
  const SourceFile first("a.py", "abc\n");
  const SourceFile second("b.py", "abc\n");
  DiagSink diags;
  diags.set_file(&first);
  diags.error(DiagKind::kSyntaxError, {2, 3}, "a2");
  diags.set_file(&second);
  diags.error(DiagKind::kSyntaxError, {0, 1}, "b0");
  diags.set_file(&first);
  diags.warning(DiagKind::kSyntaxError, {1, 2}, "a1");
  diags.error(DiagKind::kSyntaxError, {1, 2}, "a1 again");
  diags.error(DiagKind::kSyntaxError, Span(), "a");
  std::vector<std::string> messages;
  for (const Diagnostic* diagnostic : diags.sorted()) messages.push_back(diagnostic->message);
  EXPECT_EQ(messages, (std::vector<std::string>{"a", "a1", "a1 again", "a2", "b0"}));
  EXPECT_EQ(diags.count(Severity::kError), 4U);
  EXPECT_EQ(diags.count(Severity::kWarning), 1U);
}

}  // namespace
}  // namespace pbc
