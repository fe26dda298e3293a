// SPDX-License-Identifier: Apache-2.0
//
// Slices (Python reference, 6.3.3 Slicings; library reference, slice.indices) and repetition.
#include "python/big_integer.h"
#include "python/large_range.h"
#include "python/memory_view.h"
#include "python/numbers.h"
#include "python/plain_int.h"
#include "python/sequences.h"
#include "python/special_methods.h"
#include "python/text_of.h"

namespace pbc {

namespace {

/// An int of any size as 64 bits, clamped: a slice beyond the end is as good as one at the end.
std::int64_t clamped(const Value& v) {
  if (v.is(Tag::kBigInt) && has_class(v)) return clamped(plain_int(v));
  if (v.is(Tag::kBigInt))
    return as_big_int(v) < 0 ? std::numeric_limits<std::int64_t>::min() + 1 : std::numeric_limits<std::int64_t>::max();
  if (has_class(v) && !is_any_int(v))
    if (const Value index = class_number(v, "__index__", "int"); !index.is_unset()) return clamped(index);
  if (!is_any_int(v)) raise_type_error("slice indices must be integers or None or have an __index__ method");
  return std::max(v.as_int(), std::numeric_limits<std::int64_t>::min() + 1);
}

/// None, and what needs no asking.
bool is_plain_bound(const Value& v) { return !has_class(v) && (v.is_none() || v.is(Tag::kInt) || v.is(Tag::kBool)); }

std::int64_t bound(const Value& v, std::int64_t length, std::int64_t step, std::int64_t fallback) {
  if (v.is_none()) return fallback;
  std::int64_t at = clamped(v);
  if (at < 0) {
    at += length;
    return at < 0 ? (step < 0 ? -1 : 0) : at;
  }
  return at >= length ? (step < 0 ? length - 1 : length) : at;
}

template <typename Sequence>
Sequence pick(const Sequence& from, const SliceRange& range) {
  Sequence picked;
  picked.reserve(static_cast<std::size_t>(range.count));
  std::int64_t at = range.start;
  for (std::int64_t i = 0; i < range.count; ++i, at += range.step) picked.push_back(from[static_cast<std::size_t>(at)]);
  return picked;
}

Value slice_str(const Value& str, const SliceRange& range) {
  std::string_view text = str.text();
  if (range.count == 0) return "";
  if (range.step == 1) {
    std::size_t begin = str_offset(str, static_cast<std::size_t>(range.start));
    std::size_t end = str_offset(str, static_cast<std::size_t>(range.start + range.count));
    if (is_ascii_text(str) && end - begin < text.size()) return make_ascii(text.substr(begin, end - begin));
    return begin == 0 && end == text.size() ? str : make_str(text.substr(begin, end - begin));
  }
  if (is_ascii_text(str) && range.count > 1) {
    char* to = nullptr;
    const auto count = static_cast<std::size_t>(range.count);
    Value result = make_str(count, count, &to);
    for (std::int64_t i = 0; i < range.count; ++i) *to++ = text[static_cast<std::size_t>(range.start + i * range.step)];
    return result;
  }
  std::string picked;
  for (std::int64_t i = 0; i < range.count; ++i) {
    std::size_t begin = str_offset(str, static_cast<std::size_t>(range.start + i * range.step));
    std::size_t end = begin + 1;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) ++end;
    picked += text.substr(begin, end - begin);
  }
  return make_str(picked);
}

constexpr std::size_t kMostItems = std::size_t{1} << 32;

std::size_t repeated_size(const Value& count, std::size_t size) {
  if (!is_any_int(count)) raise_type_error("can't multiply sequence by non-int of type '", type_name(count), "'");
  if (has_class(count)) return repeated_size(make_int(as_big_int(count)), size);
  if (count.is(Tag::kBigInt)) raise_error(kOverflowError, "cannot fit 'int' into an index-sized integer");
  std::int64_t times = count.as_int();
  if (times <= 0 || size == 0) return 0;
  if (static_cast<std::size_t>(times) > kMostItems / size) raise_error(kMemoryError, "");
  return static_cast<std::size_t>(times);
}

Values repeat_items(const Values& items, std::size_t times) {
  Values repeated;
  repeated.reserve(items.size() * times);
  for (std::size_t i = 0; i < times; ++i) repeated.insert(repeated.end(), items.begin(), items.end());
  return repeated;
}

std::string repeat_text(std::string_view text, std::size_t times) {
  if (text.size() == 1) return std::string(times, text[0]);
  std::string repeated;
  repeated.reserve(text.size() * times);
  for (std::size_t i = 0; i < times; ++i) repeated += text;
  return repeated;
}

}  // namespace

Value plain_slice(const Value& value) {
  const Slice& slice = as_slice(value);
  if (is_plain_bound(slice.start) && is_plain_bound(slice.stop) && is_plain_bound(slice.step)) return value;
  const auto plain = [](const Value& v) { return v.is_none() ? v : Value(clamped(v)); };
  const Value step = plain(slice.step);
  if (step.is(Tag::kInt) && step.as_int() == 0) raise_value_error("slice step cannot be zero");
  const Value start = plain(slice.start);
  return pbc::slice(start, plain(slice.stop), step);
}

std::int64_t clamped_index(const Value& v, bool or_none) {
  if (!or_none && !is_any_int(v) && find_special(v, "__index__") == nullptr)
    raise_type_error("slice indices must be integers or have an __index__ method");
  return clamped(v);
}

std::pair<std::size_t, std::size_t> search_bounds(const Value& start, const Value& stop, std::size_t size) {
  const auto length = static_cast<std::int64_t>(size);
  const auto bound = [&](const Value& given, std::int64_t fallback) {
    std::int64_t at = given.is_unset() ? fallback : clamped_index(given);
    if (at < 0) at = std::max<std::int64_t>(at + length, 0);
    return static_cast<std::size_t>(std::min(at, length));
  };
  const std::size_t begin = bound(start, 0);
  return {begin, bound(stop, length)};
}

// A step that leads from any element beyond the ends is cut: no sum of a place and a step overflows then.
SliceRange resolve_slice(const Value& value, std::size_t size) {
  const Slice& slice = as_slice(value);
  auto length = static_cast<std::int64_t>(size);
  std::int64_t step = slice.step.is_none() ? 1 : clamped(slice.step);
  if (step == 0) raise_value_error("slice step cannot be zero");
  std::int64_t start = bound(slice.start, length, step, step < 0 ? length - 1 : 0);
  std::int64_t stop = bound(slice.stop, length, step, step < 0 ? -1 : length);
  std::int64_t count = 0;
  if (step > 0 && start < stop) count = (stop - start - 1) / step + 1;
  if (step < 0 && stop < start) count = (start - stop - 1) / -step + 1;
  const std::int64_t beyond = std::max<std::int64_t>(length, 2);  // not 1, which says that the places are contiguous
  return {start, stop, std::clamp(step, -beyond, beyond), count};
}

Value take_slice(const Value& sequence, const Value& given) {
  if (sequence.is(Tag::kRange)) {  // its new step may be of any size
    const Range& range = as_range(sequence);
    return LargeRange(range.start, range.stop, range.step).get_item(given);
  }
  const Value slice = plain_slice(given);
  SliceRange range = resolve_slice(slice, length_of(sequence));
  switch (sequence.tag()) {
    case Tag::kList:
      return make_list(pick(as_list(sequence), range));
    case Tag::kTuple:
      return make_tuple(pick(as_tuple(sequence), range));
    case Tag::kBytes:
      return make_bytes(pick(as_bytes(sequence), range));
    case Tag::kByteArray:
      return make_bytearray(pick(as_bytes(sequence), range));
    default:
      return slice_str(sequence, range);
  }
}

void assign_slice(Values& list, const Value& slice, const Value& value) {
  if (as_slice(slice).step.is(Tag::kInt) && as_slice(slice).step.as_int() == 0) resolve_slice(slice, 0);  // raises
  if (!is_iterable(value))
    raise_type_error(as_slice(slice).step.is_none() ||
                             (as_slice(slice).step.is(Tag::kInt) && as_slice(slice).step.as_int() == 1)
                         ? "can only assign an iterable"
                         : "must assign iterable to extended slice");
  Values values = to_values(value);
  const Value plain = plain_slice(slice);
  SliceRange range = resolve_slice(plain, list.size());
  if (range.step == 1) {
    auto begin = list.begin() + range.start;
    Values removed(std::make_move_iterator(begin), std::make_move_iterator(begin + range.count));
    list.erase(begin, begin + range.count);
    list.insert(list.begin() + range.start, std::make_move_iterator(values.begin()),
                std::make_move_iterator(values.end()));
    return;
  }
  if (values.size() != static_cast<std::size_t>(range.count))
    raise_value_error("attempt to assign sequence of size ", std::to_string(values.size()),
                      " to extended slice of size ", std::to_string(range.count));
  std::int64_t at = range.start;
  for (Value& item : values) {
    list[static_cast<std::size_t>(at)].swap(item);
    at += range.step;
  }
}

void delete_slice(Values& list, const Value& given) {
  const Value slice = plain_slice(given);
  SliceRange range = resolve_slice(slice, list.size());
  if (range.count == 0) return;
  if (range.step < 0) {
    range.start += range.step * (range.count - 1);
    range.step = -range.step;
  }
  Values kept, removed;
  kept.reserve(list.size() - static_cast<std::size_t>(range.count));
  std::int64_t next = range.start, last = range.start + range.step * (range.count - 1);
  for (std::size_t i = 0; i < list.size(); ++i) {
    bool is_deleted = static_cast<std::int64_t>(i) == next && next <= last;
    if (is_deleted) next += range.step;
    (is_deleted ? removed : kept).push_back(std::move(list[i]));
  }
  list.swap(kept);
}

void assign_slice(std::string& bytes, const Value& slice, const Value& value) {
  if (is_number(value) || value.is_str() || find_special(value, "__index__") != nullptr)
    raise_type_error("can assign only bytes, buffers, or iterables of ints in range(0, 256)");
  const Value plain = plain_bytes(value);
  const std::string values = as_bytes(is_any_bytes(plain) ? plain : type_value(kByteArrayType)({value}));
  const Value plain_bounds = plain_slice(slice);
  SliceRange range = resolve_slice(plain_bounds, bytes.size());
  if (range.step == 1) {
    bytes.replace(static_cast<std::size_t>(range.start), static_cast<std::size_t>(range.count), values);
    return;
  }
  if (values.size() != static_cast<std::size_t>(range.count))
    raise_value_error("attempt to assign bytes of size ", std::to_string(values.size()), " to extended slice of size ",
                      std::to_string(range.count));
  std::int64_t at = range.start;
  for (char byte : values) {
    bytes[static_cast<std::size_t>(at)] = byte;
    at += range.step;
  }
}

void delete_slice(std::string& bytes, const Value& slice) {
  const Value plain = plain_slice(slice);
  const SliceRange range = resolve_slice(plain, bytes.size());
  std::vector<bool> deleted(bytes.size());
  for (std::int64_t i = 0; i < range.count; ++i) deleted[static_cast<std::size_t>(range.start + i * range.step)] = true;
  std::size_t kept = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i)
    if (!deleted[i]) bytes[kept++] = bytes[i];
  bytes.resize(kept);
}

bool is_repeatable(const Value& v) { return v.is_str() || v.is(Tag::kList) || v.is(Tag::kTuple) || is_any_bytes(v); }

Value repeat(const Value& sequence, const Value& count) {
  std::size_t times = repeated_size(count, length_of(sequence));
  const bool is_fixed = sequence.is(Tag::kTuple) || sequence.is(Tag::kBytes);
  if (times == 1 && is_fixed && !has_class(sequence)) return sequence;
  switch (sequence.tag()) {
    case Tag::kList:
      return make_list(repeat_items(as_list(sequence), times));
    case Tag::kTuple:
      return make_tuple(repeat_items(as_tuple(sequence), times));
    case Tag::kBytes:
      return make_bytes(repeat_text(as_bytes(sequence), times));
    case Tag::kByteArray:
      return make_bytearray(repeat_text(as_bytes(sequence), times));
    default:
      if (sequence.text().size() * times >= std::size_t{1} << 31) raise_error(kMemoryError, "");
      return times == 1 ? sequence : make_str(repeat_text(sequence.text(), times));
  }
}

}  // namespace pbc
