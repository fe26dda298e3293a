// SPDX-License-Identifier: Apache-2.0
//
// The methods of str (Python library reference, 4.7.1 String Methods).
#include <cstring>

#include "python/big_integer.h"
#include "python/class.h"
#include "python/codecs.h"
#include "python/format.h"
#include "python/numbers.h"
#include "python/plain_int.h"
#include "python/sequences.h"
#include "python/text.h"
#include "python/text_of.h"

namespace pbc {
namespace {

using text::Side;

std::string_view need_str(const Value& value, const char* before = "must be str, not ") {
  if (!value.is_str())
    raise_type_error(before, std::string_view(before).starts_with("must") ? type_name(value) : argument_type(value));
  return text_of(value);
}

/// A start or end of str.find and its kin.
std::int64_t slice_bound(const Value& given, std::int64_t fallback) {
  return given.is_unset() || given.is_none() ? fallback : clamped_index(given, true);
}

/// The part of a str that start and end select; `valid` is false when start lies beyond the end.
struct Window {
  std::string_view text;
  std::size_t first_byte;
  bool valid;
};

Window bounded_window(const Value& self, const Value& start_value, const Value& end_value) {
  const std::string_view text = text_of(self);
  const auto length = static_cast<std::int64_t>(length_of_text(self));
  std::int64_t start = slice_bound(start_value, 0);
  std::int64_t end = slice_bound(end_value, length);
  if (end > length) end = length;
  if (end < 0) end = std::max<std::int64_t>(end + length, 0);
  if (start < 0) start = std::max<std::int64_t>(start + length, 0);
  if (start > end) return {{}, 0, false};
  const std::size_t from = str_offset(self, static_cast<std::size_t>(start));
  const std::size_t to = str_offset(self, static_cast<std::size_t>(end));
  return {text.substr(from, to - from), from, true};
}

inline Window window(const Value& self, const Value& start_value, const Value& end_value) {
  if (start_value.is_unset() && end_value.is_unset()) return {text_of(self), 0, true};
  return bounded_window(self, start_value, end_value);
}

/// Characters before `found` in the whole text, or -1.
std::int64_t place(const Value& self, const Window& where, std::size_t found) {
  if (!where.valid || found == text::kNone) return -1;
  return static_cast<std::int64_t>(text::index_of(text_of(self), where.first_byte + found, is_ascii_text(self)));
}

Value find(const Value& self, Value* arguments) {
  const std::string_view needle = need_str(arguments[0]);
  const Window where = window(self, arguments[1], arguments[2]);
  return place(self, where, where.text.find(needle));
}

Value rfind(const Value& self, Value* arguments) {
  const std::string_view needle = need_str(arguments[0]);
  const Window where = window(self, arguments[1], arguments[2]);
  return place(self, where, text::rfind(where.text, needle));
}

Value index(const Value& self, Value* arguments) {
  const Value found = find(self, arguments);
  if (found.as_int() < 0) raise_value_error("substring not found");
  return found;
}

Value rindex(const Value& self, Value* arguments) {
  const Value found = rfind(self, arguments);
  if (found.as_int() < 0) raise_value_error("substring not found");
  return found;
}

Value count(const Value& self, Value* arguments) {
  const std::string_view needle = need_str(arguments[0]);
  const Window where = window(self, arguments[1], arguments[2]);
  return where.valid ? Value(text::count<text::Text>(where.text, needle)) : Value(0);
}

template <bool AtEnd>
inline bool begins_or_ends(std::string_view text, std::string_view affix) {
  return affix.size() <= text.size() &&
         is_same_text(text.substr(AtEnd ? text.size() - affix.size() : 0, affix.size()), affix);
}

template <bool AtEnd>
Value has_affix(const Value& self, Value* arguments) {
  const Window where = window(self, arguments[1], arguments[2]);
  const auto matches = [&](const Value& affix) {
    return where.valid && begins_or_ends<AtEnd>(where.text, text_of(affix));
  };
  const Value& affix = arguments[0];
  constexpr const char* kName = AtEnd ? "endswith" : "startswith";
  if (affix.is(Tag::kTuple)) {
    for (const Value& one : as_tuple(affix)) {
      if (!one.is_str()) raise_type_error("tuple for ", kName, " must only contain str, not ", type_name(one));
      if (matches(one)) return true;
    }
    return false;
  }
  if (!affix.is_str()) raise_type_error(kName, " first arg must be str or a tuple of str, not ", type_name(affix));
  return matches(affix);
}

/// `part` of the text of `self`; all of a plain str is the str itself.
Value part_of(const Value& self, std::string_view part) {
  if (part.size() == text_of(self).size() && !has_class(self)) return self;
  return is_ascii_text(self) ? make_ascii(part) : make_str(part);
}

Value remove_prefix(const Value& self, Value* arguments) {
  const std::string_view prefix = need_str(arguments[0], "removeprefix() argument must be str, not ");
  return text_of(self).starts_with(prefix) ? part_of(self, text_of(self).substr(prefix.size())) : self;
}

Value remove_suffix(const Value& self, Value* arguments) {
  const std::string_view suffix = need_str(arguments[0], "removesuffix() argument must be str, not ");
  return text_of(self).ends_with(suffix) ? part_of(self, text_of(self).substr(0, text_of(self).size() - suffix.size()))
                                         : self;
}

Value replace(const Value& self, Value* arguments) {
  const std::string_view old = need_str(arguments[0], "replace() argument 1 must be str, not ");
  const std::string_view with = need_str(arguments[1], "replace() argument 2 must be str, not ");
  const std::int64_t limit = arguments[2].is_unset() ? -1 : to_index(arguments[2]);
  const std::string_view text = text_of(self);
  if (old.empty()) return make_str(text::replace<text::Text>(text, old, with, limit));
  boost::container::small_vector<std::size_t, 16> places;
  for (std::size_t at = text.find(old); at != text::kNone; at = text.find(old, at + old.size())) {
    if (limit >= 0 && places.size() == static_cast<std::size_t>(limit)) break;
    places.push_back(at);
  }
  if (places.empty()) return part_of(self, text);
  const std::size_t bytes = text.size() - places.size() * old.size() + places.size() * with.size();
  if (bytes <= 1) return make_str(text::replace<text::Text>(text, old, with, limit));
  char* to = nullptr;
  Value result = make_str(bytes,
                          length_of_text(self) - places.size() * length_of_text(arguments[0]) +
                              places.size() * length_of_text(arguments[1]),
                          &to);
  std::size_t from = 0;
  for (const std::size_t at : places) {
    to = copy_text(copy_text(to, text.substr(from, at - from)), with);
    from = at + old.size();
  }
  copy_text(to, text.substr(from));
  return result;
}

// --- Split and join
// ---------------------------------------------------------------------------------------------------

/// The parts of `whole`.
Value list_of(const text::Parts& parts, const Value& whole) {
  Values items;
  items.reserve(parts.size());
  const bool is_ascii = is_ascii_text(whole);
  for (std::string_view part : parts) items.push_back(is_ascii ? make_ascii(part) : make_str(part));
  return make_list(std::move(items));
}

template <bool FromRight>
Value split(const Value& self, Value* arguments) {
  const Value& separator = arguments[0];
  const std::int64_t limit = arguments[1].is_unset() ? -1 : to_index(arguments[1]);
  if (separator.is_unset() || separator.is_none()) {
    return list_of(FromRight ? text::rsplit_space<text::Text>(text_of(self), limit)
                             : text::split_space<text::Text>(text_of(self), limit),
                   self);
  }
  const std::string_view by = need_str(separator, "must be str or None, not ");
  if (by.empty()) raise_value_error("empty separator");
  return list_of(FromRight ? text::rsplit(text_of(self), by, limit) : text::split(text_of(self), by, limit), self);
}

Value split_lines(const Value& self, Value* arguments) {
  const bool keeps_ends = !arguments[0].is_unset() && to_c_int(arguments[0]) != 0;
  return list_of(text::split_lines<text::Text>(text_of(self), keeps_ends), self);
}

template <bool FromRight>
Value partition(const Value& self, Value* arguments) {
  const std::string_view separator = need_str(arguments[0]);
  if (separator.empty()) raise_value_error("empty separator");
  const std::string_view text = text_of(self);
  const std::size_t at = FromRight ? text::rfind(text_of(self), separator) : text.find(separator);
  if (at == text::kNone) return FromRight ? make_tuple({"", "", self}) : make_tuple({self, "", ""});
  return make_tuple(
      {part_of(self, text.substr(0, at)), arguments[0], part_of(self, text.substr(at + separator.size()))});
}

/// Nothing of Python's runs meanwhile, so the items stay what they are.
Value join_items(const Value& self, const Values& items) {
  if (items.empty()) return "";
  const std::string_view separator = text_of(self);
  std::size_t bytes = (items.size() - 1) * separator.size();
  std::size_t length = (items.size() - 1) * length_of_text(self);
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (!items[i].is_str()) {
      raise_type_error("sequence item ", std::to_string(i), ": expected str instance, ", type_name(items[i]), " found");
    }
    bytes += text_of(items[i]).size();
    length += length_of_text(items[i]);
  }
  if (items.size() == 1 && !has_class(items[0])) return items[0];
  char* at = nullptr;
  Value result = make_str(bytes, length, &at);
  at = copy_text(at, text_of(items[0]));
  for (std::size_t i = 1; i < items.size(); ++i) at = copy_text(copy_text(at, separator), text_of(items[i]));
  return result;
}

Value join(const Value& self, Value* arguments) {
  const Value& iterable = arguments[0];
  if (iterable.is(Tag::kList)) return join_items(self, as_list(iterable));
  if (iterable.is(Tag::kTuple)) return join_items(self, as_tuple(iterable));
  Value iterator;
  try {
    iterator = to_iterator(iterable);
  } catch (const Raised& raised) {
    if (!is_exception(raised.exception, kTypeError)) throw;
    caught();
    raise_type_error("can only join an iterable");
  }
  Values items;
  for (Value item; iterator_next(iterator, item);) items.push_back(std::move(item));
  return join_items(self, items);
}

// --- Strip, pad, case
// -------------------------------------------------------------------------------------------------

template <Side Where>
Value strip(const Value& self, Value* arguments) {
  if (arguments[0].is_unset() || arguments[0].is_none())
    return part_of(self, text::strip_space<text::Text>(text_of(self), Where));
  constexpr const char* kName = Where == Side::kBoth ? "strip" : Where == Side::kLeft ? "lstrip" : "rstrip";
  if (!arguments[0].is_str()) raise_type_error(kName, " arg must be None or str");
  return part_of(self, text::strip<text::Text>(text_of(self), arguments[0].text(), Where));
}

/// Characters that are missing to the width of the first argument.
std::size_t missing(const Value& self, const Value& width) {
  const std::int64_t wanted = to_index(width);
  const auto length = static_cast<std::int64_t>(length_of_text(self));
  if (wanted > (std::int64_t{1} << 30)) raise_error(kMemoryError, "");
  return wanted > length ? static_cast<std::size_t>(wanted - length) : 0;
}

/// The text of `self` between copies of `fill`.
Value padded(const Value& self, std::size_t left, std::size_t right, std::string_view fill) {
  const std::string_view text = text_of(self);
  if (left + right == 0) return part_of(self, text);
  if (fill.size() > 1) return make_str(text::pad(text, left, right, fill));
  char* to = nullptr;
  Value result = make_str(left + text.size() + right, left + length_of_text(self) + right, &to);
  std::memset(to, fill[0], left);
  std::memset(copy_text(to + left, text), fill[0], right);
  return result;
}

std::string_view fill_of(const Value& fill) {
  if (fill.is_unset()) return " ";
  if (!fill.is_str()) raise_type_error("The fill character must be a unicode character, not ", type_name(fill));
  if (length_of_text(fill) != 1) raise_type_error("The fill character must be exactly one character long");
  return fill.text();
}

Value center(const Value& self, Value* arguments) {
  const std::size_t total = missing(self, arguments[0]);
  const std::string_view fill = fill_of(arguments[1]);
  const std::size_t left = text::center_left(total, length_of_text(self) + total);
  return padded(self, left, total - left, fill);
}

Value ljust(const Value& self, Value* arguments) {
  const std::size_t total = missing(self, arguments[0]);
  return padded(self, 0, total, fill_of(arguments[1]));
}

Value rjust(const Value& self, Value* arguments) {
  const std::size_t total = missing(self, arguments[0]);
  return padded(self, total, 0, fill_of(arguments[1]));
}

Value zfill(const Value& self, Value* arguments) {
  return make_str(text::zero_fill(text_of(self), missing(self, arguments[0])));
}

Value expand_tabs(const Value& self, Value* arguments) {
  const int size = arguments[0].is_unset() ? 8 : to_c_int(arguments[0]);
  return make_str(text::expand_tabs<text::Text>(text_of(self), size));
}

/// What `Change` makes of the text; `ChangeAscii` does the same for ASCII, character by character.
template <auto ChangeAscii, std::string (*Change)(std::string_view)>
Value changed(const Value& self, Value*) {
  const std::string_view text = text_of(self);
  if (!is_ascii_text(self)) return make_str(Change(text));
  if (text.size() <= 1) {
    char changed = 0;
    ChangeAscii(text, &changed);
    return make_ascii({&changed, text.size()});
  }
  char* data = nullptr;
  Value result = make_str(text.size(), text.size(), &data);
  ChangeAscii(text, data);
  return result;
}

template <bool (*Test)(std::string_view)>
Value tested(const Value& self, Value*) {
  return Test(text_of(self));
}

template <bool (*Test)(char32_t)>
Value all(const Value& self, Value*) {
  return text::all_of(text_of(self), Test);
}

Value is_printable(const Value& self, Value*) {
  return text_of(self).empty() || text::all_of(text_of(self), unicode::is_printable);
}

Value is_ascii(const Value& self, Value*) { return is_ascii_text(self); }

// --- translate, encode, format
// ----------------------------------------------------------------------------------------

Value translate(const Value& self, Value* arguments) {
  const Value& table = arguments[0];
  const std::string_view text = text_of(self);
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t start = at;
    const char32_t c = unicode::next(text, at);
    Value to;
    if (table.is(Tag::kDict) && as_dict_object(table).type == &kDictType) {
      const Value* found = as_dict(table).find(Value(static_cast<std::int64_t>(c)));
      if (found != nullptr) to = *found;
    } else {
      try {
        to = table[Value(static_cast<std::int64_t>(c))];
      } catch (const Raised& raised) {
        if (!is_exception(raised.exception, kLookupError)) throw;
        caught();
      }
    }
    if (to.is_unset()) {
      out += text.substr(start, at - start);
    } else if (to.is_str()) {
      out += to.text();
    } else if (is_small_int(to)) {
      if (to.as_int() < 0 || to.as_int() > 0x10FFFF) raise_value_error("character mapping must be in range(0x110000)");
      unicode::append(out, static_cast<char32_t>(to.as_int()));
    } else if (!to.is_none()) {
      raise_type_error("character mapping must return integer, None or str");
    }
  }
  return make_str(out);
}

Value make_translation(const Value&, Value* arguments) {
  const Value& x = arguments[0];
  Table table;
  if (arguments[1].is_unset()) {
    if (!x.is(Tag::kDict)) raise_type_error("if you give only one argument to maketrans it must be a dict");
    for (const Table::Entry& entry : as_dict(x).entries()) {
      if (entry.key.is_str()) {
        if (length_of_text(entry.key) != 1) raise_value_error("string keys in translate table must be of length 1");
        std::size_t at = 0;
        table.set(Value(static_cast<std::int64_t>(unicode::next(entry.key.text(), at))), entry.value);
      } else if (is_any_int(entry.key)) {
        table.set(entry.key, entry.value);
      } else {
        raise_type_error("keys in translate table must be strings or integers");
      }
    }
    return make_dict(std::move(table));
  }
  if (!x.is_str()) raise_type_error("first maketrans argument must be a string if there is a second argument");
  const std::u32string from = unicode::decode(x.text());
  const std::u32string to = unicode::decode(need_str(arguments[1], "maketrans() argument 2 must be str, not "));
  if (from.size() != to.size()) raise_value_error("the first two maketrans arguments must have equal length");
  for (std::size_t i = 0; i < from.size(); ++i)
    table.set(Value(static_cast<std::int64_t>(from[i])), Value(static_cast<std::int64_t>(to[i])));
  if (!arguments[2].is_unset()) {
    for (char32_t c : unicode::decode(need_str(arguments[2], "maketrans() argument 3 must be str, not ")))
      table.set(Value(static_cast<std::int64_t>(c)), None);
  }
  return make_dict(std::move(table));
}

Value encode(const Value& self, Value* arguments) {
  const auto given = [&](int i, const char* name, std::string_view fallback) {
    if (arguments[i].is_unset()) return fallback;
    if (!arguments[i].is_str())
      raise_type_error("encode() argument '", name, "' must be str, not ", argument_type(arguments[i]));
    return arguments[i].text();
  };
  return make_bytes(text::encode(text_of(self), given(0, "encoding", "utf-8"), given(1, "errors", "strict")));
}

Value format(const Value& self, Value* arguments) {
  return str_format(text_of(self), &as_tuple(arguments[0]), arguments[1]);
}

Value format_map(const Value& self, Value* arguments) { return str_format(text_of(self), nullptr, arguments[0]); }

Value dunder_format(const Value& self, Value* arguments) {
  return make_str(format_value(self, need_str(arguments[0], "__format__() argument must be str, not ")));
}

constexpr Method kStrMethods[] = {
    {"capitalize", changed<text::capitalize_ascii, text::capitalize>, ""},
    {"casefold", changed<text::lower_ascii, text::fold_case>, ""},
    {"center", center, "width, fillchar=, /"},
    {"count", count, "parsed sub, start=, end="},
    {"encode", encode, "encoding=, errors="},
    {"endswith", has_affix<true>, "parsed suffix, start=, end="},
    {"expandtabs", expand_tabs, "tabsize="},
    {"find", find, "parsed sub, start=, end="},
    {"format", format, "*args, **kwargs"},
    {"format_map", format_map, "mapping, /"},
    {"index", index, "parsed sub, start=, end="},
    {"isalnum", all<unicode::is_alnum>, ""},
    {"isalpha", all<unicode::is_alpha>, ""},
    {"isascii", is_ascii, ""},
    {"isdecimal", all<unicode::is_decimal>, ""},
    {"isdigit", all<unicode::is_digit>, ""},
    {"isidentifier", tested<text::is_identifier>, ""},
    {"islower", tested<text::is_lower>, ""},
    {"isnumeric", all<unicode::is_numeric>, ""},
    {"isprintable", is_printable, ""},
    {"isspace", all<unicode::is_space>, ""},
    {"istitle", tested<text::is_title>, ""},
    {"isupper", tested<text::is_upper>, ""},
    {"join", join, "iterable, /"},
    {"ljust", ljust, "width, fillchar=, /"},
    {"lower", changed<text::lower_ascii, text::lower>, ""},
    {"lstrip", strip<Side::kLeft>, "chars=, /"},
    {"maketrans", make_translation, "x, y=, z=, /", Binding::kStatic},
    {"partition", partition<false>, "sep, /"},
    {"removeprefix", remove_prefix, "prefix, /"},
    {"removesuffix", remove_suffix, "suffix, /"},
    {"replace", replace, "old, new, count=, /"},
    {"rfind", rfind, "parsed sub, start=, end="},
    {"rindex", rindex, "parsed sub, start=, end="},
    {"rjust", rjust, "width, fillchar=, /"},
    {"rpartition", partition<true>, "sep, /"},
    {"rsplit", split<true>, "sep=, maxsplit="},
    {"rstrip", strip<Side::kRight>, "chars=, /"},
    {"split", split<false>, "sep=, maxsplit="},
    {"splitlines", split_lines, "keepends="},
    {"startswith", has_affix<false>, "parsed prefix, start=, end="},
    {"strip", strip<Side::kBoth>, "chars=, /"},
    {"swapcase", changed<text::swap_case_ascii, text::swap_case>, ""},
    {"title", changed<text::title_ascii, text::title>, ""},
    {"translate", translate, "table, /"},
    {"upper", changed<text::upper_ascii, text::upper>, ""},
    {"zfill", zfill, "width, /"},
    {"__format__", dunder_format, "format_spec, /"},
};

}  // namespace

std::span<const Method> str_methods() { return kStrMethods; }

}  // namespace pbc
