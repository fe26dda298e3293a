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

/// The argument that says how far requests are shared, where they are.
std::string sharing(ir::Sharing sharing) {
  switch (sharing) {
    case ir::Sharing::kAct:
      return ", phantom::Sharing::kAct";
    case ir::Sharing::kRun:
      return ", phantom::Sharing::kRun";
    default:
      return "";
  }
}

}  // namespace

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
  result.text = "phantom::" + std::string(info.name) + "({" + text + "}" + sharing(op.sharing) + ")";
  hold(id, std::move(result));
}

}  // namespace pbc::emit
