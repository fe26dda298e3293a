// SPDX-License-Identifier: Apache-2.0
//
// Diagnostics as text for people and as JSON for programs.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/diag/diag_sink.h"

namespace pbc {

struct RenderOptions {
  bool color = false;  // ANSI colours; callers set it iff the text goes to a terminal
};

/// All diagnostics in order, each as
///
///     phish.py:88:17: error: action name is computed [ComputedAction]
///        88 |     phantom.act(action_name, parameters=parameters)
///           |                 ^~~~~~~~~~~
///     phish.py:71:5: note: value comes from `action_name`
///        71 | ...
///     help: pass the name as a string literal
///
/// followed by one line of counts (`2 errors, 1 warning`). Nothing for an empty sink.
std::string render_text(const DiagSink& diags, const RenderOptions& options = {});

/// A JSON array with one object a line: file, line, column, end_line, end_column, severity, kind, message,
/// notes[{line, column, end_line, end_column, message}], help. Absent places and hints are null. Bytes that are not
/// UTF-8 are shown as U+FFFD.
std::string render_json(const DiagSink& diags);

/// A SARIF 2.1.0 log with one run of pbc, whose version is given, over all files.
std::string render_sarif(const std::vector<const DiagSink*>& sinks, std::string_view version);

}  // namespace pbc
