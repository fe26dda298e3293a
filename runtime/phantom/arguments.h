// SPDX-License-Identifier: Apache-2.0
//
// The argument structs of pbc/phantom.h as tables: their names and fields by position.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "pbc/phantom.h"

namespace pbc::engine {

/// Of an argument struct: the API's name and the names of its parameters as api.def lists them ("container,
/// template_").
template <typename A>
struct Api;
#define PBC_API(name, effects, ...)                                  \
  template <>                                                        \
  struct Api<phantom::name##_arguments> {                            \
    static constexpr std::string_view kName = #name;                 \
    static constexpr std::string_view kParameters = "" #__VA_ARGS__; \
  };
#include "pbc/api.def"

/// How many names stand in a list such as "container, template_".
constexpr std::size_t count_names(std::string_view names) {
  std::size_t count = names.empty() ? 0 : 1;
  for (char c : names) count += c == ',';
  return count;
}
/// The first of the names, as Python spells it; removes it from `names`.
constexpr std::string_view take_name(std::string_view& names) {
  std::size_t comma = names.find(", ");
  std::string_view name = names.substr(0, comma);
  names = comma == names.npos ? std::string_view() : names.substr(comma + 2);
  if (name.ends_with('_')) name.remove_suffix(1);
  return name;
}

/// The fields in order. The struct has nothing but its Values, which the assertion sees to.
template <typename A>
std::span<const Value> arguments_of(const A& arguments) {
  constexpr std::size_t kCount = count_names(Api<A>::kParameters);
  if constexpr (kCount == 0) {
    return {};
  } else {
    static_assert(std::is_standard_layout_v<A> && sizeof(A) == kCount * sizeof(Value));
    return {reinterpret_cast<const Value*>(&arguments), kCount};
  }
}

}  // namespace pbc::engine
