// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <tree_sitter/api.h>

#include <optional>
#include <vector>

#include "compiler/syntax/node.h"
#include "compiler/syntax/parser_text.h"

namespace pbc::syntax {

/// Copies tree-sitter's tree into a Tree, in one walk that also finds what makes the tree unusable.
class TreeBuilder {
 public:
  /// Below `max_depth` levels, children are left out.
  TreeBuilder(Tree& tree, const ParserText& text, int max_depth) : tree_(tree), text_(text), max_depth_(max_depth) {}

  void build(const TSTree* parsed);
  /// The first node that is an error or missing, or that stands for something else than what Python reads there.
  const std::optional<Span>& broken() const { return broken_; }
  /// The first node whose children were left out.
  const std::optional<Span>& too_deep() const { return too_deep_; }

 private:
  std::uint32_t enter(TSNode node, TSFieldId field);
  void leave();
  Span span(TSNode node) const;

  Tree& tree_;
  const ParserText& text_;  // that was parsed
  int max_depth_;
  bool any_error_ = false;
  std::optional<Span> broken_, too_deep_;
  /// The nodes around the one that the walk is at.
  struct Open {
    std::uint32_t index;
    std::size_t first_child;  // in `children_`
    std::uint32_t children_left;
  };
  std::vector<Open> open_;
  std::vector<std::uint32_t> children_;  // of the open nodes, those seen so far
};

}  // namespace pbc::syntax
