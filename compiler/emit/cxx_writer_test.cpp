// SPDX-License-Identifier: Apache-2.0
#include "compiler/emit/cxx_writer.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <memory>
#include <string>

namespace pbc::emit {
namespace {

using namespace std::string_view_literals;

TEST(CxxWriter, EscapesEveryByteThatALiteralCannotHold) {
  EXPECT_EQ(string_literal("plain"), "\"plain\"");
  EXPECT_EQ(string_literal("a\"b\\c\nd\te"), R"("a\"b\\c\nd\te")");
  EXPECT_EQ(string_literal("\0001"sv), R"("\0001")");  // three octal digits, so that the 1 stays a character
  EXPECT_EQ(string_literal("\xc3\xa9"), R"("\303\251")");
  EXPECT_EQ(string_literal("what?\?!"), R"("what?\?!")");
}

TEST(CxxWriter, KeepsNamesApartFromThoseOfCxxAndTheRuntime) {
  EXPECT_EQ(identifier("template"), "template_");
  EXPECT_EQ(identifier("list"), "list_");
  EXPECT_EQ(identifier("url_reputation"), "url_reputation");
  EXPECT_EQ(identifier("_"), "_");
  EXPECT_EQ(identifier("__scores"), "py__scores");
  EXPECT_EQ(identifier("caf\xc3\xa9"), "caf_");
  NameSet names;
  EXPECT_EQ(names.unique("item"), "item");
  EXPECT_EQ(names.unique("item"), "item_2");
}

TEST(CxxWriter, KeepsNamesApartFromEveryMacroThatEmittedCodeSees) {
  const std::unique_ptr<FILE, int (*)(FILE*)> macros(popen(PBC_LIST_MACROS, "r"), pclose);
  ASSERT_NE(macros, nullptr);
  int seen = 0;
  char line[4096];
  while (std::fgets(line, sizeof line, macros.get()) != nullptr) {
    const std::string_view text(line);
    if (!text.starts_with("#define ")) continue;
    const std::string name(text.substr(8, text.find_first_of(" (\n", 8) - 8));
    ++seen;
    // The runtime's own: nobody calls a variable so by chance.
    if (!name.starts_with("PBC_")) {
      EXPECT_NE(identifier(name), name);
    }
  }
  EXPECT_GT(seen, 300);
}

TEST(CxxWriter, TurnsAnyTextIntoOneComment) {
  EXPECT_EQ(comment(""), "");
  EXPECT_EQ(comment("one\n\ntwo"), "// one\n//\n// two\n");
  EXPECT_EQ(comment("ends with a backslash \\"), "// ends with a backslash\n");  // or the next line would join it
  const std::string long_text(300, 'x');
  EXPECT_EQ(comment(long_text), "// " + long_text + "\n");
}

TEST(CxxWriter, BreaksLongLinesAtTheCommasOfTheirBrackets) {
  const std::string name(50, 'n');
  const std::string line = "call({" + name + ", " + name + ", " + name + "});";
  EXPECT_EQ(wrap(line, 1), "  call({" + name + ", " + name + ",\n      " + name + "});");
  EXPECT_EQ(wrap("f(\"" + std::string(200, ',') + "\");", 0), "f(\"" + std::string(200, ',') + "\");");
}

TEST(CxxWriter, ContinuesAnIfAtItsDepth) {
  CxxWriter writer;
  writer.open("if (a)");
  writer.line("f();");
  writer.reopen("else if (b)");
  writer.line("g();");
  writer.close();
  EXPECT_EQ(writer.text(), "if (a) {\n  f();\n} else if (b) {\n  g();\n}\n");
}

}  // namespace
}  // namespace pbc::emit
