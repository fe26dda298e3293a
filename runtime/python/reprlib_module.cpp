// SPDX-License-Identifier: Apache-2.0
//
// The module reprlib (Python library reference, reprlib).
#include <algorithm>

#include "python/arguments.h"
#include "python/library_class.h"
#include "python/library_more.h"
#include "python/text.h"

namespace pbc {
namespace {

constexpr std::pair<const char*, int> kLimits[] = {
    {"maxlevel", 6},     {"maxtuple", 6}, {"maxlist", 6},    {"maxarray", 5}, {"maxdict", 4},   {"maxset", 6},
    {"maxfrozenset", 6}, {"maxdeque", 6}, {"maxstring", 30}, {"maxlong", 40}, {"maxother", 30},
};

std::int64_t limit(const Value& self, std::string_view name) { return to_index(self.attr(Name(name))); }

/// The text with its middle left out where it is longer than `most` characters.
Value shortened(const Value& self, const Value& text, std::int64_t most) {
  const std::int64_t length = static_cast<std::int64_t>(str_length(text));
  if (length <= most) return text;
  const Value fill = self.attr("fillvalue");
  const std::int64_t room = std::max<std::int64_t>(0, most - static_cast<std::int64_t>(str_length(fill)));
  const std::int64_t left = std::max<std::int64_t>(0, (most - 3) / 2);
  const std::int64_t right = std::max<std::int64_t>(0, room - left);
  const auto part = [&](std::int64_t from, std::int64_t to) {
    const std::string_view all = text.text();
    const std::size_t begin = str_offset(text, static_cast<std::size_t>(from));
    return std::string(all.substr(begin, str_offset(text, static_cast<std::size_t>(to)) - begin));
  };
  return make_str(part(0, left) + to_str(fill) + part(length - right, length));
}

Value items(const Value& self, const Values& all, std::int64_t level, std::string_view open, std::string_view close,
            std::string_view limit_name, bool trails = false) {
  if (level <= 0 && !all.empty())
    return make_str(std::string(open) + to_str(self.attr("fillvalue")) + std::string(close));
  const std::size_t most = static_cast<std::size_t>(std::max<std::int64_t>(0, limit(self, limit_name)));
  std::string out(open);
  for (std::size_t i = 0; i < std::min(most, all.size()); ++i)
    out += (i == 0 ? "" : ", ") + to_str(self.call("repr1", {all[i], level - 1}));
  if (all.size() > most) out += (most == 0 ? "" : ", ") + to_str(self.attr("fillvalue"));
  if (all.size() == 1 && trails) out += ',';
  return make_str(out + std::string(close));
}

/// In order where the elements have one.
Values sorted_if_possible(const Value& iterable) {
  try {
    return to_values(py("sorted")({iterable}));
  } catch (const Raised& raised) {
    if (!is_exception(raised.exception, kException)) throw;
    caught();
    return to_values(iterable);
  }
}

Value dictionary(const Value& self, const Value& v, std::int64_t level) {
  const Values keys = sorted_if_possible(v);
  const std::string fill = to_str(self.attr("fillvalue"));
  if (keys.empty()) return Value("{}");
  if (level <= 0) return make_str("{" + fill + "}");
  const std::size_t most = static_cast<std::size_t>(std::max<std::int64_t>(0, limit(self, "maxdict")));
  std::string out = "{";
  for (std::size_t i = 0; i < std::min(most, keys.size()); ++i)
    out += (i == 0 ? "" : ", ") + to_str(self.call("repr1", {keys[i], level - 1})) + ": " +
           to_str(self.call("repr1", {v[keys[i]], level - 1}));
  if (keys.size() > most) out += (most == 0 ? "" : ", ") + fill;
  return make_str(out + "}");
}

/// repr1(): by the name of the type, through `repr_NAME` of a derived class where there is one.
Value one(Values& a) {
  const Value& self = a[0];
  const Value& v = a[1];
  const std::int64_t level = to_index(a[2]);
  std::string type(type_of(v).name.view());
  std::ranges::replace(type, ' ', '_');
  const Value own = py("getattr")({self, make_str("repr_" + type), None});
  if (!own.is_none()) return own({v, level});
  if (has_class(v) && !v.is(Tag::kInstance)) return shortened(self, make_str(to_repr(v)), limit(self, "maxother"));
  switch (v.tag()) {
    case Tag::kTuple:
      return items(self, to_values(v), level, "(", ")", "maxtuple", true);
    case Tag::kList:
      return items(self, to_values(v), level, "[", "]", "maxlist");
    case Tag::kSet:
      return as_set(v).empty() ? Value("set()") : items(self, sorted_if_possible(v), level, "{", "}", "maxset");
    case Tag::kFrozenSet:
      return as_set(v).empty() ? Value("frozenset()")
                               : items(self, sorted_if_possible(v), level, "frozenset({", "})", "maxfrozenset");
    case Tag::kDict:
      if (type == "dict") return dictionary(self, v, level);
      break;
    case Tag::kLiteral:
    case Tag::kStr: {
      const std::int64_t most = limit(self, "maxstring");
      const Value whole = make_str(to_repr(v[py("slice")({most})]));
      if (static_cast<std::int64_t>(str_length(whole)) <= most && static_cast<std::int64_t>(str_length(v)) <= most)
        return whole;
      // Cut before it is quoted, so that no escape is torn.
      const std::int64_t left = std::max<std::int64_t>(0, (most - 3) / 2),
                         right = std::max<std::int64_t>(0, most - 3 - left);
      const std::int64_t length = static_cast<std::int64_t>(str_length(v));
      const Value ends = v[py("slice")({left})] + v[py("slice")({length - right, length})];
      const Value quoted = make_str(to_repr(ends));
      const std::int64_t size = static_cast<std::int64_t>(str_length(quoted));
      return quoted[py("slice")({left})] + self.attr("fillvalue") + quoted[py("slice")({size - right, size})];
    }
    case Tag::kInt:
    case Tag::kBigInt:
      return shortened(self, make_str(to_repr(v)), limit(self, "maxlong"));
    default:
      break;
  }
  if (type == "deque") return items(self, to_values(v), level, "deque([", "])", "maxdeque");
  if (type == "array")
    return items(self, to_values(v), level, "array('" + to_str(v.attr("typecode")) + "', [", "])", "maxarray");
  return shortened(self, make_str(to_repr(v)), limit(self, "maxother"));
}

Class& make_repr() {
  LibraryClass cls("reprlib", "Repr");
  cls.method("__init__", "self",
             [](Values& a) -> Value {
               for (const auto& [name, most] : kLimits) a[0].set_attr(Name(std::string_view(name)), most);
               a[0].set_attr("fillvalue", Value("..."));
               return None;
             })
      .method("repr", "self, x",
              [](Values& a) {
                return a[0].call("repr1", {a[1], a[0].attr("maxlevel")});
              })
      .method("repr1", "self, x, level", one);
  return cls.make();
}

struct Made {
  Value cls, usual;
};
Value repr_class() {
  Value& cls = run_local<Made>().cls;
  if (cls.is_unset()) cls = make_repr().self();
  return cls;
}
Value usual() {
  const Value cls = repr_class();
  Value& one = run_local<Made>().usual;
  if (one.is_unset()) one = cls();
  return one;
}

/// @recursive_repr(): a __repr__ that is asked for while it runs gives the fill value.
Value recursive_repr(const Value&, Value* a) {
  const Value fill = value_or(a[0], Value("..."));
  return make_library_function("recursive_repr.<locals>.decorating_function", "user_function", [fill](Values& outer) {
    const Value function = outer[0];
    const Value running = make_dict();
    const Value wrapper = make_library_function("wrapper", "self", [fill, function, running](Values& inner) -> Value {
      const Value key = py("id")({inner[0]});
      if (as_dict(running).contains(key)) return fill;
      as_dict(running).set(key, None);
      struct End {
        const Value& running;
        const Value& key;
        ~End() { as_dict(running).erase(key); }
      } end{running, key};
      return function({inner[0]});
    });
    return wrapper;
  });
}

constexpr Method kFunctions[] = {
    {"recursive_repr", recursive_repr, "def fillvalue="},
    {"repr", [](const Value&, Value* a) { return usual().call("repr", {a[0]}); }, "def x"},
};
constexpr Constant kConstants[] = {{"Repr", repr_class}, {"aRepr", usual}};

}  // namespace

constinit const Module kReprlibModule{.name = "reprlib", .functions = kFunctions, .constants = kConstants};

}  // namespace pbc
