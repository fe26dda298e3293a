// SPDX-License-Identifier: Apache-2.0
//
// Values that wait for their use, and the order and line they are evaluated in.
#include <algorithm>

#include "compiler/emit/emitter.h"
#include "compiler/ir/walk.h"

namespace pbc::emit {

std::string Emitter::fresh(std::string_view hint) { return fn_.names.unique(std::string(hint)); }

void Emitter::at(int line) {
  if (line <= 0 || line == fn_.frame_line) return;
  out_->line("at(" + std::to_string(line) + ");");
  fn_.frame_line = line;
}

void Emitter::statement(const Expression& expression, std::string_view text) {
  flush();
  at(expression.first_line);
  out_->line(text);
  if (expression.last_line != Expression::kNoLine) fn_.frame_line = expression.last_line;
  const bool leaves = text.starts_with("return") || text.starts_with("co_return") || text.starts_with("throw") ||
                      text.starts_with("goto");
  if (!leaves) release_temporaries();
}

void Emitter::release_temporaries() {
  if (fn_.temporaries.empty() || !fn_.held.empty()) return;
  const int depth = out_->depth();
  for (const auto& [name, block] : fn_.temporaries)
    if (block == depth) out_->line(name + " = Value();");
  std::erase_if(fn_.temporaries, [depth](const auto& temporary) { return temporary.second >= depth; });
}

void Emitter::materialize(ir::OpId op) {
  Expression& expression = fn_.held.at(op);
  const std::string name = fresh("t");
  at(expression.first_line);
  const std::string text = expression.type == CxxType::kField ? "fstring({" + expression.text + "})" : expression.text;
  const bool is_native = expression.type == CxxType::kBool || expression.type == CxxType::kNumber;
  const std::string_view type = expression.type == CxxType::kBool ? "bool" : is_native ? "auto" : "Value";
  const bool is_released = sees_ends_ && !is_native;
  if (is_released) fn_.temporaries.emplace_back(name, out_->depth());
  out_->line((is_released ? "" : "const ") + std::string(type) + " " + name + " = " + text + ";");
  if (expression.last_line != Expression::kNoLine) fn_.frame_line = expression.last_line;
  Expression variable;
  variable.text = name;
  variable.type = is_native ? expression.type : CxxType::kValue;
  expression = std::move(variable);
}

void Emitter::flush() {
  const std::vector<ir::OpId> order = std::exchange(fn_.order, {});
  for (ir::OpId op : order) materialize(op);
}

void Emitter::flush_readers(ir::VariableId variable) {
  const auto reads = [&](const Expression& expression) {
    return std::ranges::find(expression.reads, variable) != expression.reads.end();
  };
  for (ir::OpId op : fn_.order)
    if (reads(fn_.held.at(op))) {
      flush();
      break;
    }
  for (auto& [op, expression] : fn_.held)
    if (reads(expression)) materialize(op);
}

void Emitter::hold(ir::OpId op, Expression expression) {
  const std::uint32_t uses = uses_[op.index()];
  if (uses == 0) {
    if (!expression.ordered) return;
    const bool is_call = expression.text.ends_with(')') && expression.binds == Binds::kPostfix;
    statement(expression, is_call ? expression.text + ";" : "static_cast<void>(" + expression.text + ");");
    return;
  }
  const bool ordered = expression.ordered;
  const bool trivial = !ordered && expression.reads.empty() && expression.binds == Binds::kPostfix &&
                       expression.text.find_first_of("({[") == std::string::npos;
  const bool keep = (uses > 1 || used_elsewhere_[op.index()]) && !trivial;
  if (keep) flush();
  fn_.held[op] = std::move(expression);
  if (keep)
    materialize(op);
  else if (ordered)
    fn_.order.push_back(op);
}

Expression Emitter::operand(const ir::Operand& operand) {
  switch (operand.kind) {
    case ir::Operand::Kind::kAbsent:
      return {};
    case ir::Operand::Kind::kConstant:
      return constant(module_.constants[operand.constant()]);
    case ir::Operand::Kind::kFunction: {
      Expression function;
      function.text = function_names_.at(operand.function());
      function.type = CxxType::kLiteral;
      return function;
    }
    case ir::Operand::Kind::kTerm:
      return term(module_.terms[operand.term()]);
    case ir::Operand::Kind::kValue:
      break;
  }
  const ir::OpId op = operand.value();
  if (--uses_[op.index()] > 0) return fn_.held.at(op);
  auto node = fn_.held.extract(op);
  std::erase(fn_.order, op);
  return std::move(node.mapped());
}

std::vector<Expression> Emitter::take(const std::vector<ir::Operand>& operands) {
  std::vector<ir::OpId> wanted;
  ir::for_each_operand(module_, operands, [&](const ir::Operand& operand) {
    if (operand.is_value() && std::ranges::find(fn_.order, operand.value()) != fn_.order.end())
      wanted.push_back(operand.value());
  });
  const bool newest = std::equal(wanted.rbegin(), wanted.rend(), fn_.order.rbegin());
  if (!newest) flush();
  std::vector<Expression> expressions;
  expressions.reserve(operands.size());
  for (const ir::Operand& operand : operands) expressions.push_back(this->operand(operand));
  return expressions;
}

std::vector<Expression> Emitter::take_unordered(const std::vector<ir::Operand>& operands) {
  int ordered = 0;
  for (const ir::Operand& operand : operands)
    ordered += operand.is_value() && std::ranges::find(fn_.order, operand.value()) != fn_.order.end();
  if (ordered > 1) {
    // The last of them may stay: it is evaluated after the variables of the others.
    const ir::OpId last = fn_.order.back();
    const Expression kept = fn_.held.at(last);
    fn_.order.pop_back();
    flush();
    fn_.order.push_back(last);
  }
  return take(operands);
}

void Emitter::sequence(const std::vector<Expression*>& operands, int line, Expression* result) {
  Expression* before = nullptr;  // the last operand that left a line behind
  const auto come_to = [&](int wanted, Expression* operand) {
    if (before == nullptr) {
      if (result->first_line == Expression::kNoLine) result->first_line = wanted;
    } else if (before->last_line == wanted) {
      return;
    } else if (operand != nullptr && !operand->lined.empty()) {
      operand->text = operand->lined;
    } else {
      before->text = "at(" + std::to_string(wanted) + ", " + before->text + ")";
      before->binds = Binds::kPostfix;
      before->condition.clear();
    }
  };
  int now = Expression::kNoLine;
  for (Expression* operand : operands) {
    result->ordered |= operand->ordered;
    result->reads.insert(result->reads.end(), operand->reads.begin(), operand->reads.end());
    if (operand->first_line != Expression::kNoLine) come_to(operand->first_line, operand);
    if (operand->last_line != Expression::kNoLine) {
      before = operand;
      now = operand->last_line;
    }
  }
  if (line != Expression::kNoLine) {
    come_to(line, nullptr);
    now = line;
    result->ordered = true;
  }
  result->last_line = now;
}

}  // namespace pbc::emit
