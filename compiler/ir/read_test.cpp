// SPDX-License-Identifier: Apache-2.0
#include "compiler/ir/read.h"

#include <gtest/gtest.h>

#include "compiler/ir/test_support.h"

namespace pbc::ir {
namespace {

struct BadText {
  const char* name;
  const char* text;
  const char* error;  // the first line of the diagnostics
};

class ReadError : public testing::TestWithParam<BadText> {};

TEST_P(ReadError, NamesThePlace) {
  const ReadResult result = read_text(GetParam().text);
  EXPECT_FALSE(result.module);
  EXPECT_EQ(result.diagnostics.substr(0, result.diagnostics.find('\n')),
            std::string("test.pbir:") + GetParam().error + " [SyntaxError]");
}

INSTANTIATE_TEST_SUITE_P(
    All, ReadError,
    testing::ValuesIn(std::vector<BadText>{
        {"Empty", "", "1:1: error: expected `playbook`, found the end of the file"},
        {"NoName", "playbook {", "1:10: error: expected the name of the playbook in quotes, found `{`"},
        {"NotClosed", "playbook \"p\" {\n  module {\n", "3:1: error: expected `}`, found the end of the file"},
        {"TextBehind", "playbook \"p\" {\n}\nmodule", "3:1: error: expected the end of the file, found `module`"},
        {"NoFunction", "playbook \"p\" {\n  call\n}",
         "2:3: error: expected `}` or a function (module, start, finish, block, function, nested, lambda), found "
         "`call`"},
        {"FunctionTwice", "playbook \"p\" {\n  block @f() {\n  }\n  block @f() {\n  }\n}",
         "4:3: error: function is defined twice"},
        {"UnknownOperation", "playbook \"p\" {\n  module {\n    lod x\n  }\n}", "3:5: error: unknown operation `lod`"},
        {"UnknownApi", "playbook \"p\" {\n  module {\n    phantom.collect3()\n  }\n}",
         "3:5: error: unknown Playbook API function `collect3`"},
        {"UnknownFunction", "playbook \"p\" {\n  module {\n    call @f()\n  }\n}",
         "3:10: error: unknown function `@f`"},
        {"UnknownVariableOutside", "playbook \"p\" {\n  module {\n  }\n  block @f() {\n    load @<module>::x\n  }\n}",
         "5:21: error: function has no variable `x`"},
        {"UndefinedValue", "playbook \"p\" {\n  module {\n    return %x\n  }\n}",
         "3:12: error: value `%x` is not defined before"},
        {"ValueTwice", "playbook \"p\" {\n  module {\n    %x = load a\n    %x = load b\n  }\n}",
         "4:5: error: value is defined twice"},
        {"NoResult", "playbook \"p\" {\n  module {\n    %x = return\n  }\n}", "3:10: error: `return` has no result"},
        {"TwoOnALine", "playbook \"p\" {\n  module {\n    load a load b\n  }\n}",
         "3:12: error: expected the end of the line, found `load`"},
        {"OpenString", "playbook \"p\" {\n  module {\n    return \"a\n  }\n}", "3:12: error: string is not closed"},
        {"BadEscape", "playbook \"p\\q\" {", "1:12: error: unknown escape in string"},
        {"BadCharacter", "playbook \"p\" {\n  $\n}", "2:3: error: unexpected character"},
        {"OddNumber", "playbook \"p\" {\n  module {\n    return 007\n  }\n}",
         "3:12: error: number `007` is not in its shortest form"},
        {"LongNumber", "playbook \"p\" {\n  module {\n    item None 99999999999\n  }\n}",
         "3:15: error: number is out of range"},
        {"VariableTwice", "playbook \"p\" {\n  module {\n    vars a, a\n  }\n}",
         "3:13: error: variable is declared twice"},
        {"PositionalBehindKeyword", "playbook \"p\" {\n  module {\n    call None(a=1, 2)\n  }\n}",
         "3:20: error: expected `name=`: positional arguments stand first, found `2`"},
        {"PositionalForTheApi", "playbook \"p\" {\n  module {\n    phantom.debug(1)\n  }\n}",
         "3:19: error: expected `name=`: the function takes no positional arguments here, found `1`"},
    }),
    [](const testing::TestParamInfo<BadText>& info) { return info.param.name; });

TEST(Read, SuggestsTheNearestName) {
  EXPECT_NE(read_text("playbook \"p\" {\n  module {\n    lod x\n  }\n}").diagnostics.find("did you mean `load`?"),
            std::string::npos);
  EXPECT_NE(read_text("playbook \"p\" {\n  module {\n    phantom.colect2()\n  }\n}")
                .diagnostics.find("did you mean `collect2`?"),
            std::string::npos);
  EXPECT_NE(read_text("playbook \"p\" {\n  module {\n    call @strt()\n  }\n  block @start() {\n  }\n}")
                .diagnostics.find("did you mean `start`?"),
            std::string::npos);
}

TEST(Read, IgnoresCommentsAndLayout) {
  const Module a = module_of("playbook \"p\" { # one\nmodule {\n\n# two\n  return  1 }\n}\n");
  const Module b = module_of("playbook \"p\" {\n  module {\n    return 1\n  }\n}\n");
  EXPECT_TRUE(a == b);
}

TEST(Read, GivesUpEarlyOnWhatIsNoIr) {
  const ReadResult result = read_text(std::string(100000, '$'));
  EXPECT_FALSE(result.module);
  EXPECT_LT(result.diagnostics.size(), 4000000u);
  EXPECT_NE(result.diagnostics.find("10 errors"), std::string::npos);
}

TEST(Read, ModulesDifferWhereTheirTextDiffers) {
  const std::vector<std::string> bodies = {
      "",
      "return",
      "return 1",
      "return True",
      "return 1.0",
      "return \"1\"",
      "return b\"1\"",
      "%a = load a\nreturn %a",
      "%a = load b\nreturn %a",
      "%a = load a\n%b = load b\nreturn %a",
      "%a = load a\n%b = load b\nreturn %b",
      "load x",
      "vars x",
      "vars cell x",
      "comprehension x",
      "phantom.debug(message=1)",
      "phantom.error(message=1)",
      "phantom.debug(message=[1])",
      "phantom.debug(message=(1,))",
      "phantom.debug(message={1: 1})",
      "call None(1)",
      "call None(*1)",
      "call None(a=1)",
      "call None(**1)",
      "call @f()",
      "call @<module>()",
      "if 1 {\nreturn\n}",
      "if 1 else {\nreturn\n}",
      "custom_code 1..2",
      "item None 1",
      "item None 2",
  };
  for (std::size_t i = 0; i < bodies.size(); ++i) {
    const ReadResult a = read_text(with_body(bodies[i]));
    ASSERT_TRUE(a.module) << a.diagnostics;
    for (std::size_t j = 0; j < bodies.size(); ++j) {
      const ReadResult b = read_text(with_body(bodies[j]));
      EXPECT_EQ(*a.module == *b.module, i == j) << bodies[i] << "\nagainst\n" << bodies[j];
    }
  }
}

TEST(Read, EqualityIgnoresLocations) {
  EXPECT_TRUE(module_of(with_body("return 1 at 7 (3..4)")) == module_of(with_body("return 1")));
}

}  // namespace
}  // namespace pbc::ir
