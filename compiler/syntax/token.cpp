// SPDX-License-Identifier: Apache-2.0
#include "compiler/syntax/token.h"

#include <array>
#include <cstdint>
#include <iterator>
#include <unordered_map>

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

constexpr std::size_t kFirstOperator = static_cast<std::size_t>(Tok::kYield) + 1;

}  // namespace

std::string_view spelling(Tok tok) { return kSpellings[static_cast<std::size_t>(tok)]; }

Tok keyword_or_name(std::string_view text) {
  static const auto keywords = [] {
    std::unordered_map<std::string_view, Tok> out;
    for (auto i = static_cast<std::size_t>(Tok::kFalse); i < kFirstOperator; ++i) {
      out.emplace(kSpellings[i], static_cast<Tok>(i));
    }
    return out;
  }();
  const auto found = keywords.find(text);
  return found == keywords.end() ? Tok::kName : found->second;
}

Tok operator_at(std::string_view text) {
  // By first character: the first operator that begins with it, in the table's order, the longest first.
  static const auto kFirst = [] {
    std::array<std::uint8_t, 256> out{};
    for (std::size_t i = std::size(kSpellings); i-- > kFirstOperator;)
      out[static_cast<unsigned char>(kSpellings[i][0])] = static_cast<std::uint8_t>(i);
    return out;
  }();
  if (text.empty()) return Tok::kBad;
  const std::size_t first = kFirst[static_cast<unsigned char>(text[0])];
  if (first == 0) return Tok::kBad;
  for (std::size_t i = first; i < std::size(kSpellings); ++i)
    if (text.starts_with(kSpellings[i])) return static_cast<Tok>(i);
  return Tok::kBad;
}

}  // namespace pbc::syntax
