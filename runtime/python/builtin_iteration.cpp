// SPDX-License-Identifier: Apache-2.0
//
// The built-in functions on iterables, and the types enumerate, zip, map, filter and reversed.
#include "python/big_integer.h"
#include "python/bind.h"
#include "python/builtins.h"
#include "python/generator.h"
#include "python/iterators.h"
#include "python/sequences.h"
#include "python/special_methods.h"

namespace pbc {

namespace {

Value builtin_len(const Value&, Value* arguments) { return length_of(arguments[0]); }

Value builtin_iter(const Value&, Value* arguments) {
  if (arguments[1].is_unset()) return to_iterator(arguments[0]);
  if (!is_callable(arguments[0])) raise_type_error("iter(v, w): v must be callable");
  return make_callable_iterator(arguments[0], arguments[1]);
}

Value builtin_next(const Value&, Value* arguments) {
  Value item;
  bool is_iterator = find_special(arguments[0], "__next__") != nullptr || arguments[0].is(Tag::kIterator) ||
                     (arguments[0].is(Tag::kNative) && as_native(arguments[0]).is_iterator());
  if (!is_iterator) raise_type_error("'", type_name(arguments[0]), "' object is not an iterator");
  // The StopIteration of a class is the class's own, value and all.
  if (arguments[1].is_unset() && find_special(arguments[0], "__next__") != nullptr)
    return call_special(arguments[0], "__next__");
  try {
    if (iterator_step(arguments[0], item)) return item;
  } catch (const Raised& raised) {
    if (arguments[1].is_unset() || !is_exception(raised.exception, kStopIteration)) throw;
    caught();
  }
  if (!arguments[1].is_unset()) return arguments[1];
  raise_stop(arguments[0]);
}

Value builtin_any(const Value&, Value* arguments) {
  for (Value item : iterate(arguments[0]))
    if (item) return true;
  return false;
}

Value builtin_all(const Value&, Value* arguments) {
  for (Value item : iterate(arguments[0]))
    if (!item) return false;
  return true;
}

Value builtin_sorted(const Value&, Value* arguments) {
  const Values& given = as_tuple(arguments[0]);
  if (given.size() != 1) raise_type_error("sorted expected 1 argument, got ", std::to_string(given.size()));
  Value items = make_list(to_values(given[0]));
  items.call("sort", {}, {expand(arguments[1])});
  return items;
}

constexpr Method kMethods[] = {
    {"len", builtin_len, "obj, /"},
    {"iter", builtin_iter, "object, sentinel=, /"},
    {"next", builtin_next, "iterator, default=, /"},
    {"any", builtin_any, "iterable, /"},
    {"all", builtin_all, "iterable, /"},
    {"sorted", builtin_sorted, "*args, **kwargs"},
};

// --- Iterator types --------------------------------------------------------------------------------------------------

Value reversed_new(const Value&, Value* arguments) { return make_reversed(arguments[0]); }

struct Enumerate final : Iterator {
  Enumerate(Value source, Value index) : source(std::move(source)), index(std::move(index)) {}
  bool next(Value& item) override {
    Value element;
    if (!iterator_next(source, element)) return false;
    Value* items = pair.items(2);
    items[0] = index;
    items[1].swap(element);
    item = pair.get();
    index = index + 1;
    return true;
  }
  bool next_row(Value* row, std::size_t count) override {
    if (count != 2) return Iterator::next_row(row, count);
    if (!iterator_next(source, row[1])) return false;
    row[0] = index;
    index = index + 1;
    return true;
  }
  const Type& type() const override { return kEnumerateType; }
  Value source, index;
  StepTuple pair;
};

Value enumerate_new(const Value&, Value* arguments) {
  if (arguments[0].is_unset()) raise_type_error("enumerate() missing required argument 'iterable'");
  Value start = arguments[1].is_unset() ? Value(0) : make_int(to_big_int(arguments[1]));
  return make_iterator(new Enumerate(to_iterator(arguments[0]), std::move(start)));
}

Values iterators_of(const Value& iterables, std::size_t first) {
  Values sources;
  const Values& given = as_tuple(iterables);
  for (std::size_t i = first; i < given.size(); ++i) sources.push_back(to_iterator(given[i]));
  return sources;
}

struct Zip final : Iterator {
  Zip(Values sources, bool is_strict) : sources(std::move(sources)), is_strict(is_strict) {}
  bool next(Value& item) override {
    if (sources.empty()) return false;
    Slots elements(static_cast<int>(sources.size()));
    for (std::size_t i = 0; i < sources.size(); ++i) {
      if (iterator_next(sources[i], elements[static_cast<int>(i)])) continue;
      if (is_strict) check_lengths(i);
      sources.clear();
      return false;
    }
    Value* items = row.items(sources.size());
    for (std::size_t i = 0; i < sources.size(); ++i) items[i].swap(elements[static_cast<int>(i)]);
    item = row.get();
    return true;
  }
  bool next_row(Value* values, std::size_t count) override {
    if (count != sources.size()) return Iterator::next_row(values, count);
    for (std::size_t i = 0; i < count; ++i) {
      if (iterator_next(sources[i], values[i])) continue;
      if (is_strict) check_lengths(i);
      sources.clear();
      return false;
    }
    return true;
  }
  /// The source at `ended` has ended: all must have.
  void check_lengths(std::size_t ended) {
    auto fail = [](std::size_t i, const char* how) {
      raise_value_error("zip() argument ", std::to_string(i + 1), " is ", how,
                        i == 1 ? " than argument 1" : " than arguments 1-" + std::to_string(i));
    };
    if (ended > 0) fail(ended, "shorter");
    Value item;
    for (std::size_t i = 1; i < sources.size(); ++i)
      if (iterator_next(sources[i], item)) fail(i, "longer");
  }
  const Type& type() const override { return kZipType; }
  Values sources;
  StepTuple row;
  bool is_strict;
};

Value zip_new(const Value&, Value* arguments) {
  bool is_strict = !arguments[1].is_unset() && static_cast<bool>(arguments[1]);
  return make_iterator(new Zip(iterators_of(arguments[0], 0), is_strict));
}

struct Map final : Iterator {
  Map(Value function, Values sources) : function(std::move(function)), sources(std::move(sources)) {}
  bool next(Value& item) override {
    Values row(sources.size());
    for (std::size_t i = 0; i < sources.size(); ++i)
      if (!iterator_next(sources[i], row[i])) return false;
    item = call_with(function, row);
    return true;
  }
  const Type& type() const override { return kMapType; }
  Value function;
  Values sources;
};

Value map_new(const Value&, Value* arguments) {
  const Values& given = as_tuple(arguments[0]);
  if (given.size() < 2) raise_type_error("map() must have at least two arguments.");
  return make_iterator(new Map(given[0], iterators_of(arguments[0], 1)));
}

struct Filter final : Iterator {
  Filter(Value function, Value source) : function(std::move(function)), source(std::move(source)) {}
  bool next(Value& item) override {
    Value element;
    while (iterator_next(source, element)) {
      bool keep = function.is_none() ? static_cast<bool>(element) : static_cast<bool>(function({element}));
      if (!keep) continue;
      item = std::move(element);
      return true;
    }
    return false;
  }
  const Type& type() const override { return kFilterType; }
  Value function, source;
};

Value filter_new(const Value&, Value* arguments) {
  return make_iterator(new Filter(arguments[0], to_iterator(arguments[1])));
}

constexpr Method kReversedNew{"reversed", reversed_new, "object, /"};
constexpr Method kEnumerateNew{"enumerate", enumerate_new, "iterable=, start="};
constexpr Method kZipNew{"zip", zip_new, "*args, strict="};
constexpr Method kMapNew{"map", map_new, "*args"};
constexpr Method kFilterNew{"filter", filter_new, "function, iterable, /"};

}  // namespace

std::span<const Method> iteration_builtins() { return kMethods; }

constinit const Type kReversedType{.name = "reversed", .constructor = &kReversedNew};
constinit const Type kEnumerateType{.name = "enumerate", .constructor = &kEnumerateNew};
constinit const Type kZipType{.name = "zip", .constructor = &kZipNew};
constinit const Type kMapType{.name = "map", .constructor = &kMapNew};
constinit const Type kFilterType{.name = "filter", .constructor = &kFilterNew};

}  // namespace pbc
