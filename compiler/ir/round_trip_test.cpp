// SPDX-License-Identifier: Apache-2.0
//
// read(print(m)) == m.
#include <gtest/gtest.h>

#include "compiler/ir/builder.h"
#include "compiler/ir/random_module.h"
#include "compiler/ir/test_support.h"

namespace pbc::ir {
namespace {

TEST(RoundTrip, RandomModulesSurvive) {
  for (std::uint32_t seed = 0; seed < 400; ++seed) {
    const Module module = random_module(seed);
    ASSERT_EQ(findings(module), "") << "seed " << seed;
    const std::string text = print(module);
    const ReadResult again = read_text(text);
    ASSERT_TRUE(again.module) << "seed " << seed << "\n" << again.diagnostics << text;
    ASSERT_EQ(print(*again.module), text) << "seed " << seed;
    ASSERT_TRUE(*again.module == module) << "seed " << seed << "\n" << text;
  }
}

TEST(RoundTrip, LocationsSurviveWhenPrinted) {
  for (std::uint32_t seed = 0; seed < 50; ++seed) {
    const std::string text = print(random_module(seed), {.locations = true, .only_function = {}});
    const ReadResult again = read_text(text);
    ASSERT_TRUE(again.module) << "seed " << seed << "\n" << again.diagnostics << text;
    ASSERT_EQ(print(*again.module, {.locations = true, .only_function = {}}), text) << "seed " << seed;
  }
}

TEST(RoundTrip, DamagedTextNeverCrashes) {
  std::mt19937 random(7);
  for (std::uint32_t seed = 0; seed < 100; ++seed) {
    std::string text = print(random_module(seed));
    for (int i = 0; i < 20; ++i) {
      std::string damaged = text;
      const std::size_t at = random() % damaged.size();
      switch (random() % 4) {
        case 0:
          damaged.erase(at, 1 + random() % 20);
          break;
        case 1:
          damaged[at] = static_cast<char>(random());
          break;
        case 2:
          damaged.insert(at, damaged.substr(random() % damaged.size(), 30));
          break;
        default:
          damaged.resize(at);
          break;
      }
      EXPECT_EQ(fuzz_read(reinterpret_cast<const std::uint8_t*>(damaged.data()), damaged.size()), 0);
    }
  }
}

TEST(RoundTrip, EveryByteAndEverySurrogateSurvivesInText) {
  Module module;
  Builder b(module);
  b.enter(b.function(kModuleName, FunctionRole::kModule));
  std::string all;
  for (int c = 0; c < 256; ++c) all += static_cast<char>(c);
  b.op(OpKind::kReturn, {b.str(all)});
  b.op(OpKind::kReturn, {b.bytes(all)});
  for (int c = 0xA0; c < 0xC0; ++c) b.op(OpKind::kReturn, {b.str(std::string("\xed") + static_cast<char>(c) + "\x80")});
  b.op(OpKind::kReturn, {b.str("\xed\xa0")});  // half a surrogate
  const ReadResult again = read_text(print(module));
  ASSERT_TRUE(again.module) << again.diagnostics;
  EXPECT_TRUE(*again.module == module) << print(module);
}

TEST(RoundTrip, DeepNestingIsReadUpToTheLimit) {
  const auto nested = [](int depth) {
    std::string text;
    for (int i = 0; i < depth; ++i) text += "if 1 {\n";
    text += "return\n";
    for (int i = 0; i < depth; ++i) text += "}\n";
    return with_body(text);
  };
  const std::string deepest = nested(kDeepestNesting - 1);
  const Module module = module_of(deepest);
  EXPECT_TRUE(module_of(print(module)) == module);
  EXPECT_NE(read_text(nested(kDeepestNesting)).diagnostics.find("nested too deep"), std::string::npos);
  EXPECT_NE(read_text(nested(100000)).diagnostics.find("nested too deep"), std::string::npos);

  const std::string terms = std::string(100000, '[');
  EXPECT_NE(read_text(with_body("phantom.debug(message=" + terms)).diagnostics.find("nested too deep"),
            std::string::npos);
}

}  // namespace
}  // namespace pbc::ir
