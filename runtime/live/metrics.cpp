// SPDX-License-Identifier: Apache-2.0
#include "live/metrics.h"

#include <prometheus/text_serializer.h>

#include <sstream>

#include "live/figures.h"

namespace pbc::live {

namespace {

using prometheus::MetricFamily;
using prometheus::MetricType;

std::string label(std::string_view words) {
  std::string out(words);
  for (char& c : out)
    if (c == ' ') c = '_';
  return out;
}

/// What an action is about, by its name: "url reputation", "lookup ip", "geolocate ip".
std::string type_of(const std::string& action) {
  std::istringstream words(action);
  for (std::string word; words >> word;)
    for (const char* type : {"url", "ip", "domain", "file", "hash", "email", "host", "user", "certificate", "text"})
      if (word == type) return word == "hash" ? "file" : word;
  return "other";
}

}  // namespace

Metrics::Metrics(const Config& config) {
  const auto counter = [&](const char* name, const char* help) {
    return &prometheus::BuildCounter().Name(name).Help(help).Register(registry_);
  };
  const auto histogram = [&](const char* name, const char* help) {
    return &prometheus::BuildHistogram().Name(name).Help(help).Register(registry_);
  };
  requests_ = counter("pbc_requests_total", "Requests to services, by what came back.");
  lookups_ = counter("pbc_lookups_total", "Look-ups that playbooks made, by who answered them.");
  retries_ = counter("pbc_retries_total", "Requests that were made again, by why.");
  withheld_ = counter("pbc_withheld_total", "Actions that were not made for lack of leave, by their class.");
  runs_ = counter("pbc_runs_total", "Runs that have ended.");
  request_duration_ = histogram("pbc_request_duration_seconds", "From sending a request to its answer.");
  wait_ = histogram("pbc_quota_wait_seconds", "Waiting for a place within the limits of a service.");
  run_duration_ = histogram("pbc_run_duration_seconds", "From the beginning of a run to its end.");
  run_ = &run_duration_->Add({}, duration_buckets());
  by_status_ = {&runs_->Add({{"status", "failed"}}), &runs_->Add({{"status", "success"}})};
  for (const AssetConfig& asset : config.assets) {
    for (const auto& [name, action] : asset.connector->actions) {
      if (!asset.problem.empty() || actions_.contains(&action)) continue;
      auto of_action = std::make_unique<OfAction>();
      of_action->service = asset.connector->service;
      of_action->action = name;
      of_action->type = type_of(name);
      if (action.effect == Effect::kLookup)
        for (std::size_t i = 0; i < kSources; ++i)
          of_action->lookups[i] =
              &lookups_->Add({{"service", of_action->service}, {"action", name}, {"source", kSourceNames[i]}});
      actions_.emplace(&action, std::move(of_action));
    }
    if (asset.problem.empty()) service(asset.connector->service);
  }
}

Metrics::OfService& Metrics::service(const std::string& name) {
  const std::lock_guard lock(mutex_);
  std::unique_ptr<OfService>& found = services_[name];
  if (!found) {
    found = std::make_unique<OfService>();
    found->duration = &request_duration_->Add({{"service", name}}, duration_buckets());
    found->wait = &wait_->Add({{"service", name}}, duration_buckets());
  }
  return *found;
}

void Metrics::looked_up(const Action& action, Source source) {
  const auto found = actions_.find(&action);
  if (found == actions_.end()) return;
  if (prometheus::Counter* const counter = found->second->lookups[static_cast<std::size_t>(source)])
    counter->Increment();
}

void Metrics::performed(const Action& action, Micros duration, std::size_t calls) {
  if (const auto found = actions_.find(&action); found != actions_.end()) found->second->durations.add(duration);
  if (!action.batch) return;
  ++batches_;
  batched_ += calls;
}

void Metrics::requested(const std::string& name, std::optional<policy::Failure> failure, Micros duration) {
  OfService& of = service(name);
  const std::string outcome = failure ? label(policy::describe(*failure)) : "answered";
  of.duration->Observe(seconds(duration));
  of.durations.add(duration);
  all_requests_.add(duration);
  const std::lock_guard lock(mutex_);
  prometheus::Counter*& counter = of.outcomes[outcome];
  if (counter == nullptr) counter = &requests_->Add({{"service", name}, {"outcome", outcome}});
  counter->Increment();
}

void Metrics::waited(const std::string& name, Micros duration) {
  OfService& of = service(name);
  of.wait->Observe(seconds(duration));
  of.waits.add(duration);
}

void Metrics::retried(const std::string& name, policy::Failure reason) {
  OfService& of = service(name);
  const std::string why = label(policy::describe(reason));
  const std::lock_guard lock(mutex_);
  prometheus::Counter*& counter = of.retries[why];
  if (counter == nullptr) counter = &retries_->Add({{"service", name}, {"reason", why}});
  counter->Increment();
}

void Metrics::withheld(Effect effect) { withheld_->Add({{"class", std::string(live::name(effect))}}).Increment(); }

void Metrics::ran(bool success, Micros duration) {
  by_status_[success ? 1 : 0]->Increment();
  run_->Observe(seconds(duration));
  runs_durations_.add(duration);
}

// --- What is told

std::string Metrics::page(const Snapshot& now) const {
  std::vector<MetricFamily> families = registry_.Collect();
  const auto gauge = [&](const char* name, const char* help, double value) {
    families.push_back(single(name, help, MetricType::Gauge, value));
  };
  const auto counter = [&](const char* name, const char* help, double value) {
    families.push_back(single(name, help, MetricType::Counter, value));
  };
  MetricFamily waiting = family("pbc_quota_waiting", "Requests that wait for a place.", MetricType::Gauge);
  MetricFamily under_way = family("pbc_requests_under_way", "Requests without an answer yet.", MetricType::Gauge);
  MetricFamily breaker = family("pbc_breaker_state", "0 closed, 1 open, 2 half open.", MetricType::Gauge);
  MetricFamily openings =
      family("pbc_breaker_openings_total", "How often a service was left alone for failing.", MetricType::Counter);
  MetricFamily left = family("pbc_quota_left", "Requests that a window still has room for.", MetricType::Gauge);
  MetricFamily limit = family("pbc_quota_limit", "Requests that a window allows.", MetricType::Gauge);
  for (const Snapshot::OfService& each : now.services) {
    // Of several accounts of a service, the one that has least.
    std::map<std::string, policy::Room> rooms;
    for (const policy::Room& room : each.rooms) {
      const auto [known, is_new] = rooms.emplace(room.window, room);
      if (!is_new && room.left < known->second.left) known->second = room;
    }
    for (const auto& [window, room] : rooms) {
      add(&left, static_cast<double>(room.left), {{"service", each.service}, {"window", window}});
      add(&limit, static_cast<double>(room.limit), {{"service", each.service}, {"window", window}});
    }
    add(&waiting, static_cast<double>(each.waiting), {{"service", each.service}});
    add(&under_way, static_cast<double>(each.under_way), {{"service", each.service}});
    add(&breaker, static_cast<double>(each.breaker), {{"service", each.service}});
    add(&openings, static_cast<double>(each.openings), {{"service", each.service}});
  }
  for (MetricFamily* each : {&waiting, &under_way, &breaker, &openings, &left, &limit})
    families.push_back(std::move(*each));
  gauge("pbc_cache_entries", "Answers in the memory of the process.", static_cast<double>(now.cache.entries));
  gauge("pbc_cache_bytes", "What they take.", static_cast<double>(now.cache.bytes));
  gauge("pbc_cache_limit_bytes", "What they may take.", static_cast<double>(now.cache_limit));
  counter("pbc_cache_evictions_total", "Answers that made room for others.", static_cast<double>(now.cache.evictions));
  counter("pbc_cache_expirations_total", "Answers that were too old.", static_cast<double>(now.cache.expirations));
  if (now.has_redis) {
    gauge("pbc_redis_up", "1 where the Redis is there.", now.is_redis_up ? 1 : 0);
    counter("pbc_redis_connections_total", "How often it was connected to.",
            static_cast<double>(now.redis_connections));
    counter("pbc_redis_unanswered_total", "Commands that it did not answer in time.",
            static_cast<double>(now.redis_failures));
    counter("pbc_redis_damaged_total", "Values that nobody of us has written so.",
            static_cast<double>(now.redis.damaged));
  }
  add_process(&families);
  return prometheus::TextSerializer().prometheus::Serializer::Serialize(families);
}

OrderedJson Metrics::cache_performance(const Snapshot& now) const {
  struct Sum {
    std::array<double, kSources> by_source{};
    double saved = 0;
    double all() const { return by_source[0] + by_source[1] + by_source[2] + by_source[3]; }
    double hits() const { return all() - by_source[0]; }
  };
  Sum total;
  std::map<std::string, std::map<std::string, Sum>> by_service;
  for (const auto& [action, of] : actions_) {
    if (of->lookups[0] == nullptr) continue;
    Sum& sum = by_service[of->service][of->type];
    double hits = 0;
    for (std::size_t i = 0; i < kSources; ++i) {
      const double count = of->lookups[i]->Value();
      sum.by_source[i] += count;
      total.by_source[i] += count;
      if (i == 1 || i == 2) hits += count;
    }
    const double saved = hits * of->durations.mean() / 1e6;
    sum.saved += saved;
    total.saved += saved;
  }
  const auto tell = [](const Sum& sum) {
    OrderedJson out = {{"lookups", sum.all()}, {"hit_rate", part(sum.hits(), sum.all())}};
    for (std::size_t i = 0; i < kSources; ++i) out[kSourceNames[i]] = sum.by_source[i];
    out["time_saved_seconds"] = round6(sum.saved);
    return out;
  };
  OrderedJson out = tell(total);
  out["memory"] = {{"entries", now.cache.entries},
                   {"bytes", now.cache.bytes},
                   {"limit_bytes", now.cache_limit},
                   {"evictions", now.cache.evictions},
                   {"expirations", now.cache.expirations}};
  if (now.has_redis)
    out["shared"] = {{"up", now.is_redis_up},
                     {"hits", now.redis.hits},
                     {"misses", now.redis.misses},
                     {"damaged", now.redis.damaged},
                     {"unanswered", now.redis_failures},
                     {"commands", now.redis.commands},
                     {"connections", now.redis_connections}};
  OrderedJson services = OrderedJson::object();
  for (const auto& [name, types] : by_service) {
    Sum sum;
    OrderedJson by_type = OrderedJson::object();
    for (const auto& [type, of] : types) {
      for (std::size_t i = 0; i < kSources; ++i) sum.by_source[i] += of.by_source[i];
      sum.saved += of.saved;
      if (of.all() > 0) by_type[type] = tell(of);
    }
    if (sum.all() == 0) continue;
    services[name] = tell(sum);
    services[name]["by_type"] = std::move(by_type);
  }
  out["by_service"] = std::move(services);
  return out;
}

OrderedJson Metrics::services(const Snapshot& now) const {
  OrderedJson out = OrderedJson::object();
  const std::lock_guard lock(mutex_);
  for (const auto& [name, of] : services_) {
    if (of->durations.count() == 0 && of->waits.count() == 0) continue;
    OrderedJson outcomes = OrderedJson::object();
    for (const auto& [outcome, counter] : of->outcomes) outcomes[outcome] = counter->Value();
    OrderedJson retries = OrderedJson::object();
    for (const auto& [reason, counter] : of->retries) retries[reason] = counter->Value();
    out[name] = {{"requests", told(of->durations)},
                 {"outcomes", std::move(outcomes)},
                 {"retries", std::move(retries)},
                 {"quota_wait", told(of->waits)}};
    for (const Snapshot::OfService& each : now.services)
      if (each.service == name) out[name]["breaker_openings"] = each.openings;
  }
  return out;
}

OrderedJson Metrics::quotas(const Snapshot& now) const {
  OrderedJson out = OrderedJson::array();
  for (const Snapshot::OfService& each : now.services)
    for (const policy::Room& room : each.rooms)
      out.push_back({{"service", each.service}, {"window", room.window}, {"limit", room.limit}, {"left", room.left}});
  return out;
}

std::string Metrics::report(const Snapshot& now) const {
  const double elapsed = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin_).count();
  const auto runs = static_cast<double>(runs_durations_.count());
  const auto requests = static_cast<double>(all_requests_.count());
  OrderedJson report;
  report["playbook_performance"] = {
      {"runs", runs_durations_.count()},          {"succeeded", by_status_[1]->Value()},
      {"failed", by_status_[0]->Value()},         {"durations", told(runs_durations_)},
      {"requests_per_run", part(requests, runs)}, {"cpu_seconds", round6(processor_seconds())},
      {"resident_bytes", resident_bytes()}};
  const auto batches = static_cast<double>(batches_);
  const auto batched = static_cast<double>(batched_);
  report["batch_processing"] = {{"batches", batches},
                                {"calls", batched},
                                {"calls_per_batch", part(batched, batches)},
                                {"requests_saved", batched - batches}};
  report["cache_performance"] = cache_performance(now);
  report["throughput"] = {{"elapsed_seconds", round6(elapsed)},
                          {"runs_per_second", part(runs, elapsed)},
                          {"requests_per_second", part(requests, elapsed)},
                          {"runs", told(runs_durations_)},
                          {"requests", told(all_requests_)}};
  report["services"] = services(now);
  report["quotas"] = quotas(now);
  return report.dump(2);
}

}  // namespace pbc::live
