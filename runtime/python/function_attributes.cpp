// SPDX-License-Identifier: Apache-2.0
//
// The attributes of functions (Python reference, 3.2 User-defined functions): those that the definition gives, and
// those that were set. A function that closes over nothing is no object, so its attributes are kept by its code.
#include "python/function_attributes.h"

#include <algorithm>
#include <unordered_map>

#include "pbc/playbook.h"
#include "python/traceback_objects.h"

namespace pbc {

namespace {

struct CodeAttributes {
  std::unordered_map<Code, Value> by_code;  // a dict each
};

Value* attributes_of(const Value& function, bool make) {
  if (function.is(Tag::kClosure)) {
    Value& attributes = as_closure(function).attributes;
    if (attributes.is_unset() && make) attributes = make_dict();
    return attributes.is_unset() ? nullptr : &attributes;
  }
  auto& by_code = run_local<CodeAttributes>().by_code;
  if (make) {
    Value& attributes = by_code[function.code()];
    if (attributes.is_unset()) attributes = make_dict();
    return &attributes;
  }
  const auto found = by_code.find(function.code());
  return found == by_code.end() ? nullptr : &found->second;
}

bool is_positional(const Parameter& parameter) {
  return parameter.kind == ParameterKind::kNormal || parameter.kind == ParameterKind::kPositionalOnly;
}

/// The default values of the parameters that `wanted` selects, with their names.
std::vector<std::pair<const char*, Value>> defaults_of(const Value& function, bool (*wanted)(const Parameter&)) {
  const FunctionInfo& info = info_of(function);
  const Values none;
  const Values& made = function.is(Tag::kClosure) ? as_closure(function).defaults : none;
  std::vector<std::pair<const char*, Value>> defaults;
  std::size_t left = made.size();
  for (std::size_t i = info.parameters.size(); i-- > 0;) {
    const Parameter& parameter = info.parameters.begin()[i];
    if (parameter.kind == ParameterKind::kArgs || parameter.kind == ParameterKind::kKwargs) continue;
    const Value value = left > 0 ? made[--left] : parameter.default_value;
    if (wanted(parameter) && !value.is_unset()) defaults.emplace_back(parameter.name, value);
  }
  std::reverse(defaults.begin(), defaults.end());
  return defaults;
}

Value computed_attribute(const Value& function, Name name) {
  const FunctionInfo& info = info_of(function);
  switch (name.hash) {
    case Name("__qualname__").hash:
      return make_str(info.name);
    case Name("__name__").hash: {
      std::string_view qualified = info.name;
      std::size_t dot = qualified.rfind('.');
      return make_str(dot == qualified.npos ? qualified : qualified.substr(dot + 1));
    }
    case Name("__module__").hash:
      return playbook.is_script ? Value("__main__") : make_str(playbook.name);
    case Name("__doc__").hash:
      return info.doc == nullptr ? Value(None) : make_str(info.doc);
    case Name("__defaults__").hash: {
      Values values;
      for (auto& [parameter, value] : defaults_of(function, is_positional)) values.push_back(value);
      return values.empty() ? Value(None) : make_tuple(std::move(values));
    }
    case Name("__kwdefaults__").hash: {
      Value values = make_dict();
      const auto keyword_only = [](const Parameter& p) { return p.kind == ParameterKind::kKeywordOnly; };
      for (auto& [parameter, value] : defaults_of(function, keyword_only))
        as_dict(values).set(make_str(parameter), value);
      return as_dict(values).empty() ? Value(None) : values;
    }
    case Name("__dict__").hash:
      return *attributes_of(function, true);
    case Name("__code__").hash:
      return make_function_code(info);
    case Name("__annotations__").hash:
      return as_dict(*attributes_of(function, true)).find_or_add("__annotations__", make_dict());
    default:
      return Value();
  }
}

}  // namespace

bool makes_generator(const FunctionInfo& info) {
  const auto lists = [&info](const Playbook& module) {
    return std::ranges::find(module.generators, std::pair(std::string_view(info.name), info.line)) !=
           module.generators.end();
  };
  return lists(playbook) ||
         std::ranges::any_of(playbook.links, [&](const Link& link) { return lists(*link.playbook); });
}

const FunctionInfo& info_of(const Value& function) {
  return function.is(Tag::kFunction) ? function_info(function.code()) : as_closure(function).info;
}

Value function_attribute(const Value& function, Name name) {
  if (const Value* attributes = attributes_of(function, false))
    if (const Value* own = as_dict(*attributes).find(name.view())) return *own;
  return computed_attribute(function, name);
}

bool change_function_attribute(const Value& function, Name name, const Value& value) {
  Table& attributes = as_dict(*attributes_of(function, true));
  if (value.is_unset()) return attributes.erase(make_str(name.view()));
  if ((name == Name("__name__") || name == Name("__qualname__")) && !value.is_str())
    raise_type_error(name.view(), " must be set to a string object");
  attributes.set(make_str(name.view()), value);
  return true;
}

}  // namespace pbc
