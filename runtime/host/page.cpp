// SPDX-License-Identifier: Apache-2.0
#include "host/page.h"

#include <utf8proc.h>

#include <algorithm>
#include <cstdio>

namespace pbc::host {

namespace {

constexpr std::size_t kIndent = 2;
constexpr std::string_view kGap = "  ";

const char* code_of(Tone tone) {
  switch (tone) {
    case Tone::kPlain:
      return "";
    case Tone::kStrong:
      return "\x1b[1m";
    case Tone::kFaint:
      return "\x1b[2m";
    case Tone::kGood:
      return "\x1b[32m";
    case Tone::kBad:
      return "\x1b[31m";
    case Tone::kWarning:
      return "\x1b[33m";
  }
  return "";
}

/// The character at `at`, which moves behind it; -1 for a byte that begins none.
utf8proc_int32_t next_character(std::string_view text, std::size_t& at) {
  utf8proc_int32_t character = -1;
  auto bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data()) + at;
  utf8proc_ssize_t length = utf8proc_iterate(bytes, static_cast<utf8proc_ssize_t>(text.size() - at), &character);
  at += length > 0 ? static_cast<std::size_t>(length) : 1;
  return length > 0 ? character : -1;
}

/// Those that steer a terminal or turn the direction of the text.
bool is_control(utf8proc_int32_t c) {
  return c < 0x20 || (c >= 0x7f && c < 0xa0) || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

}  // namespace

std::string visible(std::string_view text, bool lines) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t begin = at;
    utf8proc_int32_t character = next_character(text, at);
    if (character < 0) {
      out += "\xef\xbf\xbd";
    } else if (lines && character == '\n') {
      out += '\n';
    } else if (character == '\t' || character == '\n') {
      out += ' ';
    } else if (is_control(character)) {
      char escaped[16];
      std::snprintf(escaped, sizeof escaped, character < 0x100 ? "\\x%02x" : "\\u%04x",
                    static_cast<unsigned>(character));
      out += escaped;
    } else {
      out += text.substr(begin, at - begin);
    }
  }
  return out;
}

std::size_t columns_of(std::string_view text) {
  std::size_t columns = 0;
  for (std::size_t at = 0; at < text.size();)
    columns += static_cast<std::size_t>(std::max(0, utf8proc_charwidth(next_character(text, at))));
  return columns;
}

void Page::add(std::string_view text, Tone tone) {
  bool has_color = style_.color && tone != Tone::kPlain && !text.empty();
  if (has_color) text_ += code_of(tone);
  text_ += text;
  if (has_color) text_ += "\x1b[0m";
}

void Page::section(std::string_view title) {
  text_ += '\n';
  add(title, Tone::kStrong);
  text_ += '\n';
}

void Page::line(std::vector<Cell> cells) { table({std::move(cells)}); }

void Page::table(const std::vector<std::vector<Cell>>& rows) {
  std::vector<std::size_t> widths;
  for (const std::vector<Cell>& row : rows) {
    if (row.size() > widths.size()) widths.resize(row.size());
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], columns_of(row[i].text));
  }
  for (const std::vector<Cell>& row : rows) {
    text_.append(kIndent, ' ');
    std::size_t used = kIndent;
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i > 0) text_ += kGap;
      if (i + 1 == row.size()) {
        add(cut(row[i].text, style_.width - std::min(style_.width, used)), row[i].tone);
        break;
      }
      add(row[i].text, row[i].tone);
      text_.append(widths[i] - columns_of(row[i].text), ' ');
      used += widths[i] + kGap.size();
    }
    text_ += '\n';
  }
}

std::string Page::cut(const std::string& text, std::size_t columns) const {
  constexpr std::size_t kLeast = 20;  // of a narrow page, rather too much than nothing
  columns = std::max(columns, kLeast);
  if (columns_of(text) <= columns) return text;
  std::size_t used = 0;
  std::size_t end = 0;
  for (std::size_t at = 0; at < text.size(); end = at) {
    used += static_cast<std::size_t>(std::max(0, utf8proc_charwidth(next_character(text, at))));
    if (used >= columns) break;  // the last column is the mark's
  }
  return text.substr(0, end) + "\xe2\x80\xa6";
}

void Page::paragraph(std::string_view text, std::size_t indent) {
  const std::size_t room = std::max<std::size_t>(20, style_.width - std::min(style_.width, indent));
  while (true) {
    std::string_view source = text.substr(0, text.find('\n'));
    std::size_t used = 0;
    text_.append(source.empty() ? 0 : indent, ' ');
    while (!source.empty()) {
      std::size_t begin = std::min(source.find_first_not_of(' '), source.size());
      std::size_t end = std::min(source.find(' ', begin), source.size());
      std::string_view word = used == 0 ? source.substr(0, end) : source.substr(begin, end - begin);
      std::size_t spaces = used == 0 ? 0 : begin;
      if (used > 0 && used + spaces + columns_of(word) > room) {
        text_ += '\n';
        text_.append(indent, ' ');
        used = spaces = 0;
      }
      text_.append(spaces, ' ');
      text_ += word;
      used += spaces + columns_of(word);
      source.remove_prefix(end);
    }
    text_ += '\n';
    std::size_t newline = text.find('\n');
    if (newline == text.npos) return;
    text.remove_prefix(newline + 1);
  }
}

}  // namespace pbc::host
