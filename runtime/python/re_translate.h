// SPDX-License-Identifier: Apache-2.0
//
// Python's regular expression syntax (Python library reference, re) in the syntax of PCRE2.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "python/objects.h"

namespace pbc::re {

/// The values of re.I and its kin.
enum Flag : std::uint32_t {
  kTemplate = 1,
  kIgnoreCase = 2,
  kLocale = 4,
  kMultiline = 8,
  kDotAll = 16,
  kUnicode = 32,
  kVerbose = 64,
  kDebug = 128,
  kAscii = 256,
};

struct Translation {
  std::string pattern;  // groups are numbered in it, never named
  std::uint32_t flags;  // those given, those inside of the pattern, and kUnicode for a str pattern without kAscii
  int groups = 0;
  std::vector<std::pair<std::string, int>> names;  // in order of their groups
  std::vector<int> closing_order;                  // the groups, in the order of their closing parentheses
};

/// Raises re.error with CPython's text and position. `pattern` is a str or bytes.
Translation translate(const Value& pattern, std::uint32_t flags);

}  // namespace pbc::re
