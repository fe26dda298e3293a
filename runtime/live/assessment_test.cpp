// SPDX-License-Identifier: Apache-2.0
#include "live/assessment.h"

#include <gtest/gtest.h>

#include <fstream>
#include <limits>

#include "live/built_in.h"
#include "live/frozen_json.h"

namespace pbc::live {
namespace {

OrderedJson parsed(const std::string& text) { return OrderedJson::parse(text); }

/// What rules mean by example; tests/live/triage_test.py reads it, too.
const OrderedJson& table() {
  static const OrderedJson table = OrderedJson::parse(std::ifstream(PBC_ASSESSMENTS));
  return table;
}

TriageRules read(const OrderedJson& triage, const OrderedJson& sets, std::string* told) {
  std::vector<DescriptorProblem> problems;
  OrderedJson connection = OrderedJson::object();
  if (!sets.is_null()) connection["rules"] = sets;
  TriageRules rules = TriageRules::read(Fields(triage, "triage", &problems),
                                        read_rule_sets(Fields(connection, "connection", &problems)));
  for (const DescriptorProblem& problem : problems) *told += problem.place + ": " + problem.what + "\n";
  return rules;
}

OrderedJson said(const std::optional<Assessment>& assessment) {
  if (!assessment) return nullptr;
  return {{"score", assessment->score}, {"confidence", assessment->confidence}, {"reason", assessment->reason}};
}

/// Of an answer, rules get to see the parts alone that they read: it must be all that they need.
void check_answer(const TriageRules& rules, const OrderedJson& result) {
  const Answer answer{.success = result.value("status", "") == "success",
                      .message = result.value("message", ""),
                      .data = frozen_of(result.value("data", OrderedJson())),
                      .summary = frozen_of(result.value("summary", OrderedJson())),
                      .verdict = ""};
  const OrderedJson whole = {{"status", answer.success ? "success" : "failed"},
                             {"message", answer.message},
                             {"data", thawed(answer.data)},
                             {"summary", thawed(answer.summary)}};
  EXPECT_EQ(said(rules.assess(answer)), said(rules.assess(whole))) << result;
}

void check_cases(const TriageRules& rules, const OrderedJson& entry) {
  for (const OrderedJson& each : entry["cases"]) {
    OrderedJson got = said(rules.assess(each["result"]));
    for (const char* name : {"score", "confidence"})
      if (got.is_object() && each["says"].is_object()) {
        EXPECT_DOUBLE_EQ(got[name].get<double>(), each["says"][name].get<double>()) << each;
        got[name] = each["says"][name];
      }
    EXPECT_EQ(got, each["says"]) << entry["triage"] << "\n" << each["result"];
    if (each["result"].is_object()) check_answer(rules, each["result"]);
  }
}

TEST(TriageRules, MeanWhatTheTableSays) {
  ASSERT_GT(table()["rules"].size(), 30U);
  for (const OrderedJson& entry : table()["rules"]) {
    std::string told;
    const TriageRules rules = read(entry["triage"], entry.value("sets", OrderedJson()), &told);
    EXPECT_EQ(told, "") << entry["triage"];
    check_cases(rules, entry);
  }
}

TEST(TriageRules, OfShippedDescriptorsMeanWhatTheTableSays) {
  std::map<std::string, std::shared_ptr<const Connector>> connectors;
  std::size_t actions = 0;
  for (const BuiltIn* each = kBuiltIn; *each->file != '\0'; ++each) {
    std::vector<DescriptorProblem> problems;
    const auto connector = read_connector(parsed(each->json), each->file, &problems);
    for (const DescriptorProblem& problem : problems) ADD_FAILURE() << each->file << problem.place << problem.what;
    if (!connector) continue;
    connectors[connector->app] = connector;
    for (const auto& [name, action] : connector->actions) {
      if (!action.triage) continue;
      ++actions;
      // What failed or is of another shape tells nothing.
      for (const char* result : {R"({"status": "failed", "message": "late", "data": [], "summary": {}})",
                                 R"({"status": "success", "message": "", "data": ["text"], "summary": "text"})",
                                 R"({"data": {"a": [[], {}, null]}, "summary": [0]})"})
        EXPECT_FALSE(action.triage->assess(parsed(result))) << each->file << " " << name;
    }
  }
  EXPECT_GT(actions, 25U);
  for (const OrderedJson& entry : table()["shipped"]) {
    const auto connector = connectors.find(entry["app"].get<std::string>());
    ASSERT_NE(connector, connectors.end()) << entry["app"];
    const auto action = connector->second->actions.find(entry["action"].get<std::string>());
    ASSERT_NE(action, connector->second->actions.end()) << entry["action"];
    ASSERT_TRUE(action->second.triage) << entry["app"] << entry["action"];
    check_cases(*action->second.triage, entry);
  }
}

std::string problems_of(const std::string& triage, const std::string& sets = "null") {
  std::string told;
  read(parsed(triage), parsed(sets), &told);
  return told;
}

/// Of one rule with this change.
std::string problems_with(const std::string& change) {
  OrderedJson rule = parsed(R"({"when": ["summary.n >= 1"], "score": 1, "confidence": 1, "reason": "r"})");
  rule.merge_patch(parsed(change));
  return problems_of(
      OrderedJson{{"component", "url"}, {"parameter", "url"}, {"rules", OrderedJson::array({rule})}}.dump());
}

TEST(TriageRules, TellWhatIsWrongWithThem) {
  EXPECT_EQ(problems_of("{}"),
            "triage.component: is missing; expected a text\n"
            "triage.component: expected url, address, file, content or redirect\n"
            "triage.parameter: is missing; expected a text\n"
            "triage.rules: is missing; expected a list of objects\n");
  EXPECT_EQ(problems_of(R"({"component": "mail", "parameter": "x", "rules": [], "rulse": 1})"),
            "triage.rulse: unknown key\ntriage.component: expected url, address, file, content or redirect\n"
            "triage.rules: there is none\n");
  EXPECT_EQ(problems_of(R"({"component": "url", "parameter": "x", "rules": "counts", "of": "summary"})",
                        R"({"count": [{"unknown": true}]})"),
            "triage.rules: connection.rules has no `counts`\n");
  EXPECT_EQ(problems_of(R"({"component": "url", "parameter": "x", "rules": "a"})",
                        R"({"a": [{"when": ["n == 1"], "unknown": true}], "b": [{"score": 1}]})"),
            "connection.rules.b[0].confidence: is missing; expected a text\n"
            "connection.rules.b[0].reason: is missing; expected a text\n"
            "triage.rules: `n` begins with none of status, message, data, summary\n");
  EXPECT_EQ(problems_of(R"({"component": "url", "parameter": "x", "of": ["data.*", "data.", "sumary"],
                            "rules": [{"when": ["n == 1"], "unknown": true}]})"),
            "triage.of: expected a path such as `summary.malicious`, found `data.`\n"
            "triage.of: `sumary` begins with none of status, message, data, summary\n");
  EXPECT_EQ(problems_with(R"({"reason": "{sumary.n} of [{data.*.n + m}]"})"),
            "triage.rules: `sumary.n` begins with none of status, message, data, summary\n"
            "triage.rules: `m` begins with none of status, message, data, summary\n");
}

TEST(TriageRules, TellWhatIsWrongWithARule) {
  const std::string at = "triage.rules[0].";
  EXPECT_EQ(problems_with("{}"), "");
  EXPECT_EQ(problems_with(R"({"scroe": 1})"), at + "scroe: unknown key\n");
  EXPECT_EQ(problems_with(R"({"when": "summary.n >= 1"})"), at + "when: expected a list of texts, found string\n");
  EXPECT_EQ(problems_with(R"({"when": [1]})"), at + "when: expected texts\n");
  const auto when = [&](const std::string& text) {
    return problems_with(OrderedJson{{"when", OrderedJson::array({text})}}.dump());
  };
  EXPECT_EQ(when("summary.n"), at + "when: expected PATH OPERATOR JSON, such as `summary.malicious >= 3`, found "
                                    "`summary.n`\n");
  EXPECT_EQ(when("summary.n>=1"), at + "when: expected PATH OPERATOR JSON, such as `summary.malicious >= 3`, found "
                                       "`summary.n>=1`\n");
  EXPECT_EQ(when("summary.a b == 1"), at + "when: expected a path such as `summary.malicious`, found `summary.a b`\n");
  const std::string scalar = "expected a number, a text in quotes, true, false, null, [] or {} behind ";
  EXPECT_EQ(when("summary.n == bad"), at + "when: " + scalar + "`==`\n");
  EXPECT_EQ(when("summary.n == "), at + "when: " + scalar + "`==`\n");
  EXPECT_EQ(when("summary.n != [1]"), at + "when: " + scalar + "`!=`\n");
  EXPECT_EQ(when("summary.n == 1e999"), at + "when: " + scalar + "`==`\n");
  EXPECT_EQ(when("summary.n < \"5\""), at + "when: expected a number behind `<`\n");
  EXPECT_EQ(when("summary.n + summary.m == null"), at + "when: expected a number behind `==`\n");
  EXPECT_EQ(when("summary.n / 0 > 1"), at + "when: divides by 0\n");
  EXPECT_EQ(when("summary.n / 2 / 2 > 1"), at + "when: expected one ` / ` at most, found `summary.n / 2 / 2`\n");
  EXPECT_EQ(problems_with(R"({"score": 1.5})"), at + "score: expected a number from 0 to 1\n");
  EXPECT_EQ(problems_with(R"({"score": -0.1, "confidence": "2"})"),
            at + "score: expected a number from 0 to 1\n" + at + "confidence: expected a number from 0 to 1\n");
  EXPECT_EQ(problems_with(R"({"score": true})"), at + "score: expected a text, found boolean\n");
  EXPECT_EQ(problems_with(R"({"reason": "{summary.n"})"), at + "reason: a brace is not closed\n");
  EXPECT_EQ(problems_with(R"({"reason": "summary.n}"})"), at + "reason: a brace is not opened\n");
  EXPECT_EQ(problems_with(R"({"reason": "[x"})"), at + "reason: a bracket is not closed\n");
  EXPECT_EQ(problems_with(R"({"reason": "x]"})"), at + "reason: a bracket is not opened\n");
  EXPECT_EQ(problems_with(R"({"reason": "{}"})"),
            at + "reason: expected a path such as `summary.malicious`, found ``\n" +
                "triage.rules: `` begins with none of status, message, data, "
                "summary\n");
  EXPECT_EQ(problems_with(R"({"unknown": false, "score": null, "confidence": null, "reason": null})"),
            at + "unknown: expected true\n");
  EXPECT_EQ(problems_with(R"({"unknown": true})"), at + "score: of what is unknown there is none\n" + at +
                                                       "confidence: of what is unknown there is none\n" + at +
                                                       "reason: of what is unknown there is none\n");
}

TriageRules rules_of(const std::string& rules) {
  std::string told;
  TriageRules read_rules =
      read({{"component", "url"}, {"parameter", "url"}, {"rules", parsed(rules)}}, OrderedJson(), &told);
  EXPECT_EQ(told, "");
  return read_rules;
}

TEST(TriageRules, BearWhateverAnAnswerHolds) {
  const TriageRules rules = rules_of(
      R"([{"when": ["summary.n >= 5"], "score": "summary.n", "confidence": 1, "reason": "{summary.n} {summary.x}"},
          {"when": ["summary.n == []"], "score": 1, "confidence": 1, "reason": "none"},
          {"when": ["summary.x != \"\""], "score": 0.5, "confidence": 1, "reason": "{summary.x}"}])");
  const auto assess = [&](const OrderedJson& n, const OrderedJson& x) {
    return said(rules.assess({{"summary", {{"n", n}, {"x", x}}}}));
  };
  for (const double none : {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity(),
                            -std::numeric_limits<double>::infinity()})
    EXPECT_EQ(assess(none, nullptr), OrderedJson());
  EXPECT_EQ(assess(std::numeric_limits<std::uint64_t>::max(), 1)["reason"], "18446744073709551615 1");
  EXPECT_EQ(assess(1e308, 1)["score"], 1.0);
  EXPECT_EQ(assess("1e999", nullptr), OrderedJson());
  EXPECT_EQ(assess(std::string(1 << 20, '9'), nullptr), OrderedJson());
  OrderedJson deep = 1;
  for (int i = 0; i < 200'000; ++i) deep = OrderedJson::array({std::move(deep)});
  EXPECT_EQ(assess(OrderedJson(), 1)["reason"], "1");
  OrderedJson result = {{"summary", OrderedJson::object()}};
  result["summary"]["n"] = std::move(deep);
  EXPECT_EQ(said(rules.assess(result)), OrderedJson());
  result["summary"]["x"] = std::move(result["summary"]["n"]);
  EXPECT_EQ(said(rules.assess(result))["reason"], "");
  EXPECT_EQ(assess(OrderedJson(), "\xff\xc3" + std::string(400, '\x80'))["score"], 0.5);
  const std::string long_text = assess(OrderedJson(), std::string(16 << 20, 'x'))["reason"];
  EXPECT_EQ(long_text, std::string(300, 'x') + "...");
}

TEST(TriageRules, ReadTheSamePartsOfAnAnswerAsOfAllOfIt) {
  for (const char* paths : {R"(["data.*.a", "summary.n"])", R"(["data.a", "data.*.b.*"])", R"(["data.*.*", "summary"])",
                            R"(["summary.*", "summary.a.b", "data"])"}) {
    OrderedJson rules = OrderedJson::array();
    for (const OrderedJson& path : parsed(paths)) {
      const auto text = path.get<std::string>();
      rules.push_back({{"when", {text + " >= 2"}}, {"score", text}, {"confidence", 1}, {"reason", "{" + text + "}"}});
      rules.push_back({{"when", {text + " == []"}}, {"score", 0}, {"confidence", 1}, {"reason", "none"}});
      rules.push_back({{"when", {text + " == null"}}, {"score", 0.5}, {"confidence", 1}, {"reason", "null"}});
    }
    for (const char* result :
         {R"({"status": "success", "data": [{"a": 3, "b": [1, 2], "c": {}}, {"a": []}], "summary": {"n": 4}})",
          R"({"data": {"a": {"b": {"c": 9}}, "b": 1}, "summary": {"a": {"b": 2, "c": [3]}, "z": null}})",
          R"({"data": [[5], [], null, "7"], "summary": []})", R"({"data": null, "summary": 8, "message": "x"})"})
      check_answer(rules_of(rules.dump()), parsed(result));
  }
}

TEST(TriageRules, LookAtManyElements) {
  std::string told;
  const TriageRules rules = read(parsed(R"({"component": "url", "parameter": "url", "of": "data.*", "rules": [
      {"when": ["n == 2"], "score": 1, "confidence": 1, "reason": "two"},
      {"when": ["n == 1"], "score": 0.5, "confidence": 1, "reason": "{n}"}]})"),
                                 OrderedJson(), &told);
  OrderedJson result = {{"data", OrderedJson::array()}};
  for (int i = 0; i < 100'000; ++i) result["data"].push_back({{"n", 1}});
  EXPECT_EQ(said(rules.assess(result))["reason"], "1");
  result["data"].push_back({{"n", 2}});
  EXPECT_EQ(said(rules.assess(result))["reason"], "two");
}

}  // namespace
}  // namespace pbc::live
