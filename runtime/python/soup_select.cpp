// SPDX-License-Identifier: Apache-2.0
//
// CSS selectors (Selectors Level 3 and some of Level 4), as far as pages are searched with them.
#include <algorithm>
#include <memory>

#include "python/soup.h"
#include "python/text.h"

namespace pbc::soup {

namespace {

struct Simple;

/// Conditions on one tag, and how the one before relates to it.
struct Compound {
  char combinator = ' ';  // between the compound to the left and this one
  std::vector<Simple> conditions{};
};
using Chain = std::vector<Compound>;

struct Simple {
  enum class What : std::uint8_t {
    kTag,
    kId,
    kClass,
    kAttribute,
    kNth,
    kNot,
    kIs,
    kHas,
    kContains,
    kEmpty,
    kRoot
  } what;
  std::string name{}, value{};
  char op = 0;  // of an attribute: 0, '=', '~', '|', '^', '$', '*'
  bool ignores_case = false;
  int step = 0, offset = 0;  // :nth-...
  bool of_type = false, from_end = false;
  std::vector<Chain> inner{};
};

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  std::vector<Chain> all() {
    std::vector<Chain> chains = list();
    if (at_ != text_.size()) fail();
    return chains;
  }

 private:
  [[noreturn]] void fail() const {
    raise_value_error("Malformed selector at position ", std::to_string(at_), ": ", std::string(text_));
  }
  char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  bool space() {
    const std::size_t before = at_;
    while (at_ < text_.size() && std::string_view(" \t\n\r\f").find(text_[at_]) != std::string_view::npos) ++at_;
    return at_ != before;
  }
  bool take(std::string_view word) {
    if (!text_.substr(at_).starts_with(word)) return false;
    at_ += word.size();
    return true;
  }

  std::string identifier() {
    std::string out;
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '\\' && at_ + 1 < text_.size()) {
        out += text_[at_ + 1];
        at_ += 2;
        continue;
      }
      if (std::isalnum(static_cast<unsigned char>(c)) == 0 && c != '-' && c != '_' &&
          static_cast<unsigned char>(c) < 128)
        break;
      out += c;
      ++at_;
    }
    if (out.empty()) fail();
    return out;
  }

  std::string value() {
    const char quote = peek();
    if (quote != '"' && quote != '\'') return identifier();
    const std::size_t end = text_.find(quote, at_ + 1);
    if (end == text_.npos) fail();
    std::string out(text_.substr(at_ + 1, end - at_ - 1));
    at_ = end + 1;
    return out;
  }

  std::vector<Chain> list() {
    constexpr int kDeepest = 50;  // selectors inside of one another
    if (++depth_ > kDeepest) fail();
    std::vector<Chain> chains;
    do {
      space();
      chains.push_back(chain());
      space();
    } while (take(","));
    --depth_;
    return chains;
  }

  Chain chain() {
    Chain chain;
    char combinator = ' ';
    if (peek() == '>' || peek() == '+' || peek() == '~') {  // inside of :has()
      combinator = text_[at_++];
      space();
    }
    while (true) {
      Compound compound;
      compound.combinator = combinator;
      conditions(compound);
      if (compound.conditions.empty()) fail();
      chain.push_back(std::move(compound));
      const bool blank = space();
      if (at_ == text_.size() || peek() == ',' || peek() == ')') return chain;
      if (peek() == '>' || peek() == '+' || peek() == '~') {
        combinator = text_[at_++];
        space();
      } else if (blank) {
        combinator = ' ';
      } else {
        fail();
      }
    }
  }

  void conditions(Compound& compound) {
    using What = Simple::What;
    while (at_ < text_.size()) {
      const char c = peek();
      if (c == '*') {
        ++at_;
        compound.conditions.push_back({What::kTag, "*"});
      } else if (c == '#') {
        ++at_;
        compound.conditions.push_back({What::kId, identifier()});
      } else if (c == '.') {
        ++at_;
        compound.conditions.push_back({What::kClass, identifier()});
      } else if (c == '[') {
        ++at_;
        compound.conditions.push_back(attribute());
      } else if (c == ':') {
        ++at_;
        compound.conditions.push_back(pseudo());
      } else if (std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '\\' ||
                 static_cast<unsigned char>(c) >= 128) {
        compound.conditions.push_back({What::kTag, text::lower(identifier())});
      } else {
        return;
      }
    }
  }

  Simple attribute() {
    Simple simple{Simple::What::kAttribute};
    space();
    simple.name = text::lower(identifier());
    space();
    if (take("]")) return simple;
    simple.op = peek();
    if (std::string_view("~|^$*").find(simple.op) != std::string_view::npos) ++at_;
    if (!take("=")) fail();
    space();
    simple.value = value();
    if (space() && (peek() == 'i' || peek() == 's')) {
      simple.ignores_case = peek() == 'i';
      ++at_;
      space();
    }
    if (!take("]")) fail();
    return simple;
  }

  void formula(Simple& simple) {
    space();
    std::string text;
    while (at_ < text_.size() && peek() != ')') {
      if (peek() != ' ') text += static_cast<char>(std::tolower(static_cast<unsigned char>(peek())));
      ++at_;
    }
    if (text == "odd" || text == "even") {
      simple.step = 2;
      simple.offset = text == "odd" ? 1 : 0;
      return;
    }
    const std::size_t n = text.find('n');
    const auto number = [&](std::string part, int fallback) {
      if (part.empty() || part == "+") return fallback;
      if (part == "-") return -fallback;
      int sign = 1, value = 0;
      for (std::size_t i = 0; i < part.size(); ++i) {
        if (i == 0 && (part[i] == '+' || part[i] == '-')) {
          sign = part[i] == '-' ? -1 : 1;
        } else if (part[i] >= '0' && part[i] <= '9' && value < 100'000'000) {
          value = value * 10 + (part[i] - '0');
        } else {
          fail();
        }
      }
      return sign * value;
    };
    if (text.empty()) fail();
    simple.step = n == std::string::npos ? 0 : number(text.substr(0, n), 1);
    simple.offset = number(n == std::string::npos ? text : text.substr(n + 1), 0);
  }

  Simple pseudo() {
    using What = Simple::What;
    const std::string name = text::lower(identifier());
    Simple simple{What::kNth};
    simple.of_type = name.ends_with("-of-type");
    simple.from_end = name.find("last-") != std::string::npos;
    if (name == "first-child" || name == "last-child" || name == "first-of-type" || name == "last-of-type") {
      simple.offset = 1;
      return simple;
    }
    if (name == "empty" || name == "root") return {name == "empty" ? What::kEmpty : What::kRoot};
    if (name == "only-child" || name == "only-of-type") {
      simple.offset = 1;
      Simple last = simple;
      last.from_end = true;
      Simple both{What::kIs};
      both.inner = {{Compound{' ', {simple, last}}}};
      return both;
    }
    if (!take("(")) fail();
    if (name.starts_with("nth-")) {
      formula(simple);
    } else if (name == "not" || name == "is" || name == "where" || name == "matches" || name == "has") {
      simple = {name == "not" ? What::kNot : name == "has" ? What::kHas : What::kIs};
      simple.inner = list();
    } else if (name == "contains" || name == "-soup-contains" || name == "-soup-contains-own") {
      space();
      simple = {What::kContains, name, value()};
      space();
    } else {
      raise_value_error("'", ":" + name, "' was not recognized as a pseudo-class");
    }
    if (!take(")")) fail();
    return simple;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  int depth_ = 0;
};

std::string attribute_text(const Value& value) {
  if (!value.is(pbc::Tag::kList)) return to_str(value);
  std::string out;
  for (const Value& word : as_list(value)) out += (out.empty() ? "" : " ") + to_str(word);
  return out;
}

/// The tags among the children of a tag's parent.
Values tags_beside(const Tag& tag) {
  Values tags;
  if (const Tag* parent = tag_of(tag.parent))
    for (const Value& child : parent->contents)
      if (tag_of(child) != nullptr) tags.push_back(child);
  return tags;
}

class Matching {
 public:
  Matching() = default;

  bool any(const Value& tag, const std::vector<Chain>& chains) const {
    return std::ranges::any_of(chains, [&](const Chain& chain) { return matches(tag, chain, chain.size()); });
  }

 private:
  /// Whether `node` fits the last of the first `count` compounds, and what stands around it the others.
  bool matches(const Value& node, const Chain& chain, std::size_t count) const {
    const Tag* tag = tag_of(node);
    if (tag == nullptr || tag->is_document()) return false;
    const Compound& last = chain[count - 1];
    for (const Simple& condition : last.conditions)
      if (!fits(*tag, condition)) return false;
    if (count == 1) return true;
    switch (last.combinator) {
      case '>':
        return matches(tag->parent, chain, count - 1);
      case '+': {
        const Value before = previous(*tag);
        return !before.is_unset() && matches(before, chain, count - 1);
      }
      case '~':
        for (Value before = previous(*tag); !before.is_unset(); before = previous(*tag_of(before)))
          if (matches(before, chain, count - 1)) return true;
        return false;
      default:
        for (Value around = tag->parent; tag_of(around) != nullptr; around = tag_of(around)->parent)
          if (matches(around, chain, count - 1)) return true;
        return false;
    }
  }

  static Value previous(const Tag& tag) {
    Value before;
    for (const Value& beside : tags_beside(tag)) {
      if (tag_of(beside) == &tag) return before;
      before = beside;
    }
    return Value();
  }

  bool fits(const Tag& tag, const Simple& condition) const {
    using What = Simple::What;
    const Table& attributes = as_dict(tag.attributes);
    switch (condition.what) {
      case What::kTag:
        return condition.name == "*" || text::lower(tag.name) == condition.name;
      case What::kId: {
        const Value* id = attributes.find("id");
        return id != nullptr && attribute_text(*id) == condition.name;
      }
      case What::kClass: {
        const Value* classes = attributes.find("class");
        return classes != nullptr && has_word(attribute_text(*classes), condition.name);
      }
      case What::kAttribute: {
        const Value* value = attributes.find(condition.name);
        return value != nullptr && (condition.op == 0 || compares(attribute_text(*value), condition));
      }
      case What::kNth:
        return is_nth(tag, condition);
      case What::kNot:
        return !any(const_cast<Tag&>(tag).self(), condition.inner);
      case What::kIs:
        return any(const_cast<Tag&>(tag).self(), condition.inner);
      case What::kHas:
        return has(tag, condition.inner);
      case What::kContains:
        return to_str(const_cast<Tag&>(tag).self().call("get_text")).find(condition.value) != std::string::npos;
      case What::kEmpty:
        return std::ranges::all_of(tag.contents, [](const Value& child) {
          return tag_of(child) == nullptr && child.text().find_first_not_of(" \t\n\r\f") == std::string_view::npos;
        });
      case What::kRoot:
        return tag_of(tag.parent) == nullptr || tag_of(tag.parent)->is_document();
    }
    return false;
  }

  static bool has_word(std::string_view text, std::string_view word) {
    const auto words = text::split_space<text::Text>(text, -1);
    return std::ranges::find(words, word) != words.end();
  }

  static bool compares(std::string value, const Simple& condition) {
    std::string wanted = condition.value;
    if (condition.ignores_case || condition.name == "type") {
      value = text::lower(value);
      wanted = text::lower(wanted);
    }
    switch (condition.op) {
      case '~':
        return has_word(value, wanted);
      case '|':
        return value == wanted || value.starts_with(wanted + "-");
      case '^':
        return !wanted.empty() && value.starts_with(wanted);
      case '$':
        return !wanted.empty() && value.ends_with(wanted);
      case '*':
        return !wanted.empty() && value.find(wanted) != std::string::npos;
      default:
        return value == wanted;
    }
  }

  static bool is_nth(const Tag& tag, const Simple& condition) {
    Values beside = tags_beside(tag);
    if (condition.from_end) std::ranges::reverse(beside);
    int place = 0;
    for (const Value& other : beside) {
      if (!condition.of_type || tag_of(other)->name == tag.name) ++place;
      if (tag_of(other) == &tag) break;
    }
    const int distance = place - condition.offset;
    if (condition.step == 0) return distance == 0;
    return distance % condition.step == 0 && distance / condition.step >= 0;
  }

  bool has(const Tag& tag, const std::vector<Chain>& chains) const {
    for (const Chain& chain : chains) {
      Values candidates;
      if (chain[0].combinator == '+' || chain[0].combinator == '~') {
        bool behind = false;
        for (const Value& other : tags_beside(tag)) {
          if (behind) candidates.push_back(other);
          if (behind && chain[0].combinator == '+') break;
          behind |= tag_of(other) == &tag;
        }
      } else if (chain[0].combinator == '>' && chain.size() == 1) {
        candidates = tag.contents;
      } else {
        descendants(tag, candidates);
      }
      for (const Value& candidate : candidates)
        if (matches(candidate, chain, chain.size())) return true;
    }
    return false;
  }
};

}  // namespace

Values select(const Value& root, std::string_view selector, std::size_t most) {
  const std::vector<Chain> chains = Parser(selector).all();
  const Matching matching;
  Values all, found;
  descendants(*tag_of(root), all);
  for (const Value& node : all) {
    if (found.size() == most) break;
    if (tag_of(node) != nullptr && matching.any(node, chains)) found.push_back(node);
  }
  return found;
}

}  // namespace pbc::soup
