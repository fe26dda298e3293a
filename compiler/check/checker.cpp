// SPDX-License-Identifier: Apache-2.0
#include "compiler/check/checker.h"

#include "compiler/check/check.h"
#include "compiler/ir/phantom_call.h"
#include "compiler/ir/walk.h"

namespace pbc::check {

using ir::OpKind;
using phantom::Api;

template <typename Visit>
void Checker::for_each_call(Visit&& visit) {
  for (ir::FunctionId function : module_.functions.ids()) {
    function_ = function;
    stored_.enter(function);
    ir::for_each_op(module_, function, [&](ir::OpId op, ir::RegionId) {
      if (module_.ops[op].kind == OpKind::kPhantom) visit(op);
    });
  }
}

void Checker::run() {
  collect_names();
  running_ = graph_.reach(entries());
  for_each_call([&](ir::OpId op) { call(op); });
  if (!module_.is_script()) unreachable();
}

void Checker::collect_names() {
  for (ir::FunctionId function : module_.functions.ids())
    if (module_.functions[function].parent == module_.module_body())
      blocks_.insert(std::string(module_.text(module_.functions[function].name)));
  for_each_call([&](ir::OpId op) { collect_block(op); });
}

void Checker::collect_block(ir::OpId id) {
  const ir::Op& op = module_.ops[id];
  if (op.api == Api::save_run_data || op.api == Api::save_block_result) {
    const auto key = ir::text_argument(module_, op, "key");
    if (!key) return;
    const std::string name = key->substr(0, key->find(':'));
    blocks_.insert(name);
    made_[name].makers.push_back({graph_.owner(function_), id});
    return;
  }
  const auto name = ir::text_argument(module_, op, "name");
  if (op.api == Api::condition) {
    if (name) filters_.insert(*name);
    return;
  }
  if (name) blocks_.insert(*name);
  const bool is_async = op.api == Api::act || op.api == Api::custom_function || op.api == Api::playbook ||
                        op.api == Api::prompt || op.api == Api::prompt2;
  if (!name || (!is_async && op.api != Api::format)) return;
  Block& block = made_[*name];
  block.is_async = is_async;
  const auto action = op.api == Api::act ? ir::text_argument(module_, op, "action") : std::nullopt;
  block.is_known_act = action && (block.makers.empty() || (block.is_known_act && block.action == *action));
  block.makers.push_back({graph_.owner(function_), id});
  if (!action) return;
  block.action = *action;
  const std::vector<std::string> assets = texts_of(ir::argument(module_, op, "assets"));
  block.assets.insert(block.assets.end(), assets.begin(), assets.end());
  if (assets.empty()) block.is_known_act = false;
}

std::optional<std::string> Checker::constant_text(const ir::Operand* operand) const {
  return ir::constant_text(module_, operand);
}

const std::vector<ir::Operand>* Checker::elements_of(const ir::Operand& operand) const {
  return ir::elements_of(module_, resolve(operand));
}

std::vector<std::string> Checker::texts_of(const ir::Operand* operand) const {
  std::vector<std::string> texts;
  if (operand == nullptr) return texts;
  const ir::Operand found = resolve(*operand);
  if (const auto text = constant_text(&found)) return {*text};
  if (const auto* elements = elements_of(found))
    for (const ir::Operand& element : *elements)
      if (const auto text = constant_text(&element)) texts.push_back(*text);
  return texts;
}

Span Checker::literal_span(const std::string& text, ir::OpId op) const {
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

Span Checker::name_span(ir::FunctionId function) const {
  const std::string name(module_.text(module_.functions[function].name));
  Span where = module_.function_spans[function.index()];
  if (diags_.file() == nullptr) return where;
  const std::size_t found = diags_.file()->text(where).find(name);
  if (found == std::string_view::npos) return where;
  where.begin += static_cast<std::uint32_t>(found);
  where.end = where.begin + static_cast<std::uint32_t>(name.size());
  return where;
}

void check(const ir::Module& module, const CatalogueSource& catalogue, DiagSink& diags) {
  Checker(module, catalogue, diags).run();
}

}  // namespace pbc::check
