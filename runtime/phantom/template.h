// SPDX-License-Identifier: Apache-2.0
//
// Templates of format blocks, which prompts have too (docs/playbook-api.md, Format).
#pragma once

#include <string>

#include "phantom/sources.h"

namespace pbc::engine {

FormatResult format_template(const Run& run, const Value& text, const Value& parameters, const Scope& scope,
                             const Value& separator, const Value& drop_none);

/// The text alone; empty without a template.
inline std::string render(const Run& run, const Value& text, const Value& parameters, const Scope& scope,
                          const Value& separator, const Value& drop_none) {
  if (!text.is_str()) return "";
  return std::string(format_template(run, text, parameters, scope, separator, drop_none).text.text());
}

}  // namespace pbc::engine
