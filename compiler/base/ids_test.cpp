// SPDX-License-Identifier: Apache-2.0
#include "compiler/base/ids.h"

#include <gtest/gtest.h>

#include <string>
#include <unordered_set>

namespace pbc {
namespace {

using WordId = Id<struct WordTag>;

TEST(IdTest, IsNoneUntilGiven) {
  EXPECT_TRUE(WordId().is_none());
  EXPECT_FALSE(WordId());
  EXPECT_EQ(WordId(), WordId::kNone);
  EXPECT_TRUE(WordId(0));
  EXPECT_LT(WordId(3), WordId(4));
}

TEST(IdTest, Hashes) {
  const std::unordered_set<WordId> ids = {WordId(1), WordId(2), WordId(1)};
  EXPECT_EQ(ids.size(), 2U);
}

TEST(StoreTest, GivesIdsInOrder) {
  Store<WordId, std::string> words;
  const WordId one = words.add("one");
  const WordId two = words.add("two");
  words[two] += "!";
  EXPECT_EQ(words[one], "one");
  EXPECT_EQ(words[two], "two!");
  std::string all;
  for (const WordId id : words.ids()) all += words[id];
  EXPECT_EQ(all, "onetwo!");
  EXPECT_EQ(words.size(), 2U);
}

TEST(StoreTest, ComparesByContent) {
  Store<WordId, std::string> a;
  Store<WordId, std::string> b;
  a.add("x");
  EXPECT_NE(a, b);
  b.add("x");
  EXPECT_EQ(a, b);
}

TEST(SideTableTest, ReadsDefaultsWhereNothingWasSet) {
  SideTable<WordId, int> lengths;
  lengths.set(WordId(2), 7);
  EXPECT_EQ(lengths[WordId(2)], 7);
  EXPECT_EQ(lengths[WordId(0)], 0);
  EXPECT_EQ(lengths[WordId(99)], 0);
}

}  // namespace
}  // namespace pbc
