// SPDX-License-Identifier: Apache-2.0
//
// Pins: the cards that an analyst sees at the top of the container.
#include "phantom/containers.h"
#include "phantom/plain.h"
#include "phantom/reply.h"

namespace pbc::phantom {

using namespace pbc::engine;

Value pin(const pin_arguments& arguments) {
  Run& run = Run::current();
  run.trace_call(arguments);
  if (!run.is_own_container(arguments.container)) return failed(unknown_container(arguments.container), None);
  Value id = run.shared.next_id("pin");
  run.pins.push_back(dict({{"id", id},
                           {"container", run.container_id()},
                           {"message", or_default(arguments.message, "")},
                           {"data", copy_deep(or_default(arguments.data, ""))},
                           {"pin_type", or_default(arguments.pin_type, "card")},
                           {"pin_style", or_default(arguments.pin_style, "")},
                           {"name", or_default(arguments.name, None)}}));
  return succeeded(id);
}

Value update_pin(const update_pin_arguments& arguments) {
  Run& run = Run::current();
  run.trace_call(arguments);
  const Value id = number_in(or_default(arguments.pin_id, None));
  const Value* found = find_record(run.pins, "id", id);
  if (!found) return failed("no pin with id " + to_str(id));
  const std::pair<const char*, const Value*> given[] = {{"message", &arguments.message},
                                                        {"data", &arguments.data},
                                                        {"pin_type", &arguments.pin_type},
                                                        {"pin_style", &arguments.pin_style},
                                                        {"name", &arguments.name}};
  for (const auto& [name, value] : given)
    if (is_given(*value)) set_member(*found, name, copy_deep(*value));
  return succeeded();
}

Value delete_pin(const delete_pin_arguments& arguments) {
  Run& run = Run::current();
  run.trace_call(arguments);
  const Value id = number_in(or_default(arguments.pin_id, None));
  const Value* found = find_record(run.pins, "id", id);
  if (!found) return failed("no pin with id " + to_str(id));
  run.pins.erase(run.pins.begin() + (found - run.pins.data()));
  return succeeded();
}

}  // namespace pbc::phantom
