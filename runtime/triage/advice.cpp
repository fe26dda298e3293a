// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "triage/score.h"

namespace pbc::triage {

namespace {

constexpr double kBad = 0.5;  // evidence from which on something should be done about its indicator
constexpr std::size_t kMostShown = 3;

/// "a, b and 2 more"
std::string listed(const std::vector<std::string>& names) {
  std::string text;
  const std::size_t shown = std::min(names.size(), kMostShown);
  for (std::size_t i = 0; i < shown; ++i) text += (i == 0 ? "" : ", ") + names[i];
  if (names.size() > shown) text += " and " + std::to_string(names.size() - shown) + " more";
  return text;
}

class Adviser {
 public:
  Adviser(const Facts& facts, const Verdict& verdict) : facts_(facts), verdict_(verdict) {}

  std::vector<std::string> steps() {
    const bool is_urgent = verdict_.level == "critical" || verdict_.level == "high";
    if (is_urgent && facts_.subject.is_mail) say("remove the mail from all mailboxes that have it");
    about("url", "block ", " at the proxy, and look for clients that have opened it");
    about("redirect", "block ", ", where links of the mail lead");
    about("address", "block ", " at the firewall, and look for connections to it");
    const std::vector<std::string> files = bad("content", true);
    if (!files.empty()) say("look for " + listed(files) + " on endpoints, and isolate those that have run it");
    about_content(is_urgent);
    withheld();
    if (verdict_.level == "medium") say("have an analyst read it: the evidence does not decide");
    if (!verdict_.unanswered.empty() && verdict_.confidence < 0.5)
      say("ask again what could not be asked: " + verdict_.unanswered.front().source + " (" +
          verdict_.unanswered.front().reason + ")");
    for (const PlaybookRun& run : facts_.playbooks)
      if (run.applies && run.ended && !run.success)
        say("look at the playbook " + run.name + ", which failed: " + run.message);
    if (steps_.empty()) say(verdict_.level == "unknown" ? "have an analyst read it" : "none");
    return std::move(steps_);
  }

 private:
  void say(std::string step) {
    if (std::ranges::find(steps_, step) == steps_.end()) steps_.push_back(std::move(step));
  }

  std::vector<std::string> bad(std::string_view component, bool is_file = false) const {
    std::vector<std::string> names;
    const auto found = std::ranges::find(verdict_.components, component, &Component::name);
    if (found == verdict_.components.end()) return names;
    for (const Contribution& each : found->contributions) {
      if (each.value() < kBad || each.indicator.empty() || each.call < 0) continue;
      if ((facts_.calls[static_cast<std::size_t>(each.call)].component == "file") != is_file) continue;
      // Links themselves are a matter of `url`.
      if (component == "redirect" && is_of("url", each.indicator)) continue;
      if (std::ranges::find(names, each.indicator) == names.end()) names.push_back(each.indicator);
    }
    return names;
  }

  bool is_of(std::string_view component, const std::string& indicator) const {
    const auto found = std::ranges::find(verdict_.components, component, &Component::name);
    return found != verdict_.components.end() &&
           std::ranges::find(found->contributions, indicator, &Contribution::indicator) != found->contributions.end();
  }

  void about(std::string_view component, const std::string& before, const std::string& after) {
    const std::vector<std::string> names = bad(component);
    if (!names.empty()) say(before + listed(names) + after);
  }

  void about_content(bool is_urgent) {
    const auto content = std::ranges::find(verdict_.components, "content", &Component::name);
    if (content == verdict_.components.end() || content->value < kBad) return;
    const bool has_links = !bad("url").empty() || !bad("redirect").empty();
    if (has_links || is_urgent)
      say("ask those who got it whether they answered or entered a password; if so, reset it");
    if (!has_links) say("have every request for money or data in it confirmed by a known telephone number");
    if (!facts_.subject.from.empty()) say("block the sender " + facts_.subject.from);
  }

  void withheld() {
    std::vector<std::string> actions;
    for (const Call& call : facts_.calls)
      if (call.message.starts_with("withheld") && std::ranges::find(actions, call.action) == actions.end())
        actions.push_back(call.action);
    if (!actions.empty()) say("decide about what was withheld: " + listed(actions));
  }

  const Facts& facts_;
  const Verdict& verdict_;
  std::vector<std::string> steps_;
};

}  // namespace

std::vector<std::string> advise(const Facts& facts, const Verdict& verdict) { return Adviser(facts, verdict).steps(); }

}  // namespace pbc::triage
