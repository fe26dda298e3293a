// SPDX-License-Identifier: Apache-2.0
#include "host/events.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/eventfd.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <filesystem>
#include <memory>
#include <thread>

#include "host/event_source.h"
#include "host/interrupts.h"
#include "host/lines.h"
#include "host/one_run.h"
#include "host/progress.h"
#include "host/workers.h"
#include "io/input.h"
#include "io/output.h"
#include "phantom/engine.h"
#include "phantom/plain.h"
#include "python/heap.h"
#include "python/json.h"
#include "python/limits.h"
#include "python/values.h"

namespace pbc::host {

namespace {

namespace fs = std::filesystem;

/// Lines of JSON, each written at once, to a file that keeps what it has.
class Journal {
 public:
  explicit Journal(const std::string& file) : file_(file) {
    if (file.empty()) return;
    descriptor_ = open(file.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
    if (descriptor_ < 0) throw io::InputError{file + ": " + std::strerror(errno)};
  }
  ~Journal() {
    if (descriptor_ >= 0) close(descriptor_);
  }
  Journal(const Journal&) = delete;
  Journal& operator=(const Journal&) = delete;

  /// What is done, by name. A line that was cut off by a crash is none, and ended here.
  std::set<std::string> done() {
    std::set<std::string> names;
    struct stat status {};
    if (descriptor_ < 0 || fstat(descriptor_, &status) != 0 || !S_ISREG(status.st_mode)) return names;
    HeapScope memory;
    const std::string text = io::read_bytes(file_);
    for (std::size_t begin = 0; begin < text.size();) {
      const std::size_t end = std::min(text.find('\n', begin), text.size());
      if (std::string name = event_of(std::string_view(text).substr(begin, end - begin)); !name.empty())
        names.insert(std::move(name));
      begin = end + 1;
    }
    if (!text.empty() && !text.ends_with('\n')) add("\n");
    return names;
  }
  /// False, once, when it cannot be written any more.
  bool add(const std::string& line) {
    if (descriptor_ < 0) return true;
    if (write(descriptor_, line.data(), line.size()) == static_cast<ssize_t>(line.size())) return true;
    problem_ = file_ + ": " + std::strerror(errno == 0 ? ENOSPC : errno);
    close(std::exchange(descriptor_, -1));
    return false;
  }
  const std::string& problem() const { return problem_; }

 private:
  /// Empty for what is no line of ours.
  static std::string event_of(std::string_view line) {
    try {
      const Value parsed = parse_json(line);
      const Value* name = engine::member(parsed, "event");
      return name && name->is_str() ? std::string(name->text()) : "";
    } catch (const JsonError&) {
      return "";
    } catch (const Raised&) {
      caught();
      return "";
    }
  }

  std::string file_;
  int descriptor_ = -1;
  std::string problem_;
};

/// The name of the files that a run leaves, but for their ends.
std::string stem_of(const EventItem& item) {
  return item.line > 0 ? std::to_string(item.line) + "-" + item.name : item.name;
}

class Events {
 public:
  Events(const Playbook& playbook, const RunOptions& options, live::Gateway* gateway)
      : playbook_(playbook),
        options_(options),
        gateway_(gateway),
        journal_(options.journal),
        source_(options.events, journal_.done()),
        progress_(source_.total()) {
    if (!options.outputs.empty()) {
      std::error_code error;
      fs::create_directories(options.outputs, error);
      if (error) throw io::InputError{"cannot use the folder `" + options.outputs + "`: " + error.message()};
    }
    io::file_mask();
    // Files that cannot be used are told before anything has run.
    HeapScope memory;
    set_limits(options.max_steps, options.max_memory);
    read_given(options);
    lift_limits();
  }

  int run() {
    Workers workers(options_, [this] { return next(); });
    source_.begin([&] { workers.look(); });
    {
      const Interrupts interrupts([&](int count) {
        source_.close();
        progress_.say(count == 1 ? "stopping: what is under way ends; once more to give it up"
                                 : "giving up what is under way");
        count == 1 ? workers.look() : workers.stop();
        was_interrupted_ = true;
      });
      workers.run();
      source_.end();
    }
    progress_.end(summary());
    if (!journal_.problem().empty()) print_error(journal_.problem());
    return failed_ == 0 && !was_interrupted_ && journal_.problem().empty() ? kSucceeded : kFailed;
  }

 private:
  std::optional<Workers::Job> next() {
    EventItem item;
    switch (source_.next(&item)) {
      case EventSource::State::kEnd:
        return std::nullopt;
      case EventSource::State::kLater:
        return Workers::Job();
      case EventSource::State::kItem:
        break;
    }
    return [this, item = std::move(item)](const Given& base, io::Waiting& waiting) { run_one(base, item, waiting); };
  }

  /// One event, from its text to its line.
  void run_one(const Given& base, const EventItem& item, io::Waiting& waiting) {
    Ended ended;
    try {
      with_memory([&] {
        set_limits(options_.max_steps, options_.max_memory);
        const std::string place = item.file.empty() ? options_.events + ":" + std::to_string(item.line) : item.file;
        Given given{base.world, loaded(place, [&] { return read(place, item, base); }), base.inputs};
        ended = run_once(playbook_, options_, given, EventOf::kThisRun, {gateway_, &waiting}, leaves_of(item));
        return kSucceeded;
      });
    } catch (const io::InputError& error) {
      ended.message = error.message;
    } catch (const LimitReached&) {
      ended.message = "the run takes more steps than --max-steps allows";
    } catch (const std::exception& error) {
      ended.message = std::string("internal: ") + error.what();
    }
    finish(item, ended);
  }

  io::Incoming read(const std::string& place, const EventItem& item, const Given& base) const {
    if (!item.file.empty()) return io::load_incoming(item.file, base.world->now_text);
    return {io::read_event(place, io::checked_text(place, item.text), base.world->now_text), {}};
  }

  Leaves leaves_of(const EventItem& item) const {
    Leaves leaves;
    if (options_.outputs.empty()) return leaves;
    const std::string stem = fs::path(options_.outputs) / stem_of(item);
    leaves.trace = stem + ".trace.jsonl";
    leaves.ledger = stem + ".ledger.jsonl";
    leaves.result = stem + ".result.json";
    return leaves;
  }

  void finish(const EventItem& item, const Ended& ended) {
    std::string line;
    {
      HeapScope memory;
      Value fields = dict({{"event", make_str(item.name)},
                           {"status", ended.was_given_up ? Value("stopped") : engine::status_text(ended.success)},
                           {"message", make_str(ended.message)},
                           {"container_id", ended.container_id},
                           {"container", make_str(ended.container)},
                           {"severity", make_str(ended.severity)},
                           {"container_status", make_str(ended.status)},
                           {"actions", static_cast<std::int64_t>(ended.actions)},
                           {"requests", ended.totals.requests},
                           {"cache_hits", ended.totals.cache_hits},
                           {"wait_ms", ended.totals.wait_ms},
                           {"t_ms", ended.totals.t_ms}});
      line = engine::to_json(fields) + "\n";
    }
    const std::lock_guard lock(mutex_);
    ++(ended.success ? succeeded_ : failed_);
    progress_.clear();
    lines_.write(line);
    // What was given up, or could not be read, is begun anew the next time.
    if (ended.began && !ended.was_given_up && !journal_.add(line)) {
      source_.close();
      progress_.say("stopping: " + journal_.problem());
    }
    progress_.advance(ended.success);
  }

  std::string summary() const {
    std::string text = std::to_string(succeeded_ + failed_) + " events, " + std::to_string(failed_) + " failed";
    if (source_.passed_over() > 0) text += ", " + std::to_string(source_.passed_over()) + " done before";
    if (was_interrupted_) text += ", " + std::to_string(source_.left()) + " not begun";
    return text;
  }

  const Playbook& playbook_;
  const RunOptions& options_;
  live::Gateway* gateway_;
  Lines lines_;
  Journal journal_;
  EventSource source_;
  Progress progress_;
  std::mutex mutex_;
  std::size_t succeeded_ = 0, failed_ = 0;
  std::atomic<bool> was_interrupted_ = false;
};

}  // namespace

int run_events(const Playbook& playbook, const RunOptions& options, live::Gateway* gateway) {
  return Events(playbook, options, gateway).run();
}

}  // namespace pbc::host
