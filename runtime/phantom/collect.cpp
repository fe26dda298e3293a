// SPDX-License-Identifier: Apache-2.0
//
// phantom.collect2 and phantom.collect (docs/playbook-api.md, Rows).
#include <algorithm>
#include <limits>

#include "phantom/plain.h"
#include "phantom/sources.h"
#include "python/sequences.h"

namespace pbc::engine {

namespace {

/// The paths over one source.
struct Group {
  const Datapath* path;  // the first of them
  std::string key;
  Roots roots;
};

/// Where one path's column starts.
struct Place {
  std::size_t group;
  std::size_t first;
  bool in_app_run;  // a field of the app run, beside fields of its action results
};

class Collection {
 public:
  Collection(const Run& run, std::span<const Datapath> paths, const Scope& scope) : paths_(paths) {
    for (const Datapath& path : paths) places_.push_back({group_of(run, path, scope), first_segment(run, path), false});
    for (std::size_t i = 0; i < paths.size(); ++i) join_app_run(i);
  }

  Rows rows() const {
    std::size_t count = 0;
    for (const Place& place : places_) count = std::max(count, groups_[place.group].roots.size());
    Rows rows(paths_.size());
    std::vector<Column> columns;
    for (std::size_t root = 0; root < count; ++root) {
      columns.clear();
      for (std::size_t i = 0; i < paths_.size(); ++i)
        columns.push_back({&paths_[i], places_[i].first, start(places_[i], root)});
      expand(columns, rows);
    }
    return rows;
  }

 private:
  std::size_t group_of(const Run& run, const Datapath& path, const Scope& scope) {
    std::string key = joined({path.filter, " ", source_key(run, path)});
    auto known = std::ranges::find(groups_, key, &Group::key);
    if (known == groups_.end()) known = groups_.insert(known, {&path, std::move(key), roots_of(run, path, scope)});
    return static_cast<std::size_t>(known - groups_.begin());
  }

  /// Fields of app runs repeat for each of their action results, when those of the same block are asked for too.
  void join_app_run(std::size_t i) {
    if (paths_[i].source != Source::kAppRun) return;
    for (std::size_t j = 0; j < paths_.size(); ++j) {
      const Datapath& other = paths_[j];
      if (other.source != Source::kActionResult || other.block != paths_[i].block || other.filter != paths_[i].filter)
        continue;
      places_[i] = {places_[j].group, places_[i].first, true};
      return;
    }
  }

  /// choices::kMixedSourcesAlign: a source that has run out is None.
  const Value* start(const Place& place, std::size_t root) const {
    const Roots& roots = groups_[place.group].roots;
    if (root >= roots.size()) return nullptr;
    return place.in_app_run ? &roots[root].app_run : &roots[root].value;
  }

  std::span<const Datapath> paths_;
  std::vector<Group> groups_;
  std::vector<Place> places_;
};

std::vector<Datapath> parse_datapaths(const Value& datapath) {
  if (!datapath.is(Tag::kList) && !datapath.is(Tag::kTuple))
    raise_type_error("datapath must be a str or a list of str, not ", type_name(datapath));
  std::vector<Datapath> paths;
  for (const Value& item : datapath.is(Tag::kList) ? as_list(datapath) : as_tuple(datapath)) {
    if (!item.is_str()) raise_type_error("datapath must be a str or a list of str, not a list of ", type_name(item));
    paths.push_back(parse_datapath(item.text()));
  }
  return paths;
}

Value list_of_copies(std::span<const Value> cells) {
  Values items;
  items.reserve(cells.size());
  for (const Value& cell : cells) items.push_back(copy_deep(cell));
  return make_list(std::move(items));
}

}  // namespace

Rows collect_rows(const Run& run, std::span<const Datapath> paths, const Scope& scope) {
  return Collection(run, paths, scope).rows();
}

std::vector<Value> column_of(const Roots& roots, const Datapath& path, std::size_t first) {
  std::vector<Value> cells;
  for (const Root& root : roots) expand_column(path, first, root.value, cells);
  return cells;
}

std::vector<Value> collect_column(const Run& run, const Datapath& path, const Scope& scope) {
  return column_of(roots_of(run, path, scope), path, first_segment(run, path));
}

}  // namespace pbc::engine

namespace pbc::phantom {

using namespace pbc::engine;

Value collect2(const collect2_arguments& arguments) {
  const Run& run = Run::current();
  Scope scope{arguments.container, arguments.scope, arguments.action_results, arguments.filter_artifacts,
              arguments.tags};
  if (arguments.datapath.is_str())
    return list_of_copies(collect_column(run, parse_datapath(arguments.datapath.text()), scope));
  const Rows rows = collect_rows(run, parse_datapaths(arguments.datapath), scope);
  Values copies;
  copies.reserve(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) copies.push_back(list_of_copies(rows.row(i)));
  return make_list(std::move(copies));
}

Value collect(const collect_arguments& arguments) {
  constexpr std::int64_t kLimit = 100;
  const Run& run = Run::current();
  Scope scope{arguments.container, arguments.scope, Value(), Value(), Value()};
  if (arguments.container.is(Tag::kList)) std::swap(scope.container, scope.action_results);
  const bool none_if_first = !arguments.none_if_first.is_unset() && bool(arguments.none_if_first);
  const std::int64_t limit =
      arguments.limit.is_unset() || arguments.limit.is_none() ? kLimit : clamped_index(arguments.limit);
  Values rows;
  auto add = [&](const Value& first, auto make) {
    bool is_full = static_cast<std::int64_t>(rows.size()) >= limit;
    if (!is_full && (none_if_first || !first.is_none())) rows.push_back(make());
  };
  if (arguments.datapath.is_str()) {
    for (const Value& cell : collect_column(run, parse_datapath(arguments.datapath.text()), scope))
      if (!cell.is_none()) add(cell, [&] { return copy_deep(cell); });
  } else {
    const Rows found = collect_rows(run, parse_datapaths(arguments.datapath), scope);
    for (std::size_t i = 0; i < found.size(); ++i)
      if (!found.row(i).empty()) add(found.cell(i, 0), [&] { return list_of_copies(found.row(i)); });
  }
  return make_list(std::move(rows));
}

}  // namespace pbc::phantom
