// SPDX-License-Identifier: Apache-2.0
//
// Time, as every policy is given it.
#pragma once

#include <cstdint>

namespace pbc::policy {

/// Microseconds: since 1970 in UTC where a point in time is meant, else a duration.
using Micros = std::int64_t;

inline constexpr Micros kMillisecond = 1000;
inline constexpr Micros kSecond = 1000 * kMillisecond;
inline constexpr Micros kMinute = 60 * kSecond;
inline constexpr Micros kHour = 60 * kMinute;
inline constexpr Micros kDay = 24 * kHour;

/// Later than anything that happens, and far enough from the end of the type that durations can be added to it.
inline constexpr Micros kNever = 100'000'000'000 * kSecond;

/// The quotient rounded down, for times before 1970 too. `divisor` is positive.
constexpr std::int64_t floor_divide(std::int64_t value, std::int64_t divisor) {
  return value / divisor - (value % divisor < 0 ? 1 : 0);
}

}  // namespace pbc::policy
