// SPDX-License-Identifier: Apache-2.0
//
// What a mail asks for, and how it presses. A topic alone says little: most rules need a second sign.
#include <algorithm>

#include "content/rules.h"
#include "content/text.h"
#include "mail/ascii.h"

namespace pbc::content {
namespace {

class Wording {
 public:
  explicit Wording(Reading& reading) : reading_(reading), hits_(reading.hits) {}

  void judge() {
    pressure();
    credentials();
    impersonation();
    payment();
    isolation();
    lures();
    form();
  }

 private:
  std::size_t count(Topic topic) const { return hits_.of(topic).size(); }
  bool has(Topic topic) const { return hits_.has(topic); }
  std::string evidence(Topic topic) const {
    const auto& hits = has(topic) ? hits_.of(topic) : hits_.quoted_of(topic);
    return hits.empty() ? "" : excerpt(reading_.words, hits.front());
  }
  void add(const char* category, const char* rule, double score, std::string text, Topic topic) {
    reading_.findings.add(category, rule, score, std::move(text), evidence(topic));
  }
  bool is_pressing() const { return has(Topic::kUrgency) || has(Topic::kThreat); }
  /// Where the reader is to go: to a page of somebody else, or one that comes with the mail.
  bool leads_away() const {
    return reading_.has_foreign_link() || reading_.findings.has("page") || reading_.page.has_form;
  }

  void pressure() {
    if (const std::size_t urgent = count(Topic::kUrgency); urgent > 0)
      add("pressure", "urgency", urgent >= 3 ? 0.3 : urgent == 2 ? 0.25 : 0.15, "It presses for time", Topic::kUrgency);
    if (has(Topic::kThreat))
      add("pressure", "threat", count(Topic::kThreat) >= 2 ? 0.4 : 0.35,
          "It threatens with the loss of an account, or reports an attack on it", Topic::kThreat);
  }

  void credentials() {
    if (!has(Topic::kCredentials)) {
      if (!hits_.quoted_of(Topic::kCredentials).empty())
        add("credentials", "credential-request", 0.1,
            "It quotes a request for a password or the confirmation of an account", Topic::kCredentials);
      return;
    }
    add("credentials", "credential-request", count(Topic::kCredentials) >= 2 ? 0.4 : 0.35,
        "It asks for a password, or to confirm an account", Topic::kCredentials);
    if (!is_pressing()) return;
    if (leads_away())
      add("credentials", "credential-lure", reading_.sender_passes ? 0.55 : 0.75,
          "It asks for a password or the confirmation of an account, in a hurry, at a place that is not the sender's",
          Topic::kCredentials);
    else if (!reading_.links.empty() && !reading_.sender_passes && has(Topic::kThreat))
      add("credentials", "credential-lure", 0.5,
          "It asks for a password or the confirmation of an account, in a hurry, and nothing proves its sender",
          Topic::kCredentials);
  }

  void impersonation() {
    const bool asks = has(Topic::kCredentials) || has(Topic::kThreat);
    const bool leads = !reading_.links.empty() || leads_away();
    // Somebody from outside who speaks as the reader's own IT.
    const bool knows_reader = !reading_.to_hosts.empty() || !reading_.settings.own_domains.empty();
    if (has(Topic::kMailbox) && (asks || has(Topic::kClick)) && leads && knows_reader && !reading_.is_internal() &&
        reading_.targets.owner(reading_.from_host) == nullptr)
      add("impersonation", "speaks-as-our-it",
          reading_.is_bulk && reading_.sender_passes ? 0.25
          : asks                                     ? 0.55
                                                     : 0.4,
          "Somebody from outside speaks as the reader's own IT", Topic::kMailbox);
    if (!asks && !has(Topic::kDelivery) && !has(Topic::kRefund) && !has(Topic::kShared) && !has(Topic::kCallback))
      return;
    // A brand that the mail is about, but does not come from; not those whose logos stand at its end.
    constexpr std::size_t kBeginning = 80;
    Words beginning = reading_.words;
    beginning.all.resize(std::min(beginning.all.size(), reading_.subject_words + kBeginning));
    for (const Target* brand : reading_.targets.named_in(beginning)) {
      const Target* owner = reading_.targets.owner(reading_.from_host);
      if (owner != nullptr && (owner == brand || reading_.sender_passes)) continue;
      const bool links_to_brand = std::ranges::any_of(
          reading_.links, [&](const LinkFacts& link) { return reading_.targets.owner(link.host) == brand; });
      const bool links_elsewhere = std::ranges::any_of(reading_.links, [&](const LinkFacts& link) {
        return !link.host.empty() && reading_.targets.owner(link.host) != brand;
      });
      const bool calls = has(Topic::kCallback) && reading_.links.empty();
      if (!calls && !reading_.findings.has("page") && (!links_elsewhere || (links_to_brand && reading_.is_bulk)))
        continue;
      double score = brand->is_common_word ? 0.3 : 0.5;
      if (!has(Topic::kCredentials) && !has(Topic::kDelivery) && !has(Topic::kRefund) && !calls) score -= 0.2;
      if (reading_.is_bulk && reading_.sender_passes) score = 0.15;
      if (reading_.is_list) score = 0.1;
      reading_.findings.add("impersonation", "speaks-as-brand", score,
                            "It speaks of " + brand->name + ", and neither it nor its links are from there",
                            brand->name);
    }
  }

  void payment() {
    // Who asks for money is not believed to be a newsletter by a header alone.
    const bool is_mass = reading_.is_bulk && !reading_.links.empty() && !reading_.is_free_mail();
    const bool pressed = has(Topic::kUrgency) || has(Topic::kSecrecy) || has(Topic::kAvailable);
    if (has(Topic::kBankChange))
      add("payment", "bank-change", is_mass ? 0.35 : 0.7, "It tells of other bank details", Topic::kBankChange);
    // A colleague with a proof may ask about his own salary.
    if (has(Topic::kPayroll))
      add("payment", "payroll-change", is_mass || (reading_.is_internal() && reading_.sender_passes) ? 0.3 : 0.7,
          "It wants a salary to go to another account", Topic::kPayroll);
    if (has(Topic::kStaffData))
      add("payment", "staff-data", reading_.is_internal() && reading_.sender_passes ? 0.1 : 0.4,
          "It wants a list of employees, customers or open invoices", Topic::kStaffData);
    if (has(Topic::kWire)) {
      // An honest supplier presses as well, but neither asks for silence, nor makes a payment without an occasion.
      const bool is_bare = count(Topic::kWire) > 1 && reading_.body_words < 120 && !has(Topic::kInvoice) &&
                           reading_.links.empty() && reading_.mail.attachments.empty() && !reading_.is_internal() &&
                           reading_.header("In-Reply-To") == nullptr;
      const double score = is_mass                                        ? 0.2
                           : has(Topic::kSecrecy) || (is_bare && pressed) ? 0.6
                           : pressed || count(Topic::kWire) > 1           ? 0.45
                                                                          : 0.2;
      add("payment", "transfer-request", score, "It asks for a transfer of money", Topic::kWire);
    }
    if (has(Topic::kGiftCards)) {
      const bool asks = !is_mass && (has(Topic::kAvailable) || has(Topic::kSecrecy) ||
                                     (has(Topic::kUrgency) && count(Topic::kGiftCards) > 1));
      add("payment", "gift-cards", asks ? 0.65 : 0.1, asks ? "It asks for gift cards" : "It speaks of gift cards",
          Topic::kGiftCards);
    }
    if (has(Topic::kExtortion))
      add("payment", "extortion", count(Topic::kExtortion) >= 2 ? 0.85 : 0.3,
          "It wants money so that nothing becomes known", Topic::kExtortion);
    if (has(Topic::kPrize))
      add("payment", "money-for-nothing", count(Topic::kPrize) >= 2 ? 0.65 : 0.3, "It promises money for nothing",
          Topic::kPrize);
    if (has(Topic::kInvoice) && !has(Topic::kBankChange))
      add("payment", "invoice", 0.05, "It is about an invoice", Topic::kInvoice);
  }

  void isolation() {
    const bool is_about_money = reading_.findings.strongest("payment") >= 0.3;
    if (has(Topic::kSecrecy) && (is_about_money || has(Topic::kAvailable)))
      add("isolation", "secrecy",
          !is_about_money               ? 0.2
          : count(Topic::kSecrecy) >= 2 ? 0.4
                                        : 0.3,
          "Nobody is to be told, or can be asked", Topic::kSecrecy);
    const bool is_short = reading_.body_words > 0 && reading_.body_words < 70;
    if (!has(Topic::kAvailable) || !is_short || !reading_.links.empty() || !reading_.page.anchors.empty()) return;
    const bool is_stranger = !reading_.is_internal();
    add("isolation", "are-you-there",
        is_about_money                                                         ? 0.25
        : reading_.is_free_mail() && is_stranger && !reading_.to_hosts.empty() ? 0.35
        : is_stranger                                                          ? 0.15
                                                                               : 0.1,
        "A short question whether the reader is there, as frauds begin", Topic::kAvailable);
  }

  void lures() {
    const bool leads = leads_away();
    if (has(Topic::kShared))
      add("lure", "something-waits", leads ? 0.25 : 0.1, "A document or a message is said to wait", Topic::kShared);
    const double waits = !leads ? 0.1 : is_pressing() ? 0.5 : 0.3;
    if (has(Topic::kDelivery)) add("lure", "parcel-waits", waits, "A parcel is said to wait", Topic::kDelivery);
    if (has(Topic::kRefund))
      add("lure", "money-waits", waits, "A refund or a fine is said to wait, or a payment to have failed",
          Topic::kRefund);
    if (count(Topic::kCallback) >= 2 && has_phone_number() && !reading_.sender_passes)
      add("lure", "call-back", 0.55, "It tells of a charge, and to call a number about it", Topic::kCallback);
    else if (count(Topic::kCallback) >= 2 && has_phone_number())
      add("lure", "call-back", reading_.is_free_mail() ? 0.5 : 0.1,
          "It tells of a charge, and to call a number about it", Topic::kCallback);
  }

  void form() {
    std::size_t capitals = 0, letters = 0, marks = 0;
    for (const char c : reading_.subject) {
      letters += mail::is_letter(c);
      capitals += c >= 'A' && c <= 'Z';
      marks += c == '!';
    }
    if (letters >= 12 && capitals * 10 > letters * 8)
      reading_.findings.add("form", "shouting", 0.1, "Its subject is in capitals", reading_.subject);
    else if (marks >= 3)
      reading_.findings.add("form", "shouting", 0.1, "Its subject has many exclamation marks", reading_.subject);
  }

  /// Ten digits or more with what stands between those of phone numbers.
  bool has_phone_number() const {
    std::size_t digits = 0, between = 0;
    for (const char c : std::string_view(reading_.text).substr(0, kMostText)) {
      if (mail::is_digit(c)) {
        between = 0;
        if (++digits == 10) return true;
      } else if ((c == ' ' || c == '-' || c == '.' || c == '(' || c == ')' || c == '/' || c == '+') && between < 2) {
        ++between;
      } else {
        digits = between = 0;
      }
    }
    return false;
  }

  Reading& reading_;
  const Hits& hits_;
};

}  // namespace

void judge_wording(Reading& reading) { Wording(reading).judge(); }

}  // namespace pbc::content
