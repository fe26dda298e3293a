// SPDX-License-Identifier: Apache-2.0
#include "compiler/ir/argument_needs.h"

#include "compiler/ir/test_support.h"

namespace pbc::ir {
namespace {

/// `body` of a block @f(container, results) beside some others; what it needs of its two arguments.
std::pair<Need, Need> needs_of(std::string_view body) {
  std::string text = R"(playbook "test" {
  module {
  }
  block @looks(container=None, results=None) {
    %c = load container
    %r = load results
    phantom.decision(container=%c, conditions=[], action_results=%r)
    call @looks(container=%c, results=%r)
  }
  block @keeps(container=None, results=None) {
    %r = load results
    store_global kept %r
  }
  block @stores(container=None, results=None) {
    store results None
    %r = load results
    phantom.collect2(container=None, datapath="a", action_results=%r)
  }
  block @rest(*all, **others) {
  }
  function @rebound(container) rebindable {
  }
  block @f(container=None, results=None) {
)" + std::string(body) +
                     R"(
  }
}
)";
  const Module module = module_of(text);
  const ArgumentNeeds needs(module);
  const FunctionId f = module.find_function("f");
  return {needs.of(f, 0), needs.of(f, 1)};
}

constexpr auto kNothing = Need::kNothing;
constexpr auto kLook = Need::kLook;
constexpr auto kOwn = Need::kOwn;

TEST(ArgumentNeeds, WhatNobodyReadsIsNotNeeded) {
  EXPECT_EQ(needs_of("    return"), std::pair(kNothing, kNothing));
  EXPECT_EQ(needs_of("    %c = load container\n    return"), std::pair(kNothing, kNothing));
  EXPECT_EQ(needs_of("    %r = load results\n    call @f(None, %r)"), std::pair(kNothing, kNothing));
}

TEST(ArgumentNeeds, TheApiLooks) {
  EXPECT_EQ(needs_of("    %c = load container\n    phantom.set_status(container=%c, status=\"closed\")"),
            std::pair(kLook, kNothing));
  EXPECT_EQ(needs_of("    %r = load results\n    phantom.parse_success(results=%r)"), std::pair(kNothing, kLook));
  // What an act or a list is given is kept.
  EXPECT_EQ(needs_of("    %r = load results\n    phantom.act(action=\"a\", handle=%r)"), std::pair(kNothing, kOwn));
  EXPECT_EQ(needs_of("    %r = load results\n    phantom.act(action=\"a\", parameters=[{\"p\": %r}])"),
            std::pair(kNothing, kOwn));
  EXPECT_EQ(needs_of("    %r = load results\n    phantom.save_run_data(value=%r, key=\"container\")"),
            std::pair(kNothing, kOwn));
}

TEST(ArgumentNeeds, FollowCalls) {
  EXPECT_EQ(needs_of("    %c = load container\n    %r = load results\n    call @looks(container=%c, results=%r)"),
            std::pair(kLook, kLook));
  EXPECT_EQ(needs_of("    %c = load container\n    %r = load results\n    call @looks(%r, %c)"),
            std::pair(kLook, kLook));
  EXPECT_EQ(needs_of("    %c = load container\n    %r = load results\n    call @keeps(container=%c, results=%r)"),
            std::pair(kNothing, kOwn));
  EXPECT_EQ(needs_of("    %r = load results\n    call @stores(results=%r)"), std::pair(kNothing, kOwn));
  EXPECT_EQ(needs_of("    %r = load results\n    call @rest(%r)"), std::pair(kNothing, kOwn));
  EXPECT_EQ(needs_of("    %r = load results\n    call @rest(results=%r)"), std::pair(kNothing, kOwn));
  EXPECT_EQ(needs_of("    %c = load container\n    call @looks(*%c)"), std::pair(kOwn, kNothing));
  EXPECT_EQ(needs_of("    %c = load container\n    %g = load_global rebound\n    call %g(%c)"),
            std::pair(kOwn, kNothing));
}

TEST(ArgumentNeeds, EverythingElseMayChangeThem) {
  for (const std::string use : {"subscript %r 0", "attribute %r x", "list [%r]", "call_method %r append(1)",
                                "compare %r == None", "fstring [%r]"}) {
    EXPECT_EQ(needs_of("    %r = load results\n    %x = " + use + "\n    return"), std::pair(kNothing, kOwn)) << use;
  }
  EXPECT_EQ(needs_of("    %r = load results\n    return %r"), std::pair(kNothing, kOwn));
  EXPECT_EQ(needs_of("    %r = load results\n    if %r {\n    }"), std::pair(kNothing, kOwn));
  EXPECT_EQ(needs_of("    delete results"), std::pair(kNothing, kOwn));
}

TEST(ArgumentNeeds, ClosuresMayDoAnything) {
  const Module module = module_of(R"(playbook "test" {
  module {
  }
  block @f(cell container=None, *results) {
  }
  lambda @<lambda>() in @f {
    %c = load @f::container
    return %c
  }
}
)");
  const ArgumentNeeds needs(module);
  const FunctionId f = module.find_function("f");
  EXPECT_EQ(needs.of(f, 0), kOwn);
  EXPECT_EQ(needs.of(f, 1), kOwn);
}

}  // namespace
}  // namespace pbc::ir
