// SPDX-License-Identifier: Apache-2.0
//
// World files: what the outside answers in a replayed run (docs/contracts.md, World).
#pragma once

#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "live/live.h"
#include "phantom/world.h"

namespace pbc::io {

/// One entry of `actions`.
struct Recorded {
  std::string action;       // lower case
  std::string asset = "*";  // "*": any
  Value parameter;          // a dict that the call's must contain; unset: any
  engine::Answer answer;
  engine::Micros latency = 0;
  std::optional<std::int64_t> times;  // how often it may be used; absent: without limit
  /// What a triage has found that the answer says, by the asset that gave it: found out once for all events.
  mutable std::map<std::string, std::optional<live::Assessment>> said = {};
};

struct WorldFile {
  engine::Micros now = 0;
  Value now_text;  // as the file spells it
  std::int64_t seed = 0;
  std::vector<Recorded> actions;
  std::unordered_map<std::string, std::vector<std::size_t>> by_action;  // positions in `actions`, in order
  std::vector<engine::Asset> assets;
  Value lists;      // a dict of lists of rows of str (or None)
  Value resources;  // a dict: prompts, users, roles, vault, containers ... as the file has them
};

/// Reads a world file, or makes an empty world when `file` is empty. Throws InputError.
WorldFile load_world(const std::string& file);

}  // namespace pbc::io
