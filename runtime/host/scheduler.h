// SPDX-License-Identifier: Apache-2.0
//
// Many runs on one thread: each has a stack of its own, and gives the thread away while it waits for the outside.
#pragma once

#include <condition_variable>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "io/waiting.h"

namespace pbc::host {

class Scheduler {
 public:
  /// A run: it waits by what it is given, and ends before the scheduler does.
  using Job = std::function<void(io::Waiting&)>;

  /// `next` gives the job that is to begin, when there is room for one. Nothing: there will be none any more; an empty
  /// one: not yet, but look() will be called.
  Scheduler(std::size_t concurrency, std::function<std::optional<Job>()> next);
  ~Scheduler();
  Scheduler(const Scheduler&) = delete;
  Scheduler& operator=(const Scheduler&) = delete;

  /// Carries on jobs until there are none, on this thread.
  void run();
  /// From any thread: there may be another job.
  void look();
  /// From any thread: jobs are to come to an end where they wait.
  void stop();

 private:
  class Task;
  void wake(Task& task);
  /// Whether another job may begin; makes a stack for it.
  bool has_room();
  /// When there is more to begin: at once, when look() is called or a job ends, or never.
  enum class More : std::uint8_t { kNow, kLater, kNever };
  /// Begins some of what there is room for.
  More begin_jobs();
  void resume(Task& task);

  std::size_t concurrency_;
  std::function<std::optional<Job>()> next_;
  std::list<std::unique_ptr<Task>> tasks_;
  std::vector<std::unique_ptr<Task>> idle_;  // whose jobs have ended: their stacks serve the next ones
  std::mutex mutex_;                         // of what follows
  std::condition_variable condition_;
  std::vector<Task*> woken_;
  bool is_to_look_ = false;
  bool is_over_ = false;
};

}  // namespace pbc::host
