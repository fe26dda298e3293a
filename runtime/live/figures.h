// SPDX-License-Identifier: Apache-2.0
//
// How what was counted is told: as JSON and as Prometheus reads it.
#pragma once

#include <prometheus/histogram.h>
#include <prometheus/metric_family.h>

#include <array>
#include <string>
#include <utility>
#include <vector>

#include "live/connector.h"
#include "live/durations.h"

namespace pbc::live {

/// Seconds: from a hit in the memory of the process to a service that nearly gives up.
const prometheus::Histogram::BucketBoundaries& duration_buckets();
/// Who answered, in the order of Source.
inline constexpr std::array<const char*, 6> kSourceNames = {"service", "process_cache", "redis",
                                                            "flight",  "computed",      "nobody"};

double seconds(Micros duration);
double round6(double value);
/// 0 of nothing.
double part(double of, double all);
OrderedJson told(const Durations& durations);

double resident_bytes();
double processor_seconds();

prometheus::MetricFamily family(const char* name, const char* help, prometheus::MetricType type);
void add(prometheus::MetricFamily* to, double value,
         const std::vector<std::pair<std::string, std::string>>& labels = {});
prometheus::MetricFamily single(const char* name, const char* help, prometheus::MetricType type, double value);
/// What Prometheus knows of every process.
void add_process(std::vector<prometheus::MetricFamily>* families);

}  // namespace pbc::live
