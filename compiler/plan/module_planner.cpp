// SPDX-License-Identifier: Apache-2.0
//
// Which functions of a module are blocks, and what leads from one to another.
#include "compiler/plan/module_planner.h"

#include <algorithm>
#include <tuple>

#include "compiler/ir/walk.h"

namespace pbc::plan {

using ir::FunctionRole;
using ir::OpKind;
using phantom::Api;

namespace {

/// What makes a function a step of its own, even where the editor did not make it.
bool is_step(Api api) {
  switch (api) {
    case Api::act:
    case Api::playbook:
    case Api::custom_function:
    case Api::prompt:
    case Api::prompt2:
    case Api::task:
    case Api::completed:
    case Api::actions_done:
      return true;
    default:
      return false;
  }
}

constexpr std::size_t kMostTerms = 40;       // of a condition
constexpr std::size_t kMostConditions = 40;  // of an edge

/// The one term in which two conditions differ, by whether it holds; nothing where they differ in more or in another
/// way.
std::optional<std::size_t> opposite_term(const Condition& a, const Condition& b) {
  std::optional<std::size_t> found;
  if (a.size() != b.size()) return found;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i].place != b[i].place || a[i].text != b[i].text) return std::nullopt;
    if (a[i].holds == b[i].holds) continue;
    if (found) return std::nullopt;
    found = i;
  }
  return found;
}

/// Two conditions that differ in whether one term holds are one without it.
void simplify(std::vector<Condition>& conditions) {
  for (bool changed = true; changed;) {
    changed = false;
    for (std::size_t i = 1; i < conditions.size() && !changed; ++i)
      for (std::size_t k = 0; k < i && !changed; ++k)
        if (const auto term = opposite_term(conditions[i], conditions[k])) {
          conditions[k].erase(conditions[k].begin() + static_cast<std::ptrdiff_t>(*term));
          conditions.erase(conditions.begin() + static_cast<std::ptrdiff_t>(i));
          changed = true;
        }
  }
}

bool is_playbook(const ir::Module& module) { return !module.is_script(); }

}  // namespace

ModulePlanner::ModulePlanner(const Program& program, std::size_t part, const opt::PassContext& context)
    : program_(program),
      part_(program.parts[part]),
      module_(*part_.module),
      graph_(module_),
      conditions_(part_),
      stored_(module_) {
  for (const ir::Edge& edge : graph_.edges()) taken_.insert(edge.choices.begin(), edge.choices.end());
  for (opt::ActSite& site : opt::act_sites(module_, context)) sites_.emplace(site.op, std::move(site));
  parts_of_.resize(module_.functions.size());
  for (const ir::FunctionId function : module_.functions.ids())
    parts_of_[graph_.owner(function).index()].push_back(function);
}

Place ModulePlanner::place_of(ir::OpId op) const {
  const Span span = module_.op_spans[op.index()];
  if (part_.source == nullptr || span.is_nowhere()) return {module_.op_lines[op.index()], 0};
  const Position position = part_.source->position(span.begin);
  return {position.line, position.column};
}

Place ModulePlanner::place_of(ir::FunctionId function) const {
  const Span span = module_.function_spans[function.index()];
  if (part_.source == nullptr || span.is_nowhere()) return {module_.function_lines[function.index()], 0};
  const Position position = part_.source->position(span.begin);
  return {position.line, position.column};
}

ModulePlan ModulePlanner::run() {
  plan_.name = module_.name;
  plan_.file = module_.file;
  plan_.description = module_.description;
  plan_.is_playbook = is_playbook(module_);
  if (!plan_.is_playbook) return std::move(plan_);
  find_blocks();
  order_blocks();
  const std::size_t count = plan_.blocks.size();
  apis_.resize(count);
  names_its_condition_.resize(count);
  seen_reads_.resize(count);
  for (std::size_t i = 0; i < count; ++i) fill(i);
  for (std::size_t i = 0; i < count; ++i) plan_.blocks[i].kind = kind_of(i);
  resolve_names();
  add_edges();
  set_levels(plan_);
  return std::move(plan_);
}

// --- Blocks ---

bool ModulePlanner::is_own_step(ir::FunctionId function) const {
  const FunctionRole role = module_.functions[function].role;
  if (role == FunctionRole::kStart || role == FunctionRole::kFinish || role == FunctionRole::kBlock) return true;
  bool found = false;
  for (const ir::FunctionId part : parts_of_[function.index()])
    ir::for_each_op(module_, part, [&](ir::OpId op, ir::RegionId) {
      found |= module_.ops[op].kind == OpKind::kPhantom && is_step(module_.ops[op].api);
    });
  return found;
}

void ModulePlanner::find_blocks() {
  const ir::FunctionId body = module_.module_body();
  std::vector<ir::FunctionId> start = {body};
  for (const char* name : {"on_start", "on_finish"})
    if (const ir::FunctionId function = module_.find_function(name)) start.push_back(function);
  reached_ = graph_.reach(start);
  // Whatever leads to a step is a block too; the rest are helpers.
  std::vector<std::vector<ir::FunctionId>> to(module_.functions.size());
  for (const ir::Edge& edge : graph_.edges()) to[edge.to.index()].push_back(edge.from);
  std::vector<ir::FunctionId> work;
  for (const ir::FunctionId function : reached_)
    if (is_own_step(function)) work.push_back(function);
  is_block_.insert(work.begin(), work.end());
  while (!work.empty()) {
    const ir::FunctionId at = work.back();
    work.pop_back();
    for (const ir::FunctionId from : to[at.index()])
      if (reached_.contains(from) && is_block_.insert(from).second) work.push_back(from);
  }
  for (const ir::FunctionId function : module_.functions.ids()) {
    const ir::Function& each = module_.functions[function];
    const bool is_named = each.role == FunctionRole::kBlock || each.role == FunctionRole::kPlain;
    if (is_named && !reached_.contains(function) && graph_.owner(function) == function)
      plan_.unreached.emplace_back(module_.text(each.name));
  }
}

/// In the order in which a run that takes every way gets to them.
void ModulePlanner::order_blocks() {
  std::vector<std::vector<ir::FunctionId>> next(module_.functions.size());
  for (const ir::Edge& edge : graph_.edges()) next[edge.from.index()].push_back(edge.to);
  const auto add_from = [&](ir::FunctionId start) {
    std::vector<ir::FunctionId> work = {start};
    while (!work.empty()) {
      const ir::FunctionId at = work.back();
      work.pop_back();
      if (!is_block_.contains(at) || block_of_.contains(at)) continue;
      const ir::Function& function = module_.functions[at];
      block_of_[at] = plan_.blocks.size();
      Block block;
      block.function = at;
      block.name = module_.text(function.name);
      block.place = place_of(at);
      if (at != module_.module_body()) block.description = function.description;
      block.has_custom_code =
          std::ranges::any_of(module_.custom_code, [&](const ir::CustomCode& code) { return code.function == at; });
      plan_.blocks.push_back(std::move(block));
      work.insert(work.end(), next[at.index()].rbegin(), next[at.index()].rend());
    }
  };
  const ir::FunctionId finish = module_.find_function("on_finish");
  add_from(module_.find_function("on_start"));
  add_from(module_.module_body());
  if (finish) add_from(finish);
  for (const ir::FunctionId function : is_block_) add_from(function);
}

// --- Edges ---

Condition ModulePlanner::condition_of(const std::set<ir::Choice>& choices, const Block* block) const {
  std::vector<std::pair<Place, ir::Choice>> ordered;
  for (const ir::Choice& choice : choices) ordered.emplace_back(place_of(choice.at), choice);
  std::ranges::sort(ordered);
  // Of a ladder of hundreds of `elif`, its end tells enough.
  if (ordered.size() > kMostTerms) ordered.erase(ordered.begin() + 1, ordered.end() - kMostTerms + 1);
  Condition condition;
  for (const auto& [place, choice] : ordered) {
    const Conditions::Text text = conditions_.of(choice.at);
    Term term;
    term.text = text.text;
    term.is_compound = text.is_compound;
    term.holds = choice.holds != text.is_negated;
    if (block != nullptr && text.awaited > 1 && text.awaited == block->awaits.size()) term.brief = "all are done";
    term.is_else = !term.holds && !choice.holds && taken_.contains({choice.at, !choice.holds});
    term.place = place;
    condition.push_back(std::move(term));
  }
  return condition;
}

void ModulePlanner::add_edges() {
  std::map<std::tuple<std::size_t, std::size_t, ir::Way, std::optional<std::size_t>>, std::size_t> known;
  std::vector<Edge> edges;
  for (const ir::Edge& edge : graph_.edges()) {
    if (!block_of_.contains(edge.from) || !block_of_.contains(edge.to)) continue;
    Edge made;
    made.from = block_of_[edge.from];
    made.to = block_of_[edge.to];
    made.way = edge.way;
    if (const auto act = act_of_.find(edge.at); act != act_of_.end() && edge.way == ir::Way::kCallback)
      made.act = act->second;
    const auto [same, is_new] = known.try_emplace({made.from, made.to, made.way, made.act}, edges.size());
    if (is_new) {
      made.place = place_of(edge.at);
      edges.push_back(std::move(made));
    }
    Edge& merged = edges[same->second];
    merged.repeats |= edge.repeats;
    merged.is_handler |= edge.is_handler;
    if (merged.conditions.size() == kMostConditions) continue;
    const Condition condition = condition_of(edge.choices, &plan_.blocks[merged.from]);
    if (std::ranges::find(merged.conditions, condition) == merged.conditions.end())
      merged.conditions.push_back(condition);
  }
  for (Edge& edge : edges) simplify(edge.conditions);
  // What is always taken needs no other way.
  for (Edge& edge : edges)
    if (std::ranges::any_of(edge.conditions, &Condition::empty)) edge.conditions = {{}};
  std::ranges::stable_sort(
      edges, [](const Edge& a, const Edge& b) { return std::tie(a.from, a.place) < std::tie(b.from, b.place); });
  plan_.edges = std::move(edges);
}

}  // namespace pbc::plan
