// SPDX-License-Identifier: Apache-2.0
//
// Variables, attributes, items, unpacking.
#include "compiler/emit/emitter.h"

namespace pbc::emit {

using ir::OpKind;

/// To a function inside, and to a comprehension, a variable of the function around is a free one.
std::string Emitter::check_bound(ir::VariableId variable) const {
  const bool own = module_.variables[variable].owner == fn_.id;
  const bool comprehension = module_.variables[variable].kind == ir::Variable::Kind::kComprehension;
  return own && (fn_.comprehensions.empty() || comprehension) ? "bound" : "bound_cell";
}

void Emitter::emit_load(ir::OpId id) {
  const ir::Op& op = module_.ops[id];
  Expression result;
  switch (op.kind) {
    case OpKind::kBuiltin:
      result.text = "py(" + string_literal(module_.text(op.names[0])) + ")";
      break;
    case OpKind::kLoadGlobal: {
      const std::string_view name = module_.text(op.names[0]);
      if (in_namespace(op.names[0])) {
        result.ordered = true;
        result.text = "module().load(" + string_literal(name) + ")";
        result.first_line = result.last_line = line(id);
        break;
      }
      const auto found = global_names_.find(op.names[0]);
      // A call in between may assign it, unless only the module's body does.
      result.ordered = !constant_globals_.contains(op.names[0]);
      if (found == global_names_.end()) {
        result.text = "bound_global(Value(), " + string_literal(name) + ")";
        result.first_line = result.last_line = line(id);
      } else if (certain_globals_.contains(op.names[0])) {
        result.text = "module()." + found->second;
      } else {
        result.text = "bound_global(module()." + found->second + ", " + string_literal(name) + ")";
        result.first_line = result.last_line = line(id);
      }
      break;
    }
    default: {
      const std::string name = variable_name(op.variable);
      const std::string_view text = module_.text(module_.variables[op.variable].name);
      const bool own = module_.variables[op.variable].owner == fn_.id;
      const bool certain = assigned_[id.index()] && own;
      if (is_cell(op.variable)) {
        result.ordered = true;
        result.text = certain ? "*" + name : check_bound(op.variable) + "(*" + name + ", " + string_literal(text) + ")";
        if (certain) result.binds = Binds::kUnary;
      } else {
        result.reads = {op.variable};
        result.ordered = !certain;
        result.text = certain ? name : check_bound(op.variable) + "(" + name + ", " + string_literal(text) + ")";
        const LocalType type = fn_.types.of(op.variable);
        if (type != LocalType::kValue) result.type = type == LocalType::kBool ? CxxType::kBool : CxxType::kNumber;
      }
      if (!certain) result.first_line = result.last_line = line(id);
    }
  }
  hold(id, std::move(result));
}

void Emitter::emit_store(ir::OpId id) {
  if (fn_.bound_stores.contains(id)) return;
  const ir::Op& op = module_.ops[id];
  const ir::Operand& source = op.operands[0];
  bool in_place = false;
  if (source.is_value() && module_.ops[source.value()].kind == OpKind::kInPlace) {
    const ir::Operand& left = module_.ops[source.value()].operands[0];
    in_place = op.kind == OpKind::kStore && left.is_value() && module_.ops[left.value()].kind == OpKind::kLoad &&
               module_.ops[left.value()].variable == op.variable;
  }
  auto operands = take(op.operands);
  if (!in_place) operands[0].augmented.clear();
  emit_store_to(id, operands[0]);
}

void Emitter::emit_store_to(ir::OpId id, const Expression& value) {
  const ir::Op& op = module_.ops[id];
  if (op.kind == OpKind::kStoreGlobal && in_namespace(op.names[0]))
    return statement(value, "module().store(" + string_literal(module_.text(op.names[0])) + ", " + value.text + ");");
  if (op.kind == OpKind::kStoreGlobal)
    return statement(value, "module()." + global_names_.at(op.names[0]) + " = " + value.text + ";");
  flush_readers(op.variable);
  const std::string name = variable_name(op.variable);
  if (is_cell(op.variable)) return statement(value, "*" + name + " = " + value.text + ";");
  const auto declaring = fn_.declaring_store.find(op.variable);
  if (declaring != fn_.declaring_store.end() && declaring->second == id)
    return statement(value, std::string(declared_type(op.variable)) + " " + name + " = " + value.text + ";");
  if (!value.augmented.empty()) return statement(value, name + value.augmented + ";");
  statement(value, name + " = " + value.text + ";");
}

void Emitter::emit_locals(ir::OpId id) {
  const ir::Op& op = module_.ops[id];
  if (op.kind == OpKind::kLocals) {
    Expression result;
    result.text = "locals_in(" + variable_name(op.variable) + ")";
    result.ordered = true;
    return hold(id, std::move(result));
  }
  auto operands = take(op.operands);
  const std::string name = (is_cell(op.variable) ? "*" : "") + variable_name(op.variable);
  const std::string text = string_literal(module_.text(module_.variables[op.variable].name));
  statement(operands[0], "add_bound(" + operands[0].text + ", " + text + ", " + name + ");");
}

void Emitter::emit_delete(ir::OpId id) {
  const ir::Op& op = module_.ops[id];
  Expression check;
  check.first_line = check.last_line = line(id);
  switch (op.kind) {
    case OpKind::kDelete: {
      flush_readers(op.variable);
      const std::string name = (is_cell(op.variable) ? "*" : "") + variable_name(op.variable);
      const std::string text = string_literal(module_.text(module_.variables[op.variable].name));
      statement(check, check_bound(op.variable) + "(" + name + ", " + text + ");");
      out_->line(name + " = Value();");
      return;
    }
    case OpKind::kDeleteGlobal: {
      if (in_namespace(op.names[0]))
        return statement(check, "module().remove(" + string_literal(module_.text(op.names[0])) + ");");
      const std::string name = "module()." + global_names_.at(op.names[0]);
      statement(check, "bound_global(" + name + ", " + string_literal(module_.text(op.names[0])) + ");");
      out_->line(name + " = Value();");
      return;
    }
    default:
      break;
  }
  auto operands = take(op.operands);
  Expression result;
  std::vector<Expression*> parts;
  for (Expression& operand : operands) parts.push_back(&operand);
  sequence(parts, line(id), &result);
  const std::string object = within_value(operands[0], Binds::kPostfix);
  switch (op.kind) {
    case OpKind::kDeleteAttribute:
      return statement(result, object + ".del_attr(" + string_literal(module_.text(op.names[0])) + ");");
    case OpKind::kSetAttribute:
      return statement(
          result, object + ".set_attr(" + string_literal(module_.text(op.names[0])) + ", " + operands[1].text + ");");
    case OpKind::kDeleteSubscript:
      return statement(result, object + ".del_item(" + operands[1].text + ");");
    default:
      return;
  }
}

void Emitter::emit_attribute(ir::OpId id) {
  const ir::Op& op = module_.ops[id];
  auto operands = take(op.operands);
  Expression result;
  sequence({&operands[0]}, line(id), &result);
  const std::string object = within_value(operands[0], Binds::kPostfix);
  const std::string access = ".attr(" + string_literal(module_.text(op.names[0])) + ")";
  result.text = object + access;
  if (operands[0].last_line == Expression::kNoLine)
    result.lined = "at(" + std::to_string(line(id)) + ", " + object + ")" + access;
  hold(id, std::move(result));
}

void Emitter::emit_subscript(ir::OpId id) {
  const ir::Op& op = module_.ops[id];
  if (op.kind == OpKind::kSetSubscript) {
    // x.set_item(key, value): C++ leaves the order of the two arguments open.
    auto operands = take_unordered(op.operands);
    Expression result;
    sequence({&operands[0], &operands[1], &operands[2]}, line(id), &result);
    return statement(result, within_value(operands[0], Binds::kPostfix) + ".set_item(" + operands[1].text + ", " +
                                 operands[2].text + ");");
  }
  auto operands = take(op.operands);
  Expression result;
  sequence({&operands[0], &operands[1]}, line(id), &result);
  if (has_handler()) {
    result.text = "item_or_failure(" + operands[0].text + ", " + operands[1].text + ")";
    return hold_attempt(id, result);
  }
  const std::string object = within_value(operands[0], Binds::kPostfix);
  result.text = object + "[" + operands[1].text + "]";
  if (operands[0].last_line == Expression::kNoLine && operands[1].last_line == Expression::kNoLine)
    result.lined = "at(" + std::to_string(line(id)) + ", " + object + ")[" + operands[1].text + "]";
  hold(id, std::move(result));
}

void Emitter::emit_slice(ir::OpId id) {
  const ir::Op& op = module_.ops[id];
  auto operands = take_unordered(op.operands);
  Expression result;
  std::vector<Expression*> parts;
  for (Expression& operand : operands) parts.push_back(&operand);
  sequence(parts, Expression::kNoLine, &result);
  const auto part = [&](std::size_t i) { return op.operands[i].is_absent() ? std::string("None") : operands[i].text; };
  result.text = "slice(" + part(0) + ", " + part(1);
  if (!op.operands[2].is_absent()) result.text += ", " + part(2);
  result.text += ")";
  hold(id, std::move(result));
}

std::string Emitter::unpacked_names(ir::RegionId region, std::size_t index) {
  const auto& ops = module_.regions[region].ops;
  const ir::OpId id = ops[index];
  const ir::Op& op = module_.ops[id];
  const bool rest = op.integers[1] >= 0;
  const std::size_t count = static_cast<std::size_t>(rest ? op.integers[0] + op.integers[1] + 1 : op.integers[0]);
  std::vector<std::string> names(count);
  for (std::size_t i = index + 1, item = 0; i < ops.size() && item < count; ++i) {
    if (module_.ops[ops[i]].kind != OpKind::kItem || module_.ops[ops[i]].operands[0] != ir::Operand(id)) continue;
    ++item;
    std::string& name = names[static_cast<std::size_t>(module_.ops[ops[i]].integers[0])];
    // An item that goes straight into a variable which is declared there gives the binding its name.
    if (const ir::VariableId declared = declared_with(ops, i)) {
      name = variable_name(declared);
      fn_.bound_stores.insert(ops[i + 1]);
      continue;
    }
    Expression element;
    element.text = name = fresh("t");
    hold(ops[i], std::move(element));
  }
  std::string binding;
  for (std::string& name : names) binding += (binding.empty() ? "" : ", ") + (name.empty() ? fresh("unused") : name);
  return binding;
}

std::size_t Emitter::emit_unpack(ir::RegionId region, std::size_t index) {
  const ir::Op& op = module_.ops[module_.regions[region].ops[index]];
  const bool rest = op.integers[1] >= 0;
  auto operands = take(op.operands);
  Expression result;
  sequence({&operands[0]}, line(module_.regions[region].ops[index]), &result);
  const std::string names = unpacked_names(region, index);
  const std::string call = rest
                               ? "unpack_rest<" + std::to_string(op.integers[0]) + ", " + std::to_string(op.integers[1])
                               : "unpack<" + std::to_string(op.integers[0]);
  statement(result, (names.empty() ? "" : "auto [" + names + "] = ") + call + ">(" + operands[0].text + ");");
  return index + 1;
}

}  // namespace pbc::emit
