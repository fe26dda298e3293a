// SPDX-License-Identifier: Apache-2.0
#include "compiler/base/utf8.h"

#include <gtest/gtest.h>

namespace pbc {
namespace {

TEST(Utf8Test, DecodesWhatItEncodes) {
  for (const char32_t value :
       {0x00U, 0x41U, 0x7FU, 0x80U, 0x7FFU, 0x800U, 0xD7FFU, 0xE000U, 0xFFFFU, 0x10000U, 0x10FFFFU}) {
    std::string text;
    append_utf8(text, value);
    const CodePoint decoded = decode_utf8(text);
    EXPECT_TRUE(decoded.ok);
    EXPECT_EQ(decoded.value, value);
    EXPECT_EQ(decoded.length, text.size());
  }
}

TEST(Utf8Test, FindsTheFirstByteThatIsNotUtf8) {
  EXPECT_EQ(find_invalid_utf8(""), std::string_view::npos);
  EXPECT_EQ(find_invalid_utf8("plain ASCII text of more than eight bytes"), std::string_view::npos);
  EXPECT_EQ(find_invalid_utf8("gr\xC3\xB6\xC3\x9F"
                              "er"),
            std::string_view::npos);
  EXPECT_EQ(find_invalid_utf8("12345678\xFF"), 8U);
  EXPECT_EQ(find_invalid_utf8("\xC0\x80"), 0U);          // overlong
  EXPECT_EQ(find_invalid_utf8("a\xED\xA0\x80"), 1U);     // surrogate
  EXPECT_EQ(find_invalid_utf8("\xF4\x90\x80\x80"), 0U);  // beyond U+10FFFF
  EXPECT_EQ(find_invalid_utf8("ab\xE2\x82"), 2U);        // cut short
  EXPECT_EQ(find_invalid_utf8("\x80"), 0U);
}

}  // namespace
}  // namespace pbc
