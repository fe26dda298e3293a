// SPDX-License-Identifier: Apache-2.0
#include "phantom/expand.h"

#include <gtest/gtest.h>

#include "phantom/network.h"
#include "phantom/testing.h"

namespace pbc::engine {
namespace {

/// What is left of `value` when the elements that `path` leads to and that show as one of `wanted` are kept.
Mask keep(const Value& value, const Datapath& path, std::initializer_list<const char*> wanted) {
  Mask mask;
  const Column columns[] = {{&path, 0, &value}};
  Rows rows(1, true);
  expand(columns, rows);
  for (std::size_t i = 0; i < rows.size(); ++i)
    for (const char* text : wanted)
      if (show(rows.cell(i, 0)) == text) mask.add(rows.trail(i, 0));
  return mask;
}

Datapath path(const char* text) { return parse_datapath(std::string("b:action_result.") + text); }

class Masks : public testing::Test {
 protected:
  HeapScope memory_;
  Value value_ =
      json("{'l': [{'x': 1, 'm': [1, 2]}, {'x': 2, 'm': [3]}, {'x': 3, 'm': []}], 'd': {'p': 1, 'q': 2}, 's': 's'}");
};

TEST_F(Masks, KeepElementsAndWhatStandsBeside) {
  EXPECT_EQ(show(keep(value_, path("l.*.x"), {"1", "3"}).apply(value_)),
            "{'l': [{'x': 1, 'm': [1, 2]}, {'x': 3, 'm': []}], 'd': {'p': 1, 'q': 2}, 's': 's'}");
  EXPECT_EQ(show(keep(value_, path("l.*.m.*"), {"2", "3"}).apply(value_)["l"]),
            "[{'x': 1, 'm': [2]}, {'x': 2, 'm': [3]}]");
  EXPECT_EQ(show(keep(value_, path("l.*.m.*"), {"None"}).apply(value_)["l"]), "[{'x': 3, 'm': []}]");
  EXPECT_EQ(show(keep(value_, path("d.*"), {"2"}).apply(value_)["d"]), "{'q': 2}");
  EXPECT_EQ(show(keep(value_, path("l.x"), {"2"}).apply(value_)["l"]), "[{'x': 2, 'm': [3]}]")
      << "a wildcard that is not written";
  EXPECT_TRUE(is(keep(value_, path("s"), {"'s'"}).apply(value_), value_)) << "nothing to reduce: shared";
}

TEST_F(Masks, UniteToWhatEitherKeeps) {
  Datapath x = path("l.*.x");
  Datapath m = path("l.*.m.*");
  Datapath s = path("s");
  auto united = [&](Mask a, const Mask& b) {
    a.unite(b);
    return show(a.apply(value_)["l"]);
  };
  EXPECT_EQ(united(keep(value_, x, {"1"}), keep(value_, x, {"3"})), "[{'x': 1, 'm': [1, 2]}, {'x': 3, 'm': []}]");
  EXPECT_EQ(united(keep(value_, m, {"1"}), keep(value_, m, {"3"})), "[{'x': 1, 'm': [1]}, {'x': 2, 'm': [3]}]");
  EXPECT_EQ(united(keep(value_, m, {"1"}), keep(value_, m, {"2"})), "[{'x': 1, 'm': [1, 2]}]");
  EXPECT_EQ(united(keep(value_, m, {"1"}), keep(value_, x, {"1"})), "[{'x': 1, 'm': [1, 2]}]")
      << "the second keeps it whole";
  EXPECT_EQ(united(keep(value_, m, {"1"}), keep(value_, s, {"'s'"})), show(value_["l"]));
  EXPECT_EQ(united(keep(value_, path("l.0.m.*"), {"1"}), keep(value_, x, {"2"})),
            "[{'x': 1, 'm': [1]}, {'x': 2, 'm': [3]}, {'x': 3, 'm': []}]");
  EXPECT_EQ(united(keep(value_, x, {"2"}), keep(value_, path("l.0.m.*"), {"1"})),
            "[{'x': 1, 'm': [1]}, {'x': 2, 'm': [3]}, {'x': 3, 'm': []}]");
}

TEST_F(Masks, OneColumnAloneGivesTheSameCells) {
  for (const char* text : {"l", "l.*", "l.*.x", "l.x", "l.*.m.*", "l.1.x", "l.7.x", "d.*", "d.p", "s.t", "s.*", "x",
                           "*", "*.*", "l.*.*"}) {
    Datapath one = path(text);
    std::vector<Value> cells;
    expand_column(one, 0, value_, cells);
    const Column columns[] = {{&one, 0, &value_}};
    Rows rows(1);
    expand(columns, rows);
    ASSERT_EQ(cells.size(), rows.size()) << text;
    for (std::size_t i = 0; i < cells.size(); ++i) EXPECT_EQ(show(cells[i]), show(rows.cell(i, 0))) << text;
  }
}

TEST(Networks, AreReadAndContain) {
  auto contains = [](const char* network, const char* address) {
    std::optional<IpNetwork> read = parse_network(network);
    return read && parse_ip(address) && read->contains(*parse_ip(address));
  };
  EXPECT_TRUE(contains("10.0.0.0/8", "10.255.255.255"));
  EXPECT_FALSE(contains("10.0.0.0/8", "11.0.0.0"));
  EXPECT_TRUE(contains("192.168.4.0/22", "192.168.7.1"));
  EXPECT_FALSE(contains("192.168.4.0/22", "192.168.8.1"));
  EXPECT_TRUE(contains("0.0.0.0/0", "1.2.3.4"));
  EXPECT_TRUE(contains("1.2.3.4/32", "1.2.3.4"));
  EXPECT_TRUE(contains("10.0.0.0/255.0.0.0", "10.1.1.1"));
  EXPECT_TRUE(contains("10.0.0.0/0.255.255.255", "10.1.1.1")) << "a host mask";
  EXPECT_TRUE(contains("fe80::/10", "febf::1"));
  EXPECT_FALSE(contains("fe80::/10", "1.2.3.4"));
  for (const char* text : {"", "10.0.0.0", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0/8", "::/129", "x/8",
                           "10.0.0.0/8/8", "10.0.0.0/255.0.255.0"})
    EXPECT_FALSE(parse_network(text)) << text;
  for (const char* text : {"", "1.2.3", "1.2.3.4.5", "256.1.1.1", "01.2.3.4", " 1.2.3.4", "1.2.3.4 ", "g::"})
    EXPECT_FALSE(parse_ip(text)) << text;
}

}  // namespace
}  // namespace pbc::engine
