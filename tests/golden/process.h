// SPDX-License-Identifier: Apache-2.0
//
// Programs under test, run as a user runs them, without a shell.
#pragma once

#include <string>
#include <vector>

namespace pbc::golden {

struct Command {
  std::string program;                 // path of the executable
  std::vector<std::string> arguments;  // argv; the first is the name by which the program knows itself
  std::string directory;               // where it runs
  unsigned seconds = 120;              // killed after that, which gives exit code -14 (SIGALRM)
};

struct Outcome {
  int exit_code = -1;  // minus the signal's number when a signal ended it
  std::string out;
  std::string err;
  double seconds = 0;
};

/// Waits for the end of the program; stdin is empty. Throws nothing: what cannot be started ends with exit code 127.
Outcome run(const Command& command);

/// The command as one pastes it into a shell: `(cd DIRECTORY && PROGRAM ...)`.
std::string shell_text(const Command& command);

}  // namespace pbc::golden
