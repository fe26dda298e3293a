// SPDX-License-Identifier: Apache-2.0
//
// A plan as boxes and arrows with their texts: what all pictures of it have in common. Texts are data of the playbook
// and not yet escaped for any format; each format does that in one place of its own.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/plan/plan.h"

namespace pbc::plan {

/// One line in a box: what the block does.
struct Row {
  std::string tag;                  // "lookup", "playbook", "changes" ...: what kind of thing it is
  std::string text;                 // "`url reputation` on phishtank"
  bool is_effect = false;           // the tag is an effect class, and coloured so
  std::size_t group = 0;            // of acts that share requests, from 1; 0: none
  std::optional<std::size_t> part;  // the sub-playbook that it runs
  std::string condition;            // ", if A", within the block
};

struct Node {
  std::string id;  // "b3", or "s2_b3" in a sub-playbook: letters, digits and underscores
  std::string name;
  std::string kind;
  BlockKind block_kind = BlockKind::kCode;
  std::string note;  // "level 2, line 52"
  std::string description;
  std::vector<Row> rows;
  std::string effect;  // the class of its acts that does most, or empty
};

struct Link {
  enum class Kind : std::uint8_t { kCall, kCallback, kValue, kPlaybook, kShared };
  Kind kind = Kind::kCall;
  std::size_t from = 0;  // nodes of the drawing; kPlaybook: `to` is the first node of the sub-playbook
  std::size_t to = 0;
  std::string label;
  bool is_back = false;
};
/// "call", "callback", "value", "playbook", "shared".
std::string_view name(Link::Kind kind);

struct Cluster {
  std::size_t part = 0;
  std::string name;
  std::string file;
  std::vector<std::size_t> nodes;
};

struct Drawing {
  std::string title;
  std::string caption;  // what the optimizer did
  std::vector<Node> nodes;
  std::vector<Link> links;
  std::vector<Cluster> clusters;  // the playbook first
  /// Acts that share requests: what is asked, and the nodes that ask.
  struct Group {
    std::string text;
    std::vector<std::size_t> nodes;
  };
  std::vector<Group> groups;
  std::vector<std::string> effects;  // the classes that occur, in the order of the table
};

Drawing draw(const Plan& plan, const std::string& caption);

/// The colours of an effect class: letters on ground have a contrast of 4.5 and more, and so has the ground on the
/// page.
struct Colours {
  std::string_view effect;
  std::string_view ground;       // light scheme; letters are white
  std::string_view dark_ground;  // dark scheme; letters are black
  std::string_view meaning;      // "asks about an indicator"
};
const std::array<Colours, 9>& colours();
const Colours& colours_of(std::string_view effect);

}  // namespace pbc::plan
