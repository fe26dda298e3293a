// SPDX-License-Identifier: Apache-2.0
#include "host/serve_command.h"

#include <malloc.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <thread>

#include "host/interrupts.h"
#include "host/lines.h"
#include "host/run_command.h"
#include "host/triage_opening.h"
#include "host/triage_run.h"
#include "host/workers.h"
#include "io/input.h"
#include "io/live_library.h"
#include "phantom/engine.h"
#include "python/heap.h"
#include "python/limits.h"

namespace pbc::host {

namespace {

/// How long what is under way may take after the first signal, and what does not wait after that.
constexpr std::chrono::seconds kPatience(30);
constexpr std::chrono::seconds kLastPatience(5);
constexpr std::chrono::seconds kTidying(10);
constexpr std::size_t kLeastToken = 16;

/// The first line of the file, or the variable.
std::string token_of(const ServeOptions& options) {
  std::string token;
  if (!options.token_file.empty()) {
    token = io::read_bytes(options.token_file);
    token.resize(std::min(token.find_first_of("\r\n"), token.size()));
  } else if (!options.token_env.empty()) {
    const char* value = std::getenv(options.token_env.c_str());
    if (value == nullptr) throw io::InputError{"the environment has no " + options.token_env};
    token = value;
  } else {
    return "";
  }
  const std::string place = options.token_file.empty() ? options.token_env : options.token_file;
  const auto is_plain = [](char c) { return c > ' ' && c < 0x7f; };
  if (!std::ranges::all_of(token, is_plain)) throw io::InputError{place + ": a token has no spaces and is ASCII"};
  if (token.size() < kLeastToken)
    throw io::InputError{place + ": a token has at least " + std::to_string(kLeastToken) + " characters"};
  return token;
}

/// Each connection and each look-up takes one: as many as the system grants.
void use_all_descriptors() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

class Serve {
 public:
  Serve(const Playbook& bundle, const RunOptions& options, const ServeOptions& own)
      : options_(options),
        own_(own),
        token_(token_of(own)),
        triage_(io::open_triage(opening_of(bundle, options))),
        of_{*bundle.front, *triage_, options},
        gateway_(options.live ? io::open_gateway(live_options_of(options)) : nullptr),
        workers_(options, [this] { return next(); }) {
    check_playbooks(*triage_, options);
  }

  int run() {
    const Lines lines;  // what playbooks print goes to stderr
    // From the first request on, a signal is an orderly one.
    const Interrupts interrupts([this](int count) { interrupt(count); });
    use_all_descriptors();
    open();
    std::thread tidier([this] { tidy(); });
    workers_.run();
    server_->end();
    {
      const std::lock_guard lock(mutex_);
      has_ended_ = true;
    }
    condition_.notify_all();
    tidier.join();
    return kSucceeded;
  }

 private:
  void open() {
    serve::Options options;
    options.listen = own_.listen;
    options.token = token_;
    options.queue = static_cast<std::size_t>(own_.queue);
    options.keep = static_cast<std::size_t>(own_.keep);
    options.time = triage_->settings().limits.time;
    options.threads = workers_.size();
    options.is_live = options_.live;
    serve::Front front;
    front.look = [this] { workers_.look(); };
    front.is_mail = io::begins_as_mail;
    front.page = [this](const auto& facts, const auto& verdict) { return redacted(triage_->html(facts, verdict)); };
    if (gateway_) {
      front.report = [this] { return gateway_->report(); };
      front.metrics = [this] { return gateway_->metrics(); };
    }
    std::unique_ptr<serve::Server> server = io::open_server(options, std::move(front));
    std::fprintf(stderr, "serving: %s\n", server->url().c_str());
    const std::lock_guard lock(mutex_);
    server_ = std::move(server);
    if (is_stopping_) server_->close();
  }

  void interrupt(int count) {
    const bool is_first = count == 1;
    std::fprintf(
        stderr, "%s\n",
        is_first ? "stopping: what is under way ends; once more to give it up" : "giving up what is under way");
    bool is_open = false;
    {
      const std::lock_guard lock(mutex_);
      is_open = server_ != nullptr;
      is_stopping_ = true;
      stops_at_ = std::chrono::steady_clock::now() + (is_first ? kPatience : std::chrono::seconds(0));
    }
    condition_.notify_all();
    if (is_open) server_->close();
    if (is_open && !is_first) give_up();
  }

  void give_up() {
    server_->drop();
    workers_.stop();
  }

  /// Gives up what does not end, and memory that large mails took.
  void tidy() {
    std::unique_lock lock(mutex_);
    while (!has_ended_ && !is_stopping_) {
      condition_.wait_for(lock, kTidying);
      lock.unlock();
      malloc_trim(std::size_t{8} << 20);
      lock.lock();
    }
    while (!has_ended_ && std::chrono::steady_clock::now() < stops_at_) condition_.wait_until(lock, stops_at_);
    if (has_ended_) return;
    lock.unlock();
    give_up();
    lock.lock();
    if (condition_.wait_for(lock, kLastPatience, [this] { return has_ended_; })) return;
    // A run that neither waits nor ends: everybody has his answer.
    std::_Exit(kSucceeded);
  }

  std::optional<Workers::Job> next() {
    serve::Work work;
    switch (server_->take(&work)) {
      case serve::Server::Next::kNever:
        return std::nullopt;
      case serve::Server::Next::kLater:
        return Workers::Job();
      case serve::Server::Next::kWork:
        break;
    }
    auto shared = std::make_shared<serve::Work>(std::move(work));
    return [this, shared](const Given& base, io::Waiting& waiting) {
      const std::uint64_t number = shared->number;
      server_->finish(number, analyzed(*shared, base, waiting));
    };
  }

  serve::Done analyzed(serve::Work& work, const Given& base, io::Waiting& waiting) const {
    using Kind = serve::Done::Kind;
    serve::Done done;
    HeapScope memory;
    try {
      set_limits(options_.max_steps, options_.max_memory);
      const Given given{base.world, incoming(work, base), base.inputs};
      done.facts = triage_once(of_, given, work.name, {gateway_.get(), &waiting}, {}, work.deadline);
      done.verdict = triage_->judge(done.facts);
      done.json = redacted(triage_->json(done.facts, done.verdict));
      done.kind = Kind::kReport;
    } catch (const Unusable& unusable) {
      done.kind = Kind::kUnusable;
      done.message = unusable.message;
    } catch (const io::InputError& error) {
      done.message = failed(error.message);
    } catch (const LimitReached&) {
      done.message = "the runs take more steps than --max-steps allows";
    } catch (const Raised& raised) {
      done.message = failed(format_exception_only(raised.exception));
      caught();
    } catch (const std::exception& error) {
      done.message = failed(error.what());
    }
    if (!options_.live || done.kind == Kind::kUnusable) return done;
    if (io::system_now() >= work.deadline) {
      done.kind = Kind::kLate;
      done.message = "the analysis takes longer than it may";
    } else if (waiting.is_over()) {
      done.kind = Kind::kStopped;
      done.message = "the server is shutting down";
    }
    if (done.kind != Kind::kReport) done.facts.subject.name = redacted(work.name);
    done.message = redacted(std::move(done.message));
    return done;
  }

  /// What clients are told of a failure that is none of theirs; what it was is for the log.
  std::string failed(const std::string& what) const {
    std::fprintf(stderr, "error: an analysis failed: %s\n", redacted(what).c_str());
    return "the analysis failed; the server's log says why";
  }

  struct Unusable {
    std::string message;
  };
  static io::Incoming incoming(serve::Work& work, const Given& base) {
    try {
      return loaded(work.name, [&] {
        return io::read_incoming(work.name, std::move(work.bytes), work.is_mail, base.world->now_text);
      });
    } catch (const io::InputError& error) {
      throw Unusable{error.message};
    }
  }

  std::string redacted(std::string text) const {
    return gateway_ ? gateway_->redacted(std::move(text)) : std::move(text);
  }

  const RunOptions& options_;
  const ServeOptions& own_;
  const std::string token_;
  const std::unique_ptr<triage::Triage> triage_;
  const TriageOf of_;
  const std::unique_ptr<live::Gateway> gateway_;
  Workers workers_;
  std::unique_ptr<serve::Server> server_;
  std::mutex mutex_;  // of what follows
  std::condition_variable condition_;
  bool is_stopping_ = false, has_ended_ = false;
  std::chrono::steady_clock::time_point stops_at_;
};

}  // namespace

int run_serve(const Playbook& bundle, const RunOptions& options, const ServeOptions& serve) {
  return Serve(bundle, options, serve).run();
}

}  // namespace pbc::host
