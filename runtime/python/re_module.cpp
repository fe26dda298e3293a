// SPDX-License-Identifier: Apache-2.0
//
// The module re and the methods of its objects (Python library reference, re).
#include "python/class_tools.h"
#include "python/library.h"
#include "python/re_error.h"
#include "python/re_pattern.h"
#include "python/text.h"

namespace pbc::re {
namespace {

std::int64_t count_argument(const Value& value) { return value.is_unset() ? 0 : to_index(value); }

// --- Pattern
// ----------------------------------------------------------------------------------------------------------

template <Pattern::Mode Mode>
Value pattern_find(const Value& self, Value* arguments) {
  return find_one(self, arguments[0], arguments[1], arguments[2], Mode);
}

constexpr Method kPatternMethods[] = {
    {"search", pattern_find<Pattern::Mode::kSearch>, "string, pos=, endpos="},
    {"match", pattern_find<Pattern::Mode::kMatch>, "string, pos=, endpos="},
    {"fullmatch", pattern_find<Pattern::Mode::kFullMatch>, "string, pos=, endpos="},
    {"findall", [](const Value& self, Value* a) { return find_all(self, a[0], a[1], a[2]); }, "string, pos=, endpos="},
    {"finditer", [](const Value& self, Value* a) { return find_iter(self, a[0], a[1], a[2]); },
     "string, pos=, endpos="},
    {"split", [](const Value& self, Value* a) { return split(self, a[0], count_argument(a[1])); }, "string, maxsplit="},
    {"sub", [](const Value& self, Value* a) { return substitute(self, a[0], a[1], count_argument(a[2])).first; },
     "repl, string, count="},
    {"subn",
     [](const Value& self, Value* a) {
       const auto [text, made] = substitute(self, a[0], a[1], count_argument(a[2]));
       return make_tuple({text, Value(made)});
     },
     "repl, string, count="},
};

const Pattern& pattern_of(const Value& self) { return as_native<Pattern>(self); }

Value group_index(const Value& self) {
  Table names;
  for (const auto& [name, group] : pattern_of(self).translation.names) names.set(make_str(name), Value(group));
  if (names.empty()) return make_dict();
  return make_mapping_proxy(make_dict(std::move(names)));
}

constexpr Attribute kPatternAttributes[] = {
    {"pattern", [](const Value& self) { return pattern_of(self).source; }},
    {"flags", [](const Value& self) -> Value { return pattern_of(self).translation.flags; }},
    {"groups", [](const Value& self) -> Value { return pattern_of(self).translation.groups; }},
    {"groupindex", group_index},
};

// --- Match
// ------------------------------------------------------------------------------------------------------------

const Match& match_of(const Value& self) { return as_native<Match>(self); }

Value match_group(const Value& self, Value* arguments) {
  const Match& match = match_of(self);
  const Values& keys = as_tuple(arguments[0]);
  if (keys.empty()) return match.group(0);
  if (keys.size() == 1) return match.group(match.need_group(keys[0]));
  Values groups;
  for (const Value& key : keys) groups.push_back(match.group(match.need_group(key)));
  return make_tuple(std::move(groups));
}

Value match_groups(const Value& self, Value* arguments) {
  const Match& match = match_of(self);
  const Value fallback = arguments[0].is_unset() ? Value(None) : arguments[0];
  Values groups;
  for (int i = 1; i <= match.pattern().translation.groups; ++i) groups.push_back(match.group(i, fallback));
  return make_tuple(std::move(groups));
}

Value match_group_dict(const Value& self, Value* arguments) {
  const Match& match = match_of(self);
  const Value fallback = arguments[0].is_unset() ? Value(None) : arguments[0];
  Table groups;
  for (const auto& [name, group] : match.pattern().translation.names)
    groups.set(make_str(name), match.group(group, fallback));
  return make_dict(std::move(groups));
}

/// The index of the start (0) or end (1) of a group; -1 where it took no part.
Value bound(const Match& match, int group, int side) {
  if (!match.took_part(group)) return -1;
  return index_in(match.string, match.bounds[2 * static_cast<std::size_t>(group) + static_cast<std::size_t>(side)]);
}

int group_argument(const Match& match, const Value& key) { return key.is_unset() ? 0 : match.need_group(key); }

Value span(const Match& match, int group) { return make_tuple({bound(match, group, 0), bound(match, group, 1)}); }

Value match_expand(const Value& self, Value* arguments) {
  const Match& match = match_of(self);
  if (arguments[0].is_str() != match.string.is_str()) raise_type_error("expected str instance, bytes found");
  TextBuffer out;
  Template(arguments[0], match.pattern()).expand(out, subject_of(match.string), match.bounds.data());
  return match.string.is_str() ? make_str(out.view()) : make_bytes(std::string(out.view()));
}

constexpr Method kMatchMethods[] = {
    {"group", match_group, "*groups"},
    {"groups", match_groups, "default="},
    {"groupdict", match_group_dict, "default="},
    {"start",
     [](const Value& self, Value* a) { return bound(match_of(self), group_argument(match_of(self), a[0]), 0); },
     "group=, /"},
    {"end", [](const Value& self, Value* a) { return bound(match_of(self), group_argument(match_of(self), a[0]), 1); },
     "group=, /"},
    {"span", [](const Value& self, Value* a) { return span(match_of(self), group_argument(match_of(self), a[0])); },
     "group=, /"},
    {"expand", match_expand, "template"},
};

Value last_group(const Value& self) {
  const Match& match = match_of(self);
  for (const auto& [name, group] : match.pattern().translation.names)
    if (group == match.last_index()) return make_str(name);
  return None;
}

constexpr Attribute kMatchAttributes[] = {
    {"string", [](const Value& self) { return match_of(self).given; }},
    {"re", [](const Value& self) { return match_of(self).pattern_value; }},
    {"pos", [](const Value& self) -> Value { return index_in(match_of(self).string, match_of(self).pos); }},
    {"endpos", [](const Value& self) -> Value { return index_in(match_of(self).string, match_of(self).end); }},
    {"lastindex",
     [](const Value& self) -> Value {
       const int last = match_of(self).last_index();
       return last > 0 ? Value(last) : Value(None);
     }},
    {"lastgroup", last_group},
    {"regs",
     [](const Value& self) {
       Values spans;
       for (int i = 0; i <= match_of(self).pattern().translation.groups; ++i) spans.push_back(span(match_of(self), i));
       return make_tuple(std::move(spans));
     }},
};

// --- Functions of the module
// ------------------------------------------------------------------------------------------

template <Pattern::Mode Mode>
Value find(const Value&, Value* arguments) {
  return find_one(compile(arguments[0], arguments[2]), arguments[1], Value(), Value(), Mode);
}

Value escape(const Value&, Value* arguments) {
  const Value& text = arguments[0];
  if (!text.is_str() && !is_any_bytes(text))
    raise_type_error("decoding to str: need a bytes-like object, ", type_name(text), " found");
  std::string out;
  for (char c : subject_of(text)) {
    if (std::string_view("()[]{}?*+-|^$\\.&~# \t\n\r\v\f").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return text.is_str() ? make_str(out) : make_bytes(std::move(out));
}

constexpr Method kFunctions[] = {
    {"compile", [](const Value&, Value* a) { return compile(a[0], a[1]); }, "def pattern, flags="},
    {"search", find<Pattern::Mode::kSearch>, "def pattern, string, flags="},
    {"match", find<Pattern::Mode::kMatch>, "def pattern, string, flags="},
    {"fullmatch", find<Pattern::Mode::kFullMatch>, "def pattern, string, flags="},
    {"findall", [](const Value&, Value* a) { return find_all(compile(a[0], a[2]), a[1], Value(), Value()); },
     "def pattern, string, flags="},
    {"finditer", [](const Value&, Value* a) { return find_iter(compile(a[0], a[2]), a[1], Value(), Value()); },
     "def pattern, string, flags="},
    {"split", [](const Value&, Value* a) { return split(compile(a[0], a[3]), a[1], count_argument(a[2])); },
     "def pattern, string, maxsplit=, flags="},
    {"sub",
     [](const Value&, Value* a) { return substitute(compile(a[0], a[4]), a[1], a[2], count_argument(a[3])).first; },
     "def pattern, repl, string, count=, flags="},
    {"subn",
     [](const Value&, Value* a) {
       const auto [text, made] = substitute(compile(a[0], a[4]), a[1], a[2], count_argument(a[3]));
       return make_tuple({text, Value(made)});
     },
     "def pattern, repl, string, count=, flags="},
    {"escape", escape, "def pattern"},
    {"purge", [](const Value&, Value*) -> Value { return None; }, "def"},
};

template <std::uint32_t F>
Value flag() {
  return F;
}

constexpr Constant kConstants[] = {
    {"A", flag<kAscii>},   {"ASCII", flag<kAscii>},     {"I", flag<kIgnoreCase>}, {"IGNORECASE", flag<kIgnoreCase>},
    {"L", flag<kLocale>},  {"LOCALE", flag<kLocale>},   {"M", flag<kMultiline>},  {"MULTILINE", flag<kMultiline>},
    {"S", flag<kDotAll>},  {"DOTALL", flag<kDotAll>},   {"U", flag<kUnicode>},    {"UNICODE", flag<kUnicode>},
    {"X", flag<kVerbose>}, {"VERBOSE", flag<kVerbose>}, {"NOFLAG", flag<0>},
};

}  // namespace

constinit const Type kPatternType{
    .name = "Pattern",
    .module = "re",
    .error_name = "re.Pattern",
    .methods = [] { return std::span<const Method>(kPatternMethods); },
    .attributes = [] { return std::span<const Attribute>(kPatternAttributes); },
    .is_final = true,
};

constinit const Type kMatchType{
    .name = "Match",
    .module = "re",
    .error_name = "re.Match",
    .methods = [] { return std::span<const Method>(kMatchMethods); },
    .attributes = [] { return std::span<const Attribute>(kMatchAttributes); },
    .is_final = true,
};

Value Match::group(int group, const Value& fallback) const {
  if (!took_part(group)) return fallback;
  const auto i = 2 * static_cast<std::size_t>(group);
  return part_of(string, bounds[i], bounds[i + 1]);
}

int Match::need_group(const Value& key) const {
  const int group = pattern().group_of(key);
  if (group < 0) raise_index_error("no such group");
  return group;
}

int Match::last_index() const {
  const std::vector<int>& order = pattern().translation.closing_order;
  for (auto group = order.rbegin(); group != order.rend(); ++group)
    if (took_part(*group)) return *group;
  return 0;
}

std::string Match::repr() const {
  return "<re.Match object; span=" + to_repr(span(*this, 0)) + ", match=" + to_repr(group(0)) + ">";
}

}  // namespace pbc::re

namespace pbc {
namespace {

constexpr const Type* kTypes[] = {&kRegexError, &re::kPatternType, &re::kMatchType};

}  // namespace

constinit const Module kReModule{
    .name = "re", .functions = re::kFunctions, .constants = re::kConstants, .types = kTypes};

}  // namespace pbc
