// SPDX-License-Identifier: Apache-2.0
//
// Filters, order and pages of list resources.
#include <algorithm>
#include <charconv>

#include "phantom/plain.h"
#include "phantom/reply.h"
#include "phantom/rest.h"
#include "python/json.h"
#include "python/text.h"
#include "python/values.h"

namespace pbc::engine {

namespace {

/// The value of a filter: JSON, JSON in single quotes, else the text.
Value value_of(std::string_view text) {
  for (bool is_second : {false, true}) {
    std::string json(text);
    if (is_second) std::ranges::replace(json, '\'', '"');
    try {
      return parse_json(json);
    } catch (const JsonError&) {
    } catch (const Raised&) {
      caught();
    }
  }
  return make_str(text);
}

std::string lower(const Value& value) { return text::lower(to_str(value)); }

bool is_less(const Value& a, const Value& b) {
  try {
    return a < b;
  } catch (const Raised&) {
    caught();
    throw RestError{400, "a filter compares values that have no order"};
  }
}

bool is_in(const Value& element, const Value& container) {
  const bool holds_elements = container.is(Tag::kList) || container.is(Tag::kDict) || container.is_str();
  if (!holds_elements || (container.is_str() && !element.is_str())) return false;
  return in(element, container);
}

/// A number as SOAR compares it with a text: `"4"` is 4.
bool is_number_as(const Value& found, const Value& text) {
  return found.is(Tag::kInt) && text.is_str() && to_str(found) == text.text();
}

bool is_exactly(const Value& found, const Value& wanted) {
  return same_json(found, wanted) || is_number_as(found, wanted);
}

bool is_one_of(const Value& found, const Value& wanted) {
  if (is_in(found, wanted)) return true;
  return wanted.is(Tag::kList) &&
         std::ranges::any_of(as_list(wanted), [&](const Value& one) { return is_number_as(found, one); });
}

/// A list contains another when it has all of its elements.
bool contains(const Value& found, const Value& wanted) {
  if (!found.is(Tag::kList) || !wanted.is(Tag::kList)) return is_in(wanted, found);
  return std::ranges::all_of(as_list(wanted), [&](const Value& one) { return is_in(one, found); });
}

using Test = bool (*)(const Value& found, const Value& wanted);

struct Lookup {
  std::string_view name;
  Test test;
};

constexpr Lookup kLookups[] = {
    {"exact", is_exactly},
    {"iexact", [](const Value& f, const Value& w) { return lower(f) == lower(w); }},
    {"in", is_one_of},
    {"gt", [](const Value& f, const Value& w) { return !f.is_none() && is_less(w, f); }},
    {"gte", [](const Value& f, const Value& w) { return !f.is_none() && !is_less(f, w); }},
    {"lt", [](const Value& f, const Value& w) { return !f.is_none() && is_less(f, w); }},
    {"lte", [](const Value& f, const Value& w) { return !f.is_none() && !is_less(w, f); }},
    {"contains", contains},
    {"icontains", [](const Value& f, const Value& w) { return lower(f).find(lower(w)) != std::string::npos; }},
    {"startswith", [](const Value& f, const Value& w) { return to_str(f).starts_with(to_str(w)); }},
    {"istartswith", [](const Value& f, const Value& w) { return lower(f).starts_with(lower(w)); }},
    {"endswith", [](const Value& f, const Value& w) { return to_str(f).ends_with(to_str(w)); }},
    {"isnull", [](const Value& f, const Value& w) { return f.is_none() == bool(w); }},
};

/// `cef__sourceAddress__in` reads as a path of fields and, at its end, how to compare.
bool passes(const Value& record, std::string_view path, const Value& wanted) {
  Value at = record;
  while (true) {
    const std::size_t separator = path.find("__");
    const std::string_view part = path.substr(0, separator);
    if (separator == path.npos) {
      const auto lookup = std::ranges::find(kLookups, part, &Lookup::name);
      if (lookup != std::end(kLookups)) return lookup->test(at, wanted);
    }
    const Value* next = member(at, part);
    at = next ? Value(*next) : Value(None);
    if (separator == path.npos) return kLookups[0].test(at, wanted);
    path.remove_prefix(separator + 2);
  }
}

std::int64_t count_of(const Query& query, std::string_view name, std::int64_t fallback) {
  const std::string* text = find_query(query, name);
  if (!text) return fallback;
  std::int64_t count = 0;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), count);
  if (error != std::errc() || end != text->data() + text->size() || count < 0)
    throw RestError{400, std::string(name) + " is no number"};
  return count;
}

void sort_records(Values& records, const std::string& field, bool descending) {
  auto key = [&](const Value& record) {
    const Value* value = member(record, field);
    return value ? *value : Value(None);
  };
  std::ranges::stable_sort(records, [&](const Value& a, const Value& b) {
    const Value left = key(a);
    const Value right = key(b);
    if (left.is_none() || right.is_none()) return !left.is_none() && right.is_none();
    return is_less(left, right);
  });
  if (descending) std::ranges::reverse(records);
}

}  // namespace

const std::string* find_query(const Query& query, std::string_view name) {
  const std::string* found = nullptr;
  for (const auto& [key, value] : query)
    if (key == name) found = &value;
  return found;
}

Value page_of(const Values& records, const Query& query) {
  constexpr std::string_view kFilter = "_filter_";
  constexpr std::string_view kExclude = "_exclude_";
  constexpr std::int64_t kPageSize = 10;
  Values kept = records;
  for (const auto& [key, text] : query) {
    const bool excludes = key.starts_with(kExclude);
    if (!excludes && !key.starts_with(kFilter)) continue;
    const std::string_view path = std::string_view(key).substr(excludes ? kExclude.size() : kFilter.size());
    const Value wanted = value_of(text);
    erase_if(kept, [&](const Value& record) { return passes(record, path, wanted) == excludes; });
  }
  if (const std::string* field = find_query(query, "sort")) {
    const std::string* order = find_query(query, "order");
    sort_records(kept, *field, order && *order == "desc");
  }
  const std::int64_t size = count_of(query, "page_size", kPageSize);
  const auto count = static_cast<std::int64_t>(kept.size());
  std::int64_t pages = 1;
  if (size > 0) {
    pages = count / size + (count % size != 0);
    const std::int64_t page = count_of(query, "page", 0);
    const std::int64_t begin = page < pages ? page * size : count;
    const std::int64_t end = std::min(count, begin + std::min(size, count));
    kept = Values(kept.begin() + begin, kept.begin() + end);
  }
  Values copies;
  for (const Value& record : kept) copies.push_back(copy_deep(record));
  return dict({{"count", count}, {"num_pages", pages}, {"data", make_list(std::move(copies))}});
}

}  // namespace pbc::engine
