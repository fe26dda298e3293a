// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "python/big_integer.h"
#include "python/class.h"

namespace pbc {

/// The int in an object of a class derived from int, which is a kBigInt whatever its size; any other value as it is.
inline Value plain_int(const Value& v) { return v.is(Tag::kBigInt) && has_class(v) ? make_int(as_big_int(v)) : v; }

}  // namespace pbc
