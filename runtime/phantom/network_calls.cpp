// SPDX-License-Identifier: Apache-2.0
//
// Calls about addresses: of machines, networks and the platform's REST.
#include "phantom/network_calls.h"
#include "phantom/choices.h"
#include "phantom/network.h"
#include "phantom/reply.h"

namespace pbc::engine {

bool is_valid_ip(const Value& ip) {
  static_assert(choices::kValidIpTakesIpv6);
  return ip.is_str() && parse_ip(ip.text()).has_value();
}

std::string quote_path(std::string_view text) {
  constexpr char kHex[] = "0123456789ABCDEF";
  std::string quoted;
  for (char c : text) {
    const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
                          c == '.' || c == '-' || c == '~' || c == '/';
    if (is_plain) {
      quoted += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      quoted += {'%', kHex[byte >> 4], kHex[byte & 15]};
    }
  }
  return quoted;
}

}  // namespace pbc::engine

namespace pbc::phantom {

using namespace pbc::engine;

Value valid_ip(const valid_ip_arguments& arguments) { return is_valid_ip(arguments.ip); }
Value is_ip(const is_ip_arguments& arguments) { return is_valid_ip(arguments.ip); }

/// A network, or a bare address, which is a network of one.
Value valid_net(const valid_net_arguments& arguments) {
  return arguments.net.is_str() && (parse_network(arguments.net.text()) || parse_ip(arguments.net.text()));
}

Value address_in_network(const address_in_network_arguments& arguments) {
  if (!arguments.ip.is_str() || !arguments.net.is_str()) return false;
  const std::optional<IpAddress> address = parse_ip(arguments.ip.text());
  if (!address) return false;
  if (const std::optional<IpNetwork> network = parse_network(arguments.net.text())) return network->contains(*address);
  const std::optional<IpAddress> one = parse_ip(arguments.net.text());
  return one && one->bits == address->bits && one->bytes == address->bytes;
}

/// The parts, without slashes at their ends and quoted, behind the address of REST.
Value build_phantom_rest_url(const build_phantom_rest_url_arguments& arguments) {
  std::string url = joined({choices::kBaseUrl, "/rest/"});
  bool is_first = true;
  if (is_given(arguments.parts)) {
    for (const Value& part : to_values(arguments.parts)) {
      std::string text = to_str(part);
      const std::size_t begin = text.find_first_not_of('/');
      text = begin == text.npos ? "" : text.substr(begin, text.find_last_not_of('/') + 1 - begin);
      url += (is_first ? "" : "/") + quote_path(text);
      is_first = false;
    }
  }
  return make_str(url);
}

Value get_base_url(const get_base_url_arguments&) { return make_str(choices::kBaseUrl); }
Value get_rest_base_url(const get_rest_base_url_arguments&) { return make_str(joined({choices::kBaseUrl, "/rest/"})); }
Value get_phantom_home(const get_phantom_home_arguments&) { return "/opt/phantom"; }

}  // namespace pbc::phantom
