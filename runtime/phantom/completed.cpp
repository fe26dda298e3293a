// SPDX-License-Identifier: Apache-2.0
//
// phantom.completed and phantom.actions_done: what joins ask (docs/playbook-api.md, Joins). What never started is never
// done.
#include <algorithm>

#include "phantom/run.h"

namespace pbc::engine {

namespace {

/// Every name of the list is done; true without a list.
bool all_done(const std::unordered_set<std::string>& done, const Value& names) {
  if (names.is_unset() || names.is_none()) return true;
  if (names.is_str()) return done.contains(std::string(names.text()));
  return std::ranges::all_of(to_values(names), [&](const Value& name) { return done.contains(to_str(name)); });
}

}  // namespace

}  // namespace pbc::engine

namespace pbc::phantom {

using namespace pbc::engine;

Value completed(const completed_arguments& arguments) {
  const Run& run = Run::current();
  if (run.rehearsal) return true;  // who rehearses a join takes for granted that it will be passed
  return all_done(run.done, arguments.action_names) && all_done(run.done_playbooks, arguments.playbook_names) &&
         all_done(run.done_custom_functions, arguments.custom_function_names);
}

Value actions_done(const actions_done_arguments& arguments) {
  return all_done(Run::current().done, arguments.action_names);
}

}  // namespace pbc::phantom
