// SPDX-License-Identifier: Apache-2.0
#include "compiler/driver/link.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>
#include <set>

#include "compiler/base/fold.h"
#include "compiler/base/suggest.h"
#include "compiler/build/toolchain.h"
#include "compiler/driver/folder.h"
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

class Finder {
 public:
  Finder(const Options& options, const fs::path& own_folder) : own_folder_(own_folder) {
    for (const std::string& path : options.paths) folders_.emplace_back(path);
  }

  /// The folder that is looked at after those of --path.
  void set_own_folder(const fs::path& folder) { own_folder_ = folder; }

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
    const auto add_with_repository = [&](const fs::path& folder) {
      if (has_folder) add(folder / repository);
      add(folder);
    };
    for (const fs::path& folder : folders_) add_with_repository(folder);
    add_with_repository(own_folder_);
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
  fs::path own_folder_;
  std::map<std::string, std::vector<std::string>> stems_;
};

void warn(Compilation* compilation, const Reference& reference, Finder* finder) {
  compilation->diags
      .warning(DiagKind::kNotLinked, reference.where,
               std::string("no file has the ") + (reference.is_playbook ? "playbook" : "custom function") + " `" +
                   reference.text + "`")
      .help(finder->help(reference));
}

void warn_of_namesake(Compilation* compilation, const Compilation& first) {
  compilation->diags
      .warning(DiagKind::kSameName, {}, "another file of the bundle has this name: " + first.source->path())
      .help("runs and calls that give the name alone mean the other one; rename one of them");
}

std::string same_file(const std::string& path) {
  std::error_code error;
  const fs::path canonical = fs::weakly_canonical(path, error);
  return error ? path : canonical.string();
}

fs::path folder_of(const std::string& file) {
  const fs::path folder = fs::path(file).parent_path();
  return folder.empty() ? fs::path(".") : folder;
}

/// Links one program.
class Linker {
 public:
  Linker(const Options& options, Compilation* program) : options_(options), program_(*program) {}

  /// The module of a file, which is lifted when it is new; nothing when it has errors.
  std::optional<std::size_t> module_of(const std::string& file) {
    const auto [known, is_new] = modules_.try_emplace(same_file(file), program_.linked.size() + 1);
    if (!is_new) return known->second;
    auto linked = std::make_unique<Compilation>();
    const bool fits = program_.linked.size() < kMostFiles;
    if (!fits)
      linked->diags.error(DiagKind::kNotLinked, {},
                          file + ": a program has at most " + std::to_string(kMostFiles) + " files");
    if (!fits || !lift_file(file, options_, linked.get())) {
      program_.broken.push_back(std::move(linked));
      known->second.reset();
      return std::nullopt;
    }
    program_.linked.push_back(std::move(linked));
    return known->second;
  }

  void add_reference(const std::string& text, std::size_t module) {
    if (named_.insert(text).second) program_.references.emplace_back(text, module);
  }

  /// Links what the modules run. At last, those of a bundle look beside themselves; what belongs to one playbook,
  /// beside that.
  void follow() {
    const bool is_bundle = !program_.module;
    Finder finder(options_, is_bundle ? fs::path() : folder_of(program_.source->path()));
    if (!is_bundle) modules_.emplace(same_file(program_.source->path()), 0);
    // `linked` grows on the way.
    for (std::size_t at = is_bundle ? 1 : 0; at <= program_.linked.size(); ++at) {
      Compilation* compilation = at == 0 ? &program_ : program_.linked[at - 1].get();
      if (is_bundle) finder.set_own_folder(folder_of(compilation->source->path()));
      for (const Reference& reference : references_of(*compilation->module)) {
        const std::string file = finder.find(reference);
        if (file.empty())
          warn(compilation, reference, &finder);
        else if (const auto module = module_of(file))
          add_reference(reference.text, *module);
      }
    }
  }

 private:
  const Options& options_;
  Compilation& program_;
  std::map<std::string, std::optional<std::size_t>> modules_;
  std::set<std::string> named_;
};

}  // namespace

bool link(const Options& options, Compilation* playbook) {
  Linker(options, playbook).follow();
  return playbook->broken.empty();
}

bool link_folder(const Options& options, const std::string& folder, Compilation* bundle) {
  const PythonFiles files = python_files(folder);
  // A playbook that stands in one folder may run those of all others.
  Options wider = options;
  wider.paths.insert(wider.paths.end(), files.paths.begin(), files.paths.end());
  Linker linker(wider, bundle);
  const fs::path root = fs::path(folder).lexically_normal();
  for (const std::vector<std::string>* kind : {&files.playbooks, &files.custom_functions}) {
    std::map<std::string, std::size_t> first_of_name;  // modules by folded name
    for (const std::string& file : *kind) {
      const auto module = linker.module_of(file);
      if (!module) continue;
      linker.add_reference(fs::path(file).lexically_relative(root).replace_extension().string(), *module);
      const auto [first, is_new] = first_of_name.try_emplace(fold(fs::path(file).stem().string()), *module);
      if (first->second != *module)
        warn_of_namesake(bundle->linked[*module - 1].get(), *bundle->linked[first->second - 1]);
    }
  }
  linker.follow();
  return bundle->broken.empty();
}

void check_links(const Options& options, Compilation* playbook) {
  Finder finder(options, folder_of(playbook->source->path()));
  for (const Reference& reference : references_of(*playbook->module))
    if (finder.find(reference).empty()) warn(playbook, reference, &finder);
}

Called called_by(const ir::Module& module) {
  Called called;
  for (const Reference& reference : references_of(module)) called.names.push_back(reference.text);
  for (const ir::OpId id : module.ops.ids()) {
    const ir::Op& op = module.ops[id];
    const bool is_call = op.kind == ir::OpKind::kPhantom && (op.api == Api::playbook || op.api == Api::custom_function);
    called.is_computed |=
        is_call && !ir::text_argument(module, op, op.api == Api::playbook ? "playbook" : "custom_function");
  }
  return called;
}

emit::Program program_of(const Compilation& playbook) {
  emit::Program program;
  if (playbook.module)
    program.playbook = &*playbook.module;
  else
    program.bundle = playbook.bundle;
  program.front = playbook.front;
  program.references = playbook.references;
  for (const auto& linked : playbook.linked) program.linked.push_back(&*linked->module);
  return program;
}

std::string sources_of(const Compilation& playbook) {
  std::string text(playbook.source == nullptr ? "" : playbook.source->text());
  for (const auto& linked : playbook.linked) {
    text += '\0';
    text += linked->source->text();
  }
  return text;
}

}  // namespace pbc::driver
