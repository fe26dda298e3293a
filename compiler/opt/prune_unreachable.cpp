// SPDX-License-Identifier: Apache-2.0
//
// prune-unreachable
//
// Removes what cannot run or cannot matter, in three steps:
//
// 1. Code that cannot run. Operations after one that leaves (return, raise, break, continue, an `if` both of whose
// branches
//    leave); the branch of an `if` whose condition is a constant, the body of a `while` whose condition is a false one:
//
//      if False {                     ->      call @g()
//        call @f()                            return
//      } else {
//        call @g()
//      }
//      return
//      call @h()
//
// 2. Values that nobody uses, if making them neither changes anything nor raises (ir::is_removable; for loads see
//    bound_variables.h). Nothing with effects is ever dropped.
//
// 3. Functions that nothing reaches from the roots: the module's body, on_start, on_finish, and, in a file without
// on_start,
//    the function that is called like the file (a custom function's entry). A reached operation reaches the functions
//    it names as operand or in `define`, and all functions of a name that it loads from the module's namespace. A
//    reached function keeps the functions around it.
//
// Refuses step 3 as a whole when reached code can look names up while it runs: globals(), locals(), vars(), dir(),
// eval(), exec(), __import__(), modules that give access to modules or frames. [DynamicNames]
//
// Order: after everything else, and 1 before 2 before 3 here, since each leaves work for the next.
#include "compiler/opt/prune_unreachable.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "compiler/ir/compact.h"
#include "compiler/ir/constants.h"
#include "compiler/ir/effects.h"
#include "compiler/ir/walk.h"
#include "compiler/opt/bound_variables.h"

namespace pbc::opt {
namespace {

using ir::FunctionId;
using ir::Module;
using ir::Op;
using ir::Operand;
using ir::OpId;
using ir::OpKind;
using ir::RegionId;

std::string counted(std::size_t count, std::string_view noun) {
  return std::to_string(count) + " " + std::string(noun) + (count == 1 ? "" : "s");
}

// --- 1. Code that cannot run ---

std::optional<bool> truth(const Module& module, const Operand& operand) {
  if (operand.is_function()) return true;
  if (!operand.is_constant()) return std::nullopt;
  return ir::is_true(module.constants[operand.constant()]);
}

/// Whether control never comes to the operation after `id`.
bool leaves(const Module& module, OpId id) {
  const Op& op = module.ops[id];
  switch (op.kind) {
    case OpKind::kReturn:
    case OpKind::kRaise:
    case OpKind::kBreak:
    case OpKind::kContinue:
      return true;
    case OpKind::kIf:
      return std::ranges::all_of(op.regions, [&](RegionId region) {
        const auto& ops = module.regions[region].ops;
        return !ops.empty() && leaves(module, ops.back());
      });
    default:
      return false;
  }
}

class DeadCode {
 public:
  DeadCode(Module& module, PassContext& context, FunctionId function)
      : module_(module), context_(context), function_(function) {}

  void run() { prune_region(module_.functions[function_].body); }

 private:
  void prune_region(RegionId region) {
    const std::vector<OpId> ops = module_.regions[region].ops;
    std::vector<OpId> kept;
    if (!ops.empty() && module_.ops[ops.back()].kind == OpKind::kYield) {
      for (const OpId op : ops) prune_op(op, kept);  // the value at its end must stay
    } else {
      prune_ops(ops, kept);
    }
    module_.regions[region].ops = std::move(kept);
  }

  /// False when the last operation kept leaves, so that nothing may follow.
  bool prune_ops(const std::vector<OpId>& ops, std::vector<OpId>& kept) {
    for (std::size_t i = 0; i < ops.size(); ++i) {
      if (prune_op(ops[i], kept)) continue;
      const std::size_t dropped = ops.size() - i - 1;
      if (dropped != 0) {
        const std::string word = std::string(ir::info(module_.ops[kept.back()].kind).text);
        context_.acted(module_, function_, ops[i + 1],
                       "removed " + counted(dropped, "operation") + " after `" + word + "`");
        context_.count("operations", dropped);
      }
      return false;
    }
    return true;
  }

  bool prune_op(OpId op, std::vector<OpId>& kept) {
    if (const auto taken = taken_region(op)) {
      context_.acted(module_, function_, op, "decided `" + std::string(ir::info(module_.ops[op].kind).text) + "`");
      context_.count("branches");
      return prune_ops(std::vector<OpId>(module_.regions[*taken].ops), kept);
    }
    for (std::size_t i = 0; i < module_.ops[op].regions.size(); ++i) prune_region(module_.ops[op].regions[i]);
    kept.push_back(op);
    return !leaves(module_, op);
  }

  /// The only region of the operation that runs, and that exactly once.
  std::optional<RegionId> taken_region(OpId id) const {
    const Op& op = module_.ops[id];
    if (op.kind == OpKind::kIf) {
      const auto condition = truth(module_, op.operands[0]);
      if (condition) return op.regions[*condition ? 0 : 1];
    }
    if (op.kind == OpKind::kWhile) {
      const auto& test = module_.regions[op.regions[0]].ops;
      if (test.size() == 1 && truth(module_, module_.ops[test[0]].operands[0]) == false) return op.regions[2];
    }
    return std::nullopt;
  }

  Module& module_;
  PassContext& context_;
  FunctionId function_;
};

// --- 2. Values that nobody uses ---

class UnusedValues {
 public:
  UnusedValues(Module& module, const BoundVariables& bound)
      : module_(module), bound_(bound), uses_(ir::use_counts(module)) {}

  /// How many operations were removed.
  std::uint64_t run() {
    for (const FunctionId id : module_.functions.ids()) visit(module_.functions[id].body);
    return removed_;
  }

 private:
  /// From the end: the users of a value are gone before the value is looked at.
  void visit(RegionId region) {
    std::vector<OpId> kept;
    const std::vector<OpId> ops = module_.regions[region].ops;
    for (std::size_t i = ops.size(); i-- > 0;) {
      if (uses_[ops[i]] == 0 && is_removable(ops[i])) {
        ++removed_;
        ir::for_each_operand(module_, ops[i], [&](const Operand& operand) {
          if (operand.is_value()) uses_.set(operand.value(), uses_[operand.value()] - 1);
        });
        continue;
      }
      const std::vector<RegionId> inner = module_.ops[ops[i]].regions;
      for (std::size_t r = inner.size(); r-- > 0;) visit(inner[r]);
      kept.push_back(ops[i]);
    }
    std::ranges::reverse(kept);
    module_.regions[region].ops = std::move(kept);
  }

  bool is_removable(OpId op) const { return ir::is_removable(module_, op) || bound_.is_bound_at(op); }

  Module& module_;
  const BoundVariables& bound_;
  SideTable<OpId, std::uint32_t> uses_;
  std::uint64_t removed_ = 0;
};

// --- 3. Functions that nothing reaches ---

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

/// Whether the operation gives the program a way to find functions by names made while it runs.
bool looks_names_up(const Module& module, const Op& op) {
  constexpr std::array<std::string_view, 7> kBuiltins = {"globals", "locals", "vars",      "dir",
                                                         "eval",    "exec",   "__import__"};
  constexpr std::array<std::string_view, 5> kModules = {"__main__", "importlib", "inspect", "gc", "builtins"};
  constexpr std::array<std::string_view, 5> kAttributes = {"modules", "__globals__", "__dict__", "f_globals",
                                                           "_getframe"};
  switch (op.kind) {
    case OpKind::kBuiltin:
    case OpKind::kLoadGlobal:
      return is_one_of(kBuiltins, module.text(op.names[0]));
    case OpKind::kImport:
    case OpKind::kImportLeaf:
    case OpKind::kImportFrom: {
      const std::string_view name = module.text(op.names[0]);
      return is_one_of(kModules, name.substr(0, name.find('.'))) ||
             (op.kind == OpKind::kImportFrom && is_one_of(kAttributes, module.text(op.names[1])));
    }
    case OpKind::kAttribute:
    case OpKind::kCallMethod:
      return is_one_of(kAttributes, module.text(op.names[0]));
    default:
      return false;
  }
}

class Reach {
 public:
  explicit Reach(const Module& module) : module_(module) {
    for (const FunctionId id : module.functions.ids())
      if (module.functions[id].parent == module.module_body()) by_name_.emplace(module.functions[id].name, id);
  }

  /// The functions that may run; nothing when that cannot be known.
  const ir::IdSet<FunctionId>& run() {
    for (const FunctionId id : module_.functions.ids()) {
      if (is_root(id)) reach(id);
    }
    while (!pending_.empty()) {
      const FunctionId id = pending_.back();
      pending_.pop_back();
      ir::for_each_op(module_, id, [&](OpId op, RegionId) { visit(id, op); });
    }
    return reached_;
  }

  /// The first operation that looks names up, and its function.
  FunctionId dynamic_function() const { return dynamic_function_; }
  OpId dynamic_op() const { return dynamic_op_; }

 private:
  bool is_root(FunctionId id) const {
    const ir::Function& function = module_.functions[id];
    if (function.role == ir::FunctionRole::kModule || function.role == ir::FunctionRole::kStart ||
        function.role == ir::FunctionRole::kFinish) {
      return true;
    }
    if (function.parent != module_.module_body()) return false;
    const std::string_view name = module_.text(function.name);
    return name == "on_start" || name == "on_finish" || (module_.is_script() && name == module_.name);
  }

  void reach(FunctionId id) {
    for (; id && reached_.insert(id); id = module_.functions[id].parent) pending_.push_back(id);
  }

  void visit(FunctionId function, OpId id) {
    const Op& op = module_.ops[id];
    if (op.function) reach(op.function);
    ir::for_each_operand(module_, id, [&](const Operand& operand) {
      if (operand.is_function()) reach(operand.function());
    });
    if (op.kind == OpKind::kLoadGlobal) reach_name(op.names[0]);
    if (!dynamic_op_ && looks_names_up(module_, op)) {
      dynamic_function_ = function;
      dynamic_op_ = id;
    }
  }

  void reach_name(ir::NameId name) {
    const auto [first, last] = by_name_.equal_range(name);
    for (auto function = first; function != last; ++function) reach(function->second);
  }

  const Module& module_;
  std::multimap<ir::NameId, FunctionId> by_name_;  // those of the module's namespace
  ir::IdSet<FunctionId> reached_;
  std::vector<FunctionId> pending_;
  FunctionId dynamic_function_;
  OpId dynamic_op_;
};

void prune_functions(Module& module, PassContext& context) {
  Reach reach(module);
  const ir::IdSet<FunctionId>& reached = reach.run();
  std::vector<FunctionId> unreached;
  for (const FunctionId id : module.functions.ids()) {
    if (!reached.contains(id)) unreached.push_back(id);
  }
  if (unreached.empty()) return;
  if (reach.dynamic_op()) {
    context.refused(module, reach.dynamic_function(), reach.dynamic_op(), Refusal::kDynamicNames,
                    "kept " + counted(unreached.size(), "function") + " that nothing names");
    context.count("refused");
    return;
  }
  for (const FunctionId id : unreached) context.acted(module, id, {}, "removed, nothing reaches it");
  context.count("functions", unreached.size());
  module = ir::compact(module, reached);
}

}  // namespace

void prune_unreachable(ir::Module& module, PassContext& context) {
  for (const FunctionId id : module.functions.ids()) DeadCode(module, context, id).run();
  context.count("values", UnusedValues(module, BoundVariables(module)).run());
  prune_functions(module, context);
}

}  // namespace pbc::opt
