// SPDX-License-Identifier: Apache-2.0
//
// Lists and dicts that a function makes: what gets into them, and whether others may change them.
#include <algorithm>

#include "compiler/ir/constants.h"
#include "compiler/ir/phantom_call.h"
#include "compiler/ir/walk.h"
#include "compiler/plan/function_flow.h"

namespace pbc::plan {

using ir::Operand;
using ir::OpId;
using ir::OpKind;
using phantom::Api;

namespace {

/// Methods that put their last argument into a list, or all of its elements.
constexpr std::string_view kAddOne[] = {"append", "add", "insert", "appendleft"};
constexpr std::string_view kAddMany[] = {"extend", "update"};
/// Methods that leave nothing new behind.
constexpr std::string_view kHarmless[] = {
    "pop",   "remove", "sort",    "reverse",    "clear", "copy", "index",      "count",    "keys",         "values",
    "items", "get",    "discard", "difference", "union", "join", "isdisjoint", "issubset", "intersection", "format"};
constexpr std::string_view kChanges[] = {"append", "add",   "insert",  "appendleft", "extend",     "update", "pop",
                                         "remove", "clear", "reverse", "sort",       "setdefault", "popitem"};
/// Functions that keep nothing of their arguments and change nothing.
constexpr std::string_view kReaders[] = {"len",  "list",       "sorted",    "set",      "str",  "enumerate",
                                         "zip",  "range",      "print",     "any",      "all",  "min",
                                         "max",  "sum",        "tuple",     "reversed", "repr", "bool",
                                         "type", "isinstance", "frozenset", "dict",     "iter", "hasattr"};

template <typename List>
bool has(const List& list, std::string_view word) {
  return std::ranges::find(list, word) != std::end(list);
}

}  // namespace

bool FunctionFlow::may_be(const Value& object, const Operand& operand, OpId at) {
  if (!operand.is_value() && !operand.is_term()) return false;
  return std::ranges::any_of(eval(operand, at), [&](const Value& value) {
    return value.kind == object.kind && value.op == object.op && value.term == object.term;
  });
}

/// What is put into a list, wherever that is.
std::vector<FunctionFlow::Entry> FunctionFlow::entries(const Value& list) {
  std::vector<Entry> found;
  const auto put = [&](const Operand& operand, OpId at, bool is_many) {
    found.push_back({eval(operand, at), at, is_many || operand.starred});
  };
  if (list.term) {
    for (const Operand& element : module_.terms[list.term].elements) put(element, list.op, false);
    return found;  // made anew for each call, and nobody else has it
  }
  const ir::Op& made = module_.ops[list.op];
  switch (made.kind) {
    case OpKind::kList:
    case OpKind::kSet:
      for (const Operand& element : made.operands) put(element, list.op, false);
      break;
    case OpKind::kListOf:
    case OpKind::kSetOf:
      for (const OpId op : ops_) {
        if (module_.ops[op].kind != OpKind::kAdd) continue;
        // Of the innermost comprehension around it.
        for (const Owner& owner : owners(op)) {
          const OpKind kind = module_.ops[owner.op].kind;
          if (kind != OpKind::kListOf && kind != OpKind::kSetOf && kind != OpKind::kDictOf) continue;
          if (owner.op == list.op) put(module_.ops[op].operands[0], op, false);
          break;
        }
      }
      break;
    case OpKind::kCall:
      if (range_of(list.op)) break;
      for (std::size_t i = 1; i < made.operands.size(); ++i) put(made.operands[i], list.op, true);
      break;
    case OpKind::kBinary:
      put(made.operands[0], list.op, true);
      put(made.operands[1], list.op, true);
      break;
    case OpKind::kPhantom:  // concatenate: lists are extended by one level, anything else is an element
      for (std::size_t i = 0; i < made.operands.size(); ++i) {
        if (i < made.keywords.size() && module_.text(made.keywords[i]) == "dedup") continue;
        for (const Value& value : eval(made.operands[i], list.op)) {
          if (value.is_constant && value.origins.contains({"None", ""})) continue;
          const bool is_one = value.is_constant || value.kind == Value::Kind::kDict;
          found.push_back({{value}, list.op, !is_one});
        }
      }
      break;
    default:
      break;
  }
  for (const OpId id : ops_) {
    const ir::Op& op = module_.ops[id];
    if (op.kind == OpKind::kCallMethod && op.operands.size() > 1) {
      const std::string_view name = module_.text(op.names[0]);
      if ((has(kAddOne, name) || has(kAddMany, name)) && may_be(list, op.operands[0], id))
        put(op.operands.back(), id, has(kAddMany, name));
    } else if (op.kind == OpKind::kSetSubscript && may_be(list, op.operands[0], id)) {
      put(op.operands[2], id, module_.ops[id].operands[1].is_value());
    } else if (op.kind == OpKind::kInPlace && may_be(list, op.operands[0], id)) {
      put(op.operands[1], id, true);
    }
  }
  return found;
}

std::vector<std::pair<Operand, Operand>> FunctionFlow::pairs(const Value& dict) const {
  const std::vector<Operand>& elements = dict.term ? module_.terms[dict.term].elements : module_.ops[dict.op].operands;
  std::vector<std::pair<Operand, Operand>> found;
  for (std::size_t i = 0; i + 1 < elements.size(); i += 2) found.emplace_back(elements[i], elements[i + 1]);
  return found;
}

/// Whether an operation that has the object as an operand leaves it as it is, or only does what entries() sees.
bool FunctionFlow::keeps(const Value& object, OpId id) {
  const ir::Op& op = module_.ops[id];
  const bool is_list = object.kind == Value::Kind::kList;
  switch (op.kind) {
    case OpKind::kStore:
      return module_.variables[op.variable].kind != ir::Variable::Kind::kCell;
    case OpKind::kPhantom:  // gets a copy
    case OpKind::kSubscript:
    case OpKind::kList:
    case OpKind::kTuple:
    case OpKind::kSet:
    case OpKind::kDict:
    case OpKind::kFor:
    case OpKind::kListOf:
    case OpKind::kSetOf:
    case OpKind::kDictOf:
    case OpKind::kIf:
    case OpKind::kWhile:
    case OpKind::kAnd:
    case OpKind::kOr:
    case OpKind::kNot:
    case OpKind::kSelect:
    case OpKind::kYield:
    case OpKind::kCompare:
    case OpKind::kBinary:
    case OpKind::kReturn:
    case OpKind::kUnpack:
    case OpKind::kField:
    case OpKind::kFString:
    case OpKind::kAdd:
      return true;
    case OpKind::kGenerator:
      return true;  // goes through it
    case OpKind::kInPlace:
      return is_list || !may_be(object, op.operands[0], id);
    case OpKind::kSetSubscript:
      if (may_be(object, op.operands[0], id)) return is_list;
      // It is kept somewhere: in something that this function made, or where anybody may find it.
      return std::ranges::all_of(eval(op.operands[0], id), [](const Value& value) {
        return value.kind == Value::Kind::kList || value.kind == Value::Kind::kDict;
      });
    case OpKind::kCallMethod: {
      const std::string_view name = module_.text(op.names[0]);
      if (may_be(object, op.operands[0], id)) {
        if (has(kHarmless, name)) return true;
        return is_list && (has(kAddOne, name) || has(kAddMany, name));
      }
      if (has(kHarmless, name) || has(kAddMany, name)) return true;
      if (name == "dumps" || name == "debug" || name == "error") return true;
      return has(kAddOne, name) && std::ranges::all_of(eval(op.operands[0], id), [](const Value& value) {
               return value.kind == Value::Kind::kList;
             });
    }
    case OpKind::kCall: {
      if (!op.operands[0].is_value()) return false;
      const ir::Op& callee = module_.ops[op.operands[0].value()];
      return callee.kind == OpKind::kBuiltin && has(kReaders, module_.text(callee.names[0]));
    }
    default:
      return false;
  }
}

/// Whether somebody may change the object whom entries() does not see.
bool FunctionFlow::leaks(const Value& object) {
  if (object.term) return false;
  const std::pair<OpId, std::uint32_t> key{object.op, static_cast<std::uint32_t>(object.kind)};
  // While it is looked at it is taken for one that does not: what is found out that way is asked again below.
  const auto [known, is_new] = leaks_.try_emplace(key, false);
  if (!is_new) return known->second;
  bool leaks = false;
  for (const OpId id : ops_) {
    if (id == object.op) continue;
    bool is_there = false;
    ir::for_each_operand(module_, id, [&](const Operand& operand) {
      is_there = is_there || (operand.is_value() && may_be(object, operand, id));
    });
    if (is_there && !keeps(object, id)) {
      leaks = true;
      break;
    }
  }
  if (leaks) known_.clear();  // what was made of it in the meantime
  return leaks_[key] = leaks;
}

bool FunctionFlow::cells_change() {
  if (cells_change_) return *cells_change_;
  cells_change_ = false;
  for (const OpId id : ops_) {
    const ir::Op& op = module_.ops[id];
    const bool changes = op.kind == OpKind::kSetSubscript || op.kind == OpKind::kDeleteSubscript ||
                         (op.kind == OpKind::kCallMethod && has(kChanges, module_.text(op.names[0])));
    if (!changes) continue;
    for (const Value& value : eval(op.operands[0], id))
      if (value.kind == Value::Kind::kRow || (value.kind == Value::Kind::kScalar && !value.depends.empty()))
        cells_change_ = true;
  }
  return *cells_change_;
}

/// What a collect2 reads, one for each cell of its rows; nothing where that is computed.
std::optional<std::vector<std::string>> FunctionFlow::datapaths(OpId collect) {
  const ir::Op& op = module_.ops[collect];
  if (op.api == Api::get_format_data) {
    std::string name = ir::text_argument(module_, op, "name").value_or("");
    if (name.ends_with("__as_list")) name.erase(name.size() - 9);
    return std::vector<std::string>{name + ":formatted_data.*"};
  }
  // Of another container, whose artifacts are not those of the event.
  const Operand* container = ir::argument(module_, op, "container");
  if (container != nullptr && container->is_value()) {
    const Operand given = behind(*container);
    const bool is_own = given.is_value() && module_.ops[given.value()].kind == OpKind::kLoad &&
                        parameters_.contains(module_.ops[given.value()].variable) &&
                        !stores_.contains(module_.ops[given.value()].variable);
    if (!is_own) return std::nullopt;
  }
  const Operand* argument = ir::argument(module_, op, "datapath");
  if (argument == nullptr) return std::nullopt;
  const Values values = eval(*argument, collect);
  if (values.size() != 1) return std::nullopt;
  std::vector<Operand> elements;
  if (values.front().is_constant) {
    elements = {behind(*argument)};
  } else if (values.front().kind == Value::Kind::kList && !leaks(values.front())) {
    elements =
        values.front().term ? module_.terms[values.front().term].elements : module_.ops[values.front().op].operands;
    if (!values.front().term &&
        (module_.ops[values.front().op].kind != OpKind::kList || entries(values.front()).size() != elements.size()))
      return std::nullopt;
  } else {
    return std::nullopt;
  }
  std::vector<std::string> texts;
  for (Operand element : elements) {
    const bool is_starred = element.starred;
    element = behind(element);
    const auto text = ir::constant_text(module_, &element);
    if (!text || is_starred) return std::nullopt;
    texts.push_back(*text);
  }
  if (texts.empty()) return std::nullopt;
  return texts;
}

/// Whether it gives cells rather than rows of them.
bool FunctionFlow::is_flat(OpId collect) const {
  const ir::Op& op = module_.ops[collect];
  if (op.api == Api::get_format_data) return true;
  const Operand* argument = ir::argument(module_, op, "datapath");
  if (argument == nullptr || argument->is_term()) return false;
  return behind(*argument).is_constant();
}

}  // namespace pbc::plan
