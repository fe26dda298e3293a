// SPDX-License-Identifier: Apache-2.0
//
// The module string (Python library reference, string).
#include "python/format.h"
#include "python/library.h"
#include "python/string_formatter.h"
#include "python/string_template.h"
#include "python/text.h"

namespace pbc {
namespace {

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
    {"Template", string_template_class},
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

}  // namespace

constinit const Module kStringModule{.name = "string", .functions = kFunctions, .constants = kConstants};

}  // namespace pbc
