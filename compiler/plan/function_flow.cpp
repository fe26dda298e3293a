// SPDX-License-Identifier: Apache-2.0
#include "compiler/plan/function_flow.h"

#include <algorithm>
#include <array>

#include "compiler/ir/constants.h"
#include "compiler/ir/phantom_call.h"
#include "compiler/ir/walk.h"

namespace pbc::plan {

using ir::Operand;
using ir::OpId;
using ir::OpKind;
using phantom::Api;

namespace {

constexpr std::size_t kMostAlternatives = 16;

}  // namespace

FunctionFlow::FunctionFlow(const ir::Module& module, std::size_t part, Counts& counts, ir::FunctionId function)
    : module_(module), part_(part), counts_(counts), function_(function) {
  for (const ir::Parameter& parameter : module.functions[function].parameters) parameters_.insert(parameter.variable);
  ir::for_each_region(module, module.functions[function].body, [&](ir::RegionId region) {
    for (std::size_t i = 0; i < module.regions[region].ops.size(); ++i) {
      const OpId id = module.regions[region].ops[i];
      places_[id] = {region, i};
      const ir::Op& op = module.ops[id];
      for (std::size_t r = 0; r < op.regions.size(); ++r) region_owners_[op.regions[r]] = {id, r};
      if (!op.variable || op.kind == OpKind::kLoad) continue;
      if (op.kind == OpKind::kStore)
        stores_[op.variable].push_back(id);
      else
        unknown_variables_.insert(op.variable);
    }
  });
  ir::for_each_op(module, function, [&](OpId op, ir::RegionId) { ops_.push_back(op); });
  for (const auto& [variable, stores] : stores_)
    for (const OpId store : stores)
      for (const Owner& owner : owners(store)) stores_inside_[owner.op].insert(variable);
}

// --- Places ---

/// From the inside out.
std::vector<FunctionFlow::Owner> FunctionFlow::owners(OpId op) const {
  std::vector<Owner> found;
  for (auto place = places_.find(op); place != places_.end();) {
    const auto owner = region_owners_.find(place->second.region);
    if (owner == region_owners_.end()) break;
    found.push_back(owner->second);
    place = places_.find(owner->second.op);
  }
  return found;
}

/// Those that `op` stands in, the innermost first.
std::vector<OpId> FunctionFlow::loops(OpId op) const {
  std::vector<OpId> found;
  for (const Owner& owner : owners(op)) {
    const OpKind kind = module_.ops[owner.op].kind;
    const bool is_body = kind == OpKind::kFor ? owner.region == 0 : kind == OpKind::kWhile ? owner.region <= 1 : true;
    const bool is_loop = kind == OpKind::kFor || kind == OpKind::kWhile || kind == OpKind::kListOf ||
                         kind == OpKind::kSetOf || kind == OpKind::kDictOf;
    if (is_loop && is_body) found.push_back(owner.op);
  }
  return found;
}

/// Backwards from the load, to the store that certainly comes before it.
FunctionFlow::Reaching FunctionFlow::reaching(ir::VariableId variable, OpId load) const {
  Reaching found;
  const auto add_inside = [&](OpId op) {
    const auto inside = stores_inside_.find(op);
    if (inside == stores_inside_.end() || !inside->second.contains(variable)) return;
    for (const OpId store : stores_.at(variable))
      for (const Owner& owner : owners(store))
        if (owner.op == op && std::ranges::find(found.stores, store) == found.stores.end())
          found.stores.push_back(store);
  };
  Place here = places_.at(load);
  while (true) {
    const auto& ops = module_.regions[here.region].ops;
    for (std::size_t i = here.index; i-- > 0;) {
      const ir::Op& op = module_.ops[ops[i]];
      if (op.kind == OpKind::kStore && op.variable == variable) {
        if (std::ranges::find(found.stores, ops[i]) == found.stores.end()) found.stores.push_back(ops[i]);
        return found;
      }
      add_inside(ops[i]);
    }
    const auto owner = region_owners_.find(here.region);
    if (owner == region_owners_.end()) break;
    // An earlier round, or another part of a `try`; of the two sides of an `if` the other one does not matter.
    if (module_.ops[owner->second.op].kind != OpKind::kIf) add_inside(owner->second.op);
    here = places_.at(owner->second.op);
  }
  found.is_start = true;
  return found;
}

Operand FunctionFlow::behind(Operand operand) const {
  for (int steps = 0; operand.is_value() && steps < 8; ++steps) {
    const ir::Op& op = module_.ops[operand.value()];
    if (op.kind != OpKind::kLoad || unknown_variables_.contains(op.variable) ||
        module_.variables[op.variable].kind == ir::Variable::Kind::kCell)
      return operand;
    const Reaching stores = reaching(op.variable, operand.value());
    if (stores.is_start || stores.stores.size() != 1) return operand;
    operand = module_.ops[stores.stores.front()].operands[0];
  }
  return operand;
}

// --- Values ---

std::uint32_t FunctionFlow::tag_of(std::uint32_t first, std::uint32_t second) {
  if (first == 0) return second;
  if (second == 0) return first;
  // Apart from the tags that operations give.
  const auto [known, is_new] = tags_.try_emplace({first, second}, 0);
  if (is_new) known->second = static_cast<std::uint32_t>(module_.ops.size() + 1 + tags_.size());
  return known->second;
}

/// The values as they are when they come from another round than the present.
Values FunctionFlow::tagged(Values values, std::uint32_t tag) {
  for (Value& value : values) {
    value.tag = tag_of(value.tag, tag);
    value.element.tag = tag_of(value.element.tag, tag);
    if (value.cell) value.cell->first.tag = tag_of(value.cell->first.tag, tag);
    std::map<Element, Dependence> depends;
    for (const auto& [element, dependence] : value.depends)
      depends[{element.loop, tag_of(element.tag, tag)}] = dependence;
    value.depends = std::move(depends);
  }
  return values;
}

void FunctionFlow::add(Values* all, Values more) const {
  for (Value& value : more) all->push_back(std::move(value));
}

Value FunctionFlow::constant(const ir::Constant& constant) const {
  Value value;
  value.kind = Value::Kind::kScalar;
  value.is_constant = true;
  const bool is_text = constant.kind == ir::Constant::Kind::kStr;
  const bool is_none = constant.kind == ir::Constant::Kind::kNone;
  value.origins.insert({is_text ? '"' + constant.text + '"' : is_none ? "None" : constant.text, ""});
  return value;
}

/// What an operation gives about which nothing is known: one value each time that it runs.
Value FunctionFlow::computed(OpId op, std::set<Origin> origins) const {
  Value value;
  value.kind = Value::Kind::kOther;
  value.varies = true;
  for (const OpId loop : loops(op)) value.depends[{loop, 0}].is_any = true;
  if (origins.empty()) origins.insert({"computed", ""});
  value.origins = std::move(origins);
  return value;
}

Values FunctionFlow::eval(const Operand& operand, OpId at) {
  if (operand.is_constant()) {
    const ir::Constant& value = module_.constants[operand.constant()];
    // What JSON does not have is never taken for equal.
    const bool is_json = value.kind != ir::Constant::Kind::kBytes && value.kind != ir::Constant::Kind::kEllipsis;
    return {is_json ? constant(value) : computed(at)};
  }
  if (operand.is_value()) return eval(operand.value());
  if (operand.is_term()) {
    using Term = ir::Term::Kind;
    const Term kind = module_.terms[operand.term()].kind;
    Value value;
    value.kind = kind == Term::kDict    ? Value::Kind::kDict
                 : kind == Term::kTuple ? Value::Kind::kTuple
                                        : Value::Kind::kList;
    value.op = at;
    value.term = operand.term();
    return {value};
  }
  return {computed(at)};
}

Values FunctionFlow::eval(OpId op) {
  if (const auto known = known_.find(op); known != known_.end()) return known->second;
  if (under_way_.contains(op)) {
    met_cycle_ = true;
    return {computed(op)};
  }
  const bool had_met = std::exchange(met_cycle_, false);
  under_way_.insert(op);
  Values values = eval_new(op);
  under_way_.erase(op);
  if (values.empty() || values.size() > kMostAlternatives) {
    std::set<Origin> origins;
    for (const Value& value : values) origins.insert(value.origins.begin(), value.origins.end());
    values = {computed(op, origins)};
  }
  // What was found on the way round a cycle holds for that way alone.
  if (!met_cycle_ || under_way_.empty()) known_[op] = values;
  met_cycle_ = under_way_.empty() ? false : met_cycle_ || had_met;
  return values;
}

Values FunctionFlow::eval_new(OpId id) {
  const ir::Op& op = module_.ops[id];
  const auto made = [&](Value::Kind kind) {
    Value value;
    value.kind = kind;
    value.op = id;
    return Values{value};
  };
  switch (op.kind) {
    case OpKind::kLoad:
      return load(id);
    case OpKind::kIncoming:
      return incoming(id);
    case OpKind::kList:
    case OpKind::kSet:
    case OpKind::kListOf:
    case OpKind::kSetOf:
      return made(Value::Kind::kList);
    case OpKind::kTuple:
      return made(Value::Kind::kTuple);
    case OpKind::kDict:
      return made(Value::Kind::kDict);
    case OpKind::kBuiltin: {
      Value value;
      value.kind = Value::Kind::kScalar;
      value.is_constant = true;
      return {value};
    }
    case OpKind::kSubscript:
      return subscript(id);
    case OpKind::kItem: {
      const Operand whole = module_.ops[op.operands[0].value()].operands[0];
      Values found;
      for (const Value& value : eval(whole, id)) {
        const auto index = static_cast<std::size_t>(op.integers[0]);
        const bool is_plain = module_.ops[op.operands[0].value()].integers[1] < 0;
        if (value.kind == Value::Kind::kRow && is_plain)
          add(&found, cell(value, index, id));
        else if (value.kind == Value::Kind::kPair && is_plain)
          add(&found, part_of(value, index, id));
        else if (value.kind == Value::Kind::kTuple && is_plain && value.term.is_none() &&
                 index < module_.ops[value.op].operands.size())
          add(&found, tagged(eval(module_.ops[value.op].operands[index], value.op), value.tag));
        else
          found.push_back(computed(id));
      }
      return found;
    }
    case OpKind::kAnd:
    case OpKind::kOr:
    case OpKind::kSelect: {
      Values found;
      if (op.kind != OpKind::kSelect) found = eval(op.operands[0], id);
      for (const ir::RegionId region : op.regions)
        for (const OpId inner : module_.regions[region].ops)
          if (module_.ops[inner].kind == OpKind::kYield) add(&found, eval(module_.ops[inner].operands[0], inner));
      return found;
    }
    case OpKind::kBinary:
    case OpKind::kInPlace: {
      Values left = eval(op.operands[0], id);
      const bool is_list = std::ranges::any_of(
          left, [](const Value& v) { return v.kind == Value::Kind::kList || v.kind == Value::Kind::kRows; });
      if (is_list && op.kind == OpKind::kInPlace) return left;  // what it adds is an entry (flow_lists.cpp)
      if (is_list && module_.text(op.names[0]) == "+") return made(Value::Kind::kList);
      return derived(id);
    }
    case OpKind::kFString:
    case OpKind::kField:
    case OpKind::kUnary:
    case OpKind::kCompare:
    case OpKind::kNot:
      return derived(id);
    case OpKind::kCall:
    case OpKind::kCallMethod:
      return call(id);
    case OpKind::kPhantom:
      return api(id);
    default:
      return {computed(id)};
  }
}

Values FunctionFlow::load(OpId id) {
  const ir::VariableId variable = module_.ops[id].variable;
  const std::string name(module_.text(module_.variables[variable].name));
  if (module_.variables[variable].kind == ir::Variable::Kind::kCell || unknown_variables_.contains(variable))
    return {computed(id)};
  const Reaching stores = reaching(variable, id);
  Values found;
  if (stores.is_start && parameters_.contains(variable))
    found.push_back(computed(id, {{name == "container" ? name : "parameter " + name, ""}}));
  // The one value that it can have there is of the present round of all loops around both.
  const bool is_fresh = stores.stores.size() == 1 && !stores.is_start;
  for (const OpId store : stores.stores) {
    Values values = eval(module_.ops[store].operands[0], store);
    add(&found, is_fresh ? std::move(values) : tagged(std::move(values), id.index() + 1));
  }
  refine(&found, id);
  return found;
}

/// The element that a loop is at.
Values FunctionFlow::incoming(OpId id) {
  const auto owner = region_owners_.find(places_.at(id).region);
  if (owner == region_owners_.end()) return {computed(id)};
  const OpId loop = owner->second.op;
  const OpKind kind = module_.ops[loop].kind;
  if (kind != OpKind::kFor && kind != OpKind::kListOf && kind != OpKind::kSetOf && kind != OpKind::kDictOf)
    return {computed(id)};
  return element_of(eval(module_.ops[loop].operands[0], loop), loop);
}

Values FunctionFlow::element_of(const Values& iterable, OpId loop) {
  Values found;
  for (const Value& value : iterable) {
    if (value.kind == Value::Kind::kList && range_of(value.op)) {
      Value number;
      number.kind = Value::Kind::kScalar;
      number.depends[{loop, 0}].is_any = true;
      number.origins.insert({"a number", ""});
      found.push_back(std::move(number));
    } else if (value.kind == Value::Kind::kRows && !leaks(value)) {
      Value row;
      row.kind = Value::Kind::kRow;
      row.op = value.op;
      row.element = {loop, 0};
      if (is_flat(value.op))
        add(&found, cell(row, 0, loop));
      else
        found.push_back(row);
    } else if (value.kind == Value::Kind::kList && !leaks(value)) {
      for (const Entry& entry : entries(value)) {
        Values values = entry.is_many ? element_of(entry.values, entry.at) : entry.values;
        add(&found, tagged(tagged(std::move(values), value.tag), loop.index() + 1));
      }
    } else if (value.kind == Value::Kind::kTuple && value.term.is_none()) {
      for (const Operand& element : module_.ops[value.op].operands)
        if (!element.starred)
          add(&found, tagged(eval(element, value.op), loop.index() + 1));
        else
          found.push_back(computed(loop));
    } else if (value.kind == Value::Kind::kPairs) {
      Value pair;
      pair.kind = Value::Kind::kPair;
      pair.op = value.op;
      pair.element = {loop, 0};
      found.push_back(pair);
    } else if (value.is_constant) {
      continue;  // None, or a text, which nobody goes through for parameters
    } else {
      Value other = computed(loop, value.origins);
      other.depends[{loop, 0}].is_any = true;
      found.push_back(std::move(other));
    }
  }
  return found;
}

/// A cell of a row that collect2 gave.
Values FunctionFlow::cell(const Value& row, std::size_t column, OpId at) {
  Value value;
  value.kind = Value::Kind::kScalar;
  const ir::Op& collect = module_.ops[row.op];
  const auto texts = datapaths(row.op);
  if (!texts || column >= texts->size()) return {computed(at)};
  Origin origin{(*texts)[column], ""};
  source_of((*texts)[column], part_, &origin.filter);
  if (!origin.filter.empty()) origin.text = source_of((*texts)[column], part_, nullptr).datapath;
  value.origins.insert(origin);
  if (row.element.loop.is_none()) {  // of a row that was taken out by itself
    Value once = computed(at, value.origins);
    once.kind = Value::Kind::kScalar;
    return {once};
  }
  // collect() drops what is missing.
  const bool may_be_missing = collect.api != Api::collect || !is_flat(row.op);
  value.depends[row.element] = {row.op, {{column, may_be_missing}}, false};
  value.cell = {row.element, column};
  return {value};
}

Values FunctionFlow::subscript(OpId id) {
  const ir::Op& op = module_.ops[id];
  std::optional<std::int64_t> index;
  if (op.operands[1].is_constant()) index = ir::as_int64(module_.constants[op.operands[1].constant()]);
  const auto key = ir::constant_text(module_, &op.operands[1]);
  const bool is_slice = op.operands[1].is_value() && module_.ops[op.operands[1].value()].kind == OpKind::kSlice;
  Values found;
  for (const Value& value : eval(op.operands[0], id)) {
    switch (value.kind) {
      case Value::Kind::kRow:
        if (index && *index >= 0) {
          add(&found, cell(value, static_cast<std::size_t>(*index), id));
          continue;
        }
        break;
      case Value::Kind::kRows:
      case Value::Kind::kList:
        if (is_slice) {
          found.push_back(value);
          continue;
        }
        if (value.kind == Value::Kind::kRows && !leaks(value)) {
          Value row;
          row.kind = Value::Kind::kRow;
          row.op = value.op;
          if (is_flat(value.op))
            add(&found, cell(row, 0, id));
          else
            found.push_back(row);
          continue;
        }
        if (value.kind == Value::Kind::kList && !leaks(value)) {
          // Whatever stands there, it is one value each time.
          for (const Value& element : element_of({value}, id)) {
            if (element.kind == Value::Kind::kScalar || element.kind == Value::Kind::kOther)
              found.push_back(computed(id, element.origins));
            else
              found.push_back(element);
          }
          continue;
        }
        break;
      case Value::Kind::kPair:
        if (index && *index >= 0) {
          add(&found, part_of(value, static_cast<std::size_t>(*index), id));
          continue;
        }
        break;
      case Value::Kind::kTuple:
        if (index && *index >= 0 && value.term.is_none()) {
          const auto& operands = module_.ops[value.op].operands;
          const bool is_plain = std::ranges::none_of(operands, &Operand::starred);
          if (is_plain && static_cast<std::size_t>(*index) < operands.size()) {
            add(&found, tagged(eval(operands[static_cast<std::size_t>(*index)], value.op), value.tag));
            continue;
          }
        }
        break;
      case Value::Kind::kDict:
        if (key && !leaks(value)) {
          bool is_found = false;
          for (const auto& [name, element] : pairs(value)) {
            if (ir::constant_text(module_, &name) != key) continue;
            add(&found, tagged(eval(element, value.op), value.tag));
            is_found = true;
          }
          if (is_found) continue;
        }
        break;
      default:
        break;
    }
    if (value.kind == Value::Kind::kScalar || value.kind == Value::Kind::kOther) return derived(id);
    found.push_back(computed(id));
  }
  refine(&found, id);
  return found;
}

/// A function of its operands alone: as many values as there are combinations of theirs.
Values FunctionFlow::derived(OpId id) {
  std::vector<Values> inputs;
  std::size_t combinations = 1;
  ir::for_each_operand(module_, id, [&](const Operand& operand) {
    if (operand.is_term() || operand.is_absent()) return;
    inputs.push_back(eval(operand, id));
    combinations *= std::max<std::size_t>(1, inputs.back().size());
  });
  std::set<Origin> origins;
  bool is_plain = combinations <= kMostAlternatives;
  for (const Values& values : inputs)
    for (const Value& value : values) {
      is_plain = is_plain && value.kind == Value::Kind::kScalar;
      for (const Origin& origin : origins_of({value}, 0))
        if (!value.is_constant) origins.insert(origin);
    }
  if (!is_plain) return {computed(id, origins)};
  Values found = {Value()};
  found.front().kind = Value::Kind::kScalar;
  found.front().is_constant = true;
  for (const Values& values : inputs) {
    Values longer;
    for (const Value& before : found)
      for (const Value& value : values) {
        Value both = before;
        both.is_constant = both.is_constant && value.is_constant;
        both.varies = both.varies || value.varies;
        for (const auto& [element, dependence] : value.depends) {
          Dependence& known = both.depends[element];
          known.collect = dependence.collect.is_none() ? known.collect : dependence.collect;
          known.is_any = known.is_any || dependence.is_any;
          for (const auto& [column, missing] : dependence.cells) {
            const auto [at, is_new] = known.cells.try_emplace(column, missing);
            if (!is_new) at->second = at->second && missing;
          }
        }
        longer.push_back(std::move(both));
      }
    found = std::move(longer);
  }
  if (origins.empty()) origins.insert({"computed", ""});
  for (Value& value : found) {
    value.origins = origins;
    value.is_constant = false;  // its text is not what is written out
  }
  return found;
}

}  // namespace pbc::plan
