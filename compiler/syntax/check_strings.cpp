// SPDX-License-Identifier: Apache-2.0
//
// String and bytes literals (Language Reference 2.4.1 - 2.4.2): escapes and the mixing of kinds. f-strings continue in
// check_format_strings.cpp.
#include <fmt/format.h>

#include "compiler/base/character_names.h"
#include "compiler/syntax/checker.h"

namespace pbc::syntax {

namespace {

bool is_hex(char c) { return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f'); }

}  // namespace

/// All adjacent literals.
Expr Checker::strings() {
  const std::size_t first = pos_;
  bool any_bytes = false;
  bool any_text = false;
  bool any_format = false;
  while (at(Tok::kString) && !failed_) {
    const Span span = here();
    const std::string_view literal = text(span);
    const std::size_t prefix_length = literal.find_first_of("'\"");
    bool bytes = false;
    bool raw = false;
    bool format = false;
    for (const char c : literal.substr(0, prefix_length)) {
      bytes = bytes || (c | 0x20) == 'b';
      raw = raw || (c | 0x20) == 'r';
      format = format || (c | 0x20) == 'f';
    }
    const std::string_view quoted = literal.substr(prefix_length);
    const std::uint32_t quotes = quoted.size() >= 6 && quoted[1] == quoted[0] && quoted[2] == quoted[0] ? 3 : 1;
    const Span body{span.begin + static_cast<std::uint32_t>(prefix_length) + quotes, span.end - quotes};
    any_bytes = any_bytes || bytes;
    any_text = any_text || !bytes;
    any_format = any_format || format;
    ++pos_;
    if (any_bytes && any_text) {
      fail(span, "bytes and text literals side by side");
      break;
    }
    if (format) {
      format_string(body, raw);
    } else if (!raw) {
      escapes(body, bytes);
    }
    if (bytes) {
      for (std::uint32_t at = body.begin; at < body.end; ++at) {
        if (static_cast<unsigned char>(source_.text()[at]) < 0x80) continue;
        fail({at, at + 1}, "character outside of ASCII in a bytes literal");
        break;
      }
    }
  }
  return {any_format ? Shape::kFString : Shape::kLiteral, since(first)};
}

/// The escapes that CPython refuses; unknown ones stand for themselves.
void Checker::escapes(Span body, bool bytes) {
  const std::string_view all = source_.text();
  for (std::uint32_t at = body.begin; at + 1 < body.end; ++at) {
    if (all[at] != '\\') continue;
    const std::uint32_t begin = at++;
    const char c = all[at];
    std::uint32_t digits = 0;
    if (c == 'x') digits = 2;
    if (!bytes && c == 'u') digits = 4;
    if (!bytes && c == 'U') digits = 8;
    if (digits > 0) {
      std::uint32_t value = 0;
      std::uint32_t got = 0;
      for (; got < digits && at + 1 + got < body.end && is_hex(all[at + 1 + got]); ++got) {
        const char digit = all[at + 1 + got];
        value = value * 16 + static_cast<std::uint32_t>(digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10);
      }
      const Span escape{begin, at + 1 + got};
      if (got < digits) {
        fail(escape, fmt::format("`{}` needs {} hexadecimal digits", text({begin, begin + 2}), digits));
      } else if (value > 0x10FFFF) {
        fail(escape, fmt::format("`{}` is beyond the last Unicode character", text(escape)));
      }
    } else if (!bytes && c == 'N') {
      const std::size_t close = all.substr(0, body.end).find('}', at);
      if (at + 1 >= body.end || all[at + 1] != '{' || close == std::string_view::npos || close == at + 2) {
        fail({begin, at + 1}, "`\\N` needs the name of a character in braces");
      } else if (const auto end = static_cast<std::uint32_t>(close); !character_named(text({at + 2, end}))) {
        fail({begin, end + 1}, "no character of Unicode has this name");
      } else {
        at = end;
      }
    }
  }
}

}  // namespace pbc::syntax
