// SPDX-License-Identifier: Apache-2.0
//
// SPF, DKIM, DMARC and ARC as others have checked them. Anybody can write such headers: only those of the trusted
// authserv-ids are believed.
#include <algorithm>

#include "content/rules.h"
#include "mail/ascii.h"

namespace pbc::content {
namespace {

std::string domain_of(const mail::AuthenticationResult& result) {
  for (const auto& [name, value] : result.properties) {
    const std::string key = mail::lower(name);
    if (key != "header.d" && key != "smtp.mailfrom" && key != "header.i" && key != "smtp.mfrom") continue;
    return value.substr(value.rfind('@') + 1);  // npos + 1 is 0
  }
  return "";
}

}  // namespace

void read_authentication(Reading& reading) {
  const mail::Authentication all = mail::read_authentication(reading.headers);
  Authentication& own = reading.authentication;
  const auto is_trusted = [&](const mail::AuthenticationResult& result) {
    return std::ranges::any_of(reading.settings.trusted_authserv_ids, [&](const std::string& id) {
      return mail::equal_ignoring_case(id, result.authserv_id);
    });
  };
  own.is_trusted = std::ranges::any_of(all.results, is_trusted);
  const auto note = [](std::string& method, const std::string& result) {
    // The latest one counts, but for a signature that fits among several.
    if (method == "none" || result == "pass") method = result;
  };
  for (const mail::AuthenticationResult& result : all.results) {
    if (own.is_trusted && !is_trusted(result)) continue;
    if (result.method == "spf") note(own.spf, result.result);
    if (result.method == "dkim") note(own.dkim, result.result);
    if (result.method == "dmarc" && own.dmarc == "none") own.dmarc = result.result;
    if (result.method == "arc" && own.arc == "none") own.arc = result.result;
    if (result.result != "pass" || (result.method != "spf" && result.method != "dkim")) continue;
    const Host host = host_of(domain_of(result));
    if (!host.empty() && host.registrable == reading.from_host.registrable && own.aligned_domains.size() < 20 &&
        std::ranges::find(own.aligned_domains, host.shown) == own.aligned_domains.end())
      own.aligned_domains.push_back(host.shown);
  }
  if (own.spf == "none" && !all.received_spf.empty()) own.spf = all.received_spf.front().result;
  if (own.arc == "none" && !all.arc.empty()) own.arc = all.arc.back().chain;
  // Somebody who has logged in at our own server (RFC 8601, 2.7.4) needs no other proof.
  const bool has_logged_in = std::ranges::any_of(all.results, [&](const mail::AuthenticationResult& result) {
    return is_trusted(result) && result.method == "auth" && result.result == "pass";
  });
  reading.sender_passes = own.is_trusted && !reading.from_host.empty() && own.dmarc != "fail" &&
                          (own.dmarc == "pass" || !own.aligned_domains.empty() || has_logged_in);
}

void judge_authentication(Reading& reading) {
  const Authentication& own = reading.authentication;
  const Target* owner = reading.targets.owner(reading.from_host);
  // Lists and forwarders break what was signed; what nobody vouches for counts half.
  double weight = own.is_trusted ? 1 : 0.5;
  if ((reading.is_list && !reading.seems_internal()) || own.arc == "pass") weight *= 0.5;
  const std::string who = own.is_trusted ? "" : " (said by nobody who is trusted)";
  const auto add = [&](const char* rule, double score, const std::string& text, const std::string& evidence) {
    reading.findings.add("authentication", rule, score * weight, text + who, evidence);
  };
  if (own.dmarc == "fail")
    add("dmarc-fails", owner != nullptr || reading.seems_internal() ? 0.65 : 0.45,
        "The sender's domain does not vouch for this mail: DMARC fails", reading.from_host.shown);
  else if (own.spf == "fail" && own.dmarc != "pass")
    add("spf-fails", 0.3, "It came from a server that may not send for its domain: SPF fails", own.spf);
  else if (own.spf == "softfail" && own.dmarc != "pass")
    add("spf-fails", 0.15, "It came from a server that should not send for its domain: SPF softfail", own.spf);
  if (own.dkim == "fail" && own.dmarc != "pass" && own.dmarc != "fail")
    add("dkim-fails", 0.15, "Its signature does not fit: DKIM fails", own.dkim);
  if (owner != nullptr && owner->kind == Target::kOwn && own.is_trusted && !reading.sender_passes &&
      own.dmarc != "fail")
    add("own-domain-unproven", 0.45, "It claims to come from one of our own domains, and nothing proves it",
        reading.from_host.shown);
}

}  // namespace pbc::content
