// SPDX-License-Identifier: Apache-2.0
#include "content/text.h"

#include <algorithm>

#include "content/content.h"
#include "content/fold.h"
#include "mail/ascii.h"
#include "mail/text.h"

namespace pbc::content {

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> pieces;
  while (true) {
    const std::size_t end = text.find(separator);
    pieces.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return pieces;
    text.remove_prefix(end + 1);
  }
}

namespace {

/// How many characters of ASCII that are seen `text` begins with, `most` at most.
std::size_t count_plain(std::string_view text, std::size_t most) {
  most = std::min(most, text.size());
  std::size_t count = 0;
  while (count < most && text[count] > ' ' && text[count] < 0x7F) ++count;
  return count;
}

}  // namespace

std::string one_line(std::string_view text) {
  std::string result;
  for (std::size_t at = 0, length = 1; at < text.size(); at += length) {
    length = count_plain(text.substr(at), kMostEvidence - std::min(result.size(), kMostEvidence));
    if (length > 0) {
      result.append(text, at, length);
      continue;
    }
    const char32_t character = mail::character_at(text, at, length);
    if (is_invisible(character)) continue;
    if (character <= ' ' || character == 0xA0 || (character >= 0x7F && character < 0xA0)) {
      if (!result.empty() && result.back() != ' ') result += ' ';
      continue;
    }
    if (result.size() + length > kMostEvidence) break;
    mail::append_utf8(result, character);
  }
  while (!result.empty() && result.back() == ' ') result.pop_back();
  return result.size() > kMostEvidence ? std::string(shortened(result, kMostEvidence)) : result;
}

std::string_view shortened(std::string_view text, std::size_t most) {
  if (text.size() <= most) return text;
  while (most > 0 && (text[most] & 0xC0) == 0x80) --most;
  return text.substr(0, most);
}

}  // namespace pbc::content
