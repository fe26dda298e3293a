// SPDX-License-Identifier: Apache-2.0
//
// Notes of the container and of its tasks.
#include "phantom/plain.h"
#include "phantom/reply.h"

namespace pbc::phantom {

using namespace pbc::engine;

Value add_note(const add_note_arguments& arguments) {
  Run& run = Run::current();
  run.trace_call(arguments);
  if (!run.is_own_container(arguments.container)) return failed(unknown_container(arguments.container), None);
  Value id = run.shared.next_id("note");
  run.notes.push_back(dict({{"id", id},
                            {"container", run.container_id()},
                            {"note_type", or_default(arguments.note_type, "general")},
                            {"title", or_default(arguments.title, "")},
                            {"content", copy_deep(or_default(arguments.content, ""))},
                            {"note_format", or_default(arguments.note_format, "markdown")},
                            {"author", or_default(arguments.author, None)},
                            {"task", or_default(arguments.task_id, None)},
                            {"phase", or_default(arguments.phase_id, None)},
                            {"create_time", run.now_text()}}));
  return succeeded(id);
}

/// [{"success": True, "data": note}], those that agree with what is given.
Value get_notes(const get_notes_arguments& arguments) {
  Run& run = Run::current();
  Values found;
  if (!run.is_own_container(arguments.container)) return make_list();
  for (const Value& note : run.notes) {
    auto agrees = [&](const char* field, const Value& wanted) {
      return !is_given(wanted) || is_same(*member(note, field), wanted);
    };
    if (agrees("note_type", arguments.note_type) && agrees("task", arguments.task_id) &&
        agrees("author", arguments.author))
      found.push_back(dict({{"success", true}, {"data", copy_deep(note)}}));
  }
  return make_list(std::move(found));
}

}  // namespace pbc::phantom
