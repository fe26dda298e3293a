// SPDX-License-Identifier: Apache-2.0
//
// Small helpers for the arguments of library functions, which are unset where the caller left them out.
#pragma once

#include "python/objects.h"

namespace pbc {

/// Passed, and not as None.
inline bool given(const Value& argument) { return !argument.is_unset() && !argument.is_none(); }
inline bool flag(const Value& argument, bool fallback) { return argument.is_unset() ? fallback : bool(argument); }
inline Value value_or(const Value& argument, const Value& fallback) {
  return argument.is_unset() ? fallback : argument;
}
inline std::string text_or(const Value& argument, std::string_view fallback) {
  return given(argument) ? to_str(argument) : std::string(fallback);
}
/// The positive int that Py_ssize_t arguments and the like take; None and nothing give `fallback`.
inline std::int64_t index_or(const Value& argument, std::int64_t fallback) {
  return given(argument) ? to_index(argument) : fallback;
}
/// TypeError "NAME() argument must be str, not X" unless it is one.
inline std::string_view require_str(const Value& argument, std::string_view function) {
  if (!argument.is_str()) raise_type_error(function, " must be str, not ", type_name(argument));
  return argument.text();
}

}  // namespace pbc
