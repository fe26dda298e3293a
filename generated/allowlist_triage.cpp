// Made by pbc from allowlist_triage.py. Edit the playbook, not this file.
//
// First triage of a network alert with three custom lists. Sources inside "trusted networks" are set aside, sources on
// "known bad hosts" raise the severity at once, and the rest is looked up; hosts that turn out bad are added to "known
// bad hosts" so that the next event needs no look-up. A fourth list, "triage journal", keeps one row per event.
#include <pbc/playbook.h>

namespace playbook_code {

using namespace pbc;

// --- Declarations ----------------------------------------------------------------------------------------------------

struct on_finish_arguments {
  Value container;
  Value summary;
};

Value on_start(BlockArguments);
Value sort_sources(BlockArguments);
Value note_trusted(BlockArguments);
Value raise_for_known_host(BlockArguments);
Value look_up_strangers(BlockArguments);
Value look_up_strangers_callback(BlockArguments);
Value rate_strangers(BlockArguments);
Value remember_hosts(BlockArguments);
Value comment_remembered(BlockArguments);
Value anything_alarming(BlockArguments);
Value keep_open(BlockArguments);
Value lower_severity(BlockArguments);
Value note_unanswered(BlockArguments);
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
  sort_sources({.container = container});
  return None;
}

// Trusted, known as bad, or unknown: each source goes one way. The list of
// trusted networks holds addresses and CIDR ranges.
Value sort_sources(BlockArguments args) {
  Frame at{"sort_sources"};
  Value action = args.action;
  Value success = args.success;
  Value container = args.container;
  Value results = args.results;
  Value handle = args.handle;
  at(22);
  phantom::debug({.message = "sort_sources() called"});
  at(30);
  auto [matched_artifacts_1,
      matched_results_1] = unpack<2>(phantom::condition({.container = container,
          .conditions = list({list({"artifact:*.cef.sourceAddress", "in", "custom_list:trusted networks"})}),
          .name = "sort_sources:condition_1", .delimiter = None}));
  if (matched_artifacts_1 || matched_results_1) {
    at(40);
    note_trusted({.action = action, .success = success, .container = container, .results = results, .handle = handle,
        .filtered_artifacts = matched_artifacts_1, .filtered_results = matched_results_1});
  }
  at(43);
  auto [matched_artifacts_2,
      matched_results_2] = unpack<2>(phantom::condition({.container = container,
          .conditions = list({list({"artifact:*.cef.sourceAddress", "in", "custom_list:known bad hosts"})}),
          .name = "sort_sources:condition_2", .delimiter = None}));
  if (matched_artifacts_2 || matched_results_2) {
    at(53);
    raise_for_known_host({.action = action, .success = success, .container = container, .results = results,
        .handle = handle, .filtered_artifacts = matched_artifacts_2, .filtered_results = matched_results_2});
  }
  at(56);
  auto [matched_artifacts_3,
      matched_results_3] = unpack<2>(phantom::condition({.container = container,
          .conditions = list({list({"artifact:*.cef.sourceAddress", "!=", ""}),
              list({"artifact:*.cef.sourceAddress", "not in", "custom_list:trusted networks"}),
              list({"artifact:*.cef.sourceAddress", "not in", "custom_list:known bad hosts"})}),
          .logical_operator = "and", .name = "sort_sources:condition_3", .delimiter = None}));
  if (matched_artifacts_3 || matched_results_3) {
    at(69);
    look_up_strangers({.action = action, .success = success, .container = container, .results = results,
        .handle = handle, .filtered_artifacts = matched_artifacts_3, .filtered_results = matched_results_3});
  }
  return None;
}

// Say what was left out, so that nobody wonders.
Value note_trusted(BlockArguments args) {
  Frame at{"note_trusted"};
  Value container = args.container;
  at(76);
  phantom::debug({.message = "note_trusted() called"});
  at(82);
  Value filtered_artifact_0_data_sort_sources = phantom::collect2({.container = container,
      .datapath = list({"filtered-data:sort_sources:condition_1:artifact:*.cef.sourceAddress"})});
  Value filtered_artifact_0_cef_sourceaddress = list({});
  at(84);
  for (Value item : iterate(filtered_artifact_0_data_sort_sources)) {
    append(filtered_artifact_0_cef_sourceaddress, item[0]);
  }
  at(86);
  Value trusted_combined_value = phantom::concatenate({.parts = tuple({filtered_artifact_0_cef_sourceaddress}),
      .dedup = true});
  at(92);
  trusted_combined_value = Value{"Set aside as trusted: {}"}.call("format",
      {Value{", "}.call("join", {trusted_combined_value})});
  at(98);
  phantom::comment({.container = container, .comment = trusted_combined_value});
  return None;
}

// No look-up needed: this host was bad before.
Value raise_for_known_host(BlockArguments args) {
  Frame at{"raise_for_known_host"};
  Value container = args.container;
  at(105);
  phantom::debug({.message = "raise_for_known_host() called"});
  at(111);
  Value filtered_artifact_0_data_sort_sources = phantom::collect2({.container = container,
      .datapath = list({"filtered-data:sort_sources:condition_2:artifact:*.cef.sourceAddress"})});
  Value filtered_artifact_0_cef_sourceaddress = list({});
  at(113);
  for (Value item : iterate(filtered_artifact_0_data_sort_sources)) {
    append(filtered_artifact_0_cef_sourceaddress, item[0]);
  }
  at(115);
  Value known_combined_value = phantom::concatenate({.parts = tuple({filtered_artifact_0_cef_sourceaddress}),
      .dedup = true});
  at(121);
  known_combined_value = Value{", "}.call("join", {known_combined_value});
  at(127);
  phantom::set_severity({.container = container, .severity = "high"});
  at(128);
  phantom::pin({.container = container, .message = "Known bad host", .data = known_combined_value, .pin_type = "card",
      .pin_style = "red", .name = "raise_for_known_host"});
  return None;
}

// Ask AbuseIPDB about the hosts that no list knows.
Value look_up_strangers(BlockArguments args) {
  Frame at{"look_up_strangers"};
  Value container = args.container;
  at(135);
  phantom::debug({.message = "look_up_strangers() called"});
  at(143);
  Value filtered_artifact_0_data_sort_sources = phantom::collect2({.container = container,
      .datapath = list({"filtered-data:sort_sources:condition_3:artifact:*.cef.sourceAddress",
          "filtered-data:sort_sources:condition_3:artifact:*.id"})});
  Value parameters = list({});
  at(148);
  for (Value filtered_artifact_0_item_sort_sources : iterate(filtered_artifact_0_data_sort_sources)) {
    at(149);
    if (!filtered_artifact_0_item_sort_sources[0].is_none()) {
      at(151);
      parameters.call("append",
          {at(150,
              dict({{"ip", at(153, filtered_artifact_0_item_sort_sources[0])}, {"days", 90},
                  {"context", dict({{"artifact_id", filtered_artifact_0_item_sort_sources[1]}})}}))});
    }
  }
  at(166);
  phantom::act({.action = "lookup ip", .parameters = parameters, .assets = list({"abuseipdb"}),
      .callback = look_up_strangers_callback, .name = "look_up_strangers"}, {.share = phantom::Sharing::kRun});
  return None;
}

Value look_up_strangers_callback(BlockArguments args) {
  Frame at{"look_up_strangers_callback"};
  Value action = args.action;
  Value success = args.success;
  Value container = args.container;
  Value results = args.results;
  Value handle = args.handle;
  Value filtered_artifacts = args.filtered_artifacts;
  Value filtered_results = args.filtered_results;
  at(173);
  phantom::debug({.message = "look_up_strangers_callback() called"});
  at(176);
  rate_strangers({.action = action, .success = success, .container = container, .results = results, .handle = handle,
      .filtered_artifacts = filtered_artifacts, .filtered_results = filtered_results});
  at(177);
  anything_alarming({.action = action, .success = success, .container = container, .results = results, .handle = handle,
      .filtered_artifacts = filtered_artifacts, .filtered_results = filtered_results});
  return None;
}

// Bad is who was reported often and with confidence.
Value rate_strangers(BlockArguments args) {
  Frame at{"rate_strangers"};
  Value action = args.action;
  Value success = args.success;
  Value container = args.container;
  Value results = args.results;
  Value handle = args.handle;
  at(184);
  phantom::debug({.message = "rate_strangers() called"});
  at(191);
  auto [matched_artifacts_1,
      matched_results_1] = unpack<2>(phantom::condition({.container = container,
          .conditions = list({list({"look_up_strangers:action_result.data.*.data.abuseConfidenceScore", ">=", 75}),
              list({"look_up_strangers:action_result.data.*.data.totalReports", ">", 5})}), .logical_operator = "and",
          .name = "rate_strangers:condition_1", .delimiter = None}));
  if (matched_artifacts_1 || matched_results_1) {
    at(203);
    remember_hosts({.action = action, .success = success, .container = container, .results = results, .handle = handle,
        .filtered_artifacts = matched_artifacts_1, .filtered_results = matched_results_1});
  }
  at(206);
  auto [matched_artifacts_2,
      matched_results_2] = unpack<2>(phantom::condition({.container = container,
          .conditions = list({list({"look_up_strangers:action_result.status", "==", "failed"})}),
          .name = "rate_strangers:condition_2", .delimiter = None}));
  if (matched_artifacts_2 || matched_results_2) {
    at(216);
    note_unanswered({.action = action, .success = success, .container = container, .results = results, .handle = handle,
        .filtered_artifacts = matched_artifacts_2, .filtered_results = matched_results_2});
  }
  return None;
}

// Add the bad hosts to the list, then raise the severity.
Value remember_hosts(BlockArguments args) {
  Frame at{"remember_hosts"};
  Value success = args.success;
  Value container = args.container;
  at(223);
  phantom::debug({.message = "remember_hosts() called"});
  at(229);
  Value id_value = container.call("get", {"id", None});
  at(230);
  Value filtered_result_0_data_rate_strangers = phantom::collect2({.container = container,
      .datapath = list({"filtered-data:rate_strangers:condition_1:look_up_strangers:action_result.parameter.ip",
          "filtered-data:rate_strangers:condition_1:look_up_strangers:action_result.data.*.data.abuseConfidenceScore"})});
  Value filtered_result_0_parameter_ip = list({});
  at(232);
  for (Value item : iterate(filtered_result_0_data_rate_strangers)) {
    append(filtered_result_0_parameter_ip, item[0]);
  }
  Value filtered_result_0_data___abuseconfidencescore = list({});
  at(233);
  for (Value item_2 : iterate(filtered_result_0_data_rate_strangers)) {
    append(filtered_result_0_data___abuseconfidencescore, item_2[1]);
  }
  Value remembered = list({});
  at(241);
  for (std::int64_t position : integers(py("range")({len(filtered_result_0_parameter_ip)}))) {
    at(242);
    Value host = filtered_result_0_parameter_ip[position];
    at(243);
    if (!in(host, remembered)) {
      at(244);
      remembered.call("append", {host});
      at(245);
      auto [t,
          message] = unpack<2>(phantom::add_list({.list_name = "known bad hosts",
              .values = list({host, fstring({"score ", Field{filtered_result_0_data___abuseconfidencescore[position]}}),
                  fstring({"event ", Field{id_value}})})}));
      success = t;
      if (!success) {
        at(247);
        phantom::error({.message = fstring({"could not remember ", Field{host}, ": ", Field{message}})});
      }
    }
  }
  at(253);
  phantom::set_severity({.container = container, .severity = "high"});
  at(255);
  comment_remembered({.container = container});
  return None;
}

Value comment_remembered(BlockArguments args) {
  Frame at{"comment_remembered"};
  Value success = args.success;
  Value container = args.container;
  at(262);
  phantom::debug({.message = "comment_remembered() called"});
  at(268);
  auto [t, message, known_hosts] = unpack<3>(phantom::get_list({.list_name = "known bad hosts"}));
  success = t;
  at(269);
  Value comment_text = Value{"Entries on the list of known bad hosts: {}"}.call("format", {len(known_hosts)});
  at(275);
  phantom::comment({.container = container, .comment = comment_text});
  return None;
}

// A known bad host, a bad score or a missing answer keeps the event open.
Value anything_alarming(BlockArguments args) {
  Frame at{"anything_alarming"};
  Value action = args.action;
  Value success = args.success;
  Value container = args.container;
  Value results = args.results;
  Value handle = args.handle;
  at(282);
  phantom::debug({.message = "anything_alarming() called"});
  at(289);
  Value found_match_1 = phantom::decision({.container = container,
      .conditions = list({list({"filtered-data:sort_sources:condition_2:artifact:*.id", "!=", ""}),
          list({"look_up_strangers:action_result.data.*.data.abuseConfidenceScore", ">=", 25}),
          list({"look_up_strangers:action_result.status", "==", "failed"})}), .logical_operator = "or",
      .delimiter = None});
  if (found_match_1) {
    at(301);
    keep_open({.action = action, .success = success, .container = container, .results = results, .handle = handle});
    return None;
  }
  at(305);
  lower_severity({.action = action, .success = success, .container = container, .results = results, .handle = handle});
  return None;
}

Value keep_open(BlockArguments args) {
  Frame at{"keep_open"};
  Value container = args.container;
  at(312);
  phantom::debug({.message = "keep_open() called"});
  at(324);
  phantom::set_status({.container = container, .status = "open"});
  return None;
}

Value lower_severity(BlockArguments args) {
  Frame at{"lower_severity"};
  Value container = args.container;
  at(331);
  phantom::debug({.message = "lower_severity() called"});
  at(343);
  phantom::set_severity({.container = container, .severity = "low"});
  at(344);
  phantom::comment({.container = container, .comment = "None of the unknown sources has a bad reputation."});
  return None;
}

// A host without an answer is neither good nor bad.
Value note_unanswered(BlockArguments args) {
  Frame at{"note_unanswered"};
  Value container = args.container;
  at(351);
  phantom::debug({.message = "note_unanswered() called"});
  at(357);
  Value filtered_result_0_data_rate_strangers = phantom::collect2({.container = container,
      .datapath = list({"filtered-data:rate_strangers:condition_2:look_up_strangers:action_result.parameter.ip",
          "filtered-data:rate_strangers:condition_2:look_up_strangers:action_result.message"})});
  Value t = list({});
  at(363);
  for (Value item : iterate(filtered_result_0_data_rate_strangers)) {
    append(t, fstring({"- ", Field{item[0]}, ": ", Field{item[1]}}));
  }
  Value unanswered_combined_value = Value{"\n"}.call("join", {t});
  at(369);
  phantom::add_note({.container = container, .note_type = "general", .title = "Not looked up",
      .content = unanswered_combined_value, .note_format = "markdown"});
  return None;
}

Value on_finish(on_finish_arguments args) {
  Frame at{"on_finish"};
  Value container = args.container;
  at(376);
  phantom::debug({.message = "on_finish() called"});
  at(378);
  Value id_value = container.call("get", {"id", None});
  at(379);
  Value name_value = container.call("get", {"name", None});
  at(380);
  Value filtered_artifact_0_data_sort_sources = phantom::collect2({.container = container,
      .datapath = list({"filtered-data:sort_sources:condition_1:artifact:*.cef.sourceAddress"})});
  at(381);
  Value filtered_artifact_1_data_sort_sources = phantom::collect2({.container = container,
      .datapath = list({"filtered-data:sort_sources:condition_2:artifact:*.cef.sourceAddress"})});
  at(382);
  Value filtered_artifact_2_data_sort_sources = phantom::collect2({.container = container,
      .datapath = list({"filtered-data:sort_sources:condition_3:artifact:*.cef.sourceAddress"})});
  Value filtered_artifact_0_cef_sourceaddress = list({});
  at(384);
  for (Value item : iterate(filtered_artifact_0_data_sort_sources)) {
    append(filtered_artifact_0_cef_sourceaddress, item[0]);
  }
  Value filtered_artifact_1_cef_sourceaddress = list({});
  at(385);
  for (Value item_2 : iterate(filtered_artifact_1_data_sort_sources)) {
    append(filtered_artifact_1_cef_sourceaddress, item_2[0]);
  }
  Value filtered_artifact_2_cef_sourceaddress = list({});
  at(386);
  for (Value item_3 : iterate(filtered_artifact_2_data_sort_sources)) {
    append(filtered_artifact_2_cef_sourceaddress, item_3[0]);
  }
  at(388);
  Value all_combined_value = phantom::concatenate({.parts = tuple({filtered_artifact_0_cef_sourceaddress,
      filtered_artifact_1_cef_sourceaddress, filtered_artifact_2_cef_sourceaddress}), .dedup = true});
  at(394);
  phantom::add_list({.list_name = "triage journal",
      .values = list({id_value, name_value, Value{" "}.call("join", {all_combined_value})})});
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
    {"custom_function", ParameterKind::kNormal, None}, {"loop_state_json", ParameterKind::kNormal, None},
    {"kwargs", ParameterKind::kKwargs}};
template <Value (*f)(BlockArguments)>
Value call_block(Value* args) {
  return f({.action = args[0], .success = args[1], .container = args[2], .results = args[3], .handle = args[4],
      .filtered_artifacts = args[5], .filtered_results = args[6], .custom_function = args[7],
      .loop_state_json = args[8], .kwargs = args[9]});
}
const std::initializer_list<Parameter> kParametersOf_on_finish = {{"container"}, {"summary"}};

const std::initializer_list<FunctionInfo> kFunctions = {
  {"on_start", 12, code_of(on_start), kParametersOf_on_start,
      [](Value* args) { return on_start({.container = args[0]}); }, nullptr, {.looked_at = "container"}},
  {"sort_sources", 21, code_of(sort_sources), kBlockParameters, call_block<sort_sources>},
  {"note_trusted", 75, code_of(note_trusted), kBlockParameters, call_block<note_trusted>},
  {"raise_for_known_host", 104, code_of(raise_for_known_host), kBlockParameters, call_block<raise_for_known_host>},
  {"look_up_strangers", 134, code_of(look_up_strangers), kBlockParameters, call_block<look_up_strangers>},
  {"look_up_strangers_callback", 172, code_of(look_up_strangers_callback), kBlockParameters,
      call_block<look_up_strangers_callback>, nullptr, {.unread = "results"}},
  {"rate_strangers", 183, code_of(rate_strangers), kBlockParameters, call_block<rate_strangers>},
  {"remember_hosts", 222, code_of(remember_hosts), kBlockParameters, call_block<remember_hosts>},
  {"comment_remembered", 261, code_of(comment_remembered), kBlockParameters, call_block<comment_remembered>},
  {"anything_alarming", 281, code_of(anything_alarming), kBlockParameters, call_block<anything_alarming>},
  {"keep_open", 311, code_of(keep_open), kBlockParameters, call_block<keep_open>},
  {"lower_severity", 330, code_of(lower_severity), kBlockParameters, call_block<lower_severity>},
  {"note_unanswered", 350, code_of(note_unanswered), kBlockParameters, call_block<note_unanswered>},
  {"on_finish", 375, code_of(on_finish), kParametersOf_on_finish,
      [](Value* args) { return on_finish({.container = args[0], .summary = args[1]}); }, nullptr,
      {.unread = "summary"}},
};

}  // namespace playbook_code

const pbc::Playbook pbc::playbook = {
  .name = "allowlist_triage",
  .file = "allowlist_triage.py",
  .functions = playbook_code::kFunctions,
  .make_globals = []() -> pbc::Globals* { return new playbook_code::Globals; },
  .load = playbook_code::load,
  .is_script = false,
};
