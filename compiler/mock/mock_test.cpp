// SPDX-License-Identifier: Apache-2.0
#include "compiler/mock/mock.h"

#include <gtest/gtest.h>

#include "compiler/mock/values.h"

namespace pbc::mock {
namespace {

TEST(Kinds, ComeFromWhatSoarSaysElseFromTheWordsOfTheName) {
  EXPECT_EQ(kind_of("anything", {"ip"}), Kind::kIp);
  EXPECT_EQ(kind_of("sourceAddress"), Kind::kIp);
  EXPECT_EQ(kind_of("dest_ip"), Kind::kIp);
  EXPECT_EQ(kind_of("requestURL"), Kind::kUrl);
  EXPECT_EQ(kind_of("destinationDnsDomain"), Kind::kDomain);
  EXPECT_EQ(kind_of("fileHashSha256"), Kind::kSha256);
  EXPECT_EQ(kind_of("vaultId"), Kind::kVaultId);
  EXPECT_EQ(kind_of("user_name"), Kind::kUser);
  EXPECT_EQ(kind_of("total_objects"), Kind::kNumber);
  EXPECT_EQ(kind_of("is_verified"), Kind::kBool);
  EXPECT_EQ(kind_of("verified_at"), Kind::kTime);
  EXPECT_EQ(kind_of("ticket_id"), Kind::kId);
  EXPECT_EQ(kind_of("remarks"), Kind::kText);
  EXPECT_EQ(kind_of(""), Kind::kText);
}

TEST(Shape, IsWhatPathsReadTogether) {
  Shape shape;
  shape.at("data.*.country.name").type = "string";
  shape.at(".data.0.country.code");
  const Shape* data = shape.find("data");
  ASSERT_NE(data, nullptr);
  ASSERT_NE(data->elements, nullptr);
  EXPECT_EQ(data->elements->find("country")->keys.size(), 2u);
  EXPECT_EQ(shape.at("data.*.country.name").type, "string");
  EXPECT_EQ(shape.at("data.*.country.name").name, "name");
}

/// Values that are made for a shape with one comparison, many times over.
std::vector<Json> many(const char* name, Comparison comparison) {
  Shape shape;
  shape.key(name).comparisons.push_back(std::move(comparison));
  std::vector<Json> made;
  Values values(1);
  for (int i = 0; i < 200; ++i)
    if (const Json dict = values.make(shape); dict.contains(name)) made.push_back(dict[name]);
  return made;
}

/// Both ways of a branch are taken.
void expect_both(const std::vector<Json>& made, const std::function<bool(const Json&)>& holds) {
  const auto count = std::ranges::count_if(made, holds);
  EXPECT_GT(count, 20);
  EXPECT_LT(count, static_cast<std::ptrdiff_t>(made.size()));
}

TEST(Values, SatisfyAComparisonOftenButNotAlways) {
  expect_both(many("country", {"==", "Atlantis"}), [](const Json& value) { return value == "Atlantis"; });
  expect_both(many("score", {">=", 90}), [](const Json& value) { return value.is_number() && value.get<int>() >= 90; });
  expect_both(many("score", {"<", "3"}), [](const Json& value) { return value.is_string(); });
  expect_both(many("country", {"in", "Oz, Atlantis"}),
              [](const Json& value) { return value == "Oz" || value == "Atlantis"; });
  expect_both(many("tags", {"in", "vip", true}), [](const Json& value) { return value == Json::array({"vip"}); });
  expect_both(many("sourceAddress", {"in", "192.168.7.0/24"}),
              [](const Json& value) { return value.get<std::string>().starts_with("192.168.7."); });
}

TEST(Values, AreTheSameForTheSameSeed) {
  Shape shape;
  for (const char* key : {"sourceAddress", "url", "score", "fileHash", "when_created"}) shape.at("data.*").key(key);
  EXPECT_EQ(Values(5).make(shape).dump(), Values(5).make(shape).dump());
  EXPECT_NE(Values(5).make(shape).dump(), Values(6).make(shape).dump());
}

TEST(Surroundings, AnswerForEveryValueThatIsKnownAndForAnyOther) {
  phantom::Catalogue catalogue;
  ASSERT_EQ(catalogue.add(R"({"app": "L", "assets": ["loc"], "actions": {"geolocate ip": {"effect": "lookup",
                              "parameters": {"ip": {"type": "string", "contains": ["ip"]}},
                              "outputs": {"data.*.city": "string", "summary.hits": "numeric"}}}})"),
            "");
  Needs needs;
  needs.actions.push_back({"geolocate ip", "loc", {"ip"}, {}});
  needs.actions.push_back({"burn", "", {}, {}});
  const Surroundings made = surroundings("p", needs, catalogue, 1);
  std::size_t by_value = 0;
  for (const Json& answer : made.world["actions"]) by_value += answer["parameter"].is_object() ? 1 : 0;
  EXPECT_EQ(by_value, 4u);
  EXPECT_EQ(made.world["actions"].size(), 6u);
  EXPECT_EQ(made.world["actions"][5]["asset"], "*");
  EXPECT_EQ(made.world["assets"], Json::parse(R"([{"name": "loc", "app": "L"}])"));
  EXPECT_TRUE(made.inputs.empty());
  EXPECT_GE(made.event["artifacts"].size(), 2u);
}

}  // namespace
}  // namespace pbc::mock
