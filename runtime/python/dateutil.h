// SPDX-License-Identifier: Apache-2.0
//
// What the modules of the package dateutil share.
#pragma once

#include "python/objects.h"

namespace pbc {

Value dateutil_utc();    // tz.UTC, one object
Value dateutil_local();  // tz.tzlocal(), which is UTC here
Value dateutil_offset(std::int64_t seconds, Value name);

}  // namespace pbc
