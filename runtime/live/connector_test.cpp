// SPDX-License-Identifier: Apache-2.0
#include "live/connector.h"

#include <gtest/gtest.h>

#include "live/built_in.h"
#include "live/request_builder.h"

namespace pbc::live {
namespace {

const char* const kHostile = "a/../b?c=d&e#f\r\nX-Evil: 1\t\"{g}\" 'h' \\ %2F";

/// A descriptor of one action, with `change` put over it.
OrderedJson descriptor(const char* change = "{}") {
  OrderedJson json = OrderedJson::parse(R"({
    "app": "Example", "assets": ["example"],
    "quotas": [{"requests": 4, "per": "minute"}],
    "connection": {"base_url": "https://api.example.com/base/", "headers": {"Key": "{secret.key}"},
                   "secrets": {"key": "EXAMPLE_KEY"}, "settings": {"zone": "eu", "must": null}},
    "actions": {"look up": {
      "effect": "lookup", "parameters": {"ip": "string", "days": "numeric"},
      "request": {"path": "/v1/{ip}", "query": {"days": "{days=30}"}},
      "answer": {"data": "[.]", "summary": "{count: .count}", "verdict": "\"clean\""}
    }}
  })");
  json.merge_patch(OrderedJson::parse(change));
  return json;
}

/// "place: what" of each problem.
std::string problems_of(const OrderedJson& json, bool also_programs = false) {
  std::vector<DescriptorProblem> problems;
  const auto connector = read_connector(json, "example.json", &problems);
  if (connector && also_programs) check_programs(*connector, &problems);
  EXPECT_EQ(connector == nullptr, !problems.empty() && !also_programs);
  std::string told;
  for (const DescriptorProblem& problem : problems) told += problem.place + ": " + problem.what + "\n";
  return told;
}

std::string problems_with(const char* change) { return problems_of(descriptor(change)); }

TEST(Connector, IsRead) {
  std::vector<DescriptorProblem> problems;
  const auto connector = read_connector(descriptor(), "example.json", &problems);
  ASSERT_TRUE(connector && problems.empty());
  EXPECT_EQ(connector->app, "Example");
  EXPECT_EQ(connector->quotas.size(), 1U);
  const auto action = connector->actions.find("look up");
  ASSERT_NE(action, connector->actions.end());
  EXPECT_EQ(action->second.requests.size(), 1U);
  EXPECT_FALSE(action->second.batch);
}

TEST(Connector, TellsOfAnIndicatorByRules) {
  const auto told = [](const std::string& effect, const std::string& parameter, const std::string& rules) {
    return problems_with((R"({"connection": {"rules": {"counts": [{"when": ["count > 0"], "unknown": true}]}},
                              "actions": {"look up": {"effect": ")" +
                          effect + R"(", "triage": {"component": "address", "of": "summary", "parameter": ")" +
                          parameter + R"(", "rules": )" + rules + "}}}}")
                             .c_str());
  };
  EXPECT_EQ(told("lookup", "ip", "\"counts\""), "");
  EXPECT_EQ(told("detonate", "ip", "\"counts\""), "");
  EXPECT_EQ(told("fetch", "ip", "\"counts\""),
            "actions.look up.triage: only a lookup or a detonation tells of an indicator\n");
  EXPECT_EQ(told("lookup", "url", "\"counts\""),
            "actions.look up.triage.parameter: the action has no parameter `url`\n");
  EXPECT_EQ(told("lookup", "ip", "\"count\""), "actions.look up.triage.rules: connection.rules has no `count`\n");
  EXPECT_EQ(told("lookup", "ip", R"([{"when": ["count > 0"], "unknwon": true}])"),
            "actions.look up.triage.rules[0].unknwon: unknown key\n"
            "actions.look up.triage.rules[0].score: is missing; expected a text\n"
            "actions.look up.triage.rules[0].confidence: is missing; expected a text\n"
            "actions.look up.triage.rules[0].reason: is missing; expected a text\n");
}

TEST(Connector, WithoutAConnectionThereIsNone) {
  std::vector<DescriptorProblem> problems;
  EXPECT_EQ(read_connector(descriptor(R"({"connection": null})"), "example.json", &problems), nullptr);
  EXPECT_TRUE(problems.empty());
}

TEST(Connector, ProblemsHaveTheirPlaces) {
  EXPECT_EQ(problems_with(R"({"connection": {"secretz": {}}})"), "connection.secretz: unknown key\n");
  EXPECT_EQ(problems_with(R"({"connection": {"headers": {"A": "{secret.other}"}}})"),
            "connection.headers: `{secret.other}` is no parameter of the action, and no secret. or setting. of the "
            "connection\n");
  EXPECT_EQ(problems_with(R"({"connection": {"timeouts": {"total": "soon"}}})"),
            "connection.timeouts.total: expected a duration such as \"30s\", \"15min\" or \"2h\"\n");
  EXPECT_EQ(problems_with(R"({"connection": {"transport": "pigeon"}})"),
            "connection.transport: expected http, smtp, dns, maxmind, phishtank file, content, redirects or exec, "
            "found `pigeon`\n");
  EXPECT_EQ(problems_with(R"({"quotas": [{"requests": 0, "per": "fortnight"}]})"),
            "quotas.quotas[0].per: expected second, minute, hour, day or month, found `fortnight`\n"
            "quotas.quotas[0].requests: expected a positive number\n");
  const auto in_action = [](const std::string& change) {
    return problems_with((R"({"actions": {"look up": )" + change + "}}").c_str());
  };
  EXPECT_EQ(in_action(R"({"request": {"path": "/{ip"}})"),
            "actions.look up.request.path: `{` without `}`; a brace itself is written `{{`\n");
  EXPECT_EQ(in_action(R"({"request": {"path": "/{nothing}"}})"),
            "actions.look up: `{nothing}` is no parameter of the action, and no secret. or setting. of the "
            "connection\n");
  EXPECT_EQ(in_action(R"({"request": {"method": "FETCH"}})"),
            "actions.look up.request.method: expected GET, POST, PUT, PATCH, DELETE, HEAD or OPTIONS, found `FETCH`\n");
  EXPECT_EQ(in_action(R"({"request": {"json": {}, "form": {}}})"),
            "actions.look up.request: a request has one body: `json`, `body`, `form`, `text`, `multipart` "
            "or `file`\n");
  EXPECT_EQ(in_action(R"({"request": {"poll": {"untill": "true", "until": "true"}}})"),
            "actions.look up.request.poll.untill: unknown key\n");
  EXPECT_EQ(in_action(R"({"answer": {"date": "[]"}})"), "actions.look up.answer.date: unknown key\n");
  EXPECT_EQ(in_action(R"({"effect": "record", "ttl": {"clean": "1h"}})"),
            "actions.look up.ttl: only what a lookup answers is kept\n");
  EXPECT_EQ(in_action(R"({"batch_requests": []})"), "actions.look up.batch_requests: unknown key\n");
  EXPECT_EQ(problems_with(R"({"quota": []})"), "quota: unknown key\n");
  EXPECT_EQ(in_action(R"({"effect": "harm"})"), "actions.look up.effect: unknown effect class `harm`\n");
  EXPECT_EQ(in_action(R"({"batch": 5, "batch_request": {"path": "/v1"}})"),
            "actions.look up.batch_request.each: is missing; expected a text\n"
            "actions.look up.batch_request.each: expected a jq program that gives a list\n");
}

TEST(Connector, OnlyWhatEarlierRequestsSaveIsThere) {
  const auto with = [](const char* first, const char* second) {
    return problems_with(
        (std::string(R"({"actions": {"look up": {"request": null, "requests": [)") + first + ", " + second + "]}}}")
            .c_str());
  };
  EXPECT_EQ(with(R"({"path": "/a", "save": {"id": ".id"}})", R"({"path": "/b/{vars.id}"})"), "");
  EXPECT_EQ(with(R"({"path": "/a/{vars.id}", "save": {"id": ".id"}})", R"({"path": "/b"})"),
            "actions.look up: `{vars.id}` is no parameter of the action, and no secret. or setting. of the "
            "connection\n");
}

TEST(Connector, ProgramsThatDoNotCompile) {
  const OrderedJson json = descriptor(R"({
    "connection": {"retry_after": "nothing_known"},
    "actions": {"look up": {"answer": {"data": "[.", "expects": "1 +"},
                            "request": {"when": "if", "poll": {"until": "{"}, "save": {"id": ".id |"}}}}})");
  const std::string told = problems_of(json, true);
  for (const char* place : {"connection.retry_after: jq: ", "actions.look up.answer: jq: ",
                            "actions.look up.answer.expects: jq: ", "actions.look up.request.when: jq: ",
                            "actions.look up.request.poll.until: jq: ", "actions.look up.request.save.id: jq: "})
    EXPECT_NE(told.find(place), std::string::npos) << place << "\n" << told;
}

TEST(Connector, ProgramsMayHaveLinesAndShareDefinitions) {
  std::vector<DescriptorProblem> problems;
  const auto connector =
      read_connector(descriptor(R"json({"connection": {"definitions": ["# What it is.", "def double: . * 2;"]},
        "actions": {"look up": {"answer": {"data": ["[.count # so many", " | double]"], "summary": "{status: $status, ip: $parameter.ip}"}}}})json"),
                     "example.json", &problems);
  ASSERT_TRUE(connector && problems.empty());
  check_programs(*connector, &problems);
  ASSERT_TRUE(problems.empty()) << problems[0].what;
  Jq::Input input;
  input.body = *Json::parse(R"({"count": 4})");
  input.parameter = *Json::parse(R"({"ip": "1.2.3.4"})");
  std::string error;
  const std::optional<Json> answer = connector->actions.at("look up").answer.run(input, &error);
  ASSERT_TRUE(answer) << error;
  EXPECT_EQ(answer->dump(), R"({"verdict":"clean","data":[8],"summary":{"status":200,"ip":"1.2.3.4"}})");
}

TEST(Connector, EveryShippedOneIsInOrder) {
  std::size_t count = 0;
  for (const BuiltIn* built_in = kBuiltIn; *built_in->file != '\0'; ++built_in) {
    std::vector<DescriptorProblem> problems;
    const auto connector = read_connector(OrderedJson::parse(built_in->json), built_in->file, &problems);
    if (connector) check_programs(*connector, &problems);
    for (const DescriptorProblem& problem : problems)
      ADD_FAILURE() << built_in->file << ": " << problem.place << ": " << problem.what;
    if (!connector) continue;
    ++count;
    EXPECT_NE(connector->as_of, "") << built_in->file;
    for (const auto& [name, action] : connector->actions)
      EXPECT_FALSE(action.answer.empty()) << built_in->file << ": " << name;
  }
  EXPECT_GE(count, 15U);
}

class Requests : public testing::Test {
 protected:
  HttpRequest make(const char* request, OrderedJson parameter, const std::optional<std::string>& body = std::nullopt) {
    std::vector<DescriptorProblem> problems;
    OrderedJson json = descriptor();
    json["actions"]["look up"]["request"] = OrderedJson::parse(request);
    json["actions"]["look up"]["parameters"]["headers"] = "string";
    json["actions"]["look up"]["parameters"]["text"] = "string";
    asset_.connector = read_connector(json, "example.json", &problems);
    EXPECT_TRUE(problems.empty()) << (problems.empty() ? "" : problems[0].place + ": " + problems[0].what);
    asset_.name = "example";
    asset_.base_url = "https://api.example.com/base/";
    asset_.secrets = {{"key", "s3cret\r\nX-Evil: 1"}};
    asset_.settings = {{"zone", "eu"}};
    const Places places(asset_, {std::move(parameter)});
    return build_request(asset_, asset_.connector->actions.at("look up").requests.at(0), places, body, &error_);
  }
  static std::string header(const HttpRequest& request, std::string_view name) {
    std::string found;
    for (const auto& [known, value] : request.headers)
      if (known == name) found += "[" + value + "]";
    return found;
  }

  AssetConfig asset_;
  std::string error_;
};

TEST_F(Requests, HaveTheirAddress) {
  const HttpRequest request =
      make(R"({"path": "/v1/{ip}", "query": {"days": "{days=30}", "no": "{text}"}})", {{"ip", "::1"}});
  EXPECT_EQ(request.url.text(), "https://api.example.com/base/v1/::1?days=30");
  EXPECT_EQ(request.method, "GET");
}

TEST_F(Requests, AskForWhatIsMissing) {
  make(R"({"path": "/v1/{ip}"})", OrderedJson::object());
  EXPECT_EQ(error_, "the parameter `ip` is missing");
}

TEST_F(Requests, ParametersStayInTheirPlace) {
  const HttpRequest request = make(
      R"({"method": "POST", "path": "/v1/{ip}", "query": {"q": "{ip}"}, "headers": {"X-A": "{ip}"}, "json": {"a": "{ip}"}})",
      {{"ip", kHostile}});
  EXPECT_EQ(error_, "");
  const std::string& target = request.url.target;
  EXPECT_TRUE(target.starts_with("/base/v1/a%2F..%2Fb%3F")) << target;
  EXPECT_EQ(target.find_first_of("#\r\n \"{}"), std::string::npos) << target;
  EXPECT_EQ(std::ranges::count(target, '?'), 1) << target;
  EXPECT_EQ(std::ranges::count(target, '/'), 3) << target;
  for (const auto& [name, value] : request.headers) EXPECT_EQ(value.find_first_of("\r\n"), std::string::npos) << value;
  EXPECT_EQ(header(request, "X-A"), "[a/../b?c=d&e#fX-Evil: 1\"{g}\" 'h' \\ %2F]");
  EXPECT_EQ(header(request, "Key"), "[s3cretX-Evil: 1]");
  EXPECT_EQ(OrderedJson::parse(request.body), (OrderedJson{{"a", kHostile}}));
  EXPECT_EQ(header(request, "Content-Type"), "[application/json]");
}

TEST_F(Requests, FormsAreEncoded) {
  const HttpRequest request =
      make(R"({"method": "POST", "form": {"a b": "{ip}", "no": "{text}"}})", {{"ip", "x&y=z +%"}});
  EXPECT_EQ(request.body, "a%20b=x%26y%3Dz%20%2B%25");
  EXPECT_EQ(header(request, "Content-Type"), "[application/x-www-form-urlencoded]");
}

TEST_F(Requests, HeadersOfAParameter) {
  const HttpRequest request =
      make(R"({"headers": {"*": "{headers|json}"}, "text": "{text}"})",
           {{"headers", R"({"X-A": "1\r\nX-Evil: 2", "X Bad": "3", "content-type": "text/csv"})"}, {"text", "a,b"}});
  EXPECT_EQ(header(request, "X-A"), "[1X-Evil: 2]");
  EXPECT_EQ(header(request, "X Bad"), "");
  EXPECT_EQ(header(request, "content-type") + header(request, "Content-Type"), "[text/csv]");
  EXPECT_EQ(request.body, "a,b");
}

TEST_F(Requests, BodiesThatProgramsMake) {
  const HttpRequest request = make(R"({"method": "POST", "body": "{a: 1}"})", OrderedJson::object(), R"({"a":1})");
  EXPECT_EQ(request.body, R"({"a":1})");
  EXPECT_EQ(header(request, "Content-Type"), "[application/json]");
}

}  // namespace
}  // namespace pbc::live
