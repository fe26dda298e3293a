// SPDX-License-Identifier: Apache-2.0
#include "compiler/emit/assignment.h"

#include <algorithm>
#include <boost/container/flat_set.hpp>

#include "compiler/ir/id_set.h"
#include "compiler/ir/ops.h"

namespace pbc::emit {
namespace {

using ir::OpKind;

using Variables = boost::container::flat_set<ir::VariableId>;

/// The variables bound for certain at a place. A place that cannot be reached has all of them.
struct State {
  bool reachable = true;
  Variables bound;

  void meet(const State& other) {
    if (!other.reachable) return;
    if (!reachable) {
      *this = other;
      return;
    }
    Variables both;
    std::ranges::set_intersection(bound, other.bound, std::inserter(both, both.end()));
    bound = std::move(both);
  }
};

class Analysis {
 public:
  Analysis(const ir::Module& module, std::vector<bool>& result) : module_(module), result_(result) {
    for (ir::OpId id : module.ops.ids()) {
      const ir::Op& op = module.ops[id];
      const bool unbinds = (op.kind == OpKind::kDelete || ir::is_handler(op.kind)) && op.variable;
      if (unbinds && module.variables[op.variable].kind == ir::Variable::Kind::kCell)
        deleted_cells_.insert(op.variable);
    }
  }

  void run(ir::FunctionId function) {
    State state;
    for (const ir::Parameter& parameter : module_.functions[function].parameters)
      state.bound.insert(parameter.variable);
    region(module_.functions[function].body, state);
  }

 private:
  void region(ir::RegionId id, State& state) {
    for (ir::OpId op : module_.regions[id].ops) visit(op, state);
  }

  /// A region that may run or not: what it binds does not count afterwards.
  void maybe(ir::RegionId id, State state) { region(id, state); }

  void visit(ir::OpId id, State& state) {
    const ir::Op& op = module_.ops[id];
    switch (op.kind) {
      case OpKind::kLoad:
        result_[id.index()] =
            !state.reachable || (state.bound.contains(op.variable) && !deleted_cells_.contains(op.variable));
        break;
      case OpKind::kStore:
        state.bound.insert(op.variable);
        break;
      case OpKind::kDelete:
        state.bound.erase(op.variable);
        break;
      case OpKind::kReturn:
      case OpKind::kRaise:
      case OpKind::kBreak:
      case OpKind::kContinue:
        state.reachable = false;
        break;
      case OpKind::kIf:
      case OpKind::kSelect: {
        State other = state;
        region(op.regions[0], state);
        region(op.regions[1], other);
        state.meet(other);
        break;
      }
      case OpKind::kWhile: {
        forget_deleted(op.regions[1], state);
        region(op.regions[0], state);  // the condition runs at least once
        maybe(op.regions[1], after_deletions(op.regions[1], state));
        maybe(op.regions[2], state);
        forget_deleted(op.regions[2], state);
        break;
      }
      case OpKind::kFor:
        maybe(op.regions[0], after_deletions(op.regions[0], state));
        maybe(op.regions[1], after_deletions(op.regions[0], state));
        for (ir::RegionId inner : op.regions) forget_deleted(inner, state);
        break;
      case OpKind::kTry:
        try_statement(op, state);
        break;
      case OpKind::kWith:  // a manager may swallow the exception, so what the body binds is not certain
        maybe(op.regions[0], state);
        forget_deleted(op.regions[0], state);
        break;
      default:
        for (ir::RegionId inner : op.regions) maybe(inner, state);
        break;
    }
  }

  void try_statement(const ir::Op& op, State& state) {
    State handler = state;
    forget_deleted(op.regions[0], handler);
    if (const auto& clauses = module_.regions[op.regions[1]].ops;
        !clauses.empty() && module_.ops[clauses[0]].kind == OpKind::kExceptGroup)
      forget_deleted(op.regions[1], handler);  // another clause may have run before
    region(op.regions[0], state);
    region(op.regions[2], state);
    for (ir::OpId id : module_.regions[op.regions[1]].ops) {
      const ir::Op& except = module_.ops[id];
      State caught = handler;
      region(except.regions[0], caught);
      region(except.regions[1], caught);
      if (except.variable) caught.bound.erase(except.variable);
      state.meet(caught);
    }
    State finally = handler;
    for (ir::RegionId inner : {op.regions[1], op.regions[2]}) forget_deleted(inner, finally);
    region(op.regions[3], finally);
    for (ir::VariableId variable : finally.bound) state.bound.insert(variable);
    if (!finally.reachable) state.reachable = false;
  }

  /// In a loop, a deletion of an earlier round may have come before any place of the body.
  State after_deletions(ir::RegionId id, State state) {
    forget_deleted(id, state);
    return state;
  }

  void forget_deleted(ir::RegionId id, State& state) {
    for (ir::OpId op_id : module_.regions[id].ops) {
      const ir::Op& op = module_.ops[op_id];
      if ((op.kind == OpKind::kDelete || ir::is_handler(op.kind)) && op.variable) state.bound.erase(op.variable);
      for (ir::RegionId inner : op.regions) forget_deleted(inner, state);
    }
  }

  const ir::Module& module_;
  std::vector<bool>& result_;
  ir::IdSet<ir::VariableId> deleted_cells_;  // any call may unbind them
};

}  // namespace

std::vector<bool> definitely_assigned_loads(const ir::Module& module) {
  std::vector<bool> result(module.ops.size());
  Analysis analysis(module, result);
  for (ir::FunctionId function : module.functions.ids()) analysis.run(function);
  return result;
}

}  // namespace pbc::emit
