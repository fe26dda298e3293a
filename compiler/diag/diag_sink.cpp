// SPDX-License-Identifier: Apache-2.0
#include "compiler/diag/diag_sink.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace pbc {

std::string_view name(DiagKind kind) {
  static constexpr std::string_view kNames[] = {
#define PBC_DIAG_KIND(Name) #Name,
#include "compiler/diag/kinds.def"
#undef PBC_DIAG_KIND
  };
  return kNames[static_cast<std::size_t>(kind)];
}

std::string_view name(Severity severity) {
  static constexpr std::string_view kNames[] = {"error", "warning", "note", "remark"};
  return kNames[static_cast<std::size_t>(severity)];
}

namespace {

/// A message quotes the playbook, which may hold a name or text of any length: its middle is left out.
std::string shortened(std::string message) {
  constexpr std::size_t kLongest = 400;
  if (message.size() <= kLongest) return message;
  std::size_t begin = kLongest / 2, end = message.size() - kLongest / 2;
  const auto is_inside_character = [&](std::size_t at) { return (message[at] & 0xC0) == 0x80; };
  while (is_inside_character(begin)) --begin;
  while (is_inside_character(end)) ++end;
  return message.replace(begin, end - begin, "...");
}

}  // namespace

Diagnostic& DiagSink::add(DiagKind kind, Severity severity, Span span, std::string message) {
  ++counts_[static_cast<std::size_t>(severity)];
  return diagnostics_.emplace_back(Diagnostic{kind, severity, file_, span, shortened(std::move(message)), {}, {}});
}

std::vector<const Diagnostic*> DiagSink::sorted() const {
  std::map<const SourceFile*, std::size_t> file_order;
  for (const Diagnostic& diagnostic : diagnostics_) file_order.try_emplace(diagnostic.file, file_order.size());

  // What is about a file as a whole comes before what is about its parts.
  const auto place = [&](const Diagnostic* diagnostic) {
    return std::tuple(file_order.at(diagnostic->file), !diagnostic->span.is_nowhere(), diagnostic->span.begin);
  };
  std::vector<const Diagnostic*> out;
  for (const Diagnostic& diagnostic : diagnostics_) out.push_back(&diagnostic);
  std::ranges::stable_sort(out, {}, place);
  return out;
}

}  // namespace pbc
