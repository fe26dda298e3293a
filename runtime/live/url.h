// SPDX-License-Identifier: Apache-2.0
//
// Addresses of HTTP requests.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace pbc::live {

struct Url {
  bool is_tls = false;
  std::string host;    // without brackets
  std::string port;    // always given
  std::string target;  // path and query, begins with `/`

  /// As a Host header has it: without the usual port.
  std::string authority() const;
  std::string origin() const;
  std::string text() const { return origin() + target; }
};

/// An absolute http or https URL; nothing for any other, or one with user information, blanks or control characters.
std::optional<Url> parse_url(std::string_view text);
/// What a Location header means where the answer came from `base`.
std::optional<Url> resolve(const Url& base, std::string_view location);

/// Whether an address belongs to this machine or to a network of nobody else's: loopback, private, link-local, shared,
/// unspecified, multicast, documentation, and IPv4 ones written as IPv6.
bool is_private_address(std::string_view ip);

/// The same of a name that somebody else looks up, a proxy: addresses in whatever form, and the names of this machine.
bool may_be_private(std::string_view host);

/// With the bytes that `%` and two digits stand for; nothing where digits are missing.
std::optional<std::string> percent_decoded(std::string_view text);

}  // namespace pbc::live
