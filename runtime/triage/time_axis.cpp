// SPDX-License-Identifier: Apache-2.0
#include "triage/time_axis.h"

#include <algorithm>

namespace pbc::triage {

namespace {

using live::Micros;

constexpr Micros kShort = 5'000'000;  // what is not longer is shown as it is
constexpr Micros kMuchLonger = 3;     // times all that is shorter
constexpr double kBreakWidth = 46;
constexpr double kTickDistance = 90;

/// The length from which on intervals between neighbours of `instants` are shortened.
Micros longest_whole(const std::vector<Micros>& instants) {
  std::vector<Micros> lengths;
  for (std::size_t i = 1; i < instants.size(); ++i) lengths.push_back(instants[i] - instants[i - 1]);
  std::ranges::sort(lengths);
  Micros sum = 0;
  for (const Micros length : lengths) {
    if (length > kShort && sum > 0 && length > kMuchLonger * sum) return length - 1;
    sum += length;
  }
  return sum;
}

/// 1, 2 or 5 times a power of ten.
Micros round_step(double least) {
  Micros step = 1;
  while (true)
    for (const Micros factor : {1, 2, 5}) {
      if (static_cast<double>(step * factor) >= least) return step * factor;
      if (factor == 5) step *= 10;
    }
}

}  // namespace

TimeAxis::TimeAxis(std::vector<Micros> instants, double left, double width) : left_(left) {
  instants.push_back(0);
  std::ranges::sort(instants);
  instants.erase(std::ranges::unique(instants).begin(), instants.end());
  const Micros longest = longest_whole(instants);
  Micros whole = 0;
  double breaks = 0;
  for (std::size_t i = 1; i < instants.size(); ++i) {
    const Micros length = instants[i] - instants[i - 1];
    const bool is_broken = length > longest;
    if (is_broken)
      ++breaks;
    else
      whole += length;
    if (!is_broken && !pieces_.empty() && !pieces_.back().is_broken)
      pieces_.back().end = instants[i];
    else
      pieces_.push_back({instants[i - 1], instants[i], 0, 0, is_broken});
  }
  const double break_width = breaks == 0 ? 0 : std::min(kBreakWidth, width / 2 / breaks);
  if (whole > 0) scale_ = (width - breaks * break_width) / static_cast<double>(whole);
  double x = left;
  for (Piece& piece : pieces_) {
    piece.x = x;
    piece.width = piece.is_broken ? break_width : scale_ * static_cast<double>(piece.end - piece.begin);
    x += piece.width;
  }
}

double TimeAxis::at(Micros time) const {
  for (const Piece& piece : pieces_)
    if (time <= piece.end && time >= piece.begin)
      return piece.x + piece.width * static_cast<double>(time - piece.begin) /
                           static_cast<double>(std::max<Micros>(1, piece.end - piece.begin));
  return pieces_.empty() || time <= 0 ? left_ : pieces_.back().x + pieces_.back().width;
}

std::vector<TimeAxis::Tick> TimeAxis::ticks() const {
  if (scale_ <= 0) return {{left_, 0}};
  const Micros step = round_step(kTickDistance / scale_);
  std::vector<Tick> ticks;
  const auto is_close = [&](double x) { return !ticks.empty() && x - ticks.back().x < kTickDistance * 0.8; };
  const auto add = [&](Micros time) {
    if (const double x = at(time); !is_close(x)) ticks.push_back({x, time});
  };
  for (const Piece& piece : pieces_) {
    if (piece.is_broken) {
      // The time after a break is more worth knowing than that before it.
      const double end = piece.x + piece.width;
      while (is_close(end) && ticks.size() > 1) ticks.pop_back();
      if (!is_close(end)) ticks.push_back({end, piece.end});
      continue;
    }
    add(piece.begin);
    for (Micros time = piece.begin / step * step + step; time <= piece.end; time += step) add(time);
  }
  if (ticks.empty()) ticks.push_back({left_, 0});
  return ticks;
}

}  // namespace pbc::triage
