// SPDX-License-Identifier: Apache-2.0
//
// What an operation may do besides computing its result. One set of bits serves the Playbook API (api.def) and the IR's
// own operations (ir/ops.def), so that "may these two change places?" is one question.
#pragma once

#include <cstdint>

namespace pbc::phantom {

enum Effect : std::uint32_t {
  kPure = 0,
  kReadsVariables = 1u << 0,  // a variable of the playbook
  kWritesVariables = 1u << 1,
  kReadsObjects = 1u << 2,  // lists, dicts and other mutable Python objects
  kWritesObjects = 1u << 3,
  kMayRaise = 1u << 4,
  kReadsRun = 1u << 5,  // stores of the run: results, filters, formats, run data
  kWritesRun = 1u << 6,
  kReadsContainer = 1u << 7,  // container, artifacts, notes, pins
  kWritesContainer = 1u << 8,
  kReadsLists = 1u << 9,  // custom lists
  kWritesLists = 1u << 10,
  kReadsStore = 1u << 11,  // what outlives the run: objects, vault, users
  kWritesStore = 1u << 12,
  kWritesLog = 1u << 13,   // debug and error lines
  kRemote = 1u << 14,      // sends a request; what it does there is the action's effect class
  kControl = 1u << 15,     // leaves the straight line: return, break, raise
  kUnknown = 0xffffffffu,  // anything at all: nothing may move across it
};

using Effects = std::uint32_t;

/// True when nothing tells whether `a` ran before or after `b`.
constexpr bool commute(Effects a, Effects b) {
  constexpr Effects kReads = kReadsVariables | kReadsObjects | kReadsRun | kReadsContainer | kReadsLists | kReadsStore;
  if (a == kUnknown || b == kUnknown) return false;
  if (((a | b) & kControl) != 0) return false;
  if ((a & b & (kRemote | kWritesLog | kMayRaise)) != 0) return false;
  const Effects written = (a | b) & ~(kReads | kMayRaise | kRemote | kControl | kWritesLog);
  const Effects touched_twice = ((a & kReads) << 1 | (a & ~kReads)) & ((b & kReads) << 1 | (b & ~kReads));
  return (written & touched_twice) == 0;
}

}  // namespace pbc::phantom
