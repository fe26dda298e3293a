// SPDX-License-Identifier: Apache-2.0
#include "python/python_test.h"

namespace pbc {
namespace {

TEST(Table, KeysThatAreEqualAreOne) {
  Table table;
  table.set(1, "int");
  table.set(1.0, "float");
  table.set(true, "bool");
  ASSERT_EQ(table.size(), 1u);
  EXPECT_EQ(table.at(table.next(0)).key.tag(), Tag::kInt);  // the first key stays
  EXPECT_EQ(table.find(Value(1))->text(), "bool");
}

TEST(Table, LiteralsAndHeapTextAreTheSameKeys) {
  Table table;
  table.set("name", 1);
  EXPECT_EQ(table.find(make_str("name"))->as_int(), 1);
  EXPECT_EQ(table.find("name")->as_int(), 1);
  table.set(make_str("name"), 2);
  EXPECT_EQ(table.size(), 1u);
}

/// Against a plain vector as the model, through growth, erasure and compaction.
TEST(Table, KeepsInsertionOrderThroughEverything) {
  Table table;
  std::vector<std::pair<std::int64_t, std::int64_t>> model;
  std::uint32_t random = 1;
  for (int step = 0; step < 20000; ++step) {
    random = random * 1664525u + 1013904223u;
    auto key = static_cast<std::int64_t>(random >> 8) % 300;
    auto known = std::find_if(model.begin(), model.end(), [&](const auto& entry) { return entry.first == key; });
    if ((random >> 28) % 2 == 0) {
      table.set(key, step);
      if (known == model.end()) {
        model.emplace_back(key, step);
      } else {
        known->second = step;
      }
    } else {
      EXPECT_EQ(table.erase(key), known != model.end());
      if (known != model.end()) model.erase(known);
    }
    ASSERT_EQ(table.size(), model.size());
  }
  std::size_t i = 0;
  for (const Table::Entry& entry : table.entries()) {
    EXPECT_EQ(entry.key.as_int(), model[i].first);
    EXPECT_EQ(entry.value.as_int(), model[i].second);
    ++i;
  }
  EXPECT_EQ(i, model.size());
}

TEST(Table, RefusesUnhashableKeysEvenWhenEmpty) {
  Table table;
  EXPECT_EQ(raised_by([&] { table.find(list({})); }), "TypeError: unhashable type: 'list'");
  EXPECT_EQ(raised_by([&] { table.set(tuple({dict({})}), 1); }), "TypeError: unhashable type: 'dict'");
  EXPECT_TRUE(table.empty());
}

TEST(Dict, ChangeDuringIterationIsAnError) {
  Value d = dict({{1, 2}, {3, 4}});
  EXPECT_EQ(raised_by([&] {
              for (Value key : iterate(d)) d.set_item(key + Value(10), None);
            }),
            "RuntimeError: dictionary changed size during iteration");
  Value s = set({1});
  EXPECT_EQ(raised_by([&] {
              for (Value item : iterate(s)) s.call("add", {item + Value(1)});
            }),
            "RuntimeError: Set changed size during iteration");
}

TEST(Dict, MethodsAndViews) {
  Value d = dict({{"a", 1}});
  Value keys = d.call("keys");
  d.set_item("b", 2);
  EXPECT_EQ(to_repr(keys), "dict_keys(['a', 'b'])");
  EXPECT_EQ(to_repr(d.call("setdefault", {"c", list({})})), "[]");
  EXPECT_EQ(to_repr(d.call("popitem")), "('c', [])");
  EXPECT_EQ(to_repr(d | dict({{"a", 9}})), "{'a': 9, 'b': 2}");
  EXPECT_EQ(to_repr(keys & list({"b", "z"})), "{'b'}");
  EXPECT_EQ(raised_by([&] { d["x"]; }), "KeyError: 'x'");
  EXPECT_EQ(raised_by([&] {
              d.call("update", {list({tuple({1, 2, 3})})});
            }),
            "ValueError: dictionary update sequence element #0 has length 3; 2 is required");
}

TEST(Set, IteratesThroughNumbersAsCPythonDoesAndThroughTextInOrderOfFirstInsertion) {
  Value s = py("set")({list({3, 1, 2, 3, 1})});
  EXPECT_EQ(to_repr(s), "{1, 2, 3}");
  EXPECT_EQ(to_repr(s - set({1})), "{2, 3}");
  EXPECT_EQ(to_repr(s | set({9})), "{1, 2, 3, 9}");
  EXPECT_EQ(to_repr(set({"c", "a", "b", "a"})), "{'c', 'a', 'b'}");
  EXPECT_TRUE(in(set({1}), set({py("frozenset")({list({1})})})));
}

}  // namespace
}  // namespace pbc
