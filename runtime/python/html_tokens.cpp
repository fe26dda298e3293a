// SPDX-License-Identifier: Apache-2.0
#include "python/html_tokens.h"

#include <algorithm>

#include "python/objects.h"
#include "python/text.h"

namespace pbc::html {

namespace {

constexpr std::string_view kSpace = " \t\n\r\f";
bool is_space(char c) { return kSpace.find(c) != std::string_view::npos; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// Where `name` stands after `at` as an end tag, whatever its case; npos if it does not.
std::size_t find_end_tag(std::string_view text, std::string_view name, std::size_t at) {
  for (; (at = text.find("</", at)) != text.npos; at += 2) {
    const std::string_view rest = text.substr(at + 2);
    if (rest.size() < name.size() || text::lower(rest.substr(0, name.size())) != name) continue;
    if (rest.size() == name.size() || is_space(rest[name.size()]) || rest[name.size()] == '>' ||
        rest[name.size()] == '/')
      return at;
  }
  return text.npos;
}

class Reader {
 public:
  Reader(std::string_view text, bool is_all, bool resolves, const std::function<void(const Token&)>& take)
      : text_(text), is_all_(is_all), resolves_(resolves), take_(take) {}

  std::size_t run() {
    while (at_ < text_.size()) {
      const std::size_t before = at_;
      if (!raw_.empty()) {
        if (!raw_text()) break;
      } else if (text_[at_] == '<' ? !markup() : !plain_text()) {
        break;
      }
      if (at_ == before) break;
    }
    return at_;
  }

 private:
  void give(Token::Kind kind, std::string text, std::size_t begin) {
    take_({kind, std::move(text), {}, {}, begin, !raw_.empty()});
  }

  void give_text(std::size_t begin, std::size_t end) {
    if (begin == end) return;
    const std::string_view text = text_.substr(begin, end - begin);
    give(Token::Kind::kText, raw_.empty() && resolves_ ? unescaped(text) : std::string(text), begin);
  }

  /// The contents of script and style, up to their end.
  bool raw_text() {
    const std::size_t end = find_end_tag(text_, raw_, at_);
    if (end == text_.npos) {
      if (!is_all_) return false;
      give_text(at_, text_.size());
      at_ = text_.size();
      return true;
    }
    give_text(at_, end);
    at_ = end;
    raw_.clear();
    return markup();
  }

  bool plain_text() {
    std::size_t end = text_.find('<', at_);
    if (end == text_.npos) {
      // A reference at the end may go on.
      constexpr std::size_t kLongestReference = 34;
      const std::size_t mark = text_.rfind('&');
      const bool is_open = mark != text_.npos && mark >= at_ && mark + kLongestReference >= text_.size() &&
                           text_.find_first_of("; \t\n\r\f\v", mark) == text_.npos;
      if (!is_all_ && is_open) return false;
      end = text_.size();
    }
    give_text(at_, end);
    at_ = end;
    return true;
  }

  bool markup() {
    const std::string_view rest = text_.substr(at_);
    if (rest.size() > 1 && is_letter(rest[1])) return tag();
    if (rest.starts_with("</")) return end_tag();
    if (rest.starts_with("<!--")) return bounded(4, "-->", Token::Kind::kComment);
    if (rest.starts_with("<![")) return bounded(3, "]>", Token::Kind::kUnknown, "]]>");
    if (rest.starts_with("<!")) {
      if (text::lower(rest.substr(2, 7)) == "doctype") return bounded(2, ">", Token::Kind::kDeclaration);
      return bounded(2, ">", Token::Kind::kComment);
    }
    if (rest.starts_with("<?")) return bounded(2, ">", Token::Kind::kInstruction);
    if (rest.size() == 1 && !is_all_) return false;
    give_text(at_, at_ + 1);
    ++at_;
    return true;
  }

  bool bounded(std::size_t skip, std::string_view close, Token::Kind kind, std::string_view other = {}) {
    std::size_t end = text_.find(close, at_ + skip);
    std::size_t length = close.size();
    if (!other.empty() && text_.substr(at_ + skip, 5) == "CDATA") {
      end = text_.find(other, at_ + skip);
      length = other.size();
    }
    if (end == text_.npos) {
      if (!is_all_) return false;
      give_text(at_, text_.size());
      at_ = text_.size();
      return true;
    }
    give(kind, std::string(text_.substr(at_ + skip, end - at_ - skip)), at_);
    at_ = end + length;
    return true;
  }

  bool end_tag() {
    const std::size_t close = text_.find('>', at_);
    if (close == text_.npos) {
      if (!is_all_) return false;
      give_text(at_, text_.size());
      at_ = text_.size();
      return true;
    }
    const std::string_view inside = text_.substr(at_ + 2, close - at_ - 2);
    std::size_t end = 0;
    while (end < inside.size() && !is_space(inside[end]) && inside[end] != '/') ++end;
    if (!inside.empty() && is_letter(inside[0]))
      give(Token::Kind::kEnd, text::lower(inside.substr(0, end)), at_);
    else if (!inside.empty())
      give(Token::Kind::kComment, std::string(inside), at_);
    at_ = close + 1;
    return true;
  }

  bool tag() {
    const std::size_t begin = at_;
    std::size_t i = at_ + 1;
    while (i < text_.size() && !is_space(text_[i]) && text_[i] != '/' && text_[i] != '>') ++i;
    Token token{Token::Kind::kStart, text::lower(text_.substr(begin + 1, i - begin - 1)), {}, {}, begin};
    bool closed = false;
    while (i < text_.size()) {
      if (is_space(text_[i])) {
        ++i;
        continue;
      }
      if (text_[i] == '>') {
        closed = true;
        ++i;
        break;
      }
      if (text_[i] == '/') {
        if (text_.substr(i, 2) == "/>") {
          token.kind = Token::Kind::kEmpty;
          closed = true;
          i += 2;
          break;
        }
        ++i;
        continue;
      }
      const std::size_t name = i;
      ++i;
      while (i < text_.size() && !is_space(text_[i]) && text_[i] != '/' && text_[i] != '>' && text_[i] != '=') ++i;
      std::string attribute = text::lower(text_.substr(name, i - name));
      std::size_t equals = i;
      while (equals < text_.size() && is_space(text_[equals])) ++equals;
      if (equals >= text_.size() || text_[equals] != '=') {
        token.attributes.emplace_back(std::move(attribute), std::nullopt);
        continue;
      }
      i = equals + 1;
      while (i < text_.size() && is_space(text_[i])) ++i;
      if (i >= text_.size()) break;
      std::string_view value;
      if (text_[i] == '"' || text_[i] == '\'') {
        const std::size_t end = text_.find(text_[i], i + 1);
        if (end == text_.npos) {
          i = text_.size();
          break;
        }
        value = text_.substr(i + 1, end - i - 1);
        i = end + 1;
      } else {
        const std::size_t start = i;
        while (i < text_.size() && !is_space(text_[i]) && text_[i] != '>') ++i;
        value = text_.substr(start, i - start);
      }
      token.attributes.emplace_back(std::move(attribute), unescaped(value));
    }
    if (!closed) {
      if (!is_all_) return false;
      give_text(begin, text_.size());
      at_ = text_.size();
      return true;
    }
    at_ = i;
    token.source = text_.substr(begin, i - begin);
    if (token.kind == Token::Kind::kStart && (token.text == "script" || token.text == "style")) raw_ = token.text;
    take_(token);
    return true;
  }

  std::string_view text_;
  bool is_all_;
  bool resolves_;
  const std::function<void(const Token&)>& take_;
  std::size_t at_ = 0;
  std::string raw_;  // the tag whose contents are no markup
};

}  // namespace

std::size_t read_tokens(std::string_view text, bool is_all, bool resolves_references,
                        const std::function<void(const Token&)>& take) {
  return Reader(text, is_all, resolves_references, take).run();
}

std::string unescaped(std::string_view text) {
  if (text.find('&') == text.npos) return std::string(text);
  return to_str(import("html").call("unescape", {make_str(text)}));
}

}  // namespace pbc::html
