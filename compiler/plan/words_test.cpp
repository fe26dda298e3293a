// SPDX-License-Identifier: Apache-2.0
#include "compiler/plan/words.h"

#include <gtest/gtest.h>

#include "compiler/plan/svg.h"

namespace pbc::plan {
namespace {

Term term(std::string text, bool holds, bool is_else = false) {
  return {std::move(text), {}, holds, is_else, false, {}};
}

TEST(Words, SayConditions) {
  EXPECT_EQ(to_text(Condition{}), "");
  EXPECT_EQ(to_text(Condition{term("a", true), term("b", true)}), "if a and b");
  EXPECT_EQ(to_text(Condition{term("a", false, true)}), "else");
  EXPECT_EQ(to_text(Condition{term("a", false, true), term("b", false, true)}), "else");
  EXPECT_EQ(to_text(Condition{term("a", false, true), term("b", true)}), "else if b");
  EXPECT_EQ(to_text(Condition{term("a", false)}), "unless a");
  EXPECT_EQ(to_text(Condition{term("a", true), term("b", false, true), term("c", false)}), "if a, unless b or c");
}

TEST(Words, PutAlternativesIntoParenthesesBesideOthers) {
  Term either = term("a or b", true);
  either.is_compound = true;
  EXPECT_EQ(to_text(Condition{either}), "if a or b");
  EXPECT_EQ(to_text(Condition{either, term("c", true)}), "if (a or b) and c");
}

TEST(Words, ListAndCount) {
  EXPECT_EQ(listed({}), "");
  EXPECT_EQ(listed({"a", "b", "c"}), "a, b and c");
  EXPECT_EQ(counted(0, "act"), "no acts");
  EXPECT_EQ(counted(1, "act"), "1 act");
  EXPECT_EQ(counted(2, "call of a prompt", "calls of prompts"), "2 calls of prompts");
}

TEST(Words, CutAtCodePoints) {
  EXPECT_EQ(cut("abcdef", 6), "abcdef");
  EXPECT_EQ(cut("abcdefg", 6), "abc...");
  EXPECT_EQ(cut("äöüäöüä", 6), "äöü...");
}

TEST(Words, BreakAtBlanksElseAtJointsElseAnywhere) {
  const auto lines = [](std::string_view text) { return broken(text, 10, 3); };
  EXPECT_EQ(lines("short"), std::vector<std::string>({"short"}));
  EXPECT_EQ(lines("one two three"), std::vector<std::string>({"one two", "three"}));
  EXPECT_EQ(lines("block:summary.total"), std::vector<std::string>({"block:", "summary.", "total"}));
  EXPECT_EQ(lines("abcdefghijklmnopqrstuvwxyzabcdefghijkl"),
            std::vector<std::string>({"abcdefghij", "klmnopqrst", "uvwxyza..."}));
}

TEST(Words, ShortenDatapaths) {
  EXPECT_EQ(short_condition("if filtered-data:f:condition_1:artifact:*.cef.url != \"\""), "if url != \"\"");
  EXPECT_EQ(short_condition("if filtered-data:"), "if filtered-data:");
  EXPECT_EQ(short_condition("else if b:action_result.status == 1"), "else if b status == 1");
}

TEST(Xml, EscapesAllThatMeansSomething) {
  EXPECT_EQ(xml("<a b=\"c\" d='e'>&amp;"), "&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;amp;");
  // No control characters, no non-characters, nothing that is not UTF-8.
  EXPECT_EQ(xml(std::string_view("\x00\x1b\xff", 3)), "\u2400\u241b\ufffd");
  EXPECT_EQ(xml("\uffff"), "\ufffd");
}

}  // namespace
}  // namespace pbc::plan
