// SPDX-License-Identifier: Apache-2.0
#include "host/triage_run.h"

#include <algorithm>
#include <map>

#include "host/execution.h"
#include "host/triage_components.h"
#include "io/call_log.h"
#include "phantom/plain.h"
#include "python/json.h"
#include "python/limits.h"
#include "python/objects.h"
#include "python/text.h"
#include "python/values.h"

namespace pbc::host {

namespace {

using engine::member;
using engine::text_member;

/// The message itself, of those that are nested in it.
const Value* email_of(const Value& artifacts) {
  for (const Value& artifact : as_list(artifacts)) {
    const Value* cef = member(artifact, "cef");
    if (cef != nullptr && member(*cef, "emailHeaders") != nullptr) return cef;
  }
  return nullptr;
}

triage::Subject subject_of(const std::string& name, const engine::Case& shared) {
  triage::Subject subject;
  subject.name = name;
  subject.container = text_member(shared.container, "name");
  subject.container_id = shared.container_id();
  subject.label = text_member(shared.container, "label");
  subject.severity = text_member(shared.container, "severity");
  subject.status = text_member(shared.container, "status");
  const Value* email = email_of(shared.artifacts);
  if (email == nullptr) return subject;
  subject.is_mail = true;
  subject.from = text_member(*email, "fromEmail");
  subject.to = text_member(*email, "toEmail");
  if (const Value* headers = member(*email, "emailHeaders")) {
    subject.subject = text_member(*headers, "decodedSubject");
    if (subject.subject.empty()) subject.subject = text_member(*headers, "Subject");
    subject.date = text_member(*headers, "Date");
    subject.message_id = text_member(*headers, "Message-ID");
  }
  return subject;
}

/// What a call is known by, whoever made it.
std::string key_of(std::string_view asset, std::string_view action, std::string_view parameter) {
  std::string key;
  key.reserve(action.size() + asset.size() + parameter.size() + 2);
  return key.append(text::lower(action)).append("\n").append(asset).append("\n").append(parameter);
}

class Writer {
 public:
  Writer(const TriageOf& of, engine::Case& shared, Components& components, io::CallLog& log)
      : of_(of), shared_(shared), components_(components), log_(log) {}

  triage::Facts facts(const std::string& name, bool is_live, std::int64_t t_ms) {
    triage::Facts facts;
    facts.subject = subject_of(name, shared_);
    facts.is_live = is_live;
    facts.picture_style = of_.front.picture_style;
    facts.started = shared_.started;
    facts.indicators = std::move(components_.indicators);
    facts.missing = std::move(components_.missing);
    facts.playbooks = std::move(components_.playbooks);
    tell_runs(&facts);
    facts.calls = std::move(log_.calls());
    complete_calls(&facts);
    const metrics::Totals totals = shared_.ledger.totals(t_ms);
    facts.totals = {totals.parameters, totals.requests, totals.cache_hits, totals.wait_ms, totals.t_ms};
    return facts;
  }

 private:
  using AskersByKey = std::map<std::string, std::vector<triage::Asker>>;

  /// Runs that playbooks have begun themselves come after those of the triage.
  void tell_runs(triage::Facts* facts) {
    for (engine::Run* run : shared_.runs) {
      const bool is_root = &run->playbook == &Components::playbook();
      note_askers(*run, is_root);
      if (is_root) continue;
      const auto begun = std::ranges::find(components_.runs, run);
      if (begun != components_.runs.end()) {
        tell(*run, &facts->playbooks[static_cast<std::size_t>(begun - components_.runs.begin())]);
        continue;
      }
      triage::PlaybookRun& nested = facts->playbooks.emplace_back();
      nested.name = run->playbook.name;
      nested.file = run->playbook.file;
      nested.caller = run->parent != nullptr ? run->parent->playbook.name : "";
      for (const FrontPlaybook* known : of_.front.playbooks)
        if (known->playbook == &run->playbook) nested.graph = known->picture;
      tell(*run, &nested);
    }
  }

  /// Takes its story, which nobody else reads.
  void tell(engine::Run& run, triage::PlaybookRun* told) const {
    told->ended = run.failed || (run.finished && run.pending == 0);
    told->success = told->ended && !run.failed;
    told->message = told->ended ? run.message : "it waited for something when the triage was over";
    if (run.story) {
      for (engine::Story::Block& block : run.story->blocks) told->blocks.push_back({std::move(block.name), block.t_ms});
      for (engine::Story::Condition& each : run.story->conditions)
        told->conditions.push_back(
            {std::move(each.block), std::move(each.name), std::move(each.text), each.matched, each.t_ms});
      for (engine::Story::Deed& deed : run.story->deeds)
        told->deeds.push_back({std::move(deed.block), std::move(deed.api), std::move(deed.arguments), deed.t_ms});
      told->begin_ms = told->blocks.empty() ? 0 : told->blocks.front().t_ms;
      told->end_ms = told->ended ? run.ended_ms : run.t_ms();
    }
    for (const auto& action_run : run.action_runs) told->acts.push_back(act_of(run, *action_run));
  }

  triage::Act act_of(const engine::Run& run, const engine::ActionRun& action_run) const {
    triage::Act act;
    act.block = action_run.name;
    act.action = to_str(action_run.action);
    for (const engine::AssetRun& asset : action_run.assets) act.assets.push_back(asset.asset.name);
    act.effect = effect_of(run.playbook, act.action, act.assets);
    act.parameters = static_cast<std::int64_t>(action_run.parameters.size());
    act.success = action_run.success;
    act.message = action_run.message;
    return act;
  }

  /// As the compiler has found it.
  std::string effect_of(const Playbook& playbook, const std::string& action,
                        const std::vector<std::string>& assets) const {
    const std::string verb = text::lower(action);
    for (const FrontPlaybook* known : of_.front.playbooks) {
      if (known->playbook != &playbook) continue;
      for (const FrontAction& each : known->actions) {
        const bool is_asset = *each.asset == '\0' || std::ranges::find(assets, each.asset) != assets.end();
        if (is_asset && text::lower(each.action) == verb) return each.effect;
      }
    }
    return "";
  }

  void note_askers(const engine::Run& run, bool is_root) {
    for (const auto& action_run : run.action_runs) {
      const std::string action = to_str(action_run->action);
      for (const engine::AssetRun& asset : action_run->assets)
        for (const engine::SentParameter& parameter : action_run->sent) {
          std::vector<triage::Asker>& askers = askers_[key_of(asset.asset.name, action, parameter.json())];
          triage::Asker asker{is_root ? "" : run.playbook.name, action_run->name};
          const bool is_known = std::ranges::any_of(askers, [&](const triage::Asker& each) {
            return each.playbook == asker.playbook && each.block == asker.block;
          });
          if (!is_known) askers.push_back(std::move(asker));
        }
    }
  }

  std::string app_of(const std::string& asset) const {
    for (const engine::Asset& each : shared_.world.assets())
      if (each.name == asset) return each.app;
    return "";
  }

  void complete_calls(triage::Facts* facts) {
    for (std::size_t i = 0; i < facts->calls.size(); ++i) {
      triage::Call& call = facts->calls[i];
      const std::string app = app_of(call.asset);
      const triage::Source* source = of_.triage.find(call.asset, app, call.action);
      call.app = source != nullptr ? source->app : app.empty() ? call.asset : app;
      if (const auto askers = askers_.find(key_of(call.asset, call.action, call.parameter)); askers != askers_.end())
        call.askers = askers->second;
      if (source == nullptr) continue;
      call.component = source->component;
      call.indicator = indicator_of(log_.parameter_of(i), *source);
      const bool is_hop = std::ranges::find(components_.hops, call.indicator) != components_.hops.end();
      if (call.component == "url" && is_hop) call.component = "redirect";
      const io::Recorded* recorded = log_.recorded_of(i);
      if (recorded != nullptr && call.success) call.assessment = said_by(*recorded, call, app);
    }
  }

  /// Assets that no world lists are not kept: there is no end to what playbooks may call one.
  std::optional<live::Assessment> said_by(const io::Recorded& recorded, const triage::Call& call,
                                          const std::string& app) const {
    const auto known = recorded.said.find(call.asset);
    if (known != recorded.said.end()) return known->second;
    const engine::Answer& answer = recorded.answer;
    std::optional<live::Assessment> said = of_.triage.assess(call.asset, app, call.action,
                                                             engine::to_json(dict({{"status", answer.status},
                                                                                   {"message", answer.message},
                                                                                   {"data", answer.data},
                                                                                   {"summary", answer.summary}})));
    if (recorded.asset == call.asset || !app.empty()) recorded.said.emplace(call.asset, said);
    return said;
  }

  static std::string indicator_of(const Value& parameter, const triage::Source& source) {
    if (source.component == "content") return "the message";
    const Value* value = member(parameter, source.parameter);
    if (value == nullptr) return "";
    // Whoever has the JSON alone must be able to tell.
    return value->is_str() ? std::string(value->text()) : to_str(parse_json(engine::to_json(*value)));
  }

  const TriageOf& of_;
  engine::Case& shared_;
  Components& components_;
  io::CallLog& log_;
  AskersByKey askers_;
};

/// Reports cut and escape what they show, and a secret must be gone before that.
void redact(const Execution& execution, triage::Facts* facts) {
  const auto hide = [&](auto&... texts) { ((texts = execution.redacted(std::move(texts))), ...); };
  triage::Subject& subject = facts->subject;
  hide(subject.name, subject.container, subject.label, subject.severity, subject.status, subject.from, subject.to,
       subject.subject, subject.date, subject.message_id, facts->stopped);
  for (triage::Call& call : facts->calls) {
    hide(call.parameter, call.indicator, call.message);
    if (call.assessment) hide(call.assessment->reason);
  }
  for (triage::Missing& missing : facts->missing) hide(missing.reason);
  for (triage::PlaybookRun& run : facts->playbooks) {
    hide(run.reason, run.message);
    for (triage::Condition& condition : run.conditions) hide(condition.text);
    for (triage::Act& act : run.acts) hide(act.message);
    for (triage::Deed& deed : run.deeds)
      for (auto& [name, value] : deed.arguments) hide(value);
  }
}

}  // namespace

triage::Facts triage_once(const TriageOf& of, const Given& given, const std::string& name, const Outside& outside,
                          const Leaves& leaves, engine::Micros until) {
  const RunOptions& options = of.options;
  set_limits(options.max_steps, options.max_memory);
  engine::RunInput input = loaded(name, [&] { return copy_input(given, EventOf::kThisRun); });
  io::CallLog log;
  Execution execution(options, given, std::move(input), outside, leaves,
                      {of.triage.computer(), &log, {until, of.triage.settings().limits.delay}});
  engine::Case& shared = execution.shared();
  shared.keeps_stories = true;
  Components components(of, shared);
  TriageRoot root(shared, components, execution.inputs());
  execution.fill_vault(root);
  const engine::Outcome outcome = engine::Engine(root).execute();

  lift_limits();
  execution.finish(root, outcome);
  triage::Facts facts = Writer(of, shared, components, log).facts(name, outside.gateway != nullptr, root.t_ms());
  if (!outcome.success) facts.stopped = outcome.message;
  if (facts.is_live) redact(execution, &facts);
  return facts;
}

}  // namespace pbc::host
