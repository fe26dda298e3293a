// SPDX-License-Identifier: Apache-2.0
#include "policy/duration.h"

#include <charconv>
#include <utility>

namespace pbc::policy {

std::optional<Micros> read_duration(std::string_view text) {
  constexpr std::pair<std::string_view, Micros> kUnits[] = {
      {"ms", kMillisecond}, {"s", kSecond}, {"min", kMinute}, {"h", kHour}, {"d", kDay}};
  Micros count = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), count);
  const auto digits = static_cast<std::size_t>(end - text.data());
  if (code != std::errc() || text.starts_with('-') || digits > 9) return std::nullopt;
  for (const auto& [unit, length] : kUnits)
    if (text.substr(digits) == unit && count <= kNever / length) return count * length;
  return std::nullopt;
}

}  // namespace pbc::policy
