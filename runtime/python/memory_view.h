// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "python/objects.h"

namespace pbc {

/// The builtin memoryview.
extern const Type kMemoryViewType;

}  // namespace pbc
