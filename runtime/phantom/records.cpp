// SPDX-License-Identifier: Apache-2.0
#include "phantom/records.h"

#include "phantom/choices.h"
#include "phantom/plain.h"
#include "python/objects.h"

namespace pbc::engine {

namespace {

constexpr RecordField kContainerFields[] = {
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

constexpr RecordField kArtifactHead[] = {{"name", Default::kText, "artifact"}, {"label", Default::kText, "event"}};

constexpr RecordField kArtifactFields[] = {
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

void fill(const Value& record, std::span<const RecordField> fields, const Value& now) {
  for (const RecordField& field : fields)
    if (!member(record, field.name)) set_member(record, field.name, default_of(field, now));
}

}  // namespace

std::span<const RecordField> container_fields() { return kContainerFields; }
std::span<const RecordField> artifact_head_fields() { return kArtifactHead; }
std::span<const RecordField> artifact_fields() { return kArtifactFields; }

Value default_of(const RecordField& field, const Value& now) {
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

void complete_container(const Value& record, const Value& now, std::size_t artifact_count) {
  fill(record, container_fields(), now);
  if (!member(record, "artifact_count")) set_member(record, "artifact_count", artifact_count);
  if (!member(record, "url"))
    set_member(record, "url", make_str(joined({choices::kBaseUrl, "/mission/", to_str(*member(record, "id"))})));
}

void complete_artifact(const Value& record, std::int64_t container, const Value& now) {
  fill(record, artifact_head_fields(), now);
  if (!member(record, "container")) set_member(record, "container", container);
  fill(record, artifact_fields(), now);
}

}  // namespace pbc::engine
