// SPDX-License-Identifier: Apache-2.0
//
// A world that asks real services. Its clock stands still while a block runs and moves from event to event, as that of
// a replay does: so a recorded run is replayed to the same trace.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <vector>

#include "io/call_log.h"
#include "io/cassette.h"
#include "io/pending_events.h"
#include "io/waiting.h"
#include "live/live.h"
#include "phantom/world.h"
#include "python/http.h"

namespace pbc::io {

/// How long an execution goes on.
struct Patience {
  engine::Micros until = kForever;      // a time of the system's clock: what is not there by then does not come
  engine::Micros of_timers = kForever;  // for what nobody is asked about: delays, prompts
};

class LiveWorld final : public engine::World {
 public:
  /// All of them outlive the world. `cassette`, `log`: what it writes down, or null. `find_file`: the vault.
  LiveWorld(live::Gateway& gateway, Waiting& waiting, Cassette* cassette, CallLog* log, live::FindFile find_file,
            Patience patience = {});
  ~LiveWorld() override;

  engine::Micros now() const override { return now_; }
  void pass(engine::Micros duration) override;
  void wake_at(engine::Micros time, engine::Ticket ticket) override;
  bool would_stop(const engine::Call&) const override { return false; }
  bool is_live() const override { return true; }
  void send(std::span<const engine::Call> calls, std::span<const engine::Ticket> tickets) override;
  void answer(engine::Ticket ticket, engine::Answer answer) override;
  std::optional<engine::Event> next() override;
  std::optional<http::Response> fetch(const http::Request& request) override;
  const std::vector<engine::Asset>& assets() const override { return assets_; }
  std::vector<std::string> assets_for(std::string_view action) const override { return gateway_.assets_for(action); }

 private:
  struct Arrival {
    engine::Micros time;
    engine::Ticket ticket;
    live::Reply reply;
  };
  /// Where other threads leave what arrives. It outlives the world, which may end before its last answer comes.
  struct Mailbox {
    std::mutex mutex;
    std::vector<Arrival> arrivals;
    std::optional<live::WebAnswer> web_answer;
    engine::Micros last = 0;     // time of the last arrival: no two have the same
    Waiting* waiting = nullptr;  // null: the run is over
    void leave(engine::Ticket ticket, live::Reply reply);
  };
  struct Sent {
    engine::Micros time;
    std::size_t entry;  // of the cassette
  };

  /// Throws RunStopped where everybody is to stop: nothing is asked any more.
  void check_over() const;
  /// Makes events of what has arrived.
  void collect();
  engine::Event event_of(const Arrival& arrival);

  live::Gateway& gateway_;
  Waiting& waiting_;
  Cassette* cassette_;
  CallLog* log_;
  Patience patience_;
  live::FindFile find_file_;
  std::vector<engine::Asset> assets_;
  std::shared_ptr<Mailbox> mailbox_;
  engine::Micros now_;
  std::map<engine::Ticket, Sent> under_way_;
  PendingEvents pending_;
};

}  // namespace pbc::io
