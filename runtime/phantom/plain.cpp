// SPDX-License-Identifier: Apache-2.0
#include "phantom/plain.h"

#include <algorithm>

#include "python/class.h"
#include "python/json.h"
#include "python/objects.h"
#include "python/text_buffer.h"
#include "python/unicode.h"

namespace pbc::engine {

namespace {

template <typename F>
Values map_values(const Values& items, F&& f) {
  Values result;
  result.reserve(items.size());
  for (const Value& item : items) result.push_back(f(item));
  return result;
}

/// A function of the playbook by its name.
bool function_name(const Value& value, Value& name) {
  if (value.is(Tag::kFunction)) {
    name = make_str(function_info(value.code()).name);
  } else if (value.is(Tag::kClosure)) {
    name = make_str(as_closure(value).info.name);
  } else {
    return false;
  }
  return true;
}

bool is_plain_key(const Value& key) { return key.is_str() || key.is_none() || key.is(Tag::kFloat) || is_any_int(key); }

/// plain(value) says the same in JSON as the value itself.
bool is_plain(const Value& value) {
  if (has_class(value) && !value.is_str()) return false;
  switch (value.tag()) {
    case Tag::kNone:
    case Tag::kBool:
    case Tag::kInt:
    case Tag::kBigInt:
    case Tag::kFloat:
    case Tag::kLiteral:
    case Tag::kStr:
      return true;
    case Tag::kList:
    case Tag::kTuple: {
      Recursion level(" while showing a list");
      return std::ranges::all_of(value.is(Tag::kList) ? as_list(value) : as_tuple(value), is_plain);
    }
    case Tag::kDict: {
      Recursion level(" while showing a dict");
      for (const Table::Entry& entry : as_dict(value).entries_in_place())
        if (!is_plain_key(entry.key) || !is_plain(entry.value)) return false;
      return true;
    }
    default:
      return false;
  }
}

}  // namespace

Value copy_deep(const Value& value) {
  switch (value.tag()) {
    case Tag::kList: {
      Recursion level(" while copying a list");
      return make_list(map_values(as_list(value), copy_deep));
    }
    case Tag::kTuple: {
      Recursion level(" while copying a tuple");
      return make_tuple(map_values(as_tuple(value), copy_deep), type_of(value));
    }
    case Tag::kDict: {
      Recursion level(" while copying a dict");
      return make_dict(as_dict(value).map_values(copy_deep));
    }
    default:
      return value;
  }
}

Value plain(const Value& value) {
  switch (value.tag()) {
    case Tag::kUnset:
      return None;
    case Tag::kNone:
    case Tag::kBool:
    case Tag::kInt:
    case Tag::kBigInt:
    case Tag::kFloat:
    case Tag::kLiteral:
    case Tag::kStr:
      return value;
    case Tag::kList:
    case Tag::kTuple: {
      Recursion level(" while showing a list");
      return make_list(map_values(value.is(Tag::kList) ? as_list(value) : as_tuple(value), plain));
    }
    case Tag::kDict: {
      Recursion level(" while showing a dict");
      Table table;
      for (const Table::Entry& entry : as_dict(value).entries_in_place())
        table.set(is_plain_key(entry.key) ? entry.key : str_value(entry.key), plain(entry.value));
      return make_dict(std::move(table));
    }
    default: {
      Value name;
      return function_name(value, name) ? name : str_value(value);
    }
  }
}

std::string to_json(const Value& value, bool indent) {
  JsonWriting writing;
  writing.check_circular = false;  // neither plain() nor what is_plain() has any
  if (indent) {
    writing.pretty = true;
    writing.indent = "  ";
    writing.item_separator = ",";
  }
  TextBuffer text;
  write_json(text, is_plain(value) ? value : plain(value), writing);
  return std::string(text.view());
}

bool same_json(const Value& a, const Value& b) {
  if (a.is(Tag::kBool) || b.is(Tag::kBool)) return a.tag() == b.tag() && a.as_int() == b.as_int();
  if (a.is(Tag::kList) && b.is(Tag::kList)) {
    const Values& left = as_list(a);
    const Values& right = as_list(b);
    if (left.size() != right.size()) return false;
    for (std::size_t i = 0; i < left.size(); ++i)
      if (!same_json(left[i], right[i])) return false;
    return true;
  }
  if (a.is(Tag::kDict) && b.is(Tag::kDict)) {
    if (as_dict(a).size() != as_dict(b).size()) return false;
    for (const Table::Entry& entry : as_dict(a).entries_in_place()) {
      const Value* other = as_dict(b).find(entry.key);
      if (!other || !same_json(entry.value, *other)) return false;
    }
    return true;
  }
  return a == b;
}

const Value* member(const Value& dict, std::string_view key) {
  return dict.is(Tag::kDict) ? as_dict(dict).find(key) : nullptr;
}

std::string_view text_member(const Value& dict, std::string_view key) {
  const Value* found = member(dict, key);
  return found != nullptr && found->is_str() ? found->text() : std::string_view();
}

std::size_t length_within(std::string_view text, std::size_t most) {
  if (text.size() <= most) return text.size();
  while (most > 0 && unicode::is_continuation(text[most])) --most;
  return most;
}

void set_member(const Value& dict, std::string_view key, Value value) { as_dict(dict).set_text(key, std::move(value)); }

Values one_or_all(const Value& argument) {
  if (argument.is_unset() || argument.is_none()) return {};
  const bool are_several =
      argument.is(Tag::kList) || argument.is(Tag::kTuple) || argument.is(Tag::kSet) || argument.is(Tag::kFrozenSet);
  return are_several ? to_values(argument) : Values{argument};
}

}  // namespace pbc::engine
