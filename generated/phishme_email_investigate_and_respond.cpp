// Made by pbc from phishme_email_investigate_and_respond.py. Edit the playbook, not this file.
//
// Investigates a mail that a user reported with the PhishMe button. Addresses, domains, links and attachment hashes are
// looked up side by side; the answers are weighed into one verdict. On a malicious verdict the bad indicators are
// blocked at the firewall, the resolver, the web proxy and the endpoints, and the outcome is written down. Entries of
// the custom list "phishme protected assets" are never blocked.
#include <pbc/playbook.h>

namespace playbook_code {

using namespace pbc;

// --- Declarations ----------------------------------------------------------------------------------------------------

struct on_finish_arguments {
  Value container;
  Value summary;
};

Value on_start(BlockArguments);
Value address_lookup(BlockArguments);
Value address_lookup_callback(BlockArguments);
Value domain_lookup(BlockArguments);
Value domain_lookup_callback(BlockArguments);
Value link_lookup(BlockArguments);
Value link_lookup_callback(BlockArguments);
Value hash_lookup(BlockArguments);
Value hash_lookup_callback(BlockArguments);
Value bad_addresses(BlockArguments);
Value bad_domains(BlockArguments);
Value bad_links(BlockArguments);
Value bad_hashes(BlockArguments);
Value pin_addresses(BlockArguments);
Value pin_domains(BlockArguments);
Value pin_links(BlockArguments);
Value pin_hashes(BlockArguments);
Value join_weigh_answers(BlockArguments);
Value weigh_answers(BlockArguments);
Value write_assessment(BlockArguments);
Value note_assessment(BlockArguments);
Value act_on_verdict(BlockArguments);
Value raise_severity(BlockArguments);
Value block_addresses(BlockArguments);
Value block_domains(BlockArguments);
Value block_links(BlockArguments);
Value ban_hashes(BlockArguments);
Value join_write_containment(BlockArguments);
Value write_containment(BlockArguments);
Value note_containment(BlockArguments);
Value did_a_block_fail(BlockArguments);
Value ask_for_manual_block(BlockArguments);
Value hand_to_analyst(BlockArguments);
Value close_as_clean(BlockArguments);
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
  address_lookup({.container = container});
  at(18);
  domain_lookup({.container = container});
  at(20);
  link_lookup({.container = container});
  at(22);
  hash_lookup({.container = container});
  return None;
}

// What does VirusTotal know about the sending hosts?
Value address_lookup(BlockArguments args) {
  Frame at{"address_lookup"};
  Value container = args.container;
  at(28);
  phantom::debug({.message = "address_lookup() called"});
  at(36);
  Value container_artifact_data = phantom::collect2({.container = container,
      .datapath = list({"artifact:*.cef.sourceAddress", "artifact:*.id"})});
  Value parameters = list({});
  at(41);
  for (Value container_artifact_item : iterate(container_artifact_data)) {
    at(42);
    if (!container_artifact_item[0].is_none()) {
      at(44);
      parameters.call("append",
          {at(43,
              dict({{"ip", at(45, container_artifact_item[0])},
                  {"context", dict({{"artifact_id", container_artifact_item[1]}})}}))});
    }
  }
  at(58);
  phantom::act({.action = "ip reputation", .parameters = parameters, .assets = list({"virustotal"}),
      .callback = address_lookup_callback, .name = "address_lookup"}, {.share = phantom::Sharing::kRun});
  return None;
}

Value address_lookup_callback(BlockArguments args) {
  Frame at{"address_lookup_callback"};
  Value action = args.action;
  Value success = args.success;
  Value container = args.container;
  Value results = args.results;
  Value handle = args.handle;
  Value filtered_artifacts = args.filtered_artifacts;
  Value filtered_results = args.filtered_results;
  at(65);
  phantom::debug({.message = "address_lookup_callback() called"});
  at(68);
  bad_addresses({.action = action, .success = success, .container = container, .results = results, .handle = handle,
      .filtered_artifacts = filtered_artifacts, .filtered_results = filtered_results});
  at(69);
  join_weigh_answers({.action = action, .success = success, .container = container, .results = results,
      .handle = handle, .filtered_artifacts = filtered_artifacts, .filtered_results = filtered_results});
  return None;
}

// What does VirusTotal know about the domains of the mail?
Value domain_lookup(BlockArguments args) {
  Frame at{"domain_lookup"};
  Value container = args.container;
  at(76);
  phantom::debug({.message = "domain_lookup() called"});
  at(84);
  Value container_artifact_data = phantom::collect2({.container = container,
      .datapath = list({"artifact:*.cef.destinationDnsDomain", "artifact:*.id"})});
  Value parameters = list({});
  at(89);
  for (Value container_artifact_item : iterate(container_artifact_data)) {
    at(90);
    if (!container_artifact_item[0].is_none()) {
      at(92);
      parameters.call("append",
          {at(91,
              dict({{"domain", at(93, container_artifact_item[0])},
                  {"context", dict({{"artifact_id", container_artifact_item[1]}})}}))});
    }
  }
  at(106);
  phantom::act({.action = "domain reputation", .parameters = parameters, .assets = list({"virustotal"}),
      .callback = domain_lookup_callback, .name = "domain_lookup"}, {.share = phantom::Sharing::kRun});
  return None;
}

Value domain_lookup_callback(BlockArguments args) {
  Frame at{"domain_lookup_callback"};
  Value action = args.action;
  Value success = args.success;
  Value container = args.container;
  Value results = args.results;
  Value handle = args.handle;
  Value filtered_artifacts = args.filtered_artifacts;
  Value filtered_results = args.filtered_results;
  at(113);
  phantom::debug({.message = "domain_lookup_callback() called"});
  at(116);
  bad_domains({.action = action, .success = success, .container = container, .results = results, .handle = handle,
      .filtered_artifacts = filtered_artifacts, .filtered_results = filtered_results});
  at(117);
  join_weigh_answers({.action = action, .success = success, .container = container, .results = results,
      .handle = handle, .filtered_artifacts = filtered_artifacts, .filtered_results = filtered_results});
  return None;
}

// What does VirusTotal know about the links of the mail?
Value link_lookup(BlockArguments args) {
  Frame at{"link_lookup"};
  Value container = args.container;
  at(124);
  phantom::debug({.message = "link_lookup() called"});
  at(132);
  Value container_artifact_data = phantom::collect2({.container = container,
      .datapath = list({"artifact:*.cef.requestURL", "artifact:*.id"})});
  Value parameters = list({});
  at(137);
  for (Value container_artifact_item : iterate(container_artifact_data)) {
    at(138);
    if (!container_artifact_item[0].is_none()) {
      at(140);
      parameters.call("append",
          {at(139,
              dict({{"url", at(141, container_artifact_item[0])},
                  {"context", dict({{"artifact_id", container_artifact_item[1]}})}}))});
    }
  }
  at(154);
  phantom::act({.action = "url reputation", .parameters = parameters, .assets = list({"virustotal"}),
      .callback = link_lookup_callback, .name = "link_lookup"}, {.share = phantom::Sharing::kRun});
  return None;
}

Value link_lookup_callback(BlockArguments args) {
  Frame at{"link_lookup_callback"};
  Value action = args.action;
  Value success = args.success;
  Value container = args.container;
  Value results = args.results;
  Value handle = args.handle;
  Value filtered_artifacts = args.filtered_artifacts;
  Value filtered_results = args.filtered_results;
  at(161);
  phantom::debug({.message = "link_lookup_callback() called"});
  at(164);
  bad_links({.action = action, .success = success, .container = container, .results = results, .handle = handle,
      .filtered_artifacts = filtered_artifacts, .filtered_results = filtered_results});
  at(165);
  join_weigh_answers({.action = action, .success = success, .container = container, .results = results,
      .handle = handle, .filtered_artifacts = filtered_artifacts, .filtered_results = filtered_results});
  return None;
}

// What does VirusTotal know about the attachments?
Value hash_lookup(BlockArguments args) {
  Frame at{"hash_lookup"};
  Value container = args.container;
  at(172);
  phantom::debug({.message = "hash_lookup() called"});
  at(180);
  Value container_artifact_data = phantom::collect2({.container = container,
      .datapath = list({"artifact:*.cef.fileHash", "artifact:*.id"})});
  Value parameters = list({});
  at(185);
  for (Value container_artifact_item : iterate(container_artifact_data)) {
    at(186);
    if (!container_artifact_item[0].is_none()) {
      at(188);
      parameters.call("append",
          {at(187,
              dict({{"hash", at(189, container_artifact_item[0])},
                  {"context", dict({{"artifact_id", container_artifact_item[1]}})}}))});
    }
  }
  at(202);
  phantom::act({.action = "file reputation", .parameters = parameters, .assets = list({"virustotal"}),
      .callback = hash_lookup_callback, .name = "hash_lookup"}, {.share = phantom::Sharing::kRun});
  return None;
}

Value hash_lookup_callback(BlockArguments args) {
  Frame at{"hash_lookup_callback"};
  Value action = args.action;
  Value success = args.success;
  Value container = args.container;
  Value results = args.results;
  Value handle = args.handle;
  Value filtered_artifacts = args.filtered_artifacts;
  Value filtered_results = args.filtered_results;
  at(209);
  phantom::debug({.message = "hash_lookup_callback() called"});
  at(212);
  bad_hashes({.action = action, .success = success, .container = container, .results = results, .handle = handle,
      .filtered_artifacts = filtered_artifacts, .filtered_results = filtered_results});
  at(213);
  join_weigh_answers({.action = action, .success = success, .container = container, .results = results,
      .handle = handle, .filtered_artifacts = filtered_artifacts, .filtered_results = filtered_results});
  return None;
}

// Hosts that served at least three bad links and are not our own.
Value bad_addresses(BlockArguments args) {
  Frame at{"bad_addresses"};
  Value action = args.action;
  Value success = args.success;
  Value container = args.container;
  Value results = args.results;
  Value handle = args.handle;
  at(220);
  phantom::debug({.message = "bad_addresses() called"});
  at(227);
  auto [matched_artifacts_1,
      matched_results_1] = unpack<2>(phantom::condition({.container = container,
          .conditions = list({list({"address_lookup:action_result.summary.detected_urls", ">=", 3}),
              list({"address_lookup:action_result.parameter.ip", "not in", "custom_list:phishme protected assets"})}),
          .logical_operator = "and", .name = "bad_addresses:condition_1", .delimiter = None}));
  if (matched_artifacts_1 || matched_results_1) {
    at(239);
    pin_addresses({.action = action, .success = success, .container = container, .results = results, .handle = handle,
        .filtered_artifacts = matched_artifacts_1, .filtered_results = matched_results_1});
  }
  return None;
}

// Domains that served at least three bad links and are not our own.
Value bad_domains(BlockArguments args) {
  Frame at{"bad_domains"};
  Value action = args.action;
  Value success = args.success;
  Value container = args.container;
  Value results = args.results;
  Value handle = args.handle;
  at(246);
  phantom::debug({.message = "bad_domains() called"});
  at(253);
  auto [matched_artifacts_1,
      matched_results_1] = unpack<2>(phantom::condition({.container = container,
          .conditions = list({list({"domain_lookup:action_result.summary.detected_urls", ">=", 3}),
              list({"domain_lookup:action_result.parameter.domain", "not in",
                  "custom_list:phishme protected assets"})}), .logical_operator = "and",
          .name = "bad_domains:condition_1", .delimiter = None}));
  if (matched_artifacts_1 || matched_results_1) {
    at(265);
    pin_domains({.action = action, .success = success, .container = container, .results = results, .handle = handle,
        .filtered_artifacts = matched_artifacts_1, .filtered_results = matched_results_1});
  }
  return None;
}

// Links that two or more scanners call bad.
Value bad_links(BlockArguments args) {
  Frame at{"bad_links"};
  Value action = args.action;
  Value success = args.success;
  Value container = args.container;
  Value results = args.results;
  Value handle = args.handle;
  at(272);
  phantom::debug({.message = "bad_links() called"});
  at(279);
  auto [matched_artifacts_1,
      matched_results_1] = unpack<2>(phantom::condition({.container = container,
          .conditions = list({list({"link_lookup:action_result.summary.positives", ">=", 2})}),
          .name = "bad_links:condition_1", .delimiter = None}));
  if (matched_artifacts_1 || matched_results_1) {
    at(289);
    pin_links({.action = action, .success = success, .container = container, .results = results, .handle = handle,
        .filtered_artifacts = matched_artifacts_1, .filtered_results = matched_results_1});
  }
  return None;
}

// Attachments that five or more scanners call bad.
Value bad_hashes(BlockArguments args) {
  Frame at{"bad_hashes"};
  Value action = args.action;
  Value success = args.success;
  Value container = args.container;
  Value results = args.results;
  Value handle = args.handle;
  at(296);
  phantom::debug({.message = "bad_hashes() called"});
  at(303);
  auto [matched_artifacts_1,
      matched_results_1] = unpack<2>(phantom::condition({.container = container,
          .conditions = list({list({"hash_lookup:action_result.summary.positives", ">=", 5})}),
          .name = "bad_hashes:condition_1", .delimiter = None}));
  if (matched_artifacts_1 || matched_results_1) {
    at(313);
    pin_hashes({.action = action, .success = success, .container = container, .results = results, .handle = handle,
        .filtered_artifacts = matched_artifacts_1, .filtered_results = matched_results_1});
  }
  return None;
}

// Show it at the top of the event.
Value pin_addresses(BlockArguments args) {
  Frame at{"pin_addresses"};
  Value container = args.container;
  at(320);
  phantom::debug({.message = "pin_addresses() called"});
  at(326);
  Value filtered_result_0_data_bad_addresses = phantom::collect2({.container = container,
      .datapath = list({"filtered-data:bad_addresses:condition_1:address_lookup:action_result.parameter.ip"})});
  Value filtered_result_0_parameter_ip = list({});
  at(328);
  for (Value item : iterate(filtered_result_0_data_bad_addresses)) {
    append(filtered_result_0_parameter_ip, item[0]);
  }
  at(335);
  filtered_result_0_parameter_ip = Value{", "}.call("join",
      {phantom::concatenate({.parts = tuple({filtered_result_0_parameter_ip}), .dedup = true})});
  at(341);
  phantom::pin({.container = container, .message = "Bad sending hosts", .data = filtered_result_0_parameter_ip,
      .pin_type = "card", .pin_style = "red", .name = "pin_addresses"});
  return None;
}

// Show it at the top of the event.
Value pin_domains(BlockArguments args) {
  Frame at{"pin_domains"};
  Value container = args.container;
  at(348);
  phantom::debug({.message = "pin_domains() called"});
  at(354);
  Value filtered_result_0_data_bad_domains = phantom::collect2({.container = container,
      .datapath = list({"filtered-data:bad_domains:condition_1:domain_lookup:action_result.parameter.domain"})});
  Value filtered_result_0_parameter_domain = list({});
  at(356);
  for (Value item : iterate(filtered_result_0_data_bad_domains)) {
    append(filtered_result_0_parameter_domain, item[0]);
  }
  at(363);
  filtered_result_0_parameter_domain = Value{", "}.call("join",
      {phantom::concatenate({.parts = tuple({filtered_result_0_parameter_domain}), .dedup = true})});
  at(369);
  phantom::pin({.container = container, .message = "Bad domains", .data = filtered_result_0_parameter_domain,
      .pin_type = "card", .pin_style = "red", .name = "pin_domains"});
  return None;
}

// Show it at the top of the event.
Value pin_links(BlockArguments args) {
  Frame at{"pin_links"};
  Value container = args.container;
  at(376);
  phantom::debug({.message = "pin_links() called"});
  at(382);
  Value filtered_result_0_data_bad_links = phantom::collect2({.container = container,
      .datapath = list({"filtered-data:bad_links:condition_1:link_lookup:action_result.parameter.url"})});
  Value filtered_result_0_parameter_url = list({});
  at(384);
  for (Value item : iterate(filtered_result_0_data_bad_links)) {
    append(filtered_result_0_parameter_url, item[0]);
  }
  at(391);
  filtered_result_0_parameter_url = Value{", "}.call("join",
      {phantom::concatenate({.parts = tuple({filtered_result_0_parameter_url}), .dedup = true})});
  at(397);
  phantom::pin({.container = container, .message = "Bad links", .data = filtered_result_0_parameter_url,
      .pin_type = "card", .pin_style = "red", .name = "pin_links"});
  return None;
}

// Show it at the top of the event.
Value pin_hashes(BlockArguments args) {
  Frame at{"pin_hashes"};
  Value container = args.container;
  at(404);
  phantom::debug({.message = "pin_hashes() called"});
  at(410);
  Value filtered_result_0_data_bad_hashes = phantom::collect2({.container = container,
      .datapath = list({"filtered-data:bad_hashes:condition_1:hash_lookup:action_result.parameter.hash"})});
  Value filtered_result_0_parameter_hash = list({});
  at(412);
  for (Value item : iterate(filtered_result_0_data_bad_hashes)) {
    append(filtered_result_0_parameter_hash, item[0]);
  }
  at(419);
  filtered_result_0_parameter_hash = Value{", "}.call("join",
      {phantom::concatenate({.parts = tuple({filtered_result_0_parameter_hash}), .dedup = true})});
  at(425);
  phantom::pin({.container = container, .message = "Bad attachments", .data = filtered_result_0_parameter_hash,
      .pin_type = "card", .pin_style = "red", .name = "pin_hashes"});
  return None;
}

Value join_weigh_answers(BlockArguments args) {
  Frame at{"join_weigh_answers"};
  Value container = args.container;
  Value handle = args.handle;
  at(432);
  phantom::debug({.message = "join_weigh_answers() called"});
  at(434);
  if (phantom::completed({.action_names = list({"address_lookup", "domain_lookup", "link_lookup", "hash_lookup"})})) {
    at(436);
    weigh_answers({.container = container, .handle = handle});
  }
  return None;
}

// Adds up the points of the bad indicators, keeps the reasons, and names the
// look-ups that failed.
Value weigh_answers(BlockArguments args) {
  Frame at{"weigh_answers"};
  Value container = args.container;
  Value results = args.results;
  at(443);
  phantom::debug({.message = "weigh_answers() called"});
  at(450);
  Value filtered_result_0_data_bad_addresses = phantom::collect2({.container = container,
      .datapath = list({"filtered-data:bad_addresses:condition_1:address_lookup:action_result.parameter.ip"})});
  at(451);
  Value filtered_result_0_data_bad_domains = phantom::collect2({.container = container,
      .datapath = list({"filtered-data:bad_domains:condition_1:domain_lookup:action_result.parameter.domain"})});
  at(452);
  Value filtered_result_0_data_bad_links = phantom::collect2({.container = container,
      .datapath = list({"filtered-data:bad_links:condition_1:link_lookup:action_result.parameter.url"})});
  at(453);
  Value filtered_result_0_data_bad_hashes = phantom::collect2({.container = container,
      .datapath = list({"filtered-data:bad_hashes:condition_1:hash_lookup:action_result.parameter.hash"})});
  at(454);
  Value address_lookup_result_data = phantom::collect2({.container = container,
      .datapath = list({"address_lookup:action_result.status", "address_lookup:action_result.parameter.ip"}),
      .action_results = results});
  at(455);
  Value domain_lookup_result_data = phantom::collect2({.container = container,
      .datapath = list({"domain_lookup:action_result.status", "domain_lookup:action_result.parameter.domain"}),
      .action_results = results});
  at(456);
  Value link_lookup_result_data = phantom::collect2({.container = container,
      .datapath = list({"link_lookup:action_result.status", "link_lookup:action_result.parameter.url"}),
      .action_results = results});
  at(457);
  Value hash_lookup_result_data = phantom::collect2({.container = container,
      .datapath = list({"hash_lookup:action_result.status", "hash_lookup:action_result.parameter.hash"}),
      .action_results = results});
  Value filtered_result_0_parameter_ip = list({});
  at(459);
  for (Value item : iterate(filtered_result_0_data_bad_addresses)) {
    append(filtered_result_0_parameter_ip, item[0]);
  }
  Value filtered_result_0_parameter_domain = list({});
  at(460);
  for (Value item_2 : iterate(filtered_result_0_data_bad_domains)) {
    append(filtered_result_0_parameter_domain, item_2[0]);
  }
  Value filtered_result_0_parameter_url = list({});
  at(461);
  for (Value item_3 : iterate(filtered_result_0_data_bad_links)) {
    append(filtered_result_0_parameter_url, item_3[0]);
  }
  Value filtered_result_0_parameter_hash = list({});
  at(462);
  for (Value item_4 : iterate(filtered_result_0_data_bad_hashes)) {
    append(filtered_result_0_parameter_hash, item_4[0]);
  }
  Value address_lookup_status = list({});
  at(463);
  for (Value item_5 : iterate(address_lookup_result_data)) {
    append(address_lookup_status, item_5[0]);
  }
  Value address_lookup_parameter_ip = list({});
  at(464);
  for (Value item_6 : iterate(address_lookup_result_data)) {
    append(address_lookup_parameter_ip, item_6[1]);
  }
  Value domain_lookup_status = list({});
  at(465);
  for (Value item_7 : iterate(domain_lookup_result_data)) {
    append(domain_lookup_status, item_7[0]);
  }
  Value domain_lookup_parameter_domain = list({});
  at(466);
  for (Value item_8 : iterate(domain_lookup_result_data)) {
    append(domain_lookup_parameter_domain, item_8[1]);
  }
  Value link_lookup_status = list({});
  at(467);
  for (Value item_9 : iterate(link_lookup_result_data)) {
    append(link_lookup_status, item_9[0]);
  }
  Value link_lookup_parameter_url = list({});
  at(468);
  for (Value item_10 : iterate(link_lookup_result_data)) {
    append(link_lookup_parameter_url, item_10[1]);
  }
  Value hash_lookup_status = list({});
  at(469);
  for (Value item_11 : iterate(hash_lookup_result_data)) {
    append(hash_lookup_status, item_11[0]);
  }
  Value hash_lookup_parameter_hash = list({});
  at(470);
  for (Value item_12 : iterate(hash_lookup_result_data)) {
    append(hash_lookup_parameter_hash, item_12[1]);
  }
  Value weigh_answers__score = None;
  Value weigh_answers__verdict = None;
  Value weigh_answers__reasons = None;
  Value weigh_answers__unanswered = None;
  Value weights = dict({{"sending host", 15}, {"domain", 20}, {"link", 35}, {"attachment", 45}});
  at(484);
  Value found = dict({{"sending host",
      at(485, phantom::concatenate({.parts = tuple({filtered_result_0_parameter_ip}), .dedup = true}))},
      {"domain", at(486, phantom::concatenate({.parts = tuple({filtered_result_0_parameter_domain}), .dedup = true}))},
      {"link", at(487, phantom::concatenate({.parts = tuple({filtered_result_0_parameter_url}), .dedup = true}))},
      {"attachment", phantom::concatenate({.parts = tuple({filtered_result_0_parameter_hash}), .dedup = true})}});
  weigh_answers__score = 0;
  weigh_answers__reasons = list({});
  at(492);
  for (auto [kind, values] : unpack_each<2>(found.call("items"))) {
    at(493);
    for (Value value : iterate(values)) {
      at(494);
      weigh_answers__score += weights[kind];
      at(495);
      weigh_answers__reasons.call("append",
          {fstring({Field{kind}, " ", Field{value}, ": ", Field{weights[kind]}, " points"})});
    }
  }
  Value open_questions = list({});
  at(499);
  for (Value rows : iterate(list({address_lookup_result_data, domain_lookup_result_data, link_lookup_result_data,
      hash_lookup_result_data}))) {
    at(500);
    for (Value row : iterate(rows)) {
      at(501);
      if (row[0] == "failed" && !in(row[1], open_questions)) {
        at(502);
        open_questions.call("append", {row[1]});
      }
    }
  }
  at(503);
  weigh_answers__unanswered = or_(Value{", "}.call("join", {open_questions}), [&] { return Value{"nothing"}; });
  at(505);
  if (weigh_answers__score >= 60) {
    weigh_answers__verdict = "malicious";
  } else if (at(507); weigh_answers__score > 0 || open_questions) {
    weigh_answers__verdict = "suspicious";
  } else {
    weigh_answers__verdict = "clean";
  }
  if (!weigh_answers__reasons) {
    at(513);
    weigh_answers__reasons.call("append", {"none of the indicators is known as bad"});
  }
  at(519);
  phantom::save_run_data({.value = module().json.call("dumps", {weigh_answers__score}), .key = "weigh_answers:score"});
  at(520);
  phantom::save_run_data({.value = module().json.call("dumps", {weigh_answers__verdict}),
      .key = "weigh_answers:verdict"});
  at(521);
  phantom::save_run_data({.value = module().json.call("dumps", {weigh_answers__reasons}),
      .key = "weigh_answers:reasons"});
  at(522);
  phantom::save_run_data({.value = module().json.call("dumps", {weigh_answers__unanswered}),
      .key = "weigh_answers:unanswered"});
  at(524);
  write_assessment({.container = container});
  return None;
}

// The verdict and every reason for it, in Markdown.
Value write_assessment(BlockArguments args) {
  Frame at{"write_assessment"};
  Value container = args.container;
  at(531);
  phantom::debug({.message = "write_assessment() called"});
  Value template_ = "**Verdict: {0}** ({1} points)\n\n%%\n* {2}\n%%\n\nLook-ups without an answer: {3}\n";
  Value parameters = list({"weigh_answers:custom_function:verdict", "weigh_answers:custom_function:score",
      "weigh_answers:custom_function:reasons", "weigh_answers:custom_function:unanswered"});
  at(557);
  phantom::format({.container = container, .template_ = template_, .parameters = parameters,
      .name = "write_assessment"});
  at(559);
  note_assessment({.container = container});
  return None;
}

Value note_assessment(BlockArguments args) {
  Frame at{"note_assessment"};
  Value container = args.container;
  at(566);
  phantom::debug({.message = "note_assessment() called"});
  at(568);
  Value write_assessment = phantom::get_format_data({.name = "write_assessment"});
  at(580);
  phantom::add_note({.container = container, .note_type = "general", .title = "Assessment of the reported mail",
      .content = write_assessment, .note_format = "markdown"});
  at(582);
  act_on_verdict({.container = container});
  return None;
}

// Contain, ask a person, or close.
Value act_on_verdict(BlockArguments args) {
  Frame at{"act_on_verdict"};
  Value action = args.action;
  Value success = args.success;
  Value container = args.container;
  Value results = args.results;
  Value handle = args.handle;
  at(589);
  phantom::debug({.message = "act_on_verdict() called"});
  at(596);
  Value found_match_1 = phantom::decision({.container = container,
      .conditions = list({list({"weigh_answers:custom_function:verdict", "==", "malicious"})}), .delimiter = None});
  if (found_match_1) {
    at(605);
    raise_severity({.action = action, .success = success, .container = container, .results = results,
        .handle = handle});
    at(606);
    block_addresses({.action = action, .success = success, .container = container, .results = results,
        .handle = handle});
    at(607);
    block_domains({.action = action, .success = success, .container = container, .results = results, .handle = handle});
    at(608);
    block_links({.action = action, .success = success, .container = container, .results = results, .handle = handle});
    at(609);
    ban_hashes({.action = action, .success = success, .container = container, .results = results, .handle = handle});
    return None;
  }
  at(613);
  Value found_match_2 = phantom::decision({.container = container,
      .conditions = list({list({"weigh_answers:custom_function:verdict", "==", "suspicious"})}), .delimiter = None});
  if (found_match_2) {
    at(622);
    hand_to_analyst({.action = action, .success = success, .container = container, .results = results,
        .handle = handle});
    return None;
  }
  at(626);
  close_as_clean({.action = action, .success = success, .container = container, .results = results, .handle = handle});
  return None;
}

Value raise_severity(BlockArguments args) {
  Frame at{"raise_severity"};
  Value container = args.container;
  at(633);
  phantom::debug({.message = "raise_severity() called"});
  at(645);
  phantom::set_severity({.container = container, .severity = "high"});
  at(646);
  phantom::set_status({.container = container, .status = "open"});
  return None;
}

// Drop traffic of the bad hosts at the firewall.
Value block_addresses(BlockArguments args) {
  Frame at{"block_addresses"};
  Value container = args.container;
  at(653);
  phantom::debug({.message = "block_addresses() called"});
  at(661);
  Value filtered_result_0_data_bad_addresses = phantom::collect2({.container = container,
      .datapath = list({"filtered-data:bad_addresses:condition_1:address_lookup:action_result.parameter.ip",
          "filtered-data:bad_addresses:condition_1:address_lookup:action_result.parameter.context.artifact_id"})});
  Value parameters = list({});
  at(666);
  for (Value filtered_result_0_item_bad_addresses : iterate(filtered_result_0_data_bad_addresses)) {
    at(667);
    if (!filtered_result_0_item_bad_addresses[0].is_none()) {
      at(669);
      parameters.call("append",
          {at(668,
              dict({{"ip", at(672, filtered_result_0_item_bad_addresses[0])}, {"vsys", ""}, {"is_source_address", true},
                  {"context", dict({{"artifact_id", filtered_result_0_item_bad_addresses[1]}})}}))});
    }
  }
  Value unique_parameters = list({});
  at(681);
  for (Value parameter : iterate(parameters)) {
    at(682);
    const Value t = parameter["ip"];
    Value t_2 = list({});
    for (Value known : iterate(unique_parameters)) {
      append(t_2, known["ip"]);
    }
    if (!in(t, t_2)) {
      at(683);
      unique_parameters.call("append", {parameter});
    }
  }
  parameters = unique_parameters;
  at(690);
  phantom::act({.action = "block ip", .parameters = parameters, .assets = list({"pan"}),
      .callback = join_write_containment, .name = "block_addresses"});
  return None;
}

// Stop resolving the bad domains.
Value block_domains(BlockArguments args) {
  Frame at{"block_domains"};
  Value container = args.container;
  at(697);
  phantom::debug({.message = "block_domains() called"});
  at(705);
  Value filtered_result_0_data_bad_domains = phantom::collect2({.container = container,
      .datapath = list({"filtered-data:bad_domains:condition_1:domain_lookup:action_result.parameter.domain",
          "filtered-data:bad_domains:condition_1:domain_lookup:action_result.parameter.context.artifact_id"})});
  Value parameters = list({});
  at(710);
  for (Value filtered_result_0_item_bad_domains : iterate(filtered_result_0_data_bad_domains)) {
    at(711);
    if (!filtered_result_0_item_bad_domains[0].is_none()) {
      at(713);
      parameters.call("append",
          {at(712,
              dict({{"domain", at(715, filtered_result_0_item_bad_domains[0])}, {"disable_safeguards", false},
                  {"context", dict({{"artifact_id", filtered_result_0_item_bad_domains[1]}})}}))});
    }
  }
  Value unique_parameters = list({});
  at(724);
  for (Value parameter : iterate(parameters)) {
    at(725);
    const Value t = parameter["domain"];
    Value t_2 = list({});
    for (Value known : iterate(unique_parameters)) {
      append(t_2, known["domain"]);
    }
    if (!in(t, t_2)) {
      at(726);
      unique_parameters.call("append", {parameter});
    }
  }
  parameters = unique_parameters;
  at(733);
  phantom::act({.action = "block domain", .parameters = parameters, .assets = list({"opendns_umbrella"}),
      .callback = join_write_containment, .name = "block_domains"});
  return None;
}

// Deny the bad links at the web proxy.
Value block_links(BlockArguments args) {
  Frame at{"block_links"};
  Value container = args.container;
  at(740);
  phantom::debug({.message = "block_links() called"});
  at(748);
  Value filtered_result_0_data_bad_links = phantom::collect2({.container = container,
      .datapath = list({"filtered-data:bad_links:condition_1:link_lookup:action_result.parameter.url",
          "filtered-data:bad_links:condition_1:link_lookup:action_result.parameter.context.artifact_id"})});
  Value parameters = list({});
  at(753);
  for (Value filtered_result_0_item_bad_links : iterate(filtered_result_0_data_bad_links)) {
    at(754);
    if (!filtered_result_0_item_bad_links[0].is_none()) {
      at(756);
      parameters.call("append",
          {at(755,
              dict({{"url", at(758, filtered_result_0_item_bad_links[0])}, {"url_category", ""},
                  {"context", dict({{"artifact_id", filtered_result_0_item_bad_links[1]}})}}))});
    }
  }
  Value unique_parameters = list({});
  at(767);
  for (Value parameter : iterate(parameters)) {
    at(768);
    const Value t = parameter["url"];
    Value t_2 = list({});
    for (Value known : iterate(unique_parameters)) {
      append(t_2, known["url"]);
    }
    if (!in(t, t_2)) {
      at(769);
      unique_parameters.call("append", {parameter});
    }
  }
  parameters = unique_parameters;
  at(776);
  phantom::act({.action = "block url", .parameters = parameters, .assets = list({"zscaler"}),
      .callback = join_write_containment, .name = "block_links"});
  return None;
}

// Keep the bad attachments from running anywhere.
Value ban_hashes(BlockArguments args) {
  Frame at{"ban_hashes"};
  Value container = args.container;
  at(783);
  phantom::debug({.message = "ban_hashes() called"});
  at(791);
  Value filtered_result_0_data_bad_hashes = phantom::collect2({.container = container,
      .datapath = list({"filtered-data:bad_hashes:condition_1:hash_lookup:action_result.parameter.hash",
          "filtered-data:bad_hashes:condition_1:hash_lookup:action_result.parameter.context.artifact_id"})});
  Value parameters = list({});
  at(796);
  for (Value filtered_result_0_item_bad_hashes : iterate(filtered_result_0_data_bad_hashes)) {
    at(797);
    if (!filtered_result_0_item_bad_hashes[0].is_none()) {
      at(799);
      parameters.call("append",
          {at(798,
              dict({{"hash", at(801, filtered_result_0_item_bad_hashes[0])},
                  {"comment", "attachment of a reported phishing mail"},
                  {"context", dict({{"artifact_id", filtered_result_0_item_bad_hashes[1]}})}}))});
    }
  }
  Value unique_parameters = list({});
  at(810);
  for (Value parameter : iterate(parameters)) {
    at(811);
    const Value t = parameter["hash"];
    Value t_2 = list({});
    for (Value known : iterate(unique_parameters)) {
      append(t_2, known["hash"]);
    }
    if (!in(t, t_2)) {
      at(812);
      unique_parameters.call("append", {parameter});
    }
  }
  parameters = unique_parameters;
  at(819);
  phantom::act({.action = "block hash", .parameters = parameters, .assets = list({"carbonblack"}),
      .callback = join_write_containment, .name = "ban_hashes"});
  return None;
}

Value join_write_containment(BlockArguments args) {
  Frame at{"join_write_containment"};
  Value container = args.container;
  Value handle = args.handle;
  at(826);
  phantom::debug({.message = "join_write_containment() called"});
  at(828);
  if (phantom::completed({.action_names = list({"block_addresses", "block_domains", "block_links", "ban_hashes"})})) {
    at(830);
    write_containment({.container = container, .handle = handle});
  }
  return None;
}

// What was blocked where, and what could not be blocked.
Value write_containment(BlockArguments args) {
  Frame at{"write_containment"};
  Value container = args.container;
  at(837);
  phantom::debug({.message = "write_containment() called"});
  Value template_ = "Containment of event {0}\n\n**Firewall**\n%%\n- {1}: {2} {3}\n%%\n\n**Resolver**\n%%\n- {4}: {5} {6}\n%%\n\n**Web proxy**\n%%\n- {7}: {8} {9}\n%%\n\n**Endpoints**\n%%\n- {10}: {11} {12}\n%%\n\n";
  Value parameters = list({"container:id", "block_addresses:action_result.parameter.ip",
      "block_addresses:action_result.status", "block_addresses:action_result.message",
      "block_domains:action_result.parameter.domain", "block_domains:action_result.status",
      "block_domains:action_result.message", "block_links:action_result.parameter.url",
      "block_links:action_result.status", "block_links:action_result.message",
      "ban_hashes:action_result.parameter.hash", "ban_hashes:action_result.status",
      "ban_hashes:action_result.message"});
  at(872);
  phantom::format({.container = container, .template_ = template_, .parameters = parameters,
      .name = "write_containment"});
  at(874);
  note_containment({.container = container});
  return None;
}

Value note_containment(BlockArguments args) {
  Frame at{"note_containment"};
  Value container = args.container;
  at(881);
  phantom::debug({.message = "note_containment() called"});
  at(883);
  Value write_containment = phantom::get_format_data({.name = "write_containment"});
  at(895);
  phantom::add_note({.container = container, .note_type = "general", .title = "Containment",
      .content = write_containment, .note_format = "markdown"});
  at(897);
  did_a_block_fail({.container = container});
  return None;
}

// A block that failed needs a person.
Value did_a_block_fail(BlockArguments args) {
  Frame at{"did_a_block_fail"};
  Value action = args.action;
  Value success = args.success;
  Value container = args.container;
  Value results = args.results;
  Value handle = args.handle;
  at(904);
  phantom::debug({.message = "did_a_block_fail() called"});
  at(911);
  Value found_match_1 = phantom::decision({.container = container,
      .conditions = list({list({"block_addresses:action_result.status", "==", "failed"}),
          list({"block_domains:action_result.status", "==", "failed"}),
          list({"block_links:action_result.status", "==", "failed"}),
          list({"ban_hashes:action_result.status", "==", "failed"})}), .logical_operator = "or", .delimiter = None});
  if (found_match_1) {
    at(924);
    ask_for_manual_block({.action = action, .success = success, .container = container, .results = results,
        .handle = handle});
    return None;
  }
  return None;
}

Value ask_for_manual_block(BlockArguments args) {
  Frame at{"ask_for_manual_block"};
  Value container = args.container;
  Value results = args.results;
  at(932);
  phantom::debug({.message = "ask_for_manual_block() called"});
  at(934);
  Value block_addresses_result_data = phantom::collect2({.container = container,
      .datapath = list({"block_addresses:action_result.status", "block_addresses:action_result.parameter.ip",
          "block_addresses:action_result.message"}), .action_results = results});
  at(935);
  Value block_domains_result_data = phantom::collect2({.container = container,
      .datapath = list({"block_domains:action_result.status", "block_domains:action_result.parameter.domain",
          "block_domains:action_result.message"}), .action_results = results});
  at(936);
  Value block_links_result_data = phantom::collect2({.container = container,
      .datapath = list({"block_links:action_result.status", "block_links:action_result.parameter.url",
          "block_links:action_result.message"}), .action_results = results});
  at(937);
  Value ban_hashes_result_data = phantom::collect2({.container = container,
      .datapath = list({"ban_hashes:action_result.status", "ban_hashes:action_result.parameter.hash",
          "ban_hashes:action_result.message"}), .action_results = results});
  Value failed = list({});
  at(944);
  for (Value item : iterate(phantom::concatenate({.parts = tuple({block_addresses_result_data,
      block_domains_result_data, block_links_result_data, ban_hashes_result_data})}))) {
    at(945);
    if (item[0] == "failed") {
      at(946);
      failed.call("append", {fstring({Field{item[1]}, " (", Field{item[2]}, ")"})});
    }
  }
  at(947);
  Value comment_text = "Please block by hand: " + Value{", "}.call("join", {failed});
  at(953);
  phantom::comment({.container = container, .comment = comment_text});
  return None;
}

Value hand_to_analyst(BlockArguments args) {
  Frame at{"hand_to_analyst"};
  Value container = args.container;
  at(960);
  phantom::debug({.message = "hand_to_analyst() called"});
  at(972);
  phantom::set_severity({.container = container, .severity = "medium"});
  at(973);
  phantom::comment({.container = container,
      .comment = "The answers are not clear enough to act on. Please review the assessment."});
  at(974);
  phantom::set_status({.container = container, .status = "open"});
  return None;
}

Value close_as_clean(BlockArguments args) {
  Frame at{"close_as_clean"};
  Value container = args.container;
  at(981);
  phantom::debug({.message = "close_as_clean() called"});
  at(993);
  phantom::set_severity({.container = container, .severity = "low"});
  at(994);
  phantom::comment({.container = container,
      .comment = "No indicator of this mail is known as bad; closed without containment."});
  at(995);
  phantom::set_status({.container = container, .status = "closed"});
  return None;
}

Value on_finish(on_finish_arguments args) {
  Frame at{"on_finish"};
  at(1002);
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
  {"address_lookup", 27, code_of(address_lookup), kBlockParameters, call_block<address_lookup>},
  {"address_lookup_callback", 64, code_of(address_lookup_callback), kBlockParameters,
      call_block<address_lookup_callback>, nullptr, {.unread = "results", .looked_at = "container"}},
  {"domain_lookup", 75, code_of(domain_lookup), kBlockParameters, call_block<domain_lookup>},
  {"domain_lookup_callback", 112, code_of(domain_lookup_callback), kBlockParameters, call_block<domain_lookup_callback>,
      nullptr, {.unread = "results", .looked_at = "container"}},
  {"link_lookup", 123, code_of(link_lookup), kBlockParameters, call_block<link_lookup>},
  {"link_lookup_callback", 160, code_of(link_lookup_callback), kBlockParameters, call_block<link_lookup_callback>,
      nullptr, {.unread = "results", .looked_at = "container"}},
  {"hash_lookup", 171, code_of(hash_lookup), kBlockParameters, call_block<hash_lookup>},
  {"hash_lookup_callback", 208, code_of(hash_lookup_callback), kBlockParameters, call_block<hash_lookup_callback>,
      nullptr, {.unread = "results", .looked_at = "container"}},
  {"bad_addresses", 219, code_of(bad_addresses), kBlockParameters, call_block<bad_addresses>},
  {"bad_domains", 245, code_of(bad_domains), kBlockParameters, call_block<bad_domains>},
  {"bad_links", 271, code_of(bad_links), kBlockParameters, call_block<bad_links>},
  {"bad_hashes", 295, code_of(bad_hashes), kBlockParameters, call_block<bad_hashes>},
  {"pin_addresses", 319, code_of(pin_addresses), kBlockParameters, call_block<pin_addresses>},
  {"pin_domains", 347, code_of(pin_domains), kBlockParameters, call_block<pin_domains>},
  {"pin_links", 375, code_of(pin_links), kBlockParameters, call_block<pin_links>},
  {"pin_hashes", 403, code_of(pin_hashes), kBlockParameters, call_block<pin_hashes>},
  {"join_weigh_answers", 431, code_of(join_weigh_answers), kBlockParameters, call_block<join_weigh_answers>},
  {"weigh_answers", 442, code_of(weigh_answers), kBlockParameters, call_block<weigh_answers>},
  {"write_assessment", 530, code_of(write_assessment), kBlockParameters, call_block<write_assessment>},
  {"note_assessment", 565, code_of(note_assessment), kBlockParameters, call_block<note_assessment>},
  {"act_on_verdict", 588, code_of(act_on_verdict), kBlockParameters, call_block<act_on_verdict>},
  {"raise_severity", 632, code_of(raise_severity), kBlockParameters, call_block<raise_severity>},
  {"block_addresses", 652, code_of(block_addresses), kBlockParameters, call_block<block_addresses>},
  {"block_domains", 696, code_of(block_domains), kBlockParameters, call_block<block_domains>},
  {"block_links", 739, code_of(block_links), kBlockParameters, call_block<block_links>},
  {"ban_hashes", 782, code_of(ban_hashes), kBlockParameters, call_block<ban_hashes>},
  {"join_write_containment", 825, code_of(join_write_containment), kBlockParameters, call_block<join_write_containment>,
      nullptr, {.unread = "results", .looked_at = "container"}},
  {"write_containment", 836, code_of(write_containment), kBlockParameters, call_block<write_containment>},
  {"note_containment", 880, code_of(note_containment), kBlockParameters, call_block<note_containment>},
  {"did_a_block_fail", 903, code_of(did_a_block_fail), kBlockParameters, call_block<did_a_block_fail>},
  {"ask_for_manual_block", 931, code_of(ask_for_manual_block), kBlockParameters, call_block<ask_for_manual_block>},
  {"hand_to_analyst", 959, code_of(hand_to_analyst), kBlockParameters, call_block<hand_to_analyst>},
  {"close_as_clean", 980, code_of(close_as_clean), kBlockParameters, call_block<close_as_clean>},
  {"on_finish", 1001, code_of(on_finish), kParametersOf_on_finish,
      [](Value* args) { return on_finish({.container = args[0], .summary = args[1]}); }, nullptr,
      {.unread = "container summary"}},
};

}  // namespace playbook_code

const pbc::Playbook pbc::playbook = {
  .name = "phishme_email_investigate_and_respond",
  .file = "phishme_email_investigate_and_respond.py",
  .functions = playbook_code::kFunctions,
  .make_globals = []() -> pbc::Globals* { return new playbook_code::Globals; },
  .load = playbook_code::load,
  .is_script = false,
};
