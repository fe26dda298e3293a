// SPDX-License-Identifier: Apache-2.0
//
// The expected values are CPython 3.11's.
#include <cmath>
#include <limits>

#include "python/big_integer.h"
#include "python/python_test.h"

namespace pbc {
namespace {

constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();

TEST(Int, GrowsBeyond64BitsAndShrinksBack) {
  Value big = Value(kMost) + Value(1);
  EXPECT_TRUE(big.is(Tag::kBigInt));
  EXPECT_EQ(to_repr(big), "9223372036854775808");
  Value small = big - Value(1);
  EXPECT_TRUE(small.is(Tag::kInt));
  EXPECT_EQ(small.as_int(), kMost);
  EXPECT_EQ(to_repr(Value(kLeast) * Value(-1)), "9223372036854775808");
  EXPECT_EQ(to_repr(-Value(kLeast)), "9223372036854775808");
  EXPECT_EQ(to_repr(floor_divide(Value(kLeast), Value(-1))), "9223372036854775808");
  EXPECT_EQ(to_repr(Value(kLeast) % Value(-1)), "0");
  EXPECT_EQ(to_repr(power(Value(2), Value(100))), "1267650600228229401496703205376");
}

TEST(Int, DividesTowardsMinusInfinity) {
  EXPECT_EQ(floor_divide(Value(-7), Value(2)).as_int(), -4);
  EXPECT_EQ((Value(-7) % Value(2)).as_int(), 1);
  EXPECT_EQ((Value(7) % Value(-2)).as_int(), -1);
  Value big = power(Value(10), Value(30));
  EXPECT_EQ(to_repr(floor_divide(-big, Value(7))), "-142857142857142857142857142858");
  EXPECT_EQ(to_repr(-big % Value(7)), "6");
  EXPECT_EQ(to_repr(big % Value(-7)), "-6");
}

TEST(Int, TrueDivisionIsCorrectlyRounded) {
  Value big = power(Value(2), Value(64));
  EXPECT_EQ((Value(std::int64_t{1} << 53) / Value(3)).as_float(), 3002399751580330.5);
  EXPECT_EQ(to_repr((big + Value(1)) / Value(3)), "6.148914691236517e+18");
  EXPECT_EQ((Value(1) / power(Value(2), Value(1074))).as_float(), std::numeric_limits<double>::denorm_min());
  EXPECT_EQ((Value(1) / power(Value(2), Value(1076))).as_float(), 0.0);
  EXPECT_EQ(raised_by([] { power(Value(10), Value(400)) / Value(1); }),
            "OverflowError: integer division result too large for a float");
}

TEST(Int, BitOperationsAreTwosComplement) {
  Value big = power(Value(2), Value(70));
  EXPECT_EQ(to_repr(-big | Value(1)), "-1180591620717411303423");
  EXPECT_EQ(to_repr(-big ^ Value(-1)), "1180591620717411303423");
  EXPECT_EQ((Value(-5) & Value(3)).as_int(), 3);
  EXPECT_EQ(to_repr(~big), "-1180591620717411303425");
  EXPECT_EQ((-big >> Value(200)).as_int(), -1);
  EXPECT_EQ((Value(true) & Value(true)).tag(), Tag::kBool);
  EXPECT_EQ(raised_by([] { Value(1) << Value(-1); }), "ValueError: negative shift count");
}

TEST(Int, ComparesWithFloatsExactly) {
  Value odd = Value((std::int64_t{1} << 53) + 1);
  EXPECT_FALSE(odd == Value(9007199254740992.0));
  EXPECT_TRUE(odd > Value(9007199254740992.0));
  EXPECT_TRUE(power(Value(10), Value(400)) < Value(HUGE_VAL));
  EXPECT_FALSE(Value(1) < Value(std::nan("")));
  EXPECT_TRUE(Value(1) == Value(1.0));
  EXPECT_TRUE(Value(true) == Value(1));
}

TEST(Int, HashesAsCPythonDoes) {
  EXPECT_EQ(static_cast<std::int64_t>(hash_of(Value(-1))), -2);
  EXPECT_EQ(hash_of(Value(1.0)), 1u);
  EXPECT_EQ(static_cast<std::int64_t>(hash_of(Value(0.1))), 230584300921369408);
  EXPECT_EQ(static_cast<std::int64_t>(hash_of(power(Value(10), Value(30)))), 465258685558744706);
  EXPECT_EQ(static_cast<std::int64_t>(hash_of(tuple({1, 2}))), -3550055125485641917);
}

TEST(Int, RefusesHugeResultsInsteadOfExhaustingTheMachine) {
  EXPECT_EQ(raised_by([] { Value(1) << Value(std::int64_t{1} << 40); }), "MemoryError");
  EXPECT_EQ(raised_by([] { power(Value(10), Value(std::int64_t{1} << 40)); }), "MemoryError");
  EXPECT_EQ(
      raised_by([] { to_repr(power(Value(10), Value(5000))); }),
      "ValueError: Exceeds the limit (4300 digits) for integer string conversion; use sys.set_int_max_str_digits() to "
      "increase the limit");
}

}  // namespace
}  // namespace pbc
