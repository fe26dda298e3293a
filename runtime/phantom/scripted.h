// SPDX-License-Identifier: Apache-2.0
//
// For tests of acts: a playbook whose blocks do what the test at hand says, written as emitted code is.
#pragma once

#include <gtest/gtest.h>

#include "phantom/testing.h"

namespace pbc::engine {

using Body = std::function<void(const BlockArguments&)>;

/// What the blocks of the test at hand do, by name; every call is noted in `calls`.
struct Script {
  std::map<std::string, Body> bodies;
  std::vector<std::string> calls;
};
inline Script* script = nullptr;

inline constexpr char kOnStart[] = "on_start", kOnFinish[] = "on_finish", kFirst[] = "first", kSecond[] = "second",
                      kJoin[] = "join", kLate[] = "late";

template <const char* name>
Value block(BlockArguments arguments) {
  Frame at(name);
  at(1);
  script->calls.push_back(name);
  if (auto body = script->bodies.find(name); body != script->bodies.end()) body->second(arguments);
  return None;
}

template <const char* name>
Value call_block(Value* bound) {
  return block<name>(
      {bound[0], bound[1], bound[2], bound[3], bound[4], bound[5], bound[6], bound[7], bound[8], bound[9]});
}
inline Value call_on_start(Value* bound) { return block<kOnStart>({.container = bound[0]}); }
/// The summary goes where the test looks for it.
inline Value call_on_finish(Value* bound) { return block<kOnFinish>({.container = bound[0], .results = bound[1]}); }

using enum ParameterKind;
inline const std::initializer_list<Parameter> kParameters = {
    {"action", kNormal, None},           {"success", kNormal, None},
    {"container", kNormal, None},        {"results", kNormal, None},
    {"handle", kNormal, None},           {"filtered_artifacts", kNormal, None},
    {"filtered_results", kNormal, None}, {"custom_function", kNormal, None},
    {"loop_state_json", kNormal, None},  {"kwargs", kKwargs}};

inline std::vector<std::string> seen;

inline Value oldest(Value) { return None; }
inline Value call_oldest(Value* bound) {
  seen.push_back(show(bound[0].operator[]("name")) + show(bound[1]) + show(bound[2]["id"]) + show(bound[4]));
  return None;
}
inline Value narrow(Value) { return None; }
inline Value call_narrow(Value* bound) {
  seen.push_back("narrow " + show(bound[0]["id"]));
  return None;
}

inline const Playbook kPlaybook{
    "scripted",
    "scripted.py",
    {
        {"on_start", 1, code_of(block<kOnStart>), {{"container"}}, call_on_start},
        {"on_finish", 2, code_of(block<kOnFinish>), {{"container"}, {"summary"}}, call_on_finish},
        {"first", 3, code_of(block<kFirst>), kParameters, call_block<kFirst>},
        {"second", 4, code_of(block<kSecond>), kParameters, call_block<kSecond>},
        {"join", 5, code_of(block<kJoin>), kParameters, call_block<kJoin>},
        {"late", 6, code_of(block<kLate>), kParameters, call_block<kLate>},
        {"oldest", 7, code_of(oldest), {{"action"}, {"success"}, {"incident"}, {"results"}, {"handle"}}, call_oldest},
        {"narrow", 8, code_of(narrow), {{"container", kNormal, None}, {"other", kNormal, None}}, call_narrow},
    },
    nullptr,
    [] {},
    false};

inline Value act(const char* name, Value parameters, Value callback = Value(), Value assets = Value()) {
  return phantom::act({.action = "look up",
                       .parameters = parameters,
                       .assets = assets.is_unset() ? list({"a"}) : assets,
                       .callback = callback,
                       .name = make_str(name)});
}

inline Value parameter(const char* ip) { return dict({{"ip", make_str(ip)}}); }

class Acts : public testing::Test {
 protected:
  Acts() { script = &scripted; }
  ~Acts() override {
    script = nullptr;
    seen.clear();
  }

  Outcome execute() { return Engine(test.run).execute(); }
  void on(const char* name, Body body) { scripted.bodies[name] = std::move(body); }
  std::string calls() const {
    std::string all;
    for (const std::string& name : scripted.calls) all += (all.empty() ? "" : " ") + name;
    return all;
  }

  TestRun test{"[]", "{}", "{}", kPlaybook};
  Script scripted;
};

}  // namespace pbc::engine
