// SPDX-License-Identifier: Apache-2.0
//
// Displays, comprehensions, f-strings.
#include "compiler/emit/emitter.h"

namespace pbc::emit {

using ir::OpKind;

void Emitter::emit_display(ir::OpId id) {
  const ir::Op& op = module_.ops[id];
  auto values = take(op.operands);
  std::vector<Expression*> parts;
  bool may_raise = false;  // by `*x` of something that cannot be iterated, or a key that cannot be hashed
  for (std::size_t i = 0; i < values.size(); ++i) {
    const bool is_key = op.kind == OpKind::kSet || (op.kind == OpKind::kDict && i % 2 == 0);
    may_raise |= op.operands[i].starred || (is_key && op.operands[i].is_value());
    parts.push_back(&values[i]);
  }
  Expression result;
  sequence(parts, may_raise ? line(id) : Expression::kNoLine, &result);
  const std::string_view make = op.kind == OpKind::kList    ? "list("
                                : op.kind == OpKind::kTuple ? "tuple("
                                : op.kind == OpKind::kSet   ? "set("
                                                            : "dict(";
  std::string text = "{";
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (i != 0) text += ", ";
    if (op.kind == OpKind::kDict) {
      if (op.operands[i + 1].starred)
        text += "star_star(" + values[i + 1].text + ")";
      else
        text += "{" + values[i].text + ", " + values[i + 1].text + "}";
      ++i;
    } else {
      text += op.operands[i].starred ? "star(" + values[i].text + ")" : values[i].text;
    }
  }
  text += "}";
  result.text = std::string(make) + text + ")";
  const bool is_sequence = op.kind == OpKind::kList || op.kind == OpKind::kTuple;
  if (is_sequence && !may_raise && !values.empty()) result.items = std::move(text);
  hold(id, std::move(result));
}

/// A comprehension is a loop that fills a variable. Where the next operation stores it in a variable that is declared
/// there, the loop fills that one.
std::size_t Emitter::emit_comprehension(ir::RegionId region, std::size_t index) {
  const auto& ops = module_.regions[region].ops;
  const ir::OpId id = ops[index];
  const ir::Op& op = module_.ops[id];
  if (op.kind == OpKind::kAdd || op.kind == OpKind::kAddItem) {
    auto values = op.kind == OpKind::kAddItem ? take_unordered(op.operands) : take(op.operands);
    std::vector<Expression*> parts;
    for (Expression& value : values) parts.push_back(&value);
    Expression result;
    const std::string name = fn_.comprehensions.back().substr(1);
    const char kind = fn_.comprehensions.back()[0];
    sequence(parts, kind == 'l' ? Expression::kNoLine : line(id), &result);
    if (kind == 'l') statement(result, "append(" + name + ", " + values[0].text + ");");
    if (kind == 's') statement(result, "add(" + name + ", " + values[0].text + ");");
    if (kind == 'd') statement(result, name + ".set_item(" + values[0].text + ", " + values[1].text + ");");
    return index + 1;
  }

  auto operands = take(op.operands);
  flush();
  std::string name;
  const ir::VariableId declared = declared_with(ops, index);
  const bool stored = uses_[id.index()] == 1 && declared;
  if (stored) name = variable_name(declared);
  if (!stored) name = fresh("t");
  const char kind = op.kind == OpKind::kListOf ? 'l' : op.kind == OpKind::kSetOf ? 's' : 'd';
  out_->line("Value " + name + (kind == 'l' ? " = list({});" : kind == 's' ? " = set({});" : " = dict({});"));
  std::size_t next = 0;
  const int here = line(id);
  Expression iterable;
  sequence({&operands[0]}, here, &iterable);
  at(iterable.first_line);
  if (iterable.last_line != Expression::kNoLine) fn_.frame_line = iterable.last_line;
  out_->open(loop_head(id, operands[0].text, &next));
  fn_.frame_line = stays_on_line(op.regions[0], here) ? here : Expression::kUnknownLine;
  fn_.comprehensions.push_back(kind + name);
  emit_block(op.regions[0], next);
  fn_.comprehensions.pop_back();
  out_->close();
  fn_.frame_line = stays_on_line(op.regions[0], here) ? here : Expression::kUnknownLine;
  if (stored) return index + 2;
  Expression result;
  result.text = name;
  hold(id, std::move(result));
  return index + 1;
}

void Emitter::emit_field(ir::OpId id) {
  const ir::Op& op = module_.ops[id];
  auto operands = take(op.operands);
  Expression result;
  sequence({&operands[0], &operands[1]}, line(id), &result);
  const std::string_view conversion = module_.text(op.names[0]);
  std::string text = "Field{" + operands[0].text;
  const bool spec = !op.operands[1].is_absent();
  if (conversion != "format")
    text += ", '" + std::string(conversion) + "'";
  else if (spec)
    text += ", 0";
  if (spec) text += ", " + operands[1].text;
  result.text = text + "}";
  result.type = CxxType::kField;
  hold(id, std::move(result));
}

void Emitter::emit_fstring(ir::OpId id) {
  const ir::Op& op = module_.ops[id];
  auto values = take(op.operands);
  std::vector<Expression*> parts;
  for (Expression& value : values) parts.push_back(&value);
  Expression result;
  sequence(parts, Expression::kNoLine, &result);
  for (const Expression& value : values) result.text += (result.text.empty() ? "fstring({" : ", ") + value.text;
  result.text = values.empty() ? "Value{\"\"}" : result.text + "})";
  hold(id, std::move(result));
}

}  // namespace pbc::emit
