// SPDX-License-Identifier: Apache-2.0
//
// Pins: the cards that an analyst sees at the top of the container.
#include "phantom/plain.h"
#include "phantom/reply.h"

namespace pbc::phantom {

using namespace pbc::engine;

Value pin(const pin_arguments& arguments) {
  Run& run = Run::current();
  run.trace_call(arguments);
  if (!run.is_own_container(arguments.container)) return failed(unknown_container(arguments.container), None);
  Value id = run.pins.size() + 1;
  run.pins.push_back(dict({{"id", id},
                           {"container", run.container_id()},
                           {"message", or_default(arguments.message, "")},
                           {"data", copy_deep(or_default(arguments.data, ""))},
                           {"pin_type", or_default(arguments.pin_type, "card")},
                           {"pin_style", or_default(arguments.pin_style, "")},
                           {"name", or_default(arguments.name, None)}}));
  return succeeded(id);
}

}  // namespace pbc::phantom
