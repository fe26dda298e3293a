// SPDX-License-Identifier: Apache-2.0
#include "compiler/mock/artifact_reads.h"

#include <gtest/gtest.h>

#include "compiler/ir/test_support.h"
#include "compiler/mock/needs.h"

namespace pbc::mock {
namespace {

/// The fields in one line, then kinds of data, then whether there may be more.
std::string reads_of(std::string_view body, std::string_view more = "") {
  const ir::Module module = ir::module_of("playbook \"test\" {\n  module {\n  }\n  start @on_start(container) {\n" +
                                          std::string(body) + "    return\n  }\n" + std::string(more) + "}\n");
  const ir::Module* program = &module;
  const ArtifactReads reads = needs_of({&program, 1}).artifact_reads;
  std::string text;
  for (const std::string& field : reads.fields) text += (text.empty() ? "" : " ") + field;
  for (const std::string& kind : reads.contains) text += " contains:" + kind;
  return text + (reads.is_unknown ? " ..." : "");
}

TEST(ArtifactReads, AreDatapathsOfEveryCall) {
  EXPECT_EQ(reads_of(R"(
    %a = phantom.collect2(datapath=["artifact:*.cef.requestURL", "artifact:*.id", "filtered-data:f:condition_1:artifact:*.cef.a b"])
    %b = phantom.condition(conditions=[["artifact:*.severity", "==", "high"]])
    phantom.format(template="{0}", parameters=["artifact:*.cef.emailHeaders.From", "plain text"], name="f")
    %c = phantom.collect(datapath="artifact:*.cef")
)"),
            "cef cef.a b cef.emailHeaders.From cef.requestURL id severity");
  EXPECT_EQ(reads_of("    %a = phantom.collect2(datapath=[\"container:name\", \"act_1:action_result.data.*.x\"])\n"),
            "");
}

TEST(ArtifactReads, AreUnknownWhereADatapathIsComputed) {
  EXPECT_EQ(reads_of("    %c = load container\n    %a = phantom.collect2(datapath=%c)\n"), " ...");
  EXPECT_EQ(reads_of("    %c = load container\n    %a = phantom.collect2(datapath=[\"artifact:*.name\", %c])\n"),
            "name ...");
  // The left side of a condition is a value, unless it is a text that is put together.
  EXPECT_EQ(reads_of("    %c = load container\n    %a = phantom.decision(conditions=[[%c, \"==\", \"high\"]])\n"), "");
  EXPECT_EQ(reads_of("    %c = load container\n    %t = binary \"artifact:*.cef.\" + %c\n"
                     "    %a = phantom.decision(conditions=[[%t, \"==\", \"high\"]])\n"),
            " ...");
}

TEST(ArtifactReads, FollowArtifactsThroughLoopsAndVariables) {
  constexpr std::string_view kLoop = R"(
    %all = phantom.get_artifacts(container=1)
    for %all {
      %one = incoming
      %cef = call_method %one get("cef")
      %url = subscript %cef "requestURL"
      %name = subscript %one "name"
    }
)";
  EXPECT_EQ(reads_of(kLoop), "cef.requestURL name");
  EXPECT_EQ(reads_of("    %all = phantom.get_artifacts(container=1)\n    %first = subscript %all 0\n"
                     "    %cef = subscript %first \"cef\"\n    %in = compare \"md5\" in %cef\n"),
            "cef.md5");
  // All of them at once.
  EXPECT_EQ(reads_of("    %all = phantom.get_artifacts(container=1)\n    %first = subscript %all 0\n"
                     "    %cef = subscript %first \"cef\"\n    %items = call_method %cef items()\n"),
            "cef");
  // Nothing is known of one that goes elsewhere.
  EXPECT_EQ(reads_of("    %all = phantom.get_artifacts(container=1)\n    %f = builtin str\n    %t = call %f(%all)\n"),
            " ...");
  EXPECT_EQ(reads_of("    %all = phantom.get_artifacts(container=1)\n    %f = builtin len\n    %t = call %f(%all)\n"),
            "");
}

TEST(ArtifactReads, AreUnknownBehindRest) {
  const auto asks = [](const std::string& parts, const std::string& method) {
    return reads_of("    %url = phantom.build_phantom_rest_url(" + parts +
                    ")\n    %requests = load_global requests\n    %r = call_method %requests " + method + "(%url)\n");
  };
  EXPECT_EQ(asks("\"container\", 7, \"artifacts\"", "get"), " ...");
  EXPECT_EQ(asks("\"artifact\"", "get"), " ...");
  EXPECT_EQ(asks("\"artifact\"", "post"), "");
  EXPECT_EQ(asks("\"artifact\", 7", "get"), "");
  EXPECT_EQ(asks("\"container\", 7", "get"), "");
}

TEST(ArtifactReads, NameKindsOfData) {
  EXPECT_EQ(reads_of("    %a = phantom.collect_from_contains(container=1, contains=[\"url\", \"ip\"])\n"),
            " contains:ip contains:url");
}

TEST(ArtifactReads, AreThoseOfFunctionsThatARunGetsTo) {
  constexpr std::string_view kOther = R"(
  block @other(container) {
    %a = phantom.collect2(datapath=["artifact:*.cef.x"])
    return
  }
)";
  EXPECT_EQ(reads_of("", kOther), "");
  EXPECT_EQ(reads_of("    %a = call @other(container=1)\n", kOther), "cef.x");
}

TEST(ArtifactReads, AreDatapathsThatAreHandedOn) {
  EXPECT_EQ(reads_of(R"(
    %l = list ["artifact:*.cef.a", "artifact:*.cef.b"]
    for %l {
      %one = incoming
      %a = phantom.collect2(datapath=[%one])
    }
)"),
            "cef.a cef.b");
  constexpr std::string_view kHelper = R"(
  function @helper(path, other=None) {
    %path = load path
    %a = phantom.collect2(datapath=%path)
    return
  }
)";
  EXPECT_EQ(reads_of("    %a = call @helper(\"artifact:*.cef.a\")\n    %b = call @helper(path=\"artifact:*.name\")\n",
                     kHelper),
            "cef.a name");
  EXPECT_EQ(reads_of("    %c = load container\n    %a = call @helper(%c)\n", kHelper), " ...");
}

TEST(ArtifactReads, EndWhereAListHoldsItself) {
  EXPECT_NE(reads_of("    %x = load y\n    %l = list [%x]\n    store y %l\n    %a = phantom.collect2(datapath=%x)\n"),
            "");
}

}  // namespace
}  // namespace pbc::mock
