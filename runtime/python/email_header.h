// SPDX-License-Identifier: Apache-2.0
//
// Values of mail headers: encoded words (RFC 2047) and parameters (RFC 2045, RFC 2231).
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "python/objects.h"

namespace pbc::email {

/// A part of a header's value: its bytes, or text outside of encoded words, and the character set; none: plain text.
struct Word {
  std::string text;
  std::string charset;
  bool is_encoded = false;
};
/// Encoded words apart from the text around them; neighbours of one character set are joined.
std::vector<Word> decode_words(std::string_view value);
/// The value as text. Bytes that the character set does not have become U+FFFD; an unknown set is read as ASCII.
std::string decoded_text(std::string_view value);
/// `text` as it is where it is ASCII, else as encoded words of UTF-8, in lines of at most `width` (0: one line).
std::string encoded_text(std::string_view text, std::size_t name_length, std::size_t width);

/// A parameter's value: plain text, or what RFC 2231 adds to it.
struct Parameter {
  std::string name;
  std::string value;
  bool is_extended = false;
  std::string charset, language;
};
/// `text/plain; charset="x"`: the first one has the type as name. Parts (`name*0`) are joined; quotes stay.
std::vector<Parameter> parse_parameters(std::string_view value);
/// Without quotes or angle brackets around it.
std::string unquoted(std::string_view text);
/// The value of an extended parameter in its character set, or of a plain one as it is.
std::string text_of(const Parameter& parameter);

}  // namespace pbc::email
