// SPDX-License-Identifier: Apache-2.0
//
// Rational numbers (Python library reference, fractions).
#pragma once

#include "python/big_integer.h"

namespace pbc {

extern const Type kFractionType;

/// Exact and in lowest terms; the denominator is positive.
struct Rational {
  BigInteger numerator = 0;
  BigInteger denominator = 1;

  /// `denominator` is not 0.
  static Rational of(BigInteger numerator, BigInteger denominator);
  friend Rational operator+(const Rational& a, const Rational& b) {
    return of(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);
  }
  friend Rational operator-(const Rational& a, const Rational& b) {
    return of(a.numerator * b.denominator - b.numerator * a.denominator, a.denominator * b.denominator);
  }
  friend Rational operator*(const Rational& a, const Rational& b) {
    return of(a.numerator * b.numerator, a.denominator * b.denominator);
  }
  /// `b` is not 0.
  friend Rational operator/(const Rational& a, const Rational& b) {
    return of(a.numerator * b.denominator, a.denominator * b.numerator);
  }
  int sign() const { return numerator.sign(); }
  int compare(const Rational& other) const {
    return BigInteger(numerator * other.denominator).compare(other.numerator * denominator);
  }
  /// The nearest double. OverflowError.
  double to_double() const;
};

struct Fraction final : Native {
  explicit Fraction(Rational number) : Native(kFractionType), number(std::move(number)) {}
  Rational number;

  std::string repr() const override;
  std::string str() const override;
  bool truth() const override { return number.numerator != 0; }
  Value compare(Comparison op, const Value& other) const override;
  std::uint64_t hash() const override;
  Value binary(Operator op, const Value& other, bool reflected) const override;
  Value unary(char op) const override;
};

Value make_fraction(Rational number);
/// int, bool and Fraction; false for others.
bool rational_operand(const Value& value, Rational* number);
/// Also a finite float or Decimal. OverflowError and ValueError for an infinity or nan, as as_integer_ratio raises.
bool exact_ratio(const Value& value, Rational* number);

}  // namespace pbc
