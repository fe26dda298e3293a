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

/// iter(callable, sentinel)
Value make_callable_iterator(Value callable, Value sentinel);
/// reversed(v): TypeError "'x' object is not reversible".
Value make_reversed(const Value& v);

}  // namespace pbc
