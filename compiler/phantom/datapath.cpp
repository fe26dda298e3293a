// SPDX-License-Identifier: Apache-2.0
#include "compiler/phantom/datapath.h"

#include <algorithm>

namespace pbc::phantom {
namespace {

/// Cuts `text` at the first colon: the part before it, and `*text` becomes what follows; false without a colon.
bool cut(std::string_view* text, std::string* head) {
  const std::size_t colon = text->find(':');
  if (colon == std::string_view::npos) return false;
  *head = text->substr(0, colon);
  text->remove_prefix(colon + 1);
  return true;
}

/// What is wrong with the segments of a path, if anything: `a.*.b`.
std::string check_path(std::string_view path) {
  std::size_t begin = 0;
  if (path.starts_with('.')) begin = 1;
  while (begin <= path.size()) {
    const std::size_t end = std::min(path.find('.', begin), path.size());
    const std::string_view segment = path.substr(begin, end - begin);
    if (segment.empty()) return "an empty segment";
    if (segment != "*" && segment.find('*') != std::string_view::npos)
      return "`" + std::string(segment) + "`, where `*` has to stand between dots";
    begin = end + 1;
  }
  return "";
}

constexpr std::string_view kSelectors[] = {
    "action_result",   "filtered-action_result", "action_results",  "artifact",       "custom_function_result",
    "custom_function", "formatted_data",         "playbook_output", "playbook_input",
};

/// The word that begins `text`, up to a dot or a colon.
std::string_view first_word(std::string_view text) { return text.substr(0, text.find_first_of(".:")); }

}  // namespace

Datapath parse_datapath(std::string_view text) {
  Datapath path;
  std::string head;
  if (text.starts_with("filtered-data:")) {
    text.remove_prefix(14);
    if (!cut(&text, &path.filter) || !cut(&text, &path.condition) || path.filter.empty() || path.condition.empty()) {
      path.malformed = "`filtered-data` without a filter and a condition";
      return path;
    }
  }
  if (text.empty()) {
    path.malformed = "nothing to read";
    return path;
  }
  if (!cut(&text, &head)) {
    path.rest = text;
    path.malformed = check_path(text);
    return path;
  }
  path.rest = text;
  if (head == "artifact" || head == "filtered-artifact") {
    path.source = Datapath::Source::kArtifact;
    if (!text.starts_with('*'))
      path.malformed = "`" + head + ":` without `*`";
    else if (text.size() > 1)
      path.malformed = text[1] == '.' ? check_path(text.substr(1)) : "`*` without a dot behind it";
  } else if (head == "container") {
    path.source = Datapath::Source::kContainer;
    path.malformed = check_path(text);
  } else if (head == "custom_list") {
    path.source = Datapath::Source::kCustomList;
    if (text.empty()) path.malformed = "`custom_list:` without a name";
  } else if (head == "playbook_input") {
    path.source = Datapath::Source::kPlaybookInput;
    path.malformed = check_path(text);
  } else if (head == "playbook") {
    path.source = Datapath::Source::kPlaybook;
    path.malformed = check_path(text);
  } else {
    path.source = Datapath::Source::kBlock;
    path.block = head;
    if (head.empty()) {
      path.malformed = "a colon without a block before it";
      return path;
    }
    const std::string_view selector = first_word(text);
    std::string_view fields = text;
    const bool named = selector == "custom_function" || selector == "playbook_output" || selector == "playbook_input" ||
                       selector == "artifact";
    if (named) {
      if (fields.size() == selector.size() || fields[selector.size()] != ':' || fields.size() == selector.size() + 1) {
        path.malformed = "`" + std::string(selector) + "` without a name behind it";
        return path;
      }
      fields.remove_prefix(selector.size() + 1);
    }
    path.malformed = check_path(fields);
  }
  return path;
}

bool looks_like_datapath(std::string_view text) {
  for (std::string_view prefix : {"filtered-data:", "artifact:", "filtered-artifact:", "playbook_input:", "container:",
                                  "custom_list:", "playbook:", "action_result."})
    if (text.starts_with(prefix)) return true;
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || colon == 0 || text[0] == ' ') return false;
  const std::string_view rest = text.substr(colon + 1);
  const std::string_view word = first_word(rest);
  if (word == "summary") return rest.size() > 8 && rest[7] == '.';
  if (rest == "status" || rest == "message") return true;
  if (word == "artifact" || word == "playbook_output" || word == "playbook_input" || word == "custom_function")
    return rest.size() > word.size() && rest[word.size()] == ':';
  return std::ranges::find(kSelectors, word) != std::end(kSelectors);
}

}  // namespace pbc::phantom
