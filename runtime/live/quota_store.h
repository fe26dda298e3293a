// SPDX-License-Identifier: Apache-2.0
//
// Where the state of quotas is kept, so that they hold across restarts and between processes.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <functional>
#include <memory>
#include <string>

#include "policy/quota.h"

namespace pbc::live {

class QuotaStore {
 public:
  QuotaStore() = default;
  QuotaStore(const QuotaStore&) = delete;
  QuotaStore& operator=(const QuotaStore&) = delete;
  virtual ~QuotaStore() = default;

  /// One transaction: `quota` becomes what is stored under `key`, `change` changes it, and it is stored. The change is
  /// made on what this process knows where the store cannot be reached; false then.
  virtual boost::asio::awaitable<bool> update(const std::string& key, policy::Quota& quota,
                                              const std::function<void(policy::Quota&)>& change) = 0;
};

/// Of this process alone.
std::unique_ptr<QuotaStore> memory_quota_store();
/// A SQLite database in the folder, which processes of this machine share. Null, with `error` set, where it cannot be
/// opened.
std::unique_ptr<QuotaStore> file_quota_store(const std::string& folder, std::string* error);

}  // namespace pbc::live
