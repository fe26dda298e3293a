// SPDX-License-Identifier: Apache-2.0
#include "compiler/ir/lexer.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "compiler/base/utf8.h"
#include "compiler/ir/text.h"

namespace pbc::ir {
namespace {

/// A file that is no IR at all is given up early.
constexpr int kMostErrors = 10;

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_name_part(char c) { return is_letter(c) || is_digit(c); }

class Lexer {
 public:
  Lexer(const SourceFile& file, DiagSink& diags) : text_(file.text()), diags_(diags) {}

  std::vector<Token> run() {
    while (true) {
      skip_blank();
      Token token;
      token.begins_line = begins_line_;
      const std::size_t begin = at_;
      const bool is_token = at_ == text_.size() || lex(token);
      token.span = span(begin, at_);
      if (is_token) {
        begins_line_ = false;
        tokens_.push_back(std::move(token));
        if (begin == text_.size()) return std::move(tokens_);
      }
    }
  }

 private:
  char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }
  static Span span(std::size_t begin, std::size_t end) {
    return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  }
  void error(std::size_t begin, std::string message) {
    diags_.error(DiagKind::kSyntaxError, span(begin, at_), std::move(message));
    if (++errors_ == kMostErrors) at_ = text_.size();
  }

  void skip_blank() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '#') {
        at_ = std::min(text_.find('\n', at_), text_.size());
      } else if (c == '\n') {
        begins_line_ = true;
        ++at_;
      } else if (c == ' ' || c == '\t') {
        ++at_;
      } else {
        return;
      }
    }
  }

  bool lex(Token& token) {
    const char c = peek();
    if (is_letter(c)) {
      if (c == 'b' && peek(1) == '"') {
        ++at_;
        return lex_quoted(token, Token::Kind::kBytes);
      }
      return lex_name(token);
    }
    if (c == '"') return lex_quoted(token, Token::Kind::kString);
    if (is_digit(c) || (c == '-' && is_number_tail(1))) return lex_number(token);
    if (c == '%' && is_letter(peek(1))) return lex_marked(token, Token::Kind::kValue);
    if (c == '@' && (is_letter(peek(1)) || peek(1) == '<' || peek(1) == '"')) {
      return lex_marked(token, Token::Kind::kFunction);
    }
    return lex_sign(token);
  }

  /// After a minus: 5, .5 is not written, inf, nan.
  bool is_number_tail(std::size_t ahead) const {
    return is_digit(peek(ahead)) || text_.substr(std::min(at_ + ahead, text_.size())).starts_with("inf");
  }

  bool lex_name(Token& token) {
    token.kind = Token::Kind::kName;
    const std::size_t begin = at_;
    while (is_name_part(peek()) || (peek() == '.' && is_letter(peek(1)))) ++at_;
    token.text = text_.substr(begin, at_ - begin);
    lex_suffix(token);
    return true;
  }

  /// `.2` behind a name.
  void lex_suffix(Token& token) {
    if (peek() != '.' || !is_digit(peek(1))) return;
    const std::size_t begin = at_++;
    const char* first = text_.data() + at_;
    while (is_digit(peek())) ++at_;
    const auto result = std::from_chars(first, text_.data() + at_, token.suffix);
    if (result.ec != std::errc() || token.suffix < 2) error(begin, "number behind a name is out of range");
  }

  bool lex_marked(Token& token, Token::Kind kind) {
    ++at_;
    if (peek() == '"') {
      if (!lex_quoted(token, kind)) return false;
      lex_suffix(token);
      return true;
    }
    token.kind = kind;
    const std::size_t begin = at_;
    if (peek() == '<') ++at_;
    while (is_name_part(peek())) ++at_;
    if (text_[begin] == '<' && peek() == '>') ++at_;
    token.text = text_.substr(begin, at_ - begin);
    lex_suffix(token);
    return true;
  }

  bool lex_number(Token& token) {
    const std::size_t begin = at_;
    if (peek() == '-') ++at_;
    bool is_float = is_letter(peek());  // -inf
    while (is_name_part(peek()) || peek() == '.' || (peek() == '-' || peek() == '+')) {
      const char c = peek();
      if ((c == '-' || c == '+') && text_[at_ - 1] != 'e') break;
      if (c == '.' && peek(1) == '.') break;  // `3..7`
      is_float = is_float || c == '.' || c == 'e';
      ++at_;
    }
    token.kind = is_float ? Token::Kind::kFloat : Token::Kind::kInt;
    token.text = text_.substr(begin, at_ - begin);
    return true;
  }

  bool lex_sign(Token& token) {
    token.kind = Token::Kind::kSign;
    const std::string_view rest = text_.substr(at_);
    for (std::string_view sign : {"...", "..", "::"}) {
      if (rest.starts_with(sign)) return take(token, sign.size());
    }
    if (const std::string_view sign = leading_operator(rest); !sign.empty()) return take(token, sign.size());
    if (std::string_view("(){}[],:=?").find(rest[0]) != std::string_view::npos) return take(token, 1);
    const std::size_t begin = at_;
    at_ += decode_utf8(rest).length;
    error(begin, "unexpected character");
    return false;
  }

  bool take(Token& token, std::size_t length) {
    token.text = text_.substr(at_, length);
    at_ += length;
    return true;
  }

  bool lex_quoted(Token& token, Token::Kind kind) {
    const std::size_t begin = at_++;
    token.kind = kind;
    while (true) {
      if (at_ >= text_.size() || peek() == '\n') {
        error(begin, "string is not closed");
        return false;
      }
      const char c = text_[at_++];
      if (c == '"') break;
      if (c != '\\') {
        token.text += c;
      } else if (!lex_escape(token.text)) {
        return false;
      }
    }
    if (kind == Token::Kind::kString && peek() == '.' && is_digit(peek(1))) {
      token.kind = Token::Kind::kName;  // only names have suffixes
      lex_suffix(token);
    }
    return true;
  }

  bool lex_escape(std::string& out) {
    const std::size_t begin = at_ - 1;
    const char c = peek();
    ++at_;
    switch (c) {
      case 'n':
        out += '\n';
        return true;
      case 'r':
        out += '\r';
        return true;
      case 't':
        out += '\t';
        return true;
      case '"':
      case '\\':
        out += c;
        return true;
      case 'x':
      case 'u':
        if (const auto value = lex_hex(c == 'x' ? 2 : 4)) {
          if (c == 'x') {
            out += static_cast<char>(*value);
          } else {
            append_utf8(out, *value);
          }
          return true;
        }
        break;
      default:
        break;
    }
    at_ = std::min(at_, text_.size());
    error(begin, "unknown escape in string");
    at_ = std::min(text_.find('\n', at_), text_.size());  // one error for the string
    return false;
  }

  std::optional<char32_t> lex_hex(std::size_t digits) {
    if (at_ + digits > text_.size()) return {};
    std::uint32_t value = 0;
    const auto result = std::from_chars(text_.data() + at_, text_.data() + at_ + digits, value, 16);
    if (result.ec != std::errc() || result.ptr != text_.data() + at_ + digits) return {};
    at_ += digits;
    return value;
  }

  std::string_view text_;
  DiagSink& diags_;
  std::size_t at_ = 0;
  bool begins_line_ = true;
  int errors_ = 0;
  std::vector<Token> tokens_;
};

}  // namespace

std::vector<Token> tokenize(const SourceFile& file, DiagSink& diags) { return Lexer(file, diags).run(); }

}  // namespace pbc::ir
