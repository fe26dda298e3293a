// SPDX-License-Identifier: Apache-2.0
//
// Addresses on the web, hosts and domains.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace pbc::mail {

/// `text` without blanks, and `>),.]`, at both ends, cut at the first `<` or `>`.
std::string clean_url(std::string_view text);

/// hxxp and hxxps at its beginning as http and https.
std::string refang_scheme(std::string_view url);

/// The host of an http or https address as it is written, without brackets; nothing where the address is not valid:
/// user and password, a host that is a domain, localhost or an IP, a port, then anything without blanks; 2048 bytes at
/// most.
std::optional<std::string> host_of(std::string_view url);

/// Is it a name with at least two labels, the last of which is no number? Letters may be other than ASCII.
bool is_domain(std::string_view host);

bool is_ipv4(std::string_view text);  // four decimal numbers up to 255, without zeros before them
bool is_ipv6(std::string_view text);  // RFC 4291; no zone

/// Lower-case and without a dot at its end.
std::string normal_domain(std::string_view host);

/// What is known about a domain.
struct DomainFacts {
  std::string registrable;  // by the public suffix list; empty where it is itself a suffix
  std::string ascii;        // with xn-- labels, where that differs
  std::string unicode;      // without, where that differs
};
DomainFacts facts_of(const std::string& domain);

/// The address inside one of a link protection service: Outlook Safe Links, Proofpoint URL Defense v1 to v3. Looks no
/// further.
std::optional<std::string> unwrap(std::string_view url);

}  // namespace pbc::mail
