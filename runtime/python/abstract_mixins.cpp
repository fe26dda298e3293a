// SPDX-License-Identifier: Apache-2.0
#include "python/abstract_mixins.h"

#include "pbc/generator.h"
#include "python/abstract_collections.h"
#include "python/attributes.h"

namespace pbc {

namespace {

Value not_implemented() { return Value(kNotImplemented.head); }
bool is_a(const Value& v, std::string_view name) { return is_instance_of(v, abstract_collection(name).self()); }

bool has_type(const Raised& raised, const Type& type) { return is_exception(raised.exception, type); }

/// self._from_iterable(items)
Value from_iterable(const Value& self, Values items) {
  const Value all = make_list(std::move(items));
  return self.call("_from_iterable", {all});
}

bool is_subset(const Value& a, const Value& b) {
  if (length_of(a) > length_of(b)) return false;
  for (const Value& item : to_values(a))
    if (!in(item, b)) return false;
  return true;
}

/// The items of `a`, then those of `b`, that `keep` says.
template <typename F>
Values selected(const Value& source, F&& keep) {
  Values items;
  for (const Value& item : to_values(source))
    if (keep(item)) items.push_back(item);
  return items;
}

Value set_union(const Value& self, const Value& a, const Value& b) {
  Values items = to_values(a);
  for (const Value& item : to_values(b)) items.push_back(item);
  return from_iterable(self, std::move(items));
}

Value as_set_like(const Value& self, const Value& other) {
  return is_a(other, "Set") ? other : from_iterable(self, to_values(other));
}

Value difference(const Value& self, const Value& a, const Value& b) {
  return from_iterable(self, selected(a, [&](const Value& item) { return !in(item, b); }));
}

/// The error of `x = next(it)` on what is empty is a KeyError.
Value pop_first(const Value& self) {
  const Value iterator = to_iterator(self);
  Value item;
  if (!iterator_next(iterator, item)) raise_exception(kKeyError, {});
  return item;
}

/// Calls self.method() until it raises KeyError: nothing is left.
Value clear_by(const Value& self, Name method) {
  while (true) {
    try {
      self.call(method);
    } catch (const Raised& raised) {
      if (!has_type(raised, kKeyError)) throw;
      caught();
      return None;
    }
  }
}

void set_each(const Value& self, const Value& source) {
  if (is_a(source, "Mapping") || !find_attribute(source, "keys").is_unset()) {
    const Value keys = is_a(source, "Mapping") ? source : source.call("keys");
    for (const Value& key : to_values(keys)) self.set_item(key, source[key]);
    return;
  }
  for (const Value& pair : to_values(source)) {
    const Values parts = to_values(pair);
    if (parts.size() != 2)
      raise_value_error("not enough values to unpack (expected 2, got ", std::to_string(parts.size()), ")");
    self.set_item(parts[0], parts[1]);
  }
}

/// self[key], or unset where that raises KeyError.
Value item_or_unset(const Value& self, const Value& key) {
  try {
    return self[key];
  } catch (const Raised& raised) {
    if (!has_type(raised, kKeyError)) throw;
    caught();
    return Value();
  }
}

Value make_view(std::string_view name, const Value& mapping) { return abstract_collection(name).self()({mapping}); }
Value mapping_of(const Value& view) { return view.attr("_mapping"); }

}  // namespace

void mix_in_iterator(LibraryClass& cls) {
  cls.method("__iter__", "self", [](Values& a) { return a[0]; });
}

void mix_in_generator(LibraryClass& cls) {
  cls.method("__next__", "self", [](Values& a) { return a[0].call("send", {None}); });
  cls.method("close", "self", [](Values& a) -> Value {
    try {
      a[0].call("throw", {type_value(kGeneratorExit)});
    } catch (const Raised& raised) {
      if (!has_type(raised, kGeneratorExit) && !has_type(raised, kStopIteration)) throw;
      caught();
      return None;
    }
    raise_error(kRuntimeError, "generator ignored GeneratorExit");
  });
}

void mix_in_sequence(LibraryClass& cls) {
  cls.method("__iter__", "self", [](Values& a) {
    return generator("Sequence.__iter__", 0, [self = a[0]]() -> Value {
      for (std::int64_t i = 0;; ++i) {
        Value item;
        try {
          item = self[i];
        } catch (const Raised& raised) {
          if (!has_type(raised, kIndexError)) throw;
          caught();
          return None;
        }
        yield(item);
      }
    });
  });
  cls.method("__contains__", "self, value", [](Values& a) -> Value {
    for (const Value& item : to_values(a[0]))
      if (is_same(item, a[1])) return true;
    return false;
  });
  cls.method("__reversed__", "self", [](Values& a) {
    return generator("Sequence.__reversed__", 0, [self = a[0]]() -> Value {
      for (std::int64_t i = static_cast<std::int64_t>(length_of(self)) - 1; i >= 0; --i) yield(self[i]);
      return None;
    });
  });
  cls.method("index", "self, value, start=, stop=", [](Values& a) -> Value {
    const auto length = static_cast<std::int64_t>(length_of(a[0]));
    std::int64_t start = a[2].is_unset() || a[2].is_none() ? 0 : to_index(a[2]);
    std::int64_t stop = a[3].is_unset() || a[3].is_none() ? length : to_index(a[3]);
    if (start < 0) start = std::max<std::int64_t>(length + start, 0);
    if (stop < 0) stop += length;
    for (std::int64_t i = start; i < std::min(stop, length); ++i)
      if (is_same(a[0][i], a[1])) return i;
    raise_exception(kValueError, {});
  });
  cls.method("count", "self, value", [](Values& a) -> Value {
    std::int64_t count = 0;
    for (const Value& item : to_values(a[0])) count += is_same(item, a[1]) ? 1 : 0;
    return count;
  });
}

void mix_in_mutable_sequence(LibraryClass& cls) {
  cls.method("append", "self, value", [](Values& a) -> Value {
    a[0].call("insert", {static_cast<std::int64_t>(length_of(a[0])), a[1]});
    return None;
  });
  cls.method("clear", "self", [](Values& a) -> Value {
    while (length_of(a[0]) > 0) a[0].call("pop");
    return None;
  });
  cls.method("reverse", "self", [](Values& a) -> Value {
    const auto length = static_cast<std::int64_t>(length_of(a[0]));
    for (std::int64_t i = 0; i < length / 2; ++i) {
      const Value first = a[0][i], last = a[0][length - i - 1];
      a[0].set_item(i, last);
      a[0].set_item(length - i - 1, first);
    }
    return None;
  });
  cls.method("extend", "self, values", [](Values& a) -> Value {
    for (const Value& item : to_values(a[1])) a[0].call("append", {item});
    return None;
  });
  cls.method("pop", "self, index=", [](Values& a) -> Value {
    const Value index = a[1].is_unset() ? Value(-1) : a[1];
    const Value item = a[0][index];
    a[0].del_item(index);
    return item;
  });
  cls.method("remove", "self, value", [](Values& a) -> Value {
    a[0].del_item(a[0].call("index", {a[1]}));
    return None;
  });
  cls.method("__iadd__", "self, values", [](Values& a) {
    a[0].call("extend", {a[1]});
    return a[0];
  });
}

void mix_in_set(LibraryClass& cls) {
  struct Order {
    Name name;
    Value (*compare)(const Value& a, const Value& b);
  };
  static constexpr Order kOrders[] = {
      {"__le__", [](const Value& a, const Value& b) -> Value { return is_subset(a, b); }},
      {"__lt__",
       [](const Value& a, const Value& b) -> Value { return length_of(a) < length_of(b) && is_subset(a, b); }},
      {"__ge__", [](const Value& a, const Value& b) -> Value { return is_subset(b, a); }},
      {"__gt__",
       [](const Value& a, const Value& b) -> Value { return length_of(a) > length_of(b) && is_subset(b, a); }},
      {"__eq__",
       [](const Value& a, const Value& b) -> Value { return length_of(a) == length_of(b) && is_subset(a, b); }},
  };
  for (const Order& order : kOrders)
    cls.method(order.name, "self, other",
               [&order](Values& a) { return is_a(a[1], "Set") ? order.compare(a[0], a[1]) : not_implemented(); });
  cls.class_method("_from_iterable", "cls, it", [](Values& a) { return a[0]({a[1]}); });
  const BoundBody intersection = [](Values& a) {
    if (!is_a(a[1], "Iterable")) return not_implemented();
    return from_iterable(a[0], selected(a[1], [&](const Value& item) { return in(item, a[0]); }));
  };
  cls.method("__and__", "self, other", intersection).method("__rand__", "self, other", intersection);
  const BoundBody joined_with = [](Values& a) {
    return is_a(a[1], "Iterable") ? set_union(a[0], a[0], a[1]) : not_implemented();
  };
  cls.method("__or__", "self, other", joined_with).method("__ror__", "self, other", joined_with);
  cls.method("__sub__", "self, other", [](Values& a) {
    return is_a(a[1], "Iterable") ? difference(a[0], a[0], as_set_like(a[0], a[1])) : not_implemented();
  });
  cls.method("__rsub__", "self, other", [](Values& a) {
    return is_a(a[1], "Iterable") ? difference(a[0], as_set_like(a[0], a[1]), a[0]) : not_implemented();
  });
  const BoundBody symmetric = [](Values& a) {
    if (!is_a(a[1], "Iterable")) return not_implemented();
    const Value other = as_set_like(a[0], a[1]);
    return difference(a[0], a[0], other) | difference(a[0], other, a[0]);
  };
  cls.method("__xor__", "self, other", symmetric).method("__rxor__", "self, other", symmetric);
  cls.method("isdisjoint", "self, other", [](Values& a) -> Value {
    for (const Value& item : to_values(a[1]))
      if (in(item, a[0])) return false;
    return true;
  });
  cls.method("_hash", "self", [](Values& a) -> Value {
    Table items;
    for (const Value& item : to_values(a[0])) add_key(items, item);
    return static_cast<std::int64_t>(hash_of(make_frozenset(std::move(items))));
  });
}

void mix_in_mutable_set(LibraryClass& cls) {
  cls.method("remove", "self, value", [](Values& a) -> Value {
    if (!in(a[1], a[0])) raise_key_error(a[1]);
    a[0].call("discard", {a[1]});
    return None;
  });
  cls.method("pop", "self", [](Values& a) {
    const Value item = pop_first(a[0]);
    a[0].call("discard", {item});
    return item;
  });
  cls.method("clear", "self", [](Values& a) { return clear_by(a[0], "pop"); });
  cls.method("__ior__", "self, it", [](Values& a) {
    for (const Value& item : to_values(a[1])) a[0].call("add", {item});
    return a[0];
  });
  cls.method("__iand__", "self, it", [](Values& a) {
    for (const Value& item : to_values(a[0] - a[1])) a[0].call("discard", {item});
    return a[0];
  });
  cls.method("__ixor__", "self, it", [](Values& a) {
    if (is(a[0], a[1])) {
      a[0].call("clear");
      return a[0];
    }
    for (const Value& item : to_values(as_set_like(a[0], a[1])))
      a[0].call(in(item, a[0]) ? Name("discard") : Name("add"), {item});
    return a[0];
  });
  cls.method("__isub__", "self, it", [](Values& a) {
    if (is(a[0], a[1]))
      a[0].call("clear");
    else
      for (const Value& item : to_values(a[1])) a[0].call("discard", {item});
    return a[0];
  });
}

void mix_in_mapping(LibraryClass& cls) {
  cls.method("get", "self, key, default=", [](Values& a) {
    const Value found = item_or_unset(a[0], a[1]);
    return !found.is_unset() ? found : a[2].is_unset() ? Value(None) : a[2];
  });
  cls.method("__contains__", "self, key", [](Values& a) -> Value { return !item_or_unset(a[0], a[1]).is_unset(); });
  cls.method("keys", "self", [](Values& a) { return make_view("KeysView", a[0]); });
  cls.method("items", "self", [](Values& a) { return make_view("ItemsView", a[0]); });
  cls.method("values", "self", [](Values& a) { return make_view("ValuesView", a[0]); });
  cls.method("__eq__", "self, other", [](Values& a) -> Value {
    if (!is_a(a[1], "Mapping")) return not_implemented();
    const auto plain = [](const Value& mapping) {
      const Value copy = make_dict();
      for (const Value& key : to_values(mapping)) as_dict(copy).set(key, mapping[key]);
      return copy;
    };
    return plain(a[0]) == plain(a[1]);
  });
  cls.set("__reversed__", None);
}

void mix_in_mutable_mapping(LibraryClass& cls) {
  cls.method("pop", "self, key, default=", [](Values& a) -> Value {
    if (a[2].is_unset()) {
      const Value item = a[0][a[1]];
      a[0].del_item(a[1]);
      return item;
    }
    const Value item = item_or_unset(a[0], a[1]);
    if (item.is_unset()) return a[2];
    a[0].del_item(a[1]);
    return item;
  });
  cls.method("popitem", "self", [](Values& a) {
    const Value key = pop_first(a[0]);
    const Value item = a[0][key];
    a[0].del_item(key);
    return make_tuple({key, item});
  });
  cls.method("clear", "self", [](Values& a) { return clear_by(a[0], "popitem"); });
  cls.method("update", "self, other=, /, **kwds", [](Values& a) -> Value {
    if (!a[1].is_unset()) set_each(a[0], a[1]);
    for (const Value& key : to_values(a[2])) a[0].set_item(key, a[2][key]);
    return None;
  });
  cls.method("setdefault", "self, key, default=", [](Values& a) {
    const Value found = item_or_unset(a[0], a[1]);
    if (!found.is_unset()) return found;
    const Value fallback = a[2].is_unset() ? Value(None) : a[2];
    a[0].set_item(a[1], fallback);
    return fallback;
  });
}

void mix_in_view(LibraryClass& cls) {
  cls.set("__slots__", make_tuple({"_mapping"}));
  cls.method("__init__", "self, mapping", [](Values& a) -> Value {
    a[0].set_attr("_mapping", a[1]);
    return None;
  });
  cls.method("__len__", "self", [](Values& a) -> Value { return length_of(mapping_of(a[0])); });
  cls.method("__repr__", "self",
             [](Values& a) { return make_str(class_of(a[0]).name + "(" + to_repr(mapping_of(a[0])) + ")"); });
}

void mix_in_keys(LibraryClass& cls) {
  cls.class_method("_from_iterable", "cls, it", [](Values& a) { return type_value(kSetType)({a[1]}); });
  cls.method("__contains__", "self, key", [](Values& a) -> Value { return in(a[1], mapping_of(a[0])); });
  cls.method("__iter__", "self", [](Values& a) { return to_iterator(mapping_of(a[0])); });
}

void mix_in_items(LibraryClass& cls) {
  cls.class_method("_from_iterable", "cls, it", [](Values& a) { return type_value(kSetType)({a[1]}); });
  cls.method("__contains__", "self, item", [](Values& a) -> Value {
    const Values pair = to_values(a[1]);
    if (pair.size() != 2)
      raise_value_error("not enough values to unpack (expected 2, got ", std::to_string(pair.size()), ")");
    const Value found = item_or_unset(mapping_of(a[0]), pair[0]);
    return !found.is_unset() && is_same(found, pair[1]);
  });
  cls.method("__iter__", "self", [](Values& a) {
    return generator("ItemsView.__iter__", 0, [mapping = mapping_of(a[0])]() -> Value {
      for (const Value& key : to_values(mapping)) yield(make_tuple({key, mapping[key]}));
      return None;
    });
  });
}

void mix_in_values(LibraryClass& cls) {
  cls.method("__contains__", "self, value", [](Values& a) -> Value {
    const Value mapping = mapping_of(a[0]);
    for (const Value& key : to_values(mapping))
      if (is_same(mapping[key], a[1])) return true;
    return false;
  });
  cls.method("__iter__", "self", [](Values& a) {
    return generator("ValuesView.__iter__", 0, [mapping = mapping_of(a[0])]() -> Value {
      for (const Value& key : to_values(mapping)) yield(mapping[key]);
      return None;
    });
  });
}

}  // namespace pbc
