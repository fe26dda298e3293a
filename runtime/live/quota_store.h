// SPDX-License-Identifier: Apache-2.0
//
// Where the state of quotas is kept, so that they hold across restarts and between processes.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <functional>
#include <memory>
#include <string>

#include "policy/quota.h"

namespace pbc::live {

using policy::Micros;
class Log;
class Redis;

class QuotaStore {
 public:
  QuotaStore() = default;
  QuotaStore(const QuotaStore&) = delete;
  QuotaStore& operator=(const QuotaStore&) = delete;
  virtual ~QuotaStore() = default;

  /// One transaction: `quota` becomes what is stored under `key`, `change` changes it, and it is stored. The change is
  /// made on what this process knows where the store cannot be reached; false then. It may be made several times, each
  /// time on another state: the last one counts.
  virtual boost::asio::awaitable<bool> update(const std::string& key, policy::Quota& quota,
                                              const std::function<void(policy::Quota&)>& change) = 0;
  /// Whether a change that could not be stored holds all the same, because the store has an account of it; else it is
  /// none.
  virtual bool works_alone() const { return true; }
  /// The clock of its quotas.
  virtual Micros now() const;
  /// How far this clock may differ between those who share the store.
  virtual Micros clock_spread() const { return 0; }
  /// Whether others change what it holds.
  virtual bool is_shared() const { return false; }
  /// What a token is called by now, inside of a change.
  virtual policy::Token current(const std::string& key, const policy::Token& token) const;
};

/// Of this process alone.
std::unique_ptr<QuotaStore> memory_quota_store();
/// A SQLite database in the folder, which processes of this machine share. Null, with `error` set, where it cannot be
/// opened.
std::unique_ptr<QuotaStore> file_quota_store(const std::string& folder, Log& log, std::string* error);
/// A Redis, which processes of many machines share. While it is away, each of those that were there goes on with its
/// part of the limits.
std::unique_ptr<QuotaStore> redis_quota_store(boost::asio::io_context& context, Redis& redis);

}  // namespace pbc::live
