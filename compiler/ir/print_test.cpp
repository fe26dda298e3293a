// SPDX-License-Identifier: Apache-2.0
#include "compiler/ir/print.h"

#include <gtest/gtest.h>

#include "compiler/ir/builder.h"
#include "compiler/ir/test_support.h"

namespace pbc::ir {
namespace {

/// A block as the lifter would build it.
Module url_reputation() {
  Module module;
  module.name = "phish";
  module.file = "phish.py";
  module.description = "Looks at mail.\nAsks for its URLs.";
  Builder b(module);
  const FunctionId body = b.function(kModuleName, FunctionRole::kModule);
  const FunctionId start = b.function("on_start", FunctionRole::kStart, body);
  const FunctionId block = b.function("url_reputation", FunctionRole::kBlock, body);
  const FunctionId lambda = b.function("<lambda>", FunctionRole::kLambda, block);

  b.enter(body);
  const OpId phantom = b.op(OpKind::kImportLeaf, {}, {"phantom.rules"});
  b.op(OpKind::kStoreGlobal, {phantom}, {"phantom"});

  b.enter(start);
  const VariableId start_container = b.parameter(start, "container");
  b.at({100, 120}, 12);
  b.phantom(phantom::Api::debug, {{"message", b.str("on_start() called")}});
  b.at({}, 13);
  b.call(block, {}, {{"container", b.load(start_container)}});
  b.op(OpKind::kReturn);

  module.functions[block].description = "Asks PhishTank.";
  module.functions[block].is_decorated = true;
  module.custom_code.push_back({block, 30, 34});
  b.at({}, 0);
  b.enter(block);
  const VariableId container = b.parameter(block, "container", b.none());
  const VariableId kwargs = b.parameter(block, "kwargs", {}, Parameter::Kind::kKwargs);
  module.variables[kwargs].kind = Variable::Kind::kCell;
  const VariableId rows = b.variable(block, "rows");
  const VariableId urls = b.variable(block, "urls");
  const VariableId row = b.variable(block, "row", Variable::Kind::kComprehension);
  b.store(rows, b.phantom(phantom::Api::collect2, {{"container", b.load(container)},
                                                   {"datapath", b.list_term({b.str("artifact:*.cef.requestURL")})}}));
  const RegionId element = b.region([&] {
    b.store(row, b.op(OpKind::kIncoming));
    const OpId url = b.op(OpKind::kSubscript, {b.load(row), b.integer(0)});
    const RegionId keep = b.region([&] { b.op(OpKind::kAdd, {url}); });
    b.structured(OpKind::kIf, {url}, {keep, b.empty_region()});
  });
  b.store(urls, b.structured(OpKind::kListOf, {b.load(rows)}, {element}));
  b.store(urls, b.op(OpKind::kBinary, {b.load(urls), b.define(lambda)}, {"%"}));

  b.enter(lambda);
  b.op(OpKind::kReturn, {b.load(kwargs)});
  return module;
}

TEST(Print, ReadsLikeThePlaybook) {
  EXPECT_EQ(print(url_reputation()), R"(playbook "phish" {
  "Looks at mail."
  "Asks for its URLs."
  module {
    %phantom = import_leaf phantom.rules
    store_global phantom %phantom
  }
  start @on_start(container) {
    phantom.debug(message="on_start() called")
    %container = load container
    call @url_reputation(container=%container)
    return
  }
  block @url_reputation(container=None, cell **kwargs) decorated {
    "Asks PhishTank."
    custom_code 30..34
    comprehension row
    %container = load container
    %rows = phantom.collect2(container=%container, datapath=["artifact:*.cef.requestURL"])
    store rows %rows
    %rows.2 = load rows
    %urls = list_of %rows.2 {
      %row = incoming
      store row %row
      %row.2 = load row
      %subscript = subscript %row.2 0
      if %subscript {
        add %subscript
      }
    }
    store urls %urls
    %urls.2 = load urls
    %lambda = define @<lambda>
    %urls.3 = binary %urls.2 % %lambda
    store urls %urls.3
  }
  lambda @<lambda>() in @url_reputation {
    %kwargs = load @url_reputation::kwargs
    return %kwargs
  }
}
)");
}

TEST(Print, ShowsLocationsOnRequest) {
  const std::string text = print(url_reputation(), {.locations = true, .only_function = "on_start"});
  EXPECT_EQ(text, R"(start @on_start(container) {
  phantom.debug(message="on_start() called") at 12 (100..120)
  %container = load container at 13
  call @url_reputation(container=%container) at 13
  return at 13
}
)");
}

TEST(Print, ShowsOneFunctionWithThoseInside) {
  const std::string text = print(url_reputation(), {.locations = false, .only_function = "url_reputation"});
  EXPECT_TRUE(text.starts_with("block @url_reputation("));
  EXPECT_NE(text.find("lambda @<lambda>() in @url_reputation {"), std::string::npos);
  EXPECT_EQ(print(url_reputation(), {.locations = false, .only_function = "nothing"}), "");
}

TEST(Print, DoesNotDependOnIds) {
  Module module = url_reputation();
  const std::string text = print(module);
  // Objects that nothing refers to, and constants in another order.
  Module other;
  Builder b(other);
  for (const Constant& constant : module.constants) b.str(constant.text + "x");
  b.name("unrelated");
  b.list_term({});
  other.add(Op{.kind = OpKind::kBreak});
  other.add_region();
  EXPECT_EQ(print(module_of(text)), text);
  module.add(Op{.kind = OpKind::kBreak});
  module.add_region();
  EXPECT_EQ(print(module), text);
}

TEST(Print, OneOperationForMessages) {
  Module module = url_reputation();
  Builder b(module);
  b.enter(FunctionId(2));
  EXPECT_EQ(print_op(module, b.op(OpKind::kSlice)), "%slice = slice");
  EXPECT_EQ(print_op(module, b.op(OpKind::kSlice, {Operand(), b.integer(2)})), "%slice = slice - 2");
  EXPECT_EQ(print_op(module, b.op(OpKind::kReturn, {OpId(9999)})), "return %?");
  EXPECT_EQ(print_op(module, OpId(9999)), "?");
}

}  // namespace
}  // namespace pbc::ir
