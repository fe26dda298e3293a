// SPDX-License-Identifier: Apache-2.0
#include "host/run_command.h"

#include <unistd.h>

#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <filesystem>
#include <mutex>
#include <sstream>

#include "host/bundle.h"
#include "host/events.h"
#include "host/one_run.h"
#include "io/input.h"
#include "io/live_library.h"
#include "io/output.h"
#include "phantom/plain.h"
#include "python/files.h"
#include "python/heap.h"

namespace pbc::host {

void use_files(const RunOptions& options) {
  if (options.files.empty()) return;
  namespace fs = std::filesystem;
  std::error_code error;
  fs::create_directories(options.files, error);
  if (!error && !fs::is_directory(options.files, error)) error = std::make_error_code(std::errc::not_a_directory);
  if (error) throw io::InputError("cannot use the folder `" + options.files + "`: " + error.message());
  files::set_directory(fs::absolute(options.files));
}

live::Options live_options_of(const RunOptions& options) {
  const bool is_dry = options.dry_run.value_or(options.allowed.empty() && isatty(STDOUT_FILENO) != 0);
  return {options.config, options.connectors, options.allowed,       !options.no_cache,
          is_dry,         options.log,        options.metrics_listen};
}

namespace {

int run_repeatedly(const Playbook& playbook, const RunOptions& options, live::Gateway* gateway) {
  using Clock = std::chrono::steady_clock;
  // Everything that can be wrong is found before the run starts.
  use_files(options);
  Given given = read_given(options);
  given.incoming = loaded(options.event, [&] { return io::load_incoming(options.event, given.world->now_text); });
  index_texts(given);
  io::ThreadWaiting waiting;
  const auto run_with = [&](const Leaves& leaves) {
    return with_memory([&] {
      return run_once(playbook, options, given, EventOf::kAll, {gateway, &waiting}, leaves).success ? kSucceeded
                                                                                                    : kFailed;
    });
  };
  const Clock::time_point begin = Clock::now();
  for (std::int64_t i = 1; i < options.repeat; ++i) run_with({});
  const int code = run_with({options.trace, options.ledger, options.result, options.record, true, true});
  if (options.repeat > 1) {
    const double seconds = std::chrono::duration<double>(Clock::now() - begin).count();
    std::fprintf(stderr, "%lld events in %.3f s: %.0f events per second\n", static_cast<long long>(options.repeat),
                 seconds, static_cast<double>(options.repeat) / seconds);
  }
  return code;
}

}  // namespace

void warm(const std::string& file, live::Gateway& gateway) {
  HeapScope memory;
  struct Count {
    std::mutex mutex;
    std::condition_variable condition;
    std::size_t outstanding = 0, known = 0, failed = 0, requests = 0;
  };
  const auto count = std::make_shared<Count>();
  std::istringstream lines(io::read_text(file));
  std::size_t number = 0;
  for (std::string line; std::getline(lines, line);) {
    ++number;
    if (line.find_first_not_of(" \t\r") == line.npos) continue;
    const Value entry = io::json_of(file + ", line " + std::to_string(number), line);
    const Value* asset = engine::member(entry, "asset");
    const Value* action = engine::member(entry, "action");
    const Value* parameter = engine::member(entry, "parameter");
    if (!asset || !action || !parameter || !asset->is_str() || !action->is_str()) continue;  // the totals of a ledger
    for (const Value& one : engine::one_or_all(*parameter)) {
      if (!one.is(Tag::kDict)) continue;
      {
        const std::lock_guard lock(count->mutex);
        ++count->outstanding;
      }
      gateway.ask({std::string(asset->text()), std::string(action->text()), engine::to_json(one), true},
                  [count](const live::Reply& reply) {
                    const std::lock_guard lock(count->mutex);
                    --count->outstanding;
                    ++(reply.answer->success ? count->known : count->failed);
                    count->requests += static_cast<std::size_t>(reply.requests);
                    count->condition.notify_one();
                  });
    }
  }
  std::unique_lock lock(count->mutex);
  count->condition.wait(lock, [&] { return count->outstanding == 0; });
  std::fprintf(stderr, "warmed with %zu answers in %zu requests, %zu failed\n", count->known, count->requests,
               count->failed);
}

int run_playbook(const Playbook& program, const RunOptions& options) {
  const Playbook& playbook = chosen_playbook(program, options.playbook);
  std::unique_ptr<live::Gateway> gateway;
  if (options.live) {
    gateway = io::open_gateway(live_options_of(options));
  }
  io::OutputFile report(options.report);
  if (!options.warm.empty()) warm(options.warm, *gateway);
  const int code = options.events.empty()
                       ? with_memory([&] { return run_repeatedly(playbook, options, gateway.get()); })
                       : run_events(playbook, options, gateway.get());
  if (report.is_wanted()) report.commit(gateway->report() + "\n");
  return code;
}

}  // namespace pbc::host
