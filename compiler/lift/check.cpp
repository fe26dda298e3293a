// SPDX-License-Identifier: Apache-2.0
#include "compiler/lift/check.h"

#include <algorithm>
#include <map>
#include <set>

#include "compiler/base/suggest.h"
#include "compiler/ir/phantom_call.h"
#include "compiler/ir/walk.h"
#include "compiler/phantom/datapath.h"

namespace pbc::lift {
namespace {

using ir::OpKind;
using phantom::Api;
using phantom::ArgumentRole;

class Checker {
 public:
  Checker(const ir::Module& module, DiagSink& diags) : module_(module), diags_(diags) {}

  void run() {
    collect_names();
    for (ir::FunctionId function : module_.functions.ids()) {
      stores_.clear();
      ir::for_each_op(module_, function, [&](ir::OpId op, ir::RegionId) {
        if (module_.ops[op].kind == OpKind::kStore) stores_[module_.ops[op].variable].push_back(op);
      });
      ir::for_each_op(module_, function, [&](ir::OpId op, ir::RegionId) {
        if (module_.ops[op].kind == OpKind::kPhantom) call(op);
      });
    }
    if (!module_.is_script()) unreachable();
  }

 private:
  // --- What the playbook names ---

  void collect_names() {
    for (ir::FunctionId function : module_.functions.ids())
      if (module_.functions[function].parent == module_.module_body())
        blocks_.insert(std::string(module_.text(module_.functions[function].name)));
    for (ir::FunctionId function : module_.functions.ids())
      if (module_.is_top_level(function)) functions_.try_emplace(module_.functions[function].name, function);
    for (ir::OpId id : module_.ops.ids()) {
      const ir::Op& op = module_.ops[id];
      if (op.kind != OpKind::kPhantom) continue;
      if (const auto name = ir::text_argument(module_, op, "name")) {
        if (op.api == Api::condition)
          filters_.insert(*name);
        else
          blocks_.insert(*name);
      }
      if (op.api == Api::save_run_data || op.api == Api::save_block_result)
        if (const auto key = ir::text_argument(module_, op, "key")) blocks_.insert(key->substr(0, key->find(':')));
    }
  }

  std::optional<std::string> constant_text(const ir::Operand* operand) const {
    return ir::constant_text(module_, operand);
  }

  // --- Calls of the Playbook API ---

  void call(ir::OpId id) {
    const ir::Op& op = module_.ops[id];
    if (op.api == Api::act)
      if (const ir::Operand* action = ir::argument(module_, op, "action"); action != nullptr && !action->is_constant())
        diags_.warning(DiagKind::kComputedAction, span_of(*action, id), "the name of the action is computed")
            .help("an action that is known here can be merged and its cost be told; this one is run as it comes");
    for (std::size_t i = 0; i < op.keywords.size(); ++i) {
      const std::string_view parameter = module_.text(op.keywords[i]);
      switch (phantom::role(op.api, parameter)) {
        case ArgumentRole::kDatapaths:
          for_each_text(op.operands[i], id, [&](const std::string& text, Span where) { datapath(text, where); });
          break;
        case ArgumentRole::kTexts:
          for_each_text(op.operands[i], id, [&](const std::string& text, Span where) {
            if (phantom::looks_like_datapath(text)) datapath(text, where);
          });
          break;
        case ArgumentRole::kConditions:
          conditions(op.operands[i], id);
          break;
        case ArgumentRole::kBlockNames:
          for_each_text(op.operands[i], id, [&](const std::string& text, Span where) {
            if (!blocks_.contains(text)) unknown_block(text, blocks_, "block", where);
          });
          break;
        case ArgumentRole::kPlain:
        case ArgumentRole::kCallback:
          break;
      }
    }
  }

  /// The place of `text` as a literal inside the source of an operation, so that the caret points at it.
  Span literal_span(const std::string& text, ir::OpId op) const {
    const Span whole = module_.op_spans[op.index()];
    if (diags_.file() == nullptr || whole.is_nowhere()) return whole;
    const std::string_view source = diags_.file()->text(whole);
    // In its quotes, or it may be found inside another text.
    for (const char quote : {'"', '\''}) {
      const std::size_t found = source.find(quote + text + quote);
      if (found == std::string_view::npos) continue;
      const auto begin = static_cast<std::uint32_t>(whole.begin + found + (text.empty() ? 0 : 1));
      return {begin, begin + static_cast<std::uint32_t>(text.empty() ? 2 : text.size())};
    }
    return whole;
  }

  Span span_of(const ir::Operand& operand, ir::OpId op) const {
    return module_.op_spans[(operand.is_value() ? operand.value() : op).index()];
  }

  /// Calls visit(text, place) for a text, or for the texts of a list, which may be in a variable that is stored once.
  template <typename Visit>
  void for_each_text(const ir::Operand& operand, ir::OpId at, Visit&& visit) const {
    if (const auto text = constant_text(&operand)) return visit(*text, literal_span(*text, at));
    if (operand.is_term()) {
      for (const ir::Operand& element : module_.terms[operand.term()].elements)
        if (const auto text = constant_text(&element)) visit(*text, literal_span(*text, at));
      return;
    }
    if (!operand.is_value()) return;
    const ir::Op& op = module_.ops[operand.value()];
    if (op.kind == OpKind::kList || op.kind == OpKind::kTuple) {
      for (const ir::Operand& element : op.operands)
        if (const auto text = constant_text(&element)) visit(*text, literal_span(*text, operand.value()));
    } else if (op.kind == OpKind::kLoad) {
      const auto stores = stores_.find(op.variable);
      if (stores != stores_.end() && stores->second.size() == 1)
        for_each_text(module_.ops[stores->second[0]].operands[0], at, visit);
    }
  }

  void conditions(const ir::Operand& rows, ir::OpId at) {
    if (!rows.is_term()) return;
    for (const ir::Operand& row : module_.terms[rows.term()].elements) {
      if (!row.is_term()) continue;
      const auto& cells = module_.terms[row.term()].elements;
      for (std::size_t i = 0; i < cells.size(); ++i) {
        const auto text = constant_text(&cells[i]);
        if (i != 1 && text && phantom::looks_like_datapath(*text)) datapath(*text, literal_span(*text, at));
      }
    }
  }

  void datapath(const std::string& text, Span where) {
    const phantom::Datapath path = phantom::parse_datapath(text);
    if (!path.malformed.empty()) {
      diags_.warning(DiagKind::kMalformedDatapath, where, "datapath with " + path.malformed).help("it reads as None");
      return;
    }
    if (!path.filter.empty()) {
      const std::string filter = path.filter + ":" + path.condition;
      if (!filters_.contains(filter)) return unknown_block(filter, filters_, "filter", where);
    }
    if (path.source == phantom::Datapath::Source::kBlock && !blocks_.contains(path.block))
      unknown_block(path.block, blocks_, "block", where);
  }

  void unknown_block(const std::string& name, const std::set<std::string>& known, const char* what, Span where) {
    diags_.warning(DiagKind::kUnknownBlock, where, std::string("no ") + what + " is called `" + name + "`")
        .help(did_you_mean(name, known));
  }

  // --- Blocks that nothing reaches ---

  void reach(ir::FunctionId function) {
    if (!reached_.insert(function).second) return;
    ir::for_each_op(module_, function, [&](ir::OpId id, ir::RegionId) {
      const ir::Op& op = module_.ops[id];
      if ((op.kind == OpKind::kDefine || op.kind == OpKind::kGenerator) &&
          module_.functions[op.function].parent == function)
        reach(op.function);
      if (op.kind == OpKind::kLoadGlobal)
        if (const auto named = functions_.find(op.names[0]); named != functions_.end()) reach(named->second);
      ir::for_each_operand(module_, id, [&](const ir::Operand& operand) {
        if (operand.is_function()) reach(operand.function());
      });
    });
  }

  void unreachable() {
    reach(module_.module_body());
    for (std::string_view entry : {"on_start", "on_finish"})
      if (const ir::FunctionId function = module_.find_function(entry)) reach(function);
    for (ir::FunctionId id : module_.functions.ids()) {
      const ir::Function& function = module_.functions[id];
      if (reached_.contains(id) || function.parent != module_.module_body() ||
          function.role == ir::FunctionRole::kLambda || function.role == ir::FunctionRole::kGeneratorExpression)
        continue;
      const std::string name(module_.text(function.name));
      Span where = module_.function_spans[id.index()];
      if (diags_.file() != nullptr) {
        const std::size_t found = diags_.file()->text(where).find(name);
        where.begin += static_cast<std::uint32_t>(found);
        where.end = where.begin + static_cast<std::uint32_t>(name.size());
      }
      diags_.warning(DiagKind::kUnreachableBlock, where, "nothing reaches block `" + name + "`");
    }
  }

  const ir::Module& module_;
  DiagSink& diags_;
  std::set<std::string> blocks_;
  std::set<std::string> filters_;
  std::map<ir::NameId, ir::FunctionId> functions_;  // those of the module's namespace
  std::map<ir::VariableId, std::vector<ir::OpId>> stores_;
  std::set<ir::FunctionId> reached_;
};

}  // namespace

void check(const ir::Module& module, DiagSink& diags) { Checker(module, diags).run(); }

}  // namespace pbc::lift
