// SPDX-License-Identifier: Apache-2.0
//
// The modules locale and timeit (Python library reference). There is one locale, C with UTF-8; timeit runs callables.
#include "python/arguments.h"
#include "python/library_more.h"

namespace pbc {
namespace {

constinit const Type kLocaleError{.name = "Error", .module = "locale", .base = &kException};

Value setlocale(const Value&, Value* a) {
  if (!given(a[1])) return "C.UTF-8";
  const std::string name = a[1].is(Tag::kTuple) && as_tuple(a[1]).size() == 2
                               ? to_str(as_tuple(a[1])[0]) + "." + to_str(as_tuple(a[1])[1])
                               : to_str(a[1]);
  if (name == "C" || name == "POSIX") return "C";
  if (name.empty() || name == "C.UTF-8" || name == "C.utf8") return "C.UTF-8";
  raise_error(kLocaleError, "unsupported locale setting");
}

Value localeconv(const Value&, Value*) {
  const Value facts = dict({{"int_curr_symbol", ""},
                            {"currency_symbol", ""},
                            {"mon_decimal_point", ""},
                            {"mon_thousands_sep", ""},
                            {"mon_grouping", list({})},
                            {"positive_sign", ""},
                            {"negative_sign", ""}});
  for (const char* name : {"int_frac_digits", "frac_digits", "p_cs_precedes", "p_sep_by_space", "n_cs_precedes",
                           "n_sep_by_space", "p_sign_posn", "n_sign_posn"})
    as_dict(facts).set(make_str(name), 127);
  as_dict(facts).set("decimal_point", ".");
  as_dict(facts).set("thousands_sep", "");
  as_dict(facts).set("grouping", make_list());
  return facts;
}

Value format_string(const Value&, Value* a) { return a[0] % a[1]; }
Value strcoll(const Value&, Value* a) {
  const std::string_view one = require_str(a[0], "strcoll() argument 1"),
                         other = require_str(a[1], "strcoll() argument 2");
  return one < other ? -1 : one == other ? 0 : 1;
}

constexpr Method kLocaleFunctions[] = {
    {"atof", [](const Value&, Value* a) { return py("float")({a[0]}); }, "def string"},
    {"atoi", [](const Value&, Value* a) { return py("int")({a[0]}); }, "def string"},
    {"currency",
     [](const Value&, Value*) -> Value {
       raise_value_error("Currency formatting is not possible using the 'C' locale.");
     },
     "def val, symbol=, grouping=, international="},
    {"format_string", format_string, "def f, val, grouping=, monetary="},
    {"getdefaultlocale",
     [](const Value&, Value*) {
       return make_tuple({"en_US", "UTF-8"});
     },
     "def envvars="},
    {"getencoding", [](const Value&, Value*) -> Value { return "UTF-8"; }, "def"},
    {"getlocale",
     [](const Value&, Value*) {
       return make_tuple({"en_US", "UTF-8"});
     },
     "def category="},
    {"getpreferredencoding", [](const Value&, Value*) -> Value { return "UTF-8"; }, "def do_setlocale="},
    {"localeconv", localeconv, "def"},
    {"setlocale", setlocale, "def category, locale="},
    {"str", [](const Value&, Value* a) { return Value("%.12g") % a[0]; }, "def val"},
    {"strcoll", strcoll, "os1, os2, /"},
    {"strxfrm", [](const Value&, Value* a) { return a[0]; }, "string, /"},
};
constexpr Constant kLocaleConstants[] = {
    {"LC_ALL", []() -> Value { return 6; }},      {"LC_COLLATE", []() -> Value { return 3; }},
    {"LC_CTYPE", []() -> Value { return 0; }},    {"LC_MESSAGES", []() -> Value { return 5; }},
    {"LC_MONETARY", []() -> Value { return 4; }}, {"LC_NUMERIC", []() -> Value { return 1; }},
    {"LC_TIME", []() -> Value { return 2; }},
};
constexpr const Type* kLocaleTypes[] = {&kLocaleError};

// --- timeit
// ------------------------------------------------------------------------------------------------------------

/// stmt, setup, timer, number: seconds
Value measure(const Value& statement, const Value& setup, const Value& timer, const Value& number) {
  for (const Value& code : {statement, setup})
    if (given(code) && !is_callable(code) && !(code.is_str() && code.text() == "pass"))
      raise_error(kNotImplementedError, "timeit takes functions only: a compiled playbook does not compile text");
  if (is_callable(setup)) setup();
  const auto now = [&] { return given(timer) ? timer() : import("time").call("perf_counter"); };
  const Value start = now();
  if (is_callable(statement))
    for (std::int64_t left = index_or(number, 1000000); left > 0; --left) statement();
  return now() - start;
}

Value timeit(const Value&, Value* a) { return measure(a[0], a[1], a[2], a[3]); }
Value repeat(const Value&, Value* a) {
  Values times;
  for (std::int64_t left = index_or(a[3], 5); left > 0; --left) times.push_back(measure(a[0], a[1], a[2], a[4]));
  return make_list(std::move(times));
}

constexpr Method kTimeitFunctions[] = {
    {"default_timer", [](const Value&, Value*) { return import("time").call("perf_counter"); }, ""},
    {"repeat", repeat, "def stmt=, setup=, timer=, repeat=, number=, globals="},
    {"timeit", timeit, "def stmt=, setup=, timer=, number=, globals="},
};

}  // namespace

constinit const Module kLocaleModule{
    .name = "locale", .functions = kLocaleFunctions, .constants = kLocaleConstants, .types = kLocaleTypes};
constinit const Module kTimeitModule{.name = "timeit", .functions = kTimeitFunctions};

}  // namespace pbc
