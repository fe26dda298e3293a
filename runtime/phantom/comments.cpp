// SPDX-License-Identifier: Apache-2.0
//
// Comments of the container.
#include "phantom/reply.h"

namespace pbc::phantom {

using namespace pbc::engine;

Value comment(const comment_arguments& arguments) {
  Run& run = Run::current();
  run.trace_call(arguments);
  if (!run.is_own_container(arguments.container)) return failed(unknown_container(arguments.container));
  run.comments.push_back(dict({{"id", run.comments.size() + 1},
                               {"container", run.container_id()},
                               {"comment", str_value(or_default(arguments.comment, ""))},
                               {"create_time", run.now_text()}}));
  return succeeded();
}

}  // namespace pbc::phantom
