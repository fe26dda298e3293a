// SPDX-License-Identifier: Apache-2.0
#include "compiler/plan/plan.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "compiler/ir/test_support.h"
#include "compiler/plan/graph.h"
#include "compiler/plan/words.h"

namespace pbc::plan {
namespace {

using phantom::EffectClass;

EffectClass effect_of(std::string_view action, const std::vector<std::string>&) {
  return action.ends_with("reputation") ? EffectClass::kLookup : EffectClass::kContain;
}

/// The plan of a playbook whose functions have these texts.
Plan plan_of(std::string_view functions) {
  const ir::Module module = ir::module_of("playbook \"test\" {\n  module {\n  }\n" + std::string(functions) + "}\n");
  return make_plan({{{&module, nullptr}}, {}}, opt::PassContext(effect_of));
}

/// "a b c": what `list` of the first part holds, by name.
std::string levels(const Plan& plan) {
  std::string text;
  for (const Block& block : plan.parts[0].blocks)
    text += (text.empty() ? "" : " ") + block.name + ":" + std::to_string(block.level);
  return text;
}

std::string edges(const Plan& plan) {
  const ModulePlan& module = plan.parts[0];
  std::string text;
  for (const Edge& edge : module.edges) {
    text += module.blocks[edge.from].name + (edge.way == ir::Way::kCallback ? " => " : " -> ") +
            module.blocks[edge.to].name;
    if (const std::string condition = condition_words(edge); !condition.empty()) text += " " + condition;
    text += edge.is_back ? " (back)\n" : "\n";
  }
  return text;
}

TEST(Plan, CountsLevelsByAnswers) {
  const Plan plan = plan_of(R"(
  start @on_start(container) {
    %a = call @a()
    %b = call @b()
    return
  }
  block @a() {
    phantom.act(action="ip reputation", name="a", assets=["x"], callback=@join)
    return
  }
  block @b() {
    phantom.act(action="url reputation", name="b", assets=["x"], callback=@c)
    return
  }
  block @c() {
    phantom.act(action="block ip", name="c", assets=["x"], callback=@join)
    return
  }
  block @join() {
    %done = phantom.completed(action_names=["a", "c"])
    if %done {
      %end = call @end()
    }
    return
  }
  block @end() {
    return
  }
)");
  EXPECT_EQ(levels(plan), "on_start:1 a:1 join:3 end:3 b:1 c:2");
  EXPECT_EQ(edges(plan), "on_start -> a\non_start -> b\na => join\njoin -> end if all are done\nb => c\nc => join\n");
  EXPECT_EQ(plan.parts[0].blocks[2].kind, BlockKind::kJoin);
}

TEST(Plan, MarksWhatLeadsBack) {
  const Plan plan = plan_of(R"(
  start @on_start(container) {
    %a = call @a()
    return
  }
  block @a() {
    phantom.act(action="ip reputation", name="a", assets=["x"], callback=@again)
    return
  }
  block @again() {
    %more = phantom.decision(conditions=[["a:action_result.status", "!=", "success"]])
    if %more {
      %a = call @a()
      return
    }
    %end = call @end()
    return
  }
  block @end() {
    return
  }
)");
  EXPECT_EQ(levels(plan), "on_start:1 a:1 again:2 end:2");
  EXPECT_EQ(
      edges(plan),
      "on_start -> a\na => again\nagain -> a if a:action_result.status != \"success\" (back)\nagain -> end else\n");
}

TEST(Plan, CountsHelpersWithTheBlockThatUsesThem) {
  const Plan plan = plan_of(R"(
  start @on_start(container) {
    %helper = call @helper()
    %acts = call @acts()
    return
  }
  function @helper() {
    phantom.set_severity(severity="high")
    return
  }
  function @acts() {
    phantom.act(action="block ip", name="acts", assets=["x"])
    return
  }
  block @lost() {
    return
  }
)");
  ASSERT_EQ(levels(plan), "on_start:1 acts:1");
  const Block& start = plan.parts[0].blocks[0];
  EXPECT_EQ(start.helpers, std::vector<std::string>({"helper"}));
  ASSERT_EQ(start.changes.size(), 1U);
  EXPECT_EQ(start.changes[0].what, "set_severity \"high\"");
  EXPECT_EQ(plan.parts[0].unreached, std::vector<std::string>({"lost"}));
}

TEST(Plan, KnowsWhatSharesAndWhatFences) {
  const Plan plan = plan_of(R"(
  start @on_start(container) {
    phantom.act[run](action="ip reputation", name="a", assets=["x", "y"])
    phantom.act[run](action="IP reputation", name="b", assets=["y"])
    phantom.act[run](action="ip reputation", name="c", assets=["z"])
    phantom.act(action="block ip", name="d", assets=["z"])
    return
  }
)");
  const auto names = [&](const std::vector<ActId>& acts) {
    std::string text;
    for (const ActId act : acts) text += act_of(plan, act).name;
    return text;
  };
  EXPECT_EQ(names(sharers(plan, {0, 0})), "b");
  EXPECT_EQ(names(sharers(plan, {0, 2})), "");
  EXPECT_EQ(names(fenced(plan, {0, 3})), "c");
  EXPECT_EQ(sharing_groups(plan).size(), 1U);
  EXPECT_EQ(summary_words(summary(plan)),
            "4 acts: 3 look-ups, of which 2 share requests with another act; 1 effectful; 1 block in 1 level");
}

TEST(Plan, NamesTheBlockThatMadeWhatIsRead) {
  const Plan plan = plan_of(R"(
  start @on_start(container) {
    phantom.act(action="ip reputation", name="asked", assets=["x"], callback=@reader)
    return
  }
  block @reader() {
    %rows = phantom.collect2(datapath=["asked:action_result.summary.x", "artifact:*.cef.y", "gone:action_result.status"])
    return
  }
)");
  EXPECT_EQ(read_words(plan.parts[0].blocks[1], 1),
            std::vector<std::string>({"action_result.summary.x of `asked`", "artifact:*.cef.y of the event",
                                      "action_result.status of `gone`, which nothing here makes"}));
}

TEST(Plan, OfALongChainNeedsNoStack) {
  std::string functions = "  start @on_start(container) {\n    %b = call @b0()\n    return\n  }\n";
  constexpr int kCount = 3000;
  for (int i = 0; i < kCount; ++i) {
    functions += "  block @b" + std::to_string(i) + "() {\n";
    if (i + 1 < kCount) functions += "    %b = call @b" + std::to_string(i + 1) + "()\n";
    functions += "    return\n  }\n";
  }
  const Plan plan = plan_of(functions);
  EXPECT_EQ(plan.parts[0].blocks.size(), kCount + 1U);
  EXPECT_FALSE(to_svg(draw(plan, "")).empty());
}

}  // namespace
}  // namespace pbc::plan
