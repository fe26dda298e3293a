// SPDX-License-Identifier: Apache-2.0
#include "io/event.h"

#include "io/input.h"
#include "io/shapes.h"
#include "phantom/plain.h"
#include "phantom/records.h"
#include "python/json.h"
#include "python/values.h"

namespace pbc::io {

namespace {

using engine::set_member;

Shape shape_of(engine::Default fallback) {
  using engine::Default;
  switch (fallback) {
    case Default::kList:
      return Shape::kList;
    case Default::kObject:
      return Shape::kObject;
    case Default::kFalse:
      return Shape::kTruth;
    case Default::kOne:
      return Shape::kInteger;
    case Default::kText:
    case Default::kNow:
    case Default::kNull:
      break;
  }
  return Shape::kText;
}

void check(const Place& place, std::span<const engine::RecordField> fields) {
  for (const engine::RecordField& field : fields) {
    // What begins without a value is text, a number or an object, as whoever sends events has it.
    if (field.fallback != engine::Default::kNull) check_shape(place.member(field.name), shape_of(field.fallback));
  }
}

void check_artifact(const Place& place) {
  constexpr Member kNumbers[] = {{"id", Shape::kInteger}, {"container", Shape::kInteger}};
  check_members(place, kNumbers);
  check(place, engine::artifact_head_fields());
  check(place, engine::artifact_fields());
  const Place types = place.member("cef_types");
  if (!types.is_given()) return;
  for (const Table::Entry& entry : as_dict(types.value()).entries_in_place()) {
    const Place names = types.member(entry.key.text());
    for (std::size_t i = 0; names.is_given() && i < names.size(); ++i) names.item(i).text();
  }
}

/// Null is no number, as it would be for a field that may be left out.
void check_id(const Place& place) {
  const Place id = place.member("id");
  if (!id.value().is_unset()) id.integer();
}

/// A number that identifies something; `fallback` when it is not given.
std::int64_t fill_id(const Value& object, std::int64_t fallback) {
  const Value* given = engine::member(object, "id");
  if (given != nullptr) return given->as_int();
  set_member(object, "id", fallback);
  return fallback;
}

Value copy_without_artifacts(const Value& event) {
  Table table;
  for (const Table::Entry& entry : as_dict(event).entries_in_place())
    if (!(entry.key.is_str() && entry.key.text() == "artifacts")) table.set(entry.key, entry.value);
  return make_dict(std::move(table));
}

/// VALUE of NAME=VALUE: JSON where it is JSON, else text.
Value setting_value(std::string_view text) {
  try {
    JsonReading reading;
    reading.parse_constant = py("int");  // which refuses NaN and Infinity: they are no JSON
    return parse_json(text, reading);
  } catch (const JsonError&) {
    return make_str(text);
  } catch (const Raised&) {
    caught();
    return make_str(text);
  }
}

}  // namespace

void check_container(const Place& place) {
  constexpr Member kMembers[] = {{"id", Shape::kInteger}, {"artifact_count", Shape::kInteger}, {"url", Shape::kText}};
  check_members(place, kMembers);
  check(place, engine::container_fields());
  const Place artifacts = place.member("artifacts");
  if (!artifacts.is_given()) return;
  for (std::size_t i = 0; i < artifacts.size(); ++i) check_artifact(artifacts.item(i));
}

LoadedEvent load_event(const std::string& file, const Value& now) {
  return read_event(file, file.empty() ? "{}" : read_text(file), now);
}

LoadedEvent read_event(const std::string& name, std::string_view text, const Value& now) {
  const Place place(name, json_of(name, text));
  check_container(place);
  check_id(place);
  const Place artifacts = place.member("artifacts");
  for (std::size_t i = 0; artifacts.is_given() && i < artifacts.size(); ++i) check_id(artifacts.item(i));
  return complete_event(place.value(), now);
}

LoadedEvent complete_event(const Value& read, const Value& now) {
  LoadedEvent event{copy_without_artifacts(read), make_list()};
  const std::int64_t id = fill_id(event.container, 1);
  if (const Value* given = engine::member(read, "artifacts"); given != nullptr && given->is(Tag::kList))
    event.artifacts = *given;
  const Values& artifacts = as_list(event.artifacts);
  for (std::size_t i = 0; i < artifacts.size(); ++i) {
    fill_id(artifacts[i], static_cast<std::int64_t>(i) + 1);
    engine::complete_artifact(artifacts[i], id, now);
  }
  engine::complete_container(event.container, now, artifacts.size());
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
  for (const Table::Entry& entry : given.entries_in_place()) {
    const Values& values = as_list(entry.value);
    as_dict(inputs).set(entry.key, values.size() == 1 ? values[0] : entry.value);
  }
  return inputs;
}

}  // namespace pbc::io
