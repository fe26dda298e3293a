// SPDX-License-Identifier: Apache-2.0
#include "compiler/base/character_names.h"

#include <gtest/gtest.h>

namespace pbc {

TEST(CharacterNames, AreFoundInAnyCase) {
  EXPECT_EQ(character_named("BULLET"), 0x2022u);
  EXPECT_EQ(character_named("latin small letter e with acute"), 0xe9u);
  EXPECT_EQ(character_named("GRINNING FACE"), 0x1f600u);
  EXPECT_EQ(character_named("HANGUL SYLLABLE GAG"), 0xac01u);
}

TEST(CharacterNames, OfIdeographsAreTheirNumbers) {
  EXPECT_EQ(character_named("CJK UNIFIED IDEOGRAPH-4E2D"), 0x4e2du);
  EXPECT_EQ(character_named("CJK UNIFIED IDEOGRAPH-0041"), std::nullopt);
  EXPECT_EQ(character_named("CJK UNIFIED IDEOGRAPH-"), std::nullopt);
}

TEST(CharacterNames, OfControlsAreAliases) {
  EXPECT_EQ(character_named("LINE FEED"), 0x0au);
  EXPECT_EQ(character_named("NBSP"), 0xa0u);
}

TEST(CharacterNames, ThatDoNotExistAreNot) {
  EXPECT_EQ(character_named("NO SUCH CHARACTER"), std::nullopt);
  EXPECT_EQ(character_named(""), std::nullopt);
}

}  // namespace pbc
