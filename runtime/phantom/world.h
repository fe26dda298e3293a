// SPDX-License-Identifier: Apache-2.0
//
// What a run needs from outside: the clock, and answers to its action calls. The engine hands calls over and takes
// events back one at a time; who answers (a world file, live services) is the World's business.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "pbc/value.h"
#include "python/http.h"

namespace pbc::engine {

/// Microseconds: since 1970 in UTC for a time, else a duration.
using Micros = std::int64_t;

/// Which call an event belongs to. Events of the same time are delivered in the order of their tickets.
struct Ticket {
  std::uint32_t act = 0;        // in order of issue
  std::uint32_t asset = 0;      // position among the assets of the act
  std::uint32_t parameter = 0;  // position among its parameters
  friend auto operator<=>(const Ticket&, const Ticket&) = default;
};

/// One action call to one asset with one parameter dict, as it is sent: without context, spacers and empty values.
struct Call {
  std::string_view action;
  std::string_view asset;
  Value parameter;
  std::string_view json = {};  // its text, where it was written already
};

struct Answer {
  bool success = false;
  Value status;   // a str: "success", "failed"
  Value message;  // a str
  Value data;     // a list
  Value summary;  // a dict
};

/// What an answer took.
struct Cost {
  std::int64_t requests = 1;  // 0: it was known, or was part of another call's request
  bool is_hit = false;        // a cache beyond this run answered
  Micros waited = 0;          // for a quota
};

struct Event {
  Ticket ticket;
  std::optional<Answer> answer;  // absent: the time that wake_at asked for has come
  Cost cost = {};                // of the answer, where the world tells it
};

/// A configured instance of an app.
struct Asset {
  std::string name;
  std::string app;
  std::int64_t id = 0;
  std::int64_t app_id = 0;
};

/// Thrown by a World that ends the run: the reason, one line.
struct RunStopped {
  std::string message;
};

class World {
 public:
  World() = default;
  World(const World&) = delete;
  World& operator=(const World&) = delete;
  virtual ~World() = default;

  virtual Micros now() const = 0;
  /// Lets time pass while a block waits (time.sleep).
  virtual void pass(Micros duration) = 0;
  /// Asks for an event without an answer at `time`; a time that has passed means now.
  virtual void wake_at(Micros time, Ticket ticket) = 0;
  /// Whether send() would throw for this call alone. It changes nothing.
  virtual bool would_stop(const Call& call) const = 0;
  /// Hands over one request, of as many calls of one action to one asset; each answer comes as an event of the call's
  /// ticket. May throw RunStopped.
  virtual void send(std::span<const Call> calls, std::span<const Ticket> tickets) = 0;
  /// Whether it works the answer out itself: that is no request.
  virtual bool computes(const Call&) const { return false; }
  /// Whether it asks real services: then events say what their answers took, while else every request counts as one.
  virtual bool is_live() const { return false; }
  /// Gives an answer that is already there, as an event of now.
  virtual void answer(Ticket ticket, Answer answer) = 0;
  /// Waits for the next event, which moves the clock; nothing when no call and no time is outstanding.
  virtual std::optional<Event> next() = 0;

  /// The answer to a request of the playbook's own code, which waits for it; nothing where this world knows recorded
  /// ones only. Raises http::fail(...) where there is no answer.
  virtual std::optional<http::Response> fetch(const http::Request&) { return std::nullopt; }

  /// The configured assets, in order.
  virtual const std::vector<Asset>& assets() const = 0;
  /// The names of the assets that can do `action`, for an act that names none.
  virtual std::vector<std::string> assets_for(std::string_view action) const = 0;
};

}  // namespace pbc::engine
