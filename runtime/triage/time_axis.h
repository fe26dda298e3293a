// SPDX-License-Identifier: Apache-2.0
//
// Where times stand in a picture. A triage may take half a second, and then wait ten minutes for a person: what is much
// longer than all the rest, and in which nothing begins or ends, is shortened.
#pragma once

#include <string>
#include <vector>

#include "live/live.h"

namespace pbc::triage {

class TimeAxis {
 public:
  struct Piece {
    live::Micros begin, end;
    double x, width;
    bool is_broken;  // shortened
  };
  struct Tick {
    double x;
    live::Micros time;
  };

  /// `instants` are those at which something begins or ends.
  TimeAxis(std::vector<live::Micros> instants, double left, double width);

  double at(live::Micros time) const;
  const std::vector<Piece>& pieces() const { return pieces_; }
  std::vector<Tick> ticks() const;

 private:
  double left_;
  double scale_ = 0;  // pixels of a microsecond
  std::vector<Piece> pieces_;
};

}  // namespace pbc::triage
