// Made by pbc from phantom_calls.py. Edit the playbook, not this file.
#include <pbc/playbook.h>

namespace playbook_code {

using namespace pbc;

// --- Declarations ----------------------------------------------------------------------------------------------------

struct on_finish_arguments {
  Value container;
  Value summary;
};

Value on_start(BlockArguments);
Value join_decision_1(BlockArguments);
Value decision_1(BlockArguments);
Value on_finish(on_finish_arguments);

// --- Module ----------------------------------------------------------------------------------------------------------

/// The module's variables; every run has its own.
struct Globals final : pbc::Globals {
  Value phantom_;
};
Globals& module() {
  return static_cast<Globals&>(globals());
}

// --- Functions -------------------------------------------------------------------------------------------------------

Value on_start(BlockArguments args) {
  Frame at{"on_start"};
  Value parameters = list({dict({{"ip", "192.0.2.1"}, {"context", dict({{"artifact_id", 1}})}})});
  at(6);
  phantom::act({.action = "geolocate ip", .parameters = parameters, .assets = list({"maxmind"}),
      .callback = join_decision_1, .name = "geolocate_1"});
  at(7);
  phantom::act({.action = "whois ip", .parameters = parameters, .assets = list({"whois"}), .callback = join_decision_1,
      .name = "whois_1"});
  return None;
}

Value join_decision_1(BlockArguments args) {
  Frame at{"join_decision_1"};
  Value container = args.container;
  Value handle = args.handle;
  at(11);
  if (phantom::completed({.action_names = list({"geolocate_1", "whois_1"})})) {
    at(12);
    decision_1({.container = container, .handle = handle});
  }
  return None;
}

Value decision_1(BlockArguments args) {
  Frame at{"decision_1"};
  Value container = args.container;
  Value results = args.results;
  at(16);
  auto [matched_artifacts_1,
      matched_results_1] = unpack<2>(phantom::condition({.container = container,
          .conditions = list({list({"geolocate_1:action_result.data.*.country_name", "==", "Atlantis"}),
              list({"artifact:*.cef.bytesOut", ">", 1000})}), .logical_operator = "or",
          .name = "decision_1:condition_1", .action_results = results}));
  if (matched_artifacts_1 || matched_results_1) {
    at(26);
    phantom::set_severity({.container = container, .severity = "high"});
  }
  return None;
}

Value on_finish(on_finish_arguments args) {
  Frame at{"on_finish"};
  return None;
}

// --- Module body -----------------------------------------------------------------------------------------------------

void load() {
  Frame at{"<module>"};
  at(1);
  module().phantom_ = import_leaf("phantom.rules");
}

// --- Functions by name -----------------------------------------------------------------------------------------------

const std::initializer_list<Parameter> kParametersOf_on_start = {Parameter{"container"}};
const std::initializer_list<Parameter> kBlockParameters = {{"action", ParameterKind::kNormal, None},
    {"success", ParameterKind::kNormal, None}, {"container", ParameterKind::kNormal, None},
    {"results", ParameterKind::kNormal, None}, {"handle", ParameterKind::kNormal, None},
    {"filtered_artifacts", ParameterKind::kNormal, None}, {"filtered_results", ParameterKind::kNormal, None},
    {"custom_function", ParameterKind::kNormal, None}, {"kwargs", ParameterKind::kKwargs}};
template <Value (*f)(BlockArguments)>
Value call_block(Value* args) {
  return f({.action = args[0], .success = args[1], .container = args[2], .results = args[3], .handle = args[4],
      .filtered_artifacts = args[5], .filtered_results = args[6], .custom_function = args[7], .kwargs = args[8]});
}
const std::initializer_list<Parameter> kParametersOf_on_finish = {{"container"}, {"summary"}};

const std::initializer_list<FunctionInfo> kFunctions = {
  {"on_start", 4, code_of(on_start), kParametersOf_on_start,
      [](Value* args) { return on_start({.container = args[0]}); }, nullptr, {.unread = "container"}},
  {"join_decision_1", 10, code_of(join_decision_1), kBlockParameters, call_block<join_decision_1>, nullptr,
      {.unread = "results", .looked_at = "container"}},
  {"decision_1", 15, code_of(decision_1), kBlockParameters, call_block<decision_1>},
  {"on_finish", 29, code_of(on_finish), kParametersOf_on_finish,
      [](Value* args) { return on_finish({.container = args[0], .summary = args[1]}); }, nullptr,
      {.unread = "container summary"}},
};

}  // namespace playbook_code

const pbc::Playbook pbc::playbook = {
  .name = "phantom_calls",
  .file = "phantom_calls.py",
  .functions = playbook_code::kFunctions,
  .make_globals = []() -> pbc::Globals* { return new playbook_code::Globals; },
  .load = playbook_code::load,
  .is_script = false,
};
