// SPDX-License-Identifier: Apache-2.0
//
// The configuration of live runs (docs/live.md, Configuration): which assets there are, what they may do, what is kept.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "live/connector.h"
#include "live/http_client.h"
#include "live/redis_address.h"

namespace pbc::live {

/// An asset that can be asked, or why it cannot.
struct AssetConfig {
  std::string name;
  std::shared_ptr<const Connector> connector;
  std::string base_url;
  std::map<std::string, std::string> secrets;  // their values
  std::map<std::string, OrderedJson> settings;
  std::optional<std::size_t> max_upload;  // over that of the connector
  std::vector<QuotaRule> quotas;
  bool has_own_quotas = false;  // over those of the connector; none: no limits
  std::string account;          // a digest of service and secrets: whose quotas it uses up
  bool is_implied = false;      // nobody has configured it: any of its usual names means it
  std::string scope;            // what equal questions need besides to have equal answers
  std::string problem;          // not empty: what is missing
};

struct Config {
  std::vector<AssetConfig> assets;
  std::set<Effect> allowed;
  std::map<std::string, Micros> ttl = {{"malicious", 2 * policy::kHour},
                                       {"suspicious", policy::kHour},
                                       {"clean", 30 * policy::kMinute},
                                       {"unknown", 15 * policy::kMinute}};
  std::size_t cache_bytes = std::size_t{256} << 20;
  RedisAddress redis;  // empty: none
  std::string state;   // a folder for what outlives the process; empty: none
  HttpOptions http;
  Micros max_wait = 10 * policy::kMinute;          // of one request, for its quota
  Micros batch_window = 5 * policy::kMillisecond;  // how long the first look-up of a batch waits for others
  int attempts = 3;
  OrderedJson triage;                // an object that triage/ reads, or null
  OrderedJson source;                // the whole of it, as it was given
  std::vector<std::string> secrets;  // all values in all forms, for redaction
};

/// A problem and the file that has it.
struct FileProblem {
  std::string file;
  DescriptorProblem problem;
};
/// "FILE: PLACE: what is wrong"
std::string told(const FileProblem& problem);

/// The connectors that are built in, and over them those of the folders, but for those with problems.
std::vector<std::shared_ptr<const Connector>> load_connectors(const std::vector<std::string>& folders,
                                                              std::vector<FileProblem>* problems);

/// Reads the file, or makes a configuration of what the environment has where `file` is empty. Sets `error` to
/// "FILE: PLACE: what is wrong".
Config load_config(const std::string& file, const std::vector<std::shared_ptr<const Connector>>& connectors,
                   std::string* error);

}  // namespace pbc::live
