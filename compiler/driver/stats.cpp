// SPDX-License-Identifier: Apache-2.0
#include "compiler/driver/stats.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "compiler/ir/phantom_call.h"
#include "compiler/ir/walk.h"

namespace pbc::driver {
namespace {

using ir::OpKind;
using Json = nlohmann::ordered_json;

class Stats {
 public:
  Stats(const ir::Module& module, const SourceFile& source) : module_(module), source_(source) {}

  Json run() {
    collect();
    Json result;
    result["functions"] = names_in_order();
    result["acts"] = sorted(acts_);
    result["conditions"] = sorted(conditions_);
    result["edges"] = edges();
    result["custom_code"] = Json::array();
    for (const ir::CustomCode& code : module_.custom_code)
      result["custom_code"].push_back(
          {{"function", function_name(code.function)}, {"first_line", code.first_line}, {"last_line", code.last_line}});
    return result;
  }

 private:
  struct Entry {
    std::uint32_t begin;
    Json json;
  };
  struct Edge {
    std::uint32_t begin;
    std::string from, to, kind;
    std::uint32_t line;
  };

  static Json sorted(std::vector<Entry>& entries) {
    std::ranges::stable_sort(entries, {}, &Entry::begin);
    Json list = Json::array();
    for (Entry& entry : entries) list.push_back(std::move(entry.json));
    return list;
  }

  /// The function of the module that `function` stands in, or is.
  ir::FunctionId top_level(ir::FunctionId function) const {
    while (function != module_.module_body() && module_.functions[function].parent != module_.module_body())
      function = module_.functions[function].parent;
    const bool named = function != module_.module_body() &&
                       module_.functions[function].role != ir::FunctionRole::kLambda &&
                       module_.functions[function].role != ir::FunctionRole::kGeneratorExpression;
    return named ? function : ir::FunctionId::kNone;
  }
  Json function_name(ir::FunctionId function) const {
    const ir::FunctionId top = top_level(function);
    return top ? Json(std::string(module_.text(module_.functions[top].name))) : Json();
  }

  Json names_in_order() const {
    std::vector<Entry> names;
    for (ir::FunctionId id : module_.functions.ids())
      if (id != module_.module_body())
        names.push_back(
            {module_.function_spans[id.index()].begin, std::string(module_.text(module_.functions[id].name))});
    return sorted(names);
  }

  /// The top-level function that `operand` names directly or by the module's variable, if it does.
  std::string named_function(const ir::Operand& operand) const {
    ir::FunctionId function;
    if (operand.is_function()) function = operand.function();
    if (operand.is_value() && module_.ops[operand.value()].kind == OpKind::kLoadGlobal)
      function = module_.find_function(module_.text(module_.ops[operand.value()].names[0]));
    if (!function || module_.functions[function].parent != module_.module_body()) return "";
    return std::string(module_.text(module_.functions[function].name));
  }

  Json literal(const ir::Constant& constant) const {
    switch (constant.kind) {
      case ir::Constant::Kind::kNone:
        return nullptr;
      case ir::Constant::Kind::kBool:
        return constant.text == "True";
      case ir::Constant::Kind::kInt:
      case ir::Constant::Kind::kFloat:
        return Json::parse(constant.text, nullptr, false);
      case ir::Constant::Kind::kStr:
        return constant.text;
      default:
        return {{"expression", constant.text}};
    }
  }

  Json value(const ir::Operand& operand) const {
    if (operand.is_absent()) return nullptr;
    if (operand.is_constant()) return literal(module_.constants[operand.constant()]);
    if (operand.is_function())
      return {{"expression", std::string(module_.text(module_.functions[operand.function()].name))}};
    if (operand.is_term()) {
      const ir::Term& term = module_.terms[operand.term()];
      if (term.kind != ir::Term::Kind::kDict) {
        Json list = Json::array();
        for (const ir::Operand& element : term.elements) list.push_back(value(element));
        return list;
      }
      Json dict = Json::object();
      for (std::size_t i = 0; i + 1 < term.elements.size(); i += 2) {
        const Json key = value(term.elements[i]);
        dict[key.is_string() ? key.get<std::string>() : key.dump()] = value(term.elements[i + 1]);
      }
      return dict;
    }
    return {{"expression", std::string(source_.text(module_.op_spans[operand.value().index()]))}};
  }

  Json argument_value(const ir::Op& op, std::string_view name) const {
    const ir::Operand* operand = ir::argument(module_, op, name);
    return operand == nullptr ? Json() : value(*operand);
  }

  void collect() {
    for (ir::FunctionId function : module_.functions.ids())
      ir::for_each_op(module_, function, [&](ir::OpId id, ir::RegionId region) { visit(function, id, region); });
  }

  void visit(ir::FunctionId function, ir::OpId id, ir::RegionId region) {
    const ir::Op& op = module_.ops[id];
    const std::uint32_t begin = module_.op_spans[id.index()].begin;
    const std::uint32_t line = source_.line_of(begin);
    if (op.kind == OpKind::kCall) add_edge(function, named_function(op.operands[0]), "call", begin, line);
    if (op.kind != OpKind::kPhantom) return;
    if (const ir::Operand* callback = ir::argument(module_, op, "callback"))
      add_edge(function, named_function(*callback), "callback", begin, line);
    if (op.api == phantom::Api::act) {
      Json act;
      act["function"] = function_name(function);
      act["action"] = argument_value(op, "action");
      act["assets"] = argument_value(op, "assets");
      act["name"] = argument_value(op, "name");
      const ir::Operand* callback = ir::argument(module_, op, "callback");
      Json callback_value = callback == nullptr ? Json() : value(*callback);
      // A plain name stands for itself.
      if (callback_value.is_object() && callback_value.contains("expression")) {
        const std::string text = callback_value["expression"];
        const bool is_name =
            text.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") ==
            std::string::npos;
        if (is_name) callback_value = text;
      }
      act["callback"] = callback_value;
      act["parameters"] = Json::array();
      for (ir::NameId name : op.keywords) act["parameters"].push_back(std::string(module_.text(name)));
      act["line"] = line;
      acts_.push_back({begin, act});
    }
    if (op.api == phantom::Api::condition || op.api == phantom::Api::decision) {
      const ir::Operand* conditions = ir::argument(module_, op, "conditions");
      if (conditions == nullptr || !conditions->is_term() ||
          module_.terms[conditions->term()].kind != ir::Term::Kind::kList)
        return;
      Json condition;
      condition["function"] = function_name(function);
      condition["api"] = std::string(phantom::info(op.api).name);
      condition["line"] = line;
      const ir::Operand* logical = ir::argument(module_, op, "logical_operator");
      condition["logical_operator"] = logical == nullptr ? Json("and") : value(*logical);
      condition["rows"] = value(*conditions);
      condition["targets"] = targets(id, region);
      conditions_.push_back({begin, condition});
    }
  }

  void add_edge(ir::FunctionId function, const std::string& to, const char* kind, std::uint32_t begin,
                std::uint32_t line) {
    const Json from = function_name(function);
    if (to.empty() || from.is_null() || from == to) return;
    edges_.push_back({begin, from, to, kind, line});
  }

  Json edges() {
    std::ranges::stable_sort(edges_, {}, &Edge::begin);
    std::set<std::pair<std::string, std::string>> seen;
    Json list = Json::array();
    for (const Edge& edge : edges_)
      if (seen.emplace(edge.from, edge.to).second)
        list.push_back({{"from", edge.from}, {"to", edge.to}, {"kind", edge.kind}, {"line", edge.line}});
    return list;
  }

  /// The blocks that run when the condition `id` of `region` matched: those called in the `if` that tests it, directly
  /// or by the variables it was assigned to.
  Json targets(ir::OpId id, ir::RegionId region) const {
    const auto& ops = module_.regions[region].ops;
    std::set<ir::OpId> results{id};  // the condition, and the parts of it that `unpack` gives
    std::set<ir::VariableId> variables;
    std::set<ir::NameId> globals;
    for (std::size_t i = static_cast<std::size_t>(std::ranges::find(ops, id) - ops.begin()) + 1; i < ops.size(); ++i) {
      const ir::Op& op = module_.ops[ops[i]];
      const bool of_results =
          !op.operands.empty() && op.operands[0].is_value() && results.contains(op.operands[0].value());
      if ((op.kind == OpKind::kUnpack || op.kind == OpKind::kItem) && of_results) results.insert(ops[i]);
      if (op.kind == OpKind::kStore && of_results) variables.insert(op.variable);
      if (op.kind == OpKind::kStoreGlobal && of_results) globals.insert(op.names[0]);
      if (op.kind != OpKind::kIf) continue;
      const bool direct = op.operands[0].is_value() && op.operands[0].value() == id;
      if (direct || (op.operands[0].is_value() && reads(op.operands[0].value(), variables, globals)))
        return calls_in(op.regions[0]);
    }
    return Json::array();
  }

  bool reads(ir::OpId id, const std::set<ir::VariableId>& variables, const std::set<ir::NameId>& globals) const {
    const ir::Op& op = module_.ops[id];
    if (op.kind == OpKind::kLoad && variables.contains(op.variable)) return true;
    if (op.kind == OpKind::kLoadGlobal && globals.contains(op.names[0])) return true;
    bool found = false;
    ir::for_each_operand(module_, id, [&](const ir::Operand& operand) {
      if (operand.is_value()) found |= reads(operand.value(), variables, globals);
    });
    for (ir::RegionId region : op.regions)
      ir::for_each_op(module_, region, [&](ir::OpId inner, ir::RegionId) {
        const ir::Op& load = module_.ops[inner];
        found |= load.kind == OpKind::kLoad && variables.contains(load.variable);
        found |= load.kind == OpKind::kLoadGlobal && globals.contains(load.names[0]);
      });
    return found;
  }

  Json calls_in(ir::RegionId region) const {
    std::vector<Entry> calls;
    ir::for_each_op(module_, region, [&](ir::OpId id, ir::RegionId) {
      const ir::Op& op = module_.ops[id];
      if (op.kind != OpKind::kCall) return;
      const std::string name = named_function(op.operands[0]);
      const bool known = std::ranges::any_of(calls, [&](const Entry& call) { return call.json == name; });
      if (!name.empty() && !known) calls.push_back({module_.op_spans[id.index()].begin, name});
    });
    return sorted(calls);
  }

  const ir::Module& module_;
  const SourceFile& source_;
  std::vector<Entry> acts_;
  std::vector<Entry> conditions_;
  std::vector<Edge> edges_;
};

}  // namespace

std::string stats_json(const ir::Module& module, const SourceFile& source) {
  return Stats(module, source).run().dump();
}

}  // namespace pbc::driver
