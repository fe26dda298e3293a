// SPDX-License-Identifier: Apache-2.0
//
// What a person wants to see of a run: what was asked of whom, what changed, what was written down, what it cost.
#pragma once

#include <map>
#include <string>

#include "phantom/engine.h"

namespace pbc::host {

/// How the report may look.
struct Style {
  bool color = false;
  std::size_t width = 100;  // columns
};
/// Colour and width of a terminal; plain for everything else, or where NO_COLOR is set.
Style style_of(int descriptor);

/// What is compared with the end of the run.
struct Before {
  std::string severity;
  std::string status;
  std::map<std::string, std::size_t> list_rows;
};
Before look_before(const engine::RunInput& input);

std::string report(const engine::Run& run, const engine::Outcome& outcome, const Before& before, const Style& style);

}  // namespace pbc::host
