// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace pbc::build {

struct ProcessResult {
  int exit_code = -1;  // -1: it could not be started, or a signal ended it
  std::string output;  // stdout and stderr, at most 1 MiB
};

/// Runs a program with exactly these arguments (no shell) in `directory` and waits for it.
ProcessResult run_process(const std::vector<std::string>& arguments, const std::string& directory);

}  // namespace pbc::build
