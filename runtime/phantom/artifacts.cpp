// SPDX-License-Identifier: Apache-2.0
//
// Artifacts of the container. What a run adds is seen by every later collect2 of it.
#include "phantom/artifacts.h"

#include <algorithm>

#include "phantom/choices.h"
#include "phantom/containers.h"
#include "phantom/network.h"
#include "phantom/plain.h"
#include "phantom/records.h"
#include "phantom/reply.h"
#include "phantom/sources.h"

namespace pbc::engine {

namespace {

std::int64_t id_of(const Value& artifact) {
  const Value* id = member(artifact, "id");
  return id && id->is(Tag::kInt) ? id->as_int() : 0;
}

void count_artifacts(Run& run) { set_member(run.container, "artifact_count", as_list(run.artifacts).size()); }

Value or_empty_dict(const Value& argument) {
  return is_given(argument) && bool(argument) ? copy_deep(argument) : make_dict();
}

/// The addresses in fields of all artifacts, each once, in order.
Value addresses_in(const Run& run, std::initializer_list<std::string_view> fields) {
  Values found;
  for (const Value& artifact : sorted_artifacts(run)) {
    const Value* cef = member(artifact, "cef");
    if (!cef) continue;
    for (std::string_view field : fields) {
      const Value* value = member(*cef, field);
      const bool is_address = value && value->is_str() && parse_ip(value->text());
      if (is_address && std::ranges::find(found, *value) == found.end()) found.push_back(*value);
    }
  }
  return make_list(std::move(found));
}

}  // namespace

Values sorted_artifacts(const Run& run) {
  Values sorted = as_list(run.artifacts);
  std::ranges::stable_sort(sorted, {}, id_of);
  return sorted;
}

const Value* find_artifact(const Run& run, const Value& id) {
  return find_record(as_list(run.artifacts), "id", number_in(id));
}

Value change_artifact(Run& run, const Value& id, const Value& fields) {
  const Value* artifact = find_artifact(run, id);
  if (!artifact) return failed("no artifact with id " + to_str(id));
  for (const Table::Entry& entry : as_dict(fields).entries_in_place())
    as_dict(*artifact).set(entry.key, copy_deep(entry.value));
  return succeeded();
}

Value remove_artifact(Run& run, const Value& id) {
  const Value* artifact = find_artifact(run, id);
  if (!artifact) return failed("no artifact with id " + to_str(id));
  Values& artifacts = as_list(run.artifacts);
  artifacts.erase(artifacts.begin() + (artifact - artifacts.data()));
  count_artifacts(run);
  return succeeded();
}

}  // namespace pbc::engine

namespace pbc::phantom {

using namespace pbc::engine;

Value add_artifact(const add_artifact_arguments& arguments) {
  static_assert(choices::kSameIdentifierSucceeds);
  Run& run = Run::current();
  run.trace_call(arguments);
  if (!run.is_own_container(arguments.container)) return failed(unknown_container(arguments.container), None);
  for (const Value* given : {&arguments.cef_data, &arguments.raw_data, &arguments.field_mapping})
    if (is_given(*given) && bool(*given) && !given->is(Tag::kDict)) return failed("artifact data must be a dict", None);
  const Value identifier = is_given(arguments.identifier) ? arguments.identifier : make_str("");
  if (bool(identifier))
    if (const Value* same = find_record(as_list(run.artifacts), "source_data_identifier", identifier))
      return succeeded(*member(*same, "id"));
  const Value id = next_record_id(as_list(run.artifacts));
  Value artifact = dict({{"id", id},
                         {"name", or_default(arguments.name, "artifact")},
                         {"label", or_default(arguments.label, "event")},
                         {"container", run.container_id()},
                         {"severity", or_default(arguments.severity, "medium")},
                         {"cef", or_empty_dict(arguments.cef_data)},
                         {"cef_types", or_empty_dict(arguments.field_mapping)},
                         {"data", or_empty_dict(arguments.raw_data)},
                         {"source_data_identifier", identifier},
                         {"type", or_default(arguments.artifact_type, None)}});
  complete_artifact(artifact, run.container_id(), run.now_text());
  as_list(run.artifacts).push_back(std::move(artifact));
  count_artifacts(run);
  return succeeded(id);
}

Value update_artifact(const update_artifact_arguments& arguments) {
  Run& run = Run::current();
  run.trace_call(arguments);
  Value fields = make_dict();
  const std::pair<const char*, const Value*> given[] = {{"cef", &arguments.cef_data},
                                                        {"label", &arguments.label},
                                                        {"name", &arguments.name},
                                                        {"severity", &arguments.severity},
                                                        {"tags", &arguments.tags}};
  for (const auto& [name, value] : given)
    if (is_given(*value)) set_member(fields, name, *value);
  return change_artifact(run, or_default(arguments.artifact_id, None), fields);
}

Value delete_artifact(const delete_artifact_arguments& arguments) {
  Run& run = Run::current();
  run.trace_call(arguments);
  return remove_artifact(run, or_default(arguments.artifact_id, None));
}

/// A copy, or {}.
Value get_artifact(const get_artifact_arguments& arguments) {
  const Value* found = find_artifact(Run::current(), or_default(arguments.artifact_id, None));
  return found ? copy_deep(*found) : make_dict();
}

Value get_artifacts(const get_artifacts_arguments& arguments) {
  Run& run = Run::current();
  Values copies;
  if (run.is_own_container(arguments.container))
    for (const Value& artifact : sorted_artifacts(run)) copies.push_back(copy_deep(artifact));
  return make_list(std::move(copies));
}

/// Values of artifact fields whose types have one of `contains`.
Value collect_from_contains(const collect_from_contains_arguments& arguments) {
  const Run& run = Run::current();
  const Value wanted = or_default(arguments.contains, make_list());
  Values found;
  const Scope scope{arguments.container, arguments.scope, Value(), Value(), arguments.tags};
  for (const Root& root : roots_of(run, parse_datapath("artifact:*"), scope)) {
    const Value* cef = member(root.value, "cef");
    const Value* types = member(root.value, "cef_types");
    if (!cef || !cef->is(Tag::kDict) || !types || !types->is(Tag::kDict)) continue;
    for (const Table::Entry& entry : as_dict(*cef).entries_in_place()) {
      const Value* of_field = as_dict(*types).find(entry.key);
      if (!of_field || !of_field->is(Tag::kList)) continue;
      const Values& contained = as_list(*of_field);
      const bool fits = wanted.is_str()
                            ? std::ranges::find(contained, wanted) != contained.end()
                            : std::ranges::any_of(contained, [&](const Value& type) { return in(type, wanted); });
      if (fits) found.push_back(copy_deep(entry.value));
    }
  }
  return make_list(std::move(found));
}

Value attacker_ips(const attacker_ips_arguments&) {
  return addresses_in(Run::current(), {"sourceAddress", "attackerAddress", "src_ip", "src"});
}

Value victim_ips(const victim_ips_arguments&) {
  return addresses_in(Run::current(), {"destinationAddress", "targetAddress", "dest_ip", "dst"});
}

}  // namespace pbc::phantom
