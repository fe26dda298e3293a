// SPDX-License-Identifier: Apache-2.0
//
// phantom.debug and phantom.error: lines of the run's log, which is its trace. They take any object.
#include "phantom/run.h"

namespace pbc::phantom {

using namespace pbc::engine;

Value debug(const debug_arguments& arguments) {
  Run& run = Run::current();
  if (!run.rehearsal) run.trace_call(arguments);
  return None;
}

Value error(const error_arguments& arguments) {
  Run& run = Run::current();
  run.trace_call(arguments);
  run.errors.push_back(arguments.message.is_unset() ? std::string() : to_str(arguments.message));
  return None;
}

}  // namespace pbc::phantom
