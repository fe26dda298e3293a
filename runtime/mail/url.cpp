// SPDX-License-Identifier: Apache-2.0
#include "mail/url.h"

#include <arpa/inet.h>
#include <glib.h>
#include <libpsl.h>

#include <algorithm>

#include "mail/ascii.h"
#include "mail/text.h"

namespace pbc::mail {
namespace {

constexpr std::size_t kLongestUrl = 2048, kLongestHost = 253, kLongestLabel = 63;

bool is_label(std::string_view label) {
  return !label.empty() && label.size() <= kLongestLabel && label.front() != '-' && label.back() != '-' &&
         std::all_of(label.begin(), label.end(),
                     [](char c) { return is_alnum(c) || c == '-' || c == '_' || is_high(c); });
}

/// ".com", ".xn--p1ai", ".рф": two characters or more, and no digits where it is not encoded.
bool is_top_label(std::string_view label) {
  if (starts_with_ignoring_case(label, "xn--")) return label.size() > 4 && label.find('_') == std::string_view::npos;
  const auto begins_character = [](char c) { return (c & 0xC0) != 0x80; };
  return std::count_if(label.begin(), label.end(), begins_character) >= 2 &&
         std::all_of(label.begin(), label.end(), [](char c) { return is_letter(c) || c == '-' || is_high(c); });
}

bool is_port(std::string_view text) {
  return !text.empty() && text.size() <= 5 && std::all_of(text.begin(), text.end(), is_digit) &&
         std::stoi(std::string(text)) <= 65535;
}

std::string from_glib(char* text) {
  std::string result = text == nullptr ? "" : clean_utf8(text);
  g_free(text);
  return result;
}

}  // namespace

std::string clean_url(std::string_view text) {
  const auto strip = [](char c) { return is_space(c) || std::string_view(">),.]").find(c) != std::string_view::npos; };
  while (!text.empty() && strip(text.front())) text.remove_prefix(1);
  while (!text.empty() && strip(text.back())) text.remove_suffix(1);
  return std::string(text.substr(0, text.find_first_of("<>")));
}

std::string refang_scheme(std::string_view url) {
  if (starts_with_ignoring_case(url, "hxxp")) return "http" + std::string(url.substr(4));
  return std::string(url);
}

std::optional<std::string> host_of(std::string_view url) {
  if (url.size() > kLongestUrl) return std::nullopt;
  if (starts_with_ignoring_case(url, "http://")) {
    url.remove_prefix(7);
  } else if (starts_with_ignoring_case(url, "https://")) {
    url.remove_prefix(8);
  } else {
    return std::nullopt;
  }
  if (std::any_of(url.begin(), url.end(), [](char c) { return static_cast<unsigned char>(c) <= ' ' || c == '\x7F'; }))
    return std::nullopt;
  std::string_view authority = url.substr(0, url.find_first_of("/?#"));
  const std::size_t at = authority.rfind('@');
  if (at != std::string_view::npos) authority.remove_prefix(at + 1);

  std::string_view host = authority, port;
  if (authority.starts_with('[')) {
    const std::size_t end = authority.find(']');
    if (end == std::string_view::npos) return std::nullopt;
    host = authority.substr(1, end - 1);
    port = authority.substr(end + 1);
    if (!is_ipv6(host)) return std::nullopt;
  } else {
    const std::size_t colon = std::min(authority.find(':'), authority.size());
    host = authority.substr(0, colon);
    port = authority.substr(colon);
    if (!is_domain(host) && !is_ipv4(host) && !equal_ignoring_case(host, "localhost")) return std::nullopt;
  }
  if (!port.empty() && (port.front() != ':' || !is_port(port.substr(1)))) return std::nullopt;
  return std::string(host);
}

bool is_domain(std::string_view host) {
  if (host.ends_with('.')) host.remove_suffix(1);
  if (host.empty() || host.size() > kLongestHost) return false;
  if (!is_top_label(host.substr(host.rfind('.') + 1))) return false;  // what most texts fail at
  std::size_t labels = 1;
  for (std::size_t dot; (dot = host.find('.')) != std::string_view::npos; ++labels) {
    if (!is_label(host.substr(0, dot))) return false;
    host.remove_prefix(dot + 1);
  }
  return labels > 1 && is_label(host);
}

bool is_ipv4(std::string_view text) {
  int numbers = 0;
  while (true) {
    const std::size_t dot = std::min(text.find('.'), text.size());
    const std::string_view number = text.substr(0, dot);
    if (number.empty() || number.size() > 3 || !std::all_of(number.begin(), number.end(), is_digit)) return false;
    if ((number.size() > 1 && number.front() == '0') || std::stoi(std::string(number)) > 255) return false;
    ++numbers;
    if (dot == text.size()) return numbers == 4;
    text.remove_prefix(dot + 1);
  }
}

bool is_ipv6(std::string_view text) {
  in6_addr address;
  return text.size() < INET6_ADDRSTRLEN && text.find('\0') == std::string_view::npos &&
         inet_pton(AF_INET6, std::string(text).c_str(), &address) == 1;
}

std::string normal_domain(std::string_view host) {
  if (host.ends_with('.')) host.remove_suffix(1);
  if (std::none_of(host.begin(), host.end(), is_high)) return lower(host);
  return from_glib(g_utf8_strdown(clean_utf8(host).c_str(), -1));
}

DomainFacts facts_of(const std::string& domain) {
  DomainFacts facts;
  const bool is_ascii = std::none_of(domain.begin(), domain.end(), is_high);
  const bool is_encoded = domain.starts_with("xn--") || domain.find(".xn--") != std::string::npos;
  if (!is_ascii) {
    facts.ascii = from_glib(g_hostname_to_ascii(domain.c_str()));
    if (facts.ascii == domain) facts.ascii.clear();
  }
  if (is_encoded) {
    facts.unicode = from_glib(g_hostname_to_unicode(domain.c_str()));
    if (facts.unicode == domain) facts.unicode.clear();
  }
  const psl_ctx_t* list = psl_builtin();
  const std::string& name = facts.ascii.empty() ? domain : facts.ascii;
  const char* registrable = list == nullptr ? nullptr : psl_registrable_domain(list, name.c_str());
  if (registrable != nullptr) facts.registrable = clean_utf8(registrable);
  return facts;
}

}  // namespace pbc::mail
