// SPDX-License-Identifier: Apache-2.0
#include "compiler/base/text_sink.h"

#include <gtest/gtest.h>

namespace pbc {
namespace {

TEST(TextSinkTest, IndentsEveryLineButEmptyOnes) {
  TextSink out;
  out.line("a {");
  {
    const auto inner = out.indent();
    out << "b\n\nc";
    out.write(" d\n");
    const auto innermost = out.indent();
    out.println("{} = {}", "e", 1);
  }
  out.line("}");
  EXPECT_EQ(out.text(), "a {\n  b\n\n  c d\n    e = 1\n}\n");
}

TEST(TextSinkTest, GivesItsTextAway) {
  TextSink out(4);
  const auto inner = out.indent();
  out.print("{:>3}", 1);
  EXPECT_EQ(out.take(), "      1");
  EXPECT_EQ(out.text(), "");
}

}  // namespace
}  // namespace pbc
