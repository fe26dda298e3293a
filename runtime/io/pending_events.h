// SPDX-License-Identifier: Apache-2.0
//
// What a world has still to deliver, in order: by time, then by ticket.
#pragma once

#include <functional>
#include <queue>
#include <tuple>
#include <vector>

#include "phantom/world.h"

namespace pbc::io {

struct PendingEvent {
  engine::Micros time;
  engine::Event event;
  friend bool operator>(const PendingEvent& a, const PendingEvent& b) {
    return std::tie(a.time, a.event.ticket) > std::tie(b.time, b.event.ticket);
  }
};

/// The next one is top().
using PendingEvents = std::priority_queue<PendingEvent, std::vector<PendingEvent>, std::greater<>>;

}  // namespace pbc::io
