// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "python/text.h"
#include "python/text_spaces.h"

namespace pbc::text {

template <typename Units>
Parts split_space(std::string_view text, std::int64_t limit) {
  Parts parts;
  std::string_view rest = strip_space<Units>(text, Side::kLeft);
  for (std::int64_t splits = 0; !rest.empty(); ++splits) {
    if (limit >= 0 && splits == limit) {
      parts.push_back(rest);
      break;
    }
    std::size_t end = 0;
    while (end < rest.size()) {
      const auto byte = static_cast<unsigned char>(rest[end]);
      if (byte < 128) {
        if (kSpaces<Units>[byte]) break;
        ++end;
        continue;
      }
      std::size_t at = end;
      if (Units::is_space(Units::next(rest, at))) break;
      end = at;
    }
    parts.push_back(rest.substr(0, end));
    rest = strip_space<Units>(rest.substr(end), Side::kLeft);
  }
  return parts;
}

template <typename Units>
Parts rsplit_space(std::string_view text, std::int64_t limit) {
  Parts parts;
  std::string_view rest = strip_space<Units>(text, Side::kRight);
  for (std::int64_t splits = 0; !rest.empty(); ++splits) {
    if (limit >= 0 && splits == limit) {
      parts.push_back(rest);
      break;
    }
    std::size_t start = rest.size();
    while (start > 0) {
      std::size_t at = start;
      if (Units::is_space(Units::previous(rest, at))) break;
      start = at;
    }
    parts.push_back(rest.substr(start));
    rest = strip_space<Units>(rest.substr(0, start), Side::kRight);
  }
  std::reverse(parts.begin(), parts.end());
  return parts;
}

Parts split(std::string_view text, std::string_view separator, std::int64_t limit) {
  Parts parts;
  std::size_t from = 0;
  for (std::int64_t splits = 0; limit < 0 || splits < limit; ++splits) {
    const std::size_t at = text.find(separator, from);
    if (at == kNone) break;
    parts.push_back(text.substr(from, at - from));
    from = at + separator.size();
  }
  parts.push_back(text.substr(from));
  return parts;
}

Parts rsplit(std::string_view text, std::string_view separator, std::int64_t limit) {
  Parts parts;
  std::string_view rest = text;
  for (std::int64_t splits = 0; limit < 0 || splits < limit; ++splits) {
    const std::size_t at = rfind(rest, separator);
    if (at == kNone) break;
    parts.push_back(rest.substr(at + separator.size()));
    rest = rest.substr(0, at);
  }
  parts.push_back(rest);
  std::reverse(parts.begin(), parts.end());
  return parts;
}

template <typename Units>
Parts split_lines(std::string_view text, bool keep_ends) {
  Parts lines;
  for (std::size_t start = 0; start < text.size();) {
    std::size_t end = start;
    std::size_t after = start;
    while (after < text.size()) {
      end = after;
      if (text[after] >= ' ' && text[after] < 127) {  // the usual characters, which break no line
        end = ++after;
        continue;
      }
      const char32_t c = Units::next(text, after);
      if (!Units::is_line_break(c)) {
        end = after;
        continue;
      }
      if (c == '\r' && after < text.size() && text[after] == '\n') ++after;
      break;
    }
    lines.push_back(text.substr(start, (keep_ends ? after : end) - start));
    start = after;
  }
  return lines;
}

template Parts split_space<Text>(std::string_view, std::int64_t);
template Parts split_space<Bytes>(std::string_view, std::int64_t);
template Parts rsplit_space<Text>(std::string_view, std::int64_t);
template Parts rsplit_space<Bytes>(std::string_view, std::int64_t);
template Parts split_lines<Text>(std::string_view, bool);
template Parts split_lines<Bytes>(std::string_view, bool);

}  // namespace pbc::text
