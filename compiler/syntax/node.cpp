// SPDX-License-Identifier: Apache-2.0
#include "compiler/syntax/node.h"

#include <algorithm>

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

}  // namespace

std::string_view name(NodeKind kind) { return kKindNames[static_cast<std::size_t>(kind)]; }
std::string_view name(Field field) { return kFieldNames[static_cast<std::size_t>(field)]; }

std::string_view Node::symbol() const {
  if (!*this) return {};
  const std::string_view type = ts_language_symbol_name(language(), tree_->entries_[index_].symbol);
  // tree-sitter read `&` and `^` the other way round (ParserText).
  return is(NodeKind::kToken) && type.size() == 1 ? text() : type;
}

Node Node::field(Field field) const {
  for (const Node& child : all_children())
    if (tree_->entries_[child.index_].field == static_cast<std::uint8_t>(field)) return child;
  return {};
}

std::vector<Node> Node::fields(Field field) const {
  std::vector<Node> out;
  for (const Node& child : all_children())
    if (tree_->entries_[child.index_].field == static_cast<std::uint8_t>(field)) out.push_back(child);
  return out;
}

bool Node::has_token(std::string_view symbol) const {
  return std::ranges::any_of(all_children(),
                             [&](const Node& child) { return child.is(NodeKind::kToken) && child.symbol() == symbol; });
}

Node Node::first_child() const {
  const auto named = children();
  return named.empty() ? Node() : named.front();
}

Node Node::parent() const {
  if (!*this || index_ == 0) return {};
  return {tree_, tree_->entries_[index_].parent};
}

std::string_view Node::text() const { return *this ? tree_->source().text(span()) : std::string_view(); }

std::uint32_t Node::line() const { return *this ? tree_->source().line_of(span().begin) : 0; }

}  // namespace pbc::syntax
