// SPDX-License-Identifier: Apache-2.0
//
// Decimal arithmetic but for the transcendental functions (General Decimal Arithmetic specification 1.70).
#include "python/decimal.h"

#include <cmath>

#include "python/numbers.h"

namespace pbc::decimal {
namespace {

/// More digits than that are asked for by mistake or in bad faith.
constexpr std::int64_t kMostDigits = 1 << 22;

Number invalid(std::uint32_t reason, std::uint32_t& status) {
  status |= reason;
  return {Kind::kNan, false, 0, 0};
}
Number infinity(bool negative) { return {Kind::kInfinity, negative, 0, 0}; }

Number overflow(bool negative, const Context& context, std::uint32_t& status) {
  status |= kOverflow | kInexact | kRounded;
  const bool to_infinity = context.rounding == Rounding::kHalfUp || context.rounding == Rounding::kHalfEven ||
                           context.rounding == Rounding::kHalfDown || context.rounding == Rounding::kUp ||
                           (context.rounding == Rounding::kCeiling && !negative) ||
                           (context.rounding == Rounding::kFloor && negative);
  if (to_infinity) return infinity(negative);
  return {Kind::kFinite, negative, power_of_ten(context.precision) - 1, context.etop()};
}

/// Brings two finite numbers to one exponent. What is too small to matter at `precision` becomes a digit far behind.
void align(Number& a, Number& b, std::int64_t precision) {
  Number& large = a.exponent < b.exponent ? b : a;
  Number& small = a.exponent < b.exponent ? a : b;
  const std::int64_t large_digits = digit_count(large.coefficient), small_digits = digit_count(small.coefficient);
  const std::int64_t least = large.exponent + std::min<std::int64_t>(-1, large_digits - precision - 2);
  if (small_digits + small.exponent - 1 < least) {
    small.coefficient = 1;
    small.exponent = least;
  }
  large.coefficient *= power_of_ten(large.exponent - small.exponent);
  large.exponent = small.exponent;
}

}  // namespace

BigInteger power_of_ten(std::int64_t exponent) {
  if (exponent > kMostDigits) raise_error(kMemoryError, "");
  return exponent <= 0 ? BigInteger(1) : boost::multiprecision::pow(BigInteger(10), static_cast<unsigned>(exponent));
}

std::int64_t digit_count(const BigInteger& number) {
  if (number < 10) return 1;
  // log10(2), from below: the estimate is exact or one too small.
  const auto bits = static_cast<std::int64_t>(boost::multiprecision::msb(number));
  const auto least = static_cast<std::int64_t>(static_cast<double>(bits) * 0.30102999566398114);
  return number < power_of_ten(least) ? least : number < power_of_ten(least + 1) ? least + 1 : least + 2;
}

BigInteger drop_digits(const BigInteger& coefficient, std::int64_t drop, bool negative, Rounding rounding,
                       bool* inexact) {
  if (drop <= 0) return coefficient * power_of_ten(-drop);
  BigInteger quotient = 0, rest = coefficient;
  int half = -1;  // the rest compared with half of a unit
  if (drop <= digit_count(coefficient)) {
    const BigInteger unit = power_of_ten(drop);
    boost::multiprecision::divide_qr(coefficient, unit, quotient, rest);
    half = BigInteger(rest * 2).compare(unit);
  }
  if (rest == 0) return quotient;
  if (inexact != nullptr) *inexact = true;
  bool up = false;
  switch (rounding) {
    case Rounding::kUp:
      up = true;
      break;
    case Rounding::kDown:
      break;
    case Rounding::kCeiling:
      up = !negative;
      break;
    case Rounding::kFloor:
      up = negative;
      break;
    case Rounding::kHalfUp:
      up = half >= 0;
      break;
    case Rounding::kHalfDown:
      up = half > 0;
      break;
    case Rounding::kHalfEven:
      up = half > 0 || (half == 0 && bit_test(quotient, 0));
      break;
    case Rounding::k05Up:
      up = quotient % 5 == 0;
      break;
  }
  if (up) ++quotient;
  return quotient;
}

Number fix(Number x, const Context& context, std::uint32_t& status) {
  if (!x.is_finite()) {
    const std::int64_t most = context.precision - (context.clamp ? 1 : 0);
    if (x.is_nan() && x.coefficient != 0 && digit_count(x.coefficient) > most) x.coefficient %= power_of_ten(most);
    return x;
  }
  const std::int64_t etiny = context.etiny(), etop = context.etop();
  if (x.coefficient == 0) {
    const std::int64_t exponent = std::clamp(x.exponent, etiny, context.clamp ? etop : context.emax);
    if (exponent != x.exponent) status |= kClamped;
    x.exponent = exponent;
    return x;
  }
  const std::int64_t digits = digit_count(x.coefficient);
  std::int64_t least = digits + x.exponent - context.precision;
  if (least > etop) return overflow(x.negative, context, status);
  const bool is_subnormal = least < etiny;
  if (is_subnormal) least = etiny;
  if (x.exponent < least) {
    bool inexact = false;
    BigInteger coefficient = drop_digits(x.coefficient, least - x.exponent, x.negative, context.rounding, &inexact);
    if (digit_count(coefficient) > context.precision) {
      coefficient /= 10;
      ++least;
    }
    status |= kRounded;
    if (inexact) status |= kInexact;
    if (is_subnormal) status |= kSubnormal;
    if (inexact && is_subnormal) status |= kUnderflow;
    if (coefficient == 0) status |= kClamped;
    if (least > etop) return overflow(x.negative, context, status);
    x.coefficient = std::move(coefficient);
    x.exponent = least;
    return x;
  }
  if (is_subnormal) status |= kSubnormal;
  if (context.clamp && x.exponent > etop) {
    status |= kClamped;
    x.coefficient *= power_of_ten(x.exponent - etop);
    x.exponent = etop;
  }
  return x;
}

bool nan_result(const Number& a, const Number* b, const Context& context, std::uint32_t& status, Number* result) {
  const Number* from = nullptr;
  for (const Number* x : {&a, b})
    if (from == nullptr && x != nullptr && x->kind == Kind::kSignalingNan) from = x;
  if (from != nullptr) status |= kInvalidOperation;
  for (const Number* x : {&a, b})
    if (from == nullptr && x != nullptr && x->is_nan()) from = x;
  if (from == nullptr) return false;
  *result = *from;
  result->kind = Kind::kNan;
  *result = fix(*result, context, status);
  return true;
}

Number add(const Number& a, const Number& b, const Context& context, std::uint32_t& status) {
  Number result;
  if (nan_result(a, &b, context, status, &result)) return result;
  if (a.is_infinite()) {
    if (b.is_infinite() && a.negative != b.negative) return invalid(kInvalidOperation, status);
    return a;
  }
  if (b.is_infinite()) return b;
  const bool negative_zero = context.rounding == Rounding::kFloor && a.negative != b.negative;
  std::int64_t exponent = std::min(a.exponent, b.exponent);
  if (a.is_zero() && b.is_zero()) {
    return fix({Kind::kFinite, (a.negative && b.negative) || negative_zero, 0, exponent}, context, status);
  }
  if (a.is_zero() || b.is_zero()) {
    const Number& other = a.is_zero() ? b : a;
    exponent = std::max(exponent, other.exponent - context.precision - 1);
    return fix(rescale(other, exponent, context.rounding), context, status);
  }
  Number left = a, right = b;
  align(left, right, context.precision);
  BigInteger sum = left.negative ? BigInteger(-left.coefficient) : left.coefficient;
  sum += right.negative ? BigInteger(-right.coefficient) : right.coefficient;
  if (sum == 0) return fix({Kind::kFinite, negative_zero, 0, exponent}, context, status);
  const bool negative = sum < 0;
  return fix({Kind::kFinite, negative, boost::multiprecision::abs(sum), left.exponent}, context, status);
}

Number subtract(const Number& a, const Number& b, const Context& context, std::uint32_t& status) {
  Number result;
  if (nan_result(a, &b, context, status, &result)) return result;
  Number negated = b;
  negated.negative = !negated.negative;
  return add(a, negated, context, status);
}

Number multiply(const Number& a, const Number& b, const Context& context, std::uint32_t& status) {
  Number result;
  if (nan_result(a, &b, context, status, &result)) return result;
  const bool negative = a.negative != b.negative;
  if (a.is_infinite() || b.is_infinite()) {
    if (a.is_zero() || b.is_zero()) return invalid(kInvalidOperation, status);
    return infinity(negative);
  }
  return fix({Kind::kFinite, negative, a.coefficient * b.coefficient, a.exponent + b.exponent}, context, status);
}

Number divide(const Number& a, const Number& b, const Context& context, std::uint32_t& status) {
  Number result;
  if (nan_result(a, &b, context, status, &result)) return result;
  const bool negative = a.negative != b.negative;
  if (a.is_infinite()) return b.is_infinite() ? invalid(kInvalidOperation, status) : infinity(negative);
  if (b.is_infinite()) {
    status |= kClamped;
    return {Kind::kFinite, negative, 0, context.etiny()};
  }
  if (b.is_zero()) {
    if (a.is_zero()) return invalid(kDivisionUndefined, status);
    status |= kDivisionByZero;
    return infinity(negative);
  }
  const std::int64_t ideal = a.exponent - b.exponent;
  if (a.is_zero()) return fix({Kind::kFinite, negative, 0, ideal}, context, status);
  const std::int64_t shift = digit_count(b.coefficient) - digit_count(a.coefficient) + context.precision + 1;
  std::int64_t exponent = ideal - shift;
  BigInteger quotient, rest;
  boost::multiprecision::divide_qr(BigInteger(a.coefficient * power_of_ten(shift)),
                                   BigInteger(b.coefficient * power_of_ten(-shift)), quotient, rest);
  if (rest != 0) {
    if (quotient % 5 == 0) ++quotient;  // a digit that says "more", so that rounding goes the right way
  } else {
    for (; exponent < ideal && quotient % 10 == 0; ++exponent) quotient /= 10;
  }
  return fix({Kind::kFinite, negative, std::move(quotient), exponent}, context, status);
}

void divide_integer(const Number& a, const Number& b, const Context& context, std::uint32_t& status, Number* quotient,
                    Number* remainder) {
  Number ignored;
  Number& q = quotient != nullptr ? *quotient : ignored;
  Number other;
  Number& r = remainder != nullptr ? *remainder : other;
  if (nan_result(a, &b, context, status, &q)) {
    r = q;
    return;
  }
  const bool negative = a.negative != b.negative;
  if (a.is_infinite()) {
    q = b.is_infinite() || quotient == nullptr ? invalid(kInvalidOperation, status) : infinity(negative);
    r = remainder != nullptr ? invalid(kInvalidOperation, status) : Number();
    return;
  }
  if (b.is_zero()) {
    if (a.is_zero()) {
      q = r = invalid(kDivisionUndefined, status);
      return;
    }
    if (quotient != nullptr) {
      status |= kDivisionByZero;
      q = infinity(negative);
    }
    if (remainder != nullptr) r = invalid(kInvalidOperation, status);
    return;
  }
  const std::int64_t ideal = b.is_infinite() ? a.exponent : std::min(a.exponent, b.exponent);
  if (a.is_zero() || b.is_infinite() || adjusted(a) - adjusted(b) <= -2) {
    q = {Kind::kFinite, negative, 0, 0};
    r = a;
    if (a.is_zero() || !b.is_infinite()) {
      if (a.exponent - ideal > context.precision + digit_count(b.is_infinite() ? BigInteger(0) : b.coefficient) + 2 &&
          !a.is_zero()) {
        r = a;
      } else {
        r = rescale(a, ideal, context.rounding);
      }
    }
  } else if (adjusted(a) - adjusted(b) <= context.precision) {
    BigInteger whole, rest;
    boost::multiprecision::divide_qr(BigInteger(a.coefficient * power_of_ten(a.exponent - b.exponent)),
                                     BigInteger(b.coefficient * power_of_ten(b.exponent - a.exponent)), whole, rest);
    if (whole >= power_of_ten(context.precision)) {
      q = r = invalid(kDivisionImpossible, status);
      return;
    }
    q = {Kind::kFinite, negative, std::move(whole), 0};
    r = {Kind::kFinite, a.negative, std::move(rest), ideal};
  } else {
    q = r = invalid(kDivisionImpossible, status);
    return;
  }
  if (remainder != nullptr) r = fix(r, context, status);
}

Number square_root(const Number& x, const Context& context, std::uint32_t& status) {
  Number result;
  if (nan_result(x, nullptr, context, status, &result)) return result;
  if (x.is_infinite() && !x.negative) return x;
  if (x.is_zero()) return fix({Kind::kFinite, x.negative, 0, (x.exponent >> 1)}, context, status);
  if (x.negative) return invalid(kInvalidOperation, status);
  // One digit more than asked for, and a last digit that says whether the root is exact.
  const std::int64_t precision = context.precision + 1;
  const std::int64_t digits = digit_count(x.coefficient);
  std::int64_t exponent = (x.exponent >> 1);
  BigInteger coefficient = x.coefficient;
  std::int64_t length = digits / 2 + 1;
  if ((x.exponent & 1) != 0) {
    coefficient *= 10;
    length = (digits >> 1) + 1;
  } else {
    length = (digits + 1) >> 1;
  }
  const std::int64_t shift = precision - length;
  bool is_exact = true;
  if (shift >= 0) {
    coefficient *= power_of_ten(2 * shift);
  } else {
    BigInteger quotient, rest;
    boost::multiprecision::divide_qr(coefficient, power_of_ten(-2 * shift), quotient, rest);
    coefficient = std::move(quotient);
    is_exact = rest == 0;
  }
  exponent -= shift;
  BigInteger root = boost::multiprecision::sqrt(coefficient);
  is_exact = is_exact && root * root == coefficient;
  if (is_exact) {
    if (shift >= 0) {
      root /= power_of_ten(shift);
    } else {
      root *= power_of_ten(-shift);
    }
    exponent += shift;
  } else if (root % 5 == 0) {
    ++root;
  }
  Context half_even = context;
  half_even.rounding = Rounding::kHalfEven;
  return fix({Kind::kFinite, false, std::move(root), exponent}, half_even, status);
}

Number rescale(const Number& x, std::int64_t exponent, Rounding rounding, bool* inexact) {
  if (!x.is_finite()) return x;
  if (x.coefficient == 0) return {Kind::kFinite, x.negative, 0, exponent};
  return {Kind::kFinite, x.negative, drop_digits(x.coefficient, exponent - x.exponent, x.negative, rounding, inexact),
          exponent};
}

Number quantize(const Number& x, const Number& like, Rounding rounding, const Context& context, std::uint32_t& status) {
  Number result;
  if (nan_result(x, &like, context, status, &result)) return result;
  if (x.is_infinite() || like.is_infinite())
    return x.is_infinite() && like.is_infinite() ? x : invalid(kInvalidOperation, status);
  if (like.exponent < context.etiny() || like.exponent > context.emax) return invalid(kInvalidOperation, status);
  if (x.is_zero()) return fix({Kind::kFinite, x.negative, 0, like.exponent}, context, status);
  const std::int64_t top = adjusted(x);
  if (top > context.emax || top - like.exponent + 1 > context.precision) return invalid(kInvalidOperation, status);
  bool inexact = false;
  result = rescale(x, like.exponent, rounding, &inexact);
  if (adjusted(result) > context.emax || digit_count(result.coefficient) > context.precision)
    return invalid(kInvalidOperation, status);
  if (!result.is_zero() && adjusted(result) < context.emin) status |= kSubnormal;
  if (like.exponent > x.exponent) status |= inexact ? kInexact | kRounded : kRounded;
  return fix(result, context, status);
}

Number normalize(const Number& x, const Context& context, std::uint32_t& status) {
  Number result;
  if (nan_result(x, nullptr, context, status, &result)) return result;
  result = fix(x, context, status);
  if (!result.is_finite()) return result;
  if (result.is_zero()) return {Kind::kFinite, result.negative, 0, 0};
  const std::int64_t most = context.clamp ? context.etop() : context.emax;
  for (; result.exponent < most && result.coefficient % 10 == 0; ++result.exponent) result.coefficient /= 10;
  return result;
}

Number next(const Number& x, bool up, const Context& context, std::uint32_t& status) {
  Number result;
  if (nan_result(x, nullptr, context, status, &result)) return result;
  if (x.is_infinite()) {
    if (x.negative != up) return x;
    return {Kind::kFinite, x.negative, power_of_ten(context.precision) - 1, context.etop()};
  }
  Context directed = context;
  directed.rounding = up ? Rounding::kCeiling : Rounding::kFloor;
  std::uint32_t ignored = 0;
  const Number fixed = fix(x, directed, ignored);
  if (order(fixed, x) != 0) return fixed;
  return add(x, {Kind::kFinite, !up, 1, context.etiny() - 1}, directed, ignored);
}

int order(const Number& a, const Number& b) {
  const auto sign = [](const Number& x) { return x.is_zero() ? 0 : x.negative ? -1 : 1; };
  if (sign(a) != sign(b)) return sign(a) < sign(b) ? -1 : 1;
  if (sign(a) == 0) return 0;
  int magnitude;
  if (a.is_infinite() || b.is_infinite()) {
    magnitude = a.is_infinite() && b.is_infinite() ? 0 : a.is_infinite() ? 1 : -1;
  } else if (adjusted(a) != adjusted(b)) {
    magnitude = adjusted(a) < adjusted(b) ? -1 : 1;
  } else {
    magnitude = BigInteger(a.coefficient * power_of_ten(a.exponent - b.exponent))
                    .compare(b.coefficient * power_of_ten(b.exponent - a.exponent));
  }
  return magnitude * sign(a);
}

int total_order(const Number& a, const Number& b) {
  if (a.negative != b.negative) return a.negative ? -1 : 1;
  const int sign = a.negative ? -1 : 1;
  const auto rank = [](const Number& x) { return x.kind == Kind::kNan ? 2 : x.kind == Kind::kSignalingNan ? 1 : 0; };
  if (rank(a) != rank(b)) return rank(a) < rank(b) ? -sign : sign;
  if (rank(a) != 0) return a.coefficient.compare(b.coefficient) * sign;
  if (const int result = order(a, b); result != 0) return result;
  return a.exponent == b.exponent ? 0 : a.exponent < b.exponent ? -sign : sign;
}

Number of_int(const BigInteger& number) { return {Kind::kFinite, number < 0, boost::multiprecision::abs(number), 0}; }

Number of_float(double number) {
  if (std::isnan(number)) return {Kind::kNan, std::signbit(number), 0, 0};
  if (std::isinf(number)) return infinity(number < 0);
  int exponent = 0;
  const double fraction = std::frexp(std::fabs(number), &exponent);
  BigInteger mantissa = static_cast<std::uint64_t>(std::ldexp(fraction, 53));
  exponent -= 53;
  for (; exponent < 0 && mantissa != 0 && !bit_test(mantissa, 0); ++exponent) mantissa >>= 1;
  if (mantissa == 0) return {Kind::kFinite, std::signbit(number), 0, 0};
  if (exponent >= 0) return {Kind::kFinite, number < 0, mantissa << static_cast<unsigned>(exponent), 0};
  return {Kind::kFinite, number < 0,
          mantissa * boost::multiprecision::pow(BigInteger(5), static_cast<unsigned>(-exponent)), exponent};
}

BigInteger truncated(const Number& x) {
  const BigInteger whole = rescale(x, 0, Rounding::kDown).coefficient;
  return x.negative ? BigInteger(-whole) : whole;
}

void ratio(const Number& x, BigInteger* numerator, BigInteger* denominator) {
  *numerator = x.coefficient * power_of_ten(x.exponent);
  *denominator = power_of_ten(-x.exponent);
  const BigInteger divisor = boost::multiprecision::gcd(*numerator, *denominator);
  if (divisor > 1) {
    *numerator /= divisor;
    *denominator /= divisor;
  }
  if (x.negative) *numerator = -*numerator;
}

double to_double(const Number& x) { return std::strtod(to_text(x, true).c_str(), nullptr); }

std::uint64_t hash(const Number& x) {
  constexpr std::int64_t kModulus = (std::int64_t{1} << 61) - 1;
  if (x.is_infinite()) return static_cast<std::uint64_t>(x.negative ? -314159 : 314159);
  const BigInteger modulus = kModulus;
  // 10 ** -1 modulo a prime is 10 ** (modulus - 2).
  const BigInteger ten = x.exponent >= 0 ? BigInteger(10) : powm(BigInteger(10), modulus - 2, modulus);
  const BigInteger scale = powm(ten, BigInteger(x.exponent >= 0 ? x.exponent : -x.exponent), modulus);
  auto value = static_cast<std::int64_t>(BigInteger(x.coefficient % modulus * scale % modulus));
  if (x.negative) value = -value;
  return static_cast<std::uint64_t>(value == -1 ? -2 : value);
}

}  // namespace pbc::decimal
