// SPDX-License-Identifier: Apache-2.0
#include "compiler/base/suggest.h"

#include <algorithm>
#include <numeric>

namespace pbc {

namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

std::vector<std::string> sorted_words(std::string_view name) {
  std::vector<std::string> words;
  while (true) {
    const std::size_t underscore = name.find('_');
    words.emplace_back(name.substr(0, underscore));
    if (underscore == std::string_view::npos) break;
    name.remove_prefix(underscore + 1);
  }
  std::ranges::sort(words);
  return words;
}

}  // namespace

std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit) {
  if ((a.size() > b.size() ? a.size() - b.size() : b.size() - a.size()) > limit) return limit + 1;
  // Three rows of the matrix of optimal string alignment: the row before last is needed for swaps.
  std::vector<std::size_t> before(b.size() + 1);
  std::vector<std::size_t> previous(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(previous.begin(), previous.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({previous[j] + 1, row[j - 1] + 1, previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = std::min(row[j], before[j - 2] + 1);
    }
    if (*std::ranges::min_element(row) > limit) return limit + 1;
    std::swap(before, previous);
    std::swap(previous, row);
  }
  return std::min(previous[b.size()], limit + 1);
}

std::optional<std::string_view> nearest(std::string_view wanted, const std::vector<std::string_view>& candidates) {
  const std::string wanted_lower = lower(wanted);
  for (const std::string_view candidate : candidates) {
    if (candidate != wanted && lower(candidate) == wanted_lower) return candidate;
  }

  std::optional<std::string_view> best;
  std::size_t best_distance = 0;
  for (const std::string_view candidate : candidates) {
    if (candidate == wanted || candidate.empty()) continue;
    std::size_t limit = std::max<std::size_t>(std::max(wanted.size(), candidate.size()), 3) / 3;
    if (best) limit = std::min(limit, best_distance - 1);
    const std::size_t distance = edit_distance(wanted, candidate, limit);
    if (distance > limit) continue;
    best = candidate;
    best_distance = distance;
    if (distance == 1) break;
  }
  if (best) return best;

  const std::vector<std::string> words = sorted_words(wanted);
  for (const std::string_view candidate : candidates) {
    if (candidate != wanted && candidate.size() == wanted.size() && sorted_words(candidate) == words) return candidate;
  }
  return std::nullopt;
}

}  // namespace pbc
