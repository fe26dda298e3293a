// SPDX-License-Identifier: Apache-2.0
#include "compiler/phantom/api.h"

#include <algorithm>

namespace pbc::phantom {
namespace {

/// "a, b_, parts" -> {"a", "b", "*parts"}: the spelling of Python (api.def explains both signs).
std::vector<std::string_view> split_parameters(std::string_view text) {
  std::vector<std::string_view> names;
  while (!text.empty()) {
    const std::size_t comma = text.find(',');
    std::string_view name = text.substr(0, comma);
    text = comma == std::string_view::npos ? std::string_view() : text.substr(comma + 1);
    while (name.starts_with(' ')) name.remove_prefix(1);
    if (name.ends_with('_')) name.remove_suffix(1);
    names.push_back(name == "parts" ? "*parts" : name);
  }
  return names;
}

const std::vector<ApiInfo>& table() {
  static const std::vector<ApiInfo> kTable = {
#define PBC_API(name, effects, ...) {#name, static_cast<Effects>(effects), split_parameters(#__VA_ARGS__)},
#include "compiler/phantom/api.def"
  };
  return kTable;
}

}  // namespace

const ApiInfo& info(Api api) { return table()[static_cast<std::size_t>(api)]; }

std::span<const ApiInfo> all_apis() { return table(); }

std::optional<Api> find_api(std::string_view name) {
  const auto found = std::ranges::find(table(), name, &ApiInfo::name);
  if (found == table().end()) return std::nullopt;
  return static_cast<Api>(found - table().begin());
}

ArgumentRole role(Api api, std::string_view parameter) {
  if (parameter == "datapath") return ArgumentRole::kDatapaths;
  if (parameter == "conditions") return ArgumentRole::kConditions;
  if (parameter == "callback") return ArgumentRole::kCallback;
  if (parameter.ends_with("_names")) return ArgumentRole::kBlockNames;
  const bool is_template = api == Api::format || api == Api::prompt || api == Api::prompt2;
  if (is_template && parameter == "parameters") return ArgumentRole::kTexts;
  return ArgumentRole::kPlain;
}

}  // namespace pbc::phantom
