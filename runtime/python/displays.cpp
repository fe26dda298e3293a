// SPDX-License-Identifier: Apache-2.0
//
// Making objects: displays of the playbook and the runtime's own makers.
#include <cstring>

#include "python/bind.h"
#include "python/class.h"
#include "python/format.h"
#include "python/plain_format.h"
#include "python/sequences.h"

namespace pbc {

namespace {

Values gather(std::initializer_list<Element> elements) {
  Values values;
  values.reserve(elements.size());
  for (const Element& element : elements) {
    if (!element.starred) {
      values.push_back(std::move(element.value));
    } else if (is_iterable(element.value)) {
      Values more = to_values(element.value);
      values.insert(values.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
    } else {
      raise_type_error("Value after * must be an iterable, not ", type_name(element.value));
    }
  }
  return values;
}

}  // namespace

Value make_list(Values items) { return {Tag::kList, make_object<List>(std::move(items))}; }
Value make_tuple(Values items) { return {Tag::kTuple, Tuple::make(std::move(items))}; }
Value make_pair(Value first, Value second) {
  Tuple* pair = Tuple::make(2);
  pair->items[0] = std::move(first);
  pair->items[1] = std::move(second);
  return {Tag::kTuple, pair};
}

Value make_tuple(Values items, const Type& type) { return {Tag::kTuple, Tuple::make(std::move(items), type)}; }
Value make_dict() { return {Tag::kDict, make_object<Dict>()}; }
Value make_dict(Table table) { return {Tag::kDict, make_object<Dict>(std::move(table), kDictType)}; }
Value make_set(Table table) { return {Tag::kSet, make_object<Set>(std::move(table))}; }
Value make_frozenset(Table table) { return {Tag::kFrozenSet, make_object<Set>(std::move(table))}; }
Value make_bytes(std::string bytes) { return {Tag::kBytes, new Bytes(std::move(bytes))}; }
Value make_bytearray(std::string bytes) { return {Tag::kByteArray, new Bytes(std::move(bytes))}; }
Value make_module(const Module& module) { return {Tag::kModule, make_object<ModuleObject>(module)}; }

Value slice(Value start, Value stop, Value step) {
  return {Tag::kSlice, make_object<Slice>(std::move(start), std::move(stop), std::move(step))};
}

Value list(std::initializer_list<Element> elements) { return make_list(gather(elements)); }
Value tuple(std::initializer_list<Element> elements) {
  for (const Element& element : elements)
    if (element.starred) return make_tuple(gather(elements));
  Tuple* made = Tuple::make(elements.size());
  Value* to = made->items.data();
  for (const Element& element : elements) *to++ = std::move(element.value);
  return {Tag::kTuple, made};
}

Value set(std::initializer_list<Element> elements) {
  Table table;
  bool is_literal = elements.size() >= 3;
  for (const Element& element : elements) {
    if (!element.starred) {
      add_key(table, element.value);
    } else {
      is_literal = false;
      for (Value item : iterate(element.value)) add_key(table, item);
    }
  }
  auto* made = make_object<Set>(std::move(table));
  if (is_literal) made->literal = static_cast<std::uint32_t>(made->table.size());
  return {Tag::kSet, made};
}

Value dict(std::initializer_list<Item> items) {
  Value made = make_dict();
  Table& table = as_dict(made);
  table.reserve(items.size());
  for (const Item& item : items) {
    if (!item.key.is_unset()) {
      table.set(std::move(item.key), std::move(item.value));
    } else if (is_mapping(item.value)) {
      dict_update(made, item.value);
    } else {
      raise_type_error("'", type_name(item.value), "' object is not a mapping");
    }
  }
  return made;
}

void add(const Value& set, Value element) { add_key(as_set(set), element); }

// --- f-strings -------------------------------------------------------------------------------------------------------

Part::Part(Field field) {
  Value& value = field.value;
  switch (field.conversion) {
    case 'r':
      value = make_str(to_repr(value));
      break;
    case 's':
      value = str_value(value);
      break;
    case 'a':
      value = make_str(to_ascii(value));
      break;
    default:
      break;
  }
  std::string_view spec = field.spec.is_unset() ? std::string_view() : field.spec.text();
  if (spec.empty() && value.is_str()) {
    text = std::move(value);
    return;
  }
  TextBuffer out;
  append_format(out, value, spec);
  text = make_str(out.view());
}

Value fstring(std::initializer_list<Part> parts) {
  if (parts.size() == 1) return parts.begin()->text;
  std::size_t bytes = 0, length = 0;
  for (const Part& part : parts) {
    bytes += text_of(part.text).size();
    length += length_of_text(part.text);
  }
  char* data;
  Value result = make_str(bytes, length, &data);
  for (const Part& part : parts) data = copy_text(data, text_of(part.text));
  return result;
}

}  // namespace pbc
