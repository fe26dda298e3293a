// SPDX-License-Identifier: Apache-2.0
//
// A recursive descent over Python's syntax that follows CPython's own parser step by step, so that errors have its
// texts and positions; what it reads it writes in PCRE2's syntax. It keeps track of widths, because a look-behind must
// have a fixed one.
#include "python/re_translate.h"

#include <algorithm>
#include <map>

#include "python/re_error.h"
#include "python/unicode.h"

namespace pbc::re {
namespace {

constexpr std::int64_t kUnlimited = std::int64_t{1} << 32;

/// Both at most kUnlimited, whose square is too large.
std::int64_t repeated(std::int64_t width, std::int64_t times) {
  return times != 0 && width > kUnlimited / times ? kUnlimited : width * times;
}
constexpr std::int64_t kMostRepeats = 65535;  // of PCRE2

constexpr char32_t kNoCharacter = 0xFFFFFFFF;

/// By unicodedata; kNoCharacter where there is none.
char32_t character_named(const std::string& name) {
  try {
    const Value found = import_from("unicodedata", "lookup")({make_str(name)});
    std::size_t at = 0;
    return unicode::next(found.text(), at);
  } catch (const Raised& raised) {
    if (!is_exception(raised.exception, kKeyError)) throw;
    caught();
    return kNoCharacter;
  }
}

/// How many characters a part can match.
struct Width {
  std::int64_t least = 0;
  std::int64_t most = 0;

  void add(Width other) {
    least = std::min(least + other.least, kUnlimited);
    most = std::min(most + other.most, kUnlimited);
  }
};
constexpr Width kOne{1, 1};

bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }
bool is_octal(char32_t c) { return c >= '0' && c <= '7'; }
bool is_hex(char32_t c) { return is_digit(c) || ((c | 32) >= 'a' && (c | 32) <= 'f'); }
bool is_ascii_letter(char32_t c) { return (c | 32) >= 'a' && (c | 32) <= 'z' && c < 128; }

std::uint32_t flag_of(char32_t letter) {
  switch (letter) {
    case 'i':
      return kIgnoreCase;
    case 'L':
      return kLocale;
    case 'm':
      return kMultiline;
    case 's':
      return kDotAll;
    case 'x':
      return kVerbose;
    case 'a':
      return kAscii;
    case 't':
      return kTemplate;
    case 'u':
      return kUnicode;
    default:
      return 0;
  }
}

/// Thrown when (?x) shows up in a pattern that was read as a plain one.
struct ReadAgainVerbose {};

class Translator {
 public:
  Translator(const Value& pattern, std::uint32_t flags)
      : source_(pattern), is_text_(pattern.is_str()), flags_(flags), widths_{Width{}} {
    if (is_text_) {
      text_ = unicode::decode(pattern.text());
    } else {
      for (char c : as_bytes(pattern)) text_.push_back(static_cast<unsigned char>(c));
    }
  }

  Translation run() {
    parse_alternatives(flags_ & kVerbose, true);
    if (!at_end()) fail("unbalanced parenthesis", at_);
    for (const auto& [group, place] : conditions_) {
      if (group >= static_cast<int>(widths_.size())) fail("invalid group reference " + std::to_string(group), place);
    }
    // CPython finds this out when it compiles what it has parsed, and no longer knows the pattern.
    if (!lookbehinds_are_fixed_) raise_regex_error("look-behind requires fixed-width pattern", None, -1);
    return {std::move(out_), flags_, static_cast<int>(widths_.size()) - 1, std::move(names_), std::move(closed_)};
  }

 private:
  // --- The text ---

  [[noreturn]] void fail(std::string_view message, std::size_t place) const {
    raise_regex_error(message, source_, static_cast<std::int64_t>(place));
  }
  bool at_end() const { return at_ >= text_.size(); }
  char32_t peek() const { return at_end() ? 0 : text_[at_]; }
  bool sees(char32_t c) const { return !at_end() && text_[at_] == c; }
  bool take(char32_t c) {
    if (!sees(c)) return false;
    ++at_;
    return true;
  }
  char32_t need(std::string_view message) {
    if (at_end()) fail(message, at_);
    return take_any();
  }
  /// The next character; a backslash must not be the last one.
  char32_t take_any() {
    const char32_t c = text_[at_++];
    if (c == '\\' && at_end()) fail("bad escape (end of pattern)", at_ - 1);
    return c;
  }
  std::string utf8(std::size_t from, std::size_t to) const {
    return unicode::encode(std::u32string_view(text_).substr(from, to - from));
  }

  /// What CPython takes as one at `place`: a backslash has the character behind it.
  std::string token(std::size_t place) const {
    return utf8(place, std::min(text_.size(), place + (text_[place] == '\\' ? 2 : 1)));
  }

  std::string take_until(char32_t terminator, std::string_view what) {
    const std::size_t start = at_;
    while (true) {
      if (at_end()) {
        if (at_ == start) fail(joined({"missing ", what}), at_);
        fail(std::string("missing ") + static_cast<char>(terminator) + ", unterminated name", start);
      }
      if (take(terminator)) break;
      ++at_;
    }
    if (at_ - 1 == start) fail(joined({"missing ", what}), start);
    return utf8(start, at_ - 1);
  }

  void check_name(const std::string& name, std::size_t start) const {
    std::size_t at = 0;
    bool good = unicode::is_identifier_start(unicode::next(name, at));
    while (good && at < name.size()) good = unicode::is_identifier_continue(unicode::next(name, at));
    if (!good) fail("bad character in group name " + to_repr(make_str(name)), start);
  }

  int find_name(const std::string& name) const {
    for (const auto& [known, group] : names_)
      if (known == name) return group;
    return 0;
  }

  // --- Output ---

  void literal(char32_t c) {
    if (c < 128 && (is_ascii_letter(c) || is_digit(c) || c == '_')) {
      out_ += static_cast<char>(c);
      return;
    }
    char text[16];
    std::snprintf(text, sizeof text, "\\x{%x}", static_cast<unsigned>(c));
    out_ += text;
  }

  bool is_unicode() const { return is_text_ && (flags_ & kAscii) == 0; }

  void category(char32_t c, bool in_set) {
    // Python counts the separators 0x1C to 0x1F as white space, PCRE2 does not.
    if (c == 's' && is_unicode()) {
      out_ += in_set ? "\\s\\x{1c}-\\x{1f}" : "[\\s\\x{1c}-\\x{1f}]";
    } else if (c == 'S' && is_unicode() && !in_set) {
      out_ += "[^\\s\\x{1c}-\\x{1f}]";
    } else {
      out_ += '\\';
      out_ += static_cast<char>(c);
    }
  }

  // --- Alternatives, sequences ---

  Width parse_alternatives(bool verbose, bool is_first) {
    const Recursion recursion(" while compiling a regular expression");
    Width all = parse_sequence(verbose, is_first);
    while (take('|')) {
      out_ += '|';
      const Width next = parse_sequence(verbose, false);
      all.least = std::min(all.least, next.least);
      all.most = std::max(all.most, next.most);
    }
    return all;
  }

  /// What stands before a quantifier.
  enum class Item : std::uint8_t { kNone, kPlace, kRepeatable, kRepeated };

  Width parse_sequence(bool verbose, bool is_first) {
    Width all;
    Width last;
    Item item = Item::kNone;
    const auto put = [&](Item kind, Width width) {
      all.add(last);
      last = width;
      item = kind;
    };
    while (!at_end() && !sees('|') && !sees(')')) {
      const std::size_t place = at_;
      const char32_t c = take_any();
      if (verbose) {
        if (c < 128 && (c == ' ' || (c >= 9 && c <= 13))) continue;
        if (c == '#') {
          while (!at_end() && text_[at_++] != '\n') {
          }
          continue;
        }
      }
      if (c == '*' || c == '+' || c == '?' || c == '{') {
        std::int64_t least = c == '+' ? 1 : 0;
        std::int64_t most = c == '?' ? 1 : kUnlimited;
        if (c == '{' && !parse_bounds(least, most)) {
          put(Item::kRepeatable, kOne);
          literal(c);
          continue;
        }
        if (item == Item::kNone || item == Item::kPlace) fail("nothing to repeat", place);
        if (item == Item::kRepeated) fail("multiple repeat", place);
        repeat(least, most);
        if (take('?')) {
          out_ += '?';
        } else if (take('+')) {
          out_ += '+';
        }
        last = {repeated(last.least, least), repeated(last.most, most)};
        item = Item::kRepeated;
        continue;
      }
      switch (c) {
        case '^':
        case '$':
          out_ += static_cast<char>(c);
          put(Item::kPlace, {});
          break;
        case '.':
          out_ += '.';
          put(Item::kRepeatable, kOne);
          break;
        case '[':
          parse_set(place);
          put(Item::kRepeatable, kOne);
          break;
        case '(': {
          Width width;
          if (!parse_group(place, verbose, is_first && item == Item::kNone, width)) continue;
          put(Item::kRepeatable, width);
          break;
        }
        case '\\': {
          Width width = kOne;
          put(parse_escape(place, width) ? Item::kPlace : Item::kRepeatable, width);
          last = width;
          break;
        }
        default:
          literal(c);
          put(Item::kRepeatable, kOne);
          break;
      }
    }
    all.add(last);
    return all;
  }

  /// The rest of {m,n}; false, with nothing read, where the brace is a literal.
  bool parse_bounds(std::int64_t& least, std::int64_t& most) {
    const std::size_t here = at_;
    if (sees('}')) return false;
    const auto number = [&]() -> std::int64_t {
      if (!is_digit(peek())) return -1;
      std::int64_t value = 0;
      for (; is_digit(peek()); ++at_)
        value = std::min(value * 10 + static_cast<std::int64_t>(peek() - '0'), kUnlimited);
      return value;
    };
    const std::int64_t low = number();
    std::int64_t high = low;
    if (take(',')) high = number();
    if (!take('}')) {
      at_ = here;
      return false;
    }
    if (std::max(low, high) >= kUnlimited - 1) raise_error(kOverflowError, "the repetition number is too large");
    if (low >= 0) least = low;
    if (high >= 0) most = high;
    if (most < least) fail("min repeat greater than max repeat", here);
    return true;
  }

  void repeat(std::int64_t least, std::int64_t most) {
    if (least > kMostRepeats) raise_error(kOverflowError, "the repetition number is too large");
    if (most > kMostRepeats) {
      out_ += least == 0 ? "*" : least == 1 ? "+" : "{" + std::to_string(least) + ",}";
    } else if (least == 0 && most == 1) {
      out_ += '?';
    } else {
      out_ += "{" + std::to_string(least) + "," + std::to_string(most) + "}";
    }
  }

  // --- Escapes ---

  /// `count` hexadecimal digits of the escape that starts at `place`.
  char32_t hex_escape(std::size_t place, std::size_t count) {
    char32_t value = 0;
    const std::size_t start = at_;
    for (; at_ < start + count && is_hex(peek()); ++at_)
      value = value * 16 + (is_digit(peek()) ? peek() - '0' : (peek() | 32) - 'a' + 10);
    if (at_ < start + count) fail("incomplete escape " + utf8(place, at_), place);
    if (value > 0x10FFFF) fail("bad escape " + utf8(place, at_), place);
    return value;
  }

  /// The character of an escape that means one, both inside and outside of sets; false: it means none.
  bool common_escape(std::size_t place, char32_t c, char32_t& value) {
    switch (c) {
      case 'a':
        value = 7;
        return true;
      case 'f':
        value = 12;
        return true;
      case 'n':
        value = 10;
        return true;
      case 'r':
        value = 13;
        return true;
      case 't':
        value = 9;
        return true;
      case 'v':
        value = 11;
        return true;
      case '\\':
        value = '\\';
        return true;
      case 'x':
        value = hex_escape(place, 2);
        return true;
      case 'u':
        if (!is_text_) return false;
        value = hex_escape(place, 4);
        return true;
      case 'U':
        if (!is_text_) return false;
        value = hex_escape(place, 8);
        return true;
      case 'N': {
        if (!is_text_) return false;
        if (!take('{')) fail("missing {", at_);
        const std::string name = take_until('}', "character name");
        value = character_named(name);
        if (value == kNoCharacter) fail("undefined character name " + to_repr(make_str(name)), place);
        return true;
      }
      default:
        return false;
    }
  }

  [[noreturn]] void fail_escape(std::size_t place) const { fail("bad escape " + utf8(place, at_), place); }

  /// From behind a backslash, outside of a set. True for a place such as \b.
  bool parse_escape(std::size_t place, Width& width) {
    const char32_t c = take_escaped();
    switch (c) {
      case 'A':
      case 'b':
        category(c, false);
        width = {};
        return true;
      case 'B':
        out_ += "\\B(?!\\A\\z)";  // never holds in an empty string, in Python
        width = {};
        return true;
      case 'Z':
        out_ += "\\z";
        width = {};
        return true;
      case 'd':
      case 'D':
      case 's':
      case 'S':
      case 'w':
      case 'W':
        category(c, false);
        return false;
      default:
        break;
    }
    char32_t value = 0;
    if (common_escape(place, c, value)) {
      literal(value);
    } else if (c == '0') {
      for (int i = 0; i < 2 && is_octal(peek()); ++i) value = value * 8 + (text_[at_++] - '0');
      literal(value);
    } else if (is_digit(c)) {
      digits_escape(place, c, width);
    } else if (is_ascii_letter(c)) {
      fail_escape(place);
    } else {
      literal(c);
    }
    return false;
  }

  char32_t take_escaped() { return text_[at_++]; }

  /// \123 is an octal character, \12 a group.
  void digits_escape(std::size_t place, char32_t first, Width& width) {
    int group = static_cast<int>(first - '0');
    if (is_digit(peek())) {
      const char32_t second = text_[at_++];
      if (is_octal(first) && is_octal(second) && is_octal(peek())) {
        const char32_t value = (first - '0') * 64 + (second - '0') * 8 + (text_[at_++] - '0');
        if (value > 0377) fail("octal escape value " + utf8(place, at_) + " outside of range 0-0o377", place);
        literal(value);
        return;
      }
      group = group * 10 + static_cast<int>(second - '0');
    }
    if (group >= static_cast<int>(widths_.size())) fail("invalid group reference " + std::to_string(group), place + 1);
    reference(group, place, width);
  }

  void reference(int group, std::size_t place, Width& width) {
    if (is_open(group)) fail("cannot refer to an open group", place);
    if (lookbehind_groups_ >= 0 && group >= lookbehind_groups_)
      fail("cannot refer to group defined in the same lookbehind subpattern", at_);
    out_ += "\\g{" + std::to_string(group) + "}";
    width = widths_[static_cast<std::size_t>(group)];
  }

  bool is_open(int group) const { return std::ranges::find(open_, group) != open_.end(); }

  // --- Sets ---

  struct Member {
    bool is_category;
    char32_t value;
  };

  Member parse_member(std::size_t place, char32_t c) {
    if (c != '\\') return {false, c};
    const char32_t escaped = take_escaped();
    char32_t value = 0;
    if (escaped == 'b') return {false, 8};
    if (common_escape(place, escaped, value)) return {false, value};
    switch (escaped) {
      case 'd':
      case 'D':
      case 's':
      case 'S':
      case 'w':
      case 'W':
        return {true, escaped};
      default:
        break;
    }
    if (is_octal(escaped)) {
      value = escaped - '0';
      for (int i = 0; i < 2 && is_octal(peek()); ++i) value = value * 8 + (text_[at_++] - '0');
      if (value > 0377) fail("octal escape value " + utf8(place, at_) + " outside of range 0-0o377", place);
      return {false, value};
    }
    if (is_digit(escaped) || is_ascii_letter(escaped)) fail_escape(place);
    return {false, escaped};
  }

  void put_member(Member member) {
    if (member.is_category) {
      category(member.value, true);
    } else {
      literal(member.value);
    }
  }

  void parse_set(std::size_t start) {
    out_ += take('^') ? "[^" : "[";
    for (bool any = false;; any = true) {
      const std::size_t place = at_;
      const char32_t c = need_in_set(start);
      if (c == ']' && any) break;
      const Member first = parse_member(place, c);
      if (!take('-')) {
        put_member(first);
        continue;
      }
      const std::size_t second_place = at_;
      const char32_t d = need_in_set(start);
      if (d == ']') {
        put_member(first);
        literal('-');
        break;
      }
      const Member second = parse_member(second_place, d);
      if (first.is_category || second.is_category || second.value < first.value)
        fail("bad character range " + utf8(place, at_), place);
      literal(first.value);
      out_ += '-';
      literal(second.value);
    }
    out_ += ']';
  }

  char32_t need_in_set(std::size_t start) {
    if (at_end()) fail("unterminated character set", start);
    return take_any();
  }

  // --- Groups ---

  void close(std::size_t start) {
    if (!take(')')) fail("missing ), unterminated subpattern", start);
    out_ += ')';
  }

  /// From behind an opening parenthesis. False where it gave nothing that can be repeated: a comment or flags.
  bool parse_group(std::size_t start, bool verbose, bool can_set_flags, Width& width) {
    if (!take('?')) {
      capture(start, "", 0, verbose, width);
      return true;
    }
    const std::size_t place = at_;
    const char32_t c = need("unexpected end of pattern");
    switch (c) {
      case 'P':
        return parse_named(start, verbose, width), true;
      case ':':
        out_ += "(?:";
        break;
      case '>':
        out_ += "(?>";
        break;
      case '#':
        while (true) {
          if (at_end()) fail("missing ), unterminated comment", start);
          if (text_[at_++] == ')') return false;
        }
      case '=':
      case '!':
        out_ += c == '=' ? "(?=" : "(?!";
        parse_alternatives(verbose, false);
        close(start);
        return true;
      case '<':
        parse_lookbehind(start, place, verbose);
        return true;
      case '(':
        parse_conditional(start, verbose, width);
        return true;
      default: {
        if (c != '-' && flag_of(c) == 0) fail("unknown extension ?" + token(place), place - 1);
        const std::uint32_t before = flags_;
        std::uint32_t add = 0;
        std::uint32_t remove = 0;
        if (parse_flags(c, add, remove)) {
          if (!can_set_flags) fail("global flags not at the start of the expression", start);
          if ((flags_ & kVerbose) != 0 && (before & kVerbose) == 0) throw ReadAgainVerbose{};
          return false;
        }
        out_ += "(?";
        put_flags(add);
        if (remove != 0) out_ += '-';
        put_flags(remove);
        out_ += ':';
        verbose = (verbose || (add & kVerbose) != 0) && (remove & kVerbose) == 0;
      }
    }
    width = parse_alternatives(verbose, false);
    close(start);
    return true;
  }

  void put_flags(std::uint32_t flags) {
    if ((flags & kIgnoreCase) != 0) out_ += 'i';
    if ((flags & kMultiline) != 0) out_ += 'm';
    if ((flags & kDotAll) != 0) out_ += 's';
  }

  void capture(std::size_t start, const std::string& name, std::size_t name_place, bool verbose, Width& width) {
    const int group = static_cast<int>(widths_.size());
    if (!name.empty()) {
      if (const int known = find_name(name); known != 0) {
        fail("redefinition of group name " + to_repr(make_str(name)) + " as group " + std::to_string(group) +
                 "; was group " + std::to_string(known),
             name_place);
      }
      names_.emplace_back(name, group);
    }
    widths_.push_back({});
    open_.push_back(group);
    out_ += '(';
    width = parse_alternatives(verbose, false);
    close(start);
    open_.pop_back();
    closed_.push_back(group);
    widths_[static_cast<std::size_t>(group)] = width;
  }

  void parse_named(std::size_t start, bool verbose, Width& width) {
    if (take('<')) {
      const std::size_t place = at_;
      const std::string name = take_until('>', "group name");
      check_name(name, place);
      capture(start, name, place, verbose, width);
      return;
    }
    if (take('=')) {
      const std::size_t place = at_;
      const std::string name = take_until(')', "group name");
      check_name(name, place);
      const int group = find_name(name);
      if (group == 0) fail("unknown group name " + to_repr(make_str(name)), place);
      reference(group, place, width);
      return;
    }
    const std::size_t place = at_;
    need("unexpected end of pattern");
    fail("unknown extension ?P" + token(place), place - 2);
  }

  void parse_lookbehind(std::size_t start, std::size_t place, bool verbose) {
    const std::size_t kind_place = at_;
    const char32_t kind = need("unexpected end of pattern");
    if (kind != '=' && kind != '!') fail("unknown extension ?<" + token(kind_place), place - 1);
    out_ += kind == '=' ? "(?<=" : "(?<!";
    const int outer = lookbehind_groups_;
    if (outer < 0) lookbehind_groups_ = static_cast<int>(widths_.size());
    const Width width = parse_alternatives(verbose, false);
    lookbehind_groups_ = outer;
    close(start);
    lookbehinds_are_fixed_ &= width.least == width.most;
  }

  /// (?(group)yes|no)
  void parse_conditional(std::size_t start, bool verbose, Width& width) {
    const std::size_t place = at_;
    const std::string name = take_until(')', "group name");
    std::int64_t group = 0;
    std::size_t at = 0;
    if (unicode::is_identifier_start(unicode::next(name, at))) {
      check_name(name, place);
      group = find_name(name);
      if (group == 0) fail("unknown group name " + to_repr(make_str(name)), place);
    } else {
      for (char c : name) {
        if (!is_digit(static_cast<unsigned char>(c)))
          fail("bad character in group name " + to_repr(make_str(name)), place);
        group = std::min<std::int64_t>(group * 10 + (c - '0'), 1 << 30);
      }
      if (group == 0) fail("bad group number", place);
      conditions_.emplace(static_cast<int>(group), place);
    }
    if (group > 65535) fail("invalid group reference " + name, place);
    out_ += "(?(" + std::to_string(group) + ")";
    width = parse_sequence(verbose, false);
    if (take('|')) {
      out_ += '|';
      const Width other = parse_sequence(verbose, false);
      width = {std::min(width.least, other.least), std::max(width.most, other.most)};
      if (sees('|')) fail("conditional backref with more than two branches", at_);
    } else {
      width.least = 0;
    }
    close(start);
  }

  /// Flags from `c` on: true for (?i), which sets them for the whole pattern, false for (?i-s: ...
  bool parse_flags(char32_t c, std::uint32_t& add, std::uint32_t& remove) {
    constexpr std::uint32_t kTypes = kAscii | kLocale | kUnicode;
    const auto unknown = [&](std::string_view otherwise) {
      fail(unicode::is_alpha(text_[at_ - 1]) ? "unknown flag" : otherwise, at_ - 1);
    };
    if (c != '-') {
      while (true) {
        const std::uint32_t flag = flag_of(c);
        if (is_text_ && c == 'L') fail("bad inline flags: cannot use 'L' flag with a str pattern", at_);
        if (!is_text_ && c == 'u') fail("bad inline flags: cannot use 'u' flag with a bytes pattern", at_);
        add |= flag;
        if ((flag & kTypes) != 0 && (add & kTypes) != flag)
          fail("bad inline flags: flags 'a', 'u' and 'L' are incompatible", at_);
        c = need("missing -, : or )");
        if (c == ')' || c == '-' || c == ':') break;
        if (flag_of(c) == 0) unknown("missing -, : or )");
      }
    }
    if (c == ')') {
      flags_ |= add;
      return true;
    }
    if (c == '-') {
      c = need("missing flag");
      if (flag_of(c) == 0) unknown("missing flag");
      while (true) {
        const std::uint32_t flag = flag_of(c);
        if ((flag & kTypes) != 0) fail("bad inline flags: cannot turn off flags 'a', 'u' and 'L'", at_);
        remove |= flag;
        c = need("missing :");
        if (c == ':') break;
        if (flag_of(c) == 0) unknown("missing :");
      }
    }
    if ((add & remove) != 0) fail("bad inline flags: flag turned on and off", at_ - 1);
    return false;
  }

  const Value& source_;
  bool is_text_;
  std::uint32_t flags_;
  std::u32string text_;
  std::size_t at_ = 0;
  std::string out_;
  std::vector<Width> widths_;  // of the groups; 0 is the whole
  std::vector<int> open_;
  std::vector<int> closed_;
  std::vector<std::pair<std::string, int>> names_;
  std::map<int, std::size_t> conditions_;
  bool lookbehinds_are_fixed_ = true;
  int lookbehind_groups_ = -1;  // how many groups there were at the outermost look-behind that is open
};

}  // namespace

Translation translate(const Value& pattern, std::uint32_t flags) {
  if (pattern.is_str()) {
    if ((flags & kLocale) != 0) raise_value_error("cannot use LOCALE flag with a str pattern");
    if ((flags & kAscii) != 0 && (flags & kUnicode) != 0) raise_value_error("ASCII and UNICODE flags are incompatible");
  } else {
    if ((flags & kUnicode) != 0) raise_value_error("cannot use UNICODE flag with a bytes pattern");
    if ((flags & kLocale) != 0 && (flags & kAscii) != 0) raise_value_error("ASCII and LOCALE flags are incompatible");
  }
  Translation result;
  try {
    result = Translator(pattern, flags).run();
  } catch (const ReadAgainVerbose&) {
    result = Translator(pattern, flags | kVerbose).run();
  }
  if ((result.flags & kAscii) != 0 && (result.flags & kUnicode) != 0)
    raise_value_error("ASCII and UNICODE flags are incompatible");
  if (pattern.is_str() && (result.flags & kAscii) == 0) result.flags |= kUnicode;
  return result;
}

}  // namespace pbc::re
