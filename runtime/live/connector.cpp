// SPDX-License-Identifier: Apache-2.0
#include "live/connector.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "live/assessment.h"
#include "live/fields.h"

namespace pbc::live {

namespace {

constexpr std::array<std::string_view, 9> kEffects = {"lookup",  "state",   "fetch",  "detonate", "execute",
                                                      "contain", "restore", "notify", "record"};
constexpr std::array<std::string_view, 8> kTransports = {"http",           "smtp",    "dns",       "maxmind",
                                                         "phishtank file", "content", "redirects", "exec"};
constexpr std::array<std::string_view, 5> kComponents = {"url", "address", "file", "content", "redirect"};

using Pairs = std::vector<std::pair<std::string, Template>>;

Template read_template(const Fields& fields, std::string_view name) {
  std::string error;
  Template result = Template::parse(fields.text(name), &error);
  if (!error.empty()) fields.problem(name, error);
  return result;
}

using SharedPrograms = std::shared_ptr<ProgramSet>;

/// jq, on one line or as a list of lines.
std::string read_lines(const Fields& fields, std::string_view name) {
  if (!fields.member(name).is_array()) return fields.text(name);
  std::string text;
  for (const std::string& line : fields.texts(name)) text += line + "\n";
  return text;
}

Program read_program(const Fields& fields, std::string_view name, const SharedPrograms& programs) {
  return {programs, read_lines(fields, name)};
}

Pairs read_templates(const Fields& object) {
  Pairs pairs;
  for (const auto& [name, value] : object.members()) {
    std::string error;
    pairs.emplace_back(name, Template::parse(text_of(value), &error));
    if (!error.empty()) object.problem(name, error);
  }
  return pairs;
}

RequestTemplate read_request(const Fields& fields, const SharedPrograms& programs) {
  RequestTemplate request;
  fields.only({"when", "method", "path", "query", "headers", "json", "body", "form", "text", "save", "poll", "optional",
               "url", "multipart", "file", "files"});
  if (fields.has("when")) request.when = read_program(fields, "when", programs);
  if (fields.has("method")) request.method = fields.text("method");
  constexpr std::array<std::string_view, 7> kMethods = {"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"};
  if (std::ranges::find(kMethods, request.method) == kMethods.end())
    fields.problem("method", "expected GET, POST, PUT, PATCH, DELETE, HEAD or OPTIONS, found `" + request.method + "`");
  if (fields.has("path")) request.path = read_template(fields, "path");
  if (fields.has("query")) request.query = read_templates(fields.object("query"));
  if (fields.has("headers")) request.headers = read_templates(fields.object("headers"));
  if (fields.has("form")) request.form = read_templates(fields.object("form"));
  if (fields.has("json")) {
    std::string error;
    request.json = JsonTemplate::parse(fields.member("json"), &error);
    if (!error.empty()) fields.problem("json", error);
  }
  if (fields.has("body")) request.body = read_program(fields, "body", programs);
  if (fields.has("text")) request.text = read_template(fields, "text");
  if (fields.has("multipart")) {
    const Fields form = fields.object("multipart");
    form.only({"fields", "files"});
    request.multipart.emplace();
    if (form.has("fields")) request.multipart->fields = read_templates(form.object("fields"));
    for (const auto& [name, parameter] : form.object("files").members())
      request.multipart->files.emplace_back(name, form.object("files").text(name));
  }
  if (fields.has("file")) request.file = fields.text("file");
  if (fields.has("files")) request.files = fields.texts("files");
  if (fields.has("json") + fields.has("body") + fields.has("form") + fields.has("text") + fields.has("multipart") +
          fields.has("file") >
      1)
    fields.problem("", "a request has one body: `json`, `body`, `form`, `text`, `multipart` or `file`");
  if (fields.has("url")) {
    request.url = read_template(fields, "url");
    if (fields.has("path")) fields.problem("", "a request has a `path` or a `url`");
  }
  if (fields.has("optional")) request.is_optional = fields.truth("optional");
  if (fields.has("save"))
    for (const auto& [name, program] : fields.object("save").members())
      request.save.emplace_back(name, read_program(fields.object("save"), name, programs));
  if (fields.has("poll")) {
    const Fields poll = fields.object("poll");
    poll.only({"until", "after", "every", "at_most"});
    request.poll = Poll{read_program(poll, "until", programs), poll.duration("after", 0),
                        poll.duration("every", 5 * policy::kSecond), poll.duration("at_most", 5 * policy::kMinute)};
  }
  return request;
}

std::vector<RequestTemplate> read_requests(const Fields& fields, const SharedPrograms& programs) {
  std::vector<RequestTemplate> requests;
  if (fields.has("request")) requests.push_back(read_request(fields.object("request"), programs));
  if (fields.has("requests"))
    for (const Fields& request : fields.objects("requests")) requests.push_back(read_request(request, programs));
  return requests;
}

void collect_names(const RequestTemplate& request, std::set<std::string>* names) {
  request.path.names(names);
  if (request.url) request.url->names(names);
  if (request.multipart)
    for (const auto& [name, value] : request.multipart->fields) value.names(names);
  for (const auto& [name, value] : request.query) value.names(names);
  for (const auto& [name, value] : request.headers) value.names(names);
  for (const auto& [name, value] : request.form) value.names(names);
  if (request.json) request.json->names(names);
  if (request.text) request.text->names(names);
}

bool is_fact_of_file(std::string_view name) {
  constexpr std::array<std::string_view, 8> kFacts = {"parameter", "vault_id", "name", "mime_type",
                                                      "size",      "md5",      "sha1", "sha256"};
  return name == "base64" || std::ranges::find(kFacts, name) != kFacts.end();
}

/// What places of a template may name: parameters of the action, and what the connection has.
void check_names(const std::set<std::string>& names, const std::vector<std::string>& parameters,
                 const std::set<std::string>& saved, const Connection& connection, const Fields& at,
                 bool has_files = false) {
  for (const std::string& name : names) {
    const auto tail = [&](std::string_view prefix) { return name.substr(prefix.size()); };
    bool is_known = std::ranges::find(parameters, name) != parameters.end();
    if (name.starts_with("secret.")) is_known = connection.secrets.contains(tail("secret."));
    if (name.starts_with("setting.")) is_known = connection.settings.contains(tail("setting."));
    if (name.starts_with("vars.")) is_known = saved.contains(tail("vars."));
    if (name.starts_with("file.")) is_known = has_files && is_fact_of_file(tail("file."));
    if (!is_known)
      at.problem("", "`{" + name + "}` is no parameter of the action, and no secret. or setting. of the connection");
  }
}

/// Which parameters name files, and that they may.
void read_files(const Fields& fields, const Connection& connection, Action* action) {
  const auto add = [&](const std::string& parameter) {
    const Fields parameters = fields.has("parameters") ? fields.object("parameters") : fields;
    const bool is_known = std::ranges::find(action->parameters, parameter) != action->parameters.end();
    const OrderedJson type = is_known ? parameters.member(parameter) : OrderedJson();
    const OrderedJson contains = type.is_object() ? type.value("contains", OrderedJson()) : OrderedJson();
    if (std::ranges::find(contains, OrderedJson("vault id")) == contains.end())
      fields.problem("", "`" + parameter + "` is no parameter of the action that contains `vault id`");
    std::vector<std::string>& all = action->file_parameters;
    if (std::ranges::find(all, parameter) == all.end()) all.push_back(parameter);
  };
  const bool is_http = connection.transport == Transport::kHttp;
  for (const RequestTemplate& request : action->requests) {
    if (!request.file.empty()) add(request.file);
    if (request.multipart)
      for (const auto& [name, parameter] : request.multipart->files) add(parameter);
    std::ranges::for_each(request.files, add);
    if (!is_http && (!request.file.empty() || request.multipart || request.url))
      fields.problem("", "`file`, `multipart` and `url` are for the transport http");
    if (!request.files.empty() && connection.transport != Transport::kSmtp && connection.transport != Transport::kExec)
      fields.problem("", "`files` is for the transports smtp and exec");
  }
  if (action->file_parameters.empty()) return;
  constexpr std::array kSending = {Effect::kLookup, Effect::kDetonate, Effect::kExecute, Effect::kNotify,
                                   Effect::kRecord};
  if (std::ranges::find(kSending, action->effect) == kSending.end())
    fields.problem("effect", "an action of class " + std::string(name(action->effect)) + " sends no files");
}

Program read_answer(const Fields& answer, const SharedPrograms& programs) {
  answer.only({"expects", "outcome", "verdict", "message", "data", "summary"});
  std::string program = "{";
  bool is_first = true;
  for (const std::string_view part : {"outcome", "verdict", "message", "data", "summary"}) {
    if (!answer.has(part)) continue;
    if (!std::exchange(is_first, false)) program += ", ";
    program.append(part).append(": (").append(read_lines(answer, part)).append("\n)");
  }
  return {programs, program + "}"};
}

Action read_action(const std::string& name, const Fields& fields, const Connection& connection, const RuleSets& rules) {
  Action action;
  action.name = lower(name);
  fields.only({"effect", "may_run_without_parameters", "batch", "parameters", "outputs", "outputs_are_open", "request",
               "requests", "answer", "batch_request", "triage", "ttl"});
  if (const auto effect = find_effect(fields.text("effect")))
    action.effect = *effect;
  else
    fields.problem("effect", "unknown effect class `" + fields.text("effect") + "`");
  if (fields.has("parameters"))
    for (const auto& [parameter, type] : fields.object("parameters").members()) {
      action.parameters.push_back(parameter);
      if (type.is_object() && type.contains("contains"))
        action.contains[parameter] = fields.object("parameters").object(parameter).texts("contains");
    }
  const SharedPrograms& programs = connection.programs;
  action.requests = read_requests(fields, programs);
  if (fields.has("answer")) {
    const Fields answer = fields.object("answer");
    action.answer = read_answer(answer, programs);
    if (answer.has("expects")) action.expects = read_program(answer, "expects", programs);
  }
  if (fields.has("ttl"))
    for (const auto& [verdict, duration] : fields.object("ttl").members())
      action.ttl[verdict] = fields.object("ttl").duration(verdict, 0);

  if (fields.has("batch_request")) {
    const Fields request = fields.object("batch_request");
    BatchTemplate batch;
    batch.size = fields.has("batch") ? static_cast<std::size_t>(fields.integer("batch")) : 1;
    batch.request = read_request(request.without("each"), programs);
    batch.each = read_program(request, "each", programs);
    if (!request.has("each")) request.problem("each", "expected a jq program that gives a list");
    action.batch = std::move(batch);
  }

  read_files(fields, connection, &action);
  std::set<std::string> saved;
  const auto check = [&](const RequestTemplate& request) {
    std::set<std::string> names;
    collect_names(request, &names);
    check_names(names, action.parameters, saved, connection, fields, !action.file_parameters.empty());
    for (const auto& [variable, program] : request.save) saved.insert(variable);
  };
  for (const RequestTemplate& request : action.requests) check(request);
  if (action.batch) check(action.batch->request);
  if (fields.has("triage")) {
    action.triage = std::make_shared<const TriageRules>(TriageRules::read(fields.object("triage"), rules));
    const std::string& parameter = action.triage->parameter();
    if (std::ranges::find(action.parameters, parameter) == action.parameters.end())
      fields.object("triage").problem("parameter", "the action has no parameter `" + parameter + "`");
    if (action.effect != Effect::kLookup && action.effect != Effect::kDetonate)
      fields.problem("triage", "only a lookup or a detonation tells of an indicator");
  }
  if (action.effect != Effect::kLookup && !action.ttl.empty())
    fields.problem("ttl", "only what a lookup answers is kept");
  return action;
}

Connection read_connection(const Fields& fields) {
  Connection connection;
  fields.only({"transport",  "definitions",   "base_url",         "headers",           "query",
               "basic",      "secrets",       "optional_secrets", "settings",          "over_quota",
               "unknown",    "quota_headers", "retry_after",      "timeouts",          "max_answer",
               "max_upload", "upload_hosts",  "connections",      "follows_redirects", "rules",
               "note"});
  if (fields.has("transport")) {
    const auto found = std::ranges::find(kTransports, fields.text("transport"));
    if (found == kTransports.end())
      fields.problem("transport",
                     "expected http, smtp, dns, maxmind, phishtank file, content, redirects or exec, found `" +
                         fields.text("transport") + "`");
    else
      connection.transport = static_cast<Transport>(found - kTransports.begin());
  }
  connection.programs = std::make_shared<ProgramSet>();
  if (fields.has("definitions")) connection.programs->define(read_lines(fields, "definitions"));
  if (fields.has("base_url")) connection.base_url = fields.text("base_url");
  if (fields.has("headers")) connection.headers = read_templates(fields.object("headers"));
  if (fields.has("query")) connection.query = read_templates(fields.object("query"));
  if (fields.has("basic")) {
    const Fields basic = fields.object("basic");
    basic.only({"user", "password"});
    connection.basic = {read_template(basic, "user"), read_template(basic, "password")};
  }
  if (fields.has("secrets"))
    for (const auto& [name, variable] : fields.object("secrets").members())
      connection.secrets[name] = fields.object("secrets").text(name);
  if (fields.has("optional_secrets")) connection.optional_secrets = fields.texts("optional_secrets");
  if (fields.has("settings"))
    for (const auto& [name, value] : fields.object("settings").members()) connection.settings[name] = value;
  if (fields.has("over_quota")) connection.over_quota = fields.integers("over_quota");
  if (fields.has("unknown")) connection.unknown = fields.integers("unknown");
  if (fields.has("quota_headers")) {
    const Fields headers = fields.object("quota_headers");
    headers.only({"remaining", "reset", "reset_after"});
    const auto header = [&](std::string_view name) { return headers.has(name) ? lower(headers.text(name)) : ""; };
    connection.quota_headers = {header("remaining"), header("reset"), header("reset_after")};
  }
  if (fields.has("retry_after")) connection.retry_after = read_program(fields, "retry_after", connection.programs);
  if (fields.has("timeouts")) {
    const Fields timeouts = fields.object("timeouts");
    timeouts.only({"connect", "answer", "total"});
    Timeouts& own = connection.timeouts;
    own = {timeouts.duration("connect", own.connect), timeouts.duration("answer", own.answer),
           timeouts.duration("total", own.total)};
  }
  if (fields.has("max_answer")) connection.max_answer = static_cast<std::size_t>(fields.integer("max_answer"));
  if (fields.has("max_upload")) connection.max_upload = static_cast<std::size_t>(fields.integer("max_upload"));
  if (fields.has("upload_hosts")) connection.upload_hosts = fields.texts("upload_hosts");
  if (fields.has("connections")) connection.connections = static_cast<std::size_t>(fields.integer("connections"));
  if (fields.has("follows_redirects")) connection.follows_redirects = fields.truth("follows_redirects");
  return connection;
}

}  // namespace

std::string_view name(Effect effect) { return kEffects[static_cast<std::size_t>(effect)]; }

std::string_view name(Transport transport) { return kTransports[static_cast<std::size_t>(transport)]; }

std::optional<Effect> find_effect(std::string_view name) {
  const auto found = std::ranges::find(kEffects, name);
  if (found == kEffects.end()) return std::nullopt;
  return static_cast<Effect>(found - kEffects.begin());
}

bool is_effectful(Effect effect) {
  switch (effect) {
    case Effect::kLookup:
    case Effect::kState:
    case Effect::kFetch:
    case Effect::kDetonate:
      return false;
    case Effect::kExecute:
    case Effect::kContain:
    case Effect::kRestore:
    case Effect::kNotify:
    case Effect::kRecord:
      return true;
  }
  return true;
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

std::string folded(std::string_view name) {
  std::string out = lower(name);
  std::ranges::replace(out, ' ', '_');
  std::ranges::replace(out, '-', '_');
  return out;
}

std::vector<QuotaRule> read_quotas(const OrderedJson& json, const std::string& place,
                                   std::vector<DescriptorProblem>* problems) {
  std::vector<QuotaRule> rules;
  const Fields list(OrderedJson{{"quotas", json}}, place, problems);
  for (const Fields& fields : list.objects("quotas")) {
    fields.only({"requests", "per", "reset", "plan"});
    QuotaRule rule;
    rule.requests = fields.integer("requests");
    rule.per = fields.text("per");
    if (fields.has("reset")) rule.reset = fields.text("reset");
    if (fields.has("plan")) rule.plan = fields.text("plan");
    constexpr std::array<std::string_view, 5> kPer = {"second", "minute", "hour", "day", "month"};
    if (std::ranges::find(kPer, rule.per) == kPer.end())
      fields.problem("per", "expected second, minute, hour, day or month, found `" + rule.per + "`");
    if (rule.requests < 1) fields.problem("requests", "expected a positive number");
    rules.push_back(std::move(rule));
  }
  return rules;
}

std::shared_ptr<const Connector> read_connector(const OrderedJson& json, const std::string& file,
                                                std::vector<DescriptorProblem>* problems) {
  const Fields fields(json, "", problems);
  if (!fields.has("connection")) return nullptr;
  const std::size_t before = problems->size();
  fields.only({"app", "assets", "service", "local", "quotas", "as_of", "connection", "actions"});
  auto connector = std::make_shared<Connector>();
  connector->file = file;
  connector->app = fields.text("app");
  connector->service = fields.has("service") ? fields.text("service") : connector->app;
  if (fields.has("as_of")) connector->as_of = fields.text("as_of");
  if (fields.has("assets")) connector->assets = fields.texts("assets");
  if (fields.has("quotas")) connector->quotas = read_quotas(fields.member("quotas"), "quotas", problems);
  connector->connection = read_connection(fields.object("connection"));
  const RuleSets rules = read_rule_sets(fields.object("connection"));

  const auto check_pairs = [&](const Pairs& pairs, std::string_view place) {
    std::set<std::string> names;
    for (const auto& [name, value] : pairs) value.names(&names);
    check_names(names, {}, {}, connector->connection, fields.object("connection").at(place));
  };
  check_pairs(connector->connection.headers, "headers");
  check_pairs(connector->connection.query, "query");

  for (const auto& [name, action] : fields.object("actions").members()) {
    const Fields own = fields.object("actions").object(name);
    if (!own.has("request") && !own.has("requests")) continue;  // known to the compiler only
    connector->actions.emplace(lower(name), read_action(name, own, connector->connection, rules));
  }
  if (problems->size() > before) return nullptr;
  return connector;
}

void check_programs(const Connector& connector, std::vector<DescriptorProblem>* problems) {
  if (connector.connection.programs->is_in_order()) return;
  const std::size_t before = problems->size();
  const auto check = [&](const Program& program, const std::string& place) {
    if (const std::string error = program.check(); !error.empty()) problems->push_back({place, "jq: " + error});
  };
  check(connector.connection.retry_after, "connection.retry_after");
  const auto check_request = [&](const RequestTemplate& request, const std::string& place) {
    check(request.when, place + ".when");
    check(request.body, place + ".body");
    if (request.poll) check(request.poll->until, place + ".poll.until");
    for (const auto& [variable, program] : request.save) check(program, place + ".save." + variable);
  };
  for (const auto& [name, action] : connector.actions) {
    const std::string place = "actions." + name;
    check(action.expects, place + ".answer.expects");
    check(action.answer, place + ".answer");
    for (std::size_t i = 0; i < action.requests.size(); ++i)
      check_request(action.requests[i],
                    action.requests.size() == 1 ? place + ".request" : place + ".requests[" + std::to_string(i) + "]");
    if (!action.batch) continue;
    check(action.batch->each, place + ".batch_request.each");
    check_request(action.batch->request, place + ".batch_request");
  }
  // Each by itself is fine: it is a definition, or a program that ends the text before the others do.
  if (problems->size() == before)
    problems->push_back({"connection.definitions", "jq: the programs do not fit together"});
}

}  // namespace pbc::live
