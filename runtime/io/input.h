// SPDX-License-Identifier: Apache-2.0
//
// Input files: read whole, checked, and refused with one line that names the file and the place.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "pbc/value.h"

namespace pbc::io {

/// A file that cannot be used, and why: "w.json: actions[3].latency_ms: expected a number, found a string".
struct InputError {
  std::string message;
};

/// The bytes of a file, whatever they are. Throws InputError: no such file, a directory, too large.
std::string read_bytes(const std::string& file);

/// The same text, without a byte order mark. Throws InputError, with the place in `file`: not UTF-8, a NUL byte.
std::string checked_text(const std::string& file, std::string text);

/// The text of a file. Throws InputError: no such file, a directory, not UTF-8, a NUL byte.
std::string read_text(const std::string& file);

/// JSON text as a value of the current Heap. Throws InputError, with the place in `file`.
Value json_of(const std::string& file, std::string_view text);

/// A JSON file as a value of the current Heap. Throws InputError, with line and column for a text that is no JSON.
Value read_json(const std::string& file);

/// A value inside a file that was read, for checking its shape: `file` and where in it, "actions[3].parameter".
class Place {
 public:
  Place(const std::string& file, Value value) : file_(file), value_(std::move(value)) {}

  const Value& value() const { return value_; }
  bool is_given() const { return !value_.is_unset() && !value_.is_none(); }

  /// The member of a dict, unset when it is not there; the place of an item of a list.
  Place member(std::string_view name) const;
  Place item(std::size_t index) const;

  // Checks; each throws InputError.
  const Place& expect_object() const;
  const Place& expect_list() const;
  std::size_t size() const;  // of a list
  std::string_view text() const;
  std::int64_t integer() const;
  double number() const;

  [[noreturn]] void fail(std::string_view what) const;
  [[noreturn]] void fail_expected(std::string_view expected) const;

 private:
  Place(const std::string& file, std::string path, Value value)
      : file_(file), path_(std::move(path)), value_(std::move(value)) {}

  const std::string& file_;  // of whoever reads, who outlives the place
  std::string path_;
  Value value_;
};

}  // namespace pbc::io
