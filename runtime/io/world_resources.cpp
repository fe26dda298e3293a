// SPDX-License-Identifier: Apache-2.0
#include "io/world_resources.h"

#include "io/event.h"
#include "io/shapes.h"
#include "phantom/plain.h"
#include "python/http.h"
#include "python/objects.h"

namespace pbc::io {

namespace {

constexpr double kMostLatencyMs = 1e12;  // some thirty years

constexpr Member kAssets[] = {
    {"name", Shape::kText}, {"app", Shape::kText}, {"id", Shape::kInteger}, {"app_id", Shape::kInteger}};
constexpr Member kPeople[] = {{"id", Shape::kInteger}, {"username", Shape::kText}, {"name", Shape::kText}};
constexpr Member kNamed[] = {{"id", Shape::kInteger}, {"name", Shape::kText}};
constexpr Member kPlaybooks[] = {
    {"id", Shape::kInteger}, {"name", Shape::kText}, {"category", Shape::kText}, {"tags", Shape::kList}};
constexpr Member kIndicators[] = {{"id", Shape::kInteger}, {"tags", Shape::kList}};
constexpr Member kFields[] = {{"name", Shape::kText}, {"data_types", Shape::kList}};
constexpr Member kWorkbooks[] = {{"id", Shape::kInteger}, {"name", Shape::kText}, {"phases", Shape::kList}};
constexpr Member kPhases[] = {{"name", Shape::kText}, {"tasks", Shape::kList}};
constexpr Member kTasks[] = {
    {"name", Shape::kText}, {"is_note_required", Shape::kTruth}, {"suggestions", Shape::kObject}};
constexpr Member kVault[] = {
    {"id", Shape::kInteger},           {"vault_id", Shape::kText}, {"name", Shape::kText},
    {"container_id", Shape::kInteger}, {"path", Shape::kText},     {"size", Shape::kInteger},
    {"contains", Shape::kList},        {"aka", Shape::kList},      {"metadata", Shape::kObject},
};
constexpr Member kHttp[] = {
    {"url", Shape::kText},
    {"method", Shape::kText},
    {"text", Shape::kText},
    {"headers", Shape::kObject},
};
constexpr Member kPrompt[] = {{"responses", Shape::kList}, {"user", Shape::kText}, {"timeout", Shape::kTruth}};

struct Resource {
  std::string_view name;
  std::span<const Member> members;
};

constexpr Resource kResources[] = {
    {"assets", kAssets},       {"users", kPeople},          {"roles", kPeople},
    {"vault", kVault},         {"indicators", kIndicators}, {"http", kHttp},
    {"workbooks", kWorkbooks}, {"playbooks", kPlaybooks},   {"apps", kNamed},
    {"scm", kNamed},           {"cef_metadata", kFields},   {"containers", {}},
};

/// Calls `look_at` with each item of a list, if it is given.
template <typename F>
void for_each_item(const Place& list, F&& look_at) {
  if (!list.is_given()) return;
  for (std::size_t i = 0; i < list.size(); ++i) look_at(list.item(i));
}

void check_workbooks(const Place& workbooks) {
  for_each_item(workbooks, [](const Place& workbook) {
    for_each_item(workbook.member("phases"), [](const Place& phase) {
      check_members(phase, kPhases);
      check_records(phase.member("tasks"), kTasks);
    });
  });
}

void check_http(const Place& entries) {
  for_each_item(entries, [](const Place& entry) {
    if (const Place error = entry.member("error"); error.is_given()) {
      const Place type = error.expect_object().member("type");
      if (!type.is_given() || !http::find_failure(type.text()))
        type.fail("expected ConnectionError, ConnectTimeout, ReadTimeout, SSLError or TooManyRedirects");
      const Place message = error.member("message");
      if (!message.is_given()) message.fail("missing");
      message.text();
    }
    const Place status = entry.member("status");
    if (!status.is_given()) return;
    const std::int64_t code = status.integer();
    if (code < 100 || code > 599) status.fail("expected an HTTP status between 100 and 599");
  });
}

void check_prompts(const Place& prompts) {
  for (const Table::Entry& entry : as_dict(prompts.expect_object().value()).entries_in_place()) {
    const Place prompt = prompts.member(entry.key.text());
    check_members(prompt, kPrompt);
    read_milliseconds(prompt.member("latency_ms"));
  }
}

}  // namespace

double read_milliseconds(const Place& place) {
  if (!place.is_given()) return 0;
  const double ms = place.number();
  if (!(ms >= 0 && ms <= kMostLatencyMs)) place.fail("expected milliseconds between 0 and 1e12");
  return ms;
}

Value read_resources(const Place& world) {
  Value result = make_dict();
  for (const Resource& resource : kResources) {
    const Place list = world.member(resource.name);
    if (!list.is_given()) continue;
    check_records(list, resource.members);
    engine::set_member(result, resource.name, list.value());
  }
  for_each_item(world.member("containers"), check_container);
  check_workbooks(world.member("workbooks"));
  check_http(world.member("http"));
  if (const Place prompts = world.member("prompts"); prompts.is_given()) {
    check_prompts(prompts);
    engine::set_member(result, "prompts", prompts.value());
  }
  return result;
}

}  // namespace pbc::io
