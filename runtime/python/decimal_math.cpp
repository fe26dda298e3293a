// SPDX-License-Identifier: Apache-2.0
//
// exp, ln, log10 and powers of decimal numbers, by integers scaled with a power of ten: some ten digits more than asked
// for, then rounded half even.
#include <cmath>

#include "python/decimal.h"

namespace pbc::decimal {
namespace {

using boost::multiprecision::abs;

/// Beyond it these functions would take minutes.
constexpr std::int64_t kMostDigits = 20000;

std::int64_t working_digits(const Context& context) {
  if (context.precision > kMostDigits) raise_error(kMemoryError, "");
  return context.precision + 12;
}

/// Of a fixed-point number with `digits` places.
struct Fixed {
  explicit Fixed(std::int64_t digits) : digits(digits), one(power_of_ten(digits)) {}
  std::int64_t digits;
  BigInteger one;

  BigInteger of(const Number& x) const {
    const BigInteger value = drop_digits(x.coefficient, -(x.exponent + digits), false, Rounding::kHalfEven, nullptr);
    return x.negative ? BigInteger(-value) : value;
  }
  /// atanh(1 / n)
  BigInteger inverse_tangent(int n) const {
    BigInteger power = one / n, sum = 0;
    for (int k = 1; power != 0; k += 2) {
      sum += power / k;
      power /= n * n;
    }
    return sum;
  }
  BigInteger ln10() const { return inverse_tangent(31) * 46 + inverse_tangent(49) * 34 + inverse_tangent(161) * 20; }
  /// e ** x for a small x.
  BigInteger exponential(const BigInteger& x) const {
    constexpr unsigned kHalvings = 12;
    const BigInteger small = x >> kHalvings;
    BigInteger term = one, sum = one;
    for (int k = 1; term != 0; ++k) {
      term = term * small / one / k;
      sum += term;
    }
    for (unsigned i = 0; i < kHalvings; ++i) sum = sum * sum / one;
    return sum;
  }
};

Number rounded(bool negative, BigInteger coefficient, std::int64_t exponent, const Context& context,
               std::uint32_t& status) {
  Context half_even = context;
  half_even.rounding = Rounding::kHalfEven;
  status |= kInexact | kRounded;
  return fix({Kind::kFinite, negative, std::move(coefficient), exponent}, half_even, status);
}

/// e ** x: a coefficient of about `digits` digits and its exponent.
void exponential_of(const Number& x, std::int64_t digits, BigInteger* coefficient, std::int64_t* exponent) {
  const Fixed fixed(digits + std::max<std::int64_t>(adjusted(x), 0) + 6);
  const BigInteger ln10 = fixed.ln10();
  const BigInteger value = fixed.of(x);
  BigInteger tens = value / ln10;
  *coefficient = fixed.exponential(value - tens * ln10);
  *exponent = static_cast<std::int64_t>(tens) - fixed.digits;
}

/// ln(x) of a positive number as a fixed-point number.
BigInteger logarithm(const Number& x, const Fixed& fixed) {
  const std::int64_t tens = adjusted(x);
  Number mantissa = x;
  mantissa.exponent -= tens;
  const BigInteger target = fixed.of(mantissa);
  const double guess = std::log(to_double(mantissa));
  BigInteger result = fixed.of(of_float(guess));
  for (std::int64_t correct = 14;; correct *= 3) {
    const BigInteger reached = fixed.exponential(result);
    result += (target - reached) * 2 * fixed.one / (target + reached);
    if (correct > fixed.digits) break;
  }
  return result + fixed.ln10() * tens;
}

/// More places the closer `x` is to 1, where its logarithm is small.
std::int64_t places_for_logarithm(const Number& x, std::int64_t digits) {
  Context exact;
  exact.precision = digit_count(x.coefficient) + 4;
  std::uint32_t ignored = 0;
  const Number distance = subtract(x, of_int(1), exact, ignored);
  const std::int64_t near = distance.is_zero() ? 0 : -adjusted(distance);
  return digits + std::max<std::int64_t>(near, 0) + 6;
}

}  // namespace

Number exponential(const Number& x, const Context& context, std::uint32_t& status) {
  Number result;
  if (nan_result(x, nullptr, context, status, &result)) return result;
  if (x.is_infinite()) return x.negative ? Number() : x;
  if (x.is_zero()) return of_int(1);
  const std::int64_t size = adjusted(x);
  if (size > 8)
    return fix({Kind::kFinite, false, 1, x.negative ? context.etiny() - 1 : context.emax + 1}, context, status);
  if (size < -context.precision - 2)
    return rounded(false, power_of_ten(context.precision + 1) + (x.negative ? -1 : 1), -context.precision - 1, context,
                   status);
  BigInteger coefficient;
  std::int64_t exponent = 0;
  exponential_of(x, working_digits(context), &coefficient, &exponent);
  return rounded(false, std::move(coefficient), exponent, context, status);
}

Number natural_logarithm(const Number& x, const Context& context, std::uint32_t& status) {
  Number result;
  if (nan_result(x, nullptr, context, status, &result)) return result;
  if (x.is_zero()) return {Kind::kInfinity, true, 0, 0};
  if (x.negative) {
    status |= kInvalidOperation;
    return {Kind::kNan, false, 0, 0};
  }
  if (x.is_infinite()) return x;
  if (order(x, of_int(1)) == 0) return {};
  const Fixed fixed(places_for_logarithm(x, working_digits(context)));
  const BigInteger value = logarithm(x, fixed);
  return rounded(value < 0, abs(value), -fixed.digits, context, status);
}

Number decimal_logarithm(const Number& x, const Context& context, std::uint32_t& status) {
  Number result;
  if (nan_result(x, nullptr, context, status, &result)) return result;
  if (x.is_zero()) return {Kind::kInfinity, true, 0, 0};
  if (x.negative) {
    status |= kInvalidOperation;
    return {Kind::kNan, false, 0, 0};
  }
  if (x.is_infinite()) return x;
  if (x.coefficient == power_of_ten(digit_count(x.coefficient) - 1)) return fix(of_int(adjusted(x)), context, status);
  const Fixed fixed(places_for_logarithm(x, working_digits(context)));
  const BigInteger value = logarithm(x, fixed) * fixed.one / fixed.ln10();
  return rounded(value < 0, abs(value), -fixed.digits, context, status);
}

Number power(const Number& a, const Number& b, const Context& context, std::uint32_t& status) {
  Number result;
  if (nan_result(a, &b, context, status, &result)) return result;
  const auto invalid = [&]() -> Number {
    status |= kInvalidOperation;
    return {Kind::kNan, false, 0, 0};
  };
  if (b.is_zero()) return a.is_zero() ? invalid() : of_int(1);
  bool inexact = false;
  const bool is_integral = b.is_finite() && (b.exponent >= 0 || adjusted(b) >= 0) &&
                           (rescale(b, std::max<std::int64_t>(b.exponent, 0), Rounding::kDown, &inexact), !inexact);
  bool negative = false;
  Number base = a;
  if (a.negative) {
    if (is_integral) {
      negative = b.exponent <= 0 && bit_test(rescale(b, 0, Rounding::kDown).coefficient, 0);
    } else if (!a.is_zero()) {
      return invalid();
    }
    base.negative = false;
  }
  if (base.is_zero())
    return b.negative ? Number{Kind::kInfinity, negative, 0, 0} : Number{Kind::kFinite, negative, 0, 0};
  if (base.is_infinite())
    return b.negative ? Number{Kind::kFinite, negative, 0, 0} : Number{Kind::kInfinity, negative, 0, 0};
  if (order(base, of_int(1)) == 0) {
    std::int64_t exponent = 1 - context.precision;
    status |= kRounded;
    if (is_integral) {
      const BigInteger times = std::min(BigInteger(abs(truncated(b))), BigInteger(context.precision));
      exponent = std::max(b.negative ? 0 : base.exponent * static_cast<std::int64_t>(times), exponent);
      exponent = std::min<std::int64_t>(exponent, 0);
    } else {
      status |= kInexact;
    }
    return {Kind::kFinite, negative, power_of_ten(-exponent), exponent};
  }
  if (b.is_infinite()) {
    return b.negative == (adjusted(base) < 0) ? Number{Kind::kInfinity, negative, 0, 0}
                                              : Number{Kind::kFinite, negative, 0, 0};
  }
  // Far outside of the exponents that the context has?
  Number mantissa = base;
  mantissa.exponent -= adjusted(base);
  const double size = (static_cast<double>(adjusted(base)) + std::log10(to_double(mantissa))) * to_double(b);
  if (size > static_cast<double>(context.emax) + 2)
    return fix({Kind::kFinite, negative, 1, context.emax + 1}, context, status);
  if (size < static_cast<double>(context.etiny()) - 2)
    return fix({Kind::kFinite, negative, 1, context.etiny() - 1}, context, status);
  if (is_integral && adjusted(b) < 6) {
    const auto times = static_cast<std::int64_t>(abs(truncated(b)));
    if (digit_count(base.coefficient) * times <= 4 * context.precision + 4096) {
      result = {Kind::kFinite, negative, boost::multiprecision::pow(base.coefficient, static_cast<unsigned>(times)),
                base.exponent * times};
      return b.negative ? divide(of_int(1), result, context, status) : fix(result, context, status);
    }
  }
  const std::int64_t digits = working_digits(context) + std::max<std::int64_t>(adjusted(b), 0) + 8;
  const Fixed fixed(places_for_logarithm(base, digits));
  const BigInteger logarithm_of_base = logarithm(base, fixed);
  Number product{Kind::kFinite, (logarithm_of_base < 0) != b.negative, abs(logarithm_of_base) * b.coefficient,
                 b.exponent - fixed.digits};
  BigInteger coefficient;
  std::int64_t exponent = 0;
  exponential_of(product, digits, &coefficient, &exponent);
  return rounded(negative, std::move(coefficient), exponent, context, status);
}

}  // namespace pbc::decimal
