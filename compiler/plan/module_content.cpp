// SPDX-License-Identifier: Apache-2.0
//
// What the blocks of a module hold: acts, calls, what they read, wait for and change.
#include <algorithm>

#include "compiler/ir/phantom_call.h"
#include "compiler/ir/walk.h"
#include "compiler/phantom/datapath.h"
#include "compiler/plan/module_planner.h"

namespace pbc::plan {

using ir::OpKind;
using phantom::Api;
using phantom::ArgumentRole;

std::optional<std::string> ModulePlanner::text_of(const ir::Op& op, std::string_view parameter) const {
  const ir::Operand* operand = ir::argument(module_, op, parameter);
  if (operand == nullptr) return std::nullopt;
  const ir::Operand found = stored_.resolve(*operand);
  return ir::constant_text(module_, &found);
}

std::vector<std::string> ModulePlanner::texts_of(const ir::Operand* operand) const {
  std::vector<std::string> texts;
  if (operand == nullptr) return texts;
  // Lists in lists are the rows of conditions.
  std::vector<ir::Operand> work = {*operand};
  for (std::size_t i = 0; i < work.size() && work.size() < 10000; ++i) {
    const ir::Operand found = stored_.resolve(work[i]);
    if (const auto text = ir::constant_text(module_, &found)) texts.push_back(*text);
    const std::vector<ir::Operand>* elements = nullptr;
    if (found.is_term()) elements = &module_.terms[found.term()].elements;
    if (found.is_value() &&
        (module_.ops[found.value()].kind == OpKind::kList || module_.ops[found.value()].kind == OpKind::kTuple))
      elements = &module_.ops[found.value()].operands;
    if (elements != nullptr)
      work.insert(work.begin() + static_cast<std::ptrdiff_t>(i) + 1, elements->begin(), elements->end());
  }
  return texts;
}

void ModulePlanner::makes(std::size_t block, const std::string& name) {
  if (!name.empty()) makers_.try_emplace(name, block);
}

void ModulePlanner::fill(std::size_t index) {
  const ir::FunctionId function = plan_.blocks[index].function;
  const auto visit_all = [&](ir::FunctionId whole) {
    for (const ir::FunctionId part : parts_of_[whole.index()]) {
      stored_.enter(part);
      ir::for_each_op(module_, part, [&](ir::OpId op, ir::RegionId) { visit(index, op); });
    }
  };
  visit_all(function);
  // What helpers do, the block does.
  const std::set<ir::FunctionId> used =
      graph_.reach({function}, [&](const ir::Edge& edge) { return is_block_.contains(edge.to); });
  for (const ir::FunctionId helper : used) {
    if (helper == function) continue;
    plan_.blocks[index].helpers.emplace_back(module_.text(module_.functions[helper].name));
    visit_all(helper);
  }
}

void ModulePlanner::visit(std::size_t block, ir::OpId id) {
  const ir::Op& op = module_.ops[id];
  if (op.kind == OpKind::kCallMethod) return request(block, id);
  if (op.kind != OpKind::kPhantom) return;
  apis_[block].insert(op.api);
  reads(block, op);
  switch (op.api) {
    case Api::act:
      return act(block, id);
    case Api::playbook:
    case Api::custom_function:
    case Api::prompt:
    case Api::prompt2:
    case Api::task:
      return call(block, id);
    case Api::completed:
    case Api::actions_done:
      return await(block, op);
    case Api::condition:
      if (const auto name = text_of(op, "name")) {
        names_its_condition_[block] = true;
        makes(block, *name);
      }
      return;
    case Api::format:
      return makes(block, text_of(op, "name").value_or(""));
    case Api::save_run_data:
    case Api::save_block_result:
      if (const auto key = text_of(op, "key")) {
        makes(block, *key);
        makes(block, key->substr(0, key->find(':')));
      }
      return;
    default:
      return change(block, id);
  }
}

void ModulePlanner::act(std::size_t block, ir::OpId id) {
  const ir::Op& op = module_.ops[id];
  const auto site = sites_.find(id);
  if (site == sites_.end()) return;
  Act made;
  made.site = site->second;
  made.block = block;
  made.name = text_of(op, "name").value_or(made.site.action);
  made.place = place_of(id);
  made.sharing = op.sharing;
  made.batch = op.batch;
  for (const ir::FunctionId function : op.ahead)
    made.ahead.emplace_back(module_.text(module_.functions[function].name));
  made.repeats = graph_.where(id).repeats || ir::argument(module_, op, "loop_state") != nullptr;
  made.has_computed_assets = made.site.assets.empty() && ir::argument(module_, op, "assets") != nullptr;
  made.condition = condition_of(id);
  makes(block, made.name);
  act_of_.try_emplace(id, plan_.acts.size());
  plan_.blocks[block].acts.push_back(plan_.acts.size());
  plan_.acts.push_back(std::move(made));
}

void ModulePlanner::call(std::size_t block, ir::OpId id) {
  const ir::Op& op = module_.ops[id];
  Call made;
  made.place = place_of(id);
  made.condition = condition_of(id);
  made.is_waited_for = ir::argument(module_, op, "callback") != nullptr;
  if (op.api == Api::playbook || op.api == Api::custom_function) {
    const bool is_playbook = op.api == Api::playbook;
    made.kind = is_playbook ? Call::Kind::kPlaybook : Call::Kind::kCustomFunction;
    made.what = text_of(op, is_playbook ? "playbook" : "custom_function").value_or("");
    made.name = text_of(op, "name").value_or(made.what.substr(made.what.rfind('/') + 1));
    for (const auto& [text, part] : program_.references)
      if (text == made.what) made.part = part;
  } else {
    made.kind = Call::Kind::kPrompt;
    made.name = text_of(op, "name").value_or("");
    for (const char* parameter : {"user", "role"})
      if (const ir::Operand* who = ir::argument(module_, op, parameter); who != nullptr && made.what.empty()) {
        const ir::Operand found = stored_.resolve(*who);
        const bool is_none =
            found.is_constant() && module_.constants[found.constant()].kind == ir::Constant::Kind::kNone;
        if (!is_none) made.what = ir::constant_text(module_, &found).value_or(argument_text(part_, found));
      }
  }
  makes(block, made.name);
  plan_.blocks[block].calls.push_back(std::move(made));
}

void ModulePlanner::await(std::size_t block, const ir::Op& op) {
  std::vector<Awaited>& awaits = plan_.blocks[block].awaits;
  for (std::size_t i = 0; i < op.keywords.size(); ++i) {
    if (phantom::role(op.api, module_.text(op.keywords[i])) != ArgumentRole::kBlockNames) continue;
    for (const std::string& name : texts_of(&op.operands[i]))
      if (std::ranges::find(awaits, name, &Awaited::name) == awaits.end()) awaits.push_back({name, {}});
  }
}

// --- What is read ---

void ModulePlanner::read_name(std::size_t block, const std::string& text, const std::string& of) {
  if (!seen_reads_[block].insert(text).second) return;
  plan_.blocks[block].reads.push_back({text, of, {}});
}

void ModulePlanner::read(std::size_t block, const std::string& text) {
  const phantom::Datapath path = phantom::parse_datapath(text);
  if (!path.malformed.empty()) return;
  std::string of;
  if (path.source == phantom::Datapath::Source::kBlock) of = path.block;
  if (!path.filter.empty()) of = path.filter + ":" + path.condition;
  read_name(block, text, of);
}

void ModulePlanner::reads(std::size_t block, const ir::Op& op) {
  for (std::size_t i = 0; i < op.keywords.size(); ++i) {
    switch (phantom::role(op.api, module_.text(op.keywords[i]))) {
      case ArgumentRole::kDatapaths:
        for (const std::string& text : texts_of(&op.operands[i])) read(block, text);
        break;
      case ArgumentRole::kTexts:
      case ArgumentRole::kConditions:
        for (const std::string& text : texts_of(&op.operands[i]))
          if (phantom::looks_like_datapath(text)) read(block, text);
        break;
      default:
        break;
    }
  }
  const auto by_name = [&](std::string_view parameter) {
    const auto name = text_of(op, parameter);
    if (!name) return;
    constexpr std::string_view kAsList = "__as_list";
    // The editor's keys of run data are BLOCK:NAME.
    std::string of = op.api == Api::get_run_data ? name->substr(0, name->find(':')) : *name;
    if (of.ends_with(kAsList)) of.resize(of.size() - kAsList.size());
    read_name(block, *name, of);
  };
  if (op.api == Api::get_format_data || op.api == Api::get_custom_function_results || op.api == Api::get_filtered_data)
    by_name("name");
  if (op.api == Api::get_run_data) by_name("key");
}

// --- What is changed ---

void ModulePlanner::change(std::size_t block, ir::OpId id) {
  const ir::Op& op = module_.ops[id];
  const phantom::ApiInfo& api = phantom::info(op.api);
  constexpr phantom::Effects kChanges = phantom::kWritesContainer | phantom::kWritesLists | phantom::kWritesStore;
  const bool changes = api.effects != phantom::kUnknown && (api.effects & kChanges) != 0;
  if (!changes && op.api != Api::discontinue && op.api != Api::save_playbook_output_data) return;
  Change made;
  made.what = api.name;
  made.condition = condition_of(id);
  made.place = place_of(id);
  // The first argument that says something.
  for (std::size_t i = 0; i < op.keywords.size(); ++i) {
    const std::string_view parameter = module_.text(op.keywords[i]);
    const ir::Operand found = stored_.resolve(op.operands[i]);
    if (parameter == "container" || !ir::constant_text(module_, &found)) continue;
    made.what += " " + argument_text(part_, found);
    break;
  }
  plan_.blocks[block].changes.push_back(std::move(made));
}

/// `requests.post(...)`, `phantom.requests.get(...)`.
void ModulePlanner::request(std::size_t block, ir::OpId id) {
  const ir::Op& op = module_.ops[id];
  if (op.operands.size() < 2 || !op.operands[0].is_value()) return;
  const ir::Op& object = module_.ops[op.operands[0].value()];
  const bool is_library = (object.kind == OpKind::kLoadGlobal || object.kind == OpKind::kAttribute) &&
                          module_.text(object.names[0]) == "requests";
  const std::string_view method = module_.text(op.names[0]);
  constexpr std::string_view kMethods[] = {"get", "post", "put", "patch", "delete"};
  if (!is_library || std::ranges::find(kMethods, method) == std::end(kMethods)) return;
  std::string what(method);
  for (char& c : what) c = static_cast<char>(c - 'a' + 'A');
  plan_.blocks[block].changes.push_back(
      {what + " " + argument_text(part_, stored_.resolve(op.operands[1])), true, condition_of(id), place_of(id)});
}

// --- After all blocks ---

BlockKind ModulePlanner::kind_of(std::size_t index) const {
  const Block& block = plan_.blocks[index];
  const std::set<Api>& apis = apis_[index];
  const auto calls = [&](Call::Kind kind) {
    return std::ranges::find(block.calls, kind, &Call::kind) != block.calls.end();
  };
  switch (module_.functions[block.function].role) {
    case ir::FunctionRole::kStart:
      return BlockKind::kStart;
    case ir::FunctionRole::kFinish:
      return BlockKind::kFinish;
    case ir::FunctionRole::kModule:
      return BlockKind::kModule;
    default:
      break;
  }
  if (!block.acts.empty()) return BlockKind::kAction;
  if (calls(Call::Kind::kPrompt)) return BlockKind::kPrompt;
  if (calls(Call::Kind::kPlaybook)) return BlockKind::kPlaybook;
  if (calls(Call::Kind::kCustomFunction)) return BlockKind::kCustomFunction;
  if (apis.contains(Api::LoopState)) return BlockKind::kLoop;
  // A join of the editor that waits for nothing any more.
  const auto is_own_mark = [&](const Read& read) { return read.text == block.name + "_called"; };
  if (std::ranges::any_of(block.reads, is_own_mark)) return BlockKind::kJoin;
  if (apis.contains(Api::completed) || apis.contains(Api::actions_done)) return BlockKind::kJoin;
  if (apis.contains(Api::decision)) return BlockKind::kDecision;
  if (apis.contains(Api::condition)) return names_its_condition_[index] ? BlockKind::kFilter : BlockKind::kDecision;
  if (apis.contains(Api::format)) return BlockKind::kFormat;
  return BlockKind::kCode;
}

void ModulePlanner::resolve_names() {
  const auto maker = [&](const std::string& name) -> std::optional<std::size_t> {
    const auto found = makers_.find(name);
    if (name.empty() || found == makers_.end()) return std::nullopt;
    return found->second;
  };
  for (Block& block : plan_.blocks) {
    for (Awaited& awaited : block.awaits) awaited.block = maker(awaited.name);
    for (Read& read : block.reads) read.block = maker(read.of);
  }
}

}  // namespace pbc::plan
