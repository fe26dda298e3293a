// SPDX-License-Identifier: Apache-2.0
//
// The tokens of the text form.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "compiler/diag/diag_sink.h"
#include "compiler/source/source_file.h"

namespace pbc::ir {

struct Token {
  enum class Kind : std::uint8_t {
    kName,      // text, suffix: `rows`, `phantom.rules`, `rows.2`; in quotes too where a suffix follows
    kValue,     // text, suffix: `%rows.2`
    kFunction,  // text, suffix: `@url_reputation`
    kString,    // text: what the quotes hold
    kBytes,
    kInt,  // text as written
    kFloat,
    kSign,  // text: an operator or a punctuation mark
    kEnd,
  };
  Kind kind = Kind::kEnd;
  bool begins_line = false;
  std::uint32_t suffix = 0;  // 0: none
  std::string text;
  Span span;

  bool is_sign(std::string_view sign) const { return kind == Kind::kSign && text == sign; }
  bool is_name(std::string_view name) const { return kind == Kind::kName && suffix == 0 && text == name; }
};

/// All tokens of `file`, the last one kEnd. What is no token is reported as SyntaxError and left out.
std::vector<Token> tokenize(const SourceFile& file, DiagSink& diags);

}  // namespace pbc::ir
