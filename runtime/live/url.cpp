// SPDX-License-Identifier: Apache-2.0
#include "live/url.h"

#include <algorithm>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/ip/network_v4.hpp>
#include <boost/url/src.hpp>  // the library has no package of its own in Debian 12
#include <charconv>
#include <span>

namespace pbc::live {

namespace {

namespace ip = boost::asio::ip;

bool is_private(const ip::address_v4& address) {
  static const std::vector<ip::network_v4> kNetworks = [] {
    std::vector<ip::network_v4> networks;
    for (const char* network : {"0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16",
                                "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.168.0.0/16", "198.18.0.0/15",
                                "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"})
      networks.push_back(ip::make_network_v4(network));
    return networks;
  }();
  return std::ranges::any_of(kNetworks, [&](const ip::network_v4& network) {
    return (address.to_uint() & network.netmask().to_uint()) == network.network().to_uint();
  });
}

bool is_private(const ip::address_v6& address) {
  if (address.is_v4_mapped()) return is_private(ip::make_address_v4(ip::v4_mapped, address));
  if (address.is_loopback() || address.is_unspecified() || address.is_multicast() || address.is_link_local() ||
      address.is_site_local())
    return true;
  const ip::address_v6::bytes_type bytes = address.to_bytes();
  if ((bytes[0] & 0xfeU) == 0xfcU) return true;  // unique local, fc00::/7
  const auto embedded = [&](std::size_t at) {
    return is_private(
        ip::address_v4(ip::address_v4::bytes_type{bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]}));
  };
  const auto starts_with = [&](std::initializer_list<unsigned> prefix) {
    return std::ranges::equal(prefix, std::span(bytes).first(prefix.size()));
  };
  if (starts_with({0x20, 0x01, 0x0d, 0xb8})) return true;                    // documentation
  if (starts_with({0x20, 0x02})) return embedded(2);                         // 6to4
  if (starts_with({0x00, 0x64, 0xff, 0x9b})) return embedded(12);            // NAT64
  return starts_with({0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}) && embedded(12);  // IPv4-compatible
}

std::optional<Url> of(const boost::urls::url_view& parsed) {
  if (parsed.scheme_id() != boost::urls::scheme::http && parsed.scheme_id() != boost::urls::scheme::https)
    return std::nullopt;
  if (parsed.has_userinfo() || parsed.host().empty()) return std::nullopt;
  Url url;
  url.is_tls = parsed.scheme_id() == boost::urls::scheme::https;
  url.host = parsed.host_address();
  std::ranges::transform(url.host, url.host.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  if (url.host.find_first_of(std::string_view(" \t\r\n\0/\\@", 8)) != url.host.npos) return std::nullopt;
  if (parsed.has_port() && !parsed.port().empty() && parsed.port_number() == 0) return std::nullopt;
  url.port = parsed.has_port() && !parsed.port().empty() ? std::string(parsed.port()) : url.is_tls ? "443" : "80";
  url.target = std::string(parsed.encoded_path());
  if (!url.target.starts_with('/')) url.target.insert(0, "/");
  if (parsed.has_query()) url.target += "?" + std::string(parsed.encoded_query());
  return url;
}

}  // namespace

std::string Url::authority() const {
  const std::string name = host.find(':') == host.npos ? host : "[" + host + "]";
  return port == (is_tls ? "443" : "80") ? name : name + ":" + port;
}

std::string Url::origin() const { return (is_tls ? "https://" : "http://") + authority(); }

std::optional<Url> parse_url(std::string_view text) {
  const auto parsed = boost::urls::parse_uri(text);
  if (!parsed) return std::nullopt;
  return of(*parsed);
}

std::optional<Url> resolve(const Url& base, std::string_view location) {
  const auto reference = boost::urls::parse_uri_reference(location);
  if (!reference) return std::nullopt;
  const std::string text = base.text();
  const auto from = boost::urls::parse_uri(text);
  if (!from) return std::nullopt;
  boost::urls::url target;
  if (!boost::urls::resolve(*from, *reference, target)) return std::nullopt;
  return of(target);
}

bool may_be_private(std::string_view host) {
  while (host.ends_with('.')) host.remove_suffix(1);
  if (host == "localhost" || host.ends_with(".localhost") || host.ends_with(".local") || host.ends_with(".internal"))
    return true;
  if (host.find('.') == host.npos && host.find(':') == host.npos)
    return true;  // a name of one's own network, or a number
  const std::string_view last = host.substr(host.rfind('.') + 1);
  const bool is_number = !last.empty() && (last.find_first_not_of("0123456789") == last.npos || last.starts_with("0x"));
  boost::system::error_code error;
  const ip::address address = ip::make_address(std::string(host), error);
  if (error) return is_number;  // 127.1, 0x7f.0.0.1
  return address.is_v4() ? is_private(address.to_v4()) : is_private(address.to_v6());
}

bool is_private_address(std::string_view text) {
  boost::system::error_code error;
  const ip::address address = ip::make_address(std::string(text.substr(0, text.find('%'))), error);
  if (error) return false;
  return address.is_v4() ? is_private(address.to_v4()) : is_private(address.to_v6());
}

std::optional<std::string> percent_decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      out += text[i];
      continue;
    }
    unsigned byte = 0;
    const std::string_view digits = text.substr(i + 1, 2);
    const auto [end, code] = std::from_chars(digits.data(), digits.data() + digits.size(), byte, 16);
    if (digits.size() != 2 || code != std::errc() || end != digits.data() + 2) return std::nullopt;
    out += static_cast<char>(byte);
    i += 2;
  }
  return out;
}

}  // namespace pbc::live
