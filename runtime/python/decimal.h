// SPDX-License-Identifier: Apache-2.0
//
// Decimal numbers (Python library reference, decimal; General Decimal Arithmetic specification): exact coefficients
// with a power of ten, rounded to the precision of a context.
#pragma once

#include <cstdint>
#include <string>

#include "python/big_integer.h"

namespace pbc::decimal {

enum class Kind : std::uint8_t { kFinite, kInfinity, kNan, kSignalingNan };

struct Number {
  Kind kind = Kind::kFinite;
  bool negative = false;
  BigInteger coefficient = 0;  // not negative; a nan's payload
  std::int64_t exponent = 0;

  bool is_finite() const { return kind == Kind::kFinite; }
  bool is_infinite() const { return kind == Kind::kInfinity; }
  bool is_nan() const { return kind == Kind::kNan || kind == Kind::kSignalingNan; }
  bool is_zero() const { return is_finite() && coefficient == 0; }
};

/// What an operation met; the values order the lists that errors and Context show.
enum Status : std::uint32_t {
  kClamped = 0x1,
  kConversionSyntax = 0x2,
  kDivisionByZero = 0x4,
  kDivisionImpossible = 0x8,
  kDivisionUndefined = 0x10,
  kInexact = 0x40,
  kInvalidContext = 0x80,
  kInvalidOperation = 0x100,
  kFloatOperation = 0x400,
  kOverflow = 0x800,
  kRounded = 0x1000,
  kSubnormal = 0x2000,
  kUnderflow = 0x4000,
  kAnyInvalid = kConversionSyntax | kDivisionImpossible | kDivisionUndefined | kInvalidContext | kInvalidOperation,
};

enum class Rounding : std::uint8_t { kUp, kDown, kCeiling, kFloor, kHalfUp, kHalfDown, kHalfEven, k05Up };

/// The signals; InvalidOperation, Clamped and Inexact have no second base and are known to their file alone.
extern const Type kDivisionByZeroSignal, kFloatOperationSignal, kOverflowSignal, kUnderflowSignal, kRoundedSignal,
    kSubnormalSignal, kDivisionUndefinedCondition;

struct Context {
  std::int64_t precision = 28;
  Rounding rounding = Rounding::kHalfEven;
  std::int64_t emin = -999999;
  std::int64_t emax = 999999;
  bool capitals = true;
  bool clamp = false;
  std::uint32_t flags = 0;
  std::uint32_t traps = kAnyInvalid | kDivisionByZero | kOverflow;

  std::int64_t etiny() const { return emin - precision + 1; }
  std::int64_t etop() const { return emax - precision + 1; }
};

// --- Digits

BigInteger power_of_ten(std::int64_t exponent);
/// Decimal digits of a number that is not negative; 1 for 0.
std::int64_t digit_count(const BigInteger& number);
/// The exponent of the first digit.
inline std::int64_t adjusted(const Number& x) { return x.exponent + digit_count(x.coefficient) - 1; }
/// `coefficient` without its last `drop` digits.
BigInteger drop_digits(const BigInteger& coefficient, std::int64_t drop, bool negative, Rounding rounding,
                       bool* inexact);

// --- Arithmetic: `status` collects what happened; the caller raises

/// Rounds to the precision and the exponents of the context.
Number fix(Number x, const Context& context, std::uint32_t& status);
/// A nan among the operands decides; false when there is none.
bool nan_result(const Number& a, const Number* b, const Context& context, std::uint32_t& status, Number* result);
Number add(const Number& a, const Number& b, const Context& context, std::uint32_t& status);
Number subtract(const Number& a, const Number& b, const Context& context, std::uint32_t& status);
Number multiply(const Number& a, const Number& b, const Context& context, std::uint32_t& status);
Number divide(const Number& a, const Number& b, const Context& context, std::uint32_t& status);
/// The integer quotient, truncated, and the remainder with the sign of `a`; each may be null.
void divide_integer(const Number& a, const Number& b, const Context& context, std::uint32_t& status, Number* quotient,
                    Number* remainder);
Number power(const Number& a, const Number& b, const Context& context, std::uint32_t& status);
Number square_root(const Number& x, const Context& context, std::uint32_t& status);
Number exponential(const Number& x, const Context& context, std::uint32_t& status);
Number natural_logarithm(const Number& x, const Context& context, std::uint32_t& status);
Number decimal_logarithm(const Number& x, const Context& context, std::uint32_t& status);
Number quantize(const Number& x, const Number& like, Rounding rounding, const Context& context, std::uint32_t& status);
/// With exponent `exponent`, whatever the precision.
Number rescale(const Number& x, std::int64_t exponent, Rounding rounding, bool* inexact = nullptr);
Number normalize(const Number& x, const Context& context, std::uint32_t& status);
/// The next representable number towards plus or minus infinity.
Number next(const Number& x, bool up, const Context& context, std::uint32_t& status);
/// -1, 0, 1; neither is a nan.
int order(const Number& a, const Number& b);
/// The order of the specification's compare_total.
int total_order(const Number& a, const Number& b);

// --- Text and other numbers

/// False where the text is no decimal number.
bool parse(std::string_view text, Number* number);
std::string to_text(const Number& x, bool capitals, bool engineering = false);
/// ValueError "invalid format string".
std::string format(const Number& x, std::string_view specification, const Context& context);
Number of_int(const BigInteger& number);
Number of_float(double number);
BigInteger truncated(const Number& x);
/// Lowest terms; of a finite number.
void ratio(const Number& x, BigInteger* numerator, BigInteger* denominator);
double to_double(const Number& x);
std::uint64_t hash(const Number& x);

}  // namespace pbc::decimal

namespace pbc {

extern const Type kDecimalType;

struct Decimal final : Native {
  explicit Decimal(decimal::Number number) : Native(kDecimalType), number(std::move(number)) {}
  decimal::Number number;

  std::string repr() const override;
  std::string str() const override;
  std::string format(std::string_view spec) const override;
  bool truth() const override { return !number.is_zero(); }
  Value compare(Comparison op, const Value& other) const override;
  std::uint64_t hash() const override;
  Value binary(Operator op, const Value& other, bool reflected) const override;
  Value unary(char op) const override;
};

Value make_decimal(decimal::Number number);
inline const Decimal* as_decimal(const Value& value) { return native_if<Decimal>(value, kDecimalType); }

/// The context of the run, which getcontext() gives.
decimal::Context& decimal_context();
Value decimal_context_value();
/// Notes `status` in the context; raises the exception of a signal that is trapped.
void signal_decimal(decimal::Context& context, std::uint32_t status);

extern const Type kDecimalContextType;
struct DecimalContext final : Native {
  explicit DecimalContext(decimal::Context context) : Native(kDecimalContextType), context(context) {}
  decimal::Context context;

  std::string repr() const override;
  Value attribute(Name name) override;
  bool set_attribute(Name name, const Value& value) override;
};
/// "ROUND_HALF_UP" and so on. TypeError for what is no rounding mode.
decimal::Rounding rounding_argument(const Value& value);
/// Decimal(value) without rounding; false for a type that has no exact decimal value. Floats only when asked for.
bool decimal_operand(const Value& value, decimal::Number* number, bool floats = false);

extern const Type kDecimalContextManagerType, kDecimalTupleType;
}  // namespace pbc
