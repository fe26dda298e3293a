// SPDX-License-Identifier: Apache-2.0
#include "python/python_test.h"

namespace pbc {
namespace {

TEST(Value, ARunsMemoryIsGoneWhenTheRunIsGone) {
  std::size_t outside = Heap::current().live_blocks();
  {
    HeapScope scope;
    Value a = list({"text", make_str("more text"), dict({{"k", tuple({1, 2.5})}})});
    Value cycle = list({a});
    append(cycle, cycle);
    Value exception = make_exception(kValueError, "kept by a cycle");
    exception.set_attr("list", cycle);
    append(cycle, exception);
    EXPECT_GT(Heap::current().live_blocks(), 0u);
  }
  EXPECT_EQ(Heap::current().live_blocks(), outside);
}

TEST(Value, CountsReferences) {
  std::size_t before = Heap::current().live_blocks();
  {
    Value a = list({1, make_str("x")});
    Value b = a;
    Value c = std::move(b);
    EXPECT_TRUE(is(a, c));
    EXPECT_EQ(a.object()->references, 2u);
    c = c[1];
    EXPECT_EQ(a.object()->references, 1u);
  }
  EXPECT_EQ(Heap::current().live_blocks(), before);
}

TEST(Value, DeepNestingNeitherEndsNorComparesOnTheStack) {
  Value deep = list({});
  for (int i = 0; i < 1000000; ++i) deep = list({deep});
  EXPECT_EQ(raised_by([&] { to_repr(deep); }),
            "RecursionError: maximum recursion depth exceeded while getting the repr of an object");
  Value other = list({});
  for (int i = 0; i < 5000; ++i) other = list({other});
  EXPECT_EQ(raised_by([&] { deep == other; }), "RecursionError: maximum recursion depth exceeded in comparison");
}

TEST(Text, IndexesByCodePoint) {
  std::string long_text;
  for (int i = 0; i < 1000; ++i) long_text += i % 3 == 0 ? "a" : i % 3 == 1 ? "é" : "😀";
  Value text = make_str(long_text);
  EXPECT_EQ(str_length(text), 1000u);
  for (std::size_t i = 0; i < 1000; i += 7) EXPECT_EQ(text[i].text(), i % 3 == 0 ? "a" : i % 3 == 1 ? "é" : "😀");
  EXPECT_EQ(text[-1].text(), "a");
  EXPECT_EQ(str_length(text[slice(None, None, -1)]), 1000u);
  Value literal = "äöü";
  EXPECT_EQ(literal[1].text(), "ö");
  EXPECT_EQ(literal[slice(1, None)].text(), "öü");
}

TEST(Text, GrowsInPlaceOnlyWhenNobodyElseLooks) {
  Value text = make_str("é");
  text += "a";
  text += "b";
  EXPECT_EQ(text[1].text(), "a");
  Value other = text;
  text += "ö";
  EXPECT_EQ(other.text(), "éab");
  EXPECT_EQ(text.text(), "éabö");
  EXPECT_EQ(str_length(text), 4u);
  std::uint64_t before = hash_of(text);
  text += "x";
  EXPECT_NE(hash_of(text), before);
  EXPECT_EQ(hash_of(text), hash_of("éaböx"));
}

TEST(Operators, RefuseInPythonsWords) {
  EXPECT_EQ(raised_by([] { Value(1) + Value("a"); }), "TypeError: unsupported operand type(s) for +: 'int' and 'str'");
  EXPECT_EQ(raised_by([] { Value("a") + Value(1); }), "TypeError: can only concatenate str (not \"int\") to str");
  EXPECT_EQ(raised_by([] { Value("a") * Value(1.5); }),
            "TypeError: can't multiply sequence by non-int of type 'float'");
  EXPECT_EQ(raised_by([] { Value(1) < Value("a"); }),
            "TypeError: '<' not supported between instances of 'int' and 'str'");
  EXPECT_EQ(raised_by([] { -Value("a"); }), "TypeError: bad operand type for unary -: 'str'");
  EXPECT_EQ(raised_by([] { in_place(Operator::kSub, "a", 1); }),
            "TypeError: unsupported operand type(s) for -=: 'str' and 'int'");
  EXPECT_EQ(raised_by([] { Value("abc")["a"]; }), "TypeError: string indices must be integers, not 'str'");
  EXPECT_EQ(raised_by([] { list({1})[5]; }), "IndexError: list index out of range");
  EXPECT_EQ(raised_by([] { in(1, "a"); }), "TypeError: 'in <string>' requires string as left operand, not int");
}

TEST(Operators, InPlaceKeepsTheIdentityOfWhatIsMutable) {
  Value a = list({1});
  Value b = a;
  b += list({2});
  EXPECT_TRUE(is(a, b));
  EXPECT_EQ(to_repr(a), "[1, 2]");
  Value t = tuple({1});
  Value u = t;
  u += tuple({2});
  EXPECT_FALSE(is(t, u));
}

TEST(Unpack, CountsItsElements) {
  auto [first, rest, last] = unpack_rest<1, 1>(list({1, 2, 3, 4}));
  EXPECT_EQ(to_repr(tuple({first, rest, last})), "(1, [2, 3], 4)");
  EXPECT_EQ(raised_by([] { unpack<2>(list({1})); }), "ValueError: not enough values to unpack (expected 2, got 1)");
  EXPECT_EQ(raised_by([] { unpack<2>("abc"); }), "ValueError: too many values to unpack (expected 2)");
  EXPECT_EQ(raised_by([] { unpack<2>(5); }), "TypeError: cannot unpack non-iterable int object");
}

TEST(Repr, ShowsContainersThatContainThemselves) {
  Value l = list({1});
  append(l, l);
  EXPECT_EQ(to_repr(l), "[1, [...]]");
  Value d = dict({});
  d.set_item("d", d);
  EXPECT_EQ(to_repr(d), "{'d': {...}}");
  l.call("clear");
  d.call("clear");
}

TEST(Sort, IsStableAndSurvivesWhatCannotBeOrdered) {
  Value pairs = list({tuple({1, "b"}), tuple({0, "x"}), tuple({1, "a"})});
  static const FunctionInfo kFirst{"first", 1, nullptr, {{"pair"}}, nullptr};
  Value key = closure(kFirst, [](Value* bound) { return bound[0][0]; });
  pairs.call("sort", {}, {{"key", key}, {"reverse", true}});
  EXPECT_EQ(to_repr(pairs), "[(1, 'b'), (1, 'a'), (0, 'x')]");
  Value mixed = list({3, 1, "a", 2});
  EXPECT_EQ(raised_by([&] { mixed.call("sort"); }),
            "TypeError: '<' not supported between instances of 'str' and 'int'");
  EXPECT_EQ(py("len")({mixed}).as_int(), 4);
}

TEST(FString, JoinsItsParts) {
  Value name = make_str("é");
  EXPECT_EQ(fstring({"<", Field{name}, "> ", Field{1.5}, " ", Field{"a", 'r'}}).text(), "<é> 1.5 'a'");
}

}  // namespace
}  // namespace pbc
