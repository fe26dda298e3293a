// SPDX-License-Identifier: Apache-2.0
//
// Addresses that a link protection service has put its own in front of, by their published forms:
//
//   Outlook Safe Links    https://REGION.safelinks.protection.outlook.com/?url=PERCENT-ENCODED&data=...
//   Proofpoint v1, v2     https://urldefense.proofpoint.com/v1/url?u=PERCENT-ENCODED&k=...
//                         https://urldefense.proofpoint.com/v2/url?u=ENCODED&d=..., with - for % and _ for /
//   Proofpoint v3         https://urldefense.com/v3/__ADDRESS__;BYTES!!..., where each * in ADDRESS stands for the next
//   character of
//                         BYTES (base64url), and ** and a letter for as many as the letter counts
#include <algorithm>

#include "mail/ascii.h"
#include "mail/text.h"
#include "mail/url.h"

namespace pbc::mail {
namespace {

std::string percent_decode(std::string_view text, char sign = '%') {
  std::string result;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == sign && at + 2 < text.size() && is_hex(text[at + 1]) && is_hex(text[at + 2])) {
      result += static_cast<char>(hex_value(text[at + 1]) << 4 | hex_value(text[at + 2]));
      at += 2;
    } else {
      result += text[at];
    }
  }
  return result;
}

/// The value of a parameter of the query, encoded.
std::optional<std::string_view> query_value(std::string_view url, std::string_view name) {
  std::size_t at = url.find('?');
  while (at != std::string_view::npos && at < url.size()) {
    const std::size_t end = url.find_first_of("&#", at + 1);
    const std::string_view pair = url.substr(at + 1, end == std::string_view::npos ? end : end - at - 1);
    if (pair.starts_with(name) && pair.substr(name.size()).starts_with('=')) return pair.substr(name.size() + 1);
    if (end == std::string_view::npos || url[end] == '#') break;
    at = end;
  }
  return std::nullopt;
}

int base64_value(char c) {
  constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  return static_cast<int>(kDigits.find(c));
}

std::optional<std::string> unwrap_v3(std::string_view url) {
  const std::size_t begin = url.find("/v3/__") + 6, end = url.find("__;", begin);
  if (end == std::string_view::npos) return std::nullopt;
  const std::string_view address = url.substr(begin, end - begin);
  std::string_view encoded = url.substr(end + 3);
  encoded = encoded.substr(0, encoded.find('!'));
  std::string padded(encoded);
  std::replace(padded.begin(), padded.end(), '-', '+');
  std::replace(padded.begin(), padded.end(), '_', '/');
  padded.append((4 - padded.size() % 4) % 4, '=');
  const std::string replaced = clean_utf8(decode_transfer(padded, "base64"));

  std::size_t next = 0;
  const auto take_character = [&](std::string& result) {
    if (next >= replaced.size()) return;
    std::size_t length;
    character_at(replaced, next, length);
    result.append(replaced, next, length);
    next += length;
  };
  std::string result;
  for (std::size_t at = 0; at < address.size(); ++at) {
    if (address[at] != '*') {
      result += address[at];
    } else if (at + 2 < address.size() && address[at + 1] == '*' && base64_value(address[at + 2]) >= 0) {
      for (int count = base64_value(address[at + 2]) + 2; count > 0; --count) take_character(result);
      at += 2;
    } else {
      take_character(result);
    }
  }
  // A second slash after the scheme is lost on the way through some systems.
  for (const std::string_view scheme : {"http:/", "https:/"})
    if (starts_with_ignoring_case(result, scheme) && result.compare(scheme.size(), 1, "/") != 0)
      result.insert(scheme.size(), "/");
  return result;
}

}  // namespace

std::optional<std::string> unwrap(std::string_view url) {
  const std::optional<std::string> host = host_of(url);
  if (!host) return std::nullopt;
  const std::string domain = normal_domain(*host);
  const std::string_view path = url.substr(std::min(url.find('/', url.find("//") + 2), url.size()));
  std::optional<std::string> inner;
  if (domain.ends_with(".safelinks.protection.outlook.com") || domain.ends_with(".safelinks.protection.office365.us")) {
    if (const auto value = query_value(url, "url")) inner = percent_decode(*value);
  } else if (domain == "urldefense.proofpoint.com" || domain == "urldefense.com" || domain == "urldefense.us") {
    if (path.starts_with("/v1/url")) {
      if (const auto value = query_value(url, "u")) inner = percent_decode(*value);
    } else if (path.starts_with("/v2/url")) {
      if (const auto value = query_value(url, "u")) {
        std::string encoded(*value);
        std::replace(encoded.begin(), encoded.end(), '_', '/');
        inner = percent_decode(encoded, '-');
      }
    } else if (path.starts_with("/v3/__")) {
      inner = unwrap_v3(url);
    }
  }
  if (inner) inner = clean_utf8(*inner);
  if (!inner || !host_of(*inner)) return std::nullopt;
  return inner;
}

}  // namespace pbc::mail
