// SPDX-License-Identifier: Apache-2.0
//
// The module bisect (Python library reference, bisect).
#include "python/arguments.h"
#include "python/library_more.h"

namespace pbc {
namespace {

/// a, x, lo, hi, key: where x goes.
template <bool Right>
std::int64_t place(const Value* a, const Value& x) {
  std::int64_t low = index_or(a[2], 0);
  if (low < 0) raise_value_error("lo must be non-negative");
  std::int64_t high = given(a[3]) ? to_index(a[3]) : static_cast<std::int64_t>(length_of(a[0]));
  while (low < high) {
    const std::int64_t middle = low + (high - low) / 2;
    Value item = a[0][middle];
    if (given(a[4])) item = a[4]({item});
    if (Right ? x < item : !(item < x)) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}

template <bool Right>
Value bisect(const Value&, Value* a) {
  return place<Right>(a, a[1]);
}

template <bool Right>
Value insort(const Value&, Value* a) {
  const std::int64_t at = place<Right>(a, given(a[4]) ? a[4]({a[1]}) : a[1]);
  a[0].call("insert", {at, a[1]});
  return None;
}

constexpr Method kFunctions[] = {
    {"bisect", bisect<true>, "a, x, lo=, hi=, *, key="},
    {"bisect_left", bisect<false>, "a, x, lo=, hi=, *, key="},
    {"bisect_right", bisect<true>, "a, x, lo=, hi=, *, key="},
    {"insort", insort<true>, "a, x, lo=, hi=, *, key="},
    {"insort_left", insort<false>, "a, x, lo=, hi=, *, key="},
    {"insort_right", insort<true>, "a, x, lo=, hi=, *, key="},
};

}  // namespace

constinit const Module kBisectModule{.name = "bisect", .functions = kFunctions};

}  // namespace pbc
