// SPDX-License-Identifier: Apache-2.0
//
// Ints: 64 bits in the Value as long as they fit, Boost.Multiprecision beyond.
#include <bit>
#include <cmath>

#include "python/big_integer.h"
#include "python/float_object.h"
#include "python/limits.h"
#include "python/numbers.h"
#include "python/parse_number.h"
#include "python/special_methods.h"

namespace pbc {

namespace mp = boost::multiprecision;

namespace {

/// Results that would need more bits than this raise MemoryError instead of exhausting the machine.
constexpr std::uint64_t kMostBits = std::uint64_t{1} << 26;

static_assert(sizeof(mp::limb_type) == sizeof(std::uint64_t));
constexpr std::uint64_t kLimbBits = 64;
__extension__ using Wide = unsigned __int128;

std::size_t limb_count(const BigInteger& number) { return number.backend().size(); }
std::uint64_t limb(const BigInteger& number, std::size_t place) {
  return place < limb_count(number) ? number.backend().limbs()[place] : 0;
}

std::uint64_t bit_length(const BigInteger& number) {
  const std::size_t last = limb_count(number) - 1;
  return last * kLimbBits + static_cast<std::uint64_t>(std::bit_width(limb(number, last)));
}

/// big(v) without a copy; `room` is where one lies that has to be made.
const BigInteger& big_in(const Value& v, BigInteger& room) {
  if (v.is(Tag::kBigInt)) return as_big_int(v);
  return room = v.as_int();
}

bool is_negative(const Value& v) { return v.is(Tag::kBigInt) ? as_big_int(v).sign() < 0 : v.as_int() < 0; }

void check_bits(std::uint64_t bits) {
  if (bits > kMostBits) raise_error(kMemoryError, "");
}

}  // namespace

BigInteger big(const Value& v) { return v.is(Tag::kBigInt) ? as_big_int(v) : BigInteger(v.as_int()); }

Value make_int(BigInteger number) {
  if (limb_count(number) == 1) {
    constexpr std::uint64_t kMost = std::numeric_limits<std::int64_t>::max();
    const std::uint64_t magnitude = limb(number, 0);
    const bool negative = number.sign() < 0;
    if (magnitude <= kMost + (negative ? 1 : 0)) return static_cast<std::int64_t>(negative ? 0 - magnitude : magnitude);
  }
  return {Tag::kBigInt, new BigInt(std::move(number))};
}

Value int_add(const Value& a, const Value& b) {
  std::int64_t result;
  if (!a.is(Tag::kBigInt) && !b.is(Tag::kBigInt) && !__builtin_add_overflow(a.as_int(), b.as_int(), &result))
    return result;
  BigInteger left, right;
  return make_int(big_in(a, left) + big_in(b, right));
}

Value int_subtract(const Value& a, const Value& b) {
  std::int64_t result;
  if (!a.is(Tag::kBigInt) && !b.is(Tag::kBigInt) && !__builtin_sub_overflow(a.as_int(), b.as_int(), &result))
    return result;
  BigInteger left, right;
  return make_int(big_in(a, left) - big_in(b, right));
}

Value int_multiply(const Value& a, const Value& b) {
  std::int64_t result;
  if (!a.is(Tag::kBigInt) && !b.is(Tag::kBigInt) && !__builtin_mul_overflow(a.as_int(), b.as_int(), &result))
    return result;
  BigInteger left_room, right_room;
  const BigInteger &left = big_in(a, left_room), &right = big_in(b, right_room);
  const std::uint64_t left_bits = bit_length(left), right_bits = bit_length(right);
  check_bits(left_bits + right_bits);
  take_steps(static_cast<std::int64_t>(left_bits * right_bits >> 24));
  return make_int(left * right);
}

Value int_negative(const Value& a) {
  return a.is(Tag::kBigInt) || a.as_int() == std::numeric_limits<std::int64_t>::min() ? make_int(-big(a))
                                                                                      : Value(-a.as_int());
}

void int_divmod(const Value& a, const Value& b, Value* quotient, Value* remainder) {
  const char* by_zero = quotient == nullptr ? "integer modulo by zero" : "integer division or modulo by zero";
  if (!a.is(Tag::kBigInt) && !b.is(Tag::kBigInt)) {
    std::int64_t x = a.as_int(), y = b.as_int();
    if (y == 0) raise_error(kZeroDivisionError, by_zero);
    if (y != -1) {
      std::int64_t q = x / y, r = x % y;
      if (r != 0 && (r < 0) != (y < 0)) {
        --q;
        r += y;
      }
      if (quotient != nullptr) *quotient = q;
      if (remainder != nullptr) *remainder = r;
      return;
    }
  }
  BigInteger left_room, right_room, q, r;
  const BigInteger &x = big_in(a, left_room), &y = big_in(b, right_room);
  if (y.is_zero()) raise_error(kZeroDivisionError, by_zero);
  mp::divide_qr(x, y, q, r);
  if (!r.is_zero() && (r < 0) != (y < 0)) {
    --q;
    r += y;
  }
  if (quotient != nullptr) *quotient = make_int(std::move(q));
  if (remainder != nullptr) *remainder = make_int(std::move(r));
}

namespace {

/// The double nearest to mantissa * 2**exponent, ties to even; `sticky`: lower bits were cut off before.
double round_to_double(BigInteger mantissa, std::int64_t exponent, bool sticky) {
  if (mantissa.is_zero()) return 0.0;
  auto bits = static_cast<std::int64_t>(bit_length(mantissa));
  // How many bits a double has at this magnitude: 53, fewer when it is subnormal.
  std::int64_t keep = std::min<std::int64_t>(53, bits + exponent + 1074);
  if (keep < 0) return 0.0;
  std::int64_t drop = bits - keep;
  if (drop > 0) {
    BigInteger rest = mantissa & ((BigInteger(1) << static_cast<unsigned>(drop)) - 1);
    BigInteger half = BigInteger(1) << static_cast<unsigned>(drop - 1);
    mantissa >>= static_cast<unsigned>(drop);
    exponent += drop;
    bool is_odd = !mantissa.is_zero() && mp::bit_test(mantissa, 0);
    if (rest > half || (rest == half && (sticky || is_odd))) ++mantissa;
  }
  if (static_cast<std::int64_t>(bit_length(mantissa)) + exponent > 1024) return HUGE_VAL;
  return std::ldexp(static_cast<double>(static_cast<std::uint64_t>(mantissa)), static_cast<int>(exponent));
}

}  // namespace

double to_float(const BigInteger& number) {
  double result = round_to_double(mp::abs(number), 0, false);
  if (std::isinf(result)) raise_error(kOverflowError, "int too large to convert to float");
  return number < 0 ? -result : result;
}

Value int_true_divide(const Value& a, const Value& b) {
  constexpr std::int64_t kExact = std::int64_t{1} << 53;
  if (!a.is(Tag::kBigInt) && !b.is(Tag::kBigInt)) {
    std::int64_t x = a.as_int(), y = b.as_int();
    if (y == 0) raise_error(kZeroDivisionError, "division by zero");
    if (x <= kExact && x >= -kExact && y <= kExact && y >= -kExact)
      return static_cast<double>(x) / static_cast<double>(y);
  }
  BigInteger x = big(a), y = big(b);
  if (y.is_zero()) raise_error(kZeroDivisionError, "division by zero");
  bool negative = (x < 0) != (y < 0);
  x = mp::abs(x);
  y = mp::abs(y);
  if (x.is_zero()) return negative ? -0.0 : 0.0;
  // A quotient of 66 bits or so, and whether anything was left over.
  std::int64_t shift = 66 - (static_cast<std::int64_t>(bit_length(x)) - static_cast<std::int64_t>(bit_length(y)));
  if (shift > 0) x <<= static_cast<unsigned>(shift);
  if (shift < 0) y <<= static_cast<unsigned>(-shift);
  BigInteger quotient, remainder;
  mp::divide_qr(x, y, quotient, remainder);
  double result = round_to_double(std::move(quotient), -shift, !remainder.is_zero());
  if (std::isinf(result)) raise_error(kOverflowError, "integer division result too large for a float");
  return negative ? -result : result;
}

Value int_power(const Value& a, const Value& b) {
  BigInteger exponent = big(b);
  if (exponent < 0) return float_power(as_real(a), as_real(b));
  BigInteger base = big(a);
  if (base.is_zero() || base == 1) return exponent.is_zero() ? Value(1) : a.is(Tag::kBool) ? Value(a.as_int()) : a;
  if (base == -1) return mp::bit_test(exponent, 0) ? -1 : 1;
  check_bits(exponent > kMostBits ? kMostBits + 1 : static_cast<std::uint64_t>(exponent) * (bit_length(base) - 1));
  return make_int(mp::pow(base, static_cast<unsigned>(exponent)));
}

namespace {

/// base ** exponent % modulus; 0 <= base < modulus.
std::uint64_t power_modulo(std::uint64_t base, std::uint64_t exponent, std::uint64_t modulus) {
  std::uint64_t result = 1 % modulus;
  const auto multiply = [modulus](std::uint64_t x, std::uint64_t y) {
    if (modulus >> 32 == 0) return x * y % modulus;
    return static_cast<std::uint64_t>(static_cast<Wide>(x) * y % modulus);
  };
  for (;; base = multiply(base, base)) {
    if ((exponent & 1) != 0) result = multiply(result, base);
    exponent >>= 1;
    if (exponent == 0) return result;
  }
}

}  // namespace

Value int_power_modulo(const Value& a, const Value& b, const Value& c) {
  if (!a.is(Tag::kBigInt) && !b.is(Tag::kBigInt) && !c.is(Tag::kBigInt) && b.as_int() >= 0 && c.as_int() > 0) {
    const std::int64_t modulus = c.as_int();
    std::int64_t base = a.as_int() % modulus;
    if (base < 0) base += modulus;
    return static_cast<std::int64_t>(power_modulo(
        static_cast<std::uint64_t>(base), static_cast<std::uint64_t>(b.as_int()), static_cast<std::uint64_t>(modulus)));
  }
  BigInteger base = big(a), exponent = big(b), modulus = big(c);
  if (modulus.is_zero()) raise_value_error("pow() 3rd argument cannot be 0");
  bool negative = modulus < 0;
  BigInteger m = mp::abs(modulus);
  base %= m;
  if (base < 0) base += m;
  if (exponent < 0) {
    // The inverse by Euclid's algorithm.
    BigInteger r0 = m, r1 = base, t0 = 0, t1 = 1;
    while (!r1.is_zero()) {
      BigInteger q = r0 / r1;
      BigInteger r2 = r0 - q * r1, t2 = t0 - q * t1;
      r0 = std::move(r1), r1 = std::move(r2), t0 = std::move(t1), t1 = std::move(t2);
    }
    if (r0 != 1) raise_value_error("base is not invertible for the given modulus");
    base = t0 < 0 ? BigInteger(t0 + m) : t0;
    exponent = -exponent;
  }
  BigInteger result = mp::powm(base, exponent, m);
  result %= m;
  if (negative && !result.is_zero()) result += modulus;
  return make_int(std::move(result));
}

Value int_shift_left(const Value& a, const Value& b) {
  if (is_negative(b)) raise_value_error("negative shift count");
  if (!a.is(Tag::kBigInt)) {
    const std::int64_t number = a.as_int();
    if (number == 0) return 0;
    if (!b.is(Tag::kBigInt) && b.as_int() < 63) {
      const auto shifted = static_cast<std::int64_t>(static_cast<std::uint64_t>(number) << b.as_int());
      if (shifted >> b.as_int() == number) return shifted;
    }
  }
  BigInteger number_room, count_room;
  const BigInteger &number = big_in(a, number_room), &count = big_in(b, count_room);
  if (number.is_zero()) return 0;
  check_bits(count > kMostBits ? kMostBits + 1 : static_cast<std::uint64_t>(count) + bit_length(number));
  return make_int(number << static_cast<unsigned>(count));
}

Value int_shift_right(const Value& a, const Value& b) {
  if (is_negative(b)) raise_value_error("negative shift count");
  BigInteger room;
  const BigInteger& given = big_in(b, room);
  const std::uint64_t count = limb_count(given) == 1 ? limb(given, 0) : std::numeric_limits<std::uint64_t>::max();
  if (!a.is(Tag::kBigInt)) return a.as_int() >> std::min<std::uint64_t>(count, 63);
  const BigInteger& number = as_big_int(a);
  const bool negative = number.sign() < 0;
  const std::uint64_t length = bit_length(number);
  if (count >= length) return negative ? -1 : 0;
  auto bits = static_cast<unsigned>(count);
  if (!negative && length - count < kLimbBits) {
    const std::size_t place = count / kLimbBits, offset = count % kLimbBits;
    const Wide two = static_cast<Wide>(limb(number, place + 1)) << kLimbBits | limb(number, place);
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(two >> offset));
  }
  if (!negative) return make_int(number >> bits);
  return make_int(~BigInteger(~number >> bits));  // rounds down
}

Value int_bitwise(Operator op, const Value& a, const Value& b) {
  bool both_bool = a.is(Tag::kBool) && b.is(Tag::kBool);
  if (!a.is(Tag::kBigInt) && !b.is(Tag::kBigInt)) {
    std::int64_t x = a.as_int(), y = b.as_int();
    std::int64_t result = op == Operator::kAnd ? x & y : op == Operator::kOr ? x | y : x ^ y;
    return both_bool ? Value(result != 0) : Value(result);
  }
  if (!is_negative(a) && !is_negative(b)) {
    if (op == Operator::kAnd && !(a.is(Tag::kBigInt) && b.is(Tag::kBigInt))) {
      const bool is_left = a.is(Tag::kBigInt);
      return static_cast<std::int64_t>(limb(as_big_int(is_left ? a : b), 0) &
                                       static_cast<std::uint64_t>((is_left ? b : a).as_int()));
    }
    BigInteger left_room, right_room;
    const BigInteger &left = big_in(a, left_room), &right = big_in(b, right_room);
    return make_int(op == Operator::kAnd  ? BigInteger(left & right)
                    : op == Operator::kOr ? BigInteger(left | right)
                                          : BigInteger(left ^ right));
  }
  BigInteger x = big(a), y = big(b);
  // cpp_int refuses the bits of negative numbers: two's complement of enough bits instead.
  auto bits = static_cast<unsigned>(std::max(bit_length(x), bit_length(y)) + 1);
  BigInteger modulus = BigInteger(1) << bits;
  if (x < 0) x += modulus;
  if (y < 0) y += modulus;
  BigInteger result = op == Operator::kAnd  ? BigInteger(x & y)
                      : op == Operator::kOr ? BigInteger(x | y)
                                            : BigInteger(x ^ y);
  if (mp::bit_test(result, bits - 1)) result -= modulus;
  return make_int(std::move(result));
}

int int_compare(const Value& a, const Value& b) {
  if (!a.is(Tag::kBigInt) && !b.is(Tag::kBigInt)) return a.as_int() < b.as_int() ? -1 : a.as_int() > b.as_int() ? 1 : 0;
  BigInteger left, right;
  return big_in(a, left).compare(big_in(b, right));
}

int int_float_compare(const Value& a, double b) {
  if (std::isnan(b)) return 2;
  if (std::isinf(b)) return b > 0 ? -1 : 1;
  constexpr std::int64_t kExact = std::int64_t{1} << 53;
  if (!a.is(Tag::kBigInt) && a.as_int() <= kExact && a.as_int() >= -kExact) {
    auto x = static_cast<double>(a.as_int());
    return x < b ? -1 : x > b ? 1 : 0;
  }
  double whole = std::trunc(b);
  int order = big(a).compare(BigInteger(whole));
  if (order != 0) return order < 0 ? -1 : 1;
  return whole < b ? -1 : whole > b ? 1 : 0;
}

std::string to_decimal(const BigInteger& number) {
  // 3.3219 bits a digit: only a number near the limit is written to be counted.
  const std::size_t most = most_int_digits;
  if (most == 0 || bit_length(number) <= most * 332 / 100) return number.str();
  std::string text = bit_length(number) > most * 4 ? std::string() : number.str();
  if (text.empty() || text.size() - (number < 0 ? 1 : 0) > most)
    raise_value_error("Exceeds the limit (", std::to_string(most),
                      " digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit");
  return text;
}

Value int_of_float(double number) {
  if (std::isnan(number)) raise_value_error("cannot convert float NaN to integer");
  if (std::isinf(number)) raise_error(kOverflowError, "cannot convert float infinity to integer");
  double whole = std::trunc(number);
  if (whole >= -9.2e18 && whole <= 9.2e18) return static_cast<std::int64_t>(whole);
  return make_int(BigInteger(whole));
}

double as_real(const Value& v) {
  if (v.is(Tag::kFloat)) return v.as_float();
  return v.is(Tag::kBigInt) ? to_float(as_big_int(v)) : static_cast<double>(v.as_int());
}

double to_float(const Value& v) {
  if (has_class(v) && !is_number(v)) {
    Value own = class_number(v, "__float__", "float");
    if (own.is_unset()) own = class_number(v, "__index__", "int");
    if (!own.is_unset()) return as_real(own);
  }
  if (is_number(v)) return as_real(v);
  if (const FloatObject* object = as_float_object(v)) return object->number;
  if (v.is(Tag::kNative) && find_method(type_of(v), "__float__") != nullptr) return v.call("__float__").as_float();
  raise_type_error("must be real number, not ", type_name(v));
}

BigInteger to_big_int(const Value& v) {
  if (has_class(v) && !is_any_int(v)) {
    const Value own = class_number(v, "__index__", "int");
    if (!own.is_unset()) return big(own);
  }
  if (is_any_int(v)) return big(v);
  raise_type_error("'", type_name(v), "' object cannot be interpreted as an integer");
}

int to_c_int(const Value& v) {
  const bool is_far = v.is(Tag::kBigInt) && !has_class(v);
  const std::int64_t number = is_far ? 0 : to_index(v);
  if (is_far || number != static_cast<int>(number))
    raise_error(kOverflowError, "Python int too large to convert to C int");
  return static_cast<int>(number);
}

std::int64_t to_index(const Value& v) {
  if (is_small_int(v)) return v.as_int();
  if (has_class(v)) {
    const Value own = v.is(Tag::kBigInt) ? make_int(as_big_int(v)) : class_number(v, "__index__", "int");
    if (!own.is_unset() && !has_class(own)) return to_index(own);
  }
  if (v.is(Tag::kBigInt)) raise_error(kOverflowError, "Python int too large to convert to C ssize_t");
  raise_type_error("'", type_name(v), "' object cannot be interpreted as an integer");
}

}  // namespace pbc
