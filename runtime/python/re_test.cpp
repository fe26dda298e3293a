// SPDX-License-Identifier: Apache-2.0
//
// The expected texts are CPython 3.11's.
#include "python/python_test.h"

namespace pbc {
namespace {

Value re(const char* function, std::initializer_list<Element> arguments) {
  return import("re").call(Name(std::string_view(function)), arguments, {});
}

TEST(Re, FindsAsPythonDoes) {
  EXPECT_EQ(to_repr(re("findall", {"(a)|(b)", "ab"})), "[('a', ''), ('', 'b')]");
  EXPECT_EQ(to_repr(re("findall", {"x*", "axb"})), "['', 'x', '', '']");
  EXPECT_EQ(to_repr(re("search", {"é(?P<n>\\d+)", "aé12"})), "<re.Match object; span=(1, 4), match='é12'>");
  EXPECT_TRUE(re("fullmatch", {"a|ab", "ab"}));
  EXPECT_FALSE(re("match", {"b", "ab"}));
  EXPECT_EQ(to_repr(re("split", {"(,)|;", "a,b;c"})), "['a', ',', 'b', None, 'c']");
}

TEST(Re, MatchTellsItsGroups) {
  const Value match = re("search", {"(?P<year>\\d{4})-(\\d\\d)?", "on 2024-"});
  EXPECT_EQ(to_repr(match.call("groupdict")), "{'year': '2024'}");
  EXPECT_EQ(to_repr(match.call("groups", {"?"})), "('2024', '?')");
  EXPECT_EQ(to_repr(match.call("span", {"year"})), "(3, 7)");
  EXPECT_EQ(to_repr(match.call("group", {0, 2})), "('2024-', None)");
  EXPECT_EQ(match.attr("lastgroup").text(), "year");
  EXPECT_EQ(raised_by([&] { match.call("group", {3}); }), "IndexError: no such group");
}

TEST(Re, Substitutes) {
  EXPECT_EQ(to_str(re("sub", {"(\\w+)@(\\w+)", "\\2 at \\g<1>", "me@home"})), "home at me");
  EXPECT_EQ(to_str(re("sub", {"x*", "-", "abxd"})), "-a-b--d-");
  EXPECT_EQ(to_repr(re("subn", {"a", "b", "aaa"})), "('bbb', 3)");
  EXPECT_EQ(raised_by([] { re("sub", {"a", "\\1", "a"}); }), "re.error: invalid group reference 1 at position 1");
}

TEST(Re, NamesWhatIsWrongWithAPattern) {
  const auto error = [](const Value& pattern) { return raised_by([&] { re("compile", {pattern}); }); };
  EXPECT_EQ(error("(a"), "re.error: missing ), unterminated subpattern at position 0");
  EXPECT_EQ(error("a)"), "re.error: unbalanced parenthesis at position 1");
  EXPECT_EQ(error("*a"), "re.error: nothing to repeat at position 0");
  EXPECT_EQ(error("a**"), "re.error: multiple repeat at position 2");
  EXPECT_EQ(error("[b-a]"), "re.error: bad character range b-a at position 1");
  EXPECT_EQ(error("\\q"), "re.error: bad escape \\q at position 0");
  EXPECT_EQ(error("(?<=a+)b"), "re.error: look-behind requires fixed-width pattern");
  EXPECT_EQ(error("a\nb("), "re.error: missing ), unterminated subpattern at position 3 (line 2, column 2)");
}

TEST(Re, GivesUpOnRunawayBacktracking) {
  const std::string subject = std::string(40, 'a') + "b";
  EXPECT_EQ(raised_by([&] { re("match", {"(a|aa)+$", make_str(subject)}); }).substr(0, 13), "RuntimeError:");
}

}  // namespace
}  // namespace pbc
