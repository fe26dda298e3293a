// SPDX-License-Identifier: Apache-2.0
//
// The classes of the module contextlib.
#pragma once

#include <string_view>

#include "python/class.h"

namespace pbc {

/// contextlib.NAME, made at the first use in a run.
Value context_class(std::string_view name);
Class& make_exit_stack();

}  // namespace pbc
