// SPDX-License-Identifier: Apache-2.0
//
// The typed view of a syntax tree. Node kinds and fields are the pinned grammar's own (node_kinds.def, fields.def).
#pragma once

#include <algorithm>
#include <cstdint>
#include <ranges>
#include <span>
#include <string_view>
#include <vector>

#include "compiler/source/source_file.h"

namespace pbc::syntax {

enum class NodeKind : std::uint8_t {
  kAbsent,  // no node: an absent field
  kToken,   // a keyword, operator or bracket; symbol() tells which
#define PBC_NODE_KIND(Name, text) k##Name,
#include "compiler/syntax/node_kinds.def"
#undef PBC_NODE_KIND
};

enum class Field : std::uint8_t {
#define PBC_FIELD(Name, text) k##Name,
#include "compiler/syntax/fields.def"
#undef PBC_FIELD
};

/// The grammar's name: "call", "function_definition".
std::string_view name(NodeKind kind);
std::string_view name(Field field);

class Tree;
class Node;
using Nodes = std::span<const Node>;

/// A node of a Cst, by value; good as long as the Cst is. Comments and line continuations are never among the nodes
/// (see Cst::comments()). An absent node is false; all questions may be asked of it, and the answers are empty.
class Node {
 public:
  Node() = default;
  Node(const Tree* tree, std::uint32_t index) : tree_(tree), index_(index) {}

  explicit operator bool() const { return tree_ != nullptr; }
  bool operator==(const Node& other) const = default;

  NodeKind kind() const;
  bool is(NodeKind kind) const { return this->kind() == kind; }
  /// The grammar's name of the node or the spelling of the token; `not in` and `is not` are one token each.
  std::string_view symbol() const;

  /// The first child in `field`, or the absent node. O(number of children), as are the next two.
  Node field(Field field) const;
  /// All children in `field`, in order: `elif`s of an `if`, subscripts, imported names, operators of a comparison.
  std::vector<Node> fields(Field field) const;
  /// Whether the token spelt `symbol` is among the children: `async` of a `def`, `from` of a `yield`.
  bool has_token(std::string_view symbol) const;
  /// Named children in order.
  Nodes children() const;
  /// Named children and tokens in order.
  Nodes all_children() const;
  /// The first named child, or the absent node.
  Node first_child() const;
  Node parent() const;
  /// This node and all below it, tokens too, in the order of the source. Cheaper than a recursion over children().
  auto subtree() const;
  /// Whether a node of `kind` is in the subtree.
  bool contains(NodeKind kind) const;

  std::string_view text() const;
  Span span() const;
  /// The line of the first byte, from 1. O(log lines).
  std::uint32_t line() const;

 private:
  const Tree* tree_ = nullptr;
  std::uint32_t index_ = 0;
};

/// All nodes of one file in flat arrays: tree-sitter's own tree answers each question by a walk over its hidden nodes.
class Tree {
 public:
  explicit Tree(const SourceFile& source) : source_(&source) {}
  Tree(const Tree&) = delete;
  Tree& operator=(const Tree&) = delete;

  const SourceFile& source() const { return *source_; }

 private:
  friend class Node;
  friend class TreeBuilder;

  static constexpr std::uint8_t kNoField = 0xFF;
  /// A range of `named_` or `all_`.
  struct Range {
    std::uint32_t begin = 0, end = 0;
  };
  struct Entry {
    Span span;  // in the source
    std::uint32_t parent;
    std::uint16_t symbol;  // the grammar's
    NodeKind kind;
    std::uint8_t field;     // that the parent has it in
    std::uint32_t end = 0;  // of its subtree in `entries_`
    Range named{}, all{};   // its children
  };

  const SourceFile* source_;
  std::vector<Entry> entries_;     // the root first, parents before their children
  std::vector<Node> named_, all_;  // children, those of one node side by side
};

inline NodeKind Node::kind() const { return *this ? tree_->entries_[index_].kind : NodeKind::kAbsent; }

inline Span Node::span() const { return *this ? tree_->entries_[index_].span : Span(); }

inline Nodes Node::children() const {
  if (!*this) return {};
  const Tree::Range range = tree_->entries_[index_].named;
  return Nodes(tree_->named_.data() + range.begin, range.end - range.begin);
}

inline Nodes Node::all_children() const {
  if (!*this) return {};
  const Tree::Range range = tree_->entries_[index_].all;
  return Nodes(tree_->all_.data() + range.begin, range.end - range.begin);
}

inline auto Node::subtree() const {
  return std::views::iota(index_, *this ? tree_->entries_[index_].end : index_) |
         std::views::transform([tree = tree_](std::uint32_t index) { return Node(tree, index); });
}

inline bool Node::contains(NodeKind kind) const {
  return std::ranges::any_of(subtree(), [kind](const Node& node) { return node.is(kind); });
}

}  // namespace pbc::syntax
