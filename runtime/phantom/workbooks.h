// SPDX-License-Identifier: Apache-2.0
//
// Phases and tasks of the container, and the templates they are made of: the world's `workbooks` (docs/contracts.md).
#pragma once

#include "phantom/run.h"

namespace pbc::engine {

/// The world's workbooks, each with an id: by position where it has none.
Values workbook_templates(Run& run);
/// {"id", "name", "template"} of every phase of every template.
Values phase_templates(Run& run);
/// The tasks of all phases, in order.
Values tasks_of(const Run& run);
/// What POST workbook_task/ID changes: a task's state, note and owner. (True, answer) or (False, message).
Value change_task(Run& run, const Value& id, const Value& body);

}  // namespace pbc::engine
