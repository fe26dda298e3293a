// SPDX-License-Identifier: Apache-2.0
//
// The iterators of the core (Python library reference, Iterator Types).
#pragma once

#include "python/objects.h"

namespace pbc {

extern const Type kListIteratorType, kListReverseIteratorType, kTupleIteratorType, kStrIteratorType,
    kStrAsciiIteratorType, kBytesIteratorType, kByteArrayIteratorType, kRangeIteratorType, kSetIteratorType,
    kDictKeyIteratorType, kDictValueIteratorType, kDictItemIteratorType, kDictReverseKeyIteratorType,
    kDictReverseValueIteratorType, kDictReverseItemIteratorType, kCallableIteratorType, kGeneratorType, kReversedType,
    kEnumerateType, kZipType, kMapType, kFilterType;

/// The tuple that an iterator gives at each step. One that nobody has kept is filled anew, as CPython does.
class StepTuple {
 public:
  /// The items to be filled, `count` of them; they hold what the last step gave, or nothing.
  Value* items(std::size_t count) {
    if (!last_.is(Tag::kTuple) || last_.object()->references != 1) last_ = Value(Tag::kTuple, Tuple::make(count));
    return static_cast<Tuple*>(last_.object())->items.data();
  }
  const Value& get() const { return last_; }

 private:
  Value last_;
};

/// iter(callable, sentinel)
Value make_callable_iterator(Value callable, Value sentinel);
/// reversed(v): TypeError "'x' object is not reversible".
Value make_reversed(const Value& v);

}  // namespace pbc
