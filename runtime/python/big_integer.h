// SPDX-License-Identifier: Apache-2.0
//
// Ints beyond 64 bits. Apart from objects.h because Boost.Multiprecision takes longer to compile than all of the rest:
// include this only where a BigInteger is computed with.
#pragma once

#include <boost/multiprecision/cpp_int.hpp>

#include "python/objects.h"

namespace pbc {

using BigInteger = boost::multiprecision::cpp_int;

/// kBigInt: a number that does not fit 64 bits, always; make_int sees to it.
struct BigInt : Registered {
  explicit BigInt(BigInteger number) : number(std::move(number)) {}
  BigInteger number;
};
inline const BigInteger& as_big_int(const Value& v) { return static_cast<BigInt*>(v.object())->number; }

Value make_int(BigInteger number);
/// An int of any size or a bool as a BigInteger.
BigInteger big(const Value& v);
/// __index__: an int of any size or bool, else TypeError "'x' object cannot be interpreted as an integer".
BigInteger to_big_int(const Value& v);
/// The nearest double, ties to even; OverflowError "int too large to convert to float".
double to_float(const BigInteger& number);
/// ValueError beyond 4300 digits, as CPython.
std::string to_decimal(const BigInteger& number);

}  // namespace pbc
