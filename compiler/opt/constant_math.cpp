// SPDX-License-Identifier: Apache-2.0
#include "compiler/opt/constant_math.h"

#include <cmath>
#include <cstdint>

#include "compiler/ir/constants.h"

namespace pbc::opt {
namespace {

using ir::Constant;
using Kind = ir::Constant::Kind;

/// Integers up to here are doubles without loss.
constexpr std::int64_t kExactInDouble = std::int64_t{1} << 53;

bool is_integer(const Constant& c) { return c.kind == Kind::kInt || c.kind == Kind::kBool; }
bool is_number(const Constant& c) { return is_integer(c) || c.kind == Kind::kFloat; }
bool is_text(const Constant& c) { return c.kind == Kind::kStr || c.kind == Kind::kBytes; }
/// Objects of which there is one.
bool is_singleton(const Constant& c) {
  return c.kind == Kind::kNone || c.kind == Kind::kBool || c.kind == Kind::kEllipsis;
}

/// The number as a double, if nothing is lost.
std::optional<double> exact_double(const Constant& c) {
  if (c.kind == Kind::kFloat) return ir::as_double(c);
  const auto value = ir::as_int64(c);
  if (!value || *value > kExactInDouble || *value < -kExactInDouble) return std::nullopt;
  return static_cast<double>(*value);
}

Folded float_result(double value) {
  // Which NaN comes out is the processor's choice.
  if (std::isnan(value)) return Refusal::kInexact;
  return ir::float_constant(value);
}

Folded power(std::int64_t base, std::int64_t exponent) {
  if (exponent < 0) return base == 0 ? Refusal::kMayRaise : Refusal::kInexact;  // 0 ** -1 raises, 2 ** -1 is a float
  std::int64_t result = 1;
  while (exponent != 0) {
    if ((exponent & 1) != 0 && __builtin_mul_overflow(result, base, &result)) return Refusal::kTooLarge;
    exponent >>= 1;
    if (exponent != 0 && __builtin_mul_overflow(base, base, &base)) return Refusal::kTooLarge;
  }
  return ir::int_constant(result);
}

Folded shift_left(std::int64_t value, std::int64_t count) {
  if (count < 0) return Refusal::kMayRaise;
  if (value == 0) return ir::int_constant(0);
  std::int64_t result = 0;
  if (count > 62 || __builtin_mul_overflow(value, std::int64_t{1} << count, &result)) return Refusal::kTooLarge;
  return ir::int_constant(result);
}

/// `//` and `%` round towards minus infinity, and the remainder has the sign of the divisor.
Folded divide(std::int64_t a, std::int64_t b, bool want_remainder) {
  if (b == 0) return Refusal::kMayRaise;
  if (b == -1) {  // the one quotient that may not fit
    if (want_remainder) return ir::int_constant(0);
    std::int64_t result = 0;
    if (__builtin_sub_overflow(std::int64_t{0}, a, &result)) return Refusal::kTooLarge;
    return ir::int_constant(result);
  }
  std::int64_t quotient = a / b;
  std::int64_t remainder = a % b;
  if (remainder != 0 && (remainder < 0) != (b < 0)) {
    --quotient;
    remainder += b;
  }
  return ir::int_constant(want_remainder ? remainder : quotient);
}

Folded fold_integers(const Constant& left, std::string_view op, const Constant& right) {
  const auto left_value = ir::as_int64(left);
  const auto right_value = ir::as_int64(right);
  if (!left_value || !right_value) return Refusal::kTooLarge;
  const std::int64_t a = *left_value;
  const std::int64_t b = *right_value;
  const bool are_bools = left.kind == Kind::kBool && right.kind == Kind::kBool;
  const auto bits = [&](std::int64_t value) -> Folded {
    return are_bools ? ir::bool_constant(value != 0) : ir::int_constant(value);
  };
  std::int64_t result = 0;
  if (op == "+") return __builtin_add_overflow(a, b, &result) ? Folded(Refusal::kTooLarge) : ir::int_constant(result);
  if (op == "-") return __builtin_sub_overflow(a, b, &result) ? Folded(Refusal::kTooLarge) : ir::int_constant(result);
  if (op == "*") return __builtin_mul_overflow(a, b, &result) ? Folded(Refusal::kTooLarge) : ir::int_constant(result);
  if (op == "//") return divide(a, b, false);
  if (op == "%") return divide(a, b, true);
  if (op == "**") return power(a, b);
  if (op == "<<") return shift_left(a, b);
  if (op == ">>") return b < 0 ? Folded(Refusal::kMayRaise) : ir::int_constant(b > 63 ? (a < 0 ? -1 : 0) : a >> b);
  if (op == "&") return bits(a & b);
  if (op == "|") return bits(a | b);
  if (op == "^") return bits(a ^ b);
  return Refusal::kMayRaise;
}

Folded fold_floats(const Constant& left, std::string_view op, const Constant& right) {
  const auto a = exact_double(left);
  const auto b = exact_double(right);
  if (!a || !b) return Refusal::kInexact;
  if (op == "+") return float_result(*a + *b);
  if (op == "-") return float_result(*a - *b);
  if (op == "*") return float_result(*a * *b);
  if (op == "/") return *b == 0 ? Folded(Refusal::kMayRaise) : float_result(*a / *b);
  if (op == "//" || op == "%" || op == "**") return Refusal::kInexact;
  return Refusal::kMayRaise;
}

Folded repeat(const Constant& text, const Constant& count) {
  const auto times = ir::as_int64(count);
  if (!times) return Refusal::kMayRaise;  // OverflowError, whatever the text and the sign
  if (*times <= 0 || text.text.empty()) return Constant{text.kind, {}};
  if (static_cast<std::uint64_t>(*times) > kLongestText / text.text.size()) return Refusal::kTooLarge;
  Constant result{text.kind, {}};
  for (std::int64_t i = 0; i < *times; ++i) result.text += text.text;
  return result;
}

/// Three-way comparison of numbers; nothing when it would not be exact, or when one is a NaN.
std::optional<int> compare_numbers(const Constant& a, const Constant& b) {
  const auto sign = [](auto x, auto y) { return x < y ? -1 : x > y ? 1 : 0; };
  if (is_integer(a) && is_integer(b)) {
    const auto x = ir::as_int64(a);
    const auto y = ir::as_int64(b);
    if (!x || !y) return a.text == b.text ? std::optional(0) : std::nullopt;
    return sign(*x, *y);
  }
  const auto x = exact_double(a);
  const auto y = exact_double(b);
  if (!x || !y || std::isnan(*x) || std::isnan(*y)) return std::nullopt;
  return sign(*x, *y);
}

Folded by_sign(std::string_view op, int sign) {
  if (op == "==") return ir::bool_constant(sign == 0);
  if (op == "!=") return ir::bool_constant(sign != 0);
  if (op == "<") return ir::bool_constant(sign < 0);
  if (op == "<=") return ir::bool_constant(sign <= 0);
  if (op == ">") return ir::bool_constant(sign > 0);
  if (op == ">=") return ir::bool_constant(sign >= 0);
  return Refusal::kMayRaise;
}

Folded fold_identity(const Constant& a, const Constant& b, bool negated) {
  if (!is_singleton(a) && !is_singleton(b)) {
    // Objects of different types are two objects; two equal ones may be one.
    return a.kind != b.kind ? Folded(ir::bool_constant(negated)) : Folded(Refusal::kIdentity);
  }
  return ir::bool_constant((a == b) != negated);
}

Folded fold_membership(const Constant& element, const Constant& container, bool negated) {
  if (!is_text(container) || element.kind != container.kind) return Refusal::kMayRaise;
  return ir::bool_constant((container.text.find(element.text) != std::string::npos) != negated);
}

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

}  // namespace

Folded fold_unary(std::string_view op, const Constant& a) {
  if (a.kind == Kind::kFloat && op == "-") return float_result(-ir::as_double(a));
  if (a.kind == Kind::kFloat && op == "+") return a;
  if (!is_integer(a)) return Refusal::kMayRaise;
  const auto value = ir::as_int64(a);
  if (!value) return Refusal::kTooLarge;
  if (op == "+") return ir::int_constant(*value);
  if (op == "-") return fold_integers(ir::int_constant(0), "-", a);
  if (op == "~") return ir::int_constant(~*value);
  return Refusal::kMayRaise;
}

Folded fold_binary(const Constant& a, std::string_view op, const Constant& b) {
  if (is_integer(a) && is_integer(b) && op != "/") return fold_integers(a, op, b);
  if (is_number(a) && is_number(b)) return fold_floats(a, op, b);
  if (op == "+" && is_text(a) && a.kind == b.kind) {
    if (a.text.size() + b.text.size() > kLongestText) return Refusal::kTooLarge;
    return Constant{a.kind, a.text + b.text};
  }
  if (op == "*" && is_text(a) && is_integer(b)) return repeat(a, b);
  if (op == "*" && is_text(b) && is_integer(a)) return repeat(b, a);
  // `"%d" % 1` does not raise, but it formats.
  return op == "%" && is_text(a) ? Refusal::kInexact : Refusal::kMayRaise;
}

Folded fold_compare(const Constant& a, std::string_view op, const Constant& b) {
  if (op == "is" || op == "is not") return fold_identity(a, b, op == "is not");
  if (op == "in" || op == "not in") return fold_membership(a, b, op == "not in");
  if (is_number(a) && is_number(b)) {
    const auto sign = compare_numbers(a, b);
    return sign ? by_sign(op, *sign) : Folded(Refusal::kInexact);
  }
  // The order of UTF-8 is that of code points, which is Python's.
  if (is_text(a) && a.kind == b.kind) return by_sign(op, a.text.compare(b.text));
  if (op == "==" || op == "!=") return ir::bool_constant((a == b) == (op == "=="));
  return Refusal::kMayRaise;
}

Folded fold_subscript(const Constant& a, const Constant& b) {
  const auto index = ir::as_int64(b);
  if (a.kind != Kind::kStr || !index) return Refusal::kMayRaise;
  std::int64_t length = 0;
  for (char c : a.text) length += is_continuation(c) ? 0 : 1;
  std::int64_t wanted = *index < 0 ? *index + length : *index;
  if (wanted < 0 || wanted >= length) return Refusal::kMayRaise;
  std::size_t begin = 0;
  const auto skip = [&](std::size_t at) {
    for (++at; at < a.text.size() && is_continuation(a.text[at]);) ++at;
    return at;
  };
  for (; wanted > 0; --wanted) begin = skip(begin);
  return ir::str_constant(std::string_view(a.text).substr(begin, skip(begin) - begin));
}

Folded fold_field(const Constant& a, std::string_view conversion) {
  const bool as_str = conversion == "format" || conversion == "s";
  switch (a.kind) {
    case Kind::kStr:
      return as_str ? Folded(a) : Folded(Refusal::kInexact);
    case Kind::kInt:
      // Longer ones may exceed CPython's limit on digits, which raises.
      return a.text.size() > kLongestText ? Folded(Refusal::kTooLarge) : Folded(ir::str_constant(a.text));
    case Kind::kBool:
      return ir::str_constant(a.text);
    case Kind::kNone:
      return ir::str_constant("None");
    case Kind::kFloat:
      return Refusal::kInexact;
    case Kind::kBytes:
    case Kind::kEllipsis:
      return Refusal::kInexact;
  }
  return Refusal::kInexact;
}

}  // namespace pbc::opt
