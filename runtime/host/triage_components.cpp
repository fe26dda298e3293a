// SPDX-License-Identifier: Apache-2.0
#include "host/triage_components.h"

#include <algorithm>

#include "host/triage_applies.h"
#include "host/triage_indicators.h"
#include "phantom/artifacts.h"
#include "phantom/engine.h"
#include "phantom/linked.h"
#include "phantom/plain.h"
#include "phantom/reply.h"
#include "python/objects.h"

namespace pbc::host {

namespace {

using engine::member;

/// Of the run that is active, which is a first one: nobody else has its blocks.
Components& current() { return static_cast<TriageRoot&>(engine::Run::current()).components; }

Value on_start(BlockArguments) {
  Frame at("triage");
  current().begin(engine::Run::current());
  return None;
}
Value call_on_start(Value* bound) { return on_start({.container = bound[0]}); }

Value redirects_followed(BlockArguments arguments) {
  Frame at("redirects followed");
  current().follow(arguments.results);
  return None;
}
Value call_redirects_followed(Value* bound) { return redirects_followed({.results = bound[0]}); }

const Playbook kTriage{"triage",
                       "triage",
                       {{"on_start", 1, code_of(on_start), {{"container"}}, call_on_start},
                        {"redirects_followed",
                         2,
                         code_of(redirects_followed),
                         {{"results", ParameterKind::kNormal, None}},
                         call_redirects_followed}},
                       nullptr,
                       [] {},
                       false};

/// Which indicators a source is asked about.
std::string_view kind_of(const triage::Source& source) {
  for (const std::string_view kind : {"url", "ip", "sha256", "hash", "sha1", "md5"})
    if (std::ranges::find(source.kinds, kind) != source.kinds.end()) return kind;
  return "";
}

bool takes(const triage::Source& source, std::string_view component) {
  const std::string_view kind = kind_of(source);
  if (component == "url" || component == "redirect") return kind == "url";
  if (component == "address") return kind == "ip";
  return component == "file" && !kind.empty() && kind != "url" && kind != "ip";
}

void act(const triage::Source& source, Values parameters, const Value& callback = Value()) {
  phantom::act_arguments arguments;
  arguments.action = make_str(source.action);
  arguments.parameters = make_list(std::move(parameters));
  arguments.assets = make_list({make_str(source.asset)});
  arguments.name = make_str(source.component + ": " + source.app);
  arguments.callback = callback;
  phantom::act(arguments, {.share = phantom::Sharing::kRun});
}

}  // namespace

const Playbook& Components::playbook() { return kTriage; }

Components::Components(const TriageOf& of, engine::Case& shared) : of_(of), shared_(shared) {
  add_functions(kTriage.functions);
}

bool Components::is_left_out(std::string_view component) const {
  const std::vector<std::string>& left_out = of_.triage.settings().left_out;
  return std::ranges::find(left_out, component) != left_out.end();
}

void Components::begin(engine::Run& root) {
  const triage::Limits& limits = of_.triage.settings().limits;
  artifacts_ = engine::sorted_artifacts(root);
  urls_ = urls_of(artifacts_);
  ask("url", urls_, limits.urls);
  ask("address", addresses_of(artifacts_), limits.addresses);
  ask("file", hashes_of(artifacts_), limits.files);
  ask_about_content(messages_of(artifacts_));
  ask("redirect", urls_, limits.redirects);
  begin_playbooks(root);
}

void Components::ask(const std::string& component, const std::vector<std::string>& values, std::int64_t limit) {
  if (is_left_out(component)) return;
  const auto count = std::min<std::size_t>(values.size(), static_cast<std::size_t>(limit));
  indicators.push_back({component, static_cast<std::int64_t>(values.size()), static_cast<std::int64_t>(count)});
  if (count == 0) return;
  for (const triage::Source& source : of_.triage.sources()) {
    if (source.component != component || !takes(source, component)) continue;
    if (!source.problem.empty()) {
      missing.push_back({component, source.app, source.problem});
      continue;
    }
    Values parameters;
    for (std::size_t i = 0; i < count; ++i)
      parameters.push_back(dict({{make_str(source.parameter), make_str(values[i])}}));
    act(source, std::move(parameters), component == "redirect" ? Value(redirects_followed) : Value());
  }
}

void Components::ask_about_content(const Values& messages) {
  if (is_left_out("content")) return;
  const auto count =
      std::min<std::size_t>(messages.size(), static_cast<std::size_t>(of_.triage.settings().limits.messages));
  indicators.push_back({"content", static_cast<std::int64_t>(messages.size()), static_cast<std::int64_t>(count)});
  if (count == 0) return;
  for (const triage::Source& source : of_.triage.sources()) {
    if (source.component != "content") continue;
    if (!source.problem.empty()) {
      missing.push_back({"content", source.app, source.problem});
      continue;
    }
    Values parameters(messages.begin(), messages.begin() + static_cast<std::ptrdiff_t>(count));
    // Who is asked about a `text` reads no parts of a message.
    if (source.parameter == "text")
      for (Value& parameter : parameters) parameter = dict({{"text", make_str(text_of_message(parameter))}});
    act(source, std::move(parameters));
  }
}

void Components::follow(const Value& results) {
  for (const Value& app_run : to_values(results))
    for (const Value& result : engine::one_or_all(*member(app_run, "action_results")))
      for (const Value& chain : engine::one_or_all(*member(result, "data"))) {
        const Value* found = member(chain, "hops");
        if (found == nullptr || !found->is(Tag::kList)) continue;
        const Values& chain_hops = as_list(*found);
        // The first one is the link itself, however it is written.
        for (std::size_t i = 1; i < chain_hops.size(); ++i) {
          const std::string url(engine::text_member(chain_hops[i], "url"));
          const bool is_known =
              std::ranges::find(urls_, url) != urls_.end() || std::ranges::find(hops, url) != hops.end();
          if (!url.empty() && !is_known) hops.push_back(url);
        }
      }
  if (hops.empty()) return;
  const auto most = static_cast<std::size_t>(of_.triage.settings().limits.urls);
  if (hops.size() > most) {
    missing.push_back({"redirect", "triage",
                       std::to_string(hops.size() - most) + " addresses beyond limits.urls are not asked about"});
    hops.resize(most);
  }
  for (const triage::Source& source : of_.triage.sources()) {
    if (source.component != "url" || !takes(source, "url") || !source.problem.empty()) continue;
    Values parameters;
    for (const std::string& url : hops) parameters.push_back(dict({{make_str(source.parameter), make_str(url)}}));
    act(source, std::move(parameters));
  }
}

void Components::begin_playbooks(engine::Run& root) {
  const std::vector<triage::PlaybookRule>& rules = of_.triage.settings().playbooks;
  for (const FrontPlaybook* playbook : of_.front.playbooks) {
    const auto rule = std::ranges::find_if(rules, [&](const triage::PlaybookRule& each) {
      return engine::find_playbook(each.name) == playbook->playbook;
    });
    triage::PlaybookRun& run = playbooks.emplace_back();
    run.name = playbook->playbook->name;
    run.file = playbook->playbook->file;
    run.graph = playbook->picture;
    run.reason = why_not(*playbook, rule == rules.end() ? nullptr : &*rule, shared_.container, artifacts_);
    run.applies = run.reason.empty();
    runs.push_back(nullptr);
    if (!run.applies) continue;
    engine::Run& child = shared_.add_run(*playbook->playbook, make_dict(), root);
    runs.back() = &child;
    shared_.at(shared_.world.now(), [&child] { child.start(); });
  }
}

}  // namespace pbc::host
