// SPDX-License-Identifier: Apache-2.0
//
// What the runs of one event stand on, a playbook's or a triage's: world and clock, a copy of the event, the files that
// they leave.
#pragma once

#include <memory>

#include "host/one_run.h"
#include "io/call_log.h"
#include "io/cassette.h"
#include "io/live_world.h"
#include "io/output.h"
#include "phantom/engine.h"
#include "phantom/rest.h"
#include "phantom/run.h"
#include "python/clock.h"

namespace pbc::host {

/// Python code asks the world what time it is.
class WorldClock final : public Clock {
 public:
  explicit WorldClock(engine::World& world) : world_(world) { set_clock(this); }
  ~WorldClock() override { set_clock(nullptr); }
  std::int64_t now() override { return world_.now(); }
  void sleep(std::int64_t microseconds) override { world_.pass(microseconds); }

 private:
  engine::World& world_;
};

/// Of what runs share, a copy that the run may change. `event`: whose the event is.
engine::RunInput copy_input(const Given& given, EventOf event);

class Execution {
 public:
  struct Ways {
    const live::Computer& computer;  // of a replay, for answers that its world does not have
    io::CallLog* log = nullptr;      // writes down what is asked; null: nobody does
    io::Patience patience = {};      // of a live world
  };

  /// All arguments but `input` and `ways` outlive it. Throws io::InputError for files that cannot be written.
  Execution(const RunOptions& options, const Given& given, engine::RunInput input, const Outside& outside,
            const Leaves& leaves, const Ways& ways);

  engine::Case& shared() { return *case_; }
  /// The inputs of the first run.
  const Value& inputs() const { return inputs_; }
  /// Puts what came with a mail where the first run's playbook finds it: into its directory, under its SHA-1, once
  /// somebody looks there, and into the vault. Throws io::InputError.
  void fill_vault(engine::Run& first) const;
  /// Writes the files that are wanted, and tells the gateway that the run has ended. Throws io::InputError.
  void finish(const engine::Run& first, const engine::Outcome& outcome);
  bool leaves_result() const { return result_file_.is_wanted(); }
  /// Without the secrets of a live run.
  std::string redacted(std::string text) const;

 private:
  std::unique_ptr<engine::World> make_world(const RunOptions& options, const Ways& ways);
  live::FoundFile find_file(const std::string& vault_id, std::size_t most);

  const Given& given_;
  const Outside outside_;
  io::OutputFile trace_file_, ledger_file_, result_file_, record_file_;
  io::Cassette cassette_;
  std::unique_ptr<engine::World> world_;
  WorldClock clock_;
  engine::RunTransport transport_;
  engine::Trace trace_;
  metrics::Ledger ledger_;
  Value inputs_;
  std::unique_ptr<engine::Case> case_;
};

}  // namespace pbc::host
