// SPDX-License-Identifier: Apache-2.0
#include "host/scheduler.h"

#include <algorithm>
#include <chrono>

#include "phantom/suspended_run.h"
#include "python/errors.h"
#include "python/fiber.h"

namespace pbc::host {

namespace {

/// Address space of a run's stack, for Python's recursion: deeper calls raise RecursionError.
constexpr std::size_t kStack = std::size_t{64} << 20;
/// How many jobs are begun before those under way are looked at again.
constexpr int kMostBegun = 16;

}  // namespace

class Scheduler::Task final : public io::Waiting {
 public:
  explicit Task(Scheduler& scheduler) : scheduler_(scheduler), fiber_(kStack) {}

  void until(engine::Micros time) override {
    {
      const std::lock_guard lock(scheduler_.mutex_);
      if (std::exchange(is_woken_, false)) return;
    }
    wakes_at_ = time;
    fiber_.suspend();
    wakes_at_ = io::kForever;
    const std::lock_guard lock(scheduler_.mutex_);
    is_woken_ = false;
  }
  void wake() override { scheduler_.wake(*this); }
  bool is_over() const override {
    const std::lock_guard lock(scheduler_.mutex_);
    return scheduler_.is_over_;
  }

  void start(Job job) {
    job_ = std::move(job);
    is_done_ = false;
    fiber_.start([](void* task) { static_cast<Task*>(task)->body(); }, this);
  }
  void resume() { fiber_.resume(); }
  bool is_done() const { return is_done_; }
  engine::Micros wakes_at() const { return wakes_at_; }

  engine::SuspendedRun state;
  bool is_woken_ = false;  // of the scheduler's mutex

 private:
  void body() {
    execution.stack_end = fiber_.end();
    job_(*this);
    job_ = nullptr;
    is_done_ = true;
  }

  Scheduler& scheduler_;
  Fiber fiber_;
  Job job_;
  bool is_done_ = true;
  engine::Micros wakes_at_ = io::kForever;
};

Scheduler::Scheduler(std::size_t concurrency, std::function<std::optional<Job>()> next)
    : concurrency_(std::max<std::size_t>(1, concurrency)), next_(std::move(next)) {}

Scheduler::~Scheduler() = default;

void Scheduler::wake(Task& task) {
  const std::lock_guard lock(mutex_);
  if (std::exchange(task.is_woken_, true)) return;
  woken_.push_back(&task);
  condition_.notify_one();
}

void Scheduler::look() {
  const std::lock_guard lock(mutex_);
  is_to_look_ = true;
  condition_.notify_one();
}

void Scheduler::stop() {
  const std::lock_guard lock(mutex_);
  is_over_ = true;
  condition_.notify_one();
}

void Scheduler::resume(Task& task) {
  task.state.exchange();
  task.resume();
  task.state.exchange();
}

bool Scheduler::has_room() {
  if (tasks_.size() >= concurrency_) return false;
  if (!idle_.empty()) return true;
  try {
    idle_.push_back(std::make_unique<Task>(*this));
  } catch (...) {
    // The system has no room for another stack: so many at the same time it is.
    if (tasks_.empty()) throw;
    caught();
    concurrency_ = tasks_.size();
    return false;
  }
  return true;
}

Scheduler::More Scheduler::begin_jobs() {
  // Not all at once: others may be ready to go on.
  for (int begun = 0; begun < kMostBegun && has_room(); ++begun) {
    std::optional<Job> job = next_();
    if (!job) return More::kNever;
    if (!*job) return More::kLater;
    Task& task = *tasks_.emplace_back(std::move(idle_.back()));
    idle_.pop_back();
    task.state = {};
    task.state.exchange();
    task.start(std::move(*job));
    task.state.exchange();
    if (!task.is_done()) continue;
    idle_.push_back(std::move(tasks_.back()));
    tasks_.pop_back();
  }
  return tasks_.size() < concurrency_ ? More::kNow : More::kLater;
}

void Scheduler::run() {
  More more = More::kNow;
  for (;;) {
    if (more != More::kNever) more = begin_jobs();
    if (tasks_.empty() && more == More::kNever) return;

    engine::Micros next = io::kForever;
    for (const auto& task : tasks_) next = std::min(next, task->wakes_at());
    std::vector<Task*> ready;
    bool is_over = false;
    {
      std::unique_lock lock(mutex_);
      const auto has_work = [&] { return !woken_.empty() || is_to_look_ || is_over_; };
      if (more != More::kNow && next == io::kForever)
        condition_.wait(lock, has_work);
      else if (more != More::kNow)
        condition_.wait_for(lock, std::chrono::microseconds(next - io::system_now()), has_work);
      ready.swap(woken_);
      is_to_look_ = false;
      is_over = is_over_;
    }
    std::ranges::sort(ready);
    const engine::Micros now = io::system_now();
    for (auto at = tasks_.begin(); at != tasks_.end();) {
      const auto task = at++;
      const bool is_due = is_over || (*task)->wakes_at() <= now || std::ranges::binary_search(ready, task->get());
      if (!is_due) continue;
      resume(**task);
      if (!(*task)->is_done()) continue;
      idle_.push_back(std::move(*task));
      tasks_.erase(task);
    }
  }
}

}  // namespace pbc::host
