// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "python/type.h"

namespace pbc {

/// collections.Counter: a dict whose missing elements count 0, also when it is compared.
extern const Type kCounterType;

}  // namespace pbc
