// SPDX-License-Identifier: Apache-2.0
//
// What calls that change something return: (success, message) or (success, message, id). They never raise for data that
// does not fit; they say False.
#pragma once

#include <string_view>

#include "phantom/run.h"

namespace pbc::engine {

inline Value succeeded() { return tuple({true, ""}); }
inline Value succeeded(Value id) { return tuple({true, "", std::move(id)}); }
inline Value failed(std::string_view message) { return tuple({false, make_str(message)}); }
inline Value failed(std::string_view message, Value rows) { return tuple({false, make_str(message), std::move(rows)}); }

/// Why a call about `container` fails: it is not the run's.
inline std::string unknown_container(const Value& container) {
  const Value* id = container.is(Tag::kDict) ? as_dict(container).find("id") : &container;
  return "container " + (id ? to_str(*id) : "without an id") + " does not exist";
}

/// The argument, or what stands for one that is absent or None.
inline Value or_default(const Value& argument, Value fallback) {
  return argument.is_unset() || argument.is_none() ? std::move(fallback) : argument;
}

}  // namespace pbc::engine
