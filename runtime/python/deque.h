// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "python/type.h"

namespace pbc {

/// collections.deque
extern const Type kDequeType;

}  // namespace pbc
