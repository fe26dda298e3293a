// SPDX-License-Identifier: Apache-2.0
//
// Compiled patterns and matches (Python library reference, re: Regular Expression Objects, Match Objects).
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <boost/container/small_vector.hpp>

#include "python/objects.h"
#include "python/re_translate.h"
#include "python/text_buffer.h"

struct pcre2_real_code_8;
struct pcre2_real_match_data_8;

namespace pbc::re {

extern const Type kPatternType, kMatchType;

/// Byte offsets of a match: start and end of the whole, then of each group; npos where a group took no part.
using Bounds = boost::container::small_vector<std::size_t, 8>;
/// The same of the match that was found last; they are overwritten by the pattern's next search.
using FoundBounds = const std::size_t*;

struct Pattern final : Native {
  Pattern(Value source, Translation translation);

  Value source;
  Translation translation;
  std::shared_ptr<pcre2_real_code_8> code;

  std::string repr() const override;
  Value compare(Comparison op, const Value& other) const override;
  std::uint64_t hash() const override;

  /// How a match must lie.
  enum class Mode : std::uint8_t { kSearch, kMatch, kFullMatch };
  /// The first match in subject[from:], with subject[:from] as what stands before. With `not_empty_at_start`, an empty
  /// match at `from` does not count. Null where there is none. `is_ascii`: every character of the subject is.
  /// Raises RuntimeError where the pattern backtracks beyond all bounds.
  FoundBounds find(std::string_view subject, std::size_t from, Mode mode, bool not_empty_at_start, bool is_ascii) const;
  /// The group of a number or name; -1 when there is none.
  int group_of(const Value& key) const;

 private:
  /// What machine code is made of for a mode: it takes the anchors when it is compiled, not when it is run.
  struct Fast {
    std::shared_ptr<pcre2_real_code_8> code;  // null: not yet, or not possible
    int uses = 0;                             // counted until it is tried
  };
  const pcre2_real_code_8* fast_code(Mode mode, bool is_ascii) const;
  mutable Fast fast_[2][3];  // by the characters of the subject, any or ASCII, and by mode
  bool has_ascii_form_;      // in ASCII text, matching bytes comes to the same
  mutable std::shared_ptr<pcre2_real_match_data_8> data_;  // of the match at hand; made at the first use
};

struct Match final : Native {
  Match(Value given, Value string, Value pattern, Bounds bounds, std::size_t pos, std::size_t end)
      : Native(kMatchType),
        given(std::move(given)),
        string(std::move(string)),
        pattern_value(std::move(pattern)),
        bounds(std::move(bounds)),
        pos(pos),
        end(end) {}
  Value given;   // Match.string
  Value string;  // the same, or its bytes where it is another bytes-like object
  Value pattern_value;
  Bounds bounds;
  std::size_t pos, end;  // bytes; the part of the string that was searched

  const Pattern& pattern() const { return as_native<Pattern>(pattern_value); }
  bool took_part(int group) const { return bounds[2 * static_cast<std::size_t>(group)] != std::string::npos; }
  /// The text of a group, `fallback` where it took no part.
  Value group(int group, const Value& fallback = None) const;
  /// IndexError: no such group.
  int need_group(const Value& key) const;
  int last_index() const;

  std::string repr() const override;
  Value get_item(const Value& key) override { return group(need_group(key)); }
};

/// The bytes of a str or bytes.
std::string_view subject_of(const Value& string);
/// A part of `string`, of its type; less where a bytearray has become shorter.
Value part_of(const Value& string, std::size_t from, std::size_t to);
/// How many characters stand before a byte.
std::int64_t index_in(const Value& string, std::size_t byte);

/// The matches of a pattern in a string one after the other, as finditer, sub and split meet them.
class Search {
 public:
  /// TypeError where string and pattern are not of one kind. `pos` and `endpos` may be unset.
  Search(const Value& pattern, const Value& string, const Value& pos = Value(), const Value& endpos = Value());
  /// Null at the end.
  FoundBounds next(Pattern::Mode mode = Pattern::Mode::kSearch);
  Value match(FoundBounds bounds) const;
  /// Of the pattern.
  std::size_t groups() const { return static_cast<std::size_t>(as_native<Pattern>(pattern_).translation.groups); }
  /// A part of the string, of its type.
  Value part(std::size_t from, std::size_t to) const;
  std::string_view subject() const { return subject_; }

 private:
  Value pattern_;
  Value given_;
  Value string_;
  Value unchanging_;  // what holds the subject: a copy where the string can change meanwhile
  std::string_view subject_;
  bool is_ascii_;
  std::size_t start_;
  std::size_t end_;
  std::size_t at_;
  bool must_advance_ = false;
};

/// re.compile: a Pattern, from the run's cache when it was compiled before. `pattern` may be one already.
Value compile(const Value& pattern, const Value& flags);

/// The replacement of re.sub: literal text and groups.
class Template {
 public:
  /// Raises re.error, IndexError.
  Template(const Value& text, const Pattern& pattern);
  void expand(TextBuffer& out, std::string_view subject, FoundBounds bounds) const;

 private:
  struct Piece {
    std::string literal;
    int group = -1;  // after the literal
  };
  std::vector<Piece> pieces_;
};

/// pattern.sub and subn: the new string and the number of replacements.
std::pair<Value, std::int64_t> substitute(const Value& pattern, const Value& replacement, const Value& string,
                                          std::int64_t count);
Value split(const Value& pattern, const Value& string, std::int64_t limit);
Value find_all(const Value& pattern, const Value& string, const Value& pos, const Value& endpos);
Value find_iter(const Value& pattern, const Value& string, const Value& pos, const Value& endpos);
Value find_one(const Value& pattern, const Value& string, const Value& pos, const Value& endpos, Pattern::Mode mode);

}  // namespace pbc::re
