// SPDX-License-Identifier: Apache-2.0
//
// Quoted-printable text (RFC 2045, 6.7), for quopri and binascii.
#pragma once

#include <string>
#include <string_view>

namespace pbc {

struct QuotedPrintable {
  bool quotes_tabs = false;
  bool is_text = true;     // the ends of lines stay what they are
  bool is_header = false;  // RFC 1522: a blank is written as _
};

std::string encode_quoted_printable(std::string_view data, const QuotedPrintable& form);
std::string decode_quoted_printable(std::string_view data, bool is_header);

}  // namespace pbc
