// SPDX-License-Identifier: Apache-2.0
#include "python/time_zone_rules.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <memory>
#include <optional>
#include <sstream>

#include "python/calendar.h"
#include "python/heap.h"

namespace pbc::zones {
namespace {

constexpr const char* kFolder = "/usr/share/zoneinfo/";
constexpr std::size_t kMostBytes = 1 << 20;

bool is_name(std::string_view name) {
  if (name.empty() || name.size() > 100 || name.front() == '/' || name.find("..") != name.npos) return false;
  return std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
           c == '+' || c == '/';
  });
}

/// Reads big-endian numbers; after the end, zeros and `is_good` false.
struct Reader {
  std::string_view data;
  std::size_t at = 0;
  bool is_good = true;

  std::int64_t number(std::size_t bytes) {
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < bytes; ++i) {
      is_good = is_good && at < data.size();
      value = value << 8 | (is_good ? static_cast<unsigned char>(data[at]) : 0u);
      ++at;
    }
    return bytes == 4 ? static_cast<std::int32_t>(value) : static_cast<std::int64_t>(value);
  }
};

struct Counts {
  std::size_t is_utc, is_standard, leaps, transitions, types, characters;
};

bool read_header(Reader& in, Counts* counts) {
  if (in.data.substr(std::min(in.at, in.data.size()), 4) != "TZif") return false;
  in.at += 20;
  for (std::size_t* count : {&counts->is_utc, &counts->is_standard, &counts->leaps, &counts->transitions,
                             &counts->types, &counts->characters}) {
    const std::int64_t number = in.number(4);
    if (number < 0 || static_cast<std::size_t>(number) > kMostBytes) return false;
    *count = static_cast<std::size_t>(number);
  }
  return in.is_good;
}

// --- The POSIX rule at the end of a file: EST5EDT,M3.2.0,M11.1.0

struct RuleText {
  std::string_view text;

  char peek() const { return text.empty() ? '\0' : text[0]; }
  bool take(char c) {
    if (peek() != c) return false;
    text.remove_prefix(1);
    return true;
  }
  std::string name() {
    const bool quoted = take('<');
    std::size_t end = 0;
    while (end < text.size() && (quoted ? text[end] != '>' : std::isalpha(static_cast<unsigned char>(text[end])) != 0))
      ++end;
    std::string result(text.substr(0, end));
    text.remove_prefix(std::min(text.size(), end + (quoted ? 1 : 0)));
    return result;
  }
  std::int64_t number() {
    std::int64_t value = 0;
    for (; peek() >= '0' && peek() <= '9' && value < 100000; text.remove_prefix(1)) value = value * 10 + (peek() - '0');
    return value;
  }
  std::int64_t time() {
    const bool negative = take('-');
    if (!negative) take('+');
    std::int64_t seconds = number() * 3600;
    if (take(':')) seconds += number() * 60;
    if (take(':')) seconds += number();
    return negative ? -seconds : seconds;
  }
  Change change() {
    Change result;
    if (!take(',')) return result;
    result.form = take('M') ? 'M' : take('J') ? 'J' : 'D';
    if (result.form == 'M') {
      result.month = static_cast<int>(number());
      if (take('.')) result.week = static_cast<int>(number());
      if (take('.')) result.day = static_cast<int>(number());
      if (result.month < 1 || result.month > 12 || result.week < 1 || result.week > 5 || result.day > 6) return {};
    } else {
      result.day = static_cast<int>(number());
    }
    if (take('/')) result.time = time();
    return result;
  }
};

/// Seconds since 1970 on the clock when the change happens in `year`.
std::int64_t moment(const Change& change, std::int64_t year) {
  std::int64_t day;
  if (change.form == 'M') {
    const std::int64_t first = calendar::to_ordinal(year, change.month, 1);
    const int sunday_first = (calendar::weekday(first) + 1) % 7;
    std::int64_t in_month = (change.day - sunday_first + 7) % 7 + 7 * (change.week - 1);
    if (in_month >= calendar::days_in_month(year, change.month)) in_month -= 7;
    day = first + in_month;
  } else {
    day = calendar::to_ordinal(year, 1, 1) + change.day;
    if (change.form == 'J') day += calendar::is_leap(year) && change.day > 59 ? 0 : -1;
  }
  return (day - calendar::kEpochOrdinal) * 86400 + change.time;
}

std::size_t find_or_add(std::vector<Period>& periods, const Period& period) {
  for (std::size_t i = 0; i < periods.size(); ++i) {
    const Period& at = periods[i];
    if (at.offset == period.offset && at.is_dst == period.is_dst && at.name == period.name) return i;
  }
  periods.push_back(period);
  return periods.size() - 1;
}

void read_rule(std::string_view text, Rules* rules) {
  RuleText in{text};
  Period standard;
  standard.name = in.name();
  if (standard.name.empty()) return;
  standard.offset = -in.time();
  Period daylight{standard.offset + 3600, true, ""};
  if (in.peek() != '\0') {
    daylight.name = in.name();
    if (in.peek() != ',' && in.peek() != '\0') daylight.offset = -in.time();
    rules->to_daylight = in.change();
    rules->to_standard = in.change();
  }
  rules->standard = find_or_add(rules->periods, standard);
  rules->has_rule = rules->to_daylight.form != 0 && rules->to_standard.form != 0;
  rules->daylight = rules->has_rule ? find_or_add(rules->periods, daylight) : rules->standard;
}

std::optional<Rules> read(std::string_view data) {
  Reader in{data};
  Counts counts{};
  if (!read_header(in, &counts)) return std::nullopt;
  // The first block has 32-bit times and is there for old readers.
  in.at += counts.transitions * 5 + counts.types * 6 + counts.characters + counts.leaps * 8 + counts.is_standard +
           counts.is_utc;
  if (!read_header(in, &counts) || counts.types == 0) return std::nullopt;
  Rules rules;
  for (std::size_t i = 0; i < counts.transitions && in.is_good; ++i) rules.transitions.push_back(in.number(8));
  for (std::size_t i = 0; i < counts.transitions && in.is_good; ++i) {
    rules.after.push_back(static_cast<std::size_t>(in.number(1)));
    if (rules.after.back() >= counts.types) return std::nullopt;
  }
  std::vector<std::size_t> names;
  for (std::size_t i = 0; i < counts.types && in.is_good; ++i) {
    Period period;
    period.offset = in.number(4);
    period.is_dst = in.number(1) != 0;
    names.push_back(static_cast<std::size_t>(in.number(1)));
    rules.periods.push_back(period);
  }
  const std::string_view characters = data.substr(std::min(in.at, data.size()), counts.characters);
  for (std::size_t i = 0; i < names.size(); ++i) {
    const std::string_view rest = characters.substr(std::min(names[i], characters.size()));
    rules.periods[i].name = rest.substr(0, rest.find('\0'));
  }
  in.at += counts.characters + counts.leaps * 12 + counts.is_standard + counts.is_utc;
  if (!in.is_good || in.at > data.size()) return std::nullopt;
  std::string_view footer = data.substr(in.at);
  if (footer.starts_with('\n')) {
    footer.remove_prefix(1);
    read_rule(footer.substr(0, footer.find('\n')), &rules);
  }
  return rules;
}

/// The zones that this run has asked for.
struct Loaded {
  std::map<std::string, std::unique_ptr<Rules>, std::less<>> zones;
};

}  // namespace

std::size_t Rules::at_utc(std::int64_t seconds) const {
  const auto next = std::upper_bound(transitions.begin(), transitions.end(), seconds);
  if (next == transitions.begin() && !transitions.empty()) return 0;
  if ((next != transitions.end() || !has_rule) && !transitions.empty())
    return after[static_cast<std::size_t>(next - transitions.begin()) - 1];
  if (!has_rule) return 0;
  const std::int64_t local = seconds + periods[standard].offset;
  const std::int64_t year = calendar::of_ordinal(calendar::floor_div(local, 86400) + calendar::kEpochOrdinal).year;
  const std::int64_t start = moment(to_daylight, year) - periods[standard].offset;
  const std::int64_t end = moment(to_standard, year) - periods[daylight].offset;
  const bool is_daylight = start < end ? seconds >= start && seconds < end : seconds >= start || seconds < end;
  return is_daylight ? daylight : standard;
}

std::size_t Rules::at_local(std::int64_t seconds, int fold) const {
  // A day to either side there is at most one change: the periods before and after it are the candidates.
  const std::size_t before = at_utc(seconds - periods[at_utc(seconds - 86400)].offset - 43200);
  const std::size_t after_it = at_utc(seconds - periods[at_utc(seconds + 86400)].offset + 43200);
  const bool first = at_utc(seconds - periods[before].offset) == before;
  const bool second = at_utc(seconds - periods[after_it].offset) == after_it;
  if (first && second) return fold == 0 ? before : after_it;
  if (first) return before;
  if (second) return after_it;
  return fold == 0 ? before : after_it;  // in a gap
}

std::int64_t Rules::saving(std::size_t period) const {
  if (!periods[period].is_dst) return 0;
  // Against the standard time around it, as far as the file tells.
  for (std::size_t i = 0; i < after.size(); ++i) {
    if (after[i] != period) continue;
    const std::size_t before = i == 0 ? 0 : after[i - 1];
    if (!periods[before].is_dst) return periods[period].offset - periods[before].offset;
    if (i + 1 < after.size() && !periods[after[i + 1]].is_dst)
      return periods[period].offset - periods[after[i + 1]].offset;
  }
  return has_rule && period == daylight ? periods[daylight].offset - periods[standard].offset : 3600;
}

const Rules* find(std::string_view name) {
  auto& zones = run_local<Loaded>().zones;
  if (const auto known = zones.find(name); known != zones.end()) return known->second.get();
  if (!is_name(name)) return nullptr;
  std::ifstream file(kFolder + std::string(name), std::ios::binary);
  std::string data(kMostBytes, '\0');
  file.read(data.data(), static_cast<std::streamsize>(data.size()));
  data.resize(static_cast<std::size_t>(std::max<std::streamsize>(file.gcount(), 0)));
  std::optional<Rules> rules = read(data);
  if (!rules) return nullptr;
  return (zones[std::string(name)] = std::make_unique<Rules>(std::move(*rules))).get();
}

std::vector<std::string> names() {
  std::vector<std::string> result;
  std::ifstream file(std::string(kFolder) + "tzdata.zi");
  for (std::string line; std::getline(file, line);) {
    std::istringstream words(line);
    std::string kind, name, target;
    words >> kind >> name;
    if (kind == "L") words >> name;
    if (kind == "Z" || kind == "L") result.push_back(name);
  }
  std::sort(result.begin(), result.end());
  return result;
}

}  // namespace pbc::zones
