// SPDX-License-Identifier: Apache-2.0
//
// print_reports FOLDER writes reports of facts that are made up, NAME.html and NAME.json for each: what shipped
// playbooks do not come to. The tests of pages look at them.
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>

#include "triage/report.h"

using namespace pbc;

namespace {

constexpr triage::Micros kMillisecond = 1000;
constexpr triage::Micros kMinute = 60'000'000;

triage::Call call_of(const std::string& asset, const std::string& action, const std::string& component,
                     const std::string& indicator, triage::Micros sent, triage::Micros answered) {
  triage::Call call;
  call.asset = asset;
  call.app = asset;
  call.action = action;
  call.component = component;
  call.indicator = indicator;
  call.parameter = "{}";
  call.sent = sent * kMillisecond;
  call.answered = answered * kMillisecond;
  call.success = true;
  call.message = "answered";
  call.askers = {{"", component}};
  return call;
}

void assess(triage::Call* call, double score, double confidence, const std::string& reason) {
  call->assessment = triage::Assessment{score, confidence, reason};
}

/// A picture as the compiler makes them.
constexpr std::string_view kPicture =
    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"420\" height=\"210\" viewBox=\"0 0 420 210\" role=\"img\" "
    "class=\"pb-page\">\n<title>a playbook</title>\n<defs><marker id=\"p1-m-call\" viewBox=\"0 0 10 10\" refX=\"9\" "
    "refY=\"5\" markerWidth=\"8\" markerHeight=\"8\" orient=\"auto\"><path d=\"M0 0.8L10 5L0 9.2Z\" class=\"pb-head\"/>"
    "</marker></defs>\n<rect class=\"pb-ground\" x=\"0\" y=\"0\" width=\"420\" height=\"210\" rx=\"0\"/>\n"
    "<g class=\"pb-arrow\" data-from=\"on_start\" data-to=\"look_up\"><title>to</title><path class=\"pb-edge\" "
    "d=\"M100 70V120\" marker-end=\"url(#p1-m-call)\"/></g>\n<g class=\"pb-arrow\" data-from=\"on_start\" "
    "data-to=\"block\"><title>to</title><path class=\"pb-edge\" d=\"M160 70L300 120\" marker-end=\"url(#p1-m-call)\"/>"
    "</g>\n<g id=\"p1-n1\" data-block=\"on_start\"><title>on_start</title><path class=\"pb-box\" d=\"M34 24L170 24L180 "
    "34L180 70L24 70L24 34Z\"/><text class=\"pb-name\" x=\"38\" y=\"52\">on_start</text></g>\n"
    "<g id=\"p1-n2\" data-block=\"look_up\"><title>look_up</title><rect class=\"pb-box\" x=\"24\" y=\"120\" "
    "width=\"156\" height=\"46\" rx=\"6\"/><text class=\"pb-name\" x=\"38\" y=\"148\">look_up</text></g>\n"
    "<g id=\"p1-n3\" data-block=\"block\"><title>block</title><rect class=\"pb-box\" x=\"220\" y=\"120\" width=\"156\" "
    "height=\"46\" rx=\"6\"/><text class=\"pb-name\" x=\"234\" y=\"148\">block</text></g>\n</svg>\n";
constexpr std::string_view kStyle =
    "<style>.pb-ground{fill:#ffffff}.pb-box{fill:#f6f8fb;stroke:#8b96a6}.pb-name{font-size:13px;fill:#17202e}"
    ".pb-edge{fill:none;stroke:#5b6778}@media (prefers-color-scheme:dark){.pb-ground{fill:#10151d}"
    ".pb-box{fill:#1b222d;stroke:#76839a}.pb-name{fill:#e8edf5}.pb-edge{stroke:#9aa7ba}}</style>\n";

triage::PlaybookRun run_of(const std::string& name) {
  triage::PlaybookRun run;
  run.name = name;
  run.file = name + ".py";
  run.success = true;
  run.end_ms = 2500;
  run.blocks = {{"on_start", 0}, {"look_up", 5}};
  run.conditions = {{"decide", "", "look_up:action_result.summary.positives > 3", true, 400}};
  run.acts = {{"look_up", "url reputation", "lookup", {"virustotal"}, 2, true, "2 actions succeeded"}};
  run.deeds = {{"decide", "set_severity", {{"severity", "high"}}, 410}};
  run.graph = kPicture;
  return run;
}

/// A phish about which everything was asked, and one quota was used up.
triage::Facts phish() {
  triage::Facts facts;
  facts.subject = {"invoice.eml",
                   "Invoice 2024-118 is overdue",
                   4711,
                   "phishing",
                   "high",
                   "open",
                   true,
                   "\"Billing\" <billing@login-check.example.net>",
                   "carla@example.com",
                   "Invoice 2024-118 is overdue: pay within 24 hours",
                   "Tue, 14 May 2024 08:01:12 +0000",
                   "<inv118@login-check.example.net>"};
  const std::string url = "http://login-check.example.net/session/verify?id=42";
  facts.calls.push_back(call_of("virustotal", "url reputation", "url", url, 0, 470));
  assess(&facts.calls.back(), 0.95, 0.9, "12 engines call it malicious");
  facts.calls.back().askers = {
      {"", "url"}, {"phishing_email_alert", "check_links"}, {"hello_phishing", "look_up_links"}};
  facts.calls.push_back(call_of("phishtank", "url reputation", "url", url, 0, 210));
  assess(&facts.calls.back(), 1, 0.95, "a verified phish");
  facts.calls.push_back(call_of("safebrowsing", "url reputation", "url", url, 0, 3));
  facts.calls.back().source = live::Source::kSharedCache;
  facts.calls.back().age = 38 * kMinute;
  facts.calls.back().requests = 0;
  assess(&facts.calls.back(), 0.9, 0.95, "SOCIAL_ENGINEERING");
  facts.calls.push_back(call_of("virustotal", "url reputation", "url", "https://www.example.com/help", 0, 2240));
  facts.calls.back().waited = 2000 * kMillisecond;
  assess(&facts.calls.back(), 0, 0.6, "no engine of 66 calls it malicious");
  facts.calls.push_back(call_of("abuseipdb", "lookup ip", "address", "203.0.113.45", 0, 320));
  assess(&facts.calls.back(), 0.72, 0.8, "confidence of abuse 72, 41 reports");
  facts.calls.push_back(call_of("content", "analyze message", "content", "the message", 0, 0));
  facts.calls.back().source = live::Source::kProcessCache;
  facts.calls.back().requests = 0;
  assess(&facts.calls.back(), 0.88, 0.8,
         "urgent, asks for a password, the sender's domain looks like login.example.net");
  facts.calls.push_back(call_of("virustotal", "file reputation", "file", std::string(64, 'e'), 12, 655));
  facts.calls.back().success = false;
  facts.calls.back().message = "Status 429: the quota of the day is used up";
  facts.calls.push_back(call_of("redirects", "follow redirects", "redirect", url, 0, 890));
  assess(&facts.calls.back(), 0.7, 0.7, "3 hops to another site, which differs for browsers");
  facts.calls.push_back(call_of("virustotal", "url reputation", "redirect", url, 30, 470));
  facts.calls.back().source = live::Source::kFlight;
  facts.calls.back().requests = 0;
  facts.calls.push_back(call_of("zscaler", "block url", "", url, 2240, 2240));
  facts.calls.back().source = live::Source::kNobody;
  facts.calls.back().requests = 0;
  facts.calls.back().success = false;
  facts.calls.back().message = "withheld: containment is not allowed";
  facts.missing = {{"content", "gemini", "no key"}};
  facts.indicators = {{"url", 2, 2}, {"address", 1, 1}, {"file", 1, 1}};
  facts.playbooks = {run_of("phishing_email_alert"), run_of("hello_phishing")};
  facts.playbooks[1].success = false;
  facts.playbooks[1].message = "look_up, line 12: KeyError: 'url'";
  facts.playbooks[1].deeds.clear();
  triage::PlaybookRun other = run_of("attachment_detonate");
  other.applies = false;
  other.reason = "no artifact has vaultId";
  facts.playbooks.push_back(other);
  facts.totals = {14, 7, 5, 2000, 2500};
  facts.picture_style = kStyle;
  facts.is_live = true;
  return facts;
}

/// Everything that a mail can say, says something else than it seems.
triage::Facts hostile() {
  triage::Facts facts = phish();
  const std::string evil =
      "</title></style></svg><script>window.pwned=1</script><img src=http://198.51.100.1/x onerror=window.pwned=1>"
      "\" onfocus=\"window.pwned=1\" autofocus x='<!-- ]]> &amp; javascript:window.pwned=1 "
      "\xE2\x80\xAE"
      "gpj.exe\xE2\x80\xAC \xE2\x80\x8B\xEF\xBB\xBF\x01\x1B[31m\r\n\t\x7F\xC2\x85\xFF\xC0\x80\xED\xA0\x80 a" +
      std::string("\xCC\x81\xCC\x81\xCC\x81\xCC\x81\xCC\x81\xCC\x81\xCC\x81\xCC\x81") + std::string("\0", 1) +
      " \xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D \xF3\xA0\x81\xA1";
  const std::string endless(100'000, 'W');
  for (std::string* text : {&facts.subject.name, &facts.subject.from, &facts.subject.to, &facts.subject.subject,
                            &facts.subject.date, &facts.subject.container, &facts.subject.label})
    *text = evil;
  facts.subject.message_id = endless;
  for (triage::Call& call : facts.calls) {
    call.asset = call.app = call.action = call.message = call.parameter = evil;
    call.indicator = evil + endless;
    call.askers = {{evil, evil}, {endless, endless}};
    if (call.assessment) call.assessment->reason = evil + endless;
  }
  for (triage::Missing& missing : facts.missing) missing.source = missing.reason = evil;
  for (triage::PlaybookRun& run : facts.playbooks) {
    run.name = run.file = run.message = run.reason = evil;
    for (triage::Block& block : run.blocks) block.name = evil;
    for (triage::Condition& condition : run.conditions) condition.text = condition.block = evil + endless;
    for (triage::Act& act : run.acts) act.message = act.block = evil;
    run.deeds.push_back({evil, "pin", {{"message", evil}, {"data", endless}, {"pin_style", "red"}}, 3});
  }
  return facts;
}

/// Hundreds of calls, and a person whom one waits ten minutes for, twice.
triage::Facts many(int calls) {
  triage::Facts facts = phish();
  facts.calls.clear();
  for (int i = 0; i < calls; ++i) {
    const std::string asset = i % 3 == 0 ? "virustotal" : i % 3 == 1 ? "abuseipdb" : "phishtank";
    const triage::Micros sent = i * 17 % 900 + (i > calls / 2 ? 600'000 : 0) + (i > calls * 3 / 4 ? 7'200'000 : 0);
    triage::Call call = call_of(asset, i % 3 == 1 ? "lookup ip" : "url reputation", i % 3 == 1 ? "address" : "url",
                                "http://host" + std::to_string(i) + ".example.net/", sent, sent + 40 + i * 31 % 700);
    if (i % 5 == 0) call.waited = 30 * kMillisecond;
    if (i % 7 == 0) call.source = live::Source::kProcessCache;
    call.success = i % 11 != 0;
    assess(&call, i % 100 / 100.0, 0.8, "made up");
    facts.calls.push_back(std::move(call));
  }
  for (int i = 0; i < 8; ++i) facts.playbooks.push_back(run_of("playbook_" + std::to_string(i)));
  return facts;
}

void write(const std::filesystem::path& folder, const std::string& name, const triage::Facts& facts) {
  const triage::Settings settings;
  const triage::Verdict verdict = triage::judge(facts, settings);
  std::ofstream(folder / (name + ".html"), std::ios::binary) << triage::report_html(facts, verdict, settings);
  std::ofstream(folder / (name + ".json"), std::ios::binary) << triage::report_json(facts, verdict, settings);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: print_reports FOLDER\n";
    return 2;
  }
  const std::filesystem::path folder = argv[1];
  write(folder, "made_up-nothing", {});
  write(folder, "made_up-phish", phish());
  write(folder, "made_up-hostile", hostile());
  write(folder, "made_up-one_call", many(1));
  write(folder, "made_up-gaps", many(40));
  write(folder, "made_up-many", many(500));
  return 0;
}
