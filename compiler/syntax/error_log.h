// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>
#include <string>

#include "compiler/diag/diag_sink.h"

namespace pbc::syntax {

/// Where the checks of one file report to: counts them, and stops listening after kMaxErrors, because a file that is
/// not Python at all would otherwise give one error a line.
class ErrorLog {
 public:
  static constexpr std::size_t kMaxErrors = 50;

  explicit ErrorLog(DiagSink& diags) : diags_(diags) {}

  Diagnostic& add(DiagKind kind, Span span, std::string message);
  Diagnostic& add(Span span, std::string message) { return add(DiagKind::kSyntaxError, span, std::move(message)); }

  bool empty() const { return places_.empty(); }
  bool full() const { return places_.size() >= kMaxErrors; }
  /// Whether an error begins in `span`.
  bool any_in(Span span) const;

  /// Ends all checks: what follows could only be noise. Sticky.
  void stop() { stopped_ = true; }
  bool stopped() const { return stopped_; }

 private:
  DiagSink& diags_;
  std::multiset<std::uint32_t> places_;
  Diagnostic unheard_{};
  bool stopped_ = false;
};

}  // namespace pbc::syntax
