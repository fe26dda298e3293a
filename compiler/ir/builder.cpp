// SPDX-License-Identifier: Apache-2.0
#include "compiler/ir/builder.h"

#include <algorithm>

#include "compiler/ir/constants.h"

namespace pbc::ir {

FunctionId Builder::function(std::string_view name, FunctionRole role, FunctionId parent) {
  Function function;
  function.name = module_.intern(name);
  function.role = role;
  function.parent = parent;
  function.qualified_name = default_qualified_name(module_, parent, name);
  function.is_static = is_static_by_default(role);
  function.body = module_.add_region();
  return module_.add(std::move(function), span_, line_);
}

VariableId Builder::variable(FunctionId owner, std::string_view name, Variable::Kind kind) {
  const VariableId id = module_.variables.add({module_.intern(name), kind, owner});
  module_.functions[owner].variables.push_back(id);
  return id;
}

VariableId Builder::parameter(FunctionId owner, std::string_view name, Operand default_value, Parameter::Kind kind) {
  const VariableId id = module_.variables.add({module_.intern(name), Variable::Kind::kLocal, owner});
  Function& function = module_.functions[owner];
  function.variables.insert(function.variables.begin() + static_cast<std::ptrdiff_t>(function.parameters.size()), id);
  function.parameters.push_back({id, kind, default_value, false});
  return id;
}

Operand Builder::none() { return module_.intern(Constant{Constant::Kind::kNone, {}}); }
Operand Builder::boolean(bool value) { return module_.intern(bool_constant(value)); }
Operand Builder::integer(std::int64_t value) { return module_.intern(int_constant(value)); }
Operand Builder::big_integer(std::string_view digits) {
  return module_.intern(Constant{Constant::Kind::kInt, std::string(digits)});
}
Operand Builder::floating(double value) { return module_.intern(float_constant(value)); }
Operand Builder::str(std::string_view text) { return module_.intern(str_constant(text)); }
Operand Builder::bytes(std::string_view bytes) {
  return module_.intern(Constant{Constant::Kind::kBytes, std::string(bytes)});
}
Operand Builder::ellipsis() { return module_.intern(Constant{Constant::Kind::kEllipsis, {}}); }

Operand Builder::term(Term::Kind kind, Operands elements) { return module_.terms.add({kind, std::move(elements)}); }

OpId Builder::add(Op op) {
  const OpId id = module_.add(std::move(op), span_, line_);
  module_.regions[region_].ops.push_back(id);
  return id;
}

OpId Builder::op(OpKind kind, Operands operands, const Names& names) {
  Op op{.kind = kind};
  op.operands = std::move(operands);
  const std::string_view shape = info(kind).shape;
  const auto fixed =
      static_cast<std::size_t>(std::ranges::count_if(shape, [](char part) { return part == 'o' || part == '?'; }));
  if (op.operands.size() < fixed) op.operands.resize(fixed);
  for (std::size_t i = 0; i < names.size() && i < op.names.size(); ++i) op.names[i] = module_.intern(names[i]);
  return add(std::move(op));
}

OpId Builder::structured(OpKind kind, Operands operands, std::vector<RegionId> regions) {
  Op op{.kind = kind};
  op.operands = std::move(operands);
  op.regions = std::move(regions);
  return add(std::move(op));
}

OpId Builder::load(VariableId variable) {
  Op op{.kind = OpKind::kLoad};
  op.variable = variable;
  return add(std::move(op));
}

OpId Builder::store(VariableId variable, Operand value) {
  Op op{.kind = OpKind::kStore};
  op.variable = variable;
  op.operands = {value};
  return add(std::move(op));
}

OpId Builder::remove(VariableId variable) {
  Op op{.kind = OpKind::kDelete};
  op.variable = variable;
  return add(std::move(op));
}

OpId Builder::define(FunctionId function, Operands defaults) {
  Op op{.kind = OpKind::kDefine};
  op.function = function;
  op.operands = std::move(defaults);
  return add(std::move(op));
}

OpId Builder::unpack(Operand value, std::int32_t before, std::int32_t after) {
  Op op{.kind = OpKind::kUnpack};
  op.operands = {value};
  op.integers = {before, after};
  return add(std::move(op));
}

OpId Builder::item(Operand unpacked, std::int32_t index) {
  Op op{.kind = OpKind::kItem};
  op.operands = {unpacked};
  op.integers = {index, 0};
  return add(std::move(op));
}

OpId Builder::call(Operand callee, Operands positional, const Keywords& keywords) {
  Op op{.kind = OpKind::kCall};
  op.operands = {callee};
  add_arguments(op, std::move(positional), keywords);
  return add(std::move(op));
}

OpId Builder::call_method(Operand object, std::string_view method, Operands positional, const Keywords& keywords) {
  Op op{.kind = OpKind::kCallMethod};
  op.operands = {object};
  op.names[0] = module_.intern(method);
  add_arguments(op, std::move(positional), keywords);
  return add(std::move(op));
}

OpId Builder::phantom(phantom::Api api, const Keywords& arguments, const Operands& positional) {
  Op op{.kind = OpKind::kPhantom};
  op.api = api;
  for (const Operand& operand : positional) {
    op.operands.push_back(operand);
    op.keywords.push_back(module_.intern(phantom::info(api).parameters.at(0)));
  }
  add_arguments(op, {}, arguments);
  return add(std::move(op));
}

void Builder::add_arguments(Op& op, Operands positional, const Keywords& keywords) {
  op.operands.insert(op.operands.end(), positional.begin(), positional.end());
  for (const auto& [name, operand] : keywords) {
    op.operands.push_back(name.empty() ? starred(operand) : operand);
    op.keywords.push_back(name.empty() ? NameId() : module_.intern(name));
  }
}

}  // namespace pbc::ir
