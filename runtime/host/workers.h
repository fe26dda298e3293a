// SPDX-License-Identifier: Apache-2.0
//
// Threads that carry on many runs at the same time, each with a scheduler and with what runs have in common.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "host/one_run.h"
#include "host/scheduler.h"

namespace pbc::host {

class Workers {
 public:
  /// A run. `given` is what the options' files say, as values of its thread's memory: the run copies from it.
  using Job = std::function<void(const Given& given, io::Waiting& waiting)>;

  /// `next` gives the job that is to begin, on any thread: as Scheduler has it.
  Workers(const RunOptions& options, std::function<std::optional<Job>()> next);
  ~Workers();
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;

  /// Carries on jobs until there are none; this thread is one of them.
  void run();
  /// From any thread: there may be another job.
  void look();
  /// From any thread: jobs are to come to an end where they wait.
  void stop();
  std::size_t size() const { return workers_.size(); }

 private:
  struct Worker;
  const RunOptions& options_;
  std::function<std::optional<Job>()> next_;
  std::vector<std::unique_ptr<Worker>> workers_;
};

}  // namespace pbc::host
