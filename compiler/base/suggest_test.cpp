// SPDX-License-Identifier: Apache-2.0
#include "compiler/base/suggest.h"

#include <gtest/gtest.h>

namespace pbc {
namespace {

TEST(EditDistanceTest, CountsEditsAndSwaps) {
  EXPECT_EQ(edit_distance("", "", 5), 0U);
  EXPECT_EQ(edit_distance("collect2", "colect2", 5), 1U);
  EXPECT_EQ(edit_distance("collect2", "colelct2", 5), 1U);
  EXPECT_EQ(edit_distance("kitten", "sitting", 5), 3U);
  EXPECT_EQ(edit_distance("abc", "", 5), 3U);
}

TEST(EditDistanceTest, StopsAtTheLimit) {
  EXPECT_EQ(edit_distance("abcdef", "uvwxyz", 2), 3U);
  EXPECT_EQ(edit_distance("a", "abcdefgh", 2), 3U);
}

TEST(DidYouMeanTest, FindsTheNearestName) {
  const std::vector<std::string> names = {"act", "collect", "collect2", "get_format_data", "Note"};
  EXPECT_EQ(did_you_mean("colect2", names), "did you mean `collect2`?");
  EXPECT_EQ(did_you_mean("note", names), "did you mean `Note`?");
  EXPECT_EQ(did_you_mean("get_data_format", names), "did you mean `get_format_data`?");
  EXPECT_EQ(did_you_mean("unrelated", names), "");
  EXPECT_EQ(did_you_mean("xyz", std::vector<std::string>()), "");
}

TEST(DidYouMeanTest, NeverSuggestsTheNameItself) {
  EXPECT_EQ(did_you_mean("act", std::vector<std::string>{"act"}), "");
}

TEST(DidYouMeanTest, ShortNamesNeedToBeVeryNear) {
  EXPECT_EQ(did_you_mean("ab", std::vector<std::string>{"xy"}), "");
  EXPECT_EQ(did_you_mean("ab", std::vector<std::string>{"ac"}), "did you mean `ac`?");
}

}  // namespace
}  // namespace pbc
