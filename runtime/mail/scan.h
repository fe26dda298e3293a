// SPDX-License-Identifier: Apache-2.0
//
// What a text looks like to hold. Each scanner goes once over the text, from one candidate to the next: a run of the
// characters that may be in it, of which what is valid is taken. No pattern is matched by backtracking.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pbc::mail {

struct Finding {
  std::size_t position;
  std::string text;
};

/// IPv4 and IPv6 that stand alone, those of IPv6 without a zone.
std::vector<Finding> find_ips(std::string_view text);

/// 32, 40 or 64 hexadecimal digits that stand alone.
std::vector<Finding> find_hashes(std::string_view text);

/// The domains of mail addresses, in lower case.
std::vector<Finding> find_address_domains(std::string_view text);

/// What begins with http://, https://, hxxp:// or hxxps://, cleaned, and perhaps not valid.
std::vector<Finding> find_urls(std::string_view text);

/// In order of position; findings at the same place stay in their order.
void sort_by_position(std::vector<Finding>& findings);

/// `text` without the brackets that keep people from following links: "example[.]com", "user[@]example(dot)com".
std::string refang(std::string_view text);

}  // namespace pbc::mail
