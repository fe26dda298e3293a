// SPDX-License-Identifier: Apache-2.0
//
// IP addresses and networks in their text forms.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace pbc::engine {

/// An IPv4 or IPv6 address, in network order.
struct IpAddress {
  std::array<std::uint8_t, 16> bytes{};
  int bits = 0;  // 32 or 128
};

/// Dotted IPv4 or IPv6 text, nothing around it.
std::optional<IpAddress> parse_ip(std::string_view text);

struct IpNetwork {
  IpAddress address;  // may have host bits
  int prefix = 0;
  bool contains(const IpAddress& other) const;
};

/// ADDRESS/PREFIX or ADDRESS/NETMASK; nothing without the slash.
std::optional<IpNetwork> parse_network(std::string_view text);

}  // namespace pbc::engine
