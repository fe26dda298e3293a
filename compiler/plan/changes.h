// SPDX-License-Identifier: Apache-2.0
//
// What a change of a playbook adds or removes (`pbc diff`).
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "compiler/plan/budget.h"
#include "compiler/plan/facts.h"
#include "compiler/plan/limits.h"

namespace pbc::plan {

/// One side of a comparison.
struct Version {
  std::string file;
  std::vector<BlockFacts> blocks;
  Budget budget;
};

/// An argument that differs; nothing: it is not given.
struct ArgumentChange {
  std::string name;
  std::optional<std::string> before;
  std::optional<std::string> after;
};

struct FactChange {
  enum class Kind : std::uint8_t { kAdded, kRemoved, kChanged };
  Kind kind = Kind::kChanged;
  std::string block;           // by its new name, if there is one
  std::optional<Fact> before;  // with new names of blocks
  std::optional<Fact> after;
  std::vector<ArgumentChange> arguments;  // of kChanged
};

struct ServiceChange {
  std::string service;
  std::optional<Formula> before;
  std::optional<Formula> after;
  std::string before_text;  // with new names of blocks
  std::string after_text;
};

struct Changes {
  std::vector<std::pair<std::string, std::string>> renamed;  // from, to
  std::vector<std::string> added_blocks;
  std::vector<std::string> removed_blocks;
  std::vector<std::string> code;                  // blocks whose code is another, though no fact of them is
  std::vector<FactChange> facts;                  // in order of the new blocks, then of those that are gone
  std::vector<phantom::EffectClass> new_effects;  // classes that no act had before, look-ups not among them
  std::vector<ServiceChange> services;            // whose formula is another
  std::size_t same_services = 0;
  bool empty() const;
};

Changes changes_between(const Version& before, const Version& after);

std::string changes_markdown(const Changes& changes, const Version& before, const Version& after, const Wishes& wishes);
std::string changes_json(const Changes& changes, const Version& before, const Version& after, const Wishes& wishes);

/// Any text as a code span of Markdown, on one line: nothing in it is a link, HTML or a mention, and marks that turn
/// the direction of text or do not show are written out. The only way for a playbook's text into Markdown.
std::string code_span(std::string_view text);

}  // namespace pbc::plan
