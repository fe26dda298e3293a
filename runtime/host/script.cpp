// SPDX-License-Identifier: Apache-2.0
#include <cstdio>

#include "host/run_command.h"
#include "phantom/globals.h"
#include "python/generator.h"
#include "python/limits.h"
#include "python/objects.h"
#include "python/threads.h"

namespace pbc::host {

namespace {

void print_stderr(const std::string& text) {
  std::fflush(stdout);
  std::fwrite(text.data(), 1, text.size(), stderr);
}

/// What an uncaught SystemExit asks for (Python library reference, sys.exit): no code or None is 0, an int is itself as
/// far as the system carries it, anything else is printed and 1.
int exit_code_of(const Value& exit) {
  const Values& args = as_tuple(as_exception(exit).args);
  if (args.empty()) return kSucceeded;
  Value code = args.size() == 1 ? args[0] : as_exception(exit).args;
  if (code.is_none()) return kSucceeded;
  if (is_small_int(code)) return static_cast<int>(code.as_int() & 0xff);
  if (code.is(Tag::kBigInt)) return 0xff;
  print_stderr(to_str(code) + "\n");
  return kFailed;
}

/// Runs what waits for the end of the script, within the script's own limits.
void at_the_end(int& code) {
  try {
    run_exit_functions();
  } catch (const LimitReached& limit) {
    lift_limits();
    print_stderr(format_traceback(limit.exception, playbook_source()));
    code = kFailed;
    caught();
  }
}

}  // namespace

int run_script(const Playbook& playbook, const RunOptions& options) {
  HeapScope memory;
  use_files(options);
  engine::GlobalsScope variables(playbook);
  int code = kSucceeded;
  try {
    playbook.load();
  } catch (const Raised& raised) {
    if (is_exception(raised.exception, kSystemExit)) {
      code = exit_code_of(raised.exception);
    } else {
      print_stderr(format_traceback(raised.exception, playbook_source()));
      code = kFailed;
    }
    caught();
  } catch (const LimitReached& limit) {
    lift_limits();
    print_stderr(format_traceback(limit.exception, playbook_source()));
    code = kFailed;
    caught();
  }
  at_the_end(code);
  close_generators();
  std::fflush(stdout);
  return code;
}

}  // namespace pbc::host
