// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "python/type.h"

namespace pbc {

/// What `__mro__` lists of a built-in type or a class, without object.
std::vector<const Type*> method_order(const Type& type);

}  // namespace pbc
