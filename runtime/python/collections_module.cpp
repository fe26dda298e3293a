// SPDX-License-Identifier: Apache-2.0
//
// The dicts of the module collections: OrderedDict, defaultdict, Counter (Python library reference, collections). The
// deque is in deque.cpp.
#include <algorithm>

#include "python/counter.h"
#include "python/deque.h"
#include "python/library.h"
#include "python/named_tuple.h"
#include "python/objects.h"
#include "python/sequences.h"
#include "python/user_collections.h"

namespace pbc {
namespace {

extern const Type kOrderedDictType, kDefaultDictType;

Value new_dict(const Type& type) { return {Tag::kDict, make_object<Dict>(type)}; }

/// dict.update(self, *positional, **keywords)
void update_dict(const Value& self, const Values& positional, const Value& keywords) {
  Values arguments{self};
  arguments.insert(arguments.end(), positional.begin(), positional.end());
  call_with(type_value(kDictType).attr("update"), arguments, keywords);
}

/// The base's method of that name, for a subclass that refines it.
Value base_method(const Value& self, Name name) {
  return call_method(*find_method(kDictType, name), self, Arguments{});
}

// --- OrderedDict
// ------------------------------------------------------------------------------------------------------

Value new_ordered(const Value&, Value* a) {
  const Value self = new_dict(kOrderedDictType);
  update_dict(self, as_tuple(a[0]), a[1]);
  return self;
}

Value move_to_end(const Value& self, Value* a) {
  Table& table = as_dict(self);
  Value value;
  if (!table.erase(a[0], &value)) raise_key_error(a[0]);
  if (a[1].is_unset() || bool(a[1])) {
    table.set(a[0], value);
    return None;
  }
  std::vector<std::pair<Value, Value>> rest;
  for (const Table::Entry& entry : table.entries()) rest.emplace_back(entry.key, entry.value);
  table.clear();
  table.set(a[0], value);
  for (auto& [key, other] : rest) table.set(key, other);
  return None;
}

Value ordered_popitem(const Value& self, Value* a) {
  Table& table = as_dict(self);
  if (table.empty()) raise_exception(kKeyError, {"dictionary is empty"});
  const std::size_t place = a[0].is_unset() || bool(a[0]) ? table.last() : table.next(0);
  const Value item = make_tuple({table.at(place).key, table.at(place).value});
  table.erase_at(place);
  return item;
}

std::string ordered_repr(const Value& self) {
  const Table& table = as_dict(self);
  if (table.empty()) return "OrderedDict()";
  Values items;
  for (const Table::Entry& entry : table.entries()) items.push_back(make_tuple({entry.key, entry.value}));
  return "OrderedDict(" + to_repr(make_list(std::move(items))) + ")";
}

constexpr Method kNewOrdered{"OrderedDict", new_ordered, "*args, **kwargs"};
constexpr Method kOrderedMethods[] = {
    {"move_to_end", move_to_end, "key, last="},
    {"popitem", ordered_popitem, "last="},
};
constinit const Type kOrderedDictType{
    .name = "OrderedDict",
    .module = "collections",
    .base = &kDictType,
    .error_name = "collections.OrderedDict",
    .constructor = &kNewOrdered,
    .methods = [] { return std::span<const Method>(kOrderedMethods); },
    .repr = ordered_repr,
    .generic = make_generic_alias,
};

// --- defaultdict
// ------------------------------------------------------------------------------------------------------

Value new_default(const Value&, Value* a) {
  Values rest = as_tuple(a[0]);
  Value factory = None;
  if (!rest.empty()) {
    factory = rest.front();
    if (!factory.is_none() && !is_callable(factory)) raise_type_error("first argument must be callable or None");
    rest.erase(rest.begin());
  }
  const Value self = new_dict(kDefaultDictType);
  as_dict_object(self).extra = factory;
  update_dict(self, rest, a[1]);
  return self;
}

Value default_missing(const Value& self, const Value& key) {
  const Value& factory = as_dict_object(self).extra;
  if (factory.is_unset() || factory.is_none()) raise_key_error(key);
  Value made = factory();
  as_dict(self).set(key, made);
  return made;
}

Value default_copy(const Value& self, Value*) {
  const Value copy = new_dict(kDefaultDictType);
  as_dict_object(copy).extra = as_dict_object(self).extra;
  update_dict(copy, {self}, make_dict());
  return copy;
}

std::string default_repr(const Value& self) {
  const Value plain = base_method(self, "copy");
  as_dict_object(plain).type = &kDictType;
  const Value& factory = as_dict_object(self).extra;
  return "defaultdict(" + (factory.is_unset() ? "None" : to_repr(factory)) + ", " + to_repr(plain) + ")";
}

constexpr Method kNewDefault{"defaultdict", new_default, "*args, **kwargs"};
constexpr Method kDefaultMethods[] = {
    {"copy", default_copy, ""},
    {"__missing__", [](const Value& self, Value* a) { return default_missing(self, a[0]); }, "key, /"}};
constexpr Attribute kDefaultAttributes[] = {
    {"default_factory", [](const Value& self) { return as_dict_object(self).extra; }},
};
constinit const Type kDefaultDictType{
    .name = "defaultdict",
    .module = "collections",
    .base = &kDictType,
    .error_name = "collections.defaultdict",
    .constructor = &kNewDefault,
    .methods = [] { return std::span<const Method>(kDefaultMethods); },
    .attributes = [] { return std::span<const Attribute>(kDefaultAttributes); },
    .repr = default_repr,
    .missing = default_missing,
    .generic = make_generic_alias,
};

// --- Counter
// ----------------------------------------------------------------------------------------------------------

Value count_of(const Table& table, const Value& key) {
  const Value* found = table.find(key);
  return found != nullptr ? *found : Value(0);
}

/// Adds (or subtracts) counts: of a mapping its values, of another iterable one for each element.
void count_in(const Value& self, const Value& source, bool subtract) {
  // The counts of a mapping are taken as they are, whatever they are, where there are none yet.
  if (!subtract && source.is(Tag::kDict) && as_dict(self).empty()) {
    for (const Table::Entry& entry : as_dict(source).entries()) as_dict(self).set(entry.key, entry.value);
    return;
  }
  const auto change = [&](const Value& key, const Value& by) {
    Table& table = as_dict(self);
    const Value before = count_of(table, key);
    as_dict(self).set(key, subtract ? before - by : by + before);
  };
  if (source.is(Tag::kDict)) {
    std::vector<std::pair<Value, Value>> entries;
    for (const Table::Entry& entry : as_dict(source).entries()) entries.emplace_back(entry.key, entry.value);
    for (const auto& [key, value] : entries) change(key, value);
    return;
  }
  const Value iterator = to_iterator(source);
  for (Value item; iterator_next(iterator, item);) change(item, 1);
}

template <bool Subtract>
Value counter_update(const Value& self, Value* a) {
  const Values& sources = as_tuple(a[0]);
  if (sources.size() > 1) {
    raise_type_error("Counter.", Subtract ? "subtract" : "update", "() takes from 1 to 2 positional arguments but ",
                     std::to_string(sources.size() + 1), " were given");
  }
  if (!sources.empty() && !sources[0].is_none()) count_in(self, sources[0], Subtract);
  if (!as_dict(a[1]).empty()) count_in(self, a[1], Subtract);
  return None;
}

Value new_counter(const Value&, Value* a) {
  const Value self = new_dict(kCounterType);
  if (as_tuple(a[0]).size() > 1) {
    raise_type_error("Counter.__init__() takes from 1 to 2 positional arguments but ",
                     std::to_string(as_tuple(a[0]).size() + 1), " were given");
  }
  counter_update<false>(self, a);
  return self;
}

/// (element, count) by falling count; equal counts in order of first insertion.
std::vector<std::pair<Value, Value>> most_common_of(const Value& self) {
  std::vector<std::pair<Value, Value>> entries;
  for (const Table::Entry& entry : as_dict(self).entries()) entries.emplace_back(entry.key, entry.value);
  std::stable_sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) { return b.second < a.second; });
  return entries;
}

Value most_common(const Value& self, Value* a) {
  std::vector<std::pair<Value, Value>> entries = most_common_of(self);
  if (!a[0].is_unset() && !a[0].is_none()) {
    const std::int64_t count = to_index(a[0]);
    entries.resize(std::min(entries.size(), static_cast<std::size_t>(std::max<std::int64_t>(count, 0))));
  }
  Values items;
  for (const auto& [key, count] : entries) items.push_back(make_tuple({key, count}));
  return make_list(std::move(items));
}

Value elements(const Value& self, Value*) {
  Values items;
  for (const Table::Entry& entry : as_dict(self).entries())
    for (std::int64_t left = to_index(entry.value); left > 0; --left) items.push_back(entry.key);
  return to_iterator(make_list(std::move(items)));
}

Value total(const Value& self, Value*) {
  Value sum = 0;
  for (const Table::Entry& entry : as_dict(self).entries()) sum = sum + entry.value;
  return sum;
}

Value counter_copy(const Value& self, Value*) {
  const Value copy = new_dict(kCounterType);
  count_in(copy, self, false);
  return copy;
}

Value counter_fromkeys(const Value&, Value*) {
  raise_error(kNotImplementedError, "Counter.fromkeys() is undefined.  Use Counter(iterable) instead.");
}

std::string counter_repr(const Value& self) {
  if (as_dict(self).empty()) return "Counter()";
  std::string text = "Counter({";
  bool first = true;
  for (const auto& [key, count] : most_common_of(self)) {
    text += (first ? "" : ", ") + to_repr(key) + ": " + to_repr(count);
    first = false;
  }
  return text + "})";
}

/// Counters combine element by element and keep what is positive.
Value counter_binary(Operator op, const Value& self, const Value& other, bool reflected) {
  if (reflected || !is_instance(other, kCounterType)) return Value();
  const Table& left = as_dict(self);
  const Table& right = as_dict(other);
  const auto combined = [&](const Value& a, const Value& b) {
    switch (op) {
      case Operator::kAdd:
        return a + b;
      case Operator::kSub:
        return a - b;
      case Operator::kAnd:
        return a < b ? a : b;
      case Operator::kOr:
        return a < b ? b : a;
      default:
        return Value();
    }
  };
  if (combined(0, 0).is_unset()) return Value();
  const Value result = new_dict(kCounterType);
  const auto keep = [&](const Value& key, const Value& count) {
    if (count > Value(0)) as_dict(result).set(key, count);
  };
  for (const Table::Entry& entry : left.entries()) keep(entry.key, combined(entry.value, count_of(right, entry.key)));
  for (const Table::Entry& entry : right.entries())
    if (!left.contains(entry.key)) keep(entry.key, combined(0, entry.value));
  return result;
}

constexpr Method kNewCounter{"Counter", new_counter, "*args, **kwargs"};
/// +counter and -counter: what is then positive.
template <bool Negative>
Value counter_positive(const Value& self, Value*) {
  const Value result = new_dict(kCounterType);
  for (const Table::Entry& entry : as_dict(self).entries())
    if (Negative ? entry.value < Value(0) : entry.value > Value(0))
      as_dict(result).set(entry.key, Negative ? Value(0) - entry.value : entry.value);
  return result;
}

constexpr Method kCounterMethods[] = {
    {"__pos__", counter_positive<false>, ""},
    {"__neg__", counter_positive<true>, ""},
    {"most_common", most_common, "def n="},
    {"elements", elements, "def"},
    {"total", total, "def"},
    {"update", counter_update<false>, "*args, **kwargs"},
    {"subtract", counter_update<true>, "*args, **kwargs"},
    {"copy", counter_copy, "def"},
    {"fromkeys", counter_fromkeys, "iterable, v=", Binding::kClass},
};
}  // namespace

constinit const Type kCounterType{
    .name = "Counter",
    .module = "collections",
    .base = &kDictType,
    .constructor = &kNewCounter,
    .methods = [] { return std::span<const Method>(kCounterMethods); },
    .repr = counter_repr,
    .missing = [](const Value&, const Value&) -> Value { return 0; },
    .binary = counter_binary,
    .generic = make_generic_alias,
};

namespace {

constexpr const Type* kTypes[] = {&kOrderedDictType, &kDefaultDictType, &kCounterType, &kDequeType};

constexpr Method kFunctions[] = {
    {"namedtuple", named_tuple, "def typename, field_names, *, rename=, defaults=, module="},
};

constexpr Constant kConstants[] = {
    {"ChainMap", chain_map_class},
    {"UserDict", user_dict_class},
    {"UserList", user_list_class},
    {"UserString", user_string_class},
};

}  // namespace

bool is_ordered_dict(const Value& dict) { return is_subtype(*as_dict_object(dict).type, kOrderedDictType); }

constinit const Module kCollectionsModule{
    .name = "collections", .functions = kFunctions, .constants = kConstants, .types = kTypes};

}  // namespace pbc
