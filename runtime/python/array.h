// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "python/objects.h"

namespace pbc {

/// What a memoryview sees of an array: its bytes, which it shares, and what an item is.
struct ArrayBuffer {
  Value bytes;  // a bytearray
  char format = 0;
};

/// False when `v` is no array.array.
bool array_buffer(const Value& v, ArrayBuffer* buffer);

}  // namespace pbc
