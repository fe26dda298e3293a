// SPDX-License-Identifier: Apache-2.0
//
// The table of operations, their effects, and that docs/ir.md knows them all.
#include "compiler/ir/ops.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "compiler/base/files.h"
#include "compiler/ir/constants.h"
#include "compiler/ir/effects.h"
#include "compiler/ir/test_support.h"
#include "compiler/ir/text.h"
#include "compiler/ir/walk.h"

namespace pbc::ir {
namespace {

std::vector<OpKind> all_kinds() {
  std::vector<OpKind> kinds;
  for (std::size_t i = 0; i < op_kind_count(); ++i) kinds.push_back(static_cast<OpKind>(i));
  return kinds;
}

TEST(Ops, TextsAreBareNamesAndDiffer) {
  std::set<std::string_view> seen;
  for (const OpKind kind : all_kinds()) {
    EXPECT_TRUE(is_bare_name(info(kind).text));
    EXPECT_TRUE(seen.insert(info(kind).text).second) << info(kind).text;
    EXPECT_EQ(find_op_kind(info(kind).text), kind);
  }
}

TEST(Ops, ShapesUseTheirAlphabetAndFit) {
  for (const OpKind kind : all_kinds()) {
    const std::string_view shape = info(kind).shape;
    EXPECT_EQ(shape.find_first_not_of("vVnfio?*:(pre"), std::string_view::npos) << info(kind).text;
    EXPECT_LE(std::ranges::count(shape, 'n'), 2);
    EXPECT_LE(std::ranges::count(shape, 'i'), 2);
    EXPECT_LE(std::ranges::count_if(shape, [](char c) { return c == '*' || c == ':' || c == '(' || c == 'p'; }), 1);
  }
}

TEST(Ops, RegionsOfAnOperationHaveDifferentWords) {
  for (const OpKind kind : all_kinds()) {
    std::set<std::string_view> words;
    std::size_t index = 0;
    for (char part : info(kind).shape) {
      if (part != 'r' && part != 'e') continue;
      const std::string_view word = region_word(kind, index);
      EXPECT_EQ(word.empty(), index == 0) << info(kind).text;
      EXPECT_TRUE(words.insert(word).second) << info(kind).text;
      ++index;
    }
  }
}

/// Each card is a heading `### `text``, and has a line for each of these words.
TEST(Ops, EveryOneHasItsCardInTheDocumentation) {
  const FileText file = read_file(PBC_IR_DOCS, 1 << 20);
  ASSERT_TRUE(file) << file.error;
  std::set<std::string> cards;
  std::size_t at = 0;
  while ((at = file.text.find("\n### `", at)) != std::string::npos) {
    const std::size_t begin = at + 6;
    const std::size_t end = file.text.find('`', begin);
    const std::string name = file.text.substr(begin, end - begin);
    const std::string card = file.text.substr(end, file.text.find("\n#", end) - end);
    EXPECT_TRUE(find_op_kind(name)) << name << " is no operation";
    EXPECT_TRUE(cards.insert(name).second) << name << " has two cards";
    for (std::string_view word : {"\n- Operands: ", "\n- Effects: ", "\n```\n"}) {
      EXPECT_NE(card.find(word), std::string::npos) << name << " lacks" << word;
    }
    at = end;
  }
  for (const OpKind kind : all_kinds()) {
    EXPECT_TRUE(cards.contains(std::string(info(kind).text))) << info(kind).text << " has no card";
  }
}

/// The body of a generator, with a generator expression beside it.
std::string with_generator_body(std::string_view body) {
  std::string text = with_body(body);
  const std::string_view header = "function @f(a, b=None)";
  text.insert(text.find(header) + header.size(), " yields");
  text.insert(text.rfind('}'), "  generator @\"<genexpr>\"(items) in @f {\n  }\n");
  return text;
}

/// The examples of the cards are IR: each reads, verifies, and contains the operation.
TEST(Ops, TheExamplesOfTheCardsVerify) {
  const FileText file = read_file(PBC_IR_DOCS, 1 << 20);
  ASSERT_TRUE(file) << file.error;
  std::size_t at = 0;
  while ((at = file.text.find("\n### `", at)) != std::string::npos) {
    const std::size_t begin = at + 6;
    const std::string name = file.text.substr(begin, file.text.find('`', begin) - begin);
    const std::size_t code = file.text.find("```\n", begin) + 4;
    const std::string example = file.text.substr(code, file.text.find("```", code) - code);
    const ReadResult result = read_text(with_generator_body(example));
    ASSERT_TRUE(result.module) << name << ":\n" << result.diagnostics;
    EXPECT_EQ(findings(*result.module), "") << name;
    bool is_shown = false;
    for_each_op(*result.module, FunctionId(1),
                [&](OpId op, RegionId) { is_shown = is_shown || info(result.module->ops[op].kind).text == name; });
    EXPECT_TRUE(is_shown) << "the example of " << name << " does not show it";
    at = begin;
  }
}

/// The last operation of a body.
bool is_last_removable(std::string_view body) {
  const Module module = module_of(with_body(body));
  return is_removable(module, module.regions[module.functions[FunctionId(1)].body].ops.back());
}

TEST(Effects, OnlyPureValuesAreRemovable) {
  EXPECT_TRUE(is_last_removable("list [1, 2]"));
  EXPECT_FALSE(is_last_removable("list [*1]"));
  EXPECT_TRUE(is_last_removable("dict {\"a\": 1}"));
  EXPECT_FALSE(is_last_removable("%a = load a\ndict {%a: 1}"));
  EXPECT_FALSE(is_last_removable("dict {**1}"));
  EXPECT_TRUE(is_last_removable("compare 1 is 2"));
  EXPECT_FALSE(is_last_removable("compare 1 < 2"));
  EXPECT_FALSE(is_last_removable("load a"));
  EXPECT_FALSE(is_last_removable("call @f()"));
  EXPECT_FALSE(is_last_removable("phantom.get_run_data(key=\"x\")"));
  EXPECT_FALSE(is_last_removable("return"));
  EXPECT_TRUE(is_last_removable("define @f"));
}

TEST(Effects, JoinTheTablesAndTheRegions) {
  const Module module =
      module_of(with_body("phantom.act(action=\"x\")\nassert 1 {\n%x = phantom.get_list()\nyield %x\n}"));
  const auto& ops = module.regions[module.functions[FunctionId(1)].body].ops;
  const phantom::Effects act = effects(module, ops[0]);
  EXPECT_NE(act & phantom::kRemote, 0u);
  EXPECT_NE(act & phantom::kMayRaise, 0u);
  EXPECT_EQ(act & phantom::kReadsLists, 0u);
  EXPECT_NE(effects(module, ops[1]) & phantom::kReadsLists, 0u);
}

TEST(Constants, FloatsAreWrittenAsPythonWritesThem) {
  const std::vector<std::pair<double, std::string>> cases = {
      {0.0, "0.0"},
      {-0.0, "-0.0"},
      {1.0, "1.0"},
      {0.1, "0.1"},
      {1e15, "1000000000000000.0"},
      {1e16, "1e+16"},
      {1e-4, "0.0001"},
      {1e-5, "1e-05"},
      {1.5e300, "1.5e+300"},
      {5e-324, "5e-324"},
      {1e22, "1e+22"},
      {123456.789, "123456.789"},
      {9007199254740993.0, "9007199254740992.0"},
  };
  for (const auto& [value, text] : cases) {
    EXPECT_EQ(float_constant(value).text, text);
    EXPECT_EQ(as_double(float_constant(value)), value);
    EXPECT_TRUE(is_well_formed(float_constant(value)));
  }
}

}  // namespace
}  // namespace pbc::ir
