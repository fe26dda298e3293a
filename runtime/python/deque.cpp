// SPDX-License-Identifier: Apache-2.0
//
// collections.deque (Python library reference, deque objects).
#include "python/deque.h"

#include <algorithm>
#include <deque>
#include <optional>

#include "pbc/comparison.h"
#include "python/iterators.h"
#include "python/sequences.h"

namespace pbc {
namespace {

constinit const Type kDequeIteratorType{
    .name = "_deque_iterator", .module = "_collections", .error_name = "_collections._deque_iterator"};

struct Deque final : Native {
  explicit Deque(std::optional<std::size_t> limit) : Native(kDequeType), limit(limit) {}
  std::deque<Value> items;
  std::optional<std::size_t> limit;
  mutable bool is_shown = false;  // its repr is being made: one that contains itself shows an ellipsis
  std::uint64_t changes = 0;      // iteration stops with an error when it moves on

  void push_back(Value item) {
    ++changes;
    items.push_back(std::move(item));
    if (limit && items.size() > *limit) take_front();
  }
  void push_front(Value item) {
    ++changes;
    items.push_front(std::move(item));
    if (limit && items.size() > *limit) take_back();
  }
  // An item goes when the deque is in order again: its end may run code.
  Value take_front() {
    Value item = std::move(items.front());
    items.pop_front();
    return item;
  }
  Value take_back() {
    Value item = std::move(items.back());
    items.pop_back();
    return item;
  }
  void clear() {
    std::deque<Value> removed;
    removed.swap(items);
    ++changes;
  }
  void erase(std::size_t at) {
    const Value removed = std::move(items[at]);
    items.erase(items.begin() + static_cast<std::ptrdiff_t>(at));
    ++changes;
  }
  void check_unchanged(std::uint64_t seen) const {
    if (changes != seen) raise_error(kRuntimeError, "deque mutated during iteration");
  }
  Values values() const { return {items.begin(), items.end()}; }
  std::size_t place(const Value& key) const {
    const Value number = plain_index(key);
    if (!is_any_int(number)) raise_type_error("sequence index must be integer, not '", type_name(key), "'");
    if (number.is(Tag::kBigInt)) raise_index_error("cannot fit 'int' into an index-sized integer");
    std::int64_t index = to_index(number);
    if (index < 0) index += static_cast<std::int64_t>(items.size());
    if (index < 0 || index >= static_cast<std::int64_t>(items.size())) raise_index_error("deque index out of range");
    return static_cast<std::size_t>(index);
  }
  void rotate(std::int64_t by) {
    if (items.size() < 2) return;
    const auto size = static_cast<std::int64_t>(items.size());
    const std::int64_t steps = ((by % size) + size) % size;
    std::rotate(items.begin(), items.end() - steps, items.end());
    ++changes;
  }

  std::string repr() const override;
  bool truth() const override { return !items.empty(); }
  Value compare(Comparison op, const Value& other) const override;
  std::uint64_t hash() const override { raise_type_error("unhashable type: 'collections.deque'"); }
  Value binary(Operator op, const Value& other, bool reflected) const override;
  Value in_place(Operator op, const Value& other) override;
  bool has_length() const override { return true; }
  std::size_t length() const override { return items.size(); }
  Value iterate() override;
  Value get_item(const Value& key) override { return items[place(key)]; }
  void set_item(const Value& key, const Value& value) override { items[place(key)] = value; }
  void del_item(const Value& key) override { erase(place(key)); }
  bool contains(const Value& item) override;
};

Deque& self_of(const Value& self) { return as_native<Deque>(self); }

Value copy_of(const Deque& deque) {
  auto* copy = new Deque(deque.limit);
  copy->items = deque.items;
  return make_native(copy);
}

std::string Deque::repr() const {
  if (is_shown) return "[...]";
  const Recursion recursion(" while getting the repr of an object");
  struct Shown {
    explicit Shown(bool& flag) : flag(flag) { flag = true; }
    ~Shown() { flag = false; }
    bool& flag;
  } shown(is_shown);
  std::string text = std::string(type().name.view()) + "(" + to_repr(make_list(values()));
  if (limit) text += ", maxlen=" + std::to_string(*limit);
  return text + ")";
}

Value Deque::compare(Comparison op, const Value& other) const {
  if (native_if<Deque>(other, kDequeType) == nullptr) return Value();
  const bool is_equality = op == Comparison::kEqual || op == Comparison::kNotEqual;
  if (is_equality && length() != self_of(other).length()) return op == Comparison::kNotEqual;
  const Recursion recursion(" in comparison");
  // Walked over by iterators, which see a change meanwhile.
  const Value left = const_cast<Deque*>(this)->iterate(), right = to_iterator(other);
  for (;;) {
    Value a, b;
    const bool has_left = iterator_next(left, a), has_right = iterator_next(right, b);
    if (!has_left || !has_right) return pbc::compare(op, Value(has_left), Value(has_right));
    if (is_same(a, b)) continue;
    return is_equality ? Value(op == Comparison::kNotEqual) : compared(op, a, b);
  }
}

/// The place of the first item in [begin, end) that equals `item`, or `end`; each comparison may change the deque.
std::size_t find(const Deque& deque, const Value& item, std::size_t begin, std::size_t end) {
  const std::uint64_t seen = deque.changes;
  for (std::size_t i = begin; i < end; ++i) {
    if (is_same(Value(deque.items[i]), item)) return i;
    deque.check_unchanged(seen);
  }
  return end;
}

bool Deque::contains(const Value& item) {
  const std::size_t size = items.size();
  return find(*this, item, 0, size) != size;
}

Value Deque::binary(Operator op, const Value& other, bool reflected) const {
  if (op == Operator::kAdd && !reflected) {
    if (native_if<Deque>(other, kDequeType) == nullptr)
      raise_type_error("can only concatenate deque (not \"", type_name(other), "\") to deque");
    const Value sum = copy_of(*this);
    for (const Value& item : self_of(other).values()) self_of(sum).push_back(item);
    return sum;
  }
  if (op != Operator::kMul || !is_any_int(other)) return Value();
  auto* product = new Deque(limit);
  const Value result = make_native(product);
  for (std::int64_t left = to_index(other); left > 0; --left)
    for (const Value& item : items) product->push_back(item);
  return result;
}

Value Deque::in_place(Operator op, const Value& other) {
  if (op == Operator::kAdd) {
    for (const Value& item : to_values(other)) push_back(item);
    return self();
  }
  if (op != Operator::kMul || !is_any_int(other)) return Value();
  const Values once = values();
  const std::int64_t times = to_index(other);
  if (times <= 0) clear();
  for (std::int64_t left = times; left > 1; --left)
    for (const Value& item : once) push_back(item);
  return self();
}

Value Deque::iterate() {
  return make_iterator(kDequeIteratorType, [held = self(), at = std::size_t{0}, seen = changes](Value& item) mutable {
    const Deque& deque = self_of(held);
    deque.check_unchanged(seen);
    if (at >= deque.items.size()) return false;
    item = deque.items[at++];
    return true;
  });
}

Value iterate_back(const Value& self, Value*) {
  static constinit const Type kReverse{.name = "_deque_reverse_iterator",
                                       .module = "_collections",
                                       .error_name = "_collections._deque_reverse_iterator"};
  return make_iterator(kReverse, [self, at = std::size_t{0}, seen = self_of(self).changes](Value& item) mutable {
    const Deque& deque = self_of(self);
    deque.check_unchanged(seen);
    if (at >= deque.items.size()) return false;
    item = deque.items[deque.items.size() - ++at];
    return true;
  });
}

Value new_deque(const Value&, Value* a) {
  std::optional<std::size_t> limit;
  if (!a[1].is_unset() && !a[1].is_none()) {
    if (!is_any_int(a[1])) raise_type_error("an integer is required");
    const std::int64_t given = to_index(a[1]);
    if (given < 0) raise_value_error("maxlen must be non-negative");
    limit = static_cast<std::size_t>(given);
  }
  auto* deque = new Deque(limit);
  const Value made = make_native(deque);
  if (!a[0].is_unset())
    for (const Value& item : to_values(a[0])) deque->push_back(item);
  return made;
}

/// What a class derived from deque calls, and what fills a deque anew.
Value init(const Value& self, Value* a) {
  const Value filled = new_deque(Value(), a);
  Deque& deque = self_of(self);
  deque.clear();
  deque.items.swap(self_of(filled).items);
  deque.limit = self_of(filled).limit;
  return None;
}

Value pop(Deque& deque, bool left) {
  if (deque.items.empty()) raise_index_error("pop from an empty deque");
  ++deque.changes;
  return left ? deque.take_front() : deque.take_back();
}

Value count(const Value& self, Value* a) {
  std::int64_t found = 0;
  const Deque& deque = self_of(self);
  const std::uint64_t seen = deque.changes;
  for (std::size_t i = 0; i < deque.items.size(); ++i) {
    found += is_same(Value(deque.items[i]), a[0]) ? 1 : 0;
    deque.check_unchanged(seen);
  }
  return found;
}

Value index(const Value& self, Value* a) {
  const Deque& deque = self_of(self);
  const auto [begin, end] = search_bounds(a[1], a[2], deque.items.size());
  // The bounds may have changed the deque.
  const std::size_t last = std::min(end, deque.items.size());
  if (const std::size_t at = find(deque, a[0], begin, last); begin < last && at != last) return at;
  raise_value_error(to_repr(a[0]), " is not in deque");
}

Value insert(const Value& self, Value* a) {
  Deque& deque = self_of(self);
  std::int64_t at = to_index(a[0]);
  if (deque.limit && deque.items.size() >= *deque.limit) raise_index_error("deque already at its maximum size");
  const auto size = static_cast<std::int64_t>(deque.items.size());
  if (at < 0) at = std::max<std::int64_t>(at + size, 0);
  deque.items.insert(deque.items.begin() + std::min(at, size), a[1]);
  ++deque.changes;
  return None;
}

Value remove(const Value& self, Value* a) {
  Deque& deque = self_of(self);
  const std::uint64_t seen = deque.changes;
  for (std::size_t i = 0; i < deque.items.size(); ++i) {
    const bool is_equal = is_same(Value(deque.items[i]), a[0]);
    if (deque.changes != seen) raise_index_error("deque mutated during iteration");
    if (!is_equal) continue;
    deque.erase(i);
    return None;
  }
  raise_value_error("deque.remove(x): x not in deque");
}

template <bool Left>
Value extend(const Value& self, Value* a) {
  for (const Value& item : to_values(a[0])) {
    if (Left) {
      self_of(self).push_front(item);
    } else {
      self_of(self).push_back(item);
    }
  }
  return None;
}

Value append(const Value& self, Value* a) {
  self_of(self).push_back(a[0]);
  return None;
}

Value append_left(const Value& self, Value* a) {
  self_of(self).push_front(a[0]);
  return None;
}

Value clear(const Value& self, Value*) {
  self_of(self).clear();
  return None;
}

Value reverse(const Value& self, Value*) {
  std::ranges::reverse(self_of(self).items);
  ++self_of(self).changes;
  return None;
}

Value rotate(const Value& self, Value* a) {
  self_of(self).rotate(a[0].is_unset() ? 1 : to_index(a[0]));
  return None;
}

constexpr Method kNewDeque{"deque", new_deque, "iterable=, maxlen="};

constexpr Method kMethods[] = {
    {"__init__", init, "iterable=, maxlen="},
    {"__reversed__", iterate_back, ""},
    {"append", append, "item, /"},
    {"appendleft", append_left, "item, /"},
    {"clear", clear, ""},
    {"copy", [](const Value& self, Value*) { return copy_of(self_of(self)); }, ""},
    {"count", count, "value, /"},
    {"extend", extend<false>, "iterable, /"},
    {"extendleft", extend<true>, "iterable, /"},
    {"index", index, "value, start=, stop=, /"},
    {"insert", insert, "index, value, /"},
    {"pop", [](const Value& self, Value*) { return pop(self_of(self), false); }, ""},
    {"popleft", [](const Value& self, Value*) { return pop(self_of(self), true); }, ""},
    {"remove", remove, "value, /"},
    {"reverse", reverse, ""},
    {"rotate", rotate, "n=, /"},
};

constexpr Attribute kAttributes[] = {
    {"maxlen",
     [](const Value& self) -> Value {
       const auto& limit = self_of(self).limit;
       return limit ? Value(*limit) : Value(None);
     }},
};

}  // namespace

constinit const Type kDequeType{
    .name = "deque",
    .module = "collections",
    .error_name = "collections.deque",
    .constructor = &kNewDeque,
    .methods = [] { return std::span<const Method>(kMethods); },
    .attributes = [] { return std::span<const Attribute>(kAttributes); },
    .generic = make_generic_alias,
};

}  // namespace pbc
