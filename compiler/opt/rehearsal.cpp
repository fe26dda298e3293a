// SPDX-License-Identifier: Apache-2.0
#include "compiler/opt/rehearsal.h"

#include <algorithm>
#include <set>

#include "compiler/ir/phantom_call.h"
#include "compiler/ir/stored_once.h"
#include "compiler/ir/walk.h"
#include "compiler/phantom/datapath.h"

namespace pbc::opt {

using ir::FunctionId;
using ir::Op;
using ir::Operand;
using ir::OpId;
using ir::OpKind;
using phantom::Api;
using phantom::Datapath;

namespace {

/// Builtins that only compute.
constexpr std::string_view kPureBuiltins[] = {
    "abs", "all", "any",   "bool", "dict",  "enumerate", "float",  "frozenset", "int", "isinstance", "len",  "list",
    "max", "min", "range", "repr", "round", "set",       "sorted", "str",       "sum", "tuple",      "type", "zip"};

std::string quoted(std::string_view text) { return "`" + std::string(text) + "`"; }

/// What could change the artifacts while a run goes on.
bool may_change_artifacts(Api api) {
  switch (api) {
    case Api::add_artifact:
    case Api::update_artifact:
    case Api::delete_artifact:
    case Api::update:
    case Api::merge:
    case Api::promote:
    case Api::playbook:
    case Api::custom_function:
    case Api::build_phantom_rest_url:
      return true;
    default:
      return false;
  }
}

bool reads_datapaths(Api api) { return api == Api::collect2 || api == Api::collect || api == Api::decision; }

bool is_lookup(const Op& op) { return op.api == Api::act && op.sharing == ir::Sharing::kRun; }

/// Arguments of a callback that are known when the act begins.
bool is_known_argument(std::string_view name) { return name == "container" || name == "action" || name == "handle"; }

/// Values that only messages of phantom.debug use, which a rehearsal leaves out.
std::set<OpId> only_for_messages(const ir::Module& module, FunctionId function) {
  std::vector<OpId> ops;
  ir::for_each_op(module, function, [&](OpId op, ir::RegionId) { ops.push_back(op); });
  std::map<OpId, std::vector<OpId>> users;
  for (const OpId op : ops)
    ir::for_each_operand(module, op, [&](const Operand& operand) {
      if (operand.is_value()) users[operand.value()].push_back(op);
    });
  std::set<OpId> found;
  for (const OpId op : ops)
    if (module.ops[op].kind == OpKind::kPhantom && module.ops[op].api == Api::debug) found.insert(op);
  // Users stand behind what they use.
  for (std::size_t i = ops.size(); i-- > 0;)
    if (const auto all = users.find(ops[i]); all != users.end())
      if (std::ranges::all_of(all->second, [&](OpId user) { return found.contains(user); })) found.insert(ops[i]);
  return found;
}

}  // namespace

Rehearsals::Rehearsals(const ir::Module& module, const PassOptions& options) : module_(module), options_(options) {
  for (const FunctionId function : module.functions.ids()) {
    bool keeps_container = true;
    ir::for_each_op(module, function, [&](OpId id, ir::RegionId) {
      const Op& op = module.ops[id];
      if (op.kind == OpKind::kPhantom && may_change_artifacts(op.api))
        artifacts_change_ = "phantom." + std::string(phantom::info(op.api).name) + "()";
      if (op.kind == OpKind::kStore && module.text(module.variables[op.variable].name) == "container")
        keeps_container = false;
      if (op.kind == OpKind::kCall && op.operands[0].is_function() && !(keeps_container && is_block_call(function, op)))
        called_otherwise_.insert(op.operands[0].function());
    });
  }
}

/// A block is called with its caller's container, and by names.
bool Rehearsals::is_block_call(FunctionId function, const Op& call) const {
  if (call.operands.size() != call.keywords.size() + 1) return false;
  bool has_container = false;
  for (std::size_t i = 0; i < call.keywords.size(); ++i) {
    if (!call.keywords[i] || module_.text(call.keywords[i]) != "container") continue;
    has_container = is_container(function, call.operands[i + 1]);
  }
  return has_container;
}

const std::optional<Objection>& Rehearsals::objection(FunctionId function) {
  Known& known = known_[function];
  if (known.is_asked) return known.objection;
  known.is_asked = true;
  known.objection = Objection{Refusal::kDoesMore, "calls itself"};  // seen only while it is checked
  Found found;
  std::optional<Objection> objection = check(function, &found);
  known.objection = std::move(objection);
  known.found = std::move(found);
  return known.objection;
}

std::optional<Objection> Rehearsals::check(FunctionId id, Found* found) {
  const ir::Function& function = module_.functions[id];
  if (!function.is_static || !module_.is_top_level(id) || function.is_generator)
    return Objection{Refusal::kDoesMore, "is no plain function"};
  if (called_otherwise_.contains(id))
    return Objection{Refusal::kNeedsResults, "is called with other arguments than blocks are"};
  std::optional<Objection> first;
  const std::set<OpId> messages = only_for_messages(module_, id);
  ir::for_each_op(module_, id, [&](OpId op, ir::RegionId) {
    if (messages.contains(op) && module_.ops[op].kind != OpKind::kCall) return;
    auto objection = check(id, op, found);
    if (!objection || first) return;
    first = std::move(objection);
    if (!first->op) std::tie(first->function, first->op) = std::pair(id, op);
  });
  return first;
}

std::optional<Objection> Rehearsals::check(FunctionId function, OpId id, Found* found) {
  const Op& op = module_.ops[id];
  if (op.kind == OpKind::kCall) return check_call(function, op, found);
  // Results are read where datapaths say so.
  const Operand* ignored =
      op.kind == OpKind::kPhantom && reads_datapaths(op.api) ? ir::argument(module_, op, "action_results") : nullptr;
  std::optional<Objection> objection;
  ir::for_each_operand(module_, id, [&](const Operand& operand) {
    if (is_argument(function, operand) && &operand != ignored)
      objection = Objection{
          Refusal::kNeedsResults,
          "uses its argument " + quoted(module_.text(module_.variables[module_.ops[operand.value()].variable].name))};
  });
  if (objection) return objection;
  if (op.variable && (module_.variables[op.variable].owner != function ||
                      module_.variables[op.variable].kind == ir::Variable::Kind::kCell))
    return Objection{Refusal::kDoesMore, "shares a variable with another function"};
  switch (op.kind) {
    case OpKind::kPhantom:
      return check_phantom(function, id, found);
    case OpKind::kLoadGlobal:
      return Objection{Refusal::kMayChange,
                       "reads the variable " + quoted(module_.text(op.names[0])) + " of the module"};
    // What it makes, and what is copied for it, is its own.
    case OpKind::kLoad:
    case OpKind::kStore:
    case OpKind::kBuiltin:
    case OpKind::kList:
    case OpKind::kTuple:
    case OpKind::kSet:
    case OpKind::kDict:
    case OpKind::kListOf:
    case OpKind::kSetOf:
    case OpKind::kDictOf:
    case OpKind::kAdd:
    case OpKind::kAddItem:
    case OpKind::kField:
    case OpKind::kFString:
    case OpKind::kSubscript:
    case OpKind::kSetSubscript:
    case OpKind::kDeleteSubscript:
    case OpKind::kSlice:
    case OpKind::kUnary:
    case OpKind::kBinary:
    case OpKind::kInPlace:
    case OpKind::kCompare:
    case OpKind::kNot:
    case OpKind::kAnd:
    case OpKind::kOr:
    case OpKind::kSelect:
    case OpKind::kCallMethod:
    case OpKind::kUnpack:
    case OpKind::kItem:
    case OpKind::kIncoming:
    case OpKind::kIf:
    case OpKind::kFor:
    case OpKind::kWhile:
    case OpKind::kTry:
    case OpKind::kExcept:
    case OpKind::kBreak:
    case OpKind::kContinue:
    case OpKind::kReturn:
    case OpKind::kRaise:
    case OpKind::kAssert:
    case OpKind::kYield:
      return std::nullopt;
    default:
      return Objection{Refusal::kDoesMore, "does more than to read: " + quoted(ir::info(op.kind).text)};
  }
}

std::optional<Objection> Rehearsals::check_call(FunctionId function, const Op& op, Found* found) {
  const Operand& callee = op.operands[0];
  if (!callee.is_function()) {
    const bool is_pure =
        callee.is_value() && module_.ops[callee.value()].kind == OpKind::kBuiltin &&
        std::ranges::find(kPureBuiltins, module_.text(module_.ops[callee.value()].names[0])) != std::end(kPureBuiltins);
    if (!is_pure) return Objection{Refusal::kDoesMore, "calls what may do anything"};
    for (const Operand& operand : op.operands)
      if (is_argument(function, operand)) return Objection{Refusal::kNeedsResults, "uses its arguments"};
    return std::nullopt;
  }
  if (const auto& inner = objection(callee.function())) return inner;
  const auto add = [](auto* all, const auto& more) { all->insert(all->end(), more.begin(), more.end()); };
  add(&found->lookups, lookups(callee.function()));
  add(&found->reads, reads(callee.function()));
  return std::nullopt;
}

std::optional<Objection> Rehearsals::check_phantom(FunctionId function, OpId id, Found* found) {
  const Op& op = module_.ops[id];
  const std::string name = "phantom." + std::string(phantom::info(op.api).name) + "()";
  const auto unless_speculating = [&](Objection objection) {
    return options_.speculate ? std::nullopt : std::optional(std::move(objection));
  };
  switch (op.api) {
    case Api::debug:
    case Api::concatenate:
    case Api::valid_ip:
    case Api::is_ip:
    case Api::valid_net:
    case Api::address_in_network:
      return std::nullopt;
    case Api::act:
      if (!is_lookup(op)) return Objection{Refusal::kDoesMore, "runs an action that is no look-up"};
      found->lookups.push_back(id);
      return std::nullopt;
    case Api::collect2:
    case Api::collect:
    case Api::decision:
      return check_reading(function, op, found);
    case Api::completed:
      return unless_speculating({Refusal::kNotCertain, "waits for more than one"});
    case Api::get_artifacts:
    case Api::get_container:
    case Api::get_raw_data:
    case Api::get_tags:
    case Api::get_list:
    case Api::check_list:
    case Api::get_object:
      return unless_speculating({Refusal::kMayChange, "reads what may change until then: " + quoted(name)});
    case Api::get_format_data: {
      const auto block = ir::text_argument(module_, op, "name");
      if (!block) return Objection{Refusal::kNeedsResults, "takes a text whose name is computed"};
      found->reads.push_back({block->substr(0, block->rfind("__as_list"))});
      return std::nullopt;
    }
    case Api::get_run_data:
    case Api::get_filtered_data:
    case Api::get_action_results:
    case Api::get_custom_function_results:
    case Api::parse_success:
    case Api::parse_errors:
    case Api::get_successful_action_results_v2:
    case Api::get_summary:
      return Objection{Refusal::kNeedsResults, "takes what blocks before it leave: " + quoted(name)};
    default:
      return Objection{Refusal::kDoesMore, "does more than to ask: " + quoted(name)};
  }
}

std::optional<Objection> Rehearsals::check_reading(FunctionId function, const Op& call, Found* found) const {
  ir::StoredOnce stored(module_);
  stored.enter(function);
  const bool is_collect = call.api != Api::decision;
  const Operand* given = ir::argument(module_, call, is_collect ? "datapath" : "conditions");
  const Operand datapaths = given == nullptr ? Operand() : stored.resolve(*given);
  std::optional<Objection> objection;
  const auto check_text = [&](const Operand& operand) {
    if (operand.is_term()) return;
    const Operand cell = stored.resolve(operand);
    const auto text = ir::constant_text(module_, &cell);
    if (!text && !cell.is_constant())
      objection = Objection{Refusal::kNeedsResults, "reads a datapath that is computed"};
    if (text && (is_collect || phantom::looks_like_datapath(*text)) && !objection)
      objection = check_datapath(*text, found);
  };
  // Conditions compare with values, which may be computed, but then they are no term of this call.
  ir::for_each_operand(module_, std::vector<Operand>{datapaths}, check_text);
  return objection;
}

std::optional<Objection> Rehearsals::check_datapath(const std::string& text, Found* found) const {
  const Datapath path = phantom::parse_datapath(text);
  if (path.source == Datapath::Source::kResults) return Objection{Refusal::kNeedsResults, "reads " + quoted(text)};
  if (!path.filter.empty()) found->reads.push_back({path.filter});
  if (path.source == Datapath::Source::kBlock) {
    found->reads.push_back({path.block, path.rest.starts_with("action_result.parameter.")});
    return std::nullopt;
  }
  const bool is_fixed = path.source == Datapath::Source::kPlaybookInput || path.source == Datapath::Source::kPlaybook;
  if (is_fixed || options_.speculate) return std::nullopt;
  if (path.source == Datapath::Source::kCustomList)
    return Objection{Refusal::kMayChange, "reads " + quoted(text) + ", which may change until then"};
  if (!artifacts_change_.empty())
    return Objection{Refusal::kMayChange,
                     "reads " + quoted(text) + ", which may change until then by " + quoted(artifacts_change_)};
  return std::nullopt;
}

bool Rehearsals::is_argument(FunctionId function, const Operand& operand) const {
  if (!operand.is_value() || module_.ops[operand.value()].kind != OpKind::kLoad) return false;
  const ir::VariableId variable = module_.ops[operand.value()].variable;
  return std::ranges::any_of(module_.functions[function].parameters, [&](const ir::Parameter& parameter) {
    return parameter.variable == variable && !is_known_argument(module_.text(module_.variables[variable].name));
  });
}

bool Rehearsals::is_container(FunctionId function, const Operand& operand) const {
  if (!operand.is_value() || module_.ops[operand.value()].kind != OpKind::kLoad) return false;
  const ir::Variable& variable = module_.variables[module_.ops[operand.value()].variable];
  return variable.owner == function && module_.text(variable.name) == "container";
}

void Rehearsals::add_calls(FunctionId function, bool only_certain, std::vector<FunctionId>* calls) const {
  if (std::ranges::find(*calls, function) != calls->end()) return;
  calls->push_back(function);
  const auto add = [&](OpId id) {
    const Op& op = module_.ops[id];
    if (op.kind == OpKind::kCall && op.operands[0].is_function())
      add_calls(op.operands[0].function(), only_certain, calls);
  };
  if (!only_certain) return ir::for_each_op(module_, function, [&](OpId op, ir::RegionId) { add(op); });
  for (const OpId id : module_.regions[module_.functions[function].body].ops) {
    bool leaves = false;
    const auto look = [&](OpId inner) {
      const OpKind kind = module_.ops[inner].kind;
      leaves |= kind == OpKind::kReturn || kind == OpKind::kRaise;
    };
    look(id);
    for (const ir::RegionId region : module_.ops[id].regions)
      ir::for_each_op(module_, region, [&](OpId inner, ir::RegionId) { look(inner); });
    if (leaves) return;
    add(id);
  }
}

std::vector<FunctionId> Rehearsals::certain_calls(FunctionId function) const {
  std::vector<FunctionId> calls;
  add_calls(function, true, &calls);
  return calls;
}

std::vector<FunctionId> Rehearsals::possible_calls(FunctionId function) const {
  std::vector<FunctionId> calls;
  add_calls(function, false, &calls);
  return calls;
}

std::string illegal_rehearsal(const ir::Module& module, const PassContext& context) {
  Rehearsals rehearsals(module, context.options());
  for (const OpId op : module.ops.ids())
    for (const FunctionId function : module.ops[op].ahead)
      if (const auto& objection = rehearsals.objection(function))
        return "@" + std::string(module.text(module.functions[function].name)) + " is rehearsed, but it " +
               objection->why + " [" + std::string(name(objection->refusal)) + "]";
  return "";
}

}  // namespace pbc::opt
