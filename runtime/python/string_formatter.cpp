// SPDX-License-Identifier: Apache-2.0
#include "python/string_formatter.h"

#include "python/arguments.h"
#include "python/format.h"
#include "python/library_class.h"

namespace pbc {

namespace {

bool is_digits(const Value& text) { return static_cast<bool>(text.call("isdigit")); }

[[noreturn]] void raise_switched() {
  raise_value_error("cannot switch from manual field specification to automatic field numbering");
}

/// How fields without a name are numbered: unset once a number was written.
struct Numbering {
  std::int64_t next = 0;
  bool is_manual = false;
};

Value number_field(const Value& name, Numbering& numbering) {
  if (name.text().empty()) {
    if (numbering.is_manual) raise_switched();
    return make_str(std::to_string(numbering.next++));
  }
  if (is_digits(name)) {
    if (numbering.next > 0) raise_switched();
    numbering.is_manual = true;
  }
  return name;
}

std::string expand(const Value& self, const Value& format, const Value& positional, const Value& keywords,
                   const Value& used, int depth, Numbering& numbering) {
  if (depth < 0) raise_value_error("Max string recursion exceeded");
  std::string text;
  for (const Value& part : to_values(self.call("parse", {format}))) {
    const auto [literal, name, spec, conversion] = unpack<4>(part);
    text += to_str(literal);
    if (name.is_none()) continue;
    const auto [found, key] = unpack<2>(self.call("get_field", {number_field(name, numbering), positional, keywords}));
    used.call("add", {key});
    const Value value = self.call("convert_field", {found, conversion});
    const std::string inner = expand(self, spec, positional, keywords, used, depth - 1, numbering);
    text += to_str(self.call("format_field", {value, make_str(inner)}));
  }
  return text;
}

Value vformat(Values& a) {
  const Value used = make_set();
  Numbering numbering;
  const std::string text = expand(a[0], a[1], a[2], a[3], used, 2, numbering);
  a[0].call("check_unused_args", {used, a[2], a[3]});
  return make_str(text);
}

Value get_value(Values& a) { return is_any_int(a[1]) ? a[2][a[1]] : a[3][a[1]]; }

/// `0.user[id]`: the value that the first part names, then its attributes and items.
Value get_field(Values& a) {
  const std::string name(a[1].text());
  std::size_t at = std::min(name.find_first_of(".["), name.size());
  const Value first = make_str(name.substr(0, at));
  const Value key = is_digits(first) ? type_value(kIntType)({first}) : first;
  Value found = a[0].call("get_value", {key, a[2], a[3]});
  while (at < name.size()) {
    const bool is_attribute = name[at++] == '.';
    const std::size_t end = is_attribute ? std::min(name.find_first_of(".[", at), name.size()) : name.find(']', at);
    if (end == name.npos) raise_value_error("Missing ']' in format string");
    if (end == at) raise_value_error("Empty attribute in format string");
    const Value part = make_str(name.substr(at, end - at));
    if (is_attribute)
      found = found.attr(Name(part.text()));
    else
      found = found[is_digits(part) ? type_value(kIntType)({part}) : part];
    at = is_attribute ? end : end + 1;
    if (!is_attribute && at < name.size() && name[at] != '.' && name[at] != '[')
      raise_value_error("Only '.' or '[' may follow ']' in format field specifier");
  }
  return make_tuple({found, key});
}

Value convert_field(Values& a) {
  if (a[2].is_none()) return a[1];
  const std::string conversion = to_str(a[2]);
  if (conversion == "s") return str_value(a[1]);
  if (conversion == "r") return make_str(to_repr(a[1]));
  if (conversion == "a") return make_str(to_ascii(a[1]));
  raise_value_error("Unknown conversion specifier ", conversion);
}

Class& make_formatter() {
  LibraryClass cls("string", "Formatter");
  cls.method("format", "self, format_string, /, *args, **kwargs", [](Values& a) {
    return a[0].call("vformat", {a[1], a[2], a[3]});
  });
  cls.method("vformat", "self, format_string, args, kwargs", vformat);
  cls.method("parse", "self, format_string", [](Values& a) { return to_iterator(parse_format(a[1].text())); });
  cls.method("get_value", "self, key, args, kwargs", get_value);
  cls.method("get_field", "self, field_name, args, kwargs", get_field);
  cls.method("convert_field", "self, value, conversion", convert_field);
  cls.method("format_field", "self, value, format_spec",
             [](Values& a) { return make_str(format_value(a[1], a[2].text())); });
  cls.method("check_unused_args", "self, used_args, args, kwargs", [](Values&) -> Value { return None; });
  return cls.make();
}

struct FormatterClass {
  Class& cls = make_formatter();
};

}  // namespace

Value string_formatter_class() { return run_local<FormatterClass>().cls.self(); }

}  // namespace pbc
