// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "python/objects.h"

namespace pbc {

/// TestCase.assertWarns and, with a pattern, assertWarnsRegex: the context or, of a callable in `rest`, None.
Value expect_warning(const Value& test, const Value& wanted, const Value& pattern, const Values& rest,
                     const Value& keywords);

}  // namespace pbc
