// SPDX-License-Identifier: Apache-2.0
//
// Walking over any iterable: for loops, unpacking, conversion to a vector.
#include "pbc/frame.h"
#include "python/bind.h"
#include "python/iterators.h"
#include "python/large_range.h"
#include "python/sequences.h"
#include "python/set_order.h"
#include "python/special_methods.h"

namespace pbc {

namespace {

/// What `step` says; false where it raises StopIteration.
template <typename F>
inline bool until_stop(F step) {
  try {
    return step();
  } catch (const Raised& raised) {
    if (!is_exception(raised.exception, kStopIteration)) throw;
    caught();
    return false;
  }
}

}  // namespace

Iteration::Iteration(Value iterable)
    : source_(std::move(iterable)), line_(execution.frame == nullptr ? 0 : execution.frame->line()) {
  if (has_class(source_)) {
    source_ = to_iterator(source_);
    return;
  }
  switch (source_.tag()) {
    case Tag::kRange: {
      const Range& range = as_range(source_);
      at_ = static_cast<std::uint64_t>(range.start);
      step_ = range.step;
      left_ = range.length();
      break;
    }
    case Tag::kList:
      items_ = &as_list(source_);
      break;
    case Tag::kTuple:
      items_ = &as_tuple(source_);
      break;
    case Tag::kIterator:
      break;
    default:
      source_ = to_iterator(source_);
  }
}

Iteration::~Iteration() = default;

Integers::Integers(const Value& range) {
  if (const LargeRange* large = as_large_range(range)) {
    const auto [start, step, count] = leading_integers(*large);
    start_ = static_cast<std::uint64_t>(start);
    step_ = static_cast<std::uint64_t>(step);
    count_ = count;
    return;
  }
  const Range& plain = as_range(range);
  start_ = static_cast<std::uint64_t>(plain.start);
  step_ = static_cast<std::uint64_t>(plain.step);
  count_ = plain.length();
}

void Iteration::advance_iterator() {
  if (execution.frame != nullptr) (*execution.frame)(line_);
  done_ = source_.is(Tag::kRange) || !iterator_next(source_, current_);
}

bool Iteration::advance_row(Value* row, std::size_t count) {
  step();
  if (execution.frame != nullptr) (*execution.frame)(line_);
  if (source_.is(Tag::kIterator)) return until_stop([&] { return as_iterator(source_).next_row(row, count); });
  Value element;
  if (items_ != nullptr) {
    if (index_ >= items_->size()) return false;
    element = (*items_)[index_++];
  } else if (left_ > 0) {
    --left_;
    element = static_cast<std::int64_t>(at_);
    at_ += static_cast<std::uint64_t>(step_);
  } else if (source_.is(Tag::kRange) || !iterator_next(source_, element)) {
    return false;
  }
  unpack_into(element, row, count);
  return true;
}

bool iterator_next(const Value& iterator, Value& item) {
  return until_stop([&] { return iterator_step(iterator, item); });
}

bool iterator_step(const Value& iterator, Value& item) {
  if (iterator.is(Tag::kIterator)) return as_iterator(iterator).next(item);
  if (has_class(iterator)) {
    const int result = class_next(iterator, item);
    if (result >= 0) return result == 1;
  }
  if (iterator.is(Tag::kNative) && as_native(iterator).is_iterator()) return as_native(iterator).next(item);
  raise_type_error("'", type_name(iterator), "' object is not an iterator");
}

bool is_iterable(const Value& v) {
  if (const Value* found = find_special(v, "__iter__")) return !found->is_none();
  switch (v.tag()) {
    case Tag::kLiteral:
    case Tag::kStr:
    case Tag::kBytes:
    case Tag::kByteArray:
    case Tag::kList:
    case Tag::kTuple:
    case Tag::kDict:
    case Tag::kDictView:
    case Tag::kSet:
    case Tag::kFrozenSet:
    case Tag::kRange:
    case Tag::kIterator:
      return true;
    case Tag::kInstance:
      return find_special(v, "__getitem__") != nullptr;
    case Tag::kType:
      return as_class(v).protocol != nullptr && as_class(v).protocol->members != nullptr;
    case Tag::kNative:
      return as_native(v).is_iterator() || !as_native(v).iterate().is_unset();
    default:
      return false;
  }
}

Values to_values(const Value& iterable) {
  if (find_special(iterable, "__iter__") != nullptr) {
    Values values;
    Value iterator = to_iterator(iterable), item;
    while (iterator_next(iterator, item)) values.push_back(std::move(item));
    return values;
  }
  switch (iterable.tag()) {
    case Tag::kList:
      return as_list(iterable);
    case Tag::kTuple:
      return as_tuple(iterable);
    case Tag::kDict:
    case Tag::kSet:
    case Tag::kFrozenSet: {
      if (!iterable.is(Tag::kDict)) settle(iterable);
      const Table& table = iterable.is(Tag::kDict) ? as_dict(iterable) : as_set(iterable);
      Values values;
      values.reserve(table.size());
      for (const Table::Entry& entry : table.entries()) values.push_back(entry.key);
      return values;
    }
    case Tag::kDictView: {
      const DictView& view = as_view(iterable);
      Values values;
      values.reserve(as_dict(view.dict).size());
      for (const Table::Entry& entry : as_dict(view.dict).entries()) values.push_back(view_item(view, entry));
      return values;
    }
    default: {
      Values values;
      Value iterator = to_iterator(iterable), item;
      while (iterator_next(iterator, item)) values.push_back(std::move(item));
      return values;
    }
  }
}

std::size_t length_of(const Value& v) {
  if (has_class(v))
    if (const std::optional<std::size_t> own = class_length(v)) return *own;
  switch (v.tag()) {
    case Tag::kLiteral:
    case Tag::kStr:
      return str_length(v);
    case Tag::kBytes:
    case Tag::kByteArray:
      return as_bytes(v).size();
    case Tag::kList:
      return as_list(v).size();
    case Tag::kTuple:
      return as_tuple(v).size();
    case Tag::kDict:
      return as_dict(v).size();
    case Tag::kDictView:
      return as_dict(as_view(v).dict).size();
    case Tag::kSet:
    case Tag::kFrozenSet:
      return as_set(v).size();
    case Tag::kRange:
      return static_cast<std::size_t>(as_range(v).length());
    case Tag::kType:
      if (const ClassProtocol* protocol = as_class(v).protocol; protocol != nullptr && protocol->members != nullptr)
        return protocol->members(as_class(v)).size();
      raise_type_error("object of type 'type' has no len()");
    case Tag::kNative:
      if (as_native(v).has_length()) return as_native(v).length();
      [[fallthrough]];
    default:
      raise_type_error("object of type '", type_name(v), "' has no len()");
  }
}

// --- Unpacking -------------------------------------------------------------------------------------------------------

namespace {

Value unpack_iterator(const Value& iterable) {
  if (!is_iterable(iterable)) raise_type_error("cannot unpack non-iterable ", type_name(iterable), " object");
  return to_iterator(iterable);
}

[[noreturn]] void raise_too_few(std::size_t expected, bool at_least, std::size_t got) {
  raise_value_error("not enough values to unpack (expected ", at_least ? "at least " : "", std::to_string(expected),
                    ", got ", std::to_string(got), ")");
}

}  // namespace

void unpack_into(const Value& iterable, Value* out, std::size_t count) {
  auto raise_too_many = [count] {
    raise_value_error("too many values to unpack (expected ", std::to_string(count), ")");
  };
  if ((iterable.is(Tag::kList) || iterable.is(Tag::kTuple)) && find_special(iterable, "__iter__") == nullptr) {
    const Values& items = iterable.is(Tag::kList) ? as_list(iterable) : as_tuple(iterable);
    if (items.size() < count) raise_too_few(count, false, items.size());
    if (items.size() > count) raise_too_many();
    for (std::size_t i = 0; i < count; ++i) out[i] = items[i];
    return;
  }
  Value iterator = unpack_iterator(iterable);
  for (std::size_t i = 0; i < count; ++i)
    if (!iterator_next(iterator, out[i])) raise_too_few(count, false, i);
  Value more;
  if (iterator_next(iterator, more)) raise_too_many();
}

void unpack_into(const Value& iterable, Value* out, std::size_t before, std::size_t after) {
  Value iterator = unpack_iterator(iterable);
  for (std::size_t i = 0; i < before; ++i)
    if (!iterator_next(iterator, out[i])) raise_too_few(before + after, true, i);
  Values rest = to_values(iterator);
  if (rest.size() < after) raise_too_few(before + after, true, before + rest.size());
  for (std::size_t i = 0; i < after; ++i) out[before + 1 + i] = std::move(rest[rest.size() - after + i]);
  rest.resize(rest.size() - after);
  out[before] = make_list(std::move(rest));
}

}  // namespace pbc
