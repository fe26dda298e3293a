// SPDX-License-Identifier: Apache-2.0
#include "compiler/diag/excerpt.h"

#include <utf8proc.h>

#include <algorithm>

#include "compiler/base/utf8.h"

namespace pbc {

namespace {

constexpr int kTabWidth = 4;
constexpr char32_t kReplacement = 0xFFFD;

/// Characters that change the order in which a terminal shows text, so that it reads unlike what is compiled.
bool is_directional(char32_t c) {
  return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E || c == 0x200F || c == 0x061C;
}

char32_t shown(char32_t c) {
  if (c < 0x20) return 0x2400 + c;
  if (c == 0x7F) return 0x2421;
  if ((c >= 0x80 && c < 0xA0) || is_directional(c) || c == 0x2028 || c == 0x2029) return kReplacement;
  return c;
}

int width_of(char32_t c) { return std::max(0, utf8proc_charwidth(static_cast<utf8proc_int32_t>(c))); }

/// What to show of a line, in bytes: the whole of it, or a part around the mark.
struct Window {
  std::size_t begin;
  std::size_t end;
};

bool continues(std::string_view line, std::size_t at) {
  return at < line.size() && (static_cast<unsigned char>(line[at]) & 0xC0) == 0x80;
}

Window window_of(std::string_view line, std::size_t mark_begin) {
  // A byte never shows wider than a tab; lines that may be too long are rare, so this errs on the side of cutting.
  const auto tabs = static_cast<std::size_t>(std::ranges::count(line.substr(0, kMaxExcerptWidth), '\t'));
  if (line.size() + tabs * (kTabWidth - 1) <= kMaxExcerptWidth) return {0, line.size()};
  const std::size_t room = kMaxExcerptWidth / (tabs == 0 ? 1 : 2) - 6;
  Window window{mark_begin > room / 2 ? mark_begin - room / 2 : 0, 0};
  window.end = std::min(line.size(), window.begin + room);
  while (continues(line, window.begin)) ++window.begin;
  while (continues(line, window.end)) ++window.end;
  return window;
}

}  // namespace

std::string printable(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const CodePoint c = decode_utf8(text);
    append_utf8(out, shown(c.value));
    text.remove_prefix(c.length);
  }
  return out;
}

Excerpt make_excerpt(const SourceFile& file, Span span) {
  const std::uint32_t line_number = file.line_of(span.begin);
  const std::string_view line = file.line_text(line_number);
  const std::size_t mark_begin = std::min<std::size_t>(span.begin - file.line_start(line_number), line.size());
  const std::size_t mark_end = std::max(mark_begin + 1, std::size_t{span.end - file.line_start(line_number)});
  const Window window = window_of(line, mark_begin);

  Excerpt out;
  int column = 0;
  const auto mark_cell = [&](std::size_t byte, int width) {
    if (byte >= mark_end) return;
    if (byte < mark_begin) {
      out.mark.append(static_cast<std::size_t>(width), ' ');
    } else {
      for (int i = 0; i < width; ++i) out.mark += out.mark.find('^') == std::string::npos ? '^' : '~';
    }
  };
  if (window.begin > 0) {
    out.text = "...";
    out.mark = "   ";
  }
  for (std::size_t at = window.begin; at < window.end;) {
    const CodePoint c = decode_utf8(line.substr(at));
    int width = 0;
    if (c.value == '\t') {
      width = kTabWidth - column % kTabWidth;
      out.text.append(static_cast<std::size_t>(width), ' ');
    } else {
      const char32_t value = shown(c.value);
      width = width_of(value);
      append_utf8(out.text, value);
    }
    column += width;
    mark_cell(at, width);
    at += c.length;
  }
  if (window.end < line.size()) out.text += "...";
  if (out.mark.find('^') == std::string::npos) out.mark += '^';  // the end of the line, or a character of no width
  return out;
}

}  // namespace pbc
