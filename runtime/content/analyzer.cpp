// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "content/content.h"
#include "content/rules.h"
#include "content/text.h"
#include "mail/ascii.h"
#include "mail/text.h"

namespace pbc::content {

void Findings::add(std::string_view category, std::string_view rule, double score, std::string text,
                   std::string_view evidence) {
  const auto found = std::ranges::find_if(all_, [&](const Finding& finding) { return finding.rule == rule; });
  if (found != all_.end() && found->score >= score) return;
  Finding finding{std::string(rule), std::string(category), score, one_line(text), one_line(evidence)};
  if (found != all_.end())
    *found = std::move(finding);
  else
    all_.push_back(std::move(finding));
}

double Findings::strongest(std::string_view category) const {
  double score = 0;
  for (const Finding& finding : all_)
    if (finding.category == category) score = std::max(score, finding.score);
  return score;
}

bool Findings::has(std::string_view rule) const {
  return std::ranges::any_of(all_, [&](const Finding& finding) { return finding.rule == rule; });
}

const std::string* Reading::header(std::string_view name) const {
  for (const mail::Header& header : headers)
    if (mail::equal_ignoring_case(header.name, name)) return &header.value;
  return nullptr;
}

std::size_t Reading::count(std::string_view name) const {
  return static_cast<std::size_t>(std::ranges::count_if(
      headers, [&](const mail::Header& header) { return mail::equal_ignoring_case(header.name, name); }));
}

bool Reading::is_internal() const { return seems_internal() && !is_disproven(); }

bool Reading::is_disproven() const {
  if (sender_passes || authentication.arc == "pass" || authentication.dmarc == "pass") return false;
  return authentication.is_trusted || authentication.dmarc == "fail" || authentication.spf == "fail";
}

bool Reading::seems_internal() const {
  if (from_host.empty() || is_free_mail()) return false;
  return targets.is_own(from_host) ||
         std::ranges::any_of(to_hosts, [&](const Host& host) { return host.registrable == from_host.registrable; });
}

bool Reading::has_foreign_link() const {
  return std::ranges::any_of(links, [&](const LinkFacts& link) {
    return !link.is_of_sender && (link.scheme != "http" || !link.host.empty()) && !targets.is_own(link.host);
  });
}

namespace {

/// Without line ends inside: RFC 5322, 2.2.3.
std::string unfolded(std::string_view value) {
  value = shortened(value, kMostHeader);
  if (value.find_first_of("\r\n") == std::string_view::npos) return mail::clean_utf8(mail::trim(value));
  std::string result(value);
  std::erase_if(result, [](char c) { return c == '\r' || c == '\n'; });
  return mail::clean_utf8(mail::trim(result));
}

class AnalysisRun {
 public:
  AnalysisRun(const Mail& mail, const Settings& settings, const Targets& targets)
      : reading_(mail_, settings, targets), given_(mail) {}

  Analysis run() {
    read_headers();
    read_bodies();
    read_authentication(reading_);
    read_links(reading_);
    judge_authentication(reading_);
    judge_sender(reading_);
    judge_attachments(reading_);
    judge_links(reading_);
    judge_html(reading_);
    judge_wording(reading_);
    return conclude();
  }

 private:
  void limit(const std::string& sentence) { limits_.insert(sentence); }

  void read_headers() {
    for (const auto& [name, value] : given_.headers) {
      if (reading_.headers.size() == kMostHeaders) {
        limit("further headers are not looked at");
        break;
      }
      if (value.size() > kMostHeader) limit("the end of long headers is not looked at");
      reading_.headers.push_back({std::string(shortened(name, 200)), unfolded(value)});
    }
    const auto take = [&](const std::string& own, std::string_view name) {
      if (!own.empty()) return unfolded(own);
      const std::string* value = reading_.header(name);
      return value == nullptr ? std::string() : *value;
    };
    mail_.from = take(given_.from, "From");
    mail_.reply_to = take(given_.reply_to, "Reply-To");
    mail_.return_path = take(given_.return_path, "Return-Path");
    mail_.to = take(given_.to, "To");
    mail_.subject = take(given_.subject, "Subject");
    reading_.subject = mail::decode_words(mail_.subject);
    reading_.from = mailboxes_of(mail_.from);
    reading_.reply_to = mailboxes_of(mail_.reply_to);
    reading_.return_path = mailboxes_of(mail_.return_path);
    reading_.to = mailboxes_of(mail_.to);
    if (reading_.to.size() > 20) reading_.to.resize(20);
    const auto host = [](const std::vector<Mailbox>& boxes) {
      return boxes.empty() ? Host() : host_of(boxes.front().domain);
    };
    reading_.from_host = host(reading_.from);
    reading_.reply_host = host(reading_.reply_to);
    reading_.return_host = host(reading_.return_path);
    for (const Mailbox& box : reading_.to) reading_.to_hosts.push_back(host_of(box.domain));
    if (!reading_.from.empty()) reading_.display_name = words_of(reading_.from.front().display_name);
    const std::string* precedence = reading_.header("Precedence");
    const bool has_way_out = reading_.header("List-Unsubscribe") != nullptr;
    reading_.is_list =
        reading_.header("List-Post") != nullptr ||
        (reading_.header("List-Id") != nullptr && (!has_way_out || reading_.header("List-Help") != nullptr));
    reading_.is_bulk =
        !reading_.is_list && (has_way_out || (precedence != nullptr && mail::equal_ignoring_case(*precedence, "bulk")));
  }

  void read_bodies() {
    mail_.text = shortened(given_.text, kMostText);
    mail_.attachments = given_.attachments;
    if (mail_.attachments.size() > kMostAttachments) limit("further attachments are not looked at");
    if (given_.text.size() > kMostText || given_.html.size() > kMostHtml)
      limit("the end of a long body is not looked at");
    reading_.page = read_page(shortened(given_.html, kMostHtml));
    if (reading_.page.is_cut) limit("the end of a long body is not looked at");
    if (!reading_.from.empty()) reading_.text = reading_.from.front().display_name + "\n\n";
    reading_.text += reading_.subject + "\n\n";
    const std::size_t begin = reading_.text.size();
    reading_.text += reading_.page.text + "\n\n" + mail_.text;
    reading_.words = words_of(reading_.text);
    for (const Word& word : reading_.words.all) reading_.subject_words += word.begin < begin;
    reading_.body_words = reading_.words.all.size() - reading_.subject_words;
    if (!reading_.page.text.empty() && !mail_.text.empty()) reading_.body_words /= 2;
    reading_.hits = hits_in(reading_.words);
  }

  /// By how much signs of legitimacy take away from what is only wording or layout (docs/content.md).
  double damping() {
    const Findings& found = reading_.findings;
    for (const char* category : {"lookalike", "sender", "impersonation", "authentication", "attachments"})
      if (found.strongest(category) >= 0.4) return 1;
    double factor = 1;
    const bool claims = reading_.authentication.dmarc == "pass" || !reading_.authentication.aligned_domains.empty();
    // SPF alone is what whoever owns a domain has at once.
    const bool is_signed = reading_.authentication.dmarc == "pass" || reading_.authentication.dkim == "pass";
    if (reading_.sender_passes && !reading_.is_free_mail())
      factor *= is_signed ? 0.65 : 0.8;
    else if (claims && !reading_.authentication.is_trusted && !reading_.is_free_mail())
      factor *= 0.9;
    const bool at_home = !reading_.links.empty() &&
                         std::ranges::all_of(reading_.links, [](const LinkFacts& link) { return link.is_of_sender; });
    if (at_home) factor *= reading_.sender_passes ? 0.6 : 0.8;
    if (reading_.is_bulk) factor *= reading_.sender_passes ? 0.7 : 0.85;
    if (reading_.is_list) factor *= 0.7;
    if (reading_.sender_passes && reading_.targets.is_own(reading_.from_host)) factor *= 0.7;
    // Mails about phishing name what phishes say.
    if (reading_.hits.of(Topic::kWarning).size() >= 3) factor *= 0.5;
    if (!reading_.hits.quoted_of(Topic::kCredentials).empty() && reading_.hits.has(Topic::kWarning)) factor *= 0.8;
    return std::max(factor, 0.25);
  }

  Analysis conclude() {
    Analysis result;
    const double factor = damping();
    std::map<std::string, double> by_category;
    for (const Finding& finding : reading_.findings.all()) {
      double score = finding.score;
      const bool is_soft = finding.category == "pressure" || finding.category == "credentials" ||
                           finding.category == "lure" || finding.category == "form" ||
                           (finding.category == "isolation" && reading_.findings.strongest("payment") < 0.6) ||
                           (finding.rule == "transfer-request" && score < 0.6) || finding.rule == "money-for-nothing" ||
                           finding.rule == "gift-cards";
      const bool is_layout = (finding.category == "links" || finding.category == "html") && score < 0.5;
      if (is_soft || is_layout) score *= factor;
      double& strongest = by_category[finding.category];
      strongest = std::max(strongest, score);
    }
    double rest = 1;
    for (const auto& [category, score] : by_category) rest *= 1 - score;
    result.score = std::round(std::min(1 - rest, 0.99) * 100) / 100;
    result.verdict = result.score >= kMalicious ? "malicious" : result.score >= kSuspicious ? "suspicious" : "clean";

    result.findings = std::move(reading_.findings.all());
    std::ranges::stable_sort(result.findings, std::greater(), &Finding::score);
    if (result.findings.size() > kMostFindings) result.findings.resize(kMostFindings);
    result.authentication = reading_.authentication;
    if (!reading_.from.empty())
      result.sender = {one_line(reading_.from.front().address), one_line(reading_.from_host.shown),
                       one_line(reading_.from_host.registrable), one_line(reading_.from.front().display_name)};
    for (const LinkFacts& link : reading_.links)
      result.links.push_back(
          {one_line(link.url), link.shown, one_line(link.host.shown), one_line(link.host.registrable), link.hints});
    if (reading_.links.size() == kMostLinks) limit("further links are not looked at");
    result.lookalikes = std::move(reading_.lookalikes);
    result.limits.assign(limits_.begin(), limits_.end());
    result.confidence = confidence(result);
    return result;
  }

  double confidence(const Analysis& result) const {
    double value = 0.95;
    if (!reading_.authentication.is_trusted) value -= 0.1;  // nobody whom we trust has checked the sender
    if (reading_.from_host.empty()) value -= 0.1;
    if (reading_.body_words < 5) value -= 0.2;  // hardly anything to go by
    if (!limits_.empty()) value -= 0.1;
    if (std::abs(result.score - kSuspicious) < 0.1) value -= 0.1;
    return std::round(std::max(value, 0.3) * 100) / 100;
  }

  Mail mail_;  // what is looked at of it
  Reading reading_;
  const Mail& given_;
  std::set<std::string> limits_;
};

}  // namespace

Analyzer::Analyzer(Settings settings)
    : settings_(std::move(settings)), targets_(std::make_unique<const Targets>(settings_)) {}
Analyzer::~Analyzer() = default;

Analysis Analyzer::analyze(const Mail& mail) const { return AnalysisRun(mail, settings_, *targets_).run(); }

}  // namespace pbc::content
