// SPDX-License-Identifier: Apache-2.0
//
// Calls of the Playbook API: bound to api.def at compile time, with datapaths, conditions and callbacks as static
// operands.
#include <algorithm>

#include "compiler/base/suggest.h"
#include "compiler/lift/lifter.h"

namespace pbc::lift {

using ir::Operand;
using ir::OpKind;
using phantom::ArgumentRole;

namespace {

/// What `phantom.rules` holds besides the functions of api.def.
constexpr std::string_view kSubmodules[] = {"requests", "utils", "vault", "Vault"};

bool has_splat(const Node& node) {
  const auto children = node.children();
  return std::ranges::any_of(children, [](const Node& child) {
    return child.is(NodeKind::kListSplat) || child.is(NodeKind::kDictionarySplat) ||
           child.is(NodeKind::kParenthesizedListSplat) || child.is(NodeKind::kYield);
  });
}

}  // namespace

bool Lifter::is_phantom(const Node& object) const {
  return !phantom_alias_.empty() && object.is(NodeKind::kIdentifier) && object.text() == phantom_alias_ &&
         scopes_.resolve(scope_, object.text()).kind == Resolution::Kind::kGlobal;
}

void Lifter::check_api_name(std::string_view name, const Node& at) {
  if (phantom::find_api(name) || std::ranges::find(kSubmodules, name) != std::end(kSubmodules)) return;
  const std::string call = "`phantom." + std::string(name) + "`";
  std::vector<std::string_view> names;
  for (const phantom::ApiInfo& info : phantom::all_apis()) names.push_back(info.name);
  diags_.error(DiagKind::kUnknownApi, at.span(), "the Playbook API has no " + call).help(did_you_mean(name, names));
}

Operand Lifter::phantom_call(const Node& node, std::string_view name) {
  const Node function = node.field(Field::kFunction);
  const Node list = node.field(Field::kArguments);
  check_api_name(name, function.field(Field::kAttribute));
  const auto found = phantom::find_api(name);
  if (!found || has_splat(list) || list.is(NodeKind::kGeneratorExpression)) {  // bound at run time
    ir::Op op{.kind = OpKind::kCallMethod};
    op.names[0] = module_.intern(name);
    op.operands = {expression(function.field(Field::kObject))};
    arguments(list, &op);
    return emit(std::move(op), node);
  }

  const phantom::Api api = *found;
  const phantom::ApiInfo& info = phantom::info(api);
  ir::Op op{.kind = OpKind::kPhantom};
  op.api = api;
  std::size_t position = 0;
  for (const Node& argument : list.children()) {
    std::string_view parameter;
    Node value = argument;
    if (argument.is(NodeKind::kKeywordArgument)) {
      parameter = argument.field(Field::kName).text();
      value = argument.field(Field::kValue);
      if (std::ranges::find(info.parameters, parameter) == info.parameters.end()) {
        diags_
            .error(DiagKind::kUnknownArgument, argument.field(Field::kName).span(),
                   "`phantom." + std::string(name) + "` has no parameter `" + std::string(parameter) + "`")
            .help(did_you_mean(parameter, info.parameters));
        continue;
      }
    } else if (position < info.parameters.size()) {
      parameter = info.parameters[position];
      if (!parameter.starts_with('*')) ++position;
    } else {
      diags_.error(DiagKind::kUnknownArgument, argument.span(),
                   "`phantom." + std::string(name) + "` takes " + std::to_string(info.parameters.size()) +
                       " positional arguments at most");
      continue;
    }
    if (!parameter.starts_with('*') && std::ranges::find(op.keywords, module_.intern(parameter)) != op.keywords.end()) {
      diags_.error(DiagKind::kUnknownArgument, argument.span(),
                   "`phantom." + std::string(name) + "` gets `" + std::string(parameter) + "` twice");
      continue;
    }
    const bool is_callback = phantom::role(api, parameter) == ArgumentRole::kCallback;
    op.operands.push_back(is_callback ? callback(value, name) : term(value));
    op.keywords.push_back(module_.intern(parameter));
  }
  return emit(std::move(op), node);
}

/// A list, tuple or dict written out becomes a term; anything else is an ordinary expression.
Operand Lifter::term(const Node& node) {
  ir::Term term;
  switch (node.kind()) {
    case NodeKind::kParenthesizedExpression:
      return this->term(node.first_child());
    case NodeKind::kList:
      break;
    case NodeKind::kTuple:
      term.kind = ir::Term::Kind::kTuple;
      break;
    case NodeKind::kDictionary:
      term.kind = ir::Term::Kind::kDict;
      break;
    default:
      return expression(node);
  }
  if (has_splat(node)) return expression(node);
  for (const Node& child : node.children()) {
    if (child.is(NodeKind::kPair)) {
      term.elements.push_back(this->term(child.field(Field::kKey)));
      term.elements.push_back(this->term(child.field(Field::kValue)));
    } else {
      term.elements.push_back(this->term(child));
    }
  }
  return module_.terms.add(std::move(term));
}

/// A function of the playbook, or any expression that may be one.
Operand Lifter::callback(const Node& node, std::string_view api) {
  const auto wrong = [&](const std::string& what) {
    std::vector<std::string_view> names;
    for (const auto& [name, function] : static_functions_) names.push_back(name);
    diags_.error(DiagKind::kUnknownCallback, node.span(), "callback of `phantom." + std::string(api) + "` is " + what)
        .help(did_you_mean(node.is(NodeKind::kString) ? decode_string(node).value_or(ir::Constant{}).text : node.text(),
                           names));
    return none();
  };
  if (node.is(NodeKind::kIdentifier) && scopes_.resolve(scope_, node.text()).kind == Resolution::Kind::kUnknown &&
      nameerror_handlers_ == 0)
    return wrong("`" + std::string(node.text()) + "`, which names no function");
  if (node.is(NodeKind::kString) || node.is(NodeKind::kInteger) || node.is(NodeKind::kFloat))
    return wrong("no function but a " + std::string(node.is(NodeKind::kString) ? "text" : "number"));
  return expression(node);
}

}  // namespace pbc::lift
