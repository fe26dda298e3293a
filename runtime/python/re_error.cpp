// SPDX-License-Identifier: Apache-2.0
#include "python/re_error.h"

#include <algorithm>

#include "python/unicode.h"

namespace pbc {
namespace {

Value make_regex_error(const Type& type, std::string_view message, const Value& pattern, std::int64_t pos) {
  std::string text(message);
  Value line = None;
  Value column = None;
  const std::string_view source = pattern.is_str()        ? pattern.text()
                                  : is_any_bytes(pattern) ? std::string_view(as_bytes(pattern))
                                                          : std::string_view();
  if (pos >= 0 && (pattern.is_str() || is_any_bytes(pattern))) {
    std::size_t byte = static_cast<std::size_t>(pos);
    if (pattern.is_str()) byte = str_offset(pattern, std::min(byte, str_length(pattern)));
    const std::string_view before = source.substr(0, byte);
    const std::size_t newline = before.rfind('\n');
    const auto lines = std::count(before.begin(), before.end(), '\n') + 1;
    const std::string_view last = newline == before.npos ? before : before.substr(newline + 1);
    const auto columns = (pattern.is_str() ? unicode::count_code_points(last) : last.size()) + 1;
    line = Value(lines);
    column = Value(columns);
    text += " at position " + std::to_string(pos);
    if (source.find('\n') != source.npos)
      text += " (line " + std::to_string(lines) + ", column " + std::to_string(columns) + ")";
  }
  Value exception = make_exception(type, text);
  Table& attributes = as_exception(exception).attributes;
  attributes.set("msg", make_str(message));
  attributes.set("pattern", pattern);
  attributes.set("pos", pos >= 0 ? Value(pos) : Value(None));
  attributes.set("lineno", line);
  attributes.set("colno", column);
  return exception;
}

Value new_regex_error(const Value& self, Value* arguments) {
  const Value pattern = arguments[1].is_unset() ? Value(None) : arguments[1];
  const std::int64_t pos = arguments[2].is_unset() || arguments[2].is_none() ? -1 : to_index(arguments[2]);
  return make_regex_error(*as_type(self), to_str(arguments[0]), pattern, pos);
}

constexpr Method kNewRegexError{"error", new_regex_error, "def msg, pattern=, pos="};

}  // namespace

constinit const Type kRegexError{.name = "error", .module = "re", .base = &kException, .constructor = &kNewRegexError};

void raise_regex_error(std::string_view message, const Value& pattern, std::int64_t pos) {
  raise(make_regex_error(kRegexError, message, pattern, pos));
}

}  // namespace pbc
