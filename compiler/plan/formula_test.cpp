// SPDX-License-Identifier: Apache-2.0
#include "compiler/plan/formula.h"

#include <gtest/gtest.h>

namespace pbc::plan {
namespace {

const Formula kA = Formula::symbol(0);
const Formula kB = Formula::symbol(1);

std::string shown(const Formula& formula) {
  return formula.text([](SymbolId id) { return std::string(1, static_cast<char>('a' + id)); });
}

/// a is 3, and nothing is known of b.
std::optional<std::uint64_t> value(const Formula& formula) {
  return formula.value([](SymbolId id) { return id == 0 ? std::optional<std::uint64_t>(3) : std::nullopt; });
}

TEST(Formula, AddsUpWhatIsEqual) {
  EXPECT_EQ(shown(sum({})), "0");
  EXPECT_EQ(shown(sum({kA, Formula::number(2), kB, kA, Formula::number(1)})), "b + 2 * a + 3");
  EXPECT_EQ(shown(sum({product({kA, Formula::number(2)}), sum({kA, kB})})), "b + 3 * a");
  EXPECT_EQ(sum({kA, kB}), sum({kB, kA}));
}

TEST(Formula, MultipliesWithoutOnesAndZeros) {
  EXPECT_EQ(shown(product({})), "1");
  EXPECT_EQ(shown(product({kA, Formula::number(1)})), "a");
  EXPECT_EQ(shown(product({Formula::number(2), sum({kA, kB}), kA})), "2 * a * (a + b)");
  EXPECT_TRUE(product({kA, Formula(), Formula::unbounded()}).is_zero());
  EXPECT_TRUE(product({kA, Formula::unbounded()}).is_unbounded());
}

TEST(Formula, KeepsOfAlternativesThoseThatMayBeTheLargest) {
  EXPECT_EQ(shown(maximum({})), "0");
  EXPECT_EQ(shown(maximum({kA, sum({kA, kB}), Formula()})), "a + b");
  EXPECT_EQ(shown(maximum({kA, kB, Formula::number(2), Formula::number(5)})), "max(a, b, 5)");
  EXPECT_EQ(shown(maximum({maximum({kA, kB}), kA})), "max(a, b)");
  EXPECT_EQ(shown(maximum({sum({kA, Formula::number(1)}), sum({kA, kB, Formula::number(2)})})), "a + b + 2");
  EXPECT_EQ(shown(maximum({sum({kA, Formula::number(2)}), sum({kA, kB})})), "max(a + 2, a + b)");
}

TEST(Formula, RoundsBatchesUp) {
  EXPECT_EQ(shown(ceiling(kA, 500)), "ceil(a / 500)");
  EXPECT_EQ(shown(ceiling(Formula::number(501), 500)), "2");
  EXPECT_EQ(shown(ceiling(kA, 1)), "a");
  EXPECT_EQ(value(ceiling(kA, 2)), 2u);
}

TEST(Formula, HasAValueWhereAllOfItIsKnown) {
  EXPECT_EQ(value(sum({kA, Formula::number(4)})), 7u);
  EXPECT_EQ(value(product({kA, kA})), 9u);
  EXPECT_EQ(value(maximum({kA, Formula::number(4)})), 4u);
  EXPECT_EQ(value(sum({kA, kB})), std::nullopt);
  EXPECT_EQ(value(maximum({kA, kB})), std::nullopt);
  EXPECT_EQ(value(Formula::unbounded()), std::nullopt);
  const Formula most = Formula::number(~std::uint64_t{0});
  EXPECT_EQ(value(product({most, kA})), ~std::uint64_t{0}) << "no overflow";
  EXPECT_EQ(value(sum({most, kA})), ~std::uint64_t{0});
}

TEST(Formula, TakesOthersInThePlaceOfSymbols) {
  const Formula formula = sum({product({kA, kB}), Formula::number(1)});
  const Formula replaced = formula.replaced([](SymbolId id) { return id == 0 ? sum({kA, kB}) : Formula::number(2); });
  EXPECT_EQ(shown(replaced), "2 * (a + b) + 1");
}

}  // namespace
}  // namespace pbc::plan
