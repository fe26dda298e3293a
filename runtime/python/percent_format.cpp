// SPDX-License-Identifier: Apache-2.0
//
// The % operator of str and bytes (Python library reference, "printf-style String Formatting").
#include <cmath>
#include <limits>

#include "python/class.h"
#include "python/float_object.h"
#include "python/format.h"
#include "python/format_float.h"
#include "python/memory_view.h"
#include "python/plain_format.h"
#include "python/plain_int.h"
#include "python/special_methods.h"
#include "python/text.h"

namespace pbc {
namespace {

constexpr std::int64_t kNotGiven = -1;

/// One conversion specification, `%(key)-08.3f`, without its key.
struct Directive {
  bool left = false, plus = false, blank = false, alternate = false, zero = false;
  std::int64_t width = kNotGiven;
  std::int64_t precision = kNotGiven;
  char32_t type = 0;
  bool is_bare() const { return width == kNotGiven && precision == kNotGiven && !plus && !blank; }
  std::size_t place = 0;  // of the type, in bytes
};

/// A number as it stands before padding: padding with zeros goes between prefix and digits.
struct Number {
  std::string prefix;  // sign, 0x
  std::string digits;
};

bool is_mapping(const Value& value) {
  switch (value.tag()) {
    case Tag::kDict:
    case Tag::kList:
    case Tag::kBytes:
    case Tag::kByteArray:
    case Tag::kRange:
    case Tag::kInstance:
      return true;
    default:
      return false;
  }
}

class Formatter {
 public:
  Formatter(const Value& format, const Value& arguments)
      : text_(format.is_str() ? format.text() : std::string_view(as_bytes(format))),
        bytes_(!format.is_str()),
        arguments_(arguments),
        is_tuple_(arguments.is(Tag::kTuple)),
        is_mapping_(is_mapping(arguments) && !(bytes_ && is_any_bytes(arguments))) {}

  std::string_view run() {
    while (at_ < text_.size()) {
      const std::size_t percent = std::min(text_.find('%', at_), text_.size());
      out_.append(text_.substr(at_, percent - at_));
      at_ = percent;
      if (at_ == text_.size()) break;
      ++at_;
      if (at_ < text_.size() && text_[at_] == '%') {
        out_.append(text_[at_++]);
      } else {
        expand();
      }
    }
    if (!is_mapping_ && left() > 0) {
      raise_type_error("not all arguments converted during ", bytes_ ? "bytes" : "string", " formatting");
    }
    return out_.view();
  }

 private:
  std::size_t left() const {
    if (keyed_) return 0;
    return (is_tuple_ ? as_tuple(arguments_).size() : 1) - used_;
  }

  Value next_argument() {
    if (keyed_) {
      if (keyed_used_) raise_type_error("not enough arguments for format string");
      keyed_used_ = true;
      return key_value_;
    }
    if (left() == 0) raise_type_error("not enough arguments for format string");
    ++used_;
    return is_tuple_ ? as_tuple(arguments_)[used_ - 1] : arguments_;
  }

  char32_t peek() const {
    std::size_t at = at_;
    return bytes_ ? static_cast<unsigned char>(text_[at]) : unicode::next(text_, at);
  }
  char32_t take() { return bytes_ ? static_cast<unsigned char>(text_[at_++]) : unicode::next(text_, at_); }
  void need_more() const {
    if (at_ >= text_.size()) raise_value_error("incomplete format");
  }

  void read_key() {
    if (!is_mapping_) raise_type_error("format requires a mapping");
    const std::size_t start = ++at_;
    for (int depth = 1; at_ < text_.size(); ++at_) {
      if (text_[at_] == '(') ++depth;
      if (text_[at_] == ')' && --depth == 0) break;
    }
    if (at_ >= text_.size()) raise_value_error("incomplete format key");
    const std::string_view key = text_.substr(start, at_ - start);
    ++at_;
    key_value_ = arguments_[bytes_ ? make_bytes(std::string(key)) : make_str(key)];
    keyed_ = true;
    keyed_used_ = false;
  }

  std::int64_t read_star(const char* type) {
    const Value value = plain_int(next_argument());
    if (!is_any_int(value)) raise_type_error("* wants int");
    if (value.is(Tag::kBigInt)) raise_error(kOverflowError, joined({"Python int too large to convert to C ", type}));
    ++at_;
    return value.as_int();
  }

  std::int64_t read_number(const char* too_big) {
    std::int64_t number = 0;
    for (; at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9'; ++at_) {
      if (number > (std::numeric_limits<std::int64_t>::max() - (text_[at_] - '0')) / 10) raise_value_error(too_big);
      number = number * 10 + (text_[at_] - '0');
    }
    return number;
  }

  Directive read_directive() {
    Directive directive;
    for (bool more = true; more && at_ < text_.size();) {
      switch (text_[at_]) {
        case '-':
          directive.left = true;
          break;
        case '+':
          directive.plus = true;
          break;
        case ' ':
          directive.blank = true;
          break;
        case '#':
          directive.alternate = true;
          break;
        case '0':
          directive.zero = true;
          break;
        default:
          more = false;
          break;
      }
      if (more) ++at_;
    }
    need_more();
    if (text_[at_] == '*') {
      directive.width = read_star("ssize_t");
      if (directive.width < 0) {
        directive.left = true;
        directive.width = -directive.width;
      }
    } else if (text_[at_] >= '0' && text_[at_] <= '9') {
      directive.width = read_number("width too big");
    }
    need_more();
    if (text_[at_] == '.') {
      ++at_;
      need_more();
      if (text_[at_] == '*') {
        const std::int64_t given = read_star("int");
        if (given > std::numeric_limits<int>::max() || given < std::numeric_limits<int>::min())
          raise_error(kOverflowError, "Python int too large to convert to C int");
        directive.precision = std::max<std::int64_t>(given, 0);
      } else {
        directive.precision = read_number("precision too big");
      }
      need_more();
    }
    if (text_[at_] == 'h' || text_[at_] == 'l' || text_[at_] == 'L') ++at_;
    need_more();
    directive.place = at_;
    directive.type = take();
    return directive;
  }

  /// One specification, from behind its percent sign.
  void expand() {
    need_more();
    if (text_[at_] == '(') read_key();
    need_more();
    const Directive directive = read_directive();
    const Value value = next_argument();
    switch (directive.type) {
      case 's':
      case 'r':
      case 'a':
      case 'b':
        if (directive.type == 'b' && !bytes_) raise_unsupported(directive);
        if (directive.type == 's' && value.is_str() && !has_class(value) && !bytes_) {
          pad_text(directive, cut(text_of(value), directive.precision));
          break;
        }
        pad_text(directive, cut(text_for(value, directive.type), directive.precision));
        break;
      case 'd':
      case 'i':
      case 'u':
        if (value.is(Tag::kInt) && directive.precision == kNotGiven) {
          append_small(directive, value.as_int());
          break;
        }
        [[fallthrough]];
      case 'x':
      case 'X':
      case 'o':
        pad_number(directive, integer(directive, value));
        break;
      case 'f':
      case 'F':
        if (value.is(Tag::kFloat) && !directive.alternate && append_fixed(directive, value.as_float())) break;
        [[fallthrough]];
      case 'e':
      case 'E':
      case 'g':
      case 'G':
        pad_number(directive, real(directive, value));
        break;
      case 'c':
        pad_text(directive, character(value));
        break;
      default:
        raise_unsupported(directive);
    }
  }

  void append_small(const Directive& directive, std::int64_t number) {
    if (directive.is_bare()) return append_int(out_, number);
    TextBuffer digits;
    append_int(digits, number);
    pad_number(directive, sign(directive, number < 0), digits.view().substr(number < 0 ? 1 : 0));
  }

  bool append_fixed(const Directive& directive, double number) {
    TextBuffer digits;
    if (!pbc::append_fixed(digits, number, directive.precision == kNotGiven ? 6 : directive.precision)) return false;
    pad_number(directive, sign(directive, std::signbit(number)), digits.view());
    return true;
  }

  [[noreturn]] void raise_unsupported(const Directive& directive) const {
    char hex[16];
    std::snprintf(hex, sizeof hex, "%x", static_cast<unsigned>(directive.type));
    const char shown = directive.type > 31 && directive.type < 127 ? static_cast<char>(directive.type) : '?';
    std::string type(1, shown);
    if (bytes_) unicode::append(type = "", directive.type);
    raise_value_error("unsupported format character '", type, "' (0x", hex, ") at index ",
                      std::to_string(text::index_of(text_, directive.place, bytes_)));
  }

  std::string text_for(const Value& value, char32_t type) const {
    if (!bytes_) return type == 's' ? to_str(value) : type == 'r' ? to_repr(value) : to_ascii(value);
    if (type == 'a' || type == 'r') return to_ascii(value);
    if (const Value bytes = plain_bytes(value); is_any_bytes(bytes)) return as_bytes(bytes);
    const Value own = call_special(value, "__bytes__");
    if (own.is_unset())
      raise_type_error("%b requires a bytes-like object, or an object that implements __bytes__, not '",
                       type_name(value), "'");
    if (!own.is(Tag::kBytes)) raise_type_error("__bytes__ returned non-bytes (type ", type_name(own), ")");
    return as_bytes(own);
  }

  std::string_view cut(std::string_view text, std::int64_t precision) const {
    if (precision == kNotGiven) return text;
    return text.substr(0, text::byte_of(text, static_cast<std::size_t>(precision), bytes_));
  }

  std::string character(const Value& argument) const {
    const Value value = plain_int(argument);
    std::string result;
    if (bytes_) {
      if (is_any_bytes(value) && as_bytes(value).size() == 1) return as_bytes(value);
      if (!is_any_int(value)) raise_type_error("%c requires an integer in range(256) or a single byte");
      if (value.is(Tag::kBigInt) || value.as_int() < 0 || value.as_int() > 255)
        raise_error(kOverflowError, "%c arg not in range(256)");
      result.push_back(static_cast<char>(value.as_int()));
      return result;
    }
    if (value.is_str()) {
      if (str_length(value) != 1) raise_type_error("%c requires int or char");
      return std::string(value.text());
    }
    if (!is_any_int(value)) raise_type_error("%c requires int or char");
    if (value.is(Tag::kBigInt) || value.as_int() < 0 || value.as_int() > 0x10FFFF)
      raise_error(kOverflowError, "%c arg not in range(0x110000)");
    unicode::append(result, static_cast<char32_t>(value.as_int()));
    return result;
  }

  static std::string_view sign(const Directive& directive, bool negative) {
    return negative ? "-" : directive.plus ? "+" : directive.blank ? " " : "";
  }

  Number integer(const Directive& directive, Value value) const {
    const bool decimal = directive.type == 'd' || directive.type == 'i' || directive.type == 'u';
    if (decimal) value = plain_float(value);
    if (decimal && value.is(Tag::kFloat)) value = int_of_float(value.as_float());
    if (has_class(value) && !is_any_int(value)) {
      const Value own = class_number(value, "__index__", "int");
      if (!own.is_unset()) value = own;
      if (own.is_unset() && decimal && find_special(value, "__int__") != nullptr) value = type_value(kIntType)({value});
    } else if (decimal && value.is(Tag::kNative) && find_method(type_of(value), "__int__") != nullptr) {
      value = value.call("__int__");
    }
    if (!is_any_int(value)) {
      const std::string shown = {'%', bytes_ && directive.type == 'i' ? 'd' : static_cast<char>(directive.type)};
      if (decimal) raise_type_error(shown, " format: a real number is required, not ", type_name(value));
      raise_type_error(shown, " format: an integer is required, not ", type_name(value));
    }
    if (value.is(Tag::kBool)) value = Value(value.as_int());
    const char spec[] = {decimal ? 'd' : static_cast<char>(directive.type), 0};
    Number number{"", value.is(Tag::kInt) && decimal ? to_str(value) : format_value(value, spec)};
    const bool negative = number.digits[0] == '-';
    if (negative) number.digits.erase(0, 1);
    if (directive.precision > text::kMaxTextLength) raise_error(kMemoryError, "");
    if (const auto size = static_cast<std::int64_t>(number.digits.size()); directive.precision > size)
      number.digits.insert(0, static_cast<std::size_t>(directive.precision - size), '0');
    number.prefix = sign(directive, negative);
    if (directive.alternate && !decimal) number.prefix += {'0', static_cast<char>(directive.type)};
    return number;
  }

  Number real(const Directive& directive, const Value& value) const {
    if (directive.precision > text::kMaxPrecision) raise_value_error("precision too big");
    double number = 0;
    if (bytes_ && !plain_float(value).is(Tag::kFloat) && !is_any_int(value))
      raise_type_error("float argument required, not ", type_name(value));
    number = to_float(value);
    text::FloatStyle style;
    style.type = static_cast<char>(directive.type);
    style.precision = directive.precision == kNotGiven ? 6 : directive.precision;
    style.alternate = directive.alternate;
    std::string digits = text::float_text(number, style);
    const bool negative = digits[0] == '-';
    if (negative) digits.erase(0, 1);
    return {std::string(sign(directive, negative)), std::move(digits)};
  }

  static std::size_t missing_to(std::int64_t width, std::size_t length) {
    if (width > text::kMaxTextLength) raise_error(kMemoryError, "");
    return width > static_cast<std::int64_t>(length) ? static_cast<std::size_t>(width) - length : 0;
  }

  void pad_text(const Directive& directive, std::string_view text) {
    const std::size_t start = out_.size();
    out_.append(text);
    if (directive.width == kNotGiven) return;
    const std::size_t length = bytes_ ? text.size() : unicode::count_code_points(text);
    align_field(out_, start, length, length + missing_to(directive.width, length), directive.left ? '<' : '>', ' ');
  }

  void pad_number(const Directive& directive, const Number& number) {
    pad_number(directive, number.prefix, number.digits);
  }
  void pad_number(const Directive& directive, std::string_view prefix, std::string_view digits) {
    const std::size_t missing = missing_to(directive.width, prefix.size() + digits.size());
    if (!directive.left && !directive.zero) out_.append(missing, ' ');
    out_.append(prefix);
    if (!directive.left && directive.zero) out_.append(missing, '0');
    out_.append(digits);
    if (directive.left) out_.append(missing, ' ');
  }

  std::string_view text_;
  bool bytes_;
  const Value& arguments_;
  bool is_tuple_;
  bool is_mapping_;
  std::size_t at_ = 0;
  std::size_t used_ = 0;     // positional arguments taken
  bool keyed_ = false;       // from the first %(key) on, keys give the arguments
  bool keyed_used_ = false;  // key_value_ was taken
  Value key_value_;
  TextBuffer out_;
};

}  // namespace

Value percent_format(const Value& format, const Value& arguments) {
  Formatter formatter(format, arguments);
  const std::string_view text = formatter.run();
  if (format.is(Tag::kBytes)) return make_bytes(std::string(text));
  if (format.is(Tag::kByteArray)) return make_bytearray(std::string(text));
  return make_str(text);
}

}  // namespace pbc
