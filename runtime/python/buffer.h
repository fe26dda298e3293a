// SPDX-License-Identifier: Apache-2.0
//
// Objects with a buffer besides bytes and bytearray, for functions that take any bytes-like object.
#pragma once

#include "python/objects.h"

namespace pbc {

extern const Type kArrayType;

/// The bytes of a memoryview or an array in place of it; anything else stays what it is.
Value& flatten_buffer(Value& value);

}  // namespace pbc
