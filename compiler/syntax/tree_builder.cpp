// SPDX-License-Identifier: Apache-2.0
#include "compiler/syntax/tree_builder.h"

#include "compiler/syntax/language.h"

namespace pbc::syntax {

namespace {

constexpr TSSymbol kErrorSymbol = 0xFFFF;  // tree-sitter's own, of no grammar

/// The kind of every symbol of the grammar, by symbol. Several symbols may share a name (aliases).
const std::vector<NodeKind>& kinds_by_symbol() {
  static const std::vector<NodeKind> kBySymbol = [] {
    constexpr NodeKind kKinds[] = {
#define PBC_NODE_KIND(Name, text) NodeKind::k##Name,
#include "compiler/syntax/node_kinds.def"
#undef PBC_NODE_KIND
    };
    std::vector<NodeKind> out(ts_language_symbol_count(language()), NodeKind::kToken);
    for (std::size_t i = 0; i < out.size(); ++i) {
      const auto symbol = static_cast<TSSymbol>(i);
      if (ts_language_symbol_type(language(), symbol) != TSSymbolTypeRegular) continue;
      const std::string_view text = ts_language_symbol_name(language(), symbol);
      for (NodeKind kind : kKinds)
        if (name(kind) == text) out[i] = kind;
    }
    return out;
  }();
  return kBySymbol;
}

/// Our number of every field of the grammar, by the grammar's; 0 is no field.
const std::vector<std::uint8_t>& fields_by_id(std::uint8_t none) {
  static const std::vector<std::uint8_t> kById = [none] {
    constexpr Field kFields[] = {
#define PBC_FIELD(Name, text) Field::k##Name,
#include "compiler/syntax/fields.def"
#undef PBC_FIELD
    };
    std::vector<std::uint8_t> out(ts_language_field_count(language()) + 1, none);
    for (Field field : kFields) {
      const std::string_view text = name(field);
      out[ts_language_field_id_for_name(language(), text.data(), static_cast<std::uint32_t>(text.size()))] =
          static_cast<std::uint8_t>(field);
    }
    return out;
  }();
  return kById;
}

}  // namespace

void TreeBuilder::build(const TSTree* parsed) {
  const TSNode root = ts_tree_root_node(parsed);
  any_error_ = ts_node_has_error(root);
  const std::size_t expected = text_.text().size() / 2;  // of nodes
  tree_.entries_.reserve(expected);
  tree_.all_.reserve(expected);
  TSTreeCursor cursor = ts_tree_cursor_new(root);
  // To ask the cursor for a child or sibling that is not there costs as much as to go to one.
  open_.push_back({enter(root, 0), 0, ts_node_child_count(root)});
  while (true) {
    Open& around = open_.back();
    if (around.children_left == 0) {
      leave();
      if (open_.empty()) break;
      ts_tree_cursor_goto_parent(&cursor);
      continue;
    }
    --around.children_left;
    if (children_.size() == around.first_child) {
      ts_tree_cursor_goto_first_child(&cursor);
    } else {
      ts_tree_cursor_goto_next_sibling(&cursor);
    }
    const TSNode node = ts_tree_cursor_current_node(&cursor);
    const std::uint32_t index = enter(node, ts_tree_cursor_current_field_id(&cursor));
    children_.push_back(index);
    if (open_.size() > static_cast<std::size_t>(max_depth_)) {
      if (!too_deep_) too_deep_ = tree_.entries_[index].span;
    } else if (const std::uint32_t count = ts_node_child_count(node); count > 0) {
      open_.push_back({index, children_.size(), count});
    }
  }
  ts_tree_cursor_delete(&cursor);
}

/// Adds `node`, without its children.
std::uint32_t TreeBuilder::enter(TSNode node, TSFieldId field) {
  const TSSymbol symbol = ts_node_symbol(node);
  const auto& kinds = kinds_by_symbol();
  const NodeKind kind = symbol < kinds.size() ? kinds[symbol] : NodeKind::kToken;
  const Span span = this->span(node);
  const std::uint32_t parent = open_.empty() ? 0 : open_.back().index;
  if (!broken_ && any_error_ && (ts_node_is_missing(node) || symbol == kErrorSymbol)) broken_ = span;
  if (!broken_ && kind == NodeKind::kListSplat) {
    // A starred target whose star the grammar took for a part of its first name: `*a.b, c = d`.
    const Tree::Entry& around = tree_.entries_[parent];
    if ((around.kind == NodeKind::kAttribute || around.kind == NodeKind::kSubscript) && around.span.begin == span.begin)
      broken_ = around.span;
  }
  const auto index = static_cast<std::uint32_t>(tree_.entries_.size());
  tree_.entries_.push_back({span, parent, symbol, kind, fields_by_id(Tree::kNoField)[field], index + 1});
  return index;
}

/// Gives the innermost open node its children.
void TreeBuilder::leave() {
  const Open closed = open_.back();
  open_.pop_back();
  const auto first_named = static_cast<std::uint32_t>(tree_.named_.size());
  const auto first = static_cast<std::uint32_t>(tree_.all_.size());
  for (std::size_t at = closed.first_child; at < children_.size(); ++at) {
    const Node child(&tree_, children_[at]);
    tree_.all_.push_back(child);
    if (!child.is(NodeKind::kToken)) tree_.named_.push_back(child);
  }
  children_.resize(closed.first_child);
  Tree::Entry& entry = tree_.entries_[closed.index];
  entry.end = static_cast<std::uint32_t>(tree_.entries_.size());
  entry.named = {first_named, static_cast<std::uint32_t>(tree_.named_.size())};
  entry.all = {first, static_cast<std::uint32_t>(tree_.all_.size())};
}

Span TreeBuilder::span(TSNode node) const { return text_.to_source(ts_node_start_byte(node), ts_node_end_byte(node)); }

}  // namespace pbc::syntax
