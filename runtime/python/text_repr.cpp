// SPDX-License-Identifier: Apache-2.0
#include "python/text.h"

namespace pbc::text {
namespace {

constexpr char kHex[] = "0123456789abcdef";

void append_hex(std::string& out, char32_t value, int digits) {
  for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) out.push_back(kHex[(value >> shift) & 15]);
}

void append_escape(std::string& out, char32_t c) {
  if (c < 0x100) {
    out += "\\x";
    append_hex(out, c, 2);
  } else if (c < 0x10000) {
    out += "\\u";
    append_hex(out, c, 4);
  } else {
    out += "\\U";
    append_hex(out, c, 8);
  }
}

/// Python quotes with ' unless that needs escapes and " does not.
char quote_for(std::string_view text) { return text.find('\'') != kNone && text.find('"') == kNone ? '"' : '\''; }

/// The escape of an ASCII character, except for \xNN; false: none.
bool append_short_escape(std::string& out, char32_t c, char quote) {
  switch (c) {
    case '\\':
      out += "\\\\";
      return true;
    case '\n':
      out += "\\n";
      return true;
    case '\r':
      out += "\\r";
      return true;
    case '\t':
      out += "\\t";
      return true;
    default:
      break;
  }
  if (c != static_cast<unsigned char>(quote)) return false;
  out.push_back('\\');
  out.push_back(quote);
  return true;
}

void append_quoted(std::string& out, std::string_view text, bool ascii_only) {
  const char quote = quote_for(text);
  out.push_back(quote);
  std::size_t run = 0;  // start of the characters that stand for themselves
  for (std::size_t at = 0; at < text.size();) {
    const char byte = text[at];
    if (byte >= 32 && byte < 127 && byte != quote && byte != '\\') {
      ++at;
      continue;
    }
    const std::size_t start = at;
    const char32_t c = unicode::next(text, at);
    if (c >= 0x80 && !ascii_only && unicode::is_printable(c)) continue;
    out += text.substr(run, start - run);
    run = at;
    if (!append_short_escape(out, c, quote)) append_escape(out, c);
  }
  out += text.substr(run);
  out.push_back(quote);
}

}  // namespace

void append_repr(std::string& out, std::string_view text) { append_quoted(out, text, false); }

void append_ascii(std::string& out, std::string_view text) { append_quoted(out, text, true); }

void append_bytes_repr(std::string& out, std::string_view bytes) {
  const char quote = quote_for(bytes);
  out.push_back('b');
  out.push_back(quote);
  for (char byte : bytes) {
    const char32_t c = static_cast<unsigned char>(byte);
    if (append_short_escape(out, c, quote)) continue;
    if (c >= 32 && c < 127) {
      out.push_back(byte);
    } else {
      append_escape(out, c);
    }
  }
  out.push_back(quote);
}

std::string escape_non_ascii(std::string_view text) {
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = unicode::next(text, at);
    if (c < 0x80) {
      result.push_back(static_cast<char>(c));
    } else {
      append_escape(result, c);
    }
  }
  return result;
}

}  // namespace pbc::text
