// SPDX-License-Identifier: Apache-2.0
#include "compiler/driver/link.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>

#include "compiler/base/fold.h"
#include "compiler/base/suggest.h"
#include "compiler/build/toolchain.h"
#include "compiler/ir/phantom_call.h"

namespace pbc::driver {
namespace {

namespace fs = std::filesystem;
using phantom::Api;

constexpr std::size_t kMostFiles = 1000;  // of one program

struct Reference {
  std::string text;  // "community/indicator_tag"
  bool is_playbook;
  Span where;
};

/// The first call of each playbook and custom function whose name is written out.
std::vector<Reference> references_of(const ir::Module& module) {
  std::vector<Reference> found;
  std::set<std::pair<std::string, bool>> seen;
  for (ir::OpId id : module.ops.ids()) {
    const ir::Op& op = module.ops[id];
    if (op.kind != ir::OpKind::kPhantom || (op.api != Api::playbook && op.api != Api::custom_function)) continue;
    const bool is_playbook = op.api == Api::playbook;
    const auto name = ir::text_argument(module, op, is_playbook ? "playbook" : "custom_function");
    if (name && seen.emplace(*name, is_playbook).second)
      found.push_back({*name, is_playbook, module.op_spans[id.index()]});
  }
  return found;
}

bool defines_on_start(const fs::path& file) {
  std::ifstream stream(file);
  for (std::string line; std::getline(stream, line);)
    if (line.starts_with("def on_start(")) return true;
  return false;
}

class Finder {
 public:
  Finder(const Options& options, const std::string& playbook) {
    for (const std::string& path : options.paths) folders_.emplace_back(path);
    const fs::path own = fs::path(playbook).parent_path();
    folders_.push_back(own.empty() ? fs::path(".") : own);
  }

  /// The file that a reference names, the user's before ours; empty when there is none.
  std::string find(const Reference& reference) {
    const std::string file = find_in(places_of(reference), reference);
    return file.empty() ? find_in(shared_places_of(reference), reference) : file;
  }

  /// `did you mean ...?`, or what to do.
  std::string help(const Reference& reference) {
    std::vector<std::string> names;
    std::vector<fs::path> places = places_of(reference);
    for (const fs::path& place : shared_places_of(reference)) places.push_back(place);
    for (const fs::path& place : places)
      for (const std::string& stem : stems_in(place)) names.push_back(stem);
    const std::string near = did_you_mean(name_of(reference), names);
    return near.empty() ? "name the folder that has it with --path; without it the call fails at run time" : near;
  }

 private:
  static std::string name_of(const Reference& reference) {
    return reference.text.substr(reference.text.rfind('/') + 1);
  }

  static std::string repository_of(const Reference& reference) {
    const std::size_t slash = reference.text.rfind('/');
    return slash == std::string::npos ? "" : reference.text.substr(0, slash);
  }

  std::string find_in(const std::vector<fs::path>& places, const Reference& reference) {
    const std::string name = name_of(reference);
    for (const bool is_loose : {false, true}) {
      for (const fs::path& place : places) {
        for (const std::string& stem : stems_in(place)) {
          const bool agrees = is_loose ? fold(stem) == fold(name) : stem == name;
          const fs::path file = place / (stem + ".py");
          if (agrees && defines_on_start(file) == reference.is_playbook) return file.lexically_normal().string();
        }
      }
    }
    return "";
  }

  /// Where our own custom functions are, which stand in for those of the repository `community`.
  static std::vector<fs::path> shared_places_of(const Reference& reference) {
    if (reference.is_playbook || repository_of(reference) != "community") return {};
    return {fs::path(build::share_directory()) / "custom_functions"};
  }

  /// The folders where a file of this repository may be, the most particular first.
  std::vector<fs::path> places_of(const Reference& reference) const {
    const std::string repository = repository_of(reference);
    const bool has_folder = !repository.empty() && repository.find('/') == std::string::npos && repository[0] != '.';
    std::vector<fs::path> places;
    const auto add = [&](const fs::path& folder) {
      if (!reference.is_playbook) places.push_back(folder / "custom_functions");
      places.push_back(folder);
    };
    for (const fs::path& folder : folders_) {
      if (has_folder) add(folder / repository);
      add(folder);
    }
    return places;
  }

  /// The names of the Python files of a folder, in alphabetical order.
  const std::vector<std::string>& stems_in(const fs::path& folder) {
    const auto [known, is_new] = stems_.try_emplace(folder.string());
    if (!is_new) return known->second;
    std::error_code error;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder, error))
      if (entry.path().extension() == ".py") known->second.push_back(entry.path().stem().string());
    std::ranges::sort(known->second);
    return known->second;
  }

  std::vector<fs::path> folders_;
  std::map<std::string, std::vector<std::string>> stems_;
};

void warn(Compilation* compilation, const Reference& reference, Finder* finder) {
  compilation->diags
      .warning(DiagKind::kNotLinked, reference.where,
               std::string("no file has the ") + (reference.is_playbook ? "playbook" : "custom function") + " `" +
                   reference.text + "`")
      .help(finder->help(reference));
}

std::string same_file(const std::string& path) {
  std::error_code error;
  const fs::path canonical = fs::weakly_canonical(path, error);
  return error ? path : canonical.string();
}

}  // namespace

bool link(const Options& options, Compilation* playbook) {
  Finder finder(options, playbook->source->path());
  std::map<std::string, std::size_t> modules = {{same_file(playbook->source->path()), 0}};
  std::set<std::string> named;
  bool is_fine = true;
  // `linked` grows on the way.
  for (std::size_t at = 0; at <= playbook->linked.size(); ++at) {
    Compilation* compilation = at == 0 ? playbook : playbook->linked[at - 1].get();
    for (const Reference& reference : references_of(*compilation->module)) {
      const std::string file = finder.find(reference);
      if (file.empty()) {
        warn(compilation, reference, &finder);
        continue;
      }
      const auto [known, is_new] = modules.try_emplace(same_file(file), playbook->linked.size() + 1);
      if (is_new) {
        auto linked = std::make_unique<Compilation>();
        if (playbook->linked.size() >= kMostFiles || !lift_file(file, options, linked.get())) {
          playbook->broken.push_back(std::move(linked));
          modules.erase(known);
          is_fine = false;
          continue;
        }
        playbook->linked.push_back(std::move(linked));
      }
      if (named.insert(reference.text).second) playbook->references.emplace_back(reference.text, known->second);
    }
  }
  return is_fine;
}

void check_links(const Options& options, Compilation* playbook) {
  Finder finder(options, playbook->source->path());
  for (const Reference& reference : references_of(*playbook->module))
    if (finder.find(reference).empty()) warn(playbook, reference, &finder);
}

emit::Program program_of(const Compilation& playbook) {
  emit::Program program{&*playbook.module, {}, playbook.references};
  for (const auto& linked : playbook.linked) program.linked.push_back(&*linked->module);
  return program;
}

std::string sources_of(const Compilation& playbook) {
  std::string text(playbook.source->text());
  for (const auto& linked : playbook.linked) {
    text += '\0';
    text += linked->source->text();
  }
  return text;
}

}  // namespace pbc::driver
