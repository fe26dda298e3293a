// SPDX-License-Identifier: Apache-2.0
//
// Custom lists: tables of text that all playbooks share.
#include <algorithm>

#include "phantom/choices.h"
#include "phantom/plain.h"
#include "phantom/reply.h"

namespace pbc::engine {

namespace {

/// Does a cell of the row (the one in `column`, or any when that is negative) equal one of the values?
bool row_has(const Value& row, const Value& values, std::int64_t column) {
  const Values& cells = as_list(row);
  auto is_wanted = [&](const Value& cell) {
    return values.is_str() ? cell == values
                           : std::ranges::any_of(to_values(values), [&](const Value& value) { return cell == value; });
  };
  if (column < 0) return std::ranges::any_of(cells, is_wanted);
  return static_cast<std::size_t>(column) < cells.size() && is_wanted(cells[static_cast<std::size_t>(column)]);
}

}  // namespace

}  // namespace pbc::engine

namespace pbc::phantom {

using namespace pbc::engine;

Value get_list(const get_list_arguments& arguments) {
  static_assert(choices::kMissingListIsEmpty);
  const Run& run = Run::current();
  std::string name = to_str(or_default(arguments.list_name, ""));
  const Value* rows = member(run.lists, name);
  if (!rows) return failed("list '" + name + "' does not exist", make_list());
  Value values = or_default(arguments.values, Value());
  if (values.is_unset()) return succeeded(copy_deep(*rows));
  const std::int64_t column = to_index(or_default(arguments.column_index, -1));
  Values found;
  for (const Value& row : as_list(*rows))
    if (row_has(row, values, column)) found.push_back(copy_deep(row));
  return succeeded(make_list(std::move(found)));
}

Value add_list(const add_list_arguments& arguments) {
  Run& run = Run::current();
  run.trace_call(arguments);
  if (!arguments.list_name.is_str()) return failed("list_name must be a text");
  Values cells;
  if (arguments.values.is_str()) {
    cells.push_back(arguments.values);
  } else if (arguments.values.is(Tag::kList) || arguments.values.is(Tag::kTuple)) {
    for (const Value& cell : to_values(arguments.values)) cells.push_back(str_value(cell));
  } else {
    return failed("values must be a text or a list");
  }
  const Value* rows = member(run.lists, arguments.list_name.text());
  if (!rows) {
    set_member(run.lists, arguments.list_name.text(), make_list());
    rows = member(run.lists, arguments.list_name.text());
  }
  as_list(*rows).push_back(make_list(std::move(cells)));
  return succeeded();
}

}  // namespace pbc::phantom
