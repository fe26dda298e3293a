// SPDX-License-Identifier: Apache-2.0
//
// The order of what needs none of Python's machinery to be compared: ints, floats and text, each with its own kind.
#pragma once

#include "python/special_methods.h"
#include "python/text_of.h"

namespace pbc {

inline bool are_plain_text(const Value& a, const Value& b) {
  return a.is_str() && b.is_str() && !either_has_class(a, b);
}

inline constexpr int kNoPlainOrder = 2;

/// -1, 0 or 1; kNoPlainOrder when the two are of other kinds, or one is no number (nan). The bytes of UTF-8 order as
/// the code points do.
inline int plain_order(const Value& a, const Value& b) {
  if (both_int(a, b)) return (a.as_int() > b.as_int()) - (a.as_int() < b.as_int());
  if (are_plain_text(a, b)) {
    const int order = text_of(a).compare(text_of(b));
    return (order > 0) - (order < 0);
  }
  if (both_float(a, b)) {
    const double x = a.as_float(), y = b.as_float();
    return x < y ? -1 : x > y ? 1 : x == y ? 0 : kNoPlainOrder;
  }
  return kNoPlainOrder;
}

}  // namespace pbc
