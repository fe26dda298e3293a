// SPDX-License-Identifier: Apache-2.0
#include "policy/retry_after.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>

namespace pbc::policy {
namespace {

constexpr std::string_view kBlanks = " \t";
constexpr std::array<std::string_view, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                   "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

std::string_view trim(std::string_view text) {
  const std::size_t first = text.find_first_not_of(kBlanks);
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Takes a date apart from its front; after what does not fit, nothing.
class DateReader {
 public:
  explicit DateReader(std::string_view text) : text_(text) {}

  bool take(std::string_view expected) {
    if (!text_.starts_with(expected)) return false;
    text_.remove_prefix(expected.size());
    return true;
  }
  void expect(std::string_view expected) { is_good_ = take(expected) && is_good_; }
  void skip_letters() {
    const auto is_letter = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); };
    const auto end = std::find_if_not(text_.begin(), text_.end(), is_letter);
    is_good_ = is_good_ && end - text_.begin() >= 3;
    text_.remove_prefix(static_cast<std::size_t>(end - text_.begin()));
  }
  int number(std::size_t digits) {
    const std::string_view number = text_.substr(0, digits);
    int value = 0;
    is_good_ = is_good_ && number.size() == digits && std::all_of(number.begin(), number.end(), is_digit);
    if (!is_good_) return 0;
    std::from_chars(number.data(), number.data() + digits, value);
    text_.remove_prefix(digits);
    return value;
  }
  void day(std::size_t digits) { day_ = number(digits); }
  void month() {
    const auto found = std::find(kMonths.begin(), kMonths.end(), text_.substr(0, 3));
    month_ = static_cast<int>(found - kMonths.begin()) + 1;
    is_good_ = is_good_ && month_ <= 12;
    text_.remove_prefix(std::min<std::size_t>(3, text_.size()));
  }
  void year() { year_ = number(4); }
  /// One that would be more than 50 years ahead is of the century before.
  void short_year(Micros now) {
    using namespace std::chrono;
    const sys_days today{days(floor_divide(std::clamp<Micros>(now, 0, kNever), kDay))};
    const int this_year = static_cast<int>(year_month_day(today).year());
    year_ = number(2) + this_year / 100 * 100;
    if (year_ > this_year + 50) year_ -= 100;
  }
  void time() {
    const int hours = number(2);
    expect(":");
    const int minutes = number(2);
    expect(":");
    const int seconds = number(2);  // 60 in a leap second
    is_good_ = is_good_ && hours < 24 && minutes < 60 && seconds <= 60;
    time_ = hours * kHour + minutes * kMinute + seconds * kSecond;
  }
  std::optional<Micros> result() const {
    using namespace std::chrono;
    const year_month_day date{std::chrono::year{year_}, std::chrono::month{static_cast<unsigned>(month_)},
                              std::chrono::day{static_cast<unsigned>(day_)}};
    if (!is_good_ || !text_.empty() || !date.ok()) return std::nullopt;
    return sys_days(date).time_since_epoch().count() * kDay + time_;
  }

 private:
  std::string_view text_;
  bool is_good_ = true;
  int year_ = 0, month_ = 0, day_ = 0;
  Micros time_ = 0;
};

}  // namespace

std::optional<Micros> parse_http_date(std::string_view text, Micros now) {
  DateReader in(trim(text));
  in.skip_letters();
  if (in.take(", ")) {
    in.day(2);
    const bool is_old = in.take("-");
    if (!is_old) in.expect(" ");
    in.month();
    in.expect(is_old ? "-" : " ");
    is_old ? in.short_year(now) : in.year();
    in.expect(" ");
    in.time();
    in.expect(" GMT");
  } else {
    in.expect(" ");
    in.month();
    in.expect(" ");
    in.day(in.take(" ") ? 1 : 2);
    in.expect(" ");
    in.time();
    in.expect(" ");
    in.year();
  }
  return in.result();
}

std::optional<Micros> parse_retry_after(std::string_view text, Micros now) {
  text = trim(text);
  if (text.empty() || !is_digit(text.front())) return parse_http_date(text, now);
  now = std::clamp<Micros>(now, 0, kNever);
  std::int64_t seconds = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (code == std::errc::result_out_of_range || seconds > (kNever - now) / kSecond) seconds = (kNever - now) / kSecond;
  Micros result = now + seconds * kSecond;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  if (text.size() > 1 && text.front() == '.') {
    text.remove_prefix(1);
    for (Micros place = kSecond / 10; !text.empty() && is_digit(text.front()); place /= 10, text.remove_prefix(1))
      result += (text.front() - '0') * place;
  }
  return text.empty() ? std::optional(result) : std::nullopt;
}

}  // namespace pbc::policy
