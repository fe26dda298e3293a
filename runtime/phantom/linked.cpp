// SPDX-License-Identifier: Apache-2.0
//
// phantom.custom_function and phantom.playbook (docs/playbook-api.md, Sub-playbooks and Custom functions): other files
// that the compiler linked into the program.
#include "phantom/linked.h"

#include <algorithm>

#include "phantom/callback.h"
#include "phantom/choices.h"
#include "phantom/engine.h"
#include "phantom/plain.h"
#include "phantom/reply.h"

namespace pbc::engine {

namespace {

std::string loose(std::string_view name) {
  std::string folded(name);
  for (char& c : folded) {
    if (c == ' ' || c == '-') c = '_';
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return folded;
}

bool is_kind(const Playbook& module, LinkKind kind) {
  const bool is_playbook = !module_function(module, "on_start").is_unset();
  return is_playbook == (kind == LinkKind::kPlaybook);
}

/// A custom function's module, once it is loaded.
struct LoadedModule {
  std::unique_ptr<Globals> variables;
};

/// The modules of custom functions that were loaded; their variables are values of the run's memory.
std::map<const Playbook*, LoadedModule>& loaded_modules() {
  return run_local<std::map<const Playbook*, LoadedModule>>();
}

/// Calls the function of the file's name. The module's body runs before the first call.
Value call_custom_function(Run& run, const Playbook& module, const Value& parameter) {
  auto [known, is_new] = loaded_modules().try_emplace(&module);
  if (is_new) {
    for (const FunctionInfo& function : module.functions) run.shared.blocks.insert(function.name);
    add_functions(module.functions);
    known->second.variables = new_globals(module);
  }
  ModuleScope scope(module, known->second.variables.get());
  if (is_new) {
    try {
      module.load();
    } catch (...) {
      loaded_modules().erase(known);
      throw;
    }
  }
  const Value function = module_function(module, module.name);
  if (function.is_unset())
    raise_error(kLookupError, joined({module.file, " does not define the function '", module.name, "'"}));
  return call_with(function, {}, copy_deep(parameter));
}

/// One run of the function: its result record. What it raises is a failure of this record alone.
Value run_custom_function(Run& run, const Value& reference, const std::string& block, const Value& parameter) {
  Value record = dict({{"success", true},
                       {"message", ""},
                       {"parameter", parameter},
                       {"data", make_dict()},
                       {"custom_function", reference},
                       {"name", make_str(block)}});
  run.inside_custom_function = true;
  try {
    const Playbook* module = find_linked(to_str(reference), LinkKind::kCustomFunction);
    if (!module) raise_error(kLookupError, "no custom function '" + to_str(reference) + "'");
    set_member(record, "data", copy_deep(call_custom_function(run, *module, parameter)));
  } catch (const Raised& raised) {
    set_member(record, "success", false);
    set_member(record, "message", make_str(to_str(raised.exception)));
    caught();
  }
  run.inside_custom_function = false;
  return record;
}

Values read_parameters(const Value& argument) {
  Values parameters;
  if (!is_given(argument)) return parameters;
  if (argument.is(Tag::kDict)) return {copy_deep(argument)};
  for (const Value& parameter : to_values(argument)) {
    if (!parameter.is(Tag::kDict))
      raise_type_error("custom_function() parameters must be a list of dicts, not a list of ", type_name(parameter));
    parameters.push_back(copy_deep(parameter));
  }
  return parameters;
}

/// What the child begins with: nothing, when it is not there or too deep, and then it has failed.
void begin(Run& child, const std::string& reference, bool is_linked) {
  if (!is_linked) {
    child.fail("no playbook '" + reference + "'");
  } else if (child.depth > choices::kNestedRuns) {
    child.fail("playbooks nested deeper than " + std::to_string(choices::kNestedRuns));
  } else if (child.id > choices::kRunsInAll) {
    child.fail("more than " + std::to_string(choices::kRunsInAll) + " playbooks in one run");
  }
  child.start();
}

void end(Run& run, const Run& child, const std::string& block) {
  run.playbook_outputs[block] = child.failed ? make_dict() : copy_deep(child.outputs);
  run.done_playbooks.insert(block);
}

void no_body() {}

/// What stands for a playbook that is not linked: it can only fail, under the name that was asked for.
const Playbook& missing_playbook(std::string_view name) {
  struct Missing {
    explicit Missing(std::string_view text) : name(text), facts{name.c_str(), "", {}, nullptr, no_body, false} {}
    const std::string name;
    const Playbook facts;
  };
  auto& known = run_local<ByName<std::unique_ptr<Missing>>>();
  auto& made = known[std::string(name)];
  if (!made) made = std::make_unique<Missing>(name);
  return made->facts;
}

}  // namespace

const Playbook* find_playbook(std::string_view name) {
  if (name.find('/') == name.npos) return find_linked(name, LinkKind::kPlaybook);
  for (const Link& link : pbc::playbook.links)
    if (loose(link.reference) == loose(name) && is_kind(*link.playbook, LinkKind::kPlaybook)) return link.playbook;
  return nullptr;
}

std::vector<const Playbook*> linked_playbooks() {
  std::vector<const Playbook*> found;
  for (const Link& link : pbc::playbook.links)
    if (is_kind(*link.playbook, LinkKind::kPlaybook) && std::ranges::find(found, link.playbook) == found.end())
      found.push_back(link.playbook);
  std::ranges::sort(found, {}, &Playbook::module);
  return found;
}

const Playbook* find_linked(std::string_view reference, LinkKind kind) {
  const std::initializer_list<Link>& links = pbc::playbook.links;
  for (const Link& link : links)
    if (link.reference == reference && is_kind(*link.playbook, kind)) return link.playbook;
  const std::string name = loose(base_name(reference));
  for (const Link& link : links)
    if (loose(link.playbook->name) == name && is_kind(*link.playbook, kind)) return link.playbook;
  return nullptr;
}

}  // namespace pbc::engine

namespace pbc::phantom {

using namespace pbc::engine;

/// Once per parameter dict, in order, when the block has returned; the callback gets the result records.
Value custom_function(const custom_function_arguments& arguments) {
  static_assert(!choices::kEmptyCustomFunctionSucceeds);
  Run& run = Run::current();
  if (!is_given(arguments.custom_function))
    raise_type_error("custom_function() missing 1 required positional argument: 'custom_function'");
  refuse_in_custom_function(run, "custom_function");
  run.trace_call(arguments);
  const Value callback = callback_of("custom_function", arguments.callback);
  const Value reference = str_value(arguments.custom_function);
  const std::string block = to_str(or_default(arguments.name, make_str(base_name(reference.text()))));
  Values parameters = read_parameters(arguments.parameters);
  ++run.pending;
  auto finish = [&run, reference, block, callback, parameters = std::move(parameters)] {
    Values records;
    bool any = false;
    for (const Value& parameter : parameters) {
      records.push_back(run_custom_function(run, reference, block, parameter));
      any |= bool(*member(records.back(), "success"));
    }
    run.custom_function_results[block] = records;
    run.done_custom_functions.insert(block);
    Completion completion{callback, {}};
    completion.arguments.success = any;
    completion.arguments.container = for_block(callback, "container", run.container);
    completion.arguments.results = for_block(callback, "results", make_list(std::move(records)));
    completion.arguments.custom_function = dict({{"name", make_str(block)}, {"custom_function", reference}});
    return completion;
  };
  run.shared.at(run.world.now(), [&run, finish = std::move(finish)] { run.complete(finish); });
  return run.shared.next_id("custom_function_run");
}

/// With a callback, the run is not over before the child is; without, both go on.
Value playbook(const playbook_arguments& arguments) {
  Run& run = Run::current();
  if (!is_given(arguments.playbook)) raise_type_error("playbook() missing 1 required positional argument: 'playbook'");
  refuse_in_custom_function(run, "playbook");
  run.trace_call(arguments);
  const Value callback = callback_of("playbook", arguments.callback);
  const std::string reference = to_str(arguments.playbook);
  const std::string name(base_name(reference));
  const std::string block = is_given(arguments.name) ? to_str(arguments.name) : name;
  const Value inputs = is_given(arguments.inputs) ? copy_deep(arguments.inputs) : make_dict();
  if (!inputs.is(Tag::kDict)) raise_type_error("playbook() inputs must be a dict, not ", type_name(inputs));
  const Value handle = or_default(arguments.handle, None);

  const Playbook* linked = find_linked(reference, LinkKind::kPlaybook);
  Run& child = run.shared.add_run(linked ? *linked : missing_playbook(name), inputs, run);
  run.playbook_inputs[block] = child.inputs;
  if (callback.is_none()) {
    child.when_over = [&run, &child, block] { end(run, child, block); };
  } else {
    ++run.pending;
    auto finish = [&run, &child, block, callback, handle] {
      end(run, child, block);
      Completion completion{callback, {}};
      completion.arguments.handle = handle;
      completion.arguments.success = !child.failed;
      completion.arguments.container = for_block(callback, "container", run.container);
      return completion;
    };
    child.when_over = [&run, finish = std::move(finish)] {
      run.shared.at(run.world.now(), [&run, finish] { run.complete(finish); });
    };
  }
  run.shared.at(run.world.now(),
                [&child, reference, is_linked = linked != nullptr] { begin(child, reference, is_linked); });
  return child.id;
}

}  // namespace pbc::phantom
