// SPDX-License-Identifier: Apache-2.0
#include "phantom/expand.h"

#include <algorithm>

#include "python/objects.h"

namespace pbc::engine {

namespace {

/// A column on its way down.
struct Cursor {
  std::size_t column;
  std::size_t at;  // the next segment
};

/// The rows of one value for some of the columns.
struct Part {
  std::vector<Row> rows;
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

/// Calls `visit` with where the dict holds each of its values: entries() copies them.
template <typename Visit>
void each_place(const Value& dict, Visit visit) {
  const Table& table = as_dict(dict);
  for (std::size_t at = table.next(0); at != Table::end(); at = table.next(at + 1))
    visit(table.at(at).key, table.at(at).value);
}

class Expander {
 public:
  Expander(std::span<const Column> columns, bool with_trails) : columns_(columns), with_trails_(with_trails) {}

  Row blank() const {
    Row row{std::vector<Value>(columns_.size(), Value(None)), {}};
    if (with_trails_) row.trails.resize(columns_.size());
    return row;
  }

  Part rows_of(const Value& here, std::span<const Cursor> cursors) const {
    Row own = blank();
    std::vector<Cursor> through_elements;
    std::vector<std::pair<const Value*, std::vector<Cursor>>> through_children;
    for (Cursor cursor : cursors) {
      const Datapath& path = *columns_[cursor.column].path;
      if (cursor.at == path.segments.size()) {
        own.cells[cursor.column] = here;
        continue;
      }
      Segment::Kind kind = path.segments[cursor.at].kind;
      if (kind == Segment::Kind::kStar) {
        through_elements.push_back({cursor.column, cursor.at + 1});
      } else if (here.is(Tag::kList) && kind == Segment::Kind::kKey) {
        through_elements.push_back(cursor);  // a key on a list: as if a wildcard stood before it
      } else if (const Value* place = child(here, path, cursor.at)) {
        auto same = std::ranges::find(through_children, place, [](const auto& entry) { return entry.first; });
        if (same == through_children.end()) same = through_children.insert(same, {place, {}});
        same->second.push_back(cursor);
      }
    }
    std::vector<Part> parts;
    if (!through_elements.empty()) parts.push_back(rows_of_elements(here, through_elements));
    for (const auto& [place, its_cursors] : through_children) {
      parts.push_back(rows_of(*place, its_cursors));
      leave_trail(parts.back().rows, its_cursors, {place, false});
    }
    return combine(std::move(own), parts);
  }

  /// Puts parts side by side: what passed no wildcard repeats on every row, elements go by position and leave None
  /// where they run out (choices::kDivergingWildcardsAlign).
  Part combine(Row own, const std::vector<Part>& parts) const {
    std::size_t count = 1;
    bool iterated = false;
    for (const Part& part : parts) {
      if (part.iterated) {
        count = std::max(count, part.rows.size());
        iterated = true;
      } else {
        take(own, part.rows[0]);
      }
    }
    Part result{{}, iterated};
    if (count == 1) {
      result.rows.push_back(std::move(own));
    } else {
      result.rows.assign(count, own);
    }
    for (const Part& part : parts) {
      if (!part.iterated) continue;
      for (std::size_t i = 0; i < part.rows.size(); ++i) take(result.rows[i], part.rows[i]);
    }
    return result;
  }

 private:
  Part rows_of_elements(const Value& here, std::span<const Cursor> cursors) const {
    Part result{{}, true};
    auto walk = [&](const Value& place) {
      Part part = rows_of(place, cursors);
      leave_trail(part.rows, cursors, {&place, true});
      std::ranges::move(part.rows, std::back_inserter(result.rows));
    };
    if (here.is(Tag::kList)) {
      for (const Value& element : as_list(here)) walk(element);
    } else if (here.is(Tag::kDict)) {
      each_place(here, [&](const Value&, const Value& place) { walk(place); });
    }
    if (result.rows.empty()) result.rows.push_back(blank());
    return result;
  }

  void leave_trail(std::vector<Row>& rows, std::span<const Cursor> cursors, Step step) const {
    if (!with_trails_) return;
    for (Row& row : rows)
      for (Cursor cursor : cursors) row.trails[cursor.column].push_back(step);
  }

  /// Copies the cells of the columns that `from` has anything for; no two parts share a column.
  void take(Row& into, const Row& from) const {
    for (std::size_t i = 0; i < into.cells.size(); ++i) {
      if (!from.cells[i].is_none()) into.cells[i] = from.cells[i];
      if (with_trails_ && !from.trails[i].empty()) into.trails[i] = from.trails[i];
    }
  }

  std::span<const Column> columns_;
  bool with_trails_;
};

}  // namespace

std::vector<Row> expand(std::span<const Column> columns, bool with_trails) {
  Expander expander(columns, with_trails);
  // Columns that start at the same value go down together; different ones stand side by side.
  std::vector<Part> parts;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const Value* start = columns[i].start;
    auto starts_here = [&](const Column& column) { return column.start == start; };
    if (!start || std::any_of(columns.begin(), columns.begin() + static_cast<std::ptrdiff_t>(i), starts_here)) continue;
    std::vector<Cursor> cursors;
    for (std::size_t j = i; j < columns.size(); ++j)
      if (starts_here(columns[j])) cursors.push_back({j, columns[j].first});
    parts.push_back(expander.rows_of(*start, cursors));
  }
  return expander.combine(expander.blank(), parts).rows;
}

void expand_column(const Datapath& path, std::size_t first, const Value& start, std::vector<Value>& cells) {
  if (first == path.segments.size()) {
    cells.push_back(start);
    return;
  }
  const bool is_star = path.segments[first].kind == Segment::Kind::kStar;
  const std::size_t before = cells.size();
  if (start.is(Tag::kList) && (is_star || path.segments[first].kind == Segment::Kind::kKey)) {
    for (const Value& element : as_list(start)) expand_column(path, first + is_star, element, cells);
  } else if (is_star) {
    if (start.is(Tag::kDict))
      for (const Table::Entry& entry : as_dict(start).entries()) expand_column(path, first + 1, entry.value, cells);
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
  each_place(value, [&](const Value& key, const Value& place) {
    if (keeps(place)) table.set(key, reduced(place));
  });
  return make_dict(std::move(table));
}

}  // namespace pbc::engine
