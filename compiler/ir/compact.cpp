// SPDX-License-Identifier: Apache-2.0
#include "compiler/ir/compact.h"

namespace pbc::ir {
namespace {

class Copy {
 public:
  Copy(const Module& from, const IdSet<FunctionId>& keep) : from_(from), keep_(keep) {}

  Module run() {
    to_.name = from_.name;
    to_.file = from_.file;
    to_.description = from_.description;
    std::size_t count = 0;
    for (const FunctionId id : from_.functions.ids()) {
      if (keep_.contains(id)) functions_.set(id, FunctionId(count++));
    }
    // Variables of all functions first: inner functions use those of outer ones.
    for (const FunctionId id : from_.functions.ids()) {
      if (keep_.contains(id)) copy_signature(id);
    }
    for (const FunctionId id : from_.functions.ids()) {
      if (keep_.contains(id)) copy_region(from_.functions[id].body, to_.functions[functions_[id]].body);
    }
    for (const CustomCode& code : from_.custom_code) {
      if (keep_.contains(code.function)) {
        to_.custom_code.push_back({functions_[code.function], code.first_line, code.last_line});
      }
    }
    return std::move(to_);
  }

 private:
  void copy_signature(FunctionId id) {
    Function function = from_.functions[id];
    function.name = name(function.name);
    if (function.parent) function.parent = functions_[function.parent];
    for (VariableId& variable : function.variables) {
      const Variable& old = from_.variables[variable];
      const VariableId copy = to_.variables.add({name(old.name), old.kind, functions_[id]});
      variables_.set(variable, copy);
      variable = copy;
    }
    for (Parameter& parameter : function.parameters) {
      parameter.variable = variables_[parameter.variable];
      parameter.default_value = operand(parameter.default_value);
    }
    function.body = to_.add_region();
    to_.add(std::move(function), from_.function_spans[id.index()], from_.function_lines[id.index()]);
  }

  void copy_region(RegionId from, RegionId to) {
    for (const OpId id : from_.regions[from].ops) {
      Op op = from_.ops[id];
      if (op.variable) op.variable = variables_[op.variable];
      if (op.function) op.function = functions_[op.function];
      for (FunctionId& function : op.ahead) function = functions_[function];
      for (NameId& n : op.names) n = name(n);
      for (NameId& n : op.keywords) n = name(n);
      for (Operand& o : op.operands) o = operand(o);
      for (RegionId& region : op.regions) {
        const RegionId inner = to_.add_region();
        copy_region(region, inner);
        region = inner;
      }
      const OpId copy = to_.add(std::move(op), from_.op_spans[id.index()], from_.op_lines[id.index()]);
      values_.set(id, copy);
      to_.regions[to].ops.push_back(copy);
    }
  }

  NameId name(NameId id) { return id ? to_.intern(from_.text(id)) : id; }

  Operand operand(const Operand& old) {
    Operand copy;
    switch (old.kind) {
      case Operand::Kind::kAbsent:
        break;
      case Operand::Kind::kValue:
        copy = values_[old.value()];
        break;
      case Operand::Kind::kConstant:
        copy = to_.intern(from_.constants[old.constant()]);
        break;
      case Operand::Kind::kFunction:
        copy = functions_[old.function()];
        break;
      case Operand::Kind::kTerm: {
        Term term = from_.terms[old.term()];
        for (Operand& element : term.elements) element = operand(element);
        copy = to_.terms.add(std::move(term));
        break;
      }
    }
    copy.starred = old.starred;
    return copy;
  }

  const Module& from_;
  const IdSet<FunctionId>& keep_;
  Module to_;
  SideTable<FunctionId, FunctionId> functions_;
  SideTable<VariableId, VariableId> variables_;
  SideTable<OpId, OpId> values_;
};

}  // namespace

Module compact(const Module& module, const IdSet<FunctionId>& keep) { return Copy(module, keep).run(); }

}  // namespace pbc::ir
