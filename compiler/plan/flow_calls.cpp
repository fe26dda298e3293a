// SPDX-License-Identifier: Apache-2.0
//
// What calls give: Python's own functions and methods, as far as they only pass values on, and the Playbook API.
#include <algorithm>

#include "compiler/ir/constants.h"
#include "compiler/ir/phantom_call.h"
#include "compiler/plan/function_flow.h"

namespace pbc::plan {

using ir::Operand;
using ir::OpId;
using ir::OpKind;
using phantom::Api;

namespace {

/// Functions of Python whose result is one of its arguments alone.
constexpr std::string_view kPure[] = {"str", "int",   "float", "repr", "bool",  "len",
                                      "abs", "round", "min",   "max",  "format"};
/// Those that give the elements of their first argument.
constexpr std::string_view kCopies[] = {"list", "sorted", "set", "tuple", "reversed", "frozenset", "iter"};
/// Methods of texts, and of what cells hold, that change nothing.
constexpr std::string_view kPureMethods[] = {
    "lower",    "upper", "strip",      "lstrip", "rstrip",   "split",      "rsplit",       "replace",
    "format",   "get",   "startswith", "title",  "endswith", "capitalize", "zfill",        "splitlines",
    "casefold", "find",  "count",      "index",  "join",     "isdigit",    "removeprefix", "removesuffix"};

template <typename List>
bool has(const List& list, std::string_view word) {
  return std::ranges::find(list, word) != std::end(list);
}

}  // namespace

/// One of the elements that zip() or enumerate() puts side by side.
Values FunctionFlow::part_of(const Value& pair, std::size_t index, OpId at) {
  const ir::Op& made = module_.ops[pair.op];
  std::size_t argument = index + 1;
  if (builtin_of(pair.op) == "enumerate") {
    if (index == 0) {
      Value number;
      number.kind = Value::Kind::kScalar;
      number.depends[pair.element].is_any = true;
      number.origins.insert({"a number", ""});
      return {number};
    }
    argument = 1;
  }
  if (argument >= made.operands.size()) return {computed(at)};
  return tagged(element_of(eval(made.operands[argument], pair.op), pair.element.loop), pair.tag);
}

std::string_view FunctionFlow::builtin_of(OpId call) const {
  const ir::Op& op = module_.ops[call];
  if (op.kind != OpKind::kCall || !op.operands[0].is_value() || !op.keywords.empty()) return "";
  const ir::Op& callee = module_.ops[op.operands[0].value()];
  return callee.kind == OpKind::kBuiltin ? module_.text(callee.names[0]) : std::string_view();
}

std::optional<std::uint64_t> FunctionFlow::range_of(OpId call) const {
  if (call.is_none() || builtin_of(call) != "range") return std::nullopt;
  std::vector<std::int64_t> numbers;
  for (std::size_t i = 1; i < module_.ops[call].operands.size(); ++i) {
    const Operand operand = behind(module_.ops[call].operands[i]);
    const auto number =
        operand.is_constant() ? ir::as_int64(module_.constants[operand.constant()]) : std::optional<std::int64_t>();
    constexpr std::int64_t kFar = 1'000'000'000;
    if (!number || *number > kFar || *number < -kFar) return std::nullopt;
    numbers.push_back(*number);
  }
  if (numbers.empty() || numbers.size() > 2) return std::nullopt;
  const std::int64_t length = numbers.size() == 1 ? numbers[0] : numbers[1] - numbers[0];
  return static_cast<std::uint64_t>(std::max<std::int64_t>(0, length));
}

Values FunctionFlow::call(OpId id) {
  const ir::Op& op = module_.ops[id];
  Value list;
  list.kind = Value::Kind::kList;
  list.op = id;
  if (op.kind == OpKind::kCallMethod) {
    const std::string_view name = module_.text(op.names[0]);
    return has(kPureMethods, name) && op.keywords.empty() ? derived(id) : Values{computed(id)};
  }
  const std::string_view name = builtin_of(id);
  if (name.empty() || std::ranges::any_of(op.operands, &Operand::starred)) return {computed(id)};
  if (range_of(id)) return {list};
  if ((name == "zip" && op.operands.size() > 1) || (name == "enumerate" && op.operands.size() == 2)) {
    Value pairs;
    pairs.kind = Value::Kind::kPairs;
    pairs.op = id;
    return {pairs};
  }
  if (has(kCopies, name) && op.operands.size() == 2) return {list};
  if (has(kCopies, name) && op.operands.size() == 1) return {list};
  return has(kPure, name) ? derived(id) : Values{computed(id)};
}

Values FunctionFlow::api(OpId id) {
  const ir::Op& op = module_.ops[id];
  Value made;
  made.op = id;
  switch (op.api) {
    case Api::collect:
    case Api::collect2:
      if (!datapaths(id)) return {computed(id)};
      made.kind = Value::Kind::kRows;
      return {made};
    case Api::concatenate:
      made.kind = Value::Kind::kList;
      return {made};
    case Api::get_format_data: {
      const auto name = ir::text_argument(module_, op, "name");
      const bool is_list = name && (name->ends_with("__as_list") || ir::argument(module_, op, "as_list") != nullptr);
      if (!is_list) return {computed(id, {{name ? *name : "a format", ""}})};
      made.kind = Value::Kind::kRows;
      return {made};
    }
    case Api::get_run_data:
    case Api::get_data:
    case Api::get_object: {
      const auto key = ir::text_argument(module_, op, "key");
      return {computed(id, {{"run data" + (key ? " " + *key : ""), ""}})};
    }
    case Api::get_list: {
      const auto list = ir::text_argument(module_, op, "list_name");
      return {computed(id, {{"custom_list:" + (list ? *list : ""), ""}})};
    }
    default:
      return {computed(id)};
  }
}

}  // namespace pbc::plan
