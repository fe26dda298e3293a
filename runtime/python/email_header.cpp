// SPDX-License-Identifier: Apache-2.0
#include "python/email_header.h"

#include <algorithm>

#include "python/base64_codec.h"
#include "python/codecs.h"
#include "python/email_message.h"
#include "python/text.h"

namespace pbc::email {

namespace {

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

/// `%41` or `=41` as A.
std::string unescaped(std::string_view text, char mark, bool underscore_is_space) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == mark && i + 2 < text.size() && hex_digit(text[i + 1]) >= 0 && hex_digit(text[i + 2]) >= 0) {
      out += static_cast<char>(hex_digit(text[i + 1]) * 16 + hex_digit(text[i + 2]));
      i += 2;
    } else {
      out += underscore_is_space && text[i] == '_' ? ' ' : text[i];
    }
  }
  return out;
}

std::string decode_or_replace(std::string_view bytes, std::string_view charset) {
  try {
    return text::decode(bytes, charset, "replace");
  } catch (const Raised& raised) {
    if (!is_exception(raised.exception, kLookupError)) throw;
    caught();
    return text::decode(bytes, "ascii", "replace");
  }
}

/// `=?charset?q?text?=` at the start of `text`: its length, or 0.
std::size_t encoded_word(std::string_view text, Word* word) {
  if (!text.starts_with("=?")) return 0;
  const std::size_t charset = text.find('?', 2);
  if (charset == text.npos || charset == 2 || charset + 2 >= text.size() || text[charset + 2] != '?') return 0;
  const char encoding = static_cast<char>(text[charset + 1] | 0x20);
  if (encoding != 'q' && encoding != 'b') return 0;
  const std::size_t end = text.find("?=", charset + 3);
  if (end == text.npos) return 0;
  word->charset = text::lower(text.substr(2, charset - 2));
  word->is_encoded = true;
  std::string body(text.substr(charset + 3, end - charset - 3));
  if (encoding == 'q') {
    word->text = unescaped(body, '=', true);
  } else {
    body.append((4 - body.size() % 4) % 4, '=');
    try {
      word->text = base64_decode(body);
    } catch (const Raised& raised) {
      if (!is_exception(raised.exception, kValueError)) throw;
      caught();
      raise_error(kHeaderParseError, "Base64 decoding error");
    }
  }
  return end + 2;
}

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r\n\f\v") == text.npos; }
std::string_view strip_left(std::string_view text) { return text::strip_space<text::Text>(text, text::Side::kLeft); }

}  // namespace

std::vector<Word> decode_words(std::string_view value) {
  std::vector<Word> words;
  bool any = false;
  for (std::string_view line : text::split_lines<text::Text>(value, false)) {
    bool first = true;
    std::size_t plain = 0;
    const auto add_plain = [&](std::string_view text) {
      if (first) text = strip_left(text);
      first = false;
      if (!text.empty()) words.push_back({std::string(text), "", false});
    };
    for (std::size_t i = 0; i < line.size();) {
      Word word;
      const std::size_t length = encoded_word(line.substr(i), &word);
      if (length == 0) {
        ++i;
        continue;
      }
      add_plain(line.substr(plain, i - plain));
      words.push_back(std::move(word));
      any = true;
      i += length;
      plain = i;
    }
    add_plain(line.substr(plain));
  }
  if (!any) return {{std::string(value), "", false}};
  // White space between two encoded words is no part of the text.
  std::vector<Word> joined;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool between = !words[i].is_encoded && is_blank(words[i].text) && i > 0 && i + 1 < words.size() &&
                         words[i - 1].is_encoded && words[i + 1].is_encoded;
    if (between) continue;
    const bool same =
        !joined.empty() && joined.back().is_encoded == words[i].is_encoded && joined.back().charset == words[i].charset;
    if (same && !words[i].is_encoded)
      joined.back().text += " " + words[i].text;
    else if (same)
      joined.back().text += words[i].text;
    else
      joined.push_back(words[i]);
  }
  return joined;
}

std::string decoded_text(std::string_view value) {
  std::string unfolded;
  for (char c : value)
    if (c != '\r' && c != '\n') unfolded += c;
  std::string out;
  bool after_word = false;
  std::string_view rest = unfolded;
  std::size_t plain = 0;
  for (std::size_t i = 0; i < rest.size();) {
    Word word;
    std::size_t length = 0;
    try {
      length = encoded_word(rest.substr(i), &word);
    } catch (const Raised&) {
      caught();
    }
    if (length == 0) {
      ++i;
      continue;
    }
    const std::string_view between = rest.substr(plain, i - plain);
    if (!after_word || !is_blank(between)) out += between;
    out += decode_or_replace(word.text, word.charset);
    after_word = true;
    i += length;
    plain = i;
  }
  out += rest.substr(plain);
  return out;
}

std::string encoded_text(std::string_view text, std::size_t name_length, std::size_t width) {
  const bool ascii = std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 128; });
  if (ascii) return std::string(text);
  constexpr std::string_view kStart = "=?utf-8?";
  const std::size_t limit = width == 0 ? std::string::npos : width;
  // The shorter of the two encodings.
  std::size_t quoted = 0;
  for (char c : text) quoted += std::isalnum(static_cast<unsigned char>(c)) != 0 || c == ' ' ? 1 : 3;
  const bool base64 = (text.size() + 2) / 3 * 4 < quoted;
  const auto encode = [&](std::string_view part) {
    std::string out(kStart);
    if (base64) return out + "b?" + base64_encode(part) + "?=";
    out += "q?";
    for (char c : part) {
      constexpr char kDigits[] = "0123456789ABCDEF";
      const auto byte = static_cast<unsigned char>(c);
      if (c == ' ')
        out += '_';
      else if (byte < 128 && (std::isalnum(byte) != 0 || std::string_view("-!*+/").find(c) != std::string_view::npos))
        out += c;
      else
        out.append({'=', kDigits[byte >> 4], kDigits[byte & 15]});
    }
    return out + "?=";
  };
  std::string out;
  std::size_t room =
      limit == std::string::npos ? limit : std::max<std::size_t>(limit - std::min(limit, name_length + 2), 20);
  std::string part;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t next = at;
    unicode::next(text, next);
    const std::string longer = part + std::string(text.substr(at, next - at));
    if (!part.empty() && encode(longer).size() > room) {
      out += encode(part) + "\n ";
      part.clear();
      room = limit - 1;
      continue;
    }
    part = longer;
    at = next;
  }
  return out + encode(part);
}

// --- Parameters ------------------------------------------------------------------------------------------------------

std::string unquoted(std::string_view text) {
  if (text.size() > 1 && text.front() == '"' && text.back() == '"') {
    std::string out;
    text = text.substr(1, text.size() - 2);
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text[i] == '\\' && i + 1 < text.size() && (text[i + 1] == '\\' || text[i + 1] == '"')) ++i;
      out += text[i];
    }
    return out;
  }
  if (text.size() > 1 && text.front() == '<' && text.back() == '>') text = text.substr(1, text.size() - 2);
  return std::string(text);
}

namespace {

std::string_view strip(std::string_view text) { return text::strip_space<text::Text>(text, text::Side::kBoth); }

/// The parts between semicolons that stand outside of quotes.
std::vector<std::string_view> split_parameters(std::string_view value) {
  std::vector<std::string_view> parts;
  std::size_t begin = 0;
  bool quoted = false;
  for (std::size_t i = 0; i <= value.size(); ++i) {
    if (i == value.size() || (value[i] == ';' && !quoted)) {
      parts.push_back(strip(value.substr(begin, i - begin)));
      begin = i + 1;
    } else if (value[i] == '"') {
      quoted = !quoted;
    } else if (value[i] == '\\' && quoted) {
      ++i;
    }
  }
  return parts;
}

}  // namespace

std::vector<Parameter> parse_parameters(std::string_view value) {
  struct Part {
    std::size_t number;
    std::string text;
    bool is_encoded;
  };
  std::vector<Parameter> found;
  std::vector<std::pair<std::string, std::vector<Part>>> extended;
  for (std::string_view part : split_parameters(value)) {
    if (part.empty() && !found.empty()) continue;
    const std::size_t equals = part.find('=');
    const std::string_view name = strip(part.substr(0, equals));
    const std::string_view text = equals == part.npos ? std::string_view() : strip(part.substr(equals + 1));
    const std::size_t star = name.find('*');
    if (found.empty() || star == name.npos || star == 0) {
      found.push_back({std::string(name), std::string(text), false, "", ""});
      continue;
    }
    // name*, name*0, name*0*
    std::string_view rest = name.substr(star + 1);
    const bool is_encoded = rest.empty() || rest.ends_with('*');
    if (rest.ends_with('*')) rest.remove_suffix(1);
    std::size_t number = 0;
    for (char c : rest) number = number * 10 + static_cast<std::size_t>(c >= '0' && c <= '9' ? c - '0' : 0);
    const std::string stem(name.substr(0, star));
    auto known = std::ranges::find(extended, stem, [](const auto& entry) { return entry.first; });
    if (known == extended.end()) known = extended.insert(extended.end(), {stem, {}});
    known->second.push_back({number, unquoted(text), is_encoded});
  }
  for (auto& [name, parts] : extended) {
    std::ranges::stable_sort(parts, {}, &Part::number);
    std::string whole;
    bool any_encoded = false;
    for (const Part& part : parts) {
      whole += part.is_encoded ? unescaped(part.text, '%', false) : part.text;
      any_encoded |= part.is_encoded;
    }
    Parameter parameter{name, '"' + whole + '"', any_encoded, "", ""};
    if (any_encoded) {
      parameter.value = whole;
      const std::size_t first = whole.find('\'');
      const std::size_t second = first == whole.npos ? whole.npos : whole.find('\'', first + 1);
      if (second != whole.npos) {
        parameter.charset = whole.substr(0, first);
        parameter.language = whole.substr(first + 1, second - first - 1);
        parameter.value = whole.substr(second + 1);
      }
    }
    found.push_back(std::move(parameter));
  }
  return found;
}

std::string text_of(const Parameter& parameter) {
  if (!parameter.is_extended) return unquoted(parameter.value);
  return decode_or_replace(parameter.value, parameter.charset.empty() ? "us-ascii" : parameter.charset);
}

}  // namespace pbc::email
