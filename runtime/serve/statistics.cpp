// SPDX-License-Identifier: Apache-2.0
#include "serve/statistics.h"

#include <prometheus/text_serializer.h>

#include <algorithm>
#include <cmath>

#include "live/figures.h"
#include "serve/text.h"
#include "triage/report.h"

namespace pbc::serve {

namespace {

using live::part;
using live::round6;
using live::seconds;
using live::told;
using prometheus::MetricFamily;
using prometheus::MetricType;

constexpr std::size_t kMostLast = 20;
constexpr std::int64_t kMinute = 60;
/// Playbooks and services are those of the bundle; this only bounds what a mistake could cost.
constexpr std::size_t kMostNames = 4096;

std::string kind_of(Done::Kind kind) {
  switch (kind) {
    case Done::Kind::kReport:
      return "none";
    case Done::Kind::kUnusable:
      return "unusable";
    case Done::Kind::kLate:
      return "late";
    case Done::Kind::kStopped:
      return "stopped";
    case Done::Kind::kLeft:
      return "left";
    case Done::Kind::kInternal:
      break;
  }
  return "internal";
}

/// What remains of text that may be long, at a boundary of UTF-8.
std::string shortened(const std::string& text, std::size_t most) {
  if (text.size() <= most) return text;
  std::size_t end = most;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return text.substr(0, end) + "…";
}

}  // namespace

Statistics::Statistics() {
  const auto counter = [&](const char* name, const char* help) {
    return &prometheus::BuildCounter().Name(name).Help(help).Register(registry_);
  };
  const auto histogram = [&](const char* name, const char* help) {
    return &prometheus::BuildHistogram().Name(name).Help(help).Register(registry_);
  };
  requests_ = counter("pbc_http_requests_total", "Requests that were answered, by route, method and status.");
  verdicts_ = counter("pbc_triage_verdicts_total", "Mails and events that were triaged, by level.");
  failures_ = counter("pbc_triage_failures_total", "Mails and events without a verdict, by why.");
  refused_ = counter("pbc_triage_refused_total", "Mails and events that there was no room for.");
  request_duration_ = histogram("pbc_http_request_duration_seconds", "From a request's first byte to its answer.");
  duration_ = histogram("pbc_triage_duration_seconds", "From accepting a mail or an event to its report.");
  wait_ = histogram("pbc_triage_queue_wait_seconds", "Of that, until it began.");
  refusals_ = &refused_->Add({});
  durations_histogram_ = &duration_->Add({}, live::duration_buckets());
  waits_ = &wait_->Add({}, live::duration_buckets());
  for (const char* level : {"critical", "high", "medium", "low", "unknown"}) {
    by_level_[level] = &verdicts_->Add({{"level", level}});
    levels_[level] = 0;
  }
}

void Statistics::answered(const std::string& method, const std::string& route, int status, Micros duration) {
  const std::string code = std::to_string(status);
  const std::lock_guard lock(mutex_);
  prometheus::Counter*& counter = by_request_[method + " " + route + " " + code];
  if (counter == nullptr) counter = &requests_->Add({{"method", method}, {"route", route}, {"code", code}});
  counter->Increment();
  prometheus::Histogram*& histogram = by_route_[route];
  if (histogram == nullptr) histogram = &request_duration_->Add({{"route", route}}, live::duration_buckets());
  histogram->Observe(seconds(duration));
}

void Statistics::began(Micros waited) { waits_->Observe(seconds(waited)); }

void Statistics::refused() { refusals_->Increment(); }

void Statistics::ended(const Done& done, const std::string& job, Micros duration, Micros work) {
  constexpr double kNewest = 0.125;
  const std::lock_guard lock(mutex_);
  if (work > 0) work_ = work_ == 0 ? static_cast<double>(work) : std::lerp(work_, static_cast<double>(work), kNewest);
  if (done.kind != Done::Kind::kReport) {
    ++failed_;
    const std::string why = kind_of(done.kind);
    prometheus::Counter*& counter = by_failure_[why];
    if (counter == nullptr) counter = &failures_->Add({{"reason", why}});
    counter->Increment();
    return remember(done.facts.subject.name, "failed", done.message, std::nullopt, "", duration);
  }
  ++reports_;
  durations_.add(duration);
  durations_histogram_->Observe(seconds(duration));
  if (const auto level = by_level_.find(done.verdict.level); level != by_level_.end()) {
    level->second->Increment();
    ++levels_[done.verdict.level];
  }
  count_second();
  count_run(done.facts);
  count_playbooks(done);
  count_calls(done.facts);
  remember(std::string(triage::title_of(done.facts.subject)), done.verdict.level, done.verdict.reason,
           done.verdict.score, job, duration);
}

void Statistics::remember(const std::string& name, const std::string& level, const std::string& reason,
                          std::optional<double> score, const std::string& job, Micros duration) {
  last_.push_front({std::chrono::system_clock::to_time_t(std::chrono::system_clock::now()), shortened(name, 200), level,
                    shortened(reason, 300), job, score, duration});
  if (last_.size() > kMostLast) last_.pop_back();
}

void Statistics::count_second() {
  const auto now = std::chrono::duration_cast<std::chrono::seconds>(std::chrono::steady_clock::now() - begin_).count();
  const auto size = static_cast<std::int64_t>(seconds_.size());
  for (std::int64_t each = std::max(second_ + 1, now - size + 1); each <= now; ++each)
    seconds_[static_cast<std::size_t>(each % size)] = 0;
  second_ = std::max(second_, now);
  ++seconds_[static_cast<std::size_t>(second_ % size)];
}

/// All playbooks of one mail or event are one run, as a gateway counts it.
void Statistics::count_run(const triage::Facts& facts) {
  ++(facts.stopped.empty() ? runs_succeeded_ : runs_failed_);
  run_durations_.add(facts.totals.t_ms * 1000);
}

void Statistics::count_playbooks(const Done& done) {
  const auto& runs = done.facts.playbooks;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    const triage::PlaybookRun& run = runs[i];
    if (playbooks_.size() >= kMostNames && !playbooks_.contains(run.name)) continue;
    OfPlaybook& of = playbooks_[run.name];
    if (!run.applies) {
      ++of.not_applicable;
      continue;
    }
    ++of.runs;
    ++(run.success ? of.succeeded : of.failed);
    of.actions += run.acts.size();
    of.durations->add((run.end_ms - run.begin_ms) * 1000);
  }
  for (const triage::Component& component : done.verdict.components)
    for (const triage::Contribution& each : component.contributions)
      if (each.playbook >= 0 && static_cast<std::size_t>(each.playbook) < runs.size())
        ++playbooks_[runs[static_cast<std::size_t>(each.playbook)].name].findings;
}

void Statistics::count_calls(const triage::Facts& facts) {
  std::uint64_t batch = 0;
  const auto end_batch = [&] {
    if (batch > 1) {
      ++batches_;
      batched_ += batch;
    }
    batch = 0;
  };
  for (const triage::Call& call : facts.calls) {
    if (services_.size() >= kMostNames && !services_.contains(call.app)) continue;
    OfService& of = services_[call.app];
    ++of.by_source.at(static_cast<std::size_t>(call.source));
    ++of.lookups[call.component.empty() ? "other" : call.component];
    if (call.source != live::Source::kService) continue;
    // A call of a request that an earlier one counts goes along with that.
    if (call.requests > 0) end_batch();
    ++batch;
    if (call.requests == 0) continue;
    sent_ += static_cast<std::uint64_t>(call.requests);
    ++(call.success ? of.answered : of.failed);
    of.durations->add(call.answered - call.sent);
    request_durations_of_services_.add(call.answered - call.sent);
  }
  end_batch();
  run_lookups_ += static_cast<std::uint64_t>(std::max<std::int64_t>(facts.totals.lookups, 0));
  run_hits_ += static_cast<std::uint64_t>(std::max<std::int64_t>(facts.totals.cache_hits, 0));
}

int Statistics::patience(std::size_t waiting, std::size_t places) const {
  const std::lock_guard lock(mutex_);
  const double all = work_ / 1e6 * static_cast<double>(waiting) / static_cast<double>(std::max<std::size_t>(places, 1));
  return static_cast<int>(std::clamp(std::ceil(all), 1.0, 60.0));
}

std::string Statistics::playbooks() const {
  OrderedJson list = OrderedJson::array();
  const std::lock_guard lock(mutex_);
  for (const auto& [name, of] : playbooks_)
    list.push_back({{"playbook", name},
                    {"runs", of.runs},
                    {"not_applicable", of.not_applicable},
                    {"succeeded", of.succeeded},
                    {"failed", of.failed},
                    {"durations", told(*of.durations)},
                    {"actions", of.actions},
                    {"findings", of.findings}});
  return json_text({{"analyses", reports_}, {"playbooks", std::move(list)}}) + "\n";
}

OrderedJson Statistics::run_cache() const {
  const std::lock_guard lock(mutex_);
  return {{"lookups", run_lookups_},
          {"hits", run_hits_},
          {"hit_rate", part(static_cast<double>(run_hits_), static_cast<double>(run_lookups_))}};
}

OrderedJson Statistics::cache() const {
  std::array<std::uint64_t, live::kSourceNames.size()> all{};
  OrderedJson by_service = OrderedJson::object();
  double saved = 0;
  const auto tell = [](const std::array<std::uint64_t, live::kSourceNames.size()>& sources, double time_saved) {
    const std::uint64_t lookups = sources[0] + sources[1] + sources[2] + sources[3];
    OrderedJson out = {{"lookups", lookups},
                       {"hit_rate", part(static_cast<double>(lookups - sources[0]), static_cast<double>(lookups))}};
    for (std::size_t i = 0; i < sources.size(); ++i) out[live::kSourceNames[i]] = sources[i];
    out["time_saved_seconds"] = round6(time_saved);
    return out;
  };
  for (const auto& [name, of] : services_) {
    const double own = static_cast<double>(of.by_source[1] + of.by_source[2]) * of.durations->mean() / 1e6;
    saved += own;
    for (std::size_t i = 0; i < all.size(); ++i) all[i] += of.by_source[i];
    by_service[name] = tell(of.by_source, own);
    by_service[name]["by_component"] = of.lookups;
  }
  OrderedJson out = tell(all, saved);
  out["by_service"] = std::move(by_service);
  return out;
}

OrderedJson Statistics::performance() const {
  const double elapsed = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin_).count();
  const std::lock_guard lock(mutex_);
  const auto runs = static_cast<double>(run_durations_.count());
  OrderedJson out;
  out["playbook_performance"] = {{"runs", run_durations_.count()},
                                 {"succeeded", runs_succeeded_},
                                 {"failed", runs_failed_},
                                 {"durations", told(run_durations_)},
                                 {"requests_per_run", part(static_cast<double>(sent_), runs)},
                                 {"cpu_seconds", round6(live::processor_seconds())},
                                 {"resident_bytes", live::resident_bytes()}};
  out["batch_processing"] = {{"batches", batches_},
                             {"calls", batched_},
                             {"calls_per_batch", part(static_cast<double>(batched_), static_cast<double>(batches_))},
                             {"requests_saved", batched_ - batches_}};
  out["cache_performance"] = cache();
  out["throughput"] = {{"elapsed_seconds", round6(elapsed)},
                       {"runs_per_second", part(runs, elapsed)},
                       {"requests_per_second", part(static_cast<double>(sent_), elapsed)},
                       {"runs", told(run_durations_)},
                       {"requests", told(request_durations_of_services_)}};
  return out;
}

std::string Statistics::dashboard(const Now& now, const OrderedJson& performance) const {
  const auto elapsed =
      std::chrono::duration_cast<std::chrono::seconds>(std::chrono::steady_clock::now() - begin_).count();
  OrderedJson per_second = OrderedJson::array(), verdicts = OrderedJson::array(), services = OrderedJson::array();
  const std::lock_guard lock(mutex_);
  std::uint64_t last_minute = 0;
  // The second that is not over yet would always look slow.
  for (std::int64_t each = std::max<std::int64_t>(0, elapsed - kMinute); each < elapsed; ++each) {
    const bool is_known = each <= second_ && each > second_ - static_cast<std::int64_t>(seconds_.size());
    const std::uint32_t count = is_known ? seconds_[static_cast<std::size_t>(each) % seconds_.size()] : 0;
    last_minute += count;
    per_second.push_back(count);
  }
  for (const Last& each : last_)
    verdicts.push_back({{"time", time_text(each.time * 1'000'000)},
                        {"name", each.name},
                        {"level", each.level},
                        {"score", each.score ? OrderedJson(std::round(*each.score * 1000) / 1000) : OrderedJson()},
                        {"reason", each.reason},
                        {"seconds", seconds(each.duration)},
                        {"job", each.job}});
  const double shown = static_cast<double>(std::clamp<std::int64_t>(elapsed, 1, kMinute));
  const OrderedJson& cache = performance.at("cache_performance");
  for (const auto& [name, of] : cache.at("by_service").items())
    services.push_back({{"service", name}, {"lookups", of.at("lookups")}, {"hit_rate", of.at("hit_rate")}});
  OrderedJson out = {
      {"mode", now.is_live ? "live" : "replay"},
      {"state", now.is_closed ? "shutting down" : "ready"},
      {"uptime_seconds", elapsed},
      {"throughput",
       {{"analyses", reports_},
        {"failed", failed_},
        {"per_second", part(static_cast<double>(last_minute), shown)},
        {"by_second", std::move(per_second)}}},
      {"latency", told(durations_)},
      {"queue", {{"waiting", now.waiting}, {"under_way", now.under_way}, {"limit", now.queue}, {"jobs", now.jobs}}},
      {"levels", levels_},
      {"run_cache",
       {{"lookups", run_lookups_},
        {"hits", run_hits_},
        {"hit_rate", part(static_cast<double>(run_hits_), static_cast<double>(run_lookups_))}}},
      {"cache",
       {{"lookups", cache.at("lookups")}, {"hit_rate", cache.at("hit_rate")}, {"by_service", std::move(services)}}},
      {"quotas", performance.value("quotas", OrderedJson::array())},
      {"resident_bytes", live::resident_bytes()},
      {"verdicts", std::move(verdicts)}};
  return json_text(out) + "\n";
}

std::string Statistics::page(const Now& now) const {
  std::vector<MetricFamily> families = registry_.Collect();
  const auto gauge = [&](const char* name, const char* help, double value) {
    families.push_back(live::single(name, help, MetricType::Gauge, value));
  };
  gauge("pbc_triage_queue_length", "Mails and events that wait.", static_cast<double>(now.waiting));
  gauge("pbc_triage_queue_limit", "How many may wait.", static_cast<double>(now.queue));
  gauge("pbc_triage_under_way", "Mails and events that are being triaged.", static_cast<double>(now.under_way));
  gauge("pbc_triage_jobs", "Jobs that are kept.", static_cast<double>(now.jobs));
  gauge("pbc_http_connections", "Connections that are open.", static_cast<double>(now.connections));
  families.push_back(live::single("pbc_http_connections_refused_total", "Connections that there was no room for.",
                                  MetricType::Counter, static_cast<double>(now.turned_away)));
  if (!now.is_live) live::add_process(&families);
  return prometheus::TextSerializer().prometheus::Serializer::Serialize(families);
}

}  // namespace pbc::serve
