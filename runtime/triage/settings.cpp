// SPDX-License-Identifier: Apache-2.0
#include "triage/settings.h"

namespace pbc::triage {

double Weights::of(std::string_view component) const {
  if (component == "url") return url;
  if (component == "address") return address;
  if (component == "content") return content;
  if (component == "redirect") return redirect;
  return component == "playbook" ? playbook : 0;
}

std::string_view Levels::of(double score) const {
  if (score >= critical) return "critical";
  if (score >= high) return "high";
  return score >= medium ? "medium" : "low";
}

}  // namespace pbc::triage
