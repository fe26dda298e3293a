// SPDX-License-Identifier: Apache-2.0
//
// Operators, comparisons, and, or, conditional expressions.
#include "compiler/emit/emitter.h"

namespace pbc::emit {

using ir::OpKind;

namespace {

struct CxxOperator {
  std::string_view python;
  Binds binds;
  std::string_view function;  // where C++ has no such operator
  std::string_view in_place;  // Operator::...
};

constexpr CxxOperator kOperators[] = {
    {"+", Binds::kSum, "", "kAdd"},
    {"-", Binds::kSum, "", "kSub"},
    {"*", Binds::kProduct, "", "kMul"},
    {"/", Binds::kProduct, "", "kDiv"},
    {"%", Binds::kProduct, "", "kMod"},
    {"&", Binds::kBitAnd, "", "kAnd"},
    {"|", Binds::kBitOr, "", "kOr"},
    {"^", Binds::kBitXor, "", "kXor"},
    {"<<", Binds::kShift, "", "kShiftLeft"},
    {">>", Binds::kShift, "", "kShiftRight"},
    {"//", Binds::kPostfix, "floor_divide", "kFloorDiv"},
    {"**", Binds::kPostfix, "power", "kPow"},
    {"@", Binds::kPostfix, "matrix_multiply", "kMatMul"},
};

const CxxOperator& find_operator(std::string_view python) {
  for (const CxxOperator& op : kOperators)
    if (op.python == python) return op;
  return kOperators[0];
}

std::string_view comparison_name(std::string_view python) {
  if (python == "==") return "Comparison::kEqual";
  if (python == "!=") return "Comparison::kNotEqual";
  if (python == "<") return "Comparison::kLess";
  if (python == "<=") return "Comparison::kLessEqual";
  return python == ">" ? "Comparison::kGreater" : "Comparison::kGreaterEqual";
}

Binds tighter(Binds binds) { return static_cast<Binds>(static_cast<int>(binds) + 1); }

}  // namespace

void Emitter::emit_operator(ir::OpId id) {
  const ir::Op& op = module_.ops[id];
  const std::string_view symbol = op.kind == OpKind::kNot ? "not" : module_.text(op.names[0]);
  Expression result;
  if (op.kind == OpKind::kNot || op.kind == OpKind::kUnary) {
    auto operands = take(op.operands);
    if (op.kind == OpKind::kNot) {
      sequence({&operands[0]}, Expression::kNoLine, &result);
      result.text = "!" + as_condition(operands[0], Binds::kUnary);
      result.type = CxxType::kBool;
    } else {
      sequence({&operands[0]}, line(id), &result);
      result.text = std::string(symbol) + within_value(operands[0], Binds::kPostfix);
    }
    result.binds = Binds::kUnary;
    return hold(id, std::move(result));
  }

  auto operands = take_unordered(op.operands);
  Expression& left = operands[0];
  Expression& right = operands[1];
  const std::string left_before = left.text;
  const bool native = fn_.types.is_native(id);
  sequence({&left, &right}, native ? Expression::kNoLine : line(id), &result);
  const CxxOperator& cxx = find_operator(symbol);
  // One operand at least has to be a Value, or C++ would compute with numbers of its own.
  if (native)
    result.type = CxxType::kNumber;
  else if (left.type != CxxType::kValue && right.type != CxxType::kValue)
    left = value_of(left);
  if (op.kind == OpKind::kInPlace && native) {
    result.text = within(left, cxx.binds) + " " + std::string(symbol) + " " + within(right, tighter(cxx.binds));
    result.binds = cxx.binds;
    result.augmented = " " + std::string(symbol) + "= " + right.text;
  } else if (op.kind == OpKind::kInPlace) {
    result.text = "in_place(Operator::" + std::string(cxx.in_place) + ", " + left.text + ", " + right.text + ")";
    // `x += 1` reads x itself, so an x that may be unbound has to be asked first.
    const bool certain = op.operands[0].is_value() && assigned_[op.operands[0].index];
    if (certain && left.text == left_before && cxx.function.empty())
      result.augmented = " " + std::string(symbol) + "= " + right.text;
  } else if (!cxx.function.empty()) {
    result.text = std::string(cxx.function) + "(" + left.text + ", " + right.text + ")";
  } else {
    result.text = within(left, cxx.binds) + " " + std::string(symbol) + " " + within(right, tighter(cxx.binds));
    result.binds = cxx.binds;
  }
  hold(id, std::move(result));
}

void Emitter::emit_compare(ir::OpId id) {
  const ir::Op& op = module_.ops[id];
  const std::string_view symbol = module_.text(op.names[0]);
  auto operands = take_unordered(op.operands);
  Expression& left = operands[0];
  Expression& right = operands[1];
  Expression result;
  result.type = CxxType::kBool;
  const bool identity = symbol == "is" || symbol == "is not";
  const bool native = fn_.types.is_native(id);
  sequence({&left, &right}, identity || native ? Expression::kNoLine : line(id), &result);
  if (identity) {
    const std::string negation = symbol == "is not" ? "!" : "";
    if (right.text == "None")
      result.text = negation + within_value(left, Binds::kPostfix) + ".is_none()";
    else
      result.text = negation + "is(" + left.text + ", " + right.text + ")";
    if (!negation.empty()) result.binds = Binds::kUnary;
  } else if (symbol == "in" || symbol == "not in") {
    const std::string negation = symbol == "not in" ? "!" : "";
    result.text = negation + "in(" + left.text + ", " + (right.items.empty() ? right.text : right.items) + ")";
    if (!negation.empty()) result.binds = Binds::kUnary;
  } else {
    if (!native && left.type != CxxType::kValue && right.type != CxxType::kValue) left = value_of(left);
    const Binds binds = symbol == "==" || symbol == "!=" ? Binds::kEquality : Binds::kRelational;
    // Parentheses around a comparison in a comparison, whatever their precedence: that is how people write it.
    const std::string rest = " " + std::string(symbol) + " " + within(right, Binds::kShift);
    result.text = within(left, Binds::kShift) + rest;
    result.binds = binds;
    if (!fn_.types.is_bool(id)) {
      result.condition = std::exchange(
          result.text, "compared(" + std::string(comparison_name(symbol)) + ", " + left.text + ", " + right.text + ")");
      result.condition_binds = std::exchange(result.binds, Binds::kPostfix);
      result.type = CxxType::kValue;
    } else if (!native && left.last_line == Expression::kNoLine && right.last_line == Expression::kNoLine)
      result.lined = "at(" + std::to_string(line(id)) + ", " + value_of(left).text + ")" + rest;
  }
  hold(id, std::move(result));
}

Expression Emitter::emit_yield_region(ir::RegionId region, std::string* statements, int depth) {
  CxxWriter inner(depth);
  CxxWriter* outer = std::exchange(out_, &inner);
  std::vector<ir::OpId> order = std::exchange(fn_.order, {});
  const int frame_line = std::exchange(fn_.frame_line, Expression::kUnknownLine);
  const auto& ops = module_.regions[region].ops;
  std::size_t index = 0;
  while (index + 1 < ops.size()) index = emit_op(region, index);
  auto value = take(module_.ops[ops.back()].operands);
  flush();
  if (!inner.empty() && value[0].first_line != Expression::kNoLine) {
    at(value[0].first_line);
  }
  *statements = inner.text();
  out_ = outer;
  fn_.order = std::move(order);
  fn_.frame_line = inner.empty() ? frame_line : Expression::kUnknownLine;
  return std::move(value[0]);
}

void Emitter::emit_and_or(ir::OpId id) {
  const ir::Op& op = module_.ops[id];
  const bool is_and = op.kind == OpKind::kAnd;
  auto operands = take(op.operands);
  Expression& left = operands[0];
  const int frame_line = fn_.frame_line;
  std::string statements;
  Expression right = emit_yield_region(op.regions[0], &statements, out_->depth() + 1);
  if (!statements.empty()) {
    // The right side needs statements: `t = left; if (t) { ...; t = right; }`
    fn_.frame_line = frame_line;
    const std::string name = fresh("t");
    statement(left, "Value " + name + " = " + left.text + ";");
    out_->open(is_and ? "if (" + name + ")" : "if (!" + name + ")");
    out_->append(statements);
    out_->line(name + " = " + right.text + ";");
    out_->close();
    fn_.frame_line = Expression::kUnknownLine;
    Expression result;
    result.text = name;
    return hold(id, std::move(result));
  }
  Expression result;
  sequence({&left, &right}, Expression::kNoLine, &result);
  // The right side may not run, so the line it leaves is certain only where nothing changes it.
  if (right.last_line != Expression::kNoLine &&
      (left.last_line != right.last_line || right.first_line != right.last_line))
    if (left.last_line != Expression::kNoLine || right.first_line != right.last_line)
      result.last_line = Expression::kUnknownLine;
  const Binds binds = is_and ? Binds::kAnd : Binds::kOr;
  // `a || b && c` needs no parentheses in C++, but compilers and readers ask for them.
  const auto side = [&](const Expression& expression) {
    std::string text = as_condition(expression, Binds::kAnd);
    const Binds own = expression.condition.empty() ? expression.binds : expression.condition_binds;
    if (!is_and && own == Binds::kAnd) return "(" + text + ")";
    if (!is_and && own == Binds::kOr) return text.substr(1, text.size() - 2);  // a || b || c
    return text;
  };
  result.condition = side(left) + (is_and ? " && " : " || ") + side(right);
  result.condition_binds = binds;
  if (left.type == CxxType::kBool && right.type == CxxType::kBool) {
    result.text = result.condition;
    result.binds = binds;
    result.type = CxxType::kBool;
  } else {
    // A literal would leave the lambda as a pointer.
    const std::string second = right.type == CxxType::kLiteral ? value_of(right).text : right.text;
    result.text = std::string(is_and ? "and_(" : "or_(") + left.text + ", [&] { return " + second + "; })";
  }
  hold(id, std::move(result));
}

void Emitter::emit_select(ir::OpId id) {
  const ir::Op& op = module_.ops[id];
  auto operands = take(op.operands);
  Expression& test = operands[0];
  const int frame_line = fn_.frame_line;
  std::string then_statements;
  std::string else_statements;
  Expression then = emit_yield_region(op.regions[0], &then_statements, out_->depth() + 1);
  Expression otherwise = emit_yield_region(op.regions[1], &else_statements, out_->depth() + 1);
  if (then_statements.empty() && else_statements.empty()) {
    Expression result;
    sequence({&test, &then}, Expression::kNoLine, &result);
    const bool same = then.first_line == otherwise.first_line && then.last_line == otherwise.last_line;
    if (same || otherwise.first_line == Expression::kNoLine) {
      result.ordered |= otherwise.ordered;
      result.reads.insert(result.reads.end(), otherwise.reads.begin(), otherwise.reads.end());
      if (!same || then.first_line != then.last_line) result.last_line = Expression::kUnknownLine;
      const bool both_bool = then.type == CxxType::kBool && otherwise.type == CxxType::kBool;
      const auto side = [&](const Expression& expression) {
        return both_bool ? within(expression, Binds::kOr) : within_value(expression, Binds::kOr);
      };
      result.text = as_condition(test, Binds::kOr) + " ? " + side(then) + " : " + side(otherwise);
      result.binds = Binds::kTernary;
      result.type = both_bool ? CxxType::kBool : CxxType::kValue;
      return hold(id, std::move(result));
    }
  }
  fn_.frame_line = frame_line;
  const std::string name = fresh("t");
  flush();
  out_->line("Value " + name + ";");
  at(test.first_line);
  out_->open("if (" + as_condition(test, Binds::kTernary) + ")");
  const auto branch = [&](const std::string& statements, const Expression& value) {
    fn_.frame_line = Expression::kUnknownLine;
    out_->append(statements);
    if (statements.empty()) at(value.first_line);
    out_->line(name + " = " + value.text + ";");
  };
  branch(then_statements, then);
  out_->reopen("else");
  branch(else_statements, otherwise);
  out_->close();
  fn_.frame_line = Expression::kUnknownLine;
  Expression result;
  result.text = name;
  hold(id, std::move(result));
}

}  // namespace pbc::emit
