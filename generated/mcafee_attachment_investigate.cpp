// Made by pbc from mcafee_attachment_investigate.py. Edit the playbook, not this file.
//
// Detonates the attachments of a suspicious mail in McAfee Advanced Threat Defense. When the sandbox calls one
// malicious, the playbook hunts for the file on the endpoints, bans its hash, places the addresses it talked to on the
// map, and isolates every host that ran it. When all attachments are harmless the event is closed; when the sandbox
// gave no answer a person is asked.
#include <pbc/playbook.h>

namespace playbook_code {

using namespace pbc;

// --- Declarations ----------------------------------------------------------------------------------------------------

struct on_finish_arguments {
  Value container;
  Value summary;
};

Value on_start(BlockArguments);
Value any_attachment(BlockArguments);
Value nothing_to_detonate(BlockArguments);
Value detonate_attachment(BlockArguments);
Value judge_report(BlockArguments);
Value malicious_attachments(BlockArguments);
Value hunt_attachment(BlockArguments);
Value hunt_attachment_callback(BlockArguments);
Value ban_attachment(BlockArguments);
Value locate_peers(BlockArguments);
Value any_host_hit(BlockArguments);
Value no_host_hit(BlockArguments);
Value isolate_hosts(BlockArguments);
Value isolation_worked(BlockArguments);
Value format_isolated(BlockArguments);
Value comment_isolated(BlockArguments);
Value format_not_isolated(BlockArguments);
Value comment_not_isolated(BlockArguments);
Value join_write_findings(BlockArguments);
Value write_findings(BlockArguments);
Value note_findings(BlockArguments);
Value raise_severity(BlockArguments);
Value ask_for_review(BlockArguments);
Value close_harmless(BlockArguments);
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
  at(9);
  phantom::debug({.message = "on_start() called"});
  at(12);
  any_attachment({.container = container});
  return None;
}

Value any_attachment(BlockArguments args) {
  Frame at{"any_attachment"};
  Value action = args.action;
  Value success = args.success;
  Value container = args.container;
  Value results = args.results;
  Value handle = args.handle;
  Value custom_function = args.custom_function;
  at(20);
  phantom::debug({.message = "any_attachment() called"});
  at(23);
  Value matched = phantom::decision({.container = container,
      .conditions = list({list({"artifact:*.cef.vaultId", "!=", ""})})});
  if (matched) {
    at(31);
    detonate_attachment({.action = action, .success = success, .container = container, .results = results,
        .handle = handle, .custom_function = custom_function});
    return None;
  }
  at(35);
  nothing_to_detonate({.action = action, .success = success, .container = container, .results = results,
      .handle = handle, .custom_function = custom_function});
  return None;
}

Value nothing_to_detonate(BlockArguments args) {
  Frame at{"nothing_to_detonate"};
  Value container = args.container;
  at(43);
  phantom::debug({.message = "nothing_to_detonate() called"});
  at(45);
  phantom::comment({.container = container,
      .comment = "This event has no attachment in the vault; nothing was detonated."});
  return None;
}

Value detonate_attachment(BlockArguments args) {
  Frame at{"detonate_attachment"};
  Value container = args.container;
  at(53);
  phantom::debug({.message = "detonate_attachment() called"});
  at(56);
  Value container_artifact_data = phantom::collect2({.container = container,
      .datapath = list({"artifact:*.cef.vaultId", "artifact:*.id"})});
  Value parameters = list({});
  at(61);
  for (Value container_artifact_item : iterate(container_artifact_data)) {
    at(62);
    if (container_artifact_item[0]) {
      at(64);
      parameters.call("append",
          {at(63,
              dict({{"vault_id", at(66, container_artifact_item[0])},
                  {"context", dict({{"artifact_id", container_artifact_item[1]}})}}))});
    }
  }
  Value samples = dict({});
  at(71);
  for (Value parameter : iterate(parameters)) {
    at(72);
    if (!in(parameter["vault_id"], samples)) {
      at(73);
      samples.set_item(parameter["vault_id"], parameter);
    }
  }
  at(74);
  parameters = py("list")({samples.call("values")});
  at(76);
  phantom::act({.action = "detonate file", .parameters = parameters, .assets = list({"atd"}), .callback = judge_report,
      .name = "detonate_attachment"});
  return None;
}

Value judge_report(BlockArguments args) {
  Frame at{"judge_report"};
  Value action = args.action;
  Value success = args.success;
  Value container = args.container;
  Value results = args.results;
  Value handle = args.handle;
  Value custom_function = args.custom_function;
  at(84);
  phantom::debug({.message = "judge_report() called"});
  at(87);
  Value matched = phantom::decision({.container = container,
      .conditions = list({list({"detonate_attachment:action_result.summary.severity", ">=", 3})}),
      .action_results = results});
  if (matched) {
    at(96);
    malicious_attachments({.action = action, .success = success, .container = container, .results = results,
        .handle = handle, .custom_function = custom_function});
    at(97);
    raise_severity({.action = action, .success = success, .container = container, .results = results, .handle = handle,
        .custom_function = custom_function});
    return None;
  }
  at(101);
  matched = phantom::decision({.container = container,
      .conditions = list({list({"detonate_attachment:action_result.status", "==", "failed"}),
          list({"detonate_attachment:action_result.data.*.Summary.Verdict.Severity", "==", ""})}),
      .logical_operator = "or", .action_results = results});
  if (matched) {
    at(112);
    ask_for_review({.action = action, .success = success, .container = container, .results = results, .handle = handle,
        .custom_function = custom_function});
    return None;
  }
  at(116);
  close_harmless({.action = action, .success = success, .container = container, .results = results, .handle = handle,
      .custom_function = custom_function});
  return None;
}

Value malicious_attachments(BlockArguments args) {
  Frame at{"malicious_attachments"};
  Value action = args.action;
  Value success = args.success;
  Value container = args.container;
  Value results = args.results;
  Value handle = args.handle;
  Value custom_function = args.custom_function;
  at(124);
  phantom::debug({.message = "malicious_attachments() called"});
  at(127);
  auto [matched_artifacts_1,
      matched_results_1] = unpack<2>(phantom::condition({.container = container,
          .conditions = list({list({"detonate_attachment:action_result.summary.severity", ">=", 3})}),
          .name = "malicious_attachments:condition_1", .action_results = results}));
  if (matched_artifacts_1 || matched_results_1) {
    at(137);
    hunt_attachment({.action = action, .success = success, .container = container, .results = results, .handle = handle,
        .filtered_artifacts = matched_artifacts_1, .filtered_results = matched_results_1,
        .custom_function = custom_function});
    at(138);
    ban_attachment({.action = action, .success = success, .container = container, .results = results, .handle = handle,
        .filtered_artifacts = matched_artifacts_1, .filtered_results = matched_results_1,
        .custom_function = custom_function});
    at(139);
    locate_peers({.action = action, .success = success, .container = container, .results = results, .handle = handle,
        .filtered_artifacts = matched_artifacts_1, .filtered_results = matched_results_1,
        .custom_function = custom_function});
  }
  return None;
}

Value hunt_attachment(BlockArguments args) {
  Frame at{"hunt_attachment"};
  Value container = args.container;
  at(147);
  phantom::debug({.message = "hunt_attachment() called"});
  at(150);
  Value filtered_result_0_data_malicious_attachments = phantom::collect2({.container = container,
      .datapath = list({"filtered-data:malicious_attachments:condition_1:detonate_attachment:action_result.data.*.Summary.Subject.md5",
          "filtered-data:malicious_attachments:condition_1:detonate_attachment:action_result.parameter.context.artifact_id"})});
  Value parameters = list({});
  at(155);
  for (Value filtered_result_0_item_malicious_attachments : iterate(filtered_result_0_data_malicious_attachments)) {
    at(156);
    if (filtered_result_0_item_malicious_attachments[0]) {
      at(158);
      parameters.call("append",
          {at(157,
              dict({{"hash", at(162, filtered_result_0_item_malicious_attachments[0])}, {"type", "process"},
                  {"range", "0-50"},
                  {"context", dict({{"artifact_id", filtered_result_0_item_malicious_attachments[1]}})}}))});
    }
  }
  at(165);
  phantom::act({.action = "hunt file", .parameters = parameters, .assets = list({"carbonblack"}),
      .callback = hunt_attachment_callback, .name = "hunt_attachment"}, {.share = phantom::Sharing::kRun});
  return None;
}

Value hunt_attachment_callback(BlockArguments args) {
  Frame at{"hunt_attachment_callback"};
  Value action = args.action;
  Value success = args.success;
  Value container = args.container;
  Value results = args.results;
  Value handle = args.handle;
  Value custom_function = args.custom_function;
  at(170);
  phantom::debug({.message = "hunt_attachment_callback() called"});
  at(172);
  join_write_findings({.action = action, .success = success, .container = container, .results = results,
      .handle = handle, .custom_function = custom_function});
  at(173);
  any_host_hit({.action = action, .success = success, .container = container, .results = results, .handle = handle,
      .custom_function = custom_function});
  return None;
}

Value ban_attachment(BlockArguments args) {
  Frame at{"ban_attachment"};
  Value container = args.container;
  at(181);
  phantom::debug({.message = "ban_attachment() called"});
  at(184);
  Value filtered_result_0_data_malicious_attachments = phantom::collect2({.container = container,
      .datapath = list({"filtered-data:malicious_attachments:condition_1:detonate_attachment:action_result.data.*.Summary.Subject.md5",
          "filtered-data:malicious_attachments:condition_1:detonate_attachment:action_result.summary.name",
          "filtered-data:malicious_attachments:condition_1:detonate_attachment:action_result.parameter.context.artifact_id"})});
  Value parameters = list({});
  at(189);
  for (Value filtered_result_0_item_malicious_attachments : iterate(filtered_result_0_data_malicious_attachments)) {
    at(190);
    if (filtered_result_0_item_malicious_attachments[0]) {
      at(192);
      parameters.call("append",
          {at(191,
              dict({{"hash", filtered_result_0_item_malicious_attachments[0]},
                  {"comment", at(195, at(193, filtered_result_0_item_malicious_attachments)[1])},
                  {"context", dict({{"artifact_id", filtered_result_0_item_malicious_attachments[2]}})}}))});
    }
  }
  at(198);
  phantom::act({.action = "block hash", .parameters = parameters, .assets = list({"carbonblack"}),
      .callback = join_write_findings, .name = "ban_attachment"});
  return None;
}

Value locate_peers(BlockArguments args) {
  Frame at{"locate_peers"};
  Value container = args.container;
  at(206);
  phantom::debug({.message = "locate_peers() called"});
  at(209);
  Value filtered_result_0_data_malicious_attachments = phantom::collect2({.container = container,
      .datapath = list({"filtered-data:malicious_attachments:condition_1:detonate_attachment:action_result.data.*.Summary.Ips.*.Ipv4",
          "filtered-data:malicious_attachments:condition_1:detonate_attachment:action_result.parameter.context.artifact_id"})});
  Value parameters = list({});
  at(214);
  for (Value filtered_result_0_item_malicious_attachments : iterate(filtered_result_0_data_malicious_attachments)) {
    at(215);
    if (filtered_result_0_item_malicious_attachments[0]) {
      at(217);
      parameters.call("append",
          {at(216,
              dict({{"ip", at(219, filtered_result_0_item_malicious_attachments[0])},
                  {"context", dict({{"artifact_id", filtered_result_0_item_malicious_attachments[1]}})}}))});
    }
  }
  at(222);
  phantom::act({.action = "geolocate ip", .parameters = parameters, .assets = list({"maxmind"}),
      .callback = join_write_findings, .name = "locate_peers"}, {.share = phantom::Sharing::kRun});
  return None;
}

Value any_host_hit(BlockArguments args) {
  Frame at{"any_host_hit"};
  Value action = args.action;
  Value success = args.success;
  Value container = args.container;
  Value results = args.results;
  Value handle = args.handle;
  Value custom_function = args.custom_function;
  at(230);
  phantom::debug({.message = "any_host_hit() called"});
  at(233);
  Value matched = phantom::decision({.container = container,
      .conditions = list({list({"hunt_attachment:action_result.summary.device_count", ">", 0})}),
      .action_results = results});
  if (matched) {
    at(242);
    isolate_hosts({.action = action, .success = success, .container = container, .results = results, .handle = handle,
        .custom_function = custom_function});
    return None;
  }
  at(246);
  no_host_hit({.action = action, .success = success, .container = container, .results = results, .handle = handle,
      .custom_function = custom_function});
  return None;
}

Value no_host_hit(BlockArguments args) {
  Frame at{"no_host_hit"};
  Value container = args.container;
  at(254);
  phantom::debug({.message = "no_host_hit() called"});
  at(256);
  phantom::comment({.container = container, .comment = "No endpoint has seen the malicious attachments."});
  return None;
}

Value isolate_hosts(BlockArguments args) {
  Frame at{"isolate_hosts"};
  Value container = args.container;
  Value results = args.results;
  at(264);
  phantom::debug({.message = "isolate_hosts() called"});
  at(267);
  Value hunt_attachment_result_data = phantom::collect2({.container = container,
      .datapath = list({"hunt_attachment:action_result.data.*.process.results.*.hostname",
          "hunt_attachment:action_result.parameter.context.artifact_id"}), .action_results = results});
  Value parameters = list({});
  at(272);
  for (Value hunt_attachment_result_item : iterate(hunt_attachment_result_data)) {
    at(273);
    if (hunt_attachment_result_item[0]) {
      at(275);
      parameters.call("append",
          {at(274,
              dict({{"ip_hostname", at(277, hunt_attachment_result_item[0])},
                  {"context", dict({{"artifact_id", hunt_attachment_result_item[1]}})}}))});
    }
  }
  Value hosts = dict({});
  at(282);
  for (Value parameter : iterate(parameters)) {
    at(283);
    hosts.call("setdefault", {parameter["ip_hostname"].call("lower"), parameter});
  }
  at(284);
  parameters = py("list")({hosts.call("values")});
  at(286);
  phantom::act({.action = "quarantine device", .parameters = parameters, .assets = list({"carbonblack"}),
      .callback = isolation_worked, .name = "isolate_hosts"});
  return None;
}

Value isolation_worked(BlockArguments args) {
  Frame at{"isolation_worked"};
  Value action = args.action;
  Value success = args.success;
  Value container = args.container;
  Value results = args.results;
  Value handle = args.handle;
  Value custom_function = args.custom_function;
  at(294);
  phantom::debug({.message = "isolation_worked() called"});
  at(297);
  auto [matched_artifacts_1,
      matched_results_1] = unpack<2>(phantom::condition({.container = container,
          .conditions = list({list({"isolate_hosts:action_result.status", "==", "success"})}),
          .name = "isolation_worked:condition_1", .action_results = results}));
  if (matched_artifacts_1 || matched_results_1) {
    at(307);
    format_isolated({.action = action, .success = success, .container = container, .results = results, .handle = handle,
        .filtered_artifacts = matched_artifacts_1, .filtered_results = matched_results_1,
        .custom_function = custom_function});
  }
  at(310);
  auto [matched_artifacts_2,
      matched_results_2] = unpack<2>(phantom::condition({.container = container,
          .conditions = list({list({"isolate_hosts:action_result.status", "==", "failed"})}),
          .name = "isolation_worked:condition_2", .action_results = results}));
  if (matched_artifacts_2 || matched_results_2) {
    at(320);
    format_not_isolated({.action = action, .success = success, .container = container, .results = results,
        .handle = handle, .filtered_artifacts = matched_artifacts_2, .filtered_results = matched_results_2,
        .custom_function = custom_function});
  }
  return None;
}

Value format_isolated(BlockArguments args) {
  Frame at{"format_isolated"};
  Value container = args.container;
  at(325);
  phantom::debug({.message = "format_isolated() called"});
  Value template_ = "Isolated: {0}";
  Value parameters = list({"filtered-data:isolation_worked:condition_1:isolate_hosts:action_result.parameter.ip_hostname"});
  at(334);
  phantom::format({.container = container, .template_ = template_, .parameters = parameters,
      .name = "format_isolated"});
  at(336);
  comment_isolated({.container = container});
  return None;
}

Value comment_isolated(BlockArguments args) {
  Frame at{"comment_isolated"};
  Value container = args.container;
  at(341);
  phantom::debug({.message = "comment_isolated() called"});
  at(343);
  Value format_isolated = phantom::get_format_data({.name = "format_isolated"});
  at(345);
  phantom::comment({.container = container, .comment = format_isolated});
  return None;
}

Value format_not_isolated(BlockArguments args) {
  Frame at{"format_not_isolated"};
  Value container = args.container;
  at(350);
  phantom::debug({.message = "format_not_isolated() called"});
  Value template_ = "Could NOT isolate: {0}. Please pull the plug.";
  Value parameters = list({"filtered-data:isolation_worked:condition_2:isolate_hosts:action_result.parameter.ip_hostname"});
  at(359);
  phantom::format({.container = container, .template_ = template_, .parameters = parameters,
      .name = "format_not_isolated"});
  at(361);
  comment_not_isolated({.container = container});
  return None;
}

Value comment_not_isolated(BlockArguments args) {
  Frame at{"comment_not_isolated"};
  Value container = args.container;
  at(366);
  phantom::debug({.message = "comment_not_isolated() called"});
  at(368);
  Value format_not_isolated = phantom::get_format_data({.name = "format_not_isolated"});
  at(370);
  phantom::comment({.container = container, .comment = format_not_isolated});
  return None;
}

Value join_write_findings(BlockArguments args) {
  Frame at{"join_write_findings"};
  Value container = args.container;
  Value handle = args.handle;
  at(375);
  phantom::debug({.message = "join_write_findings() called"});
  at(378);
  if (phantom::completed({.action_names = list({"hunt_attachment", "ban_attachment", "locate_peers"})})) {
    at(380);
    write_findings({.container = container, .handle = handle});
  }
  return None;
}

Value write_findings(BlockArguments args) {
  Frame at{"write_findings"};
  Value container = args.container;
  at(388);
  phantom::debug({.message = "write_findings() called"});
  Value template_ = "Malicious attachments\n%%\n* {0} (MD5 {1}): {2}, severity {3} of 5\n%%\n\nHosts that they talked to\n%%\n* {4}: {5}, {6}\n%%\n\nEndpoints\n%%\n* {7}: {8}\n%%\n";
  Value parameters = list({"filtered-data:malicious_attachments:condition_1:detonate_attachment:action_result.summary.name",
      "filtered-data:malicious_attachments:condition_1:detonate_attachment:action_result.data.*.Summary.Subject.md5",
      "filtered-data:malicious_attachments:condition_1:detonate_attachment:action_result.summary.verdict",
      "filtered-data:malicious_attachments:condition_1:detonate_attachment:action_result.summary.severity",
      "locate_peers:action_result.parameter.ip", "locate_peers:action_result.summary.country",
      "locate_peers:action_result.data.*.as_org", "hunt_attachment:action_result.parameter.hash",
      "hunt_attachment:action_result.message"});
  at(419);
  phantom::format({.container = container, .template_ = template_, .parameters = parameters, .name = "write_findings"});
  at(421);
  note_findings({.container = container});
  return None;
}

Value note_findings(BlockArguments args) {
  Frame at{"note_findings"};
  Value container = args.container;
  at(429);
  phantom::debug({.message = "note_findings() called"});
  at(431);
  Value write_findings = phantom::get_format_data({.name = "write_findings"});
  at(433);
  phantom::add_note({.container = container, .note_type = "general", .title = "Attachment analysis",
      .content = write_findings});
  return None;
}

Value raise_severity(BlockArguments args) {
  Frame at{"raise_severity"};
  Value container = args.container;
  at(441);
  phantom::debug({.message = "raise_severity() called"});
  at(443);
  phantom::set_severity({.container = container, .severity = "High"});
  at(444);
  phantom::set_status({.container = container, .status = "Open"});
  return None;
}

Value ask_for_review(BlockArguments args) {
  Frame at{"ask_for_review"};
  Value container = args.container;
  at(452);
  phantom::debug({.message = "ask_for_review() called"});
  at(454);
  phantom::set_status({.container = container, .status = "Open"});
  at(455);
  phantom::comment({.container = container,
      .comment = "The sandbox gave no verdict for at least one attachment. Please review by hand."});
  return None;
}

Value close_harmless(BlockArguments args) {
  Frame at{"close_harmless"};
  Value container = args.container;
  at(463);
  phantom::debug({.message = "close_harmless() called"});
  at(465);
  phantom::set_severity({.container = container, .severity = "Low"});
  at(466);
  phantom::comment({.container = container, .comment = "The sandbox found all attachments harmless."});
  at(467);
  phantom::set_status({.container = container, .status = "Closed"});
  return None;
}

Value on_finish(on_finish_arguments args) {
  Frame at{"on_finish"};
  at(472);
  phantom::debug({.message = "on_finish() called"});
  return None;
}

// --- Module body -----------------------------------------------------------------------------------------------------

void load() {
  Frame at{"<module>"};
  at(5);
  module().phantom_ = import_leaf("phantom.rules");
  at(6);
  module().json = import("json");
  at(7);
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
  {"on_start", 8, code_of(on_start), kParametersOf_on_start,
      [](Value* args) { return on_start({.container = args[0]}); }, nullptr, {.looked_at = "container"}},
  {"any_attachment", 19, code_of(any_attachment), kBlockParameters, call_block<any_attachment>},
  {"nothing_to_detonate", 42, code_of(nothing_to_detonate), kBlockParameters, call_block<nothing_to_detonate>},
  {"detonate_attachment", 52, code_of(detonate_attachment), kBlockParameters, call_block<detonate_attachment>},
  {"judge_report", 83, code_of(judge_report), kBlockParameters, call_block<judge_report>, nullptr,
      {.looked_at = "container results"}},
  {"malicious_attachments", 123, code_of(malicious_attachments), kBlockParameters, call_block<malicious_attachments>},
  {"hunt_attachment", 146, code_of(hunt_attachment), kBlockParameters, call_block<hunt_attachment>},
  {"hunt_attachment_callback", 169, code_of(hunt_attachment_callback), kBlockParameters,
      call_block<hunt_attachment_callback>, nullptr, {.looked_at = "container results"}},
  {"ban_attachment", 180, code_of(ban_attachment), kBlockParameters, call_block<ban_attachment>},
  {"locate_peers", 205, code_of(locate_peers), kBlockParameters, call_block<locate_peers>},
  {"any_host_hit", 229, code_of(any_host_hit), kBlockParameters, call_block<any_host_hit>},
  {"no_host_hit", 253, code_of(no_host_hit), kBlockParameters, call_block<no_host_hit>},
  {"isolate_hosts", 263, code_of(isolate_hosts), kBlockParameters, call_block<isolate_hosts>},
  {"isolation_worked", 293, code_of(isolation_worked), kBlockParameters, call_block<isolation_worked>, nullptr,
      {.looked_at = "container results"}},
  {"format_isolated", 324, code_of(format_isolated), kBlockParameters, call_block<format_isolated>},
  {"comment_isolated", 340, code_of(comment_isolated), kBlockParameters, call_block<comment_isolated>},
  {"format_not_isolated", 349, code_of(format_not_isolated), kBlockParameters, call_block<format_not_isolated>},
  {"comment_not_isolated", 365, code_of(comment_not_isolated), kBlockParameters, call_block<comment_not_isolated>},
  {"join_write_findings", 374, code_of(join_write_findings), kBlockParameters, call_block<join_write_findings>, nullptr,
      {.unread = "results", .looked_at = "container"}},
  {"write_findings", 387, code_of(write_findings), kBlockParameters, call_block<write_findings>},
  {"note_findings", 428, code_of(note_findings), kBlockParameters, call_block<note_findings>},
  {"raise_severity", 440, code_of(raise_severity), kBlockParameters, call_block<raise_severity>},
  {"ask_for_review", 451, code_of(ask_for_review), kBlockParameters, call_block<ask_for_review>},
  {"close_harmless", 462, code_of(close_harmless), kBlockParameters, call_block<close_harmless>},
  {"on_finish", 471, code_of(on_finish), kParametersOf_on_finish,
      [](Value* args) { return on_finish({.container = args[0], .summary = args[1]}); }, nullptr,
      {.unread = "container summary"}},
};

}  // namespace playbook_code

const pbc::Playbook pbc::playbook = {
  .name = "mcafee_attachment_investigate",
  .file = "mcafee_attachment_investigate.py",
  .functions = playbook_code::kFunctions,
  .make_globals = []() -> pbc::Globals* { return new playbook_code::Globals; },
  .load = playbook_code::load,
  .is_script = false,
};
