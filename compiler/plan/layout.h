// SPDX-License-Identifier: Apache-2.0
//
// Where boxes and arrows go, in the manner of Sugiyama, Tagawa and Toda: rows by longest path, order in a row by
// barycentres, places by least squares. Nothing overlaps: an arrow that passes a row has a column of its own there, and
// so has the label of an arrow.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace pbc::plan {

/// Lengths are pixels, y goes down.
struct Box {
  double width = 0;
  double height = 0;
  double x = 0;  // of the left upper corner; set by lay_out()
  double y = 0;
};

struct Arrow {
  std::size_t from = 0;    // boxes
  std::size_t to = 0;      // not the same: an arrow from a box to itself needs no layout
  bool is_back = false;    // it goes up
  double label_width = 0;  // 0: no label
  double label_height = 0;

  // Set by lay_out():
  std::string path{};  // of SVG, from the upper box to the lower
  double label_x = 0;  // its middle
  double label_y = 0;
  bool is_left_out = false;  // a drawing with that many long arrows would be too large
};

struct Size {
  double width = 0;
  double height = 0;
};

/// Places all boxes and arrows, from (0, 0) on. Arrows that do not go back make no circle. Costs some milliseconds for
/// a hundred boxes; the length of all arrows together, counted in rows, is bounded.
Size lay_out(std::vector<Box>& boxes, std::vector<Arrow>& arrows);

}  // namespace pbc::plan
