// SPDX-License-Identifier: Apache-2.0
#include "compiler/ir/names.h"

#include "compiler/ir/text.h"
#include "compiler/ir/walk.h"

namespace pbc::ir {
namespace {

constexpr std::size_t kLongestStem = 40;

/// `text` as an identifier, or nothing when little of it would be left.
std::string identifier(std::string_view text) {
  std::string out;
  for (char c : text.substr(0, kLongestStem)) {
    const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    const bool is_digit = c >= '0' && c <= '9';
    if (is_letter || is_digit) {
      out += c;
    } else if (!out.empty() && out.back() != '_') {
      out += '_';
    }
  }
  while (out.size() > 1 && out.back() == '_') out.pop_back();
  if (!out.empty() && out[0] >= '0' && out[0] <= '9') out.clear();
  return out;
}

// Nothing here may rely on ids being in range: messages about broken modules name values too.

std::string_view name_text(const Module& module, NameId name) {
  return module.knows(name) ? module.text(name) : std::string_view();
}

std::string_view function_name(const Module& module, FunctionId id) {
  return id.index() < module.functions.size() ? name_text(module, module.functions[id].name) : std::string_view();
}

std::string_view variable_name(const Module& module, VariableId variable) {
  return variable.index() < module.variables.size() ? name_text(module, module.variables[variable].name)
                                                    : std::string_view();
}

/// What the value is by itself: the name of a thing that is read, else nothing.
std::string_view source_name(const Module& module, const Op& op) {
  switch (op.kind) {
    case OpKind::kLoad:
      return variable_name(module, op.variable);
    case OpKind::kLoadGlobal:
    case OpKind::kBuiltin:
    case OpKind::kAttribute:
      return name_text(module, op.names[0]);
    default:
      return {};
  }
}

/// What the value is made by: the function, the method, the key, the module.
std::string_view maker_name(const Module& module, const Op& op) {
  switch (op.kind) {
    case OpKind::kPhantom:
      return phantom::info(op.api).name;
    case OpKind::kCallMethod:
    case OpKind::kImport:
      return name_text(module, op.names[0]);
    case OpKind::kImportLeaf: {
      const std::string_view name = name_text(module, op.names[0]);
      return name.substr(name.rfind('.') + 1);
    }
    case OpKind::kImportFrom:
      return name_text(module, op.names[1]);
    case OpKind::kDefine:
      return function_name(module, op.function);
    case OpKind::kCall:
      if (!op.operands.empty() && op.operands[0].is_function()) {
        return function_name(module, op.operands[0].function());
      }
      return {};
    case OpKind::kSubscript:
      if (op.operands.size() == 2 && op.operands[1].is_constant() && op.operands[1].index < module.constants.size()) {
        const Constant& key = module.constants[op.operands[1].constant()];
        if (key.kind == Constant::Kind::kStr) return key.text;
      }
      return {};
    default:
      return {};
  }
}

std::string_view target_name(const Module& module, OpId value, OpId user) {
  if (!user) return {};
  const Op& op = module.ops[user];
  if (op.operands.size() != 1 || op.operands[0] != Operand(value)) return {};
  if (op.kind == OpKind::kStore) return variable_name(module, op.variable);
  if (op.kind == OpKind::kStoreGlobal) return name_text(module, op.names[0]);
  return {};
}

}  // namespace

std::string UniqueNames::take(std::string_view name) {
  const int count = ++taken_[std::string(name)];
  return count == 1 ? std::string(name) : std::string(name) + "." + std::to_string(count);
}

std::string value_stem(const Module& module, OpId value, OpId first_user) {
  const Op& op = module.ops[value];
  for (std::string_view candidate :
       {source_name(module, op), target_name(module, value, first_user), maker_name(module, op)}) {
    std::string stem = identifier(candidate);
    if (!stem.empty()) return stem;
  }
  return std::string(info(op.kind).text);
}

Names::Names(const Module& module) : module_(module) {
  UniqueNames function_names;
  for (const FunctionId id : module.functions.ids()) {
    functions_.set(id, function_names.take(spell_function_name(module.text(module.functions[id].name))));
    UniqueNames variable_names;
    for (const VariableId variable : module.functions[id].variables) {
      variables_.set(variable, variable_names.take(spell_name(module.text(module.variables[variable].name))));
    }
  }
}

SideTable<OpId, std::string> Names::values(FunctionId function) const {
  SideTable<OpId, OpId> first_users;
  for_each_op(module_, function, [&](OpId op, RegionId) {
    for_each_operand(module_, op, [&](const Operand& operand) {
      if (operand.is_value() && !first_users[operand.value()]) first_users.set(operand.value(), op);
    });
  });
  SideTable<OpId, std::string> values;
  UniqueNames value_names;
  for_each_op(module_, function, [&](OpId op, RegionId) {
    const OpId user = first_users[op];
    if (user) values.set(op, value_names.take("%" + value_stem(module_, op, user)));
  });
  return values;
}

}  // namespace pbc::ir
