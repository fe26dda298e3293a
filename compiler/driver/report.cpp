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
  if (options.remarks)
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
