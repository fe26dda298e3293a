// SPDX-License-Identifier: Apache-2.0
//
// From values to numbers: how long lists are, how many parameter dicts differ.
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

/// Keys that are not sent (docs/playbook-api.md, Actions).
bool is_sent(std::string_view key) {
  if (key == "context" || key == "ph") return false;
  return !(key.starts_with("ph_") && key.find_first_not_of("0123456789", 3) == std::string_view::npos);
}

bool may_be_missing(const Dependence& dependence) {
  return std::ranges::any_of(dependence.cells, [](const auto& cell) { return cell.second; });
}

constexpr int kDeepestOrigin = 4;

}  // namespace

std::vector<Source> FunctionFlow::columns(OpId collect, const std::vector<std::size_t>& wanted) {
  std::vector<Source> found;
  const auto texts = datapaths(collect);
  for (const std::size_t column : wanted) found.push_back(source_of((*texts)[column], part_, nullptr));
  std::ranges::sort(found);
  found.erase(std::ranges::unique(found).begin(), found.end());
  return found;
}

/// How often it goes round, or how long it is, that nobody can tell from the text.
Formula FunctionFlow::unknown_length(OpId at) {
  return counts_.formula(
      {Count::Of::kRows, {{Source::Kind::kLoop, part_, "loop:" + std::to_string(module_.op_lines[at.index()])}}});
}

/// Whether it counts something that no text tells.
bool FunctionFlow::has_loop(const Formula& formula) const {
  std::set<SymbolId> symbols;
  formula.collect_symbols(&symbols);
  return std::ranges::any_of(symbols, [&](SymbolId id) {
    return std::ranges::any_of(counts_[id].columns, [](const Source& s) { return s.kind == Source::Kind::kLoop; });
  });
}

Formula FunctionFlow::rows(OpId collect) {
  const auto texts = datapaths(collect);
  if (!texts) return unknown_length(collect);
  std::vector<std::size_t> all(texts->size());
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = i;
  std::vector<Source> sources = columns(collect, all);
  // One row for each artifact, whatever is read of it.
  const bool is_of_artifacts = std::ranges::all_of(sources, [](const Source& source) {
    return source.kind == Source::Kind::kArtifact && spread_of(source).segments.empty();
  });
  if (is_of_artifacts) sources = {{Source::Kind::kArtifact, 0, "artifact:*"}};
  const bool drops = module_.ops[collect].api == Api::collect && is_flat(collect);
  const bool is_one = drops && texts->size() == 1;
  return counts_.formula({is_one ? Count::Of::kValues : Count::Of::kRows, is_one ? columns(collect, {0}) : sources});
}

Formula FunctionFlow::rounds(OpId loop) { return rounds(loop, OpId::kNone); }

/// Where it gets to `within`, which may be known to have a value: then by the values of that column.
Formula FunctionFlow::rounds(OpId loop, OpId within) {
  const ir::Op& op = module_.ops[loop];
  if (op.kind == OpKind::kWhile) return unknown_length(loop);
  const Values iterable = eval(op.operands[0], loop);
  if (within && iterable.size() == 1 && iterable.front().kind == Value::Kind::kRows && !leaks(iterable.front()))
    for (const auto& [element, column] : proven_at(within))
      if (element == Element{loop, 0} && datapaths(iterable.front().op) &&
          column < datapaths(iterable.front().op)->size() && decides_rows(iterable.front().op, column))
        return counts_.formula({Count::Of::kValues, columns(iterable.front().op, {column})});
  return length(iterable, loop);
}

/// Whether no other column repeats the cells of this one: all are of the same artifacts or results, and part at the
/// same lists or before.
bool FunctionFlow::decides_rows(OpId collect, std::size_t column) {
  const auto texts = datapaths(collect);
  const Spread own = spread_of(source_of((*texts)[column], part_, nullptr));
  return std::ranges::all_of(*texts, [&](const std::string& text) {
    const Spread other = spread_of(source_of(text, part_, nullptr));
    return other.root == own.root && other.segments.size() <= own.segments.size() &&
           std::equal(other.segments.begin(), other.segments.end(), own.segments.begin());
  });
}

Formula FunctionFlow::length(const Values& iterable, OpId at) {
  std::vector<Formula> lengths;
  for (const Value& value : iterable) lengths.push_back(length(value, at));
  return lengths.size() == 1 ? lengths.front() : maximum(lengths);
}

Formula FunctionFlow::length(const Value& iterable, OpId at) {
  switch (iterable.kind) {
    case Value::Kind::kRows:
      return leaks(iterable) ? unknown_length(at) : rows(iterable.op);
    case Value::Kind::kTuple:
      if (iterable.term.is_none() && std::ranges::none_of(module_.ops[iterable.op].operands, &Operand::starred))
        return Formula::number(module_.ops[iterable.op].operands.size());
      return unknown_length(at);
    case Value::Kind::kPairs: {
      // As long as the shortest; any of them is a bound.
      const ir::Op& made = module_.ops[iterable.op];
      Formula best = length(eval(made.operands[1], iterable.op), at);
      for (std::size_t i = 2; i < made.operands.size() && builtin_of(iterable.op) == "zip"; ++i) {
        const Formula other = length(eval(made.operands[i], iterable.op), at);
        if (other.kind() == Formula::Kind::kNumber || has_loop(best)) best = other;
      }
      return best;
    }
    case Value::Kind::kList: {
      if (const auto numbers = range_of(iterable.op); numbers && !leaks(iterable)) return Formula::number(*numbers);
      if (leaks(iterable) || !lengths_under_way_.insert(iterable.op).second) return unknown_length(at);
      std::vector<Formula> lengths;
      const std::vector<OpId> around = iterable.term ? std::vector<OpId>() : loops(iterable.op);
      for (const Entry& entry : entries(iterable)) {
        std::vector<Formula> factors;
        if (!iterable.term)
          for (const OpId loop : loops(entry.at))
            if (std::ranges::find(around, loop) == around.end()) factors.push_back(rounds(loop, entry.at));
        if (entry.is_many) factors.push_back(length(entry.values, entry.at));
        lengths.push_back(product(factors));
      }
      lengths_under_way_.erase(iterable.op);
      return sum(lengths);
    }
    default:
      return iterable.is_constant ? Formula() : unknown_length(at);
  }
}

/// A bound of the number of different values; elements of the loops in `without` stay the same.
Formula FunctionFlow::product_of(const std::map<Element, Dependence>& depends, const std::set<OpId>& without) {
  std::vector<Formula> factors;
  for (const auto& [element, dependence] : depends) {
    if (element.tag == 0 && without.contains(element.loop)) continue;
    if (dependence.is_any || dependence.collect.is_none()) {
      factors.push_back(rounds(element.loop));
      continue;
    }
    std::vector<std::size_t> cells;
    for (const auto& [column, missing] : dependence.cells) cells.push_back(column);
    const std::vector<Source> sources = columns(dependence.collect, cells);
    Formula different = counts_.formula({sources.size() == 1 ? Count::Of::kDifferent : Count::Of::kTuples, sources});
    if (sources.size() == 1 && may_be_missing(dependence)) different = sum({different, Formula::number(1)});
    factors.push_back(std::move(different));
  }
  return product(factors);
}

std::vector<Origin> FunctionFlow::origins_of(const Values& values, int depth) {
  std::set<Origin> found;
  for (const Value& value : values) {
    found.insert(value.origins.begin(), value.origins.end());
    if (depth >= kDeepestOrigin) continue;
    if (value.kind == Value::Kind::kRows || value.kind == Value::Kind::kRow) {
      if (const auto texts = datapaths(value.op))
        for (const std::string& text : *texts) {
          Origin origin;
          origin.text = source_of(text, part_, &origin.filter).datapath;
          found.insert(origin);
        }
    } else if (value.kind == Value::Kind::kList && under_way_.empty()) {
      for (const Entry& entry : entries(value))
        for (const Origin& origin : origins_of(entry.values, depth + 1)) found.insert(origin);
    }
  }
  return {found.begin(), found.end()};
}

/// Parameters that cannot be followed to their end; what can be seen of them is told all the same.
Item FunctionFlow::unknown_item(const Value& value, Formula all) {
  Item item;
  if (value.kind == Value::Kind::kDict) {
    for (const auto& [key, element] : pairs(value))
      if (const auto name = ir::constant_text(module_, &key); name && is_sent(*name))
        item.parameters[*name] = origins_of(eval(element, value.op), 0);
  } else {
    for (const Origin& origin : value.origins) item.parameters["*"].push_back(origin);
  }
  if (item.parameters.empty()) item.parameters["*"].push_back({"computed", ""});
  item.values["*"].is_known = false;
  item.all = item.different = std::move(all);
  item.shape = "?";
  return item;
}

Item FunctionFlow::item(const Value& dict, Formula all, OpId act) {
  if (dict.kind != Value::Kind::kDict || leaks(dict) || cells_change()) return unknown_item(dict, std::move(all));
  Item item;
  item.all = all;
  std::map<Element, Dependence> depends;
  std::vector<Formula> apart;  // numbers of values of keys that have alternatives
  bool is_bounded = true;
  for (const auto& [key, element] : pairs(dict)) {
    const auto name = ir::constant_text(module_, &key);
    if (!name) return unknown_item(dict, std::move(all));
    if (!is_sent(*name)) continue;
    const Values values = eval(element, dict.op);
    item.parameters[*name] = origins_of(values, 0);
    item.values[*name] = set_of(values, dict.op, false);
    item.shape += "\n" + *name + "=";
    const bool is_one = values.size() == 1;
    std::vector<Formula> alternatives;
    for (const Value& value : values) {
      const bool is_object = value.kind != Value::Kind::kScalar && value.kind != Value::Kind::kOther;
      // A list or dict as a value: one each time that the dict is made.
      const Value as_sent = is_object ? computed(dict.op) : value;
      is_bounded = is_bounded && !as_sent.varies && is_one;
      // What is made of a cell is another value than the cell.
      if (!as_sent.is_constant && !as_sent.cell)
        item.shape += "made at " + std::to_string(part_) + ":" + std::to_string(dict.op.index()) + ":" +
                      (dict.term ? std::to_string(dict.term.index()) : "");
      if (as_sent.is_constant && is_one) item.shape += as_sent.origins.empty() ? "" : as_sent.origins.begin()->text;
      for (const auto& [loop, dependence] : as_sent.depends) is_bounded = is_bounded && !dependence.is_any;
      if (!is_one) {
        alternatives.push_back(product_of(as_sent.depends, {}));
        continue;
      }
      for (const auto& [loop, dependence] : as_sent.depends) {
        Dependence& known = depends[loop];
        if (!dependence.collect.is_none()) known.collect = dependence.collect;
        known.is_any = known.is_any || dependence.is_any;
        for (const auto& [column, missing] : dependence.cells) {
          const auto [cell, is_new] = known.cells.try_emplace(column, missing);
          if (!is_new) cell->second = cell->second && missing;
        }
      }
    }
    if (!is_one) apart.push_back(sum(alternatives));
  }
  std::set<OpId> fixed;
  for (const OpId loop : loops(act)) fixed.insert(loop);
  apart.push_back(product_of(depends, fixed));
  item.different = product(apart);
  // Whichever is less; where neither is for sure, the one that needs fewer numbers.
  if (has_loop(item.different) || all.kind() == Formula::Kind::kNumber) {
    if (!(item.different.kind() == Formula::Kind::kNumber && all.kind() == Formula::Kind::kNumber &&
          item.different < all))
      item.different = all;
  }
  if (!is_bounded) return item;
  item.in_run.emplace();
  for (const auto& [element, dependence] : depends) {
    std::vector<std::size_t> cells;
    for (const auto& [column, may_be] : dependence.cells) cells.push_back(column);
    if (dependence.collect.is_none() || cells.empty()) {
      item.in_run.reset();
      return item;
    }
    Factor factor{columns(dependence.collect, cells), false};
    factor.or_missing = factor.columns.size() == 1 && may_be_missing(dependence);
    item.in_run->push_back(std::move(factor));
  }
  std::ranges::sort(*item.in_run);
  // Which key has which column matters where there are several.
  if (item.in_run->size() > 1 || (item.in_run->size() == 1 && item.in_run->front().columns.size() > 1))
    for (const auto& [key, origins] : item.parameters) {
      item.shape += "\n" + key + ":";
      for (const Origin& origin : origins) item.shape += origin.text + ",";
    }
  return item;
}

ActParameters FunctionFlow::parameters(OpId act) {
  ActParameters found;
  const Operand* argument = ir::argument(module_, module_.ops[act], "parameters");
  if (argument == nullptr) {
    found.may_be_empty = true;
    return found;
  }
  for (const Value& value : eval(*argument, act)) {
    if (value.kind == Value::Kind::kDict) {
      found.items.push_back(item(value, Formula::number(1), act));
    } else if (value.kind == Value::Kind::kList && !leaks(value)) {
      const std::vector<OpId> around = value.term ? std::vector<OpId>() : loops(value.op);
      bool is_certain = false;
      for (const Entry& entry : entries(value)) {
        std::vector<Formula> factors;
        bool is_conditional = entry.is_many;
        if (!value.term)
          for (const Owner& owner : owners(entry.at))
            if (std::ranges::find(around, owner.op) == around.end() && owner.op != value.op) is_conditional = true;
        if (!value.term)
          for (const OpId loop : loops(entry.at))
            if (std::ranges::find(around, loop) == around.end()) factors.push_back(rounds(loop, entry.at));
        is_certain = is_certain || !is_conditional;
        if (entry.is_many) {
          factors.push_back(length(entry.values, entry.at));
          for (const Value& element : element_of(entry.values, entry.at))
            found.items.push_back(item(element, product(factors), act));
          continue;
        }
        for (const Value& element : entry.values) found.items.push_back(item(element, product(factors), act));
      }
      if (!is_certain) found.may_be_empty = true;
    } else if (value.is_constant) {
      found.may_be_empty = true;
    } else {
      found.items.push_back(unknown_item(value, unknown_length(act)));
      found.may_be_empty = true;
    }
  }
  return found;
}

/// What values can be, as sets; those of lists are their elements where `elements_too`.
ValueSet FunctionFlow::set_of(const Values& values, OpId at, bool elements_too) {
  ValueSet set;
  const auto add = [&](const ValueSet& more) {
    set.sources.insert(set.sources.end(), more.sources.begin(), more.sources.end());
    set.constants += more.constants;
    set.is_known = set.is_known && more.is_known;
  };
  for (const Value& value : values) {
    const bool is_list = value.kind == Value::Kind::kList || value.kind == Value::Kind::kRows;
    if (is_list && elements_too) {
      add(set_of(element_of({value}, at), at, false));
    } else if (value.kind == Value::Kind::kScalar && value.depends.empty() && !value.varies) {
      ++set.constants;
    } else if (value.cell && value.depends.size() == 1 && !value.varies) {
      const Dependence& dependence = value.depends.begin()->second;
      set.sources.push_back(columns(dependence.collect, {value.cell->second}).front());
      if (may_be_missing(dependence)) ++set.constants;
    } else {
      set.is_known = false;
    }
  }
  return set;
}

std::map<std::string, ValueSet> FunctionFlow::inputs(const Operand& dict, OpId at) {
  std::map<std::string, ValueSet> found;
  for (const Value& value : eval(dict, at)) {
    if (value.kind != Value::Kind::kDict || leaks(value) || cells_change()) return {};
    for (const auto& [key, element] : pairs(value)) {
      const auto name = ir::constant_text(module_, &key);
      if (!name) return {};
      ValueSet set = set_of(eval(element, value.op), value.op, true);
      ValueSet& known = found[*name];
      known.sources.insert(known.sources.end(), set.sources.begin(), set.sources.end());
      known.constants += set.constants;
      known.is_known = known.is_known && set.is_known;
    }
  }
  return found;
}

std::map<std::string, std::vector<Origin>> FunctionFlow::dict_origins(const Operand& operand, OpId at) {
  std::map<std::string, std::vector<Origin>> found;
  Values dicts;
  for (Value& value : eval(operand, at)) {
    if (value.kind == Value::Kind::kDict) {
      dicts.push_back(std::move(value));
    } else if (value.kind == Value::Kind::kList && !leaks(value)) {
      for (const Entry& entry : entries(value))
        add(&dicts, entry.is_many ? element_of(entry.values, at) : entry.values);
    }
  }
  for (const Value& dict : dicts) {
    if (dict.kind != Value::Kind::kDict) continue;
    for (const auto& [key, element] : pairs(dict)) {
      const auto name = ir::constant_text(module_, &key);
      if (!name) continue;
      std::vector<Origin>& known = found[*name];
      for (const Origin& origin : origins_of(eval(element, dict.op), 0))
        if (std::ranges::find(known, origin) == known.end()) known.push_back(origin);
    }
  }
  return found;
}

}  // namespace pbc::plan
