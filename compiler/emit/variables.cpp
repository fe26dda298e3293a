// SPDX-License-Identifier: Apache-2.0
//
// Where variables are declared. Python's variables live as long as the function; C++ reads best when a variable is
// declared where it gets its first value. That is possible when that store comes before every other access, in the
// innermost region that holds them all. Otherwise the variable is declared in front of the statement that holds its
// first access, outside of any loop, because a value of the round before may be read in the next, and in front of a
// whole `if ... elif` chain.
#include <algorithm>

#include "compiler/emit/emitter.h"
#include "compiler/ir/walk.h"

namespace pbc::emit {

using ir::OpKind;

namespace {

/// One step on the way from a function's body to an operation.
struct Step {
  ir::RegionId region;  // a region that is a C++ scope
  ir::OpId op;          // of that region: the one that holds, or is, the access
  bool in_loop;         // the region belongs to a loop, or to something inside one
};

struct Access {
  ir::OpId op;
  std::vector<Step> path;
  bool direct;  // the access itself stands in the last region of the path
};

/// Whether the regions of such an operation are blocks of their own in C++.
bool is_scope(OpKind kind, std::size_t region) {
  switch (kind) {
    case OpKind::kAnd:
    case OpKind::kOr:
    case OpKind::kSelect:
    case OpKind::kAssert:
      return false;
    case OpKind::kWhile:
    case OpKind::kExcept:
    case OpKind::kExceptGroup:
      return region != 0;
    case OpKind::kTry:
      return region != 1;
    default:
      return true;
  }
}

bool is_loop(OpKind kind, std::size_t region) {
  switch (kind) {
    case OpKind::kFor:
    case OpKind::kListOf:
    case OpKind::kSetOf:
    case OpKind::kDictOf:
      return region == 0;
    case OpKind::kWhile:
      return region <= 1;
    default:
      return false;
  }
}

class AccessWalk {
 public:
  AccessWalk(const ir::Module& module, std::map<ir::VariableId, std::vector<Access>>& accesses)
      : module_(module), accesses_(accesses) {}

  void region(ir::RegionId id, bool scope, bool in_loop) {
    for (ir::OpId op_id : module_.regions[id].ops) {
      const ir::Op& op = module_.ops[op_id];
      if (scope) path_.push_back({id, op_id, in_loop});
      // An operation reads its operands before it stores, and its regions come before what it does at the end.
      for (std::size_t i = 0; i < op.regions.size(); ++i)
        region(op.regions[i], is_scope(op.kind, i), in_loop || is_loop(op.kind, i));
      if (op.variable) accesses_[op.variable].push_back({op_id, path_, scope});
      if (scope) path_.pop_back();
    }
  }

 private:
  const ir::Module& module_;
  std::map<ir::VariableId, std::vector<Access>>& accesses_;
  std::vector<Step> path_;
};

/// Whether the operation at `depth` is an `if` that C++ may write as `else if`, in front of which nothing can stand.
bool continues_chain(const ir::Module& module, const std::vector<Step>& path, std::size_t depth) {
  const Step& step = path[depth - 1];
  const ir::Op& around = module.ops[path[depth - 2].op];
  return module.ops[step.op].kind == OpKind::kIf && around.kind == OpKind::kIf && around.regions[1] == step.region &&
         module.regions[step.region].ops.back() == step.op;
}

}  // namespace

std::string Emitter::variable_name(ir::VariableId variable) {
  const auto found = variable_names_.find(variable);
  if (found != variable_names_.end()) {
    fn_.names.take(found->second);  // code that is emitted twice meets it anew in the second copy
    return found->second;
  }
  return variable_names_[variable] = fn_.names.unique(identifier(module_.text(module_.variables[variable].name)));
}

std::string_view Emitter::declared_type(ir::VariableId variable) const {
  switch (fn_.types.of(variable)) {
    case LocalType::kValue:
      return "Value";
    case LocalType::kBool:
      return "bool";
    case LocalType::kInt:
      return "std::int64_t";
    case LocalType::kFloat:
      return "double";
  }
  return "Value";
}

void Emitter::place_variables(ir::FunctionId function) {
  std::map<ir::VariableId, std::vector<Access>> accesses;
  AccessWalk(module_, accesses).region(module_.functions[function].body, true, false);
  std::set<ir::VariableId> parameters;
  for (const ir::Parameter& parameter : module_.functions[function].parameters) parameters.insert(parameter.variable);

  for (const auto& [variable, list] : accesses) {
    fn_.accessed.insert(variable);
    if (parameters.contains(variable) || module_.variables[variable].owner != function || is_cell(variable)) continue;
    // The innermost region that all accesses share.
    std::size_t depth = list.front().path.size();
    for (const Access& access : list) {
      depth = std::min(depth, access.path.size());
      for (std::size_t i = 0; i < depth; ++i)
        if (access.path[i].region != list.front().path[i].region) depth = i;
    }
    const Access& first = list.front();
    const bool here = first.direct && first.path.size() == depth && module_.ops[first.op].kind == OpKind::kStore;
    if (here) {
      fn_.declaring_store[variable] = first.op;
      continue;
    }
    while (depth > 1 && (first.path[depth - 1].in_loop || continues_chain(module_, first.path, depth))) --depth;
    fn_.declared_before[first.path[depth - 1].op].push_back(variable);
  }
}

void Emitter::count_uses(ir::RegionId region) {
  ir::for_each_op(module_, region, [&](ir::OpId op, ir::RegionId at) {
    uses_[op.index()] = 0;
    used_elsewhere_[op.index()] = false;
    home_[op.index()] = at;
    ir::for_each_operand(module_, op, [&](const ir::Operand& operand) {
      if (!operand.is_value()) return;
      ++uses_[operand.index];
      if (home_[operand.index] != at) used_elsewhere_[operand.index] = true;
    });
  });
}

ir::VariableId Emitter::declared_with(const std::vector<ir::OpId>& ops, std::size_t index) const {
  if (index + 1 >= ops.size()) return {};
  const ir::Op& store = module_.ops[ops[index + 1]];
  if (store.kind != ir::OpKind::kStore || store.operands[0] != ir::Operand(ops[index]) || is_cell(store.variable))
    return {};
  const auto declaring = fn_.declaring_store.find(store.variable);
  return declaring != fn_.declaring_store.end() && declaring->second == ops[index + 1] ? store.variable
                                                                                       : ir::VariableId();
}

}  // namespace pbc::emit
