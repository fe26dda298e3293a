// SPDX-License-Identifier: Apache-2.0
#include "host/triage_applies.h"

#include <algorithm>
#include <vector>

#include "host/triage_indicators.h"
#include "phantom/plain.h"
#include "python/objects.h"

namespace pbc::host {

namespace {

using engine::member;

/// "cef.requestURL" of one artifact.
bool has_field(const Value& artifact, std::string_view path) {
  const Value* value = &artifact;
  for (std::string_view rest = path; value != nullptr;) {
    const std::size_t dot = rest.find('.');
    const std::string_view name = rest.substr(0, dot);
    // `*` and what stands below a list: it is enough that there is something.
    if (name == "*" || !value->is(Tag::kDict)) break;
    value = member(*value, name);
    if (dot == rest.npos) break;
    rest.remove_prefix(dot + 1);
  }
  return value != nullptr && bool(*value);
}

bool has_tag(const Value& holder, const std::vector<std::string>& tags) {
  const Value* own = member(holder, "tags");
  if (own == nullptr || !own->is(Tag::kList)) return false;
  return std::ranges::any_of(as_list(*own), [&](const Value& tag) {
    return tag.is_str() && std::ranges::find(tags, tag.text()) != tags.end();
  });
}

template <typename List>
std::string listed(const List& names) {
  std::string text;
  for (const auto& name : names) text += (text.empty() ? "" : ", ") + std::string(name);
  return text;
}

}  // namespace

std::string why_not(const FrontPlaybook& playbook, const triage::PlaybookRule* rule, const Value& container,
                    const Values& artifacts) {
  using Run = triage::PlaybookRule::Run;
  if (rule != nullptr && rule->run == Run::kNever) return "the configuration leaves it out";
  if (rule != nullptr && rule->run == Run::kAlways) return "";
  if (playbook.inputs.size() > 0) return "it takes inputs, which playbooks that run it give";
  if (playbook.callers.size() > 0) return listed(playbook.callers) + " runs it";

  std::vector<std::string> labels;
  if (rule != nullptr && rule->has_labels)
    labels = rule->labels;
  else
    labels.assign(playbook.labels.begin(), playbook.labels.end());
  const std::string_view label = engine::text_member(container, "label");
  if (!labels.empty() && std::ranges::find(labels, label) == labels.end())
    return "it is for events labelled " + listed(labels) + ", not " + std::string(label);
  if (rule != nullptr && !rule->tags.empty()) {
    const bool has_one = has_tag(container, rule->tags) || std::ranges::any_of(artifacts, [&](const Value& artifact) {
                           return has_tag(artifact, rule->tags);
                         });
    if (!has_one) return "nothing has the tag " + listed(rule->tags);
  }

  if (playbook.reads_unknown) return "";
  std::vector<std::string_view> fields;
  for (const char* field : playbook.fields)
    if (std::string_view(field).starts_with("cef.") || std::string_view(field) == "cef") fields.emplace_back(field);
  if (fields.empty() && playbook.contains.size() == 0) {
    if (playbook.fields.size() > 0 && artifacts.empty()) return "the event has no artifact";
    return "";
  }
  const bool has_field_of_it = std::ranges::any_of(fields, [&](std::string_view field) {
    return std::ranges::any_of(artifacts, [&](const Value& artifact) { return has_field(artifact, field); });
  });
  const bool has_kind_of_it =
      std::ranges::any_of(playbook.contains, [&](const char* kind) { return has_kind(artifacts, kind); });
  if (has_field_of_it || has_kind_of_it) return "";
  std::vector<std::string_view> wanted;
  for (const std::string_view field : fields) wanted.push_back(field == "cef" ? field : field.substr(4));
  for (const char* kind : playbook.contains) wanted.emplace_back(kind);
  return "no artifact has " + listed(wanted);
}

}  // namespace pbc::host
