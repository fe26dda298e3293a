// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "compiler/diag/render.h"

namespace pbc {

namespace {

using Json = nlohmann::ordered_json;

/// A path as a URI reference (RFC 3986): relative as it is, absolute as `file://`.
std::string uri_of(const std::string& path) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string uri = path.starts_with('/') ? "file://" : "";
  for (const char c : path) {
    const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                          std::string_view("-._~/").find(c) != std::string_view::npos;
    const auto byte = static_cast<unsigned char>(c);
    if (is_plain)
      uri += c;
    else
      uri += {'%', kDigits[byte >> 4], kDigits[byte & 15]};
  }
  return uri;
}

Json place_of(const SourceFile& file, Span span) {
  Json place = {{"artifactLocation", {{"uri", uri_of(file.path())}}}};
  if (span.is_nowhere()) return place;
  const Position begin = file.position(span.begin);
  const Position end = file.position(span.end);
  place["region"] = {
      {"startLine", begin.line}, {"startColumn", begin.column}, {"endLine", end.line}, {"endColumn", end.column}};
  return place;
}

std::string_view level_of(Severity severity) {
  switch (severity) {
    case Severity::kError:
      return "error";
    case Severity::kWarning:
      return "warning";
    case Severity::kNote:
    case Severity::kRemark:
      return "note";
  }
  return "none";
}

Json result_of(const Diagnostic& diagnostic, std::size_t rule) {
  Json result;
  result["ruleId"] = name(diagnostic.kind);
  result["ruleIndex"] = rule;
  result["level"] = level_of(diagnostic.severity);
  std::string text = diagnostic.message;
  if (!diagnostic.help_text.empty()) text += "\n" + diagnostic.help_text;
  result["message"] = {{"text", std::move(text)}};
  result["locations"] = Json::array();
  if (diagnostic.file == nullptr) return result;
  result["locations"].push_back({{"physicalLocation", place_of(*diagnostic.file, diagnostic.span)}});
  for (std::size_t i = 0; i < diagnostic.notes.size(); ++i)
    result["relatedLocations"].push_back({{"id", i + 1},
                                          {"message", {{"text", diagnostic.notes[i].message}}},
                                          {"physicalLocation", place_of(*diagnostic.file, diagnostic.notes[i].span)}});
  return result;
}

}  // namespace

std::string render_sarif(const std::vector<const DiagSink*>& sinks, std::string_view version) {
  std::vector<const Diagnostic*> diagnostics;
  for (const DiagSink* sink : sinks) std::ranges::copy(sink->sorted(), std::back_inserter(diagnostics));
  std::vector<DiagKind> kinds;
  for (const Diagnostic* diagnostic : diagnostics) kinds.push_back(diagnostic->kind);
  std::ranges::sort(kinds);
  kinds.erase(std::ranges::unique(kinds).begin(), kinds.end());

  Json rules = Json::array();
  for (const DiagKind kind : kinds) rules.push_back({{"id", name(kind)}});
  Json results = Json::array();
  for (const Diagnostic* diagnostic : diagnostics)
    results.push_back(
        result_of(*diagnostic, static_cast<std::size_t>(std::ranges::find(kinds, diagnostic->kind) - kinds.begin())));
  const Json log = {
      {"$schema", "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"},
      {"version", "2.1.0"},
      {"runs", Json::array({{{"tool", {{"driver", {{"name", "pbc"}, {"version", version}, {"rules", rules}}}}},
                             {"columnKind", "unicodeCodePoints"},
                             {"results", results}}})}};
  return log.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace pbc
