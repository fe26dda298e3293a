// SPDX-License-Identifier: Apache-2.0
//
// set and frozenset (Python library reference, 4.9 Set Types). Iteration is in order of first insertion.
#include "python/iterators.h"
#include "python/sequences.h"
#include "python/sets.h"

namespace pbc {

bool is_any_set_like(const Value& v) {
  return is_any_set(v) || (v.is(Tag::kDictView) && as_view(v).kind != DictView::Kind::kValues);
}

std::size_t set_like_size(const Value& set) { return length_of(set); }

bool set_like_contains(const Value& set, const Value& item) {
  if (is_any_set(set)) {
    // A set is looked for as if it were frozen.
    if (item.is(Tag::kSet)) return as_set(set).contains(make_frozenset(Table(as_set(item))));
    return as_set(set).contains(item);
  }
  const DictView& view = as_view(set);
  const Table& table = as_dict(view.dict);
  switch (view.kind) {
    case DictView::Kind::kKeys:
      return table.contains(item);
    case DictView::Kind::kValues:
      for (std::size_t i = table.next(0); i != Table::end(); i = table.next(i + 1))
        if (is_same(Value(table.at(i).value), item)) return true;
      return false;
    case DictView::Kind::kItems: {
      if (!item.is(Tag::kTuple) || as_tuple(item).size() != 2) return false;
      const Value* found = table.find(as_tuple(item)[0]);
      return found != nullptr && is_same(Value(*found), as_tuple(item)[1]);
    }
  }
  return false;
}

namespace {

Table keys_of(const Value& iterable) {
  if (is_any_set(iterable)) return Table(as_set(iterable));
  Table table;
  for (Value item : iterate(iterable)) add_key(table, item);
  return table;
}

bool is_subset(const Value& a, const Value& b) {
  if (set_like_size(a) > set_like_size(b)) return false;
  for (Value item : iterate(a))
    if (!set_like_contains(b, item)) return false;
  return true;
}

void unite(Table& table, const Value& other) {
  for (Value item : iterate(other)) add_key(table, item);
}

void subtract(Table& table, const Value& other) {
  if (is_any_set(other) && &as_set(other) == &table) return table.clear();
  for (Value item : iterate(other)) table.erase(item);
}

void intersect(Table& table, const Value& other) {
  Table keep = keys_of(other), kept;
  for (const Table::Entry& entry : table.entries())
    if (keep.contains(entry.key)) add_key(kept, entry.key);
  table.clear();
  for (const Table::Entry& entry : kept.entries()) add_key(table, entry.key);
}

void exclude_common(Table& table, const Value& other) {
  Table given = keys_of(other);
  for (const Table::Entry& entry : given.entries())
    if (!table.erase(entry.key)) add_key(table, entry.key);
}

void apply(Operator op, Table& table, const Value& other) {
  switch (op) {
    case Operator::kSub:
      return subtract(table, other);
    case Operator::kAnd:
      return intersect(table, other);
    case Operator::kOr:
      return unite(table, other);
    default:
      return exclude_common(table, other);
  }
}

bool is_set_operator(Operator op) {
  return op == Operator::kSub || op == Operator::kAnd || op == Operator::kOr || op == Operator::kXor;
}

Value make_like(const Value& set, Table table) {
  return set.is(Tag::kFrozenSet) ? make_frozenset(std::move(table)) : make_set(std::move(table));
}

}  // namespace

Value set_operation(Operator op, const Value& a, const Value& b) {
  bool has_view = (a.is(Tag::kDictView) && is_any_set_like(a)) || (b.is(Tag::kDictView) && is_any_set_like(b));
  bool both_set_like = is_any_set_like(a) && is_any_set_like(b);
  if (!is_set_operator(op) || (!both_set_like && !has_view)) return Value();
  if (op == Operator::kAnd && a.is(Tag::kDictView) && !is_any_set_like(b)) {
    // The keys of the result are those of the other side.
    Table shared;
    for (Value item : iterate(b))
      if (set_like_contains(a, item)) add_key(shared, item);
    return make_set(std::move(shared));
  }
  Table table = keys_of(a);
  apply(op, table, b);
  return is_any_set(a) && !has_view ? make_like(a, std::move(table)) : make_set(std::move(table));
}

bool set_in_place(Operator op, const Value& a, const Value& b) {
  if (!is_set_operator(op)) return false;
  apply(op, as_set(a), b);
  return true;
}

bool set_compare(Comparison op, const Value& a, const Value& b) {
  std::size_t left = set_like_size(a), right = set_like_size(b);
  switch (op) {
    case Comparison::kEqual:
      return left == right && is_subset(a, b);
    case Comparison::kNotEqual:
      return left != right || !is_subset(a, b);
    case Comparison::kLess:
      return left < right && is_subset(a, b);
    case Comparison::kLessEqual:
      return is_subset(a, b);
    case Comparison::kGreater:
      return right < left && is_subset(b, a);
    case Comparison::kGreaterEqual:
      return is_subset(b, a);
  }
  return false;
}

namespace {

Value set_new(const Value&, Value* arguments) {
  return make_set(arguments[0].is_unset() ? Table() : keys_of(arguments[0]));
}

Value frozenset_new(const Value&, Value* arguments) {
  if (arguments[0].is(Tag::kFrozenSet)) return arguments[0];
  return make_frozenset(arguments[0].is_unset() ? Table() : keys_of(arguments[0]));
}

Value set_add(const Value& self, Value* arguments) {
  add_key(as_set(self), arguments[0]);
  return None;
}

Value set_clear(const Value& self, Value*) {
  as_set(self).clear();
  return None;
}

Value set_copy(const Value& self, Value*) { return self.is(Tag::kFrozenSet) ? self : make_set(Table(as_set(self))); }

bool erase(const Value& self, const Value& item) {
  if (item.is(Tag::kSet)) return as_set(self).erase(make_frozenset(Table(as_set(item))));
  return as_set(self).erase(item);
}

Value set_discard(const Value& self, Value* arguments) {
  erase(self, arguments[0]);
  return None;
}

Value set_remove(const Value& self, Value* arguments) {
  if (!erase(self, arguments[0])) raise_key_error(arguments[0]);
  return None;
}

Value set_pop(const Value& self, Value*) {
  Table& table = as_set(self);
  if (table.empty()) raise_error(kKeyError, "pop from an empty set");
  Value item = table.at(table.next(0)).key;
  table.erase_at(table.next(0));
  return item;
}

template <Operator kOp>
Value set_combined(const Value& self, Value* arguments) {
  Table table(as_set(self));
  for (const Value& other : as_tuple(arguments[0])) apply(kOp, table, other);
  return make_like(self, std::move(table));
}

template <Operator kOp>
Value set_update(const Value& self, Value* arguments) {
  for (const Value& other : as_tuple(arguments[0])) apply(kOp, as_set(self), other);
  return None;
}

Value set_symmetric_difference(const Value& self, Value* arguments) {
  Table table(as_set(self));
  apply(Operator::kXor, table, arguments[0]);
  return make_like(self, std::move(table));
}

Value set_symmetric_difference_update(const Value& self, Value* arguments) {
  apply(Operator::kXor, as_set(self), arguments[0]);
  return None;
}

Value set_isdisjoint(const Value& self, Value* arguments) {
  for (Value item : iterate(arguments[0]))
    if (as_set(self).contains(item)) return false;
  return true;
}

Value set_issubset(const Value& self, Value* arguments) {
  return is_subset(self, is_any_set_like(arguments[0]) ? arguments[0] : make_set(keys_of(arguments[0])));
}

Value set_issuperset(const Value& self, Value* arguments) {
  for (Value item : iterate(arguments[0]))
    if (!as_set(self).contains(item)) return false;
  return true;
}

constexpr Method kSetMethods[] = {
    {"add", set_add, "object, /"},
    {"clear", set_clear, ""},
    {"copy", set_copy, ""},
    {"difference", set_combined<Operator::kSub>, "*args"},
    {"difference_update", set_update<Operator::kSub>, "*args"},
    {"discard", set_discard, "object, /"},
    {"intersection", set_combined<Operator::kAnd>, "*args"},
    {"intersection_update", set_update<Operator::kAnd>, "*args"},
    {"isdisjoint", set_isdisjoint, "other, /"},
    {"issubset", set_issubset, "other, /"},
    {"issuperset", set_issuperset, "other, /"},
    {"pop", set_pop, ""},
    {"remove", set_remove, "object, /"},
    {"symmetric_difference", set_symmetric_difference, "other, /"},
    {"symmetric_difference_update", set_symmetric_difference_update, "other, /"},
    {"union", set_combined<Operator::kOr>, "*args"},
    {"update", set_update<Operator::kOr>, "*args"},
};

constexpr Method kFrozenSetMethods[] = {
    {"copy", set_copy, ""},
    {"difference", set_combined<Operator::kSub>, "*args"},
    {"intersection", set_combined<Operator::kAnd>, "*args"},
    {"isdisjoint", set_isdisjoint, "other, /"},
    {"issubset", set_issubset, "other, /"},
    {"issuperset", set_issuperset, "other, /"},
    {"symmetric_difference", set_symmetric_difference, "other, /"},
    {"union", set_combined<Operator::kOr>, "*args"},
};

constexpr Method kSetNew{"set", set_new, "iterable=, /"};
constexpr Method kFrozenSetNew{"frozenset", frozenset_new, "iterable=, /"};

}  // namespace

constinit const Type kSetType{.name = "set",
                              .constructor = &kSetNew,
                              .methods = [] { return std::span<const Method>(kSetMethods); },
                              .generic = make_generic_alias};
constinit const Type kFrozenSetType{.name = "frozenset",
                                    .constructor = &kFrozenSetNew,
                                    .methods = [] { return std::span<const Method>(kFrozenSetMethods); },
                                    .generic = make_generic_alias};

}  // namespace pbc
