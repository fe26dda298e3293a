// SPDX-License-Identifier: Apache-2.0
//
// The parts of a page: SVG that may stand by itself or in HTML.
#pragma once

#include <string>
#include <string_view>

#include "compiler/plan/drawing.h"

namespace pbc::plan {

/// Text of a playbook as the content of an element or of an attribute in double quotes: what XML does not allow is
/// shown by signs that stand for it.
std::string xml(std::string_view text);

/// The rules for both colour schemes; their classes begin with `pb-`.
std::string svg_style();

/// An `<svg>` element. `prefix` keeps the ids of several on one page apart; `style` goes into it.
std::string svg_element(const Drawing& drawing, const std::string& prefix, const std::string& style);

}  // namespace pbc::plan
