// SPDX-License-Identifier: Apache-2.0
//
// Values from frozen bytes (live/frozen.h).
#pragma once

#include <string_view>

#include "pbc/value.h"

namespace pbc::io {

/// The value in the current Heap; None for bytes that are no value.
Value thaw(std::string_view frozen);

}  // namespace pbc::io
