// SPDX-License-Identifier: Apache-2.0
#include "compiler/plan/cost.h"

#include <algorithm>

#include "compiler/ir/constants.h"
#include "compiler/ir/phantom_call.h"
#include "compiler/ir/stored_once.h"
#include "compiler/ir/walk.h"

namespace pbc::plan {

using ir::Operand;
using ir::OpId;
using ir::OpKind;
using phantom::Api;

namespace {

bool is_loop(OpKind kind) {
  return kind == OpKind::kFor || kind == OpKind::kWhile || kind == OpKind::kListOf || kind == OpKind::kSetOf ||
         kind == OpKind::kDictOf;
}

}  // namespace

CostWalk::CostWalk(const Program& program, std::vector<std::unique_ptr<Flow>>& flows, bool speculates)
    : program_(program), flows_(flows), speculates_(speculates) {
  for (std::size_t part = 0; part < program.parts.size(); ++part) {
    first_.push_back(functions_.size());
    for (const ir::FunctionId id : program.parts[part].module->functions.ids())
      functions_.push_back({part, id, {}, {}, {}, {}});
  }
  for (std::size_t part = 0; part < program.parts.size(); ++part) functions_.push_back({part, {}, {}, {}, {}, {}});
  for (std::size_t part = 0; part < program.parts.size(); ++part) {
    find_targets(part);
    find_guards(part);
  }
  find_order();
  // A join that fires once lets what follows run once, and so other joins.
  for (bool changed = true; changed;) {
    runs_in_own_ = count_runs(true);
    changed = false;
    for (std::size_t part = 0; part < program.parts.size(); ++part) changed = find_joins(part) || changed;
  }
  runs_ = count_runs(false);
}

// --- Who calls whom ---

void CostWalk::find_targets(std::size_t part) {
  const ir::Module& module = *program_.parts[part].module;
  std::map<OpId, ir::FunctionId> loads;
  const auto go = [&](std::size_t from, OpId op, std::size_t to, bool is_unlimited, bool is_callback = false) {
    targets_[{part, op}].push_back({to, is_unlimited, is_callback});
    functions_[from].callees.push_back(to);
  };
  for (const ir::FunctionId id : module.functions.ids()) {
    const std::size_t from = index(part, id);
    std::map<ir::RegionId, bool> is_inside;  // in a loop
    is_inside[module.functions[id].body] = false;
    ir::for_each_op(module, id, [&](OpId at, ir::RegionId region) {
      const ir::Op& op = module.ops[at];
      in_loop_[{part, at}] = is_inside[region];
      function_of_[{part, at}] = from;
      for (const ir::RegionId inner : op.regions) is_inside[inner] = is_inside[region] || is_loop(op.kind);
      if (op.kind == OpKind::kLoadGlobal)
        if (const ir::FunctionId named = module.find_function(module.text(op.names[0]))) loads[at] = named;
      if (op.kind == OpKind::kGenerator) go(from, at, index(part, op.function), false);
      // What stands at the top of the file is found by its name.
      if (op.kind == OpKind::kDefine && !module.is_top_level(op.function)) go(from, at, index(part, op.function), true);
      std::size_t position = 0;
      ir::for_each_operand(module, at, [&](const Operand& operand) {
        const std::size_t number = position++;
        ir::FunctionId named;
        if (operand.is_function()) named = operand.function();
        if (operand.is_value() && loads.contains(operand.value())) named = loads[operand.value()];
        if (named.is_none()) return;
        const bool is_made = op.kind == OpKind::kStoreGlobal && operand.is_function();
        if (is_made) return;
        bool is_callback = false;
        if (op.kind == OpKind::kPhantom)
          for (std::size_t i = 0; i < op.keywords.size(); ++i)
            is_callback =
                is_callback || (op.operands[i] == operand &&
                                phantom::role(op.api, module.text(op.keywords[i])) == phantom::ArgumentRole::kCallback);
        const bool is_call = op.kind == OpKind::kCall && number == 0;
        go(from, at, index(part, named), !is_call && !is_callback, is_callback);
      });
      if (op.kind == OpKind::kPhantom && op.api == Api::playbook) find_playbook(part, from, at);
      if (op.kind == OpKind::kBuiltin)
        for (const std::string_view word : {"globals", "eval", "exec"})
          if (module.text(op.names[0]) == word)
            not_counted_.push_back(module.file + ":" + std::to_string(module.op_lines[at.index()]) + ": `" +
                                   std::string(word) + "` may call anything");
    });
  }
  // A run of it as a playbook begins with these.
  const std::size_t run = run_of(part);
  functions_[run].callees.push_back(index(part, module.module_body()));
  for (const char* name : {"on_start", "on_finish"})
    if (const ir::FunctionId entry = module.find_function(name)) functions_[run].callees.push_back(index(part, entry));
}

void CostWalk::find_playbook(std::size_t part, std::size_t from, OpId call) {
  const ir::Module& module = *program_.parts[part].module;
  const std::string place = module.file + ":" + std::to_string(module.op_lines[call.index()]) + ": ";
  const auto name = ir::text_argument(module, module.ops[call], "playbook");
  if (!name) {
    not_counted_.push_back(place + "which playbook runs shows only in a run");
    return;
  }
  bool is_found = false;
  for (const auto& [reference, target] : program_.references) {
    if (reference != *name || program_.parts[target].module->find_function("on_start").is_none()) continue;
    is_found = true;
    playbook_calls_.emplace_back(part, call, target);
    targets_[{part, call}].push_back({run_of(target), false, true});
    functions_[from].callees.push_back(run_of(target));
  }
  if (!is_found) not_counted_.push_back(place + "playbook `" + *name + "` was not found; say where it is with --path");
}

// --- What happens once: `if get_run_data("join_called"): return`, then `save_run_data("yes", "join_called")` ---

void CostWalk::find_guards(std::size_t part) {
  const ir::Module& module = *program_.parts[part].module;
  std::set<std::string> keys;
  bool is_all_written_out = true;
  const auto for_each_save = [&](auto&& visit) {
    for (const ir::FunctionId id : module.functions.ids())
      ir::for_each_op(module, id, [&](OpId at, ir::RegionId) {
        const ir::Op& op = module.ops[at];
        if (op.kind == OpKind::kPhantom && op.api == Api::save_run_data) visit(op);
      });
  };
  for_each_save([&](const ir::Op& op) {
    const auto key = ir::text_argument(module, op, "key");
    if (key) keys.insert(*key);
    is_all_written_out = is_all_written_out && key;
  });
  for_each_save([&](const ir::Op& op) {
    const Operand* value = ir::argument(module, op, "value");
    const bool is_true = value != nullptr && value->is_constant() && ir::is_true(module.constants[value->constant()]);
    if (const auto key = ir::text_argument(module, op, "key"); key && !is_true) keys.erase(*key);
  });
  if (!is_all_written_out || keys.empty()) return;
  for (const ir::FunctionId id : module.functions.ids()) {
    const std::size_t function = index(part, id);
    guards_in(function, module.functions[id].body, {});
    for (const OpId guard : std::set<OpId>(functions_[function].guards)) {
      const auto key = ir::text_argument(module, module.ops[guard], "key");
      if (!key || !keys.contains(*key)) functions_[function].guards.erase(guard);
    }
    ir::for_each_region(module, module.functions[id].body, [&](ir::RegionId region) {
      bool is_behind = false;
      for (const OpId op : module.regions[region].ops) {
        if (is_behind) {
          functions_[function].once.insert(op);
          for (const ir::RegionId inner : module.ops[op].regions)
            ir::for_each_op(module, inner,
                            [&](OpId within, ir::RegionId) { functions_[function].once.insert(within); });
        }
        is_behind = is_behind || functions_[function].guards.contains(op);
      }
    });
  }
}

void CostWalk::guards_in(std::size_t function, ir::RegionId region, std::set<std::string> keys) {
  const Function& within = functions_[function];
  const ir::Module& module = *program_.parts[within.part].module;
  ir::StoredOnce stored(module);
  stored.enter(within.id);
  for (const OpId at : module.regions[region].ops) {
    const ir::Op& op = module.ops[at];
    if (op.kind == OpKind::kIf && leaves(within.part, op.regions[0])) {
      const Operand condition = stored.resolve(op.operands[0]);
      if (condition.is_value()) {
        const ir::Op& asked = module.ops[condition.value()];
        if (asked.kind == OpKind::kPhantom && asked.api == Api::get_run_data)
          if (const auto key = ir::text_argument(module, asked, "key")) keys.insert(*key);
      }
    }
    if (op.kind == OpKind::kPhantom && op.api == Api::save_run_data)
      if (const auto key = ir::text_argument(module, op, "key"); key && keys.contains(*key))
        functions_[function].guards.insert(at);
    for (const ir::RegionId inner : op.regions) guards_in(function, inner, keys);
  }
}

// --- Orders ---

void CostWalk::find_order() {
  is_recursive_.assign(functions_.size(), false);
  std::vector<char> state(functions_.size(), 0);  // 1: under way, 2: done
  std::vector<std::pair<std::size_t, std::size_t>> stack = {{run_of(0), 0}};
  state[run_of(0)] = 1;
  while (!stack.empty()) {
    auto& [function, next] = stack.back();
    if (next < functions_[function].callees.size()) {
      const std::size_t callee = functions_[function].callees[next++];
      if (state[callee] == 1) is_recursive_[callee] = true;
      if (state[callee] != 0) continue;
      state[callee] = 1;
      stack.emplace_back(callee, 0);
    } else {
      state[function] = 2;
      order_.push_back(function);
      stack.pop_back();
    }
  }
}

/// 2 stands for several. `in_own_playbook`: in one run of the playbook that the function belongs to.
std::vector<int> CostWalk::count_runs(bool in_own_playbook) const {
  std::vector<int> runs(functions_.size(), 0);
  const auto is_run = [&](std::size_t function) { return functions_[function].id.is_none(); };
  const auto begin = [&](std::vector<int>* all) {
    for (std::size_t i = 0; i < functions_.size(); ++i)
      if (i == run_of(0) || (in_own_playbook && is_run(i))) (*all)[i] = 1;
  };
  begin(&runs);
  for (bool changed = true; changed;) {
    std::vector<int> found(functions_.size(), 0);
    begin(&found);
    for (auto function = order_.rbegin(); function != order_.rend(); ++function) {
      const Function& from = functions_[*function];
      if (is_run(*function)) {
        for (const std::size_t callee : from.callees) found[callee] += runs[*function];
        continue;
      }
      const ir::Module& module = *program_.parts[from.part].module;
      ir::for_each_op(module, from.id, [&](OpId op, ir::RegionId) {
        const auto targets = targets_.find({from.part, op});
        if (targets == targets_.end()) return;
        const bool is_once = from.once.contains(op);
        const int times = is_once ? std::min(runs[*function], runs[run_of(from.part)]) : runs[*function];
        for (const Target& target : targets->second) {
          if (in_own_playbook && is_run(target.function)) continue;
          const bool is_often = target.is_unlimited || in_loop_.at({from.part, op});
          found[target.function] += is_often && times > 0 ? 2 : times;
        }
      });
    }
    for (std::size_t i = 0; i < found.size(); ++i) {
      found[i] = std::min(found[i], 2);
      if (is_recursive_[i] && found[i] > 0) found[i] = 2;
    }
    changed = found != runs;
    runs = std::move(found);
  }
  return runs;
}

bool CostWalk::runs_once(std::size_t part, ir::FunctionId function) const { return runs_[index(part, function)] <= 1; }

bool CostWalk::is_in_loop(std::size_t part, OpId op) const {
  const auto found = in_loop_.find({part, op});
  return found == in_loop_.end() || found->second;
}

std::vector<std::pair<std::size_t, ir::FunctionId>> CostWalk::recursive() const {
  std::vector<std::pair<std::size_t, ir::FunctionId>> found;
  for (const std::size_t function : order_)
    if (is_recursive_[function]) found.emplace_back(functions_[function].part, functions_[function].id);
  return found;
}

// --- Costs ---

bool CostWalk::leaves(std::size_t part, ir::RegionId region) const {
  const ir::Module& module = *program_.parts[part].module;
  const auto& ops = module.regions[region].ops;
  if (ops.empty()) return false;
  const OpKind last = module.ops[ops.back()].kind;
  return last == OpKind::kReturn || last == OpKind::kRaise || last == OpKind::kContinue || last == OpKind::kBreak;
}

Formula CostWalk::total(const Of& of) const {
  Costs costs;
  costs.each.resize(functions_.size());
  costs.once.resize(functions_.size());
  costs.is_known.resize(functions_.size());
  for (const std::size_t function : order_) {
    const Function& which = functions_[function];
    Formula cost;
    if (which.id.is_none()) {
      std::vector<Formula> terms;
      for (const std::size_t callee : which.callees) terms.push_back(costs.each[callee]);
      for (std::size_t i = 0; i < functions_.size(); ++i)
        if (functions_[i].part == which.part && !functions_[i].id.is_none()) terms.push_back(costs.once[i]);
      cost = sum(terms);
    } else {
      cost = region(of, costs, function, program_.parts[which.part].module->functions[which.id].body);
    }
    // It comes to itself again, and nothing says how often.
    if (is_recursive_[function] && !cost.is_zero()) cost = Formula::unbounded();
    costs.each[function] = cost;
    costs.is_known[function] = true;
  }
  return costs.each[run_of(0)];
}

/// From its end to its beginning: what follows an `if` belongs to the sides that do not leave.
Formula CostWalk::region(const Of& of, Costs& costs, std::size_t function, ir::RegionId region) const {
  const Function& within = functions_[function];
  const ir::Module& module = *program_.parts[within.part].module;
  const auto& ops = module.regions[region].ops;
  Formula rest;
  for (auto at = ops.rbegin(); at != ops.rend(); ++at) {
    const ir::Op& op = module.ops[*at];
    if (op.kind == OpKind::kIf) {
      std::vector<Formula> sides;
      std::vector<bool> leave;
      for (const ir::RegionId side : op.regions) {
        sides.push_back(this->region(of, costs, function, side));
        leave.push_back(leaves(within.part, side));
      }
      if (within.joins.contains(*at)) {
        costs.once[function] = sum({costs.once[function], sides[0]});
        sides[0] = {};
      }
      if (speculates_) {
        rest = sum({sides[0], sides[1], rest});
        continue;
      }
      const bool is_joined = !leave[0] && !leave[1];
      if (!is_joined)
        for (std::size_t i = 0; i < sides.size(); ++i)
          if (!leave[i]) sides[i] = sum({sides[i], rest});
      rest = is_joined ? sum({maximum(sides), rest}) : maximum(sides);
      continue;
    }
    if (op.kind == OpKind::kReturn || op.kind == OpKind::kRaise) rest = {};
    if (within.guards.contains(*at)) {
      costs.once[function] = sum({costs.once[function], rest});
      rest = {};
    }
    rest = sum({operation(of, costs, function, *at), rest});
  }
  return rest;
}

Formula CostWalk::operation(const Of& of, Costs& costs, std::size_t function, OpId id) const {
  const std::size_t part = functions_[function].part;
  const ir::Op& op = program_.parts[part].module->ops[id];
  std::vector<Formula> terms = {of(part, id)};
  if (const auto targets = targets_.find({part, id}); targets != targets_.end())
    for (const Target& target : targets->second) {
      if (costs.is_at_once && target.is_callback) continue;
      const Formula cost = costs.is_known[target.function] ? costs.each[target.function] : Formula();
      terms.push_back(target.is_unlimited ? product({Formula::unbounded(), cost}) : cost);
    }
  std::vector<Formula> inside;
  for (const ir::RegionId region : op.regions) inside.push_back(this->region(of, costs, function, region));
  const auto repeated = [&](const Formula& cost) {
    return cost.is_zero() ? cost : product({flows_[part]->rounds(functions_[function].id, id), cost});
  };
  switch (op.kind) {
    case OpKind::kFor:
      terms.push_back(repeated(inside[0]));
      terms.push_back(inside[1]);
      break;
    case OpKind::kWhile:
      terms.push_back(repeated(sum({inside[0], inside[1]})));
      terms.push_back(inside[0]);
      terms.push_back(inside[2]);
      break;
    case OpKind::kListOf:
    case OpKind::kSetOf:
    case OpKind::kDictOf:
      terms.push_back(repeated(inside[0]));
      break;
    case OpKind::kSelect:
      terms.push_back(maximum(inside));
      break;
    default:
      for (Formula& cost : inside) terms.push_back(std::move(cost));
      break;
  }
  return sum(std::move(terms));
}

bool CostWalk::is_certain(const Is& is) const {
  std::vector<bool> known(functions_.size());
  for (const std::size_t function : order_) {
    const Function& which = functions_[function];
    if (which.id.is_none())
      known[function] =
          std::ranges::any_of(which.callees, [&](std::size_t callee) { return static_cast<bool>(known[callee]); });
    else
      known[function] = is_certain(is, known, function, program_.parts[which.part].module->functions[which.id].body);
  }
  return known[run_of(0)];
}

bool CostWalk::is_certain(const Is& is, const std::vector<bool>& known, std::size_t function,
                          ir::RegionId region) const {
  const Function& within = functions_[function];
  const ir::Module& module = *program_.parts[within.part].module;
  const auto& ops = module.regions[region].ops;
  bool rest = false;
  for (auto at = ops.rbegin(); at != ops.rend(); ++at) {
    const ir::Op& op = module.ops[*at];
    if (op.kind == OpKind::kReturn || op.kind == OpKind::kRaise) rest = false;
    if (is(within.part, *at)) rest = true;
    if (const auto targets = targets_.find({within.part, *at}); targets != targets_.end())
      for (const Target& target : targets->second) rest = rest || (!target.is_unlimited && known[target.function]);
    if (op.kind == OpKind::kIf) {
      bool all = true;
      for (const ir::RegionId side : op.regions) {
        const bool inside = is_certain(is, known, function, side);
        all = all && (inside || (rest && !leaves(within.part, side)));
      }
      rest = all;
    } else if (op.kind == OpKind::kTry || op.kind == OpKind::kWith) {
      rest = rest || is_certain(is, known, function, op.regions[0]);
    }
  }
  return rest;
}

}  // namespace pbc::plan
