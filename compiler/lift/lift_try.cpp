// SPDX-License-Identifier: Apache-2.0
//
// try and with.
#include "compiler/lift/lifter.h"

namespace pbc::lift {

using ir::Operand;
using ir::OpKind;

namespace {

/// The class expression of an except clause, or none; `alias` is what `as` binds.
Node exception_class(const Node& clause, Node* alias) {
  *alias = clause.field(Field::kAlias);
  Node value = clause.field(Field::kValue);
  if (value.is(NodeKind::kAsPattern)) {
    *alias = value.field(Field::kAlias);
    value = value.first_child();
  }
  if (alias->is(NodeKind::kAsPatternTarget)) *alias = alias->first_child();
  return value;
}

/// Emitted code repeats a `finally` at each way out, so what nests them in one another grows with two to this power.
constexpr int kMaxNestedFinally = 6;

bool catches_name_error(const Node& value) {
  if (!value) return true;
  const std::string_view text = value.text();
  return text.find("NameError") != std::string_view::npos || text.find("Exception") != std::string_view::npos;
}

}  // namespace

void Lifter::try_statement(const Node& node) {
  std::vector<Node> clauses;
  Node otherwise;
  Node finally;
  bool name_error = false;
  for (const Node& child : node.children()) {
    Node alias;
    if (child.is(NodeKind::kExceptGroupClause)) return unsupported(child, "`except*`");
    if (child.is(NodeKind::kExceptClause)) {
      clauses.push_back(child);
      name_error |= catches_name_error(exception_class(child, &alias));
    } else if (child.is(NodeKind::kElseClause)) {
      otherwise = child.field(Field::kBody);
    } else if (child.is(NodeKind::kFinallyClause)) {
      finally = child.children().back();
    }
  }
  ir::Op op{.kind = OpKind::kTry};
  nameerror_handlers_ += name_error;
  op.regions.push_back(region([&] { block(node.field(Field::kBody)); }));
  nameerror_handlers_ -= name_error;
  op.regions.push_back(region([&] {
    for (const Node& clause : clauses) {
      Node alias;
      const Node value = exception_class(clause, &alias);
      ir::Op except{.kind = OpKind::kExcept};
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
