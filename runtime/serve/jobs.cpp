// SPDX-License-Identifier: Apache-2.0
#include "serve/jobs.h"

#include <openssl/rand.h>

#include <algorithm>
#include <array>
#include <stdexcept>

#include "live/fields.h"
#include "serve/text.h"

namespace pbc::serve {

namespace {

constexpr Micros kAge = Micros{3600} * 1'000'000;
constexpr std::size_t kBytes = std::size_t{128} << 20;

/// 128 bits.
std::string new_id() {
  std::array<unsigned char, 16> bytes{};
  if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1)
    throw std::runtime_error("the system gives no random numbers");
  std::string id;
  for (const unsigned char byte : bytes) {
    id += "0123456789abcdef"[byte >> 4U];
    id += "0123456789abcdef"[byte & 15U];
  }
  return id;
}

/// What is kept of an analysis, roughly: its facts say the same as its report.
std::size_t bytes_of(const Done& done) { return 1024 + 2 * done.json.size() + done.message.size(); }

}  // namespace

std::string Job::json() const {
  constexpr std::array<const char*, 4> kStates = {"queued", "running", "done", "failed"};
  live::OrderedJson out = {
      {"id", id}, {"state", kStates[static_cast<std::size_t>(state)]}, {"name", name}, {"created", time_text(created)}};
  if (started > 0) out["started"] = time_text(started);
  if (ended > 0) out["ended"] = time_text(ended);
  out["url"] = "/api/jobs/" + id;
  if (state == State::kFailed) out["error"] = error_json(*done);
  if (state == State::kDone) out["html"] = "/api/jobs/" + id + "/report.html";
  std::string text = json_text(out);
  if (state != State::kDone) return text + "\n";
  // The report is JSON as it is.
  text.pop_back();
  return text + ",\"report\":" + done->json + "}\n";
}

std::string Jobs::add(std::string name, Micros now) {
  Job job;
  job.id = new_id();
  job.name = std::move(name);
  job.created = now;
  const std::lock_guard lock(mutex_);
  const std::string id = job.id;
  jobs_.emplace(id, std::move(job));
  return id;
}

void Jobs::begin(const std::string& id, Micros now) {
  const std::lock_guard lock(mutex_);
  const auto found = jobs_.find(id);
  if (found == jobs_.end()) return;
  found->second.state = Job::State::kRunning;
  found->second.started = now;
}

void Jobs::end(const std::string& id, std::shared_ptr<const Done> done, Micros now) {
  const std::lock_guard lock(mutex_);
  const auto found = jobs_.find(id);
  if (found == jobs_.end() || found->second.done) return;
  Job& job = found->second;
  job.state = done->kind == Done::Kind::kReport ? Job::State::kDone : Job::State::kFailed;
  job.ended = now;
  ended_.push_back({id, now, bytes_of(*done)});
  bytes_ += ended_.back().bytes;
  job.done = std::move(done);
  forget(now);
}

bool Jobs::remove(const std::string& id) {
  const std::lock_guard lock(mutex_);
  const auto ended = std::ranges::find(ended_, id, &Ended::id);
  if (ended != ended_.end()) {
    bytes_ -= ended->bytes;
    ended_.erase(ended);
  }
  return jobs_.erase(id) > 0;
}

std::optional<Job> Jobs::find(const std::string& id, Micros now) {
  const std::lock_guard lock(mutex_);
  forget(now);
  const auto found = jobs_.find(id);
  if (found == jobs_.end()) return std::nullopt;
  return found->second;
}

std::size_t Jobs::size() const {
  const std::lock_guard lock(mutex_);
  return jobs_.size();
}

void Jobs::forget(Micros now) {
  while (!ended_.empty() && (ended_.size() > most_ || bytes_ > kBytes || ended_.front().ended + kAge < now)) {
    bytes_ -= ended_.front().bytes;
    jobs_.erase(ended_.front().id);
    ended_.pop_front();
  }
}

}  // namespace pbc::serve
