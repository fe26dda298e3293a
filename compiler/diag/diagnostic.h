// SPDX-License-Identifier: Apache-2.0
//
// One thing the compiler has to say about a source file.
//
// Style of messages: one fragment, lower case, code in backticks, no full stop; say what was seen. A hint goes into
// help(), a second place into note().
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "compiler/source/source_file.h"

namespace pbc {

enum class DiagKind : std::uint8_t {
#define PBC_DIAG_KIND(Name) k##Name,
#include "compiler/diag/kinds.def"
#undef PBC_DIAG_KIND
};

/// The name as users see it: "UndefinedName".
std::string_view name(DiagKind kind);

enum class Severity : std::uint8_t { kError, kWarning, kNote, kRemark };

/// "error", "warning", "note", "remark".
std::string_view name(Severity severity);

/// A second place that explains a diagnostic, in the same file.
struct DiagNote {
  Span span;
  std::string message;
};

/// Filled in by chaining: `diags.error(DiagKind::kUndefinedName, span, "name `x` is not defined").help("...")`.
struct Diagnostic {
  DiagKind kind;
  Severity severity;
  const SourceFile* file;  // null: about no file
  Span span;               // nowhere: about the file as a whole
  std::string message;
  std::vector<DiagNote> notes;
  std::string help_text;

  Diagnostic& note(Span where, std::string text) {
    notes.push_back({where, std::move(text)});
    return *this;
  }
  /// Sets the hint; empty text leaves things as they are.
  Diagnostic& help(std::string text) {
    if (!text.empty()) help_text = std::move(text);
    return *this;
  }
};

}  // namespace pbc
