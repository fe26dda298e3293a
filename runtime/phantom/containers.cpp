// SPDX-License-Identifier: Apache-2.0
//
// Calls that change the container itself.
#include <algorithm>
#include <initializer_list>

#include "phantom/plain.h"
#include "phantom/reply.h"
#include "python/text.h"

namespace pbc::engine {

namespace {

/// SOAR's own names are lower case, whatever the playbook writes; names that an administrator made stay as they are.
Value known_name(const Value& name, std::initializer_list<std::string_view> known) {
  std::string lower = text::lower(name.text());
  return std::ranges::find(known, lower) != known.end() ? make_str(lower) : name;
}

Value set_field(Run& run, const Value& container, const char* field, const Value& value,
                std::initializer_list<std::string_view> known) {
  if (!run.is_own_container(container)) return failed(unknown_container(container));
  if (!value.is_str() || value.text().empty()) return failed(std::string(field) + " must be a text that is not empty");
  set_member(run.container, field, known_name(value, known));
  return succeeded();
}

}  // namespace

}  // namespace pbc::engine

namespace pbc::phantom {

using namespace pbc::engine;

Value set_severity(const set_severity_arguments& arguments) {
  Run& run = Run::current();
  run.trace_call(arguments);
  return set_field(run, arguments.container, "severity", arguments.severity, {"low", "medium", "high"});
}

Value set_status(const set_status_arguments& arguments) {
  Run& run = Run::current();
  run.trace_call(arguments);
  return set_field(run, arguments.container, "status", arguments.status, {"new", "open", "closed"});
}

}  // namespace pbc::phantom
