// SPDX-License-Identifier: Apache-2.0
#include "triage/report.h"

namespace pbc::triage {

std::string report_html(const Facts&, const Verdict&) { return ""; }

}  // namespace pbc::triage
