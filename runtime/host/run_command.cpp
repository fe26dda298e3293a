// SPDX-License-Identifier: Apache-2.0
#include "host/run_command.h"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>

#include "host/report.h"
#include "io/event.h"
#include "io/input.h"
#include "io/output.h"
#include "io/replay_world.h"
#include "phantom/engine.h"
#include "phantom/globals.h"
#include "phantom/linked.h"
#include "phantom/plain.h"
#include "phantom/rest.h"
#include "python/clock.h"
#include "python/errors.h"
#include "python/files.h"
#include "python/heap.h"
#include "python/limits.h"
#include "python/random.h"

namespace pbc::host {

namespace {

/// Python code asks the world what time it is.
class WorldClock final : public Clock {
 public:
  explicit WorldClock(engine::World& world) : world_(world) { set_clock(this); }
  ~WorldClock() override { set_clock(nullptr); }
  std::int64_t now() override { return world_.now(); }
  void sleep(std::int64_t microseconds) override { world_.pass(microseconds); }

 private:
  engine::World& world_;
};

void print(const std::string& text) { std::fwrite(text.data(), 1, text.size(), stdout); }

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

/// The run that leaves its outputs, or one of those before it of --repeat, which leave nothing.
enum class Leaves : std::uint8_t { kOutputs, kNothing };

int run(const Playbook& playbook, const RunOptions& options, Leaves leaves) {
  // Everything that can be wrong is found before the run starts.
  use_files(options);
  io::WorldFile world_file = loaded(options.world, [&] { return io::load_world(options.world); });
  io::LoadedEvent event = loaded(options.event, [&] { return io::load_event(options.event, world_file.now_text); });
  engine::RunInput input{event.container, event.artifacts,
                         loaded(options.inputs, [&] { return io::load_inputs(options.inputs, options.settings); }),
                         world_file.lists, world_file.resources};
  const auto wanted = [&](const std::string& path) { return leaves == Leaves::kOutputs ? path : std::string(); };
  io::OutputFile trace_file(wanted(options.trace));
  io::OutputFile ledger_file(wanted(options.ledger));
  io::OutputFile result_file(wanted(options.result));

  seed_random(world_file.seed);
  const Before before = look_before(input);
  io::ReplayWorld world(std::move(world_file), options.strict);
  WorldClock clock(world);
  engine::RunTransport transport;
  engine::Trace trace(trace_file.is_wanted());
  metrics::Ledger ledger;
  Value inputs = input.inputs;
  engine::Case shared(world, std::move(input), trace, ledger);
  engine::Run state(shared, playbook, std::move(inputs));
  const engine::Outcome outcome = engine::Engine(state).execute();

  std::fflush(stdout);
  if (leaves == Leaves::kNothing) return outcome.success ? kSucceeded : kFailed;
  // What a run leaves that has used up its memory is written all the same.
  lift_limits();
  if (!outcome.traceback.empty()) std::fputs(outcome.traceback.c_str(), stderr);
  if (!outcome.success && outcome.traceback.empty()) print_error(outcome.message);
  trace_file.commit(trace.text());
  ledger_file.commit(ledger.text(state.t_ms()));
  if (result_file.is_wanted()) {
    result_file.commit(engine::to_json(engine::result_of(state, outcome), true) + "\n");
  } else {
    print(report(state, outcome, before, style_of(STDOUT_FILENO)));
  }
  return outcome.success ? kSucceeded : kFailed;
}

}  // namespace

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

int run_in_memory_of_its_own(const Playbook& playbook, const RunOptions& options, Leaves leaves) {
  HeapScope memory;
  try {
    return run(playbook, options, leaves);
  } catch (const Raised& raised) {
    // The engine catches what the playbook raises; this came from elsewhere, and must not outlive the memory.
    print_error("internal: " + format_exception_only(raised.exception));
    caught();
    return kInternal;
  }
}

/// The names under which `--playbook` finds the playbooks of a bundle, in order.
std::vector<std::string> names_of_playbooks() {
  std::vector<std::string> names;
  for (const Playbook* linked : engine::linked_playbooks()) {
    // Two of one name are told apart by their folders.
    const bool is_first = engine::find_linked(linked->name, engine::LinkKind::kPlaybook) == linked;
    const auto own = std::ranges::find(playbook.links, linked, &Link::playbook);
    names.emplace_back(is_first ? linked->name : own->reference);
  }
  return names;
}

const Playbook& chosen(const Playbook& program, const std::string& name) {
  if (!program.is_bundle()) return program;
  if (name.empty()) {
    const std::vector<const Playbook*> all = engine::linked_playbooks();
    if (all.size() == 1) return *all.front();
    throw io::InputError("the bundle has " + std::to_string(all.size()) +
                         " playbooks: choose one with --playbook NAME; `list` shows the names");
  }
  if (const Playbook* found = engine::find_linked(name, engine::LinkKind::kPlaybook)) return *found;
  throw io::InputError("no playbook of the bundle is called `" + name + "`; `list` shows the names");
}

}  // namespace

int list_playbooks() {
  for (const std::string& name : names_of_playbooks()) print(name + "\n");
  return kSucceeded;
}

int run_playbook(const Playbook& program, const RunOptions& options) {
  const Playbook& playbook = chosen(program, options.playbook);
  using Clock = std::chrono::steady_clock;
  const Clock::time_point begin = Clock::now();
  for (std::int64_t i = 1; i < options.repeat; ++i) run_in_memory_of_its_own(playbook, options, Leaves::kNothing);
  const int code = run_in_memory_of_its_own(playbook, options, Leaves::kOutputs);
  if (options.repeat > 1) {
    const double seconds = std::chrono::duration<double>(Clock::now() - begin).count();
    std::fprintf(stderr, "%lld events in %.3f s: %.0f events per second\n", static_cast<long long>(options.repeat),
                 seconds, static_cast<double>(options.repeat) / seconds);
  }
  return code;
}

}  // namespace pbc::host
