// SPDX-License-Identifier: Apache-2.0
#include "compiler/syntax/node.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "compiler/syntax/language.h"

namespace pbc::syntax {

namespace {

constexpr std::string_view kKindNames[] = {
    "",
    "",
#define PBC_NODE_KIND(Name, text) text,
#include "compiler/syntax/node_kinds.def"
#undef PBC_NODE_KIND
};

constexpr std::string_view kFieldNames[] = {
#define PBC_FIELD(Name, text) text,
#include "compiler/syntax/fields.def"
#undef PBC_FIELD
};

/// The kind of every symbol of the grammar, by symbol. Several symbols may share a name (aliases).
const std::vector<NodeKind>& kinds_by_symbol() {
  static const std::vector<NodeKind> kinds = [] {
    std::vector<NodeKind> out(ts_language_symbol_count(language()), NodeKind::kToken);
    for (TSSymbol symbol = 0; symbol < out.size(); ++symbol) {
      if (ts_language_symbol_type(language(), symbol) != TSSymbolTypeRegular) continue;
      const std::string_view text = ts_language_symbol_name(language(), symbol);
      for (std::size_t i = 2; i < std::size(kKindNames); ++i) {
        if (kKindNames[i] == text) out[symbol] = static_cast<NodeKind>(i);
      }
    }
    return out;
  }();
  return kinds;
}

TSFieldId field_id(Field field) {
  static const auto ids = [] {
    std::array<TSFieldId, std::size(kFieldNames)> out{};
    for (std::size_t i = 0; i < out.size(); ++i) {
      out[i] = ts_language_field_id_for_name(language(), kFieldNames[i].data(),
                                             static_cast<std::uint32_t>(kFieldNames[i].size()));
    }
    return out;
  }();
  return ids[static_cast<std::size_t>(field)];
}

bool is_extra(TSNode node) { return ts_node_is_extra(node); }

/// Calls `visit(child, field id)` for each child until it returns false. Children are walked with a cursor because
/// asking a node for its n-th child costs O(n).
template <class Visit>
void for_each_child(TSNode node, Visit visit) {
  TSTreeCursor cursor = ts_tree_cursor_new(node);
  if (ts_tree_cursor_goto_first_child(&cursor)) {
    do {
      const TSNode child = ts_tree_cursor_current_node(&cursor);
      if (!is_extra(child) && !visit(child, ts_tree_cursor_current_field_id(&cursor))) break;
    } while (ts_tree_cursor_goto_next_sibling(&cursor));
  }
  ts_tree_cursor_delete(&cursor);
}

}  // namespace

std::uint32_t TextMap::to_source(std::uint32_t byte) const {
  if (inserted.empty()) return byte;
  return byte - static_cast<std::uint32_t>(std::ranges::lower_bound(inserted, byte) - inserted.begin());
}

std::string_view name(NodeKind kind) { return kKindNames[static_cast<std::size_t>(kind)]; }
std::string_view name(Field field) { return kFieldNames[static_cast<std::size_t>(field)]; }

NodeKind Node::kind() const {
  if (!*this) return NodeKind::kAbsent;
  const TSSymbol symbol = ts_node_symbol(node_);
  const auto& kinds = kinds_by_symbol();
  return symbol < kinds.size() ? kinds[symbol] : NodeKind::kToken;
}

std::string_view Node::symbol() const {
  if (!*this) return {};
  const std::string_view type = ts_node_type(node_);
  // tree-sitter read `&` and `^` the other way round (ParserText).
  if (!ts_node_is_named(node_) && type.size() == 1) return text();
  return type;
}

Node Node::field(Field field) const {
  Node found;
  if (!*this) return found;
  for_each_child(node_, [&](TSNode child, TSFieldId id) {
    if (id == field_id(field)) found = Node(child, map_);
    return !found;
  });
  return found;
}

std::vector<Node> Node::fields(Field field) const {
  std::vector<Node> out;
  if (!*this) return out;
  for_each_child(node_, [&](TSNode child, TSFieldId id) {
    if (id == field_id(field)) out.emplace_back(child, map_);
    return true;
  });
  return out;
}

std::vector<Node> Node::children() const {
  std::vector<Node> out;
  if (!*this) return out;
  for_each_child(node_, [&](TSNode child, TSFieldId) {
    if (ts_node_is_named(child)) out.emplace_back(child, map_);
    return true;
  });
  return out;
}

std::vector<Node> Node::all_children() const {
  std::vector<Node> out;
  if (!*this) return out;
  for_each_child(node_, [&](TSNode child, TSFieldId) {
    out.emplace_back(child, map_);
    return true;
  });
  return out;
}

Node Node::first_child() const {
  Node found;
  if (!*this) return found;
  for_each_child(node_, [&](TSNode child, TSFieldId) {
    if (ts_node_is_named(child)) found = Node(child, map_);
    return !found;
  });
  return found;
}

bool Node::has_token(std::string_view symbol) const {
  bool found = false;
  if (!*this) return found;
  for_each_child(node_, [&](TSNode child, TSFieldId) {
    found = !ts_node_is_named(child) && Node(child, map_).symbol() == symbol;
    return !found;
  });
  return found;
}

Node Node::parent() const { return *this ? Node(ts_node_parent(node_), map_) : Node(); }

std::string_view Node::text() const { return *this ? map_->source->text(span()) : std::string_view(); }

Span Node::span() const {
  if (!*this) return {};
  return {map_->to_source(ts_node_start_byte(node_)), map_->to_source(ts_node_end_byte(node_))};
}

std::uint32_t Node::line() const { return *this ? map_->source->line_of(span().begin) : 0; }

}  // namespace pbc::syntax
