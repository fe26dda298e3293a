// SPDX-License-Identifier: Apache-2.0
//
// Walking paths into one JSON value: all paths of a root together, so that their cells line up in rows.
#pragma once

#include <map>
#include <span>
#include <vector>

#include "pbc/layout.h"
#include "phantom/datapath.h"

namespace pbc::engine {

/// One path into `start`, from segment `first` on. A null `start` has no value: its cell is None.
struct Column {
  const Datapath* path;
  std::size_t first;
  const Value* start;
};

/// A step from a value to one inside it. `place` is where the parent holds that value, which identifies it as long as
/// the parent does not change.
struct Step {
  const Value* place;
  bool is_element;  // one of those that a wildcard ranges over
};

/// Rows with one cell per column, None at first.
class Rows {
 public:
  /// `with_trails`: how each cell was reached is wanted too.
  explicit Rows(std::size_t width, bool with_trails = false) : width_(width), has_trails_(with_trails) {}

  std::size_t size() const { return size_; }
  std::span<const Value> row(std::size_t row) const { return {cells_.data() + row * width_, width_}; }
  Value& cell(std::size_t row, std::size_t column) { return cells_[row * width_ + column]; }
  const Value& cell(std::size_t row, std::size_t column) const { return cells_[row * width_ + column]; }
  bool has_trails() const { return has_trails_; }
  /// The steps to a cell, from the last to the first.
  std::vector<Step>& trail(std::size_t row, std::size_t column) { return trails_[row * width_ + column]; }
  const std::vector<Step>& trail(std::size_t row, std::size_t column) const { return trails_[row * width_ + column]; }

  /// Adds rows until there are `count`.
  void reach(std::size_t count);
  /// Copies a cell and its trail to the rows below, until they stand on `count` rows.
  void repeat(std::size_t row, std::size_t count, std::size_t column);

 private:
  std::size_t width_;
  std::size_t size_ = 0;
  bool has_trails_;
  Values cells_;
  std::vector<std::vector<Step>> trails_;
};

/// Adds the rows of one root (docs/playbook-api.md, Rows): at least one. The path with most wildcards decides their
/// number; a value above the wildcards repeats; an empty list gives one row with None.
void expand(std::span<const Column> columns, Rows& rows);

/// The cells of one path into `start`, appended to `cells`: what expand() gives for that column alone.
void expand_column(const Datapath& path, std::size_t first, const Value& start, std::vector<Value>& cells);

/// What a filter keeps of one value: everything, or some of the elements that a wildcard ranges over, or everything
/// with some of its children reduced.
class Mask {
 public:
  /// Keeps what `trail` (a row's) leads to, besides what is kept already.
  void add(std::span<const Step> trail);
  /// Keeps what either keeps.
  void unite(const Mask& other);
  /// `value` without what is not kept. Shares whatever is kept as a whole.
  Value apply(const Value& value) const;

 private:
  enum class Kind : std::uint8_t { kAll, kChildren, kElements };
  Kind kind_ = Kind::kAll;
  std::map<const Value*, Mask> parts_;
};

}  // namespace pbc::engine
