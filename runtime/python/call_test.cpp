// SPDX-License-Identifier: Apache-2.0
//
// Binding of arguments; the expected texts are CPython 3.11's.
#include "python/python_test.h"

namespace pbc {
namespace {

/// Shows what each parameter got.
Value show(Value* bound, int count) {
  Values got;
  for (int i = 0; i < count; ++i) got.push_back(bound[i]);
  return make_tuple(std::move(got));
}

/// def f(a, b=2, *args, c, d=4, **kwargs)
const FunctionInfo kEverything{"f",
                               1,
                               nullptr,
                               {{"a"},
                                {"b", ParameterKind::kNormal, 2},
                                {"args", ParameterKind::kArgs},
                                {"c", ParameterKind::kKeywordOnly},
                                {"d", ParameterKind::kKeywordOnly, 4},
                                {"kwargs", ParameterKind::kKwargs}},
                               [](Value* bound) { return show(bound, 6); }};
/// def g(a, b, /, c)
const FunctionInfo kPlain{"g",
                          1,
                          nullptr,
                          {{"a", ParameterKind::kPositionalOnly}, {"b", ParameterKind::kPositionalOnly}, {"c"}},
                          [](Value* bound) { return show(bound, 3); }};

std::string call(const FunctionInfo& info, std::initializer_list<Element> positional,
                 std::initializer_list<Keyword> keywords = {}) {
  std::string result;
  std::string error = raised_by([&] { result = to_repr(call_function(info, {positional, keywords})); });
  return error.empty() ? result : error;
}

TEST(Call, BindsEveryKindOfParameter) {
  EXPECT_EQ(call(kEverything, {1}, {{"c", 3}}), "(1, 2, (), 3, 4, {})");
  EXPECT_EQ(call(kEverything, {1, 5, 6, 7}, {{"c", 3}, {"z", 9}}), "(1, 5, (6, 7), 3, 4, {'z': 9})");
  EXPECT_EQ(call(kEverything, {star(list({1, 2, 3}))}, {expand(dict({{"c", 0}, {"d", 1}}))}), "(1, 2, (3,), 0, 1, {})");
  EXPECT_EQ(call(kPlain, {1, 2, 3}), "(1, 2, 3)");
  EXPECT_EQ(call(kPlain, {1, 2}, {{"c", 3}}), "(1, 2, 3)");
}

TEST(Call, ErrorsOfFunctionsWrittenInPython) {
  EXPECT_EQ(call(kPlain, {}), "TypeError: g() missing 3 required positional arguments: 'a', 'b', and 'c'");
  EXPECT_EQ(call(kPlain, {1}), "TypeError: g() missing 2 required positional arguments: 'b' and 'c'");
  EXPECT_EQ(call(kPlain, {1, 2}), "TypeError: g() missing 1 required positional argument: 'c'");
  EXPECT_EQ(call(kPlain, {1, 2, 3, 4}), "TypeError: g() takes 3 positional arguments but 4 were given");
  EXPECT_EQ(call(kPlain, {1, 2, 3}, {{"x", 1}}), "TypeError: g() got an unexpected keyword argument 'x'");
  EXPECT_EQ(call(kPlain, {1, 2, 3}, {{"c", 1}}), "TypeError: g() got multiple values for argument 'c'");
  EXPECT_EQ(call(kPlain, {1}, {{"b", 1}, {"c", 1}}),
            "TypeError: g() got some positional-only arguments passed as keyword arguments: 'b'");
  EXPECT_EQ(call(kEverything, {1}), "TypeError: f() missing 1 required keyword-only argument: 'c'");
  EXPECT_EQ(call(kPlain, {star(5)}), "TypeError: __main__.g() argument after * must be an iterable, not int");
  EXPECT_EQ(call(kPlain, {}, {expand(5)}), "TypeError: __main__.g() argument after ** must be a mapping, not int");
}

TEST(Call, ErrorsOfBuiltInFunctions) {
  Value l = list({});
  EXPECT_EQ(raised_by([&] { l.call("append"); }), "TypeError: list.append() takes exactly one argument (0 given)");
  EXPECT_EQ(raised_by([&] { l.call("clear", {1}); }), "TypeError: list.clear() takes no arguments (1 given)");
  EXPECT_EQ(raised_by([&] { l.call("insert", {1}); }), "TypeError: insert expected 2 arguments, got 1");
  EXPECT_EQ(raised_by([&] { l.call("sort", {1}); }), "TypeError: sort() takes no positional arguments");
  EXPECT_EQ(raised_by([&] {
              l.call("append", {}, {{"x", 1}});
            }),
            "TypeError: list.append() takes no keyword arguments");
  EXPECT_EQ(raised_by([] { dict({}).call("get"); }), "TypeError: get expected at least 1 argument, got 0");
  EXPECT_EQ(raised_by([] { py("len")({1, 2}); }), "TypeError: len() takes exactly one argument (2 given)");
  EXPECT_EQ(raised_by([] { py("round")(); }), "TypeError: round() missing required argument 'number' (pos 1)");
  EXPECT_EQ(raised_by([] {
              py("sorted")({list({})}, {{"foo", 1}});
            }),
            "TypeError: 'foo' is an invalid keyword argument for sort()");
  EXPECT_EQ(raised_by([] { Value(5)(); }), "TypeError: 'int' object is not callable");
}

TEST(Call, ClosuresShareTheirCells) {
  static const FunctionInfo kInfo{"increase", 1, nullptr, {{"by", ParameterKind::kNormal, 0}}, nullptr};
  Cell count{Value(10)};
  Value increase = closure(kInfo, [count](Value* bound) { return *count = *count + bound[0]; }, {1});
  EXPECT_EQ(increase().as_int(), 11);
  EXPECT_EQ(increase({5}).as_int(), 16);
  EXPECT_EQ(count->as_int(), 16);
}

TEST(Call, UnboundMethodsTakeTheirObject) {
  EXPECT_EQ(py("list").attr("append").tag(), Tag::kBoundMethod);
  EXPECT_EQ(raised_by([] { py("list").call("append"); }), "TypeError: unbound method list.append() needs an argument");
  EXPECT_EQ(raised_by([] {
              py("list").call("append", {5, 1});
            }),
            "TypeError: descriptor 'append' for 'list' objects doesn't apply to a 'int' object");
}

}  // namespace
}  // namespace pbc
