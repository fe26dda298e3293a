// SPDX-License-Identifier: Apache-2.0
//
// What calls that change something return: (success, message) or (success, message, id). They never raise for data that
// does not fit; they say False.
#pragma once

#include <string_view>

#include "phantom/run.h"

namespace pbc::engine {

/// The int that a text of digits stands for, as ids in addresses do; any other value is itself.
inline Value number_in(const Value& value) {
  if (!value.is_str() || value.text().empty() || value.text().size() > 18) return value;
  std::int64_t number = 0;
  for (char c : value.text()) {
    if (c < '0' || c > '9') return value;
    number = number * 10 + (c - '0');
  }
  return number;
}

inline Value succeeded() { return tuple({true, ""}); }
inline Value succeeded(Value id) { return tuple({true, "", std::move(id)}); }
inline Value failed(std::string_view message) { return tuple({false, make_str(message)}); }
inline Value failed(std::string_view message, Value rows) { return tuple({false, make_str(message), std::move(rows)}); }

/// Why a call about `container` fails: it is not the run's.
inline std::string unknown_container(const Value& container) {
  const Value* id = container.is(Tag::kDict) ? as_dict(container).find("id") : &container;
  return "no container with id " + (id ? to_str(*id) : "None");
}

/// The id of a container argument as it is compared: a dict's, a number in a text, the run's own where none is given.
inline Value id_of_container(const Run& run, const Value& container) {
  if (container.is_unset() || container.is_none()) return run.container_id();
  if (container.is(Tag::kDict)) {
    const Value* id = as_dict(container).find("id");
    return id ? *id : Value(None);
  }
  if (!container.is_str()) return container;
  if (container.text().empty()) return run.container_id();
  return number_in(container);
}

/// The argument, or what stands for one that is absent or None.
inline Value or_default(const Value& argument, Value fallback) {
  return argument.is_unset() || argument.is_none() ? std::move(fallback) : argument;
}

inline bool is_given(const Value& argument) { return !argument.is_unset() && !argument.is_none(); }

/// The callback argument of a call, None without one. Raises TypeError for what cannot be called.
inline Value callback_of(std::string_view call, const Value& argument) {
  if (is_given(argument) && !is_callable(argument))
    raise_type_error(call, "() callback must be a function, not ", type_name(argument));
  return or_default(argument, None);
}

/// Custom functions may not start anything.
inline void refuse_in_custom_function(const Run& run, std::string_view call) {
  if (run.inside_custom_function)
    raise_error(kRuntimeError, joined({call, "() cannot be called inside a custom function"}));
}

}  // namespace pbc::engine
