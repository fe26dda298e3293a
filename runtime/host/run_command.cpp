// SPDX-License-Identifier: Apache-2.0
#include "host/run_command.h"

#include <chrono>
#include <cstdio>
#include <filesystem>

#include "host/bundle.h"
#include "host/events.h"
#include "host/one_run.h"
#include "io/input.h"
#include "io/live_library.h"
#include "io/output.h"
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

namespace {

int run_repeatedly(const Playbook& playbook, const RunOptions& options, live::Gateway* gateway) {
  using Clock = std::chrono::steady_clock;
  // Everything that can be wrong is found before the run starts.
  use_files(options);
  Given given = read_given(options);
  given.event = loaded(options.event, [&] { return io::load_event(options.event, given.world.now_text); });
  index_texts(given);
  io::ThreadWaiting waiting;
  const auto run_with = [&](const Leaves& leaves) {
    return with_memory([&] {
      return run_once(playbook, options, given, {gateway, &waiting}, leaves).success ? kSucceeded : kFailed;
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

int run_playbook(const Playbook& program, const RunOptions& options) {
  const Playbook& playbook = chosen_playbook(program, options.playbook);
  std::unique_ptr<live::Gateway> gateway;
  if (options.live)
    gateway = io::open_gateway(
        {options.config, options.connectors, options.allowed, !options.no_cache, options.metrics_listen});
  io::OutputFile report(options.report);
  const int code = options.events.empty()
                       ? with_memory([&] { return run_repeatedly(playbook, options, gateway.get()); })
                       : run_events(playbook, options, gateway.get());
  if (report.is_wanted()) report.commit(gateway->report() + "\n");
  return code;
}

}  // namespace pbc::host
