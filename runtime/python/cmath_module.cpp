// SPDX-License-Identifier: Apache-2.0
//
// The module cmath (Python library reference, cmath). The formulas for finite arguments are CPython's, so that the last
// digit is the same; the inverse functions are C++'s.
#include <cfloat>
#include <cmath>
#include <numbers>

#include "python/arguments.h"
#include "python/complex.h"
#include "python/library_more.h"
#include "python/numbers.h"
#include "python/special_methods.h"

namespace pbc {

namespace {

Complex argument(const Value& v) {
  Complex number;
  if (complex_operand(v, &number)) return number;
  if (has_class(v)) {
    const Value own = call_special(v, "__complex__");
    if (!own.is_unset() && is_complex(own, &number)) return number;
  }
  return {to_float(v), 0};
}

[[noreturn]] void raise_domain() { raise_value_error("math domain error"); }
[[noreturn]] void raise_range() { raise_error(kOverflowError, "math range error"); }

bool is_finite(Complex z) { return std::isfinite(z.real()) && std::isfinite(z.imag()); }

Complex checked(Complex z, Complex result) {
  if (is_finite(z) && (std::isinf(result.real()) || std::isinf(result.imag()))) raise_range();
  return result;
}

Complex square_root(Complex z) {
  if (!is_finite(z)) return std::sqrt(z);
  if (z == Complex()) return {0, z.imag()};
  double ax = std::fabs(z.real()), ay = std::fabs(z.imag()), s;
  if (ax < DBL_MIN && ay < DBL_MIN && (ax > 0 || ay > 0)) {
    constexpr int kUp = 54, kDown = -27;
    ax = std::ldexp(ax, kUp);
    s = std::ldexp(std::sqrt(ax + std::hypot(ax, std::ldexp(ay, kUp))), kDown);
  } else {
    ax /= 8;
    s = 2 * std::sqrt(ax + std::hypot(ax, ay / 8));
  }
  const double d = ay / (2 * s);
  return z.real() >= 0 ? Complex(s, std::copysign(d, z.imag())) : Complex(d, std::copysign(s, z.imag()));
}

Complex exponential(Complex z) {
  if (!is_finite(z)) return std::exp(z);
  const double length = std::exp(z.real());
  return {length * std::cos(z.imag()), length * std::sin(z.imag())};
}

Complex logarithm(Complex z) {
  if (!is_finite(z)) return std::log(z);
  const double ax = std::fabs(z.real()), ay = std::fabs(z.imag());
  if (ax == 0 && ay == 0) raise_domain();
  const double size = std::hypot(ax, ay);
  double real;
  if (ax > DBL_MAX / 4 || ay > DBL_MAX / 4) {
    real = std::log(std::hypot(ax / 2, ay / 2)) + std::numbers::ln2;
  } else if (ax < DBL_MIN && ay < DBL_MIN) {
    real = std::log(std::hypot(std::ldexp(ax, DBL_MANT_DIG), std::ldexp(ay, DBL_MANT_DIG))) -
           DBL_MANT_DIG * std::numbers::ln2;
  } else if (size >= 0.71 && size <= 1.73) {
    const double most = std::max(ax, ay), least = std::min(ax, ay);
    real = std::log1p((most - 1) * (most + 1) + least * least) / 2;
  } else {
    real = std::log(size);
  }
  return {real, std::atan2(z.imag(), z.real())};
}

Complex hyperbolic_sine(Complex z) {
  if (!is_finite(z)) return std::sinh(z);
  return {std::cos(z.imag()) * std::sinh(z.real()), std::sin(z.imag()) * std::cosh(z.real())};
}
Complex hyperbolic_cosine(Complex z) {
  if (!is_finite(z)) return std::cosh(z);
  return {std::cos(z.imag()) * std::cosh(z.real()), std::sin(z.imag()) * std::sinh(z.real())};
}
Complex hyperbolic_tangent(Complex z) {
  if (!is_finite(z) || std::fabs(z.real()) > 300) return std::tanh(z);
  const double tx = std::tanh(z.real()), ty = std::tan(z.imag()), cx = 1 / std::cosh(z.real());
  const double both = tx * ty, denominator = 1 + both * both;
  return {tx * (1 + ty * ty) / denominator, ((ty / denominator) * cx) * cx};
}
/// f(i z) / i
template <Complex (*Function)(Complex)>
Complex turned(Complex z) {
  const Complex s = Function({-z.imag(), z.real()});
  return {s.imag(), -s.real()};
}
Complex cosine(Complex z) { return hyperbolic_cosine({-z.imag(), z.real()}); }
Complex arc_sine(Complex z) { return std::asin(z); }
Complex arc_cosine(Complex z) { return std::acos(z); }
Complex arc_tangent(Complex z) {
  if (z.real() == 0 && std::fabs(z.imag()) == 1) raise_domain();
  return std::atan(z);
}
Complex area_sine(Complex z) { return std::asinh(z); }
Complex area_cosine(Complex z) { return std::acosh(z); }
Complex area_tangent(Complex z) {
  if (z.imag() == 0 && std::fabs(z.real()) == 1) raise_domain();
  return std::atanh(z);
}

template <Complex (*Function)(Complex)>
Value apply(const Value&, Value* a) {
  const Complex z = argument(a[0]);
  return make_complex(checked(z, Function(z)));
}

Value log(const Value&, Value* a) {
  const Complex result = logarithm(argument(a[0]));
  if (a[1].is_unset()) return make_complex(result);
  return make_complex(result) / make_complex(logarithm(argument(a[1])));
}

Value log10(const Value&, Value* a) {
  const Complex result = logarithm(argument(a[0]));
  return make_complex({result.real() / std::numbers::ln10, result.imag() / std::numbers::ln10});
}

double phase_of(Complex z) { return std::atan2(z.imag(), z.real()); }

Value phase(const Value&, Value* a) { return phase_of(argument(a[0])); }

Value polar(const Value&, Value* a) {
  const Complex z = argument(a[0]);
  const double size = std::hypot(z.real(), z.imag());
  if (std::isinf(size) && is_finite(z)) raise_range();
  return make_tuple({size, phase_of(z)});
}

Value rect(const Value&, Value* a) {
  const double size = to_float(a[0]), angle = to_float(a[1]);
  if (std::isinf(angle) && size != 0 && !std::isnan(size)) raise_domain();
  if (size == 0 && !std::isfinite(angle)) return make_complex({0, 0});
  if (angle == 0) return make_complex({size, size * angle});
  return make_complex({size * std::cos(angle), size * std::sin(angle)});
}

Value is_close(const Value&, Value* a) {
  const Complex x = argument(a[0]), y = argument(a[1]);
  const double relative = a[2].is_unset() ? 1e-09 : to_float(a[2]);
  const double absolute = a[3].is_unset() ? 0.0 : to_float(a[3]);
  if (relative < 0 || absolute < 0) raise_value_error("tolerances must be non-negative");
  if (x == y) return true;
  if (std::isinf(x.real()) || std::isinf(x.imag()) || std::isinf(y.real()) || std::isinf(y.imag())) return false;
  const double difference = std::abs(x - y);
  return difference <= relative * std::abs(y) || difference <= relative * std::abs(x) || difference <= absolute;
}

constexpr Method kFunctions[] = {
    {"acos", apply<arc_cosine>, "z, /"},
    {"acosh", apply<area_cosine>, "z, /"},
    {"asin", apply<arc_sine>, "z, /"},
    {"asinh", apply<area_sine>, "z, /"},
    {"atan", apply<arc_tangent>, "z, /"},
    {"atanh", apply<area_tangent>, "z, /"},
    {"cos", apply<cosine>, "z, /"},
    {"cosh", apply<hyperbolic_cosine>, "z, /"},
    {"exp", apply<exponential>, "z, /"},
    {"isclose", is_close, "a, b, *, rel_tol=, abs_tol="},
    {"isfinite", [](const Value&, Value* a) -> Value { return is_finite(argument(a[0])); }, "z, /"},
    {"isinf",
     [](const Value&, Value* a) -> Value {
       const Complex z = argument(a[0]);
       return std::isinf(z.real()) || std::isinf(z.imag());
     },
     "z, /"},
    {"isnan",
     [](const Value&, Value* a) -> Value {
       const Complex z = argument(a[0]);
       return std::isnan(z.real()) || std::isnan(z.imag());
     },
     "z, /"},
    {"log", log, "z, base=, /"},
    {"log10", log10, "z, /"},
    {"phase", phase, "z, /"},
    {"polar", polar, "z, /"},
    {"rect", rect, "r, phi, /"},
    {"sin", apply<turned<hyperbolic_sine>>, "z, /"},
    {"sinh", apply<hyperbolic_sine>, "z, /"},
    {"sqrt", apply<square_root>, "z, /"},
    {"tan", apply<turned<hyperbolic_tangent>>, "z, /"},
    {"tanh", apply<hyperbolic_tangent>, "z, /"},
};

constexpr Constant kConstants[] = {
    {"pi", []() -> Value { return std::numbers::pi; }},
    {"e", []() -> Value { return std::numbers::e; }},
    {"tau", []() -> Value { return 2 * std::numbers::pi; }},
    {"inf", []() -> Value { return kInfinity; }},
    {"nan", []() -> Value { return kNan; }},
    {"infj",
     [] {
       return make_complex({0, kInfinity});
     }},
    {"nanj",
     [] {
       return make_complex({0, kNan});
     }},
};

}  // namespace

constinit const Module kCmathModule{.name = "cmath", .functions = kFunctions, .constants = kConstants};

}  // namespace pbc
