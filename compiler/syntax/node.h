// SPDX-License-Identifier: Apache-2.0
//
// The typed view of a syntax tree. Node kinds and fields are the pinned grammar's own (node_kinds.def, fields.def).
#pragma once

#include <tree_sitter/api.h>

#include <cstdint>
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

/// How places in the text that tree-sitter read relate to the source.
struct TextMap {
  const SourceFile* source;
  std::vector<std::uint32_t> inserted;  // bytes of that text that are not in the source, in ascending order

  /// O(log inserted).
  std::uint32_t to_source(std::uint32_t byte) const;
};

/// A node of a Cst, by value; good as long as the Cst is. Comments and line continuations are never among the nodes
/// (see Cst::comments()). An absent node is false; all questions may be asked of it, and the answers are empty.
class Node {
 public:
  Node() = default;
  Node(TSNode node, const TextMap* map) : node_(node), map_(map) {}

  explicit operator bool() const { return node_.id != nullptr; }
  bool operator==(const Node& other) const { return node_.id == other.node_.id && node_.tree == other.node_.tree; }

  NodeKind kind() const;
  bool is(NodeKind kind) const { return this->kind() == kind; }
  /// The grammar's name of the node or the spelling of the token; `not in` and `is not` are one token each.
  std::string_view symbol() const;

  /// The first child in `field`, or the absent node. O(number of children).
  Node field(Field field) const;
  /// All children in `field`, in order: `elif`s of an `if`, subscripts, imported names, operators of a comparison.
  std::vector<Node> fields(Field field) const;
  /// Named children in order. O(number of children): ask once, then index.
  std::vector<Node> children() const;
  /// Named children and tokens in order.
  std::vector<Node> all_children() const;
  /// The first named child, or the absent node.
  Node first_child() const;
  /// Whether the token spelt `symbol` is among the children: `async` of a `def`, `from` of a `yield`.
  bool has_token(std::string_view symbol) const;
  /// O(path from the root): not for loops.
  Node parent() const;

  std::string_view text() const;
  Span span() const;
  /// The line of the first byte, from 1. O(log lines).
  std::uint32_t line() const;

 private:
  TSNode node_{};
  const TextMap* map_ = nullptr;
};

}  // namespace pbc::syntax
