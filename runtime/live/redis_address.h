// SPDX-License-Identifier: Apache-2.0
//
// Where a Redis is.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace pbc::live {

struct RedisAddress {
  std::string path;  // of a unix socket; else
  std::string host;
  std::uint16_t port = 6379;
  std::string user;  // of Redis 6 and later
  std::string password;
  int database = 0;

  bool empty() const { return path.empty() && host.empty(); }
  /// For messages: without what is secret.
  std::string text() const;
};

/// "redis://[[USER]:PASSWORD@]HOST[:PORT][/DATABASE]", where user and password are percent-encoded and an IPv6 address
/// stands in brackets, or "unix:PATH". Empty, and why, for anything else; the error does not quote the text, which may
/// hold a password.
std::optional<RedisAddress> parse_redis_address(std::string_view text, std::string* error);

}  // namespace pbc::live
