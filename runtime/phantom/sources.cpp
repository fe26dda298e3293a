// SPDX-License-Identifier: Apache-2.0
#include "phantom/sources.h"

#include <algorithm>
#include <optional>

#include "phantom/choices.h"
#include "phantom/plain.h"
#include "phantom/rehearsal.h"
#include "python/json.h"

namespace pbc::engine {

namespace {

/// The values that a name of the source is looked up in: a dict, or null.
const Value* names_of(const Run& run, const Datapath& path) {
  auto by_block = [&](const ByName<Value>& store) {
    auto found = store.find(path.block);
    return found == store.end() ? nullptr : &found->second;
  };
  switch (path.source) {
    case Source::kPlaybookInput:
      return &run.inputs;
    case Source::kPlaybookOutput:
      return by_block(run.playbook_outputs);
    case Source::kBlockPlaybookInput:
      return by_block(run.playbook_inputs);
    case Source::kCustomFunction:
      return &run.run_data;
    default:
      return nullptr;
  }
}

/// The named value and how many segments its name takes: a name with dots that exists goes before a shorter one.
std::pair<const Value*, std::size_t> named_value(const Run& run, const Datapath& path) {
  if (path.segments.empty()) return {nullptr, 0};
  if (const Value* names = names_of(run, path)) {
    for (std::size_t count = path.segments.size(); count > 0; --count) {
      std::string key(path.text(0, count));
      // save_run_data(key="block:variable") is where a code block leaves its outputs.
      if (path.source == Source::kCustomFunction) key = path.block + ":" + key;
      if (const Value* found = member(*names, key)) return {found, count};
    }
  }
  return {nullptr, 1};
}

/// choices::kMissingValueIsOneNone: an absent value is one None; a list is its elements.
Roots roots_of_value(const Value* value) {
  Roots roots;
  if (value && value->is(Tag::kList)) {
    for (const Value& element : as_list(*value)) roots.push_back({element, Value()});
  } else {
    roots.push_back({value ? *value : Value(None), Value()});
  }
  return roots;
}

/// Outputs of code blocks are stored as JSON text.
Value decoded(const Value& stored) {
  if (!stored.is_str()) return stored;
  try {
    return parse_json(stored.text());
  } catch (const JsonError&) {
    return stored;
  } catch (const Raised&) {  // nested too deep
    caught();
    return stored;
  }
}

bool names_artifact(const Value& ids, const Value& id) {
  if (!ids.is(Tag::kList) && !ids.is(Tag::kTuple)) return false;
  const Values& items = ids.is(Tag::kList) ? as_list(ids) : as_tuple(ids);
  return std::ranges::any_of(items, [&](const Value& item) { return item == id; });
}

bool has_tag(const Value& artifact, const Value& tags) {
  const Value* own = member(artifact, "tags");
  if (!own || !own->is(Tag::kList)) return false;
  if (tags.is_str()) return names_artifact(*own, tags);
  return tags.is(Tag::kList) &&
         std::ranges::any_of(as_list(tags), [&](const Value& tag) { return names_artifact(*own, tag); });
}

/// The container's artifacts, in ascending order of id. scope "new" and "all" are one (choices::kScopeNewIsAll).
Roots artifact_roots(const Run& run, const Scope& scope) {
  Roots roots;
  if (!run.is_own_container(scope.container)) return roots;
  bool by_id = scope.scope.is(Tag::kList) || scope.scope.is(Tag::kTuple);
  bool by_tag = !scope.tags.is_unset() && bool(scope.tags);
  auto number = [](const Value* id) { return id && id->is(Tag::kInt) ? id->as_int() : 0; };
  std::int64_t last = INT64_MIN;
  bool is_sorted = true;
  for (const Value& artifact : as_list(run.artifacts)) {
    const Value* id = member(artifact, "id");
    if (by_id && !(id && names_artifact(scope.scope, *id))) continue;
    if (by_tag && !has_tag(artifact, scope.tags)) continue;
    roots.push_back({artifact, Value()});
    is_sorted &= last <= number(id);
    last = number(id);
  }
  if (!is_sorted)
    std::ranges::stable_sort(roots, {}, [&](const Root& root) { return number(member(root.value, "id")); });
  return roots;
}

Roots artifacts_with(const Run& run, const Scope& scope, const std::vector<std::int64_t>& ids) {
  Roots roots = artifact_roots(run, scope);
  std::erase_if(roots, [&](const Root& root) {
    const Value* id = member(root.value, "id");
    return !id || !id->is(Tag::kInt) || !std::ranges::binary_search(ids, id->as_int());
  });
  return roots;
}

/// While a block is rehearsed: whether what it reads is there. Of acts under way the parameters are, of those that have
/// ended all is; nothing else that blocks leave is taken (opt/rehearsal.h).
bool is_there(const Run& run, const Datapath& path) {
  if (path.source == Source::kActionResult && path.filter.empty()) {
    const bool is_parameter = !path.segments.empty() && path.text(path.segments.front()) == "parameter";
    return run.done.contains(path.block) || (is_parameter && rehearsal_of(run, path.block));
  }
  switch (path.source) {
    case Source::kArtifact:
    case Source::kContainer:
    case Source::kCustomList:
    case Source::kPlaybookInput:
    case Source::kPlaybook:
      return path.filter.empty();
    default:
      return false;
  }
}

/// The app runs of a block: those of action_results= that carry its name, else the stored ones. A path without a block
/// takes all that were given.
Values app_runs_of(const Run& run, const Datapath& path, const Scope& scope) {
  Values result;
  if (scope.action_results.is(Tag::kList)) {
    for (const Value& app_run : as_list(scope.action_results)) {
      const Value* name = member(app_run, "name");
      bool is_meant = path.block.empty() || (name && name->is_str() && name->text() == path.block);
      if (is_meant && app_run.is(Tag::kDict)) result.push_back(app_run);
    }
  }
  if (!result.empty() || path.block.empty()) return result;
  if (const Rehearsal* rehearsal = rehearsal_of(run, path.block)) return as_list(rehearsal->app_runs);
  auto stored = run.app_runs.find(path.block);
  return stored == run.app_runs.end() ? result : stored->second;
}

Roots result_roots(const Values& app_runs) {
  Roots roots;
  for (const Value& app_run : app_runs) {
    const Value* results = member(app_run, "action_results");
    if (!results || !results->is(Tag::kList)) continue;
    for (const Value& result : as_list(*results)) roots.push_back({result, app_run});
  }
  return roots;
}

Roots plain_roots(const Values& values) {
  Roots roots;
  for (const Value& value : values) roots.push_back({value, Value()});
  return roots;
}

/// All cells of all rows of a custom list, row by row; empty cells are left out.
Roots list_roots(const Run& run, const Datapath& path) {
  Roots roots;
  const Value* rows = member(run.lists, path.path);
  if (!rows) return roots;
  for (const Value& row : as_list(*rows)) {
    for (const Value& cell : as_list(row)) {
      bool is_empty = cell.is_none() || (cell.is_str() && cell.text().empty());
      if (!is_empty) roots.push_back({cell, Value()});
    }
  }
  return roots;
}

Roots format_roots(const Run& run, const Datapath& path) {
  auto format = run.formats.find(path.block);
  if (format == run.formats.end()) return {{None, Value()}};
  if (path.source == Source::kFormattedList) return plain_roots(as_list(format->second.as_list));
  return {{format->second.text, Value()}};
}

/// The source as it is without a filter.
Roots unfiltered_roots(const Run& run, const Datapath& path, const Scope& scope) {
  switch (path.source) {
    case Source::kArtifact:
      return artifact_roots(run, scope);
    case Source::kFilteredArtifact: {
      Scope given = scope;
      given.scope = scope.filter_artifacts;
      bool has_ids = given.scope.is(Tag::kList) || given.scope.is(Tag::kTuple);
      return has_ids ? artifact_roots(run, given) : Roots();
    }
    case Source::kBlockArtifact:
      return artifacts_with(run, scope, context_ids(result_roots(app_runs_of(run, path, scope))));
    case Source::kContainer:
      return {{run.container, Value()}};
    case Source::kCustomList:
      return list_roots(run, path);
    case Source::kPlaybook:
      return {{None, Value()}};
    case Source::kActionResult:
      return result_roots(app_runs_of(run, path, scope));
    case Source::kActionResults: {
      Values app_runs = app_runs_of(run, path, scope);
      return app_runs.empty() ? Roots() : Roots{{make_list(std::move(app_runs)), Value()}};
    }
    case Source::kAppRun: {
      Roots roots = plain_roots(app_runs_of(run, path, scope));
      for (Root& root : roots) root.app_run = root.value;
      return roots;
    }
    case Source::kCustomFunctionResult: {
      auto results = run.custom_function_results.find(path.block);
      return results == run.custom_function_results.end() ? Roots() : plain_roots(results->second);
    }
    case Source::kFormattedData:
    case Source::kFormattedList:
      return format_roots(run, path);
    case Source::kCustomFunction: {
      const Value* stored = named_value(run, path).first;
      Value value = stored ? decoded(*stored) : Value(None);
      return roots_of_value(&value);
    }
    case Source::kPlaybookInput:
    case Source::kPlaybookOutput:
    case Source::kBlockPlaybookInput:
      return roots_of_value(named_value(run, path).first);
  }
  return {};
}

/// What the filter kept of a block's action results, seen from a source that depends on them: the app runs that still
/// have one, the artifacts that are their context. Nothing when the filter compared none of them.
std::optional<Roots> derived_roots(const Run& run, const FilterResult& filter, const Datapath& path,
                                   const Scope& scope) {
  Datapath base = path;
  base.source = path.source == Source::kActionResult ? Source::kAppRun : Source::kActionResult;
  if (path.source != Source::kActionResult && path.source != Source::kAppRun && path.source != Source::kBlockArtifact)
    return std::nullopt;
  auto kept = filter.kept.find(source_key(run, base));
  if (kept == filter.kept.end()) return std::nullopt;
  if (path.source == Source::kBlockArtifact) return artifacts_with(run, scope, context_ids(kept->second));
  Values app_runs;
  for (const Root& root : kept->second) {
    bool is_listed = std::ranges::any_of(app_runs, [&](const Value& listed) { return is(listed, root.app_run); });
    if (!is_listed) app_runs.push_back(root.app_run);
  }
  if (path.source == Source::kActionResult) return result_roots(app_runs);
  Roots roots;
  for (const Value& app_run : app_runs) roots.push_back({app_run, app_run});
  return roots;
}

Roots filtered_roots(const Run& run, const Datapath& path, const Scope& scope) {
  auto filter = run.filters.find(path.filter);
  if (filter == run.filters.end() || !filter->second.matched) return {};
  auto kept = filter->second.kept.find(source_key(run, path));
  if (kept != filter->second.kept.end()) return kept->second;
  if (std::optional<Roots> derived = derived_roots(run, filter->second, path, scope)) return std::move(*derived);
  return choices::kFilterPassesOtherSources ? unfiltered_roots(run, path, scope) : Roots();
}

}  // namespace

std::string source_key(const Run& run, const Datapath& path) {
  switch (path.source) {
    case Source::kArtifact:
    case Source::kFilteredArtifact:
      return "artifact";
    case Source::kContainer:
      return "container";
    case Source::kPlaybook:
      return "playbook";
    case Source::kCustomList:
      return "custom_list:" + path.path;
    case Source::kBlockArtifact:
      return path.block + ":artifact";
    case Source::kActionResult:
      return path.block + ":action_result";
    case Source::kActionResults:
      return path.block + ":action_results";
    case Source::kAppRun:
      return path.block + ":";
    case Source::kCustomFunctionResult:
      return path.block + ":custom_function_result";
    case Source::kFormattedData:
      return path.block + ":formatted_data";
    case Source::kFormattedList:
      return path.block + ":formatted_data.*";
    case Source::kPlaybookInput:
    case Source::kPlaybookOutput:
    case Source::kBlockPlaybookInput:
    case Source::kCustomFunction:
      break;
  }
  std::size_t count = first_segment(run, path);
  std::string_view kind = path.source == Source::kPlaybookOutput   ? ":playbook_output:"
                          : path.source == Source::kCustomFunction ? ":custom_function:"
                                                                   : ":playbook_input:";
  return joined({path.block, kind, count == 0 ? std::string_view() : path.text(0, count)});
}

std::size_t first_segment(const Run& run, const Datapath& path) {
  return has_name(path.source) ? named_value(run, path).second : 0;
}

Roots roots_of(const Run& run, const Datapath& path, const Scope& scope) {
  if (run.rehearsal && !is_there(run, path)) throw RehearsalOver();
  return path.filter.empty() ? unfiltered_roots(run, path, scope) : filtered_roots(run, path, scope);
}

std::vector<std::int64_t> context_ids(const Roots& action_results) {
  std::vector<std::int64_t> ids;
  for (const Root& root : action_results) {
    const Value* parameter = member(root.value, "parameter");
    const Value* context = parameter ? member(*parameter, "context") : nullptr;
    const Value* id = context ? member(*context, "artifact_id") : nullptr;
    if (id && id->is(Tag::kInt)) ids.push_back(id->as_int());
  }
  std::ranges::sort(ids);
  ids.erase(std::ranges::unique(ids).begin(), ids.end());
  return ids;
}

}  // namespace pbc::engine
