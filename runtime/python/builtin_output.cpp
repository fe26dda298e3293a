// SPDX-License-Identifier: Apache-2.0
//
// print, open, and the built-in functions that end a run or would wait for a person.
#include <cstdio>

#include "python/builtins.h"
#include "python/codecs.h"
#include "python/file_objects.h"
#include "python/standard_streams.h"

namespace pbc {

namespace {

std::string_view text_option(const Value& v, std::string_view fallback, const char* name) {
  if (v.is_unset() || v.is_none()) return fallback;
  if (!v.is_str()) raise_type_error(name, " must be None or a string, not ", type_name(v));
  return v.text();
}

Value builtin_print(const Value&, Value* arguments) {
  std::string_view separator = text_option(arguments[1], " ", "sep"), end = text_option(arguments[2], "\n", "end");
  std::string line;
  bool is_first = true;
  for (const Value& item : as_tuple(arguments[0])) {
    if (!is_first) line += separator;
    is_first = false;
    append_str(line, item);
  }
  line += end;
  Value file = arguments[3].is_unset() || arguments[3].is_none() ? redirected_stdout() : arguments[3];
  bool flush = !arguments[4].is_unset() && static_cast<bool>(arguments[4]);
  if (!file.is_unset() && !file.is_none()) {
    file.call("write", {make_str(line)});
    if (flush) file.call("flush");
    return None;
  }
  if (text::find_invalid_utf8(line) != line.npos) line = text::encode(line);  // raises
  std::fwrite(line.data(), 1, line.size(), stdout);
  if (flush) std::fflush(stdout);
  return None;
}

/// A compiled playbook has no console: as with Python whose input is closed.
Value builtin_input(const Value&, Value* arguments) {
  if (!arguments[0].is_unset()) {
    const std::string prompt = to_str(arguments[0]);
    const Value file = redirected_stdout();
    if (!file.is_unset() && !file.is_none())
      file.call("write", {make_str(prompt)});
    else
      std::fwrite(prompt.data(), 1, prompt.size(), stdout);
  }
  raise_error(kEOFError, "EOF when reading a line");
}

Value builtin_exit(const Value&, Value* arguments) {
  if (arguments[0].is_unset()) raise_exception(kSystemExit, {None});
  raise_exception(kSystemExit, {arguments[0]});
}

constexpr Method kMethods[] = {
    {"open", builtin_open, "file, mode=, buffering=, encoding=, errors=, newline=, closefd=, opener="},
    {"print", builtin_print, "*args, sep=, end=, file=, flush="},
    {"input", builtin_input, "prompt=, /"},
    {"exit", builtin_exit, "code="},
    {"quit", builtin_exit, "code="},
};

}  // namespace

std::span<const Method> output_builtins() { return kMethods; }

}  // namespace pbc
