// SPDX-License-Identifier: Apache-2.0
//
// JSON text to values and back, as CPython's json module reads and writes it. The module json stands on these two
// functions, and so does everything of the runtime that reads or writes JSON.
#pragma once

#include <string>

#include "python/objects.h"

namespace pbc {

class TextBuffer;  // text_buffer.h

/// Where and why a text is no JSON; thrown by parse_json.
struct JsonError {
  std::string message;  // "Expecting value"
  std::size_t pos;      // in characters, from 0
  std::size_t line;     // from 1
  std::size_t column;   // in characters, from 1
  /// message: line 1 column 2 (char 1)
  std::string text() const;
};

/// json.JSONDecodeError
extern const Type kJsonDecodeError;

/// The keyword arguments of json.loads; an unset or None hook is absent.
struct JsonReading {
  bool strict = true;  // refuse control characters inside strings
  Value parse_float = Value();
  Value parse_int = Value();
  Value parse_constant = Value();
  Value object_hook = Value();
  Value object_pairs_hook = Value();
};

/// The value of a whole JSON text (UTF-8, without byte order mark). Throws JsonError; raises RecursionError where it
/// nests too deep, ValueError for an integer of more than 4300 digits, and what hooks raise.
Value parse_json(std::string_view text, const JsonReading& reading = {});
/// The value at character boundary `*byte`, which then stands behind it (JSONDecoder.raw_decode).
Value parse_json_prefix(std::string_view text, std::size_t* byte, const JsonReading& reading = {});

/// The string at `*byte`, the one behind its opening quote, which then stands behind the closing one.
Value parse_json_string(std::string_view text, std::size_t* byte, const JsonReading& reading = {});

/// Line and column of a byte of `text`.
JsonError json_error_at(std::string_view text, std::size_t byte, std::string_view message);

/// The keyword arguments of json.dumps.
struct JsonWriting {
  bool skip_keys = false;
  bool ensure_ascii = true;
  bool check_circular = true;
  bool allow_nan = true;
  bool sort_keys = false;
  bool pretty = false;  // newlines and `indent`; `item_separator` is then "," by default in json.dumps
  std::string indent = {};
  std::string item_separator = ", ";
  std::string key_separator = ": ";
  Value fallback = Value();  // `default`: called for what JSON lacks
};

/// Appends the JSON text of `value`. Raises TypeError (not JSON serializable), ValueError (circular reference, out of
/// range float), RecursionError; `out` then holds a part of the text.
void write_json(TextBuffer& out, const Value& value, const JsonWriting& writing = {});
/// `text` as a JSON string with its quotes.
void append_json_string(TextBuffer& out, std::string_view text, bool ensure_ascii = true);
void append_json_string(std::string& out, std::string_view text, bool ensure_ascii = true);

}  // namespace pbc
