// SPDX-License-Identifier: Apache-2.0
#include "mail/entities.h"

#include <algorithm>

#include "mail/ascii.h"
#include "mail/text.h"

namespace pbc::mail {
namespace {

constexpr std::size_t kLongestName = 32;

/// Numbers that mean characters of windows-1252 (HTML 5, numeric character reference end state).
constexpr char32_t kWindows1252[] = {0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                     0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,   0x017D, 0x8F,
                                     0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                     0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

/// The reference at the beginning of `rest`, which starts with "&#". Its length, 0 where there is none.
std::size_t add_number(std::string& result, std::string_view rest) {
  std::size_t at = 2;
  const bool hexadecimal = at < rest.size() && lower(rest[at]) == 'x';
  if (hexadecimal) ++at;
  const std::size_t begin = at;
  char32_t number = 0;
  for (; at < rest.size() && (hexadecimal ? is_hex(rest[at]) : is_digit(rest[at])); ++at)
    number =
        std::min<char32_t>(number * (hexadecimal ? 16 : 10) + static_cast<char32_t>(hex_value(rest[at])), 0x110000);
  if (at == begin) return 0;
  if (at < rest.size() && rest[at] == ';') ++at;
  if (number >= 0x80 && number < 0xA0) number = kWindows1252[number - 0x80];
  append_utf8(result, number == 0 ? 0xFFFD : number);
  return at;
}

const Entity* find(std::string_view name) {
  const auto it = std::lower_bound(entities.begin(), entities.end(), name,
                                   [](const Entity& entity, std::string_view wanted) { return entity.name < wanted; });
  return it != entities.end() && it->name == name ? &*it : nullptr;
}

/// The same for a name.
std::size_t add_name(std::string& result, std::string_view rest, bool in_attribute) {
  std::size_t length = 0;
  while (length < kLongestName && 1 + length < rest.size() && is_alnum(rest[1 + length])) ++length;
  if (1 + length < rest.size() && rest[1 + length] == ';') ++length;
  for (; length > 1; --length) {
    const Entity* entity = find(rest.substr(1, length));
    if (entity == nullptr) continue;
    const char next = 1 + length < rest.size() ? rest[1 + length] : ' ';
    if (in_attribute && !entity->name.ends_with(';') && (next == '=' || is_alnum(next))) return 0;
    result += entity->text;
    return 1 + length;
  }
  return 0;
}

}  // namespace

std::string unescape(std::string_view html, bool in_attribute) {
  std::string result;
  result.reserve(html.size());
  for (std::size_t at = 0; at < html.size();) {
    const std::size_t next = std::min(html.find('&', at), html.size());
    result += html.substr(at, next - at);
    at = next;
    if (at == html.size()) break;
    const std::string_view rest = html.substr(at);
    const std::size_t length = rest.starts_with("&#") ? add_number(result, rest) : add_name(result, rest, in_attribute);
    if (length == 0) result += '&';
    at += std::max<std::size_t>(length, 1);
  }
  return result;
}

}  // namespace pbc::mail
