// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <deque>
#include <string>
#include <utility>
#include <vector>

#include "compiler/diag/diagnostic.h"

namespace pbc {

/// Collects what all phases say about one program, which may be several files. It does not own
/// files: they must outlive it. References it returns stay good until the sink goes away.
class DiagSink {
 public:
  DiagSink() = default;
  DiagSink(const DiagSink&) = delete;
  DiagSink& operator=(const DiagSink&) = delete;

  /// The file that diagnostics are about from here on.
  void set_file(const SourceFile* file) { file_ = file; }
  const SourceFile* file() const { return file_; }

  Diagnostic& error(DiagKind kind, Span span, std::string message) {
    return add(kind, Severity::kError, span, std::move(message));
  }
  Diagnostic& warning(DiagKind kind, Span span, std::string message) {
    return add(kind, Severity::kWarning, span, std::move(message));
  }
  Diagnostic& note(DiagKind kind, Span span, std::string message) {
    return add(kind, Severity::kNote, span, std::move(message));
  }
  Diagnostic& remark(DiagKind kind, Span span, std::string message) {
    return add(kind, Severity::kRemark, span, std::move(message));
  }
  Diagnostic& add(DiagKind kind, Severity severity, Span span, std::string message);

  std::size_t count(Severity severity) const { return counts_[static_cast<std::size_t>(severity)]; }
  bool has_errors() const { return count(Severity::kError) != 0; }
  bool empty() const { return diagnostics_.empty(); }

  /// By file in the order the files first occurred, then by place; what is said about the same place keeps the order
  /// in which it was said.
  std::vector<const Diagnostic*> sorted() const;

 private:
  const SourceFile* file_ = nullptr;
  std::deque<Diagnostic> diagnostics_;
  std::array<std::size_t, 4> counts_{};
};

}  // namespace pbc
