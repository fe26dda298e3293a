// SPDX-License-Identifier: Apache-2.0
#include "compiler/ir/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "compiler/base/utf8.h"

namespace pbc::ir {
namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_identifier(std::string_view text) {
  return !text.empty() && is_letter(text[0]) &&
         std::ranges::all_of(text, [](char c) { return is_letter(c) || is_digit(c); });
}

/// Characters that are written as \uXXXX because they cannot be seen or because they reorder what can.
bool is_invisible(char32_t c) {
  return (c >= 0x7F && c <= 0x9F) || (c >= 0x200B && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E) ||
         (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF || c == 0xAD;
}

/// The code point of a surrogate in three-byte form at the start of `text`.
std::optional<char32_t> leading_surrogate(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  if (text.size() < 3 || byte(0) != 0xED || byte(1) < 0xA0 || byte(1) > 0xBF || (byte(2) & 0xC0) != 0x80) return {};
  return char32_t{0xD000} | (char32_t{byte(1)} & 0x3F) << 6 | (char32_t{byte(2)} & 0x3F);
}

/// Writes an ASCII character; false when it has to be written as a number.
bool append_ascii(std::string& out, char c) {
  switch (c) {
    case '"':
      out += "\\\"";
      return true;
    case '\\':
      out += "\\\\";
      return true;
    case '\n':
      out += "\\n";
      return true;
    case '\r':
      out += "\\r";
      return true;
    case '\t':
      out += "\\t";
      return true;
    default:
      if (c < 0x20 || c == 0x7F) return false;
      out += c;
      return true;
  }
}

}  // namespace

bool is_bare_name(std::string_view name) {
  while (true) {
    const std::size_t dot = name.find('.');
    if (!is_identifier(name.substr(0, dot))) return false;
    if (dot == std::string_view::npos) return true;
    name.remove_prefix(dot + 1);
  }
}

std::string spell_name(std::string_view name) { return is_bare_name(name) ? std::string(name) : quote(name); }

bool is_bare_function_name(std::string_view name) {
  if (name.size() > 2 && name.front() == '<' && name.back() == '>') name = name.substr(1, name.size() - 2);
  return is_identifier(name);
}

std::string spell_function_name(std::string_view name) {
  return "@" + (is_bare_function_name(name) ? std::string(name) : quote(name));
}

std::string quote(std::string_view text) {
  std::string out = "\"";
  while (!text.empty()) {
    const CodePoint code_point = decode_utf8(text);
    std::size_t length = code_point.length;
    if (const auto surrogate = leading_surrogate(text)) {
      out += fmt::format("\\u{:04x}", static_cast<std::uint32_t>(*surrogate));
      length = 3;
    } else if (!code_point.ok || (length == 1 && !append_ascii(out, text[0]))) {
      out += fmt::format("\\x{:02x}", static_cast<unsigned char>(text[0]));
      length = 1;
    } else if (length > 1) {
      if (is_invisible(code_point.value)) {
        out += fmt::format("\\u{:04x}", static_cast<std::uint32_t>(code_point.value));
      } else {
        out += text.substr(0, length);
      }
    }
    text.remove_prefix(length);
  }
  return out + "\"";
}

std::string quote_bytes(std::string_view bytes) {
  std::string out = "b\"";
  for (char c : bytes) {
    if (static_cast<unsigned char>(c) > 0x7E || !append_ascii(out, c)) {
      out += fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
    }
  }
  return out + "\"";
}

std::string_view leading_operator(std::string_view text) {
  static constexpr std::string_view kOperators[] = {
      "**=", "//=", "<<=", ">>=", "**", "//", "<<", ">>", "<=", ">=", "==", "!=", "+=", "-=", "*=", "/=", "%=",
      "&=",  "|=",  "^=",  "@=",  "+",  "-",  "*",  "/",  "%",  "&",  "|",  "^",  "~",  "<",  ">",  "@"};
  for (std::string_view candidate : kOperators) {
    if (text.starts_with(candidate)) return candidate;
  }
  return {};
}

}  // namespace pbc::ir
