// SPDX-License-Identifier: Apache-2.0
//
// The same input gives the same bytes: C++ from the compiler, trace, ledger and result from the executable.
#include <gtest/gtest.h>

#include "tests/golden/support.h"

namespace pbc::golden {
namespace {

namespace fs = std::filesystem;

TEST(Determinism, OfTheCompiler) {
  for (const fs::path& playbook : shipped_playbooks()) {
    for (const char* level : {"-O0", "-O1", "-O2"}) {
      for (const char* product : {"--emit=cpp", "--emit=ir"}) {
        const Command command =
            pbc_command(playbook.parent_path(), {"compile", level, product, playbook.filename().string()});
        const Outcome first = run(command);
        EXPECT_EQ(first.exit_code, 0) << first.err;
        EXPECT_NE(first.out, "");
        EXPECT_EQ(run(command).out, first.out) << shell_text(command);
        // Where the compiler stands does not show in what it makes.
        const Command elsewhere = pbc_command(source_root(), {"compile", level, product, playbook.string()});
        EXPECT_EQ(run(elsewhere).out, first.out) << shell_text(elsewhere);
      }
    }
  }
}

TEST(Determinism, OfTheRun) {
  const std::string event = ".event.json";
  for (const fs::path& playbook : shipped_playbooks()) {
    const std::string executable = executable_of(playbook);
    if (executable.empty()) continue;
    for (const fs::path& file : files_in(playbook.parent_path(), event)) {
      const std::string stem = file.string().substr(0, file.string().size() - event.size());
      SCOPED_TRACE(stem);
      std::string written[2];
      for (std::string& all : written) {
        const TemporaryFolder folder;
        Command command{
            executable, {"p", "run", file.string(), "--world", stem + ".world.json"}, folder.path().string()};
        if (fs::exists(stem + ".inputs.json"))
          command.arguments.insert(command.arguments.end(), {"--inputs", stem + ".inputs.json"});
        command.arguments.insert(command.arguments.end(), {"--trace", "t", "--ledger", "l", "--result", "r"});
        const Outcome outcome = run(command);
        EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
        for (const char* name : {"t", "l", "r"}) {
          const std::string text = read(folder.path() / name);
          EXPECT_NE(text, "") << name;
          all += text;
        }
      }
      EXPECT_EQ(written[0], written[1]);
    }
  }
}

/// What one run may do, or leaves behind, is not less for the next.
TEST(Determinism, OfRepeatedRuns) {
  const fs::path playbooks = source_root() / "tests" / "golden" / "cli";
  const TemporaryFolder folder;
  const std::string directory = folder.path().string();
  const Outcome endless = run({executable_of(playbooks / "endless_blocks.py"),
                               {"p", "run", "--max-steps", "1000", "--repeat", "3"},
                               directory,
                               20});
  EXPECT_EQ(endless.exit_code, 1) << endless.err;
  const Outcome writing =
      run({executable_of(playbooks / "write_report.py"), {"p", "run", "--files", "kept", "--repeat", "3"}, directory});
  EXPECT_EQ(writing.exit_code, 0) << writing.err;
  EXPECT_EQ(read(folder.path() / "kept" / "tmp" / "report.csv"), "a,b\n");
}

}  // namespace
}  // namespace pbc::golden
