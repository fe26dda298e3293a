// SPDX-License-Identifier: Apache-2.0
//
// Import statements (Language Reference 7.11).
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "compiler/base/suggest.h"
#include "compiler/syntax/checker.h"

namespace pbc::syntax {

namespace {
constexpr std::array<std::string_view, 10> kFutures = {
    "nested_scopes",  "generators",       "division",       "absolute_import", "with_statement",
    "print_function", "unicode_literals", "barry_as_FLUFL", "generator_stop",  "annotations"};
}

Span Checker::dotted_name() {
  const std::size_t first = pos_;
  do {
    expect_name("a module name");
  } while (accept(Tok::kDot));
  return since(first);
}

void Checker::import_statement() {
  ++pos_;
  do {
    const Span first = here();
    dotted_name();
    Span bound = first;
    if (accept(Tok::kAs)) bound = expect_name("a name after `as`");
    if (failed_) return;
    forbid_debug(bound);
    scopes_.bind(bound, Scopes::Binding::kImported);
  } while (accept(Tok::kComma));
  if (at(Tok::kFrom)) fail_here({}).help("did you mean `from ... import ...`?");
}

void Checker::import_from_statement() {
  const std::size_t first = pos_++;
  bool relative = false;
  while (accept(Tok::kDot) || accept(Tok::kEllipsis)) relative = true;
  Span module = here();
  if (!relative || !at(Tok::kImport)) module = dotted_name();
  expect(Tok::kImport, "after the module");
  if (failed_) return;

  const bool from_future = !relative && text(module) == "__future__";
  if (from_future && (!futures_allowed_ || scopes_.kind() != Scopes::Kind::kModule)) {
    object(since(first), "`from __future__` import after other code").help("move it to the beginning of the file");
  }
  if (!from_future) futures_allowed_ = false;

  if (at(Tok::kStar)) {
    if (scopes_.kind() != Scopes::Kind::kModule) object(here(), "`import *` inside a function or class");
    if (from_future) object(here(), "future feature `*` is not defined");
    ++pos_;
    return;
  }
  if (accept(Tok::kLeftParen)) {
    do {
      imported_name(from_future);
    } while (accept(Tok::kComma) && !at(Tok::kRightParen));
    expect(Tok::kRightParen, "after the imported names");
    return;
  }
  do {
    if (at(Tok::kNewline) && tokens_[pos_ - 1].tok == Tok::kComma) {
      fail(tokens_[pos_ - 1].span(), "trailing comma after imported names without parentheses");
      return;
    }
    imported_name(from_future);
  } while (accept(Tok::kComma));
}

void Checker::imported_name(bool from_future) {
  const Span name = expect_name("a name to import");
  if (failed_) return;
  Span bound = name;
  if (accept(Tok::kAs)) bound = expect_name("a name after `as`");
  if (failed_) return;
  forbid_debug(bound);
  scopes_.bind(bound, Scopes::Binding::kImported);
  if (from_future && std::ranges::find(kFutures, text(name)) == kFutures.end()) {
    object(name, fmt::format("future feature `{}` is not defined", text(name)))
        .help(did_you_mean(text(name), kFutures));
  }
}

}  // namespace pbc::syntax
