// SPDX-License-Identifier: Apache-2.0
//
// The module string (Python library reference, string).
#include "python/format.h"
#include "python/library.h"
#include "python/string_formatter.h"
#include "python/text.h"

namespace pbc {
namespace {

extern const Type kTemplateType;

// --- Template
// ---------------------------------------------------------------------------------------------------------

struct Template final : Native {
  explicit Template(Value text) : Native(kTemplateType), text(std::move(text)) {}
  Value text;
};

bool is_name_start(char c) { return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_name(char c) { return is_name_start(c) || (c >= '0' && c <= '9'); }

/// One $ of a template.
struct Placeholder {
  enum class Kind : std::uint8_t { kEscaped, kNamed, kInvalid };
  Kind kind;
  std::string_view name;
  std::size_t end;
};

Placeholder placeholder_at(std::string_view text, std::size_t dollar) {
  std::size_t at = dollar + 1;
  if (at < text.size() && text[at] == '$') return {Placeholder::Kind::kEscaped, {}, at + 1};
  const bool braced = at < text.size() && text[at] == '{';
  if (braced) ++at;
  const std::size_t start = at;
  if (at < text.size() && is_name_start(text[at])) {
    while (at < text.size() && is_name(text[at])) ++at;
    const std::string_view name = text.substr(start, at - start);
    if (!braced) return {Placeholder::Kind::kNamed, name, at};
    if (at < text.size() && text[at] == '}') return {Placeholder::Kind::kNamed, name, at + 1};
  }
  return {Placeholder::Kind::kInvalid, {}, dollar + 1};
}

/// CPython counts up to and with the dollar sign.
[[noreturn]] void raise_invalid(std::string_view text, std::size_t dollar) {
  const std::string_view seen = text.substr(0, dollar + 1);
  const text::Parts lines = text::split_lines<text::Text>(seen, true);
  raise_value_error("Invalid placeholder in string: line ", std::to_string(lines.size()), ", col ",
                    std::to_string(unicode::count_code_points(lines.back())));
}

/// The value of `name`: keywords win over the mapping. Unset where neither has it and `safe`.
Value look_up(const Value& mapping, const Value& keywords, std::string_view name, bool safe) {
  if (const Value* found = as_dict(keywords).find(name)) return *found;
  const Value key = make_str(name);
  if (mapping.is_unset()) {
    if (safe) return Value();
    raise_key_error(key);
  }
  try {
    return mapping[key];
  } catch (const Raised& raised) {
    if (!safe || !is_exception(raised.exception, kKeyError)) throw;
    caught();
    return Value();
  }
}

template <bool Safe>
Value substitute(const Value& self, Value* arguments) {
  const std::string_view text = as_native<Template>(self).text.text();
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t dollar = std::min(text.find('$', at), text.size());
    out += text.substr(at, dollar - at);
    at = dollar;
    if (at == text.size()) break;
    const Placeholder found = placeholder_at(text, dollar);
    switch (found.kind) {
      case Placeholder::Kind::kEscaped:
        out += '$';
        break;
      case Placeholder::Kind::kNamed: {
        const Value value = look_up(arguments[0], arguments[1], found.name, Safe);
        out += value.is_unset() ? std::string(text.substr(dollar, found.end - dollar)) : to_str(value);
        break;
      }
      case Placeholder::Kind::kInvalid:
        if (!Safe) raise_invalid(text, dollar);
        out += '$';
        break;
    }
    at = found.end;
  }
  return make_str(out);
}

Value is_valid(const Value& self, Value*) {
  const std::string_view text = as_native<Template>(self).text.text();
  for (std::size_t at = text.find('$'); at != text.npos; at = text.find('$', at)) {
    const Placeholder found = placeholder_at(text, at);
    if (found.kind == Placeholder::Kind::kInvalid) return false;
    at = found.end;
  }
  return true;
}

Value get_identifiers(const Value& self, Value*) {
  const std::string_view text = as_native<Template>(self).text.text();
  Table names;
  for (std::size_t at = text.find('$'); at != text.npos; at = text.find('$', at)) {
    const Placeholder found = placeholder_at(text, at);
    if (found.kind == Placeholder::Kind::kNamed) add_key(names, make_str(found.name));
    at = found.end;
  }
  Values list;
  for (const Table::Entry& entry : names.entries()) list.push_back(entry.key);
  return make_list(std::move(list));
}

constexpr Method kNewTemplate{
    "Template", [](const Value&, Value* a) { return make_native(new Template(str_value(a[0]))); }, "def template"};
constexpr Method kTemplateMethods[] = {
    {"substitute", substitute<false>, "mapping=, /, **kws"},
    {"safe_substitute", substitute<true>, "mapping=, /, **kws"},
    {"is_valid", is_valid, ""},
    {"get_identifiers", get_identifiers, ""},
};
constexpr Attribute kTemplateAttributes[] = {
    {"template", [](const Value& self) { return as_native<Template>(self).text; }},
};
constinit const Type kTemplateType{
    .name = "Template",
    .module = "string",
    .constructor = &kNewTemplate,
    .methods = [] { return std::span<const Method>(kTemplateMethods); },
    .attributes = [] { return std::span<const Attribute>(kTemplateAttributes); },
};

// --- The module
// -------------------------------------------------------------------------------------------------------

Value capwords(const Value&, Value* a) {
  if (!a[0].is_str()) raise_attribute_error(a[0], "split");
  const bool has_separator = !a[1].is_unset() && !a[1].is_none();
  if (has_separator && a[1].text().empty()) raise_value_error("empty separator");
  const text::Parts words =
      has_separator ? text::split(a[0].text(), a[1].text(), -1) : text::split_space<text::Text>(a[0].text(), -1);
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) out += has_separator ? a[1].text() : " ";
    out += text::capitalize(words[i]);
  }
  return make_str(out);
}

constexpr Method kFunctions[] = {{"capwords", capwords, "def s, sep="}};

constexpr Constant kConstants[] = {
    {"Formatter", string_formatter_class},
    {"ascii_letters", []() -> Value { return "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"; }},
    {"ascii_lowercase", []() -> Value { return "abcdefghijklmnopqrstuvwxyz"; }},
    {"ascii_uppercase", []() -> Value { return "ABCDEFGHIJKLMNOPQRSTUVWXYZ"; }},
    {"digits", []() -> Value { return "0123456789"; }},
    {"hexdigits", []() -> Value { return "0123456789abcdefABCDEF"; }},
    {"octdigits", []() -> Value { return "01234567"; }},
    {"punctuation", []() -> Value { return "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"; }},
    {"printable",
     []() -> Value {
       return "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~ "
              "\t\n\r\v\f";
     }},
    {"whitespace", []() -> Value { return " \t\n\r\v\f"; }},
};

constexpr const Type* kTypes[] = {&kTemplateType};

}  // namespace

constinit const Module kStringModule{
    .name = "string", .functions = kFunctions, .constants = kConstants, .types = kTypes};

}  // namespace pbc
