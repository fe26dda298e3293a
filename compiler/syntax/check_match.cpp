// SPDX-License-Identifier: Apache-2.0
//
// The match statement and its patterns (Language Reference 8.6).
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "compiler/syntax/checker.h"

namespace pbc::syntax {

/// `match` is a keyword only where the line ends in a `:` that is not an annotation's.
bool Checker::at_match_statement() const {
  if (!at_name("match")) return false;
  if (tok(1) == Tok::kColon || tok(1) == Tok::kNewline || tok(1) == Tok::kEqual || tok(1) == Tok::kDot) return false;
  std::size_t last = pos_;
  while (last + 1 < tokens_.size() && tokens_[last + 1].tok != Tok::kNewline && tokens_[last + 1].tok != Tok::kEnd) {
    ++last;
  }
  return tokens_[last].tok == Tok::kColon;
}

void Checker::match_statement() {
  const std::uint32_t begin = token().begin;
  parser_text_.soft_keyword(here());
  ++pos_;
  const Expr subject = list_of(star_named_expression(), &Checker::star_named_expression);
  if (!failed_) complain_about_expression(subject);
  expect(Tok::kColon, "after the subject of `match`");
  scopes_.settle(0);
  if (!failed_ && !accept(Tok::kNewline)) fail_here("end of line after `match ...:`");
  if (failed_) return;
  if (!accept(Tok::kIndent)) {
    object({begin, begin + 5}, "expected an indented block of cases after `match`");
    return;
  }
  PatternFacts last;
  Span last_place;
  while (at_name("case") && !log_.stopped()) {
    line_ = pos_;
    if (last.irrefutable) object(last_place, fmt::format("{} makes the cases after it unreachable", last.what));
    parser_text_.soft_keyword(here());
    ++pos_;
    last_place = here();
    Captures captures;
    last = open_pattern(captures);
    if (accept(Tok::kIf)) {
      last.irrefutable = false;
      named_expression();
    }
    block("case", tokens_[line_].begin);
    if (failed_) recover(Tok::kName);
  }
  if (!at(Tok::kDedent) && !at(Tok::kEnd)) {
    object(here(), fmt::format("expected `case` inside `match`, found {}", describe_token()));
    statements();
  }
  accept(Tok::kDedent);
}

Checker::PatternFacts Checker::open_pattern(Captures& captures) {
  if (!at(Tok::kStar)) {
    PatternFacts facts = as_pattern(captures);
    if (!at(Tok::kComma)) return facts;
    ++pos_;
  }
  sequence_pattern(captures, Tok::kColon);
  return {};
}

/// Comma-separated patterns up to `end`, which is left. `if` ends an open sequence too.
void Checker::sequence_pattern(Captures& captures, Tok end) {
  bool starred = false;
  bool first = true;
  while (!at(end) && !(end == Tok::kColon && at(Tok::kIf)) && !failed_) {
    if (at(Tok::kStar)) {
      const bool alone = first && end == Tok::kColon;
      star_pattern(captures, starred);
      if (alone && tokens_[pos_ - 3].tok == Tok::kName && text(tokens_[pos_ - 3].span()) == "case" &&
          !at(Tok::kComma)) {
        fail_here("`,` after a starred pattern");
      }
    } else {
      as_pattern(captures);
    }
    first = false;
    if (!accept(Tok::kComma)) break;
  }
}

void Checker::star_pattern(Captures& captures, bool& seen) {
  const Span place = here();
  ++pos_;
  if (seen) object(place, "two starred patterns in one sequence");
  seen = true;
  const Span name = expect_name("a name after `*`");
  if (!failed_ && text(name) != "_") capture(name, captures);
}

void Checker::capture(Span name, Captures& captures) {
  const bool again = std::ranges::any_of(captures, [&](Span other) { return text(other) == text(name); });
  if (again) object(name, fmt::format("name `{}` is bound twice in a pattern", text(name)));
  captures.push_back(name);
  forbid_debug(name);
  scopes_.bind(name, Scopes::Binding::kAssigned);
}

Checker::PatternFacts Checker::as_pattern(Captures& captures) {
  if (!enter()) return {};
  PatternFacts facts = or_pattern(captures);
  if (accept(Tok::kAs)) {
    const Span name = expect_name("a name after `as`");
    if (!failed_ && text(name) == "_") {
      object(name, "`_` as the target of `as`");
    } else if (!failed_) {
      if (at(Tok::kDot) || at(Tok::kLeftParen) || at(Tok::kEqual)) fail_here({});
      capture(name, captures);
    }
  }
  leave();
  return facts;
}

Checker::PatternFacts Checker::or_pattern(Captures& captures) {
  const Span place = here();
  Captures first;
  PatternFacts facts = closed_pattern(first);
  if (!at(Tok::kBar)) {
    for (const Span name : first) {
      const bool again = std::ranges::any_of(captures, [&](Span other) { return text(other) == text(name); });
      if (again) object(name, fmt::format("name `{}` is bound twice in a pattern", text(name)));
      captures.push_back(name);
    }
    return facts;
  }
  const auto names = [this](const Captures& bound) {
    std::set<std::string_view> out;
    for (const Span name : bound) out.insert(text(name));
    return out;
  };
  while (accept(Tok::kBar)) {
    if (facts.irrefutable) object(place, fmt::format("{} makes the alternatives after it unreachable", facts.what));
    Captures other;
    facts = closed_pattern(other);
    if (!failed_ && names(other) != names(first)) object(place, "alternatives of a pattern bind different names");
  }
  for (const Span name : first) captures.push_back(name);
  return facts;
}

Checker::PatternFacts Checker::closed_pattern(Captures& captures) {
  const Span place = here();
  switch (tok()) {
    case Tok::kName: {
      if (tok(1) != Tok::kDot && tok(1) != Tok::kLeftParen) {
        ++pos_;
        if (text(place) == "_") return {true, "wildcard `_`"};
        capture(place, captures);
        return {true, fmt::format("name `{}`", text(place))};
      }
      scopes_.use(place);
      ++pos_;
      while (accept(Tok::kDot)) expect_name("a name after `.`");
      if (accept(Tok::kLeftParen)) class_pattern(captures);
      return {};
    }
    case Tok::kLeftParen: {
      ++pos_;
      if (accept(Tok::kRightParen)) return {};
      PatternFacts facts;
      if (at(Tok::kStar)) {
        bool seen = false;
        star_pattern(captures, seen);
        if (!at(Tok::kComma)) fail_here("`,` after a starred pattern");
        bool more = accept(Tok::kComma);
        while (more && !at(Tok::kRightParen) && !failed_) {
          at(Tok::kStar) ? star_pattern(captures, seen) : static_cast<void>(as_pattern(captures));
          more = accept(Tok::kComma);
        }
      } else {
        facts = as_pattern(captures);
        if (accept(Tok::kComma)) {
          facts = {};
          sequence_pattern(captures, Tok::kRightParen);
        }
      }
      expect(Tok::kRightParen, "after the pattern");
      return facts;
    }
    case Tok::kLeftBracket:
      ++pos_;
      sequence_pattern(captures, Tok::kRightBracket);
      expect(Tok::kRightBracket, "after the patterns");
      return {};
    case Tok::kLeftBrace:
      ++pos_;
      mapping_pattern(captures);
      return {};
    default:
      literal_pattern();
      return {};
  }
}

void Checker::literal_pattern() {
  const auto is_imaginary = [this](Span number) { return (text(number).back() | 0x20) == 'j'; };
  switch (tok()) {
    case Tok::kNone:
    case Tok::kTrue:
    case Tok::kFalse:
      ++pos_;
      return;
    case Tok::kString: {
      const Expr literal = strings();
      if (literal.shape == Shape::kFString) object(literal.span, "f-string in a pattern");
      return;
    }
    case Tok::kMinus:
    case Tok::kNumber: {
      accept(Tok::kMinus);
      const Span real = here();
      if (!accept(Tok::kNumber)) {
        fail_here("a number");
        return;
      }
      if (!accept(Tok::kPlus) && !accept(Tok::kMinus)) return;
      const Span imaginary = here();
      if (!accept(Tok::kNumber)) {
        fail_here("a number");
        return;
      }
      if (is_imaginary(real)) object(real, "imaginary number as the real part of a complex number");
      if (!is_imaginary(imaginary)) object(imaginary, "real number as the imaginary part of a complex number");
      return;
    }
    default:
      fail_here("a pattern");
  }
}

void Checker::mapping_pattern(Captures& captures) {
  std::set<std::string_view> keys;
  while (!at(Tok::kRightBrace) && !failed_) {
    if (accept(Tok::kStarStar)) {
      const Span name = expect_name("a name after `**`");
      if (!failed_ && text(name) == "_") fail(name, "`_` after `**` in a pattern");
      if (!failed_) capture(name, captures);
      accept(Tok::kComma);
      break;
    }
    const std::size_t first = pos_;
    if (at(Tok::kName)) {
      scopes_.use(here());
      ++pos_;
      if (!at(Tok::kDot)) fail_here("a literal or a dotted name as a key");
      while (accept(Tok::kDot)) expect_name("a name after `.`");
    } else {
      literal_pattern();
      if (!failed_ && !keys.insert(text(since(first))).second) {
        object(since(first), fmt::format("key {} occurs twice in a pattern", quoted(since(first))));
      }
    }
    expect(Tok::kColon, "after the key");
    as_pattern(captures);
    if (!accept(Tok::kComma)) break;
  }
  expect(Tok::kRightBrace, "after the patterns");
}

void Checker::class_pattern(Captures& captures) {
  std::set<std::string_view> keywords;
  while (!at(Tok::kRightParen) && !failed_) {
    if (at(Tok::kName) && tok(1) == Tok::kEqual) {
      const Span name = here();
      if (!keywords.insert(text(name)).second) {
        object(name, fmt::format("attribute `{}` occurs twice in a class pattern", text(name)));
      }
      pos_ += 2;
    } else if (!keywords.empty()) {
      fail_here("a keyword pattern after keyword patterns");
      return;
    }
    as_pattern(captures);
    if (!accept(Tok::kComma)) break;
  }
  expect(Tok::kRightParen, "after the patterns");
}

}  // namespace pbc::syntax
