// SPDX-License-Identifier: Apache-2.0
//
// Quotas in a Redis. A state is read, changed here and written back where nobody else has written meanwhile, else the
// change is made again on what he has written: one round trip where nobody did. What is asked for while one is under
// way goes together in the next.
//
// A value is "NONCE PROCESS:TIME:SERIAL,...\nSTATE". Every write has a nonce of its own, which is what is compared. The
// serial is that of the last write of the process that the state is made of. So each process can tell, whatever became
// of the Redis, what it has done that the state does not know: that it adds. Processes that have written of late share
// the limits while the Redis is away.
#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <charconv>
#include <deque>
#include <map>
#include <random>
#include <set>

#include "live/quota_store.h"
#include "live/redis.h"
#include "live/service.h"

namespace pbc::live {

namespace {

namespace asio = boost::asio;
using policy::Deed;
using policy::Quota;
using policy::Token;

constexpr std::string_view kPrefix = "pbc:1:quota:";
constexpr Micros kPatience = 500 * policy::kMillisecond;
constexpr Micros kPresent = 2 * policy::kMinute;
/// Others are about to be heard: nothing is taken for so long after the Redis went away, and after it came back. They
/// may have a newer state than this process, or have taken their part of the limits.
constexpr Micros kAlone = 3 * policy::kSecond;
constexpr Micros kTogether = 7 * policy::kSecond;  // they come back within Redis's longest delay
constexpr std::size_t kMostProcesses = 64;
constexpr std::size_t kNonce = 16;
constexpr int kMostAttempts = 100;
constexpr int kLooks = 5;
/// Of what the processes make of the Redis's clock, which they read over the network.
constexpr Micros kSpread = 10 * policy::kMillisecond;
/// Longer than the longest window.
constexpr const char* kKeptFor = "5356800000";  // 62 days, in milliseconds

// Answers {1 or 0, what is there where it is not what was expected, seconds, microseconds}.
constexpr const char* kReplace = R"(
local found = redis.call('GET', KEYS[1])
local time = redis.call('TIME')
if string.sub(found or '', 1, 16) ~= ARGV[1] then return {0, found or '', time[1], time[2]} end
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
return {1, '', time[1], time[2]}
)";
/// No nonce: nothing is replaced, what is there is told.
constexpr const char* kNobodys = "?";

template <typename Number>
Number number_of(std::string_view text) {
  Number value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

Micros steady() {
  using namespace std::chrono;
  return duration_cast<microseconds>(steady_clock::now().time_since_epoch()).count();
}

/// The clock of the Redis, from when it answered. What is least uncertain is believed.
class RedisClock {
 public:
  Micros now() const { return has_any_ ? steady() + offset_ : live::now(); }
  bool is_good() const { return has_any_ && error_ <= kSpread / 2; }

  /// Times by steady().
  void learn(Micros sent, Micros received, Micros told) {
    const Micros error = (received - sent) / 2;
    const Micros offset = told - (sent + received) / 2;
    // Clocks drift apart, and are set.
    const Micros believed = error_ + (received - learned_) / 5000;
    const bool is_contradiction = std::abs(offset - offset_) > error + believed;
    if (has_any_ && error > believed && !is_contradiction) return;
    has_any_ = true;
    offset_ = offset;
    error_ = error;
    learned_ = received;
  }

 private:
  bool has_any_ = false;
  Micros offset_ = 0, error_ = 0, learned_ = 0;
};

struct Process {
  Micros seen = 0;
  std::uint64_t serial = 0;
};
using Processes = std::map<std::string, Process>;

std::string text_of(const Processes& processes) {
  std::string out;
  for (const auto& [name, process] : processes) {
    if (!out.empty()) out += ',';
    out += name + ":" + std::to_string(process.seen) + ":" + std::to_string(process.serial);
  }
  return out;
}

Processes processes_in(std::string_view text) {
  Processes processes;
  while (!text.empty() && processes.size() < kMostProcesses) {
    const std::string_view one = text.substr(0, text.find(','));
    text.remove_prefix(std::min(text.size(), one.size() + 1));
    const std::size_t first = one.find(':');
    const std::size_t second = one.find(':', first + 1);
    if (first == one.npos || second == one.npos) continue;
    processes[std::string(one.substr(0, first))] = {number_of<Micros>(one.substr(first + 1)),
                                                    number_of<std::uint64_t>(one.substr(second + 1))};
  }
  return processes;
}

class RedisStore final : public QuotaStore {
 public:
  RedisStore(asio::io_context& context, Redis& redis)
      : context_(context), redis_(redis), process_(random_name().substr(0, 8)) {}

  asio::awaitable<bool> update(const std::string& key, Quota& quota,
                               const std::function<void(Quota&)>& change) override {
    Account& account = accounts_[key];
    if (!account.shared) {
      account.shared = quota;
      account.shared->record();
    }
    Change mine{&change, asio::steady_timer(context_, asio::steady_timer::time_point::max())};
    account.queue.push_back(&mine);
    if (!account.is_busy) {
      account.is_busy = true;
      asio::co_spawn(context_, run(key, account), asio::detached);
    }
    if (!mine.is_done) co_await mine.done.async_wait(asio::as_tuple(asio::use_awaitable));
    quota = account.apart ? *account.apart : *account.shared;
    co_return mine.is_stored;
  }
  Micros now() const override { return clock_.now(); }
  Micros clock_spread() const override { return kSpread; }
  bool is_shared() const override { return true; }
  Token current(const std::string& key, const Token& token) const override {
    const auto found = accounts_.find(key);
    if (found == accounts_.end()) return token;
    const Account& account = found->second;
    Token name = token;
    for (auto next = account.renamed.find(name); next != account.renamed.end(); next = account.renamed.find(name))
      name = next->second;
    const auto last = account.about_to_be.find(name);
    return last == account.about_to_be.end() ? name : last->second;
  }

 private:
  struct Change {
    const std::function<void(Quota&)>* change;
    asio::steady_timer done;
    bool is_done = false;
    bool is_stored = false;
  };
  /// A request of this process that may hold places. Times are by steady().
  struct Own {
    std::int64_t weight = 0;
    Micros taken = 0;
    std::optional<Micros> completed;
    std::uint64_t taken_in = 0;  // the serial of the write that told; 0: none did
    std::uint64_t completed_in = 0;
  };
  /// A write of which nobody knows whether it was made.
  struct Unsure {
    std::uint64_t serial;
    std::vector<Token> taken;
  };
  struct Account {
    std::optional<Quota> shared;    // as it was seen last
    std::optional<Quota> apart;     // while it cannot be reached: with what was done since
    std::string nonce = kNobodys;   // of what was seen last; empty: there was nothing
    Processes processes;            // likewise
    std::uint64_t serial = 0;       // of the last write that was tried
    std::uint64_t told = 0;         // of the last that was made
    bool has_more = false;          // that no write has told
    Micros apart_since = 0;         // by the clock of the Redis
    std::set<std::string> present;  // other processes, then
    Micros together_since = 0;      // by steady(); 0: it is long ago
    std::vector<Unsure> unsure;
    std::map<Token, Own> own;  // by their names in `shared`, or in `apart` where no write has told
    std::size_t tidy_at = 1000;
    std::map<Token, Token> renamed;
    std::map<Token, Token> about_to_be;  // renamed, if the write succeeds
    std::vector<Change*> queue;
    bool is_busy = false;
  };

  std::string random_name() {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string name;
    for (std::size_t i = 0; i < kNonce; ++i) name += kDigits[random_() % 16];
    return name;
  }

  asio::awaitable<void> run(const std::string& key, Account& account) {
    while (!account.queue.empty()) {
      const std::vector<Change*> changes = std::exchange(account.queue, {});
      const bool is_stored = co_await transact(key, account, changes);
      account.about_to_be.clear();
      if (!is_stored) make_apart(account, changes);
      for (Change* change : changes) {
        change->is_done = true;
        change->is_stored = is_stored;
        change->done.cancel();
      }
    }
    account.is_busy = false;
  }

  static void make(Quota& quota, const std::vector<Change*>& changes) {
    for (const Change* change : changes) (*change->change)(quota);
  }

  asio::awaitable<bool> transact(const std::string& key, Account& account, const std::vector<Change*>& changes) {
    for (int attempt = 0; attempt < kMostAttempts; ++attempt) {
      if (!redis_.is_prompt()) co_return false;
      // The first answers are slow.
      while (account.nonce == kNobodys || (!clock_.is_good() && looks_ < kLooks)) {
        ++looks_;
        if (!co_await look(key, account)) co_return false;
      }
      Quota changed = *account.shared;
      contribute(account, &changed);
      changed.pause(others_are_missing(account));
      make(changed, changes);
      const std::vector<Deed> deeds = changed.take_deeds();
      const std::uint64_t serial = ++account.serial;
      Processes processes = account.processes;
      processes[process_] = {now(), serial};
      while (processes.size() > kMostProcesses)
        processes.erase(std::ranges::min_element(processes, {}, [](const auto& each) { return each.second.seen; }));
      const std::string nonce = random_name();
      std::string value = nonce + " " + text_of(processes) + "\n" + changed.to_text();
      account.unsure.push_back({serial, taken_by(deeds)});
      for (const auto& [before, after] : account.about_to_be) account.unsure.back().taken.push_back(after);
      const Redis::Reply reply = co_await ask(key, account.nonce, std::move(value));
      if (!reply) co_return false;
      if (reply->element[0]->integer == 1) {
        account.shared = std::move(changed);
        account.apart.reset();
        account.nonce = nonce;
        account.processes = std::move(processes);
        account.unsure.clear();
        account.told = serial;
        account.shared->pause(false);
        account.has_more = false;
        note(account, deeds, serial);
        co_return true;
      }
      account.unsure.pop_back();
      see(account, live::text_of(reply->element[1]));
    }
    co_return false;
  }

  /// Of those who were there before the Redis went away, some may have taken what nobody knows of yet.
  bool others_are_missing(Account& account) {
    if (account.apart && account.together_since == 0) account.together_since = steady();
    if (account.together_since == 0) return false;
    const bool is_over =
        steady() > account.together_since + kTogether || std::ranges::all_of(account.present, [&](const auto& name) {
          const auto process = account.processes.find(name);
          return process != account.processes.end() && process->second.seen > account.apart_since;
        });
    if (is_over && !account.apart) account.together_since = 0;
    return !is_over;
  }

  /// The script; null where it cannot be said whether it was run.
  asio::awaitable<Redis::Reply> ask(const std::string& key, const std::string& expected, std::string value) {
    std::string name(kPrefix);
    name += key;
    Redis::Arguments command = {"EVAL", kReplace, "1", name, expected, std::move(value), kKeptFor};
    const Micros sent = steady();
    const Redis::Reply reply = co_await redis_.ask(std::move(command), kPatience);
    if (!reply || reply->type != REDIS_REPLY_ARRAY || reply->elements != 4 ||
        reply->element[0]->type != REDIS_REPLY_INTEGER)
      co_return nullptr;
    clock_.learn(sent, steady(),
                 number_of<Micros>(live::text_of(reply->element[2])) * policy::kSecond +
                     number_of<Micros>(live::text_of(reply->element[3])));
    co_return reply;
  }

  asio::awaitable<bool> look(const std::string& key, Account& account) {
    const Redis::Reply reply = co_await ask(key, kNobodys, "");
    if (!reply) co_return false;
    see(account, live::text_of(reply->element[1]));
    co_return true;
  }

  /// What is there now. Where it is nothing, or nothing that we wrote, what was seen last holds.
  void see(Account& account, std::string_view text) {
    account.nonce = text.substr(0, kNonce);
    const std::size_t line = text.find('\n');
    if (line == text.npos || line <= kNonce) return;
    std::optional<Quota> found = account.shared->from_text(text.substr(line + 1));
    if (!found) return;
    Processes processes = processes_in(text.substr(kNonce + 1, line - kNonce - 1));
    const bool is_less = std::ranges::any_of(account.processes, [&](const auto& known) {
      const auto same = processes.find(known.first);
      return known.first != process_ && same != processes.end() && same->second.serial < known.second.serial;
    });
    std::uint64_t& mine = processes[process_].serial;
    if (is_less) {
      found->widen(*account.shared);
      mine = std::max(mine, account.processes[process_].serial);
    }
    found->record();
    account.shared = std::move(found);
    for (const Unsure& unsure : account.unsure)
      if (unsure.serial == mine)
        for (const Token& token : unsure.taken) account.shared->cancel(token, now());
    account.shared->take_deeds();
    account.processes = std::move(processes);
  }

  // --- What this process has done

  static std::vector<Token> taken_by(const std::vector<Deed>& deeds) {
    std::vector<Token> taken;
    for (const Deed& deed : deeds)
      if (deed.what == Deed::What::kTaken) taken.push_back(deed.token);
    return taken;
  }

  /// `serial` is that of the write that has told; 0: none did.
  void note(Account& account, const std::vector<Deed>& deeds, std::uint64_t serial) {
    if (serial > 0) {
      for (const auto& [before, after] : account.about_to_be) {
        account.renamed[before] = after;
        if (auto moved = account.own.extract(before)) {
          moved.key() = after;
          account.own.insert(std::move(moved));
        }
      }
      for (auto& [name, own] : account.own) {
        if (own.taken_in == 0) own.taken_in = serial;
        if (own.completed && own.completed_in == 0) own.completed_in = serial;
      }
    }
    for (const Deed& deed : deeds) {
      if (deed.what == Deed::What::kTaken) {
        account.own[deed.token] = {deed.weight, steady(), std::nullopt, serial, 0};
      } else if (const auto own = account.own.find(deed.token); own == account.own.end()) {
        continue;
      } else if (deed.what == Deed::What::kCancelled && own->second.taken_in == 0) {
        account.own.erase(own);
      } else {
        own->second.completed = steady();
        own->second.completed_in = serial;
      }
    }
    if (account.own.size() < account.tidy_at) return;
    std::erase_if(account.own, [&](const auto& each) {
      return account.shared->is_over(by_redis(each.second.taken), by_redis(each.second.completed));
    });
    std::erase_if(account.renamed, [&](const auto& each) { return each.second.taken + policy::kHour < now(); });
    account.tidy_at = 2 * account.own.size() + 1000;
  }

  /// Adds to the state what it does not know.
  void contribute(Account& account, Quota* state) {
    account.about_to_be.clear();
    const auto found = account.processes.find(process_);
    const std::uint64_t known = found == account.processes.end() ? 0 : found->second.serial;
    if (known >= account.told && !account.has_more) return;
    for (auto& [name, own] : account.own) {
      // It was told by a write that is lost.
      if (own.taken_in > known) own.taken_in = 0;
      if (own.completed_in > known) own.completed_in = 0;
      if (own.taken_in == 0) {
        const std::optional<Token> token = state->add(own.weight, by_redis(own.taken), by_redis(own.completed), now());
        if (token) account.about_to_be[name] = *token;
      } else if (own.completed && own.completed_in == 0) {
        state->complete(name, now());
      }
    }
    if (account.apart) state->heed(*account.apart);
    state->take_deeds();
  }

  Micros by_redis(Micros time) const { return time + now() - steady(); }
  std::optional<Micros> by_redis(std::optional<Micros> time) const {
    return time ? std::optional(by_redis(*time)) : std::nullopt;
  }

  void make_apart(Account& account, const std::vector<Change*>& changes) {
    if (!account.apart) {
      // Of an earlier time, some may be missing still.
      if (account.together_since == 0) account.present.clear();
      for (const auto& [name, process] : account.processes)
        if (name != process_ && process.seen + kPresent > now()) account.present.insert(name);
      account.apart_since = now();
      account.apart = account.shared;
      account.apart->go_apart(1 + static_cast<std::int64_t>(account.present.size()), now());
    }
    account.together_since = 0;
    account.apart->pause(!account.present.empty() && now() < account.apart_since + kAlone);
    make(*account.apart, changes);
    note(account, account.apart->take_deeds(), 0);
    account.has_more = true;
  }

  asio::io_context& context_;
  Redis& redis_;
  std::mt19937_64 random_{std::random_device{}()};
  std::string process_;
  RedisClock clock_;
  int looks_ = 0;
  std::map<std::string, Account> accounts_;
};

}  // namespace

std::unique_ptr<QuotaStore> redis_quota_store(asio::io_context& context, Redis& redis) {
  return std::make_unique<RedisStore>(context, redis);
}

}  // namespace pbc::live
