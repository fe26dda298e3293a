// SPDX-License-Identifier: Apache-2.0
#include "python/large_range.h"

#include <limits>

#include "python/objects.h"
#include "python/special_methods.h"

namespace pbc {

namespace {

extern const Type kLargeRangeIteratorType;

bool is_small(const BigInteger& number) { return number < kSmallRange && number > -kSmallRange; }

BigInteger count_of(const BigInteger& start, const BigInteger& stop, const BigInteger& step) {
  const BigInteger distance = step > 0 ? BigInteger(stop - start) : BigInteger(start - stop);
  if (distance <= 0) return 0;
  return (distance - 1) / (step > 0 ? step : BigInteger(-step)) + 1;
}

struct LargeRangeIterator final : Iterator {
  LargeRangeIterator(BigInteger at, BigInteger step, BigInteger left)
      : at(std::move(at)), step(std::move(step)), left(std::move(left)) {}
  const Type& type() const override { return kLargeRangeIteratorType; }
  bool next(Value& item) override {
    if (left == 0) return false;
    --left;
    item = make_int(at);
    at += step;
    return true;
  }
  BigInteger at, step, left;
};

constinit const Type kLargeRangeIteratorType{.name = "longrange_iterator"};

/// A part of a slice that is not None.
BigInteger slice_part(const Value& part) {
  if (!is_any_int(part) && find_special(part, "__index__") == nullptr)
    raise_type_error("slice indices must be integers or None or have an __index__ method");
  return to_big_int(part);
}

/// An end of a slice, counted from the start of the sequence and kept within [least, most].
BigInteger slice_end(const Value& end, const BigInteger& missing, const BigInteger& count, const BigInteger& least,
                     const BigInteger& most) {
  if (end.is_none()) return missing;
  BigInteger at = slice_part(end);
  if (at < 0) at += count;
  return at < least ? least : at > most ? most : at;
}

Value slice_of(const LargeRange& range, const Slice& slice) {
  const auto [start, stop, step] = slice_indices(slice, range.count);
  return make_range(range.start + start * range.step, range.start + stop * range.step, range.step * step);
}

}  // namespace

SliceIndices slice_indices(const Slice& slice, const BigInteger& count) {
  const BigInteger step = slice.step.is_none() ? BigInteger(1) : slice_part(slice.step);
  if (step == 0) raise_value_error("slice step cannot be zero");
  const BigInteger least = step < 0 ? -1 : 0, most = step < 0 ? BigInteger(count - 1) : count;
  const BigInteger start = slice_end(slice.start, step < 0 ? most : least, count, least, most);
  return {start, slice_end(slice.stop, step < 0 ? least : most, count, least, most), step};
}

LargeRange::LargeRange(BigInteger start, BigInteger stop, BigInteger step)
    : Native(kRangeType),
      start(std::move(start)),
      stop(std::move(stop)),
      step(std::move(step)),
      count(count_of(this->start, this->stop, this->step)) {}

std::string LargeRange::repr() const {
  std::string text = "range(" + to_decimal(start) + ", " + to_decimal(stop);
  if (step != 1) text += ", " + to_decimal(step);
  return text + ")";
}

Value LargeRange::compare(Comparison op, const Value& other) const {
  if (op != Comparison::kEqual && op != Comparison::kNotEqual) return Value();
  bool equal = false;
  const auto same = [&](const BigInteger& from, const BigInteger& by, const BigInteger& size) {
    return count == size && (count == 0 || (start == from && (count == 1 || step == by)));
  };
  if (const LargeRange* large = as_large_range(other)) {
    equal = same(large->start, large->step, large->count);
  } else if (other.is(Tag::kRange)) {
    const Range& small = static_cast<const Range&>(*other.object());
    equal = same(small.start, small.step, small.length());
  } else {
    return Value();
  }
  return equal == (op == Comparison::kEqual);
}

std::uint64_t LargeRange::hash() const {
  return hash_of_range(make_int(count), count > 0 ? make_int(start) : None, count > 1 ? make_int(step) : None);
}

std::size_t LargeRange::length() const {
  if (count > std::numeric_limits<std::int64_t>::max())
    raise_error(kOverflowError, "Python int too large to convert to C ssize_t");
  return static_cast<std::size_t>(count);
}

Value LargeRange::iterate() { return make_iterator(new LargeRangeIterator(start, step, count)); }

BigInteger LargeRange::find(const BigInteger& number) const {
  const BigInteger distance = number - start;
  if (distance % step != 0) return -1;
  const BigInteger at = distance / step;
  return at >= 0 && at < count ? at : BigInteger(-1);
}

bool LargeRange::contains(const Value& item) {
  if (is_any_int(item)) return find(big(item)) >= 0;
  for (Value number : pbc::iterate(self()))
    if (is_same(number, item)) return true;
  return false;
}

Value LargeRange::get_item(const Value& key) {
  if (key.is(Tag::kSlice)) return slice_of(*this, as_slice(key));
  if (!is_any_int(key) && find_special(key, "__index__") == nullptr)
    raise_type_error("range indices must be integers or slices, not ", type_name(key));
  BigInteger at = to_big_int(key);
  if (at < 0) at += count;
  if (at < 0 || at >= count) raise_error(kIndexError, "range object index out of range");
  return make_int(start + at * step);
}

Value make_range(const BigInteger& start, const BigInteger& stop, const BigInteger& step) {
  if (!is_small(start) || !is_small(stop) || !is_small(step)) return make_native(new LargeRange(start, stop, step));
  return {Tag::kRange, make_object<Range>(static_cast<std::int64_t>(start), static_cast<std::int64_t>(stop),
                                          static_cast<std::int64_t>(step))};
}

std::array<std::int64_t, 3> leading_integers(const LargeRange& range) {
  if (range.count == 0) return {0, 1, 0};
  const BigInteger most = std::numeric_limits<std::int64_t>::max(), least = -most - 1;
  const auto fits = [&](const BigInteger& number) { return number <= most && number >= least; };
  const BigInteger last = range.start + (range.count - 1) * range.step;
  const BigInteger kNeverReached = BigInteger(1) << 48;
  if (!fits(range.start) || (!fits(last) && !fits(range.start + kNeverReached * range.step)))
    raise_error(kOverflowError, "Python int too large to convert to C ssize_t");
  const BigInteger step = fits(range.step) ? range.step : BigInteger(1);  // one element: no step is taken
  const BigInteger count = fits(last) && range.count <= most ? range.count : kNeverReached;
  return {static_cast<std::int64_t>(range.start), static_cast<std::int64_t>(step), static_cast<std::int64_t>(count)};
}

Value reversed_range(const LargeRange& range) {
  return make_iterator(new LargeRangeIterator(range.start + (range.count - 1) * range.step, -range.step, range.count));
}

}  // namespace pbc
