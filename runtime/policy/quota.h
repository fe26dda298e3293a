// SPDX-License-Identifier: Apache-2.0
//
// Limits on the requests to a service, kept so that the service never counts more than it allows.
//
// A service counts a request when it arrives, which is between our sending and its answer. So a token that is taken
// holds a place in every window until the request has left that window even if it arrived as late as it can have: until
// its completion + length in a rolling window, until the first reset after its completion in a calendar window. As long
// as the completion is not known, the latest possible one stands for it. A token is given only where every window has a
// place: whichever interval the service looks at, the last of its requests was sent while all others of them held
// theirs.
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "policy/calendar_reset.h"
#include "policy/micros.h"

namespace pbc::policy {

struct Window {
  std::int64_t limit = 1;
  Micros length = kMinute;  // any interval of this length, its ends included, has at most `limit` arrivals
  std::optional<Reset> reset =
      std::nullopt;  // instead: the count begins again by the calendar, and `length` means nothing
};

struct QuotaRules {
  std::vector<Window> windows = {};
  /// After so long, a request that has not been completed has arrived or never will: its deadline and a margin.
  Micros max_delay = kMinute;
  /// How far the service's clock may differ from ours, which decides on which side of a reset a request is counted.
  Micros reset_margin = 2 * kSecond;
  /// How far the clocks of the processes that share the state may differ, and how far forward one may be set while it
  /// runs; 0 where the store tells the time and its clock is steady.
  Micros clock_spread = 0;
};

/// The right to send one request. A value: it may be stored, and completed by another process.
struct Token {
  std::uint64_t id = 0;
  Micros taken = 0;
  std::int64_t weight = 0;

  std::string to_text() const;
  static std::optional<Token> from_text(std::string_view text);
  auto operator<=>(const Token&) const = default;
};

struct Take {
  enum class Outcome {
    kTaken,
    kWait,      // not before `at`, unless a request completes meanwhile
    kTooHeavy,  // the weight is not positive, or more than a window's limit: no waiting helps
  };
  Outcome outcome = Outcome::kTooHeavy;
  Token token;
  Micros at = 0;
};

/// What is left of a window.
struct Room {
  std::int64_t limit = 0;
  std::int64_t left = 0;  // less where the service has said so
  std::string window;     // "1min", "day"
};

/// Something that was done to a quota.
struct Deed {
  enum class What { kTaken, kCompleted, kCancelled };
  What what = What::kTaken;
  Token token;
  std::int64_t weight = 0;  // without those of others (Quota::go_apart)
};

/// Times are clamped to the latest that was seen: where the clock goes back, everything stands still until it is there
/// again, and nothing is freed early. Not synchronized; where processes share the state, each call is one transaction
/// of the store (from_text, the call, to_text).
class Quota {
 public:
  /// Empty, and why, when a window is malformed. No window: every weight is granted.
  static std::optional<Quota> make(const QuotaRules& rules, std::string* error);

  /// All or nothing over the windows. `weight` is what the service will count, such as the sub-requests of a batch.
  Take take(Micros now, std::int64_t weight = 1);
  /// The answer is here, so the request arrived before: its places are freed earlier than was to be feared. Not after a
  /// time-out, when it may still be on its way. A second time, or for a token that is not known any more, nothing
  /// happens.
  void complete(const Token& token, Micros now);
  /// The request certainly was not counted and never will be: no connection, or an answer that the service does not
  /// count.
  void cancel(const Token& token, Micros now);

  /// When `places` more places will be there, one after the other, for those who wait in a queue: exact if no request
  /// completes or is cancelled and nobody else takes, later than the truth if one does, and an estimate beyond the
  /// smallest limit. kNever where there is a limit of 0.
  Micros earliest(Micros now, std::int64_t places) const;

  /// The service said that `remaining` requests are left until `reset`. Complete the token of that answer before: every
  /// other request under way is taken for one that it has not counted yet. Can only make us more careful.
  void observe(Micros now, std::int64_t remaining, Micros reset);
  /// Nothing is sent before `time`, such as Retry-After says.
  void block_until(Micros time);

  // --- Where the state that processes share cannot be reached

  /// What is done is noted from now on, for take_deeds().
  void record() { records_ = true; }
  std::vector<Deed> take_deeds() { return std::exchange(deeds_, {}); }

  /// This is a copy of it, and `sharers` processes have one, of which others may be newer: what was free is theirs, and
  /// of what is freed from now on, each may take its part. So a token takes the places of all of them. A limit below
  /// `sharers` grants nothing.
  void go_apart(std::int64_t sharers, Micros now);
  /// Nothing is granted.
  void pause(bool is_paused) { is_paused_ = is_paused; }
  /// A request that was sent without asking this state is counted in it, beyond the limits if need be. A token, if it
  /// was not completed.
  std::optional<Token> add(std::int64_t weight, Micros taken, std::optional<Micros> completed, Micros now);
  /// Whether such a request holds no place any more.
  bool is_over(Micros taken, std::optional<Micros> completed) const;
  /// What the service said to `other`.
  void heed(const Quota& other);
  /// The shared state was lost, and somebody made this one of what he knew of it; `other` knows more, or less. Where
  /// both hold places until the same time, they are taken for the same.
  void widen(const Quota& other);

  /// Of each window, at `now`.
  std::vector<Room> rooms(Micros now) const;
  /// The greatest weight that can be granted.
  std::int64_t max_weight() const;
  /// The latest time that was seen. Far ahead of the clock, it tells that a clock was wrong.
  Micros latest() const { return state_.latest; }

  /// A line without spaces at its ends, of at most some 20 KB for each window.
  std::string to_text() const;
  /// A quota of these rules in the state that to_text told. Limits may have changed meanwhile; empty when windows
  /// differ otherwise, and for any other text.
  std::optional<Quota> from_text(std::string_view text) const;

 private:
  /// A window's rule, ready for use.
  struct Limit {
    std::int64_t limit;
    Micros length;
    std::optional<CalendarReset> calendar;
    Micros bucket;  // release times are multiples of it, rounded up: memory is bounded
    std::string key;
    std::string name;

    Micros next_release(Micros from) const;
  };
  struct Rules {
    std::vector<Limit> limits;
    Micros max_delay, reset_margin, clock_spread;
    std::string key;

    Micros release(const Limit& limit, Micros completion) const;
  };
  struct Release {
    Micros time;
    std::int64_t count;
  };
  /// The places of a window that are held.
  struct Places {
    std::vector<Release> releases;  // by time
    std::int64_t held = 0;

    std::vector<Release>::iterator find(Micros time);
    void add(Micros time, std::int64_t count);
    bool remove(Micros time, std::int64_t count);
    void expire(Micros now);
    Micros release_of(std::int64_t nth, Micros now) const;
  };
  struct Request {
    Micros taken;
    std::int64_t weight;
  };
  /// At most `left` more before `until`.
  struct Observation {
    Micros until;
    std::int64_t left;
  };
  struct State {
    Micros latest = 0;
    Micros blocked = 0;
    std::uint64_t next_id = 1;
    std::vector<Places> places;                  // of each limit
    std::map<std::uint64_t, Request> under_way;  // not completed, and younger than max_delay
    std::vector<Observation> observations;       // the later, the more left: all others say nothing more
  };

  explicit Quota(std::shared_ptr<const Rules> rules);
  void note(Deed::What what, const Token& token);
  void add_observation(const Observation& seen);
  void advance(Micros now);
  bool fits(std::int64_t weight) const;
  std::optional<Request> finish(const Token& token);

  std::shared_ptr<const Rules> rules_;
  State state_;
  // Not told as text.
  std::int64_t sharers_ = 1;
  bool is_paused_ = false;
  bool records_ = false;
  std::vector<Deed> deeds_;
};

}  // namespace pbc::policy
