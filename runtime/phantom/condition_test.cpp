// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "phantom/testing.h"

namespace pbc::engine {
namespace {

constexpr const char* kArtifacts = R"([
  {'id': 1, 'tags': ['vip', 'test'], 'cef': {'sourceAddress': '10.1.2.3', 'fileHash': 'h1'}},
  {'id': 2, 'tags': [], 'cef': {'sourceAddress': '8.8.8.8', 'destinationAddress': '8.8.8.8'}},
  {'id': 3, 'tags': ['test'], 'cef': {'destinationAddress': '1.1.1.1'}}])";

constexpr const char* kGeo = R"([
  {'status': 'success', 'message': '', 'parameter': {'ip': '10.1.2.3', 'context': {'artifact_id': 1}},
   'data': [{'c': 'US', 'n': [{'k': 1}, {'k': 2}]}, {'c': 'FR', 'n': []}], 'summary': {'country': 'US', 'score': 5}},
  {'status': 'failed', 'message': '', 'parameter': {'ip': '8.8.8.8', 'context': {'artifact_id': 2}},
   'data': [], 'summary': {}}])";

class Condition : public testing::Test {
 protected:
  Condition() {
    test.add_results("geo", kGeo);
    test.add_results("lv", R"([{'status': 'success', 'parameter': {'context': {'artifact_id': 0}},
                                'data': [{'ip': '10.1.2.3', 'vmx': 'a'}, {'ip': '5.5.5.5', 'vmx': 'b'}]}])");
  }

  static Value row(Value left, const char* op, Value right) { return list({left, make_str(op), right}); }

  /// The ids of the artifacts and whether anything else matched, of a filter named f:condition_1.
  std::string filter(std::initializer_list<Element> rows, Value logical = "and") {
    Value matched = phantom::condition({.container = test.run.container,
                                        .conditions = list(rows),
                                        .logical_operator = logical,
                                        .name = "f:condition_1"});
    return show(matched[0]) + (matched[1] ? " and results" : "");
  }
  bool decide(std::initializer_list<Element> rows, Value logical = "and") {
    return bool(phantom::decision({.conditions = list(rows), .logical_operator = logical}));
  }
  bool decide(Value left, const char* op, Value right) { return decide({row(left, op, right)}); }

  template <typename... P>
  std::string rows(const P&... paths) {
    return show(
        phantom::collect2({.datapath = list({make_str(std::string("filtered-data:f:condition_1:") + paths)...})}));
  }

  static constexpr const char kSource[] = "artifact:*.cef.sourceAddress";
  TestRun test{kArtifacts, "{'list': ['a', 'b'], 'nothing': null, 'empty': []}",
               "{'blk': [['8.8.8.8', 'bad'], ['9.9.9.9', 'x'], ['172.16.0.0/12', '']]}"};
};

TEST_F(Condition, KeepsTheArtifactsWithAValue) {
  EXPECT_EQ(filter({row(kSource, "!=", "")}), "[1, 2]");
  EXPECT_EQ(rows("artifact:*.cef.sourceAddress"), "[['10.1.2.3'], ['8.8.8.8']]");
}

TEST_F(Condition, ComparesWithCustomLists) {
  EXPECT_EQ(filter({row(kSource, "not in", "custom_list:blk"), row(kSource, "!=", "")}), "[1]");
  EXPECT_EQ(filter({row(kSource, "not in", "custom_list:blk")}), "[1, 3]") << "None is not in";
  EXPECT_EQ(filter({row(kSource, "in", "custom_list:blk")}), "[2]");
  EXPECT_EQ(filter({row(kSource, "==", "custom_list:blk")}), "[2]");
  EXPECT_EQ(filter({row(kSource, "in", "custom_list:missing")}), "[]");
  EXPECT_EQ(filter({row(kSource, "not in", "custom_list:missing")}), "[1, 2, 3]");
  EXPECT_TRUE(decide("172.20.1.1", "in", "custom_list:blk")) << "a cell is a network";
  EXPECT_FALSE(decide("8.8.8", "in", "custom_list:blk")) << "no part of a cell";
}

TEST_F(Condition, KnowsNetworks) {
  EXPECT_EQ(filter({row(kSource, "in", "10.0.0.0/8")}), "[1]");
  EXPECT_TRUE(decide("2001:db8::5", "in", "2001:db8::/32"));
  EXPECT_FALSE(decide("2001:db9::5", "in", "2001:db8::/32"));
  EXPECT_TRUE(decide("10.1.2.3", "in", "192.168.0.0/16, 10.0.0.0/255.0.0.0"));
  EXPECT_TRUE(decide("10.9.9.9", "in", list({"1.1.1.1", "10.1.2.3/8"}))) << "host bits may be set";
  EXPECT_TRUE(decide("11.1.2.3", "not in", "10.0.0.0/8"));
}

TEST_F(Condition, ReducesActionResultsToWhatMatched) {
  EXPECT_EQ(filter({row("geo:action_result.data.*.c", "==", "FR")}), "[] and results");
  EXPECT_EQ(rows("geo:action_result.data.*.c", "geo:action_result.parameter.ip"), "[['FR', '10.1.2.3']]");
  EXPECT_EQ(rows("geo:action_result.summary.country"), "[['US']]") << "what stands beside stays";
}

TEST_F(Condition, KeepsBothSidesOfAComparison) {
  EXPECT_EQ(filter({row("lv:action_result.data.*.ip", "==", kSource)}), "[1] and results");
  EXPECT_EQ(rows("lv:action_result.data.*.vmx", "lv:action_result.parameter.context.artifact_id"), "[['a', 0]]");
  EXPECT_EQ(rows("artifact:*.id"), "[[1]]");
}

TEST_F(Condition, AppliesAndOneAfterTheOther) {
  EXPECT_EQ(filter({row("geo:action_result.data.*.c", "==", "US"), row("geo:action_result.data.*.c", "==", "FR")}),
            "[]");
  EXPECT_EQ(rows("geo:action_result.data.*.c"), "[]") << "a filter that matched nothing keeps nothing";
}

TEST_F(Condition, UnitesWhatOrKeeps) {
  EXPECT_EQ(
      filter({row("geo:action_result.data.*.c", "==", "FR"), row("geo:action_result.data.*.n.*.k", "==", 2)}, "OR"),
      "[] and results");
  EXPECT_EQ(rows("geo:action_result.data.*.c", "geo:action_result.data.*.n.*.k"), "[['US', 2], ['FR', None]]");
  EXPECT_EQ(filter({row(kSource, "==", "8.8.8.8"), row("artifact:*.id", "==", 1)}, "or"), "[1, 2]");
  EXPECT_EQ(filter({row(kSource, "==", "nobody"), row("playbook_input:list", "==", "a")}, "or"), "[] and results");
  EXPECT_EQ(rows("artifact:*.id"), "[]") << "a source whose comparison failed gives nothing";
  EXPECT_EQ(rows("playbook_input:list"), "[['a']]");
}

TEST_F(Condition, DecidesWhetherAnyValueMatches) {
  EXPECT_TRUE(
      decide({row("geo:action_result.status", "==", "success"), row("geo:action_result.summary.country", "==", "US")}));
  EXPECT_TRUE(decide("geo:action_result.status", "!=", "success"));
  EXPECT_TRUE(decide({row("geo:action_result.status", "==", "x"), row(1, "==", 1)}, "or"));
  EXPECT_FALSE(decide({row("geo:action_result.status", "==", "x"), row(1, "==", 1)}));
  EXPECT_TRUE(decide("nobody:action_result.status", "==", "")) << "no rows are one None";
  EXPECT_FALSE(decide("nobody:action_result.status", "!=", ""));
  EXPECT_FALSE(decide("x", "in", "nobody:action_result.status"));
  EXPECT_TRUE(decide("x", "not in", "nobody:action_result.status"));
}

TEST_F(Condition, ComparesOneSourceRowByRow) {
  EXPECT_EQ(filter({row(kSource, "==", "artifact:*.cef.destinationAddress")}), "[2]");
  EXPECT_TRUE(decide(kSource, "==", "artifact:*.cef.destinationAddress"));
  EXPECT_FALSE(decide(kSource, "==", "artifact:*.id"));
}

TEST_F(Condition, KeepsTheRightSideOfALiteral) {
  EXPECT_EQ(filter({row("vip", "in", "artifact:*.tags")}), "[1]");
  EXPECT_EQ(filter({row("vip", "not in", "artifact:*.tags")}), "[2, 3]");
}

TEST_F(Condition, MatchesPlainValuesAsResults) {
  EXPECT_EQ(filter({row(1, "==", "1")}), "[] and results");
  EXPECT_EQ(filter({row(1, "==", 2)}), "[]");
  EXPECT_EQ(filter({row("playbook_input:list", "!=", "")}), "[] and results");
  EXPECT_EQ(filter({row("playbook_input:nothing", "==", None)}), "[] and results");
  EXPECT_EQ(filter({}), "[]");
}

TEST_F(Condition, FiltersWhatAFilterKept) {
  filter({row(kSource, "!=", "")});
  Value second = phantom::condition(
      {.conditions = list({row("filtered-data:f:condition_1:artifact:*.cef.sourceAddress", "==", "8.8.8.8")}),
       .name = "g:condition_1"});
  EXPECT_EQ(show(second[0]), "[2]");
  EXPECT_EQ(show(phantom::collect2({.datapath = "filtered-data:g:condition_1:artifact:*.id"})), "[2]");
}

TEST_F(Condition, GivesResultsThatCollect2Takes) {
  Value matched = phantom::condition({.conditions = list({row("geo:action_result.data.*.c", "==", "FR")})});
  EXPECT_EQ(show(phantom::collect2({.datapath = "geo:filtered-action_result.data.*.c", .action_results = matched[1]})),
            "['FR']");
}

TEST_F(Condition, RefusesWhatItDoesNotUnderstand) {
  auto raises = [&](Value conditions, Value logical) {
    try {
      phantom::decision({.conditions = conditions, .logical_operator = logical});
    } catch (const Raised& raised) {
      std::string text = format_exception_only(raised.exception);
      caught();
      return text;
    }
    return std::string("nothing");
  };
  EXPECT_EQ(raises(list({row(1, "=~", 2)}), "and"), "ValueError: unknown operator '=~' in a comparison");
  EXPECT_EQ(raises(list({list({1, 2})}), "and"),
            "ValueError: a comparison has three parts, [left, operator, right], not [1, 2]");
  EXPECT_EQ(raises(list({row(1, "==", 2)}), "xor"), "ValueError: logical_operator must be 'and' or 'or', not 'xor'");
}

// --- Comparisons of two values
// ----------------------------------------------------------------------------------------

TEST_F(Condition, ComparesNumbersAndTexts) {
  EXPECT_TRUE(decide("1", "==", 1));
  EXPECT_TRUE(decide(1.0, "==", 1));
  EXPECT_TRUE(decide(" 7 ", "==", 7));
  EXPECT_FALSE(decide("01", "==", "1")) << "two texts are texts";
  EXPECT_TRUE(decide("9", "<", "10")) << "but ordered as numbers";
  EXPECT_TRUE(decide("b", ">", "a"));
  EXPECT_FALSE(decide("9007199254740993", "==", 9007199254740992)) << "a long id stays exact";
  EXPECT_TRUE(decide("9007199254740993", ">", "9007199254740992"));
  EXPECT_TRUE(decide("nan", "<", "o")) << "no number";
  EXPECT_TRUE(decide("inf", "<", "j"));
  EXPECT_TRUE(decide("1e400", "<", "2"));
  EXPECT_TRUE(decide("12", ">=", 12));
  EXPECT_FALSE(decide("abc", "==", 5));
  EXPECT_FALSE(decide("1", "!=", 1));
}

TEST_F(Condition, ComparesTruth) {
  EXPECT_TRUE(decide(true, "==", "true"));
  EXPECT_TRUE(decide("True", "==", true));
  EXPECT_FALSE(decide(true, "==", 1)) << "str(True) is no 1";
  EXPECT_TRUE(decide(false, "!=", true));
}

TEST_F(Condition, TakesNothingForNothing) {
  EXPECT_TRUE(decide(None, "==", ""));
  EXPECT_TRUE(decide("", "==", list({})));
  EXPECT_TRUE(decide(list({1}), "!=", list({})));
  EXPECT_FALSE(decide(0, "==", ""));
  for (const char* op : {"<", "<=", ">", ">="}) {
    EXPECT_FALSE(decide(None, op, 5)) << op;
    EXPECT_FALSE(decide(5, op, "")) << op;
  }
  EXPECT_FALSE(decide("", "in", "anything"));
  EXPECT_TRUE(decide(None, "not in", "anything"));
}

TEST_F(Condition, LooksInside) {
  EXPECT_TRUE(decide("CN=Executive", "in", "OU=x,CN=Executive,DC=y"));
  EXPECT_TRUE(decide("Iran", "in", "Burma, China ,Iran"));
  EXPECT_TRUE(decide("Ira", "in", "Iran,Iraq")) << "or a part of the text";
  EXPECT_TRUE(decide(5, "in", list({"4", "5"})));
  EXPECT_TRUE(decide(list({"a", "z"}), "in", list({"z"})));
  EXPECT_FALSE(decide("a", "in", list({"ab"})));
  EXPECT_TRUE(decide(".eml", "in", "mail.eml"));
}

TEST_F(Condition, FoldsCaseWhenToldTo) {
  auto insensitive = [&](Value left, const char* op, Value right) {
    return bool(phantom::decision({.conditions = list({row(left, op, right)}), .case_sensitive = false}));
  };
  EXPECT_FALSE(decide("Yes", "==", "yes"));
  EXPECT_TRUE(insensitive("Yes", "==", "yes"));
  EXPECT_TRUE(insensitive("YES", "in", "a yes b"));
  EXPECT_TRUE(insensitive("Yes", "in", "no,yes"));
}

TEST_F(Condition, SplitsByTheDelimiterOnly) {
  auto delimited = [&](Value left, Value right, Value delimiter) {
    return bool(phantom::decision({.conditions = list({row(left, "in", right)}), .delimiter = delimiter}));
  };
  EXPECT_TRUE(delimited(5, "4;5.0", ";")) << "an item is compared as a value";
  EXPECT_FALSE(delimited(5.0, "4;5", None)) << "without a delimiter it is one text";
}

}  // namespace
}  // namespace pbc::engine
