// SPDX-License-Identifier: Apache-2.0
#include "host/page.h"

#include <gtest/gtest.h>

namespace pbc::host {
namespace {

TEST(Visible, ShowsWhatWouldSteerATerminal) {
  EXPECT_EQ(visible("a\x1b[31mb\x07\n\tc"), "a\\x1b[31mb\\x07  c");
  EXPECT_EQ(visible("a\nb", true), "a\nb");
  EXPECT_EQ(visible("\xc2\x9b"), "\\x9b") << "one byte that some terminals take for an escape";
  EXPECT_EQ(visible("\xe2\x80\xae"
                    "exe"),
            "\\u202eexe")
      << "right to left";
  EXPECT_EQ(visible("\xed\xa0\x80\xff"), "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");
  EXPECT_EQ(visible("\xc3\xa4\xe2\x82\xac"), "\xc3\xa4\xe2\x82\xac");
}

TEST(Columns, CountWhatATerminalShows) {
  EXPECT_EQ(columns_of("abc"), 3u);
  EXPECT_EQ(columns_of("\xc3\xa4"), 1u);
  EXPECT_EQ(columns_of("\xe6\xbc\xa2"), 2u) << "a wide character";
}

TEST(Page, AlignsTables) {
  Style style;
  Page page(style);
  page.section("Title");
  page.table({{{"a"}, {"long one"}, {"x"}}, {{"\xc3\xa4\xc3\xa4"}, {"b"}}});
  EXPECT_EQ(page.text(), "\nTitle\n  a   long one  x\n  \xc3\xa4\xc3\xa4  b\n");
}

TEST(Page, CutsWhatDoesNotFit) {
  Style style{.width = 30};
  Page page(style);
  page.table({{{"abc"}, {"0123456789012345678901234567"}}, {{"x"}, {"01234567890123456789012"}}});
  EXPECT_EQ(page.text(), "  abc  0123456789012345678901\xe2\x80\xa6\n  x    01234567890123456789012\n");
}

TEST(Page, ColorsOnlyWhenItMay) {
  Style style{.color = true};
  Page page(style);
  page.line({{"bad", Tone::kBad}, {"plain"}});
  EXPECT_EQ(page.text(), "  \x1b[31mbad\x1b[0m  plain\n");
}

TEST(Page, WrapsAtWords) {
  Style style{.width = 26};
  Page page(style);
  page.paragraph("one two three four five six\n\n  indented\nabcdefghijklmnopqrstuvwxyz0123456789 end", 4);
  EXPECT_EQ(
      page.text(),
      "    one two three four\n    five six\n\n      indented\n    abcdefghijklmnopqrstuvwxyz0123456789\n    end\n");
}

}  // namespace
}  // namespace pbc::host
