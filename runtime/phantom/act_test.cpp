// SPDX-License-Identifier: Apache-2.0
//
// Acts, completions, joins, callbacks and the end of a run, with playbooks written as emitted code writes them.
#include "phantom/scripted.h"

namespace pbc::engine {
namespace {

TEST_F(Acts, CallEveryAssetWithEveryParameterInOrder) {
  test.world.listed = {{"a", "App", 12, 88}};
  on("on_start", [](const auto&) {
    act("first", list({parameter("1"), parameter("2"), parameter("3")}), block<kFirst>, list({"a", "b"}));
  });
  on("first", [&](const BlockArguments& arguments) {
    EXPECT_EQ(show(arguments.action),
              "{'action': 'look up', 'action_name': 'look up', 'name': 'first', 'action_run_id': 1}");
    EXPECT_EQ(show(arguments.success), "True");
    EXPECT_EQ(show(arguments.handle), "None");
    EXPECT_EQ(as_list(arguments.results).size(), 2u);
    Value ids =
        list({arguments.results[0]["asset_id"], arguments.results[0]["app"], arguments.results[0]["app_id"],
              arguments.results[1]["asset_id"], arguments.results[1]["app"], arguments.results[1]["app_run_id"]});
    EXPECT_EQ(show(ids), "[12, 'App', 88, 2, 'b', 2]");
    EXPECT_EQ(show(arguments.results[0]["summary"]), "{'total_objects': 3, 'total_objects_successful': 3}");
    EXPECT_EQ(show(arguments.results[0]["message"]), "'3 actions succeeded'");
    EXPECT_EQ(show(phantom::collect2({.datapath = list({"first:action_result.parameter.ip"})})),
              "[['1'], ['2'], ['3'], ['1'], ['2'], ['3']]");
  });
  EXPECT_TRUE(execute().success);
  EXPECT_EQ(calls(), "on_start first on_finish");
  EXPECT_EQ(test.world.sent.size(), 6u);
  EXPECT_EQ(test.run.action_runs[0]->message, "6 actions succeeded");
}

TEST_F(Acts, SendNeitherContextNorSpacersNorEmptyValues) {
  on("on_start", [](const auto&) {
    act("first",
        list({json(
            "{'ip': '1', 'ph': 'x', 'ph_0': '', 'phone': '', 'limit': null, 'context': {'artifact_id': 5}, 'z': 0}")}));
  });
  execute();
  EXPECT_EQ(test.world.sent, std::vector<std::string>{R"(look up a {"ip": "1", "z": 0})"});
  EXPECT_EQ(show(test.run.app_runs["first"][0]["action_results"][0]["parameter"]),
            "{'ip': '1', 'ph': 'x', 'ph_0': '', 'phone': '', 'limit': None, "
            "'context': {'artifact_id': 5, 'guid': '', 'parent_action_run': []}, 'z': 0}");
}

TEST_F(Acts, WithoutParametersFailAndStillCallBack) {
  on("on_start", [](const auto&) { act("first", list({}), block<kFirst>); });
  on("first", [](const BlockArguments& arguments) {
    EXPECT_EQ(show(arguments.success), "False");
    EXPECT_EQ(show(arguments.results[0]["action_results"]), "[]");
    EXPECT_EQ(show(arguments.results[0]["message"]), "'no parameters'");
  });
  execute();
  EXPECT_EQ(calls(), "on_start first on_finish");
  EXPECT_TRUE(test.world.sent.empty());
  EXPECT_EQ(test.run.action_runs[0]->message, "no parameters");
}

TEST_F(Acts, ThatNeedNoParametersRunOnce) {
  on("on_start", [](const auto&) {
    phantom::act({.action = "List VMs", .assets = list({"a"}), .name = "first"});
    phantom::act({.action = "list processes", .parameters = None, .assets = list({"a"}), .name = "second"});
  });
  execute();
  EXPECT_EQ(test.world.sent, std::vector<std::string>{"List VMs a {}"});
}

TEST_F(Acts, WithoutAssetsTakeThoseOfTheApp) {
  test.world.listed = {{"x", "Zscaler", 1, 1}, {"y", "Other", 2, 2}, {"z", "Zscaler", 3, 3}};
  on("on_start", [](const auto&) {
    phantom::act({.action = "lookup url",
                  .parameters = list({parameter("1")}),
                  .name = "first",
                  .app = json("{'name': 'Zscaler'}")});
    phantom::act({.action = "lookup url",
                  .parameters = list({parameter("1")}),
                  .name = "second",
                  .app = json("{'name': 'None'}")});
  });
  execute();
  EXPECT_EQ(test.world.sent, (std::vector<std::string>{R"(lookup url x {"ip": "1"})", R"(lookup url z {"ip": "1"})"}));
  EXPECT_EQ(test.run.action_runs[1]->message, "no parameters");
  EXPECT_TRUE(test.run.done.contains("second"));
}

TEST_F(Acts, FailWhenAllResultsFail) {
  test.world.reply = [](const Call& call) {
    bool fails = show(call.parameter).find("bad") != std::string::npos;
    return TestWorld::Reply{fails ? TestWorld::failure("broken") : TestWorld::success(make_list()), 0};
  };
  on("on_start", [](const auto&) {
    act("first", list({parameter("bad"), parameter("good")}), block<kFirst>);
    act("second", list({parameter("bad")}), block<kSecond>);
  });
  on("first", [](const BlockArguments& arguments) { EXPECT_EQ(show(arguments.success), "True"); });
  on("second", [](const BlockArguments& arguments) {
    EXPECT_EQ(show(arguments.success), "False");
    EXPECT_EQ(
        show(phantom::collect2({.datapath = list({"second:action_result.status", "second:action_result.data.*.x"})})),
        "[['failed', None]]");
    EXPECT_TRUE(
        bool(phantom::decision({.conditions = list({list({"second:action_result.status", "!=", "success"})})})));
  });
  EXPECT_TRUE(execute().success) << "a failed action is no exception";
  EXPECT_EQ(test.run.action_runs[0]->message, "1 action succeeded, 1 action failed");
  EXPECT_EQ(test.run.action_runs[1]->message, "1 action failed");
}

// --- Order
// ------------------------------------------------------------------------------------------------------------

TEST_F(Acts, EndInOrderOfTimeThenOfIssue) {
  test.world.reply = [](const Call& call) {
    std::string ip(member(call.parameter, "ip")->text());
    return TestWorld::Reply{TestWorld::success(make_list()), ip == "slow" ? 200'000 : 100'000};
  };
  on("on_start", [](const auto&) {
    act("first", list({parameter("slow")}), block<kFirst>);
    act("second", list({parameter("fast"), parameter("fast")}), block<kSecond>);
    act("late", list({parameter("fast")}), block<kLate>);
  });
  execute();
  EXPECT_EQ(calls(), "on_start late first second on_finish") << "200 ms twice: the one that was issued first";
  EXPECT_EQ(test.run.t_ms(), 200);
}

TEST_F(Acts, HandleTheParametersOfAnAssetOneAfterTheOther) {
  test.world.reply = [](const Call&) { return TestWorld::Reply{TestWorld::success(make_list()), 100'000}; };
  on("on_start", [](const auto&) { act("first", list({parameter("1"), parameter("2")}), Value(), list({"a", "b"})); });
  execute();
  std::vector<std::string> sent;
  for (const metrics::Request& request : test.ledger.requests())
    sent.push_back(std::to_string(request.t_ms) + request.asset + request.parameter);
  EXPECT_EQ(sent, (std::vector<std::string>{R"(0a{"ip": "1"})", R"(0b{"ip": "1"})", R"(100a{"ip": "2"})",
                                            R"(100b{"ip": "2"})"}));
  EXPECT_EQ(test.run.t_ms(), 200);
}

class Joins : public Acts, public testing::WithParamInterface<std::pair<int, int>> {};

TEST_P(Joins, CallTheirBlockOnce) {
  auto [first_ms, second_ms] = GetParam();
  test.world.reply = [first = first_ms, second = second_ms](const Call& call) {
    return TestWorld::Reply{TestWorld::success(make_list()), (call.asset == "a" ? first : second) * 1000};
  };
  on("on_start", [](const auto&) {
    act("first", list({parameter("1")}), block<kJoin>, list({"a"}));
    act("second", list({parameter("1")}), block<kJoin>, list({"b"}));
  });
  on("join", [](const auto&) {
    if (phantom::completed({.action_names = list({"first", "second"})})) block<kLate>({});
  });
  execute();
  EXPECT_EQ(calls(), "on_start join join late on_finish");
}
INSTANTIATE_TEST_SUITE_P(Latencies, Joins,
                         testing::Values(std::pair(0, 0), std::pair(5, 9), std::pair(9, 5), std::pair(7, 7)));

TEST_F(Acts, JoinNeverFiresForWhatNeverStarted) {
  on("on_start", [](const auto&) { act("first", list({parameter("1")}), block<kJoin>); });
  on("join", [](const auto&) {
    EXPECT_FALSE(bool(phantom::completed({.action_names = list({"first", "second"})})));
    EXPECT_TRUE(bool(phantom::completed({.action_names = list({"first"}), .playbook_names = list({})})));
    EXPECT_FALSE(bool(phantom::actions_done({.action_names = list({"second"})})));
  });
  EXPECT_TRUE(execute().success);
  EXPECT_EQ(calls(), "on_start join on_finish");
}

TEST_F(Acts, GuardedJoinCallsOnce) {
  on("on_start", [](const auto&) {
    for (const char* name : {"first", "second", "late"}) act(name, list({parameter("1")}), block<kJoin>);
  });
  int called = 0;
  on("join", [&](const auto&) {
    if (phantom::get_run_data({.key = "join_called"})) return;
    phantom::save_run_data({.value = "x", .key = "join_called"});
    ++called;
  });
  execute();
  EXPECT_EQ(called, 1);
  EXPECT_EQ(show(phantom::get_run_data({.key = "other"})), "''");
}

TEST_F(Acts, WaitForTheirStartTime) {
  // A datetime is anything that can say its timestamp.
  on("on_start", [](const auto&) {
    Value later = import_from("datetime", "datetime").call("utcfromtimestamp", {1704067200 + 90});
    phantom::act({.action = "look up",
                  .parameters = list({parameter("1")}),
                  .assets = list({"a"}),
                  .callback = block<kLate>,
                  .start_time = later,
                  .name = "late"});
    act("first", list({parameter("1")}), block<kFirst>);
  });
  execute();
  EXPECT_EQ(calls(), "on_start first late on_finish");
  EXPECT_EQ(test.run.t_ms(), 90'000);
}

TEST_F(Acts, AddUpWhenABlockRunsAgain) {
  int runs = 0;
  on("on_start", [](const auto&) { act("first", list({parameter("1")}), block<kFirst>); });
  on("first", [&](const auto&) {
    if (++runs < 3) act("first", list({parameter("again")}), block<kFirst>);
  });
  execute();
  EXPECT_EQ(show(phantom::collect2({.datapath = "first:action_result.parameter.ip"})), "['1', 'again', 'again']");
}

// --- Callbacks
// --------------------------------------------------------------------------------------------------------

TEST_F(Acts, GiveBackHandleAndLoopState) {
  on("on_start", [](const auto&) {
    phantom::act({.action = "look up",
                  .parameters = list({parameter("1")}),
                  .assets = list({"a"}),
                  .callback = block<kFirst>,
                  .handle = "h",
                  .loop_state = "{}"});
  });
  on("first", [](const BlockArguments& arguments) {
    EXPECT_EQ(show(arguments.handle), "'h'");
    EXPECT_EQ(show(arguments.loop_state_json), "'{}'");
    EXPECT_EQ(show(arguments.kwargs), "{}");
    EXPECT_EQ(show(arguments.action["name"]), "'look up'") << "without a name it goes by its action";
  });
  execute();
}

TEST_F(Acts, BindWhatACallbackTakes) {
  on("on_start", [](const auto&) {
    phantom::act({.action = "look up",
                  .parameters = list({parameter("1")}),
                  .assets = list({"a"}),
                  .callback = oldest,
                  .handle = "h",
                  .name = "first"});
    act("second", list({parameter("1")}), narrow);
  });
  EXPECT_TRUE(execute().success);
  EXPECT_EQ(seen, (std::vector<std::string>{"'first'True7'h'", "narrow 7"}));
}

// --- The end
// ----------------------------------------------------------------------------------------------------------

TEST_F(Acts, FinishWithoutAnyAct) {
  EXPECT_TRUE(execute().success);
  EXPECT_EQ(calls(), "on_start on_finish");
}

TEST_F(Acts, TellOnFinishWhatRan) {
  on("on_start", [](const auto&) { act("first", list({parameter("1")})); });
  on("on_finish", [](const BlockArguments& arguments) {
    EXPECT_EQ(
        arguments.results.text(),
        R"({"playbook": "scripted", "playbook_run_id": 1, "status": "success", "message": "", "result": [{"name": "first", )"
        R"("action": "look up", "id": 1, "action_run_id": 1, "status": "success", "message": "1 action succeeded", )"
        R"("app_runs": [{"app_run_id": 1, "app": "a", "app_id": 1, "asset": "a", "action": "look up", "status": "success", )"
        R"("summary": {}, "parameter": {"ip": "1", "context": {"artifact_id": 0, "guid": "", "parent_action_run": []}}}]}]})");
  });
  execute();
}

TEST_F(Acts, AnExceptionFailsTheRunAndLetsActsEnd) {
  test.world.reply = [](const Call&) { return TestWorld::Reply{TestWorld::success(make_list()), 100'000}; };
  on("on_start", [](const auto&) {
    act("first", list({parameter("1")}), block<kFirst>);
    act("second", list({parameter("1"), parameter("2")}), block<kSecond>);
  });
  on("first", [](const auto&) { raise_error(kValueError, "no good"); });
  Outcome outcome = execute();
  EXPECT_FALSE(outcome.success);
  EXPECT_EQ(outcome.message, "ValueError: no good");
  EXPECT_NE(outcome.traceback.find("in first"), std::string::npos) << outcome.traceback;
  EXPECT_EQ(calls(), "on_start first") << "no callback and no on_finish any more";
  EXPECT_EQ(test.world.sent.size(), 3u);
  EXPECT_TRUE(test.run.action_runs[1]->ended);
  Value result = result_of(test.run, outcome);
  EXPECT_EQ(show(result["status"]), "'failed'");
  EXPECT_EQ(show(result["message"]), "'ValueError: no good'");
}

TEST_F(Acts, AWorldCanStopTheRun) {
  test.world.reply = [](const Call&) -> TestWorld::Reply { throw RunStopped{"no answer"}; };
  on("on_start", [](const auto&) { act("first", list({parameter("1")}), block<kFirst>); });
  Outcome outcome = execute();
  EXPECT_FALSE(outcome.success);
  EXPECT_EQ(outcome.message, "no answer");
  EXPECT_EQ(calls(), "on_start");
  EXPECT_EQ(show(result_of(test.run, outcome)["action_runs"]),
            "[{'id': 1, 'name': 'first', 'action': 'look up', 'status': 'failed', 'message': 'not finished', "
            "'app_runs': []}]");
}

// --- Trace
// ------------------------------------------------------------------------------------------------------------

TEST_F(Acts, LeaveATrace) {
  on("on_start", [](const BlockArguments& arguments) {
    phantom::act({.action = "look up",
                  .parameters = list({parameter("1")}),
                  .assets = list({"a"}),
                  .callback = block<kFirst>,
                  .name = "first"});
    phantom::set_severity({.container = arguments.container, .severity = "HIGH"});
  });
  on("first", [](const auto&) { phantom::debug({.message = list({1, None})}); });
  execute();
  EXPECT_EQ(
      test.lines(),
      (std::vector<std::string>{
          R"({"t_ms": 0, "block": "on_start", "api": "act", "action": "look up", "parameters": [{"ip": "1"}], "assets": ["a"], "callback": "first", "name": "first"})",
          R"({"t_ms": 0, "block": "on_start", "api": "set_severity", "container": 7, "severity": "HIGH"})",
          R"({"t_ms": 0, "block": "first", "api": "action_result", "name": "first", "action": "look up", "asset": "a", "status": "success", "parameter": {"ip": "1", "context": {"artifact_id": 0, "guid": "", "parent_action_run": []}}, "data": [], "summary": {}, "message": ""})",
          R"({"t_ms": 0, "block": "first", "api": "debug", "message": "[1, None]"})"}));
  EXPECT_EQ(show(test.run.container["severity"]), "'high'");
}

TEST_F(Acts, KeepALedger) {
  test.world.reply = [](const Call&) { return TestWorld::Reply{TestWorld::success(make_list()), 1500}; };
  on("on_start", [](const auto&) { act("first", list({parameter("1")})); });
  execute();
  EXPECT_EQ(
      test.ledger.text(test.run.t_ms()),
      R"({"t_ms": 0, "asset": "a", "action": "look up", "parameters": 1, "unique": 1, "cache_hits": 0, "requests": 1, "wait_ms": 0, "block": "first", "parameter": {"ip": "1"}})"
      "\n"
      R"({"total": {"t_ms": 1, "parameters": 1, "unique": 1, "cache_hits": 0, "requests": 1, "wait_ms": 0}})"
      "\n");
}

}  // namespace
}  // namespace pbc::engine
