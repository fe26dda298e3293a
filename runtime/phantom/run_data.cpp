// SPDX-License-Identifier: Apache-2.0
//
// What blocks leave for each other by key, and what the playbook leaves for its caller.
#include "phantom/plain.h"
#include "phantom/reply.h"
#include "phantom/run.h"

namespace pbc::phantom {

using namespace pbc::engine;

namespace {

/// Returns the key, made up when the call gives none.
Value save(Run& run, const Value& given, const Value& value) {
  const Value key = is_given(given) ? given : make_str("run_data_" + std::to_string(as_dict(run.run_data).size() + 1));
  as_dict(run.run_data).set(str_value(key), copy_deep(or_default(value, None)));
  return key;
}

}  // namespace

Value save_run_data(const save_run_data_arguments& arguments) {
  Run& run = Run::current();
  run.trace_call(arguments);
  return save(run, arguments.key, arguments.value);
}

/// The newer editor's name of the same.
Value save_block_result(const save_block_result_arguments& arguments) {
  Run& run = Run::current();
  run.trace_call(arguments);
  return save(run, arguments.key, arguments.value);
}

/// What was saved, or "" for a key that was not: generated code tells the two apart by exactly that.
Value get_run_data(const get_run_data_arguments& arguments) {
  const Run& run = Run::current();
  const Value* found = arguments.key.is_unset() ? nullptr : as_dict(run.run_data).find(str_value(arguments.key));
  return found ? copy_deep(*found) : Value("");
}

Value save_playbook_output_data(const save_playbook_output_data_arguments& arguments) {
  Run& run = Run::current();
  run.trace_call(arguments);
  if (!arguments.output.is(Tag::kDict))
    raise_type_error("save_playbook_output_data() output must be a dict, not ", type_name(arguments.output));
  run.outputs = copy_deep(arguments.output);
  return None;
}

}  // namespace pbc::phantom
