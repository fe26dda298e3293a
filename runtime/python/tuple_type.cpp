// SPDX-License-Identifier: Apache-2.0
//
// tuple, range and slice (Python library reference, 4.6.5 Tuples, 4.6.6 Ranges).
#include <limits>

#include "python/iterators.h"
#include "python/large_range.h"
#include "python/sequences.h"

namespace pbc {

std::int64_t Range::length() const {
  // In 128 bits: stop - start may not fit 64.
  __extension__ using Wide = __int128;
  Wide distance = step > 0 ? Wide{stop} - start : Wide{start} - stop;
  if (distance <= 0) return 0;
  Wide magnitude = step > 0 ? Wide{step} : -Wide{step};
  Wide count = (distance - 1) / magnitude + 1;
  if (count > std::numeric_limits<std::int64_t>::max())
    raise_error(kOverflowError, "Python int too large to convert to C ssize_t");
  return static_cast<std::int64_t>(count);
}

namespace {

Value tuple_new(const Value& self, Value* arguments) {
  if (arguments[0].is(Tag::kTuple) && &type_of(arguments[0]) == &kTupleType && as_type(self) == &kTupleType)
    return arguments[0];
  return make_tuple(arguments[0].is_unset() ? Values() : to_values(arguments[0]));
}

constexpr Method kTupleMethods[] = {
    {"count", sequence_count, "value, /"},
    {"index", sequence_index, "value, start=, stop=, /"},
};
constexpr Method kTupleNew{"tuple", tuple_new, "iterable=, /"};

// --- range -----------------------------------------------------------------------------------------------------------

Value range_new(const Value&, Value* arguments) {
  const bool has_stop = !arguments[1].is_unset();
  const auto is_small = [&](int i) {
    return arguments[i].is_unset() ||
           (arguments[i].is(Tag::kInt) && arguments[i].as_int() > -kSmallRange && arguments[i].as_int() < kSmallRange);
  };
  if (is_small(0) && is_small(1) && is_small(2)) {
    const std::int64_t start = has_stop ? arguments[0].as_int() : 0, stop = arguments[has_stop ? 1 : 0].as_int();
    const std::int64_t step = arguments[2].is_unset() ? 1 : arguments[2].as_int();
    if (step == 0) raise_value_error("range() arg 3 must not be zero");
    return {Tag::kRange, make_object<Range>(start, stop, step)};
  }
  const BigInteger start = has_stop ? to_big_int(arguments[0]) : BigInteger(0);
  const BigInteger stop = to_big_int(arguments[has_stop ? 1 : 0]);
  const BigInteger step = arguments[2].is_unset() ? BigInteger(1) : to_big_int(arguments[2]);
  if (step == 0) raise_value_error("range() arg 3 must not be zero");
  return make_range(start, stop, step);
}

Value range_count(const Value& self, Value* arguments) {
  std::int64_t count = 0;
  if (is_any_int(arguments[0])) return in(arguments[0], self) ? 1 : 0;
  for (Value item : iterate(self))
    if (is_same(item, arguments[0])) ++count;
  return count;
}

Value range_index(const Value& self, Value* arguments) {
  if (in(arguments[0], self)) {
    std::int64_t index = 0;
    if (const LargeRange* range = as_large_range(self); range != nullptr && is_any_int(arguments[0]))
      return make_int(range->find(big(arguments[0])));
    if (is_small_int(arguments[0])) return (arguments[0].as_int() - as_range(self).start) / as_range(self).step;
    for (Value item : iterate(self)) {
      if (is_same(item, arguments[0])) return index;
      ++index;
    }
  }
  if (is_any_int(arguments[0])) raise_value_error(to_repr(arguments[0]), " is not in range");
  raise_value_error("sequence.index(x): x not in sequence");
}

template <const BigInteger LargeRange::*kLarge, std::int64_t Range::*kPart>
Value range_part(const Value& self) {
  const LargeRange* large = as_large_range(self);
  return large != nullptr ? make_int(large->*kLarge) : Value(as_range(self).*kPart);
}
Value range_reversed(const Value& self, Value*) {
  const LargeRange* large = as_large_range(self);
  return large != nullptr ? reversed_range(*large) : make_reversed(self);
}

constexpr Method kRangeMethods[] = {
    {"count", range_count, "value, /"},
    {"index", range_index, "value, /"},
    {"__reversed__", range_reversed, ""},
};
constexpr Attribute kRangeAttributes[] = {{"start", range_part<&LargeRange::start, &Range::start>},
                                          {"stop", range_part<&LargeRange::stop, &Range::stop>},
                                          {"step", range_part<&LargeRange::step, &Range::step>}};
constexpr Method kRangeNew{"range", range_new, "start, stop=, step=, /"};

// --- slice -----------------------------------------------------------------------------------------------------------

Value slice_new(const Value&, Value* arguments) {
  if (arguments[1].is_unset()) return slice(None, arguments[0]);
  return slice(arguments[0], arguments[1], arguments[2].is_unset() ? None : arguments[2]);
}

Value slice_indices(const Value& self, Value* arguments) {
  const Slice& slice = as_slice(self);
  const auto is_small = [](const Value& v) {
    return v.is_none() || (v.is(Tag::kInt) && v.as_int() > -kSmallRange && v.as_int() < kSmallRange);
  };
  if (!is_small(arguments[0]) || !is_small(slice.start) || !is_small(slice.stop) || !is_small(slice.step)) {
    const auto [start, stop, step] = large_slice(self, to_big_int(arguments[0]));
    return make_tuple({make_int(start), make_int(stop), make_int(step)});
  }
  const std::int64_t length = to_index(arguments[0]);
  if (length < 0) raise_value_error("length should not be negative");
  SliceRange range = resolve_slice(self, static_cast<std::size_t>(length));
  return make_tuple({range.start, range.stop, range.step});
}

Value slice_start(const Value& self) { return as_slice(self).start; }
Value slice_stop(const Value& self) { return as_slice(self).stop; }
Value slice_step(const Value& self) { return as_slice(self).step; }

constexpr Method kSliceMethods[] = {{"indices", slice_indices, "len, /"}};
constexpr Attribute kSliceAttributes[] = {{"start", slice_start}, {"stop", slice_stop}, {"step", slice_step}};
constexpr Method kSliceNew{"slice", slice_new, "start, stop=, step=, /"};

}  // namespace

constinit const Type kTupleType{.name = "tuple",
                                .constructor = &kTupleNew,
                                .methods = [] { return std::span<const Method>(kTupleMethods); },
                                .generic = make_generic_alias};

constinit const Type kRangeType{.name = "range",
                                .constructor = &kRangeNew,
                                .methods = [] { return std::span<const Method>(kRangeMethods); },
                                .attributes = [] { return std::span<const Attribute>(kRangeAttributes); },
                                .is_final = true};

constinit const Type kSliceType{.name = "slice",
                                .constructor = &kSliceNew,
                                .methods = [] { return std::span<const Method>(kSliceMethods); },
                                .attributes = [] { return std::span<const Attribute>(kSliceAttributes); },
                                .is_final = true};

}  // namespace pbc
