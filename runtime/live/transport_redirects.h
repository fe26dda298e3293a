// SPDX-License-Identifier: Apache-2.0
//
// Where a link leads (docs/connectors.md, redirects): its redirects are followed, by HTTP, by HTML and by the simplest
// of scripts, and never into a private network.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "live/config.h"
#include "live/http_client.h"

namespace pbc::live {

/// How a page says that a browser goes elsewhere.
enum class Move : std::uint8_t { kNone, kHttp, kRefresh, kScript };

struct NextPage {
  Move move = Move::kNone;
  std::string location;  // as it is written
};
/// What an answer says of a next page: a status with Location, `<meta http-equiv="refresh">`, or a script that assigns
/// a written address to the location.
NextPage next_page(const Exchange& answer);

class RedirectTracer {
 public:
  RedirectTracer(boost::asio::io_context& context, const HttpOptions& options) : client_(context, options) {}

  /// Operation `trace`: {url}. Settings `user_agent`, `other_user_agent` (empty: nothing is compared),
  /// `private_hosts` (that may be asked all the same, as HOST:PORT).
  boost::asio::awaitable<Exchange> exchange(const AssetConfig& asset, const HttpRequest& request);

 private:
  boost::asio::awaitable<Exchange> ask(const AssetConfig& asset, const Url& url, const std::string& user_agent,
                                       const Timeouts& timeouts);

  HttpClient client_;
};

}  // namespace pbc::live
