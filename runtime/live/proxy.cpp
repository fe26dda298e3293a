// SPDX-License-Identifier: Apache-2.0
#include "live/proxy.h"

#include <algorithm>

#include "live/connector.h"
#include "live/template.h"

namespace pbc::live {

std::string Proxy::authorization() const {
  return user.empty() && password.empty() ? "" : "Basic " + base64(user + ":" + password);
}

std::optional<Proxy> parse_proxy(std::string_view text, std::string* error) {
  const auto fail = [&](const std::string& what) -> std::optional<Proxy> {
    *error = what + "; expected http://[USER:PASSWORD@]HOST:PORT";
    return std::nullopt;
  };
  constexpr std::string_view kScheme = "http://";
  if (!lower(text.substr(0, kScheme.size())).starts_with(kScheme)) return fail("no address of a proxy");
  text.remove_prefix(kScheme.size());
  Proxy proxy;
  if (const std::size_t at = text.rfind('@'); at != text.npos) {
    const std::string_view who = text.substr(0, at);
    const std::size_t colon = std::min(who.find(':'), who.size());
    const std::optional<std::string> user = percent_decoded(who.substr(0, colon));
    const std::optional<std::string> password = percent_decoded(who.substr(std::min(colon + 1, who.size())));
    if (!user || !password) return fail("user and password are to be percent-encoded");
    if (user->find(':') != std::string::npos) return fail("a user's name has no colon");
    proxy.user = *user;
    proxy.password = *password;
    text.remove_prefix(at + 1);
  }
  const std::optional<Url> url = parse_url(std::string(kScheme) + std::string(text));
  if (!url) return fail("no address of a proxy");
  proxy.url = *url;
  return proxy;
}

bool is_exempt(std::string_view host, std::string_view list) {
  while (!list.empty()) {
    std::string domain = lower(list.substr(0, list.find(',')));
    list.remove_prefix(std::min(list.size(), domain.size() + 1));
    std::erase(domain, ' ');
    if (domain.empty()) continue;
    if (domain == "*" || host == domain) return true;
    if (host.size() > domain.size() && host.ends_with(domain) &&
        (domain.starts_with('.') || host[host.size() - domain.size() - 1] == '.'))
      return true;
  }
  return false;
}

}  // namespace pbc::live
