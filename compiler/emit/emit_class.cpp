// SPDX-License-Identifier: Apache-2.0
//
// Classes: a ClassBody takes the names that the body binds, and makes the class in the end.
#include "compiler/emit/emitter.h"

namespace pbc::emit {

using ir::OpKind;

void Emitter::emit_class(ir::OpId id) {
  const ir::Op& op = module_.ops[id];
  const bool both = !op.keywords.empty() && op.operands.size() > op.keywords.size() + 2;
  auto values = both ? take_unordered(op.operands) : take(op.operands);
  std::vector<Expression*> parts;
  for (Expression& value : values) parts.push_back(&value);
  Expression head;
  sequence(parts, line(id), &head);
  const std::string class_name = module_.constants[op.operands[0].constant()].text;
  const std::string body = fresh(identifier(class_name) + "_body");
  if (op.variable) out_->line(variable_name(op.variable) + " = Cell();");  // each run of the statement makes a class
  const std::string list = arguments(values, op.operands, op.keywords, 2);
  statement(head, "ClassBody " + body + "{" + values[0].text + ", " + values[1].text + (list.empty() ? "" : ", ") +
                      list + "};");
  const int frame_line = fn_.frame_line;
  out_->open("");
  out_->line("Frame at{" + values[0].text + "};");
  fn_.frame_line = Expression::kUnknownLine;
  const auto& ops = module_.regions[op.regions[0]].ops;
  std::size_t first = 0;
  if (!ops.empty() && module_.ops[ops[0]].kind == OpKind::kIncoming) {
    Expression names;
    names.text = body;
    fn_.held[ops[0]] = names;
    first = 1;
  }
  // The body has a frame of its own, which an exception has to pass.
  const std::string handler = std::exchange(fn_.handler, "");
  ++fn_.guards;
  emit_block(op.regions[0], first);
  --fn_.guards;
  fn_.handler = handler;
  out_->close();
  fn_.frame_line = frame_line;
  std::string cell;
  if (op.variable) cell = "&*" + variable_name(op.variable);
  if (op.names[0]) cell = "&module()." + global_names_.at(op.names[0]);
  Expression result;
  result.text = body + ".make(" + cell + ")";
  result.ordered = true;
  result.first_line = result.last_line = line(id);
  hold(id, std::move(result));
}

void Emitter::emit_name(ir::OpId id) {
  const ir::Op& op = module_.ops[id];
  const std::string name = op.names[0] ? string_literal(module_.text(op.names[0])) : "";
  auto values = take(op.operands);
  std::vector<Expression*> parts;
  for (Expression& value : values) parts.push_back(&value);
  Expression result;
  switch (op.kind) {
    case OpKind::kLoadName: {
      sequence(parts, line(id), &result);
      result.text = values[0].text + ".load(" + name;
      const auto global = global_names_.find(op.names[0]);
      if (!op.operands[1].is_absent())
        result.text += ", " + values[1].text;
      else if (op.integers[0] == 1 && in_namespace(op.names[0]))
        result.text += ", module().find(" + name + ")";
      else if (op.integers[0] == 1 && global != global_names_.end())
        result.text += ", module()." + global->second;
      result.text += ")";
      hold(id, std::move(result));
      return;
    }
    case OpKind::kNamespace:
      sequence(parts, Expression::kNoLine, &result);
      result.text = values[0].text + ".names()";
      result.ordered = true;
      hold(id, std::move(result));
      return;
    case OpKind::kDeleteName:
      sequence(parts, line(id), &result);
      return statement(result, values[0].text + ".remove(" + name + ");");
    default: {
      sequence(parts, Expression::kNoLine, &result);
      const std::string method = op.kind == OpKind::kAnnotate ? ".annotate(" : ".set(";
      return statement(result, values[0].text + method + name + ", " + values[1].text + ");");
    }
  }
}

}  // namespace pbc::emit
