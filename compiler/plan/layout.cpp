// SPDX-License-Identifier: Apache-2.0
#include "compiler/plan/layout.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace pbc::plan {
namespace {

constexpr std::size_t kNone = std::numeric_limits<std::size_t>::max();
constexpr std::size_t kMostItems = 40000;  // boxes, and rows that arrows pass
constexpr int kSweeps = 24;
constexpr int kSettlings = 40;
constexpr double kBoxDistance = 26;
constexpr double kLineDistance = 14;
constexpr double kWidest = 1800;  // of a row, where it can be helped
constexpr double kGap = 22;       // between rows; twice as much between boxes

/// What has a place in a row: a box, a label, or the point where an arrow passes.
struct Item {
  std::size_t row = 0;
  double width = 0;
  bool is_box = false;
  double x = 0;                 // its middle
  std::size_t place = 0;        // in its row
  std::vector<std::size_t> up;  // items of the row before
  std::vector<std::size_t> down;
};

class Layout {
 public:
  Layout(std::vector<Box>& boxes, std::vector<Arrow>& arrows) : boxes_(boxes), arrows_(arrows) {}

  Size run() {
    if (boxes_.empty()) return {};
    rank();
    leave_out();
    make_items();
    order();
    place();
    straighten();
    return draw();
  }

 private:
  std::size_t upper(const Arrow& arrow) const { return arrow.is_back ? arrow.to : arrow.from; }
  std::size_t lower(const Arrow& arrow) const { return arrow.is_back ? arrow.from : arrow.to; }

  // --- Rows ---

  void rank() {
    ranks_.assign(boxes_.size(), 0);
    std::vector<std::size_t> before(boxes_.size(), 0);
    std::vector<std::vector<std::size_t>> next(boxes_.size());
    for (const Arrow& arrow : arrows_) {
      next[upper(arrow)].push_back(lower(arrow));
      ++before[lower(arrow)];
    }
    std::vector<std::size_t> work;
    for (std::size_t i = 0; i < boxes_.size(); ++i)
      if (before[i] == 0) work.push_back(i);
    for (std::size_t i = 0; i < work.size(); ++i)
      for (const std::size_t to : next[work[i]]) {
        ranks_[to] = std::max(ranks_[to], ranks_[work[i]] + 1);
        if (--before[to] == 0) work.push_back(to);
      }
    fold_rows();
    // What has no arrow at all comes last: on_finish.
    std::size_t last = *std::ranges::max_element(ranks_);
    for (std::size_t i = 0; i < boxes_.size(); ++i) {
      const bool is_alone =
          std::ranges::none_of(arrows_, [&](const Arrow& arrow) { return arrow.from == i || arrow.to == i; });
      if (is_alone && i != 0) ranks_[i] = last;
    }
  }

  /// Of a row that is too wide, those boxes that nothing follows stand in several rows, side by side and below.
  void fold_rows() {
    std::vector<bool> has_next(boxes_.size(), false);
    std::vector<bool> has_before(boxes_.size(), false);
    for (const Arrow& arrow : arrows_) has_next[upper(arrow)] = has_before[lower(arrow)] = true;
    std::vector<std::vector<std::size_t>> ranked(*std::ranges::max_element(ranks_) + 1);
    for (std::size_t i = 0; i < boxes_.size(); ++i) ranked[ranks_[i]].push_back(i);
    for (const std::vector<std::size_t>& row : ranked) {
      double width = 0;
      for (const std::size_t box : row) width += boxes_[box].width + kBoxDistance;
      const auto rows = static_cast<std::size_t>(std::ceil(width / kWidest));
      std::size_t count = 0;
      for (const std::size_t box : row)
        if (rows > 1 && !has_next[box] && has_before[box]) ranks_[box] += count++ % rows;
    }
  }

  void leave_out() {
    std::vector<std::size_t> by_length(arrows_.size());
    std::iota(by_length.begin(), by_length.end(), std::size_t{0});
    const auto length = [&](std::size_t arrow) {
      return ranks_[lower(arrows_[arrow])] - ranks_[upper(arrows_[arrow])];
    };
    std::ranges::stable_sort(by_length, {}, length);
    std::size_t items = boxes_.size();
    for (const std::size_t arrow : by_length) {
      items += 2 * length(arrow);
      arrows_[arrow].is_left_out = items > kMostItems;
    }
  }

  void make_items() {
    const std::size_t count = 2 * *std::ranges::max_element(ranks_) + 1;
    rows_.resize(count);
    label_heights_.assign(count, 0);
    for (std::size_t i = 0; i < boxes_.size(); ++i)
      items_.push_back({.row = 2 * ranks_[i], .width = boxes_[i].width, .is_box = true, .up = {}, .down = {}});
    for (Arrow& arrow : arrows_) {
      std::vector<std::size_t>& chain = chains_.emplace_back();
      if (arrow.is_left_out) continue;
      chain.push_back(upper(arrow));
      for (std::size_t row = 2 * ranks_[upper(arrow)] + 1; row < 2 * ranks_[lower(arrow)]; ++row) {
        const bool is_label = chain.size() == 1 && arrow.label_width > 0;
        if (is_label) label_heights_[row] = std::max(label_heights_[row], arrow.label_height);
        chain.push_back(items_.size());
        items_.push_back({.row = row, .width = is_label ? arrow.label_width : 0, .up = {}, .down = {}});
      }
      chain.push_back(lower(arrow));
      for (std::size_t i = 1; i < chain.size(); ++i) {
        items_[chain[i - 1]].down.push_back(chain[i]);
        items_[chain[i]].up.push_back(chain[i - 1]);
      }
    }
  }

  // --- Order ---

  void order() {
    // At first as a walk in the order of the playbook gets there.
    std::vector<bool> is_known(items_.size(), false);
    for (std::size_t start = 0; start < boxes_.size(); ++start) {
      std::vector<std::size_t> work = {start};
      while (!work.empty()) {
        const std::size_t at = work.back();
        work.pop_back();
        if (is_known[at]) continue;
        is_known[at] = true;
        rows_[items_[at].row].push_back(at);
        work.insert(work.end(), items_[at].down.rbegin(), items_[at].down.rend());
      }
    }
    for (auto& row : rows_) number(row);
    auto best = rows_;
    std::size_t fewest = crossings();
    for (int sweep = 0, without_gain = 0; sweep < kSweeps && fewest != 0 && without_gain < 6; ++sweep) {
      if (sweep % 2 == 0)
        for (std::size_t row = 1; row < rows_.size(); ++row) sort(rows_[row], &Item::up);
      else
        for (std::size_t row = rows_.size() - 1; row-- > 0;) sort(rows_[row], &Item::down);
      const std::size_t count = crossings();
      ++without_gain;
      if (count >= fewest) continue;
      without_gain = 0;
      fewest = count;
      best = rows_;
    }
    rows_ = std::move(best);
    for (auto& row : rows_) number(row);
  }

  void number(const std::vector<std::size_t>& row) {
    for (std::size_t i = 0; i < row.size(); ++i) items_[row[i]].place = i;
  }

  /// By the mean place of the neighbours on one side; what has none there keeps its place.
  void sort(std::vector<std::size_t>& row, std::vector<std::size_t> Item::*side) {
    std::vector<std::pair<double, std::size_t>> keyed;
    std::vector<std::size_t> fixed(row.size(), kNone);
    for (std::size_t i = 0; i < row.size(); ++i) {
      const auto& neighbours = items_[row[i]].*side;
      if (neighbours.empty()) {
        fixed[i] = row[i];
        continue;
      }
      double sum = 0;
      for (const std::size_t neighbour : neighbours) sum += static_cast<double>(items_[neighbour].place);
      keyed.emplace_back(sum / static_cast<double>(neighbours.size()), row[i]);
    }
    std::ranges::stable_sort(keyed, {}, &std::pair<double, std::size_t>::first);
    auto next = keyed.begin();
    for (std::size_t i = 0; i < row.size(); ++i) row[i] = fixed[i] != kNone ? fixed[i] : (next++)->second;
    number(row);
  }

  /// How many pairs of arrows cross between neighbouring rows.
  std::size_t crossings() const {
    std::size_t count = 0;
    for (std::size_t row = 1; row < rows_.size(); ++row) {
      std::vector<std::size_t> below;  // ends in the lower row, by their beginnings
      for (const std::size_t item : rows_[row - 1]) {
        std::vector<std::size_t> ends;
        for (const std::size_t down : items_[item].down) ends.push_back(items_[down].place);
        std::ranges::sort(ends);
        below.insert(below.end(), ends.begin(), ends.end());
      }
      // Inversions, by a Fenwick tree.
      std::vector<std::size_t> tree(rows_[row].size() + 1, 0);
      for (std::size_t i = below.size(); i-- > 0;) {
        for (std::size_t at = below[i]; at > 0; at -= at & (~at + 1)) count += tree[at];
        for (std::size_t at = below[i] + 1; at < tree.size(); at += at & (~at + 1)) ++tree[at];
      }
    }
    return count;
  }

  // --- Places ---

  double distance(std::size_t left, std::size_t right) const {
    const bool both_boxes = items_[left].is_box && items_[right].is_box;
    return (items_[left].width + items_[right].width) / 2 + (both_boxes ? kBoxDistance : kLineDistance);
  }

  void place() {
    for (const auto& row : rows_) {
      double x = 0;
      for (std::size_t i = 0; i < row.size(); ++i) {
        if (i != 0) x += distance(row[i - 1], row[i]);
        items_[row[i]].x = x;
      }
    }
    for (int round = 0; round < kSettlings; ++round) {
      const bool is_last = round + 10 >= kSettlings;
      if (round % 2 == 0)
        for (std::size_t row = 0; row < rows_.size(); ++row) settle(rows_[row], true, is_last);
      else
        for (std::size_t row = rows_.size(); row-- > 0;) settle(rows_[row], is_last, true);
    }
  }

  /// As near to the neighbours as the order and the distances allow: least squares under inequalities, which is
  /// isotonic regression, by pooling adjacent violators.
  void settle(const std::vector<std::size_t>& row, bool by_up, bool by_down) {
    struct Pool {
      double sum;
      double weight;
      std::size_t count;
      double mean() const { return sum / weight; }
    };
    std::vector<Pool> pools;
    std::vector<double> offsets(row.size(), 0);
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i != 0) offsets[i] = offsets[i - 1] + distance(row[i - 1], row[i]);
      const Item& item = items_[row[i]];
      // What has no neighbours stands beside the one before it.
      const bool is_free = item.up.empty() && item.down.empty() && i != 0;
      double sum = 0.01 * (is_free ? items_[row[i - 1]].x + distance(row[i - 1], row[i]) : item.x);
      double weight = 0.01;
      const auto pull = [&](const std::vector<std::size_t>& neighbours, std::vector<std::size_t> Item::*back) {
        for (const std::size_t neighbour : neighbours) {
          // Long arrows want to be straight, and so do chains.
          const bool is_chain = neighbours.size() == 1 && (items_[neighbour].*back).size() == 1;
          const int boxes = (item.is_box ? 1 : 0) + (items_[neighbour].is_box ? 1 : 0);
          const double pull = (boxes == 0 ? 8 : boxes == 1 ? 2 : 1) * (is_chain ? 4 : 1);
          sum += pull * items_[neighbour].x;
          weight += pull;
        }
      };
      if (by_up) pull(item.up, &Item::down);
      if (by_down) pull(item.down, &Item::up);
      pools.push_back({sum - weight * offsets[i], weight, 1});
      while (pools.size() > 1 && pools[pools.size() - 2].mean() > pools.back().mean()) {
        const Pool last = pools.back();
        pools.pop_back();
        pools.back().sum += last.sum;
        pools.back().weight += last.weight;
        pools.back().count += last.count;
      }
    }
    std::size_t i = 0;
    for (const Pool& pool : pools)
      for (std::size_t k = 0; k < pool.count; ++k, ++i) items_[row[i]].x = pool.mean() + offsets[i];
  }

  /// Chains become straight where there is room for it, in pieces as long as may be.
  void straighten() {
    const auto is_link = [&](std::size_t up, std::size_t down) {
      return items_[up].down.size() == 1 && items_[down].up.size() == 1;
    };
    for (int round = 0; round < 4; ++round)
      for (std::size_t first = 0; first < items_.size(); ++first) {
        const auto& up = items_[first].up;
        if (up.size() == 1 && is_link(up.front(), first)) continue;
        std::vector<std::size_t> piece;
        double least = 0;
        double most = 0;
        for (std::size_t at = first;;) {
          const auto [low, high] = room(at);
          if (!piece.empty() && std::max(least, low) > std::min(most, high)) align(piece, least, most);
          least = piece.empty() ? low : std::max(least, low);
          most = piece.empty() ? high : std::min(most, high);
          piece.push_back(at);
          if (items_[at].down.size() != 1 || !is_link(at, items_[at].down.front())) break;
          at = items_[at].down.front();
        }
        align(piece, least, most);
      }
  }

  /// Where an item may be while its neighbours in the row stay.
  std::pair<double, double> room(std::size_t index) const {
    const auto& row = rows_[items_[index].row];
    const std::size_t place = items_[index].place;
    constexpr double kFar = 1e9;
    return {place == 0 ? -kFar : items_[row[place - 1]].x + distance(row[place - 1], index),
            place + 1 == row.size() ? kFar : items_[row[place + 1]].x - distance(index, row[place + 1])};
  }

  void align(std::vector<std::size_t>& piece, double least, double most) {
    double sum = 0;
    for (const std::size_t item : piece) sum += items_[item].x;
    const double x = std::max(least, std::min(most, sum / static_cast<double>(piece.size())));
    for (const std::size_t item : piece) items_[item].x = x;
    piece.clear();
  }

  // --- Lines ---

  Size draw() {
    double left = std::numeric_limits<double>::max();
    double right = 0;
    for (Item& item : items_) left = std::min(left, item.x - item.width / 2);
    for (Item& item : items_) {
      item.x = std::round(item.x - left);
      right = std::max(right, item.x + item.width / 2);
    }
    tops_.assign(rows_.size(), 0);
    bottoms_.assign(rows_.size(), 0);
    double y = 0;
    for (std::size_t row = 0; row < rows_.size(); ++row) {
      double height = label_heights_[row];
      for (const std::size_t item : rows_[row])
        if (items_[item].is_box) height = std::max(height, boxes_[item].height);
      // More room where arrows go far to the side.
      double far = 0;
      for (const std::size_t item : rows_[row])
        for (const std::size_t up : items_[item].up) far = std::max(far, std::abs(items_[item].x - items_[up].x));
      if (row != 0) y += kGap + std::round(std::min(36.0, far / 16));
      tops_[row] = y;
      y += height;
      bottoms_[row] = y;
    }
    for (std::size_t i = 0; i < boxes_.size(); ++i) {
      boxes_[i].x = items_[i].x - std::round(boxes_[i].width / 2);
      boxes_[i].y = tops_[items_[i].row];
    }
    for (std::size_t i = 0; i < arrows_.size(); ++i)
      if (!arrows_[i].is_left_out) line(arrows_[i], i);
    return {right, y};
  }

  /// Where an arrow leaves or enters a box: side by side in the order of where they go.
  double port(std::size_t box, const std::vector<std::size_t>& neighbours, std::size_t neighbour) const {
    std::vector<std::size_t> sorted = neighbours;
    std::ranges::sort(sorted, {}, [&](std::size_t item) { return std::pair(items_[item].x, item); });
    const auto place = static_cast<double>(std::ranges::find(sorted, neighbour) - sorted.begin());
    const auto count = static_cast<double>(sorted.size());
    const double step = std::min(18.0, (boxes_[box].width - 28) / count);
    return items_[box].x + std::round((place - (count - 1) / 2) * step);
  }

  static std::string number(double value) { return std::to_string(static_cast<long>(std::lround(value))); }

  void line(Arrow& arrow, std::size_t index) {
    const std::vector<std::size_t>& chain = chains_[index];
    double x = port(chain.front(), items_[chain.front()].down, chain[1]);
    double y = bottoms_[items_[chain.front()].row];
    arrow.path = "M" + number(x) + " " + number(boxes_[chain.front()].y + boxes_[chain.front()].height);
    for (std::size_t i = 1; i < chain.size(); ++i) {
      const Item& item = items_[chain[i]];
      const bool is_end = i + 1 == chain.size();
      const double to_x = is_end ? port(chain[i], item.up, chain[i - 1]) : item.x;
      const double to_y = tops_[item.row];
      const double middle = (y + to_y) / 2;
      arrow.path += "V" + number(y) + "C" + number(x) + " " + number(middle) + " " + number(to_x) + " " +
                    number(middle) + " " + number(to_x) + " " + number(to_y);
      if (!is_end) arrow.path += "V" + number(bottoms_[item.row]);
      x = to_x;
      y = is_end ? to_y : bottoms_[item.row];
      if (i == 1 && arrow.label_width > 0) {
        arrow.label_x = item.x;
        arrow.label_y = (tops_[item.row] + bottoms_[item.row]) / 2;
      }
    }
  }

  std::vector<Box>& boxes_;
  std::vector<Arrow>& arrows_;
  std::vector<std::size_t> ranks_;  // by box; its row is twice as much, labels stand between
  std::vector<Item> items_;         // the boxes first
  std::vector<std::vector<std::size_t>> rows_;
  std::vector<std::vector<std::size_t>> chains_;  // by arrow: its items, from top to bottom
  std::vector<double> label_heights_;             // by row
  std::vector<double> tops_;
  std::vector<double> bottoms_;
};

}  // namespace

Size lay_out(std::vector<Box>& boxes, std::vector<Arrow>& arrows) { return Layout(boxes, arrows).run(); }

}  // namespace pbc::plan
