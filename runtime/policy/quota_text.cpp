// SPDX-License-Identifier: Apache-2.0
//
// The state of a quota as a line of text:
//
//   quota1;MAX_DELAY,RESET_MARGIN,CLOCK_SPREAD;LATEST BLOCKED NEXT_ID;WINDOW RELEASE:PLACES ...;...;
//   under-way ID:TAKEN:WEIGHT ...;observed UNTIL:LEFT ...;
//
// (without the line break). Release times are in buckets, and like numbers and times of tokens they are told as the
// difference to what stands before.
#include <algorithm>
#include <charconv>

#include "policy/quota.h"

namespace pbc::policy {
namespace {

constexpr std::string_view kHead = "quota1;";
constexpr std::int64_t kMostOfAnything = 1'000'000'000'000'000;

/// Takes text apart from its front. What does not fit is refused, and nothing after it is taken.
class TextReader {
 public:
  explicit TextReader(std::string_view text) : text_(text) {}

  bool take(std::string_view expected) {
    if (!is_good_ || !text_.starts_with(expected)) return false;
    text_.remove_prefix(expected.size());
    return true;
  }
  void expect(std::string_view expected) { is_good_ = take(expected); }
  /// 0 where there is no such number.
  std::int64_t number(std::int64_t least, std::int64_t most) {
    std::int64_t value = 0;
    const auto [end, code] = std::from_chars(text_.data(), text_.data() + text_.size(), value);
    is_good_ = is_good_ && code == std::errc() && value >= least && value <= most;
    if (!is_good_) return 0;
    text_.remove_prefix(static_cast<std::size_t>(end - text_.data()));
    return value;
  }
  std::string_view until(char c) {
    const std::string_view result = text_.substr(0, text_.find(c));
    text_.remove_prefix(result.size());
    return result;
  }
  bool is_good() const { return is_good_; }
  bool is_all() const { return is_good_ && text_.empty(); }

 private:
  std::string_view text_;
  bool is_good_ = true;
};

template <class... Numbers>
void append(std::string* out, char before, Numbers... numbers) {
  char separator = before;
  const auto one = [&](std::int64_t number) {
    char digits[24];
    char* const end = std::to_chars(digits, digits + sizeof digits, number).ptr;
    if (separator != '\0') *out += separator;
    out->append(digits, static_cast<std::size_t>(end - digits));
    separator = ':';
  };
  (one(static_cast<std::int64_t>(numbers)), ...);
}

}  // namespace

std::string Token::to_text() const {
  std::string result;
  append(&result, '\0', id, taken, weight);
  return result;
}

std::optional<Token> Token::from_text(std::string_view text) {
  TextReader in(text);
  Token token;
  token.id = static_cast<std::uint64_t>(in.number(1, kMostOfAnything));
  in.expect(":");
  token.taken = in.number(0, kNever);
  in.expect(":");
  token.weight = in.number(1, kMostOfAnything);
  return in.is_all() ? std::optional(token) : std::nullopt;
}

std::string Quota::to_text() const {
  std::string out(kHead);
  out += rules_->key;
  append(&out, ';', state_.latest);
  append(&out, ' ', state_.blocked);
  append(&out, ' ', state_.next_id);
  for (std::size_t i = 0; i < state_.places.size(); ++i) {
    const Limit& limit = rules_->limits[i];
    out += ';';
    out += limit.key;
    Micros before = 0;
    for (const Release& release : state_.places[i].releases) {
      append(&out, ' ', release.time / limit.bucket - before, release.count);
      before = release.time / limit.bucket;
    }
  }
  out += ";under-way";
  Token before;
  for (const auto& [id, request] : state_.under_way) {
    append(&out, ' ', id - before.id, request.taken - before.taken, request.weight);
    before = {id, request.taken, request.weight};
  }
  out += ";observed";
  for (const Observation& seen : state_.observations) append(&out, ' ', seen.until, seen.left);
  out += ';';
  return out;
}

std::optional<Quota> Quota::from_text(std::string_view text) const {
  Quota result(rules_);
  State& state = result.state_;
  TextReader in(text);
  in.expect(kHead);
  const bool is_same_delay = in.until(';') == rules_->key;
  in.expect(";");
  state.latest = in.number(0, kNever);
  in.expect(" ");
  state.blocked = in.number(0, kNever);
  in.expect(" ");
  state.next_id = static_cast<std::uint64_t>(in.number(1, kMostOfAnything));

  for (std::size_t i = 0; i < state.places.size(); ++i) {
    const Limit& limit = rules_->limits[i];
    in.expect(";");
    in.expect(limit.key);
    for (Micros bucket = 0; in.take(" ");) {
      const Micros most = 2 * kNever / limit.bucket;
      bucket += in.number(1, most - bucket);
      in.expect(":");
      const std::int64_t count = in.number(1, kMostOfAnything - state.places[i].held);
      if (in.is_good()) state.places[i].add(bucket * limit.bucket, count);
    }
  }

  in.expect(";under-way");
  for (Token token; in.take(" ");) {
    token.id += static_cast<std::uint64_t>(
        in.number(1, static_cast<std::int64_t>(state.next_id - 1) - static_cast<std::int64_t>(token.id)));
    in.expect(":");
    token.taken += in.number(0, state.latest - token.taken);
    in.expect(":");
    token.weight = in.number(1, kMostOfAnything / 1000);
    // By another delay, their places would be looked for at the wrong time: they stay where they are.
    if (in.is_good() && is_same_delay) state.under_way.emplace(token.id, Request{token.taken, token.weight});
  }

  in.expect(";observed");
  for (Observation seen{0, -kMostOfAnything}; in.take(" ");) {
    seen.until = in.number(seen.until + 1, 2 * kNever);
    in.expect(":");
    seen.left = in.number(seen.left + 1, kMostOfAnything);
    if (in.is_good()) state.observations.push_back(seen);
  }
  in.expect(";");
  return in.is_all() ? std::optional(std::move(result)) : std::nullopt;
}

}  // namespace pbc::policy
