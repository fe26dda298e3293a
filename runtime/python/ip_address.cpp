// SPDX-License-Identifier: Apache-2.0
#include "python/ip_address.h"

#include <algorithm>
#include <array>
#include <vector>

#include "python/objects.h"
#include "python/text.h"

namespace pbc::ip {
namespace {

std::string shown(std::string_view text) { return to_repr(make_str(text)); }

[[noreturn]] void fail(const std::string& message) { raise_error(kAddressValueError, message); }

bool all_digits(std::string_view text) { return !text.empty() && text.find_first_not_of("0123456789") == text.npos; }

/// The octets of `text`, or what is wrong with it.
std::uint32_t v4_number(std::string_view text) {
  if (text.empty()) fail("Address cannot be empty");
  const text::Parts octets = text::split(text, ".", -1);
  if (octets.size() != 4) fail("Expected 4 octets in " + shown(text));
  std::uint32_t number = 0;
  for (std::string_view octet : octets) {
    const std::string where = " in " + shown(text);
    if (octet.empty()) fail("Empty octet not permitted" + where);
    if (!all_digits(octet)) fail("Only decimal digits permitted in " + shown(octet) + where);
    if (octet.size() > 3) fail("At most 3 characters permitted in " + shown(octet) + where);
    if (octet != "0" && octet[0] == '0') fail("Leading zeros are not permitted in " + shown(octet) + where);
    int value = 0;
    for (char c : octet) value = value * 10 + (c - '0');
    if (value > 255) fail("Octet " + std::to_string(value) + " (> 255) not permitted" + where);
    number = number << 8 | static_cast<std::uint32_t>(value);
  }
  return number;
}

std::string v4_text(std::uint32_t number) {
  return std::to_string(number >> 24) + "." + std::to_string(number >> 16 & 255) + "." +
         std::to_string(number >> 8 & 255) + "." + std::to_string(number & 255);
}

std::string hex(std::uint32_t value) {
  char text[16];
  std::snprintf(text, sizeof text, "%x", static_cast<unsigned>(value));
  return text;
}

std::uint32_t hextet(std::string_view part, std::string_view text) {
  if (part.find_first_not_of("0123456789abcdefABCDEF") != part.npos)
    fail("Only hex digits permitted in " + shown(part) + " in " + shown(text));
  if (part.size() > 4) fail("At most 4 characters permitted in " + shown(part) + " in " + shown(text));
  if (part.empty()) fail("invalid literal for int() with base 16: '' in " + shown(text));
  std::uint32_t value = 0;
  for (char c : part) value = value * 16 + static_cast<std::uint32_t>(c <= '9' ? c - '0' : (c | 32) - 'a' + 10);
  return value;
}

Number v6_number(std::string_view text) {
  constexpr std::size_t kParts = 8;
  if (text.empty()) fail("Address cannot be empty");
  std::vector<std::string> parts;
  for (std::string_view part : text::split(text, ":", -1)) parts.emplace_back(part);
  if (parts.size() < 3) fail("At least 3 parts expected in " + shown(text));
  if (parts.back().find('.') != std::string::npos) {
    std::uint32_t tail = 0;
    try {
      tail = v4_number(parts.back());
    } catch (const Raised& raised) {
      caught();
      fail(to_str(raised.exception) + " in " + shown(text));
    }
    parts.back() = hex(tail >> 16);
    parts.push_back(hex(tail & 0xFFFF));
  }
  if (parts.size() > kParts + 1) fail("At most 8 colons permitted in " + shown(text));
  std::size_t skip = 0;  // the place of ::
  for (std::size_t i = 1; i + 1 < parts.size(); ++i) {
    if (!parts[i].empty()) continue;
    if (skip != 0) fail("At most one '::' permitted in " + shown(text));
    skip = i;
  }
  std::size_t high = parts.size();
  std::size_t low = 0;
  std::size_t skipped = 0;
  if (skip != 0) {
    high = skip;
    low = parts.size() - skip - 1;
    if (parts.front().empty() && --high != 0) fail("Leading ':' only permitted as part of '::' in " + shown(text));
    if (parts.back().empty() && --low != 0) fail("Trailing ':' only permitted as part of '::' in " + shown(text));
    if (high + low >= kParts) fail("Expected at most 7 other parts with '::' in " + shown(text));
    skipped = kParts - (high + low);
  } else {
    if (parts.size() != kParts) fail("Exactly 8 parts expected without '::' in " + shown(text));
    if (parts.front().empty()) fail("Leading ':' only permitted as part of '::' in " + shown(text));
    if (parts.back().empty()) fail("Trailing ':' only permitted as part of '::' in " + shown(text));
  }
  Number number = 0;
  for (std::size_t i = 0; i < high; ++i) number = number << 16 | hextet(parts[i], text);
  for (std::size_t i = 0; i < skipped; ++i) number <<= 16;
  for (std::size_t i = parts.size() - low; i < parts.size(); ++i) number = number << 16 | hextet(parts[i], text);
  return number;
}

std::array<std::uint32_t, 8> hextets(Number number) {
  std::array<std::uint32_t, 8> result;
  for (std::size_t i = 8; i-- > 0; number >>= 16) result[i] = static_cast<std::uint32_t>(number & 0xFFFF);
  return result;
}

[[noreturn]] void fail_netmask(std::string_view text) {
  raise_error(kNetmaskValueError, shown(text) + " is not a valid netmask");
}

/// The length of a mask that is ones before zeros; -1 for another number.
int length_of_mask(Number mask, int bits) {
  for (int length = 0; length <= bits; ++length)
    if (mask == mask_of(length, bits)) return length;
  return -1;
}

}  // namespace

constinit const Type kAddressValueError{.name = "AddressValueError", .module = "ipaddress", .base = &kValueError};
constinit const Type kNetmaskValueError{.name = "NetmaskValueError", .module = "ipaddress", .base = &kValueError};

std::string Address::compressed() const {
  if (version == 4) return v4_text(static_cast<std::uint32_t>(number));
  const std::array<std::uint32_t, 8> parts = hextets(number);
  // The first longest run of zeros becomes ::, unless it is a single one.
  std::size_t best = 8;
  std::size_t best_length = 1;
  for (std::size_t i = 0; i < 8;) {
    std::size_t end = i;
    while (end < 8 && parts[end] == 0) ++end;
    if (end - i > best_length) {
      best = i;
      best_length = end - i;
    }
    i = std::max(end, i + 1);
  }
  std::string text;
  for (std::size_t i = 0; i < 8; ++i) {
    if (i == best) {
      text += "::";
      i += best_length - 1;
      continue;
    }
    if (!text.empty() && text.back() != ':') text += ':';
    text += hex(parts[i]);
  }
  return text;
}

std::string Address::exploded() const {
  if (version == 4) return compressed();
  std::string text;
  for (std::uint32_t part : hextets(number)) {
    char buffer[16];
    std::snprintf(buffer, sizeof buffer, "%04x", static_cast<unsigned>(part));
    text += (text.empty() ? "" : ":") + std::string(buffer);
  }
  return text;
}

std::string Address::packed() const {
  std::string bytes;
  for (int shift = bits() - 8; shift >= 0; shift -= 8) bytes.push_back(static_cast<char>(number >> shift));
  return bytes;
}

Address parse_v4(std::string_view text) {
  if (text.find('/') != text.npos) fail("Unexpected '/' in " + shown(text));
  return {4, v4_number(text), {}};
}

Address parse_v6(std::string_view text) {
  if (text.find('/') != text.npos) fail("Unexpected '/' in " + shown(text));
  const std::size_t percent = text.find('%');
  std::string scope;
  if (percent != text.npos) {
    scope = text.substr(percent + 1);
    if (scope.empty() || scope.find('%') != scope.npos) fail("Invalid IPv6 address: \"" + shown(text) + "\"");
  }
  return {6, v6_number(text.substr(0, percent)), scope};
}

Address parse_either(std::string_view text) {
  for (const auto parse : {parse_v4, parse_v6}) {
    try {
      return parse(text);
    } catch (const Raised& raised) {
      if (!is_exception(raised.exception, kValueError)) throw;
      caught();
    }
  }
  raise_value_error(shown(text), " does not appear to be an IPv4 or IPv6 address");
}

Number mask_of(int length, int bits) {
  const Number ones = bits == 128 ? ~Number{0} : (Number{1} << bits) - 1;
  return length == 0 ? 0 : length == bits ? ones : ones ^ (ones >> length);
}

int parse_prefix(std::string_view text, int version) {
  const int bits = version == 4 ? 32 : 128;
  if (all_digits(text)) {
    int length = 0;
    for (char c : text) length = std::min(length * 10 + (c - '0'), 1000);
    if (length <= bits) return length;
  }
  if (version == 6) fail_netmask(text);
  std::uint32_t mask = 0;
  try {
    mask = v4_number(text);
  } catch (const Raised&) {
    caught();
    fail_netmask(text);
  }
  int length = length_of_mask(mask, 32);
  if (length < 0) length = length_of_mask(~mask, 32);  // a host mask
  if (length < 0) fail_netmask(text);
  return length;
}

}  // namespace pbc::ip
