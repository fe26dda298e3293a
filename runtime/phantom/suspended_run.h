// SPDX-License-Identifier: Apache-2.0
//
// A run that its thread has put aside while it waits, so that another one can go on there.
#pragma once

#include "phantom/globals.h"
#include "phantom/run.h"
#include "python/thread_state.h"

namespace pbc::engine {

/// A new one is that of a run which has not begun.
class SuspendedRun {
 public:
  /// Takes the run up, and puts aside what the thread did. Once more: the other way round.
  void exchange() {
    state_.exchange();
    active_ = exchange_active(active_);
    exchange_variables(variables_);
  }

 private:
  ThreadState state_;
  Run* active_ = nullptr;
  ModuleVariables variables_;
};

}  // namespace pbc::engine
