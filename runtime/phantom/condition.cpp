// SPDX-License-Identifier: Apache-2.0
//
// phantom.condition and phantom.decision (docs/playbook-api.md, Conditions). A decision asks whether any value matches;
// a condition, the filter block, also keeps what matched.
#include <algorithm>

#include "phantom/choices.h"
#include "phantom/compare.h"
#include "phantom/plain.h"
#include "phantom/sources.h"
#include "python/text.h"

namespace pbc::engine {

namespace {

struct Operand {
  bool is_path = false;
  Datapath path{};
  std::size_t first = 0;
  std::string key;  // filter and source: operands with the same one range over the same roots
  Value literal;

  bool is_list_cells() const { return is_path && path.source == Source::kCustomList; }
  /// Something that a filter can keep.
  bool has_entities() const { return is_path && !is_list_cells(); }
  Right kind() const { return !is_path ? Right::kLiteral : is_list_cells() ? Right::kListCell : Right::kDatapath; }
};

/// One comparison of the call.
struct Check {
  Operand left;
  Operand right;
  Comparer test;
  bool is_negated;

  bool holds(const Value& l, const Value& r) const { return test(l, r, right.kind()) != is_negated; }
  /// A left value against all values of the right side: any of them, or when negated none.
  bool holds(const Value& l, const std::vector<Value>& rights) const {
    auto one = [&](const Value& r) { return test(l, r, right.kind()); };
    return std::ranges::any_of(rights, one) != is_negated;
  }
  /// A right value against all values of the left side.
  bool holds(const std::vector<Value>& lefts, const Value& r) const {
    auto one = [&](const Value& l) { return test(l, r, right.kind()); };
    return std::ranges::any_of(lefts, one) != is_negated;
  }
};

/// What a call asks, read from its arguments. condition and decision take the same ones.
struct Question {
  std::vector<Check> comparisons;
  bool all = true;  // "and"
};

Operand read_operand(const Run& run, const Value& value) {
  Operand operand;
  if (!value.is_str() || !is_datapath(value.text())) {
    operand.literal = value;
    return operand;
  }
  operand.is_path = true;
  operand.path = parse_datapath(value.text());
  operand.first = first_segment(run, operand.path);
  operand.key = joined({operand.path.filter, " ", source_key(run, operand.path)});
  return operand;
}

template <typename A>
Question read_question(const Run& run, const A& arguments) {
  Question question;
  const Value& logical = arguments.logical_operator;
  if (!logical.is_unset() && !logical.is_none()) {
    std::string word = text::lower(to_str(logical));
    if (word != "and" && word != "or")
      raise_value_error("logical_operator must be 'and' or 'or', not ", to_repr(logical));
    question.all = word == "and";
  }
  const Value& sensitive = arguments.case_sensitive;
  const bool case_sensitive = sensitive.is_unset() || sensitive.is_none() || bool(sensitive);
  std::optional<std::string> delimiter = ",";
  if (arguments.delimiter.is_none()) delimiter.reset();
  if (arguments.delimiter.is_str()) delimiter = arguments.delimiter.text();

  if (arguments.conditions.is_unset() || arguments.conditions.is_none()) return question;
  for (const Value& row : to_values(arguments.conditions)) {
    const bool is_sequence = row.is(Tag::kList) || row.is(Tag::kTuple);
    const Values parts = is_sequence ? to_values(row) : Values();
    if (parts.size() != 3)
      raise_value_error("a comparison has three parts, [left, operator, right], not ", to_repr(row));
    std::optional<ConditionOperator> op = parse_operator(parts[1].is_str() ? parts[1].text() : std::string_view());
    if (!op) raise_value_error("unknown operator ", to_repr(parts[1]), " in a comparison");
    question.comparisons.push_back({read_operand(run, parts[0]), read_operand(run, parts[2]),
                                    Comparer(op->test, case_sensitive, delimiter), op->is_negated});
  }
  return question;
}

template <typename A>
void tell(Run& run, const A& arguments, bool matched) {
  if (!run.story || run.rehearsal) return;
  run.story->decide({std::string(run.block()), arguments.name.is_str() ? to_str(arguments.name) : "",
                     shown_conditions(arguments.conditions, arguments.logical_operator), matched, run.t_ms()});
}

template <typename A>
Scope scope_of(const A& arguments) {
  return {arguments.container, arguments.scope, arguments.action_results, arguments.filter_artifacts, Value()};
}

// --- decision
// ---------------------------------------------------------------------------------------------------------

std::vector<Value> values_of(const Run& run, const Operand& operand, const Scope& scope) {
  return operand.is_path ? column_of(roots_of(run, operand.path, scope), operand.path, operand.first)
                         : std::vector<Value>{operand.literal};
}

/// Rows of two paths into the same root: what is compared with what (choices::kSameSourceComparesRows).
Rows rows_of(const Root& root, const Check& comparison) {
  const Column columns[] = {{&comparison.left.path, comparison.left.first, &root.value},
                            {&comparison.right.path, comparison.right.first, &root.value}};
  Rows rows(2, true);
  expand(columns, rows);
  return rows;
}

bool compares_rows(const Check& comparison) {
  return choices::kSameSourceComparesRows && comparison.left.has_entities() && comparison.right.has_entities() &&
         comparison.left.key == comparison.right.key;
}

bool decides(const Run& run, const Check& comparison, const Scope& scope) {
  if (compares_rows(comparison)) {
    Roots roots = roots_of(run, comparison.left.path, scope);
    if (roots.empty()) return comparison.holds(None, Value(None));
    return std::ranges::any_of(roots, [&](const Root& root) {
      const Rows rows = rows_of(root, comparison);
      for (std::size_t i = 0; i < rows.size(); ++i)
        if (comparison.holds(rows.cell(i, 0), rows.cell(i, 1))) return true;
      return false;
    });
  }
  std::vector<Value> lefts = values_of(run, comparison.left, scope);
  if (lefts.empty()) lefts.push_back(None);
  std::vector<Value> rights = values_of(run, comparison.right, scope);
  return std::ranges::any_of(lefts, [&](const Value& left) { return comparison.holds(left, rights); });
}

// --- condition
// --------------------------------------------------------------------------------------------------------

/// Of some roots, those that matched, by position, with what to keep of each.
using KeptRoots = std::map<std::size_t, Mask>;

struct Match {
  bool matched = false;
  ByName<KeptRoots> kept;  // by Operand::key
};

class Filter {
 public:
  Filter(const Run& run, const Scope& scope) : run_(run), scope_(scope) {}

  FilterResult apply(const Question& question) {
    result_.matched = !question.comparisons.empty() && (question.all ? apply_all(question) : apply_any(question));
    if (!result_.matched) return {};
    for (const std::string& key : order_) {
      State& state = states_.at(key);
      Roots& kept = result_.kept[source_key(run_, state.path)];
      // What a later call changes in its place: the filter keeps it as it was.
      if (is_artifact(state.path.source) || state.path.source == Source::kContainer)
        for (Root& root : state.roots) root.value = copy_deep(root.value);
      std::ranges::move(state.roots, std::back_inserter(kept));
    }
    return std::move(result_);
  }

  /// Ids of the artifacts that were kept.
  Value artifact_ids() const {
    Values ids;
    for (const std::string& key : order_) {
      const State& state = states_.at(key);
      if (!is_artifact(state.path.source)) continue;
      for (const Root& root : state.kept) {
        const Value* id = member(root.value, "id");
        if (id && std::ranges::none_of(ids, [&](const Value& known) { return known == *id; })) ids.push_back(*id);
      }
    }
    return make_list(std::move(ids));
  }

  /// Everything else that matched: app runs with the action results that were kept, and, so that the list is not empty,
  /// one dict for every other source and for comparisons of plain values.
  Value results() const {
    Values results;
    for (const std::string& key : order_) {
      const State& state = states_.at(key);
      if (is_artifact(state.path.source) || state.kept.empty()) continue;
      if (state.path.source == Source::kActionResult || state.path.source == Source::kAppRun) {
        add_app_runs(results, state.kept, state.path.source == Source::kActionResult);
      } else {
        Values values;
        for (const Root& root : state.kept) values.push_back(copy_deep(root.value));
        results.push_back(
            dict({{"name", make_str(source_key(run_, state.path))}, {"values", make_list(std::move(values))}}));
      }
    }
    if (matched_without_entities_) results.push_back(dict({{"name", ""}, {"values", make_list()}}));
    return make_list(std::move(results));
  }

 private:
  struct State {
    Datapath path;
    Roots roots;
    Roots kept;  // set at the end; `roots` moves on to the store
  };

  static bool is_artifact(Source source) {
    return source == Source::kArtifact || source == Source::kFilteredArtifact || source == Source::kBlockArtifact;
  }

  State& state_of(const Operand& operand) {
    auto known = states_.find(operand.key);
    if (known == states_.end()) {
      known = states_.emplace(operand.key, State{operand.path, roots_of(run_, operand.path, scope_), {}}).first;
      order_.push_back(operand.key);
    }
    return known->second;
  }

  /// Each comparison works on what the one before left.
  bool apply_all(const Question& question) {
    for (const Check& comparison : question.comparisons) {
      Match match = compare(comparison);
      if (!match.matched) return false;
      for (const auto& [key, kept] : match.kept) reduce(states_.at(key), kept);
    }
    for (auto& [key, state] : states_) state.kept = state.roots;
    return true;
  }

  /// Every comparison works on everything; what any of them keeps is kept.
  bool apply_any(const Question& question) {
    ByName<KeptRoots> all;
    bool matched = false;
    for (const Check& comparison : question.comparisons) {
      Match match = compare(comparison);
      matched |= match.matched;
      for (const auto& [key, kept] : match.kept) {
        for (const auto& [position, mask] : kept) {
          auto [known, is_new] = all[key].emplace(position, mask);
          if (!is_new) known->second.unite(mask);
        }
      }
    }
    for (auto& [key, state] : states_) {
      reduce(state, all[key]);
      state.kept = state.roots;
    }
    return matched;
  }

  static void reduce(State& state, const KeptRoots& kept) {
    Roots roots;
    for (const auto& [position, mask] : kept) {
      const Root& root = state.roots[position];
      roots.push_back({choices::kFilterPrunesLists ? mask.apply(root.value) : root.value, root.app_run});
    }
    state.roots = std::move(roots);
  }

  Match compare(const Check& comparison) {
    const Operand& left = comparison.left;
    const Operand& right = comparison.right;
    Match match;
    if (compares_rows(comparison)) {
      match.kept[left.key] = keep_rows(comparison);
      match.matched = !match.kept[left.key].empty();
      return match;
    }
    const std::vector<Value> lefts = values(left);
    const std::vector<Value> rights = values(right);
    if (right.has_entities())
      match.kept[right.key] = keep(right, [&](const Value& value) { return comparison.holds(lefts, value); });
    if (left.has_entities()) {
      match.kept[left.key] = keep(left, [&](const Value& value) { return comparison.holds(value, rights); });
      match.matched = !match.kept[left.key].empty();
      // Each side is kept against the other: nothing on the left, nothing on the right.
      if (!match.matched && right.has_entities()) match.kept[right.key].clear();
    } else if (right.has_entities() && !rights.empty()) {
      match.matched = !match.kept[right.key].empty();
    } else {
      match.matched = std::ranges::any_of(lefts, [&](const Value& value) { return comparison.holds(value, rights); });
      matched_without_entities_ |= match.matched;
    }
    return match;
  }

  std::vector<Value> values(const Operand& operand) {
    if (!operand.is_path) return {operand.literal};
    if (operand.is_list_cells()) return collect_column(run_, operand.path, scope_);
    return column_of(state_of(operand).roots, operand.path, operand.first);
  }

  template <typename P>
  KeptRoots keep(const Operand& operand, P&& matches) {
    KeptRoots result;
    const Roots& roots = state_of(operand).roots;
    for (std::size_t i = 0; i < roots.size(); ++i) {
      const Column column[] = {{&operand.path, operand.first, &roots[i].value}};
      Rows rows(1, true);
      expand(column, rows);
      for (std::size_t j = 0; j < rows.size(); ++j)
        if (matches(rows.cell(j, 0))) result[i].add(rows.trail(j, 0));
    }
    return result;
  }

  KeptRoots keep_rows(const Check& comparison) {
    KeptRoots result;
    const Roots& roots = state_of(comparison.left).roots;
    for (std::size_t i = 0; i < roots.size(); ++i) {
      const Rows rows = rows_of(roots[i], comparison);
      for (std::size_t j = 0; j < rows.size(); ++j) {
        if (!comparison.holds(rows.cell(j, 0), rows.cell(j, 1))) continue;
        result[i].add(rows.trail(j, 0));
        result[i].add(rows.trail(j, 1));
      }
    }
    return result;
  }

  /// The app runs that the roots belong to, each once, with only those of its results that are among them.
  static void add_app_runs(Values& results, const Roots& roots, bool reduces) {
    for (std::size_t i = 0; i < roots.size(); ++i) {
      const Value& app_run = roots[i].app_run;
      if (!reduces) {
        results.push_back(copy_deep(app_run));
        continue;
      }
      Values kept{copy_deep(roots[i].value)};
      while (i + 1 < roots.size() && is(roots[i + 1].app_run, app_run)) kept.push_back(copy_deep(roots[++i].value));
      results.push_back(with_results(app_run, make_list(std::move(kept))));
    }
  }

  /// A copy of the app run with these results in place of its own.
  static Value with_results(const Value& app_run, const Value& results) {
    const Value* own = member(app_run, "action_results");
    return make_dict(
        as_dict(app_run).map_values([&](const Value& value) { return &value == own ? results : copy_deep(value); }));
  }

  const Run& run_;
  const Scope& scope_;
  std::map<std::string, State, std::less<>> states_;  // by Operand::key
  std::vector<std::string> order_;                    // of those keys, as the comparisons name them
  bool matched_without_entities_ = false;
  FilterResult result_;
};

}  // namespace

}  // namespace pbc::engine

namespace pbc::phantom {

using namespace pbc::engine;

Value condition(const condition_arguments& arguments) {
  Run& run = Run::current();
  const Scope scope = scope_of(arguments);
  Question question = read_question(run, arguments);
  Filter filter(run, scope);
  FilterResult result = filter.apply(question);
  tell(run, arguments, result.matched);
  Value matched = result.matched ? tuple({filter.artifact_ids(), filter.results()}) : tuple({make_list(), make_list()});
  if (!arguments.name.is_unset() && !arguments.name.is_none())
    run.filters.insert_or_assign(to_str(arguments.name), std::move(result));
  return matched;
}

Value decision(const decision_arguments& arguments) {
  Run& run = Run::current();
  const Scope scope = scope_of(arguments);
  Question question = read_question(run, arguments);
  auto holds = [&](const Check& comparison) { return decides(run, comparison, scope); };
  const bool matched = question.all ? !question.comparisons.empty() && std::ranges::all_of(question.comparisons, holds)
                                    : std::ranges::any_of(question.comparisons, holds);
  tell(run, arguments, matched);
  return matched;
}

}  // namespace pbc::phantom
