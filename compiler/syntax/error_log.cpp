// SPDX-License-Identifier: Apache-2.0
#include "compiler/syntax/error_log.h"

#include <utility>

namespace pbc::syntax {

Diagnostic& ErrorLog::add(DiagKind kind, Span span, std::string message) {
  if (full() || stopped_) {
    unheard_ = {};
    return unheard_;
  }
  places_.insert(span.begin);
  return diags_.error(kind, span, std::move(message));
}

bool ErrorLog::any_in(Span span) const {
  const auto first = places_.lower_bound(span.begin);
  return first != places_.end() && *first < span.end;
}

}  // namespace pbc::syntax
