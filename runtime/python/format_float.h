// SPDX-License-Identifier: Apache-2.0
//
// A float as text, as CPython's PyOS_double_to_string gives it.
#pragma once

#include <cstdint>
#include <string>

namespace pbc::text {

struct FloatStyle {
  char type = 'r';             // e E f F g G, or r for the shortest text that reads back as the same float
  std::int64_t precision = 0;  // not for r; at most kMaxPrecision
  bool always_sign = false;
  bool alternate = false;         // keep the decimal point and trailing zeros
  bool add_point_zero = false;    // a finite result has a fraction or an exponent
  bool no_negative_zero = false;  // what rounds to -0 is 0
};

inline constexpr std::int64_t kMaxPrecision = 0x7FFFFFFF;
/// Text that a single format may ask for; beyond it MemoryError is raised.
inline constexpr std::int64_t kMaxTextLength = std::int64_t{1} << 30;

std::string float_text(double value, const FloatStyle& style);
/// repr(float)
std::string float_repr(double value);

}  // namespace pbc::text
