// SPDX-License-Identifier: Apache-2.0
#include "compiler/plan/layout.h"

#include <gtest/gtest.h>

#include <random>

namespace pbc::plan {
namespace {

bool overlap(const Box& a, const Box& b) {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

Box label_of(const Arrow& arrow) {
  return {arrow.label_width, arrow.label_height, arrow.label_x - arrow.label_width / 2,
          arrow.label_y - arrow.label_height / 2};
}

TEST(Layout, OfNothingIsEmpty) {
  std::vector<Box> boxes;
  std::vector<Arrow> arrows;
  EXPECT_EQ(lay_out(boxes, arrows).width, 0);
}

TEST(Layout, PutsWhatFollowsBelowAndAChainStraight) {
  std::vector<Box> boxes = {{100, 40}, {60, 20}, {140, 40}};
  std::vector<Arrow> arrows = {{.from = 0, .to = 1}, {.from = 1, .to = 2}};
  lay_out(boxes, arrows);
  EXPECT_GT(boxes[1].y, boxes[0].y + boxes[0].height);
  EXPECT_GT(boxes[2].y, boxes[1].y + boxes[1].height);
  EXPECT_EQ(boxes[0].x + 50, boxes[1].x + 30);
  EXPECT_EQ(boxes[1].x + 30, boxes[2].x + 70);
}

TEST(Layout, LeavesOutTheLongestOfTooManyArrows) {
  constexpr std::size_t kCount = 400;
  std::vector<Box> boxes(kCount, Box{50, 20});
  std::vector<Arrow> arrows;
  for (std::size_t i = 0; i + 1 < kCount; ++i)
    for (std::size_t k = i + 1; k < kCount; ++k) arrows.push_back({.from = i, .to = k});
  lay_out(boxes, arrows);
  for (const Arrow& arrow : arrows) EXPECT_FALSE(arrow.is_left_out && arrow.to == arrow.from + 1);
  EXPECT_TRUE(arrows[kCount - 2].is_left_out);  // from the first to the last
}

/// Random graphs: no two boxes or labels lie on one another, and all lie in the picture.
TEST(Layout, NothingOverlaps) {
  std::mt19937 random(1);
  const auto below = [&](std::size_t limit) { return static_cast<std::size_t>(random() % limit); };
  for (int round = 0; round < 200; ++round) {
    std::vector<Box> boxes;
    const std::size_t count = 1 + below(30);
    for (std::size_t i = 0; i < count; ++i)
      boxes.push_back({30 + static_cast<double>(below(200)), 20 + static_cast<double>(below(60))});
    std::vector<Arrow> arrows;
    for (std::size_t i = 0; i < below(60); ++i) {
      const std::size_t a = below(count);
      const std::size_t b = below(count);
      if (a == b) continue;
      Arrow arrow{.from = a, .to = b, .is_back = a > b};
      if (below(2) == 0) {
        arrow.label_width = 20 + static_cast<double>(below(150));
        arrow.label_height = 17;
      }
      arrows.push_back(arrow);
    }
    const Size size = lay_out(boxes, arrows);
    std::vector<Box> all = boxes;
    for (const Arrow& arrow : arrows) {
      EXPECT_FALSE(arrow.path.empty());
      if (arrow.label_width > 0) all.push_back(label_of(arrow));
      const Box& upper = boxes[arrow.is_back ? arrow.to : arrow.from];
      const Box& lower = boxes[arrow.is_back ? arrow.from : arrow.to];
      EXPECT_LT(upper.y + upper.height, lower.y);
    }
    for (std::size_t i = 0; i < all.size(); ++i) {
      EXPECT_GE(all[i].x, -1);
      EXPECT_LE(all[i].x + all[i].width, size.width + 1.5);
      EXPECT_LE(all[i].y + all[i].height, size.height + 0.5);
      for (std::size_t k = 0; k < i; ++k) EXPECT_FALSE(overlap(all[i], all[k])) << "round " << round;
    }
  }
}

}  // namespace
}  // namespace pbc::plan
