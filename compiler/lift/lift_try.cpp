// SPDX-License-Identifier: Apache-2.0
//
// try and with.
#include <algorithm>

#include "compiler/lift/lifter.h"

namespace pbc::lift {

using ir::Operand;
using ir::OpKind;

namespace {

/// The class expression of an except clause, or none; `alias` is what `as` binds.
Node exception_class(const Node& clause, Node* alias) {
  *alias = clause.field(Field::kAlias);
  Node value = clause.field(Field::kValue);
  if (clause.is(NodeKind::kExceptGroupClause)) {  // has no fields: class, alias, body
    const auto children = clause.children();
    value = children.front();
    if (children.size() > 2) *alias = children[1];
  }
  if (value.is(NodeKind::kAsPattern)) {
    *alias = value.field(Field::kAlias);
    value = value.first_child();
  }
  if (alias->is(NodeKind::kAsPatternTarget)) *alias = alias->first_child();
  return value;
}

/// Emitted code repeats a `finally` at each way out, so what nests them in one another grows with two to this power.
constexpr int kMaxNestedFinally = 6;

/// Whether a clause catches NameError or ImportError, as far as its text tells.
bool catches(const Node& value, std::initializer_list<std::string_view> names) {
  if (!value) return true;
  const auto says = [&](std::string_view name) { return value.text().find(name) != std::string_view::npos; };
  return says("Exception") || std::ranges::any_of(names, says);
}

}  // namespace

void Lifter::try_statement(const Node& node) {
  std::vector<Node> clauses;
  Node otherwise;
  Node finally;
  bool name_error = false;
  bool import_error = false;
  for (const Node& child : node.children()) {
    Node alias;
    if (child.is(NodeKind::kExceptClause) || child.is(NodeKind::kExceptGroupClause)) {
      clauses.push_back(child);
      const Node value = exception_class(child, &alias);
      name_error |= catches(value, {"NameError"});
      import_error |= catches(value, {"ImportError", "ModuleNotFoundError"});
    } else if (child.is(NodeKind::kElseClause)) {
      otherwise = child.field(Field::kBody);
    } else if (child.is(NodeKind::kFinallyClause)) {
      finally = child.children().back();
    }
  }
  ir::Op op{.kind = OpKind::kTry};
  nameerror_handlers_ += name_error;
  import_handlers_ += import_error;
  op.regions.push_back(region([&] { block(node.field(Field::kBody)); }));
  nameerror_handlers_ -= name_error;
  import_handlers_ -= import_error;
  op.regions.push_back(region([&] {
    for (const Node& clause : clauses) {
      Node alias;
      const Node value = exception_class(clause, &alias);
      const bool is_group = clause.is(NodeKind::kExceptGroupClause);
      ir::Op except{.kind = is_group ? OpKind::kExceptGroup : OpKind::kExcept};
      except.regions.push_back(value ? yields(value) : empty_region());
      except.regions.push_back(region([&] {
        if (alias) {
          const Operand exception = emit(OpKind::kIncoming, alias);
          store(alias.text(), exception, alias);
        }
        block(clause.children().back());
      }));
      // Python unbinds the name when the clause ends, however it ends.
      if (alias) {
        const Resolution resolution = scopes_.resolve(scope_, alias.text());
        if (resolution.kind == Resolution::Kind::kVariable)
          except.variable = variable(resolution.owner, alias.text());
        else
          except.names[0] = module_.intern(alias.text());
      }
      emit(std::move(except), clause);
    }
  }));
  op.regions.push_back(region([&] { block(otherwise); }));
  if (finally && finally_depth_ == kMaxNestedFinally)
    return unsupported(node, "`finally` inside `finally`, more than 6 deep");
  finally_depth_ += static_cast<bool>(finally);
  op.regions.push_back(region([&] { block(finally); }));
  finally_depth_ -= static_cast<bool>(finally);
  emit(std::move(op), node);
}

void Lifter::with_items(Nodes items, std::size_t next, const Node& body) {
  if (next == items.size()) return block(body);
  Node value = items[next].field(Field::kValue);
  Node target;
  if (value.is(NodeKind::kAsPattern)) {
    target = value.field(Field::kAlias);
    value = value.first_child();
  }
  ir::Op op{.kind = OpKind::kWith};
  op.operands = {expression(value)};
  op.regions = {region([&] {
    if (target) {
      const Operand entered = emit(OpKind::kIncoming, target);
      assign(target, entered);
    }
    with_items(items, next + 1, body);
  })};
  emit(std::move(op), items[next]);
}

}  // namespace pbc::lift
