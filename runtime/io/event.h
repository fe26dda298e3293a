// SPDX-License-Identifier: Apache-2.0
//
// What a run is about: the event (docs/contracts.md, Event) and the playbook's inputs.
#pragma once

#include <string>
#include <vector>

#include "io/input.h"
#include "pbc/value.h"

namespace pbc::io {

struct LoadedEvent {
  Value container;  // a dict, all defaults filled in, without its artifacts
  Value artifacts;  // a list of dicts, likewise
};

/// Reads an event file, or makes an empty event when `file` is empty. `now` is the world's, for the times that are not
/// given. Throws InputError.
LoadedEvent load_event(const std::string& file, const Value& now);

/// The same of a text, which `name` says the origin of.
LoadedEvent read_event(const std::string& name, std::string_view text, const Value& now);

/// The event that a dict is whose fields are in order, such as a mail gives; it becomes part of it.
LoadedEvent complete_event(const Value& read, const Value& now);

/// Checks the fields of a container and of its artifacts, those that are given. Throws InputError.
void check_container(const Place& container);

/// The inputs by name: those of the file, if any, and over them `settings`, each NAME=VALUE. Throws InputError.
Value load_inputs(const std::string& file, const std::vector<std::string>& settings);

}  // namespace pbc::io
