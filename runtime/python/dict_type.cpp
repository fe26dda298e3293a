// SPDX-License-Identifier: Apache-2.0
//
// dict and its views (Python library reference, 4.10 Mapping Types).
#include "python/bind.h"
#include "python/class_tools.h"
#include "python/iterators.h"
#include "python/sequences.h"
#include "python/sets.h"
#include "python/special_methods.h"

namespace pbc {

Value view_item(const DictView& view, const Table::Entry& entry) {
  switch (view.kind) {
    case DictView::Kind::kKeys:
      return entry.key;
    case DictView::Kind::kValues:
      return entry.value;
    case DictView::Kind::kItems:
      return make_pair(entry.key, entry.value);
  }
  return Value();
}

Value dict_get_item(const Value& dict, const Value& key) {
  if (const Value* found = as_dict(dict).find(key)) return *found;
  const Value own = call_special(dict, "__missing__", {key});
  if (!own.is_unset()) return own;
  for (const Type* type = as_dict_object(dict).type; type != nullptr; type = type->base)
    if (type->missing != nullptr) return type->missing(dict, key);
  raise_key_error(key);
}

Value dict_copy(const Value& dict) {
  const Dict& from = as_dict_object(dict);
  const Type& type = from.type->own_class != nullptr ? *from.type->own_class->layout : *from.type;
  Value copy{Tag::kDict, make_object<Dict>(Table(from.table), type)};
  as_dict_object(copy).extra = from.extra;
  return copy;
}

namespace {

void add_pairs(Table& table, const Value& pairs) {
  std::size_t place = 0;
  for (Value pair : iterate(pairs)) {
    if (!is_iterable(pair))
      raise_type_error("cannot convert dictionary update sequence element #", std::to_string(place), " to a sequence");
    Values parts = to_values(pair);
    if (parts.size() != 2)
      raise_value_error("dictionary update sequence element #", std::to_string(place), " has length ",
                        std::to_string(parts.size()), "; 2 is required");
    table.set(parts[0], std::move(parts[1]));
    ++place;
  }
}

}  // namespace

void dict_update(const Value& dict, const Value& other) {
  Table& table = as_dict(dict);
  // A class that iterates in its own way is asked for its keys.
  if (other.is(Tag::kDict) && find_special(other, "__iter__") == nullptr) {
    if (other.object() == dict.object()) return;
    const Table& from = as_dict(other);
    // As CPython does: the new keys are probably no keys yet.
    if (!from.empty()) table.reserve(table.size() + from.size());
    const std::size_t size = from.size();
    for (const Table::Entry& entry : from.entries()) {
      table.set(entry.key, entry.value);
      if (from.size() != size) raise_error(kRuntimeError, "dict mutated during update");
    }
    return;
  }
  if (is_mapping(other)) {
    for (Value key : iterate(other.call("keys"))) table.set(key, other[key]);
    return;
  }
  if (!is_iterable(other)) raise_type_error("'", type_name(other), "' object is not iterable");
  add_pairs(table, other);
}

Value dict_union(const Value& a, const Value& b) {
  Value result = dict_copy(a);
  dict_update(result, b);
  return result;
}

namespace {

Value dict_new(const Value&, Value* arguments) {
  Value made = make_dict();
  const Values& positional = as_tuple(arguments[0]);
  if (positional.size() > 1)
    raise_type_error("dict expected at most 1 argument, got ", std::to_string(positional.size()));
  if (!positional.empty()) dict_update(made, positional[0]);
  dict_update(made, arguments[1]);
  return made;
}

Value dict_clear(const Value& self, Value*) {
  as_dict(self).clear();
  return None;
}

Value dict_copy_method(const Value& self, Value*) { return dict_copy(self); }

Value dict_fromkeys(const Value& self, Value* arguments) {
  Value made = self();
  Value fill = arguments[1].is_unset() ? None : arguments[1];
  for (Value key : iterate(arguments[0])) made.set_item(key, fill);
  return made;
}

Value dict_get(const Value& self, Value* arguments) {
  if (const Value* found = as_dict(self).find(arguments[0])) return *found;
  return arguments[1].is_unset() ? None : std::move(arguments[1]);
}

Value view_of(const Value& self, DictView::Kind kind) { return {Tag::kDictView, make_object<DictView>(self, kind)}; }
Value dict_keys(const Value& self, Value*) { return view_of(self, DictView::Kind::kKeys); }
Value dict_values(const Value& self, Value*) { return view_of(self, DictView::Kind::kValues); }
Value dict_items(const Value& self, Value*) { return view_of(self, DictView::Kind::kItems); }

Value dict_pop(const Value& self, Value* arguments) {
  Value found;
  // An empty dict does not ask for the hash of the key.
  if (!as_dict(self).empty() && as_dict(self).erase(arguments[0], &found)) return found;
  if (!arguments[1].is_unset()) return std::move(arguments[1]);
  raise_key_error(arguments[0]);
}

Value dict_popitem(const Value& self, Value*) {
  Table& table = as_dict(self);
  std::size_t last = table.last();
  if (last == Table::end()) raise_error(kKeyError, "popitem(): dictionary is empty");
  Value item = make_tuple({table.at(last).key, table.at(last).value});
  table.erase_at(last);
  return item;
}

Value dict_setdefault(const Value& self, Value* arguments) {
  return as_dict(self).find_or_add(arguments[0], arguments[1].is_unset() ? None : arguments[1]);
}

Value dict_update_method(const Value& self, Value* arguments) {
  const Values& positional = as_tuple(arguments[0]);
  if (positional.size() > 1)
    raise_type_error("update expected at most 1 argument, got ", std::to_string(positional.size()));
  if (!positional.empty()) dict_update(self, positional[0]);
  dict_update(self, arguments[1]);
  return None;
}

Value reversed_method(const Value& self, Value*) { return make_reversed(self); }

constexpr Method kMethods[] = {
    {"clear", dict_clear, ""},
    {"copy", dict_copy_method, ""},
    {"fromkeys", dict_fromkeys, "iterable, value=, /", Binding::kClass},
    {"get", dict_get, "key, default=, /"},
    {"items", dict_items, ""},
    {"keys", dict_keys, ""},
    {"pop", dict_pop, "key, default=, /"},
    {"popitem", dict_popitem, ""},
    {"setdefault", dict_setdefault, "key, default=, /"},
    {"update", dict_update_method, "*args, **kwargs"},
    {"values", dict_values, ""},
    {"__reversed__", reversed_method, ""},
};
constexpr Method kNew{"dict", dict_new, "*args, **kwargs"};

Value view_isdisjoint(const Value& self, Value* arguments) {
  for (Value item : iterate(arguments[0]))
    if (set_like_contains(self, item)) return false;
  return true;
}
Value view_mapping(const Value& self) { return make_mapping_proxy(as_view(self).dict); }

constexpr Method kSetViewMethods[] = {{"isdisjoint", view_isdisjoint, "other, /"},
                                      {"__reversed__", reversed_method, ""}};
constexpr Method kValuesViewMethods[] = {{"__reversed__", reversed_method, ""}};
constexpr Attribute kViewAttributes[] = {{"mapping", view_mapping}};

std::span<const Method> set_view_methods() { return kSetViewMethods; }
std::span<const Method> values_view_methods() { return kValuesViewMethods; }
std::span<const Attribute> view_attributes() { return kViewAttributes; }

}  // namespace

constinit const Type kDictType{.name = "dict",
                               .constructor = &kNew,
                               .methods = [] { return std::span<const Method>(kMethods); },
                               .generic = make_generic_alias};
constinit const Type kDictKeysType{.name = "dict_keys", .methods = set_view_methods, .attributes = view_attributes};
constinit const Type kDictValuesType{
    .name = "dict_values", .methods = values_view_methods, .attributes = view_attributes};
constinit const Type kDictItemsType{.name = "dict_items", .methods = set_view_methods, .attributes = view_attributes};

}  // namespace pbc
