// SPDX-License-Identifier: Apache-2.0
#include "compiler/syntax/token.h"

#include <array>
#include <cstdint>
#include <iterator>

namespace pbc::syntax {

namespace {

constexpr std::string_view kSpellings[] = {
    "", "", "", "", "", "", "", "",
#define PBC_KEYWORD(Name, text) text,
#define PBC_OPERATOR(Name, text) text,
#include "compiler/syntax/tokens.def"
#undef PBC_KEYWORD
#undef PBC_OPERATOR
};

constexpr std::size_t kFirstKeyword = static_cast<std::size_t>(Tok::kFalse);
constexpr std::size_t kFirstOperator = static_cast<std::size_t>(Tok::kYield) + 1;

/// The spellings of a part of the table by their first character, each list in the order of the table.
struct ByFirst {
  std::array<std::uint8_t, 256> first{};                   // 0: none
  std::array<std::uint8_t, std::size(kSpellings)> next{};  // with the same character

  constexpr ByFirst(std::size_t begin, std::size_t end) {
    for (std::size_t i = end; i-- > begin;) {
      std::uint8_t& head = first[static_cast<unsigned char>(kSpellings[i][0])];
      next[i] = head;
      head = static_cast<std::uint8_t>(i);
    }
  }
  constexpr std::size_t find(char c) const { return first[static_cast<unsigned char>(c)]; }
};

constexpr ByFirst kKeywords(kFirstKeyword, kFirstOperator);
constexpr ByFirst kOperators(kFirstOperator, std::size(kSpellings));

}  // namespace

std::string_view spelling(Tok tok) { return kSpellings[static_cast<std::size_t>(tok)]; }

Tok keyword_or_name(std::string_view text) {
  if (text.empty()) return Tok::kName;
  for (std::size_t i = kKeywords.find(text[0]); i != 0; i = kKeywords.next[i])
    if (text == kSpellings[i]) return static_cast<Tok>(i);
  return Tok::kName;
}

Tok operator_at(std::string_view text) {
  if (text.empty()) return Tok::kBad;
  for (std::size_t i = kOperators.find(text[0]); i != 0; i = kOperators.next[i])
    if (text.starts_with(kSpellings[i])) return static_cast<Tok>(i);
  return Tok::kBad;
}

}  // namespace pbc::syntax
