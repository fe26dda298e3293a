// SPDX-License-Identifier: Apache-2.0
//
// The door between a bundle's front and the HTTP server of libpbc_live.so (docs/triage.md, Serving): the server takes
// mails and events in, threads of the front triage them, and the server tells what came out. Nothing but standard types
// passes, and no exception.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "live/live.h"
#include "triage/facts.h"
#include "triage/verdict.h"

namespace pbc::serve {

using live::Micros;

struct Options {
  std::string listen = "127.0.0.1:8080";
  std::string token;                                 // empty: none, on a loopback address alone
  std::size_t queue = 256;                           // analyses that may wait
  std::size_t keep = 1000;                           // jobs that have ended
  std::size_t most_bytes = std::size_t{26} << 20;    // of a body
  std::size_t queue_bytes = std::size_t{256} << 20;  // of the bodies of those that wait
  Micros time = 120'000'000;                         // for an analysis, from when it came
  std::size_t threads = 1;                           // that work
  bool is_live = false;
};

/// What the server asks of its front. All of it may be called on any thread of the server's.
struct Front {
  /// There is something to take. Called with no lock held; must not block.
  std::function<void()> look;
  /// Whether the bytes begin as a mail does.
  std::function<bool(std::string_view)> is_mail;
  /// A report as one page.
  std::function<std::string(const triage::Facts&, const triage::Verdict&)> page;
  /// Of live runs: Gateway::report() and Gateway::metrics().
  std::function<std::string()> report, metrics;
};

/// A mail or an event that came in.
struct Work {
  std::uint64_t number = 0;
  std::string name;  // what it is called
  std::string bytes;
  bool is_mail = false;
  Micros deadline = 0;  // by the system's clock: given up from then on
};

/// What came out of it.
struct Done {
  enum class Kind : std::uint8_t {
    kReport,
    kUnusable,  // it is no mail or no event
    kLate,      // given up at its deadline
    kStopped,   // given up for the shutdown
    kLeft,      // given up before it began, for nobody waited for it any more
    kInternal,
  };
  Kind kind = Kind::kInternal;
  std::string message;  // one line, of what is no report
  std::string json;     // the report
  triage::Facts facts;
  triage::Verdict verdict;
};

/// Any thread may call it.
class Server {
 public:
  Server() = default;
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;
  virtual ~Server() = default;

  /// "http://127.0.0.1:8080"
  virtual std::string url() const = 0;
  enum class Next : std::uint8_t { kWork, kLater, kNever };
  /// What is to be done next. kNever: it is closed, and nothing waits any more.
  virtual Next take(Work* work) = 0;
  virtual void finish(std::uint64_t number, Done done) = 0;
  /// Nothing new is accepted; what has been is still to be done.
  virtual void close() = 0;
  /// What has not ended is given up as well.
  virtual void drop() = 0;
  /// After close(): waits for answers that are on their way, but not long. Connections are closed then.
  virtual void end() = 0;
};

/// Opens the server; null, with `error` set to one line, where it cannot be used.
using Open = Server* (*)(const Options& options, Front front, std::string* error);
inline constexpr const char* kOpenSymbol = "pbc_serve_open_1";

}  // namespace pbc::serve
