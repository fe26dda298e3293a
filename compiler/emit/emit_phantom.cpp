// SPDX-License-Identifier: Apache-2.0
//
// Calls of the Playbook API: `phantom::act({.action = "block ip", .callback = after})`.
#include <algorithm>
#include <numeric>

#include "compiler/emit/emitter.h"

namespace pbc::emit {
namespace {

/// The member of the argument struct for a parameter: api.def writes words of C++ with an underscore behind.
std::string member_name(std::string_view parameter) {
  if (parameter.starts_with('*')) return "parts";
  const bool is_word = parameter == "template" || parameter == "auto" || parameter == "case";
  return std::string(parameter) + (is_word ? "_" : "");
}

std::string_view member_name(ir::Sharing sharing) {
  return sharing == ir::Sharing::kAct ? "phantom::Sharing::kAct" : "phantom::Sharing::kRun";
}

}  // namespace

/// The argument that says how requests are sent, where passes decided it: ", {.share = phantom::Sharing::kRun}".
std::string Emitter::requests(const ir::Op& act) const {
  std::string text;
  const auto add = [&](std::string_view member, const std::string& value) {
    text += std::string(text.empty() ? "." : ", .") + std::string(member) + " = " + value;
  };
  if (act.sharing != ir::Sharing::kNone) add("share", std::string(member_name(act.sharing)));
  if (act.batch != 1) add("batch", std::to_string(act.batch));
  if (!act.ahead.empty()) {
    std::string functions;
    for (const ir::FunctionId ahead : act.ahead)
      functions += (functions.empty() ? "" : ", ") + function_names_.at(ahead);
    add("ahead", "list({" + functions + "})");
  }
  return text.empty() ? text : ", {" + text + "}";
}

void Emitter::emit_phantom(ir::OpId id) {
  const ir::Op& op = module_.ops[id];
  const phantom::ApiInfo& info = phantom::info(op.api);
  const auto index_of = [&](std::size_t i) {
    return std::ranges::find(info.parameters, module_.text(op.keywords[i])) - info.parameters.begin();
  };
  std::vector<std::size_t> order(op.operands.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const bool in_order = std::ranges::is_sorted(order, {}, index_of);
  auto values = in_order ? take(op.operands) : take_unordered(op.operands);
  std::vector<Expression*> parts;
  for (Expression& value : values) parts.push_back(&value);
  Expression result;
  sequence(parts, line(id), &result);
  std::ranges::stable_sort(order, {}, index_of);

  std::string text;
  std::string variadic;
  for (std::size_t i : order) {
    const std::string_view parameter = module_.text(op.keywords[i]);
    if (parameter.starts_with('*')) {
      variadic += (variadic.empty() ? "" : ", ") + values[i].text;
      continue;
    }
    text += (text.empty() ? "." : ", .") + member_name(parameter) + " = " + values[i].text;
  }
  if (!variadic.empty()) text = ".parts = tuple({" + variadic + "})" + (text.empty() ? "" : ", ") + text;
  result.text = "phantom::" + std::string(info.name) + "({" + text + "}" + requests(op) + ")";
  hold(id, std::move(result));
}

}  // namespace pbc::emit
