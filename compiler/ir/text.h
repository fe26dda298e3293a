// SPDX-License-Identifier: Apache-2.0
//
// How names and texts are spelt in the text form of the IR (docs/ir.md, "Text").
#pragma once

#include <string>
#include <string_view>

namespace pbc::ir {

/// Whether a name may stand without quotes: identifiers of ASCII letters, joined by dots.
bool is_bare_name(std::string_view name);
/// The name, in quotes where it needs them.
std::string spell_name(std::string_view name);

/// Whether the name of a function may stand without quotes after `@`: an identifier, or `<lambda>` and its kin.
bool is_bare_function_name(std::string_view name);
std::string spell_function_name(std::string_view name);

/// Text in double quotes. What is not UTF-8 is written byte by byte as \xNN, so that any sequence of bytes survives;
/// lone surrogates (three-byte form), controls and characters that change the direction of text become \uXXXX.
std::string quote(std::string_view text);
/// b"..." with \xNN for all but printable ASCII.
std::string quote_bytes(std::string_view bytes);

/// An operator of Python that consists of signs only; the longest that `text` begins with, or empty.
std::string_view leading_operator(std::string_view text);

}  // namespace pbc::ir
