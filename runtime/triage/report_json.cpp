// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <cstdio>

#include "triage/json_writer.h"
#include "triage/report.h"

namespace pbc::triage {

namespace {

constexpr int kSchema = 1;
constexpr Micros kMillisecond = 1000;

double seconds(Micros duration) { return rounded(static_cast<double>(duration) / 1e6); }

void write_event(JsonWriter& json, const Facts& facts) {
  const Subject& subject = facts.subject;
  json.key("event");
  json.begin_object();
  json.member("name", subject.name);
  json.member("container_id", subject.container_id);
  json.member("container", subject.container);
  json.member("label", subject.label);
  json.member("severity", subject.severity);
  json.member("status", subject.status);
  if (subject.is_mail) {
    json.key("mail");
    json.begin_object();
    json.member("from", subject.from);
    json.member("to", subject.to);
    json.member("subject", subject.subject);
    json.member("date", subject.date);
    json.member("message_id", subject.message_id);
    json.end_object();
  }
  json.key("indicators");
  json.begin_object();
  for (const Indicators& each : facts.indicators) {
    json.key(each.component);
    json.begin_object();
    json.member("found", each.found);
    json.member("asked", each.asked);
    json.end_object();
  }
  json.end_object();
  json.end_object();
}

void write_verdict(JsonWriter& json, const Verdict& verdict, const Levels& levels) {
  json.key("verdict");
  json.begin_object();
  json.member("level", verdict.level);
  json.member("score", verdict.score ? std::optional(rounded(*verdict.score)) : std::nullopt);
  json.member("confidence", rounded(verdict.confidence));
  json.member("reason", verdict.reason);
  json.key("thresholds");
  json.begin_object();
  json.member("critical", levels.critical);
  json.member("high", levels.high);
  json.member("medium", levels.medium);
  json.end_object();
  json.end_object();
}

void write_evidence(JsonWriter& json, const Contribution& each, const Facts& facts) {
  json.member("source", each.source);
  json.member("action", each.action);
  json.member("indicator", each.indicator);
  json.member("score", rounded(each.score));
  json.member("confidence", rounded(each.confidence));
  json.member("value", rounded(each.value()));
  json.member("reason", each.reason);
  if (each.call < 0) return json.member("playbook", each.playbook);
  const Call& call = facts.calls[static_cast<std::size_t>(each.call)];
  json.member("call", each.call);
  json.member("answered_by", name_of(call.source));
  json.member("age_seconds", seconds(call.age));
}

void write_component(JsonWriter& json, const Component& component, const Facts& facts) {
  json.member("component", component.name);
  json.member("weight", rounded(component.weight));
  json.member("answered", component.is_answered);
  if (component.is_answered) {
    json.member("value", rounded(component.value));
    json.member("score", rounded(component.score));
    json.member("confidence", rounded(component.confidence));
  } else {
    json.member("missing", component.missing);
  }
  json.objects("evidence", component.contributions,
               [&](const Contribution& each) { write_evidence(json, each, facts); });
}

void write_call(JsonWriter& json, const Call& call) {
  const auto milliseconds = [](Micros time) { return rounded(static_cast<double>(time) / kMillisecond); };
  json.member("asset", call.asset);
  json.member("app", call.app);
  json.member("action", call.action);
  json.key("parameter");
  json.json(call.parameter);
  json.text_or_null("component", call.component);
  json.member("indicator", call.indicator);
  json.member("sent_ms", milliseconds(call.sent));
  json.member("answered_ms", milliseconds(call.answered));
  json.member("wait_ms", milliseconds(call.waited));
  json.member("requests", call.requests);
  json.member("answered_by", name_of(call.source));
  json.member("age_seconds", seconds(call.age));
  json.member("status", call.success ? "success" : "failed");
  json.member("message", call.message);
  json.objects("asked_by", call.askers, [&](const Asker& asker) {
    json.text_or_null("playbook", asker.playbook);
    json.member("block", asker.block);
  });
}

void write_act(JsonWriter& json, const Act& act) {
  json.member("block", act.block);
  json.member("action", act.action);
  json.text_or_null("effect", act.effect);
  json.list("assets", act.assets, [&](const std::string& asset) { json.value(asset); });
  json.member("parameters", act.parameters);
  json.member("status", act.success ? "success" : "failed");
  json.member("message", act.message);
}

void write_condition(JsonWriter& json, const Condition& condition) {
  json.member("block", condition.block);
  json.member("name", condition.name);
  json.member("condition", condition.text);
  json.member("matched", condition.matched);
  json.member("t_ms", condition.t_ms);
}

void write_finding(JsonWriter& json, const Contribution& finding) {
  json.member("block", finding.indicator);
  json.member("api", finding.action);
  json.member("reason", finding.reason);
  json.member("score", rounded(finding.score));
  json.member("confidence", rounded(finding.confidence));
}

void write_deed(JsonWriter& json, const Deed& deed) {
  json.member("block", deed.block);
  json.member("api", deed.api);
  json.member("t_ms", deed.t_ms);
  json.list("arguments", deed.arguments, [&](const auto& argument) {
    json.begin_array();
    json.value(argument.first);
    json.value(argument.second);
    json.end_array();
  });
}

void write_playbook(JsonWriter& json, const PlaybookRun& run) {
  json.member("playbook", run.name);
  json.member("file", run.file);
  json.member("applies", run.applies);
  if (!run.applies) return json.member("reason", run.reason);
  json.text_or_null("run_by", run.caller);
  json.member("status", !run.ended ? "unfinished" : run.success ? "success" : "failed");
  json.member("message", run.message);
  json.member("begin_ms", run.begin_ms);
  json.member("end_ms", run.end_ms);
  json.objects("blocks", run.blocks, [&](const Block& block) {
    json.member("block", block.name);
    json.member("t_ms", block.t_ms);
  });
  json.objects("actions", run.acts, [&](const Act& act) { write_act(json, act); });
  json.objects("conditions", run.conditions, [&](const Condition& each) { write_condition(json, each); });
  json.objects("findings", findings_of(run, 0), [&](const Contribution& each) { write_finding(json, each); });
  json.objects("changes", run.deeds, [&](const Deed& deed) { write_deed(json, deed); });
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
  JsonWriter json;
  json.begin_object();
  json.member("schema", kSchema);
  write_event(json, facts);
  write_verdict(json, verdict, settings.levels);
  json.objects("components", verdict.components, [&](const Component& each) { write_component(json, each, facts); });
  json.objects("not_answered", verdict.unanswered, [&](const Unanswered& each) {
    json.member("component", each.component);
    json.member("source", each.source);
    json.text_or_null("indicator", each.indicator);
    json.member("reason", each.reason);
  });
  json.list("steps", verdict.steps, [&](const std::string& step) { json.value(step); });
  json.objects("playbooks", facts.playbooks, [&](const PlaybookRun& run) { write_playbook(json, run); });
  json.objects("calls", facts.calls, [&](const Call& call) { write_call(json, call); });
  const Totals& totals = facts.totals;
  json.key("totals");
  json.begin_object();
  json.member("lookups", totals.lookups);
  json.member("requests", totals.requests);
  json.member("cache_hits", totals.cache_hits);
  json.member("wait_ms", totals.wait_ms);
  json.member("t_ms", totals.t_ms);
  json.end_object();
  json.member("live", facts.is_live);
  json.end_object();
  return json.take() + "\n";
}

}  // namespace pbc::triage
