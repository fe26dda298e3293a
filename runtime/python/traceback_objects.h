// SPDX-License-Identifier: Apache-2.0
//
// Tracebacks as objects: `__traceback__` of an exception with tb_next, tb_lineno and tb_frame, and the entries that
// traceback.extract_tb gives.
#pragma once

#include "python/objects.h"

namespace pbc {

/// `exception.__traceback__`: None where it was not raised yet.
Value traceback_of(const Value& exception);
/// One entry of a traceback or of the stack, as traceback.FrameSummary.
Value make_frame_summary(const Exception::Place& place);
/// The entries of a traceback object, the outermost first. TypeError for what is neither one nor None.
Values frame_summaries(const Value& traceback);
/// Those of the active calls, the outermost first.
Values active_frame_summaries();
/// `  File "x.py", line 1, in f` and the line of the source, for a FrameSummary or a tuple of its parts.
std::string format_frame_summary(const Value& summary);

/// `function.__code__`
Value make_function_code(const FunctionInfo& info);

extern const Type kTracebackType, kFrameType, kCodeType, kFrameSummaryType;

}  // namespace pbc
