// SPDX-License-Identifier: Apache-2.0
//
// Who says to have sent a mail, and who answers would go to.
#include <algorithm>
#include <iterator>

#include "content/rules.h"
#include "content/skeleton.h"
#include "content/text.h"
#include "mail/ascii.h"
#include "mail/scan.h"
#include "mail/text.h"

namespace pbc::content {
namespace {

/// What stands with the name of a brand, or for itself, where a company speaks.
constexpr std::string_view kOffices[] = {
    "abteilung",
    "account",
    "accounting",
    "accounts",
    "admin",
    "administrator",
    "alert",
    "alerts",
    "assistance",
    "bank",
    "billing",
    "business",
    "buchhaltung",
    "care",
    "center",
    "centre",
    "cliente",
    "clientes",
    "clients",
    "client",
    "com",
    "customer",
    "delivery",
    "department",
    "desk",
    "express",
    "finance",
    "fraud",
    "global",
    "help",
    "helpdesk",
    "hr",
    "inc",
    "info",
    "international",
    "it",
    "konto",
    "kundenservice",
    "kundendienst",
    "llc",
    "ltd",
    "mail",
    "member",
    "no",
    "notice",
    "notification",
    "notifications",
    "office",
    "online",
    "payment",
    "payments",
    "payroll",
    "personalabteilung",
    "prevention",
    "reply",
    "rewards",
    "security",
    "service",
    "services",
    "sicherheit",
    "store",
    "support",
    "team",
    "the",
    "verification",
    "voicemail",
    "your",
    "ag",
    "gmbh",
    "365",
    "teams",
    "drive",
    "docs",
    "pay",
    "prime",
    "wallet",
    "id",
    "cloud",
    "shopping",
    "soporte",
    "supporto",
    "servizio",
    "servico",
    "atendimento",
    "klantenservice",
    "beveiliging",
};

bool is_office(std::string_view word) { return std::ranges::find(kOffices, word) != std::end(kOffices); }

void judge_display_name(Reading& reading) {
  if (reading.from.empty()) return;
  const Mailbox& from = reading.from.front();
  const Host& host = reading.from_host;
  Findings& findings = reading.findings;
  const Words& words = reading.display_name;
  // "'anna@a.example' via Discussion" is how lists sign; anybody can write it, but not with a proof.
  const bool is_via = reading.sender_passes && !reading.is_free_mail() &&
                      (reading.is_list ||
                       std::ranges::any_of(words.all, [&](const Word& word) { return words.folded(word) == "via"; }));
  for (const mail::Finding& found : mail::find_address_domains(from.display_name)) {
    const Host other = host_of(found.text);
    if (other.empty() || other.registrable == host.registrable) continue;
    const bool is_protected = reading.targets.owner(other) != nullptr;
    findings.add(
        "sender", "name-holds-address",
        is_via         ? 0.1
        : is_protected ? 0.75
                       : 0.6,
        "The sender's name shows an address of " + one_line(other.shown) + ", the mail is from " + one_line(host.shown),
        from.display_name);
  }
  if (const std::string* person = reading.targets.person(words); person != nullptr && !reading.is_internal() && !is_via)
    findings.add("sender", "name-of-our-person",
                 reading.is_free_mail() ? 0.75
                 : reading.is_list      ? 0.35
                                        : 0.65,
                 "It has the name of " + one_line(*person) + ", and comes from outside: " + one_line(host.shown),
                 reading.mail.from);
  const Target* owner = reading.targets.owner(host);
  for (const Target* brand : reading.targets.named_in(words)) {
    // A brand of the same house, or a service that sends for another one.
    if (owner == brand || is_via || (owner != nullptr && owner->kind == Target::kBrand && reading.sender_passes))
      continue;
    std::string squeezed = folded(brand->name);
    const auto belongs = [&](const Word& word) {
      const std::string_view one = words.folded(word);
      return is_office(one) || squeezed.find(one) != std::string::npos;
    };
    const bool is_only_brand = std::ranges::all_of(words.all, belongs);
    std::erase(squeezed, ' ');
    if (reading.sender_passes && reading.lookalikes.empty() && host.core.find(squeezed) != std::string::npos)
      continue;  // more likely one that we do not know
    const bool is_alone = words.all.size() <= 1 + std::size_t(std::ranges::count(folded(brand->name), ' '));
    const double score = !is_only_brand ? 0.2 : brand->is_common_word ? (is_alone ? 0.3 : 0.5) : 0.65;
    findings.add("impersonation", "name-of-brand", score,
                 "It has the name of " + brand->name + ", and comes from " + one_line(host.shown), reading.mail.from);
  }
  if (reading.is_free_mail() && std::ranges::count_if(words.all, [&](const Word& word) {
                                  return words.folded(word).size() > 3 && is_office(words.folded(word));
                                }) > 0)
    findings.add("sender", "office-at-free-mail", 0.35, "An office that writes from a free mail account",
                 reading.mail.from);
  if (words.disguised > 0)
    findings.add("sender", "disguised-name", 0.5, "The sender's name has letters that are not what they look like",
                 from.display_name);
}

void judge_addresses(Reading& reading) {
  Findings& findings = reading.findings;
  const Host& from = reading.from_host;
  if (reading.from.empty() || from.empty()) {
    findings.add("sender", "no-sender", 0.2, "It names no sender", reading.mail.from);
    return;
  }
  if (reading.count("From") > 1)
    findings.add("sender", "several-from", 0.5, "It has several From headers, of which programs show different ones",
                 reading.mail.from);
  else if (reading.from.size() > 1)
    findings.add("sender", "several-from", 0.3, "It names several senders", reading.mail.from);

  if (const Host& reply = reading.reply_host; !reply.empty() && reply.registrable != from.registrable) {
    const Target* owner = reading.targets.owner(from);
    const bool is_same_house = owner != nullptr && owner == reading.targets.owner(reply);
    const bool is_usual = reading.is_bulk || reading.is_list || is_same_house;
    const bool turns_private = is_free_mail(reply.registrable) && !reading.is_free_mail();
    const double score = is_usual ? 0.1 : turns_private ? 0.5 : 0.25;
    if (!is_same_house)
      findings.add("sender", "reply-to-differs", score,
                   "Answers would go to " + one_line(reply.shown) + ", not to " + one_line(from.shown),
                   reading.mail.reply_to);
  } else if (reading.is_free_mail() && !reading.reply_to.empty() && !reading.from.empty() &&
             reading.reply_to.front().address != reading.from.front().address) {
    findings.add("sender", "reply-to-differs", 0.3, "Answers would go to another account of a free mail service",
                 reading.reply_to.front().address);
  }
  if (const Host& sent = reading.return_host; !sent.empty() && sent.registrable != from.registrable &&
                                              !reading.is_bulk && !reading.is_list && !reading.sender_passes) {
    const bool is_protected = reading.targets.owner(from) != nullptr;
    findings.add("sender", "return-path-differs", is_protected ? 0.25 : 0.1,
                 "It was sent by " + one_line(sent.shown) + " in the name of " + one_line(from.shown),
                 reading.mail.return_path);
  }
  if (!reading.to.empty() && reading.to.front().address == reading.from.front().address && reading.to.size() == 1)
    findings.add("sender", "from-is-to", reading.sender_passes ? 0.05 : 0.2, "It says to be sent by its own reader",
                 reading.to.front().address);
}

void judge_form(Reading& reading) {
  Findings& findings = reading.findings;
  if (reading.headers.size() < 4) return;  // not all that it had
  const auto lacks = [&](const char* name) { return reading.header(name) == nullptr; };
  const std::string* id = reading.header("Message-ID");
  if (id == nullptr)
    findings.add("form", "message-id", 0.1, "It has no Message-ID");
  else if (mail::trim(*id).find('@') == std::string_view::npos || !mail::trim(*id).starts_with('<'))
    findings.add("form", "message-id", 0.1, "Its Message-ID is not made as mail programs make it", *id);
  if (lacks("Date")) findings.add("form", "no-date", 0.1, "It has no Date");
  if (mail::starts_with_ignoring_case(mail::trim(reading.subject), "re:") && lacks("In-Reply-To") &&
      lacks("References"))
    findings.add("form", "no-reply", 0.15, "It says to be an answer, and belongs to no conversation", reading.subject);
}

void judge_lookalike(Reading& reading, const Host& host, const char* rule, const std::string& where,
                     const std::vector<Host>& also) {
  const auto found = reading.targets.resembles(host, also);
  if (!found) return;
  reading.findings.add(
      "lookalike", rule, found->score,
      where + " " + one_line(host.shown) + " looks like " + one_line(found->looks_like) + ": " + found->why, host.name);
  if (reading.lookalikes.size() < kMostFindings)
    reading.lookalikes.push_back({one_line(host.shown), one_line(found->looks_like), found->why});
}

}  // namespace

void judge_sender(Reading& reading) {
  judge_addresses(reading);
  judge_form(reading);
  std::vector<Host> readers;
  for (const Host& host : reading.to_hosts)
    if (!is_free_mail(host.registrable)) readers.push_back(host);
  judge_lookalike(reading, reading.from_host, "sender-looks-like", "The sender's domain", readers);
  if (!reading.reply_host.empty() && reading.reply_host.registrable != reading.from_host.registrable) {
    readers.push_back(reading.from_host);
    judge_lookalike(reading, reading.reply_host, "reply-to-looks-like", "The domain that answers go to,", readers);
  }
  if (mixes_scripts(reading.from_host.core))
    reading.findings.add("lookalike", "mixed-scripts", 0.6,
                         "The sender's domain mixes letters of several alphabets: " + one_line(reading.from_host.shown),
                         reading.from_host.name);
  judge_display_name(reading);
}

}  // namespace pbc::content
