// SPDX-License-Identifier: Apache-2.0
#include "compiler/driver/report.h"

#include <unistd.h>

#include <cstdio>
#include <nlohmann/json.hpp>

#include "compiler/diag/render.h"

namespace pbc::driver {
namespace {

using Json = nlohmann::ordered_json;

void print(FILE* stream, const std::string& text) { std::fwrite(text.data(), 1, text.size(), stream); }

std::string render(const Options& options, const DiagSink& diags, FILE* stream) {
  if (options.format == Format::kSarif) return diags.empty() ? "" : render_sarif({&diags}, PBC_VERSION);
  if (options.format == Format::kJson) return diags.empty() ? "" : render_json(diags);
  return render_text(diags, {isatty(fileno(stream)) != 0});
}

/// "functions 59 · acts 12 · ..." for a person.
std::string stats_text(const std::string& file, const std::string& stats) {
  const Json json = Json::parse(stats);
  std::size_t rows = 0;
  for (const Json& condition : json["conditions"]) rows += condition["rows"].size();
  char line[256];
  std::snprintf(line, sizeof line,
                ": %zu functions, %zu acts, %zu condition rows, %zu control edges, %zu custom-code regions\n",
                json["functions"].size(), json["acts"].size(), rows, json["edges"].size(), json["custom_code"].size());
  return file + line;
}

/// Line and column of both ends; null where there are none.
void add_span(Json& json, const SourceFile* source, Span span, std::uint32_t line) {
  const bool is_known = source != nullptr && !span.is_nowhere();
  const Position begin = is_known ? source->position(span.begin) : Position{line, 0};
  const Position end = is_known ? source->position(span.end) : Position{};
  const auto number = [](std::uint32_t value) { return value == 0 ? Json() : Json(value); };
  json["line"] = number(begin.line);
  json["column"] = number(begin.column);
  json["end_line"] = number(end.line);
  json["end_column"] = number(end.column);
}

/// `{"remarks": [...]}`, a remark a line (docs/passes.md).
std::string remarks_json(const Compilation& compilation) {
  const SourceFile* source = compilation.source.get();
  const Json file = source == nullptr ? Json() : Json(source->path());
  std::string text = "{\"remarks\": [";
  const char* separator = "\n";
  for (const opt::Remark& remark : compilation.passes.remarks()) {
    Json json = {{"file", file}};
    add_span(json, source, remark.span, remark.line);
    json["function"] = remark.function;
    json["pass"] = remark.pass;
    json["kind"] = remark.is_refusal ? "refusal" : "act";
    json["reason"] = remark.is_refusal ? Json(opt::name(remark.refusal)) : Json();
    json["message"] = remark.message;
    json["related"] = Json::array();
    for (const opt::RelatedPlace& place : remark.related) {
      Json related = {{"file", file}};
      add_span(related, source, place.span, place.line);
      related["function"] = place.function;
      related["message"] = place.message;
      json["related"].push_back(std::move(related));
    }
    text += separator + json.dump(-1, ' ', false, Json::error_handler_t::replace);
    separator = ",\n";
  }
  return text + "\n]}\n";
}

}  // namespace

int fail(ExitCode code, const std::string& what) {
  print(stderr, "error: " + what + "\n");
  return code;
}

int fail_internal(const std::string& what) {
  print(stderr, "internal: " + what + (what.ends_with('\n') ? "" : "\n"));
  return kFailure;
}

void report(const Options& options, const Compilation& compilation) {
  print(stderr, render(options, compilation.diags, stderr));
  if (options.remarks && options.format == Format::kJson && compilation.module)
    print(stderr, remarks_json(compilation));
  else if (options.remarks)
    for (const opt::Remark& remark : compilation.passes.remarks())
      print(stderr, "remark: " + opt::to_text(remark) + "\n");
  if (!options.stats) return;
  if (!compilation.stats.empty()) print(stderr, stats_text(compilation.module->file, compilation.stats));
  for (const auto& [name, value] : compilation.passes.counters())
    print(stderr, name + ": " + std::to_string(value) + "\n");
}

void report_sarif(const std::vector<std::unique_ptr<Compilation>>& compilations) {
  std::vector<const DiagSink*> sinks;
  for (const auto& compilation : compilations) sinks.push_back(&compilation->diags);
  print(stdout, render_sarif(sinks, PBC_VERSION));
}

void report_check(const Options& options, const Compilation& compilation) {
  if (options.format == Format::kText) {
    print(stdout, render(options, compilation.diags, stdout));
    if (options.stats && !compilation.stats.empty())
      print(stdout, stats_text(compilation.source->path(), compilation.stats));
    return;
  }
  Json result = Json::object();
  result["file"] = compilation.source == nullptr ? Json() : Json(compilation.source->path());
  const std::string diagnostics = render_json(compilation.diags);
  result["diagnostics"] = diagnostics.empty() ? Json::array() : Json::parse(diagnostics);
  if (!compilation.stats.empty()) result["stats"] = Json::parse(compilation.stats);
  print(stdout, result.dump() + "\n");
}

}  // namespace pbc::driver
