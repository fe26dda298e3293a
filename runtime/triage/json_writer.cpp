// SPDX-License-Identifier: Apache-2.0
#include "triage/json_writer.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstring>

namespace pbc::triage {

using Json = nlohmann::ordered_json;

void JsonWriter::flush() {
  text_.append(newest_.data(), used_);
  used_ = 0;
}

void JsonWriter::append_long(std::string_view text) {
  constexpr std::size_t kUsual = 96 << 10;  // more than most reports have
  if (text_.empty()) text_.reserve(kUsual);
  flush();
  if (text.size() > newest_.size())
    text_.append(text);
  else
    append(text);
}

void JsonWriter::cut(std::size_t size) {
  if (size >= text_.size()) {
    used_ = size - text_.size();
  } else {
    text_.resize(size);
    used_ = 0;
  }
}

void JsonWriter::new_line() {
  constexpr std::string_view kIndented = "\n                        ";
  std::size_t left = 1 + 2 * depth_;
  append(kIndented.substr(0, left));
  for (left -= std::min(left, kIndented.size()); left > 0; --left) append(' ');
}

void JsonWriter::element() {
  if (std::exchange(has_key_, false) || depth_ == 0) return;
  if (!std::exchange(is_first_, false)) append(',');
  new_line();
}

void JsonWriter::key(const char* name) {
  element();
  append('"');
  append(std::string_view(name));
  append("\": ");
  has_key_ = true;
}

void JsonWriter::key(std::string_view name) {
  element();
  quote(name);
  append(": ");
  has_key_ = true;
}

void JsonWriter::begin(char bracket) {
  element();
  append(bracket);
  ++depth_;
  is_first_ = true;
}

void JsonWriter::end(char bracket) {
  --depth_;
  // What is empty stands on one line.
  if (!is_first_) new_line();
  append(bracket);
  is_first_ = false;
}

namespace {

/// Whether one of eight bytes is a control character, DEL, a quote, a backslash or none of ASCII. There is no carry
/// from byte to byte up to the first one.
bool has_special(const char* bytes) {
  constexpr std::uint64_t kOnes = 0x0101010101010101, kHigh = 0x80 * kOnes;
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, sizeof word);
  const auto has_zero = [](std::uint64_t each) { return (each - kOnes) & ~each; };
  const std::uint64_t special =
      (word - ' ' * kOnes) | word | (word + kOnes) | has_zero(word ^ ('"' * kOnes)) | has_zero(word ^ ('\\' * kOnes));
  return (special & kHigh) != 0;
}

/// Where the first byte is that does not stand for itself between quotes, or that is none of ASCII.
std::size_t find_special(std::string_view text) {
  std::size_t at = 0;
  while (at + 8 <= text.size() && !has_special(text.data() + at)) at += 8;
  // The last eight overlap those that were looked at.
  if (at + 8 > text.size() && text.size() >= 8 && !has_special(text.data() + text.size() - 8)) return text.size();
  const auto is_plain = [](char c) { return c >= ' ' && c < 0x7f && c != '"' && c != '\\'; };
  while (at < text.size() && is_plain(text[at])) ++at;
  return at;
}

/// What is written behind a backslash; 0: the character is written in another way.
char escape_of(char c) {
  constexpr std::string_view kNamed = "\"\\\b\f\n\r\t", kNames = "\"\\bfnrt";
  const std::size_t at = kNamed.find(c);
  return at == kNamed.npos ? '\0' : kNames[at];
}

}  // namespace

void JsonWriter::quote(std::string_view text) {
  const std::size_t begin = size();
  append('"');
  for (std::string_view rest = text;;) {
    const std::size_t plain = find_special(rest);
    append(rest.substr(0, plain));
    rest.remove_prefix(plain);
    if (rest.empty()) break;
    const char escape = escape_of(rest.front());
    if (escape == '\0') {
      cut(begin);
      return append(Json(text).dump(-1, ' ', false, Json::error_handler_t::replace));
    }
    append('\\');
    append(escape);
    rest.remove_prefix(1);
  }
  append('"');
}

void JsonWriter::value(std::string_view text) {
  element();
  quote(text);
}

namespace {

/// A number with three decimals at most, as most are here, without those that are 0 but for the first. Null: it is none
/// of these.
char* write_short(char* to, double number) {
  constexpr double kMost = 1e6;
  if (!(number >= 0 && number < kMost) || std::signbit(number)) return nullptr;
  const auto thousandths = static_cast<std::uint32_t>(number * 1000 + 0.5);
  if (thousandths / 1000.0 != number) return nullptr;
  to = std::to_chars(to, to + 10, thousandths / 1000).ptr;
  *to++ = '.';
  std::uint32_t rest = thousandths % 1000;
  do {
    *to++ = static_cast<char>('0' + rest / 100);
    rest = rest % 100 * 10;
  } while (rest != 0);
  return to;
}

}  // namespace

void JsonWriter::value(double number) {
  if (!std::isfinite(number)) return value(nullptr);
  element();
  std::array<char, 64> digits{};
  char* end = write_short(digits.data(), number);
  if (end == nullptr) end = nlohmann::detail::to_chars(digits.data(), digits.data() + digits.size(), number);
  append({digits.data(), static_cast<std::size_t>(end - digits.data())});
}

void JsonWriter::value(std::nullptr_t) {
  element();
  append("null");
}

namespace {

/// Writes what is parsed as it comes.
struct Copier {
  JsonWriter& writer;

  bool null() { return write(nullptr); }
  bool boolean(bool truth) { return write(truth); }
  bool number_integer(std::int64_t number) { return write(number); }
  bool number_unsigned(std::uint64_t number) { return write(number); }
  bool number_float(double number, const std::string& /*text*/) { return write(number); }
  bool string(const std::string& text) { return write(text); }
  bool binary(const Json::binary_t& /*bytes*/) { return false; }
  bool start_object(std::size_t /*size*/) { return writer.begin_object(), true; }
  bool end_object() { return writer.end_object(), true; }
  bool start_array(std::size_t /*size*/) { return writer.begin_array(), true; }
  bool end_array() { return writer.end_array(), true; }
  bool key(const std::string& name) { return writer.key(name), true; }
  bool parse_error(std::size_t /*at*/, const std::string& /*token*/, const Json::exception& /*error*/) { return false; }

  bool write(const auto& each) { return writer.value(each), true; }
};

/// Of the text that begins with a quote, up to the one that ends it; 0: every writer might write it in another way.
std::size_t length_of_quoted(std::string_view text) {
  for (std::size_t at = 1;;) {
    at += find_special(text.substr(at));
    if (at == text.size()) return 0;
    if (text[at] == '"') return at + 1;
    constexpr std::string_view kNames = "\"\\bfnrt";
    if (text[at] != '\\' || at + 1 == text.size() || kNames.find(text[at + 1]) == kNames.npos) return 0;
    at += 2;
  }
}

bool is_plain_scalar(std::string_view token) {
  constexpr std::size_t kMostDigits = 18;
  if (token == "true" || token == "false" || token == "null" || token == "0") return true;
  if (token.starts_with('-')) token.remove_prefix(1);
  return !token.empty() && token.size() <= kMostDigits && token.front() != '0' &&
         token.find_first_not_of("0123456789") == token.npos;
}

}  // namespace

bool JsonWriter::copy(std::string_view text) {
  const auto take = [&](std::size_t size) {
    element();
    append(text.substr(0, size));
    text.remove_prefix(size);
    return size > 0;
  };
  while (!text.empty()) {
    const char c = text.front();
    if (c == '"') {
      if (!take(length_of_quoted(text))) return false;
      continue;
    }
    if (c == '{' || c == '[') {
      begin(c);
    } else if (c == '}' || c == ']') {
      end(c);
    } else if (c == ':') {
      append(": ");
      has_key_ = true;
    } else if (c != ',' && c != ' ') {
      const std::size_t size = std::min(text.find_first_of(" ,]}"), text.size());
      if (!is_plain_scalar(text.substr(0, size))) return false;
      take(size);
      continue;
    }
    text.remove_prefix(1);
  }
  return true;
}

void JsonWriter::json(const std::string& text) {
  const std::size_t begin = size(), depth = depth_;
  const bool is_first = is_first_, has_key = has_key_;
  const auto forget = [&] {
    cut(begin);
    depth_ = depth;
    is_first_ = is_first;
    has_key_ = has_key;
  };
  if (!text.empty() && copy(text)) return;
  forget();
  Copier copier{*this};
  if (Json::sax_parse(text, &copier)) return;
  forget();
  value(text);
}

}  // namespace pbc::triage
