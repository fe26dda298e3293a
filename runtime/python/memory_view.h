// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "python/objects.h"

namespace pbc {

/// The builtin memoryview.
extern const Type kMemoryViewType;

/// The bytes of an object that is like bytes, a memoryview or an array; any other value as it is, bytes among them.
Value plain_bytes(const Value& v);

}  // namespace pbc
