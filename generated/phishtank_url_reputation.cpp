// Made by pbc from phishtank_url_reputation.py. Edit the playbook, not this file.
//
// Looks up every URL of its input in PhishTank, turns the three yes/no facts of each answer into one score, and hands
// back a report for people and observables for other playbooks. URLs that PhishTank could not answer are listed and
// never counted as safe.
#include <pbc/playbook.h>

namespace playbook_code {

using namespace pbc;

// --- Declarations ----------------------------------------------------------------------------------------------------

struct on_finish_arguments {
  Value container;
  Value summary;
};

Value on_start(BlockArguments);
Value ask_phishtank(BlockArguments);
Value split_answers(BlockArguments);
Value rate_urls(BlockArguments);
Value write_report(BlockArguments);
Value build_observables(BlockArguments);
Value list_unanswered(BlockArguments);
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
  ask_phishtank({.container = container});
  return None;
}

// One look-up for every URL of the input.
Value ask_phishtank(BlockArguments args) {
  Frame at{"ask_phishtank"};
  Value container = args.container;
  at(22);
  phantom::debug({.message = "ask_phishtank() called"});
  at(30);
  Value playbook_input_url = phantom::collect2({.container = container, .datapath = list({"playbook_input:url"})});
  Value parameters = list({});
  at(35);
  for (Value playbook_input_url_item : iterate(playbook_input_url)) {
    at(36);
    if (!playbook_input_url_item[0].is_none()) {
      at(38);
      parameters.call("append", {at(37, dict({{"url", playbook_input_url_item[0]}}))});
    }
  }
  at(51);
  phantom::act({.action = "url reputation", .parameters = parameters, .assets = list({"phishtank"}),
      .callback = split_answers, .name = "ask_phishtank"}, {.share = phantom::Sharing::kRun});
  return None;
}

// Answers go on to the rating, failures to the list of open questions.
Value split_answers(BlockArguments args) {
  Frame at{"split_answers"};
  Value action = args.action;
  Value success = args.success;
  Value container = args.container;
  Value results = args.results;
  Value handle = args.handle;
  at(58);
  phantom::debug({.message = "split_answers() called"});
  at(65);
  auto [matched_artifacts_1,
      matched_results_1] = unpack<2>(phantom::condition({.container = container,
          .conditions = list({list({"ask_phishtank:action_result.status", "==", "success"})}),
          .name = "split_answers:condition_1", .delimiter = None}));
  if (matched_artifacts_1 || matched_results_1) {
    at(75);
    rate_urls({.action = action, .success = success, .container = container, .results = results, .handle = handle,
        .filtered_artifacts = matched_artifacts_1, .filtered_results = matched_results_1});
  }
  at(78);
  auto [matched_artifacts_2,
      matched_results_2] = unpack<2>(phantom::condition({.container = container,
          .conditions = list({list({"ask_phishtank:action_result.status", "==", "failed"})}),
          .name = "split_answers:condition_2", .delimiter = None}));
  if (matched_artifacts_2 || matched_results_2) {
    at(88);
    list_unanswered({.action = action, .success = success, .container = container, .results = results, .handle = handle,
        .filtered_artifacts = matched_artifacts_2, .filtered_results = matched_results_2});
  }
  return None;
}

// Rates each answered URL from 0 (harmless) to 100 (phishing) and names the
// level.
Value rate_urls(BlockArguments args) {
  Frame at{"rate_urls"};
  Value container = args.container;
  at(95);
  phantom::debug({.message = "rate_urls() called"});
  at(102);
  Value filtered_result_0_data_split_answers = phantom::collect2({.container = container,
      .datapath = list({"filtered-data:split_answers:condition_1:ask_phishtank:action_result.parameter.url",
          "filtered-data:split_answers:condition_1:ask_phishtank:action_result.summary.In_Database",
          "filtered-data:split_answers:condition_1:ask_phishtank:action_result.summary.Verified",
          "filtered-data:split_answers:condition_1:ask_phishtank:action_result.summary.Valid"})});
  Value filtered_result_0_parameter_url = list({});
  at(104);
  for (Value item : iterate(filtered_result_0_data_split_answers)) {
    append(filtered_result_0_parameter_url, item[0]);
  }
  Value filtered_result_0_summary_in_database = list({});
  at(105);
  for (Value item_2 : iterate(filtered_result_0_data_split_answers)) {
    append(filtered_result_0_summary_in_database, item_2[1]);
  }
  Value filtered_result_0_summary_verified = list({});
  at(106);
  for (Value item_3 : iterate(filtered_result_0_data_split_answers)) {
    append(filtered_result_0_summary_verified, item_3[2]);
  }
  Value filtered_result_0_summary_valid = list({});
  at(107);
  for (Value item_4 : iterate(filtered_result_0_data_split_answers)) {
    append(filtered_result_0_summary_valid, item_4[3]);
  }
  Value rate_urls__scores = None;
  Value rate_urls__levels = None;
  Value rate_urls__highest = None;
  rate_urls__scores = list({});
  rate_urls__levels = list({});
  rate_urls__highest = 0;
  std::int64_t points{};
  Value level;
  at(123);
  for (std::int64_t position : integers(py("range")({len(filtered_result_0_parameter_url)}))) {
    at(124);
    Value listed = filtered_result_0_summary_in_database[position];
    at(125);
    Value verified = filtered_result_0_summary_verified[position];
    at(126);
    Value valid = filtered_result_0_summary_valid[position];
    if (!listed) {
      points = 20;
      level = "unknown";
    } else if (verified && valid) {
      points = 100;
      level = "phishing";
    } else if (verified) {
      points = 5;
      level = "cleared";
    } else {
      points = 60;
      level = "reported";
    }
    at(137);
    rate_urls__scores.call("append", {points});
    at(138);
    rate_urls__levels.call("append", {level});
    at(139);
    if (points > rate_urls__highest) {
      rate_urls__highest = points;
    }
  }
  at(146);
  phantom::save_run_data({.value = module().json.call("dumps", {rate_urls__scores}), .key = "rate_urls:scores"});
  at(147);
  phantom::save_run_data({.value = module().json.call("dumps", {rate_urls__levels}), .key = "rate_urls:levels"});
  at(148);
  phantom::save_run_data({.value = module().json.call("dumps", {rate_urls__highest}), .key = "rate_urls:highest"});
  at(150);
  write_report({.container = container});
  return None;
}

// One table row per answered URL.
Value write_report(BlockArguments args) {
  Frame at{"write_report"};
  Value container = args.container;
  at(157);
  phantom::debug({.message = "write_report() called"});
  Value template_ = "### PhishTank: what is known about the URLs\n\n| URL | level | score | PhishTank entry |\n| --- | --- | --- | --- |\n%%\n| {0} | {1} | {2} | {3} |\n%%\n";
  Value parameters = list({"filtered-data:split_answers:condition_1:ask_phishtank:action_result.parameter.url",
      "rate_urls:custom_function:levels", "rate_urls:custom_function:scores",
      "filtered-data:split_answers:condition_1:ask_phishtank:action_result.data.*.phish_detail_page"});
  at(183);
  phantom::format({.container = container, .template_ = template_, .parameters = parameters, .name = "write_report"});
  at(185);
  build_observables({.container = container});
  return None;
}

// Packs each rated URL into the dictionary that the calling playbook reads.
Value build_observables(BlockArguments args) {
  Frame at{"build_observables"};
  Value container = args.container;
  at(192);
  phantom::debug({.message = "build_observables() called"});
  at(198);
  Value filtered_result_0_data_split_answers = phantom::collect2({.container = container,
      .datapath = list({"filtered-data:split_answers:condition_1:ask_phishtank:action_result.parameter.url",
          "filtered-data:split_answers:condition_1:ask_phishtank:action_result.data.*.phish_id",
          "filtered-data:split_answers:condition_1:ask_phishtank:action_result.data.*.phish_detail_page",
          "filtered-data:split_answers:condition_1:ask_phishtank:action_result.data.*.verified_at"})});
  at(199);
  Value _ = phantom::get_run_data({.key = "rate_urls:scores"});
  Value rate_urls__scores = module().json.call("loads", {_ != "" ? _ : Value{"null"}});
  at(200);
  _ = phantom::get_run_data({.key = "rate_urls:levels"});
  Value rate_urls__levels = module().json.call("loads", {_ != "" ? _ : Value{"null"}});
  Value filtered_result_0_parameter_url = list({});
  at(202);
  for (Value item : iterate(filtered_result_0_data_split_answers)) {
    append(filtered_result_0_parameter_url, item[0]);
  }
  Value filtered_result_0_data___phish_id = list({});
  at(203);
  for (Value item_2 : iterate(filtered_result_0_data_split_answers)) {
    append(filtered_result_0_data___phish_id, item_2[1]);
  }
  Value filtered_result_0_data___phish_detail_page = list({});
  at(204);
  for (Value item_3 : iterate(filtered_result_0_data_split_answers)) {
    append(filtered_result_0_data___phish_detail_page, item_3[2]);
  }
  Value filtered_result_0_data___verified_at = list({});
  at(205);
  for (Value item_4 : iterate(filtered_result_0_data_split_answers)) {
    append(filtered_result_0_data___verified_at, item_4[3]);
  }
  Value build_observables__observables = None;
  build_observables__observables = list({});
  at(215);
  for (std::int64_t position : integers(py("range")({len(filtered_result_0_parameter_url)}))) {
    at(216);
    Value score = rate_urls__scores[position];
    at(218);
    Value observable = dict({{"value", at(221, filtered_result_0_parameter_url[position])}, {"type", "url"},
        {"source", "PhishTank"}, {"reputation", dict({{"score", score}, {"level", rate_urls__levels[position]}})},
        {"malicious", at(222, score) >= 60}});
    at(224);
    if (!filtered_result_0_data___phish_id[position].is_none()) {
      at(226);
      observable.set_item("evidence",
          at(225,
              dict({{"id", py("str")({filtered_result_0_data___phish_id[position]})},
                  {"link", at(227, filtered_result_0_data___phish_detail_page)[position]},
                  {"verified_at", at(228, filtered_result_0_data___verified_at)[position]}})));
    }
    at(230);
    build_observables__observables.call("append", {observable});
  }
  at(236);
  phantom::save_run_data({.value = module().json.call("dumps", {build_observables__observables}),
      .key = "build_observables:observables"});
  return None;
}

// URLs that remain open, with the reason PhishTank gave.
Value list_unanswered(BlockArguments args) {
  Frame at{"list_unanswered"};
  Value container = args.container;
  at(243);
  phantom::debug({.message = "list_unanswered() called"});
  Value template_ = "### PhishTank: not answered\n\n%%\n- {0} ({1})\n%%\n";
  Value parameters = list({"filtered-data:split_answers:condition_2:ask_phishtank:action_result.parameter.url",
      "filtered-data:split_answers:condition_2:ask_phishtank:action_result.message"});
  at(267);
  phantom::format({.container = container, .template_ = template_, .parameters = parameters,
      .name = "list_unanswered"});
  return None;
}

Value on_finish(on_finish_arguments args) {
  Frame at{"on_finish"};
  Value container = args.container;
  at(274);
  phantom::debug({.message = "on_finish() called"});
  at(276);
  Value filtered_result_0_data_split_answers = phantom::collect2({.container = container,
      .datapath = list({"filtered-data:split_answers:condition_2:ask_phishtank:action_result.parameter.url"})});
  at(277);
  Value write_report = phantom::get_format_data({.name = "write_report"});
  at(278);
  Value list_unanswered = phantom::get_format_data({.name = "list_unanswered"});
  at(279);
  Value _ = phantom::get_run_data({.key = "build_observables:observables"});
  Value build_observables__observables = module().json.call("loads", {_ != "" ? _ : Value{"null"}});
  at(280);
  _ = phantom::get_run_data({.key = "rate_urls:highest"});
  Value rate_urls__highest = module().json.call("loads", {_ != "" ? _ : Value{"null"}});
  Value filtered_result_0_parameter_url = list({});
  at(282);
  for (Value item : iterate(filtered_result_0_data_split_answers)) {
    append(filtered_result_0_parameter_url, item[0]);
  }
  at(284);
  Value report_combined_value = phantom::concatenate({.parts = tuple({write_report, list_unanswered})});
  at(285);
  Value unanswered_combined_value = phantom::concatenate({.parts = tuple({filtered_result_0_parameter_url}),
      .dedup = true});
  Value output = dict({{"observable", build_observables__observables}, {"report", report_combined_value},
      {"highest_score", rate_urls__highest}, {"unanswered", unanswered_combined_value}});
  at(304);
  phantom::save_playbook_output_data({.output = output});
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
  {"ask_phishtank", 21, code_of(ask_phishtank), kBlockParameters, call_block<ask_phishtank>},
  {"split_answers", 57, code_of(split_answers), kBlockParameters, call_block<split_answers>, nullptr,
      {.unread = "results", .looked_at = "container"}},
  {"rate_urls", 94, code_of(rate_urls), kBlockParameters, call_block<rate_urls>},
  {"write_report", 156, code_of(write_report), kBlockParameters, call_block<write_report>},
  {"build_observables", 191, code_of(build_observables), kBlockParameters, call_block<build_observables>},
  {"list_unanswered", 242, code_of(list_unanswered), kBlockParameters, call_block<list_unanswered>},
  {"on_finish", 273, code_of(on_finish), kParametersOf_on_finish,
      [](Value* args) { return on_finish({.container = args[0], .summary = args[1]}); }, nullptr,
      {.unread = "summary", .looked_at = "container"}},
};

}  // namespace playbook_code

const pbc::Playbook pbc::playbook = {
  .name = "phishtank_url_reputation",
  .file = "phishtank_url_reputation.py",
  .functions = playbook_code::kFunctions,
  .make_globals = []() -> pbc::Globals* { return new playbook_code::Globals; },
  .load = playbook_code::load,
  .is_script = false,
};
