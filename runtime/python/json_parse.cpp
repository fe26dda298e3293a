// SPDX-License-Identifier: Apache-2.0
//
// One pass over the text, straight into values. The order of the checks and the places that errors name are those of
// CPython's C scanner.
#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <limits>

#include "python/big_integer.h"
#include "python/json.h"
#include "python/json_scan.h"
#include "python/parse_number.h"
#include "python/text.h"
#include "python/text_of.h"

namespace pbc {
namespace {

bool is_given(const Value& hook) { return !hook.is_unset() && !hook.is_none(); }

/// Keys that were met, so that the same key of many objects is one str.
class KnownKeys {
 public:
  const Value& get(std::string_view key) {
    Value& slot = slots_[slot_of(key)];
    if (slot.is_unset() || !is_same_text(text_of(slot), key)) slot = make_str(key);
    return slot;
  }

 private:
  /// By the length and the words at both ends: keys of one document seldom differ in the middle alone.
  static std::size_t slot_of(std::string_view key) {
    std::uint64_t head = 0, tail = 0;
    if (key.size() >= sizeof head) {
      std::memcpy(&head, key.data(), sizeof head);
      std::memcpy(&tail, key.data() + key.size() - sizeof tail, sizeof tail);
    } else {
      for (const char c : key) head = head << 8 | static_cast<unsigned char>(c);
    }
    return (head ^ std::rotl(tail, 29) ^ key.size()) * 0x9E3779B97F4A7C15u >> 56;
  }
  std::array<Value, 256> slots_;
};

class Scanner {
 public:
  Scanner(std::string_view text, const JsonReading& reading)
      : text_(text),
        reading_(reading),
        plain_objects_(!is_given(reading.object_hook) && !is_given(reading.object_pairs_hook)),
        hooks_numbers_(is_given(reading.parse_float) || is_given(reading.parse_int)) {}

  Value whole() {
    skip_space();
    Value value = scan();
    skip_space();
    if (at_ < text_.size()) fail("Extra data", at_);
    return value;
  }

  /// The string whose first character is at `*byte`.
  Value string_at(std::size_t* byte) {
    at_ = *byte - 1;
    Value value = make_str(string());
    *byte = at_;
    return value;
  }

  Value prefix(std::size_t* byte) {
    at_ = *byte;
    Value value = scan();
    *byte = at_;
    return value;
  }

 private:
  [[noreturn]] void fail(std::string_view message, std::size_t byte) const {
    throw json_error_at(text_, byte, message);
  }

  /// The character at `at_`, or NUL at the end (a NUL in the text is no JSON either).
  char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  bool sees(char c) const { return at_ < text_.size() && text_[at_] == c; }

  void skip_space() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\t' || text_[at_] == '\r'))
      ++at_;
  }

  bool take(std::string_view word) {
    if (!text_.substr(at_).starts_with(word)) return false;
    at_ += word.size();
    return true;
  }

  Value constant(std::string_view name, double value) {
    return is_given(reading_.parse_constant) ? reading_.parse_constant({make_str(name)}) : Value(value);
  }

  Value scan() {
    switch (peek()) {
      case '"':
        return make_str(string());
      case '{':
        return object();
      case '[':
        return array();
      case 'n':
        if (take("null")) return None;
        break;
      case 't':
        if (take("true")) return true;
        break;
      case 'f':
        if (take("false")) return false;
        break;
      case 'N':
        if (take("NaN")) return constant("NaN", std::numeric_limits<double>::quiet_NaN());
        break;
      case 'I':
        if (take("Infinity")) return constant("Infinity", std::numeric_limits<double>::infinity());
        break;
      case '-':
        if (take("-Infinity")) return constant("-Infinity", -std::numeric_limits<double>::infinity());
        return number();
      default:
        if (is_digit(at_)) return number();
        break;
    }
    fail("Expecting value", at_);
  }

  bool is_digit(std::size_t at) const { return at < text_.size() && text_[at] >= '0' && text_[at] <= '9'; }
  std::size_t behind_digits(std::size_t at) const {
    while (is_digit(at)) ++at;
    return at;
  }

  /// A number of a few digits without an exponent, which is exact in 64 bits; unset and nothing is read where it is
  /// another one, or none.
  Value short_number() {
    if (hooks_numbers_) return {};
    constexpr int kFewDigits = 18;
    const char* const begin = text_.data() + at_;
    const char* const last = text_.data() + text_.size();
    const bool negative = *begin == '-';
    const char* at = begin + (negative ? 1 : 0);
    std::int64_t digits = 0;
    const auto read = [&] {
      const char* const first = at;
      for (; at != last && *at >= '0' && *at <= '9' && at - first <= kFewDigits; ++at)
        digits =
            static_cast<std::int64_t>(static_cast<std::uint64_t>(digits) * 10 + static_cast<std::uint64_t>(*at - '0'));
      return at - first;
    };
    const char* const whole = at;
    const auto before = read();
    if (before == 0 || before > kFewDigits || (*whole == '0' && before > 1)) return {};
    if (at == last || (*at != '.' && *at != 'e' && *at != 'E')) {
      at_ += static_cast<std::size_t>(at - begin);
      return negative ? -digits : digits;
    }
    if (*at++ != '.') return {};
    const auto behind = read();
    // Both numbers are exact as floats, so their quotient is the nearest float.
    constexpr double kPowers[] = {1e0, 1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,
                                  1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17};
    constexpr std::int64_t kExact = std::int64_t{1} << 53;
    if (behind == 0 || before + behind >= kFewDigits || digits > kExact || (at != last && (*at == 'e' || *at == 'E')))
      return {};
    at_ += static_cast<std::size_t>(at - begin);
    const double value = static_cast<double>(digits) / kPowers[behind];
    return negative ? -value : value;
  }

  Value number() {
    if (Value value = short_number(); !value.is_unset()) return value;
    const std::size_t start = at_;
    std::size_t end = at_ + (text_[at_] == '-' ? 1 : 0);
    if (!is_digit(end)) fail("Expecting value", start);
    end = text_[end] == '0' ? end + 1 : behind_digits(end);
    bool is_float = false;
    if (end < text_.size() && text_[end] == '.' && is_digit(end + 1)) {
      is_float = true;
      end = behind_digits(end + 1);
    }
    if (end < text_.size() && (text_[end] == 'e' || text_[end] == 'E')) {
      const std::size_t sign = end + 1;
      const std::size_t digits = sign < text_.size() && (text_[sign] == '+' || text_[sign] == '-') ? sign + 1 : sign;
      if (is_digit(digits)) {
        is_float = true;
        end = behind_digits(digits);
      }
    }
    const std::string_view digits = text_.substr(start, end - start);
    at_ = end;
    if (is_float) {
      if (is_given(reading_.parse_float)) return reading_.parse_float({make_str(digits)});
      return float_of(digits);
    }
    if (is_given(reading_.parse_int)) return reading_.parse_int({make_str(digits)});
    std::int64_t small = 0;
    if (std::from_chars(digits.data(), digits.data() + digits.size(), small).ec == std::errc()) return small;
    check_int_digits(digits.size() - (digits[0] == '-' ? 1 : 0));
    return make_int(BigInteger(std::string(digits)));
  }

  static double float_of(std::string_view digits) {
    double value = 0;
    const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    // Too large or too small for from_chars, which leaves `value` alone: strtod gives the infinity or the zero.
    if (result.ec == std::errc::result_out_of_range) value = std::strtod(std::string(digits).c_str(), nullptr);
    return value;
  }

  /// The string at `at_`, in the text itself where it has no escapes, else in buffer_.
  std::string_view string() {
    const std::size_t begin = at_++;
    bool copied = false;
    std::size_t from = at_;
    while (true) {
      std::size_t end = find_json_special<false>(text_, from);
      while (end < text_.size() && static_cast<unsigned char>(text_[end]) < 0x20) {
        if (reading_.strict) fail("Invalid control character at", end);
        end = find_json_special<false>(text_, end + 1);
      }
      if (end >= text_.size()) fail("Unterminated string starting at", begin);
      if (text_[end] == '"') {
        at_ = end + 1;
        if (!copied) return text_.substr(from, end - from);
        buffer_ += text_.substr(from, end - from);
        return buffer_;
      }
      if (!copied) buffer_.clear();
      copied = true;
      buffer_ += text_.substr(from, end - from);
      from = escape(end, begin);
    }
  }

  /// Appends what the escape at `backslash` stands for; gives the place behind it.
  std::size_t escape(std::size_t backslash, std::size_t begin) {
    const std::size_t at = backslash + 1;
    if (at >= text_.size()) fail("Unterminated string starting at", begin);
    switch (text_[at]) {
      case '"':
        buffer_ += '"';
        return at + 1;
      case '\\':
        buffer_ += '\\';
        return at + 1;
      case '/':
        buffer_ += '/';
        return at + 1;
      case 'b':
        buffer_ += '\b';
        return at + 1;
      case 'f':
        buffer_ += '\f';
        return at + 1;
      case 'n':
        buffer_ += '\n';
        return at + 1;
      case 'r':
        buffer_ += '\r';
        return at + 1;
      case 't':
        buffer_ += '\t';
        return at + 1;
      case 'u':
        break;
      default:
        fail("Invalid \\escape", backslash);
    }
    std::size_t end = at + 5;
    char32_t c = 0;
    if (!hex4(at + 1, c)) fail("Invalid \\uXXXX escape", at);
    char32_t low = 0;
    if (c >= 0xD800 && c <= 0xDBFF && text_.substr(end).starts_with("\\u") && hex4(end + 2, low) && low >= 0xDC00 &&
        low <= 0xDFFF) {
      c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
      end += 6;
    }
    unicode::append(buffer_, c);
    return end;
  }

  /// Four hexadecimal digits, with at least one character behind them (the string must end somewhere).
  bool hex4(std::size_t at, char32_t& value) const {
    if (at + 4 >= text_.size()) return false;
    value = 0;
    for (std::size_t i = at; i < at + 4; ++i) {
      const char c = text_[i];
      if (c >= '0' && c <= '9') {
        value = value * 16 + static_cast<char32_t>(c - '0');
      } else if ((c | 32) >= 'a' && (c | 32) <= 'f') {
        value = value * 16 + static_cast<char32_t>((c | 32) - 'a' + 10);
      } else {
        return false;
      }
    }
    return true;
  }

  Value array() {
    const Recursion recursion(" while decoding a JSON array from a unicode string");
    ++at_;
    Values items;
    skip_space();
    if (!sees(']')) {
      while (true) {
        items.push_back(scan());
        skip_space();
        if (sees(']')) break;
        if (!sees(',')) fail("Expecting ',' delimiter", at_);
        ++at_;
        skip_space();
      }
    }
    ++at_;
    return make_list(std::move(items));
  }

  Value object() {
    const Recursion recursion(" while decoding a JSON object from a unicode string");
    ++at_;
    Table table;
    Values pairs;
    const bool as_pairs = is_given(reading_.object_pairs_hook);
    skip_space();
    if (!sees('}')) {
      while (true) {
        if (!sees('"')) fail("Expecting property name enclosed in double quotes", at_);
        const Value key = keys_.get(string());
        skip_space();
        if (!sees(':')) fail("Expecting ':' delimiter", at_);
        ++at_;
        skip_space();
        if (as_pairs) {
          pairs.push_back(make_tuple({key, scan()}));
        } else {
          table.set(key, scan());
        }
        skip_space();
        if (sees('}')) break;
        if (!sees(',')) fail("Expecting ',' delimiter", at_);
        ++at_;
        skip_space();
      }
    }
    ++at_;
    if (plain_objects_) return make_dict(std::move(table));
    if (as_pairs) return reading_.object_pairs_hook({make_list(std::move(pairs))});
    return reading_.object_hook({make_dict(std::move(table))});
  }

  std::string_view text_;
  const JsonReading& reading_;
  bool plain_objects_;
  bool hooks_numbers_;
  std::size_t at_ = 0;
  std::string buffer_;
  KnownKeys keys_;
};

}  // namespace

std::string JsonError::text() const {
  return message + ": line " + std::to_string(line) + " column " + std::to_string(column) + " (char " +
         std::to_string(pos) + ")";
}

JsonError json_error_at(std::string_view text, std::size_t byte, std::string_view message) {
  const std::string_view before = text.substr(0, byte);
  const std::size_t newline = before.rfind('\n');
  JsonError error;
  error.message = message;
  error.pos = unicode::count_code_points(before);
  error.line = static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n')) + 1;
  error.column = unicode::count_code_points(newline == before.npos ? before : before.substr(newline + 1)) + 1;
  return error;
}

Value parse_json(std::string_view text, const JsonReading& reading) { return Scanner(text, reading).whole(); }

Value parse_json_string(std::string_view text, std::size_t* byte, const JsonReading& reading) {
  return Scanner(text, reading).string_at(byte);
}

Value parse_json_prefix(std::string_view text, std::size_t* byte, const JsonReading& reading) {
  return Scanner(text, reading).prefix(byte);
}

}  // namespace pbc
