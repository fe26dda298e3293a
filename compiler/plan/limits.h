// SPDX-License-Identifier: Apache-2.0
//
// A budget beside what somebody knows and wants: how much an event brings, how many events come, what services allow.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "compiler/plan/budget.h"

namespace pbc::plan {

/// So many in each second, minute ...
struct Rate {
  std::uint64_t count = 0;
  phantom::Quota::Per per = phantom::Quota::Per::kDay;
};

/// What was asked for, as the command line has it.
struct Wishes {
  std::optional<Rate> rate;                         // events
  std::map<std::string, std::uint64_t> per_event;   // by kind of indicator, field or datapath
  std::map<std::string, std::vector<Rate>> quotas;  // by service: instead of those declared
  std::optional<std::uint64_t> max;                 // requests of one event, all services together
  std::map<std::string, std::uint64_t> max_of;      // of one service
  bool max_quota = false;                           // the rate has to fit the quotas
};

// Each reads one option's text into `wishes` and returns what is wrong with it, or nothing.
std::string read_rate(const std::string& text, Wishes* wishes);
std::string read_per_event(const std::string& text, Wishes* wishes);
std::string read_quota(const std::string& text, Wishes* wishes);
std::string read_max(const std::string& text, Wishes* wishes);

/// "10000/day"
std::string text(const Rate& rate);

/// Names that the wishes use and nobody knows, as one error; nothing where all are known.
std::string unknown_names(const Wishes& wishes, const Budget& budget, const phantom::Catalogue& catalogue);

/// What a number is by what is known per event.
std::optional<std::uint64_t> value_of(const Budget& budget, const Wishes& wishes, SymbolId symbol);
std::optional<std::uint64_t> value_of(const Budget& budget, const Wishes& wishes, const Formula& formula);
/// What has to be said with --per-event, so that formulas have values: "url", "requestURL" ...; each once.
std::vector<std::string> needed(const Budget& budget, const Wishes& wishes, const std::vector<Formula>& formulas);
/// The option that gives a number: "url", or "get_1:action_result.data.*.x".
std::string option_for(const Budget& budget, SymbolId symbol);

/// A service's requests beside one of its windows.
struct Fit {
  phantom::Quota quota;
  bool is_declared = true;                // by a descriptor; else by --quota
  std::optional<std::uint64_t> requests;  // in such a window at the rate; none: not known
  bool is_at_least = false;               // so many without what is not known, which are too many
  bool fits = false;                      // known to
  /// One event alone may need more than the window allows, so that its requests have to wait.
  bool event_has_to_wait = false;
  std::string hit_rate;  // "98.4 %": how many of the requests a cache has to answer, where it does not fit
};
struct ServiceFit {
  std::size_t service = 0;  // index into Budget::services
  std::vector<Fit> windows;
  std::optional<std::size_t> binding;  // the window that asks for the highest hit rate
};
/// For each service that has quotas; without a rate only whether one event has to wait.
std::vector<ServiceFit> fits(const Budget& budget, const Wishes& wishes);

/// A limit that is broken, or not proven to hold.
struct Breach {
  bool is_unknown = false;
  std::string message;             // "virustotal may get 6 requests for an event, and --max allows 5"
  std::vector<std::size_t> sites;  // the costliest first, indices into Budget::sites
  std::string help;
};
std::vector<Breach> breaches(const Budget& budget, const Wishes& wishes);

std::string budget_text(const Budget& budget, const Wishes& wishes, const std::string& passes);
std::string budget_json(const Budget& budget, const Wishes& wishes, const std::string& passes);

}  // namespace pbc::plan
