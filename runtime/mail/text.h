// SPDX-License-Identifier: Apache-2.0
//
// From the bytes of a mail to text: transfer encodings, charsets, encoded words, flowed lines.
#pragma once

#include <string>
#include <string_view>

namespace pbc::mail {

/// Is `text` UTF-8 as RFC 3629 has it?
bool is_utf8(std::string_view text);

/// `text` as UTF-8 without NUL characters: what is no UTF-8 becomes U+FFFD, one for each beginning
/// of a character (Unicode 15, 3.9, as browsers and Python do).
std::string clean_utf8(std::string_view text);

/// `bytes` in `charset` as clean UTF-8. A charset that is unknown or empty, and US-ASCII, mean UTF-8 where the bytes
/// are that, and else windows-1252, which also stands for ISO 8859-1, as in browsers.
std::string to_utf8(std::string_view bytes, std::string_view charset);

/// While one stands, its thread keeps the converters that it opens, since opening one costs more than a line of text.
/// Beyond 64 of them, more than any honest mail has, further charsets are unknown ones.
class CharsetScope {
 public:
  CharsetScope();
  ~CharsetScope();
  CharsetScope(const CharsetScope&) = delete;
  CharsetScope& operator=(const CharsetScope&) = delete;
};

/// Undoes a Content-Transfer-Encoding: base64, quoted-printable, uuencode. An unknown one changes nothing.
std::string decode_transfer(std::string_view bytes, std::string_view encoding);

/// Decodes encoded words (RFC 2047) of a header that is UTF-8 already.
std::string decode_words(std::string_view header);

/// Joins the lines of format=flowed (RFC 3676) that belong together.
std::string unflow(std::string_view text, bool delete_space);

/// Appends a character; what is none becomes U+FFFD.
void append_utf8(std::string& text, char32_t character);

/// The character at `at`, and its length in bytes; U+FFFD and 1 where there is none.
char32_t character_at(std::string_view text, std::size_t at, std::size_t& length);

}  // namespace pbc::mail
