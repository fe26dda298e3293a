// SPDX-License-Identifier: Apache-2.0
#include "compiler/source/source_file.h"

#include <gtest/gtest.h>

namespace pbc {
namespace {

TEST(SourceFileTest, KnowsItsLines) {
  const SourceFile file("x.py", "ab\n\ncd");
  EXPECT_EQ(file.line_count(), 3U);
  EXPECT_EQ(file.line_text(1), "ab");
  EXPECT_EQ(file.line_text(2), "");
  EXPECT_EQ(file.line_text(3), "cd");
  EXPECT_EQ(file.line_of(0), 1U);
  EXPECT_EQ(file.line_of(2), 1U);
  EXPECT_EQ(file.line_of(3), 2U);
  EXPECT_EQ(file.line_of(6), 3U);
  EXPECT_EQ(file.text({4, 6}), "cd");
}

TEST(SourceFileTest, CountsColumnsInCodePoints) {
  const SourceFile file("x.py", "\xC3\xA9\xC3\xA9x\n\xE5\x90\x8D=1");
  EXPECT_EQ(file.position(4).column, 3U);
  EXPECT_EQ(file.position(9).line, 2U);
  EXPECT_EQ(file.position(9).column, 2U);
}

TEST(SourceFileTest, AnEmptyFileHasOneLine) {
  const SourceFile file("x.py", "");
  EXPECT_EQ(file.line_count(), 1U);
  EXPECT_EQ(file.position(0).line, 1U);
  EXPECT_EQ(file.position(0).column, 1U);
}

TEST(SourceFileTest, UnifiesLineEnds) {
  const SourceFile file("x.py", "a\r\nb\rc\n\r\n");
  EXPECT_EQ(file.text(), "a\nb\nc\n\n");
  EXPECT_EQ(file.line_count(), 5U);
}

TEST(SourceFileTest, DropsTheByteOrderMark) {
  const SourceFile file("x.py", "\xEF\xBB\xBFx = 1\n");
  EXPECT_EQ(file.text(), "x = 1\n");
  EXPECT_TRUE(file.had_byte_order_mark());
}

}  // namespace
}  // namespace pbc
