// SPDX-License-Identifier: Apache-2.0
#include "compiler/syntax/token.h"

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
  for (std::size_t i = kFirstOperator; i < std::size(kSpellings); ++i) {
    if (text.starts_with(kSpellings[i])) return static_cast<Tok>(i);
  }
  return Tok::kBad;
}

}  // namespace pbc::syntax
