// SPDX-License-Identifier: Apache-2.0
#include "python/text_decoder.h"

#include <algorithm>

#include "python/codecs.h"
#include "python/unicode.h"

namespace pbc {

namespace {

std::string normal_name(std::string_view encoding) {
  std::string name;
  for (char c : encoding) name += c == '_' || c == ' ' ? '-' : c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return name;
}

bool is_utf8(std::string_view name) { return name == "utf-8" || name == "utf8" || name == "u8" || name == "utf"; }

/// How many bytes at the end start a UTF-8 character that is not finished.
std::size_t unfinished_utf8(std::string_view bytes) {
  for (std::size_t back = 1; back <= std::min<std::size_t>(3, bytes.size()); ++back) {
    const char c = bytes[bytes.size() - back];
    if (unicode::is_continuation(c)) continue;
    const auto lead = static_cast<unsigned char>(c);
    const std::size_t length = lead < 0xC2 || lead > 0xF4 ? 1 : unicode::length_of(c);
    return length > back ? back : 0;
  }
  return 0;
}

std::uint16_t unit_at(std::string_view bytes, std::size_t at, bool big) {
  const auto first = static_cast<unsigned char>(bytes[at]), second = static_cast<unsigned char>(bytes[at + 1]);
  return static_cast<std::uint16_t>(big ? first << 8 | second : second << 8 | first);
}

}  // namespace

/// How many of the bytes make whole characters.
std::size_t TextDecoder::complete(std::string_view bytes) const {
  const std::string name = normal_name(encoding_);
  if (is_utf8(name)) return bytes.size() - unfinished_utf8(bytes);
  if (name.starts_with("utf-16") || name.starts_with("utf16")) {
    std::size_t size = bytes.size() & ~std::size_t{1};
    const std::uint16_t last = size >= 2 ? unit_at(bytes, size - 2, name.ends_with("be")) : 0;
    return last >= 0xD800 && last < 0xDC00 ? size - 2 : size;
  }
  if (name.starts_with("utf-32") || name.starts_with("utf32")) return bytes.size() & ~std::size_t{3};
  return bytes.size();
}

std::string TextDecoder::feed(std::string_view bytes, bool is_last) {
  std::string all = std::move(rest_);
  rest_.clear();
  all += bytes;
  if (is_first_ && !all.empty()) {
    // A byte order mark settles which encoding it is, and is gone.
    const std::string name = normal_name(encoding_);
    const bool is_sig = name == "utf-8-sig" || name == "utf8-sig";
    const bool is_16 = name == "utf-16" || name == "utf16" || name == "u16";
    const bool is_32 = name == "utf-32" || name == "utf32" || name == "u32";
    const std::size_t needed = is_sig ? 3 : is_16 ? 2 : is_32 ? 4 : 0;
    if (all.size() < needed && !is_last) {
      rest_ = std::move(all);
      return "";
    }
    is_first_ = false;
    if (is_sig) {
      if (all.starts_with("\xEF\xBB\xBF")) all.erase(0, 3);
      encoding_ = "utf-8";
    } else if (is_16 || is_32) {
      const std::string little = is_16 ? "\xFF\xFE" : std::string("\xFF\xFE\0\0", 4);
      const std::string big = is_16 ? "\xFE\xFF" : std::string("\0\0\xFE\xFF", 4);
      const bool is_big = all.starts_with(big);
      if (is_big || all.starts_with(little)) all.erase(0, needed);
      encoding_ = std::string(is_16 ? "utf-16-" : "utf-32-") + (is_big ? "be" : "le");
    }
  }
  const std::size_t whole = is_last ? all.size() : complete(all);
  std::string text = text::decode(std::string_view(all).substr(0, whole), encoding_, errors_);
  rest_ = all.substr(whole);
  if (waits_for_line_feed_) text.insert(0, "\r");
  waits_for_line_feed_ = !is_last && text.ends_with('\r');
  if (waits_for_line_feed_) text.pop_back();
  if (text.find('\r') == text.npos) {
    if (text.find('\n') != text.npos) seen_ |= 2;
    return text;
  }
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '\n') seen_ |= 2;
    if (text[at] != '\r') {
      out += text[at];
      continue;
    }
    const bool is_pair = at + 1 < text.size() && text[at + 1] == '\n';
    seen_ |= is_pair ? 4 : 1;
    if (is_pair) ++at;
    out += translate_ ? "\n" : is_pair ? "\r\n" : "\r";
  }
  return out;
}

Value TextDecoder::newlines_seen() const {
  Values kinds;
  if ((seen_ & 1) != 0) kinds.emplace_back("\r");
  if ((seen_ & 2) != 0) kinds.emplace_back("\n");
  if ((seen_ & 4) != 0) kinds.emplace_back("\r\n");
  if (kinds.empty()) return None;
  return kinds.size() == 1 ? kinds[0] : make_tuple(std::move(kinds));
}

}  // namespace pbc
