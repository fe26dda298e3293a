// SPDX-License-Identifier: Apache-2.0
//
// Custom lists as rows of cells, for the API's calls and for REST.
#pragma once

#include "phantom/run.h"

namespace pbc::engine {

/// The rows of a list; null when there is none of that name.
const Value* find_list(const Run& run, const Value& name);
/// The rows, made when there are none.
Values& list_rows(Run& run, const Value& name);
/// A text is a row of one cell, a list or tuple one of its elements as text, None an empty cell.
Value to_row(const Value& values);
/// Replaces the content; false when `rows` is no list.
bool replace_list(Run& run, const Value& name, const Value& rows);

}  // namespace pbc::engine
