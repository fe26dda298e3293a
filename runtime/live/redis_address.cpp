// SPDX-License-Identifier: Apache-2.0
#include "live/redis_address.h"

#include <charconv>

#include "live/url.h"

namespace pbc::live {

namespace {

template <typename Number>
std::optional<Number> number_of(std::string_view text, Number most) {
  Number value = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (code != std::errc() || end != text.data() + text.size() || value < 0 || value > most) return std::nullopt;
  return value;
}

}  // namespace

std::string RedisAddress::text() const {
  if (!path.empty()) return "unix:" + path;
  const std::string authority = host.find(':') == std::string::npos ? host : "[" + host + "]";
  return "redis://" + authority + ":" + std::to_string(port) + (database == 0 ? "" : "/" + std::to_string(database));
}

std::optional<RedisAddress> parse_redis_address(std::string_view text, std::string* error) {
  const auto fail = [&](const std::string& what) -> std::optional<RedisAddress> {
    *error = what + "; expected redis://[[USER]:PASSWORD@]HOST[:PORT][/DATABASE] or unix:PATH";
    return std::nullopt;
  };
  RedisAddress address;
  if (text.starts_with("unix:")) {
    address.path = text.substr(5);
    // What a socket's address has room for.
    if (address.path.empty() || address.path.size() > 107) return fail("no usable path of a socket");
    return address;
  }
  constexpr std::string_view kScheme = "redis://";
  if (!text.starts_with(kScheme)) return fail("no address of a Redis");
  text.remove_prefix(kScheme.size());

  if (const std::size_t at = text.rfind('@'); at != text.npos) {
    const std::string_view who = text.substr(0, at);
    const std::size_t colon = who.find(':');
    if (colon == who.npos) return fail("a user without a password");
    const std::optional<std::string> user = percent_decoded(who.substr(0, colon));
    const std::optional<std::string> password = percent_decoded(who.substr(colon + 1));
    if (!user || !password) return fail("user and password are to be percent-encoded");
    address.user = *user;
    address.password = *password;
    text.remove_prefix(at + 1);
  }
  if (const std::size_t slash = text.find('/'); slash != text.npos) {
    const std::string_view name = text.substr(slash + 1);
    const std::optional<int> database = name.empty() ? 0 : number_of<int>(name, 1'000'000);
    if (!database) return fail("a database has a number");
    address.database = *database;
    text = text.substr(0, slash);
  }
  std::size_t host_end = text.find(':');
  if (text.starts_with('[')) {
    const std::size_t close = text.find(']');
    if (close == text.npos) return fail("no end of an IPv6 address");
    address.host = text.substr(1, close - 1);
    host_end = close + 1;
  } else {
    address.host = text.substr(0, host_end);
  }
  if (address.host.empty() || address.host.find_first_of(" \t\r\n") != std::string::npos) return fail("no host");
  if (host_end < text.size()) {
    const std::optional<int> port =
        text[host_end] == ':' ? number_of<int>(text.substr(host_end + 1), 65535) : std::nullopt;
    if (!port || *port == 0) return fail("no port");
    address.port = static_cast<std::uint16_t>(*port);
  }
  return address;
}

}  // namespace pbc::live
