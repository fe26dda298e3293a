// SPDX-License-Identifier: Apache-2.0
//
// Comparisons as values. A condition needs a truth value only (value.h), and so does all that compares where no class
// of the program has a method that could give something else.
#pragma once

#include "pbc/value.h"

namespace pbc {

/// `a op b`: what the comparison method of a class gives, as it is.
Value compared(Comparison op, const Value& a, const Value& b);

}  // namespace pbc
