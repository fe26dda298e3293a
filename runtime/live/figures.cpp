// SPDX-License-Identifier: Apache-2.0
#include "live/figures.h"

#include <sys/resource.h>
#include <unistd.h>

#include <cmath>
#include <cstdio>

namespace pbc::live {

using prometheus::MetricFamily;
using prometheus::MetricType;

const prometheus::Histogram::BucketBoundaries& duration_buckets() {
  static const prometheus::Histogram::BucketBoundaries kBuckets = {
      1e-6, 5e-6, 1e-5, 5e-5, 1e-4, 5e-4, 1e-3, 5e-3, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60};
  return kBuckets;
}

double seconds(Micros duration) { return static_cast<double>(duration) / policy::kSecond; }

double round6(double value) { return std::round(value * 1e6) / 1e6; }

double part(double of, double all) { return all > 0 ? round6(of / all) : 0; }

OrderedJson told(const Durations& durations) {
  return {{"count", durations.count()},
          {"mean_seconds", round6(durations.mean() / 1e6)},
          {"p50_seconds", round6(durations.quantile(0.5) / 1e6)},
          {"p95_seconds", round6(durations.quantile(0.95) / 1e6)},
          {"p99_seconds", round6(durations.quantile(0.99) / 1e6)},
          {"max_seconds", round6(seconds(durations.longest()))}};
}

double resident_bytes() {
  unsigned long long all = 0, resident = 0;
  if (std::FILE* const file = std::fopen("/proc/self/statm", "re")) {
    if (std::fscanf(file, "%llu %llu", &all, &resident) != 2) resident = 0;
    std::fclose(file);
  }
  return static_cast<double>(resident) * static_cast<double>(sysconf(_SC_PAGESIZE));
}

double processor_seconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto of = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  return of(usage.ru_utime) + of(usage.ru_stime);
}

MetricFamily family(const char* name, const char* help, MetricType type) {
  MetricFamily result;
  result.name = name;
  result.help = help;
  result.type = type;
  return result;
}

void add(MetricFamily* to, double value, const std::vector<std::pair<std::string, std::string>>& labels) {
  prometheus::ClientMetric metric;
  for (const auto& [name, text] : labels) metric.label.push_back({name, text});
  metric.gauge.value = value;
  metric.counter.value = value;
  to->metric.push_back(std::move(metric));
}

MetricFamily single(const char* name, const char* help, MetricType type, double value) {
  MetricFamily result = family(name, help, type);
  add(&result, value);
  return result;
}

void add_process(std::vector<MetricFamily>* families) {
  families->push_back(single("process_cpu_seconds_total", "Processor time.", MetricType::Counter, processor_seconds()));
  families->push_back(single("process_resident_memory_bytes", "Memory.", MetricType::Gauge, resident_bytes()));
}

}  // namespace pbc::live
