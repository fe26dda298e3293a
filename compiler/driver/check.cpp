// SPDX-License-Identifier: Apache-2.0
//
// pbc check: diagnostics, and of a folder what of it runs without a SOAR server.
#include <algorithm>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "compiler/check/portability.h"
#include "compiler/driver/compile.h"
#include "compiler/driver/folder.h"
#include "compiler/driver/link.h"
#include "compiler/driver/report.h"

namespace pbc::driver {

namespace {

using check::Construct;
using check::Portability;
using check::Support;
using Json = nlohmann::ordered_json;

constexpr std::size_t kMostPlaces = 5;  // of one construct, as text

/// The files of one folder of the command line, and what became of them.
struct Checked {
  std::string folder;
  Portability portability;
  std::size_t files = 0, playbooks = 0, custom_functions = 0;
  std::size_t sound = 0;  // without errors
};

std::string counted(std::size_t count, std::string_view what) {
  return std::to_string(count) + " " + std::string(what) + (count == 1 ? "" : "s");
}

std::size_t files_of(const Construct& construct) {
  std::vector<std::string_view> files;
  for (const check::Place& place : construct.places) files.push_back(place.file);
  std::ranges::sort(files);
  return static_cast<std::size_t>(std::ranges::unique(files).begin() - files.begin());
}

std::string place_text(const check::Place& place) {
  if (place.line == 0) return place.file;
  return place.file + ":" + std::to_string(place.line) + ":" + std::to_string(place.column);
}

void print(const std::string& text) { std::fwrite(text.data(), 1, text.size(), stdout); }

void print_supported(const Portability& portability) {
  const auto constructs = portability.constructs(Support::kSupported);
  if (constructs.empty()) return;
  print("\nsupported\n");
  std::size_t width = 0;
  for (const Construct* construct : constructs) width = std::max(width, construct->what.size());
  for (const Construct* construct : constructs)
    print("  " + construct->what + std::string(width - construct->what.size() + 2, ' ') +
          counted(construct->places.size(), "use") + " in " + counted(files_of(*construct), "file") + "\n");
}

void print_with_places(const Portability& portability, Support support, const std::string& title) {
  const auto constructs = portability.constructs(support);
  if (constructs.empty()) return;
  print("\n" + title + "\n");
  for (const Construct* construct : constructs) {
    print("  " + construct->what + "\n");
    if (!construct->help.empty()) print("    help: " + construct->help + "\n");
    const std::size_t shown = std::min(construct->places.size(), kMostPlaces);
    for (std::size_t i = 0; i < shown; ++i) print("    " + place_text(construct->places[i]) + "\n");
    if (const std::size_t more = construct->places.size() - shown; more != 0)
      print("    and " + std::to_string(more) + " more; --format=json shows all\n");
  }
}

void print_portability(const Checked& checked) {
  const std::size_t others = checked.files - checked.playbooks - checked.custom_functions;
  print("portability of " + checked.folder + ": " + counted(checked.playbooks, "playbook") + ", " +
        counted(checked.custom_functions, "custom function") + ", " + counted(others, "other file") + "\n");
  print_supported(checked.portability);
  print_with_places(checked.portability, Support::kNeedsShim, "needs a shim");
  print_with_places(checked.portability, Support::kUnsupported, "unsupported");
  print("\n" + std::to_string(checked.sound) + " of " + counted(checked.files, "file") + " compile\n");
}

Json json_of(const Portability& portability, Support support) {
  Json list = Json::array();
  for (const Construct* construct : portability.constructs(support)) {
    Json entry = {{"construct", construct->what}};
    if (!construct->help.empty()) entry["help"] = construct->help;
    entry["places"] = Json::array();
    for (const check::Place& place : construct->places)
      entry["places"].push_back({{"file", place.file},
                                 {"line", place.line == 0 ? Json() : Json(place.line)},
                                 {"column", place.line == 0 ? Json() : Json(place.column)}});
    list.push_back(std::move(entry));
  }
  return list;
}

void print_json(const Checked& checked) {
  const Json report = {{"folder", checked.folder},
                       {"files", checked.files},
                       {"playbooks", checked.playbooks},
                       {"custom_functions", checked.custom_functions},
                       {"compile", checked.sound},
                       {"supported", json_of(checked.portability, Support::kSupported)},
                       {"needs_shim", json_of(checked.portability, Support::kNeedsShim)},
                       {"unsupported", json_of(checked.portability, Support::kUnsupported)}};
  print(Json({{"portability", report}}).dump(-1, ' ', false, Json::error_handler_t::replace) + "\n");
}

/// Checks files, and keeps those that one SARIF log has to hold.
class CheckRun {
 public:
  explicit CheckRun(const Options& options) : options_(options) {}

  void file(const std::string& path, const Options& options, Portability* portability, std::size_t* sound) {
    auto compilation = std::make_unique<Compilation>();
    const bool is_sound = lift_file(path, options, compilation.get());
    if (is_sound) {
      check_links(options, compilation.get());
    } else {
      result_ = kDiagnostics;
    }
    if (portability != nullptr) {
      portability->add(compilation->diags);
      if (compilation->module) portability->add(*compilation->module, *compilation->source, catalogue);
      *sound += is_sound ? 1 : 0;
    }
    if (options_.format == Format::kSarif)
      kept_.push_back(std::move(compilation));
    else
      report_check(options_, *compilation);
  }

  void folder(const std::string& path) {
    const PythonFiles files = python_files(path);
    if (!files.error.empty()) {
      result_ = fail(kUsage, files.error);
      return;
    }
    Options options = options_;
    options.paths.insert(options.paths.end(), files.paths.begin(), files.paths.end());
    Checked checked;
    checked.folder = path;
    checked.playbooks = files.playbooks.size();
    checked.custom_functions = files.custom_functions.size();
    for (const auto* kind : {&files.playbooks, &files.custom_functions, &files.others}) {
      checked.files += kind->size();
      for (const std::string& one : *kind) file(one, options, &checked.portability, &checked.sound);
    }
    if (options_.format == Format::kText) print_portability(checked);
    if (options_.format == Format::kJson) print_json(checked);
  }

  int end() {
    if (options_.format == Format::kSarif) report_sarif(kept_);
    return result_;
  }

 private:
  const Options& options_;
  std::vector<std::unique_ptr<Compilation>> kept_;
  int result_ = kFine;
};

}  // namespace

int check_command(const Options& options) {
  CheckRun run(options);
  for (const std::string& path : options.files) {
    if (!is_folder(path)) {
      run.file(path, options, nullptr, nullptr);
      continue;
    }
    run.folder(path);
  }
  return run.end();
}

}  // namespace pbc::driver
