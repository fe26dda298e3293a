// SPDX-License-Identifier: Apache-2.0
//
// What a program asks of its surroundings, as far as its text tells: the event that it reads, the actions that it runs,
// the prompts, lists and users that it names.
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "compiler/ir/module.h"
#include "compiler/mock/artifact_reads.h"
#include "compiler/mock/shape.h"

namespace pbc::mock {

/// An action on an asset, with what is read of its results by anyone.
struct ActionNeed {
  std::string action;
  std::string asset;                    // empty: computed, or not said
  std::vector<std::string> parameters;  // keys that calls pass
  Shape result;                         // below the action result: data, summary
};

struct PromptNeed {
  std::string block;
  std::vector<Json> response_types;  // as the call has them; null where that is computed
};

struct Needs {
  Shape container;
  Shape artifact;  // one of them
  ArtifactReads artifact_reads;
  Shape inputs;  // by name; those of the first module only
  std::vector<ActionNeed> actions;
  std::vector<PromptNeed> prompts;
  /// By name: the names of the fields that are looked for in it.
  std::map<std::string, std::vector<std::string>> lists;
  std::vector<std::string> users;
  std::vector<std::string> roles;
  std::vector<std::string> workbooks;
  std::vector<std::string> urls;  // direct requests
};

/// Of a playbook, which comes first, and what is linked to it.
Needs needs_of(std::span<const ir::Module* const> program);

}  // namespace pbc::mock
