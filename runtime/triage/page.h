// SPDX-License-Identifier: Apache-2.0
//
// The sections of the report page, in the order in which they stand there (docs/triage.md, The report page).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "triage/markup.h"
#include "triage/score.h"

namespace pbc::triage {

struct Report {
  const Facts& facts;
  const Verdict& verdict;
  const Settings& settings;
};

void add_head(Page& page, const Report& report);
void add_steps(Page& page, const Report& report);
void add_score(Page& page, const Report& report);
void add_evidence(Page& page, const Report& report);
void add_unanswered(Page& page, const Report& report);
void add_calls(Page& page, const Report& report);
void add_playbooks(Page& page, const Report& report);
void add_totals(Page& page, const Report& report);

struct Station {
  std::string block;
  std::string id;  // of it in the picture, as attributes have it; empty: it is not there
};

/// The compiler's picture of a playbook with the way that a run took, which it gives: each block once, in order of
/// time. Ids begin with `prefix`.
std::vector<Station> add_picture(Page& page, const PlaybookRun& run, std::string_view prefix);

/// The picture of calls, and nothing else.
void add_timeline(Page& page, const std::vector<Call>& calls);

/// A bar for a value from 0 to 1.
void add_bar(Page& page, double value, std::string_view level);

/// "lv-high": the colours of a level.
Markup class_of(std::string_view level);

/// All of it but for the compiler's rules for its pictures, in which `pb-` classes stand.
std::string_view page_style();
/// What comes after the compiler's rules: the way that a run took.
std::string_view path_style();

}  // namespace pbc::triage
