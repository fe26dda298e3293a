// SPDX-License-Identifier: Apache-2.0
//
// str.encode and bytes.decode (Python library reference, codecs: Standard Encodings, Error Handlers).
#pragma once

#include <string>
#include <string_view>

namespace pbc::text {

/// The bytes of `text` in `encoding`. Raises LookupError for an unknown encoding or error handler, UnicodeEncodeError.
std::string encode(std::string_view text, std::string_view encoding = "utf-8", std::string_view errors = "strict");
/// Whether ASCII bytes stand for themselves in `encoding`. Raises LookupError.
bool keeps_ascii(std::string_view encoding);
/// The text of `bytes`. Raises LookupError, UnicodeDecodeError.
std::string decode(std::string_view bytes, std::string_view encoding = "utf-8", std::string_view errors = "strict");

/// Where `bytes` is no UTF-8 (surrogates count as errors): the first bad byte, or npos.
std::size_t find_invalid_utf8(std::string_view bytes);

}  // namespace pbc::text
