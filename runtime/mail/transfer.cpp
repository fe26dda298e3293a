// SPDX-License-Identifier: Apache-2.0
//
// Transfer encodings (RFC 2045, 6). Readers of mail are tolerant, and those who want to get past filters know how: what
// is wrong stays as it is or is skipped, and never ends the decoding.
#include <algorithm>
#include <array>

#include "mail/ascii.h"
#include "mail/text.h"

namespace pbc::mail {
namespace {

constexpr std::array<int, 256> kBase64 = [] {
  constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::array<int, 256> values{};
  values.fill(-1);
  for (std::size_t i = 0; i < kDigits.size(); ++i) values[static_cast<unsigned char>(kDigits[i])] = static_cast<int>(i);
  return values;
}();

/// Characters that are no digits are skipped. What follows complete padding is no base64: systems add lines of their
/// own. A last group without padding gives the bytes that are whole.
std::string decode_base64(std::string_view text) {
  std::string result;
  result.reserve(text.size() / 4 * 3 + 3);
  unsigned bits = 0;
  int digits = 0, padding = 0;  // of the group of four
  for (const char c : text) {
    if (c == '=') {
      if (digits >= 2 && digits + ++padding >= 4) break;
      continue;
    }
    const int value = kBase64[static_cast<unsigned char>(c)];
    if (value < 0) continue;
    padding = 0;
    bits = bits << 6 | static_cast<unsigned>(value);
    digits = (digits + 1) % 4;
    if (digits != 1) result += static_cast<char>(bits >> (-2 * digits & 7) & 0xFF);
  }
  return result;
}

/// A "=" that begins no escape stays. Blanks at the end of a line got there on the way (RFC 2045, 6.7, rule 3).
std::string decode_quoted_printable(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    std::string_view line = text.substr(at, end - at);
    std::string_view line_end = text.substr(at + line.size(), 1);
    if (line.ends_with('\r') && !line_end.empty()) {
      line.remove_suffix(1);
      line_end = text.substr(at + line.size(), 2);
    }
    at = end + 1;
    while (!line.empty() && is_blank(line.back())) line.remove_suffix(1);
    const bool is_soft = line.ends_with('=');
    if (is_soft) line.remove_suffix(1);
    for (std::size_t i = 0; i < line.size(); ++i) {
      if (line[i] == '=' && i + 2 < line.size() && is_hex(line[i + 1]) && is_hex(line[i + 2])) {
        result += static_cast<char>(hex_value(line[i + 1]) << 4 | hex_value(line[i + 2]));
        i += 2;
      } else {
        result += line[i];
      }
    }
    if (!is_soft) result += line_end;
  }
  return result;
}

/// The lines between "begin MODE NAME" and "end".
std::string decode_uuencode(std::string_view text) {
  const std::size_t begin = text.starts_with("begin ") ? 0 : text.find("\nbegin ");
  std::size_t at = begin == std::string_view::npos ? 0 : std::min(text.find('\n', begin + 1), text.size() - 1) + 1;
  std::string result;
  while (at < text.size()) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = text.substr(at, end - at);
    at = end + 1;
    if (line.starts_with("end")) break;
    const auto value = [&](std::size_t i) { return i < line.size() ? static_cast<unsigned>(line[i] - ' ') & 63 : 0u; };
    const std::size_t length = value(0), wanted = result.size() + std::min(length, line.size());
    for (std::size_t i = 1; i < line.size() && result.size() < wanted; i += 4) {
      const unsigned bits = value(i) << 18 | value(i + 1) << 12 | value(i + 2) << 6 | value(i + 3);
      for (const int shift : {16, 8, 0})
        if (result.size() < wanted) result += static_cast<char>(bits >> shift & 0xFF);
    }
  }
  return result;
}

}  // namespace

std::string decode_transfer(std::string_view bytes, std::string_view encoding) {
  encoding = trim(encoding);
  encoding = encoding.substr(0, encoding.find_first_of("; \t("));
  if (equal_ignoring_case(encoding, "base64")) return decode_base64(bytes);
  if (equal_ignoring_case(encoding, "quoted-printable")) return decode_quoted_printable(bytes);
  for (const std::string_view name : {"x-uuencode", "uuencode", "x-uue"})
    if (equal_ignoring_case(encoding, name)) return decode_uuencode(bytes);
  return std::string(bytes);
}

}  // namespace pbc::mail
