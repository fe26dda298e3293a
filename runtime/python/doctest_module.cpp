// SPDX-License-Identifier: Apache-2.0
//
// The modules doctest and keyword. The examples of docstrings are text that an interpreter would run: testmod() finds
// none of them, and the compiler warns where doctest is imported.
#include "python/arguments.h"
#include "python/library_more.h"

namespace pbc {

namespace {

Value no_results(const Value&, Value*) {
  struct Results {
    Value cls = import_from("collections", "namedtuple")({"TestResults", "failed attempted"});
  };
  return run_local<Results>().cls({0, 0});
}

Value refuse_file(const Value&, Value*) {
  raise_error(kNotImplementedError, "doctest needs an interpreter, which an executable does not have");
}

constexpr Constant kFlags[] = {
    {"DONT_ACCEPT_TRUE_FOR_1", []() -> Value { return 1; }},
    {"DONT_ACCEPT_BLANKLINE", []() -> Value { return 2; }},
    {"NORMALIZE_WHITESPACE", []() -> Value { return 4; }},
    {"ELLIPSIS", []() -> Value { return 8; }},
    {"SKIP", []() -> Value { return 16; }},
    {"IGNORE_EXCEPTION_DETAIL", []() -> Value { return 32; }},
};

constexpr Method kFunctions[] = {
    {"testmod", no_results,
     "def m=, name=, globs=, verbose=, report=, optionflags=, extraglobs=, raise_on_error=, exclude_empty="},
    {"testfile", refuse_file, "def *args, **kwargs"},
    {"run_docstring_examples", refuse_file, "def *args, **kwargs"},
};

constexpr const char* kKeywords[] = {"False",  "None",   "True",    "and",      "as",       "assert", "async",
                                     "await",  "break",  "class",   "continue", "def",      "del",    "elif",
                                     "else",   "except", "finally", "for",      "from",     "global", "if",
                                     "import", "in",     "is",      "lambda",   "nonlocal", "not",    "or",
                                     "pass",   "raise",  "return",  "try",      "while",    "with",   "yield"};
constexpr const char* kSoftKeywords[] = {"_", "case", "match"};

template <const auto& Names>
bool is_one_of(const Value& v) {
  if (!v.is_str()) return false;
  for (const char* name : Names)
    if (v.text() == name) return true;
  return false;
}

template <const auto& Names>
Value list_of() {
  Values all;
  for (const char* name : Names) all.push_back(make_str(name));
  return make_list(std::move(all));
}

constexpr Method kKeywordFunctions[] = {
    {"iskeyword", [](const Value&, Value* a) -> Value { return is_one_of<kKeywords>(a[0]); }, "object, /"},
    {"issoftkeyword", [](const Value&, Value* a) -> Value { return is_one_of<kSoftKeywords>(a[0]); }, "object, /"},
};
constexpr Constant kKeywordConstants[] = {{"kwlist", list_of<kKeywords>}, {"softkwlist", list_of<kSoftKeywords>}};

}  // namespace

constinit const Module kDoctestModule{.name = "doctest", .functions = kFunctions, .constants = kFlags};
constinit const Module kKeywordModule{
    .name = "keyword", .functions = kKeywordFunctions, .constants = kKeywordConstants};

}  // namespace pbc
