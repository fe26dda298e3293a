// SPDX-License-Identifier: Apache-2.0
//
// The names of Unicode's characters, as `\N{...}` takes them: upper or lower case, and the usual aliases of controls.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace pbc {

std::optional<std::uint32_t> character_named(std::string_view name);

// The tables, made by make_character_names.py when pbc is built; the names are sorted.
// Plain pointers: g++ takes minutes to compile as many string_views.
struct CharacterName {
  const char* name;
  std::uint32_t code;
};
struct CharacterRange {
  std::uint32_t first, last;
};
extern const CharacterName kCharacterNames[];
extern const std::size_t kCharacterNameCount;
extern const CharacterRange kIdeographs[];  // named by their number
extern const std::size_t kIdeographCount;

}  // namespace pbc
