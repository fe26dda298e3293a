// SPDX-License-Identifier: Apache-2.0
//
// Float arithmetic where Python differs from C: floor division, modulo, power.
#include <bit>
#include <cerrno>
#include <cmath>

#include "python/numbers.h"

namespace pbc {

void float_divmod(double a, double b, double* quotient, double* remainder) {
  double mod = std::fmod(a, b);
  double div = (a - mod) / b;
  if (mod != 0) {
    if ((b < 0) != (mod < 0)) {
      mod += b;
      div -= 1.0;
    }
  } else {
    mod = std::copysign(0.0, b);
  }
  double floored = 0.0;
  if (div != 0) {
    floored = std::floor(div);
    if (div - floored > 0.5) floored += 1.0;
  } else {
    floored = std::copysign(0.0, a / b);
  }
  *quotient = floored;
  *remainder = mod;
}

double float_modulo(double a, double b) {
  double mod = std::fmod(a, b);
  if (mod == 0) return std::copysign(0.0, b);
  return (b < 0) != (mod < 0) ? mod + b : mod;
}

namespace {

/// The bits of a nan that new_nan() made, but for its sign and number.
constexpr std::uint64_t kMadeNan = 0x7FFC000000000000, kNumber = 0x0003FFFFFFFFFFFF;

}  // namespace

double new_nan() {
  thread_local std::uint64_t made = 0;
  return std::bit_cast<double>(kMadeNan | (++made & kNumber));
}

double without_identity(double number) {
  if (!std::isnan(number)) return number;
  const auto bits = std::bit_cast<std::uint64_t>(std::fabs(number));
  return (bits & kMadeNan) == kMadeNan ? std::copysign(kNan, number) : number;
}

double float_power(double a, double b) {
  if (b == 0 || a == 1) return 1.0;
  if (a == 0 && b < 0) raise_error(kZeroDivisionError, "0.0 cannot be raised to a negative power");
  double result = std::pow(a, b);
  if (std::isinf(result) && std::isfinite(a) && std::isfinite(b))
    raise_exception(kOverflowError, {34, "Numerical result out of range"});
  return result;
}

}  // namespace pbc
