// SPDX-License-Identifier: Apache-2.0
#include <nlohmann/json.hpp>

#include "compiler/diag/render.h"

namespace pbc {

namespace {

using Json = nlohmann::ordered_json;

void put_place(Json& out, const SourceFile* file, Span span) {
  const bool known = file != nullptr && !span.is_nowhere();
  const Position begin = known ? file->position(span.begin) : Position{};
  const Position end = known ? file->position(span.end) : Position{};
  const auto number = [&](std::uint32_t value) { return known ? Json(value) : Json(nullptr); };
  out["line"] = number(begin.line);
  out["column"] = number(begin.column);
  out["end_line"] = number(end.line);
  out["end_column"] = number(end.column);
}

Json to_json(const Diagnostic& diagnostic) {
  Json out;
  out["file"] = diagnostic.file != nullptr ? Json(diagnostic.file->path()) : Json(nullptr);
  put_place(out, diagnostic.file, diagnostic.span);
  out["severity"] = name(diagnostic.severity);
  out["kind"] = name(diagnostic.kind);
  out["message"] = diagnostic.message;
  out["notes"] = Json::array();
  for (const DiagNote& note : diagnostic.notes) {
    Json& entry = out["notes"].emplace_back();
    put_place(entry, diagnostic.file, note.span);
    entry["message"] = note.message;
  }
  out["help"] = diagnostic.help_text.empty() ? Json(nullptr) : Json(diagnostic.help_text);
  return out;
}

}  // namespace

std::string render_json(const DiagSink& diags) {
  std::string out = "[";
  std::string_view separator = "\n";
  for (const Diagnostic* diagnostic : diags.sorted()) {
    out += separator;
    out += to_json(*diagnostic).dump(-1, ' ', false, Json::error_handler_t::replace);
    separator = ",\n";
  }
  return out + (diags.empty() ? "]\n" : "\n]\n");
}

}  // namespace pbc
