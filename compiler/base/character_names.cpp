// SPDX-License-Identifier: Apache-2.0
#include "compiler/base/character_names.h"

#include <algorithm>
#include <charconv>
#include <span>
#include <string>

namespace pbc {

std::optional<std::uint32_t> character_named(std::string_view name) {
  std::string upper(name);
  std::ranges::transform(upper, upper.begin(),
                         [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  constexpr std::string_view kIdeograph = "CJK UNIFIED IDEOGRAPH-";
  if (name.starts_with(kIdeograph)) {
    const std::string_view digits = name.substr(kIdeograph.size());
    std::uint32_t code = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), code, 16);
    const bool valid = (digits.size() == 4 || digits.size() == 5) && error == std::errc() &&
                       end == digits.data() + digits.size() &&
                       digits == std::string_view(upper).substr(kIdeograph.size());
    for (const CharacterRange& range : std::span(kIdeographs, kIdeographCount))
      if (valid && range.first <= code && code <= range.last) return code;
    return std::nullopt;
  }
  const std::span table(kCharacterNames, kCharacterNameCount);
  const auto found = std::ranges::lower_bound(table, std::string_view(upper), {}, &CharacterName::name);
  if (found == table.end() || found->name != upper) return std::nullopt;
  return found->code;
}

}  // namespace pbc
