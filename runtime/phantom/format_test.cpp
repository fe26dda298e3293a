// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "phantom/testing.h"

namespace pbc::engine {
namespace {

class Format : public testing::Test {
 protected:
  Format() { test.add_results("geo", "[{'parameter': {'ip': '10.1.2.3'}}, {'parameter': {'ip': '8.8.8.8'}}]"); }

  std::string format(std::string_view text, Value parameters, bool drop_none = false) {
    return std::string(
        phantom::format({.template_ = make_str(text), .parameters = parameters, .name = "f", .drop_none = drop_none})
            .text());
  }
  std::string items() { return show(phantom::get_format_data({.name = "f__as_list"})); }

  static constexpr const char kSource[] = "artifact:*.cef.sourceAddress";
  static constexpr const char kGeo[] = "geo:action_result.parameter.ip";
  TestRun test{
      "[{'id': 1, 'cef': {'sourceAddress': '10.1.2.3'}}, {'id': 2, 'cef': {'sourceAddress': '8.8.8.8'}}, {'id': 3, "
      "'cef': {}}]",
      "{'empty': [], 'mixed': [true, 1.5, {'a': [null]}]}"};
};

TEST_F(Format, JoinsTheValues) { EXPECT_EQ(format("{0}", list({kSource})), "10.1.2.3, 8.8.8.8, None"); }

TEST_F(Format, DropsNone) { EXPECT_EQ(format("{0}", list({kSource}), true), "10.1.2.3, 8.8.8.8"); }

TEST_F(Format, RepeatsWhatStandsBetweenMarkers) {
  EXPECT_EQ(format("hdr {0}\n| x |\n%%\n| {0} | {1} |\n%%\nend", list({kSource, kGeo})),
            "hdr 10.1.2.3, 8.8.8.8, None\n| x |\n| 10.1.2.3 | 10.1.2.3 |\n| 8.8.8.8 | 8.8.8.8 |\n| None | None |\nend");
  EXPECT_EQ(items(), "['| 10.1.2.3 | 10.1.2.3 |', '| 8.8.8.8 | 8.8.8.8 |', '| None | None |']");
}

TEST_F(Format, MakesAList) {
  EXPECT_EQ(format("%%\n{0}\n%%", list({kSource})), "10.1.2.3\n8.8.8.8\nNone");
  EXPECT_EQ(items(), "['10.1.2.3', '8.8.8.8', 'None']");
  EXPECT_EQ(show(phantom::get_format_data({.name = "f", .as_list = true})), items());
  EXPECT_EQ(show(phantom::collect2({.datapath = list({"f:formatted_data.*"})})),
            "[['10.1.2.3'], ['8.8.8.8'], ['None']]");
}

TEST_F(Format, KeepsDoubledBraces) {
  EXPECT_EQ(format("{{\"a\": \"{0}\"}}", list({kSource})), "{\"a\": \"10.1.2.3, 8.8.8.8, None\"}");
}

TEST_F(Format, ShowsValuesAsPythonDoes) {
  EXPECT_EQ(format("{0}", list({"playbook_input:mixed"})), "True, 1.5, {'a': [None]}");
}

TEST_F(Format, TakesTextsThatAreNoDatapaths) {
  EXPECT_EQ(format("{} and {}", list({"a: b", 5})), "a: b and 5");
  EXPECT_EQ(items(), "['a: b and 5']");
}

TEST_F(Format, GivesNothingForNoRows) {
  EXPECT_EQ(format("<{0}>", list({"playbook_input:empty"})), "<>");
  EXPECT_EQ(format("a\n%%\n{0}\n%%\nb", list({"playbook_input:empty"})), "a\n\nb");
  EXPECT_EQ(items(), "[]");
}

TEST_F(Format, PadsTheShorterParameter) {
  EXPECT_EQ(format("%%\n{0}-{1}\n%%", list({kGeo, "one"})), "10.1.2.3-one\n8.8.8.8-None");
  EXPECT_EQ(format("%%\n{0}-{1}\n%%", list({kGeo, "one"}), true), "10.1.2.3-one\n8.8.8.8-");
}

TEST_F(Format, RepeatsSeveralPartsEachByItsOwn) {
  EXPECT_EQ(format("%%\n{0}\n%%\n--\n%%\n{1}\n%%", list({kGeo, "one"})), "10.1.2.3\n8.8.8.8\n--\none");
  EXPECT_EQ(items(), "['10.1.2.3', '8.8.8.8', 'one']");
}

TEST_F(Format, UsesTheSeparator) {
  EXPECT_EQ(show(phantom::format({.template_ = "{0}", .parameters = list({kGeo}), .separator = " | "})),
            "'10.1.2.3 | 8.8.8.8'");
}

TEST_F(Format, RemembersOnlyWhatItFormatted) {
  EXPECT_TRUE(phantom::get_format_data({.name = "never"}).is_none());
  EXPECT_EQ(show(phantom::collect2({.datapath = "never:formatted_data"})), "[None]");
  format("x", list({}));
  EXPECT_EQ(show(phantom::collect2({.datapath = "f:formatted_data"})), "['x']");
}

TEST_F(Format, RaisesForAParameterThatIsNotThere) {
  auto raises = [&](const char* text) {
    try {
      format(text, list({kSource}));
    } catch (const Raised& raised) {
      std::string message = format_exception_only(raised.exception);
      caught();
      return message;
    }
    return std::string("nothing");
  };
  EXPECT_EQ(raises("{1}"), "IndexError: Replacement index 1 out of range for positional args tuple");
  EXPECT_EQ(raises("%%\n{1}\n%%"), "IndexError: Replacement index 1 out of range for positional args tuple");
}

}  // namespace
}  // namespace pbc::engine
