// SPDX-License-Identifier: Apache-2.0
//
// One run of a playbook, from what it is given to what it leaves.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "host/options.h"
#include "io/incoming.h"
#include "io/input.h"
#include "io/waiting.h"
#include "io/world_file.h"
#include "live/live.h"
#include "metrics/ledger.h"
#include "python/errors.h"
#include "python/objects.h"

namespace pbc::host {

/// What the files of the command line say. Runs share it as far as they cannot change it.
struct Given {
  std::shared_ptr<const io::WorldFile> world;
  io::Incoming incoming;
  Value inputs;
};

/// Where a run asks: real services, and how it waits for them; null: recorded answers.
struct Outside {
  live::Gateway* gateway = nullptr;
  io::Waiting* waiting = nullptr;
};

/// What a run leaves. Empty names: nothing of that kind.
struct Leaves {
  std::string trace, ledger, result, record;
  bool is_reported = false;  // on stdout, where there is no result
  bool is_told = false;      // failures, on stderr
};

/// How it went, for a line about it.
struct Ended {
  bool began = false;         // else its event cannot be used
  bool was_given_up = false;  // at the second interrupt
  bool success = false;
  std::string message;
  std::string container;  // its name
  std::string severity, status;
  std::int64_t container_id = 0;
  std::size_t actions = 0;
  metrics::Totals totals;
};

/// What `load` gives; a file that the run's memory has no room for cannot be used.
template <typename F>
auto loaded(const std::string& file, F&& load) {
  try {
    return load();
  } catch (const Raised& raised) {
    if (!is_exception(raised.exception, kMemoryError)) throw;
    caught();
    throw io::InputError{(file.empty() ? "the run" : file) + ": needs more memory than --max-memory allows"};
  }
}

/// Reads the world and the inputs that the options name.
Given read_given(const RunOptions& options);
/// Has texts found out now what they learn of themselves when they are first used, in the heap that is current now.
void index_texts(const Given& given);

/// What a run may change is its own: copies of what runs share. `event` is the run's already, or it is copied too.
enum class EventOf : std::uint8_t { kAll, kThisRun };

/// The values of `given` belong to another heap of this thread, but for the event where it is this run's. Throws
/// io::InputError for files that cannot be written.
Ended run_once(const Playbook& playbook, const RunOptions& options, const Given& given, EventOf event,
               const Outside& outside, const Leaves& leaves);

/// A heap for what `body` makes; 3, with a message, for what nobody else catches.
int with_memory(const std::function<int()>& body);

}  // namespace pbc::host
