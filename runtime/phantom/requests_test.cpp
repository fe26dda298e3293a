// SPDX-License-Identifier: Apache-2.0
//
// How the requests of acts are sent: shared, in batches, and ahead of their time.
#include "phantom/scripted.h"

namespace pbc::engine {
namespace {

class SharedActs : public Acts {
 protected:
  static Value shared(Value name, Value parameters, Value callback = Value(),
                      phantom::Sharing sharing = phantom::Sharing::kRun) {
    return phantom::act({.action = "ip reputation",
                         .parameters = std::move(parameters),
                         .assets = list({"a"}),
                         .callback = std::move(callback),
                         .name = std::move(name)},
                        {.share = sharing});
  }
  void answer_after(Micros latency) {
    test.world.reply = [latency](const Call& call) {
      return TestWorld::Reply{TestWorld::success(list({*member(call.parameter, "ip")})), latency};
    };
  }
  std::string data_of(std::size_t act) const {
    return show(phantom::collect2({.datapath = make_str(test.run.action_runs[act]->name + ":action_result.data.*")}));
  }
};

TEST_F(SharedActs, AskOnceForEqualParametersAllAtTheSameTime) {
  answer_after(100'000);
  on("on_start", [](const auto&) {
    shared("first", list({parameter("1"), parameter("2"), parameter("1")}), Value(), phantom::Sharing::kAct);
    shared("second", list({parameter("1")}), Value(), phantom::Sharing::kAct);
  });
  on("on_finish", [&](const auto&) { EXPECT_EQ(data_of(0), "['1', '2', '1']"); });
  execute();
  EXPECT_EQ(test.world.sent.size(), 3u) << "one of them for the second act, which shares with itself alone";
  EXPECT_EQ(test.run.t_ms(), 100);
  EXPECT_EQ(test.ledger.totals(0).parameters, 4);
  EXPECT_EQ(test.ledger.totals(0).cache_hits, 1);
}

// The text of what is no JSON comes of the playbook's own __str__.
TEST_F(SharedActs, WriteNoTextThatNobodyWants) {
  test.ledger = metrics::Ledger(false);
  std::vector<std::string> texts;
  test.world.reply = [&](const Call& call) {
    texts.emplace_back(call.json);
    return TestWorld::Reply{TestWorld::success(make_list()), 0};
  };
  on("on_start", [](const auto&) {
    shared("first", list({parameter("1"), dict({{"ip", tuple({"1"})}})}), Value(), phantom::Sharing::kAct);
  });
  execute();
  EXPECT_EQ(texts, (std::vector<std::string>{R"({"ip": "1"})", ""}));
}

TEST_F(SharedActs, TakeAnAnswerThatIsThereAndWaitForOneThatIsUnderWay) {
  answer_after(100'000);
  on("on_start", [](const auto&) {
    shared("first", list({parameter("1")}), block<kFirst>);
    shared("second", list({parameter("1")}), block<kSecond>);
  });
  on("second", [](const auto&) { shared("third", list({parameter("1")}), block<kLate>); });
  on("on_finish", [&](const auto&) { EXPECT_EQ(data_of(2), "['1']"); });
  execute();
  EXPECT_EQ(calls(), "on_start first second late on_finish");
  EXPECT_EQ(test.world.sent.size(), 1u);
  EXPECT_EQ(test.run.t_ms(), 100);
}

TEST_F(SharedActs, ServeAFailureToThoseThatWaitAndDoNotKeepIt) {
  test.world.reply = [](const Call&) { return TestWorld::Reply{TestWorld::failure("over quota"), 100'000}; };
  on("on_start", [](const auto&) {
    shared("first", list({parameter("1")}), block<kFirst>);
    shared("second", list({parameter("1")}));
  });
  on("first", [](const auto&) { shared("third", list({parameter("1")})); });
  execute();
  EXPECT_EQ(test.world.sent.size(), 2u);
  for (const auto& act : test.run.action_runs) EXPECT_EQ(act->message, "1 action failed") << act->name;
}

TEST_F(SharedActs, DoNotUseWhatTheAssetSaidBeforeSomethingChangedThere) {
  answer_after(0);
  on("on_start", [](const auto&) { shared("first", list({parameter("1")}), block<kFirst>); });
  on("first", [](const auto&) { act("block", list({parameter("1")}), block<kSecond>, list({"a"})); });
  on("second", [](const auto&) { shared("again", list({parameter("1")})); });
  execute();
  EXPECT_EQ(test.world.sent.size(), 3u);
}

TEST_F(SharedActs, DoNotUseWhatTheAssetSaidWhileSomethingChangedThere) {
  test.world.reply = [](const Call& call) {
    return TestWorld::Reply{TestWorld::success(make_list()), call.action == "ip reputation" ? 10'000 : 500'000};
  };
  on("on_start", [](const auto&) {
    act("block", list({parameter("1")}), block<kSecond>, list({"a"}));
    shared("first", list({parameter("1")}));
  });
  on("second", [](const auto&) { shared("again", list({parameter("1")})); });
  execute();
  EXPECT_EQ(test.world.sent.size(), 3u) << "the first answer is from before the change was done";
}

TEST_F(SharedActs, SendWhatIsEqualOnlyAsJson) {
  answer_after(0);
  on("on_start", [](const auto&) {
    shared("first", list({dict({{"ip", list({"1"})}}), dict({{"ip", tuple({"1"})}}), dict({{"ip", list({"1"})}})}));
  });
  execute();
  EXPECT_EQ(test.world.sent.size(), 2u);
}

TEST_F(SharedActs, EndInOrderOfIssueWhoeverAsked) {
  answer_after(100'000);
  on("on_start", [](const auto&) {
    act("slow", list({parameter("9")}), block<kSecond>, list({"b"}));
    shared("first", list({parameter("1")}), block<kFirst>);
    shared("late", list({parameter("1")}), block<kLate>);
  });
  execute();
  EXPECT_EQ(calls(), "on_start second first late on_finish");
}

// --- Batches

class BatchedActs : public SharedActs {
 protected:
  static Value asking(const char* name, std::initializer_list<Value> addresses, int batch, Value callback = Value()) {
    Values parameters;
    for (const Value& address : addresses) parameters.push_back(dict({{"ip", address}}));
    return phantom::act({.action = "ip reputation",
                         .parameters = make_list(std::move(parameters)),
                         .assets = list({"a"}),
                         .callback = std::move(callback),
                         .name = make_str(name)},
                        {.share = phantom::Sharing::kRun, .batch = batch});
  }
};

TEST_F(BatchedActs, AskAboutManyInOneRequest) {
  answer_after(100'000);
  on("on_start", [](const auto&) { asking("first", {"1", "2", "1", "3"}, 2); });
  on("on_finish", [&](const auto&) { EXPECT_EQ(data_of(0), "['1', '2', '1', '3']"); });
  execute();
  EXPECT_EQ(test.world.sent, (std::vector<std::string>{R"(ip reputation a {"ip": "1"}, {"ip": "2"})",
                                                       R"(ip reputation a {"ip": "3"})"}));
  EXPECT_EQ(test.ledger.requests()[0].parameter, R"([{"ip": "1"}, {"ip": "2"}])");
  EXPECT_EQ(test.ledger.totals(0).requests, 2);
  EXPECT_EQ(test.ledger.totals(0).parameters, 4);
  EXPECT_EQ(test.ledger.totals(0).unique, 3);
  EXPECT_EQ(test.ledger.totals(0).cache_hits, 1);
}

TEST_F(BatchedActs, LeaveAloneWhatSaysMoreThanAnIndicator) {
  answer_after(0);
  on("on_start", [](const auto&) {
    phantom::act({.action = "ip reputation",
                  .parameters = json("[{'ip': '1'}, {'ip': '2', 'days': 3}, {'ip': '3'}, {'ip': '4'}]"),
                  .assets = list({"a"})},
                 {.share = phantom::Sharing::kRun, .batch = 500});
  });
  execute();
  EXPECT_EQ(test.world.sent.size(), 2u);
}

TEST_F(BatchedActs, GiveEachParameterItsOwnResult) {
  test.world.reply = [](const Call& call) {
    const bool fails = show(*member(call.parameter, "ip")) == "'2'";
    return TestWorld::Reply{fails ? TestWorld::failure("no such address") : TestWorld::success(list({1})), 0};
  };
  on("on_start", [](const auto&) { asking("first", {"1", "2", "3"}, 500); });
  execute();
  EXPECT_EQ(test.world.sent.size(), 1u);
  EXPECT_EQ(test.run.action_runs[0]->message, "2 actions succeeded, 1 action failed");
}

TEST_F(BatchedActs, TakeAlongWhatBlocksBesideThemAsk) {
  answer_after(100'000);
  on("on_start", [](const auto&) {
    asking("first", {"1", "2"}, 500, block<kFirst>);
    asking("second", {"2", "3"}, 500, block<kSecond>);
  });
  on("on_finish", [&](const auto&) { EXPECT_EQ(data_of(0) + data_of(1), "['1', '2']['2', '3']"); });
  execute();
  EXPECT_EQ(calls(), "on_start first second on_finish");
  EXPECT_EQ(test.world.sent.size(), 1u);
  EXPECT_EQ(test.ledger.totals(0).parameters, 4);
  EXPECT_EQ(test.ledger.totals(0).cache_hits, 1);
}

TEST_F(BatchedActs, LeaveWhatStandsBehindAChange) {
  answer_after(0);
  on("on_start", [](const auto&) {
    asking("first", {"1"}, 500);
    act("block", list({parameter("1")}), Value(), list({"a"}));
    asking("second", {"2"}, 500);
  });
  execute();
  EXPECT_EQ(test.world.sent.size(), 3u);
}

// --- Rehearsals

class Rehearsals : public SharedActs {
 protected:
  static Value asking(const char* name, Value parameters, Value callback, Value ahead,
                      phantom::Sharing share = phantom::Sharing::kNone, const char* asset = "b") {
    return phantom::act({.action = "geolocate ip",
                         .parameters = std::move(parameters),
                         .assets = list({make_str(asset)}),
                         .callback = std::move(callback),
                         .name = make_str(name)},
                        {.share = share, .ahead = std::move(ahead)});
  }
  std::string trace_of(const std::string& text) const {
    std::string found;
    for (const std::string& line : test.lines())
      if (line.find(text) != std::string::npos) found += line.substr(0, line.find(',')) + "}";
    return found;
  }
};

TEST_F(Rehearsals, AskWhileAnotherActIsUnderWay) {
  answer_after(100'000);
  on("on_start", [](const auto&) { asking("slow", list({parameter("9")}), block<kFirst>, list({block<kFirst>})); });
  on("first", [](const auto&) {
    phantom::debug({.message = "asks"});
    shared("look", list({parameter("1")}), block<kLate>);
  });
  execute();
  EXPECT_EQ(calls(), "on_start first first late on_finish");
  EXPECT_EQ(test.world.sent.size(), 2u);
  EXPECT_EQ(test.ledger.totals(0).cache_hits, 0) << "it is the request of the act";
  EXPECT_EQ(test.ledger.requests()[1].block, "look");
  EXPECT_EQ(test.run.t_ms(), 100);
  EXPECT_EQ(trace_of("asks"), R"({"t_ms": 100})") << "once, in its turn";
  EXPECT_EQ(test.run.action_runs.size(), 2u);
}

TEST_F(Rehearsals, SeeTheParametersOfTheActAndAskInTurn) {
  answer_after(100'000);
  const auto look = [](const char* name, const char* path, Value callback, Value ahead) {
    Values parameters;
    for (const Value& row : to_values(phantom::collect2({.datapath = list({make_str(path)})})))
      parameters.push_back(dict({{"ip", row[0]}}));
    asking(name, make_list(std::move(parameters)), std::move(callback), std::move(ahead), phantom::Sharing::kRun);
  };
  on("on_start", [](const auto&) {
    asking("slow", list({parameter("9")}), block<kFirst>, list({block<kFirst>}), phantom::Sharing::kNone, "c");
  });
  on("first",
     [look](const auto&) { look("one", "slow:action_result.parameter.ip", block<kSecond>, list({block<kSecond>})); });
  on("second", [look](const auto&) { look("two", "slow:action_result.parameter.ip", block<kLate>, Value()); });
  execute();
  EXPECT_EQ(test.world.sent.size(), 2u) << "the second asks what the first did";
  EXPECT_EQ(test.run.t_ms(), 100);
}

TEST_F(Rehearsals, EndWhereMoreIsNeededThanIsThere) {
  answer_after(100'000);
  on("on_start", [](const auto&) { asking("slow", list({parameter("9")}), block<kFirst>, list({block<kFirst>})); });
  on("first", [](const auto&) {
    Value rows = phantom::collect2({.datapath = list({"other:action_result.data.*"})});
    shared("look", list({dict({{"ip", to_values(rows).size()}})}), block<kLate>);
  });
  execute();
  EXPECT_EQ(test.run.t_ms(), 200) << "asked in its turn";
  EXPECT_EQ(test.world.sent.size(), 2u);
}

TEST_F(Rehearsals, LeaveNothingAndRaiseNothing) {
  answer_after(100'000);
  on("on_start", [](const auto&) {
    asking("slow", list({parameter("9")}), block<kFirst>, list({block<kFirst>, block<kSecond>}));
  });
  on("first", [](const auto& arguments) {
    if (arguments.results[0]["action_results"][0]["data"].call("__len__").as_int() == 0)
      raise_error(kRuntimeError, "too early");
  });
  on("second", [](const auto&) { phantom::set_status({.status = "closed"}); });
  execute();
  EXPECT_EQ(test.run.message, "");
  EXPECT_EQ(show(*member(test.run.container, "status")), "'new'");
}

TEST_F(Rehearsals, KeepAFailureForTheActThatAsks) {
  test.world.reply = [](const Call&) { return TestWorld::Reply{TestWorld::failure("over quota"), 100'000}; };
  on("on_start", [](const auto&) { asking("slow", list({parameter("9")}), block<kFirst>, list({block<kFirst>})); });
  on("first", [](const auto&) { shared("look", list({parameter("1")}), block<kLate>); });
  on("late", [](const auto&) { shared("again", list({parameter("1")})); });
  execute();
  EXPECT_EQ(test.world.sent.size(), 3u) << "the act itself, what was asked ahead, and who asks again";
}

TEST_F(Rehearsals, DoNotSpareWhatAChangeComesBefore) {
  answer_after(100'000);
  on("on_start", [](const auto&) {
    asking("slow", list({parameter("9")}), block<kFirst>, list({block<kFirst>}));
    act("block", list({parameter("1")}), Value(), list({"a"}));
  });
  on("first", [](const auto&) { shared("look", list({parameter("1")})); });
  execute();
  EXPECT_EQ(test.world.sent.size(), 4u);
}

}  // namespace
}  // namespace pbc::engine
