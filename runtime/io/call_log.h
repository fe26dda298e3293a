// SPDX-License-Identifier: Apache-2.0
//
// What a world was asked and what it answered, for the report of a triage (docs/triage.md).
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "io/world_file.h"
#include "live/live.h"
#include "phantom/world.h"
#include "triage/facts.h"

namespace pbc::io {

class CallLog {
 public:
  /// A request of one call, at `now`.
  void sent(const engine::Call& call, engine::Ticket ticket, engine::Micros now);
  /// Its answer, which came at `now`; what was asked of it stands in `reply`.
  void answered(engine::Ticket ticket, const engine::Answer& answer, const live::Reply& reply, engine::Micros now);
  /// The answer to it stands in a world file, which outlives the log.
  void recorded(engine::Ticket ticket, const Recorded& recorded);

  /// In the order in which they were sent; times count from the first `now`. Each can be completed by whoever knows
  /// more: its app, component, indicator and askers are empty.
  std::vector<triage::Call>& calls() { return calls_; }
  /// Where the answer to one of them stands; null: in no world file.
  const Recorded* recorded_of(std::size_t call) const { return recorded_[call]; }
  /// What it was asked, which Call::parameter is the JSON of.
  const Value& parameter_of(std::size_t call) const { return parameters_[call]; }

 private:
  std::optional<engine::Micros> began_;
  std::vector<triage::Call> calls_;
  std::vector<const Recorded*> recorded_;  // of each of them
  std::vector<Value> parameters_;          // likewise
  std::map<engine::Ticket, std::size_t> under_way_;
};

}  // namespace pbc::io
