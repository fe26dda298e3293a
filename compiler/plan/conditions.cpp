// SPDX-License-Identifier: Apache-2.0
#include "compiler/plan/conditions.h"

#include "compiler/ir/phantom_call.h"
#include "compiler/ir/print_op.h"
#include "compiler/ir/text.h"
#include "compiler/ir/walk.h"
#include "compiler/phantom/datapath.h"
#include "compiler/plan/words.h"

namespace pbc::plan {

using ir::OpKind;
using phantom::Api;

namespace {

constexpr int kDeepest = 30;

std::string constant_text(const ir::Constant& constant) {
  using Kind = ir::Constant::Kind;
  switch (constant.kind) {
    case Kind::kNone:
      return "None";
    case Kind::kEllipsis:
      return "...";
    case Kind::kStr:
      return phantom::looks_like_datapath(constant.text) ? constant.text : ir::quote(constant.text);
    case Kind::kBytes:
      return ir::quote_bytes(constant.text);
    default:
      return constant.text;
  }
}

}  // namespace

std::string source_text(const Part& part, ir::OpId op) {
  const Span span = part.module->op_spans[op.index()];
  if (part.source == nullptr || span.is_nowhere()) return on_one_line(ir::OpText(*part.module).head(op));
  return on_one_line(part.source->text(span));
}

std::string argument_text(const Part& part, const ir::Operand& operand) {
  const ir::Module& module = *part.module;
  if (operand.is_constant()) return constant_text(module.constants[operand.constant()]);
  if (operand.is_value()) return source_text(part, operand.value());
  if (operand.is_function()) return std::string(module.text(module.functions[operand.function()].name));
  if (!operand.is_term()) return "";
  const ir::Term& term = module.terms[operand.term()];
  std::string text;
  for (const ir::Operand& element : term.elements) text += (text.empty() ? "" : ", ") + argument_text(part, element);
  return term.kind == ir::Term::Kind::kDict ? "{" + text + "}" : "[" + text + "]";
}

Conditions::Conditions(const Part& part) : part_(part), module_(*part.module) {
  for (const ir::FunctionId function : module_.functions.ids()) {
    Values values;
    walk(module_.functions[function].body, &values);
  }
}

/// Follows what variables hold, as far as one straight line of operations tells.
void Conditions::walk(ir::RegionId region, Values* values) {
  for (const ir::OpId id : module_.regions[region].ops) {
    const ir::Op& op = module_.ops[id];
    if (op.kind == OpKind::kLoad)
      if (const auto known = values->find(op.variable); known != values->end()) loaded_[id] = known->second;
    for (const ir::RegionId inner : op.regions) {
      Values inside = *values;
      // A loop's second round may see what its first has stored.
      const bool is_loop = op.kind == OpKind::kFor || op.kind == OpKind::kWhile;
      const auto forget = [&](Values* known) {
        ir::for_each_op(module_, inner, [&](ir::OpId stored, ir::RegionId) {
          const OpKind kind = module_.ops[stored].kind;
          if (kind == OpKind::kStore || kind == OpKind::kDelete) known->erase(module_.ops[stored].variable);
        });
      };
      if (is_loop) forget(&inside);
      walk(inner, &inside);
      forget(values);
    }
    if (op.kind == OpKind::kStore) (*values)[op.variable] = op.operands[0];
    if (op.kind == OpKind::kDelete) values->erase(op.variable);
  }
}

ir::Operand Conditions::resolve(const ir::Operand& operand) const {
  ir::Operand found = operand;
  // A variable that is given another, and so on; cut off where a broken module would go round.
  for (int step = 0; step < 100 && found.is_value(); ++step) {
    const auto known = loaded_.find(found.value());
    if (known == loaded_.end()) break;
    found = known->second;
  }
  return found;
}

const std::vector<ir::Operand>* Conditions::elements_of(const ir::Operand& operand) const {
  return ir::elements_of(module_, resolve(operand));
}

std::optional<Conditions::Text> Conditions::row(const ir::Operand& row) const {
  const auto* cells = elements_of(row);
  if (cells == nullptr || cells->size() != 3) return std::nullopt;
  const ir::Operand sign = resolve((*cells)[1]);
  const std::string op = ir::constant_text(module_, &sign).value_or(argument_text(part_, sign));
  return Text{argument_text(part_, resolve((*cells)[0])) + " " + op + " " + argument_text(part_, resolve((*cells)[2])),
              false, false, 0};
}

Conditions::Text Conditions::rows(const ir::Op& call) const {
  const ir::Operand* conditions = ir::argument(module_, call, "conditions");
  const auto* list = conditions == nullptr ? nullptr : elements_of(*conditions);
  if (list == nullptr) return {"its conditions hold", false, false, 0};
  const ir::Operand* given = ir::argument(module_, call, "logical_operator");
  const ir::Operand logical = given == nullptr ? ir::Operand() : resolve(*given);
  const auto word = ir::constant_text(module_, &logical);
  const bool is_or = word && (*word == "or" || *word == "OR" || *word == "Or");
  Text all;
  for (const ir::Operand& each : *list) {
    const auto one = row(each);
    if (!all.text.empty()) all.text += is_or ? " or " : " and ";
    all.text += one ? one->text : argument_text(part_, resolve(each));
  }
  all.is_compound = is_or && list->size() > 1;
  if (all.text.empty()) all.text = "its conditions hold";
  return all;
}

std::optional<Conditions::Text> Conditions::of_call(const ir::Operand& operand, int depth) const {
  const ir::Operand found = resolve(operand);
  if (!found.is_value() || depth > kDeepest) return std::nullopt;
  const ir::Op& op = module_.ops[found.value()];
  switch (op.kind) {
    case OpKind::kItem:  // matched_artifacts_1, matched_results_1 = phantom.condition(...)
    case OpKind::kUnpack:
    case OpKind::kSubscript:
      if (auto whole = of_call(op.operands[0], depth + 1);
          whole && (op.kind != OpKind::kSubscript || resolve(op.operands[1]).is_constant()))
        return whole;
      return std::nullopt;
    case OpKind::kCallMethod:
      if (module_.text(op.names[0]) == "should_continue") return Text{"the loop goes on", false, false, 0};
      return std::nullopt;
    case OpKind::kPhantom:
      break;
    default:
      return std::nullopt;
  }
  if (op.api == Api::decision || op.api == Api::condition) return rows(op);
  if (op.api == Api::get_run_data)
    if (const auto key = ir::text_argument(module_, op, "key")) return Text{"`" + *key + "` is saved", false, false, 0};
  if (op.api != Api::completed && op.api != Api::actions_done) return std::nullopt;
  std::vector<std::string> all;
  for (std::size_t i = 0; i < op.keywords.size(); ++i) {
    if (phantom::role(op.api, module_.text(op.keywords[i])) != phantom::ArgumentRole::kBlockNames) continue;
    const auto* names = elements_of(op.operands[i]);
    if (names == nullptr) return Text{source_text(part_, found.value()), false, false, 0};
    for (const ir::Operand& name : *names) {
      const ir::Operand known = resolve(name);
      all.push_back("`" + ir::constant_text(module_, &known).value_or("...") + "`");
    }
  }
  const char* done = all.size() == 1 ? " is done" : all.size() == 2 ? " are both done" : " are all done";
  return Text{listed(all) + done, false, false, all.size()};
}

Conditions::Text Conditions::describe(const ir::Operand& operand, int depth) const {
  if (const auto known = of_call(operand, depth)) return *known;
  if (!operand.is_value()) return {argument_text(part_, operand), false, false, 0};
  const ir::Op& op = module_.ops[operand.value()];
  if (op.kind == OpKind::kNot && depth < kDeepest) {
    Text text = describe(op.operands[0], depth + 1);
    text.is_negated = !text.is_negated;
    return text;
  }
  if ((op.kind == OpKind::kOr || op.kind == OpKind::kAnd) && depth < kDeepest) {
    const auto& ops = module_.regions[op.regions[0]].ops;
    if (!ops.empty() && module_.ops[ops.back()].kind == OpKind::kYield) {
      Text left = describe(op.operands[0], depth + 1);
      const Text right = describe(module_.ops[ops.back()].operands[0], depth + 1);
      // `matched_artifacts_1 or matched_results_1`: both of one condition.
      if (left.text == right.text && left.is_negated == right.is_negated) return left;
      // `not a or not b`: not both.
      const char* word = op.kind == OpKind::kOr ? " and " : " or ";
      if (left.is_negated && right.is_negated) return {left.text + word + right.text, true, true, 0};
    }
  }
  return {source_text(part_, operand.value()), false, op.kind == OpKind::kOr || op.kind == OpKind::kAnd, 0};
}

Conditions::Text Conditions::of(ir::OpId branch) const { return describe(module_.ops[branch].operands[0], 0); }

}  // namespace pbc::plan
