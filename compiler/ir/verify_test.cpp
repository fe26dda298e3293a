// SPDX-License-Identifier: Apache-2.0
#include "compiler/ir/verify.h"

#include <gtest/gtest.h>

#include "compiler/ir/builder.h"
#include "compiler/ir/test_support.h"

namespace pbc::ir {
namespace {

/// The findings about a body that reads, but should not verify.
std::string findings_of_body(std::string_view body) {
  const ReadResult result = read_text(with_body(body));
  EXPECT_TRUE(result.module) << result.diagnostics;
  return result.module ? findings(*result.module) : std::string();
}

struct BadBody {
  const char* name;
  const char* body;
  const char* finding;
};

class VerifyBody : public testing::TestWithParam<BadBody> {};

TEST_P(VerifyBody, NamesOperationAndRule) {
  EXPECT_EQ(findings_of_body(GetParam().body), "in @f: " + std::string(GetParam().finding) + "\n");
}

INSTANTIATE_TEST_SUITE_P(
    All, VerifyBody,
    testing::ValuesIn(std::vector<BadBody>{
        {"ValueOutOfItsRegion", "%a = load a\nif %a {\n%b = load b\n}\nreturn %b",
         "`return %b`: value is used where it is not defined"},
        {"ValueOfAnotherBranch", "%a = load a\nif %a {\n%b = load b\n} else {\nreturn %b\n}",
         "`return %b`: value is used where it is not defined"},
        {"BreakOutsideOfALoop", "break", "`break`: outside of a loop"},
        {"ContinueInTheElseOfALoop", "%a = load a\nfor %a {\nbreak\n} else {\ncontinue\n}",
         "`continue`: outside of a loop"},
        {"BreakInTheConditionOfALoop", "while {\nbreak\nyield 1\n} do {\n}", "`break`: outside of a loop"},
        {"ReturnInAComprehension", "%a = load a\nlist_of %a {\nreturn\n}",
         "`return`: return inside of a comprehension"},
        {"IncomingInTheMiddle", "%a = load a\nfor %a {\nload b\nincoming\n}",
         "`%incoming = incoming`: incoming stands at the start of a region that is given a value"},
        {"IncomingInAnIf", "if 1 {\nincoming\n}",
         "`%incoming = incoming`: incoming stands at the start of a region that is given a value"},
        {"YieldInTheMiddle", "and 1 {\nyield 1\nyield 2\n}",
         "`yield 1`: yield stands at the end of a region that gives a value"},
        {"YieldInAnIf", "if 1 {\nyield 1\n}", "`yield 1`: yield stands at the end of a region that gives a value"},
        {"NoYield", "and 1 {\nload a\n}", "`%and = and 1`: region must end with yield"},
        {"EmptyCondition", "while do {\nbreak\n}", "`while`: region must end with yield"},
        {"ExceptOutsideOfATry", "except do {\n}", "`except`: except stands among the handlers of a try"},
        {"OtherAmongHandlers", "try handlers {\nload a\n}",
         "`%a = load a`: only except stands among the handlers of a try"},
        {"AddOutsideOfAComprehension", "add 1", "`add 1`: nothing that this adds to"},
        {"AddToADict", "dict_of 1 {\nadd 1\n}", "`add 1`: nothing that this adds to"},
        {"AddItemToAList", "list_of 1 {\nadd_item 1 2\n}", "`add_item 1 2`: no dict that this adds to"},
        {"StarredOperand", "return *1", "`return *1`: starred operand where none may stand"},
        {"TermOutsideOfAnApiCall", "return [1]", "`return [1]`: term outside of a Playbook API call"},
        {"UnknownArgument", "phantom.debug(text=1)",
         "`%debug = phantom.debug(text=1)`: `debug` has no argument `text`"},
        {"ArgumentTwice", "phantom.debug(message=1, message=2)",
         "`%debug = phantom.debug(message=1, message=2)`: argument `message` is given twice"},
        {"ArgumentsByMapping", "phantom.debug(**1)", "`%debug = phantom.debug(**1)`: `**` in a Playbook API call"},
        {"KeywordTwice", "call 1(a=1, a=2)", "`%call = call 1(a=1, a=2)`: argument `a` is given twice"},
        {"MissingDefault", "define @f [1]", "`%f = define @f [1]`: one operand for each computed default"},
    }),
    [](const testing::TestParamInfo<BadBody>& info) { return info.param.name; });

TEST(Verify, AcceptsEveryPlaceWhereValuesMayStand) {
  EXPECT_EQ(findings_of_body(R"(%a = load a
for %a {
  %item = incoming
  while {
    yield %item
  } do {
    try {
      break
    } handlers {
      except as x {
        %e = builtin ValueError
        yield %e
      } do {
        %error = incoming
        store x %error
        continue
      }
      except as global x do {
        return %a
      }
    } finally {
      with %a {
        incoming
      }
    }
  } else {
    continue
  }
}
assert %a {
  yield "text"
}
assert %a
%rows = list_of %a {
  %row = incoming
  for %row {
    %x = incoming
    if %x {
      add %x
    }
  }
}
phantom.concatenate(%rows, %a, dedup=True)
phantom.act(parameters=[{"ip": %a, **%rows}], callback=@f))"),
            "");
}

// What the reader cannot make: broken ids and shared parts.

class VerifyModule : public testing::Test {
 protected:
  VerifyModule() : b(module) {
    b.function(kModuleName, FunctionRole::kModule);
    f = b.function("f", FunctionRole::kPlain, module.module_body());
    b.enter(f);
  }
  Module module;
  Builder b;
  FunctionId f;
};

TEST_F(VerifyModule, IsSoundAtFirst) { EXPECT_EQ(findings(module), ""); }

TEST_F(VerifyModule, SurvivesEveryIdOutOfRange) {
  Op op{.kind = OpKind::kPhantom};
  op.variable = VariableId(99);
  op.function = FunctionId(99);
  op.names = {NameId(99), NameId(99)};
  op.integers = {1, 1};
  op.operands = {OpId(99), ConstantId(99), FunctionId(99), TermId(99), OpId(99)};
  op.keywords = {NameId(99), NameId()};
  op.regions = {RegionId(99)};
  for (std::size_t kind = 0; kind < op_kind_count(); ++kind) {
    op.kind = static_cast<OpKind>(kind);
    b.add(op);
  }
  module.regions[b.insertion()].ops.push_back(OpId(9999));
  module.functions[f].variables.push_back(VariableId(99));
  EXPECT_GT(verify(module).size(), op_kind_count());
  EXPECT_NE(findings(module), "");
}

TEST_F(VerifyModule, ArgumentsOfTheApi) {
  const OpId unnamed = b.phantom(phantom::Api::debug, {});
  module.ops[unnamed].operands = {b.none()};
  const OpId late = b.phantom(phantom::Api::concatenate, {{"dedup", b.none()}, {"*parts", b.none()}});
  EXPECT_EQ(print_op(module, late), "%concatenate = phantom.concatenate(dedup=None, None)");
  EXPECT_EQ(findings(module),
            "in @f: `%debug = phantom.debug(None)`: argument without name\n"
            "in @f: `%concatenate = phantom.concatenate(dedup=None, None)`: positional arguments stand first\n");
}

TEST_F(VerifyModule, SharedRegionOperationAndTerm) {
  const RegionId region = b.region([&] { b.op(OpKind::kReturn); });
  b.structured(OpKind::kIf, {b.none()}, {region, region});
  module.regions[b.insertion()].ops.push_back(module.regions[b.insertion()].ops[0]);
  const Operand term = b.list_term({});
  b.phantom(phantom::Api::debug, {{"message", term}});
  b.phantom(phantom::Api::debug, {{"message", term}});
  EXPECT_EQ(findings(module),
            "in @f: `if None`: region is missing or shared\n"
            "in @f: `if None`: operation is missing or stands in two places\n"
            "in @f: `%debug = phantom.debug(message=[])`: term is missing or stands in two places\n");
}

TEST_F(VerifyModule, TermInsideOfItself) {
  const Operand term = b.list_term({});
  module.terms[term.term()].elements = {term, term};
  b.phantom(phantom::Api::debug, {{"message", term}});
  EXPECT_NE(findings(module).find("stands in two places"), std::string::npos);
}

TEST_F(VerifyModule, RegionInsideOfItself) {
  const RegionId region = b.empty_region();
  const OpId op = b.structured(OpKind::kIf, {b.none()}, {region, b.empty_region()});
  module.regions[region].ops = {op};
  EXPECT_NE(findings(module).find("stands in two places"), std::string::npos);
}

TEST_F(VerifyModule, ParentsFormATree) {
  const FunctionId inner = b.function("inner", FunctionRole::kNested, f);
  module.functions[f].parent = inner;
  EXPECT_EQ(findings(module), "in @f: the function around this one must stand before it\n");
}

TEST_F(VerifyModule, VariablesOfOtherFunctions) {
  const FunctionId other = b.function("other", FunctionRole::kPlain, module.module_body());
  const FunctionId inner = b.function("inner", FunctionRole::kNested, f);
  const VariableId cell = b.variable(f, "cell", Variable::Kind::kCell);
  const VariableId local = b.variable(f, "local");
  b.enter(inner);
  b.load(cell);
  b.load(local);
  b.enter(other);
  b.load(cell);
  EXPECT_EQ(findings(module),
            "in @other: `%cell = load cell`: variable belongs to a function that is not around this one\n"
            "in @inner: `%local = load local`: variable of another function is no cell\n");
}

TEST_F(VerifyModule, Parameters) {
  b.parameter(f, "kwargs", {}, Parameter::Kind::kKwargs);
  b.parameter(f, "x", b.none());
  module.functions[f].parameters[1].computed_default = true;
  EXPECT_EQ(findings(module),
            "in @f: parameters are out of order\n"
            "in @f: parameter has a default value that it cannot have\n");
}

TEST_F(VerifyModule, ConstantsInCanonicalForm) {
  for (const Constant& bad : {Constant{Constant::Kind::kInt, "007"}, Constant{Constant::Kind::kInt, "-0"},
                              Constant{Constant::Kind::kInt, ""}, Constant{Constant::Kind::kFloat, "1"},
                              Constant{Constant::Kind::kFloat, "1e999"}, Constant{Constant::Kind::kBool, "true"}}) {
    Module broken;
    Builder build(broken);
    build.function(kModuleName, FunctionRole::kModule);
    broken.intern(bad);
    EXPECT_EQ(findings(broken), "constant " + bad.text + " is not in its canonical form\n");
  }
}

TEST_F(VerifyModule, OperandsAndRegionsByShape) {
  Op op{.kind = OpKind::kIf};
  b.add(op);
  b.op(OpKind::kBreak, {b.none()});
  EXPECT_EQ(findings(module),
            "in @f: `if ?`: wrong number of regions\n"
            "in @f: `if ?`: operand is missing\n"
            "in @f: `break`: too many operands\n"
            "in @f: `break`: outside of a loop\n");
}

}  // namespace
}  // namespace pbc::ir
