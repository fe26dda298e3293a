// SPDX-License-Identifier: Apache-2.0
//
// str.format (Python library reference, "Format String Syntax"). The parser goes where CPython's goes, step by step,
// because its errors depend on it: a nested bracket, a missing brace and the order in which they are met.
#include "python/format.h"
#include "python/plain_format.h"
#include "python/text.h"

namespace pbc {
namespace {

struct Arguments {
  const Values* positional;
  const Value& keywords;
};

/// Whether fields are numbered by the text or by counting; a format string does one of the two.
class Numbering {
 public:
  /// The index of a field whose name starts with `number` (-1: no number stands there).
  std::int64_t next(bool empty, std::int64_t number) {
    const Kind kind = empty ? Kind::kAutomatic : Kind::kManual;
    if (kind_ == Kind::kUndecided) kind_ = kind;
    if (kind_ != kind) {
      raise_value_error(kind_ == Kind::kManual
                            ? "cannot switch from manual field specification to automatic field numbering"
                            : "cannot switch from automatic field numbering to manual field specification");
    }
    return empty ? count_++ : number;
  }

 private:
  enum class Kind : std::uint8_t { kUndecided, kAutomatic, kManual };
  Kind kind_ = Kind::kUndecided;
  std::int64_t count_ = 0;
};

/// The number that `text` is, or -1: nothing but digits.
std::int64_t number_of(std::string_view text) {
  if (text.empty()) return -1;
  std::int64_t number = 0;
  for (std::size_t at = 0; at < text.size();) {
    const int digit = unicode::decimal_value(unicode::next(text, at));
    if (digit < 0) return -1;
    if (number > (std::numeric_limits<std::int64_t>::max() - digit) / 10)
      raise_value_error("Too many decimal digits in format string");
    number = number * 10 + digit;
  }
  return number;
}

Value lookup(const Arguments& arguments, std::string_view name, std::int64_t index) {
  if (index < 0) {
    if (arguments.keywords.is_unset()) raise_key_error(make_str(name));
    return arguments.keywords[make_str(name)];
  }
  if (arguments.positional == nullptr) raise_value_error("Format string contains positional fields");
  if (index >= static_cast<std::int64_t>(arguments.positional->size())) {
    raise_index_error("Replacement index ", std::to_string(index), " out of range for positional args tuple");
  }
  return (*arguments.positional)[static_cast<std::size_t>(index)];
}

/// The object that a field's name (`0.user[id]`) stands for.
Value resolve(const Arguments& arguments, std::string_view name, Numbering& numbering) {
  if (name.empty()) return lookup(arguments, name, numbering.next(true, -1));
  std::size_t at = std::min(name.find_first_of(".["), name.size());
  const std::string_view first = name.substr(0, at);
  std::int64_t index = number_of(first);
  if (first.empty() || index >= 0) index = numbering.next(first.empty(), index);
  Value object = lookup(arguments, first, index);
  while (at < name.size()) {
    const char kind = name[at++];
    if (kind == '.') {
      const std::size_t end = std::min(name.find_first_of(".[", at), name.size());
      if (end == at) raise_value_error("Empty attribute in format string");
      object = object.attr(Name(name.substr(at, end - at)));
      at = end;
    } else if (kind == '[') {
      const std::size_t end = name.find(']', at);
      if (end == name.npos) raise_value_error("Missing ']' in format string");
      const std::string_view key = name.substr(at, end - at);
      const std::int64_t number = number_of(key);
      if (key.empty()) raise_value_error("Empty attribute in format string");
      object = number >= 0 ? object[Value(number)] : object[make_str(key)];
      at = end + 1;
    } else {
      raise_value_error("Only '.' or '[' may follow ']' in format field specifier");
    }
  }
  return object;
}

struct ReplacementField {
  std::string_view name;
  char32_t conversion = 0;
  std::string_view spec;
  bool spec_has_fields = false;
};

/// Parses from behind a field's opening brace; moves `at` behind the closing one.
ReplacementField parse_field(std::string_view text, std::size_t& at) {
  ReplacementField field;
  const std::size_t start = at;
  char c = 0;
  bool done = false;
  while (!done && at < text.size()) {
    c = text[at++];
    switch (c) {
      case '{':
        raise_value_error("unexpected '{' in field name");
      case '[':
        at = std::min(text.find(']', at), text.size());
        break;
      case '}':
      case ':':
      case '!':
        done = true;
        break;
      default:
        break;
    }
  }
  field.name = text.substr(start, done ? at - 1 - start : at - start);
  if (c == '}' && done) return field;
  if (!done) raise_value_error("expected '}' before end of string");
  if (c == '!') {
    if (at >= text.size()) raise_value_error("end of string while looking for conversion specifier");
    field.conversion = unicode::next(text, at);
    if (at < text.size()) {
      c = text[at++];
      if (c == '}') return field;
      if (c != ':') raise_value_error("expected ':' after conversion specifier");
    }
  }
  const std::size_t spec = at;
  for (int depth = 1; at < text.size();) {
    c = text[at++];
    if (c == '{') {
      field.spec_has_fields = true;
      ++depth;
    } else if (c == '}' && --depth == 0) {
      field.spec = text.substr(spec, at - 1 - spec);
      return field;
    }
  }
  raise_value_error("unmatched '{' in format spec");
}

Value convert(const Value& value, char32_t conversion) {
  switch (conversion) {
    case 'r':
      return make_str(to_repr(value));
    case 's':
      return str_value(value);
    case 'a':
      return make_str(to_ascii(value));
    default:
      break;
  }
  if (conversion > 32 && conversion < 127)
    raise_value_error("Unknown conversion specifier ", std::string(1, static_cast<char>(conversion)));
  char hex[16];
  std::snprintf(hex, sizeof hex, "%x", static_cast<unsigned>(conversion));
  raise_value_error("Unknown conversion specifier \\x", hex);
}

/// Where the next brace stands.
std::size_t find_brace(std::string_view text, std::size_t at) {
  while (at < text.size() && text[at] != '{' && text[at] != '}') ++at;
  return at < text.size() ? at : text.npos;
}

void expand(TextBuffer& out, std::string_view text, const Arguments& arguments, Numbering& numbering, int depth) {
  if (depth == 0) raise_value_error("Max string recursion exceeded");
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t brace = find_brace(text, at);
    if (brace == text.npos) {
      out.append(text.substr(at));
      break;
    }
    out.append(text.substr(at, brace - at));
    at = brace + 1;
    const char c = text[brace];
    const bool doubled = at < text.size() && text[at] == c;
    if (c == '}' && !doubled) raise_value_error("Single '}' encountered in format string");
    if (c == '{' && at >= text.size()) raise_value_error("Single '{' encountered in format string");
    if (doubled) {
      out.append(c);
      ++at;
      continue;
    }
    const ReplacementField field = parse_field(text, at);
    Value value = resolve(arguments, field.name, numbering);
    // The repr of a number is its text.
    const bool is_shown_alike =
        field.conversion == 'r' && field.spec.empty() && (value.is(Tag::kFloat) || value.is(Tag::kInt));
    if (field.conversion != 0 && !is_shown_alike) value = convert(value, field.conversion);
    if (field.spec_has_fields) {
      TextBuffer spec;
      expand(spec, field.spec, arguments, numbering, depth - 1);
      append_format(out, value, spec.view());
    } else {
      append_format(out, value, field.spec);
    }
  }
}

}  // namespace

Value parse_format(std::string_view text) {
  Values parts;
  std::string literal;
  const auto add = [&](const Value& name, const Value& spec, const Value& conversion) {
    parts.push_back(make_tuple({make_str(literal), name, spec, conversion}));
    literal.clear();
  };
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t brace = find_brace(text, at);
    literal += text.substr(at, brace == text.npos ? text.npos : brace - at);
    if (brace == text.npos) break;
    at = brace + 1;
    const char c = text[brace];
    const bool doubled = at < text.size() && text[at] == c;
    if (c == '}' && !doubled) raise_value_error("Single '}' encountered in format string");
    if (c == '{' && at >= text.size()) raise_value_error("Single '{' encountered in format string");
    if (doubled) {
      literal.push_back(c);
      ++at;
      add(None, None, None);
      continue;
    }
    const ReplacementField field = parse_field(text, at);
    std::string conversion;
    if (field.conversion != 0) unicode::append(conversion, field.conversion);
    add(make_str(field.name), make_str(field.spec), conversion.empty() ? Value(None) : make_str(conversion));
  }
  if (!literal.empty()) add(None, None, None);
  return make_list(std::move(parts));
}

Value str_format(std::string_view format, const Values* positional, const Value& keywords) {
  Numbering numbering;
  TextBuffer out;
  expand(out, format, {positional, keywords}, numbering, 2);
  return make_str(out.view());
}

}  // namespace pbc
