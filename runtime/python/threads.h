// SPDX-License-Identifier: Apache-2.0
//
// Threads of a run that has only one: a Thread runs its target in start(), the work of a pool at submit(). What would
// wait for another thread for ever raises RuntimeError, what would wait for a while sleeps and then gives up.
#pragma once

#include "python/objects.h"

namespace pbc {

extern const Type kThreadType;

/// threading.current_thread() is a thread of this name while it lives.
class ThreadScope {
 public:
  explicit ThreadScope(Value thread);
  ~ThreadScope();
  ThreadScope(const ThreadScope&) = delete;
  ThreadScope& operator=(const ThreadScope&) = delete;
};

/// A started thread object of this name, for a pool's work.
Value make_worker_thread(std::string name);
/// Sleeps for `timeout` seconds if it is given. RuntimeError "`what` would wait for ever ..." for None.
void wait_in_vain(const Value& timeout, std::string_view what);

/// Threads that are to run at the end (timers that nobody joined or cancelled), then what atexit was given, the last
/// first. What they raise is reported on stderr.
void run_exit_functions();
void run_pending_timers();

}  // namespace pbc
