// SPDX-License-Identifier: Apache-2.0
//
// collections.deque (Python library reference, deque objects).
#include "python/deque.h"

#include <algorithm>
#include <deque>
#include <optional>

#include "python/objects.h"

namespace pbc {
namespace {

constinit const Type kDequeIteratorType{
    .name = "_deque_iterator", .module = "_collections", .error_name = "_collections._deque_iterator"};

struct Deque final : Native {
  explicit Deque(std::optional<std::size_t> limit) : Native(kDequeType), limit(limit) {}
  std::deque<Value> items;
  std::optional<std::size_t> limit;
  std::uint64_t changes = 0;  // iteration stops with an error when it moves on

  void push_back(Value item) {
    ++changes;
    items.push_back(std::move(item));
    if (limit && items.size() > *limit) items.pop_front();
  }
  void push_front(Value item) {
    ++changes;
    items.push_front(std::move(item));
    if (limit && items.size() > *limit) items.pop_back();
  }
  Values values() const { return {items.begin(), items.end()}; }
  std::size_t place(const Value& key) const {
    if (!is_any_int(key)) raise_type_error("sequence index must be integer, not '", type_name(key), "'");
    std::int64_t index = to_index(key);
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
  void del_item(const Value& key) override {
    items.erase(items.begin() + static_cast<std::ptrdiff_t>(place(key)));
    ++changes;
  }
};

Deque& self_of(const Value& self) { return as_native<Deque>(self); }

Value copy_of(const Deque& deque) {
  auto* copy = new Deque(deque.limit);
  copy->items = deque.items;
  return make_native(copy);
}

std::string Deque::repr() const {
  const Recursion recursion(" while getting the repr of an object");
  std::string text = "deque(" + to_repr(make_list(values()));
  if (limit) text += ", maxlen=" + std::to_string(*limit);
  return text + ")";
}

Value Deque::compare(Comparison op, const Value& other) const {
  if (native_if<Deque>(other, kDequeType) == nullptr) return Value();
  return pbc::compare(op, make_list(values()), make_list(self_of(other).values()));
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
  if (times <= 0) items.clear();
  for (std::int64_t left = times; left > 1; --left)
    for (const Value& item : once) push_back(item);
  return self();
}

Value Deque::iterate() {
  return make_iterator(kDequeIteratorType, [held = self(), at = std::size_t{0}, seen = changes](Value& item) mutable {
    const Deque& deque = self_of(held);
    if (deque.changes != seen) raise_error(kRuntimeError, "deque mutated during iteration");
    if (at >= deque.items.size()) return false;
    item = deque.items[at++];
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

Value pop(Deque& deque, bool left) {
  if (deque.items.empty()) raise_index_error("pop from an empty deque");
  ++deque.changes;
  Value item = left ? deque.items.front() : deque.items.back();
  if (left) {
    deque.items.pop_front();
  } else {
    deque.items.pop_back();
  }
  return item;
}

Value count(const Value& self, Value* a) {
  std::int64_t found = 0;
  for (const Value& item : self_of(self).values()) found += is_same(item, a[0]) ? 1 : 0;
  return found;
}

Value index(const Value& self, Value* a) {
  const Values items = self_of(self).values();
  const auto size = static_cast<std::int64_t>(items.size());
  const auto bound = [&](const Value& value, std::int64_t fallback) {
    if (value.is_unset()) return fallback;
    std::int64_t at = to_index(value);
    if (at < 0) at = std::max<std::int64_t>(at + size, 0);
    return std::min(at, size);
  };
  for (std::int64_t i = bound(a[1], 0); i < bound(a[2], size); ++i)
    if (is_same(items[static_cast<std::size_t>(i)], a[0])) return i;
  raise_value_error(to_repr(a[0]), " is not in deque");
}

Value insert(const Value& self, Value* a) {
  Deque& deque = self_of(self);
  if (deque.limit && deque.items.size() >= *deque.limit) raise_index_error("deque already at its maximum size");
  const auto size = static_cast<std::int64_t>(deque.items.size());
  std::int64_t at = to_index(a[0]);
  if (at < 0) at = std::max<std::int64_t>(at + size, 0);
  deque.items.insert(deque.items.begin() + std::min(at, size), a[1]);
  ++deque.changes;
  return None;
}

Value remove(const Value& self, Value* a) {
  Deque& deque = self_of(self);
  for (std::size_t i = 0; i < deque.items.size(); ++i) {
    if (!is_same(deque.items[i], a[0])) continue;
    deque.items.erase(deque.items.begin() + static_cast<std::ptrdiff_t>(i));
    ++deque.changes;
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
  self_of(self).items.clear();
  ++self_of(self).changes;
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
