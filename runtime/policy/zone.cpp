// SPDX-License-Identifier: Apache-2.0
#include "policy/zone.h"

#include <algorithm>
#include <chrono>
#include <fstream>
#include <sstream>
#include <string>

#include "policy/micros.h"

namespace pbc::policy {
namespace {

constexpr const char* kFolder = "/usr/share/zoneinfo/";
constexpr std::int64_t kMostRecords = 1 << 16;
constexpr std::int64_t kMostOffset = 26LL * 3600;
constexpr std::int64_t kDaySeconds = 86400;

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_file_name(std::string_view name) {
  if (name.empty() || name.size() > 100 || name.front() == '/' || name.find("..") != name.npos) return false;
  return std::all_of(name.begin(), name.end(), [](char c) {
    return is_letter(c) || is_digit(c) || c == '_' || c == '-' || c == '+' || c == '/';
  });
}

/// "+05:30"
std::optional<std::int64_t> fixed_offset(std::string_view text) {
  const bool has_form = text.size() == 6 && (text[0] == '+' || text[0] == '-') && is_digit(text[1]) &&
                        is_digit(text[2]) && text[3] == ':' && is_digit(text[4]) && is_digit(text[5]);
  if (!has_form) return std::nullopt;
  const int hours = (text[1] - '0') * 10 + (text[2] - '0');
  const int minutes = (text[4] - '0') * 10 + (text[5] - '0');
  if (hours > 23 || minutes > 59) return std::nullopt;
  return (text[0] == '-' ? -60 : 60) * (hours * 60 + minutes);
}

/// Big-endian numbers; after the end, zeros and `is_good` false.
struct Reader {
  std::string_view data;
  bool is_good = true;

  void skip(std::int64_t bytes) {
    is_good = is_good && bytes <= static_cast<std::int64_t>(data.size());
    data.remove_prefix(is_good ? static_cast<std::size_t>(bytes) : data.size());
  }
  std::int64_t number(std::size_t bytes) {
    std::uint64_t value = 0;
    if (bytes > data.size()) {
      skip(static_cast<std::int64_t>(bytes));
      return 0;
    }
    for (std::size_t i = 0; i < bytes; ++i) value = value << 8 | static_cast<unsigned char>(data[i]);
    data.remove_prefix(bytes);
    return bytes == 4 ? static_cast<std::int32_t>(value) : static_cast<std::int64_t>(value);
  }
};

struct Header {
  std::int64_t is_utc = 0, is_standard = 0, leaps = 0, transitions = 0, types = 0, characters = 0;

  bool read(Reader& in) {
    if (!in.data.starts_with("TZif")) return false;
    in.skip(20);
    for (std::int64_t* count : {&is_utc, &is_standard, &leaps, &transitions, &types, &characters}) {
      *count = in.number(4);
      if (*count < 0 || *count > kMostRecords) return false;
    }
    return in.is_good;
  }
  std::int64_t body_bytes(std::int64_t time_bytes) const {
    return transitions * (time_bytes + 1) + types * 6 + characters + leaps * (time_bytes + 4) + is_standard + is_utc;
  }
};

}  // namespace

// --- The rule at the end of a file, a value of POSIX's TZ: PST8PDT,M3.2.0,M11.1.0

struct Zone::RuleReader {
  std::string_view text;
  bool is_good = true;

  bool take(char c) {
    if (!text.starts_with(c)) return false;
    text.remove_prefix(1);
    return true;
  }
  void skip_name() {
    const bool quoted = take('<');
    std::size_t end = 0;
    while (end < text.size() && (quoted ? text[end] != '>' : is_letter(text[end]))) ++end;
    is_good = is_good && end > 0 && (!quoted || end < text.size());
    text.remove_prefix(std::min(text.size(), end + (quoted ? 1 : 0)));
  }
  int number(int least, int most) {
    int value = 0;
    is_good = is_good && !text.empty() && is_digit(text.front());
    for (; !text.empty() && is_digit(text.front()) && value <= most; text.remove_prefix(1))
      value = value * 10 + (text.front() - '0');
    is_good = is_good && value >= least && value <= most;
    return value;
  }
  std::int64_t time() {
    const int sign = take('-') ? -1 : 1;
    if (sign > 0) take('+');
    std::int64_t seconds = number(0, 167) * std::int64_t{3600};
    if (take(':')) seconds += number(0, 59) * std::int64_t{60};
    if (take(':')) seconds += number(0, 59);
    return sign * seconds;
  }
  Change change() {
    Change result;
    is_good = is_good && take(',');
    if (take('M')) {
      result.form = Change::Form::kWeekday;
      result.month = number(1, 12);
      is_good = is_good && take('.');
      result.week = number(1, 5);
      is_good = is_good && take('.');
      result.day = number(0, 6);
    } else if (take('J')) {
      result.form = Change::Form::kDayWithoutLeapDay;
      result.day = number(1, 365);
    } else {
      result.day = number(0, 365);
    }
    if (take('/')) result.time = time();
    return result;
  }
  std::optional<Rule> rule() {
    Rule result;
    skip_name();
    result.standard = result.daylight = -time();
    if (is_good && !text.empty()) {
      skip_name();
      result.daylight = text.starts_with(',') ? result.standard + 3600 : -time();
      result.to_daylight = change();
      result.to_standard = change();
    }
    return is_good && text.empty() ? std::optional(result) : std::nullopt;
  }
};

/// Seconds since 1970 on the clock that the change is given by.
std::int64_t Zone::Change::moment(int year) const {
  using namespace std::chrono;
  sys_days date;
  if (form == Form::kWeekday) {
    const std::chrono::month in{static_cast<unsigned>(month)};
    const std::chrono::weekday on{static_cast<unsigned>(day)};
    date = week == 5 ? sys_days(std::chrono::year{year} / in / on[last])
                     : sys_days(std::chrono::year{year} / in / on[static_cast<unsigned>(week)]);
  } else {
    date = sys_days(std::chrono::year{year} / January / 1) + days(day);
    if (form == Form::kDayWithoutLeapDay && !(std::chrono::year{year}.is_leap() && day > 59)) date -= days(1);
  }
  return date.time_since_epoch().count() * kDaySeconds + time;
}

std::int64_t Zone::Rule::offset_at(std::int64_t seconds) const {
  if (!to_daylight) return standard;
  const std::chrono::sys_days date{std::chrono::days(floor_divide(seconds + standard, kDaySeconds))};
  const int year = static_cast<int>(std::chrono::year_month_day(date).year());
  const std::int64_t begin = to_daylight->moment(year) - standard;
  const std::int64_t end = to_standard->moment(year) - daylight;
  const bool is_daylight =
      begin < end ? begin <= seconds && seconds < end : seconds < end || begin <= seconds;  // south of the equator
  return is_daylight ? daylight : standard;
}

std::int64_t Zone::offset_at(std::int64_t seconds) const {
  const auto next = std::upper_bound(transitions_.begin(), transitions_.end(), seconds);
  if (next == transitions_.end() && rule_) return rule_->offset_at(seconds);
  return offsets_[static_cast<std::size_t>(next - transitions_.begin())];
}

std::optional<Zone> Zone::from_tzif(std::string_view bytes) {
  Reader in{bytes};
  Header header;
  // The first block has times of 32 bits and is there for old readers.
  if (bytes.size() < 5 || bytes[4] < '2' || !header.read(in)) return std::nullopt;
  in.skip(header.body_bytes(4));
  if (!header.read(in) || header.types == 0) return std::nullopt;

  Zone zone;
  std::vector<std::size_t> types{0};
  for (std::int64_t i = 0; i < header.transitions; ++i) zone.transitions_.push_back(in.number(8));
  for (std::int64_t i = 0; i < header.transitions; ++i) types.push_back(static_cast<std::size_t>(in.number(1)));
  std::vector<std::int64_t> offsets;
  for (std::int64_t i = 0; i < header.types; ++i) {
    offsets.push_back(in.number(4));
    in.skip(2);
    if (std::abs(offsets.back()) > kMostOffset) return std::nullopt;
  }
  zone.offsets_.clear();
  for (const std::size_t type : types) {
    if (type >= offsets.size()) return std::nullopt;
    zone.offsets_.push_back(offsets[type]);
  }
  in.skip(header.characters + header.leaps * 12 + header.is_standard + header.is_utc);
  if (!in.is_good || !std::is_sorted(zone.transitions_.begin(), zone.transitions_.end())) return std::nullopt;
  if (in.data.starts_with('\n')) {
    in.data.remove_prefix(1);
    zone.rule_ = RuleReader{in.data.substr(0, in.data.find('\n'))}.rule();
  }
  return zone;
}

std::optional<Zone> Zone::find(std::string_view name) {
  if (name == "UTC" || name == "Z") return Zone();
  if (const auto offset = fixed_offset(name)) {
    Zone zone;
    zone.offsets_ = {*offset};
    return zone;
  }
  if (!is_file_name(name)) return std::nullopt;
  std::ifstream file(kFolder + std::string(name), std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();  // of a folder: nothing
  return from_tzif(bytes.view());
}

}  // namespace pbc::policy
