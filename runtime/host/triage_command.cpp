// SPDX-License-Identifier: Apache-2.0
#include "host/triage_command.h"

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <filesystem>
#include <map>
#include <mutex>
#include <set>

#include "host/interrupts.h"
#include "host/lines.h"
#include "host/page.h"
#include "host/run_command.h"
#include "host/triage_opening.h"
#include "host/triage_run.h"
#include "host/triage_text.h"
#include "host/workers.h"
#include "io/live_library.h"
#include "io/output.h"
#include "phantom/plain.h"
#include "python/heap.h"
#include "python/limits.h"

namespace pbc::host {

namespace {

namespace fs = std::filesystem;

/// What there is to triage: files, and those in folders, in order of their names.
std::vector<std::string> files_of(const std::vector<std::string>& inputs) {
  std::vector<std::string> files;
  for (const std::string& input : inputs) {
    std::error_code error;
    if (!fs::is_directory(input, error)) {
      files.push_back(input);
      continue;
    }
    // Mails and events that are called so; where there is neither, whatever is JSON.
    std::vector<std::string> found, others;
    for (const auto& entry : fs::directory_iterator(input, error)) {
      const std::string name = entry.path().filename();
      if (name.ends_with(".eml") || name.ends_with(".event.json"))
        found.push_back(entry.path());
      else if (name.ends_with(".json"))
        others.push_back(entry.path());
    }
    if (found.empty()) found = std::move(others);
    if (error) throw io::InputError{input + ": " + error.message()};
    std::ranges::sort(found);
    if (found.empty()) throw io::InputError{input + ": has no mail (.eml) and no event (.json)"};
    files.insert(files.end(), found.begin(), found.end());
  }
  return files;
}

/// What each is called, in reports and by the files that they leave: those of one name get their number before it.
std::vector<std::string> names_of(const std::vector<std::string>& files) {
  std::vector<std::string> names;
  std::set<std::string> seen;
  for (const std::string& file : files) {
    const std::string own = fs::path(file).filename();
    std::string name = own;
    for (std::size_t number = names.size() + 1; !seen.insert(name).second; ++number)
      name = std::to_string(number) + "-" + own;
    names.push_back(std::move(name));
  }
  return names;
}

int rank_of(std::string_view level) {
  constexpr std::array<std::string_view, 4> kLevels = {"low", "medium", "high", "critical"};
  return static_cast<int>(std::ranges::find(kLevels, level) - kLevels.begin()) % 4;
}

class Triages {
 public:
  Triages(const Playbook& bundle, const RunOptions& options, const TriageOptions& own)
      : options_(options),
        own_(own),
        files_(files_of(own.inputs)),
        names_(names_of(files_)),
        style_(style_of(STDOUT_FILENO)) {
    const bool has_files_of_one = !own.json.empty() || !own.html.empty() || !options.trace.empty() ||
                                  !options.ledger.empty() || !options.result.empty() || !options.record.empty();
    if (has_files_of_one && (files_.size() > 1 || !options.outputs.empty()))
      throw io::InputError{
          "--json, --html, --trace, --ledger, --result and --record are of one input, without --outputs, which keeps "
          "what there is of several"};
    triage_ = io::open_triage(opening_of(bundle, options));
    check_playbooks(*triage_, options);
    of_.emplace(TriageOf{*bundle.front, *triage_, options});
    if (!options.outputs.empty()) {
      std::error_code error;
      fs::create_directories(options.outputs, error);
      if (error) throw io::InputError{"cannot use the folder `" + options.outputs + "`: " + error.message()};
    }
  }

  int run() {
    if (own_.prints_configuration) {
      std::fputs(triage_->configuration().c_str(), stdout);
      return kSucceeded;
    }
    if (options_.live) gateway_ = io::open_gateway(live_options_of(options_));
    io::OutputFile report(options_.report);
    if (!options_.warm.empty()) warm(options_.warm, *gateway_);
    lines_.emplace();
    Workers workers(options_, [this] { return next(); });
    {
      const Interrupts interrupts([&](int count) {
        next_ = files_.size();
        was_interrupted_ = true;
        count == 1 ? workers.look() : workers.stop();
      });
      workers.run();
    }
    if (report.is_wanted()) report.commit(gateway_->report() + "\n");
    if (files_.size() == 1 && !failure_.empty()) throw io::InputError{failure_};
    if (files_.size() > 1 && own_.format == "text")
      lines_->write(std::to_string(shown_) + " events, " + std::to_string(failed_) + " failed\n");
    return failed_ > 0 || has_reached_level_ || was_interrupted_ ? kFailed : kSucceeded;
  }

 private:
  struct Done {
    std::string shown;  // on stdout
    std::string failure;
    std::string level;
  };

  std::optional<Workers::Job> next() {
    const std::size_t number = next_++;
    if (number >= files_.size()) return std::nullopt;
    return [this, number](const Given& base, io::Waiting& waiting) { finish(number, triage(number, base, waiting)); };
  }

  Done triage(std::size_t number, const Given& base, io::Waiting& waiting) {
    const std::string& file = files_[number];
    Done done;
    try {
      const int code = with_memory([&] {
        set_limits(options_.max_steps, options_.max_memory);
        const Given given{base.world, loaded(file, [&] { return io::load_incoming(file, base.world->now_text); }),
                          base.inputs};
        const std::string& name = names_[number];
        const triage::Facts facts = triage_once(*of_, given, name, {gateway_.get(), &waiting}, leaves_of(name),
                                                io::system_now() + triage_->settings().limits.time);
        done = report(name, facts, triage_->judge(facts));
        return kSucceeded;
      });
      if (code != kSucceeded) done.failure = file + ": internal error";
    } catch (const io::InputError& error) {
      done.failure = error.message;
    } catch (const LimitReached&) {
      done.failure = file + ": takes more steps than --max-steps allows";
    } catch (const std::exception& error) {
      done.failure = file + ": internal: " + error.what();
    }
    return done;
  }

  Leaves leaves_of(const std::string& name) const {
    if (options_.outputs.empty())
      return {options_.trace, options_.ledger, options_.result, options_.record, false, false};
    const std::string stem = fs::path(options_.outputs) / name;
    return {"", stem + ".ledger.jsonl", "", "", false, false};
  }

  Done report(const std::string& name, const triage::Facts& facts, const triage::Verdict& verdict) const {
    Done done;
    done.level = verdict.level;
    const auto redacted = [&](std::string text) {
      return gateway_ ? gateway_->redacted(std::move(text)) : std::move(text);
    };
    const bool keeps = !options_.outputs.empty();
    const bool is_alone = files_.size() == 1;
    std::string json;
    if (keeps || !own_.json.empty() || own_.format == "json") json = redacted(triage_->json(facts, verdict));
    std::string html;
    if (keeps || !own_.html.empty()) html = redacted(triage_->html(facts, verdict));
    const auto write = [](const std::string& file, const std::string& text) {
      if (!file.empty()) io::OutputFile(file).commit(text);
    };
    write(own_.json, json);
    write(own_.html, html);
    const std::string stem = keeps ? (fs::path(options_.outputs) / name).string() : "";
    if (keeps) write(stem + ".triage.json", json);
    if (keeps) write(stem + ".triage.html", html);
    if (own_.format == "json") {
      done.shown = is_alone ? json : one_line(json);
    } else if (is_alone) {
      done.shown = redacted(triage_text(facts, verdict, style_));
    } else {
      done.shown = redacted(row(name, verdict));
    }
    return done;
  }

  /// One line of a table.
  std::string row(const std::string& name, const triage::Verdict& verdict) const {
    constexpr std::size_t kWidest = 60, kLevel = 10;
    std::size_t widest = 0;
    for (const std::string& each : names_) widest = std::max(widest, std::min(kWidest, columns_of(visible(each))));
    const auto padded = [](std::string text, std::size_t width) {
      const std::size_t columns = columns_of(text);
      return text.append(columns < width ? width - columns : 0, ' ');
    };
    return padded(visible(name), widest) + "  " + padded(verdict.level, kLevel) + shown_score(verdict.score) + "  " +
           visible(verdict.reason) + "\n";
  }

  static std::string one_line(const std::string& json) {
    HeapScope memory;
    return engine::to_json(io::json_of("", json)) + "\n";
  }

  /// What is shown comes in the order of the inputs.
  void finish(std::size_t number, Done done) {
    const std::lock_guard lock(mutex_);
    done_.emplace(number, std::move(done));
    for (auto first = done_.begin(); first != done_.end() && first->first == shown_; first = done_.begin()) {
      const Done& each = first->second;
      if (!each.failure.empty()) {
        ++failed_;
        failure_ = each.failure;
        if (files_.size() > 1) print_error(each.failure);
      }
      lines_->write(each.shown);
      if (!own_.fail_on.empty() && rank_of(each.level) >= rank_of(own_.fail_on)) has_reached_level_ = true;
      done_.erase(first);
      ++shown_;
    }
  }

  const RunOptions& options_;
  const TriageOptions& own_;
  const std::vector<std::string> files_, names_;
  const Style style_;  // of stdout, as it was given
  std::optional<Lines> lines_;
  std::unique_ptr<triage::Triage> triage_;
  std::optional<TriageOf> of_;
  std::unique_ptr<live::Gateway> gateway_;
  std::atomic<std::size_t> next_ = 0;
  std::mutex mutex_;  // of what follows
  std::map<std::size_t, Done> done_;
  std::size_t shown_ = 0, failed_ = 0;
  std::string failure_;
  bool has_reached_level_ = false;
  std::atomic<bool> was_interrupted_ = false;
};

}  // namespace

int run_triage(const Playbook& bundle, const RunOptions& options, const TriageOptions& triage) {
  return Triages(bundle, options, triage).run();
}

}  // namespace pbc::host
