// SPDX-License-Identifier: Apache-2.0
//
// string.Template (Python library reference, Template strings). A class that keeps the usual pattern is expanded
// without it.
#include "python/string_template.h"

#include "python/arguments.h"
#include "python/library_class.h"
#include "python/re_pattern.h"
#include "python/text.h"

namespace pbc {
namespace {

constexpr const char* kIdentifier = "(?a:[_a-z][_a-z0-9]*)";

/// The placeholders of a class: its own `pattern`, or what its parts come to.
Value pattern_of(const Value& cls) {
  const Value own = cls.attr("__dict__").call("get", {"pattern"});
  const std::int64_t flags = to_index(cls.attr("flags")) | re::kVerbose;
  if (!own.is_none()) return re::compile(own, native_if<re::Pattern>(own, re::kPatternType) ? Value() : Value(flags));
  const std::string delimiter = to_str(import_from("re", "escape")({cls.attr("delimiter")}));
  const std::string name = to_str(cls.attr("idpattern"));
  const Value braced = cls.attr("braceidpattern");
  return re::compile(make_str(delimiter + "(?:(?P<escaped>" + delimiter + ")|(?P<named>" + name + ")|{(?P<braced>" +
                              (braced.is_none() ? name : to_str(braced)) + ")}|(?P<invalid>))"),
                     Value(flags));
}

bool is_name_start(char c) { return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_name(char c) { return is_name_start(c) || (c >= '0' && c <= '9'); }

/// What stands at a delimiter.
struct Placeholder {
  enum class Kind : std::uint8_t { kEscaped, kNamed, kInvalid, kUnknown };
  Kind kind;
  Value name;  // of kNamed
  std::size_t begin, end;
  std::size_t invalid = 0;  // where the group `invalid` is
};

/// The next $ of a text with the usual placeholders; `text` ends before it where there is none.
Placeholder usual_placeholder(std::string_view text, std::size_t dollar) {
  std::size_t at = dollar + 1;
  if (at < text.size() && text[at] == '$') return {Placeholder::Kind::kEscaped, {}, dollar, at + 1};
  const bool braced = at < text.size() && text[at] == '{';
  if (braced) ++at;
  const std::size_t start = at;
  if (at < text.size() && is_name_start(text[at])) {
    while (at < text.size() && is_name(text[at])) ++at;
    const std::string_view name = text.substr(start, at - start);
    if (!braced) return {Placeholder::Kind::kNamed, make_str(name), dollar, at};
    if (at < text.size() && text[at] == '}') return {Placeholder::Kind::kNamed, make_str(name), dollar, at + 1};
  }
  return {Placeholder::Kind::kInvalid, {}, dollar, dollar + 1, dollar + 1};
}

/// By the groups of a pattern, those that it has.
Placeholder matched_placeholder(const re::Pattern& pattern, const Value& text, re::FoundBounds bounds) {
  Placeholder found{Placeholder::Kind::kUnknown, {}, bounds[0], bounds[1]};
  const auto start_of = [&](std::string_view name) {
    const int group = pattern.group_of(make_str(name));
    if (group < 0) raise_index_error("no such group");
    return 2 * static_cast<std::size_t>(group);
  };
  for (const char* name : {"named", "braced"}) {
    const std::size_t at = start_of(name);
    if (bounds[at] == std::string::npos) continue;
    found.kind = Placeholder::Kind::kNamed;
    found.name = re::part_of(text, bounds[at], bounds[at + 1]);
    return found;
  }
  if (bounds[start_of("escaped")] != std::string::npos) {
    found.kind = Placeholder::Kind::kEscaped;
  } else if (const std::size_t at = bounds[start_of("invalid")]; at != std::string::npos) {
    found.kind = Placeholder::Kind::kInvalid;
    found.invalid = at;
  }
  return found;
}

Value usual_pattern();

/// Calls `visit` for each placeholder of a template in order, until it returns false.
template <typename Visit>
void each_placeholder(const Value& self, const Value& text, Visit visit) {
  const Value pattern = self.attr("pattern");
  if (is(pattern, usual_pattern())) {
    const std::string_view all = text.text();
    for (std::size_t at = all.find('$'); at != all.npos;) {
      const Placeholder found = usual_placeholder(all, at);
      if (!visit(found)) return;
      at = all.find('$', found.end);
    }
    return;
  }
  re::Search search(pattern, text);
  while (const re::FoundBounds bounds = search.next())
    if (!visit(matched_placeholder(as_native<re::Pattern>(pattern), text, bounds))) return;
}

Value template_text(const Value& self) {
  const Value text = self.attr("template");
  if (!text.is_str()) raise_type_error("expected string or bytes-like object, got '", type_name(text), "'");
  return text;
}

[[noreturn]] void raise_unrecognized(const Value& self) {
  throw Raised{type_value(kValueError)({"Unrecognized named group in pattern", self.attr("pattern")})};
}

/// CPython counts up to and with the delimiter.
[[noreturn]] void raise_invalid(std::string_view seen) {
  const text::Parts lines = text::split_lines<text::Text>(seen, true);
  raise_value_error("Invalid placeholder in string: line ", std::to_string(std::max<std::size_t>(lines.size(), 1)),
                    ", col ", std::to_string(lines.empty() ? 1 : unicode::count_code_points(lines.back())));
}

/// Keywords win over the mapping.
Value look_up(const Value& mapping, const Value& keywords, const Value& name) {
  if (const Value* found = as_dict(keywords).find(name)) return *found;
  if (mapping.is_unset()) raise_key_error(name);
  return mapping[name];
}

Value substitute(Values& a, bool safe) {
  const Value& self = a[0];
  const Value text = template_text(self);
  const std::string_view all = text.text();
  std::string out;
  std::size_t last = 0;
  each_placeholder(self, text, [&](const Placeholder& found) {
    out += all.substr(last, found.begin - last);
    last = found.end;
    switch (found.kind) {
      case Placeholder::Kind::kEscaped:
        out += to_str(self.attr("delimiter"));
        return true;
      case Placeholder::Kind::kNamed:
        try {
          out += to_str(look_up(a[1], a[2], found.name));
          return true;
        } catch (const Raised& raised) {
          if (!safe || !is_exception(raised.exception, kKeyError)) throw;
          caught();
        }
        break;
      case Placeholder::Kind::kInvalid:
        if (!safe) raise_invalid(all.substr(0, found.invalid));
        break;
      case Placeholder::Kind::kUnknown:
        raise_unrecognized(self);
    }
    out += all.substr(found.begin, found.end - found.begin);
    return true;
  });
  return make_str(out.append(all.substr(last)));
}

Value is_valid(Values& a) {
  bool valid = true;
  each_placeholder(a[0], template_text(a[0]), [&](const Placeholder& found) {
    if (found.kind == Placeholder::Kind::kUnknown) raise_unrecognized(a[0]);
    return valid = found.kind != Placeholder::Kind::kInvalid;
  });
  return valid;
}

Value get_identifiers(Values& a) {
  Table names;
  each_placeholder(a[0], template_text(a[0]), [&](const Placeholder& found) {
    if (found.kind == Placeholder::Kind::kUnknown) raise_unrecognized(a[0]);
    if (found.kind == Placeholder::Kind::kNamed) add_key(names, found.name);
    return true;
  });
  Values list;
  for (const Table::Entry& entry : names.entries()) list.push_back(entry.key);
  return make_list(std::move(list));
}

Class& make_template_class() {
  LibraryClass cls("string", "Template");
  cls.set("delimiter", "$").set("idpattern", make_str(kIdentifier)).set("braceidpattern", None);
  cls.set("flags", import_from("re", "IGNORECASE"));
  cls.class_method("__init_subclass__", "cls, **kwargs",
                   [](Values& a) -> Value {
                     a[0].set_attr("pattern", pattern_of(a[0]));
                     return None;
                   })
      .method("__init__", "self, template",
              [](Values& a) -> Value {
                a[0].set_attr("template", a[1]);
                return None;
              })
      .method("substitute", "self, mapping=, /, **kws", [](Values& a) { return substitute(a, false); })
      .method("safe_substitute", "self, mapping=, /, **kws", [](Values& a) { return substitute(a, true); })
      .method("is_valid", "self", is_valid)
      .method("get_identifiers", "self", get_identifiers);
  Class& made = cls.make();
  made.set("pattern", pattern_of(made.self()));
  return made;
}

struct TemplateClass {
  Class& cls = make_template_class();
  Value pattern = cls.self().attr("pattern");
};

Value usual_pattern() { return run_local<TemplateClass>().pattern; }

}  // namespace

Value string_template_class() { return run_local<TemplateClass>().cls.self(); }

}  // namespace pbc
