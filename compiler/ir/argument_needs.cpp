// SPDX-License-Identifier: Apache-2.0
#include "compiler/ir/argument_needs.h"

#include <algorithm>
#include <array>
#include <optional>

#include "compiler/ir/walk.h"

namespace pbc::ir {
namespace {

/// Whether a function of the Playbook API does no more than look at what it is given under the name: of a container it
/// takes the id, of results it gives copies.
bool only_looks(phantom::Api api, std::string_view argument) {
  using phantom::Api;
  if (argument == "container") return true;
  constexpr std::array kReaders = {
      Api::collect2,
      Api::collect_from_contains,
      Api::condition,
      Api::decision,
      Api::parse_success,
      Api::parse_errors,
      Api::get_successful_action_results_v2,
  };
  return (argument == "action_results" || argument == "results") && std::ranges::find(kReaders, api) != kReaders.end();
}

/// The position that an argument of a call has among the parameters, where the call tells.
std::optional<std::size_t> position_of(const Module& module, const Function& function, const Op& call,
                                       std::size_t operand) {
  const bool is_plain = std::ranges::none_of(call.operands, [](const Operand& each) { return each.starred; });
  if (!is_plain) return std::nullopt;
  const std::size_t keywords_begin = call.operands.size() - call.keywords.size();
  if (operand < keywords_begin) {
    if (operand > function.parameters.size()) return std::nullopt;
    const std::size_t position = operand - 1;
    const Parameter::Kind kind = function.parameters[position].kind;
    const bool takes_it = kind == Parameter::Kind::kPositionalOnly || kind == Parameter::Kind::kNormal;
    return takes_it ? std::optional(position) : std::nullopt;
  }
  for (std::size_t i = 0; i < function.parameters.size(); ++i) {
    const Parameter& parameter = function.parameters[i];
    const bool takes_it = parameter.kind == Parameter::Kind::kNormal || parameter.kind == Parameter::Kind::kKeywordOnly;
    if (takes_it && module.variables[parameter.variable].name == call.keywords[operand - keywords_begin]) return i;
  }
  return std::nullopt;
}

}  // namespace

ArgumentNeeds::ArgumentNeeds(const Module& module) : module_(module) {
  for (const FunctionId function : module.functions.ids()) note(function);
  for (bool changes = true; changes;) {
    changes = false;
    for (const auto& [parameter, others] : handed_to_) {
      const Need before = needs_[parameter];
      for (const VariableId other : others) raise(parameter, needs_[other]);
      changes |= needs_[parameter] != before;
    }
  }
}

Need ArgumentNeeds::of(FunctionId function, std::size_t parameter) const {
  return needs_.at(module_.functions[function].parameters[parameter].variable);
}

void ArgumentNeeds::raise(VariableId parameter, Need need) {
  Need& known = needs_[parameter];
  known = std::max(known, need);
}

void ArgumentNeeds::note(FunctionId function) {
  for (const Parameter& parameter : module_.functions[function].parameters) {
    const bool is_local = module_.variables[parameter.variable].kind == Variable::Kind::kLocal;
    const bool is_one_argument = parameter.kind != Parameter::Kind::kArgs && parameter.kind != Parameter::Kind::kKwargs;
    raise(parameter.variable, is_local && is_one_argument ? Need::kNothing : Need::kOwn);
  }
  for_each_op(module_, function, [&](OpId id, RegionId) {
    const Op& op = module_.ops[id];
    if (op.variable && op.kind != OpKind::kLoad && needs_.contains(op.variable)) raise(op.variable, Need::kOwn);
    for (std::size_t i = 0; i < op.operands.size(); ++i) {
      const Operand& operand = op.operands[i];
      if (const VariableId parameter = loaded(operand)) note_use(op, i, parameter);
      if (!operand.is_term()) continue;
      for_each_operand(module_, module_.terms[operand.term()].elements, [&](const Operand& part) {
        if (const VariableId parameter = loaded(part)) raise(parameter, Need::kOwn);
      });
    }
  });
}

VariableId ArgumentNeeds::loaded(const Operand& operand) const {
  if (!operand.is_value()) return {};
  const Op& load = module_.ops[operand.value()];
  return load.kind == OpKind::kLoad && needs_.contains(load.variable) ? load.variable : VariableId();
}

void ArgumentNeeds::note_use(const Op& op, std::size_t operand, VariableId parameter) {
  if (op.kind == OpKind::kCall && operand > 0 && op.operands[0].is_function()) return note_call(op, operand, parameter);
  const std::size_t keywords_begin = op.operands.size() - op.keywords.size();
  const bool has_name = op.kind == OpKind::kPhantom && operand >= keywords_begin && !op.operands[operand].starred;
  const bool is_looked_at = has_name && only_looks(op.api, module_.text(op.keywords[operand - keywords_begin]));
  raise(parameter, is_looked_at ? Need::kLook : Need::kOwn);
}

void ArgumentNeeds::note_call(const Op& op, std::size_t operand, VariableId parameter) {
  const Function& function = module_.functions[op.operands[0].function()];
  const auto position = position_of(module_, function, op, operand);
  if (!function.is_static || !position) return raise(parameter, Need::kOwn);
  handed_to_[parameter].push_back(function.parameters[*position].variable);
}

}  // namespace pbc::ir
