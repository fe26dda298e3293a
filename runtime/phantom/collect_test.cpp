// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "phantom/datapath.h"
#include "phantom/testing.h"

namespace pbc::engine {
namespace {

constexpr const char* kArtifacts = R"([
  {'id': 1, 'cef': {'sourceAddress': '10.1.2.3', 'fileHash': 'h1'}},
  {'id': 2, 'cef': {'sourceAddress': '8.8.8.8'}},
  {'id': 3, 'cef': {'destinationAddress': '1.1.1.1'}}])";

constexpr const char* kGeo = R"([
  {'status': 'success', 'message': '', 'parameter': {'ip': '10.1.2.3', 'context': {'artifact_id': 1}},
   'data': [{'c': 'US', 'n': [{'k': 1}, {'k': 2}]}, {'c': 'FR', 'n': []}], 'summary': {}},
  {'status': 'failed', 'message': '', 'parameter': {'ip': '8.8.8.8', 'context': {'artifact_id': 2}},
   'data': [], 'summary': {}}])";

class Collect2 : public testing::Test {
 protected:
  Collect2() { test.add_results("geo", kGeo); }

  template <typename... P>
  std::string rows(const P&... paths) {
    return show(phantom::collect2({.container = test.run.container, .datapath = list({make_str(paths)...})}));
  }

  TestRun test{kArtifacts, "{'url': ['u1', 'u2'], 'one': 'x', 'empty': [], 'dotted.name': [{'a': 1}]}"};
};

TEST_F(Collect2, GivesOneRowForEveryArtifact) {
  EXPECT_EQ(rows("artifact:*.cef.sourceAddress", "artifact:*.id"), "[['10.1.2.3', 1], ['8.8.8.8', 2], [None, 3]]");
}

TEST_F(Collect2, RepeatsTheParameterForEveryElementOfData) {
  EXPECT_EQ(rows("geo:action_result.data.*.c", "geo:action_result.parameter.context.artifact_id"),
            "[['US', 1], ['FR', 1], [None, 2]]");
}

TEST_F(Collect2, LetsTheDeepestWildcardDecideTheRows) {
  EXPECT_EQ(rows("geo:action_result.parameter.ip", "geo:action_result.data.*.c", "geo:action_result.data.*.n.*.k"),
            "[['10.1.2.3', 'US', 1], ['10.1.2.3', 'US', 2], ['10.1.2.3', 'FR', None], ['8.8.8.8', None, None]]");
}

TEST_F(Collect2, GivesAListAsOneCell) {
  EXPECT_EQ(rows("geo:action_result.data"), "[[[{'c': 'US', 'n': [{'k': 1}, {'k': 2}]}, {'c': 'FR', 'n': []}]], [[]]]");
}

TEST_F(Collect2, GivesOneRowForEveryAppRun) { EXPECT_EQ(rows("geo:summary.total_objects"), "[[2]]"); }

TEST_F(Collect2, ReadsInputs) {
  EXPECT_EQ(rows("playbook_input:url"), "[['u1'], ['u2']]");
  EXPECT_EQ(rows("playbook_input:one"), "[['x']]");
  EXPECT_EQ(rows("playbook_input:empty"), "[]");
  EXPECT_EQ(rows("playbook_input:missing"), "[[None]]");
  EXPECT_EQ(rows("playbook_input:dotted.name.a"), "[[1]]");
}

TEST_F(Collect2, GivesTheStatusOfEveryResult) {
  EXPECT_EQ(rows("geo:action_result.status"), "[['success'], ['failed']]");
}

TEST_F(Collect2, GivesAFlatListForOneDatapath) {
  EXPECT_EQ(show(phantom::collect2({.datapath = "geo:action_result.parameter.ip"})), "['10.1.2.3', '8.8.8.8']");
}

TEST_F(Collect2, FindsTheArtifactsThatWereTheContext) { EXPECT_EQ(rows("geo:artifact:*.id"), "[[1], [2]]"); }

TEST_F(Collect2, ReadsWhatAFilterKept) {
  phantom::condition({.conditions = list({list({"geo:action_result.data.*.c", "==", "FR"})}), .name = "i:condition_1"});
  EXPECT_EQ(rows("filtered-data:i:condition_1:geo:action_result.data.*.c",
                 "filtered-data:i:condition_1:geo:action_result.parameter.ip"),
            "[['FR', '10.1.2.3']]");
  EXPECT_EQ(rows("filtered-data:i:condition_1:geo:artifact:*.id"), "[[1]]");
  EXPECT_EQ(rows("filtered-data:i:condition_1:geo:summary.total_objects"), "[[2]]");
  EXPECT_EQ(rows("filtered-data:i:condition_1:artifact:*.id"), "[[1], [2], [3]]") << "the filter did not compare them";
  EXPECT_EQ(rows("filtered-data:i:condition_2:artifact:*.id"), "[]") << "that filter never ran";
}

TEST_F(Collect2, GivesNoRowsForWhatNeverRan) {
  EXPECT_EQ(rows("nobody:action_result.data.*.c"), "[]");
  EXPECT_EQ(rows("nobody:custom_function_result.data"), "[]");
  EXPECT_EQ(rows("nobody:playbook_output:x"), "[[None]]");
  EXPECT_EQ(rows("nobody:custom_function:x"), "[[None]]");
  EXPECT_EQ(rows("nobody:formatted_data"), "[[None]]");
  EXPECT_EQ(rows("nobody:formatted_data.*"), "[[None]]");
  EXPECT_EQ(rows("action_result.data"), "[]");
  EXPECT_EQ(rows(""), "[]");
  EXPECT_EQ(rows("filtered-data:x"), "[]");
}

TEST_F(Collect2, GoesThroughListsThatNoWildcardNames) {
  test.run.playbook_outputs["p"] = json("{'o': [{'v': 1, 't': [5, 6]}, {'v': 2}]}");
  EXPECT_EQ(rows("p:playbook_output:o.v"), "[[1], [2]]");
  test.run.custom_function_results["cf"] = {json("{'success': true, 'data': [{'item': 'a'}, {'item': 'b'}]}")};
  EXPECT_EQ(rows("cf:custom_function_result.data.item", "cf:custom_function_result.success"),
            "[['a', True], ['b', True]]");
  EXPECT_EQ(rows("cf:custom_function_result.data.*.item"), "[['a'], ['b']]");
}

TEST_F(Collect2, ReadsTheOutputsOfCodeBlocks) {
  phantom::save_run_data({.value = "[1, {\"a\": 2}]", .key = "code:out"});
  phantom::save_run_data({.value = "plain", .key = "code:text"});
  EXPECT_EQ(rows("code:custom_function:out"), "[[1], [{'a': 2}]]");
  EXPECT_EQ(rows("code:custom_function:out.a"), "[[None], [2]]");
  EXPECT_EQ(rows("code:custom_function:text"), "[['plain']]");
}

TEST_F(Collect2, WalksKeysWithDotsIndexesAndDicts) {
  test.add_results("mail",
                   R"([{'data': [{'emailHeaders': {'Subject': 'nested'}, 'scans': {'a': {'hit': 1}, 'b': {'hit': 0}}},
                                         {'emailHeaders.Subject': 'dotted', 'scans': {}}]}])");
  EXPECT_EQ(rows("mail:action_result.data.*.emailHeaders.Subject"), "[['nested'], ['dotted']]");
  EXPECT_EQ(rows("mail:action_result.data.1.emailHeaders.Subject"), "[['dotted']]");
  EXPECT_EQ(rows("mail:action_result.data.9.x"), "[[None]]");
  EXPECT_EQ(rows("mail:action_result.data.*.scans.*.hit"), "[[1], [0], [None]]");
  EXPECT_EQ(rows("mail:action_result.data*.x"), "[[None]]");
}

TEST_F(Collect2, AlignsSourcesAndWildcardsThatDoNotBelongTogether) {
  EXPECT_EQ(rows("artifact:*.id", "playbook_input:url"), "[[1, 'u1'], [2, 'u2'], [3, None]]");
  test.add_results("two", "[{'data': [{'a': [{'x': 1}, {'x': 2}], 'b': [{'y': 3}]}]}]");
  EXPECT_EQ(rows("two:action_result.data.*.a.*.x", "two:action_result.data.*.b.*.y"), "[[1, 3], [2, None]]");
}

TEST_F(Collect2, RepeatsTheAppRunForItsResults) {
  EXPECT_EQ(rows("geo:asset", "geo:action_result.parameter.ip"), "[['asset', '10.1.2.3'], ['asset', '8.8.8.8']]");
  Value given = phantom::collect2({.datapath = list({"status", "action_result.parameter.ip"}),
                                   .action_results = make_list(test.run.app_runs["geo"])});
  EXPECT_EQ(show(given), "[['success', '10.1.2.3'], ['success', '8.8.8.8']]");
}

TEST_F(Collect2, PrefersGivenResultsOfTheSameBlock) {
  Value other = json("[{'name': 'other', 'action_results': [{'parameter': {'ip': 'o'}}]}]");
  EXPECT_EQ(show(phantom::collect2({.datapath = "geo:action_result.parameter.ip", .action_results = other})),
            "['10.1.2.3', '8.8.8.8']");
  Value same = json("[{'name': 'geo', 'action_results': [{'parameter': {'ip': 'given'}}]}]");
  EXPECT_EQ(show(phantom::collect2({.datapath = "geo:filtered-action_result.parameter.ip", .action_results = same})),
            "['given']");
}

TEST_F(Collect2, TakesOnlyTheArtifactsAskedFor) {
  EXPECT_EQ(show(phantom::collect2({.datapath = "filtered-artifact:*.id", .filter_artifacts = list({2, 3})})),
            "[2, 3]");
  EXPECT_EQ(show(phantom::collect2({.datapath = "filtered-artifact:*.id"})), "[]");
  EXPECT_EQ(show(phantom::collect2({.datapath = "artifact:*.id", .scope = list({3})})), "[3]");
  EXPECT_EQ(show(phantom::collect2({.container = 99, .datapath = "artifact:*.id"})), "[]");
}

TEST_F(Collect2, GivesCopies) {
  Value rows = phantom::collect2({.datapath = list({"geo:action_result.data"})});
  rows[0][0][0].set_item("c", "changed");
  EXPECT_EQ(show(phantom::collect2({.datapath = "geo:action_result.data.0.c"})), "['US', None]");
}

TEST_F(Collect2, ReadsTheContainerAndLists) {
  EXPECT_EQ(rows("container:severity", "container:nothing"), "[['medium', None]]");
  as_dict(test.run.lists).set("blk", json("[['a', ''], [null, 'b']]"));
  EXPECT_EQ(rows("custom_list:blk"), "[['a'], ['b']]");
  EXPECT_EQ(rows("custom_list:none"), "[]");
}

TEST_F(Collect2, IsOldCollectWithoutNone) {
  EXPECT_EQ(show(phantom::collect({.container = test.run.container, .datapath = "artifact:*.cef.sourceAddress"})),
            "['10.1.2.3', '8.8.8.8']");
  EXPECT_EQ(show(phantom::collect({.container = test.run.container,
                                   .datapath = list({"artifact:*.cef.sourceAddress", "artifact:*.id"}),
                                   .limit = 1})),
            "[['10.1.2.3', 1]]");
  EXPECT_EQ(
      show(phantom::collect({.container = make_list(test.run.app_runs["geo"]), .datapath = "action_result.status"})),
      "['success', 'failed']");
}

TEST(DatapathGrammar, TellsDatapathsFromTexts) {
  for (const char* path :
       {"artifact:*.cef.x", "filtered-data:f:condition_1:artifact:*.id", "container:url", "custom_list:a b",
        "playbook_input:x", "b:action_result", "b:action_results", "b:filtered-action_result.data", "b:artifact:*.id",
        "b:playbook_output:o", "b:custom_function_result.data", "b:custom_function:v", "b:formatted_data",
        "b:summary.total", "b:status", "b:message", "action_result.parameter.ip"})
    EXPECT_TRUE(is_datapath(path)) << path;
  for (const char* text : {"", "PROBLEM Service Alert:", "ProductVersion:\t10.13", "https://example.com/action_result",
                           "b:stat", "b:statusx", "action_result", ":status", " b:status", "12:30"})
    EXPECT_FALSE(is_datapath(text)) << text;
}

}  // namespace
}  // namespace pbc::engine
