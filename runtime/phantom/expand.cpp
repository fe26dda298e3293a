// SPDX-License-Identifier: Apache-2.0
#include "phantom/expand.h"

#include <algorithm>

#include "python/errors.h"
#include "python/objects.h"

namespace pbc::engine {

namespace {

/// A column on its way down.
struct Cursor {
  std::size_t column;
  std::size_t at;       // the next segment
  const Value* next;    // where it goes on; null: nowhere
  bool repeats = true;  // what it leads to lies below no wildcard, and stands on every row
};

/// The rows of one value for some of the columns.
struct Extent {
  std::size_t count = 1;
  bool iterated = false;  // a wildcard was passed: rows belong to elements and do not repeat
};

/// Where the segment at `at` leads, which moves past what was taken; null when there is nothing. A key with dots is
/// found before its parts are.
const Value* child(const Value& here, const Datapath& path, std::size_t& at) {
  if (here.is(Tag::kList)) {
    const Values& items = as_list(here);
    std::size_t index = path.segments[at++].index;
    return index < items.size() ? &items[index] : nullptr;
  }
  if (!here.is(Tag::kDict)) return nullptr;
  std::size_t last = at + 1;
  while (last < path.segments.size() && path.segments[last].kind != Segment::Kind::kStar) ++last;
  for (; last > at; --last) {
    if (const Value* found = as_dict(here).find(path.text(at, last))) {
      at = last;
      return found;
    }
  }
  return nullptr;
}

/// Writes every cell to its place at once: what stands side by side has no column in common.
class Expander {
 public:
  Expander(std::span<const Column> columns, Rows& rows) : columns_(columns), rows_(rows) {
    const std::size_t row = rows.size();
    rows.reach(row + 1);
    cursors_.reserve(8 * columns.size());
    // Columns that start at the same value go down together; different ones stand side by side.
    for (std::size_t i = 0; i < columns.size(); ++i) cursors_.push_back({i, columns[i].first, columns[i].start});
    follow(nullptr, 0, cursors_.size(), row);
  }

 private:
  /// The rows of `here`, from `row` on, for the cursors [begin, end), which move.
  Extent walk(const Value& here, std::size_t begin, std::size_t end, std::size_t row) {
    Recursion level(" while reading a datapath");
    for (std::size_t i = begin; i < end; ++i) {
      Cursor& cursor = cursors_[i];
      const Datapath& path = *columns_[cursor.column].path;
      cursor.repeats = true;
      if (cursor.at == path.segments.size()) {
        rows_.cell(row, cursor.column) = here;
        cursor.next = nullptr;
        continue;
      }
      const Segment::Kind kind = path.segments[cursor.at].kind;
      if (kind == Segment::Kind::kStar) {
        ++cursor.at;
        cursor.next = &here;
      } else if (here.is(Tag::kList) && kind == Segment::Kind::kKey) {
        cursor.next = &here;  // a key on a list: as if a wildcard stood before it
      } else {
        cursor.next = child(here, path, cursor.at);
      }
    }
    return follow(&here, begin, end, row);
  }

  /// The rows of where the cursors [begin, end) go on from `here`, those with the same way together, side by side: what
  /// passed no wildcard repeats on every row, elements go by position and leave None where they run out
  /// (choices::kDivergingWildcardsAlign).
  Extent follow(const Value* here, std::size_t begin, std::size_t end, std::size_t row) {
    Extent all;
    for (std::size_t i = begin; i < end; ++i) {
      const Value* const next = cursors_[i].next;
      if (next == nullptr) continue;
      const std::size_t first = cursors_.size();
      for (std::size_t j = i; j < end; ++j)
        if (cursors_[j].next == next) cursors_.push_back(cursors_[j]);
      const std::size_t last = cursors_.size();
      const Extent part = next == here ? walk_elements(*here, first, last, row) : walk(*next, first, last, row);
      if (here != nullptr && next != here) leave_trail(first, last, row, part.count, {next, false});
      for (std::size_t j = i, walked = first; j < end; ++j) {
        if (cursors_[j].next != next) continue;
        cursors_[j].next = nullptr;
        cursors_[j].repeats = next != here && cursors_[walked++].repeats;
      }
      forget(first);
      if (part.iterated) all = {std::max(all.count, part.count), true};
    }
    if (all.count > 1) {
      for (std::size_t i = begin; i < end; ++i)
        if (cursors_[i].repeats) rows_.repeat(row, all.count, cursors_[i].column);
    }
    return all;
  }

  Extent walk_elements(const Value& here, std::size_t begin, std::size_t end, std::size_t row) {
    std::size_t behind = row;
    const auto take = [&](const Value& element) {
      rows_.reach(behind + 1);
      const std::size_t first = cursors_.size();
      for (std::size_t i = begin; i < end; ++i) cursors_.push_back(cursors_[i]);
      const Extent part = walk(element, first, cursors_.size(), behind);
      leave_trail(begin, end, behind, part.count, {&element, true});
      forget(first);
      behind += part.count;
    };
    if (here.is(Tag::kList)) {
      for (const Value& element : as_list(here)) take(element);
    } else if (here.is(Tag::kDict)) {
      for (const Table::Entry& entry : as_dict(here).entries_in_place()) take(entry.value);
    }
    return {std::max<std::size_t>(1, behind - row), true};
  }

  void forget(std::size_t first) {
    cursors_.erase(cursors_.begin() + static_cast<std::ptrdiff_t>(first), cursors_.end());
  }

  void leave_trail(std::size_t begin, std::size_t end, std::size_t row, std::size_t count, Step step) {
    if (!rows_.has_trails()) return;
    for (std::size_t i = begin; i < end; ++i)
      for (std::size_t j = 0; j < count; ++j) rows_.trail(row + j, cursors_[i].column).push_back(step);
  }

  std::span<const Column> columns_;
  Rows& rows_;
  std::vector<Cursor> cursors_;  // those at the end are of the innermost walk
};

}  // namespace

void Rows::reach(std::size_t count) {
  if (count <= size_) return;
  size_ = count;
  cells_.insert(cells_.end(), count * width_ - cells_.size(), None);
  if (has_trails_) trails_.resize(count * width_);
}

void Rows::repeat(std::size_t row, std::size_t count, std::size_t column) {
  for (std::size_t i = 1; i < count; ++i) {
    cell(row + i, column) = cell(row, column);
    if (has_trails_) trail(row + i, column) = trail(row, column);
  }
}

void expand(std::span<const Column> columns, Rows& rows) { Expander(columns, rows); }

void expand_column(const Datapath& path, std::size_t first, const Value& start, std::vector<Value>& cells) {
  if (first == path.segments.size()) {
    cells.push_back(start);
    return;
  }
  Recursion level(" while reading a datapath");
  const bool is_star = path.segments[first].kind == Segment::Kind::kStar;
  const std::size_t before = cells.size();
  if (start.is(Tag::kList) && (is_star || path.segments[first].kind == Segment::Kind::kKey)) {
    for (const Value& element : as_list(start)) expand_column(path, first + is_star, element, cells);
  } else if (is_star) {
    if (start.is(Tag::kDict))
      for (const Table::Entry& entry : as_dict(start).entries_in_place())
        expand_column(path, first + 1, entry.value, cells);
  } else if (const Value* place = child(start, path, first)) {
    expand_column(path, first, *place, cells);
  }
  if (cells.size() == before) cells.push_back(None);
}

void Mask::add(std::span<const Step> trail) {
  if (std::ranges::none_of(trail, &Step::is_element)) return;  // no list to reduce
  Mask* mask = this;
  for (auto step = trail.rbegin(); step != trail.rend(); ++step) {
    // One place may be reached both ways, by `data.*` and by `data.0`; what drops elements wins.
    if (step->is_element) {
      mask->kind_ = Kind::kElements;
    } else if (mask->kind_ == Kind::kAll) {
      mask->kind_ = Kind::kChildren;
    }
    mask = &mask->parts_[step->place];
  }
}

void Mask::unite(const Mask& other) {
  if (kind_ == Kind::kAll) return;
  if (other.kind_ == Kind::kAll) {
    *this = Mask();
    return;
  }
  // A side that does not name a place keeps all of it when it lists children, none of it when it lists elements.
  for (auto part = parts_.begin(); part != parts_.end();) {
    bool other_has_all = other.kind_ == Kind::kChildren && !other.parts_.contains(part->first);
    if (other_has_all && kind_ == Kind::kChildren) {
      part = parts_.erase(part);
      continue;
    }
    if (other_has_all) part->second = Mask();
    ++part;
  }
  for (const auto& [place, mask] : other.parts_) {
    auto own = parts_.find(place);
    if (own != parts_.end()) {
      own->second.unite(mask);
    } else if (kind_ == Kind::kElements) {
      parts_.emplace(place, mask);
    }
  }
  if (other.kind_ == Kind::kChildren) kind_ = Kind::kChildren;
}

Value Mask::apply(const Value& value) const {
  if (kind_ == Kind::kAll) return value;
  auto reduced = [this](const Value& place) {
    auto part = parts_.find(&place);
    return part == parts_.end() ? place : part->second.apply(place);
  };
  auto keeps = [this](const Value& place) { return kind_ != Kind::kElements || parts_.contains(&place); };
  if (value.is(Tag::kList)) {
    Values items;
    for (const Value& item : as_list(value))
      if (keeps(item)) items.push_back(reduced(item));
    return make_list(std::move(items));
  }
  if (!value.is(Tag::kDict)) return value;
  Table table;
  for (const Table::Entry& entry : as_dict(value).entries_in_place())
    if (keeps(entry.value)) table.set(entry.key, reduced(entry.value));
  return make_dict(std::move(table));
}

}  // namespace pbc::engine
