// SPDX-License-Identifier: Apache-2.0
//
// What a run did, for a person who asks why (docs/triage.md): the blocks that it came to, how conditions came out, what
// it said and changed. Written down only where the Case wants it.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pbc/value.h"

namespace pbc::engine {

struct Story {
  struct Block {
    std::string name;
    std::int64_t t_ms = 0;  // when it was first entered
  };
  struct Condition {
    std::string block, name;
    std::string text;  // "artifact:*.cef.requestURL != ''"
    bool matched = false;
    std::int64_t t_ms = 0;
  };
  /// A call that changed something, with what it was given: a dict by its keys, a list by its elements.
  struct Deed {
    std::string block;
    std::string api;
    std::vector<std::pair<std::string, std::string>> arguments;
    std::int64_t t_ms = 0;
  };

  std::vector<Block> blocks;
  std::vector<Condition> conditions;
  std::vector<Deed> deeds;

  // Of each kind the first 500: a loop has no end otherwise.
  void enter(std::string_view block, std::int64_t t_ms);
  void decide(Condition condition);
  /// `parameters` are the names of `arguments`, as api.def lists them.
  void note(std::string_view block, std::string_view api, std::string_view parameters, std::span<const Value> arguments,
            std::int64_t t_ms);
};

/// A comparison of a condition or decision as one reads it.
std::string shown_conditions(const Value& conditions, const Value& logical_operator);

}  // namespace pbc::engine
