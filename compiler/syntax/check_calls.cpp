// SPDX-License-Identifier: Apache-2.0
//
// Arguments of calls and of class definitions (Language Reference 6.3.4).
#include <fmt/format.h>

#include <algorithm>

#include "compiler/syntax/checker.h"

namespace pbc::syntax {

/// Everything behind the `(`, to the `)`.
void Checker::arguments(bool of_class) {
  std::vector<std::string_view> keywords;
  bool unpacked_mapping = false;
  bool has_keyword = false;
  int count = 0;
  while (!at(Tok::kRightParen) && !failed_) {
    ++count;
    const Span place = here();
    if (accept(Tok::kStarStar)) {
      expression();
      unpacked_mapping = true;
    } else if (accept(Tok::kStar)) {
      if (unpacked_mapping) fail(place, "iterable unpacking after `**` unpacking");
      expression();
      if (at_comprehension()) fail(place, "iterable unpacking in a generator expression");
    } else if (at(Tok::kName) && tok(1) == Tok::kEqual) {
      has_keyword = true;
      keyword_argument(keywords);
    } else {
      const Scopes::Mark mark = scopes_.mark();
      const std::size_t first = pos_;
      const Expr argument = named_expression();
      if (at_comprehension()) {
        comprehension(mark, "generator expression", true);
        if (count > 1 || !at(Tok::kRightParen) || of_class) {
          fail(since(first), "generator expression among other arguments needs parentheses");
        }
      } else if (at(Tok::kEqual)) {
        const bool constant =
            argument.shape == Shape::kTrue || argument.shape == Shape::kFalse || argument.shape == Shape::kNone;
        fail(argument.span, constant ? fmt::format("keyword argument is named `{}`", text(argument.span))
                                     : "only a plain name can stand before `=` in an argument")
            .help(constant ? "" : "did you mean `==`?");
      }
      if (unpacked_mapping) {
        fail(argument.span, "positional argument after `**` unpacking");
      } else if (has_keyword) {
        fail(argument.span, "positional argument after a keyword argument");
      }
    }
    if (!accept(Tok::kComma)) break;
  }
  if (!accept(Tok::kRightParen)) fail_here("`,` or `)`");
}

void Checker::keyword_argument(std::vector<std::string_view>& seen) {
  const Span name = here();
  pos_ += 2;
  forbid_debug(name);
  if (std::ranges::find(seen, text(name)) != seen.end()) {
    object(name, fmt::format("keyword argument `{}` is repeated", text(name)));
  }
  seen.push_back(text(name));
  expression();
  if (at(Tok::kColonEqual)) fail_here({}).help("put parentheses around an assignment expression");
  if (at_comprehension()) {
    fail(name, "generator expression as a keyword argument needs parentheses").help("did you mean `==`?");
  }
}

}  // namespace pbc::syntax
