// SPDX-License-Identifier: Apache-2.0
//
// main() of every compiled playbook.
#include <malloc.h>

#include <cstdio>
#include <exception>

#include "host/bundle.h"
#include "host/options.h"
#include "host/run_command.h"
#include "host/serve_command.h"
#include "host/triage_command.h"
#include "io/input.h"
#include "python/heap.h"
#include "python/limits.h"

namespace {

using namespace pbc;

struct Program {
  const host::CommandLine& line;
  int exit_code = host::kInternal;
};

void execute(void* context) {
  auto& program = *static_cast<Program*>(context);
  const host::RunOptions& options = program.line.run;
  set_limits(options.max_steps, options.max_memory);
  try {
    program.exit_code = program.line.is_triage    ? host::run_triage(playbook, options, program.line.triage)
                        : program.line.is_serving ? host::run_serve(playbook, options, program.line.serve)
                        : playbook.is_script      ? host::run_script(playbook, options)
                                                  : host::run_playbook(playbook, options);
  } catch (const io::InputError& error) {
    host::print_error(error.message);
    program.exit_code = host::kUsage;
  } catch (const LimitReached&) {
    // Outside of the playbook's own code, whose traceback is printed where it runs.
    host::print_error("the run takes more steps than --max-steps allows");
    program.exit_code = host::kFailed;
  } catch (const std::exception& error) {
    host::print_error(std::string("internal: ") + error.what());
  }
}

/// What a list or text gives back serves the next one: without these, each large block is asked of the system anew, and
/// each of its pages is cleared at the first touch.
void keep_memory() {
  mallopt(M_MMAP_THRESHOLD, 32 << 20);
  mallopt(M_TRIM_THRESHOLD, 1 << 30);
  mallopt(M_TOP_PAD, 1 << 20);
}

}  // namespace

int main(int argc, char** argv) {
  keep_memory();
  host::CommandLine line = host::parse_command_line(playbook, argc, argv);
  if (line.exit_code) return *line.exit_code;
  if (line.lists_playbooks) return host::list_playbooks(line.list_format == "json");
  Program program{line};
  on_deep_stack(execute, &program);
  std::fflush(stdout);
  return program.exit_code;
}
