// SPDX-License-Identifier: Apache-2.0
//
// program, catalogue -> an event and a world in which the program has something to do.
#pragma once

#include <cstdint>

#include "compiler/mock/needs.h"
#include "compiler/phantom/catalogue.h"

namespace pbc::mock {

/// Shapes as docs/contracts.md has them.
struct Surroundings {
  Json event;
  Json world;
  Json inputs;  // an object with the playbook's own inputs; empty where it reads none
};

/// `name` is the playbook's. Another seed takes other branches; the same seed gives the same bytes.
Surroundings surroundings(const std::string& name, const Needs& needs, const phantom::Catalogue& catalogue,
                          std::uint64_t seed);

}  // namespace pbc::mock
