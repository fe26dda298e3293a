// SPDX-License-Identifier: Apache-2.0
//
// Where links lead, and where they say that they lead.
#include <algorithm>
#include <iterator>
#include <optional>
#include <unordered_map>
#include <unordered_set>

#include "content/rules.h"
#include "content/skeleton.h"
#include "content/text.h"
#include "mail/ascii.h"
#include "mail/scan.h"
#include "mail/text.h"
#include "mail/url.h"

namespace pbc::content {
namespace {

constexpr std::size_t kLongHost = 60, kLongUrl = 600;

/// As browsers do: without blanks at the ends, line ends and tabs, and with "/" for "\".
std::string normal_url(std::string_view written) {
  std::string url;
  for (const char c : mail::trim(written)) {
    if (c == '\t' || c == '\n' || c == '\r') continue;
    url += c;
  }
  const std::size_t path = std::min(url.find_first_of("?#"), url.size());
  std::replace(url.begin(), url.begin() + static_cast<std::ptrdiff_t>(path), '\\', '/');
  if (url.starts_with("//")) url = "https:" + url;
  return mail::refang_scheme(url);
}

std::string scheme_of(std::string_view url) {
  std::size_t end = 0;
  while (end < url.size() && (mail::is_alnum(url[end]) || url[end] == '+' || url[end] == '-' || url[end] == '.')) ++end;
  return end > 0 && end < url.size() && url[end] == ':' ? mail::lower(url.substr(0, end)) : "";
}

std::string percent_decoded(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size() && mail::is_hex(text[i + 1]) && mail::is_hex(text[i + 2])) {
      result += static_cast<char>(mail::hex_value(text[i + 1]) * 16 + mail::hex_value(text[i + 2]));
      i += 2;
    } else {
      result += text[i];
    }
  }
  return result;
}

/// What stands between the scheme and the path.
std::string_view authority_of(std::string_view url) {
  const std::size_t begin = url.find("//");
  if (begin == std::string_view::npos) return {};
  const std::string_view rest = url.substr(begin + 2);
  return rest.substr(0, rest.find_first_of("/?#"));
}

/// "3232235777", "0xC0A80001", "0300.0250.0.1": an address that does not look like one.
bool is_disguised_ip(std::string_view host) {
  bool has_digit = false;
  for (const std::string_view part : split(host, '.')) {
    if (part.empty()) return false;
    const bool is_hex = part.size() > 2 && part[0] == '0' && mail::lower(part[1]) == 'x';
    if (!std::ranges::all_of(is_hex ? part.substr(2) : part,
                             [&](char c) { return is_hex ? mail::is_hex(c) : mail::is_digit(c); }))
      return false;
    has_digit = true;
  }
  return has_digit && !mail::is_ipv4(host);
}

/// The host that a text of a link shows; empty where it shows none.
Host shown_host(std::string_view text) {
  text = mail::trim(text);
  if (text.empty() || text.size() > 300 || text.find('@') != std::string_view::npos) return {};
  const std::string_view first = text.substr(0, text.find_first_of(" \t\n\r"));
  const bool has_scheme = mail::starts_with_ignoring_case(first, "http");
  const bool is_www = mail::starts_with_ignoring_case(first, "www.");
  if (!has_scheme && !is_www && first.size() != text.size()) return {};
  const auto host = mail::host_of(has_scheme ? std::string(first) : "https://" + std::string(first));
  if (!host || !mail::is_domain(*host)) return {};
  if (!has_scheme && !is_www) {
    // "Node.js" and "report.pdf" are no domains.
    constexpr std::string_view kEndings[] = {"ai",   "cs",  "csv",  "cc",  "doc", "docx", "eml",  "exe", "gif", "htm",
                                             "html", "ics", "jpeg", "jpg", "js",  "json", "md",   "mov", "mp3", "mp4",
                                             "msg",  "pdf", "php",  "pl",  "png", "ppt",  "pptx", "ps",  "py",  "rs",
                                             "sh",   "so",  "ts",   "txt", "vb",  "xls",  "xlsx", "xml", "zip"};
    const std::string ending = mail::lower(host->substr(host->rfind('.') + 1));
    if (std::ranges::find(kEndings, ending) != std::end(kEndings)) return {};
  }
  return host_of(*host);
}

bool is_web(const LinkFacts& link) { return link.scheme == "http" || link.scheme == "https"; }

class LinkJudge {
 public:
  explicit LinkJudge(Reading& reading) : reading_(reading) {
    for (const Host& host : reading.to_hosts)
      if (!is_free_mail(host.registrable)) near_.push_back(host);
    if (!reading.from_host.empty() && !reading.is_free_mail()) near_.push_back(reading.from_host);
  }

  void judge(LinkFacts& link) {
    link_ = &link;
    if (link.scheme == "javascript" || link.scheme == "vbscript" || link.scheme == "data" || link.scheme == "file" ||
        link.scheme == "blob")
      return add("script-link", 0.7, "A link that holds a page or a program instead of an address");
    if (!is_web(link)) return;
    judge_authority();
    if (link.host.empty()) return;
    judge_host();
    judge_text();
    judge_rest();
  }

 private:
  void add(const char* rule, double score, const std::string& text, const char* category = "links") {
    if (std::ranges::find(link_->hints, rule) == link_->hints.end()) link_->hints.emplace_back(rule);
    reading_.findings.add(category, rule, score, text, link_->url);
  }

  void judge_authority() {
    std::string_view authority = authority_of(link_->url);
    if (const std::size_t at = authority.rfind('@'); at != std::string_view::npos) {
      const bool looks_like_host = authority.substr(0, at).find('.') != std::string_view::npos;
      add("user-in-link", looks_like_host ? 0.7 : 0.35, "A link that names something else before its real host");
      authority.remove_prefix(at + 1);
    }
    if (authority.find('%') != std::string_view::npos)
      add("encoded-host", 0.6, "A link whose host is written in percent signs");
    const std::size_t colon = authority.find(':');
    const std::string_view port =
        authority.starts_with('[') || colon == std::string_view::npos ? "" : authority.substr(colon + 1);
    if (!port.empty() && port != "80" && port != "443" && port != "8443")
      add("odd-port", 0.25, "A link to an unusual port");
    const std::string_view name = authority.substr(0, colon);
    if (is_disguised_ip(name)) add("ip-link", 0.6, "A link to an IP address that is written so that nobody knows it");
  }

  void judge_host() {
    const Host& host = link_->host;
    if (host.is_ip) return add("ip-link", 0.45, "A link to an IP address instead of a name");
    if (host.is_encoded && host.shown != host.name && reading_.targets.owner(host) == nullptr)
      add("encoded-name", 0.15,
          "A link whose host is written in other letters than it is shown: " + one_line(host.shown));
    if (mixes_scripts(host.core) || (host.shown != host.registrable && mixes_scripts(host.shown)))
      add("mixed-scripts", 0.6, "A link whose host mixes letters of several alphabets: " + one_line(host.shown),
          "lookalike");
    if (host.shown.size() > kLongHost || std::ranges::count(host.shown, '.') > 5)
      add("long-host", 0.25, "A link with a very long host");
    if (is_shortener(host.registrable)) add("shortened", 0.2, "A link that hides where it leads behind a shortener");
    if (is_free_hosting(host)) add("free-hosting", 0.25, "A link to a place where anybody may put up pages");
    constexpr std::string_view kCheap[] = {"bond",    "buzz", "cam", "cf",      "cfd", "click", "cyou", "ga",
                                           "gq",      "icu",  "ml",  "monster", "mov", "quest", "rest", "sbs",
                                           "support", "tk",   "top", "work",    "xyz", "zip"};
    if (std::ranges::find(kCheap, host.suffix) != std::end(kCheap))
      add("cheap-ending", 0.15, "A link to a domain with an ending that is misused often: ." + host.suffix);
    if (link_->is_of_sender || !judged_.insert(host.name).second) return;
    if (const auto found = reading_.targets.resembles(host, near_)) {
      add("link-looks-like", found->score,
          "A link to " + one_line(host.shown) + ", which looks like " + one_line(found->looks_like) + ": " + found->why,
          "lookalike");
      if (reading_.lookalikes.size() < kMostFindings)
        reading_.lookalikes.push_back({one_line(host.shown), one_line(found->looks_like), found->why});
    }
  }

  void judge_text() {
    const Host shown = shown_host(link_->shown);
    if (shown.empty() || shown.registrable == link_->host.registrable) return;
    const Target* owner = reading_.targets.owner(shown);
    if (owner != nullptr && owner == reading_.targets.owner(link_->host)) return;
    // Services that send for others count clicks: the text names the sender, the link goes to the service.
    const bool is_counted = shown.registrable == reading_.from_host.registrable;
    const double score = is_counted         ? (reading_.sender_passes ? 0.05
                                               : reading_.is_bulk     ? 0.15
                                                                      : 0.35)
                         : owner != nullptr ? 0.75
                         : reading_.is_bulk ? 0.35
                                            : 0.5;
    add("text-shows-other-host", score,
        "A link that shows " + one_line(shown.shown) + " and leads to " + one_line(link_->host.shown));
  }

  void judge_rest() {
    const std::string_view url = link_->url;
    const std::size_t begin = url.find("//");
    const std::size_t path = std::min(url.find_first_of("/?#", begin + 2), url.size());
    const std::string rest = percent_decoded(url.substr(path));
    const Target* owner = reading_.targets.owner(link_->host);
    if (url.size() > kLongUrl && !reading_.is_bulk) add("long-link", 0.1, "A very long link");
    // An address inside of it: perhaps a redirect that anybody may use.
    for (const char* scheme : {"http://", "https://"}) {
      const std::size_t at = rest.find(scheme, 1);
      if (at == std::string::npos) continue;
      const std::string inner = rest.substr(at, std::min(rest.find_first_of("&#;", at), rest.size()) - at);
      const auto name = mail::host_of(inner);
      const Host host = name ? host_of(*name) : Host();
      if (host.empty() || host.registrable == link_->host.registrable ||
          host.registrable == reading_.from_host.registrable)
        continue;
      add("redirects", owner != nullptr ? 0.4 : 0.2, "A link that leads on to " + one_line(host.shown));
    }
    if (owner != nullptr || link_->is_of_sender) return;
    const std::string_view own_path = std::string_view(rest).substr(0, rest.find_first_of("?#"));
    for (const std::string_view segment : split(shortened(own_path, 512), '/')) {
      if (segment.size() < 6) continue;
      if (const Target* target = reading_.targets.named_by_domain(segment))
        add("brand-in-path", 0.5,
            "A link to " + one_line(link_->host.shown) + " that names " + target->name + " in its path", "lookalike");
    }
    // Kits fill in the reader's address; so do honest links to unsubscribe, but behind "?".
    const std::string lower = mail::lower(rest);
    const std::size_t fragment = lower.find('#');
    for (const Mailbox& box : reading_.to) {
      const std::size_t at = box.address.empty() ? std::string::npos : lower.find(box.address);
      if (at == std::string::npos) continue;
      add("reader-in-link",
          fragment != std::string::npos && at > fragment ? 0.4
          : reading_.is_bulk                             ? 0.05
                                                         : 0.15,
          "A link that holds the reader's address");
      break;
    }
  }

  Reading& reading_;
  LinkFacts* link_ = nullptr;
  std::vector<Host> near_;
  std::unordered_set<std::string> judged_;
};

/// Most links of a mail lead to a few hosts.
using KnownHosts = std::unordered_map<std::string, Host>;

LinkFacts facts_of(const Reading& reading, std::string_view href, std::string_view text, KnownHosts& hosts) {
  LinkFacts link;
  link.url = normal_url(href);
  for (int i = 0; i < 3; ++i) {
    auto inner = mail::unwrap(link.url);
    if (!inner) break;
    link.url = normal_url(*inner);
  }
  link.shown = one_line(text);
  link.scheme = scheme_of(link.url);
  if (!is_web(link)) return link;
  std::optional<std::string> host = mail::host_of(link.url);
  if (!host) {
    // What browsers take and RFC 3986 does not: percent signs in hosts, numbers as addresses, too many slashes.
    std::string_view authority = authority_of(link.url);
    if (const std::size_t at = authority.rfind('@'); at != std::string_view::npos) authority.remove_prefix(at + 1);
    const std::string decoded = percent_decoded(authority.substr(0, authority.find(':')));
    if (mail::is_domain(decoded) || mail::is_ipv4(decoded)) host = decoded;
  }
  if (host) {
    const auto [known, is_new] = hosts.try_emplace(*host);
    if (is_new) known->second = host_of(*host);
    link.host = known->second;
  }
  link.is_of_sender = !link.host.empty() && link.host.registrable == reading.from_host.registrable;
  return link;
}

}  // namespace

void read_links(Reading& reading) {
  KnownHosts hosts;
  std::unordered_set<std::string> known;
  const auto add = [&](std::string_view href, std::string_view text) {
    if (reading.links.size() == kMostLinks || !known.insert(std::string(href).append("\n").append(text)).second) return;
    LinkFacts link = facts_of(reading, href, text, hosts);
    constexpr std::string_view kOthers[] = {"", "mailto", "tel", "sms", "cid"};
    if (std::ranges::find(kOthers, link.scheme) == std::end(kOthers)) reading.links.push_back(std::move(link));
  };
  for (const Anchor& anchor : reading.page.anchors) add(anchor.href, anchor.text);
  for (const std::string& action : reading.page.form_actions) add(action, "");
  if (!reading.page.base.empty()) add(reading.page.base, "");
  if (const std::size_t at = mail::lower(reading.page.refresh).find("url="); at != std::string::npos)
    add(reading.page.refresh.substr(at + 4), "");
  for (const std::string_view body : {std::string_view(reading.mail.text), std::string_view(reading.page.text)})
    for (const mail::Finding& found : mail::find_urls(shortened(body, kMostText))) {
      if (reading.links.size() == kMostLinks) break;
      if (mail::host_of(mail::refang_scheme(found.text))) add(found.text, "");
    }
}

void judge_links(Reading& reading) {
  LinkJudge judge(reading);
  for (LinkFacts& link : reading.links) judge.judge(link);
  const bool hides =
      reading.findings.has("shortened") || reading.findings.has("free-hosting") || reading.findings.has("ip-link");
  if (hides && reading.body_words < 15 && !reading.is_bulk)
    reading.findings.add("links", "bare-link", 0.4, "Hardly more than a link that hides where it leads",
                         reading.links.front().url);
}

}  // namespace pbc::content
