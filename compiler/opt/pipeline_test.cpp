// SPDX-License-Identifier: Apache-2.0
#include "compiler/opt/pipeline.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "compiler/ir/builder.h"
#include "compiler/ir/random_module.h"
#include "compiler/ir/test_support.h"
#include "compiler/ir/walk.h"
#include "compiler/opt/test_effects.h"

namespace pbc::opt {
namespace {

TEST(Pipeline, LevelZeroRunsNothingAndTwoRunsEveryPass) {
  EXPECT_TRUE(pipeline(Level::kO0).empty());
  EXPECT_EQ(pipeline(Level::kO1), (std::vector<Pass>{Pass::fold_constants, Pass::dedup_params}));
  EXPECT_EQ(pipeline(Level::kO2).size(), all_passes().size());
}

TEST(Pipeline, NamesOfPassesAreKebabCase) {
  for (const PassInfo& pass : all_passes()) {
    for (char c : pass.name) EXPECT_TRUE(c == '-' || (c >= 'a' && c <= 'z')) << pass.name;
    EXPECT_FALSE(pass.help.empty());
  }
}

TEST(Pipeline, ParsesAListOfPassesInItsOrder) {
  const ParsedPasses parsed = parse_passes("prune-unreachable,fold-constants,prune-unreachable");
  EXPECT_EQ(parsed.error, "");
  EXPECT_EQ(parsed.passes, (std::vector{Pass::prune_unreachable, Pass::fold_constants, Pass::prune_unreachable}));
  EXPECT_EQ(parse_passes("").error, "");
  EXPECT_TRUE(parse_passes("").passes.empty());
}

TEST(Pipeline, NamesTheNearestPassWhenOneIsUnknown) {
  const ParsedPasses parsed = parse_passes("prune-unreachable,fold-constant");
  EXPECT_EQ(parsed.error, "unknown pass `fold-constant`: did you mean `fold-constants`?");
  EXPECT_TRUE(parsed.passes.empty());
  EXPECT_EQ(parse_passes("zzz").error, "unknown pass `zzz`");
  EXPECT_EQ(parse_passes("fold-constants,").error, "");
}

TEST(Pipeline, ShowsEveryStage) {
  ir::Module module = ir::module_of(ir::with_body("%x = binary 1 + 2\nreturn %x"));
  std::vector<std::string> stages;
  std::vector<std::string> texts;
  PassContext context;
  const std::vector<Pass> passes = pipeline(Level::kO2);
  EXPECT_EQ(run(module, passes, context,
                {.verify = true,
                 .after =
                     [&](std::string_view stage, const ir::Module& left) {
                       stages.emplace_back(stage);
                       texts.push_back(ir::print(left));
                     }}),
            "");
  EXPECT_EQ(stages, (std::vector<std::string>{"lift", "fold-constants", "dedup-params", "share-requests", "batch-acts",
                                              "prefetch-lookups", "prune-unreachable"}));
  EXPECT_NE(texts[0].find("binary 1 + 2"), std::string::npos);
  EXPECT_EQ(texts[1].find("binary 1 + 2"), std::string::npos);
  EXPECT_EQ(texts.back(), ir::print(module));
  for (const std::string& stage : stages) {
    EXPECT_EQ(std::ranges::count(stage_names(), stage), 1);
  }
}

TEST(Pipeline, CountsWhatPassesDid) {
  ir::Module module = ir::module_of(ir::with_body("%x = binary 1 + 2\n%y = binary 1 / 0\nreturn %x\nreturn"));
  PassContext context;
  EXPECT_EQ(run(module, pipeline(Level::kO2), context, {.verify = true}), "");
  EXPECT_EQ(context.counters().at("fold-constants.folded"), 1u);
  EXPECT_EQ(context.counters().at("fold-constants.refused"), 1u);
  EXPECT_EQ(context.counters().at("prune-unreachable.operations"), 1u);
}

TEST(Pipeline, ReportsIrThatDoesNotVerify) {
  ir::Module module = ir::module_of(ir::with_body("return"));
  ir::Builder b(module);
  b.enter(ir::FunctionId(1));
  b.op(ir::OpKind::kBreak);
  PassContext context;
  const std::string report = run(module, pipeline(Level::kO2), context, {.verify = true});
  EXPECT_EQ(report, "`lift` left IR that does not verify\n  in @f: `break`: outside of a loop\n");
}

TEST(Pipeline, RemarksNameFunctionLineAndReason) {
  ir::Module module = ir::module_of(ir::with_body("%x = binary 1 + 2 at 7\n%y = binary 1 / 0 at 8\nreturn %x"));
  PassContext context;
  EXPECT_EQ(run(module, pipeline(Level::kO1), context), "");
  ASSERT_EQ(context.remarks().size(), 2u);
  EXPECT_EQ(to_text(context.remarks()[0]), "@f:7: folded `binary 1 + 2` to 3");
  EXPECT_EQ(to_text(context.remarks()[1]), "@f:8: refused: `binary 1 / 0` [MayRaise]");
  EXPECT_EQ(context.remarks()[0].pass, "fold-constants");
}

// --- Passes that are wrong
// ------------------------------------------------------------------------------------------------

/// A pass that asks nobody what an action does.
template <ir::Sharing sharing>
void share_everything(ir::Module& module, PassContext&) {
  for (const ir::FunctionId function : module.functions.ids())
    ir::for_each_op(module, function, [&](ir::OpId op, ir::RegionId) {
      if (module.ops[op].kind == ir::OpKind::kPhantom && module.ops[op].api == phantom::Api::act)
        module.ops[op].sharing = sharing;
    });
}

/// What opt::run says of such a pass, after those that share what may be shared, on an act of this action.
std::string report_of(const PassInfo& wrong, const std::string& action) {
  const PassInfo passes[] = {info(Pass::dedup_params), info(Pass::share_requests), wrong};
  ir::Module module =
      ir::module_of(ir::with_body("phantom.act(action=\"" + action + R"(", parameters=[], assets=["asset"]))"));
  PassContext context(test_effect);
  return run_passes(module, passes, context, {.verify = true});
}

TEST(Pipeline, RefusesAPassThatIgnoresEffects) {
  const PassInfo in_an_act{"share-everything", "", share_everything<ir::Sharing::kAct>};
  const PassInfo in_the_run{"share-everything", "", share_everything<ir::Sharing::kRun>};
  for (const char* action : {"detonate file", "block ip", "unblock ip", "send email", "create ticket", "run script"})
    for (const PassInfo& wrong : {in_an_act, in_the_run})
      EXPECT_TRUE(report_of(wrong, action).starts_with("requests are shared in @f, but `" + std::string(action) + "`"));
  EXPECT_EQ(report_of(in_an_act, "ip reputation"), "");
  EXPECT_EQ(report_of(in_the_run, "ip reputation"), "");
}

TEST(Pipeline, RefusesAPassThatKeepsAnswersOfTheMoment) {
  const PassInfo in_an_act{"share-everything", "", share_everything<ir::Sharing::kAct>};
  const PassInfo in_the_run{"share-everything", "", share_everything<ir::Sharing::kRun>};
  for (const char* action : {"list endpoints", "get file"}) {
    EXPECT_EQ(report_of(in_an_act, action), "");
    EXPECT_EQ(report_of(in_the_run, action), "requests are shared in the whole run in @f, but `" + std::string(action) +
                                                 "` on asset asks how things are now");
  }
}

TEST(Pipeline, FindsAPassThatSharesWhatChangesSomething) {
  const char* body = R"(phantom.act[run](action="block ip", parameters=[{"ip": "192.0.2.1"}], assets=["firewall"]))";
  ir::Module module = ir::module_of(ir::with_body(body));
  PassContext context(test_effect);
  EXPECT_EQ(
      run(module, {}, context),
      "requests are shared in @f, but `block ip` on firewall changes something, or no connector says that it does "
      "not [Effect]");
}

TEST(Pipeline, FindsAPassThatKeepsAnswersOfTheMoment) {
  const char* body = R"(phantom.act[run](action="list endpoints", parameters=[], assets=["edr"]))";
  ir::Module module = ir::module_of(ir::with_body(body));
  PassContext context(test_effect);
  EXPECT_EQ(run(module, {}, context),
            "requests are shared in the whole run in @f, but `list endpoints` on edr asks how things are now");
}

TEST(Pipeline, FindsAPassThatAsksForMoreThanTheServiceTakes) {
  const char* body = R"(phantom.act[run, batch 9](action="ip reputation", parameters=[], assets=["x"]))";
  ir::Module module = ir::module_of(ir::with_body(body));
  PassContext context(test_effect, test_batch);
  EXPECT_EQ(run(module, {}, context), "more is asked in one request in @f than `ip reputation` on x takes");
}

TEST(Pipeline, FindsAPassThatRehearsesWhatDoesMoreThanToAsk) {
  ir::Module module = ir::module_of(R"(playbook "test" {
  module {
  }
  start @on_start(container) {
    phantom.act[ahead @next](action="geolocate ip", parameters=[], assets=["x"], callback=@next)
  }
  function @next(container=None) {
    phantom.set_status(status="closed")
  }
})");
  PassContext context(test_effect);
  EXPECT_EQ(run(module, {}, context),
            "@next is rehearsed, but it does more than to ask: `phantom.set_status()` [DoesMore]");
}

TEST(Pipeline, SharesNothingWhereTheEffectsAreNotKnown) {
  ir::Module module =
      ir::module_of(ir::with_body(R"(phantom.act(action="ip reputation", parameters=[], assets=["virustotal"]))"));
  const Pass passes[] = {Pass::dedup_params, Pass::share_requests};
  const std::string before = ir::print(module);
  PassContext context;
  EXPECT_EQ(run(module, passes, context), "");
  EXPECT_EQ(ir::print(module), before);
  // The same act when a connector says that it only reads.
  PassContext knowing(test_effect);
  EXPECT_EQ(run(module, passes, knowing), "");
  EXPECT_NE(ir::print(module).find("phantom.act[run]"), std::string::npos);
}

TEST(Pipeline, RandomModulesVerifyAfterEveryPass) {
  for (std::uint32_t seed = 0; seed < 300; ++seed) {
    ir::Module module = ir::random_module(seed);
    for (const ir::OpId op : module.ops.ids()) {  // marks that nothing allows
      module.ops[op].sharing = {};
      module.ops[op].batch = 1;
      module.ops[op].ahead.clear();
    }
    PassContext context;
    ASSERT_EQ(run(module, pipeline(Level::kO2), context, {.verify = true}), "") << "seed " << seed;
    ASSERT_TRUE(ir::module_of(ir::print(module)) == module) << "seed " << seed;
  }
}

}  // namespace
}  // namespace pbc::opt
