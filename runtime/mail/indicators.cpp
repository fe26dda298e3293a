// SPDX-License-Identifier: Apache-2.0
//
// Each scanner goes once over the text, from one candidate to the next: a run of the characters that may be in it, of
// which what is valid is taken. No pattern is matched by backtracking.
#include "mail/indicators.h"

#include <glib.h>

#include <algorithm>
#include <optional>

#include "mail/ascii.h"
#include "mail/entities.h"
#include "mail/html.h"
#include "mail/text.h"
#include "mail/url.h"

namespace pbc::mail {
namespace {

/// Does a letter, a digit or "_" begin at `at`?
bool is_word_at(std::string_view text, std::size_t at) {
  if (at >= text.size()) return false;
  if (!is_high(text[at])) return is_alnum(text[at]) || text[at] == '_';
  std::size_t length;
  return g_unichar_isalnum(character_at(text, at, length));
}

/// Does one end before `at`?
bool is_word_before(std::string_view text, std::size_t at) {
  std::size_t begin = at;
  while (begin > 0 && at - begin < 4) {
    --begin;
    if ((text[begin] & 0xC0) != 0x80) break;
  }
  return begin < at && is_word_at(text, begin);
}

template <typename IsPart, typename Use>
void for_each_run(std::string_view text, IsPart is_part, Use use) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!is_part(text[at])) continue;
    const std::size_t begin = at;
    while (at < text.size() && is_part(text[at])) ++at;
    use(begin, text.substr(begin, at - begin));
  }
}

struct Position {
  std::size_t position;
  std::string text;
};

void scan_ips(std::string_view text, Found& ips) {
  std::vector<Position> found;
  for_each_run(
      text, [](char c) { return is_digit(c) || c == '.'; },
      [&](std::size_t begin, std::string_view run) {
        while (run.starts_with('.')) run.remove_prefix(1), ++begin;
        while (run.ends_with('.')) run.remove_suffix(1);
        if (is_ipv4(run)) found.push_back({begin, std::string(run)});
      });
  const auto of_ipv6 = [](char c) { return is_hex(c) || c == ':' || c == '.'; };
  for_each_run(text, of_ipv6, [&](std::size_t begin, std::string_view run) {
    if (std::count(run.begin(), run.begin() + std::min<std::ptrdiff_t>(std::ssize(run), 64), ':') < 2) return;
    const bool cut_off = is_word_at(text, begin + run.size()) || is_word_before(text, begin);
    while (run.ends_with('.')) run.remove_suffix(1);
    if (run.ends_with(':') && !run.ends_with("::")) run.remove_suffix(1);
    if (run.starts_with(':') && !run.starts_with("::")) run.remove_prefix(1), ++begin;
    if (!cut_off && is_ipv6(run) && std::any_of(run.begin(), run.end(), is_hex))
      found.push_back({begin, std::string(run)});
  });
  std::stable_sort(found.begin(), found.end(),
                   [](const Position& a, const Position& b) { return a.position < b.position; });
  for (const Position& ip : found) ips.add(ip.text);
}

void scan_hashes(std::string_view text, Found& hashes) {
  for_each_run(text, is_hex, [&](std::size_t begin, std::string_view run) {
    const bool fits = run.size() == 32 || run.size() == 40 || run.size() == 64;
    if (fits && !is_word_before(text, begin) && !is_word_at(text, begin + run.size())) hashes.add(std::string(run));
  });
}

/// The domain at the beginning of `run`, as long as it can be: what stands behind the last label may be the end of a
/// sentence.
std::string_view domain_at_start(std::string_view run) {
  run = run.substr(0, 512);
  while (!run.empty()) {
    while (!run.empty() && (run.back() == '.' || run.back() == '-')) run.remove_suffix(1);
    if (is_domain(run)) return run;
    const std::size_t end = run.find_last_of(".-");
    if (end == std::string_view::npos) break;
    run = run.substr(0, end);
  }
  return {};
}

bool is_in_local_part(char c) { return is_alnum(c) || std::string_view("._%+-\"").find(c) != std::string_view::npos; }

/// Punctuation, blanks and what is no letter of anything end an address.
bool ends_address(char32_t character) {
  switch (g_unichar_type(character)) {
    case G_UNICODE_CONTROL:
    case G_UNICODE_FORMAT:
    case G_UNICODE_UNASSIGNED:
    case G_UNICODE_PRIVATE_USE:
    case G_UNICODE_SURROGATE:
    case G_UNICODE_CONNECT_PUNCTUATION:
    case G_UNICODE_DASH_PUNCTUATION:
    case G_UNICODE_CLOSE_PUNCTUATION:
    case G_UNICODE_FINAL_PUNCTUATION:
    case G_UNICODE_INITIAL_PUNCTUATION:
    case G_UNICODE_OTHER_PUNCTUATION:
    case G_UNICODE_OPEN_PUNCTUATION:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
    case G_UNICODE_SPACE_SEPARATOR:
      return true;
    default:
      return false;
  }
}

/// The end of a run of address characters that starts at `begin`.
template <typename IsPart>
std::size_t run_end(std::string_view text, std::size_t begin, IsPart is_part) {
  std::size_t at = begin;
  while (at < text.size()) {
    std::size_t length = 1;
    if (is_high(text[at]) ? ends_address(character_at(text, at, length)) : !is_part(text[at])) break;
    at += length;
  }
  return at;
}

}  // namespace

bool Found::add(const std::string& text) {
  if (text.empty() || known_.count(text) != 0) return false;
  if (all_.size() >= limit_) {
    reached_.add("indicators: only the first " + std::to_string(limit_) + " " + kind_ + " are kept");
    return false;
  }
  known_.insert(text);
  all_.push_back(text);
  return true;
}

void Indicators::scan(std::string_view body) {
  const std::size_t left = options_.limits.scanned_bytes - std::min(scanned_, options_.limits.scanned_bytes);
  if (body.size() > left) {
    reached_.add("scanned_bytes: only the first " + std::to_string(options_.limits.scanned_bytes) +
                 " of text are searched for indicators");
    std::size_t cut = left;
    while (cut > 0 && (body[cut] & 0xC0) == 0x80) --cut;
    body = body.substr(0, cut);
  }
  scanned_ += body.size();
  std::string changed;
  if (options_.refang) body = changed = refang(body);

  scan_ips(body, ips);
  scan_hashes(body, hashes);

  std::vector<Domain> found;
  for (std::size_t at = body.find('@'); at != std::string_view::npos; at = body.find('@', at + 1)) {
    if (at == 0 || !(is_in_local_part(body[at - 1]) || is_word_before(body, at))) continue;
    const auto of_domain = [](char c) { return is_alnum(c) || c == '.' || c == '-'; };
    const std::size_t end = run_end(body, at + 1, of_domain);
    const std::string_view domain = domain_at_start(body.substr(at + 1, end - at - 1));
    if (!domain.empty() && body.substr(at + 1 + domain.size()).starts_with('_')) continue;
    if (!domain.empty()) found.push_back({at + 1, normal_domain(domain)});
  }
  scan_links(body, found);
  std::stable_sort(found.begin(), found.end(),
                   [](const Domain& a, const Domain& b) { return a.position < b.position; });
  for (const Domain& domain : found) domains.add(domain.name);
}

void Indicators::scan_links(std::string_view text, std::vector<Domain>& domains) {
  const std::vector<Link> links = links_of(text);
  const bool any = std::any_of(links.begin(), links.end(), [](const Link& link) { return link.kind != Link::kText; });
  if (!any) {
    scan_text_urls(unescape(text, false), domains);
    return;
  }
  for (const Link& link : links) {
    std::string value(trim(link.value));
    if (link.kind == Link::kText) {
      value = clean_url(value);
      if (!starts_with_ignoring_case(value, "http") && !starts_with_ignoring_case(value, "hxxp")) continue;
    } else {
      // Browsers leave them out of addresses.
      value.erase(
          std::remove_if(value.begin(), value.end(), [](char c) { return c == '\t' || c == '\n' || c == '\r'; }),
          value.end());
    }
    if (link.kind == Link::kHref && starts_with_ignoring_case(value, "mailto:")) {
      const std::size_t at = value.find('@');
      if (at == std::string::npos) continue;
      const std::string host = value.substr(at + 1, value.find_first_of("?&,;>", at) - at - 1);
      if (is_domain(host)) domains.push_back({link.position, normal_domain(host)});
    } else {
      add_url(value, link.position, domains);
    }
  }
}

void Indicators::scan_text_urls(std::string_view text, std::vector<Domain>& domains) {
  for (std::size_t colon = text.find("://"); colon != std::string_view::npos; colon = text.find("://", colon + 3)) {
    std::size_t begin = std::string_view::npos;
    for (const std::string_view scheme : {"http", "https", "hxxp", "hxxps"})
      if (colon >= scheme.size() && equal_ignoring_case(text.substr(colon - scheme.size(), scheme.size()), scheme))
        begin = colon - scheme.size();
    if (begin == std::string_view::npos) continue;
    const auto of_url = [](char c) {
      return c > ' ' && c != 0x7F && std::string_view("\"`{}|").find(c) == std::string_view::npos;
    };
    const std::size_t end = run_end(text, colon + 3, of_url);
    add_url(clean_url(text.substr(begin, end - begin)), begin, domains);
    colon = std::max(colon, end - 3);
  }
}

void Indicators::add_url(const std::string& text, std::size_t position, std::vector<Domain>& domains) {
  std::string url = refang_scheme(text);
  for (int depth = 0; depth < 4; ++depth) {
    const std::optional<std::string> host = host_of(url);
    if (!host) return;
    urls.add(url);
    if (is_domain(*host)) domains.push_back({position, normal_domain(*host)});
    const std::optional<std::string> inner = options_.unwrap_links ? unwrap(url) : std::nullopt;
    if (!inner) return;
    url = *inner;
  }
}

std::string refang(std::string_view text) {
  constexpr std::pair<std::string_view, std::string_view> kForms[] = {
      {"[.]", "."}, {"(.)", "."},     {"{.}", "."}, {"[dot]", "."}, {"(dot)", "."}, {"{dot}", "."},
      {"[:]", ":"}, {"[://]", "://"}, {"[@]", "@"}, {"(@)", "@"},   {"[at]", "@"},  {"(at)", "@"}};
  std::string result;
  result.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t next = std::min(text.find_first_of("[({", at), text.size());
    result += text.substr(at, next - at);
    at = next;
    if (at == text.size()) break;
    const auto* form = std::find_if(std::begin(kForms), std::end(kForms), [&](const auto& pair) {
      return starts_with_ignoring_case(text.substr(at), pair.first);
    });
    if (form == std::end(kForms)) {
      result += text[at++];
    } else {
      result += form->second;
      at += form->first.size();
    }
  }
  return result;
}

}  // namespace pbc::mail
