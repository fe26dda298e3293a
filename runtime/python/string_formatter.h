// SPDX-License-Identifier: Apache-2.0
//
// string.Formatter: the steps of str.format as methods that derived classes override.
#pragma once

#include "python/objects.h"

namespace pbc {

Value string_formatter_class();

}  // namespace pbc
