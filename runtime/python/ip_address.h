// SPDX-License-Identifier: Apache-2.0
//
// IP addresses as the module ipaddress reads and writes them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "python/type.h"

namespace pbc::ip {

__extension__ typedef unsigned __int128 Number;

struct Address {
  int version = 4;
  Number number = 0;
  std::string scope = {};  // of an IPv6 address: what follows the %

  bool is_v6() const { return version == 6; }
  int bits() const { return version == 4 ? 32 : 128; }
  /// 192.0.2.1, 2001:db8::1, without the scope
  std::string compressed() const;
  std::string exploded() const;
  std::string packed() const;
  friend bool operator==(const Address&, const Address&) = default;
};

/// Both raise AddressValueError, with CPython's text.
Address parse_v4(std::string_view text);
Address parse_v6(std::string_view text);
/// ValueError: ... does not appear to be an IPv4 or IPv6 address
Address parse_either(std::string_view text);

/// The mask of `length` leading ones.
Number mask_of(int length, int bits);
/// The length that a prefix, a netmask or an IPv4 host mask stands for; raises NetmaskValueError.
int parse_prefix(std::string_view text, int version);

extern const Type kAddressValueError, kNetmaskValueError;

}  // namespace pbc::ip
