// SPDX-License-Identifier: Apache-2.0
//
// For tests: what a simulated service has counted.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <vector>

#include "policy/micros.h"

namespace pbc::live {

/// Intervals of this length, their ends included, with more than `limit` arrivals; one for each arrival that is too
/// many.
inline std::size_t too_many_in_intervals(std::vector<policy::Micros> arrivals, std::int64_t limit,
                                         policy::Micros length) {
  std::ranges::sort(arrivals);
  std::size_t count = 0;
  const auto most = static_cast<std::size_t>(limit);
  for (std::size_t i = most; i < arrivals.size(); ++i) count += arrivals[i] - arrivals[i - most] <= length;
  return count;
}

/// Arrivals beyond `limit` in the periods of this length since 1970, on a clock that is ahead by `ahead`.
inline std::size_t too_many_in_periods(const std::vector<policy::Micros>& arrivals, std::int64_t limit,
                                       policy::Micros length, policy::Micros ahead) {
  std::map<std::int64_t, std::int64_t> periods;
  std::size_t count = 0;
  for (const policy::Micros arrival : arrivals) count += ++periods[(arrival + ahead) / length] > limit;
  return count;
}

}  // namespace pbc::live
