// SPDX-License-Identifier: Apache-2.0
#include "live/quota_store.h"

#include <sqlite3.h>

#include <filesystem>
#include <utility>

#include "live/log.h"

#include "live/service.h"

namespace pbc::live {

Micros QuotaStore::now() const { return live::now(); }

policy::Token QuotaStore::current(const std::string&, const policy::Token& token) const { return token; }

namespace {

class MemoryStore final : public QuotaStore {
 public:
  boost::asio::awaitable<bool> update(const std::string&, policy::Quota& quota,
                                      const std::function<void(policy::Quota&)>& change) override {
    change(quota);
    co_return true;
  }
};

struct CloseDatabase {
  void operator()(sqlite3* database) const { sqlite3_close(database); }
};
struct FinishStatement {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Database = std::unique_ptr<sqlite3, CloseDatabase>;
using Statement = std::unique_ptr<sqlite3_stmt, FinishStatement>;

class FileStore final : public QuotaStore {
 public:
  FileStore(Database database, Log& log) : database_(std::move(database)), log_(log) {
    begin_ = prepare("BEGIN IMMEDIATE");
    commit_ = prepare("COMMIT");
    rollback_ = prepare("ROLLBACK");
    find_ = prepare("SELECT state FROM quotas WHERE account = ?1");
    put_ = prepare("INSERT INTO quotas(account, state) VALUES(?1, ?2) ON CONFLICT(account) DO UPDATE SET state = ?2");
  }

  boost::asio::awaitable<bool> update(const std::string& key, policy::Quota& quota,
                                      const std::function<void(policy::Quota&)>& change) override {
    if (!run(begin_)) co_return failed();
    sqlite3_bind_text(find_.get(), 1, key.data(), static_cast<int>(key.size()), SQLITE_TRANSIENT);
    if (sqlite3_step(find_.get()) == SQLITE_ROW) {
      const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(find_.get(), 0));
      const auto size = static_cast<std::size_t>(sqlite3_column_bytes(find_.get(), 0));
      // Of other windows, or nothing that we wrote: what this process knows holds.
      if (std::optional<policy::Quota> stored = quota.from_text({text, size})) quota = std::move(*stored);
    }
    sqlite3_reset(find_.get());
    policy::Quota before = quota;
    change(quota);
    const std::string state = quota.to_text();
    sqlite3_bind_text(put_.get(), 1, key.data(), static_cast<int>(key.size()), SQLITE_TRANSIENT);
    sqlite3_bind_text(put_.get(), 2, state.data(), static_cast<int>(state.size()), SQLITE_TRANSIENT);
    const bool is_stored = run(put_) && run(commit_);
    if (is_stored) co_return true;
    run(rollback_);
    quota = std::move(before);
    co_return failed();
  }
  bool is_shared() const override { return true; }
  bool works_alone() const override { return false; }

 private:
  Statement prepare(const char* text) {
    sqlite3_stmt* statement = nullptr;
    sqlite3_prepare_v2(database_.get(), text, -1, &statement, nullptr);
    return Statement(statement);
  }
  static bool run(const Statement& statement) {
    const int result = sqlite3_step(statement.get());
    sqlite3_reset(statement.get());
    return result == SQLITE_DONE;
  }

  bool failed() {
    if (!std::exchange(has_warned_, true))
      log_.warning("quotas_not_kept",
                   {{"message", std::string("the state of quotas cannot be kept: ") + sqlite3_errmsg(database_.get()) +
                                    "; nothing is sent until it can"}});
    return false;
  }

  Database database_;
  Log& log_;
  bool has_warned_ = false;
  Statement begin_, commit_, rollback_, find_, put_;
};

}  // namespace

std::unique_ptr<QuotaStore> memory_quota_store() { return std::make_unique<MemoryStore>(); }

std::unique_ptr<QuotaStore> file_quota_store(const std::string& folder, Log& log, std::string* error) {
  std::error_code failure;
  std::filesystem::create_directories(folder, failure);
  sqlite3* opened = nullptr;
  const std::string file = folder + "/quotas.db";
  const int code = sqlite3_open_v2(file.c_str(), &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
  Database database(opened);
  const auto fails = [&](const char* statement) {
    return sqlite3_exec(database.get(), statement, nullptr, nullptr, nullptr) != SQLITE_OK;
  };
  sqlite3_busy_timeout(opened, 100);  // the thread waits; who tries again does not
  // It has to outlive this process, not a loss of power: a request of the last instants then counts twice at most.
  if (code != SQLITE_OK || fails("PRAGMA journal_mode = WAL") || fails("PRAGMA synchronous = OFF") ||
      fails("CREATE TABLE IF NOT EXISTS quotas(account TEXT PRIMARY KEY, state TEXT NOT NULL)")) {
    *error = "cannot use " + file + ": " + sqlite3_errmsg(database.get());
    return nullptr;
  }
  return std::make_unique<FileStore>(std::move(database), log);
}

}  // namespace pbc::live
