// SPDX-License-Identifier: Apache-2.0
//
// The links of an HTML text.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace pbc::mail {

struct Link {
  enum Kind { kHref, kSrc, kText };
  Kind kind;
  std::string value;     // character references replaced
  std::size_t position;  // of the tag; of the text for kText
};

/// The `href` and `src` of all tags, and the text inside of `a` elements that have an href, in the order in which they
/// begin. Comments, scripts and styles hold no tags. Any text will do; nothing is looked at twice.
std::vector<Link> links_of(std::string_view html);

}  // namespace pbc::mail
