// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include "python/arguments.h"
#include "python/complex.h"
#include "python/float_object.h"
#include "python/format_float.h"
#include "python/format_spec.h"
#include "python/numbers.h"
#include "python/parse_number.h"
#include "python/special_methods.h"
#include "python/text.h"

namespace pbc {

namespace {

/// A part as repr shows it: without ".0".
std::string part_text(double value, bool always_sign) {
  return text::float_text(value, {.type = 'r', .always_sign = always_sign});
}

bool is_plus_zero(double value) { return value == 0 && !std::signbit(value); }

std::string complex_text(Complex z) {
  if (is_plus_zero(z.real())) return part_text(z.imag(), false) + "j";
  return "(" + part_text(z.real(), false) + part_text(z.imag(), true) + "j)";
}

std::string format_complex(Complex z, std::string_view spec_text) {
  const text::FormatSpec spec = text::parse_format_spec(spec_text, "complex", '>', 0);
  if (spec.type != 0 && (!text::is_float_type(spec.type) || spec.type == '%'))
    text::raise_unknown_format_code(spec.type, "complex");
  if (spec.fill == "0" && spec.align == '=')
    raise_value_error("Zero padding is not allowed in complex format specifier");
  if (spec.align == '=') raise_value_error("'=' alignment flag is not allowed in complex format specifier");
  const auto part = [&](double value, char sign) {
    if (spec.type == 0 && spec.precision < 0 && spec.grouping != 0) {
      text::FormatSpec own = spec;
      own.width = -1;
      own.sign = sign;
      std::string shown = text::format_float(value, own, "complex");
      return shown.ends_with(".0") ? shown.substr(0, shown.size() - 2) : shown;
    }
    if (spec.type == 0 && spec.precision < 0) {
      std::string shown = part_text(value, sign == '+');
      return sign == ' ' && !std::signbit(value) ? " " + shown : shown;
    }
    text::FormatSpec own = spec;
    own.width = -1;
    own.sign = sign;
    if (own.type == 0) own.type = 'g';
    return text::format_float(value, own, "complex");
  };
  std::string shown;
  if (spec.type == 0 && is_plus_zero(z.real())) {
    shown = part(z.imag(), spec.sign) + "j";
  } else {
    shown = part(z.real(), spec.sign) + part(z.imag(), '+') + "j";
    if (spec.type == 0) shown = "(" + shown + ")";
  }
  return text::align_text(shown, spec.width, spec.align, spec.fill);
}

Complex quotient(Complex a, Complex b) {
  const double real = std::fabs(b.real()), imag = std::fabs(b.imag());
  if (real >= imag) {
    if (real == 0) raise_error(kZeroDivisionError, "complex division by zero");
    const double ratio = b.imag() / b.real(), denominator = b.real() + b.imag() * ratio;
    return {(a.real() + a.imag() * ratio) / denominator, (a.imag() - a.real() * ratio) / denominator};
  }
  if (imag >= real) {
    const double ratio = b.real() / b.imag(), denominator = b.real() * ratio + b.imag();
    return {(a.real() * ratio + a.imag()) / denominator, (a.imag() * ratio - a.real()) / denominator};
  }
  return {std::nan(""), std::nan("")};
}

Complex product(Complex a, Complex b) {
  return {a.real() * b.real() - a.imag() * b.imag(), a.real() * b.imag() + a.imag() * b.real()};
}

Complex whole_power(Complex base, long exponent) {
  Complex result{1, 0}, factor = base;
  for (long mask = 1; mask > 0 && exponent >= mask; mask <<= 1) {
    if ((exponent & mask) != 0) result = product(result, factor);
    factor = product(factor, factor);
  }
  return result;
}

struct ComplexObject final : Native {
  explicit ComplexObject(Complex number) : Native(kComplexType), number(number) {}
  Complex number;

  std::string repr() const override { return complex_text(number); }
  std::string format(std::string_view spec) const override {
    return spec.empty() ? repr() : format_complex(number, spec);
  }
  bool truth() const override { return number != Complex(); }
  Value compare(Comparison op, const Value& other) const override {
    if (op != Comparison::kEqual && op != Comparison::kNotEqual) return Value();
    Complex right;
    bool same = false;
    if (is_any_int(other)) {
      same = number.imag() == 0 && pbc::compare(Comparison::kEqual, number.real(), other);
    } else if (complex_operand(other, &right)) {
      same = number == right;
    } else {
      return Value();
    }
    return same == (op == Comparison::kEqual);
  }
  std::uint64_t hash() const override {
    const std::uint64_t sum = hash_of_float(number.real()) + 1000003u * hash_of_float(number.imag());
    return sum == ~std::uint64_t{0} ? ~std::uint64_t{1} : sum;
  }
  Value binary(Operator op, const Value& other, bool reflected) const override {
    Complex left = number, right;
    if (!complex_operand(other, &right)) return Value();
    if (reflected) std::swap(left, right);
    switch (op) {
      case Operator::kAdd:
        return make_complex({left.real() + right.real(), left.imag() + right.imag()});
      case Operator::kSub:
        return make_complex({left.real() - right.real(), left.imag() - right.imag()});
      case Operator::kMul:
        return make_complex(product(left, right));
      case Operator::kDiv:
        return make_complex(quotient(left, right));
      case Operator::kPow:
        return make_complex(complex_power(left, right));
      default:
        return Value();
    }
  }
  Value unary(char op) const override {
    if (op == '-') return make_complex({-number.real(), -number.imag()});
    if (op == '+') return make_complex(number);
    if (op != 'a') return Value();
    const double size = std::hypot(number.real(), number.imag());
    if (std::isinf(size) && std::isfinite(number.real()) && std::isfinite(number.imag()))
      raise_error(kOverflowError, "absolute value too large");
    return size;
  }
};

Complex number_of(const Value& self) { return as_native<ComplexObject>(self).number; }

/// complex("1+2j"): [whitespace] [(] real [imaginary j] [)]
Value parse_complex(const Value& v) {
  std::string_view text = text::strip_space<text::Text>(v.text(), text::Side::kBoth);
  const auto bad = []() { raise_value_error("complex() arg is a malformed string"); };
  if (text.starts_with("(") && text.ends_with(")") && text.size() >= 2)
    text = text::strip_space<text::Text>(text.substr(1, text.size() - 2), text::Side::kBoth);
  if (text.empty()) bad();
  const auto number = [&](std::string_view part) {
    const char last = part.empty() ? ' ' : part.back();
    const bool is_number = (last >= '0' && last <= '9') || last == '.' || last == 'f' || last == 'F' || last == 'n' ||
                           last == 'N' || last == 'y' || last == 'Y';
    if (!is_number || part.front() == ' ') bad();
    try {
      return parse_float(make_str(part));
    } catch (const Raised&) {
      caught();
      bad();
      throw;
    }
  };
  const char last = text.back();
  if (last != 'j' && last != 'J') return make_complex({number(text), 0});
  text.remove_suffix(1);
  // The sign that starts the imaginary part: the last one that is no exponent's.
  std::size_t sign = text.npos;
  for (std::size_t i = 0; i < text.size(); ++i)
    if ((text[i] == '+' || text[i] == '-') && (i == 0 || (text[i - 1] != 'e' && text[i - 1] != 'E'))) sign = i;
  const auto imaginary = [&](std::string_view part) {
    if (part.empty() || part == "+") return 1.0;
    return part == "-" ? -1.0 : number(part);
  };
  if (sign == text.npos || sign == 0) return make_complex({0, imaginary(text)});
  return make_complex({number(text.substr(0, sign)), imaginary(text.substr(sign))});
}

/// The number behind an argument of complex(): itself, by __complex__, or a real one.
Complex number_argument(const Value& v, bool is_first) {
  Complex number;
  if (is_complex(v, &number)) return number;
  if (has_class(v) && is_first) {
    const Value own = call_special(v, "__complex__");
    if (!own.is_unset()) {
      if (is_complex(own, &number)) return number;
      raise_type_error(type_name(v), ".__complex__() returned non-complex (type ", type_name(own), ")");
    }
  }
  if (is_number(v)) return {as_real(v), 0};
  const bool is_real =
      as_float_object(v) != nullptr || (v.is(Tag::kNative) && find_method(type_of(v), "__float__") != nullptr) ||
      (has_class(v) && (find_special(v, "__float__") != nullptr || find_special(v, "__index__") != nullptr));
  if (is_real) return {to_float(v), 0};
  if (is_first) raise_type_error("complex() first argument must be a string or a number, not '", type_name(v), "'");
  raise_type_error("complex() second argument must be a number, not '", type_name(v), "'");
}

Value new_complex(const Value&, Value* a) {
  if (a[0].is_str()) {
    if (!a[1].is_unset()) raise_type_error("complex() can't take second arg if first is a string");
    return parse_complex(a[0]);
  }
  if (a[1].is_str()) raise_type_error("complex() second arg can't be a string");
  const Complex first = a[0].is_unset() ? Complex() : number_argument(a[0], true);
  if (a[1].is_unset()) return make_complex(first);
  const Complex second = number_argument(a[1], false);
  // A part that is none of a complex argument is not added, not even as zero: that would lose the sign of -0.0.
  Complex given;
  const double real = is_complex(a[1], &given) ? first.real() - second.imag() : first.real();
  return make_complex({real, first.imag() != 0 ? first.imag() + second.real() : second.real()});
}

constexpr Method kNewComplex{"complex", new_complex, "real=, imag="};
constexpr Method kMethods[] = {
    {"conjugate", [](const Value& self, Value*) { return make_complex(std::conj(number_of(self))); }, ""},
    {"__complex__", [](const Value& self, Value*) { return self; }, ""},
    {"__getnewargs__",
     [](const Value& self, Value*) {
       return make_tuple({number_of(self).real(), number_of(self).imag()});
     },
     ""},
};
constexpr Attribute kAttributes[] = {{"real", [](const Value& self) -> Value { return number_of(self).real(); }},
                                     {"imag", [](const Value& self) -> Value { return number_of(self).imag(); }}};

}  // namespace

constinit const Type kComplexType{
    .name = "complex",
    .constructor = &kNewComplex,
    .methods = [] { return std::span<const Method>(kMethods); },
    .attributes = [] { return std::span<const Attribute>(kAttributes); },
};

Value make_complex(Complex number) { return make_native(new ComplexObject(number)); }

bool is_complex(const Value& v, Complex* number) {
  const auto* object = native_if<ComplexObject>(v, kComplexType);
  if (object != nullptr) *number = object->number;
  return object != nullptr;
}

bool complex_operand(const Value& v, Complex* number) {
  if (is_complex(v, number)) return true;
  if (!is_number(v)) return false;
  *number = {as_real(v), 0};
  return true;
}

Complex complex_power(Complex a, Complex b) {
  Complex result;
  const bool is_whole = b.imag() == 0 && b.real() == std::floor(b.real()) && std::fabs(b.real()) <= 100;
  if (is_whole) {
    const long exponent = static_cast<long>(b.real());
    if (exponent <= 0 && a == Complex() && exponent != 0)
      raise_error(kZeroDivisionError, "0.0 to a negative or complex power");
    result = exponent > 0 ? whole_power(a, exponent) : quotient({1, 0}, whole_power(a, -exponent));
  } else if (a == Complex()) {
    if (b.imag() != 0 || b.real() < 0) raise_error(kZeroDivisionError, "0.0 to a negative or complex power");
  } else {
    const double size = std::hypot(a.real(), a.imag()), angle = std::atan2(a.imag(), a.real());
    double length = std::pow(size, b.real()), phase = angle * b.real();
    if (b.imag() != 0) {
      length /= std::exp(angle * b.imag());
      phase += b.imag() * std::log(size);
    }
    result = {length * std::cos(phase), length * std::sin(phase)};
  }
  if (std::isinf(result.real()) || std::isinf(result.imag())) raise_error(kOverflowError, "complex exponentiation");
  return result;
}

}  // namespace pbc
