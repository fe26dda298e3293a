// SPDX-License-Identifier: Apache-2.0
#include "phantom/callback.h"

#include <algorithm>

#include "python/objects.h"

namespace pbc::engine {

namespace {

struct Named {
  Value name;
  Value BlockArguments::*field;
};

/// In the order of the editor's signature.
const Named kNamed[] = {
    {"action", &BlockArguments::action},
    {"success", &BlockArguments::success},
    {"container", &BlockArguments::container},
    {"results", &BlockArguments::results},
    {"handle", &BlockArguments::handle},
    {"filtered_artifacts", &BlockArguments::filtered_artifacts},
    {"filtered_results", &BlockArguments::filtered_results},
    {"custom_function", &BlockArguments::custom_function},
    {"loop_state_json", &BlockArguments::loop_state_json},
};

bool is_known(std::string_view name) {
  return std::ranges::any_of(kNamed, [&](const Named& named) { return named.name.text() == name; });
}

const FunctionInfo* info_of(const Value& function) {
  if (function.is(Tag::kFunction)) return &function_info(function.code());
  if (function.is(Tag::kClosure)) return &as_closure(function).info;
  return nullptr;
}

bool is_oldest_style(const FunctionInfo& info) {
  if (info.parameters.size() < 3) return false;
  const Parameter& third = info.parameters.begin()[2];
  return third.kind == ParameterKind::kNormal && !is_known(third.name);
}

}  // namespace

void call_block(const Value& function, const BlockArguments& arguments) {
  const FunctionInfo* info = info_of(function);
  if (info && is_oldest_style(*info)) {
    call_with(function,
              {arguments.action, arguments.success, arguments.container, arguments.results, arguments.handle});
    return;
  }
  bool takes_rest = !info;
  if (info) {
    for (const Parameter& parameter : info->parameters) takes_rest |= parameter.kind == ParameterKind::kKwargs;
  }
  Value keywords = make_dict();
  for (const Named& named : kNamed) {
    auto has_name = [&](const Parameter& parameter) { return parameter.name == named.name.text(); };
    if (takes_rest || std::ranges::any_of(info->parameters, has_name))
      as_dict(keywords).set(named.name, arguments.*named.field);
  }
  call_with(function, {}, keywords);
}

}  // namespace pbc::engine
