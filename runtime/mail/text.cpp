// SPDX-License-Identifier: Apache-2.0
#include "mail/text.h"

#include <iconv.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <memory>
#include <unordered_map>
#include <vector>

#include "mail/ascii.h"

namespace pbc::mail {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

struct Sequence {
  bool valid;
  std::size_t length;  // of an invalid one: of its beginning that could have become valid, at least 1
};

Sequence sequence_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u; };
  const unsigned first = byte(at);
  if (first < 0x80) return {true, 1};
  const std::size_t length = first >= 0xC2 && first <= 0xDF   ? 2
                             : first >= 0xE0 && first <= 0xEF ? 3
                             : first >= 0xF0 && first <= 0xF4 ? 4
                                                              : 0;
  if (length == 0) return {false, 1};
  // The second byte keeps overlong forms, surrogates and numbers beyond Unicode out.
  const unsigned low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
  const unsigned high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
  if (byte(at + 1) < low || byte(at + 1) > high) return {false, 1};
  for (std::size_t i = 2; i < length; ++i)
    if (byte(at + i) < 0x80 || byte(at + i) > 0xBF) return {false, i};
  return {true, length};
}

/// How many bytes from there on are ASCII, and no NUL. Most of a mail is.
std::size_t plain_at(std::string_view text, std::size_t at) {
  constexpr std::uint64_t kOnes = 0x0101010101010101, kHigh = 0x80 * kOnes;
  std::size_t end = at;
  for (std::uint64_t word = 0; end + sizeof word <= text.size(); end += sizeof word) {
    std::memcpy(&word, text.data() + end, sizeof word);
    if (((word | (word - kOnes)) & kHigh) != 0) break;
  }
  return end - at;
}

/// Names from outside reach iconv, where a slash begins options and paths.
bool is_charset_name(std::string_view name) {
  return !name.empty() && name.size() <= 40 && std::all_of(name.begin(), name.end(), [](char c) {
    return is_alnum(c) || c == '-' || c == '_' || c == '.' || c == ':' || c == '+';
  });
}

/// The charset that browsers take for `name`: what is written is mostly the larger one, and in iconv's Shift_JIS a "~"
/// is none.
std::string like_browsers(const std::string& name) {
  static constexpr std::pair<std::string_view, std::string_view> kNames[] = {{"iso-8859-1", "windows-1252"},
                                                                             {"iso_8859-1", "windows-1252"},
                                                                             {"latin1", "windows-1252"},
                                                                             {"cp1252", "windows-1252"},
                                                                             {"iso-8859-9", "windows-1254"},
                                                                             {"latin5", "windows-1254"},
                                                                             {"iso-8859-11", "windows-874"},
                                                                             {"tis-620", "windows-874"},
                                                                             {"shift_jis", "cp932"},
                                                                             {"shift-jis", "cp932"},
                                                                             {"sjis", "cp932"},
                                                                             {"x-sjis", "cp932"},
                                                                             {"windows-31j", "cp932"},
                                                                             {"ms_kanji", "cp932"},
                                                                             {"gb2312", "gb18030"},
                                                                             {"gb_2312-80", "gb18030"},
                                                                             {"gbk", "gb18030"},
                                                                             {"x-gbk", "gb18030"},
                                                                             {"euc-kr", "cp949"},
                                                                             {"ks_c_5601-1987", "cp949"},
                                                                             {"big5", "big5-hkscs"}};
  for (const auto& [written, meant] : kNames)
    if (name == written) return std::string(meant);
  return name;
}

class Converter {
 public:
  explicit Converter(const std::string& charset) : handle_(iconv_open("UTF-8", charset.c_str())) {}
  ~Converter() {
    if (known()) iconv_close(handle_);
  }
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;

  bool known() const { return reinterpret_cast<std::intptr_t>(handle_) != -1; }

  std::string convert(std::string_view bytes) {
    iconv(handle_, nullptr, nullptr, nullptr, nullptr);  // as new
    std::string result;
    std::vector<char> buffer(16 << 10);
    char* in = const_cast<char*>(bytes.data());  // iconv does not write there
    std::size_t left = bytes.size();
    bool flushed = false;
    while (!flushed) {
      char* out = buffer.data();
      std::size_t room = buffer.size();
      flushed = left == 0;
      const std::size_t status = iconv(handle_, flushed ? nullptr : &in, flushed ? nullptr : &left, &out, &room);
      result.append(buffer.data(), static_cast<std::size_t>(out - buffer.data()));
      if (status != static_cast<std::size_t>(-1) || errno == E2BIG) continue;
      if (flushed) break;
      result += kReplacement;  // no character begins here, or it is cut off
      ++in, --left;
    }
    return result;
  }

 private:
  iconv_t handle_;
};

constexpr std::size_t kMaxConverters = 64;

thread_local int scopes = 0;
thread_local std::unordered_map<std::string, std::unique_ptr<Converter>> converters;

/// Null where the charset is unknown.
Converter* converter_for(const std::string& charset) {
  const auto found = converters.find(charset);
  if (found != converters.end()) return found->second->known() ? found->second.get() : nullptr;
  if (converters.size() >= kMaxConverters && charset != "windows-1252") return nullptr;
  Converter* made = converters.emplace(charset, std::make_unique<Converter>(charset)).first->second.get();
  return made->known() ? made : nullptr;
}

}  // namespace

CharsetScope::CharsetScope() { ++scopes; }

CharsetScope::~CharsetScope() {
  if (--scopes == 0) converters.clear();
}

bool is_utf8(std::string_view text) {
  for (std::size_t at = plain_at(text, 0); at < text.size();) {
    const Sequence sequence = sequence_at(text, at);
    if (!sequence.valid) return false;
    at += sequence.length;
    if (sequence.length > 1) at += plain_at(text, at);
  }
  return true;
}

std::string clean_utf8(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    if (const std::size_t plain = plain_at(text, at); plain > 0) {
      result.append(text, at, plain);
      at += plain;
      continue;
    }
    const Sequence sequence = sequence_at(text, at);
    if (!sequence.valid) {
      result += kReplacement;
    } else if (text[at] != '\0') {
      result.append(text, at, sequence.length);
    }
    at += sequence.length;
  }
  return result;
}

std::string to_utf8(std::string_view bytes, std::string_view charset) {
  const CharsetScope scope;
  std::string name = lower(trim(charset));
  if (name == "utf-8" || name == "utf8") return clean_utf8(bytes);
  if (name == "us-ascii" || name == "ascii" || !is_charset_name(name)) name.clear();
  name = like_browsers(name);
  if (!name.empty() && name != "windows-1252") {
    if (Converter* converter = converter_for(name)) return clean_utf8(converter->convert(bytes));
    name.clear();
  }
  if (name.empty() && is_utf8(bytes)) return clean_utf8(bytes);
  Converter* converter = converter_for("windows-1252");
  return clean_utf8(converter == nullptr ? bytes : converter->convert(bytes));
}

std::string decode_words(std::string_view header) {
  std::string result;
  std::string bytes, charset;  // of the words so far that follow one another: a character may be cut in two by them
  const auto flush = [&] {
    result += to_utf8(bytes, charset);
    bytes.clear();
  };
  std::size_t done = 0;
  bool after_word = false;
  for (std::size_t at = header.find("=?"); at != std::string_view::npos; at = header.find("=?", at)) {
    const std::size_t end_of_charset = header.find('?', at + 2);
    if (end_of_charset == std::string_view::npos || end_of_charset + 3 > header.size()) break;
    const char encoding = lower(header[end_of_charset + 1]);
    const std::size_t text = end_of_charset + 3, end = header.find("?=", text);
    if (end == std::string_view::npos) break;
    if ((encoding != 'q' && encoding != 'b') || header[end_of_charset + 2] != '?') {
      at += 2;
      continue;
    }
    std::string_view name = header.substr(at + 2, end_of_charset - at - 2);
    name = name.substr(0, name.find('*'));  // a language follows (RFC 2231)
    const std::string_view between = header.substr(done, at - done);
    const bool joins = after_word && trim(between).empty();
    if (!joins || !equal_ignoring_case(name, charset)) flush();
    if (!joins) result += between;
    charset = name;
    std::string word(header.substr(text, end - text));
    if (encoding == 'q') {
      std::replace(word.begin(), word.end(), '_', ' ');
      word += '.';  // blanks at the end belong to the word
    }
    word = decode_transfer(word, encoding == 'q' ? "quoted-printable" : "base64");
    if (encoding == 'q') word.pop_back();
    bytes += word;
    after_word = true;
    at = done = end + 2;
  }
  flush();
  result += header.substr(done);
  return result;
}

std::string unflow(std::string_view text, bool delete_space) {
  std::string result;
  bool joins = false;  // the line before this one goes on
  std::size_t depth_before = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    std::string_view line = text.substr(at, end - at);
    at = end + 1;
    const std::string_view line_end = end == text.size() ? "" : line.ends_with('\r') ? "\r\n" : "\n";
    if (line.ends_with('\r')) line.remove_suffix(1);

    const std::size_t depth = std::min(line.find_first_not_of('>'), line.size());
    std::string_view content = line.substr(depth);
    if (content.starts_with(' ')) content.remove_prefix(1);  // stuffed
    const bool signature = content == "-- ";
    if (joins && (depth != depth_before || signature)) {
      result += line_end;
      joins = false;
    }
    if (!joins && depth > 0) {
      result.append(depth, '>');
      result += ' ';
    }
    joins = !signature && content.ends_with(' ') && !line_end.empty();
    if (joins && delete_space) content.remove_suffix(1);
    result += content;
    if (!joins) result += line_end;
    depth_before = depth;
  }
  return result;
}

void append_utf8(std::string& text, char32_t character) {
  const auto add = [&](char32_t bits) { text += static_cast<char>(bits); };
  if (character < 0x80) {
    add(character);
  } else if (character < 0x800) {
    add(0xC0 | character >> 6), add(0x80 | (character & 0x3F));
  } else if (character > 0x10FFFF || (character >= 0xD800 && character <= 0xDFFF)) {
    text += kReplacement;
  } else if (character < 0x10000) {
    add(0xE0 | character >> 12), add(0x80 | (character >> 6 & 0x3F)), add(0x80 | (character & 0x3F));
  } else {
    add(0xF0 | character >> 18), add(0x80 | (character >> 12 & 0x3F));
    add(0x80 | (character >> 6 & 0x3F)), add(0x80 | (character & 0x3F));
  }
}

char32_t character_at(std::string_view text, std::size_t at, std::size_t& length) {
  const Sequence sequence = sequence_at(text, at);
  length = sequence.valid ? sequence.length : 0;
  const auto byte = [&](std::size_t i) { return static_cast<char32_t>(static_cast<unsigned char>(text[at + i])); };
  switch (length) {
    case 1:
      return byte(0);
    case 2:
      return (byte(0) & 0x1F) << 6 | (byte(1) & 0x3F);
    case 3:
      return (byte(0) & 0x0F) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F);
    case 4:
      return (byte(0) & 0x07) << 18 | (byte(1) & 0x3F) << 12 | (byte(2) & 0x3F) << 6 | (byte(3) & 0x3F);
    default:
      length = 1;
      return 0xFFFD;
  }
}

}  // namespace pbc::mail
