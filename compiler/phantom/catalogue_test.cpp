// SPDX-License-Identifier: Apache-2.0
#include "compiler/phantom/catalogue.h"

#include <gtest/gtest.h>

namespace pbc::phantom {
namespace {

constexpr std::string_view kLocator = R"({
  "app": "Locator",
  "assets": ["my_locator"],
  "actions": {
    "geolocate ip": {
      "effect": "lookup",
      "parameters": {"ip": {"type": "string", "contains": ["ip"]}},
      "outputs": {"data.*.country": "string"}
    },
    "list sites": {"effect": "state", "may_run_without_parameters": true}
  }
})";

TEST(Catalogue, FindsByActionInAnyCaseAndByAssetLoosely) {
  Catalogue catalogue;
  ASSERT_EQ(catalogue.add(kLocator), "");
  ASSERT_EQ(catalogue.find("Geolocate IP").size(), 1u);
  ASSERT_EQ(catalogue.find("geolocate ip", "My-Locator").size(), 1u);
  const ActionDescriptor* found = catalogue.find("geolocate ip", "My-Locator").front();
  ASSERT_NE(found, nullptr);
  EXPECT_EQ(found->app, "Locator");
  EXPECT_EQ(found->parameters.at("ip").contains, std::vector<std::string>{"ip"});
  EXPECT_EQ(found->outputs.at("data.*.country").type, "string");
  EXPECT_FALSE(found->may_run_without_parameters);
  EXPECT_EQ(catalogue.find("geolocate ip", "locator").size(), 1u);  // the app's own name
  EXPECT_TRUE(catalogue.find("geolocate ip", "other").empty());
  EXPECT_TRUE(catalogue.find("locate", "my_locator").empty());
}

TEST(Catalogue, AnActionIsWhatAllAppsSayOfIt) {
  Catalogue catalogue;
  ASSERT_EQ(catalogue.add(kLocator), "");
  EXPECT_EQ(catalogue.effect("geolocate ip"), EffectClass::kLookup);
  EXPECT_EQ(catalogue.effect("burn everything"), EffectClass::kExecute);
  ASSERT_EQ(catalogue.add(R"({"app": "B", "assets": [], "actions": {"geolocate ip": {"effect": "record"}}})"), "");
  EXPECT_EQ(catalogue.effect("geolocate ip"), EffectClass::kExecute);
}

TEST(Catalogue, SaysWhatIsWrongWithADescriptor) {
  const auto wrong = [](std::string_view json) { return Catalogue().add(json); };
  EXPECT_EQ(wrong(R"([])"), "the descriptor is not an object");
  EXPECT_EQ(wrong(R"({"app": "A", "assets": []})"), "the descriptor has no `actions`");
  EXPECT_EQ(wrong(R"({"app": "A", "assets": [], "action": {}})"), "the descriptor has an unknown key `action`");
  EXPECT_EQ(wrong(R"({"app": "A", "assets": [], "actions": {"x": {}}})"), "action `x` has no `effect`");
  EXPECT_EQ(wrong(R"({"app": "A", "assets": [], "actions": {"x": {"effect": "lookups"}}})"),
            "action `x` has the effect `lookups`, which is no effect class");
  EXPECT_EQ(wrong(R"({"app": "A", "assets": [], "actions": {"x": {"effect": "lookup", "outputs": {"data.*.a": 1}}}})"),
            "`data.*.a` of action `x` is not an object");
  EXPECT_NE(wrong("{").find("parse error"), std::string::npos);
}

TEST(Catalogue, ShipsDescriptorsThatCanBeRead) {
  std::string error;
  const Catalogue catalogue = Catalogue::read(PBC_CONNECTORS, &error);
  EXPECT_EQ(error, "");
  EXPECT_EQ(catalogue.effect("ip reputation"), EffectClass::kLookup);
  EXPECT_EQ(catalogue.effect("block ip"), EffectClass::kContain);
  ASSERT_EQ(catalogue.find("geolocate ip", "maxmind").size(), 1u);
  const ActionDescriptor* geolocate = catalogue.find("geolocate ip", "maxmind").front();
  ASSERT_NE(geolocate, nullptr);
  EXPECT_TRUE(geolocate->outputs.contains("data.*.country_iso_code"));
  Catalogue::read("no/such/folder", &error);
  EXPECT_EQ(error, "no/such/folder: no such file or directory");
}

}  // namespace
}  // namespace pbc::phantom
