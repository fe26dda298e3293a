// SPDX-License-Identifier: Apache-2.0
#include "host/workers.h"

#include <algorithm>
#include <thread>

#include "python/heap.h"
#include "python/limits.h"

namespace pbc::host {

struct Workers::Worker {
  Worker(Workers& all, std::size_t concurrency) : workers(all), scheduler(concurrency, [this] { return next(); }) {}

  void run() {
    // What files say lies in memory of this thread: its runs copy from it.
    HeapScope memory;
    set_limits(workers.options_.max_steps, workers.options_.max_memory);
    base = std::make_unique<Given>(read_given(workers.options_));
    index_texts(*base);
    lift_limits();
    scheduler.run();
    base.reset();
  }
  std::optional<Scheduler::Job> next() {
    std::optional<Job> job = workers.next_();
    if (!job) return std::nullopt;
    if (!*job) return Scheduler::Job();
    return [this, job = std::move(*job)](io::Waiting& waiting) { job(*base, waiting); };
  }

  Workers& workers;
  Scheduler scheduler;
  std::unique_ptr<Given> base;
};

Workers::Workers(const RunOptions& options, std::function<std::optional<Job>()> next)
    : options_(options), next_(std::move(next)) {
  const auto concurrency = static_cast<std::size_t>(options.concurrency);
  const std::size_t threads =
      std::min<std::size_t>(options.threads > 0 ? static_cast<std::size_t>(options.threads)
                                                : std::max(1U, std::thread::hardware_concurrency()),
                            concurrency);
  for (std::size_t i = 0; i < threads; ++i)
    workers_.push_back(std::make_unique<Worker>(*this, concurrency / threads + (i < concurrency % threads ? 1 : 0)));
}

Workers::~Workers() = default;

void Workers::run() {
  std::vector<std::thread> others;
  for (std::size_t i = 1; i < workers_.size(); ++i) others.emplace_back([this, i] { workers_[i]->run(); });
  workers_[0]->run();
  for (std::thread& other : others) other.join();
}

void Workers::look() {
  for (const auto& worker : workers_) worker->scheduler.look();
}

void Workers::stop() {
  for (const auto& worker : workers_) worker->scheduler.stop();
}

}  // namespace pbc::host
