// SPDX-License-Identifier: Apache-2.0
//
// A playbook as a careful person would write it in C++: the interface of the runtime, by example, and what emitted code
// is measured against. It looks up every URL of the event at two assets, waits for both, and raises the severity when
// one of them knows a URL as malicious.
#include <pbc/playbook.h>

using namespace pbc;

namespace {

Value on_start(BlockArguments arguments);
Value url_reputation(BlockArguments arguments);
Value domain_whois(BlockArguments arguments);
Value join_verdict(BlockArguments arguments);
Value verdict(BlockArguments arguments);
Value on_finish(BlockArguments arguments);

Value on_start(BlockArguments arguments) {
  Frame at("on_start");
  at(10);
  url_reputation({.container = arguments.container});
  at(11);
  domain_whois({.container = arguments.container});
  return None;
}

Value url_reputation(BlockArguments arguments) {
  Frame at("url_reputation");
  at(16);
  Value rows = phantom::collect2(
      {.container = arguments.container, .datapath = list({"artifact:*.cef.requestURL", "artifact:*.id"})});
  Value parameters = list({});
  for (Value row : iterate(rows)) {
    if (is(row[0], None)) continue;
    at(21);
    append(parameters, dict({{"url", row[0]}, {"context", dict({{"artifact_id", row[1]}})}}));
  }
  at(23);
  phantom::act({.action = "url reputation",
                .parameters = parameters,
                .assets = list({"phishtank", "virustotal"}),
                .callback = join_verdict,
                .name = "url_reputation"});
  return None;
}

Value domain_whois(BlockArguments arguments) {
  Frame at("domain_whois");
  at(28);
  Value domains =
      phantom::collect2({.container = arguments.container, .datapath = "artifact:*.cef.destinationDnsDomain"});
  Value parameters = list({});
  for (Value domain : iterate(domains))
    if (domain) append(parameters, dict({{"domain", domain}}));
  at(32);
  phantom::act({.action = "whois domain",
                .parameters = parameters,
                .assets = list({"whois"}),
                .callback = join_verdict,
                .name = "domain_whois"});
  return None;
}

Value join_verdict(BlockArguments arguments) {
  Frame at("join_verdict");
  at(37);
  if (phantom::completed({.action_names = list({"url_reputation", "domain_whois"})})) {
    at(38);
    verdict({.container = arguments.container, .handle = arguments.handle});
  }
  return None;
}

Value verdict(BlockArguments arguments) {
  Frame at("verdict");
  at(42);
  Value matches =
      phantom::condition({.container = arguments.container,
                          .conditions = list({list({"url_reputation:action_result.data.*.malicious", "==", true})}),
                          .name = "verdict:condition_1"});
  auto [artifacts, results] = unpack<2>(matches);
  at(47);
  if (artifacts || results) {
    at(48);
    phantom::format(
        {.container = arguments.container,
         .template_ = "Malicious URLs:\n%%\n- {0}\n%%",
         .parameters = list({"filtered-data:verdict:condition_1:url_reputation:action_result.parameter.url"}),
         .name = "verdict_note"});
    at(52);
    phantom::add_note({.container = arguments.container,
                       .note_type = "general",
                       .title = "URL triage",
                       .content = phantom::get_format_data({.name = "verdict_note"}),
                       .note_format = "markdown"});
    at(55);
    phantom::set_severity({.container = arguments.container, .severity = "high"});
  } else {
    at(57);
    phantom::comment({.container = arguments.container, .comment = "no malicious URL found"});
  }
  return None;
}

Value on_finish(BlockArguments arguments) {
  Frame at("on_finish");
  at(61);
  phantom::debug({.message = fstring({"finished container ", Field{arguments.container["id"]}})});
  return None;
}

template <Value (*block)(BlockArguments)>
Value call_block(Value* bound) {
  return block(
      {.action = bound[0], .success = bound[1], .container = bound[2], .results = bound[3], .handle = bound[4]});
}

Value call_on_start(Value* bound) { return on_start({.container = bound[0]}); }
Value call_on_finish(Value* bound) { return on_finish({.container = bound[0]}); }

void load() { Frame at("<module>"); }

const std::initializer_list<Parameter> kBlockParameters = {
    {"action", ParameterKind::kNormal, None},    {"success", ParameterKind::kNormal, None},
    {"container", ParameterKind::kNormal, None}, {"results", ParameterKind::kNormal, None},
    {"handle", ParameterKind::kNormal, None},
};

}  // namespace

namespace pbc {

const Playbook playbook{
    .name = "url_triage",
    .file = "url_triage.cpp",
    .functions =
        {
            {"on_start", 9, code_of(on_start), {{"container"}}, call_on_start},
            {"url_reputation", 14, code_of(url_reputation), kBlockParameters, call_block<url_reputation>},
            {"domain_whois", 27, code_of(domain_whois), kBlockParameters, call_block<domain_whois>},
            {"join_verdict", 36, code_of(join_verdict), kBlockParameters, call_block<join_verdict>},
            {"verdict", 41, code_of(verdict), kBlockParameters, call_block<verdict>},
            {"on_finish", 60, code_of(on_finish), {{"container"}, {"summary"}}, call_on_finish},
        },
    .make_globals = nullptr,
    .load = load,
    .is_script = false,
};

}  // namespace pbc
