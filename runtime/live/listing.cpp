// SPDX-License-Identifier: Apache-2.0
#include "live/listing.h"

#include <algorithm>

#include "live/config.h"

namespace pbc::live {

namespace {

OrderedJson listed(const Connector& connector) {
  OrderedJson actions = OrderedJson::array();
  for (const auto& [name, action] : connector.actions) {
    OrderedJson entry = {{"name", name}, {"effect", live::name(action.effect)}, {"parameters", action.parameters}};
    if (action.batch) entry["batch"] = action.batch->size;
    actions.push_back(std::move(entry));
  }
  OrderedJson quotas = OrderedJson::array();
  for (const QuotaRule& rule : connector.quotas) {
    OrderedJson quota = {{"requests", rule.requests}, {"per", rule.per}};
    if (!rule.reset.empty()) quota["reset"] = rule.reset;
    if (!rule.plan.empty()) quota["plan"] = rule.plan;
    quotas.push_back(std::move(quota));
  }
  const Connection& connection = connector.connection;
  OrderedJson secrets = OrderedJson::object();
  for (const auto& [name, variable] : connection.secrets) {
    const bool is_optional = std::ranges::find(connection.optional_secrets, name) != connection.optional_secrets.end();
    secrets[name] = {{"env", variable}, {"optional", is_optional}};
  }
  OrderedJson settings = OrderedJson::object();
  for (const auto& [name, value] : connection.settings) settings[name] = value;
  return {{"app", connector.app},
          {"service", connector.service},
          {"file", connector.file},
          {"as_of", connector.as_of},
          {"assets", connector.assets},
          {"transport", name(connection.transport)},
          {"base_url", connection.base_url},
          {"secrets", std::move(secrets)},
          {"settings", std::move(settings)},
          {"quotas", std::move(quotas)},
          {"actions", std::move(actions)}};
}

}  // namespace

std::string list_connectors(const std::vector<std::string>& folders, bool checks) {
  std::vector<FileProblem> problems;
  OrderedJson connectors = OrderedJson::array();
  for (const auto& connector : load_connectors(folders, &problems)) {
    connectors.push_back(listed(*connector));
    std::vector<DescriptorProblem> own;
    if (checks) check_programs(*connector, &own);
    for (DescriptorProblem& problem : own) problems.push_back({connector->file, std::move(problem)});
  }
  OrderedJson told = OrderedJson::array();
  for (const auto& [file, problem] : problems)
    told.push_back({{"file", file}, {"place", problem.place}, {"what", problem.what}});
  return OrderedJson{{"connectors", std::move(connectors)}, {"problems", std::move(told)}}.dump(
      2, ' ', false, OrderedJson::error_handler_t::replace);
}

}  // namespace pbc::live
