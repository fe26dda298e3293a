// SPDX-License-Identifier: Apache-2.0
#include "phantom/datapath.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace pbc::engine {

namespace {

/// Cuts `head` off the front of `text`.
bool take(std::string_view& text, std::string_view head) {
  if (!text.starts_with(head)) return false;
  text.remove_prefix(head.size());
  return true;
}

/// "action_result" or "action_result.data", but not "action_results".
bool take_word(std::string_view& text, std::string_view word) {
  if (!text.starts_with(word)) return false;
  if (text.size() > word.size() && text[word.size()] != '.') return false;
  text.remove_prefix(word.size());
  return true;
}

/// The field path behind a source: "*.cef.x" of artifacts loses its star, ".data.x" its dot.
std::string_view field_path(std::string_view text) {
  if (text.starts_with('*')) text.remove_prefix(1);
  if (text.starts_with('.')) text.remove_prefix(1);
  return text;
}

std::uint32_t index_of(std::string_view digits) {
  std::uint64_t value = 0;
  for (char c : digits) value = std::min<std::uint64_t>(value * 10 + static_cast<std::uint64_t>(c - '0'), UINT32_MAX);
  return static_cast<std::uint32_t>(value);
}

std::vector<Segment> split_path(std::string_view path) {
  std::vector<Segment> segments;
  if (path.empty()) return segments;
  std::size_t begin = 0;
  while (true) {
    std::size_t end = std::min(path.find('.', begin), path.size());
    std::string_view text = path.substr(begin, end - begin);
    Segment segment{Segment::Kind::kKey, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end), 0};
    if (text == "*") {
      segment.kind = Segment::Kind::kStar;
    } else if (!text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; })) {
      segment.kind = Segment::Kind::kIndex;
      segment.index = index_of(text);
    }
    segments.push_back(segment);
    if (end == path.size()) return segments;
    begin = end + 1;
  }
}

/// The part behind "BLOCK:", or a text without any colon, which is about the results given as action_results=.
std::pair<Source, std::string_view> block_source(std::string_view rest) {
  if (take(rest, "artifact:")) return {Source::kBlockArtifact, field_path(rest)};
  if (take_word(rest, "action_result") || take_word(rest, "filtered-action_result"))
    return {Source::kActionResult, field_path(rest)};
  if (take_word(rest, "action_results")) return {Source::kActionResults, field_path(rest)};
  if (take_word(rest, "custom_function_result")) return {Source::kCustomFunctionResult, field_path(rest)};
  if (take(rest, "custom_function:")) return {Source::kCustomFunction, rest};
  if (take(rest, "playbook_output:")) return {Source::kPlaybookOutput, rest};
  if (take(rest, "playbook_input:")) return {Source::kBlockPlaybookInput, rest};
  if (rest == "formatted_data.*") return {Source::kFormattedList, {}};
  if (take_word(rest, "formatted_data")) return {Source::kFormattedData, field_path(rest)};
  return {Source::kAppRun, rest};
}

/// A source that belongs to no block; false when `text` begins with none.
bool container_source(std::string_view text, Source& source, std::string_view& path) {
  static constexpr std::pair<std::string_view, Source> kHeads[] = {
      {"artifact:", Source::kArtifact},
      {"filtered-artifact:", Source::kFilteredArtifact},
      {"container:", Source::kContainer},
      {"custom_list:", Source::kCustomList},
      {"playbook_input:", Source::kPlaybookInput},
      {"playbook:", Source::kPlaybook},
  };
  for (auto [head, kind] : kHeads) {
    if (!take(text, head)) continue;
    source = kind;
    path = kind == Source::kArtifact || kind == Source::kFilteredArtifact ? field_path(text) : text;
    return true;
  }
  return false;
}

}  // namespace

Datapath parse_datapath(std::string_view text) {
  Datapath result{};
  if (take(text, "filtered-data:")) {
    std::size_t filter_end = text.find(':');
    std::size_t condition_end = filter_end == text.npos ? text.npos : text.find(':', filter_end + 1);
    result.filter = text.substr(0, condition_end);
    text = condition_end == text.npos ? std::string_view() : text.substr(condition_end + 1);
  }
  std::string_view path;
  if (!container_source(text, result.source, path)) {
    std::size_t colon = text.find(':');
    if (colon != text.npos) {
      result.block = text.substr(0, colon);
      text.remove_prefix(colon + 1);
    }
    std::tie(result.source, path) = block_source(text);
  }
  result.path = path;
  // The name of a custom list may contain anything.
  if (result.source != Source::kCustomList) result.segments = split_path(result.path);
  return result;
}

bool is_datapath(std::string_view text) {
  for (std::string_view head : {"filtered-data:", "artifact:", "filtered-artifact:", "playbook_input:", "container:",
                                "custom_list:", "playbook:", "action_result."})
    if (text.starts_with(head)) return true;
  std::size_t colon = text.find(':');
  if (colon == text.npos || colon == 0 || text[0] == ' ') return false;
  std::string_view rest = text.substr(colon + 1);
  for (std::string_view head : {"action_result", "filtered-action_result",
                                "artifact:", "playbook_output:", "playbook_input:", "custom_function_result",
                                "custom_function:", "formatted_data", "summary."})
    if (rest.starts_with(head)) return true;
  return rest == "status" || rest == "message";
}

bool has_name(Source source) {
  return source == Source::kPlaybookInput || source == Source::kCustomFunction || source == Source::kPlaybookOutput ||
         source == Source::kBlockPlaybookInput;
}

}  // namespace pbc::engine
