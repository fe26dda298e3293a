// SPDX-License-Identifier: Apache-2.0
#include "policy/ttl.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace pbc::policy {
namespace {

struct Unit {
  std::string_view name;
  Micros length;
};

constexpr std::array<Unit, 6> kUnits{
    {{"d", kDay}, {"h", kHour}, {"min", kMinute}, {"s", kSecond}, {"ms", kMillisecond}, {"us", 1}}};

Micros length_of(std::string_view name) {
  if (name == "m") return kMinute;
  for (const Unit& unit : kUnits)
    if (unit.name == name) return unit.length;
  return 0;
}

void skip_blanks(std::string_view& text) { text.remove_prefix(std::min(text.find_first_not_of(' '), text.size())); }

std::string_view take_letters(std::string_view& text) {
  std::size_t end = 0;
  while (end < text.size() && ((text[end] >= 'a' && text[end] <= 'z') || (text[end] >= 'A' && text[end] <= 'Z'))) ++end;
  const std::string_view letters = text.substr(0, end);
  text.remove_prefix(end);
  return letters;
}

/// Null where all is well.
const char* read_duration(std::string_view text, Micros* result) {
  constexpr const char* kForm = "a duration is whole numbers with units, such as 250ms, 90s, 1h30min or 1d";
  *result = 0;
  skip_blanks(text);
  if (text.empty()) return kForm;
  Micros before = kNever;
  while (!text.empty()) {
    if (text.front() == '-') return "a duration is not negative";
    std::int64_t count = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), count);
    if (code == std::errc::result_out_of_range) return "that is too long for a duration";
    if (code != std::errc()) return kForm;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    if (!text.empty() && (text.front() == '.' || text.front() == ',')) return kForm;
    skip_blanks(text);
    const std::string_view name = take_letters(text);
    if (name.empty() && text.empty() && count == 0 && before == kNever) return nullptr;
    const Micros length = length_of(name);
    if (length == 0)
      return name.empty() ? "a number has no unit: us, ms, s, min, h or d" : "units are us, ms, s, min, h and d";
    if (length >= before) return "each unit stands once, the larger first";
    if (count > (kNever - *result) / length) return "that is too long for a duration";
    *result += count * length;
    before = length;
    skip_blanks(text);
  }
  return nullptr;
}

}  // namespace

Micros Ttls::of(Verdict verdict) const {
  switch (verdict) {
    case Verdict::kMalicious:
      return malicious;
    case Verdict::kSuspicious:
      return suspicious;
    case Verdict::kClean:
      return clean;
    case Verdict::kUnknown:
      return unknown;
  }
  return unknown;
}

std::optional<Micros> parse_duration(std::string_view text, std::string* error) {
  Micros result = 0;
  const char* const wrong = read_duration(text, &result);
  if (wrong == nullptr) return result;
  *error = "'" + std::string(text.substr(0, 40)) + (text.size() > 40 ? "..." : "") + "': " + wrong;
  return std::nullopt;
}

std::string format_duration(Micros duration) {
  if (duration == 0) return "0s";
  std::string result = duration < 0 ? "-" : "";
  // Of the least number there is no positive one.
  std::uint64_t rest = duration < 0 ? 0 - static_cast<std::uint64_t>(duration) : static_cast<std::uint64_t>(duration);
  for (const Unit& unit : kUnits) {
    const auto length = static_cast<std::uint64_t>(unit.length);
    if (rest < length) continue;
    result += std::to_string(rest / length);
    result += unit.name;
    rest %= length;
  }
  return result;
}

}  // namespace pbc::policy
