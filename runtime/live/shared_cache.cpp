// SPDX-License-Identifier: Apache-2.0
#include "live/shared_cache.h"

#include <openssl/evp.h>

#include <algorithm>
#include <iterator>

#include "frozen/frozen.h"
#include "live/service.h"
#include "live/template.h"

namespace pbc::live {

namespace {

/// Another one for another form of the values, or of the keys.
constexpr std::string_view kPrefix = "pbc:1:answer:";
constexpr Micros kPatience = 50 * policy::kMillisecond;
constexpr std::size_t kMostKeys = 512;                    // in a command
constexpr std::size_t kMostBytes = std::size_t{4} << 20;  // of a value
constexpr std::size_t kDigest = 32;

std::string digest(std::string_view first, std::string_view second) {
  // Both take a while to get.
  struct Free {
    void operator()(EVP_MD_CTX* state) const { EVP_MD_CTX_free(state); }
    void operator()(EVP_MD* algorithm) const { EVP_MD_free(algorithm); }
  };
  static const std::unique_ptr<EVP_MD, Free> algorithm(EVP_MD_fetch(nullptr, "SHA256", nullptr));
  thread_local const std::unique_ptr<EVP_MD_CTX, Free> owned(EVP_MD_CTX_new());
  EVP_MD_CTX* const state = owned.get();
  std::string out(kDigest, '\0');
  EVP_DigestInit_ex(state, algorithm.get(), nullptr);
  EVP_DigestUpdate(state, first.data(), first.size());
  EVP_DigestUpdate(state, second.data(), second.size());
  EVP_DigestFinal_ex(state, reinterpret_cast<unsigned char*>(out.data()), nullptr);
  return out;
}

}  // namespace

std::string name_in_redis(std::string_view key) { return std::string(kPrefix) + hex(digest(key, "")); }

// A frozen list, and behind it the digest of the key and of the list. The digest tells damage, and that the value is
// the key's.

std::string pack(std::string_view key, const Answer& answer, Micros expires) {
  frozen::Writer writer;
  writer.list(7);
  writer.integer(answer.made);
  writer.integer(expires);
  writer.boolean(answer.success);
  writer.text(answer.verdict);
  writer.text(answer.message);
  writer.text(answer.data);
  writer.text(answer.summary);
  std::string bytes = writer.take();
  bytes += digest(key, bytes);
  return bytes;
}

std::optional<Kept> unpack(std::string_view key, std::string_view bytes) {
  if (bytes.size() < kDigest) return std::nullopt;
  const std::string_view list = bytes.substr(0, bytes.size() - kDigest);
  if (!frozen::is_frozen(list) || digest(key, list) != bytes.substr(list.size())) return std::nullopt;
  frozen::Reader reader(list);
  Kept kept;
  const auto answer = std::make_shared<Answer>();
  const auto has = [&](char letter) { return reader.letter() == letter; };
  const auto text = [&](std::string* into) {
    if (!has('s')) return false;
    *into = reader.text();
    return true;
  };
  if (!has('[') || reader.count() != 7 || !has('i')) return std::nullopt;
  answer->made = reader.integer();
  if (!has('i')) return std::nullopt;
  kept.expires = reader.integer();
  const char success = reader.letter();
  if (success != 't' && success != 'f') return std::nullopt;
  answer->success = success == 't';
  if (!text(&answer->verdict) || !text(&answer->message) || !text(&answer->data) || !text(&answer->summary))
    return std::nullopt;
  if (!answer->data.starts_with('[') || !answer->summary.starts_with('{') || !frozen::is_frozen(answer->data) ||
      !frozen::is_frozen(answer->summary))
    return std::nullopt;
  kept.answer = answer;
  return kept;
}

void SharedCache::find(std::string key, Deliver deliver) {
  {
    const std::lock_guard lock(mutex_);
    if (is_under_way_) return waiting_.push_back({std::move(key), std::move(deliver)});
    is_under_way_ = true;
  }
  std::vector<Asked> alone;
  alone.push_back({std::move(key), std::move(deliver)});
  ask(std::move(alone));
}

void SharedCache::ask(std::vector<Asked> asked) {
  Redis::Arguments arguments = {"MGET"};
  for (const Asked& each : asked) arguments.push_back(name_in_redis(each.key));
  ++commands_;
  const auto shared = std::make_shared<std::vector<Asked>>(std::move(asked));
  redis_.send(arguments, kPatience, [this, shared](const Redis::Reply& reply) {
    ask_next();
    take(std::move(*shared), reply);
  });
}

void SharedCache::ask_next() {
  const bool is_worth_it = is_worth_asking();
  std::vector<Asked> next;
  {
    const std::lock_guard lock(mutex_);
    const std::size_t count = is_worth_it ? std::min(waiting_.size(), kMostKeys) : waiting_.size();
    const auto end = waiting_.begin() + static_cast<std::ptrdiff_t>(count);
    next.assign(std::move_iterator(waiting_.begin()), std::move_iterator(end));
    waiting_.erase(waiting_.begin(), end);
    is_under_way_ = is_worth_it && count > 0;
  }
  if (next.empty()) return;
  if (is_worth_it) return ask(std::move(next));
  take(std::move(next), nullptr);
}

void SharedCache::take(std::vector<Asked> asked, const Redis::Reply& reply) {
  const bool is_answered = reply && reply->type == REDIS_REPLY_ARRAY && reply->elements == asked.size();
  for (std::size_t i = 0; i < asked.size(); ++i) {
    const redisReply* element = is_answered ? reply->element[i] : nullptr;
    std::optional<Kept> kept;
    if (element != nullptr && element->type == REDIS_REPLY_STRING) {
      kept = unpack(asked[i].key, text_of(element));
      if (!kept) ++damaged_;
    }
    if (kept && kept->expires <= now()) kept.reset();
    ++(kept ? hits_ : is_answered ? misses_ : failures_);
    asked[i].deliver(kept ? std::move(*kept) : Kept{});
  }
}

void SharedCache::put(std::string_view key, const Answer& answer, Micros expires, Micros now) {
  const Micros left = (expires - now) / policy::kMillisecond;
  if (left <= 0 || !redis_.is_prompt()) return;
  std::string bytes = pack(key, answer, expires);
  if (bytes.size() > kMostBytes) return;
  ++commands_;
  redis_.send({"SET", name_in_redis(key), std::move(bytes), "PX", std::to_string(left)}, kPatience, nullptr);
}

SharedCache::Statistics SharedCache::statistics() const { return {hits_, misses_, damaged_, failures_, commands_}; }

}  // namespace pbc::live
