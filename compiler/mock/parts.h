// SPDX-License-Identifier: Apache-2.0
//
// The parts of what surrounds a run, each made by a file of its own.
#pragma once

#include <string>

#include "compiler/mock/mock.h"
#include "compiler/mock/values.h"

namespace pbc::mock {

/// The container with its artifacts.
Json make_event(const std::string& name, const Needs& needs, Values& values);

/// The answers of the world, in order: for an action that is asked about an indicator one for each that the event and
/// the other answers know, then one for anything else.
Json make_answers(const Needs& needs, const phantom::Catalogue& catalogue, Values& values);

/// Everything else of the world: prompts, lists, users ...
void add_people_and_records(const Needs& needs, Values& values, Json* world);

}  // namespace pbc::mock
