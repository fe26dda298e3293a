// SPDX-License-Identifier: Apache-2.0
#include "frozen/frozen.h"

#include <array>
#include <charconv>
#include <cmath>

namespace pbc::frozen {

namespace {

constexpr int kDeepest = 512;

bool skip(Reader& reader, int depth) {
  if (depth > kDeepest) return false;
  switch (reader.letter()) {
    case 'n':
    case 't':
    case 'f':
      return true;
    case 'i':
      reader.integer();
      return true;
    case 'd':
      return std::isfinite(reader.number());
    case 's':
      reader.text();
      return true;
    case '[':
      for (std::uint32_t left = reader.count(); left > 0; --left)
        if (!skip(reader, depth + 1)) return false;
      return true;
    case '{':
      for (std::uint32_t left = reader.count(); left > 0; --left) {
        reader.text();
        if (!skip(reader, depth + 1)) return false;
      }
      return true;
    default:
      return false;
  }
}

void append_text(std::string& json, std::string_view text) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  json += '"';
  std::size_t done = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\') continue;
    json.append(text, done, at - done);
    done = at + 1;
    json += '\\';
    constexpr std::string_view kNamed = "\"\\\b\f\n\r\t", kNames = "\"\\bfnrt";
    if (const std::size_t named = kNamed.find(c); named != kNamed.npos) {
      json += kNames[named];
    } else {
      json.append("u00").append(1, kDigits[static_cast<unsigned char>(c) >> 4]).append(1, kDigits[c & 15]);
    }
  }
  json.append(text, done, text.npos) += '"';
}

template <typename T>
void append_number(std::string& json, T number) {
  std::array<char, 32> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  json.append(digits.data(), end);
}

void append(std::string& json, Reader& reader) {
  switch (reader.letter()) {
    case 't':
      json += "true";
      break;
    case 'f':
      json += "false";
      break;
    case 'i':
      append_number(json, reader.integer());
      break;
    case 'd':
      append_number(json, reader.number());
      break;
    case 's':
      append_text(json, reader.text());
      break;
    case '[': {
      json += '[';
      const std::uint32_t count = reader.count();
      for (std::uint32_t i = 0; i < count; ++i) {
        if (i > 0) json += ',';
        append(json, reader);
      }
      json += ']';
      break;
    }
    case '{': {
      json += '{';
      const std::uint32_t count = reader.count();
      for (std::uint32_t i = 0; i < count; ++i) {
        if (i > 0) json += ',';
        append_text(json, reader.text());
        json += ':';
        append(json, reader);
      }
      json += '}';
      break;
    }
    default:
      json += "null";
  }
}

}  // namespace

std::string_view Reader::value() {
  const std::string_view before = rest_;
  if (skip(*this, 0)) return before.substr(0, before.size() - rest_.size());
  fail();
  return {};
}

std::string to_json(std::string_view frozen) {
  Reader reader(frozen);
  std::string json;
  json.reserve(frozen.size());
  append(json, reader);
  return json;
}

bool is_frozen(std::string_view bytes) {
  Reader reader(bytes);
  return skip(reader, 0) && reader.is_complete();
}

}  // namespace pbc::frozen
