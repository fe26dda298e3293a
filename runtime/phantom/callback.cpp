// SPDX-License-Identifier: Apache-2.0
#include "phantom/callback.h"

#include <algorithm>

#include "phantom/plain.h"
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

/// As a parameter, or among others.
bool takes(const FunctionInfo& info, std::string_view name) {
  return std::ranges::any_of(info.parameters, [&](const Parameter& parameter) {
    return parameter.kind == ParameterKind::kKwargs || parameter.name == name;
  });
}

bool is_among(const FunctionInfo& info, std::size_t position, std::string_view names) {
  if (position >= info.parameters.size()) return false;
  const std::string_view name = info.parameters.begin()[position].name;
  while (!names.empty()) {
    const std::size_t end = std::min(names.find(' '), names.size());
    if (names.substr(0, end) == name) return true;
    names.remove_prefix(std::min(end + 1, names.size()));
  }
  return false;
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
  Value keywords = make_dict();
  for (const Named& named : kNamed)
    if (!info || takes(*info, named.name.text())) as_dict(keywords).set(named.name, arguments.*named.field);
  call_with(function, {}, keywords);
}

bool is_unread(const FunctionInfo& info, std::size_t position) { return is_among(info, position, info.needs.unread); }

Value for_parameter(const FunctionInfo& info, std::size_t position, const Value& kept) {
  if (is_unread(info, position)) return None;
  return is_among(info, position, info.needs.looked_at) ? kept : copy_deep(kept);
}

Value for_block(const Value& function, std::string_view name, const Value& kept) {
  if (function.is_unset() || function.is_none()) return None;
  const FunctionInfo* info = info_of(function);
  if (!info || is_oldest_style(*info)) return copy_deep(kept);
  if (!takes(*info, name)) return None;
  const auto found = std::ranges::find(info->parameters, name, &Parameter::name);
  return for_parameter(*info, static_cast<std::size_t>(found - info->parameters.begin()), kept);
}

}  // namespace pbc::engine
