// SPDX-License-Identifier: Apache-2.0
//
// What kinds of indicators there are, by the names of CEF fields and by SOAR's words for what a value is.
#pragma once

#include <span>
#include <string_view>

namespace pbc::phantom {

/// The kind of indicator that a field of an artifact usually holds: "ip", "url", "domain", "hash", "host", "email",
/// "user", "file", "vault_id", "process", "port", "mac"; empty: none, or a field that CEF does not have.
std::string_view indicator_of_cef_field(std::string_view field);

/// The same for a word of `contains`: "sha256" is a "hash".
std::string_view indicator_of_contains(std::string_view word);

/// All kinds.
std::span<const std::string_view> indicators();

}  // namespace pbc::phantom
