// SPDX-License-Identifier: Apache-2.0
//
// Files that can be used and files that cannot: one line says which, where and why.
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "io/event.h"
#include "io/input.h"
#include "io/output.h"
#include "io/replay_world.h"
#include "phantom/plain.h"
#include "python/heap.h"
#include "python/json.h"

namespace pbc::io {
namespace {

class Files : public testing::Test {
 protected:
  Files() {
    std::string name = (std::filesystem::temp_directory_path() / "pbc_io_test_XXXXXX").string();
    folder_ = mkdtemp(name.data());
  }
  ~Files() override { std::filesystem::remove_all(folder_); }

  std::string path(const std::string& name) const { return folder_ + "/" + name; }
  std::string write(const std::string& text) const {
    std::ofstream(path("f.json"), std::ios::binary) << text;
    return path("f.json");
  }
  /// The error without the folder.
  template <typename F>
  std::string error_of(F&& read) const {
    try {
      read();
    } catch (const InputError& error) {
      std::string text = error.message;
      if (std::size_t at = text.find(folder_ + "/"); at != text.npos) text.erase(at, folder_.size() + 1);
      return text;
    }
    return "fine";
  }
  std::string world_error(const std::string& text) const {
    return error_of([&] { load_world(write(text)); });
  }
  std::string event_error(const std::string& text) const {
    return error_of([&] { load_event(write(text), make_str("now")); });
  }
  std::size_t files() const {
    auto all = std::filesystem::directory_iterator(folder_);
    return static_cast<std::size_t>(std::distance(begin(all), end(all)));
  }

  HeapScope memory_;
  std::string folder_;
};

TEST_F(Files, ThatAreNoTextAreRefused) {
  EXPECT_EQ(error_of([&] { load_world(path("missing.json")); }), "missing.json: no such file");
  EXPECT_EQ(error_of([&] { load_world(folder_ + "/"); }), ": is a directory, expected a file");
  EXPECT_EQ(world_error(""), "f.json: empty, expected JSON");
  EXPECT_EQ(world_error(" \n "), "f.json: empty, expected JSON");
  EXPECT_EQ(world_error(std::string("{\"a\": \"b\0c\"}", 12)), "f.json:1:9: a NUL byte, expected text in UTF-8");
  EXPECT_EQ(world_error("{\n\"\xc3\xa4\xff\"}"), "f.json:2:3: not UTF-8");
  EXPECT_EQ(world_error("\"\xed\xa0\x80\""), "f.json:1:2: not UTF-8") << "a surrogate";
  EXPECT_EQ(world_error("\"\xc0\x80\""), "f.json:1:2: not UTF-8") << "too long a form";
  EXPECT_EQ(world_error("\"\xe2\x82"), "f.json:1:2: not UTF-8") << "cut off";
  EXPECT_EQ(world_error("\xef\xbb\xbf{}"), "fine") << "a byte order mark";
}

TEST_F(Files, ThatAreNoJsonAreRefused) {
  EXPECT_EQ(world_error("{\"a\": 1,\n  b}"), "f.json:2:3: expecting property name enclosed in double quotes");
  EXPECT_EQ(world_error("{\"\xc3\xa4\": }"), "f.json:1:7: expecting value");
  EXPECT_EQ(world_error("{} x"), "f.json:1:4: extra data");
  EXPECT_EQ(world_error(std::string(100'000, '[')), "f.json: nested too deep");
}

TEST_F(Files, TakeTwentyMegabytes) {
  std::string text = "{\"lists\": {\"big\": [";
  while (text.size() < 20'000'000) text += "[\"0123456789012345678901234567890123456789\"],";
  text.back() = ']';
  EXPECT_EQ(world_error(text + "}}"), "fine");
  EXPECT_EQ(world_error(text), "f.json:1:" + std::to_string(text.size() + 1) + ": expecting ',' delimiter");
}

TEST_F(Files, OfAWorldSayWhatIsWrong) {
  EXPECT_EQ(world_error("[]"), "f.json: expected an object, found a list");
  EXPECT_EQ(world_error(R"({"now": 5})"), "f.json: now: expected a string, found a number");
  EXPECT_EQ(world_error(R"({"now": "today"})"),
            "f.json: now: expected a time such as 2024-01-01T00:00:00Z, found 'today'");
  EXPECT_EQ(world_error(R"({"seed": "x"})"), "f.json: seed: expected an integer, found a string");
  EXPECT_EQ(world_error(R"({"actions": {}})"), "f.json: actions: expected a list, found an object");
  EXPECT_EQ(world_error(R"({"actions": [{}]})"), "f.json: actions[0].action: missing");
  const std::string head = R"({"actions": [{"action": "a"}, {"action": "a", )";
  EXPECT_EQ(world_error(head + R"("latency_ms": "1"}]})"),
            "f.json: actions[1].latency_ms: expected a number, found a string");
  EXPECT_EQ(world_error(head + R"("latency_ms": -1}]})"),
            "f.json: actions[1].latency_ms: expected milliseconds between 0 and 1e12");
  EXPECT_EQ(world_error(head + R"("times": 1.5}]})"), "f.json: actions[1].times: expected an integer, found a number");
  EXPECT_EQ(world_error(head + R"("times": -1}]})"),
            "f.json: actions[1].times: expected a number that is not negative");
  EXPECT_EQ(world_error(head + R"("asset": true}]})"), "f.json: actions[1].asset: expected a string, found true");
  EXPECT_EQ(world_error(head + R"("parameter": "x"}]})"),
            "f.json: actions[1].parameter: expected an object or \"*\", found a string");
  EXPECT_EQ(world_error(head + R"("result": []}]})"), "f.json: actions[1].result: expected an object, found a list");
  EXPECT_EQ(world_error(head + R"("result": {"data": {}}}]})"),
            "f.json: actions[1].result.data: expected a list, found an object");
  EXPECT_EQ(world_error(R"({"lists": {"x": [["a"], "b"]}})"), "f.json: lists.x[1]: expected a list, found a string");
  EXPECT_EQ(world_error(R"({"http": [{"error": {"type": "Error", "message": ""}}]})"),
            "f.json: http[0].error.type: expected ConnectionError, ConnectTimeout, ReadTimeout, SSLError or "
            "TooManyRedirects");
  EXPECT_EQ(world_error(R"({"http": [{"error": {"type": "SSLError"}}]})"), "f.json: http[0].error.message: missing");
  EXPECT_EQ(world_error(R"({"assets": [{"name": 1}]})"), "f.json: assets[0].name: expected a string, found a number");
}

TEST_F(Files, OfAnEventSayWhatIsWrong) {
  EXPECT_EQ(event_error("5"), "f.json: expected an object, found a number");
  EXPECT_EQ(event_error(R"({"id": "7"})"), "f.json: id: expected an integer, found a string");
  EXPECT_EQ(event_error(R"({"severity": 5})"), "f.json: severity: expected a string, found a number");
  EXPECT_EQ(event_error(R"({"artifacts": {}})"), "f.json: artifacts: expected a list, found an object");
  EXPECT_EQ(event_error(R"({"artifacts": [{}, null]})"), "f.json: artifacts[1]: expected an object, found null");
  EXPECT_EQ(event_error(R"({"artifacts": [{"cef": []}]})"),
            "f.json: artifacts[0].cef: expected an object, found a list");
  EXPECT_EQ(event_error(R"({"artifacts": [{"tags": "x"}]})"),
            "f.json: artifacts[0].tags: expected a list, found a string");
}

TEST_F(Files, OfAnEventGetTheirDefaults) {
  LoadedEvent event =
      load_event(write(R"({"x": 1, "id": 5, "artifacts": [{"id": 9, "cef": {"a": "b"}, "y": 2}, {}], "tags": null})"),
                 make_str("NOW"));
  EXPECT_EQ(
      engine::to_json(event.container),
      R"({"x": 1, "id": 5, "tags": null, "name": "", "label": "events", "status": "new", "severity": "medium", )"
      R"("sensitivity": "amber", "container_type": "default", "description": "", "source_data_identifier": "", )"
      R"("owner": null, "owner_name": null, "external_id": null, "data": {}, "custom_fields": {}, )"
      R"("create_time": "NOW", "start_time": "NOW", "container_update_time": "NOW", "end_time": null, "due_time": null, )"
      R"("close_time": null, "artifact_count": 2, "url": "https://127.0.0.1/mission/5"})");
  EXPECT_EQ(engine::to_json(as_list(event.artifacts)[0]),
            R"({"id": 9, "cef": {"a": "b"}, "y": 2, "name": "artifact", "label": "event", "container": 5, )"
            R"("severity": "medium", "cef_types": {}, "data": {}, "tags": [], "source_data_identifier": "", )"
            R"("description": null, "type": null, "create_time": "NOW", "start_time": "NOW", "update_time": "NOW", )"
            R"("end_time": null, "kill_chain": null, "hash": null, "version": 1, "has_note": false, "in_case": false, )"
            R"("owner_id": null, "ingest_app_id": null, "playbook_run_id": null, "parent_artifact": null})");
  EXPECT_EQ(engine::to_json(*engine::member(as_list(event.artifacts)[1], "id")), "2");
}

TEST_F(Files, OfInputsGiveWayToSettings) {
  Value inputs = load_inputs(write(R"({"a": 1, "b": 2})"), {"b=x", "c=[1]", "d=1", "d=two", "e=", "f=a=b"});
  EXPECT_EQ(engine::to_json(inputs), R"({"a": 1, "b": "x", "c": [1], "d": [1, "two"], "e": "", "f": "a=b"})");
  EXPECT_EQ(error_of([] { load_inputs("", {"novalue"}); }), "--input novalue: expected NAME=VALUE");
  EXPECT_EQ(error_of([] { load_inputs("", {"=x"}); }), "--input =x: expected NAME=VALUE");
  EXPECT_EQ(error_of([&] { load_inputs(write("[]"), {}); }), "f.json: expected an object, found a list");
}

// --- Output
// -----------------------------------------------------------------------------------------------------------

TEST_F(Files, AreWrittenWholeOrNotAtAll) {
  write("old");
  {
    OutputFile file(path("f.json"));
    EXPECT_EQ(files(), 2u);
  }
  EXPECT_EQ(files(), 1u) << "not committed: the temporary file is gone";
  EXPECT_EQ(read_text(path("f.json")), "old");
  OutputFile file(path("f.json"));
  file.commit("new\n");
  EXPECT_EQ(read_text(path("f.json")), "new\n");
  EXPECT_EQ(files(), 1u);
  EXPECT_EQ(error_of([&] { OutputFile(path("no/such.json")); }),
            "no/such.json: cannot write: No such file or directory");
  EXPECT_EQ(error_of([&] { OutputFile(folder_ + "/"); }), ": cannot write: Is a directory");
  OutputFile device("/dev/null");
  device.commit("x");
}

// --- Answers
// ----------------------------------------------------------------------------------------------------------

class Replay : public Files {
 protected:
  static Value parameter(const char* text) { return parse_json(text); }
  static void send(ReplayWorld& world, const std::vector<engine::Call>& calls) {
    std::vector<engine::Ticket> tickets;
    for (std::uint32_t i = 0; i < calls.size(); ++i) tickets.push_back({0, 0, i});
    world.send(calls, tickets);
  }
  /// The status, message and milliseconds of one answer.
  static std::string ask(ReplayWorld& world, const char* action, const char* asset, const char* text) {
    engine::Micros before = world.now();
    send(world, {{action, asset, parameter(text)}});
    std::optional<engine::Event> event = world.next();
    return std::string(event->answer->status.text()) + " " + std::string(event->answer->message.text()) + " " +
           std::to_string((world.now() - before) / 1000);
  }
};

TEST_F(Replay, AnswersARequestOfManyAtOnce) {
  const WorldFile file = load_world(write(R"({"actions": [
      {"action": "whois", "asset": "vt", "parameter": {"ip": "1"}, "result": {"message": "one"}, "latency_ms": 250},
      {"action": "whois", "asset": "vt", "parameter": {"ip": "2"}, "result": {"status": "failed", "message": "two"},
       "latency_ms": 100}]})"));
  ReplayWorld world(file, false);
  const engine::Micros before = world.now();
  send(world, {{"whois", "vt", parameter(R"({"ip": "1"})")}, {"whois", "vt", parameter(R"({"ip": "2"})")}});
  std::string answers;
  while (std::optional<engine::Event> event = world.next())
    answers += std::to_string(event->ticket.parameter) + std::string(event->answer->message.text()) + " ";
  EXPECT_EQ(answers, "0one 1two ");
  EXPECT_EQ((world.now() - before) / 1000, 250) << "as long as the slowest";
}

TEST_F(Replay, TakesTheFirstAnswerThatFits) {
  const WorldFile file = load_world(write(R"({"actions": [
      {"action": "Ip Reputation", "asset": "vt", "parameter": {"ip": "1"}, "result": {"message": "once"}, "times": 1, "latency_ms": 250},
      {"action": "ip reputation", "asset": "vt", "parameter": {"ip": "1"}, "result": {"message": "then", "status": "failed"}},
      {"action": "ip reputation", "asset": "vt", "parameter": {"n": 1}, "result": {"message": "number"}},
      {"action": "ip reputation", "parameter": "*", "result": {"message": "any"}, "latency_ms": 0.5}]})"));
  ReplayWorld world(file, false);
  EXPECT_EQ(ask(world, "ip REPUTATION", "vt", R"({"ip": "1", "x": 2})"), "success once 250");
  EXPECT_EQ(ask(world, "ip reputation", "vt", R"({"ip": "1"})"), "failed then 0");
  EXPECT_EQ(ask(world, "ip reputation", "vt", R"({"n": 1.0})"), "success number 0");
  EXPECT_EQ(ask(world, "ip reputation", "vt", R"({"n": true})"), "success any 0") << "true is no 1";
  EXPECT_EQ(ask(world, "ip reputation", "other", R"({"ip": "1"})"), "success any 0");
  EXPECT_EQ(ask(world, "whois", "vt", R"({"ip": "\u00e4"})"),
            "failed no answer in the world for 'whois' on 'vt' with {\"ip\": \"\\u00e4\"} 0");
  ReplayWorld next(file, false);
  EXPECT_EQ(ask(next, "ip reputation", "vt", R"({"ip": "1"})"), "success once 250") << "each world counts its own uses";
}

TEST_F(Replay, EndsAStrictRun) {
  const WorldFile file = load_world("");
  ReplayWorld world(file, true);
  try {
    send(world, {{"whois", "vt", parameter("{}")}});
    FAIL();
  } catch (const engine::RunStopped& stopped) {
    EXPECT_EQ(stopped.message, "no answer in the world for 'whois' on 'vt' with {}");
  }
}

TEST_F(Replay, DeliversInOrderOfTimeThenOfIssue) {
  const WorldFile file = load_world("");
  ReplayWorld world(file, false);
  engine::Micros start = world.now();
  world.wake_at(start + 5, {3, 0, 0});
  world.wake_at(start + 5, {1, 1, 0});
  world.wake_at(start + 5, {1, 0, 2});
  world.wake_at(start - 9, {9, 0, 0});
  std::string order;
  while (auto event = world.next())
    order += std::to_string(event->ticket.act) + std::to_string(event->ticket.asset) + " ";
  EXPECT_EQ(order, "90 10 11 30 ");
  EXPECT_EQ(world.now(), start + 5);
}

TEST_F(Replay, FindsTheAssetsOfAnAction) {
  const WorldFile file = load_world(write(R"({"assets": [{"name": "x"}, {"name": "y", "app": "Y", "id": 7}],
      "actions": [{"action": "a", "asset": "z"}, {"action": "A"}, {"action": "b", "asset": "w"}, {"action": "a", "asset": "x"}]})"));
  ReplayWorld world(file, false);
  EXPECT_EQ(world.assets_for("a"), (std::vector<std::string>{"z", "x", "y"}));
  EXPECT_EQ(world.assets_for("c"), std::vector<std::string>());
  EXPECT_EQ(world.assets()[1].app, "Y");
  EXPECT_EQ(world.assets()[1].id, 7);
  EXPECT_EQ(world.assets()[1].app_id, 2);
  EXPECT_EQ(world.assets()[0].app, "x");
}

}  // namespace
}  // namespace pbc::io
