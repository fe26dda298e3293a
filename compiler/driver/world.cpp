// SPDX-License-Identifier: Apache-2.0
//
// pbc world: an event and a world in which a playbook can be run at once.
#include <cstdio>
#include <filesystem>

#include "compiler/base/files.h"
#include "compiler/driver/compile.h"
#include "compiler/driver/folder.h"
#include "compiler/driver/link.h"
#include "compiler/driver/report.h"
#include "compiler/mock/mock.h"

namespace pbc::driver {
namespace {

namespace fs = std::filesystem;

/// Writes one of the files; its name goes to `written`.
int write_json(const fs::path& file, const mock::Json& json, std::vector<std::string>* written) {
  const std::string text = json.dump(2, ' ', false, mock::Json::error_handler_t::replace) + "\n";
  const std::string error = write_file(file.string(), text);
  if (!error.empty()) return fail(kUsage, file.string() + ": " + error);
  written->push_back(file.string());
  return kFine;
}

}  // namespace

int world_command(const Options& options) {
  if (is_folder(options.files.front()))
    return fail(kUsage, "`" + options.files.front() + "` is a folder; a world is made for one playbook");
  Compilation compilation;
  const bool is_fine = lift_file(options.files.front(), options, &compilation) && link(options, &compilation);
  report(options, compilation);
  for (const auto& broken : compilation.broken) report(options, *broken);
  if (!is_fine) return kDiagnostics;
  if (compilation.module->is_script())
    return fail(kUsage, options.files.front() + ": a plain script needs no event; it has no function `on_start`");

  std::vector<const ir::Module*> program = {&*compilation.module};
  for (const auto& linked : compilation.linked) program.push_back(&*linked->module);
  const mock::Surroundings made =
      mock::surroundings(compilation.module->name, mock::needs_of(program), catalogue(), options.seed);

  const fs::path folder = options.output;
  std::error_code failed;
  fs::create_directories(folder, failed);
  if (failed) return fail(kUsage, "cannot make the folder " + folder.string() + ": " + failed.message());
  std::vector<std::string> written;
  if (const int code = write_json(folder / "event.json", made.event, &written); code != kFine) return code;
  if (const int code = write_json(folder / "world.json", made.world, &written); code != kFine) return code;
  std::string command = "pbc run " + options.files.front() + " " + written[0] + " --world " + written[1];
  if (!made.inputs.empty()) {
    if (const int code = write_json(folder / "inputs.json", made.inputs, &written); code != kFine) return code;
    command += " --inputs " + written[2];
  }
  for (const std::string& file : written) std::printf("wrote %s\n", file.c_str());
  std::printf("try: %s\n", command.c_str());
  return kFine;
}

}  // namespace pbc::driver
