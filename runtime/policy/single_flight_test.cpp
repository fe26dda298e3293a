// SPDX-License-Identifier: Apache-2.0
#include "policy/single_flight.h"

#include <gtest/gtest.h>

#include <vector>

namespace pbc::policy {
namespace {

using Flights = SingleFlight<int>;
using Role = Flights::Role;

TEST(SingleFlight, LetsOneAskForAll) {
  Flights flights;
  EXPECT_EQ(flights.join("url/a", 1), Role::kLeader);
  EXPECT_EQ(flights.join("url/a", 2), Role::kFollower);
  EXPECT_EQ(flights.join("url/b", 3), Role::kLeader);
  EXPECT_EQ(flights.join("url/a", 4), Role::kFollower);
  EXPECT_EQ(flights.size(), 2u);
  EXPECT_EQ(flights.finish("url/a"), (std::vector{1, 2, 4}));
  EXPECT_FALSE(flights.has("url/a"));
  EXPECT_TRUE(flights.has("url/b"));
}

TEST(SingleFlight, AsksAnewAfterAResult) {
  Flights flights;
  flights.join("k", 1);
  flights.finish("k");
  EXPECT_EQ(flights.join("k", 2), Role::kLeader);
  EXPECT_EQ(flights.finish("k"), std::vector{2});
  EXPECT_TRUE(flights.finish("k").empty());
}

TEST(SingleFlight, LetsTheNextLeadWhenTheLeaderLeaves) {
  Flights flights;
  for (int waiter = 1; waiter <= 4; ++waiter) flights.join("k", waiter);
  EXPECT_FALSE(flights.leave("k", 3));
  EXPECT_EQ(flights.leave("k", 1), 2);
  EXPECT_EQ(flights.join("k", 5), Role::kFollower);
  EXPECT_EQ(flights.finish("k"), (std::vector{2, 4, 5}));
}

TEST(SingleFlight, EndsWhenTheLastLeaves) {
  Flights flights;
  flights.join("k", 1);
  EXPECT_FALSE(flights.leave("k", 9));
  EXPECT_FALSE(flights.leave("other", 1));
  EXPECT_TRUE(flights.has("k"));
  EXPECT_FALSE(flights.leave("k", 1));
  EXPECT_FALSE(flights.has("k"));
  EXPECT_EQ(flights.join("k", 2), Role::kLeader);
}

}  // namespace
}  // namespace pbc::policy
