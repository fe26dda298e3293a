// SPDX-License-Identifier: Apache-2.0
//
// set and frozenset (Python library reference, 4.9 Set Types). Which side of an operator is walked, and in which order
// the elements come into the result, is as in CPython: it decides which of two equal keys stays, and the order
// (set_order.h).
#include "python/class.h"
#include "python/iterators.h"
#include "python/sequences.h"
#include "python/set_order.h"
#include "python/sets.h"
#include "python/special_methods.h"

namespace pbc {

bool is_any_set_like(const Value& v) {
  return is_any_set(v) || (v.is(Tag::kDictView) && as_view(v).kind != DictView::Kind::kValues);
}

namespace {

bool is_unhashable_set(const Value& item) {
  return item.is(Tag::kSet) && (find_special(item, "__hash__") == nullptr || find_special(item, "__hash__")->is_none());
}

}  // namespace

std::size_t set_like_size(const Value& set) { return length_of(set); }

bool set_like_contains(const Value& set, const Value& item) {
  if (is_any_set(set)) {
    // A set is looked for as if it were frozen.
    if (is_unhashable_set(item)) return as_set(set).contains(make_frozenset(Table(as_set(item))));
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

Value make_like(const Value& set) { return set.is(Tag::kFrozenSet) ? make_frozenset() : make_set(); }

/// Becomes the elements of `iterable`; `set` is empty.
void fill(const Value& set, const Value& iterable) {
  Set& made = as_set_object(set);
  if (is_any_set(iterable)) {
    copy_elements(iterable, made);
    return;
  }
  if (iterable.is(Tag::kDict)) expect_elements(made, as_dict(iterable).size());
  for (Value item : iterate(iterable)) add_key(made.table, item);
}

Value set_of(const Value& iterable) {
  Value made = make_set();
  fill(made, iterable);
  return made;
}

Value copy_like(const Value& set, const Value& iterable) {
  Value made = make_like(set);
  fill(made, iterable);
  return made;
}

bool is_subset(const Value& a, const Value& b) {
  if (set_like_size(a) > set_like_size(b)) return false;
  for (Value item : iterate(a))
    if (!set_like_contains(b, item)) return false;
  return true;
}

void clear(const Value& set) {
  Set& emptied = as_set_object(set);
  emptied.table.clear();
  emptied.slots = emptied.grown = 8;
  emptied.filled = emptied.counted = emptied.literal = 0;
}

void unite(const Value& set, const Value& other) {
  Table& table = as_set(set);
  if (is_any_set(other)) {
    if (&as_set(other) == &table) return;
    settle(set);
    settle(other);
    expect_elements(as_set_object(set), as_set(other).size());
    for (const Table::Entry& entry : as_set(other).entries()) add_key(table, entry.key);
    return;
  }
  if (other.is(Tag::kDict)) expect_elements(as_set_object(set), as_dict(other).size());
  for (Value item : iterate(other)) add_key(table, item);
}

void subtract(const Value& set, const Value& other) {
  Table& table = as_set(set);
  if (is_any_set(other) && &as_set(other) == &table) return clear(set);
  settle(set);
  for (Value item : iterate(other)) table.erase(item);
  drop_erased(set);
}

/// Becomes the elements of another set, which were added to it in turn.
void replace(const Value& set, const Value& by) {
  clear(set);
  for (const Table::Entry& entry : as_set(by).entries()) add_key(as_set(set), entry.key);
}

Value intersection(const Value& a, const Value& b) {
  Value made = make_like(a);
  const bool swapped = is_any_set(b) && as_set(b).size() > as_set(a).size();
  const Value &walked = swapped ? a : b, &asked = swapped ? b : a;
  for (Value item : iterate(walked))
    if (as_set(asked).contains(item)) add_key(as_set(made), item);
  return made;
}

Value difference(const Value& a, const Value& b) {
  const bool is_known = is_any_set(b) || b.is(Tag::kDict);
  if (!is_known || as_set(a).size() / 4 > length_of(b)) {
    Value made = copy_like(a, a);
    subtract(made, b);
    return made;
  }
  const Table& other = is_any_set(b) ? as_set(b) : as_dict(b);
  Value made = make_like(a);
  for (Value item : iterate(a))
    if (!other.contains(item)) add_key(as_set(made), item);
  return made;
}

bool erase_key(Table& table, const Value& item) {
  return is_unhashable_set(item) ? table.erase(make_frozenset(Table(as_set(item)))) : table.erase(item);
}

bool erase(const Value& self, const Value& item) {
  Set& set = as_set_object(self);
  count_elements(set);
  const bool found = erase_key(set.table, item);
  set.counted = static_cast<std::uint32_t>(set.table.size());
  return found;
}

void exclude_common(const Value& set, const Value& other) {
  Table& table = as_set(set);
  if (is_any_set(other) && &as_set(other) == &table) return clear(set);
  const Value given = is_any_set(other) ? other : set_of(other);
  settle(set);
  settle(given);
  for (const Table::Entry& entry : as_set(given).entries())
    if (!erase(set, entry.key)) add_key(table, entry.key);
}

void apply(Operator op, const Value& set, const Value& other) {
  switch (op) {
    case Operator::kSub:
      return subtract(set, other);
    case Operator::kAnd:
      return replace(set, intersection(set, other));
    case Operator::kOr:
      return unite(set, other);
    default:
      return exclude_common(set, other);
  }
}

Value combined(Operator op, const Value& a, const Value& b) {
  if (op == Operator::kAnd) return intersection(a, b);
  if (op == Operator::kSub) return difference(a, b);
  Value made = copy_like(a, op == Operator::kXor ? b : a);
  apply(op, made, op == Operator::kXor ? a : b);
  return made;
}

bool is_set_operator(Operator op) {
  return op == Operator::kSub || op == Operator::kAnd || op == Operator::kOr || op == Operator::kXor;
}

}  // namespace

Value set_operation(Operator op, const Value& a, const Value& b) {
  bool has_view = (a.is(Tag::kDictView) && is_any_set_like(a)) || (b.is(Tag::kDictView) && is_any_set_like(b));
  bool both_set_like = is_any_set_like(a) && is_any_set_like(b);
  if (!is_set_operator(op) || (!both_set_like && !has_view)) return Value();
  if (op == Operator::kAnd && a.is(Tag::kDictView)) {
    // The elements of the result are those of the other side, but those of a view that is no longer than it.
    const bool set_is_long = b.is(Tag::kSet) && set_like_size(a) <= set_like_size(b);
    const bool view_is_long = b.is(Tag::kDictView) && is_any_set_like(b) && set_like_size(a) < set_like_size(b);
    const bool from_own = set_is_long || view_is_long;
    Table shared;
    for (Value item : iterate(from_own ? a : b)) {
      const bool is_shared = !from_own ? set_like_contains(a, item) : set_like_contains(b, item);
      if (is_shared) add_key(shared, item);
    }
    return make_set(std::move(shared));
  }
  if (is_any_set(a) && !has_view) return combined(op, a, b);
  const Value made = set_of(a);
  apply(op, made, b);
  return made;
}

bool set_in_place(Operator op, const Value& a, const Value& b) {
  if (!is_set_operator(op)) return false;
  apply(op, a, b);
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

Value set_new(const Value&, Value* arguments) { return arguments[0].is_unset() ? make_set() : set_of(arguments[0]); }

Value frozenset_new(const Value&, Value* arguments) {
  if (arguments[0].is(Tag::kFrozenSet)) return arguments[0];
  Value made = make_frozenset();
  if (!arguments[0].is_unset()) fill(made, arguments[0]);
  return made;
}

Value set_add(const Value& self, Value* arguments) {
  add_key(as_set(self), arguments[0]);
  return None;
}

Value set_clear(const Value& self, Value*) {
  clear(self);
  return None;
}

Value set_copy(const Value& self, Value*) { return self.is(Tag::kFrozenSet) ? self : set_of(self); }

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
  settle(self);
  Set& set = as_set_object(self);
  count_elements(set);
  Value item = table.at(table.next(0)).key;
  table.erase_at(table.next(0));
  set.counted = static_cast<std::uint32_t>(table.size());
  return item;
}

template <Operator kOp>
Value set_combined(const Value& self, Value* arguments) {
  const Values& others = as_tuple(arguments[0]);
  if (others.empty()) return self.is(Tag::kFrozenSet) && !has_class(self) ? self : copy_like(self, self);
  Value made = combined(kOp, self, others[0]);
  for (std::size_t i = 1; i < others.size(); ++i) apply(kOp, made, others[i]);
  return made;
}

template <Operator kOp>
Value set_update(const Value& self, Value* arguments) {
  for (const Value& other : as_tuple(arguments[0])) apply(kOp, self, other);
  return None;
}

Value set_symmetric_difference(const Value& self, Value* arguments) {
  return combined(Operator::kXor, self, arguments[0]);
}

Value set_symmetric_difference_update(const Value& self, Value* arguments) {
  apply(Operator::kXor, self, arguments[0]);
  return None;
}

Value set_isdisjoint(const Value& self, Value* arguments) {
  for (Value item : iterate(arguments[0]))
    if (as_set(self).contains(item)) return false;
  return true;
}

Value set_issubset(const Value& self, Value* arguments) {
  return is_subset(self, is_any_set_like(arguments[0]) ? arguments[0] : set_of(arguments[0]));
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
