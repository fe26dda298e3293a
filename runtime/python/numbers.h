// SPDX-License-Identifier: Apache-2.0
//
// Arithmetic on Python's ints of any size and on floats; what `operators.cpp` and the number functions share.
#pragma once

#include "python/objects.h"

namespace pbc {

/// Is `v` an int, bool or float?
inline bool is_number(const Value& v) { return is_any_int(v) || v.is(Tag::kFloat); }
/// A number as a float; OverflowError for an int that is too large.
double as_real(const Value& v);

// Both operands are ints (or bools) of any size.
Value int_add(const Value& a, const Value& b);
Value int_subtract(const Value& a, const Value& b);
Value int_multiply(const Value& a, const Value& b);
Value int_true_divide(const Value& a, const Value& b);
/// Quotient rounded down and the remainder with the sign of the divisor.
void int_divmod(const Value& a, const Value& b, Value* quotient, Value* remainder);
Value int_power(const Value& a, const Value& b);
/// pow(a, b, modulus)
Value int_power_modulo(const Value& a, const Value& b, const Value& modulus);
Value int_shift_left(const Value& a, const Value& b);
Value int_shift_right(const Value& a, const Value& b);
Value int_bitwise(Operator op, const Value& a, const Value& b);
Value int_negative(const Value& a);
int int_compare(const Value& a, const Value& b);

/// Not for a negative number to a power that is not whole, which is complex.
double float_power(double a, double b);
/// __index__ where CPython wants a C int: OverflowError "Python int too large to convert to C int".
int to_c_int(const Value& v);
/// A nan with bits that no other has, so that `is` and dicts tell it from them as objects.
double new_nan();
/// The nan as CPython stores it; any other number as it is.
double without_identity(double number);
void float_divmod(double a, double b, double* quotient, double* remainder);
double float_modulo(double a, double b);
/// -1, 0, 1; exact, whatever the size of the int. 2: not comparable, `b` is nan.
int int_float_compare(const Value& a, double b);

}  // namespace pbc
