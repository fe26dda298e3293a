// SPDX-License-Identifier: Apache-2.0
//
// The methods of bytes and bytearray (Python library reference, 4.8.3 Bytes and Bytearray Operations). What gives bytes
// back gives the type of the object it was called on.
#include <algorithm>
#include <array>

#include "python/big_integer.h"
#include "python/codecs.h"
#include "python/hashes.h"
#include "python/memory_view.h"
#include "python/numbers.h"
#include "python/objects.h"
#include "python/plain_int.h"
#include "python/sequences.h"
#include "python/special_methods.h"
#include "python/text.h"
#include "python/text_of.h"

namespace pbc {
namespace {

using text::Side;

std::string_view view(const Value& self) { return as_bytes(self); }

Value like(const Value& self, std::string bytes) {
  return self.is(Tag::kByteArray) ? make_bytearray(std::move(bytes)) : make_bytes(std::move(bytes));
}
/// The same of a part of `self`: all of it is `self` again, where that cannot change.
Value like(const Value& self, std::string_view bytes) {
  const bool is_whole = self.is(Tag::kBytes) && !has_class(self) && bytes.data() == view(self).data() &&
                        bytes.size() == view(self).size();
  return is_whole ? self : like(self, std::string(bytes));
}

/// The bytes of what is like bytes, which `value` becomes.
std::string_view need_bytes(Value& value) {
  value = plain_bytes(value);
  if (!is_any_bytes(value)) raise_type_error("a bytes-like object is required, not '", type_name(value), "'");
  return as_bytes(value);
}

char byte_of(const Value& value) {
  const std::int64_t byte = plain_int(value).is(Tag::kBigInt) ? -1 : to_index(value);
  if (byte < 0 || byte > 255) raise_value_error("byte must be in range(0, 256)");
  return static_cast<char>(byte);
}

/// A needle: bytes, or one byte as an int.
std::string needle_of(const Value& value) {
  if (const Value bytes = plain_bytes(value); is_any_bytes(bytes)) return as_bytes(bytes);
  if (is_any_int(value) || find_special(value, "__index__") != nullptr) return std::string(1, byte_of(value));
  raise_type_error("argument should be integer or bytes-like object, not '", type_name(value), "'");
}

struct Window {
  std::string_view text;
  std::size_t first;
  bool valid;
};

std::int64_t slice_bound(const Value& given, std::int64_t fallback) {
  return given.is_unset() || given.is_none() ? fallback : clamped_index(given, true);
}

Window window(const Value& self, const Value& start_value, const Value& end_value) {
  std::int64_t start = slice_bound(start_value, 0);
  std::int64_t end = slice_bound(end_value, std::numeric_limits<std::int64_t>::max());
  const std::string_view text = view(self);
  const auto length = static_cast<std::int64_t>(text.size());
  if (end > length) end = length;
  if (end < 0) end = std::max<std::int64_t>(end + length, 0);
  if (start < 0) start = std::max<std::int64_t>(start + length, 0);
  if (start > end) return {{}, 0, false};
  const auto from = static_cast<std::size_t>(start);
  return {text.substr(from, static_cast<std::size_t>(end - start)), from, true};
}

Value place(const Window& where, std::size_t found) {
  return !where.valid || found == text::kNone ? Value(-1) : Value(where.first + found);
}

Value find(const Value& self, Value* arguments) {
  const std::string needle = needle_of(arguments[0]);
  const Window where = window(self, arguments[1], arguments[2]);
  return place(where, where.text.find(needle));
}

Value rfind(const Value& self, Value* arguments) {
  const std::string needle = needle_of(arguments[0]);
  const Window where = window(self, arguments[1], arguments[2]);
  return place(where, where.text.rfind(needle));
}

Value index(const Value& self, Value* arguments) {
  const Value found = find(self, arguments);
  if (found.as_int() < 0) raise_value_error("subsection not found");
  return found;
}

Value rindex(const Value& self, Value* arguments) {
  const Value found = rfind(self, arguments);
  if (found.as_int() < 0) raise_value_error("subsection not found");
  return found;
}

Value count(const Value& self, Value* arguments) {
  const std::string needle = needle_of(arguments[0]);
  const Window where = window(self, arguments[1], arguments[2]);
  return where.valid ? Value(text::count<text::Bytes>(where.text, needle)) : Value(0);
}

template <bool AtEnd>
Value has_affix(const Value& self, Value* arguments) {
  const Window where = window(self, arguments[1], arguments[2]);
  const auto matches = [&](Value affix) {
    const std::string_view text = need_bytes(affix);
    return where.valid && (AtEnd ? where.text.ends_with(text) : where.text.starts_with(text));
  };
  const Value affix = plain_bytes(arguments[0]);
  if (affix.is(Tag::kTuple)) {
    for (const Value& one : as_tuple(affix))
      if (matches(one)) return true;
    return false;
  }
  if (!is_any_bytes(affix)) {
    raise_type_error(AtEnd ? "endswith" : "startswith", " first arg must be bytes or a tuple of bytes, not ",
                     type_name(affix));
  }
  return matches(affix);
}

Value remove_prefix(const Value& self, Value* arguments) {
  const std::string_view prefix = need_bytes(arguments[0]);
  return like(self, view(self).starts_with(prefix) ? view(self).substr(prefix.size()) : view(self));
}

Value remove_suffix(const Value& self, Value* arguments) {
  const std::string_view suffix = need_bytes(arguments[0]);
  return like(self,
              view(self).ends_with(suffix) ? view(self).substr(0, view(self).size() - suffix.size()) : view(self));
}

Value replace(const Value& self, Value* arguments) {
  const std::string_view old = need_bytes(arguments[0]);
  const std::string_view with = need_bytes(arguments[1]);
  const std::int64_t limit = arguments[2].is_unset() ? -1 : to_index(arguments[2]);
  return like(self, text::replace<text::Bytes>(view(self), old, with, limit));
}

Value list_of(const Value& self, const text::Parts& parts) {
  Values items;
  for (std::string_view part : parts) items.push_back(like(self, part));
  return make_list(std::move(items));
}

template <bool FromRight>
Value split(const Value& self, Value* arguments) {
  const std::int64_t limit = arguments[1].is_unset() ? -1 : to_index(arguments[1]);
  if (arguments[0].is_unset() || arguments[0].is_none()) {
    return list_of(self, FromRight ? text::rsplit_space<text::Bytes>(view(self), limit)
                                   : text::split_space<text::Bytes>(view(self), limit));
  }
  const std::string_view separator = need_bytes(arguments[0]);
  if (separator.empty()) raise_value_error("empty separator");
  return list_of(self,
                 FromRight ? text::rsplit(view(self), separator, limit) : text::split(view(self), separator, limit));
}

Value split_lines(const Value& self, Value* arguments) {
  return list_of(self,
                 text::split_lines<text::Bytes>(view(self), !arguments[0].is_unset() && to_c_int(arguments[0]) != 0));
}

template <bool FromRight>
Value partition(const Value& self, Value* arguments) {
  const Value given = arguments[0];
  const std::string_view separator = need_bytes(arguments[0]);
  if (separator.empty()) raise_value_error("empty separator");
  const std::string_view text = view(self);
  const std::size_t at = FromRight ? text.rfind(separator) : text.find(separator);
  const Value empty = like(self, std::string_view());
  if (at == text::kNone) {
    const Value whole = like(self, text);
    return FromRight ? make_tuple({empty, empty, whole}) : make_tuple({whole, empty, empty});
  }
  const Value middle = self.is(Tag::kBytes) ? given : like(self, separator);
  return make_tuple({like(self, text.substr(0, at)), middle, like(self, text.substr(at + separator.size()))});
}

Value join(const Value& self, Value* arguments) {
  Value iterator;
  try {
    iterator = to_iterator(arguments[0]);
  } catch (const Raised& raised) {
    if (!is_exception(raised.exception, kTypeError)) throw;
    caught();
    raise_type_error("can only join an iterable");
  }
  std::string out;
  std::size_t place = 0;
  for (Value item; iterator_next(iterator, item); ++place) {
    item = plain_bytes(item);
    if (!is_any_bytes(item)) {
      raise_type_error("sequence item ", std::to_string(place), ": expected a bytes-like object, ", type_name(item),
                       " found");
    }
    if (place > 0) out += view(self);
    out += as_bytes(item);
  }
  return like(self, std::move(out));
}

template <Side Where>
Value strip(const Value& self, Value* arguments) {
  if (arguments[0].is_unset() || arguments[0].is_none())
    return like(self, text::strip_space<text::Bytes>(view(self), Where));
  return like(self, text::strip<text::Bytes>(view(self), need_bytes(arguments[0]), Where));
}

std::size_t missing(const Value& self, const Value& width) {
  const std::int64_t wanted = to_index(width);
  const auto length = static_cast<std::int64_t>(view(self).size());
  if (wanted > (std::int64_t{1} << 30)) raise_error(kMemoryError, "");
  return wanted > length ? static_cast<std::size_t>(wanted - length) : 0;
}

std::string_view fill_of(const Value& fill, const char* method) {
  if (fill.is_unset()) return " ";
  if (!is_any_bytes(fill) || as_bytes(fill).size() != 1)
    raise_type_error(method, "() argument 2 must be a byte string of length 1, not ", argument_type(fill));
  return as_bytes(fill);
}

Value center(const Value& self, Value* arguments) {
  const std::string_view fill = fill_of(arguments[1], "center");
  const std::size_t total = missing(self, arguments[0]);
  const std::size_t left = text::center_left(total, view(self).size() + total);
  return like(self, text::pad(view(self), left, total - left, fill));
}

Value ljust(const Value& self, Value* arguments) {
  return like(self, text::pad(view(self), 0, missing(self, arguments[0]), fill_of(arguments[1], "ljust")));
}

Value rjust(const Value& self, Value* arguments) {
  return like(self, text::pad(view(self), missing(self, arguments[0]), 0, fill_of(arguments[1], "rjust")));
}

Value zfill(const Value& self, Value* arguments) {
  return like(self, text::zero_fill(view(self), missing(self, arguments[0])));
}

Value expand_tabs(const Value& self, Value* arguments) {
  return like(self, text::expand_tabs<text::Bytes>(view(self), arguments[0].is_unset() ? 8 : to_c_int(arguments[0])));
}

// --- Case: ASCII letters only
// -----------------------------------------------------------------------------------------

bool is_lower_byte(char c) { return c >= 'a' && c <= 'z'; }
bool is_upper_byte(char c) { return c >= 'A' && c <= 'Z'; }
bool is_letter(char c) { return is_lower_byte(c) || is_upper_byte(c); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
char lower_byte(char c) { return is_upper_byte(c) ? static_cast<char>(c + 32) : c; }
char upper_byte(char c) { return is_lower_byte(c) ? static_cast<char>(c - 32) : c; }

/// `change(byte, byte before or NUL at the start)` of every byte.
template <typename F>
Value mapped(const Value& self, F change) {
  std::string out(view(self));
  char before = '\0';
  for (char& c : out) {
    const char given = c;
    c = change(given, before);
    before = given;
  }
  return like(self, std::move(out));
}

Value lower(const Value& self, Value*) {
  return mapped(self, [](char c, char) { return lower_byte(c); });
}
Value upper(const Value& self, Value*) {
  return mapped(self, [](char c, char) { return upper_byte(c); });
}
Value swapcase(const Value& self, Value*) {
  return mapped(self, [](char c, char) { return is_upper_byte(c) ? lower_byte(c) : upper_byte(c); });
}
Value title(const Value& self, Value*) {
  return mapped(self, [](char c, char before) { return is_letter(before) ? lower_byte(c) : upper_byte(c); });
}
Value capitalize(const Value& self, Value*) {
  std::string out(view(self));
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = i == 0 ? upper_byte(out[i]) : lower_byte(out[i]);
  return like(self, std::move(out));
}

template <typename F>
Value all(const Value& self, F test) {
  return !view(self).empty() && std::ranges::all_of(view(self), test);
}

Value isalnum(const Value& self, Value*) {
  return all(self, [](char c) { return is_letter(c) || is_digit(c); });
}
Value isalpha(const Value& self, Value*) { return all(self, is_letter); }
Value isdigit(const Value& self, Value*) { return all(self, is_digit); }
Value isspace(const Value& self, Value*) {
  return all(self, [](char c) { return text::Bytes::is_space(static_cast<unsigned char>(c)); });
}
Value isascii(const Value& self, Value*) { return unicode::is_ascii(view(self)); }
Value islower(const Value& self, Value*) {
  return std::ranges::any_of(view(self), is_lower_byte) && std::ranges::none_of(view(self), is_upper_byte);
}
Value isupper(const Value& self, Value*) {
  return std::ranges::any_of(view(self), is_upper_byte) && std::ranges::none_of(view(self), is_lower_byte);
}
Value istitle(const Value& self, Value*) {
  bool cased = false;
  char before = '\0';
  for (char c : view(self)) {
    if (is_upper_byte(c) && is_letter(before)) return false;
    if (is_lower_byte(c) && !is_letter(before)) return false;
    cased = cased || is_letter(c);
    before = c;
  }
  return cased;
}

// --- decode, hex, translate
// -------------------------------------------------------------------------------------------

Value decode(const Value& self, Value* arguments) {
  const auto given = [&](int i, const char* name, std::string_view fallback) {
    if (arguments[i].is_unset()) return fallback;
    if (!arguments[i].is_str())
      raise_type_error("decode() argument '", name, "' must be str, not ", argument_type(arguments[i]));
    return arguments[i].text();
  };
  const std::string_view bytes = view(self), encoding = given(0, "encoding", "utf-8"),
                         errors = given(1, "errors", "strict");
  if (bytes.empty()) return "";  // whatever the encoding
  if (text::keeps_ascii(encoding) && unicode::is_ascii(bytes)) return make_ascii(bytes);
  return make_str(text::decode(bytes, encoding, errors));
}

Value hex(const Value& self, Value* arguments) {
  std::string separator;
  std::int64_t group = arguments[1].is_unset() ? 1 : to_index(arguments[1]);
  if (!arguments[0].is_unset()) {
    if (length_of(arguments[0]) != 1) raise_value_error("sep must be length 1.");
    if (!arguments[0].is_str() && !arguments[0].is(Tag::kBytes)) raise_type_error("sep must be str or bytes.");
    separator = arguments[0].is_str() ? arguments[0].text() : std::string_view(as_bytes(arguments[0]));
    if (!unicode::is_ascii(separator)) raise_value_error("sep must be ASCII.");
  }
  const std::string_view bytes = view(self);
  if (separator.empty()) return make_str(hashes::to_hex(bytes));
  const std::size_t size = static_cast<std::size_t>(group < 0 ? -group : group);
  std::string out;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (i > 0 && size > 0 && (group > 0 ? (bytes.size() - i) % size == 0 : i % size == 0)) out += separator;
    const auto byte = static_cast<unsigned char>(bytes[i]);
    out += "0123456789abcdef"[byte >> 4];
    out += "0123456789abcdef"[byte & 15];
  }
  return make_str(out);
}

std::string bytes_of_hex(const Value& value) {
  if (!value.is_str()) raise_type_error("fromhex() argument must be str, not ", argument_type(value));
  const std::string_view text = value.text();
  const auto digit = [&](std::size_t at) {
    const char c = at < text.size() ? text[at] : '\0';
    if (is_digit(c)) return c - '0';
    if ((c | 32) >= 'a' && (c | 32) <= 'f') return (c | 32) - 'a' + 10;
    raise_value_error("non-hexadecimal number found in fromhex() arg at position ",
                      std::to_string(unicode::count_code_points(text.substr(0, at))));
  };
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    if (text::Bytes::is_space(static_cast<unsigned char>(text[at]))) {
      ++at;
      continue;
    }
    const int high = digit(at);
    out.push_back(static_cast<char>(high * 16 + digit(at + 1)));
    at += 2;
  }
  return out;
}

Value fromhex(const Value& cls, Value* arguments) {
  std::string bytes = bytes_of_hex(arguments[0]);
  return as_type(cls) == &kByteArrayType ? make_bytearray(std::move(bytes)) : make_bytes(std::move(bytes));
}

Value translate(const Value& self, Value* arguments) {
  std::string_view table;
  if (!arguments[0].is_none()) {
    table = need_bytes(arguments[0]);
    if (table.size() != 256) raise_value_error("translation table must be 256 characters long");
  }
  const std::string_view removed = arguments[1].is_unset() ? std::string_view() : need_bytes(arguments[1]);
  std::string out;
  for (char c : view(self)) {
    if (removed.find(c) != removed.npos) continue;
    out.push_back(table.empty() ? c : table[static_cast<unsigned char>(c)]);
  }
  return like(self, std::move(out));
}

Value maketrans(const Value&, Value* arguments) {
  const std::string_view from = need_bytes(arguments[0]);
  const std::string_view to = need_bytes(arguments[1]);
  if (from.size() != to.size()) raise_value_error("maketrans arguments must have same length");
  std::string table(256, '\0');
  for (int i = 0; i < 256; ++i) table[static_cast<std::size_t>(i)] = static_cast<char>(i);
  for (std::size_t i = 0; i < from.size(); ++i) table[static_cast<unsigned char>(from[i])] = to[i];
  return make_bytes(std::move(table));
}

// --- bytearray only
// ---------------------------------------------------------------------------------------------------

Value append(const Value& self, Value* arguments) {
  const char byte = byte_of(arguments[0]);
  as_bytes(self).push_back(byte);
  return None;
}

Value extend(const Value& self, Value* arguments) {
  if (const Value bytes = plain_bytes(arguments[0]); is_any_bytes(bytes)) {
    as_bytes(self) += std::string(as_bytes(bytes));
    return None;
  }
  if (!is_iterable(arguments[0])) raise_type_error("can't extend bytearray with ", type_name(arguments[0]));
  std::string more;
  for (const Value& item : to_values(arguments[0])) more.push_back(byte_of(item));
  as_bytes(self) += more;
  return None;
}

Value insert(const Value& self, Value* arguments) {
  std::int64_t at = to_index(arguments[0]);
  const char byte = byte_of(arguments[1]);
  std::string& bytes = as_bytes(self);
  const auto length = static_cast<std::int64_t>(bytes.size());
  if (at < 0) at = std::max<std::int64_t>(at + length, 0);
  bytes.insert(bytes.begin() + std::min(at, length), byte);
  return None;
}

Value pop(const Value& self, Value* arguments) {
  std::string& bytes = as_bytes(self);
  std::int64_t at = arguments[0].is_unset() ? -1 : to_index(arguments[0]);
  if (bytes.empty()) raise_index_error("pop from empty bytearray");
  const auto length = static_cast<std::int64_t>(bytes.size());
  if (at < 0) at += length;
  if (at < 0 || at >= length) raise_index_error("pop index out of range");
  const auto byte = static_cast<unsigned char>(bytes[static_cast<std::size_t>(at)]);
  bytes.erase(static_cast<std::size_t>(at), 1);
  return static_cast<std::int64_t>(byte);
}

Value remove(const Value& self, Value* arguments) {
  const char byte = byte_of(arguments[0]);
  const std::size_t at = as_bytes(self).find(byte);
  if (at == std::string::npos) raise_value_error("value not found in bytearray");
  as_bytes(self).erase(at, 1);
  return None;
}

Value reverse(const Value& self, Value*) {
  std::ranges::reverse(as_bytes(self));
  return None;
}

Value clear(const Value& self, Value*) {
  as_bytes(self).clear();
  return None;
}

Value copy(const Value& self, Value*) { return make_bytearray(as_bytes(self)); }

constexpr Method kBytesMethods[] = {
    {"capitalize", capitalize, ""},
    {"center", center, "width, fillchar=, /"},
    {"count", count, "parsed sub, start=, end="},
    {"decode", decode, "encoding=, errors="},
    {"endswith", has_affix<true>, "parsed suffix, start=, end="},
    {"expandtabs", expand_tabs, "tabsize="},
    {"find", find, "parsed sub, start=, end="},
    {"hex", hex, "sep=, bytes_per_sep="},
    {"index", index, "parsed sub, start=, end="},
    {"isalnum", isalnum, ""},
    {"isalpha", isalpha, ""},
    {"isascii", isascii, ""},
    {"isdigit", isdigit, ""},
    {"islower", islower, ""},
    {"isspace", isspace, ""},
    {"istitle", istitle, ""},
    {"isupper", isupper, ""},
    {"join", join, "iterable_of_bytes, /"},
    {"ljust", ljust, "width, fillchar=, /"},
    {"lower", lower, ""},
    {"lstrip", strip<Side::kLeft>, "bytes=, /"},
    {"maketrans", maketrans, "frm, to, /", Binding::kStatic},
    {"partition", partition<false>, "sep, /"},
    {"removeprefix", remove_prefix, "prefix, /"},
    {"removesuffix", remove_suffix, "suffix, /"},
    {"replace", replace, "old, new, count=, /"},
    {"rfind", rfind, "parsed sub, start=, end="},
    {"rindex", rindex, "parsed sub, start=, end="},
    {"rjust", rjust, "width, fillchar=, /"},
    {"rpartition", partition<true>, "sep, /"},
    {"rsplit", split<true>, "sep=, maxsplit="},
    {"rstrip", strip<Side::kRight>, "bytes=, /"},
    {"split", split<false>, "sep=, maxsplit="},
    {"splitlines", split_lines, "keepends="},
    {"startswith", has_affix<false>, "parsed prefix, start=, end="},
    {"strip", strip<Side::kBoth>, "bytes=, /"},
    {"swapcase", swapcase, ""},
    {"title", title, ""},
    {"translate", translate, "table, /, delete="},
    {"upper", upper, ""},
    {"zfill", zfill, "width, /"},
    {"fromhex", fromhex, "string, /", Binding::kClass},
};

/// What bytearray has beside the methods of bytes.
constexpr Method kMutatingMethods[] = {
    {"append", append, "item, /"},
    {"clear", clear, ""},
    {"copy", copy, ""},
    {"extend", extend, "iterable_of_ints, /"},
    {"insert", insert, "index, item, /"},
    {"pop", pop, "index=, /"},
    {"remove", remove, "value, /"},
    {"reverse", reverse, ""},
};

template <std::size_t... I, std::size_t... J>
consteval auto join_tables(std::index_sequence<I...>, std::index_sequence<J...>) {
  return std::array<Method, sizeof...(I) + sizeof...(J)>{kBytesMethods[I]..., kMutatingMethods[J]...};
}
constexpr auto kByteArrayMethods = join_tables(std::make_index_sequence<std::size(kBytesMethods)>(),
                                               std::make_index_sequence<std::size(kMutatingMethods)>());

}  // namespace

std::span<const Method> bytes_methods() { return kBytesMethods; }
std::span<const Method> bytearray_methods() { return kByteArrayMethods; }

}  // namespace pbc
