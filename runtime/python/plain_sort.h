// SPDX-License-Identifier: Apache-2.0
//
// Sorting by keys that need none of Python's machinery to be compared: ints and floats, text, and tuples of them. No
// comparison of theirs can be seen, so only the order counts.
#pragma once

#include "python/objects.h"

namespace pbc {

/// Sorts `items` by `keys`, one for each, stably; false, and nothing has moved, when a comparison could be seen. The
/// keys may be the items themselves.
bool sort_plain(Values& items, const Values& keys, bool reverse);

}  // namespace pbc
