// SPDX-License-Identifier: Apache-2.0
#include "compiler/mock/needs.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "compiler/base/fold.h"
#include "compiler/ir/constants.h"
#include "compiler/ir/phantom_call.h"
#include "compiler/ir/stored_once.h"
#include "compiler/ir/walk.h"
#include "compiler/phantom/datapath.h"

namespace pbc::mock {
namespace {

using ir::OpKind;
using phantom::Api;
using phantom::ArgumentRole;
using phantom::Datapath;

template <typename List>
void add_once(List& list, const std::string& text) {
  if (std::ranges::find(list, text) == list.end()) list.push_back(text);
}

/// One module's part.
class Reader {
 public:
  Reader(const ir::Module& module, bool is_main, Needs& needs) : module_(module), is_main_(is_main), needs_(needs) {}

  void run() {
    const std::set<ir::FunctionId> used = functions_in_use(module_);
    follow_artifacts(module_, used, &needs_.artifact_reads);
    find_loops();
    for (ir::FunctionId function : module_.functions.ids()) {
      stored_.enter(function);
      for_each_call(function, [&](const ir::Op& op) {
        if (op.api == Api::act) act(function, op);
      });
    }
    for (ir::FunctionId function : module_.functions.ids()) {
      stored_.enter(function);
      reads_ = used.contains(function) ? &needs_.artifact_reads : &unused_;
      for_each_call(function, [&](const ir::Op& op) { call(op); });
      ir::for_each_op(module_, function, [&](ir::OpId id, ir::RegionId) { request(module_.ops[id]); });
    }
  }

 private:
  void find_loops() {
    for (const ir::OpId id : module_.ops.ids()) {
      const ir::Op& op = module_.ops[id];
      const bool is_loop = op.kind == OpKind::kFor || op.kind == OpKind::kListOf || op.kind == OpKind::kSetOf;
      if (!is_loop || module_.regions[op.regions[0]].ops.empty()) continue;
      const ir::OpId first = module_.regions[op.regions[0]].ops[0];
      if (module_.ops[first].kind == OpKind::kIncoming) loops_.emplace(first, op.operands[0]);
    }
  }

  template <typename Visit>
  void for_each_call(ir::FunctionId function, Visit&& visit) {
    ir::for_each_op(module_, function, [&](ir::OpId id, ir::RegionId) {
      if (module_.ops[id].kind != OpKind::kPhantom) return;
      steps_ = 0;
      visit(module_.ops[id]);
    });
  }

  // --- Reading operands ---

  /// A value that is written out; nothing for any other. It ends, also for lists in
  /// lists that double at each step, and for one that contains itself: `x = [x]`.
  std::optional<Json> literal(ir::Operand operand, int depth = 0) const {
    if (depth > kDeepest || ++steps_ > kMostSteps) return std::nullopt;
    operand = stored_.resolve(operand);
    if (operand.is_constant()) return literal(module_.constants[operand.constant()]);
    const std::vector<ir::Operand>* elements = nullptr;
    bool is_dict = false;
    if (operand.is_term()) {
      elements = &module_.terms[operand.term()].elements;
      is_dict = module_.terms[operand.term()].kind == ir::Term::Kind::kDict;
    } else if (operand.is_value()) {
      const ir::Op& op = module_.ops[operand.value()];
      is_dict = op.kind == OpKind::kDict;
      if (is_dict || op.kind == OpKind::kList || op.kind == OpKind::kTuple) elements = &op.operands;
    }
    if (elements == nullptr) return std::nullopt;
    Json made = is_dict ? Json::object() : Json::array();
    for (std::size_t i = 0; i < elements->size(); ++i) {
      const ir::Operand key = (*elements)[i];
      if (!is_dict) {
        if (auto value = literal(key, depth + 1)) made.push_back(std::move(*value));
        continue;
      }
      const auto name = ir::constant_text(module_, &key);
      auto value = literal((*elements)[++i], depth + 1);
      if (name && value) made[*name] = std::move(*value);
    }
    return made;
  }

  static std::optional<Json> literal(const ir::Constant& constant) {
    switch (constant.kind) {
      case ir::Constant::Kind::kNone:
        return Json();
      case ir::Constant::Kind::kBool:
        return Json(ir::is_true(constant));
      case ir::Constant::Kind::kInt:
        if (const auto number = ir::as_int64(constant)) return Json(*number);
        return std::nullopt;
      case ir::Constant::Kind::kFloat:
        return Json(ir::as_double(constant));
      case ir::Constant::Kind::kStr:
        return Json(constant.text);
      default:
        return std::nullopt;
    }
  }

  std::optional<Json> argument(const ir::Op& op, std::string_view name) const {
    const ir::Operand* operand = ir::argument(module_, op, name);
    return operand == nullptr ? std::nullopt : literal(*operand);
  }

  /// The texts of a parameter that takes one text or a list of them.
  std::vector<std::string> texts(const ir::Op& op, std::string_view name) const {
    std::vector<std::string> found;
    const auto value = argument(op, name);
    if (!value) return found;
    const Json list = value->is_array() ? *value : Json::array({*value});
    for (const Json& element : list)
      if (element.is_string()) found.push_back(element.get<std::string>());
    return found;
  }

  // --- Acts ---

  void act(ir::FunctionId function, const ir::Op& op) {
    const auto action = ir::text_argument(module_, op, "action");
    if (!action) return;
    std::vector<std::string> assets = texts(op, "assets");
    if (assets.empty()) assets.emplace_back();
    std::vector<std::size_t>& of_block = acts_[ir::text_argument(module_, op, "name").value_or(*action)];
    for (const std::string& asset : assets) {
      const auto known = std::ranges::find_if(needs_.actions, [&](const ActionNeed& need) {
        return to_lower(need.action) == to_lower(*action) && need.asset == asset;
      });
      of_block.push_back(static_cast<std::size_t>(known - needs_.actions.begin()));
      if (known == needs_.actions.end()) needs_.actions.push_back({*action, asset, {}, {}});
      // Parameter dicts are made in the same function, as displays with keys that are written out.
      ActionNeed& need = needs_.actions[of_block.back()];
      ir::for_each_op(module_, function, [&](ir::OpId id, ir::RegionId) {
        const ir::Op& dict = module_.ops[id];
        if (dict.kind != OpKind::kDict) return;
        for (std::size_t i = 0; i + 1 < dict.operands.size(); i += 2)
          if (const auto key = ir::constant_text(module_, &dict.operands[i]); key && *key != "context")
            add_once(need.parameters, *key);
      });
    }
  }

  // --- Datapaths ---

  /// The shapes that a datapath reads; none for what the run itself makes.
  std::vector<Shape*> shapes(const std::string& text) {
    const Datapath path = phantom::parse_datapath(text);
    if (!path.malformed.empty()) return {};
    switch (path.source) {
      case Datapath::Source::kArtifact:
        return {&artifact(std::string_view(path.rest).substr(1))};
      case Datapath::Source::kContainer:
        return {&needs_.container.at(path.rest)};
      case Datapath::Source::kPlaybookInput:
        if (!is_main_) return {};
        return {&needs_.inputs.at(path.rest)};
      case Datapath::Source::kCustomList:
        needs_.lists[path.rest];
        return {};
      case Datapath::Source::kBlock:
        return of_block(path.block, path.rest);
      case Datapath::Source::kPlaybook:
      case Datapath::Source::kResults:
        return {};
    }
    return {};
  }

  Shape& artifact(std::string_view path) {
    reads_->add_path(path);
    return needs_.artifact.at(path);
  }

  std::vector<Shape*> of_block(const std::string& block, std::string_view rest) {
    for (std::string_view selector : {"artifact:*", "filtered-artifact:*"})
      if (rest.starts_with(selector)) return {&artifact(rest.substr(selector.size()))};
    const auto acts = acts_.find(block);
    if (acts == acts_.end()) return {};
    const std::size_t dot = std::min(rest.find('.'), rest.size());
    const std::string_view selector = rest.substr(0, dot);
    if (selector != "action_result" && selector != "filtered-action_result") return {};
    rest.remove_prefix(std::min(dot + 1, rest.size()));
    std::vector<Shape*> found;
    // What is sent comes back; status and message are the answer's own.
    if (!rest.starts_with("data") && !rest.starts_with("summary")) return found;
    for (const std::size_t index : acts->second) found.push_back(&needs_.actions[index].result.at(rest));
    return found;
  }

  /// Calls visit(text) for each constant that a text, or one of a list, can be: also the element of a loop over such a
  /// list, and what a function of the file is called with. False where there may be others.
  template <typename Visit>
  bool for_each_text(const ir::Operand& operand, const Visit& visit, int depth = 0) {
    if (depth > kDeepest || ++steps_ > kMostSteps) return false;
    const auto all = [&](const std::vector<ir::Operand>& list) {
      bool is_known = true;
      for (const ir::Operand& one : list) is_known &= for_each_text(one, visit, depth + 1);
      return is_known;
    };
    const ir::Operand found = stored_.resolve(operand);
    if (const auto text = ir::constant_text(module_, &found)) visit(*text);
    if (found.is_constant()) return true;
    if (const std::vector<ir::Operand>* elements = ir::elements_of(module_, found)) return all(*elements);
    if (!found.is_value()) return false;
    const ir::Op& op = module_.ops[found.value()];
    if (const auto loop = loops_.find(found.value()); loop != loops_.end()) return all({loop->second});
    if (op.kind != OpKind::kLoad) return false;
    const auto given = given_constants(op.variable);
    return given && all(*given);
  }

  /// What a parameter is in every call of its function, where these are constants.
  std::optional<std::vector<ir::Operand>> given_constants(ir::VariableId variable) const {
    const ir::FunctionId owner = module_.variables[variable].owner;
    const ir::Function& function = module_.functions[owner];
    const auto parameter = std::ranges::find(function.parameters, variable, &ir::Parameter::variable);
    if (parameter == function.parameters.end() || !function.is_static || function.role != ir::FunctionRole::kPlain)
      return std::nullopt;
    const auto position = static_cast<std::size_t>(parameter - function.parameters.begin()) + 1;
    std::vector<ir::Operand> given;
    for (const ir::OpId id : module_.ops.ids()) {
      const ir::Op& op = module_.ops[id];
      const auto names_it = [&](const ir::Operand& operand) {
        return operand.is_function() && operand.function() == owner;
      };
      if (std::ranges::none_of(op.operands, names_it)) continue;
      if (op.kind == OpKind::kDefine) continue;
      const auto is_plain = [](const ir::Operand& operand) { return !operand.starred; };
      const bool is_call = op.kind == OpKind::kCall && names_it(op.operands[0]) &&
                           std::ranges::count_if(op.operands, names_it) == 1 &&
                           std::ranges::all_of(op.operands, is_plain);
      if (!is_call) return std::nullopt;
      const std::size_t keywords_begin = op.operands.size() - op.keywords.size();
      ir::Operand argument = position < keywords_begin ? op.operands[position] : parameter->default_value;
      for (std::size_t i = 0; i < op.keywords.size(); ++i)
        if (op.keywords[i] == module_.variables[variable].name) argument = op.operands[keywords_begin + i];
      if (!argument.is_constant()) return std::nullopt;
      given.push_back(argument);
    }
    return given;
  }

  /// Whether the rows are written out, and no left side is a text that is put together: that may be a datapath. What
  /// is computed otherwise is a value, such as the container's severity.
  bool has_known_sides(const ir::Operand& operand) const {
    const ir::Operand found = stored_.resolve(operand);
    if (found.is_constant()) return true;
    const std::vector<ir::Operand>* rows = ir::elements_of(module_, found);
    const auto is_known = [&](const ir::Operand& row) {
      const std::vector<ir::Operand>* cells = ir::elements_of(module_, stored_.resolve(row));
      return cells != nullptr && (cells->empty() || !is_made_text(stored_.resolve(cells->front())));
    };
    return rows != nullptr && std::ranges::all_of(*rows, is_known);
  }

  bool is_made_text(const ir::Operand& operand) const {
    if (!operand.is_value()) return false;
    const ir::Op& op = module_.ops[operand.value()];
    return op.kind == OpKind::kFString || op.kind == OpKind::kBinary ||
           (op.kind == OpKind::kCallMethod && module_.text(op.names[0]) == "format");
  }

  /// False where there may be datapaths that are not written out.
  bool read_texts(const ir::Operand& operand) {
    return for_each_text(operand, [&](const std::string& text) {
      if (phantom::looks_like_datapath(text)) shapes(text);
    });
  }

  void conditions(const ir::Operand& operand) {
    const auto rows = literal(operand);
    if (!rows || !rows->is_array()) return;
    for (const Json& row : *rows)
      if (row.is_array() && row.size() == 3 && row[1].is_string()) condition(row[0], row[1], row[2]);
  }

  void condition(const Json& left, const std::string& op, const Json& right) {
    const auto is_path = [](const Json& side) {
      return side.is_string() && phantom::looks_like_datapath(side.get<std::string>());
    };
    const auto of = [&](const Json& side) {
      return is_path(side) ? shapes(side.get<std::string>()) : std::vector<Shape*>();
    };
    const std::vector<Shape*> lefts = of(left);
    const std::vector<Shape*> rights = of(right);
    if (!is_path(right))
      for (Shape* shape : lefts) shape->comparisons.push_back({op, right, false});
    if (!is_path(left))
      for (Shape* shape : rights) shape->comparisons.push_back({op, left, true});
    if (is_path(right) && right.get<std::string>().starts_with("custom_list:"))
      for (const Shape* shape : lefts) add_once(needs_.lists[right.get<std::string>().substr(12)], shape->name);
  }

  // --- Calls ---

  void call(const ir::Op& op) {
    for (std::size_t i = 0; i < op.keywords.size(); ++i) {
      switch (phantom::role(op.api, module_.text(op.keywords[i]))) {
        case ArgumentRole::kDatapaths:
          reads_->is_unknown |= !read_texts(op.operands[i]);
          break;
        case ArgumentRole::kTexts:
          read_texts(op.operands[i]);
          break;
        case ArgumentRole::kConditions:
          reads_->is_unknown |= !has_known_sides(op.operands[i]);
          conditions(op.operands[i]);
          break;
        default:
          break;
      }
    }
    switch (op.api) {
      case Api::prompt:
      case Api::prompt2:
        prompt(op);
        break;
      case Api::get_list:
      case Api::add_list:
      case Api::check_list:
      case Api::delete_from_list:
        for (const std::string& name : texts(op, "list_name")) needs_.lists[name];
        break;
      case Api::datastore_get:
      case Api::datastore_present:
      case Api::datastore_add:
        for (const std::string& name : texts(op, "list")) needs_.lists[name];
        break;
      case Api::collect_from_contains:
        contains(op);
        break;
      case Api::promote:
        for (const std::string& name : texts(op, "template")) add_once(needs_.workbooks, name);
        break;
      default:
        break;
    }
    for (const std::string& user : texts(op, "user")) add_once(needs_.users, user);
    for (const std::string& role : texts(op, "role")) add_once(needs_.roles, role);
  }

  void contains(const ir::Op& op) {
    const ir::Operand* kinds = ir::argument(module_, op, "contains");
    const auto add = [&](const std::string& kind) { reads_->contains.insert(kind); };
    reads_->is_unknown |= kinds == nullptr || !for_each_text(*kinds, add);
  }

  void prompt(const ir::Op& op) {
    const auto name = ir::text_argument(module_, op, "name");
    if (!name) return;
    PromptNeed need{*name, {}};
    const auto types = argument(op, op.api == Api::prompt ? "options" : "response_types");
    if (types && types->is_array()) need.response_types.assign(types->begin(), types->end());
    if (types && types->is_object()) need.response_types.push_back({{"options", *types}});
    if (need.response_types.empty()) need.response_types.emplace_back();
    needs_.prompts.push_back(std::move(need));
  }

  /// `requests.get("https://...")`.
  void request(const ir::Op& op) {
    if (op.kind != OpKind::kCallMethod && op.kind != OpKind::kCall) return;
    for (const ir::Operand& operand : op.operands)
      if (const auto text = ir::constant_text(module_, &operand))
        if (text->starts_with("http://") || text->starts_with("https://")) add_once(needs_.urls, *text);
  }

  static constexpr int kDeepest = 50;
  static constexpr int kMostSteps = 10'000;  // for one call

  const ir::Module& module_;
  const bool is_main_;
  Needs& needs_;
  ArtifactReads* reads_ = nullptr;  // of the function that is read
  ArtifactReads unused_;            // of functions that no run gets to
  mutable int steps_ = 0;
  std::map<ir::OpId, ir::Operand> loops_;                 // by what their region begins with: what they go over
  ir::StoredOnce stored_{module_};                        // of the function that is read
  std::map<std::string, std::vector<std::size_t>> acts_;  // by block: indices into needs_.actions
};

}  // namespace

Needs needs_of(std::span<const ir::Module* const> program) {
  Needs needs;
  for (const ir::Module* module : program) Reader(*module, module == program.front(), needs).run();
  return needs;
}

}  // namespace pbc::mock
