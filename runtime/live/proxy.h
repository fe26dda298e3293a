// SPDX-License-Identifier: Apache-2.0
//
// Proxies that HTTP goes through.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "live/url.h"

namespace pbc::live {

struct Proxy {
  Url url;
  std::string user, password;

  /// The value of Proxy-Authorization (Basic, RFC 7617); empty where there are no credentials.
  std::string authorization() const;
};

/// "http://[USER:PASSWORD@]HOST:PORT", where user and password are percent-encoded. Empty, and why, for anything else;
/// the error does not quote what may be a password.
std::optional<Proxy> parse_proxy(std::string_view text, std::string* error);

/// Whether requests to `host` go past any proxy: `list` has hosts and domains by comma; "*": all.
bool is_exempt(std::string_view host, std::string_view list);

}  // namespace pbc::live
