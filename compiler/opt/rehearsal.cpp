// SPDX-License-Identifier: Apache-2.0
#include "compiler/opt/rehearsal.h"

#include <algorithm>
#include <set>

#include "compiler/ir/phantom_call.h"
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

/// What could change the container's own fields.
bool may_change_container(Api api) {
  switch (api) {
    case Api::add_note:
    case Api::comment:
    case Api::pin:
    case Api::update_pin:
    case Api::delete_pin:
      return false;
    default:
      return may_change_artifacts(api) || (phantom::info(api).effects & phantom::kWritesContainer) != 0;
  }
}

bool is_lookup(const Op& op) { return op.api == Api::act && op.sharing == ir::Sharing::kRun; }

/// Of requests, to SOAR's REST or elsewhere.
constexpr std::string_view kRequestMethods[] = {"post", "put", "patch", "delete", "request"};

/// Methods of lists, dicts and sets that change them, and methods of these and of text that only ask.
constexpr std::string_view kChangingMethods[] = {"add", "append", "extend", "insert", "sort", "update"};
constexpr std::string_view kAskingMethods[] = {"capitalize", "copy",       "count",   "endswith", "find",   "format",
                                               "get",        "index",      "isdigit", "items",    "join",   "keys",
                                               "lower",      "lstrip",     "replace", "rsplit",   "rstrip", "split",
                                               "splitlines", "startswith", "strip",   "title",    "upper",  "values"};

/// The editor's arguments of a block.
constexpr std::string_view kBlockArguments[] = {
    "action",           "success",         "container",       "results", "handle", "filtered_artifacts",
    "filtered_results", "custom_function", "loop_state_json", "kwargs"};

template <std::size_t N>
bool is_one_of(std::string_view name, const std::string_view (&names)[N]) {
  return std::ranges::find(names, name) != std::end(names);
}

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

Rehearsals::Rehearsals(const ir::Module& module, const PassOptions& options)
    : module_(module), options_(options), graph_(module), uses_(ir::use_counts(module)) {
  if (options.is_beside_others) artifacts_change_ = container_changes_ = "another playbook of the program";
  for (const FunctionId function : module.functions.ids()) {
    bool keeps_container = true;
    std::vector<FunctionId> called;
    ir::for_each_op(module, function, [&](OpId id, ir::RegionId) {
      const Op& op = module.ops[id];
      note_changes(op);
      keeps_container &= this->keeps_container(function, op);
      if (op.kind != OpKind::kCall || !op.operands[0].is_function()) return;
      called.push_back(op.operands[0].function());
      if (!is_block_call(function, op)) called_otherwise_.insert(called.back());
    });
    if (!keeps_container) called_otherwise_.insert(called.begin(), called.end());
  }
}

/// What the operation could change under a block that waits.
void Rehearsals::note_changes(const Op& op) {
  if (op.kind == OpKind::kPhantom) {
    const std::string name = quoted("phantom." + std::string(phantom::info(op.api).name) + "()");
    if (may_change_artifacts(op.api)) artifacts_change_ = name;
    if (may_change_container(op.api)) container_changes_ = name;
    if (op.api == Api::discontinue || op.api == Api::set_action_limit) stops_ = name;
    const bool is_named = ir::argument(module_, op, "name") != nullptr;
    if (op.api == Api::act) ++acts_[ir::text_argument(module_, op, is_named ? "name" : "action").value_or("")];
  }
  // A function of the API as a value, a request of the playbook's own.
  const bool is_of_api = op.kind == OpKind::kAttribute && op.operands[0].is_value() &&
                         module_.ops[op.operands[0].value()].kind == OpKind::kLoadGlobal &&
                         module_.text(module_.ops[op.operands[0].value()].names[0]) == "phantom";
  const bool is_request = op.kind == OpKind::kCallMethod && is_one_of(module_.text(op.names[0]), kRequestMethods);
  if (is_of_api || is_request)
    artifacts_change_ = container_changes_ = is_request ? "a request" : "a function of `phantom`";
}

/// Whether the operation leaves the argument `container` as it was given, and what is in it.
bool Rehearsals::keeps_container(FunctionId function, const Op& op) const {
  if (op.kind == OpKind::kStore) return module_.text(module_.variables[op.variable].name) != "container";
  if (op.kind == OpKind::kPhantom || op.kind == OpKind::kCall) return true;
  const bool is_reading = op.kind == OpKind::kCallMethod && module_.text(op.names[0]) == "get";
  if (is_reading || op.operands.empty()) return true;
  return !is_container(function, op.operands[0]);
}

/// A block is called with its caller's container and results, and by names.
bool Rehearsals::is_block_call(FunctionId function, const Op& call) const {
  if (call.operands.size() != call.keywords.size() + 1) return false;
  bool has_container = false;
  for (std::size_t i = 0; i < call.keywords.size(); ++i) {
    if (!call.keywords[i]) return false;
    const std::string_view name = module_.text(call.keywords[i]);
    if (name == "container") has_container = is_container(function, call.operands[i + 1]);
    if (name == "results" && !is_load_of(function, call.operands[i + 1], "results")) return false;
  }
  return has_container;
}

/// Whether a run comes to the function once at most.
bool Rehearsals::runs_once(FunctionId function) const {
  std::set<FunctionId> seen;
  while (module_.text(module_.functions[function].name) != "on_start") {
    if (!seen.insert(function).second) return false;
    const ir::Edge* way = nullptr;
    for (const ir::Edge& edge : graph_.edges()) {
      if (edge.to != function) continue;
      if (way != nullptr || edge.repeats) return false;
      way = &edge;
    }
    if (way == nullptr) return false;
    function = way->from;
  }
  return true;
}

bool Rehearsals::runs_once(const ActSite& act, std::string_view name) const {
  const auto unnamed = acts_.find("");
  const auto named = acts_.find(name);
  return unnamed == acts_.end() && named != acts_.end() && named->second == 1 &&
         runs_once(graph_.owner(act.function)) && !graph_.where(act.op).repeats;
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
  for (const ir::Parameter& parameter : function.parameters)
    if (!is_one_of(module_.text(module_.variables[parameter.variable].name), kBlockArguments))
      return Objection{Refusal::kNeedsResults, "takes other arguments than blocks do"};
  if (!stops_.empty()) return Objection{Refusal::kNotCertain, "may not be reached: the playbook calls " + stops_};
  if (called_otherwise_.contains(id))
    return Objection{Refusal::kNeedsResults, "is called with other arguments than blocks are"};
  std::optional<Objection> first;
  const std::set<OpId> messages = only_for_messages(module_, id);
  ir::for_each_op(module_, id, [&](OpId op, ir::RegionId) {
    auto objection = check(id, op, found);
    // What only messages use may look at arguments that are not known yet: it raises, or says something else.
    if (objection && objection->is_argument && messages.contains(op)) objection.reset();
    if (!objection || first) return;
    first = std::move(objection);
    if (!first->op) std::tie(first->function, first->op) = std::pair(id, op);
  });
  return first;
}

std::optional<Objection> Rehearsals::check(FunctionId function, OpId id, Found* found) {
  const Op& op = module_.ops[id];
  if (auto objection = check_kind(function, id, found)) return objection;
  // The functions of the module that it may name are those that it calls, and callbacks.
  std::optional<Objection> objection;
  std::size_t functions = 0;
  // Results are read where datapaths say so; what a block hands on to another is looked at there; what an act hands on
  // to its callback, by the callback.
  const bool hands_on = op.kind == OpKind::kCall && op.operands[0].is_function();
  const auto is_ignored = [&](const Operand& operand) {
    if (op.kind != OpKind::kPhantom) return false;
    if (reads_datapaths(op.api)) return &operand == ir::argument(module_, op, "action_results");
    return op.api == Api::act &&
           (&operand == ir::argument(module_, op, "parent_action") || &operand == ir::argument(module_, op, "handle"));
  };
  ir::for_each_operand(module_, id, [&](const Operand& operand) {
    functions += operand.is_function() ? 1 : 0;
    if (!hands_on && !is_ignored(operand) && is_argument(function, operand))
      objection = Objection{
          Refusal::kNeedsResults,
          "uses its argument " + quoted(module_.text(module_.variables[module_.ops[operand.value()].variable].name))};
  });
  const bool may_name_one = hands_on || (op.kind == OpKind::kPhantom && op.api == Api::act);
  if (functions > (may_name_one ? 1U : 0U)) return Objection{Refusal::kDoesMore, "hands a function on"};
  if (objection) objection->is_argument = true;
  return objection;
}

std::optional<Objection> Rehearsals::check_kind(FunctionId function, OpId id, Found* found) {
  const Op& op = module_.ops[id];
  if (op.variable && (module_.variables[op.variable].owner != function ||
                      module_.variables[op.variable].kind == ir::Variable::Kind::kCell))
    return Objection{Refusal::kDoesMore, "shares a variable with another function"};
  switch (op.kind) {
    case OpKind::kPhantom:
      return check_phantom(function, id, found);
    case OpKind::kCall:
      return check_call(op, found);
    case OpKind::kCallMethod:
      return check_method(function, op);
    case OpKind::kLoadGlobal:
      return Objection{Refusal::kMayChange,
                       "reads the variable " + quoted(module_.text(op.names[0])) + " of the module"};
    case OpKind::kBuiltin:
      if (is_one_of(module_.text(op.names[0]), kPureBuiltins)) return std::nullopt;
      return Objection{Refusal::kDoesMore, "does more than to read: " + quoted(module_.text(op.names[0]))};
    case OpKind::kSubscript:
      if (is_container(function, op.operands[0])) return check_container("a field of the container");
      return std::nullopt;
    // The lists and dicts that it makes, and the copies that it is given, are its own.
    case OpKind::kLoad:
    case OpKind::kStore:
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
    case OpKind::kUnpack:
    case OpKind::kItem:
    case OpKind::kIncoming:
    case OpKind::kIf:
    case OpKind::kFor:
    case OpKind::kBreak:
    case OpKind::kContinue:
    case OpKind::kReturn:
    case OpKind::kYield:
      return std::nullopt;
    // Among the rest: `while`, which may wait for what a rehearsal does not see, and `try`, whose handlers would run
    // for what is not there yet.
    default:
      return Objection{Refusal::kDoesMore, "does more than to read: " + quoted(ir::info(op.kind).text)};
  }
}

/// It may change the lists and dicts that it keeps in variables: no argument gets there, nor what is in one.
std::optional<Objection> Rehearsals::check_method(FunctionId function, const Op& op) const {
  const std::string_view name = module_.text(op.names[0]);
  if (!is_one_of(name, kAskingMethods) && !is_one_of(name, kChangingMethods))
    return Objection{Refusal::kDoesMore, "calls the method " + quoted(name)};
  if (is_container(function, op.operands[0])) return check_container("the container");
  const Operand& object = op.operands[0];
  const bool is_variable = object.is_value() && module_.ops[object.value()].kind == OpKind::kLoad;
  if (is_one_of(name, kChangingMethods) && (!is_variable || is_argument(function, object)))
    return Objection{Refusal::kDoesMore, "changes what it does not keep in a variable"};
  return std::nullopt;
}

std::optional<Objection> Rehearsals::check_container(const std::string& what) const {
  if (options_.speculate || container_changes_.empty()) return std::nullopt;
  return Objection{Refusal::kMayChange, "reads " + what + ", which may change until then by " + container_changes_};
}

std::optional<Objection> Rehearsals::check_call(const Op& op, Found* found) {
  const Operand& callee = op.operands[0];
  if (!callee.is_function()) {
    const bool is_builtin = callee.is_value() && module_.ops[callee.value()].kind == OpKind::kBuiltin;
    return is_builtin ? std::nullopt : std::optional(Objection{Refusal::kDoesMore, "calls what may do anything"});
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
      if (uses_[id] != 0) return Objection{Refusal::kDoesMore, "uses the id of an act"};
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
      return unless_speculating({Refusal::kMayChange, "reads what may change until then: " + quoted(name)});
    case Api::get_format_data:
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

std::optional<Objection> Rehearsals::check_reading(FunctionId function, const Op& call, Found* found) {
  const ir::StoredOnce& stored = stored_in(function);
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
  const auto changing = [&](const std::string& by) {
    return Objection{Refusal::kMayChange, "reads " + quoted(text) + ", which may change until then" + by};
  };
  if (!path.filter.empty()) return Objection{Refusal::kNeedsResults, "reads " + quoted(text)};
  switch (path.source) {
    case Datapath::Source::kBlock:
      if (!path.rest.starts_with("action_result.parameter."))
        return Objection{Refusal::kNeedsResults, "reads " + quoted(text)};
      found->reads.push_back(path.block);
      return std::nullopt;
    case Datapath::Source::kResults:
      return Objection{Refusal::kNeedsResults, "reads " + quoted(text)};
    case Datapath::Source::kPlaybookInput:
    case Datapath::Source::kPlaybook:
      return std::nullopt;
    case Datapath::Source::kCustomList:
      return options_.speculate ? std::nullopt : std::optional(changing(""));
    case Datapath::Source::kContainer:
      return check_container(quoted(text));
    case Datapath::Source::kArtifact:
      if (options_.speculate) return std::nullopt;
      if (!artifacts_change_.empty()) return changing(" by " + artifacts_change_);
      if (!path.rest.starts_with("*.cef.") && path.rest != "*.id") return check_container(quoted(text));
      return std::nullopt;
  }
  return std::nullopt;
}

/// Made when it is first asked for.
const ir::StoredOnce& Rehearsals::stored_in(FunctionId function) {
  const auto [stored, is_new] = stored_.try_emplace(function, module_);
  if (is_new) stored->second.enter(function);
  return stored->second;
}

bool Rehearsals::is_argument(FunctionId function, const Operand& operand) const {
  if (!operand.is_value() || module_.ops[operand.value()].kind != OpKind::kLoad) return false;
  const ir::VariableId variable = module_.ops[operand.value()].variable;
  return std::ranges::any_of(module_.functions[function].parameters, [&](const ir::Parameter& parameter) {
    return parameter.variable == variable && module_.text(module_.variables[variable].name) != "container";
  });
}

bool Rehearsals::is_load_of(FunctionId function, const Operand& operand, std::string_view name) const {
  if (!operand.is_value() || module_.ops[operand.value()].kind != OpKind::kLoad) return false;
  const ir::Variable& variable = module_.variables[module_.ops[operand.value()].variable];
  return variable.owner == function && module_.text(variable.name) == name;
}

bool Rehearsals::is_container(FunctionId function, const Operand& operand) const {
  return is_load_of(function, operand, "container");
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
  std::set<FunctionId> rehearsed;
  for (const OpId op : module.ops.ids()) rehearsed.insert(module.ops[op].ahead.begin(), module.ops[op].ahead.end());
  if (rehearsed.empty()) return "";
  Rehearsals rehearsals(module, context.options());
  for (const FunctionId function : rehearsed)
    if (const auto& objection = rehearsals.objection(function))
      return "@" + std::string(module.text(module.functions[function].name)) + " is rehearsed, but it " +
             objection->why + " [" + std::string(name(objection->refusal)) + "]";
  return "";
}

}  // namespace pbc::opt
