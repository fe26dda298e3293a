// SPDX-License-Identifier: Apache-2.0
//
// string.Template: text with placeholders, whose form derived classes change.
#pragma once

#include "python/objects.h"

namespace pbc {

Value string_template_class();

}  // namespace pbc
