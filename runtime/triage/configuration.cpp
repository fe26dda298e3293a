// SPDX-License-Identifier: Apache-2.0
#include "triage/open.h"
#include "triage/read_settings.h"

namespace pbc::triage {

namespace {

using live::OrderedJson;

std::string duration_text(live::Micros duration) {
  struct Unit {
    live::Micros length;
    const char* name;
  };
  for (const Unit& unit : {Unit{24 * policy::kHour, "d"}, Unit{policy::kHour, "h"}, Unit{policy::kMinute, "min"},
                           Unit{policy::kSecond, "s"}})
    if (duration >= unit.length && duration % unit.length == 0)
      return std::to_string(duration / unit.length) + unit.name;
  return std::to_string(duration / policy::kMillisecond) + "ms";
}

OrderedJson member(const OrderedJson& source, const std::string& name, OrderedJson otherwise) {
  return source.is_object() && source.contains(name) ? source[name] : otherwise;
}

}  // namespace

std::string configuration_of(const live::Config& config, const Settings& settings) {
  const OrderedJson& source = config.source;
  OrderedJson assets = OrderedJson::array();
  for (const live::AssetConfig& asset : config.assets) {
    if (!asset.problem.empty()) continue;
    OrderedJson one = {{"name", asset.name}, {"app", asset.connector->app}};
    if (!asset.base_url.empty()) one["base_url"] = asset.base_url;
    OrderedJson settings_of = OrderedJson::object();
    for (const auto& [name, value] : asset.settings) settings_of[name] = value;
    one["settings"] = std::move(settings_of);
    OrderedJson quotas = OrderedJson::array();
    for (const live::QuotaRule& rule : asset.quotas) {
      OrderedJson quota = {{"requests", rule.requests}, {"per", rule.per}};
      if (!rule.reset.empty()) quota["reset"] = rule.reset;
      quotas.push_back(std::move(quota));
    }
    one["quotas"] = std::move(quotas);
    // Named as they were, or by the variable that the connector looks for.
    OrderedJson secrets = OrderedJson::object();
    for (const auto& [name, variable] : asset.connector->connection.secrets)
      if (asset.secrets.contains(name)) secrets[name] = {{"env", variable}};
    if (source.is_object() && source.contains("assets"))
      for (const OrderedJson& given : source["assets"])
        if (given["name"] == asset.name && given.contains("secrets"))
          for (const auto& [name, reference] : given["secrets"].items()) secrets[name] = reference;
    one["secrets"] = std::move(secrets);
    assets.push_back(std::move(one));
  }
  OrderedJson allow = OrderedJson::array();
  for (const live::Effect effect : config.allowed) allow.push_back(name(effect));
  OrderedJson ttl = OrderedJson::object();
  for (const char* verdict : {"malicious", "suspicious", "clean", "unknown"})
    if (const auto found = config.ttl.find(verdict); found != config.ttl.end())
      ttl[verdict] = duration_text(found->second);
  OrderedJson cache = {{"megabytes", config.cache_bytes >> 20U}, {"ttl", std::move(ttl)}};
  if (source.is_object() && source.contains("cache") && source["cache"].contains("redis"))
    cache["redis"] = source["cache"]["redis"];
  OrderedJson http = member(source, "http", OrderedJson::object());
  const OrderedJson json = {{"assets", std::move(assets)},
                            {"allow", std::move(allow)},
                            {"cache", std::move(cache)},
                            {"state", config.state},
                            {"http", std::move(http)},
                            {"max_wait", duration_text(config.max_wait)},
                            {"batch_window", duration_text(config.batch_window)},
                            {"attempts", config.attempts},
                            {"triage", to_json(settings)}};
  std::string text = json.dump(2, ' ', false, OrderedJson::error_handler_t::replace) + "\n";
  // Such as the password in the address of a proxy.
  for (const std::string& secret : config.secrets)
    for (std::size_t at = text.find(secret); at != std::string::npos; at = text.find(secret, at + 3))
      text.replace(at, secret.size(), "***");
  return text;
}

}  // namespace pbc::triage
