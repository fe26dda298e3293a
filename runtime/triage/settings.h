// SPDX-License-Identifier: Apache-2.0
//
// The `triage` member of a configuration (docs/triage.md, Configuration). Part of the door of libpbc_live.so.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "live/live.h"

namespace pbc::triage {

/// What a score is made of, in the order of reports.
inline constexpr std::array<std::string_view, 5> kComponents = {"url", "address", "content", "redirect", "playbook"};

struct Weights {
  double url = 0.20, address = 0.15, content = 0.25, redirect = 0.20, playbook = 0.20;
  double of(std::string_view component) const;
};

/// From which score on.
struct Levels {
  double critical = 0.9, high = 0.75, medium = 0.5;
  /// critical, high, medium or low.
  std::string_view of(double score) const;
};

/// How many different indicators of a mail are asked about, and for how long.
struct Limits {
  std::int64_t urls = 25, addresses = 15, files = 15, messages = 5;
  std::int64_t redirects = 10;  // URLs that are followed
  live::Micros time = 120'000'000;
  live::Micros delay = 1'000'000;  // for what playbooks wait for when nobody is asked any more: delays, prompts
};

/// What the configuration says of a playbook.
struct PlaybookRule {
  enum class Run : std::uint8_t { kWhereItApplies, kAlways, kNever };
  std::string name;
  Run run = Run::kWhereItApplies;
  bool has_labels = false;          // over those of the playbook's own metadata
  std::vector<std::string> labels;  // of containers; empty: all
  std::vector<std::string> tags;    // the container or an artifact must have one of them; empty: no matter
};

struct Settings {
  Weights weights;
  Levels levels;
  Limits limits;
  std::vector<std::string> left_out;  // components that nothing is asked for
  std::vector<PlaybookRule> playbooks;
};

}  // namespace pbc::triage
