// SPDX-License-Identifier: Apache-2.0
#include "mail/indicators.h"

#include <algorithm>
#include <optional>

#include "mail/ascii.h"
#include "mail/entities.h"
#include "mail/html.h"
#include "mail/url.h"

namespace pbc::mail {

void Found::add(const std::string& text) {
  if (text.empty() || known_.count(text) != 0) return;
  if (all_.size() >= limit_) {
    reached_.add("indicators: only the first " + std::to_string(limit_) + " " + kind_ + " are kept");
    return;
  }
  known_.insert(text);
  all_.push_back(text);
}

std::string_view Indicators::within_limit(std::string_view body) {
  const std::size_t limit = options_.limits.scanned_bytes;
  std::size_t left = limit - std::min(scanned_, limit);
  if (body.size() > left) {
    reached_.add("scanned_bytes: only the first " + std::to_string(limit) + " of text are searched for indicators");
    while (left > 0 && (body[left] & 0xC0) == 0x80) --left;  // no character is cut in two
    body = body.substr(0, left);
  }
  scanned_ += body.size();
  return body;
}

void Indicators::scan(std::string_view body) {
  body = within_limit(body);
  std::string changed;
  if (options_.refang) body = changed = refang(body);
  for (const Finding& ip : find_ips(body)) ips.add(ip.text);
  for (const Finding& hash : find_hashes(body)) hashes.add(hash.text);
  std::vector<Finding> found = find_address_domains(body);
  scan_links(body, found);
  sort_by_position(found);
  for (const Finding& domain : found) domains.add(domain.text);
}

void Indicators::scan_links(std::string_view text, std::vector<Finding>& found) {
  const std::vector<Link> links = links_of(text);
  const bool any = std::any_of(links.begin(), links.end(), [](const Link& link) { return link.kind != Link::kText; });
  if (!any) {
    for (const Finding& url : find_urls(unescape(text, false))) add_url(url.text, url.position, found);
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
      if (is_domain(host)) found.push_back({link.position, normal_domain(host)});
    } else {
      add_url(value, link.position, found);
    }
  }
}

void Indicators::add_url(const std::string& text, std::size_t position, std::vector<Finding>& found) {
  std::string url = refang_scheme(text);
  for (int depth = 0; depth < 4; ++depth) {
    const std::optional<std::string> host = host_of(url);
    if (!host) return;
    urls.add(url);
    if (is_domain(*host)) found.push_back({position, normal_domain(*host)});
    const std::optional<std::string> inner = options_.unwrap_links ? unwrap(url) : std::nullopt;
    if (!inner) return;
    url = *inner;
  }
}

}  // namespace pbc::mail
