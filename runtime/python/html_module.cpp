// SPDX-License-Identifier: Apache-2.0
//
// The module html (Python library reference, html).
#include <algorithm>

#include "python/html_entities.h"
#include "python/library.h"
#include "python/objects.h"
#include "python/text.h"

namespace pbc {
namespace {

Value escape(const Value&, Value* a) {
  if (!a[0].is_str()) raise_attribute_error(a[0], "replace");
  const bool quote = a[1].is_unset() || bool(a[1]);
  std::string out;
  for (char c : a[0].text()) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += quote ? "&quot;" : "\"";
        break;
      case '\'':
        out += quote ? "&#x27;" : "'";
        break;
      default:
        out += c;
    }
  }
  return make_str(out);
}

const HtmlEntity* find_entity(std::string_view name) {
  const HtmlEntity* end = kHtmlEntities + kHtmlEntityCount;
  const HtmlEntity* at = std::lower_bound(
      kHtmlEntities, end, name, [](const HtmlEntity& e, std::string_view n) { return std::string_view(e.name) < n; });
  return at != end && at->name == name ? at : nullptr;
}

/// What a numeric reference stands for, by HTML5's table of corrections.
std::string of_number(std::uint64_t number) {
  // 0x80 to 0x9F are read as Windows-1252.
  constexpr char32_t kCorrected[32] = {0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                       0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,   0x017D, 0x8F,
                                       0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                       0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};
  std::string out;
  if (number == 0 || (number >= 0xD800 && number <= 0xDFFF) || number > 0x10FFFF) {
    unicode::append(out, 0xFFFD);
  } else if (number >= 0x80 && number <= 0x9F) {
    unicode::append(out, kCorrected[number - 0x80]);
  } else if (number == 0xD) {
    out = "\r";
  } else {
    const bool control = (number < 0x20 && number != '\t' && number != '\n' && number != '\f') || number == 0x7F;
    const bool no_character = (number >= 0xFDD0 && number <= 0xFDEF) || (number & 0xFFFE) == 0xFFFE;
    if (!control && !no_character) unicode::append(out, static_cast<char32_t>(number));
  }
  return out;
}

/// The reference behind the ampersand at `at`; moves `at` behind it. Empty where there is none.
std::string reference(std::string_view text, std::size_t& at) {
  std::size_t end = at + 1;
  if (end < text.size() && text[end] == '#') {
    ++end;
    const bool hex = end < text.size() && (text[end] | 32) == 'x';
    if (hex) ++end;
    const std::size_t start = end;
    std::uint64_t number = 0;
    for (; end < text.size(); ++end) {
      const char c = text[end];
      int digit = -1;
      if (c >= '0' && c <= '9') {
        digit = c - '0';
      } else if (hex && (c | 32) >= 'a' && (c | 32) <= 'f') {
        digit = (c | 32) - 'a' + 10;
      }
      if (digit < 0) break;
      number = std::min<std::uint64_t>(number * (hex ? 16 : 10) + static_cast<std::uint64_t>(digit), 1u << 24);
    }
    if (end == start) {
      ++at;
      return "&";
    }
    if (end < text.size() && text[end] == ';') ++end;
    at = end;
    return of_number(number);
  }
  std::size_t characters = 0;
  while (end < text.size() && characters < 32 &&
         std::string_view("\t\n\f <&#;").find(text[end]) == std::string_view::npos) {
    end += unicode::length_of(text[end]);
    ++characters;
  }
  if (characters == 0) {
    ++at;
    return "&";
  }
  if (end < text.size() && text[end] == ';') ++end;
  const std::string_view name = text.substr(at + 1, end - at - 1);
  at = end;
  if (const HtmlEntity* entity = find_entity(name)) return std::string(entity->text);
  for (std::size_t length = name.size(); length-- > 2;)
    if (const HtmlEntity* entity = find_entity(name.substr(0, length)))
      return std::string(entity->text) + std::string(name.substr(length));
  return "&" + std::string(name);
}

Value unescape(const Value&, Value* a) {
  if (!a[0].is_str()) raise_type_error("argument of type '", type_name(a[0]), "' is not iterable");
  const std::string_view text = a[0].text();
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == '&') {
      out += reference(text, at);
    } else {
      out += text[at++];
    }
  }
  return make_str(out);
}

constexpr Method kFunctions[] = {
    {"escape", escape, "def s, quote="},
    {"unescape", unescape, "def s"},
};

}  // namespace

constinit const Module kHtmlModule{.name = "html", .functions = kFunctions};

}  // namespace pbc
