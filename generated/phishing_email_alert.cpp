// Made by pbc from phishing_email_alert.py. Edit the playbook, not this file.
//
// Turns a phishing mail into a ticket and an alert. The links of the mail are checked first; when one is bad, a
// ServiceNow incident is opened, the response team gets a mail that names the incident, and a reminder follows ten
// minutes later. When none is bad, the event is closed with a comment.
#include <pbc/playbook.h>

namespace playbook_code {

using namespace pbc;

// --- Declarations ----------------------------------------------------------------------------------------------------

struct on_finish_arguments {
  Value container;
  Value summary;
};

Value on_start(BlockArguments);
Value check_links(BlockArguments);
Value any_bad_link(BlockArguments);
Value bad_links(BlockArguments);
Value count_bad_links(BlockArguments);
Value subject_line(BlockArguments);
Value describe_mail(BlockArguments);
Value ticket_fields(BlockArguments);
Value open_incident(BlockArguments);
Value is_incident_open(BlockArguments);
Value write_alert(BlockArguments);
Value write_alert_without_incident(BlockArguments);
Value join_alert_team(BlockArguments);
Value alert_team(BlockArguments);
Value did_mail_leave(BlockArguments);
Value unsent_mail(BlockArguments);
Value describe_unsent(BlockArguments);
Value comment_mail_unsent(BlockArguments);
Value comment_mail_sent(BlockArguments);
Value join_open_event(BlockArguments);
Value open_event(BlockArguments);
Value write_reminder(BlockArguments);
Value remind_team(BlockArguments);
Value ask_for_check(BlockArguments);
Value close_quietly(BlockArguments);
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
  at(19);
  phantom::debug({.message = "on_start() called"});
  at(22);
  check_links({.container = container});
  return None;
}

// Which links of the mail does VirusTotal know as bad?
Value check_links(BlockArguments args) {
  Frame at{"check_links"};
  Value container = args.container;
  at(27);
  phantom::debug({.message = "check_links() called"});
  at(35);
  Value container_artifact_data = phantom::collect2({.container = container,
      .datapath = list({"artifact:*.cef.requestURL", "artifact:*.id"})});
  Value parameters = list({});
  at(40);
  for (Value container_artifact_item : iterate(container_artifact_data)) {
    at(41);
    if (!container_artifact_item[0].is_none()) {
      at(43);
      parameters.call("append",
          {at(42,
              dict({{"url", at(44, container_artifact_item[0])},
                  {"context", dict({{"artifact_id", container_artifact_item[1]}})}}))});
    }
  }
  at(57);
  phantom::act({.action = "url reputation", .parameters = parameters, .assets = list({"virustotal"}),
      .callback = any_bad_link, .name = "check_links"}, {.share = phantom::Sharing::kRun});
  return None;
}

// One bad link is enough for an alert; a link without an answer is not a good
// one.
Value any_bad_link(BlockArguments args) {
  Frame at{"any_bad_link"};
  Value action = args.action;
  Value success = args.success;
  Value container = args.container;
  Value results = args.results;
  Value handle = args.handle;
  Value custom_function = args.custom_function;
  at(63);
  phantom::debug({.message = "any_bad_link() called"});
  at(71);
  Value found_match_1 = phantom::decision({.container = container,
      .conditions = list({list({"check_links:action_result.summary.positives", ">", 0}),
          list({"check_links:action_result.status", "==", "success"})}), .logical_operator = "and"});
  if (found_match_1) {
    at(81);
    bad_links({.action = action, .success = success, .container = container, .results = results, .handle = handle,
        .custom_function = custom_function});
    return None;
  }
  at(85);
  Value found_match_2 = phantom::decision({.container = container,
      .conditions = list({list({"check_links:action_result.status", "==", "failed"})})});
  if (found_match_2) {
    at(93);
    ask_for_check({.action = action, .success = success, .container = container, .results = results, .handle = handle,
        .custom_function = custom_function});
    return None;
  }
  at(97);
  close_quietly({.action = action, .success = success, .container = container, .results = results, .handle = handle,
      .custom_function = custom_function});
  return None;
}

// Only the bad links go into the ticket.
Value bad_links(BlockArguments args) {
  Frame at{"bad_links"};
  Value action = args.action;
  Value success = args.success;
  Value container = args.container;
  Value results = args.results;
  Value handle = args.handle;
  Value custom_function = args.custom_function;
  at(103);
  phantom::debug({.message = "bad_links() called"});
  at(110);
  auto [matched_artifacts_1,
      matched_results_1] = unpack<2>(phantom::condition({.container = container,
          .conditions = list({list({"check_links:action_result.summary.positives", ">", 0})}),
          .name = "bad_links:condition_1"}));
  if (matched_artifacts_1 || matched_results_1) {
    at(119);
    count_bad_links({.action = action, .success = success, .container = container, .results = results, .handle = handle,
        .filtered_artifacts = matched_artifacts_1, .filtered_results = matched_results_1,
        .custom_function = custom_function});
  }
  return None;
}

// How many different bad links are there?
Value count_bad_links(BlockArguments args) {
  Frame at{"count_bad_links"};
  Value container = args.container;
  at(125);
  phantom::debug({.message = "count_bad_links() called"});
  at(131);
  Value filtered_result_0_data_bad_links = phantom::collect2({.container = container,
      .datapath = list({"filtered-data:bad_links:condition_1:check_links:action_result.parameter.url"})});
  Value filtered_result_0_parameter_url = list({});
  at(133);
  for (Value item : iterate(filtered_result_0_data_bad_links)) {
    append(filtered_result_0_parameter_url, item[0]);
  }
  Value count_bad_links__amount = None;
  at(142);
  count_bad_links__amount = len(phantom::concatenate({.parts = tuple({filtered_result_0_parameter_url}),
      .dedup = true}));
  at(148);
  phantom::save_run_data({.value = module().json.call("dumps", {count_bad_links__amount}),
      .key = "count_bad_links:amount"});
  at(150);
  subject_line({.container = container});
  return None;
}

Value subject_line(BlockArguments args) {
  Frame at{"subject_line"};
  Value container = args.container;
  at(156);
  phantom::debug({.message = "subject_line() called"});
  Value template_ = "[phishing] {0}";
  Value parameters = list({"container:name"});
  at(175);
  phantom::format({.container = container, .template_ = template_, .parameters = parameters, .name = "subject_line"});
  at(177);
  describe_mail({.container = container});
  return None;
}

// Plain text that serves the ticket and the mail alike.
Value describe_mail(BlockArguments args) {
  Frame at{"describe_mail"};
  Value container = args.container;
  at(183);
  phantom::debug({.message = "describe_mail() called"});
  Value template_ = "A user received a mail with {3} known bad link(s).\n\nFrom: {0}\nTo: {1}\nSubject: {2}\n\n%%\n{4} - {5} of {6} scanners\n%%\n\nEvent: {7}\n";
  Value parameters = list({"artifact:*.cef.fromEmail", "artifact:*.cef.toEmail", "artifact:*.cef.emailHeaders.Subject",
      "count_bad_links:custom_function:amount",
      "filtered-data:bad_links:condition_1:check_links:action_result.parameter.url",
      "filtered-data:bad_links:condition_1:check_links:action_result.summary.positives",
      "filtered-data:bad_links:condition_1:check_links:action_result.summary.total_scans", "container:url"});
  at(213);
  phantom::format({.container = container, .template_ = template_, .parameters = parameters, .name = "describe_mail",
      .drop_none = true});
  at(215);
  ticket_fields({.container = container});
  return None;
}

// Further fields of the incident, as ServiceNow takes them: JSON.
Value ticket_fields(BlockArguments args) {
  Frame at{"ticket_fields"};
  Value container = args.container;
  at(221);
  phantom::debug({.message = "ticket_fields() called"});
  Value template_ = "{{\"urgency\": \"1\", \"impact\": \"2\", \"category\": \"security\", \"correlation_id\": \"{0}\", \"comments\": \"opened for event {1}\"}}";
  Value parameters = list({"container:source_data_identifier", "container:id"});
  at(245);
  phantom::format({.container = container, .template_ = template_, .parameters = parameters, .name = "ticket_fields"});
  at(247);
  open_incident({.container = container});
  return None;
}

// One incident per event.
Value open_incident(BlockArguments args) {
  Frame at{"open_incident"};
  at(253);
  phantom::debug({.message = "open_incident() called"});
  at(261);
  Value subject_line = phantom::get_format_data({.name = "subject_line"});
  at(262);
  Value describe_mail = phantom::get_format_data({.name = "describe_mail"});
  at(263);
  Value ticket_fields = phantom::get_format_data({.name = "ticket_fields"});
  Value parameters = list({});
  at(268);
  parameters.call("append",
      {dict({{"short_description", subject_line}, {"table", "incident"}, {"fields", ticket_fields}, {"vault_id", ""},
          {"description", describe_mail}})});
  at(286);
  phantom::act({.action = "create ticket", .parameters = parameters, .assets = list({"servicenow"}),
      .callback = is_incident_open, .name = "open_incident"});
  return None;
}

// The alert must go out even when the ticket system is down.
Value is_incident_open(BlockArguments args) {
  Frame at{"is_incident_open"};
  Value action = args.action;
  Value success = args.success;
  Value container = args.container;
  Value results = args.results;
  Value handle = args.handle;
  Value custom_function = args.custom_function;
  at(292);
  phantom::debug({.message = "is_incident_open() called"});
  at(299);
  Value found_match_1 = phantom::decision({.container = container,
      .conditions = list({list({"open_incident:action_result.status", "==", "success"})})});
  if (found_match_1) {
    at(307);
    write_alert({.action = action, .success = success, .container = container, .results = results, .handle = handle,
        .custom_function = custom_function});
    return None;
  }
  at(311);
  write_alert_without_incident({.action = action, .success = success, .container = container, .results = results,
      .handle = handle, .custom_function = custom_function});
  return None;
}

Value write_alert(BlockArguments args) {
  Frame at{"write_alert"};
  Value container = args.container;
  at(317);
  phantom::debug({.message = "write_alert() called"});
  Value template_ = "Incident {0} was opened.\n\n{1}";
  Value parameters = list({"open_incident:action_result.data.*.number", "describe_mail:formatted_data"});
  at(337);
  phantom::format({.container = container, .template_ = template_, .parameters = parameters, .name = "write_alert"});
  at(339);
  join_alert_team({.container = container});
  return None;
}

Value write_alert_without_incident(BlockArguments args) {
  Frame at{"write_alert_without_incident"};
  Value container = args.container;
  at(345);
  phantom::debug({.message = "write_alert_without_incident() called"});
  Value template_ = "No incident could be opened ({0}). Please open one by hand.\n\n{1}";
  Value parameters = list({"open_incident:action_result.message", "describe_mail:formatted_data"});
  at(365);
  phantom::format({.container = container, .template_ = template_, .parameters = parameters,
      .name = "write_alert_without_incident"});
  at(367);
  join_alert_team({.container = container});
  return None;
}

Value join_alert_team(BlockArguments args) {
  Frame at{"join_alert_team"};
  Value container = args.container;
  Value handle = args.handle;
  at(373);
  phantom::debug({.message = "join_alert_team() called"});
  at(376);
  if (phantom::get_run_data({.key = "join_alert_team_called"})) {
    return None;
  }
  at(380);
  phantom::save_run_data({.value = "alert_team", .key = "join_alert_team_called"});
  at(383);
  alert_team({.container = container, .handle = handle});
  return None;
}

// Tell the response team and the person on duty.
Value alert_team(BlockArguments args) {
  Frame at{"alert_team"};
  at(389);
  phantom::debug({.message = "alert_team() called"});
  at(397);
  Value subject_line = phantom::get_format_data({.name = "subject_line"});
  at(398);
  Value write_alert = phantom::get_format_data({.name = "write_alert"});
  at(399);
  Value write_alert_without_incident = phantom::get_format_data({.name = "write_alert_without_incident"});
  Value parameters = list({});
  at(404);
  parameters.call("append",
      {dict({{"from", "soar@example.com"}, {"to", "responders@example.com"}, {"cc", ""}, {"bcc", ""},
          {"subject", subject_line}, {"body", write_alert}, {"headers", ""}, {"attachments", ""}})});
  at(420);
  for (Value parameter : iterate(parameters)) {
    at(421);
    parameter.set_item("body", or_(write_alert, [&] { return write_alert_without_incident; }));
  }
  at(427);
  parameters.call("append",
      {at(424,
          dict({{"from", "soar@example.com"}, {"to", "duty@example.net"}, {"subject", subject_line[slice(None, 60)]},
              {"body", "See the mail to the responders."}}))});
  at(435);
  phantom::act({.action = "send email", .parameters = parameters, .assets = list({"smtp"}), .callback = did_mail_leave,
      .name = "alert_team"});
  return None;
}

// Somebody must be told, one way or the other.
Value did_mail_leave(BlockArguments args) {
  Frame at{"did_mail_leave"};
  Value action = args.action;
  Value success = args.success;
  Value container = args.container;
  Value results = args.results;
  Value handle = args.handle;
  Value custom_function = args.custom_function;
  at(441);
  phantom::debug({.message = "did_mail_leave() called"});
  at(448);
  Value found_match_1 = phantom::decision({.container = container,
      .conditions = list({list({"alert_team:action_result.status", "==", "failed"})})});
  if (found_match_1) {
    at(456);
    unsent_mail({.action = action, .success = success, .container = container, .results = results, .handle = handle,
        .custom_function = custom_function});
    return None;
  }
  at(460);
  comment_mail_sent({.action = action, .success = success, .container = container, .results = results, .handle = handle,
      .custom_function = custom_function});
  return None;
}

Value unsent_mail(BlockArguments args) {
  Frame at{"unsent_mail"};
  Value action = args.action;
  Value success = args.success;
  Value container = args.container;
  Value results = args.results;
  Value handle = args.handle;
  Value custom_function = args.custom_function;
  at(466);
  phantom::debug({.message = "unsent_mail() called"});
  at(469);
  auto [matched_artifacts_1,
      matched_results_1] = unpack<2>(phantom::condition({.container = container,
          .conditions = list({list({"alert_team:action_result.status", "==", "failed"})}),
          .name = "unsent_mail:condition_1"}));
  if (matched_artifacts_1 || matched_results_1) {
    at(478);
    describe_unsent({.action = action, .success = success, .container = container, .results = results, .handle = handle,
        .filtered_artifacts = matched_artifacts_1, .filtered_results = matched_results_1,
        .custom_function = custom_function});
  }
  return None;
}

Value describe_unsent(BlockArguments args) {
  Frame at{"describe_unsent"};
  Value container = args.container;
  at(484);
  phantom::debug({.message = "describe_unsent() called"});
  Value template_ = "Alerts that did not leave:\n%%\n- {0}: {1}\n%%";
  Value parameters = list({"filtered-data:unsent_mail:condition_1:alert_team:action_result.parameter.to",
      "filtered-data:unsent_mail:condition_1:alert_team:action_result.message"});
  at(504);
  phantom::format({.container = container, .template_ = template_, .parameters = parameters,
      .name = "describe_unsent"});
  at(506);
  comment_mail_unsent({.container = container});
  return None;
}

Value comment_mail_unsent(BlockArguments args) {
  Frame at{"comment_mail_unsent"};
  Value container = args.container;
  at(512);
  phantom::debug({.message = "comment_mail_unsent() called"});
  at(514);
  Value describe_unsent = phantom::get_format_data({.name = "describe_unsent"});
  at(526);
  phantom::comment({.container = container, .comment = describe_unsent});
  at(528);
  join_open_event({.container = container});
  return None;
}

Value comment_mail_sent(BlockArguments args) {
  Frame at{"comment_mail_sent"};
  Value container = args.container;
  at(534);
  phantom::debug({.message = "comment_mail_sent() called"});
  at(546);
  phantom::comment({.container = container, .comment = "The response team has been told by mail."});
  at(548);
  join_open_event({.container = container});
  return None;
}

Value join_open_event(BlockArguments args) {
  Frame at{"join_open_event"};
  Value container = args.container;
  Value handle = args.handle;
  at(554);
  phantom::debug({.message = "join_open_event() called"});
  at(557);
  if (phantom::get_run_data({.key = "join_open_event_called"})) {
    return None;
  }
  at(561);
  phantom::save_run_data({.value = "open_event", .key = "join_open_event_called"});
  at(564);
  open_event({.container = container, .handle = handle});
  return None;
}

// Work on this event has begun.
Value open_event(BlockArguments args) {
  Frame at{"open_event"};
  Value container = args.container;
  at(570);
  phantom::debug({.message = "open_event() called"});
  at(586);
  phantom::set_severity({.container = container, .severity = "high"});
  at(587);
  phantom::set_status({.container = container, .status = "open"});
  at(589);
  write_reminder({.container = container});
  return None;
}

Value write_reminder(BlockArguments args) {
  Frame at{"write_reminder"};
  Value container = args.container;
  at(595);
  phantom::debug({.message = "write_reminder() called"});
  Value template_ = "Event {0} is waiting: {1}\nPlease take it over.";
  Value parameters = list({"container:id", "container:url"});
  at(615);
  phantom::format({.container = container, .template_ = template_, .parameters = parameters, .name = "write_reminder"});
  at(617);
  remind_team({.container = container});
  return None;
}

// A reminder ten minutes later, so that nobody has to remember.
Value remind_team(BlockArguments args) {
  Frame at{"remind_team"};
  at(623);
  phantom::debug({.message = "remind_team() called"});
  at(631);
  Value subject_line = phantom::get_format_data({.name = "subject_line"});
  at(632);
  Value write_reminder = phantom::get_format_data({.name = "write_reminder"});
  Value parameters = list({});
  at(637);
  parameters.call("append",
      {dict({{"from", "soar@example.com"}, {"to", "responders@example.com"}, {"cc", ""}, {"bcc", ""},
          {"subject", subject_line}, {"body", write_reminder}, {"headers", ""}, {"attachments", ""}})});
  at(659);
  const Value t = module().datetime.call("now");
  Value start_time = t + module().timedelta({}, {{"minutes", 10}});
  at(660);
  phantom::act({.action = "send email", .parameters = parameters, .assets = list({"smtp"}), .start_time = start_time,
      .name = "remind_team"});
  return None;
}

// Without an answer a person decides.
Value ask_for_check(BlockArguments args) {
  Frame at{"ask_for_check"};
  Value container = args.container;
  at(666);
  phantom::debug({.message = "ask_for_check() called"});
  at(682);
  phantom::comment({.container = container,
      .comment = "At least one link could not be checked. Please look at it before closing."});
  at(683);
  phantom::set_status({.container = container, .status = "open"});
  return None;
}

// No alarm without a reason.
Value close_quietly(BlockArguments args) {
  Frame at{"close_quietly"};
  Value container = args.container;
  at(689);
  phantom::debug({.message = "close_quietly() called"});
  at(705);
  phantom::comment({.container = container, .comment = "None of the links is known as bad. No ticket, no mail."});
  at(706);
  phantom::set_severity({.container = container, .severity = "low"});
  at(707);
  phantom::set_status({.container = container, .status = "closed"});
  return None;
}

Value on_finish(on_finish_arguments args) {
  Frame at{"on_finish"};
  at(713);
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
  {"on_start", 18, code_of(on_start), kParametersOf_on_start,
      [](Value* args) { return on_start({.container = args[0]}); }, nullptr, {.looked_at = "container"}},
  {"check_links", 26, code_of(check_links), kBlockParameters, call_block<check_links>},
  {"any_bad_link", 62, code_of(any_bad_link), kBlockParameters, call_block<any_bad_link>, nullptr,
      {.unread = "results", .looked_at = "container"}},
  {"bad_links", 102, code_of(bad_links), kBlockParameters, call_block<bad_links>},
  {"count_bad_links", 124, code_of(count_bad_links), kBlockParameters, call_block<count_bad_links>},
  {"subject_line", 155, code_of(subject_line), kBlockParameters, call_block<subject_line>},
  {"describe_mail", 182, code_of(describe_mail), kBlockParameters, call_block<describe_mail>},
  {"ticket_fields", 220, code_of(ticket_fields), kBlockParameters, call_block<ticket_fields>},
  {"open_incident", 252, code_of(open_incident), kBlockParameters, call_block<open_incident>},
  {"is_incident_open", 291, code_of(is_incident_open), kBlockParameters, call_block<is_incident_open>, nullptr,
      {.unread = "results", .looked_at = "container"}},
  {"write_alert", 316, code_of(write_alert), kBlockParameters, call_block<write_alert>},
  {"write_alert_without_incident", 344, code_of(write_alert_without_incident), kBlockParameters,
      call_block<write_alert_without_incident>},
  {"join_alert_team", 372, code_of(join_alert_team), kBlockParameters, call_block<join_alert_team>},
  {"alert_team", 388, code_of(alert_team), kBlockParameters, call_block<alert_team>},
  {"did_mail_leave", 440, code_of(did_mail_leave), kBlockParameters, call_block<did_mail_leave>, nullptr,
      {.unread = "results", .looked_at = "container"}},
  {"unsent_mail", 465, code_of(unsent_mail), kBlockParameters, call_block<unsent_mail>},
  {"describe_unsent", 483, code_of(describe_unsent), kBlockParameters, call_block<describe_unsent>},
  {"comment_mail_unsent", 511, code_of(comment_mail_unsent), kBlockParameters, call_block<comment_mail_unsent>},
  {"comment_mail_sent", 533, code_of(comment_mail_sent), kBlockParameters, call_block<comment_mail_sent>},
  {"join_open_event", 553, code_of(join_open_event), kBlockParameters, call_block<join_open_event>},
  {"open_event", 569, code_of(open_event), kBlockParameters, call_block<open_event>},
  {"write_reminder", 594, code_of(write_reminder), kBlockParameters, call_block<write_reminder>},
  {"remind_team", 622, code_of(remind_team), kBlockParameters, call_block<remind_team>},
  {"ask_for_check", 665, code_of(ask_for_check), kBlockParameters, call_block<ask_for_check>},
  {"close_quietly", 688, code_of(close_quietly), kBlockParameters, call_block<close_quietly>},
  {"on_finish", 712, code_of(on_finish), kParametersOf_on_finish,
      [](Value* args) { return on_finish({.container = args[0], .summary = args[1]}); }, nullptr,
      {.unread = "container summary"}},
};

}  // namespace playbook_code

const pbc::Playbook pbc::playbook = {
  .name = "phishing_email_alert",
  .file = "phishing_email_alert.py",
  .functions = playbook_code::kFunctions,
  .make_globals = []() -> pbc::Globals* { return new playbook_code::Globals; },
  .load = playbook_code::load,
  .is_script = false,
};
