// SPDX-License-Identifier: Apache-2.0
#include "compiler/plan/facts.h"

#include <algorithm>
#include <map>
#include <set>

#include "compiler/ir/phantom_call.h"
#include "compiler/ir/print.h"
#include "compiler/ir/stored_once.h"
#include "compiler/ir/walk.h"
#include "compiler/plan/conditions.h"
#include "compiler/plan/sources.h"

namespace pbc::plan {

using ir::Operand;
using ir::OpId;
using ir::OpKind;
using phantom::Api;

namespace {

constexpr std::string_view kNames[] = {
    "remote calls", "conditions",     "outputs and changes of the case", "texts", "playbooks and custom functions",
    "prompts",      "order of blocks"};

/// Arguments that say nothing for a reviewer: who is meant by them shows elsewhere.
constexpr std::string_view kSilent[] = {"container", "callback",        "handle",    "name",
                                        "trace",     "action",          "assets",    "parameters",
                                        "playbook",  "custom_function", "show_debug"};

class Reader {
 public:
  Reader(const Part& part, const opt::PassContext& context)
      : part_(part), module_(*part.module), graph_(module_), flow_(module_, 0, counts_), stored_(module_) {
    for (const opt::ActSite& site : opt::act_sites(module_, context)) sites_[site.op] = site;
  }

  std::vector<BlockFacts> run() {
    std::vector<ir::FunctionId> entries = {module_.module_body()};
    for (const char* name : {"on_start", "on_finish"})
      if (const ir::FunctionId entry = module_.find_function(name)) entries.push_back(entry);
    const std::set<ir::FunctionId> reached = graph_.reach(entries);
    std::vector<BlockFacts> blocks;
    std::map<ir::FunctionId, std::size_t> index;
    for (const ir::FunctionId function : module_.functions.ids()) {
      const ir::FunctionId owner = graph_.owner(function);
      if (!reached.contains(owner)) continue;
      const auto [at, is_new] = index.try_emplace(owner, blocks.size());
      if (is_new) {
        const std::string name(module_.text(module_.functions[owner].name));
        blocks.push_back({name, {module_.function_lines[owner.index()], 0}, {}, code_of(name)});
      }
      function_ = function;
      stored_.enter(function);
      ir::for_each_op(module_, function, [&](OpId op, ir::RegionId) { read(op, &blocks[at->second].facts); });
    }
    for (const ir::Edge& edge : graph_.edges()) {
      const auto from = index.find(edge.from);
      if (from == index.end()) continue;
      Fact fact{Fact::Category::kFlow, "goes on to", std::string(module_.text(module_.functions[edge.to].name)), {}, {},
                place_of(edge.at)};
      std::vector<Fact>& facts = blocks[from->second].facts;
      if (std::ranges::find(facts, fact) == facts.end()) facts.push_back(std::move(fact));
    }
    return blocks;
  }

 private:
  /// As IR, without what only people read.
  std::string code_of(const std::string& name) const {
    const std::string printed = ir::print(module_, {.locations = false, .only_function = name});
    std::string code;
    for (std::size_t begin = 0; begin < printed.size();) {
      const std::size_t end = std::min(printed.find('\n', begin), printed.size());
      const std::string line = printed.substr(begin, end - begin);
      const std::size_t first = line.find_first_not_of(' ');
      const bool is_for_people =
          first == std::string::npos || line[first] == '"' || line.compare(first, 12, "custom_code ") == 0;
      if (!is_for_people) code += line + "\n";
      // The functions of a module stand inside of it, and are told by themselves.
      if (name == ir::kModuleName && line == "}") break;
      begin = end + 1;
    }
    return code;
  }

  Place place_of(OpId op) const {
    if (op.is_none()) return {};
    const Span span = module_.op_spans[op.index()];
    if (part_.source == nullptr || span.is_nowhere()) return {module_.op_lines[op.index()], 0};
    const Position position = part_.source->position(span.begin);
    return {position.line, position.column};
  }

  // --- Words ---

  static std::string words(const std::vector<Origin>& origins) {
    std::string text;
    for (const Origin& origin : origins)
      text += (text.empty() ? "" : " or ") + origin.text + (origin.filter.empty() ? "" : " kept by " + origin.filter);
    return text;
  }

  std::string words(const Operand& operand, OpId at) {
    const Operand found = stored_.resolve(operand);
    if (found.is_constant() || found.is_function()) return argument_text(part_, found);
    if (found.is_term()) {
      const ir::Term& term = module_.terms[found.term()];
      const bool is_dict = term.kind == ir::Term::Kind::kDict;
      std::string text;
      for (std::size_t i = 0; i < term.elements.size(); ++i) {
        const bool is_value = is_dict && i % 2 == 1;
        text += (text.empty() ? "" : is_value ? ": " : ", ") + words(term.elements[i], at);
      }
      return (is_dict ? "{" : "[") + text + (is_dict ? "}" : "]");
    }
    return words(flow_.origins(function_, operand, at));
  }

  void add_arguments(const ir::Op& op, OpId at, Fact* fact) {
    for (std::size_t i = 0; i < op.keywords.size() && i < op.operands.size(); ++i) {
      const std::string name(op.keywords[i].is_none() ? "**" : module_.text(op.keywords[i]));
      if (std::ranges::find(kSilent, name) != std::end(kSilent)) continue;
      const Operand found = stored_.resolve(op.operands[i]);
      const bool is_none = found.is_constant() && module_.constants[found.constant()].kind == ir::Constant::Kind::kNone;
      if (!is_none) fact->arguments.emplace_back(name, words(op.operands[i], at));
    }
    std::ranges::sort(fact->arguments);
  }

  /// The keys of a dict, or of the dicts of a list.
  void add_entries(const Operand* operand, OpId at, Fact* fact) {
    if (operand == nullptr) return;
    const auto entries = flow_.entries(function_, *operand, at);
    for (const auto& [key, origins] : entries)
      if (key != "context") fact->arguments.emplace_back(key, words(origins));
    if (entries.empty())
      if (const std::string text = words(*operand, at); text != "[]" && text != "None" && !text.empty())
        fact->arguments.emplace_back("*", text);
  }

  // --- Facts ---

  void read(OpId at, std::vector<Fact>* facts) {
    const ir::Op& op = module_.ops[at];
    if (op.kind == OpKind::kCallMethod) return request(at, facts);
    if (op.kind != OpKind::kPhantom) return;
    Fact fact;
    fact.place = place_of(at);
    fact.head = phantom::info(op.api).name;
    const auto text = [&](std::string_view parameter) {
      const Operand* operand = ir::argument(module_, op, parameter);
      if (operand == nullptr) return std::string();
      const Operand found = stored_.resolve(*operand);
      return ir::constant_text(module_, &found).value_or(words(*operand, at));
    };
    switch (op.api) {
      case Api::act: {
        const auto site = sites_.find(at);
        if (site == sites_.end()) return;
        fact.category = Fact::Category::kRemote;
        fact.what = site->second.action.empty() ? "a computed action" : site->second.action;
        std::string assets;
        for (const std::string& asset : site->second.assets) assets += (assets.empty() ? "" : ", ") + asset;
        if (assets.empty()) assets = ir::argument(module_, op, "assets") == nullptr ? "" : "a computed asset";
        if (!assets.empty()) fact.what += " on " + assets;
        fact.effect = site->second.effect;
        add_entries(ir::argument(module_, op, "parameters"), at, &fact);
        add_arguments(op, at, &fact);
        break;
      }
      case Api::decision:
      case Api::condition: {
        fact.category = Fact::Category::kCondition;
        const std::string name = text("name");
        fact.what = (op.api == Api::decision ? "decision" : "filter") + (name.empty() ? "" : " " + name);
        conditions(op, at, &fact);
        break;
      }
      case Api::completed:
      case Api::actions_done:
        fact.category = Fact::Category::kCondition;
        fact.what = "join";
        add_arguments(op, at, &fact);
        break;
      case Api::format:
        fact.category = Fact::Category::kText;
        fact.what = text("name");
        if (const std::string made = text("template"); !made.empty()) fact.arguments.emplace_back("template", made);
        if (const Operand* parameters = ir::argument(module_, op, "parameters"))
          fact.arguments.emplace_back("parameters", words(*parameters, at));
        break;
      case Api::playbook:
      case Api::custom_function: {
        const bool is_playbook = op.api == Api::playbook;
        fact.category = Fact::Category::kCall;
        fact.what = text(is_playbook ? "playbook" : "custom_function");
        add_entries(ir::argument(module_, op, is_playbook ? "inputs" : "parameters"), at, &fact);
        break;
      }
      case Api::prompt:
      case Api::prompt2:
      case Api::task:
        fact.category = Fact::Category::kPrompt;
        fact.what = text("name");
        add_arguments(op, at, &fact);
        break;
      case Api::save_playbook_output_data:
        fact.category = Fact::Category::kOutput;
        add_entries(ir::argument(module_, op, "output"), at, &fact);
        break;
      default: {
        constexpr phantom::Effects kChanges = phantom::kWritesContainer | phantom::kWritesLists | phantom::kWritesStore;
        const phantom::Effects effects = phantom::info(op.api).effects;
        const bool changes = effects != phantom::kUnknown && (effects & kChanges) != 0;
        if (!changes && op.api != Api::discontinue) return;
        fact.category = Fact::Category::kOutput;
        add_arguments(op, at, &fact);
        break;
      }
    }
    facts->push_back(std::move(fact));
  }

  void conditions(const ir::Op& op, OpId at, Fact* fact) {
    const Operand* argument = ir::argument(module_, op, "conditions");
    if (argument == nullptr) argument = ir::argument(module_, op, "conditions_dps");
    const Operand rows = argument == nullptr ? Operand() : stored_.resolve(*argument);
    std::vector<std::string> texts;
    if (rows.is_term()) {
      for (const Operand& element : module_.terms[rows.term()].elements) {
        const Operand row = stored_.resolve(element);
        std::string text;
        if (row.is_term())
          for (const Operand& cell : module_.terms[row.term()].elements) {
            // The operator is in the middle.
            const bool is_operator = &cell == module_.terms[row.term()].elements.data() + 1;
            const auto word = ir::constant_text(module_, &cell);
            text += (text.empty() ? "" : " ") + (is_operator && word ? *word : words(cell, at));
          }
        else
          text = words(element, at);
        texts.push_back(std::move(text));
      }
    } else if (argument != nullptr) {
      texts.push_back(words(*argument, at));
    }
    const auto logic = ir::text_argument(module_, op, "logical_operator");
    std::string joined;
    for (const std::string& text : texts) joined += (joined.empty() ? "" : " " + logic.value_or("and") + " ") + text;
    fact->arguments.emplace_back("if", joined);
    for (const char* name : {"case_sensitive", "scope", "delimiter"})
      if (const Operand* given = ir::argument(module_, op, name)) fact->arguments.emplace_back(name, words(*given, at));
  }

  /// `requests.post(...)`, `phantom.requests.get(...)`.
  void request(OpId at, std::vector<Fact>* facts) {
    const ir::Op& op = module_.ops[at];
    if (op.operands.size() < 2 || !op.operands[0].is_value()) return;
    const ir::Op& object = module_.ops[op.operands[0].value()];
    const bool is_library = (object.kind == OpKind::kLoadGlobal || object.kind == OpKind::kAttribute) &&
                            module_.text(object.names[0]) == "requests";
    const std::string method(module_.text(op.names[0]));
    constexpr std::string_view kMethods[] = {"get", "post", "put", "patch", "delete"};
    if (!is_library || std::ranges::find(kMethods, method) == std::end(kMethods)) return;
    facts->push_back(
        {Fact::Category::kRemote, "request", method + " " + words(op.operands[1], at), {}, {}, place_of(at)});
  }

  const Part part_;
  const ir::Module& module_;
  ir::BlockGraph graph_;
  Counts counts_;
  Flow flow_;
  ir::StoredOnce stored_;
  std::map<OpId, opt::ActSite> sites_;
  ir::FunctionId function_;
};

}  // namespace

std::string_view name(Fact::Category category) { return kNames[static_cast<std::size_t>(category)]; }
std::size_t category_count() { return std::size(kNames); }

std::vector<BlockFacts> facts_of(const Part& part, const opt::PassContext& context) {
  return Reader(part, context).run();
}

}  // namespace pbc::plan
