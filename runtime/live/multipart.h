// SPDX-License-Identifier: Apache-2.0
//
// Bodies of several parts, as forms with files are sent (RFC 7578).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pbc::live {

struct FormPart {
  std::string name;
  std::optional<std::string> file_name;  // of a file
  std::string type;                      // TYPE/SUBTYPE; empty: none is said
  std::string_view content;
};

/// A name between quotes, which it cannot leave: quotes and control characters as %XX.
std::string quoted_name(std::string_view name);
/// 70 characters at most, of which none has to be quoted; stands in no content.
std::string boundary_for(const std::vector<FormPart>& parts);
std::string compose_form(const std::vector<FormPart>& parts, std::string_view boundary);

}  // namespace pbc::live
