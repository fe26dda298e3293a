// SPDX-License-Identifier: Apache-2.0
//
// How long things took: quantiles of many, in little memory.
#pragma once

#include <algorithm>
#include <array>
#include <atomic>
#include <cmath>
#include <cstdint>

#include "policy/micros.h"

namespace pbc::live {

/// Counts durations in classes, each 4 % longer than the one before. Any thread may call it.
class Durations {
 public:
  void add(policy::Micros duration) {
    const auto value = static_cast<double>(duration < 1 ? 1 : duration);
    const auto at = static_cast<std::size_t>(std::log2(value) * kPerDoubling + 0.5);
    counts_[at < kClasses ? at : kClasses - 1].fetch_add(1, std::memory_order_relaxed);
    count_.fetch_add(1, std::memory_order_relaxed);
    sum_.fetch_add(duration, std::memory_order_relaxed);
    policy::Micros longest = longest_.load(std::memory_order_relaxed);
    while (duration > longest && !longest_.compare_exchange_weak(longest, duration)) {
    }
  }

  std::uint64_t count() const { return count_; }
  policy::Micros sum() const { return sum_; }
  double mean() const { return count_ == 0 ? 0 : static_cast<double>(sum_) / static_cast<double>(count_); }
  policy::Micros longest() const { return longest_; }
  /// In microseconds; 0 where there is none.
  double quantile(double part) const {
    const std::uint64_t count = count_;
    const double rank = part * static_cast<double>(count);
    std::uint64_t seen = 0;
    for (std::size_t i = 0; i < kClasses && count > 0; ++i) {
      seen += counts_[i];
      if (static_cast<double>(seen) >= rank && seen > 0)
        return std::min(std::exp2(static_cast<double>(i) / kPerDoubling), static_cast<double>(longest_));
    }
    return 0;
  }

 private:
  static constexpr double kPerDoubling = 16;
  static constexpr std::size_t kClasses = 40 * 16;  // up to 12 days
  std::array<std::atomic<std::uint64_t>, kClasses> counts_{};
  std::atomic<std::uint64_t> count_ = 0;
  std::atomic<policy::Micros> sum_ = 0, longest_ = 0;
};

}  // namespace pbc::live
