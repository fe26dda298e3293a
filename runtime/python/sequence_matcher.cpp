// SPDX-License-Identifier: Apache-2.0
#include "python/sequence_matcher.h"

#include <algorithm>

#include "python/unicode.h"

namespace pbc::diff {

namespace {

constexpr std::uint32_t kNotCharacter = 0x80000000;

double ratio_of(std::size_t matches, std::size_t length) {
  return length == 0 ? 1.0 : 2.0 * static_cast<double>(matches) / static_cast<double>(length);
}

}  // namespace

std::vector<std::uint32_t> Matcher::numbered(const Value& sequence) {
  std::vector<std::uint32_t> numbers;
  if (sequence.is_str()) {
    const std::string_view text = sequence.text();
    for (std::size_t at = 0; at < text.size();) numbers.push_back(unicode::next(text, at));
    return numbers;
  }
  for (Value element : iterate(sequence)) {
    if (element.is_str() && str_length(element) == 1) {
      std::size_t at = 0;
      numbers.push_back(unicode::next(element.text(), at));
    } else {
      const auto next = static_cast<std::int64_t>(numbers_.size());
      numbers.push_back(static_cast<std::uint32_t>(numbers_.find_or_add(element, next).as_int()) | kNotCharacter);
    }
  }
  return numbers;
}

void Matcher::set_second(const Value& sequence) {
  b_ = numbered(sequence);
  places_.clear();
  junk_.clear();
  for (std::size_t j = 0; j < b_.size(); ++j) places_[b_[j]].push_back(j);
  if (!is_junk_.is_unset() && !is_junk_.is_none()) {
    std::unordered_set<std::uint32_t> asked;
    std::size_t j = 0;
    for (Value element : iterate(sequence)) {
      const std::uint32_t number = b_[j++];
      if (asked.insert(number).second && bool(is_junk_({element}))) junk_.insert(number);
    }
    for (std::uint32_t number : junk_) places_.erase(number);
  }
  if (finds_popular_ && b_.size() >= 200) {
    const std::size_t most = b_.size() / 100 + 1;
    std::erase_if(places_, [&](const auto& entry) { return entry.second.size() > most; });
  }
}

Block Matcher::longest(std::size_t i1, std::size_t i2, std::size_t j1, std::size_t j2) const {
  Block best{i1, j1, 0};
  std::unordered_map<std::size_t, std::size_t> lengths;  // by j: of the match that ends at i - 1 and j
  for (std::size_t i = i1; i < i2; ++i) {
    std::unordered_map<std::size_t, std::size_t> fresh;
    if (const auto found = places_.find(a_[i]); found != places_.end()) {
      for (std::size_t j : found->second) {
        if (j < j1) continue;
        if (j >= j2) break;
        const auto before = j == 0 ? lengths.end() : lengths.find(j - 1);
        const std::size_t length = (before == lengths.end() ? 0 : before->second) + 1;
        fresh[j] = length;
        if (length > best.size) best = {i + 1 - length, j + 1 - length, length};
      }
    }
    lengths = std::move(fresh);
  }
  // What is popular, and then what is junk, only extends a match.
  for (const bool with_junk : {false, true}) {
    while (best.i > i1 && best.j > j1 && junk_.contains(b_[best.j - 1]) == with_junk &&
           a_[best.i - 1] == b_[best.j - 1])
      best = {best.i - 1, best.j - 1, best.size + 1};
    while (best.i + best.size < i2 && best.j + best.size < j2 && junk_.contains(b_[best.j + best.size]) == with_junk &&
           a_[best.i + best.size] == b_[best.j + best.size])
      ++best.size;
  }
  return best;
}

std::vector<Block> Matcher::blocks() const {
  std::vector<Step> open{{Tag::kEqual, 0, a_.size(), 0, b_.size()}};
  std::vector<Block> found;
  while (!open.empty()) {
    const Step part = open.back();
    open.pop_back();
    const Block block = longest(part.i1, part.i2, part.j1, part.j2);
    if (block.size == 0) continue;
    found.push_back(block);
    const std::size_t i = block.i + block.size, j = block.j + block.size;
    if (part.i1 < block.i && part.j1 < block.j) open.push_back({Tag::kEqual, part.i1, block.i, part.j1, block.j});
    if (i < part.i2 && j < part.j2) open.push_back({Tag::kEqual, i, part.i2, j, part.j2});
  }
  std::ranges::sort(found, {}, &Block::i);
  std::vector<Block> merged;
  for (const Block& block : found) {
    if (!merged.empty() && merged.back().i + merged.back().size == block.i &&
        merged.back().j + merged.back().size == block.j) {
      merged.back().size += block.size;
    } else {
      merged.push_back(block);
    }
  }
  merged.push_back({a_.size(), b_.size(), 0});
  return merged;
}

std::vector<Step> Matcher::steps() const {
  std::vector<Step> all;
  std::size_t i = 0, j = 0;
  for (const Block& block : blocks()) {
    if (i < block.i || j < block.j) {
      const Tag tag = i == block.i ? Tag::kInsert : j == block.j ? Tag::kDelete : Tag::kReplace;
      all.push_back({tag, i, block.i, j, block.j});
    }
    i = block.i + block.size;
    j = block.j + block.size;
    if (block.size > 0) all.push_back({Tag::kEqual, block.i, i, block.j, j});
  }
  return all;
}

std::vector<std::vector<Step>> Matcher::groups(std::int64_t context) const {
  std::vector<Step> all = steps();
  if (all.empty()) all.push_back({Tag::kEqual, 0, 1, 0, 1});
  const auto latest = [&](std::size_t from, std::size_t to) {  // max(from, to - context)
    const std::int64_t start = static_cast<std::int64_t>(to) - context;
    return std::max(static_cast<std::int64_t>(from), start) > 0
               ? static_cast<std::size_t>(std::max(static_cast<std::int64_t>(from), start))
               : 0;
  };
  const auto earliest = [&](std::size_t from, std::size_t to) {  // min(to, from + context)
    const std::int64_t end = static_cast<std::int64_t>(from) + context;
    return static_cast<std::size_t>(std::max<std::int64_t>(0, std::min(static_cast<std::int64_t>(to), end)));
  };
  if (Step& first = all.front(); first.tag == Tag::kEqual) {
    first.i1 = latest(first.i1, first.i2);
    first.j1 = latest(first.j1, first.j2);
  }
  if (Step& last = all.back(); last.tag == Tag::kEqual) {
    last.i2 = earliest(last.i1, last.i2);
    last.j2 = earliest(last.j1, last.j2);
  }
  std::vector<std::vector<Step>> grouped;
  std::vector<Step> group;
  for (Step step : all) {
    if (step.tag == Tag::kEqual &&
        static_cast<std::int64_t>(step.i2) - static_cast<std::int64_t>(step.i1) > 2 * context) {
      group.push_back({step.tag, step.i1, earliest(step.i1, step.i2), step.j1, earliest(step.j1, step.j2)});
      grouped.push_back(std::move(group));
      group = {};
      step.i1 = latest(step.i1, step.i2);
      step.j1 = latest(step.j1, step.j2);
    }
    group.push_back(step);
  }
  if (!group.empty() && !(group.size() == 1 && group[0].tag == Tag::kEqual)) grouped.push_back(std::move(group));
  return grouped;
}

double Matcher::ratio() const {
  std::size_t matches = 0;
  for (const Block& block : blocks()) matches += block.size;
  return ratio_of(matches, a_.size() + b_.size());
}

double Matcher::quick_ratio() const {
  std::unordered_map<std::uint32_t, std::int64_t> left;
  for (std::uint32_t number : b_) ++left[number];
  std::size_t matches = 0;
  for (std::uint32_t number : a_)
    if (left[number]-- > 0) ++matches;
  return ratio_of(matches, a_.size() + b_.size());
}

double Matcher::fastest_ratio() const { return ratio_of(std::min(a_.size(), b_.size()), a_.size() + b_.size()); }

}  // namespace pbc::diff
