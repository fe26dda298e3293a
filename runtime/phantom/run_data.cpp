// SPDX-License-Identifier: Apache-2.0
//
// What blocks leave for each other by key, and what the playbook leaves for its caller.
#include "phantom/plain.h"
#include "phantom/reply.h"
#include "phantom/run.h"

namespace pbc::phantom {

using namespace pbc::engine;

/// Returns the key, made up when the call gives none.
Value save_run_data(const save_run_data_arguments& arguments) {
  Run& run = Run::current();
  run.trace_call(arguments);
  Value key = or_default(arguments.key, Value());
  if (key.is_unset()) key = make_str("run_data_" + std::to_string(as_dict(run.run_data).size() + 1));
  as_dict(run.run_data).set(str_value(key), copy_deep(or_default(arguments.value, None)));
  return key;
}

Value save_block_result(const save_block_result_arguments& arguments) {
  Run& run = Run::current();
  run.trace_call(arguments);
  as_dict(run.run_data).set(str_value(arguments.key), copy_deep(or_default(arguments.value, None)));
  return None;
}

/// What was saved, or "" for a key that was not: generated code tells the two apart by exactly that.
Value get_run_data(const get_run_data_arguments& arguments) {
  const Run& run = Run::current();
  const Value* found = arguments.key.is_unset() ? nullptr : as_dict(run.run_data).find(str_value(arguments.key));
  return found ? copy_deep(*found) : Value("");
}

Value save_playbook_output_data(const save_playbook_output_data_arguments& arguments) {
  Run& run = Run::current();
  if (!arguments.output.is(Tag::kDict))
    raise_type_error("save_playbook_output_data() output must be a dict, not ", type_name(arguments.output));
  run.trace_call(arguments);
  run.outputs = copy_deep(arguments.output);
  return None;
}

}  // namespace pbc::phantom
