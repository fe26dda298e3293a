// SPDX-License-Identifier: Apache-2.0
//
// What walks over all matches: sub, split, findall, finditer; and the templates of sub.
#include <optional>

#include "python/re_error.h"
#include "python/re_pattern.h"
#include "python/unicode.h"

namespace pbc::re {
namespace {

constexpr Type kIteratorType{.name = "callable_iterator"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_octal(char c) { return c >= '0' && c <= '7'; }

/// Reads the escapes of a template (sre_parse.parse_template).
class TemplateReader {
 public:
  TemplateReader(const Value& source, const Pattern& pattern)
      : source_(source), text_(subject_of(source)), pattern_(pattern) {}

  /// Calls `literal(text)` and `group(number)` for the parts in order.
  template <typename Literal, typename Group>
  void read(Literal literal, Group group) {
    while (at_ < text_.size()) {
      const std::size_t backslash = std::min(text_.find('\\', at_), text_.size());
      literal(text_.substr(at_, backslash - at_));
      at_ = backslash;
      if (at_ == text_.size()) return;
      if (at_ + 1 == text_.size()) fail("bad escape (end of pattern)", at_);
      const std::size_t place = at_;
      const char c = text_[at_ + 1];
      at_ += 2;
      if (c == 'g') {
        group(named(place));
      } else if (c == '0') {
        char32_t value = 0;
        for (int i = 0; i < 2 && at_ < text_.size() && is_octal(text_[at_]); ++i) value = value * 8 + digit();
        literal(character(value));
      } else if (is_digit(c)) {
        numbered(place, c, literal, group);
      } else if (const std::size_t known = std::string_view("abfnrtv\\").find(c); known != std::string_view::npos) {
        literal(std::string_view("\a\b\f\n\r\t\v\\").substr(known, 1));
      } else if ((c | 32) >= 'a' && (c | 32) <= 'z') {
        fail("bad escape " + std::string(text_.substr(place, 2)), place);
      } else {
        literal(std::string_view("\\"));
        at_ = place + 1;
        std::size_t end = at_;
        if (source_.is_str()) {
          unicode::next(text_, end);
        } else {
          ++end;
        }
        literal(text_.substr(at_, end - at_));
        at_ = end;
      }
    }
  }

 private:
  [[noreturn]] void fail(std::string_view message, std::size_t place) const {
    raise_regex_error(message, source_, index_in(source_, place));
  }
  char32_t digit() { return static_cast<char32_t>(text_[at_++] - '0'); }

  std::string character(char32_t c) const {
    std::string result;
    if (source_.is_str()) {
      unicode::append(result, c);
    } else {
      result.push_back(static_cast<char>(c));
    }
    return result;
  }

  int check(std::int64_t group, std::size_t place) const {
    if (group > pattern_.translation.groups) fail("invalid group reference " + std::to_string(group), place);
    return static_cast<int>(group);
  }

  template <typename Literal, typename Group>
  void numbered(std::size_t place, char first, Literal literal, Group group) {
    int number = first - '0';
    if (at_ < text_.size() && is_digit(text_[at_])) {
      const char second = text_[at_++];
      if (is_octal(first) && is_octal(second) && at_ < text_.size() && is_octal(text_[at_])) {
        const char32_t value = static_cast<char32_t>((first - '0') * 64 + (second - '0') * 8) + digit();
        if (value > 0377) {
          fail("octal escape value " + std::string(text_.substr(place, at_ - place)) + " outside of range 0-0o377",
               place);
        }
        literal(character(value));
        return;
      }
      number = number * 10 + (second - '0');
    }
    group(check(number, place + 1));
  }

  /// \g<name> or \g<number>, from behind the g.
  int named(std::size_t place) {
    if (at_ >= text_.size() || text_[at_] != '<') fail("missing <", at_);
    const std::size_t start = ++at_;
    const std::size_t end = text_.find('>', start);
    if (end == text_.npos) {
      if (start == text_.size()) fail("missing group name", start);
      fail("missing >, unterminated name", start);
    }
    if (end == start) fail("missing group name", start);
    const std::string_view name = text_.substr(start, end - start);
    at_ = end + 1;
    (void)place;
    std::size_t at = 0;
    bool is_name = unicode::is_identifier_start(unicode::next(name, at));
    while (is_name && at < name.size()) is_name = unicode::is_identifier_continue(unicode::next(name, at));
    if (is_name) {
      const int group = pattern_.group_of(make_str(name));
      if (group < 0) raise_error(kIndexError, joined({"unknown group name ", to_repr(make_str(name))}));
      return group;
    }
    std::int64_t number = 0;
    for (char c : name) {
      if (!is_digit(c)) fail("bad character in group name " + to_repr(make_str(name)), start);
      number = std::min<std::int64_t>(number * 10 + (c - '0'), 1 << 30);
    }
    return check(number, start);
  }

  const Value& source_;
  std::string_view text_;
  const Pattern& pattern_;
  std::size_t at_ = 0;
};

/// Adds to a list that is likely to get some more.
void add(Values& items, Value item) {
  constexpr std::size_t kFew = 4;
  if (items.empty()) items.reserve(kFew);
  items.push_back(std::move(item));
}

/// What findall gives for one match: the match, its only group, or a tuple of its groups.
Value shown(const Search& search, FoundBounds bounds, const Value& empty) {
  const auto group = [&](std::size_t i) {
    return bounds[2 * i] == std::string::npos ? empty : search.part(bounds[2 * i], bounds[2 * i + 1]);
  };
  const std::size_t groups = search.groups();
  if (groups == 0) return group(0);
  if (groups == 1) return group(1);
  Values items;
  items.reserve(groups);
  for (std::size_t i = 1; i <= groups; ++i) items.push_back(group(i));
  return make_tuple(std::move(items));
}

}  // namespace

Template::Template(const Value& text, const Pattern& pattern) {
  std::string literal;
  TemplateReader(text, pattern)
      .read([&](std::string_view part) { literal += part; },
            [&](int group) {
              pieces_.push_back({std::move(literal), group});
              literal.clear();
            });
  pieces_.push_back({std::move(literal), -1});
}

void Template::expand(TextBuffer& out, std::string_view subject, FoundBounds bounds) const {
  for (const Piece& piece : pieces_) {
    out.append(piece.literal);
    if (piece.group < 0) continue;
    const std::size_t from = bounds[2 * static_cast<std::size_t>(piece.group)];
    const std::size_t to = bounds[2 * static_cast<std::size_t>(piece.group) + 1];
    if (from != std::string::npos) out.append(subject.substr(from, to - from));
  }
}

std::pair<Value, std::int64_t> substitute(const Value& pattern, const Value& replacement, const Value& string,
                                          std::int64_t count) {
  Search search(pattern, string);
  const bool calls = is_callable(replacement);
  std::optional<Template> pattern_of_groups;  // unless the replacement stands for itself
  if (!calls) {
    if (!replacement.is_str() && !is_any_bytes(replacement)) hash_of(replacement);  // CPython's cache asks for it first
    if (!replacement.is_str() && !is_any_bytes(replacement))
      raise_type_error("decoding to str: need a bytes-like object, ", type_name(replacement), " found");
    if (replacement.is_str() != string.is_str()) {
      raise_type_error("sequence item 0: expected ", string.is_str() ? "str instance" : "a bytes-like object", ", ",
                       type_name(replacement), " found");
    }
    if (subject_of(replacement).find('\\') != std::string_view::npos)
      pattern_of_groups.emplace(replacement, as_native<Pattern>(pattern));
  }
  const std::string_view subject = search.subject();
  TextBuffer out;
  std::size_t last = 0;
  std::int64_t made = 0;
  while (count <= 0 || made < count) {
    const FoundBounds bounds = search.next();
    if (bounds == nullptr) break;
    out.append(subject.substr(last, bounds[0] - last));
    last = bounds[1];
    if (pattern_of_groups) {
      pattern_of_groups->expand(out, subject, bounds);
    } else if (!calls) {
      out.append(subject_of(replacement));
    } else {
      const Value text = replacement({search.match(bounds)});
      if (!text.is_none()) {
        if (string.is_str() ? !text.is_str() : !is_any_bytes(text)) {
          raise_type_error("sequence item ", std::to_string(made == 0 && out.size() == 0 ? 0 : 1), ": expected ",
                           string.is_str() ? "str instance" : "a bytes-like object", ", ", type_name(text), " found");
        }
        out.append(subject_of(text));
      }
    }
    ++made;
  }
  if (made == 0) return {string, 0};
  out.append(subject.substr(last));
  return {string.is_str() ? make_str(out.view()) : make_bytes(std::string(out.view())), made};
}

Value split(const Value& pattern, const Value& string, std::int64_t limit) {
  Search search(pattern, string);
  Values parts;
  std::size_t last = 0;
  for (std::int64_t made = 0; limit <= 0 || made < limit; ++made) {
    const FoundBounds bounds = search.next();
    if (bounds == nullptr) break;
    add(parts, search.part(last, bounds[0]));
    for (std::size_t i = 1; i <= search.groups(); ++i)
      parts.push_back(bounds[2 * i] == std::string::npos ? Value(None) : search.part(bounds[2 * i], bounds[2 * i + 1]));
    last = bounds[1];
  }
  parts.push_back(search.part(last, search.subject().size()));
  return make_list(std::move(parts));
}

Value find_all(const Value& pattern, const Value& string, const Value& pos, const Value& endpos) {
  Search search(pattern, string, pos, endpos);
  const Value empty = string.is_str() ? Value("") : make_bytes("");
  Values found;
  while (const FoundBounds bounds = search.next()) add(found, shown(search, bounds, empty));
  return make_list(std::move(found));
}

Value find_iter(const Value& pattern, const Value& string, const Value& pos, const Value& endpos) {
  return make_iterator(kIteratorType, [search = Search(pattern, string, pos, endpos)](Value& item) mutable {
    const FoundBounds bounds = search.next();
    if (bounds != nullptr) item = search.match(bounds);
    return bounds != nullptr;
  });
}

Value find_one(const Value& pattern, const Value& string, const Value& pos, const Value& endpos, Pattern::Mode mode) {
  Search search(pattern, string, pos, endpos);
  const FoundBounds bounds = search.next(mode);
  return bounds != nullptr ? search.match(bounds) : Value(None);
}

}  // namespace pbc::re
