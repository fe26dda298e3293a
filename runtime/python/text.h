// SPDX-License-Identifier: Apache-2.0
//
// What the methods of str, bytes and bytearray compute, on plain characters. A function templated on Units serves both
// alphabets: Text is UTF-8 (unicode.h), Bytes is single bytes of which only ASCII ones are letters or spaces. Results
// that are views refer to the argument.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

#include <boost/container/small_vector.hpp>

#include "python/unicode.h"

namespace pbc::text {

inline constexpr std::size_t kNone = std::string_view::npos;
/// "No limit" for the number of splits or replacements.
inline constexpr std::int64_t kAll = std::numeric_limits<std::int64_t>::max();

struct Text {
  static char32_t next(std::string_view text, std::size_t& at) { return unicode::next(text, at); }
  static char32_t previous(std::string_view text, std::size_t& at) { return unicode::previous(text, at); }
  static bool is_space(char32_t c) { return unicode::is_space(c); }
  static bool is_line_break(char32_t c) { return (c < 32 || c > 127) && unicode::is_line_break(c); }
  static std::size_t count(std::string_view text) { return unicode::count_code_points(text); }
};

struct Bytes {
  static char32_t next(std::string_view text, std::size_t& at) { return static_cast<unsigned char>(text[at++]); }
  static char32_t previous(std::string_view text, std::size_t& at) { return static_cast<unsigned char>(text[--at]); }
  static bool is_space(char32_t c) { return c == ' ' || (c >= 9 && c <= 13); }
  static bool is_line_break(char32_t c) { return c == '\n' || c == '\r'; }
  static std::size_t count(std::string_view text) { return text.size(); }
};

// --- Places
// -----------------------------------------------------------------------------------------------------------

/// The byte at which character `index` starts, at most text.size(). O(index), O(1) for ASCII text.
std::size_t byte_of(std::string_view text, std::size_t index, bool ascii);
/// How many characters stand before `byte`.
inline std::size_t index_of(std::string_view text, std::size_t byte, bool ascii) {
  return ascii ? byte : unicode::count_code_points(text.substr(0, byte));
}

// --- Search and replace
// -----------------------------------------------------------------------------------------------

/// text.rfind(needle); std::string_view's own compares at each place by a call.
std::size_t rfind(std::string_view text, std::string_view needle);
/// Occurrences that do not overlap; an empty needle occurs between all characters.
template <typename Units>
std::size_t count(std::string_view text, std::string_view needle);
/// str.replace: at most `limit` replacements from the left (negative: all).
template <typename Units>
std::string replace(std::string_view text, std::string_view old, std::string_view with, std::int64_t limit);

// --- Split
// ------------------------------------------------------------------------------------------------------------

/// What splitting gives; a line of a few words takes no allocation.
using Parts = boost::container::small_vector<std::string_view, 16>;
/// str.split(None, limit) and str.rsplit: runs of white space separate; `limit` < 0 means no limit.
template <typename Units>
Parts split_space(std::string_view text, std::int64_t limit);
template <typename Units>
Parts rsplit_space(std::string_view text, std::int64_t limit);
/// str.split(separator, limit) with a separator that is not empty.
Parts split(std::string_view text, std::string_view separator, std::int64_t limit);
Parts rsplit(std::string_view text, std::string_view separator, std::int64_t limit);
template <typename Units>
Parts split_lines(std::string_view text, bool keep_ends);

// --- Strip
// ------------------------------------------------------------------------------------------------------------

enum class Side : std::uint8_t { kLeft = 1, kRight = 2, kBoth = 3 };
template <typename Units>
std::string_view strip_space(std::string_view text, Side side);
template <typename Units>
std::string_view strip(std::string_view text, std::string_view characters, Side side);

// --- Case (text_case.cpp)
// ---------------------------------------------------------------------------------------------

std::string lower(std::string_view text);
std::string upper(std::string_view text);
std::string title(std::string_view text);
std::string capitalize(std::string_view text);
std::string swap_case(std::string_view text);
std::string fold_case(std::string_view text);
/// The same for ASCII text, whose length stays; they write to `out`, which lies elsewhere.
void lower_ascii(std::string_view text, char* out);
void upper_ascii(std::string_view text, char* out);
void title_ascii(std::string_view text, char* out);
void capitalize_ascii(std::string_view text, char* out);
void swap_case_ascii(std::string_view text, char* out);

/// str.islower, str.isupper, str.istitle, over all characters.
bool is_lower(std::string_view text);
bool is_upper(std::string_view text);
bool is_title(std::string_view text);
bool is_identifier(std::string_view text);
/// Whether there is a character and all of them satisfy `predicate`.
bool all_of(std::string_view text, bool (*predicate)(char32_t));

// --- Layout
// -----------------------------------------------------------------------------------------------------------

/// str.expandtabs
template <typename Units>
std::string expand_tabs(std::string_view text, std::int64_t tab_size);
/// `text` between `left` and `right` copies of `fill`.
std::string pad(std::string_view text, std::size_t left, std::size_t right, std::string_view fill);
/// How many of `total` fill characters str.center puts to the left of a text that is padded to `width`.
inline std::size_t center_left(std::size_t total, std::size_t width) { return total / 2 + (total & width & 1); }
/// str.zfill: zeros behind a sign.
std::string zero_fill(std::string_view text, std::size_t zeros);

// --- Source form (text_repr.cpp)
// --------------------------------------------------------------------------------------

/// repr(str) and ascii(str).
void append_repr(std::string& out, std::string_view text);
void append_ascii(std::string& out, std::string_view text);
/// repr(bytes), with the leading b.
void append_bytes_repr(std::string& out, std::string_view bytes);
/// What ascii() makes of a repr: everything beyond ASCII as \x, \u, \U escapes.
std::string escape_non_ascii(std::string_view text);

}  // namespace pbc::text
