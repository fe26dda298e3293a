// SPDX-License-Identifier: Apache-2.0
#include "compiler/syntax/check_encoding.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>

#include "compiler/base/utf8.h"

namespace pbc::syntax {

namespace {

Span span_of(std::string_view part, std::string_view whole) {
  const auto begin = static_cast<std::uint32_t>(part.data() - whole.data());
  return {begin, begin + static_cast<std::uint32_t>(part.size())};
}

bool is_name_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
}

/// The encoding that a comment in the first or second line declares (PEP 263), or empty text.
std::string_view declared_encoding(const SourceFile& source) {
  for (std::uint32_t line = 1; line <= std::min(2U, source.line_count()); ++line) {
    const std::string_view text = source.line_text(line);
    const std::size_t hash = text.find_first_not_of(" \t\f");
    if (hash == std::string_view::npos) continue;
    if (text[hash] != '#') return {};
    for (std::size_t at = text.find("coding", hash); at != std::string_view::npos; at = text.find("coding", at + 1)) {
      std::size_t begin = at + 6;
      if (begin >= text.size() || (text[begin] != ':' && text[begin] != '=')) continue;
      begin = text.find_first_not_of(" \t", begin + 1);
      if (begin == std::string_view::npos || !is_name_char(text[begin])) continue;
      std::size_t end = begin;
      while (end < text.size() && is_name_char(text[end])) ++end;
      return text.substr(begin, end - begin);
    }
  }
  return {};
}

/// Encodings whose first half is ASCII, as their names are normalized.
bool extends_ascii(std::string_view name) {
  static constexpr std::array<std::string_view, 8> kNames = {"ascii",    "us-ascii",    "latin-1", "latin1",
                                                             "iso-8859", "iso-latin-1", "cp125",   "windows-125"};
  return std::ranges::any_of(kNames, [&](std::string_view known) { return name.starts_with(known); });
}

}  // namespace

bool check_encoding(const SourceFile& source, ErrorLog& log) {
  const std::string_view text = source.text();
  const std::string_view declared = declared_encoding(source);
  std::string encoding(declared);
  for (char& c : encoding) c = c == '_' ? '-' : c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  const bool utf8 = encoding.empty() || encoding.starts_with("utf-8") || encoding == "utf8";
  const bool all_ascii = std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });

  if (!utf8 && (source.had_byte_order_mark() || !all_ascii || !extends_ascii(encoding))) {
    log.add(DiagKind::kInvalidEncoding, span_of(declared, text), fmt::format("source is encoded as `{}`", declared))
        .help("save the file as UTF-8 and drop the declaration");
    return true;
  }
  bool found = false;
  if (const std::size_t at = find_invalid_utf8(text); at != std::string_view::npos) {
    const auto place = static_cast<std::uint32_t>(at);
    log.add(DiagKind::kInvalidEncoding, {place, place + 1},
            fmt::format("byte 0x{:02x} is not UTF-8", static_cast<unsigned char>(text[at])))
        .help("save the file as UTF-8");
    found = true;
  }
  if (const std::size_t at = text.find('\0'); at != std::string_view::npos) {
    const auto place = static_cast<std::uint32_t>(at);
    log.add(DiagKind::kNulByte, {place, place + 1}, "NUL byte in source");
    found = true;
  }
  return found;
}

}  // namespace pbc::syntax
