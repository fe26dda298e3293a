// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "triage/report.h"

namespace pbc::triage {

namespace {

using Json = nlohmann::ordered_json;

constexpr int kSchema = 1;
constexpr Micros kMillisecond = 1000;

double seconds(Micros duration) { return rounded(static_cast<double>(duration) / 1e6); }

Json list_of(const std::vector<std::string>& texts) {
  Json list = Json::array();
  for (const std::string& text : texts) list.push_back(text);
  return list;
}

Json parsed(const std::string& text) {
  Json json = Json::parse(text, nullptr, false);
  return json.is_discarded() ? Json(text) : json;
}

Json event_of(const Facts& facts) {
  const Subject& subject = facts.subject;
  Json json = {{"name", subject.name},   {"container_id", subject.container_id}, {"container", subject.container},
               {"label", subject.label}, {"severity", subject.severity},         {"status", subject.status}};
  if (subject.is_mail)
    json["mail"] = {{"from", subject.from},
                    {"to", subject.to},
                    {"subject", subject.subject},
                    {"date", subject.date},
                    {"message_id", subject.message_id}};
  Json& indicators = json["indicators"] = Json::object();
  for (const Indicators& each : facts.indicators)
    indicators[each.component] = {{"found", each.found}, {"asked", each.asked}};
  return json;
}

Json evidence_of(const Contribution& each, const Facts& facts) {
  Json json = {{"source", each.source},
               {"action", each.action},
               {"indicator", each.indicator},
               {"score", rounded(each.score)},
               {"confidence", rounded(each.confidence)},
               {"value", rounded(each.value())},
               {"reason", each.reason}};
  if (each.call >= 0) {
    const Call& call = facts.calls[static_cast<std::size_t>(each.call)];
    json["call"] = each.call;
    json["answered_by"] = name_of(call.source);
    json["age_seconds"] = seconds(call.age);
  } else {
    json["playbook"] = each.playbook;
  }
  return json;
}

Json component_of(const Component& component, const Facts& facts) {
  Json json = {
      {"component", component.name}, {"weight", rounded(component.weight)}, {"answered", component.is_answered}};
  if (component.is_answered) {
    json["value"] = rounded(component.value);
    json["score"] = rounded(component.score);
    json["confidence"] = rounded(component.confidence);
  } else {
    json["missing"] = component.missing;
  }
  Json& evidence = json["evidence"] = Json::array();
  for (const Contribution& each : component.contributions) evidence.push_back(evidence_of(each, facts));
  return json;
}

Json call_of(const Call& call) {
  Json json = {{"asset", call.asset},
               {"app", call.app},
               {"action", call.action},
               {"parameter", parsed(call.parameter)},
               {"component", call.component.empty() ? Json() : Json(call.component)},
               {"indicator", call.indicator},
               {"sent_ms", rounded(static_cast<double>(call.sent) / kMillisecond)},
               {"answered_ms", rounded(static_cast<double>(call.answered) / kMillisecond)},
               {"wait_ms", rounded(static_cast<double>(call.waited) / kMillisecond)},
               {"requests", call.requests},
               {"answered_by", name_of(call.source)},
               {"age_seconds", seconds(call.age)},
               {"status", call.success ? "success" : "failed"},
               {"message", call.message}};
  Json& askers = json["asked_by"] = Json::array();
  for (const Asker& asker : call.askers)
    askers.push_back({{"playbook", asker.playbook.empty() ? Json() : Json(asker.playbook)}, {"block", asker.block}});
  return json;
}

Json playbook_of(const PlaybookRun& run) {
  Json json = {{"playbook", run.name}, {"file", run.file}, {"applies", run.applies}};
  if (!run.applies) {
    json["reason"] = run.reason;
    return json;
  }
  json["run_by"] = run.caller.empty() ? Json() : Json(run.caller);
  json["status"] = !run.ended ? "unfinished" : run.success ? "success" : "failed";
  json["message"] = run.message;
  json["begin_ms"] = run.begin_ms;
  json["end_ms"] = run.end_ms;
  Json& blocks = json["blocks"] = Json::array();
  for (const Block& block : run.blocks) blocks.push_back({{"block", block.name}, {"t_ms", block.t_ms}});
  Json& acts = json["actions"] = Json::array();
  for (const Act& act : run.acts)
    acts.push_back({{"block", act.block},
                    {"action", act.action},
                    {"effect", act.effect.empty() ? Json() : Json(act.effect)},
                    {"assets", list_of(act.assets)},
                    {"parameters", act.parameters},
                    {"status", act.success ? "success" : "failed"},
                    {"message", act.message}});
  Json& conditions = json["conditions"] = Json::array();
  for (const Condition& condition : run.conditions)
    conditions.push_back({{"block", condition.block},
                          {"name", condition.name},
                          {"condition", condition.text},
                          {"matched", condition.matched},
                          {"t_ms", condition.t_ms}});
  Json& findings = json["findings"] = Json::array();
  for (const Contribution& finding : findings_of(run, 0))
    findings.push_back({{"block", finding.indicator},
                        {"api", finding.action},
                        {"reason", finding.reason},
                        {"score", rounded(finding.score)},
                        {"confidence", rounded(finding.confidence)}});
  Json& deeds = json["changes"] = Json::array();
  for (const Deed& deed : run.deeds) {
    Json own = {{"block", deed.block}, {"api", deed.api}, {"t_ms", deed.t_ms}};
    Json& arguments = own["arguments"] = Json::array();
    for (const auto& [name, value] : deed.arguments) arguments.push_back({name, value});
    deeds.push_back(std::move(own));
  }
  return json;
}

}  // namespace

std::string_view name_of(live::Source source) {
  switch (source) {
    case live::Source::kService:
      return "service";
    case live::Source::kProcessCache:
      return "process cache";
    case live::Source::kSharedCache:
      return "redis";
    case live::Source::kFlight:
      return "under way";
    case live::Source::kComputed:
      return "computed";
    case live::Source::kNobody:
      break;
  }
  return "nobody";
}

double rounded(double value) { return std::round(value * 1000) / 1000; }

std::string shown(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.3f", rounded(value));
  return text;
}

std::string report_json(const Facts& facts, const Verdict& verdict, const Settings& settings) {
  Json json = {{"schema", kSchema},
               {"event", event_of(facts)},
               {"verdict",
                {{"level", verdict.level},
                 {"score", verdict.score ? Json(rounded(*verdict.score)) : Json()},
                 {"confidence", rounded(verdict.confidence)},
                 {"reason", verdict.reason},
                 {"thresholds",
                  {{"critical", settings.levels.critical},
                   {"high", settings.levels.high},
                   {"medium", settings.levels.medium}}}}}};
  Json& components = json["components"] = Json::array();
  for (const Component& component : verdict.components) components.push_back(component_of(component, facts));
  Json& unanswered = json["not_answered"] = Json::array();
  for (const Unanswered& each : verdict.unanswered)
    unanswered.push_back({{"component", each.component},
                          {"source", each.source},
                          {"indicator", each.indicator.empty() ? Json() : Json(each.indicator)},
                          {"reason", each.reason}});
  json["steps"] = list_of(verdict.steps);
  Json& playbooks = json["playbooks"] = Json::array();
  for (const PlaybookRun& run : facts.playbooks) playbooks.push_back(playbook_of(run));
  Json& calls = json["calls"] = Json::array();
  for (const Call& call : facts.calls) calls.push_back(call_of(call));
  const Totals& totals = facts.totals;
  json["totals"] = {{"lookups", totals.lookups},
                    {"requests", totals.requests},
                    {"cache_hits", totals.cache_hits},
                    {"wait_ms", totals.wait_ms},
                    {"t_ms", totals.t_ms}};
  json["live"] = facts.is_live;
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace pbc::triage
