// SPDX-License-Identifier: Apache-2.0
//
// A world that answers from a world file under a virtual clock: no network, and the same run every time.
#pragma once

#include <vector>

#include "io/call_log.h"
#include "io/computing.h"
#include "io/pending_events.h"
#include "io/world_file.h"
#include "phantom/world.h"

namespace pbc::io {

class ReplayWorld final : public engine::World {
 public:
  /// All of them outlive the world; the file may serve many. `strict`: a call that nothing answers ends the run.
  /// `computer` answers what the file does not, where it can.
  ReplayWorld(const WorldFile& file, bool strict, const live::Computer& computer = usual_computer(),
              CallLog* log = nullptr);
  ReplayWorld(WorldFile&& file, bool strict, const live::Computer& computer = usual_computer(),
              CallLog* log = nullptr) = delete;

  engine::Micros now() const override { return now_; }
  void pass(engine::Micros duration) override { now_ += duration; }
  void wake_at(engine::Micros time, engine::Ticket ticket) override;
  bool would_stop(const engine::Call& call) const override { return strict_ && !find(call) && !computes(call); }
  bool computes(const engine::Call& call) const override {
    return computer_.computes(call.asset, call.action) && !find(call);
  }
  /// A request of many calls takes as long as the slowest of them.
  void send(std::span<const engine::Call> calls, std::span<const engine::Ticket> tickets) override;
  void answer(engine::Ticket ticket, engine::Answer answer) override;
  std::optional<engine::Event> next() override;
  const std::vector<engine::Asset>& assets() const override { return file_.assets; }
  /// The assets that the file's answers to this action name, in order; every listed one for an answer of any asset.
  std::vector<std::string> assets_for(std::string_view action) const override;

 private:
  /// The first answer of the file to this call that may still be used, as its position; nothing when there is none.
  std::optional<std::size_t> find(const engine::Call& call) const;
  struct Given {
    engine::Answer answer;
    engine::Micros latency = 0;
    live::Reply reply;  // for the log
    const Recorded* recorded = nullptr;
  };
  /// What answers the call, and after how long. Throws RunStopped where nothing does and that ends the run.
  Given answer_to(const engine::Call& call);

  const WorldFile& file_;
  const live::Computer& computer_;
  CallLog* log_;
  std::vector<std::optional<std::int64_t>> times_;  // how often each answer may still be used
  engine::Micros now_;
  bool strict_;
  PendingEvents pending_;
};

}  // namespace pbc::io
