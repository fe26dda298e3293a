// SPDX-License-Identifier: Apache-2.0
//
// Parameters of functions and lambdas (Language Reference 8.7 and 6.14). Defaults and annotations belong to the
// enclosing scope, so the names are given back and bound later.
#include <fmt/format.h>

#include "compiler/syntax/checker.h"

namespace pbc::syntax {

std::vector<Span> Checker::parameters(ParameterList list, Tok end) {
  std::vector<Span> names;
  bool has_default = false;
  bool slash = false;
  bool star = false;
  bool bare_star = false;  // a `*` that still waits for a name behind it
  Span bare_star_place;
  while (!at(end) && !failed_) {
    const Span place = here();
    if (at(Tok::kLeftParen)) {
      fail(place, "parentheses around a parameter");
      break;
    }
    if (accept(Tok::kSlash)) {
      if (slash) {
        fail(place, "`/` occurs twice");
      } else if (star) {
        fail(place, "`/` after `*`");
      } else if (names.empty()) {
        fail(place, "no parameter stands before `/`");
      }
      slash = true;
    } else if (accept(Tok::kStarStar)) {
      if (bare_star) fail(bare_star_place, "no name follows `*`");
      const bool defaulted = parameter(list, false, names);
      if (defaulted) object(place, "parameter with `**` has a default value");
      accept(Tok::kComma);
      if (!at(end) && !failed_) fail_here({}).help("nothing may follow the parameter with `**`");
      break;
    } else if (accept(Tok::kStar)) {
      if (star) fail(place, "`*` occurs twice");
      star = true;
      if (at(Tok::kComma) || at(end)) {
        bare_star = true;
        bare_star_place = place;
      } else if (parameter(list, true, names)) {
        object(place, "parameter with `*` has a default value");
      }
    } else {
      const bool defaulted = parameter(list, false, names);
      if (has_default && !defaulted && !star && !failed_) {
        object(place, "parameter without a default after one that has a default");
      }
      has_default = has_default || defaulted;
      bare_star = false;
    }
    if (!accept(Tok::kComma)) break;
  }
  if (bare_star) fail(bare_star_place, "no name follows `*`");
  return names;
}

void Checker::bind_parameters(const std::vector<Span>& names) {
  for (const Span name : names) {
    forbid_debug(name);
    scopes_.bind(name, Scopes::Binding::kParameter);
  }
}

/// Returns whether it has a default.
bool Checker::parameter(ParameterList list, bool starred, std::vector<Span>& names) {
  const Span name = expect_name("a parameter name");
  if (failed_) return false;
  names.push_back(name);
  if (list == ParameterList::kDef && accept(Tok::kColon)) {
    if (starred && at(Tok::kStar)) {
      star_expression();
    } else {
      expression();
    }
  }
  if (!accept(Tok::kEqual)) return false;
  expression();
  return true;
}

}  // namespace pbc::syntax
