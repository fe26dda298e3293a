// SPDX-License-Identifier: Apache-2.0
#include "python/unittest_warns.h"

#include "python/class_tools.h"
#include "python/library.h"

namespace pbc {
namespace {

extern const Type kWarnsType;

struct Warns final : Native {
  Warns(Value test, Value wanted, Value pattern, std::string by)
      : Native(kWarnsType),
        test(std::move(test)),
        wanted(std::move(wanted)),
        pattern(std::move(pattern)),
        by(std::move(by)) {}
  Value attribute(Name name) override {
    if (name == Name("warnings")) return caught_warnings;
    if (name == Name("warning") || name == Name("filename") || name == Name("lineno"))
      return found.is_unset() ? Value() : found.attr(name == Name("warning") ? Name("message") : name);
    return Value();
  }
  Value test, wanted, pattern;
  std::string by;  // " by f", where a callable was given
  Value recorder, caught_warnings, found;
};

Value enter(const Value& self, Value*) {
  auto& warns = as_native<Warns>(self);
  const Value warnings = import("warnings");
  warns.recorder = warnings.attr("catch_warnings")({}, {{"record", true}});
  warns.caught_warnings = warns.recorder.call("__enter__");
  warnings.call("simplefilter", {"always"});
  return self;
}

std::string names_of(const Value& wanted) {
  return wanted.is(Tag::kTuple) ? to_repr(wanted) : to_str(wanted.attr("__name__"));
}

Value leave(const Value& self, Value* a) {
  auto& warns = as_native<Warns>(self);
  warns.recorder.call("__exit__", {a[0], a[1], a[2]});
  if (!a[0].is_none()) return None;
  Value unlike;
  for (Value entry : iterate(warns.caught_warnings)) {
    const Value message = entry.attr("message");
    if (!static_cast<bool>(py("isinstance")({message, warns.wanted}))) continue;
    const Value text = make_str(to_str(message));
    if (!warns.pattern.is_none() && import("re").call("search", {warns.pattern, text}).is_none()) {
      if (unlike.is_unset()) unlike = text;
      continue;
    }
    warns.found = entry;
    return None;
  }
  std::string problem = names_of(warns.wanted) + " not triggered" + warns.by;
  if (!unlike.is_unset()) {
    const Value pattern = import("re").call("compile", {warns.pattern}).attr("pattern");
    problem = "\"" + to_str(pattern) + "\" does not match \"" + to_str(unlike) + "\"";
  }
  warns.test.call("fail", {make_str(problem)});
  return None;
}

constexpr Method kMethods[] = {{"__enter__", enter, ""}, {"__exit__", leave, "type, value, traceback, /"}};
constinit const Type kWarnsType{.name = "_AssertWarnsContext", .module = "unittest.case", .methods = [] {
                                  return std::span<const Method>(kMethods);
                                }};

}  // namespace

Value expect_warning(const Value& test, const Value& wanted, const Value& pattern, const Values& rest,
                     const Value& keywords) {
  const bool has_callable = !rest.empty() && !rest[0].is_none();
  const std::string by = has_callable ? " by " + to_str(rest[0].attr("__name__")) : "";
  const Value context = make_native(new Warns(test, wanted, pattern, by));
  if (!has_callable) return context;
  Value nothing[] = {None, None, None};
  enter(context, nothing);
  try {
    call_with(rest[0], Values(rest.begin() + 1, rest.end()), keywords);
  } catch (const Raised& raised) {
    as_native<Warns>(context).recorder.call("__exit__", {None, None, None});
    throw;
  }
  return leave(context, nothing);
}

}  // namespace pbc
