// SPDX-License-Identifier: Apache-2.0
//
// Walking paths into one JSON value: all paths of a root together, so that their cells line up in rows.
#pragma once

#include <map>
#include <span>
#include <vector>

#include "pbc/value.h"
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

struct Row {
  std::vector<Value> cells;  // one per column
  std::vector<std::vector<Step>>
      trails;  // one per column when asked for: how its cell was reached, from the last step to the first
};

/// Rows of one root (docs/playbook-api.md, Rows): at least one. The path with most wildcards decides their number; a
/// value above the wildcards repeats; an empty list gives one row with None.
std::vector<Row> expand(std::span<const Column> columns, bool with_trails = false);

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
