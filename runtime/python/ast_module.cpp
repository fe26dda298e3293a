// SPDX-License-Identifier: Apache-2.0
//
// The module ast as far as it needs no interpreter: literal_eval (Python library reference, ast).
#include "python/arguments.h"
#include "python/complex.h"
#include "python/library_more.h"
#include "python/parse_number.h"
#include "python/unicode.h"

namespace pbc {
namespace {

class LiteralReader {
 public:
  explicit LiteralReader(std::string_view text) : text_(text) {}

  Value read() {
    while (peek() == ' ' || peek() == '\t') ++at_;
    Value result = elements('\0');
    if (at_ != text_.size()) unexpected();
    return result;
  }

 private:
  static constexpr int kMostNested = 200;  // CPython's parser gives up there too

  char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }
  bool take(char c) {
    skip();
    if (peek() != c || at_ >= text_.size()) return false;
    ++at_;
    return true;
  }
  static bool is_digit(char c) { return c >= '0' && c <= '9'; }
  static bool is_word(char c) {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           static_cast<unsigned char>(c) > 127;
  }

  /// White space and comments; line ends only count outside of brackets.
  void skip() {
    for (;;) {
      const char c = peek();
      if (c == '#') {
        while (at_ < text_.size() && text_[at_] != '\n') ++at_;
      } else if (c == ' ' || c == '\t' || c == '\f' || (c == '\\' && peek(1) == '\n')) {
        at_ += c == '\\' ? 2 : 1;
      } else if ((c == '\n' || c == '\r') && (depth_ > 0 || rest_is_blank())) {
        ++at_;
      } else {
        return;
      }
    }
  }
  bool rest_is_blank() const { return text_.find_first_not_of(" \t\r\n\f", at_) == text_.npos; }

  std::string line() const {
    std::size_t count = 1;
    for (char c : text_.substr(0, std::min(at_, text_.size()))) count += c == '\n' ? 1 : 0;
    return std::to_string(count);
  }
  [[noreturn]] void syntax_error(std::string_view what) const {
    raise_error(kSyntaxError, joined({what, " (<unknown>, line ", line(), ")"}));
  }
  /// An expression, but no literal.
  [[noreturn]] void malformed(std::string_view node) const {
    raise_value_error("malformed node or string on line ", line(), ": <ast.", node, " object>");
  }
  [[noreturn]] void unexpected() const {
    const char c = peek();
    if (is_word(c) && !is_digit(c)) syntax_error("invalid syntax");
    if (c == '(') malformed("Call");
    if (c == '.') malformed("Attribute");
    if (c == '[') malformed("Subscript");
    if (c != '\0' && std::string_view("+-*/%&|^@").find(c) != std::string_view::npos) malformed("BinOp");
    if (c == '<' || c == '>') malformed("Compare");
    syntax_error("invalid syntax");
  }

  /// What stands before `close`: one value, or with a comma a tuple. Nothing: an empty tuple inside of brackets.
  Value elements(char close) {
    if (close != '\0' && take(close)) return make_tuple(Values());
    Value first = value();
    Values items{first};
    bool is_tuple = false;
    while (take(',')) {
      is_tuple = true;
      skip();
      if (close == '\0' ? at_ == text_.size() : peek() == close) break;
      items.push_back(value());
    }
    skip();
    if (close != '\0' && !take(close)) at_ == text_.size() ? syntax_error("'(' was never closed") : unexpected();
    return is_tuple ? make_tuple(std::move(items)) : first;
  }

  Value list() {
    Values items;
    while (!take(']')) {
      items.push_back(value());
      if (take(']')) break;
      if (!take(',')) at_ == text_.size() ? syntax_error("'[' was never closed") : unexpected();
    }
    return make_list(std::move(items));
  }

  Value braces() {
    const Value dict = make_dict();
    Table keys;
    bool is_set = false, is_first = true;
    while (!take('}')) {
      const Value key = value();
      if (is_first) {
        skip();
        is_set = peek() != ':';
        is_first = false;
      }
      if (is_set) {
        add_key(keys, key);
      } else {
        if (!take(':')) unexpected();
        as_dict(dict).set(key, value());
      }
      if (take('}')) break;
      if (!take(',')) at_ == text_.size() ? syntax_error("'{' was never closed") : unexpected();
    }
    return is_set ? make_set(std::move(keys)) : dict;
  }

  Value value() {
    if (++depth_ > kMostNested) syntax_error("too many nested parentheses");
    Value result = inner();
    skip();
    --depth_;
    return result;
  }

  Value inner() {
    skip();
    const char c = peek();
    if (c == '(') return ++at_, elements(')');
    if (c == '[') return ++at_, list();
    if (c == '{') return ++at_, braces();
    if (c == '+' || c == '-') {
      ++at_;
      skip();
      if (!is_digit(peek()) && !(peek() == '.' && is_digit(peek(1)))) malformed("UnaryOp");
      const Value digits = number();
      return c == '-' ? -digits : digits;
    }
    if (is_digit(c) || (c == '.' && is_digit(peek(1)))) return number();
    if (c == '"' || c == '\'') return texts();
    if (!is_word(c)) unexpected();
    std::size_t end = at_;
    while (end < text_.size() && is_word(text_[end])) ++end;
    const std::string_view word = text_.substr(at_, end - at_);
    if (end < text_.size() && (text_[end] == '"' || text_[end] == '\'')) return texts();
    at_ = end;
    if (word == "None") return None;
    if (word == "True") return true;
    if (word == "False") return false;
    skip();
    if (word == "set" && peek() == '(') {
      ++at_;
      if (take(')')) return make_set();
    }
    malformed(peek() == '(' ? "Call" : "Name");
  }

  Value number() {
    const std::size_t start = at_;
    const bool based =
        peek() == '0' && std::string_view("xXoObB").find(peek(1)) != std::string_view::npos && peek(1) != '\0';
    bool is_float = false;
    while (is_word(peek()) || peek() == '.' ||
           (!based && (peek() == '+' || peek() == '-') && (text_[at_ - 1] | 32) == 'e')) {
      is_float |= !based && (peek() == '.' || (peek() | 32) == 'e');
      ++at_;
    }
    const std::string_view digits = text_.substr(start, at_ - start);
    if (!digits.empty() && (digits.back() | 32) == 'j')
      return make_complex({0, parse_float(make_str(digits.substr(0, digits.size() - 1)))});
    try {
      return is_float ? Value(parse_float(make_str(digits))) : parse_int(make_str(digits), 0);
    } catch (const Raised& raised) {
      if (!is_exception(raised.exception, kValueError)) throw;
      caught();
      syntax_error("invalid decimal literal");
    }
  }

  /// String literals side by side are one.
  Value texts() {
    std::string joined_text;
    bool is_bytes = false, is_first = true;
    for (;;) {
      skip();
      std::size_t quote = at_;
      while (quote < text_.size() && is_word(text_[quote])) ++quote;
      if (quote >= text_.size() || (text_[quote] != '"' && text_[quote] != '\'')) break;
      bool raw = false, bytes = false;
      for (char c : text_.substr(at_, quote - at_)) {
        const char lower = static_cast<char>(c | 32);
        if (lower == 'f') malformed("JoinedStr");
        if (lower != 'r' && lower != 'b' && lower != 'u') syntax_error("invalid syntax");
        raw |= lower == 'r';
        bytes |= lower == 'b';
      }
      if (!is_first && bytes != is_bytes) syntax_error("cannot mix bytes and nonbytes literals");
      is_bytes = bytes;
      is_first = false;
      at_ = quote;
      one_text(joined_text, raw, bytes);
    }
    return is_bytes ? make_bytes(std::move(joined_text)) : make_str(joined_text);
  }

  void one_text(std::string& out, bool raw, bool bytes) {
    const char quote = peek();
    const bool triple = peek(1) == quote && peek(2) == quote;
    at_ += triple ? 3 : 1;
    for (;; ++at_) {
      if (at_ >= text_.size())
        syntax_error(triple ? "unterminated triple-quoted string literal"
                            : "unterminated string literal (detected at line 1)");
      const char c = peek();
      if (c == quote && (!triple || (peek(1) == quote && peek(2) == quote))) {
        at_ += triple ? 3 : 1;
        return;
      }
      if (c == '\n' && !triple) syntax_error("unterminated string literal (detected at line 1)");
      if (bytes && static_cast<unsigned char>(c) > 127) syntax_error("bytes can only contain ASCII literal characters");
      if (c == '\\' && raw) {
        out += c;
        if (at_ + 1 < text_.size()) out += text_[++at_];
      } else if (c == '\\') {
        ++at_;
        escape(out, bytes);
      } else {
        out += c;
      }
    }
  }

  /// The escape whose letter stands at the position; ends on its last character.
  void escape(std::string& out, bool bytes) {
    constexpr std::string_view kLetters = "abfnrtv\\'\"", kMeanings = "\a\b\f\n\r\t\v\\'\"";
    const char c = peek();
    if (c == '\n') return;
    if (const std::size_t letter = kLetters.find(c); letter != kLetters.npos && c != '\0') {
      out += kMeanings[letter];
      return;
    }
    std::size_t digits = c == 'x' ? 2 : c == 'u' && !bytes ? 4 : c == 'U' && !bytes ? 8 : 0;
    std::uint32_t code = 0;
    if (digits > 0) {
      for (; digits > 0; --digits) {
        const char d = peek(1);
        const int value = is_digit(d) ? d - '0' : (d | 32) >= 'a' && (d | 32) <= 'f' ? (d | 32) - 'a' + 10 : -1;
        if (value < 0) syntax_error("(unicode error) 'unicodeescape' codec can't decode bytes: truncated escape");
        code = code << 4 | static_cast<std::uint32_t>(value);
        ++at_;
      }
    } else if (c >= '0' && c <= '7') {
      code = static_cast<std::uint32_t>(c - '0');
      for (int more = 0; more < 2 && peek(1) >= '0' && peek(1) <= '7'; ++more, ++at_)
        code = code * 8 + static_cast<std::uint32_t>(peek(1) - '0');
    } else {
      out += '\\';
      if (at_ < text_.size()) out += c;
      return;
    }
    if (code > 0x10FFFF)
      syntax_error("(unicode error) 'unicodeescape' codec can't decode bytes: illegal Unicode character");
    if (bytes) {
      out += static_cast<char>(code);
    } else {
      unicode::append(out, code);
    }
  }

  std::string_view text_;
  std::size_t at_ = 0;
  int depth_ = 0;
};

Value literal_eval(const Value&, Value* a) {
  if (!a[0].is_str()) raise_value_error("malformed node or string: ", to_repr(a[0]));
  return LiteralReader(a[0].text()).read();
}

Value parse(const Value&, Value*) {
  raise_error(kNotImplementedError, "ast.parse: there is no interpreter in a compiled playbook");
}

constexpr Method kFunctions[] = {
    {"literal_eval", literal_eval, "def node_or_string"},
    {"parse", parse, "def source, filename=, mode=, *, type_comments=, feature_version="},
};

}  // namespace

constinit const Module kAstModule{.name = "ast", .functions = kFunctions};

}  // namespace pbc
