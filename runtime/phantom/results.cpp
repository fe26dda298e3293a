// SPDX-License-Identifier: Apache-2.0
//
// Calls that tell of what has run: the summary, action results, custom function results, filters.
#include <algorithm>

#include "phantom/choices.h"
#include "phantom/engine.h"
#include "phantom/plain.h"
#include "phantom/reply.h"

namespace pbc::engine {

namespace {

/// None, 0 and "" ask for nothing in particular.
bool is_asked(const Value& wanted) { return is_given(wanted) && bool(wanted); }

bool agrees(const Value& app_run, const char* field, const Value& wanted) {
  return !is_asked(wanted) || is_same(*member(app_run, field), wanted);
}

Value without_data(const Value& result) {
  Value shown = make_dict();
  for (const Table::Entry& entry : as_dict(result).entries_in_place())
    if (!(entry.key.is_str() && entry.key.text() == "data")) as_dict(shown).set(entry.key, entry.value);
  return shown;
}

/// The app run's own fields and the result's in one record.
Value flat_record(const Value& app_run, const Value& result) {
  Value record = make_dict();
  for (const Table::Entry& entry : as_dict(app_run).entries_in_place())
    if (!(entry.key.is_str() && entry.key.text() == "action_results")) as_dict(record).set(entry.key, entry.value);
  for (const Table::Entry& entry : as_dict(result).entries_in_place()) as_dict(record).set(entry.key, entry.value);
  return record;
}

bool is_success(const Value& record) {
  const Value* status = member(record, "status");
  return status && status->is_str() && status->text() == "success";
}

/// Every action result of a list of app runs, or of flat records, with its app run.
template <typename Visit>
void each_result(const Value& app_runs, Visit&& visit) {
  if (!app_runs.is(Tag::kList)) return;
  for (const Value& app_run : as_list(app_runs)) {
    const Value* results = member(app_run, "action_results");
    if (!results || !results->is(Tag::kList)) {
      visit(app_run, app_run);
      continue;
    }
    for (const Value& result : as_list(*results)) visit(app_run, result);
  }
}

}  // namespace

}  // namespace pbc::engine

namespace pbc::phantom {

using namespace pbc::engine;

Value get_summary(const get_summary_arguments&) { return copy_deep(summary_of(Run::current())); }

Value get_action_results(const get_action_results_arguments& arguments) {
  const Run& run = Run::current();
  const Run* asked = &run;
  if (is_asked(arguments.playbook_run_id)) {
    auto is_meant = [&](const Run* other) { return is_same(other->id, number_in(arguments.playbook_run_id)); };
    auto found = std::ranges::find_if(run.shared.runs, is_meant);
    if (found == run.shared.runs.end()) return make_list();
    asked = *found;
  }
  const bool with_data = bool(or_default(arguments.result_data, true));
  const bool is_flat = bool(or_default(arguments.flatten, true));
  std::size_t most = std::size_t(-1);
  const bool is_limited = is_any_int(arguments.max_results) && !arguments.max_results.is(Tag::kBigInt);
  if (is_limited && is_asked(arguments.max_results))
    most = static_cast<std::size_t>(std::max<std::int64_t>(0, arguments.max_results.as_int()));
  Values shown;
  std::size_t count = 0;
  for (const auto& action_run : asked->action_runs) {
    if (!action_run->ended) continue;
    for (const Value& app_run : as_list(action_run->app_runs)) {
      if (!agrees(app_run, "action_run_id", arguments.action_run_id) || !agrees(app_run, "app", arguments.app) ||
          !agrees(app_run, "app_run_id", arguments.app_run_id) || !agrees(app_run, "name", arguments.action_name) ||
          !agrees(app_run, "action", arguments.action))
        continue;
      if (count++ >= most) return make_list(std::move(shown));
      Values results;
      for (const Value& result : as_list(*member(app_run, "action_results")))
        results.push_back(copy_deep(with_data ? result : without_data(result)));
      if (is_flat) {
        for (const Value& result : results) shown.push_back(flat_record(copy_deep(app_run), result));
      } else {
        Value copy = copy_deep(app_run);
        set_member(copy, "action_results", make_list(std::move(results)));
        shown.push_back(std::move(copy));
      }
    }
  }
  return make_list(std::move(shown));
}

/// The data of every successful result.
Value parse_success(const parse_success_arguments& arguments) {
  Values found;
  each_result(arguments.results, [&](const Value&, const Value& result) {
    const Value* data = member(result, "data");
    if (is_success(result) && data) found.push_back(copy_deep(*data));
  });
  return make_list(std::move(found));
}

/// {"action", "asset", "parameter", "message"} of every result that is no success.
Value parse_errors(const parse_errors_arguments& arguments) {
  Values found;
  each_result(arguments.results, [&](const Value& app_run, const Value& result) {
    if (is_success(result)) return;
    Value error = make_dict();
    for (const char* field : {"action", "asset"})
      if (const Value* value = member(app_run, field)) set_member(error, field, *value);
    for (const char* field : {"parameter", "message"})
      if (const Value* value = member(result, field)) set_member(error, field, copy_deep(*value));
    found.push_back(std::move(error));
  });
  return make_list(std::move(found));
}

/// The successful results, each with its app run's fields.
Value get_successful_action_results_v2(const get_successful_action_results_v2_arguments& arguments) {
  Values found;
  each_result(arguments.results, [&](const Value& app_run, const Value& result) {
    if (is_success(result)) found.push_back(copy_deep(flat_record(app_run, result)));
  });
  return make_list(std::move(found));
}

Value get_custom_function_results(const get_custom_function_results_arguments& arguments) {
  const Run& run = Run::current();
  auto found = run.custom_function_results.find(to_str(or_default(arguments.name, "")));
  return found == run.custom_function_results.end() ? make_list() : copy_deep(make_list(found->second));
}

/// What a filter kept, by source.
Value get_filtered_data(const get_filtered_data_arguments& arguments) {
  const Run& run = Run::current();
  auto filter = run.filters.find(to_str(or_default(arguments.name, "")));
  Value kept = make_dict();
  if (filter == run.filters.end() || !filter->second.matched) return kept;
  for (const auto& [source, roots] : filter->second.kept) {
    Values values;
    for (const Root& root : roots) values.push_back(copy_deep(root.value));
    set_member(kept, source, make_list(std::move(values)));
  }
  return kept;
}

/// How many acts the run may start in all.
Value set_action_limit(const set_action_limit_arguments& arguments) {
  Run& run = Run::current();
  run.trace_call(arguments);
  const bool is_limited = is_given(arguments.limit) && !arguments.limit.is(Tag::kBigInt);
  run.action_limit = is_limited ? to_index(arguments.limit) : -1;
  return None;
}

Value set_parent_handle(const set_parent_handle_arguments& arguments) {
  Run& run = Run::current();
  run.trace_call(arguments);
  (run.parent ? run.parent : &run)->parent_handle = copy_deep(or_default(arguments.handle, None));
  return None;
}

Value get_parent_handle(const get_parent_handle_arguments&) {
  const Run& run = Run::current();
  return copy_deep((run.parent ? run.parent : &run)->parent_handle);
}

/// Ends the run without failing it: no block is started any more, on_finish runs.
Value discontinue(const discontinue_arguments& arguments) {
  static_assert(choices::kFinishAfterDiscontinue);
  Run& run = Run::current();
  run.trace_call(arguments);
  run.stopped = true;
  return None;
}

}  // namespace pbc::phantom
