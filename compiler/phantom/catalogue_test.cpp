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

TEST(Catalogue, KnowsQuotasBatchesAndWhatIsLocal) {
  Catalogue catalogue;
  ASSERT_EQ(catalogue.add(R"({"app": "A", "assets": ["a", "first a"], "quotas": [{"requests": 4, "per": "minute"},
      {"requests": 500, "per": "day", "reset": "00:00 UTC", "plan": "public"}],
      "actions": {"ask": {"effect": "lookup", "batch": 50}, "tell": {"effect": "notify"}}})"),
            "");
  ASSERT_EQ(catalogue.add(R"({"app": "B", "assets": ["a"], "local": true, "actions": {}})"), "");
  EXPECT_EQ(catalogue.apps("First-A"), std::vector<std::string>{"A"});
  EXPECT_EQ(catalogue.apps("a"), (std::vector<std::string>{"A", "B"}));
  EXPECT_TRUE(catalogue.apps("c").empty());
  ASSERT_NE(catalogue.service("A"), nullptr);
  ASSERT_EQ(catalogue.service("A")->quotas.size(), 2u);
  EXPECT_EQ(catalogue.service("A")->quotas[1].requests, 500u);
  EXPECT_EQ(name(catalogue.service("A")->quotas[1].per), "day");
  EXPECT_EQ(catalogue.service("A")->quotas[1].reset, "00:00 UTC");
  EXPECT_EQ(catalogue.service("A")->quotas[1].plan, "public");
  EXPECT_TRUE(catalogue.service("B")->is_local);
  EXPECT_EQ(catalogue.service("C"), nullptr);
  EXPECT_EQ(catalogue.find("ask").front().batch, 50u);
  EXPECT_EQ(catalogue.find("tell").front().batch, 1u);
}

TEST(Catalogue, SaysWhatIsWrongWithAQuotaOrABatch) {
  const auto quota = [](const std::string& json) {
    return Catalogue().add(R"({"app": "A", "assets": [], "quotas": [)" + json + R"(], "actions": {}})");
  };
  EXPECT_EQ(quota("4"), "quota 1 is not an object");
  EXPECT_EQ(quota(R"({"requests": 4})"), "quota 1 has no `per`");
  EXPECT_EQ(quota(R"({"per": "day"})"), "quota 1 has no `requests`");
  EXPECT_EQ(quota(R"({"requests": 0, "per": "day"})"),
            "`requests` of quota 1 is not a whole number from 1 to 1000000000000");
  EXPECT_EQ(quota(R"({"requests": 1.5, "per": "day"})"),
            "`requests` of quota 1 is not a whole number from 1 to 1000000000000");
  EXPECT_EQ(quota(R"({"requests": 4, "per": "day"}, {"requests": 4, "per": "minutes"})"),
            "quota 2 is per `minutes`, which is none of second, minute, hour, day, month; did you mean `minute`?");
  EXPECT_EQ(quota(R"({"requests": 4, "per": "day", "reset": "midnight"})"),
            "quota 1 resets at `midnight`, which is no time of day like `00:00 UTC`");
  EXPECT_EQ(quota(R"({"requests": 4, "per": "day", "reset": "24:00 UTC"})"),
            "quota 1 resets at `24:00 UTC`, which is no time of day like `00:00 UTC`");
  EXPECT_EQ(quota(R"({"requests": 4, "per": "hour", "reset": "00:00 UTC"})"),
            "quota 1 has a `reset`, but only a day or a month begins at a time of day");
  EXPECT_EQ(quota(R"({"requests": 4, "per": "day", "zone": "UTC"})"), "quota 1 has an unknown key `zone`");
  EXPECT_EQ(Catalogue().add(R"({"app": "A", "assets": [], "quotas": {}, "actions": {}})"), "`quotas` is not a list");
  EXPECT_EQ(Catalogue().add(R"({"app": "A", "assets": [], "local": 1, "actions": {}})"),
            "`local` of the descriptor is neither true nor false");
  EXPECT_EQ(Catalogue().add(R"({"app": "", "assets": [], "local": true, "actions": {}})"),
            "quotas are those of an app, and the descriptor is of none");
  const auto batch = [](const std::string& json) {
    return Catalogue().add(R"({"app": "A", "assets": [], "actions": {"x": )" + json + "}}");
  };
  EXPECT_EQ(batch(R"({"effect": "lookup", "batch": 0})"),
            "`batch` of action `x` is not a whole number from 1 to 1000000");
  EXPECT_EQ(batch(R"({"effect": "lookup", "batch": "50"})"),
            "`batch` of action `x` is not a whole number from 1 to 1000000");
  EXPECT_EQ(batch(R"({"effect": "state", "batch": 50})"),
            "action `x` has a `batch`, but only an action whose effect is `lookup` may have one");
  const auto triage = [&](const std::string& more) {
    return batch(R"({"effect": "lookup", "triage": {"component": "url", "parameter": "url", )" + more + "}}");
  };
  EXPECT_EQ(triage(R"("of": "summary", "rules": "engines")"), "");
  EXPECT_EQ(triage(R"("rules": [{"when": ["data == []"], "unknown": true}])"), "");
  EXPECT_EQ(triage(R"("rulse": [])"), "`triage` of action `x` has an unknown key `rulse`");
  EXPECT_EQ(triage(R"("rules": [{}, {"when": [], "scroe": 1}])"),
            "rule 2 in `triage` of action `x` has an unknown key `scroe`");
  EXPECT_EQ(triage(R"("rules": ["engines"])"), "rule 1 in `triage` of action `x` is not an object");
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
  EXPECT_EQ(catalogue.service("VirusTotal")->quotas.size(), 3u);
  EXPECT_EQ(catalogue.service("VirusTotal v3")->name, "virustotal");
  EXPECT_TRUE(catalogue.service("MaxMind")->is_local);
  EXPECT_EQ(catalogue.find("lookup ip", "greynoise").front()->batch, 500u);
  Catalogue::read("no/such/folder", &error);
  EXPECT_EQ(error, "no/such/folder: no such file or directory");
}

}  // namespace
}  // namespace pbc::phantom
