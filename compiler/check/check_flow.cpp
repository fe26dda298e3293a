// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "compiler/check/checker.h"
#include "compiler/ir/phantom_call.h"
#include "compiler/ir/walk.h"

namespace pbc::check {

using ir::OpKind;
using phantom::Api;

std::vector<ir::FunctionId> Checker::entries() const {
  std::vector<ir::FunctionId> found = {module_.module_body()};
  if (const ir::FunctionId start = module_.find_function("on_start")) found.push_back(start);
  return found;
}

std::vector<ir::FunctionId> Checker::makers_of(const std::string& block) const {
  std::vector<ir::FunctionId> functions;
  if (const auto made = made_.find(block); made != made_.end())
    for (const Block::Maker& maker : made->second.makers) functions.push_back(maker.function);
  return functions;
}

const std::set<ir::FunctionId>& Checker::before(ir::FunctionId reader) {
  const auto [known, is_new] = before_.try_emplace(reader);
  if (is_new) known->second = graph_.reach(entries(), [&](const ir::Edge& edge) { return edge.from == reader; });
  return known->second;
}

void Checker::unreachable() {
  std::vector<ir::FunctionId> start = entries();
  if (const ir::FunctionId finish = module_.find_function("on_finish")) start.push_back(finish);
  const std::set<ir::FunctionId> reached = graph_.reach(start);
  for (ir::FunctionId id : module_.functions.ids()) {
    const ir::Function& function = module_.functions[id];
    if (id == module_.module_body() || graph_.owner(id) != id || reached.contains(id)) continue;
    diags_.warning(DiagKind::kUnreachableBlock, name_span(id),
                   "nothing reaches block `" + std::string(module_.text(function.name)) + "`");
  }
}

/// Every way to the block that makes the data leads through the one that reads it, and none leads back.
void Checker::read_too_early(const std::string& block, Span where) {
  const auto made = made_.find(block);
  if (made == made_.end()) return;
  const ir::FunctionId reader = graph_.owner(function_);
  if (!running_.contains(reader)) return;
  const std::set<ir::FunctionId>& before = this->before(reader);
  for (const Block::Maker& maker : made->second.makers) {
    if (maker.function == reader && !made->second.is_async) return;
    if (maker.function != reader && before.contains(maker.function)) return;
    // A loop: the data is that of the round before.
    const std::set<ir::FunctionId> later = graph_.reach({maker.function});
    const bool comes_back = std::ranges::any_of(
        graph_.edges(), [&](const ir::Edge& edge) { return edge.to == reader && later.contains(edge.from); });
    if (comes_back) return;
    if (!running_.contains(maker.function)) return;
  }
  diags_
      .warning(DiagKind::kNotYetRun, where,
               "block `" + block + "` cannot have run when `" +
                   std::string(module_.text(module_.functions[reader].name)) + "` reads it")
      .note(module_.op_spans[made->second.makers.front().call.index()], "it runs here, later")
      .help("it reads as if there were nothing; read it in a block behind that one");
}

/// All names of a join have to be done in one and the same run.
void Checker::join(ir::OpId call) {
  if (module_.is_script()) return;
  const ir::Op& op = module_.ops[call];
  std::vector<std::string> names;
  for (std::size_t i = 0; i < op.keywords.size(); ++i)
    if (phantom::role(op.api, module_.text(op.keywords[i])) == phantom::ArgumentRole::kBlockNames)
      for (const std::string& name : texts_of(&op.operands[i]))
        if (made_.contains(name)) names.push_back(name);
  const ir::FunctionId joint = graph_.owner(function_);
  if (!running_.contains(joint)) return;
  const auto is_reached = [&](const std::string& name, const std::set<ir::FunctionId>& reached) {
    return std::ranges::any_of(makers_of(name), [&](ir::FunctionId maker) { return reached.contains(maker); });
  };
  // What only follows the join is not done before it.
  const std::set<ir::FunctionId>& before = this->before(joint);
  for (const std::string& name : names) {
    if (is_reached(name, before)) continue;
    diags_
        .warning(DiagKind::kJoinNeverFires, literal_span(name, call),
                 "the join waits for `" + name + "`, which " +
                     (is_reached(name, running_) ? "runs after it" : "nothing reaches"))
        .help("what stands behind the join never runs");
    return;
  }
  // Two that stand on different sides of one `if`.
  std::set<ir::OpId> branches;
  for (const ir::Edge& edge : graph_.edges())
    for (const ir::Choice& choice : edge.choices) branches.insert(choice.at);
  for (const ir::OpId branch : branches) {
    std::vector<std::set<ir::FunctionId>> without(2);
    ir::FunctionId home;
    for (const bool holds : {false, true})
      without[holds ? 1 : 0] = graph_.reach(entries(), [&](const ir::Edge& edge) {
        const bool takes = edge.choices.contains({branch, holds});
        if (takes) home = edge.from;
        return takes;
      });
    // A block that runs again may go the other way then.
    if (home.is_none()) continue;
    const std::set<ir::FunctionId> again = graph_.reach({home});
    if (std::ranges::any_of(graph_.edges(),
                            [&](const ir::Edge& edge) { return edge.to == home && again.contains(edge.from); }))
      continue;
    for (const std::string& name : names) {
      if (is_reached(name, without[1])) continue;
      for (const std::string& other : names) {
        if (is_reached(other, without[0])) continue;
        diags_
            .warning(DiagKind::kJoinNeverFires, module_.op_spans[call.index()],
                     "the join waits for `" + name + "` and `" + other + "`, and no run has both")
            .note(module_.op_spans[branch.index()], "either the one or the other, from here")
            .help("what stands behind the join never runs; in the editor, make one of them not required");
        return;
      }
    }
  }
}

const std::map<ir::OpId, std::set<ir::FunctionId>>& Checker::followers() {
  if (followers_of_ == function_) return followers_;
  followers_of_ = function_;
  followers_.clear();
  for (const ir::Edge& edge : graph_.edges()) {
    if (edge.from != graph_.owner(function_)) continue;
    for (const ir::Choice& choice : edge.choices) {
      if (!choice.holds) continue;
      const ir::Operand condition = resolve(module_.ops[choice.at].operands[0]);
      if (condition.is_value()) followers_[condition.value()].insert(edge.to);
    }
  }
  return followers_;
}

/// A decision is true when any value matches; the block behind it then acts on all of them.
void Checker::kept_whole(ir::OpId decision) {
  const ir::Operand* rows = ir::argument(module_, module_.ops[decision], "conditions");
  const auto* list = rows == nullptr ? nullptr : elements_of(*rows);
  if (list == nullptr) return;
  std::set<std::string> compared;
  for (const ir::Operand& row : *list) {
    const auto* cells = elements_of(row);
    if (cells == nullptr || cells->size() != 3) continue;
    const auto left = constant_text(&(*cells)[0]);
    const auto right = constant_text(&(*cells)[2]);
    // "Is there any" is asked of all of them.
    const bool is_empty =
        (*cells)[2].is_constant() &&
        (module_.constants[(*cells)[2].constant()].kind == ir::Constant::Kind::kNone || (right && right->empty()));
    if (left && left->starts_with("artifact:*.cef.") && !is_empty) compared.insert(*left);
  }
  if (compared.empty()) return;
  const auto next = followers().find(decision);
  if (next == followers().end()) return;
  for (const ir::FunctionId block : next->second) {
    const ir::Op* act = nullptr;
    ir::OpId collect;
    ir::for_each_op(module_, block, [&](ir::OpId id, ir::RegionId) {
      const ir::Op& op = module_.ops[id];
      if (op.kind != OpKind::kPhantom) return;
      if (op.api == Api::act) act = &op;
      if (op.api != Api::collect2) return;
      const ir::Operand* paths = ir::argument(module_, op, "datapath");
      for (const std::string& text : texts_of(paths))
        if (compared.contains(text)) collect = id;
    });
    if (act == nullptr || collect.is_none()) continue;
    const auto action = ir::text_argument(module_, *act, "action");
    const phantom::EffectClass effect = action ? catalogue_().effect(*action) : phantom::EffectClass::kLookup;
    if (effect != phantom::EffectClass::kContain && effect != phantom::EffectClass::kRestore) continue;
    diags_
        .warning(DiagKind::kDecisionKeepsAll, module_.op_spans[decision.index()],
                 "a decision keeps all values when one of them matches")
        .note(module_.op_spans[collect.index()], "`" + *action + "` gets every one of them here")
        .help("a filter keeps those that match; read them with `filtered-data:`");
  }
}

}  // namespace pbc::check
