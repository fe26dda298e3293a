// SPDX-License-Identifier: Apache-2.0
//
// Character references of HTML. The table is made by make_entities.py.
#pragma once

#include <array>
#include <string>
#include <string_view>

namespace pbc::mail {

struct Entity {
  std::string_view name;  // without "&", mostly with ";"
  std::string_view text;  // UTF-8
};

constexpr std::size_t kEntities = 2231;
extern const std::array<Entity, kEntities> entities;  // sorted by name

/// Replaces character references, as HTML 5 has it. In the value of an attribute a name without ";" stays where a
/// letter, a digit or
/// "=" follows: "?a=1&copy=2" is an address.
std::string unescape(std::string_view html, bool in_attribute);

}  // namespace pbc::mail
