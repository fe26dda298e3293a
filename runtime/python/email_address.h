// SPDX-License-Identifier: Apache-2.0
//
// Addresses of mail headers (RFC 2822, 3.4), read as leniently as CPython's email package reads them.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pbc::email {

/// A name and an address; both empty for what could not be read.
using Address = std::pair<std::string, std::string>;

/// The addresses of a header's value, groups resolved.
std::vector<Address> parse_addresses(std::string_view field);

}  // namespace pbc::email
