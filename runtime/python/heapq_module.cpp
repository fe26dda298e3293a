// SPDX-License-Identifier: Apache-2.0
//
// The module heapq (Python library reference, heapq): the same sifting as CPython, so that a heap's list looks the
// same.
#include "python/arguments.h"
#include "python/generator.h"
#include "python/iterators.h"
#include "python/library_more.h"
#include "python/sequences.h"

namespace pbc {
namespace {

/// The heap that a comparison may have changed meanwhile.
struct Heaped {
  explicit Heaped(const Value& list) : list(list), size(as_list(list).size()) {}
  const Value& list;
  std::size_t size;

  Values& items() const {
    if (as_list(list).size() != size) raise_error(kRuntimeError, "list changed size during iteration");
    return as_list(list);
  }
  bool less(std::size_t a, std::size_t b, bool max) const {
    const Value left = items()[max ? b : a], right = items()[max ? a : b];
    return left < right;
  }
  /// Towards the root, from `at` up to `start`.
  void sift_down(std::size_t start, std::size_t at, bool max = false) const {
    while (at > start) {
      const std::size_t parent = (at - 1) / 2;
      if (!less(at, parent, max)) break;
      std::swap(items()[at], items()[parent]);
      at = parent;
    }
  }
  /// The smaller child moves up until a leaf is reached, then the element up again to its place.
  void sift_up(std::size_t at, bool max = false) const {
    const std::size_t start = at;
    while (2 * at + 1 < size) {
      std::size_t child = 2 * at + 1;
      if (child + 1 < size && !less(child, child + 1, max)) ++child;
      std::swap(items()[at], items()[child]);
      at = child;
    }
    sift_down(start, at, max);
  }
};

void check_heap(const Value& heap, std::string_view function, bool only) {
  if (!heap.is(Tag::kList))
    raise_type_error(function, only ? "() argument must be list, not " : "() argument 1 must be list, not ",
                     type_name(heap));
}

template <bool Max>
Value heapify(const Value&, Value* a) {
  check_heap(a[0], Max ? "_heapify_max" : "heapify", true);
  const Heaped heap(a[0]);
  for (std::size_t at = heap.size / 2; at-- > 0;) heap.sift_up(at, Max);
  return None;
}

Value heappush(const Value&, Value* a) {
  check_heap(a[0], "heappush", false);
  as_list(a[0]).push_back(a[1]);
  const Heaped heap(a[0]);
  heap.sift_down(0, heap.size - 1);
  return None;
}

template <bool Max>
Value heappop(const Value&, Value* a) {
  check_heap(a[0], Max ? "_heappop_max" : "heappop", true);
  Values& items = as_list(a[0]);
  if (items.empty()) raise_index_error("index out of range");
  Value last = items.back();
  items.pop_back();
  if (items.empty()) return last;
  std::swap(last, items[0]);
  Heaped(a[0]).sift_up(0, Max);
  return last;
}

template <bool Max>
Value heapreplace(const Value&, Value* a) {
  check_heap(a[0], Max ? "_heapreplace_max" : "heapreplace", false);
  Values& items = as_list(a[0]);
  if (items.empty()) raise_index_error("index out of range");
  Value item = a[1];
  std::swap(item, items[0]);
  Heaped(a[0]).sift_up(0, Max);
  return item;
}

Value heappushpop(const Value&, Value* a) {
  check_heap(a[0], "heappushpop", false);
  if (as_list(a[0]).empty()) return a[1];
  const Value top = as_list(a[0])[0];
  if (!(top < a[1])) return a[1];
  if (as_list(a[0]).empty()) raise_index_error("index out of range");
  Value item = a[1];
  std::swap(item, as_list(a[0])[0]);
  Heaped(a[0]).sift_up(0);
  return item;
}

template <bool Largest>
Value n_extreme(const Value&, Value* a) {
  Values items = to_values(a[1]);
  const std::int64_t count = to_index(a[0]);
  sort_values(items, value_or(a[2], None), Largest);
  if (count <= 0) return make_list();
  if (static_cast<std::size_t>(count) < items.size()) items.resize(static_cast<std::size_t>(count));
  return make_list(std::move(items));
}

/// One sorted source of merge() with its next element.
struct Source {
  Value iterator, item, key;
};

Value merge(const Value&, Value* a) {
  const Value key_function = value_or(a[1], None);
  const auto advance = [key_function](Source& source) {
    if (!iterator_next(source.iterator, source.item)) return false;
    source.key = key_function.is_none() ? source.item : key_function({source.item});
    return true;
  };
  return make_generator("merge",
                        make_iterator(kGeneratorType, [iterables = as_tuple(a[0]), started = false,
                                                       sources = std::vector<Source>(), last = std::size_t{0},
                                                       is_reversed = flag(a[2], false), advance](Value& item) mutable {
                          if (!started) {
                            started = true;
                            for (const Value& iterable : iterables) {
                              Source source{to_iterator(iterable), {}, {}};
                              if (advance(source)) sources.push_back(std::move(source));
                            }
                          } else if (last < sources.size() && !advance(sources[last])) {
                            sources.erase(sources.begin() + static_cast<std::ptrdiff_t>(last));
                          }
                          if (sources.empty()) return false;
                          last = 0;
                          for (std::size_t i = 1; i < sources.size(); ++i)
                            if (is_reversed ? sources[last].key < sources[i].key : sources[i].key < sources[last].key)
                              last = i;
                          item = sources[last].item;
                          return true;
                        }));
}

constexpr Method kFunctions[] = {
    {"heapify", heapify<false>, "heap, /"},
    {"heappush", heappush, "heap, item, /"},
    {"heappop", heappop<false>, "heap, /"},
    {"heapreplace", heapreplace<false>, "heap, item, /"},
    {"heappushpop", heappushpop, "heap, item, /"},
    {"nlargest", n_extreme<true>, "def n, iterable, key="},
    {"nsmallest", n_extreme<false>, "def n, iterable, key="},
    {"merge", merge, "*iterables, key=, reverse="},
    {"_heapify_max", heapify<true>, "heap, /"},
    {"_heappop_max", heappop<true>, "heap, /"},
    {"_heapreplace_max", heapreplace<true>, "heap, item, /"},
};

}  // namespace

constinit const Module kHeapqModule{.name = "heapq", .functions = kFunctions};

}  // namespace pbc
