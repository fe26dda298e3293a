// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "python/type.h"

namespace pbc {

extern const Type kStatResultType, kDirEntryType, kPathLikeType, kTerminalSizeType;

/// os.walk, lazily: tuples of a folder, the folders in it (which the caller may change) and its other entries.
Value walk(const Value& top, bool top_down, Value on_error, bool follows_links);

}  // namespace pbc
