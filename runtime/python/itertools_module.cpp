// SPDX-License-Identifier: Apache-2.0
//
// The module itertools (Python library reference, itertools). Every function gives an iterator that draws from its
// sources only when asked.
#include <algorithm>
#include <deque>
#include <limits>
#include <memory>

#include "python/library.h"
#include "python/objects.h"

namespace pbc {
namespace {

bool is_given(const Value& value) { return !value.is_unset() && !value.is_none(); }

// The types of the iterators, which `type(x)` shows.
constinit const Type kAccumulate{.name = "accumulate", .module = "itertools", .error_name = "itertools.accumulate"};
constinit const Type kPairwise{.name = "pairwise", .module = "itertools", .error_name = "itertools.pairwise"};
constinit const Type kChain{.name = "chain", .module = "itertools", .error_name = "itertools.chain"};
constinit const Type kCombinations{
    .name = "combinations", .module = "itertools", .error_name = "itertools.combinations"};
constinit const Type kCombinationsWithReplacement{.name = "combinations_with_replacement",
                                                  .module = "itertools",
                                                  .error_name = "itertools.combinations_with_replacement"};
constinit const Type kCompress{.name = "compress", .module = "itertools", .error_name = "itertools.compress"};
constinit const Type kCount{.name = "count", .module = "itertools", .error_name = "itertools.count"};
constinit const Type kCycle{.name = "cycle", .module = "itertools", .error_name = "itertools.cycle"};
constinit const Type kDropWhile{.name = "dropwhile", .module = "itertools", .error_name = "itertools.dropwhile"};
constinit const Type kFilterFalse{.name = "filterfalse", .module = "itertools", .error_name = "itertools.filterfalse"};
constinit const Type kGroupBy{.name = "groupby", .module = "itertools", .error_name = "itertools.groupby"};
constinit const Type kGrouper{.name = "_grouper", .module = "itertools", .error_name = "itertools._grouper"};
constinit const Type kIslice{.name = "islice", .module = "itertools", .error_name = "itertools.islice"};
constinit const Type kPermutations{
    .name = "permutations", .module = "itertools", .error_name = "itertools.permutations"};
constinit const Type kProduct{.name = "product", .module = "itertools", .error_name = "itertools.product"};
constinit const Type kRepeat{.name = "repeat", .module = "itertools", .error_name = "itertools.repeat"};
constinit const Type kStarMap{.name = "starmap", .module = "itertools", .error_name = "itertools.starmap"};
constinit const Type kTakeWhile{.name = "takewhile", .module = "itertools", .error_name = "itertools.takewhile"};
constinit const Type kTee{.name = "_tee", .module = "itertools", .error_name = "itertools._tee"};
constinit const Type kZipLongest{.name = "zip_longest", .module = "itertools", .error_name = "itertools.zip_longest"};

// --- Without end
// ------------------------------------------------------------------------------------------------------

Value count(const Value&, Value* a) {
  const Value step = a[1].is_unset() ? Value(1) : a[1];
  return make_iterator(kCount, [next = a[0].is_unset() ? Value(0) : a[0], step](Value& item) mutable {
    item = next;
    next = next + step;
    return true;
  });
}

Value cycle(const Value&, Value* a) {
  return make_iterator(
      kCycle, [source = to_iterator(a[0]), seen = Values(), at = std::size_t{0}, ended = false](Value& item) mutable {
        if (!ended) {
          if (iterator_next(source, item)) {
            seen.push_back(item);
            return true;
          }
          ended = true;
        }
        if (seen.empty()) return false;
        item = seen[at];
        at = (at + 1) % seen.size();
        return true;
      });
}

Value repeat(const Value&, Value* a) {
  const bool endless = a[1].is_unset();
  return make_iterator(kRepeat, [object = a[0], endless, left = endless ? 0 : to_index(a[1])](Value& item) mutable {
    if (!endless && left-- <= 0) {
      left = 0;
      return false;
    }
    item = object;
    return true;
  });
}

// --- One after the other
// ----------------------------------------------------------------------------------------------

Value chain_over(Value sources) {
  return make_iterator(kChain, [sources = std::move(sources), current = Value()](Value& item) mutable {
    while (true) {
      if (current.is_unset()) {
        Value next;
        if (!iterator_next(sources, next)) return false;
        current = to_iterator(next);
      }
      if (iterator_next(current, item)) return true;
      current = Value();
    }
  });
}

Value new_chain(const Value&, Value* a) { return chain_over(to_iterator(a[0])); }
Value from_iterable(const Value&, Value* a) { return chain_over(to_iterator(a[0])); }

Value accumulate(const Value&, Value* a) {
  const Value function = is_given(a[1]) ? a[1] : Value();
  return make_iterator(kAccumulate, [source = to_iterator(a[0]), function, total = is_given(a[2]) ? a[2] : Value(),
                                     started = false, initial = is_given(a[2])](Value& item) mutable {
    if (!started) {
      started = true;
      if (!initial && !iterator_next(source, total)) {
        started = false;
        return false;
      }
      item = total;
      return true;
    }
    Value next;
    if (!iterator_next(source, next)) return false;
    total = function.is_unset() ? total + next : function({total, next});
    item = total;
    return true;
  });
}

Value compress(const Value&, Value* a) {
  return make_iterator(kCompress, [data = to_iterator(a[0]), selectors = to_iterator(a[1])](Value& item) {
    Value selector;
    while (iterator_next(data, item)) {
      if (!iterator_next(selectors, selector)) return false;
      if (selector) return true;
    }
    return false;
  });
}

Value drop_while(const Value&, Value* a) {
  return make_iterator(kDropWhile, [test = a[0], source = to_iterator(a[1]), dropping = true](Value& item) mutable {
    while (iterator_next(source, item)) {
      if (dropping && test({item})) continue;
      dropping = false;
      return true;
    }
    return false;
  });
}

Value take_while(const Value&, Value* a) {
  return make_iterator(kTakeWhile, [test = a[0], source = to_iterator(a[1]), done = false](Value& item) mutable {
    if (done || !iterator_next(source, item)) return false;
    done = !test({item});
    return !done;
  });
}

Value filter_false(const Value&, Value* a) {
  return make_iterator(kFilterFalse, [test = a[0], source = to_iterator(a[1])](Value& item) {
    while (iterator_next(source, item)) {
      const Value result = test.is_none() ? item : test({item});
      if (!result) return true;
    }
    return false;
  });
}

Value star_map(const Value&, Value* a) {
  return make_iterator(kStarMap, [function = a[0], source = to_iterator(a[1])](Value& item) {
    Value arguments;
    if (!iterator_next(source, arguments)) return false;
    item = call_with(function, to_values(arguments));
    return true;
  });
}

Value pairwise(const Value&, Value* a) {
  return make_iterator(kPairwise, [source = to_iterator(a[0]), before = Value()](Value& item) mutable {
    if (before.is_unset() && !iterator_next(source, before)) return false;
    Value next;
    if (!iterator_next(source, next)) return false;
    item = make_tuple({before, next});
    before = next;
    return true;
  });
}

std::int64_t slice_argument(const Value& value, std::int64_t fallback, const char* message) {
  if (!is_given(value)) return fallback;
  if (!is_small_int(value) || value.as_int() < 0) raise_value_error(message);
  return value.as_int();
}

Value islice(const Value&, Value* a) {
  constexpr const char* kStop = "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
  constexpr const char* kIndices = "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
  const bool only_stop = a[2].is_unset();
  const std::int64_t start = only_stop ? 0 : slice_argument(a[1], 0, kIndices);
  const std::int64_t stop = slice_argument(only_stop ? a[1] : a[2], std::numeric_limits<std::int64_t>::max(), kStop);
  std::int64_t step = 1;
  if (is_given(a[3])) {
    if (!is_small_int(a[3]) || a[3].as_int() < 1)
      raise_value_error("Step for islice() must be a positive integer or None.");
    step = a[3].as_int();
  }
  return make_iterator(
      kIslice, [source = to_iterator(a[0]), at = std::int64_t{0}, next = start, stop, step](Value& item) mutable {
        if (next >= stop) {
          for (; at < stop && stop != std::numeric_limits<std::int64_t>::max(); ++at)
            if (!iterator_next(source, item)) break;
          return false;
        }
        for (; at <= next; ++at) {
          if (!iterator_next(source, item)) {
            next = stop;
            at = stop;
            return false;
          }
        }
        next = next > stop - step ? stop : next + step;
        return true;
      });
}

Value tee(const Value&, Value* a) {
  /// What was drawn from the source and is still wanted by some of the copies.
  struct Shared {
    Value source;
    std::deque<Value> items;
    std::size_t first = 0;  // index of items.front()
    std::vector<std::size_t> places;
  };
  const std::int64_t copies = a[1].is_unset() ? 2 : to_index(a[1]);
  if (copies < 0) raise_value_error("n must be >= 0");
  const auto shared = std::make_shared<Shared>();
  shared->source = to_iterator(a[0]);
  shared->places.resize(static_cast<std::size_t>(copies));
  Values result;
  for (std::size_t i = 0; i < shared->places.size(); ++i) {
    result.push_back(make_iterator(kTee, [shared, i](Value& item) {
      std::size_t& place = shared->places[i];
      if (place - shared->first == shared->items.size()) {
        Value next;
        if (!iterator_next(shared->source, next)) return false;
        shared->items.push_back(next);
      }
      item = shared->items[place - shared->first];
      ++place;
      while (!shared->items.empty() &&
             std::ranges::none_of(shared->places, [&](std::size_t p) { return p <= shared->first; })) {
        shared->items.pop_front();
        ++shared->first;
      }
      return true;
    }));
  }
  return make_tuple(std::move(result));
}

Value zip_longest(const Value&, Value* a) {
  std::vector<Value> sources;
  for (const Value& iterable : as_tuple(a[0])) sources.push_back(to_iterator(iterable));
  const Value fill = a[1].is_unset() ? Value(None) : a[1];
  return make_iterator(kZipLongest, [sources, fill, left = sources.size()](Value& item) mutable {
    if (left == 0) return false;
    Values row;
    for (Value& source : sources) {
      Value next;
      if (source.is_unset() || !iterator_next(source, next)) {
        if (!source.is_unset()) {
          source = Value();
          if (--left == 0) return false;
        }
        next = fill;
      }
      row.push_back(next);
    }
    item = make_tuple(std::move(row));
    return true;
  });
}

// --- groupby
// ----------------------------------------------------------------------------------------------------------

struct Groups {
  Value source;
  Value key;
  Value current_key;
  Value current;     // read, not yet handed out
  Value target_key;  // of the group that the latest grouper gives
  std::uint64_t group = 0;

  bool advance() {
    Value next;
    if (!iterator_next(source, next)) {
      current = Value();
      source = Value();
      return false;
    }
    current_key = key.is_none() ? next : key({next});
    current = next;
    return true;
  }
};

Value group_by(const Value&, Value* a) {
  const auto groups = std::make_shared<Groups>();
  groups->source = to_iterator(a[0]);
  groups->key = is_given(a[1]) ? a[1] : Value(None);
  return make_iterator(kGroupBy, [groups](Value& item) {
    if (groups->source.is_unset() && groups->current.is_unset()) return false;
    const std::uint64_t group = ++groups->group;
    while (groups->current.is_unset() ||
           (!groups->target_key.is_unset() && groups->target_key == groups->current_key)) {
      groups->current = Value();
      if (groups->source.is_unset() || !groups->advance()) return false;
      if (groups->target_key.is_unset()) break;
    }
    groups->target_key = groups->current_key;
    item = make_tuple({groups->current_key, make_iterator(kGrouper, [groups, group](Value& member) {
                         if (groups->group != group) return false;
                         if (groups->current.is_unset() && (groups->source.is_unset() || !groups->advance()))
                           return false;
                         if (!(groups->target_key == groups->current_key)) return false;
                         member = groups->current;
                         groups->current = Value();
                         return true;
                       })});
    return true;
  });
}

// --- Combinatorics
// ----------------------------------------------------------------------------------------------------

/// The items of `pool` at `places`, as a tuple.
Value picked(const Values& pool, const std::vector<std::size_t>& places) {
  Values items;
  for (std::size_t place : places) items.push_back(pool[place]);
  return make_tuple(std::move(items));
}

Value product(const Value&, Value* a) {
  const std::int64_t repeat = a[1].is_unset() ? 1 : to_index(a[1]);
  if (repeat < 0) raise_value_error("repeat argument cannot be negative");
  std::vector<Values> pools;
  for (std::int64_t i = 0; i < repeat; ++i)
    for (const Value& iterable : as_tuple(a[0])) pools.push_back(to_values(iterable));
  return make_iterator(kProduct, [pools, places = std::vector<std::size_t>(pools.size()), started = false,
                                  done = false](Value& item) mutable {
    if (done) return false;
    if (!started) {
      started = true;
      done = std::ranges::any_of(pools, [](const Values& pool) { return pool.empty(); });
    } else {
      std::size_t i = pools.size();
      while (i > 0 && ++places[i - 1] == pools[i - 1].size()) places[--i] = 0;
      done = i == 0;
    }
    if (done) return false;
    Values row;
    for (std::size_t i = 0; i < pools.size(); ++i) row.push_back(pools[i][places[i]]);
    item = make_tuple(std::move(row));
    return true;
  });
}

std::int64_t length_argument(const Value& value) {
  const std::int64_t r = to_index(value);
  if (r < 0) raise_value_error("r must be non-negative");
  return r;
}

Value permutations(const Value&, Value* a) {
  Values pool = to_values(a[0]);
  const std::size_t n = pool.size();
  if (is_given(a[1]) && !is_any_int(a[1])) raise_type_error("Expected int as r");
  const std::size_t r = is_given(a[1]) ? static_cast<std::size_t>(length_argument(a[1])) : n;
  std::vector<std::size_t> indices(n);
  for (std::size_t i = 0; i < n; ++i) indices[i] = i;
  std::vector<std::size_t> cycles(std::min(r, n));
  for (std::size_t i = 0; i < cycles.size(); ++i) cycles[i] = n - i;
  return make_iterator(kPermutations,
                       [pool, n, r, indices, cycles, started = false, done = r > n](Value& item) mutable {
                         if (done) return false;
                         if (started) {
                           done = true;
                           for (std::size_t i = r; i-- > 0;) {
                             if (--cycles[i] == 0) {
                               std::rotate(indices.begin() + static_cast<std::ptrdiff_t>(i),
                                           indices.begin() + static_cast<std::ptrdiff_t>(i) + 1, indices.end());
                               cycles[i] = n - i;
                             } else {
                               std::swap(indices[i], indices[n - cycles[i]]);
                               done = false;
                               break;
                             }
                           }
                           if (done) return false;
                         }
                         started = true;
                         item = picked(pool, {indices.begin(), indices.begin() + static_cast<std::ptrdiff_t>(r)});
                         return true;
                       });
}

template <bool Repeats>
Value combinations(const Value&, Value* a) {
  Values pool = to_values(a[0]);
  const std::size_t n = pool.size();
  const auto r = static_cast<std::size_t>(length_argument(a[1]));
  std::vector<std::size_t> places(r);
  if (!Repeats)
    for (std::size_t i = 0; i < r; ++i) places[i] = i;
  const bool none = Repeats ? n == 0 && r > 0 : r > n;
  return make_iterator(Repeats ? kCombinationsWithReplacement : kCombinations,
                       [pool, n, r, places, started = false, done = none](Value& item) mutable {
                         if (done) return false;
                         if (started) {
                           std::size_t i = r;
                           while (i > 0 && places[i - 1] == (Repeats ? n - 1 : i - 1 + n - r)) --i;
                           if (i == 0) {
                             done = true;
                             return false;
                           }
                           ++places[i - 1];
                           for (; i < r; ++i) places[i] = places[i - 1] + (Repeats ? 0 : 1);
                         }
                         started = true;
                         item = picked(pool, places);
                         return true;
                       });
}

constexpr Method kNewChain{"chain", new_chain, "*iterables"};
constexpr Method kChainMethods[] = {{"from_iterable", from_iterable, "iterable, /", Binding::kClass}};
/// The name `chain` of the module: it is called, and has from_iterable.
constinit const Type kChainClass{
    .name = "chain",
    .module = "itertools",
    .constructor = &kNewChain,
    .methods = [] { return std::span<const Method>(kChainMethods); },
};

constexpr Method kFunctions[] = {
    {"accumulate", accumulate, "iterable, func=, *, initial="},
    {"combinations", combinations<false>, "iterable, r"},
    {"combinations_with_replacement", combinations<true>, "iterable, r"},
    {"compress", compress, "data, selectors"},
    {"count", count, "start=, step="},
    {"cycle", cycle, "iterable, /"},
    {"dropwhile", drop_while, "predicate, iterable, /"},
    {"filterfalse", filter_false, "function, iterable, /"},
    {"groupby", group_by, "iterable, key="},
    {"islice", islice, "iterable, start, stop=, step=, /"},
    {"pairwise", pairwise, "iterable, /"},
    {"permutations", permutations, "iterable, r="},
    {"product", product, "*iterables, repeat="},
    {"repeat", repeat, "object, times="},
    {"starmap", star_map, "function, iterable, /"},
    {"takewhile", take_while, "predicate, iterable, /"},
    {"tee", tee, "iterable, n=, /"},
    {"zip_longest", zip_longest, "*iterables, fillvalue="},
};

constexpr const Type* kTypes[] = {&kChainClass};

}  // namespace

constinit const Module kItertoolsModule{.name = "itertools", .functions = kFunctions, .types = kTypes};

}  // namespace pbc
