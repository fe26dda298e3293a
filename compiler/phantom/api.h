// SPDX-License-Identifier: Apache-2.0
//
// The vocabulary of `phantom.*`, from api.def.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "compiler/phantom/effect.h"

namespace pbc::phantom {

enum class Api : std::uint8_t {
#define PBC_API(name, effects, ...) name,
#include "compiler/phantom/api.def"
};

/// One line of api.def.
struct ApiInfo {
  std::string_view name;
  Effects effects;
  std::vector<std::string_view>
      parameters;  // as Python spells them; a leading "*" marks the one that takes all positionals
};

const ApiInfo& info(Api api);
/// All of them, in the order of the table.
std::span<const ApiInfo> all_apis();
std::optional<Api> find_api(std::string_view name);

/// How an API argument is understood, which its name decides (api.def).
enum class ArgumentRole : std::uint8_t {
  kPlain,
  kDatapaths,   // a datapath or a list of them
  kTexts,       // a list whose elements are datapaths or plain text (format, prompt)
  kConditions,  // rows of [left, operator, right]
  kCallback,    // a function of the playbook
  kBlockNames,  // a list of block names
};
ArgumentRole role(Api api, std::string_view parameter);

}  // namespace pbc::phantom
