// SPDX-License-Identifier: Apache-2.0
#include "host/run_command.h"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <functional>

#include "host/bundle.h"
#include "host/report.h"
#include "io/event.h"
#include "io/input.h"
#include "io/output.h"
#include "io/replay_world.h"
#include "phantom/engine.h"
#include "phantom/globals.h"
#include "phantom/plain.h"
#include "phantom/rest.h"
#include "python/clock.h"
#include "python/errors.h"
#include "python/files.h"
#include "python/heap.h"
#include "python/limits.h"
#include "python/objects.h"
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

/// What the files of the command line say. Runs share it as far as they cannot change it.
struct Given {
  io::WorldFile world;
  io::LoadedEvent event;
  Value inputs;
};

/// Finds out now what the first index into a text learns of it, which lies in the heap that is current then.
void index_text(const Value& value) {
  if (value.is(Tag::kStr)) {
    str_offset(value, 0);
  } else if (value.is(Tag::kList)) {
    std::ranges::for_each(as_list(value), index_text);
  } else if (value.is(Tag::kDict)) {
    for (const Table::Entry& entry : as_dict(value).entries_in_place()) {
      index_text(entry.key);
      index_text(entry.value);
    }
  }
}

void index_texts(std::initializer_list<Value> values) { std::ranges::for_each(values, index_text); }

Given read_files(const RunOptions& options) {
  Given given;
  given.world = loaded(options.world, [&] { return io::load_world(options.world); });
  given.event = loaded(options.event, [&] { return io::load_event(options.event, given.world.now_text); });
  given.inputs = loaded(options.inputs, [&] { return io::load_inputs(options.inputs, options.settings); });
  const io::WorldFile& world = given.world;
  index_texts(
      {world.now_text, world.lists, world.resources, given.event.container, given.event.artifacts, given.inputs});
  for (const io::Recorded& recorded : world.actions) {
    const engine::Answer& answer = recorded.answer;
    index_texts({answer.status, answer.message, answer.data, answer.summary});
  }
  return given;
}

int run(const Playbook& playbook, const RunOptions& options, const Given& given, Leaves leaves) {
  // Each run has its own limits, and its own view of the folder.
  set_limits(options.max_steps, options.max_memory);
  use_files(options);
  using engine::copy_deep;
  engine::RunInput input = loaded(options.event, [&] {
    return engine::RunInput{copy_deep(given.event.container), copy_deep(given.event.artifacts), copy_deep(given.inputs),
                            copy_deep(given.world.lists), copy_deep(given.world.resources)};
  });
  const auto wanted = [&](const std::string& path) { return leaves == Leaves::kOutputs ? path : std::string(); };
  io::OutputFile trace_file(wanted(options.trace));
  io::OutputFile ledger_file(wanted(options.ledger));
  io::OutputFile result_file(wanted(options.result));

  seed_random(given.world.seed);
  const Before before = look_before(input);
  io::ReplayWorld world(given.world, options.strict);
  WorldClock clock(world);
  engine::RunTransport transport;
  engine::Trace trace(trace_file.is_wanted());
  metrics::Ledger ledger(ledger_file.is_wanted());
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

/// A heap for what `body` makes.
int with_memory(const std::function<int()>& body) {
  HeapScope memory;
  try {
    return body();
  } catch (const Raised& raised) {
    // The engine catches what the playbook raises; this came from elsewhere, and must not outlive the memory.
    print_error("internal: " + format_exception_only(raised.exception));
    caught();
    return kInternal;
  }
}

int run_repeatedly(const Playbook& playbook, const RunOptions& options) {
  using Clock = std::chrono::steady_clock;
  // Everything that can be wrong is found before the run starts.
  use_files(options);
  const Given given = read_files(options);
  const auto run_once = [&](Leaves leaves) {
    return with_memory([&] { return run(playbook, options, given, leaves); });
  };
  const Clock::time_point begin = Clock::now();
  for (std::int64_t i = 1; i < options.repeat; ++i) run_once(Leaves::kNothing);
  const int code = run_once(Leaves::kOutputs);
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
  return with_memory([&] { return run_repeatedly(playbook, options); });
}

}  // namespace pbc::host
