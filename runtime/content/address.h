// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pbc::content {

/// A mailbox of a header (RFC 5322, 3.4).
struct Mailbox {
  std::string display_name;     // decoded
  std::string address, domain;  // lower case
};

/// Those of a header's value, a hundred at most; what is none is passed over.
std::vector<Mailbox> mailboxes_of(std::string_view header);

}  // namespace pbc::content
