// SPDX-License-Identifier: Apache-2.0
#include "phantom/network.h"

#include <arpa/inet.h>

#include <bit>
#include <charconv>
#include <cstring>

namespace pbc::engine {

namespace {

/// The prefix that a netmask (255.255.255.0) or its inverse (0.0.0.255) stands for.
std::optional<int> prefix_of_mask(const IpAddress& mask) {
  std::uint32_t bits = 0;
  for (int i = 0; i < 4; ++i) bits = bits << 8 | mask.bytes[static_cast<std::size_t>(i)];
  int ones = std::countl_one(bits);
  if (ones + std::countr_zero(bits) >= 32) return ones;
  int zeros = std::countl_zero(bits);
  if (zeros + std::countr_one(bits) >= 32) return zeros;
  return std::nullopt;
}

}  // namespace

std::optional<IpAddress> parse_ip(std::string_view text) {
  // The zone of an IPv6 address, as in fe80::1%eth0, says on which link it is and is no part of the number.
  const std::size_t zone = text.find(':') == text.npos ? text.npos : text.find('%');
  if (zone != text.npos) {
    if (zone + 1 == text.size() || text.find_first_of("%/", zone + 1) != text.npos) return std::nullopt;
    text = text.substr(0, zone);
  }
  char buffer[INET6_ADDRSTRLEN + 1];
  if (text.empty() || text.size() >= sizeof buffer || text.find('\0') != text.npos) return std::nullopt;
  std::memcpy(buffer, text.data(), text.size());
  buffer[text.size()] = '\0';
  IpAddress address;
  if (inet_pton(AF_INET, buffer, address.bytes.data()) == 1) {
    address.bits = 32;
  } else if (inet_pton(AF_INET6, buffer, address.bytes.data()) == 1) {
    address.bits = 128;
  } else {
    return std::nullopt;
  }
  return address;
}

bool IpNetwork::contains(const IpAddress& other) const {
  if (other.bits != address.bits) return false;
  for (int bit = 0; bit < prefix; bit += 8) {
    auto byte = static_cast<std::size_t>(bit / 8);
    int rest = prefix - bit;
    auto mask = static_cast<std::uint8_t>(rest >= 8 ? 0xff : 0xff << (8 - rest));
    if (((address.bytes[byte] ^ other.bytes[byte]) & mask) != 0) return false;
  }
  return true;
}

std::optional<IpNetwork> parse_network(std::string_view text) {
  std::size_t slash = text.find('/');
  if (slash == text.npos) return std::nullopt;
  std::optional<IpAddress> address = parse_ip(text.substr(0, slash));
  if (!address) return std::nullopt;
  std::string_view rest = text.substr(slash + 1);
  int prefix = 0;
  auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), prefix);
  if (error == std::errc() && end == rest.data() + rest.size() && rest[0] != '-') {
    if (prefix > address->bits) return std::nullopt;
    return IpNetwork{*address, prefix};
  }
  std::optional<IpAddress> mask = parse_ip(rest);
  if (!mask || mask->bits != 32 || address->bits != 32) return std::nullopt;
  std::optional<int> from_mask = prefix_of_mask(*mask);
  if (!from_mask) return std::nullopt;
  return IpNetwork{*address, *from_mask};
}

}  // namespace pbc::engine
