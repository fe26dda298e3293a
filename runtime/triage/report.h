// SPDX-License-Identifier: Apache-2.0
//
// The ways in which a verdict is shown. All give the same bytes for the same facts.
#pragma once

#include <string>

#include "triage/score.h"

namespace pbc::triage {

/// docs/triage.schema.json.
std::string report_json(const Facts& facts, const Verdict& verdict, const Settings& settings);
/// One page that needs nothing else.
std::string report_html(const Facts& facts, const Verdict& verdict, const Settings& settings);

/// "service", "process cache", "redis", "under way", "nobody".
std::string_view name_of(live::Source source);
/// To three decimals, which is what reports show.
double rounded(double value);
/// "0.873"
std::string shown(double value);

/// What a report is headed with: the mail's subject, else the container's name, else the file's or the event's.
std::string_view title_of(const Subject& subject);

}  // namespace pbc::triage
