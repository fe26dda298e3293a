// SPDX-License-Identifier: Apache-2.0
#include "compiler/plan/changes.h"

#include <gtest/gtest.h>

namespace pbc::plan {
namespace {

TEST(CodeSpan, LeavesNothingOfATextToMarkdown) {
  EXPECT_EQ(code_span("url"), "`url`");
  EXPECT_EQ(code_span("[a](http://b) <img> @team *x*"), "`[a](http://b) <img> @team *x*`");
  EXPECT_EQ(code_span("a`b"), "``a`b``");
  EXPECT_EQ(code_span("a```b``c"), "````a```b``c````");
  EXPECT_EQ(code_span("`"), "`` ` ``");
  EXPECT_EQ(code_span("`x`"), "`` `x` ``");
  EXPECT_EQ(code_span(" x"), "`  x `");
  EXPECT_EQ(code_span("a\n\n# title\r\n"), "` a  # title   `") << "one line, and no end of the span";
  EXPECT_EQ(code_span(""), "(empty)");
  EXPECT_EQ(code_span("\n"), "(empty)");
  EXPECT_EQ(code_span("a\xE2\x80\xAE"
                      "b\xE2\x80\x8B"),
            "`a\\u202eb\\u200b`");
  EXPECT_EQ(code_span("\x01\x7F"), "`\\u0001\\u007f`");
  EXPECT_EQ(code_span("\xC3\xA9 \xF0\x9F\x99\x82"), "`\xC3\xA9 \xF0\x9F\x99\x82`");
  EXPECT_EQ(code_span("a\xFF\xC3"), "`a\xEF\xBF\xBD\xEF\xBF\xBD`");
  EXPECT_EQ(code_span(std::string(200, 'x')), "`" + std::string(160, 'x') + "...`");
}

Fact fact(const std::string& head, const std::string& what, const std::string& ip = "") {
  Fact made;
  made.head = head;
  made.what = what;
  if (!ip.empty()) made.arguments = {{"ip", ip}};
  return made;
}

Version version(std::vector<BlockFacts> blocks) {
  Version made;
  made.file = "p.py";
  made.blocks = std::move(blocks);
  return made;
}

TEST(Changes, PairWhatIsAboutTheSame) {
  const Version before = version({{"a", {}, {fact("act", "look on x", "1"), fact("act", "tell on y")}, "1"}});
  const Version after = version({{"a", {}, {fact("act", "look on x", "2"), fact("act", "block on y")}, "2"}});
  const Changes changes = changes_between(before, after);
  ASSERT_EQ(changes.facts.size(), 3u);
  EXPECT_EQ(changes.facts[0].kind, FactChange::Kind::kChanged);
  ASSERT_EQ(changes.facts[0].arguments.size(), 1u);
  EXPECT_EQ(changes.facts[0].arguments[0].before, "1");
  EXPECT_EQ(changes.facts[0].arguments[0].after, "2");
  EXPECT_EQ(changes.facts[1].kind, FactChange::Kind::kRemoved);
  EXPECT_EQ(changes.facts[2].kind, FactChange::Kind::kAdded);
  EXPECT_TRUE(changes.code.empty()) << "what changed of it is told";
}

TEST(Changes, AnActOnAnotherAssetIsTheSameAct) {
  const Changes changes = changes_between(version({{"a", {}, {fact("act", "look on x")}, ""}}),
                                          version({{"a", {}, {fact("act", "look on y")}, ""}}));
  ASSERT_EQ(changes.facts.size(), 1u);
  EXPECT_EQ(changes.facts[0].kind, FactChange::Kind::kChanged);
}

TEST(Changes, TellsRenamedBlocksByTheirCode) {
  const Version before = version({{"a", {}, {fact("act", "look", "old:action_result.data.*.x")}, "call old"},
                                  {"old", {}, {fact("act", "ask")}, "act old ask"}});
  const Version after = version({{"a", {}, {fact("act", "look", "new:action_result.data.*.x")}, "call new"},
                                 {"new", {}, {fact("act", "ask")}, "act new ask"}});
  const Changes changes = changes_between(before, after);
  ASSERT_EQ(changes.renamed.size(), 1u);
  EXPECT_EQ(changes.renamed[0], (std::pair<std::string, std::string>("old", "new")));
  EXPECT_TRUE(changes.facts.empty()) << "what names the block goes with it";
  EXPECT_TRUE(changes.code.empty());
  EXPECT_FALSE(changes.empty());
  EXPECT_TRUE(changes_between(before, before).empty());
}

TEST(Changes, TellsCodeThatChangesWithoutAFact) {
  const Changes changes = changes_between(version({{"a", {}, {}, "x = 1"}}), version({{"a", {}, {}, "x = 2"}}));
  EXPECT_EQ(changes.code, std::vector<std::string>{"a"});
}

TEST(Changes, WarnsOfNewEffects) {
  Fact blocks = fact("act", "block ip on pan");
  blocks.effect = phantom::EffectClass::kContain;
  Fact asks = fact("act", "look on x");
  asks.effect = phantom::EffectClass::kLookup;
  const Version before = version({{"a", {}, {}, ""}});
  const Version after = version({{"a", {}, {asks, blocks}, ""}});
  EXPECT_EQ(changes_between(before, after).new_effects, std::vector{phantom::EffectClass::kContain});
  EXPECT_TRUE(changes_between(after, before).new_effects.empty());
}

}  // namespace
}  // namespace pbc::plan
