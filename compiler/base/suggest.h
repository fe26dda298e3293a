// SPDX-License-Identifier: Apache-2.0
//
// "did you mean": the candidate a misspelt name most likely stands for.
#pragma once

#include <optional>
#include <ranges>
#include <string>
#include <string_view>
#include <vector>

namespace pbc {

/// The number of inserted, deleted, replaced or swapped neighbouring bytes that turn `a` into `b`; `limit + 1` as soon
/// as it exceeds `limit`. Costs O(|a| * |b|).
std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit);

/// The best of `candidates`, by the rules of rustc: equal but for case; else the least edit distance of at most a third
/// of the longer name; else the same words in another order (`get_format_data`, `get_data_format`). The earlier
/// candidate wins a tie. Nothing when no candidate is near.
std::optional<std::string_view> nearest(std::string_view wanted, const std::vector<std::string_view>& candidates);

/// `did you mean `x`?` for the nearest of `candidates` (any range of strings), or empty text: the argument of
/// Diagnostic::help(), which ignores empty text.
template <std::ranges::input_range Range>
std::string did_you_mean(std::string_view wanted, const Range& candidates) {
  std::vector<std::string_view> names;
  for (const auto& candidate : candidates) names.emplace_back(candidate);
  const auto best = nearest(wanted, names);
  return best ? "did you mean `" + std::string(*best) + "`?" : std::string();
}

}  // namespace pbc
