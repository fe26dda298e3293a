// Made by pbc from hello_phishing.py. Edit the playbook, not this file.
//
// The smallest playbook worth running: look up the links of a reported mail, decide, and leave a note. Start reading
// here.
#include <pbc/playbook.h>

namespace playbook_code {

using namespace pbc;

// --- Declarations ----------------------------------------------------------------------------------------------------

struct on_finish_arguments {
  Value container;
  Value summary;
};

Value on_start(BlockArguments);
Value look_up_links(BlockArguments);
Value is_it_phishing(BlockArguments);
Value note_phishing(BlockArguments);
Value note_nothing_found(BlockArguments);
Value on_finish(on_finish_arguments);

// --- Module ----------------------------------------------------------------------------------------------------------

/// The module's variables; every run has its own.
struct Globals final : pbc::Globals {
  Value phantom_;
  Value json;
  Value datetime;
  Value timedelta;
};
Globals& module() {
  return static_cast<Globals&>(globals());
}

// --- Functions -------------------------------------------------------------------------------------------------------

Value on_start(BlockArguments args) {
  Frame at{"on_start"};
  Value container = args.container;
  at(13);
  phantom::debug({.message = "on_start() called"});
  at(16);
  look_up_links({.container = container});
  return None;
}

// Ask PhishTank about each link of the mail.
Value look_up_links(BlockArguments args) {
  Frame at{"look_up_links"};
  Value container = args.container;
  at(22);
  phantom::debug({.message = "look_up_links() called"});
  at(30);
  Value container_artifact_data = phantom::collect2({.container = container,
      .datapath = list({"artifact:*.cef.requestURL", "artifact:*.id"})});
  Value parameters = list({});
  at(35);
  for (Value container_artifact_item : iterate(container_artifact_data)) {
    at(36);
    if (!container_artifact_item[0].is_none()) {
      at(38);
      parameters.call("append",
          {at(37,
              dict({{"url", at(39, container_artifact_item[0])},
                  {"context", dict({{"artifact_id", container_artifact_item[1]}})}}))});
    }
  }
  at(52);
  phantom::act({.action = "url reputation", .parameters = parameters, .assets = list({"phishtank"}),
      .callback = is_it_phishing, .name = "look_up_links"}, {.share = phantom::Sharing::kRun});
  return None;
}

// One confirmed link is enough.
Value is_it_phishing(BlockArguments args) {
  Frame at{"is_it_phishing"};
  Value action = args.action;
  Value success = args.success;
  Value container = args.container;
  Value results = args.results;
  Value handle = args.handle;
  at(59);
  phantom::debug({.message = "is_it_phishing() called"});
  at(66);
  Value found_match_1 = phantom::decision({.container = container,
      .conditions = list({list({"look_up_links:action_result.summary.Valid", "==", true})}), .delimiter = None});
  if (found_match_1) {
    at(75);
    note_phishing({.action = action, .success = success, .container = container, .results = results, .handle = handle});
    return None;
  }
  at(79);
  note_nothing_found({.action = action, .success = success, .container = container, .results = results,
      .handle = handle});
  return None;
}

// Tell the analyst what was found.
Value note_phishing(BlockArguments args) {
  Frame at{"note_phishing"};
  Value container = args.container;
  at(86);
  phantom::debug({.message = "note_phishing() called"});
  at(102);
  phantom::add_note({.container = container, .note_type = "general", .title = "Phishing",
      .content = "PhishTank confirms at least one link of this mail as phishing.", .note_format = "markdown"});
  return None;
}

// Tell the analyst that there was nothing to find.
Value note_nothing_found(BlockArguments args) {
  Frame at{"note_nothing_found"};
  Value container = args.container;
  at(109);
  phantom::debug({.message = "note_nothing_found() called"});
  at(125);
  phantom::add_note({.container = container, .note_type = "general", .title = "Nothing found",
      .content = "PhishTank confirms none of the links as phishing. That is no proof that they are safe.",
      .note_format = "markdown"});
  return None;
}

Value on_finish(on_finish_arguments args) {
  Frame at{"on_finish"};
  at(132);
  phantom::debug({.message = "on_finish() called"});
  return None;
}

// --- Module body -----------------------------------------------------------------------------------------------------

void load() {
  Frame at{"<module>"};
  at(6);
  module().phantom_ = import_leaf("phantom.rules");
  at(7);
  module().json = import("json");
  at(8);
  module().datetime = import_from("datetime", "datetime");
  module().timedelta = import_from("datetime", "timedelta");
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
  {"on_start", 12, code_of(on_start), kParametersOf_on_start,
      [](Value* args) { return on_start({.container = args[0]}); }, nullptr, {.looked_at = "container"}},
  {"look_up_links", 21, code_of(look_up_links), kBlockParameters, call_block<look_up_links>},
  {"is_it_phishing", 58, code_of(is_it_phishing), kBlockParameters, call_block<is_it_phishing>, nullptr,
      {.unread = "results", .looked_at = "container"}},
  {"note_phishing", 85, code_of(note_phishing), kBlockParameters, call_block<note_phishing>},
  {"note_nothing_found", 108, code_of(note_nothing_found), kBlockParameters, call_block<note_nothing_found>},
  {"on_finish", 131, code_of(on_finish), kParametersOf_on_finish,
      [](Value* args) { return on_finish({.container = args[0], .summary = args[1]}); }, nullptr,
      {.unread = "container summary"}},
};

}  // namespace playbook_code

const pbc::Playbook pbc::playbook = {
  .name = "hello_phishing",
  .file = "hello_phishing.py",
  .functions = playbook_code::kFunctions,
  .make_globals = []() -> pbc::Globals* { return new playbook_code::Globals; },
  .load = playbook_code::load,
  .is_script = false,
};
