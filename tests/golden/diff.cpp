// SPDX-License-Identifier: Apache-2.0
#include "tests/golden/diff.h"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace pbc::golden {

namespace {

constexpr std::size_t kContext = 3;
constexpr std::size_t kMaxCells =
    25'000'000;  // of the table of common subsequences; above, all lines count as different

struct Line {
  char mark;  // ' ', '-' or '+'
  std::string_view text;
};

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    lines.push_back(text.substr(0, end));
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return lines;
}

/// The shortest edit of the lines [begin, before.size() - same_end) into those of `after`, appended to `script`.
void compare_middle(const std::vector<std::string_view>& before, const std::vector<std::string_view>& after,
                    std::size_t begin, std::size_t same_end, std::vector<Line>& script) {
  const std::size_t n = before.size() - begin - same_end;
  const std::size_t m = after.size() - begin - same_end;
  // common[i][j]: length of the longest common subsequence of what follows line i and line j.
  const bool fits = (n + 1) * (m + 1) <= kMaxCells;
  std::vector<std::uint32_t> common(fits ? (n + 1) * (m + 1) : 0);
  const auto cell = [&](std::size_t i, std::size_t j) -> std::uint32_t& { return common[i * (m + 1) + j]; };
  if (fits) {
    for (std::size_t i = n; i-- > 0;) {
      for (std::size_t j = m; j-- > 0;) {
        cell(i, j) =
            before[begin + i] == after[begin + j] ? cell(i + 1, j + 1) + 1 : std::max(cell(i + 1, j), cell(i, j + 1));
      }
    }
  }
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < n || j < m) {
    if (fits && i < n && j < m && before[begin + i] == after[begin + j]) {
      script.push_back({' ', before[begin + i]});
      ++i, ++j;
    } else if (i < n && (j == m || !fits || cell(i + 1, j) >= cell(i, j + 1))) {
      script.push_back({'-', before[begin + i++]});
    } else {
      script.push_back({'+', after[begin + j++]});
    }
  }
}

std::string print(const std::vector<Line>& script) {
  std::string text;
  std::size_t before_line = 1;
  std::size_t after_line = 1;
  for (std::size_t at = 0; at < script.size();) {
    if (script[at].mark == ' ') {
      ++at, ++before_line, ++after_line;
      continue;
    }
    // A hunk ends where more than two contexts of equal lines follow.
    const std::size_t begin = at - std::min({at, kContext});
    std::size_t end = at;
    for (std::size_t same = 0; end < script.size() && same <= 2 * kContext; ++end) {
      same = script[end].mark == ' ' ? same + 1 : 0;
    }
    std::size_t last = end;
    while (script[last - 1].mark == ' ') --last;
    last = std::min(last + kContext, script.size());
    std::size_t removed = 0;
    std::size_t added = 0;
    std::string lines;
    for (std::size_t i = begin; i < last; ++i) {
      removed += script[i].mark != '+';
      added += script[i].mark != '-';
      lines += script[i].mark + std::string(script[i].text) + "\n";
    }
    const std::size_t context = at - begin;
    text += "@@ -" + std::to_string(before_line - context) + "," + std::to_string(removed) + " +" +
            std::to_string(after_line - context) + "," + std::to_string(added) + " @@\n" + lines;
    before_line += removed - context;
    after_line += added - context;
    at = last;
  }
  return text;
}

}  // namespace

std::string unified_diff(std::string_view before, std::string_view after) {
  if (before == after) return "";
  const auto old_lines = lines_of(before);
  const auto new_lines = lines_of(after);
  const std::size_t shorter = std::min(old_lines.size(), new_lines.size());
  std::size_t same_begin = 0;
  while (same_begin < shorter && old_lines[same_begin] == new_lines[same_begin]) ++same_begin;
  std::size_t same_end = 0;
  while (same_end < shorter - same_begin &&
         old_lines[old_lines.size() - 1 - same_end] == new_lines[new_lines.size() - 1 - same_end])
    ++same_end;

  std::vector<Line> script;
  for (std::size_t i = 0; i < same_begin; ++i) script.push_back({' ', old_lines[i]});
  compare_middle(old_lines, new_lines, same_begin, same_end, script);
  for (std::size_t i = old_lines.size() - same_end; i < old_lines.size(); ++i) script.push_back({' ', old_lines[i]});
  const std::string text = print(script);
  return text.empty() ? "(they differ in the end of the last line)\n" : text;
}

}  // namespace pbc::golden
