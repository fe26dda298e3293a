// SPDX-License-Identifier: Apache-2.0
//
// What an execution begins with: its world, its clock, its own copy of the event.
#pragma once

#include <memory>
#include <vector>

#include "host/one_run.h"
#include "io/call_log.h"
#include "io/cassette.h"
#include "io/live_world.h"
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

/// `computer`: of a replay, what works out answers that its world does not have. `cassette`, `log`: what writes down
/// what is asked, or null. `find_file`, `patience`: of a live world. All arguments outlive the world.
std::unique_ptr<engine::World> make_world(const RunOptions& options, const Given& given, const Outside& outside,
                                          const live::Computer& computer, io::Cassette* cassette, io::CallLog* log,
                                          live::FindFile find_file, io::Patience patience = {});

/// A file of the vault, for the outside.
live::FoundFile file_of(engine::Case& shared, const std::string& vault_id, std::size_t most);

/// Puts what came with a mail where the playbook finds it: into the run's directory, under its SHA-1, and into the
/// vault. Throws io::InputError.
void fill_vault(engine::Run& run, const std::vector<live::MailEvent::Attachment>& attachments);

}  // namespace pbc::host
