// SPDX-License-Identifier: Apache-2.0
//
// The module math (Python library reference, math).
#include <cmath>
#include <limits>
#include <numbers>

#include "python/big_integer.h"
#include "python/float_object.h"
#include "python/library.h"
#include "python/objects.h"
#include "python/plain_int.h"

namespace pbc {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

[[noreturn]] void raise_domain() { raise_value_error("math domain error"); }
[[noreturn]] void raise_range() { raise_error(kOverflowError, "math range error"); }

// --- Functions of one float
// -------------------------------------------------------------------------------------------

/// CPython's rule for a result: a NaN or infinity that the argument does not explain is an error.
double checked(double argument, double result, bool can_overflow) {
  if (std::isnan(result) && !std::isnan(argument)) raise_domain();
  if (std::isinf(result) && std::isfinite(argument)) {
    if (can_overflow) raise_range();
    raise_domain();
  }
  return result;
}

template <double (*Function)(double), bool CanOverflow = false>
Value unary(const Value&, Value* arguments) {
  const double x = to_float(arguments[0]);
  return checked(x, Function(x), CanOverflow);
}

double gamma_of(double x) {
  if (!std::isfinite(x)) return x == -kInfinity ? kNaN : x;
  if (x == 0) return std::copysign(kInfinity, x);
  if (x == std::floor(x)) {
    if (x < 0) return kNaN;
    if (x <= 23) {
      double product = 1;
      for (double factor = 2; factor < x; ++factor) product *= factor;
      return product;
    }
  }
  return std::tgamma(x);
}

Value gamma(const Value&, Value* arguments) {
  const double x = to_float(arguments[0]);
  const double result = gamma_of(x);
  if ((std::isnan(result) && !std::isnan(x)) || x == 0) raise_domain();
  if (std::isinf(result) && std::isfinite(x)) raise_range();
  return result;
}

Value lgamma(const Value&, Value* arguments) {
  const double x = to_float(arguments[0]);
  if (std::isinf(x)) return kInfinity;
  if (x == std::floor(x) && x <= 0) raise_domain();
  if (x == 1 || x == 2) return 0.0;
  return checked(x, std::lgamma(x), true);
}

/// A logarithm that also takes integers beyond the range of floats.
template <double (*Log)(double)>
double logarithm(const Value& value, double of_two) {
  if (value.is(Tag::kBigInt)) {
    const BigInteger& number = as_big_int(value);
    if (number <= 0) raise_domain();
    const auto shift = static_cast<unsigned>(msb(number)) - 60;
    if (msb(number) < 1000) return Log(to_float(number));
    return Log(static_cast<double>(static_cast<std::int64_t>(BigInteger(number >> shift)))) + of_two * shift;
  }
  const double x = to_float(value);
  if (x <= 0) raise_domain();
  return Log(x);
}

double natural(const Value& value) { return logarithm<std::log>(value, std::numbers::ln2); }

Value log(const Value&, Value* arguments) {
  const double numerator = natural(arguments[0]);
  if (arguments[1].is_unset()) return numerator;
  const double denominator = natural(arguments[1]);
  if (denominator == 0) raise_error(kZeroDivisionError, "float division by zero");
  return numerator / denominator;
}

Value log2(const Value&, Value* arguments) { return logarithm<std::log2>(arguments[0], 1.0); }

Value log10(const Value&, Value* arguments) { return logarithm<std::log10>(arguments[0], std::log10(2.0)); }

// --- Rounding
// ---------------------------------------------------------------------------------------------------------

template <double (*Round)(double)>
Value rounded(const Value& value) {
  if (is_any_int(value)) return value.is(Tag::kBool) ? Value(value.as_int()) : value;
  return int_of_float(Round(to_float(value)));
}

/// Whether the class of `value` says itself how it is rounded: Decimal and Fraction.
bool rounds_itself(const Value& value, Name method) {
  return value.is(Tag::kNative) && find_method(type_of(value), method) != nullptr;
}

Value ceil(const Value&, Value* arguments) {
  if (rounds_itself(arguments[0], "__ceil__")) return arguments[0].call("__ceil__");
  return rounded<std::ceil>(arguments[0]);
}

Value floor(const Value&, Value* arguments) {
  if (rounds_itself(arguments[0], "__floor__")) return arguments[0].call("__floor__");
  return rounded<std::floor>(arguments[0]);
}

Value trunc(const Value&, Value* arguments) {
  if (rounds_itself(arguments[0], "__trunc__")) return arguments[0].call("__trunc__");
  if (!plain_float(arguments[0]).is(Tag::kFloat) && !is_any_int(arguments[0]))
    raise_type_error("type ", type_name(arguments[0]), " doesn't define __trunc__ method");
  return rounded<std::trunc>(arguments[0]);
}

// --- Functions of two floats
// ------------------------------------------------------------------------------------------

Value atan2(const Value&, Value* arguments) { return std::atan2(to_float(arguments[0]), to_float(arguments[1])); }
Value copysign(const Value&, Value* arguments) { return std::copysign(to_float(arguments[0]), to_float(arguments[1])); }
Value nextafter(const Value&, Value* arguments) {
  return std::nextafter(to_float(arguments[0]), to_float(arguments[1]));
}

Value fmod(const Value&, Value* arguments) {
  const double x = to_float(arguments[0]);
  const double y = to_float(arguments[1]);
  if (std::isinf(y) && std::isfinite(x)) return x;
  const double result = std::fmod(x, y);
  if (std::isnan(result) && !std::isnan(x) && !std::isnan(y)) raise_domain();
  return result;
}

Value remainder(const Value&, Value* arguments) {
  const double x = to_float(arguments[0]);
  const double y = to_float(arguments[1]);
  const double result = std::remainder(x, y);
  if (std::isnan(result) && !std::isnan(x) && !std::isnan(y)) raise_domain();
  return result;
}

Value pow(const Value&, Value* arguments) {
  const double x = to_float(arguments[0]);
  const double y = to_float(arguments[1]);
  const double result = std::pow(x, y);
  if (std::isfinite(x) && std::isfinite(y)) {
    if (std::isnan(result)) raise_domain();
    if (std::isinf(result)) {
      if (x == 0) raise_domain();
      raise_range();
    }
  }
  return result;
}

Value ldexp(const Value&, Value* arguments) {
  const double x = to_float(arguments[0]);
  if (!is_any_int(arguments[1])) raise_type_error("Expected an int as second argument to ldexp.");
  arguments[1] = plain_int(arguments[1]);
  const bool huge = arguments[1].is(Tag::kBigInt);
  const bool negative = huge ? as_big_int(arguments[1]) < 0 : arguments[1].as_int() < 0;
  if (x == 0 || !std::isfinite(x)) return x;
  if (!huge && arguments[1].as_int() > -5000 && arguments[1].as_int() < 5000) {
    const double result = std::ldexp(x, static_cast<int>(arguments[1].as_int()));
    if (std::isinf(result)) raise_range();
    return result;
  }
  if (!negative) raise_range();
  return std::copysign(0.0, x);
}

Value frexp(const Value&, Value* arguments) {
  int exponent = 0;
  const double x = to_float(arguments[0]);
  const double mantissa = std::frexp(x, &exponent);
  return make_tuple({Value(mantissa), Value(std::isfinite(x) ? exponent : 0)});
}

Value modf(const Value&, Value* arguments) {
  const double x = to_float(arguments[0]);
  if (std::isinf(x)) return make_tuple({Value(std::copysign(0.0, x)), Value(x)});
  double whole = 0;
  const double fraction = std::modf(x, &whole);
  return make_tuple({Value(fraction), Value(whole)});
}

Value is_close(const Value&, Value* arguments) {
  const double a = to_float(arguments[0]);
  const double b = to_float(arguments[1]);
  const double relative = arguments[2].is_unset() ? 1e-9 : to_float(arguments[2]);
  const double absolute = arguments[3].is_unset() ? 0 : to_float(arguments[3]);
  if (relative < 0 || absolute < 0) raise_value_error("tolerances must be non-negative");
  if (a == b) return true;
  if (std::isinf(a) || std::isinf(b)) return false;
  const double difference = std::fabs(b - a);
  return difference <= std::fabs(relative * b) || difference <= std::fabs(relative * a) || difference <= absolute;
}

Value is_finite(const Value&, Value* arguments) { return static_cast<bool>(std::isfinite(to_float(arguments[0]))); }
Value is_inf(const Value&, Value* arguments) { return static_cast<bool>(std::isinf(to_float(arguments[0]))); }
Value is_nan(const Value&, Value* arguments) { return static_cast<bool>(std::isnan(to_float(arguments[0]))); }

Value degrees(const Value&, Value* arguments) { return to_float(arguments[0]) * (180.0 / std::numbers::pi); }
Value radians(const Value&, Value* arguments) { return to_float(arguments[0]) * (std::numbers::pi / 180.0); }

Value ulp(const Value&, Value* arguments) {
  const double x = std::fabs(to_float(arguments[0]));
  if (!std::isfinite(x)) return x;
  const double next = std::nextafter(x, kInfinity);
  return std::isinf(next) ? x - std::nextafter(x, -kInfinity) : next - x;
}

// --- Sums and norms
// ---------------------------------------------------------------------------------------------------

/// math.fsum: Shewchuk's exact sum, rounded once.
Value fsum(const Value&, Value* arguments) {
  std::vector<double> partials;
  double special = 0;
  double infinities = 0;
  for (const Value& item : to_values(arguments[0])) {
    double x = to_float(item);
    const double given = x;
    std::size_t kept = 0;
    for (std::size_t i = 0; i < partials.size(); ++i) {
      double y = partials[i];
      if (std::fabs(x) < std::fabs(y)) std::swap(x, y);
      const volatile double high = x + y;
      const volatile double rounded = high - x;
      const volatile double low = y - rounded;
      if (low != 0) partials[kept++] = low;
      x = high;
    }
    partials.resize(kept);
    if (x == 0) continue;
    if (!std::isfinite(x)) {
      if (std::isfinite(given)) raise_error(kOverflowError, "intermediate overflow in fsum");
      if (std::isinf(given)) infinities += given;
      special += given;
      partials.clear();
    } else {
      partials.push_back(x);
    }
  }
  if (special != 0) {
    if (std::isnan(infinities)) raise_value_error("-inf + inf in fsum");
    return special;
  }
  double high = 0;
  double low = 0;
  std::size_t left = partials.size();
  if (left > 0) {
    high = partials[--left];
    while (left > 0) {
      const double x = high;
      const double y = partials[--left];
      high = x + y;
      low = y - (high - x);
      if (low != 0) break;
    }
    // Round half even where the rest decides a tie.
    if (left > 0 && ((low < 0 && partials[left - 1] < 0) || (low > 0 && partials[left - 1] > 0))) {
      const double y = low * 2;
      const double x = high + y;
      if (y == x - high) high = x;
    }
  }
  return high;
}

double norm(const std::vector<double>& vector) {
  double largest = 0;
  bool has_nan = false;
  for (double x : vector) {
    if (std::isinf(x)) return kInfinity;
    has_nan = has_nan || std::isnan(x);
    largest = std::max(largest, std::fabs(x));
  }
  if (has_nan) return kNaN;
  if (largest == 0) return 0;
  int exponent = 0;
  std::frexp(largest, &exponent);
  long double sum = 0;
  for (double x : vector) {
    const long double scaled = std::ldexp(static_cast<long double>(x), -exponent);
    sum += scaled * scaled;
  }
  return static_cast<double>(std::ldexp(std::sqrt(sum), exponent));
}

Value hypot(const Value&, Value* arguments) {
  std::vector<double> vector;
  for (const Value& x : as_tuple(arguments[0])) vector.push_back(to_float(x));
  return norm(vector);
}

Value dist(const Value&, Value* arguments) {
  const Values p = to_values(arguments[0]);
  const Values q = to_values(arguments[1]);
  if (p.size() != q.size()) raise_value_error("both points must have the same number of dimensions");
  std::vector<double> vector;
  for (std::size_t i = 0; i < p.size(); ++i) vector.push_back(to_float(p[i]) - to_float(q[i]));
  return norm(vector);
}

Value prod(const Value&, Value* arguments) {
  Value product = arguments[1].is_unset() ? Value(1) : arguments[1];
  for (const Value& item : to_values(arguments[0])) product = product * item;
  return product;
}

// --- Integers
// ---------------------------------------------------------------------------------------------------------

Value gcd(const Value&, Value* arguments) {
  BigInteger result = 0;
  for (const Value& item : as_tuple(arguments[0])) result = boost::multiprecision::gcd(result, to_big_int(item));
  return make_int(abs(result));
}

Value lcm(const Value&, Value* arguments) {
  BigInteger result = 1;
  for (const Value& item : as_tuple(arguments[0])) {
    const BigInteger number = to_big_int(item);
    if (number == 0) {
      result = 0;
    } else if (result != 0) {
      result = boost::multiprecision::lcm(result, number);
    }
  }
  return make_int(abs(result));
}

Value isqrt(const Value&, Value* arguments) {
  const BigInteger number = to_big_int(arguments[0]);
  if (number < 0) raise_value_error("isqrt() argument must be nonnegative");
  return make_int(boost::multiprecision::sqrt(number));
}

/// first * (first + 1) * ... * last, by halves so that the factors stay balanced.
BigInteger product(std::int64_t first, std::int64_t last) {
  if (first > last) return 1;
  if (last - first < 8) {
    BigInteger result = first;
    for (std::int64_t i = first + 1; i <= last; ++i) result *= i;
    return result;
  }
  const std::int64_t middle = first + (last - first) / 2;
  return product(first, middle) * product(middle + 1, last);
}

Value factorial(const Value&, Value* arguments) {
  const BigInteger n = to_big_int(arguments[0]);
  if (n < 0) raise_value_error("factorial() not defined for negative values");
  if (n > 100000) raise_error(kOverflowError, "factorial() argument should not exceed 100000");
  return make_int(product(1, static_cast<std::int64_t>(n)));
}

std::int64_t choice_argument(const Value& value, const char* name) {
  const BigInteger number = to_big_int(value);
  if (number < 0) raise_value_error(name, " must be a non-negative integer");
  if (number > std::numeric_limits<std::int32_t>::max())
    raise_error(kOverflowError, joined({name, " must not exceed 2147483647"}));
  return static_cast<std::int64_t>(number);
}

Value perm(const Value& self, Value* arguments) {
  if (arguments[1].is_unset() || arguments[1].is_none()) return factorial(self, arguments);
  const std::int64_t n = choice_argument(arguments[0], "n");
  const std::int64_t k = choice_argument(arguments[1], "k");
  return k > n ? Value(0) : make_int(product(n - k + 1, n));
}

Value comb(const Value&, Value* arguments) {
  const std::int64_t n = choice_argument(arguments[0], "n");
  std::int64_t k = choice_argument(arguments[1], "k");
  if (k > n) return 0;
  k = std::min(k, n - k);
  return make_int(BigInteger(product(n - k + 1, n) / product(1, k)));
}

constexpr Method kFunctions[] = {
    {"acos", unary<std::acos>, "x, /"},
    {"acosh", unary<std::acosh>, "x, /"},
    {"asin", unary<std::asin>, "x, /"},
    {"asinh", unary<std::asinh>, "x, /"},
    {"atan", unary<std::atan>, "x, /"},
    {"atan2", atan2, "y, x, /"},
    {"atanh", unary<std::atanh>, "x, /"},
    {"cbrt", unary<std::cbrt>, "x, /"},
    {"ceil", ceil, "x, /"},
    {"comb", comb, "n, k, /"},
    {"copysign", copysign, "x, y, /"},
    {"cos", unary<std::cos>, "x, /"},
    {"cosh", unary<std::cosh, true>, "x, /"},
    {"degrees", degrees, "x, /"},
    {"dist", dist, "p, q, /"},
    {"erf", unary<std::erf>, "x, /"},
    {"erfc", unary<std::erfc>, "x, /"},
    {"exp", unary<std::exp, true>, "x, /"},
    {"exp2", unary<std::exp2, true>, "x, /"},
    {"expm1", unary<std::expm1, true>, "x, /"},
    {"fabs", unary<std::fabs>, "x, /"},
    {"factorial", factorial, "x, /"},
    {"floor", floor, "x, /"},
    {"fmod", fmod, "x, y, /"},
    {"frexp", frexp, "x, /"},
    {"fsum", fsum, "seq, /"},
    {"gamma", gamma, "x, /"},
    {"gcd", gcd, "*integers"},
    {"hypot", hypot, "*coordinates"},
    {"isclose", is_close, "a, b, *, rel_tol=, abs_tol="},
    {"isfinite", is_finite, "x, /"},
    {"isinf", is_inf, "x, /"},
    {"isnan", is_nan, "x, /"},
    {"isqrt", isqrt, "n, /"},
    {"lcm", lcm, "*integers"},
    {"ldexp", ldexp, "x, i, /"},
    {"lgamma", lgamma, "x, /"},
    {"log", log, "x, base=, /"},
    {"log10", log10, "x, /"},
    {"log1p", unary<std::log1p>, "x, /"},
    {"log2", log2, "x, /"},
    {"modf", modf, "x, /"},
    {"nextafter", nextafter, "x, y, /"},
    {"perm", perm, "n, k=, /"},
    {"pow", pow, "x, y, /"},
    {"prod", prod, "iterable, /, *, start="},
    {"radians", radians, "x, /"},
    {"remainder", remainder, "x, y, /"},
    {"sin", unary<std::sin>, "x, /"},
    {"sinh", unary<std::sinh, true>, "x, /"},
    {"sqrt", unary<std::sqrt>, "x, /"},
    {"tan", unary<std::tan>, "x, /"},
    {"tanh", unary<std::tanh>, "x, /"},
    {"trunc", trunc, "x, /"},
    {"ulp", ulp, "x, /"},
};

constexpr Constant kConstants[] = {
    {"pi", []() -> Value { return std::numbers::pi; }},
    {"e", []() -> Value { return std::numbers::e; }},
    {"tau", []() -> Value { return 2 * std::numbers::pi; }},
    {"inf", []() -> Value { return kInfinity; }},
    {"nan", []() -> Value { return kNaN; }},
};

}  // namespace

constinit const Module kMathModule{.name = "math", .functions = kFunctions, .constants = kConstants};

}  // namespace pbc
