// SPDX-License-Identifier: Apache-2.0
//
// The acts of a playbook, and which of their requests may serve others: the one place that decides it, by an allow-list
// of effect classes (docs/connectors.md).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/ir/module.h"
#include "compiler/opt/pass.h"

namespace pbc::opt {

struct ActSite {
  ir::FunctionId function;
  ir::OpId op;
  std::string action;               // empty: computed
  std::vector<std::string> assets;  // as far as they are written out
  phantom::EffectClass effect = phantom::EffectClass::kExecute;
  std::optional<Refusal> refusal;  // why its requests must be sent as they are
  bool asks_of_now = false;        // the answer is of the moment: it serves equal requests of the same act alone
};

/// All of them, in order of the functions.
std::vector<ActSite> act_sites(const ir::Module& module, const PassContext& context);

/// "`ip reputation` on virustotal".
std::string describe(const ActSite& site);
/// The refusal in words: "`block ip` on firewall changes something".
std::string why_not(const ActSite& site);

/// Whether two acts may send the same request: one action, and an asset of both or any.
bool may_ask_the_same(const ActSite& a, const ActSite& b);

/// Whether passes were right: an error about an act whose requests are shared or batched though nothing allows it, or
/// nothing.
std::string illegal_sharing(const ir::Module& module, const PassContext& context);

}  // namespace pbc::opt
