// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "compiler/check/checker.h"
#include "compiler/ir/phantom_call.h"
#include "compiler/ir/walk.h"

namespace pbc::check {

using ir::OpKind;
using phantom::Api;
using phantom::ArgumentRole;

void Checker::call(ir::OpId id) {
  const ir::Op& op = module_.ops[id];
  for (std::size_t i = 0; i < op.keywords.size(); ++i) {
    const ir::Operand& operand = op.operands[i];
    switch (phantom::role(op.api, module_.text(op.keywords[i]))) {
      case ArgumentRole::kDatapaths:
        datapaths(id, operand, false);
        if (op.api == Api::collect2) mixed_sources(id, operand);
        break;
      case ArgumentRole::kTexts:
        datapaths(id, operand, true);
        break;
      case ArgumentRole::kConditions:
        conditions(id, operand);
        break;
      case ArgumentRole::kBlockNames:
        for (const std::string& name : texts_of(&operand))
          if (!blocks_.contains(name)) unknown_block(name, blocks_, "block", literal_span(name, id));
        break;
      case ArgumentRole::kPlain:
      case ArgumentRole::kCallback:
        break;
    }
  }
  if (op.api == Api::act) act(id);
  if (op.api == Api::format) format(id);
  if (op.api == Api::prompt || op.api == Api::prompt2) prompt(id);
  if (op.api == Api::completed || op.api == Api::actions_done) join(id);
  if (op.api == Api::decision) kept_whole(id);
}

void Checker::act(ir::OpId id) {
  const ir::Op& op = module_.ops[id];
  if (const ir::Operand* action = ir::argument(module_, op, "action"); action != nullptr && !action->is_constant()) {
    const Span where = module_.op_spans[(action->is_value() ? action->value() : id).index()];
    diags_.warning(DiagKind::kComputedAction, where, "the name of the action is computed")
        .help("an action that is known here can be merged and its cost be told; this one is run as it comes");
  }
  const ir::Operand* assets = ir::argument(module_, op, "assets");
  const ir::Operand* app = ir::argument(module_, op, "app");
  const auto* list = assets == nullptr ? nullptr : elements_of(*assets);
  const auto text = constant_text(assets);
  const bool is_empty = (list != nullptr && list->empty()) || (text && text->empty());
  if (assets == nullptr && app == nullptr) {
    const auto action = ir::text_argument(module_, op, "action");
    if (action && *action != "test connectivity")
      diags_.warning(DiagKind::kMissingAsset, module_.op_spans[id.index()], "`" + *action + "` names no asset")
          .help("it runs on every asset that knows the action; name one in `assets=`");
  } else if (is_empty) {
    diags_.warning(DiagKind::kMissingAsset, module_.op_spans[id.index()], "the list of assets is empty")
        .help("the action runs nowhere and fails; choose an asset in the editor");
  }
  late_parameters(id);
}

/// What is appended to the list behind the call that took it is in no request.
void Checker::late_parameters(ir::OpId act) {
  const ir::Operand* parameters = ir::argument(module_, module_.ops[act], "parameters");
  if (parameters == nullptr || !parameters->is_value()) return;
  const ir::Op& load = module_.ops[parameters->value()];
  if (load.kind != OpKind::kLoad) return;
  // A list that a second act takes was changed for that one.
  const auto takes_it = [&](ir::OpId id) {
    const ir::Op& op = module_.ops[id];
    if (op.kind != OpKind::kPhantom || op.api != Api::act || id == act) return false;
    const ir::Operand* other = ir::argument(module_, op, "parameters");
    if (other == nullptr || !other->is_value()) return false;
    const ir::Op& loaded = module_.ops[other->value()];
    return loaded.kind == OpKind::kLoad && loaded.variable == load.variable;
  };
  bool is_shared = false;
  ir::for_each_op(module_, function_, [&](ir::OpId id, ir::RegionId) { is_shared = is_shared || takes_it(id); });
  if (is_shared) return;
  // Only behind the act in its own region: what a loop around it does comes before the act of the next round.
  constexpr std::string_view kChanging[] = {"append", "extend", "insert", "remove", "pop", "clear"};
  bool is_behind = false;
  for (const ir::OpId id : module_.regions[module_.functions[function_].body].ops) {
    if (!is_behind) {
      is_behind = id == act;
      continue;
    }
    const auto look = [&](ir::OpId inner) {
      const ir::Op& op = module_.ops[inner];
      const bool changes = (op.kind == OpKind::kCallMethod &&
                            std::ranges::find(kChanging, module_.text(op.names[0])) != std::end(kChanging)) ||
                           op.kind == OpKind::kSetSubscript || op.kind == OpKind::kInPlace;
      if (!changes || !op.operands[0].is_value()) return;
      const ir::Op& object = module_.ops[op.operands[0].value()];
      if (object.kind == OpKind::kLoad && object.variable == load.variable)
        diags_
            .warning(DiagKind::kLateParameters, module_.op_spans[inner.index()],
                     "the parameters change after the act has taken them")
            .note(module_.op_spans[act.index()], "taken here")
            .help("the act does not see it; change them before the call");
    };
    look(id);
    for (const ir::RegionId region : module_.ops[id].regions)
      ir::for_each_op(module_, region, [&](ir::OpId inner, ir::RegionId) { look(inner); });
  }
}

namespace {

/// The largest N of the fields `{N}` of a template; -1 without any. `{{` is a brace.
int largest_field(const std::string& text) {
  int largest = -1;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '{') continue;
    if (i + 1 < text.size() && text[i + 1] == '{') {
      ++i;
      continue;
    }
    std::size_t end = i + 1;
    int number = 0;
    while (end < text.size() && text[end] >= '0' && text[end] <= '9' && number < 100000)
      number = 10 * number + (text[end++] - '0');
    const bool is_field =
        end > i + 1 && end < text.size() &&
        (text[end] == '}' || text[end] == ':' || text[end] == '!' || text[end] == '.' || text[end] == '[');
    if (is_field) largest = std::max(largest, number);
  }
  return largest;
}

}  // namespace

void Checker::format(ir::OpId id) {
  const ir::Op& op = module_.ops[id];
  const ir::Operand* given = ir::argument(module_, op, "template");
  if (given == nullptr) return;
  const ir::Operand found = resolve(*given);
  const auto text = constant_text(&found);
  const ir::Operand* parameters = ir::argument(module_, op, "parameters");
  const auto* list = parameters == nullptr ? nullptr : elements_of(*parameters);
  if (!text || (parameters != nullptr && list == nullptr)) return;
  const int count = list == nullptr ? 0 : static_cast<int>(list->size());
  if (list != nullptr && std::ranges::any_of(*list, &ir::Operand::starred)) return;
  const int largest = largest_field(*text);
  if (largest < count) return;
  diags_
      .warning(DiagKind::kFormatIndex, module_.op_spans[id.index()],
               "`{" + std::to_string(largest) + "}` with " + std::to_string(count) +
                   (count == 1 ? " parameter" : " parameters"))
      .help("fields count from 0; the run raises IndexError when it gets here");
}

void Checker::prompt(ir::OpId id) {
  const ir::Op& op = module_.ops[id];
  const auto is_nobody = [&](const char* parameter) {
    const ir::Operand* operand = ir::argument(module_, op, parameter);
    if (operand == nullptr) return true;
    const ir::Operand found = resolve(*operand);
    if (!found.is_constant()) return false;
    const ir::Constant& constant = module_.constants[found.constant()];
    return constant.kind == ir::Constant::Kind::kNone || constant.text.empty();
  };
  if (is_nobody("user") && is_nobody("role")) {
    diags_.warning(DiagKind::kUnansweredPrompt, module_.op_spans[id.index()], "the prompt is for nobody")
        .help("name a `user=` or a `role=`; without one it waits until it times out");
    return;
  }
  const ir::Operand* types = ir::argument(module_, op, "response_types");
  const auto* questions = types == nullptr ? nullptr : elements_of(*types);
  if (questions == nullptr) return;
  for (const ir::Operand& question : *questions) {
    // {"prompt": ..., "options": {"type": "list", "choices": []}}
    const auto member = [&](const ir::Operand& dict, std::string_view key) -> const ir::Operand* {
      const std::vector<ir::Operand>* pairs = nullptr;
      if (dict.is_term() && module_.terms[dict.term()].kind == ir::Term::Kind::kDict)
        pairs = &module_.terms[dict.term()].elements;
      if (dict.is_value() && module_.ops[dict.value()].kind == OpKind::kDict)
        pairs = &module_.ops[dict.value()].operands;
      if (pairs == nullptr) return nullptr;
      for (std::size_t i = 0; i + 1 < pairs->size(); i += 2)
        if (constant_text(&(*pairs)[i]) == std::string(key)) return &(*pairs)[i + 1];
      return nullptr;
    };
    const ir::Operand* options = member(question, "options");
    const ir::Operand* choices = options == nullptr ? nullptr : member(*options, "choices");
    const auto* list = choices == nullptr ? nullptr : elements_of(*choices);
    if (list != nullptr && list->empty())
      diags_.warning(DiagKind::kUnansweredPrompt, module_.op_spans[id.index()], "a question has no choices")
          .help("nobody can answer it; the prompt waits until it times out");
  }
}

}  // namespace pbc::check
