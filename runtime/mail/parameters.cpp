// SPDX-License-Identifier: Apache-2.0
#include "mail/parameters.h"

#include <map>

#include "mail/ascii.h"
#include "mail/text.h"

namespace pbc::mail {
namespace {

/// Cuts off what begins with a quotation mark, up to the next one. Only `\"` and `\\` are escapes: names like "C:\new"
/// are more frequent.
std::string take_quoted(std::string_view& rest) {
  std::string value;
  std::size_t at = 1;
  for (; at < rest.size() && rest[at] != '"'; ++at) {
    if (rest[at] == '\\' && at + 1 < rest.size() && (rest[at + 1] == '"' || rest[at + 1] == '\\')) ++at;
    value += rest[at];
  }
  rest.remove_prefix(std::min(at + 1, rest.size()));
  return value;
}

void add_percent_decoded(std::string& result, std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '%' && at + 2 < text.size() && is_hex(text[at + 1]) && is_hex(text[at + 2])) {
      result += static_cast<char>(hex_value(text[at + 1]) << 4 | hex_value(text[at + 2]));
      at += 2;
    } else {
      result += text[at];
    }
  }
}

}  // namespace

ParameterizedHeader::ParameterizedHeader(std::string_view header) {
  std::string_view rest = header.substr(std::min(header.find(';'), header.size()));
  value_ = lower(trim(header.substr(0, header.size() - rest.size())));
  while (!rest.empty()) {
    rest.remove_prefix(1);  // the ";"
    const std::size_t end = std::min(rest.find_first_of("=;"), rest.size());
    std::string name = lower(trim(rest.substr(0, end)));
    rest.remove_prefix(end);
    if (!rest.starts_with('=')) continue;
    rest.remove_prefix(1);
    while (!rest.empty() && is_space(rest.front())) rest.remove_prefix(1);
    std::string value;
    if (rest.starts_with('"')) value = take_quoted(rest);
    const std::size_t semicolon = std::min(rest.find(';'), rest.size());
    if (value.empty()) value = trim(rest.substr(0, semicolon));
    rest.remove_prefix(semicolon);
    parameters_.emplace_back(std::move(name), std::move(value));
  }
}

std::string ParameterizedHeader::plain(std::string_view name) const {
  for (const auto& [found, value] : parameters_)
    if (found == name) return value;
  return "";
}

std::string ParameterizedHeader::decoded(std::string_view name) const {
  const std::string result = extended(name);
  return result.empty() ? decode_words(plain(name)) : result;
}

/// The pieces NAME*, NAME*0, NAME*1* ... in the order of their numbers, as far as none is missing. A "*" at the end:
/// percent-encoded.
std::string ParameterizedHeader::extended(std::string_view name) const {
  std::map<std::size_t, std::pair<std::string_view, bool>> pieces;
  for (const auto& [found, value] : parameters_) {
    if (!found.starts_with(name)) continue;
    std::string_view suffix = std::string_view(found).substr(name.size());
    if (!suffix.starts_with('*')) continue;
    suffix.remove_prefix(1);
    bool encoded = suffix.empty();
    if (suffix.ends_with('*')) {
      encoded = true;
      suffix.remove_suffix(1);
    }
    std::size_t number = 0;
    bool is_number = suffix.size() <= 4;
    for (const char c : suffix) {
      is_number = is_number && is_digit(c);
      number = number * 10 + static_cast<std::size_t>(c - '0');
    }
    if (is_number) pieces.emplace(number, std::pair(std::string_view(value), encoded));
  }
  std::string bytes, charset;
  std::size_t expected = pieces.empty() ? 0 : pieces.begin()->first;  // senders count from 0, or from 1
  for (const auto& [number, piece] : pieces) {
    if (number != expected++) break;
    auto [text, encoded] = piece;
    if (number == pieces.begin()->first && encoded) {
      const std::size_t quote = text.find('\''), second = text.find('\'', quote + 1);
      if (quote != std::string_view::npos && second != std::string_view::npos) {
        charset = text.substr(0, quote);
        text.remove_prefix(second + 1);
      }
    }
    if (encoded) {
      add_percent_decoded(bytes, text);
    } else {
      bytes += text;
    }
  }
  return to_utf8(bytes, charset);
}

}  // namespace pbc::mail
