// SPDX-License-Identifier: Apache-2.0
//
// The module shlex (Python library reference, shlex): split, quote and join.
#include "python/arguments.h"
#include "python/library_more.h"
#include "python/text.h"

namespace pbc {

namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

/// The words of a command line by the rules of POSIX, or, where `posix` is false, with their quotes.
Values split_words(std::string_view text, bool comments, bool posix) {
  Values words;
  std::string word;
  bool inside = false;  // a word, which may be empty
  char quote = 0;
  const auto end_word = [&] {
    if (inside) words.push_back(make_str(word));
    word.clear();
    inside = false;
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quote != 0) {
      if (c == quote) {
        quote = 0;
        if (!posix) {
          word += c;
          end_word();
        }
      } else if (posix && c == '\\' && quote == '"') {
        if (++i == text.size()) raise_value_error("No escaped character");
        if (text[i] != '\\' && text[i] != '"') word += '\\';
        word += text[i];
      } else {
        word += c;
      }
      continue;
    }
    if (is_space(c)) {
      end_word();
    } else if (comments && c == '#') {
      while (i < text.size() && text[i] != '\n') ++i;
      end_word();
    } else if (c == '\'' || c == '"') {
      if (posix || !inside) {
        quote = c;
        if (!posix) word += c;
      } else {
        word += c;
      }
      inside = true;
    } else if (posix && c == '\\') {
      if (++i == text.size()) raise_value_error("No escaped character");
      word += text[i];
      inside = true;
    } else {
      word += c;
      inside = true;
    }
  }
  if (quote != 0) raise_value_error("No closing quotation");
  end_word();
  return words;
}

std::string quote_word(std::string_view text) {
  if (text.empty()) return "''";
  const auto is_safe = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           std::string_view("_@%+=:,./-").find(c) != std::string_view::npos;
  };
  bool safe = true;
  std::string result = "'";
  for (char c : text) {
    safe = safe && is_safe(c);
    if (c == '\'')
      result += "'\"'\"'";
    else
      result += c;
  }
  return safe ? std::string(text) : result + "'";
}

Value split(const Value&, Value* a) {
  if (a[0].is_none()) raise_value_error("s argument must not be None");
  if (!a[0].is_str()) raise_attribute_error(a[0], "read");
  return make_list(split_words(a[0].text(), flag(a[1], false), flag(a[2], true)));
}

Value quote(const Value&, Value* a) {
  if (!a[0].is_str()) raise_type_error("expected string or bytes-like object, got '", type_name(a[0]), "'");
  return make_str(quote_word(a[0].text()));
}

Value join(const Value&, Value* a) {
  std::string line;
  for (const Value& word : to_values(a[0])) line += (line.empty() ? "" : " ") + quote_word(to_str(word));
  return make_str(line);
}

constexpr Method kFunctions[] = {
    {"split", split, "def s, comments=, posix="},
    {"quote", quote, "def s"},
    {"join", join, "def split_command"},
};

}  // namespace

constinit const Module kShlexModule{.name = "shlex", .functions = kFunctions};

}  // namespace pbc
