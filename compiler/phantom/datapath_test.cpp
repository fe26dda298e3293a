// SPDX-License-Identifier: Apache-2.0
#include "compiler/phantom/datapath.h"

#include <gtest/gtest.h>

namespace pbc::phantom {
namespace {

using Source = Datapath::Source;

TEST(Datapath, TellsWhatItReadsFrom) {
  EXPECT_EQ(parse_datapath("artifact:*.cef.requestURL").source, Source::kArtifact);
  EXPECT_EQ(parse_datapath("container:name").source, Source::kContainer);
  EXPECT_EQ(parse_datapath("custom_list:internal range").source, Source::kCustomList);
  EXPECT_EQ(parse_datapath("playbook_input:url").source, Source::kPlaybookInput);
  EXPECT_EQ(parse_datapath("action_result.parameter.hash").source, Source::kResults);
  const Datapath block = parse_datapath("geo_1:action_result.data.*.country");
  EXPECT_EQ(block.source, Source::kBlock);
  EXPECT_EQ(block.block, "geo_1");
}

TEST(Datapath, SplitsFilteredData) {
  const Datapath path = parse_datapath("filtered-data:filter_1:condition_2:geo_1:action_result.status");
  EXPECT_EQ(path.filter, "filter_1");
  EXPECT_EQ(path.condition, "condition_2");
  EXPECT_EQ(path.block, "geo_1");
  EXPECT_EQ(path.malformed, "");
}

TEST(Datapath, SaysWhatIsMalformed) {
  for (const char* text :
       {"", "artifact:cef.x", "artifact:*cef", "filtered-data:filter_1", "geo:action_result.data*.x",
        "geo:action_result.data..x", "geo:action_result.data.", ":status", "code_1:custom_function:"})
    EXPECT_NE(parse_datapath(text).malformed, "") << text;
  for (const char* text :
       {"artifact:*", "geo:action_result", "geo:status", "code_1:custom_function:urls", "f:formatted_data.*",
        "geo:artifact:*.id", "child:playbook_output:observable.type", "container:id"})
    EXPECT_EQ(parse_datapath(text).malformed, "") << text;
}

TEST(Datapath, IsToldFromAnOrdinaryText) {
  for (const char* text : {"PROBLEM Service Alert:", "https://example.com", "ProductVersion:\t10.13", "plain", "a:b"})
    EXPECT_FALSE(looks_like_datapath(text)) << text;
  for (const char* text : {"artifact:*.id", "geo:action_result.data", "geo:status", "geo:summary.total_objects",
                           "f:formatted_data", "filtered-data:f:c:artifact:*.id", "action_result.data"})
    EXPECT_TRUE(looks_like_datapath(text)) << text;
}

}  // namespace
}  // namespace pbc::phantom
