// SPDX-License-Identifier: Apache-2.0
//
// Custom lists: tables of text that all playbooks share; datastore_* is their old name.
#include "phantom/lists.h"

#include <algorithm>
#include <limits>

#include "phantom/choices.h"
#include "phantom/plain.h"
#include "phantom/reply.h"
#include "python/text.h"
#include "python/values.h"

namespace pbc::engine {

namespace {

bool is_sequence(const Value& value) { return value.is(Tag::kList) || value.is(Tag::kTuple); }

Value to_cell(const Value& value) { return value.is_none() || value.is_unset() ? Value("") : str_value(value); }

std::string no_list(const Value& name) { return "no custom list named '" + to_str(name) + "'"; }

/// The column that a call asks for; -1: any.
std::int64_t column_of(const Value& argument) {
  const Value column = or_default(argument, -1);
  if (column.is(Tag::kBigInt)) return std::numeric_limits<std::int64_t>::max();
  return is_any_int(column) ? column.as_int() : -1;
}

/// Does a cell of the row (the one in `column`, or any when that is negative) equal one of the values?
bool row_has(const Value& row, const Values& values, std::int64_t column) {
  const Values& cells = as_list(row);
  auto is_wanted = [&](const Value& cell) { return std::ranges::find(values, cell) != values.end(); };
  if (column < 0) return std::ranges::any_of(cells, is_wanted);
  return static_cast<std::size_t>(column) < cells.size() && is_wanted(cells[static_cast<std::size_t>(column)]);
}

Value add_row(Run& run, const Value& name, const Value& values) {
  if (!name.is_str()) return failed("the name of a custom list must be a text");
  if (!values.is_str() && !is_sequence(values)) return failed("values must be a text or a list");
  list_rows(run, name).push_back(to_row(values));
  return succeeded();
}

Value set_rows(Run& run, const Value& name, const Value& rows) {
  if (!name.is_str()) return failed("the name of a custom list must be a text");
  return replace_list(run, name, rows) ? succeeded() : failed("the content of a custom list must be a list of rows");
}

/// What is left of a row without the cells in `places`.
Value blanked(const Value& row, const std::vector<std::size_t>& places) {
  Values cells = as_list(row);
  for (std::size_t place : places) cells[place] = "";
  return make_list(std::move(cells));
}

/// Blanks the first cell of that value, or removes its row; all of them with `all`.
bool delete_cells(Values& rows, const Value& value, std::int64_t column, bool all, bool whole_row) {
  Values kept;
  bool removed = false;
  for (const Value& row : rows) {
    std::vector<std::size_t> places;
    const Values& cells = as_list(row);
    for (std::size_t i = 0; i < cells.size(); ++i)
      if ((column < 0 || static_cast<std::size_t>(column) == i) && is_same(cells[i], value)) places.push_back(i);
    if (places.empty() || (removed && !all)) {
      kept.push_back(row);
      continue;
    }
    removed = true;
    if (!whole_row) kept.push_back(blanked(row, places));
  }
  rows = std::move(kept);
  return removed;
}

}  // namespace

const Value* find_list(const Run& run, const Value& name) {
  return name.is_str() ? as_dict(run.lists).find(name.text()) : nullptr;
}

Values& list_rows(Run& run, const Value& name) {
  if (!find_list(run, name)) as_dict(run.lists).set(name, make_list());
  return as_list(*find_list(run, name));
}

Value to_row(const Value& values) {
  if (!is_sequence(values)) return make_list({to_cell(values)});
  Values cells;
  for (const Value& cell : to_values(values)) cells.push_back(to_cell(cell));
  return make_list(std::move(cells));
}

bool replace_list(Run& run, const Value& name, const Value& rows) {
  if (is_given(rows) && !is_sequence(rows)) return false;
  Values made;
  if (is_given(rows))
    for (const Value& row : to_values(rows)) made.push_back(to_row(row));
  list_rows(run, name) = std::move(made);
  return true;
}

}  // namespace pbc::engine

namespace pbc::phantom {

using namespace pbc::engine;

Value get_list(const get_list_arguments& arguments) {
  static_assert(choices::kMissingListIsEmpty);
  const Run& run = Run::current();
  const Value name = or_default(arguments.list_name, None);
  const Value* rows = find_list(run, name);
  if (!rows) return failed(no_list(name), make_list());
  if (!is_given(arguments.values)) return succeeded(copy_deep(*rows));
  const Values values = is_sequence(arguments.values) ? to_values(arguments.values) : Values{arguments.values};
  const std::int64_t column = column_of(arguments.column_index);
  Values found;
  for (const Value& row : as_list(*rows))
    if (row_has(row, values, column)) found.push_back(copy_deep(row));
  return succeeded(make_list(std::move(found)));
}

Value add_list(const add_list_arguments& arguments) {
  Run& run = Run::current();
  run.trace_call(arguments);
  return add_row(run, arguments.list_name, arguments.values);
}

Value set_list(const set_list_arguments& arguments) {
  Run& run = Run::current();
  run.trace_call(arguments);
  return set_rows(run, arguments.list_name, arguments.values);
}

Value remove_list(const remove_list_arguments& arguments) {
  Run& run = Run::current();
  run.trace_call(arguments);
  const Value name = or_default(arguments.list_name, None);
  if (!find_list(run, name)) return failed(no_list(name));
  if (bool(or_default(arguments.empty_list, false))) {
    list_rows(run, name).clear();
  } else {
    as_dict(run.lists).erase(name);
  }
  return succeeded();
}

Value delete_from_list(const delete_from_list_arguments& arguments) {
  Run& run = Run::current();
  run.trace_call(arguments);
  const Value name = or_default(arguments.list_name, None);
  if (!find_list(run, name)) return failed(no_list(name));
  const Value value = to_cell(arguments.value);
  const bool removed =
      delete_cells(list_rows(run, name), value, column_of(arguments.column),
                   bool(or_default(arguments.remove_all, false)), bool(or_default(arguments.remove_row, false)));
  return removed ? succeeded() : failed("no '" + to_str(value) + "' in the custom list '" + to_str(name) + "'");
}

/// How many cells equal the value, or have it in them.
Value check_list(const check_list_arguments& arguments) {
  const Run& run = Run::current();
  const Value name = or_default(arguments.list_name, None);
  const Value* rows = find_list(run, name);
  if (!rows) return failed(no_list(name), 0);
  const bool is_sensitive = bool(or_default(arguments.case_sensitive, true));
  const bool is_part = bool(or_default(arguments.substring, false));
  auto folded = [&](const Value& cell) { return is_sensitive ? to_str(cell) : text::lower(to_str(cell)); };
  const std::string wanted = folded(to_cell(arguments.value));
  std::int64_t count = 0;
  for (const Value& row : as_list(*rows)) {
    for (const Value& cell : as_list(row)) {
      const std::string found = folded(to_cell(cell));
      count += is_part ? found.find(wanted) != found.npos : found == wanted;
    }
  }
  return succeeded(count);
}

Value datastore_get(const datastore_get_arguments& arguments) {
  const Value* rows = find_list(Run::current(), arguments.list);
  return rows ? copy_deep(*rows) : make_list();
}

Value datastore_set(const datastore_set_arguments& arguments) {
  Run& run = Run::current();
  run.trace_call(arguments);
  return set_rows(run, arguments.list, arguments.values);
}

Value datastore_add(const datastore_add_arguments& arguments) {
  Run& run = Run::current();
  run.trace_call(arguments);
  return add_row(run, arguments.list, arguments.values);
}

/// {"matches": [{"index": n}]} of the rows that have one of the values.
Value datastore_present(const datastore_present_arguments& arguments) {
  const Value* rows = find_list(Run::current(), arguments.list);
  const Values values = as_list(to_row(arguments.values));
  const std::int64_t column = column_of(arguments.column);
  Values matches;
  for (std::size_t i = 0; rows && i < as_list(*rows).size(); ++i)
    if (row_has(as_list(*rows)[i], values, column)) matches.push_back(dict({{"index", i}}));
  return dict({{"matches", make_list(std::move(matches))}});
}

/// Removes the rows that have one of the values.
Value datastore_delete(const datastore_delete_arguments& arguments) {
  Run& run = Run::current();
  run.trace_call(arguments);
  if (!find_list(run, arguments.list)) return failed(no_list(or_default(arguments.list, None)));
  const Values values = as_list(to_row(arguments.values));
  Values& rows = list_rows(run, arguments.list);
  const std::size_t before = rows.size();
  erase_if(rows, [&](const Value& row) { return row_has(row, values, -1); });
  return rows.size() < before ? succeeded() : failed("no row has one of the values");
}

}  // namespace pbc::phantom
