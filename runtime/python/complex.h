// SPDX-License-Identifier: Apache-2.0
//
// The type complex (Python library reference, Numeric Types) and the arithmetic that cmath shares with it.
#pragma once

#include <complex>

#include "python/objects.h"

namespace pbc {

using Complex = std::complex<double>;

extern const Type kComplexType;

Value make_complex(Complex number);
/// Whether `v` is a complex; then `*number` is it.
bool is_complex(const Value& v, Complex* number);
/// What complex arithmetic takes: a complex, or an int, bool or float. OverflowError for an int that is too large.
bool complex_operand(const Value& v, Complex* number);
/// a ** b where neither is 0 by 0 or the like: ZeroDivisionError and OverflowError are raised as CPython does.
Complex complex_power(Complex a, Complex b);

}  // namespace pbc
