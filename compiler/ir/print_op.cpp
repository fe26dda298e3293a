// SPDX-License-Identifier: Apache-2.0
#include "compiler/ir/print_op.h"

#include <algorithm>

#include "compiler/ir/print.h"
#include "compiler/ir/text.h"

namespace pbc::ir {
namespace {

constexpr std::string_view kUnknown = "?";

template <class IdT, class T>
bool holds(const Store<IdT, T>& store, IdT id) {
  return id.index() < store.size();
}

void append_separated(std::string& out, std::string_view text) {
  if (!out.empty() && out.back() != '(' && out.back() != '[' && out.back() != '{') out += ", ";
  out += text;
}

}  // namespace

std::string print(const Constant& constant) {
  switch (constant.kind) {
    case Constant::Kind::kNone:
      return "None";
    case Constant::Kind::kEllipsis:
      return "...";
    case Constant::Kind::kStr:
      return quote(constant.text);
    case Constant::Kind::kBytes:
      return quote_bytes(constant.text);
    case Constant::Kind::kBool:
    case Constant::Kind::kInt:
    case Constant::Kind::kFloat:
      break;
  }
  return constant.text;
}

std::string print_op(const Module& module, OpId op) { return OpText(module).head(op); }

std::string OpText::head(OpId id) const {
  if (!holds(module_.ops, id)) return std::string(kUnknown);
  const Op& op = module_.ops[id];
  const OpInfo& op_info = info(op.kind);

  std::string out;
  if (values_ != nullptr) {
    if (!(*values_)[id].empty()) out = (*values_)[id] + " = ";
  } else if (op_info.has_result) {
    out = value(id) + " = ";
  }
  out += op_info.text;

  std::size_t next_operand = 0;
  std::size_t next_name = 0;
  std::size_t next_integer = 0;
  std::string absent;  // absent operands are written only when something stands behind them
  const auto add = [&](std::string_view text) {
    out += absent;
    absent.clear();
    out += ' ';
    out += text;
  };
  for (char part : op_info.shape) {
    switch (part) {
      case 'v':
        add(variable(op.variable));
        break;
      case 'V':
        if (op.variable) {
          const std::string text = variable(op.variable);
          add("as " + (text == "global" ? quote(text) : text));
        } else if (op.names[0]) {
          add("as global " + name(op.names[0]));
        }
        break;
      case 'f':
        add(function(op.function));
        break;
      case 'n':
        add(name(op.names[next_name++]));
        break;
      case 'i':
        add(std::to_string(op.integers[next_integer++]));
        break;
      case 'o':
        add(next_operand < op.operands.size() ? operand(op.operands[next_operand++]) : kUnknown);
        break;
      case '?':
        if (next_operand < op.operands.size() && !op.operands[next_operand].is_absent()) {
          add(operand(op.operands[next_operand]));
        } else {
          absent += " -";
        }
        ++next_operand;
        break;
      case '*':
        if (next_operand < op.operands.size() || op_info.shape.size() == 1) {
          add("[" + elements(op.operands, next_operand) + "]");
        }
        break;
      case ':':
        add("{" + pairs(op.operands, next_operand) + "}");
        break;
      case '(':
        out += arguments(op, next_operand);
        break;
      case 'p':
        out += "." + std::string(phantom::info(op.api).name);
        out += marks(op);
        out += arguments(op, next_operand);
        break;
      default:  // regions
        break;
    }
  }
  return out;
}

std::string OpText::value(OpId op) const {
  if (!holds(module_.ops, op)) return "%" + std::string(kUnknown);
  if (values_ == nullptr) return "%" + value_stem(module_, op, {});
  const std::string& name = (*values_)[op];
  return name.empty() ? "%" + std::string(kUnknown) : name;
}

std::string OpText::function(FunctionId id) const {
  if (!holds(module_.functions, id)) return "@" + std::string(kUnknown);
  return names_ != nullptr ? names_->function(id) : spell_function_name(text(module_.functions[id].name));
}

std::string OpText::variable(VariableId id) const {
  if (!holds(module_.variables, id)) return std::string(kUnknown);
  const Variable& variable = module_.variables[id];
  if (names_ == nullptr) return spell_name(text(variable.name));
  if (variable.owner == function_) return names_->variable(id);
  return function(variable.owner) + "::" + names_->variable(id);
}

std::string_view OpText::text(NameId id) const { return module_.knows(id) ? module_.text(id) : kUnknown; }

std::string OpText::name(NameId id) const {
  const std::string_view text = this->text(id);
  const bool is_operator = !text.empty() && leading_operator(text) == text;
  return is_operator || text == "not in" || text == "is not" ? std::string(text) : spell_name(text);
}

std::string OpText::operand(const Operand& operand, std::string_view star) const {
  std::string out(operand.starred ? star : std::string_view());
  switch (operand.kind) {
    case Operand::Kind::kAbsent:
      return out + "-";
    case Operand::Kind::kValue:
      return out + value(operand.value());
    case Operand::Kind::kConstant:
      return out + (holds(module_.constants, operand.constant()) ? print(module_.constants[operand.constant()])
                                                                 : std::string(kUnknown));
    case Operand::Kind::kFunction:
      return out + function(operand.function());
    case Operand::Kind::kTerm:
      return out + term(operand.term());
  }
  return out;
}

std::string OpText::elements(const std::vector<Operand>& operands, std::size_t first) const {
  std::string out;
  for (std::size_t i = first; i < operands.size(); ++i) append_separated(out, operand(operands[i]));
  return out;
}

std::string OpText::pairs(const std::vector<Operand>& operands, std::size_t first) const {
  std::string out;
  for (std::size_t i = first; i + 1 < operands.size(); i += 2) {
    if (operands[i].is_absent()) {
      append_separated(out, operand(operands[i + 1], "**"));
    } else {
      append_separated(out, operand(operands[i]) + ": " + operand(operands[i + 1]));
    }
  }
  return out;
}

/// "[run, batch 500, ahead @f]"
std::string OpText::marks(const Op& act) const {
  std::string out;
  const auto add = [&](const std::string& mark) { out += (out.empty() ? "[" : ", ") + mark; };
  if (act.sharing != Sharing::kNone) add(std::string(ir::name(act.sharing)));
  if (act.batch != 1) add("batch " + std::to_string(act.batch));
  for (const FunctionId ahead : act.ahead) add("ahead " + function(ahead));
  return out.empty() ? out : out + "]";
}

std::string OpText::arguments(const Op& op, std::size_t first) const {
  const std::size_t keywords = std::min(op.keywords.size(), op.operands.size() - std::min(first, op.operands.size()));
  const std::size_t positional_end = op.operands.size() - keywords;
  std::string out = "(";
  for (std::size_t i = first; i < positional_end; ++i) append_separated(out, operand(op.operands[i]));
  for (std::size_t i = 0; i < keywords; ++i) {
    const Operand& argument = op.operands[positional_end + i];
    if (!op.keywords[i]) {
      append_separated(out, operand(argument, "**"));
    } else if (op.kind == OpKind::kPhantom && text(op.keywords[i]).starts_with('*')) {
      append_separated(out, operand(argument));
    } else {
      append_separated(out, name(op.keywords[i]) + "=" + operand(argument));
    }
  }
  return out + ")";
}

std::string OpText::term(TermId id) const {
  if (!holds(module_.terms, id) || (names_ == nullptr && terms_left_-- <= 0)) return std::string(kUnknown);
  const Term& term = module_.terms[id];
  std::string out;
  switch (term.kind) {
    case Term::Kind::kList:
      out = "[" + elements(term.elements, 0) + "]";
      break;
    case Term::Kind::kTuple:
      out = "(" + elements(term.elements, 0) + (term.elements.size() == 1 ? ",)" : ")");
      break;
    case Term::Kind::kDict:
      out = "{" + pairs(term.elements, 0) + "}";
      break;
  }
  return out;
}

}  // namespace pbc::ir
