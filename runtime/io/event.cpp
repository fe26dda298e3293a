// SPDX-License-Identifier: Apache-2.0
#include "io/event.h"

#include "io/input.h"
#include "phantom/plain.h"
#include "python/json.h"

namespace pbc::io {

namespace {

using engine::set_member;

/// What a field is when the event does not give it, which says too what it must be when the event does.
enum class Default : std::uint8_t { kText, kNull, kList, kObject, kNow, kFalse, kOne };

struct Field {
  const char* name;
  Default fallback;
  const char* text = "";  // Default::kText
};

// In the order in which defaults are added behind what was given.
constexpr Field kContainerFields[] = {
    {"name", Default::kText},
    {"label", Default::kText, "events"},
    {"status", Default::kText, "new"},
    {"severity", Default::kText, "medium"},
    {"sensitivity", Default::kText, "amber"},
    {"container_type", Default::kText, "default"},
    {"description", Default::kText},
    {"source_data_identifier", Default::kText},
    {"owner", Default::kNull},
    {"owner_name", Default::kNull},
    {"external_id", Default::kNull},
    {"tags", Default::kList},
    {"data", Default::kObject},
    {"custom_fields", Default::kObject},
    {"create_time", Default::kNow},
    {"start_time", Default::kNow},
    {"container_update_time", Default::kNow},
    {"end_time", Default::kNull},
    {"due_time", Default::kNull},
    {"close_time", Default::kNull},
};

constexpr Field kArtifactHead[] = {{"name", Default::kText, "artifact"}, {"label", Default::kText, "event"}};

constexpr Field kArtifactFields[] = {
    {"severity", Default::kText, "medium"},
    {"cef", Default::kObject},
    {"cef_types", Default::kObject},
    {"data", Default::kObject},
    {"tags", Default::kList},
    {"source_data_identifier", Default::kText},
    {"description", Default::kNull},
    {"type", Default::kNull},
    {"create_time", Default::kNow},
    {"start_time", Default::kNow},
    {"update_time", Default::kNow},
    {"end_time", Default::kNull},
    {"kill_chain", Default::kNull},
    {"hash", Default::kNull},
    {"version", Default::kOne},
    {"has_note", Default::kFalse},
    {"in_case", Default::kFalse},
    {"owner_id", Default::kNull},
    {"ingest_app_id", Default::kNull},
    {"playbook_run_id", Default::kNull},
    {"parent_artifact", Default::kNull},
};

Value default_of(const Field& field, const Value& now) {
  switch (field.fallback) {
    case Default::kText:
      return make_str(field.text);
    case Default::kNull:
      return None;
    case Default::kList:
      return make_list();
    case Default::kObject:
      return make_dict();
    case Default::kNow:
      return now;
    case Default::kFalse:
      return false;
    case Default::kOne:
      return 1;
  }
  return None;
}

void check(const Place& given, Default fallback) {
  if (!given.is_given()) return;  // null is what SOAR gives for a field without a value
  switch (fallback) {
    case Default::kText:
    case Default::kNow:
      given.text();
      break;
    case Default::kList:
      given.expect_list();
      break;
    case Default::kObject:
      given.expect_object();
      break;
    case Default::kFalse:
      if (!given.value().is(Tag::kBool)) given.fail_expected("true or false");
      break;
    case Default::kOne:
      given.integer();
      break;
    case Default::kNull:
      break;
  }
}

template <std::size_t N>
void fill(const Place& place, const Value& object, const Field (&fields)[N], const Value& now) {
  for (const Field& field : fields) {
    Place given = place.member(field.name);
    check(given, field.fallback);
    if (given.value().is_unset()) set_member(object, field.name, default_of(field, now));
  }
}

/// A number that identifies something; `fallback` when it is not given.
std::int64_t fill_id(const Place& place, const Value& object, std::int64_t fallback) {
  Place given = place.member("id");
  if (!given.value().is_unset()) return given.integer();
  set_member(object, "id", fallback);
  return fallback;
}

Value load_artifact(const Place& place, std::int64_t position, std::int64_t container, const Value& now) {
  Value artifact = place.expect_object().value();
  fill_id(place, artifact, position);
  fill(place, artifact, kArtifactHead, now);
  if (place.member("container").value().is_unset()) set_member(artifact, "container", container);
  fill(place, artifact, kArtifactFields, now);
  return artifact;
}

Value copy_without_artifacts(const Value& event) {
  Table table;
  for (const Table::Entry& entry : as_dict(event).entries())
    if (!(entry.key.is_str() && entry.key.text() == "artifacts")) table.set(entry.key, entry.value);
  return make_dict(std::move(table));
}

/// VALUE of NAME=VALUE: JSON where it is JSON, else text.
Value setting_value(std::string_view text) {
  try {
    return parse_json(text);
  } catch (const JsonError&) {
    return make_str(text);
  } catch (const Raised&) {
    caught();
    return make_str(text);
  }
}

}  // namespace

LoadedEvent load_event(const std::string& file, const Value& now) {
  Place place(file, file.empty() ? make_dict() : read_json(file));
  LoadedEvent event{copy_without_artifacts(place.expect_object().value()), make_list()};
  const std::int64_t id = fill_id(place, event.container, 1);
  fill(place, event.container, kContainerFields, now);

  Place artifacts = place.member("artifacts");
  std::size_t count = artifacts.is_given() ? artifacts.size() : 0;
  for (std::size_t i = 0; i < count; ++i)
    as_list(event.artifacts).push_back(load_artifact(artifacts.item(i), static_cast<std::int64_t>(i) + 1, id, now));

  if (place.member("artifact_count").value().is_unset()) set_member(event.container, "artifact_count", count);
  if (place.member("url").value().is_unset())
    set_member(event.container, "url", make_str("https://127.0.0.1/mission/" + std::to_string(id)));
  return event;
}

Value load_inputs(const std::string& file, const std::vector<std::string>& settings) {
  Value inputs = make_dict();
  if (!file.empty()) inputs = Place(file, read_json(file)).expect_object().value();
  Table given;
  for (const std::string& setting : settings) {
    std::size_t equals = setting.find('=');
    if (equals == setting.npos || equals == 0) throw InputError{"--input " + setting + ": expected NAME=VALUE"};
    Value& values = given.find_or_add(make_str(setting.substr(0, equals)), make_list());
    as_list(values).push_back(setting_value(std::string_view(setting).substr(equals + 1)));
  }
  for (const Table::Entry& entry : given.entries()) {
    const Values& values = as_list(entry.value);
    as_dict(inputs).set(entry.key, values.size() == 1 ? values[0] : entry.value);
  }
  return inputs;
}

}  // namespace pbc::io
