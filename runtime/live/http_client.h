// SPDX-License-Identifier: Apache-2.0
//
// HTTP/1.1 over connections that are kept, with TLS, proxies, and a limit for everything. It belongs to the thread that
// runs its io_context.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "live/connector.h"
#include "live/files.h"
#include "live/proxy.h"
#include "live/url.h"
#include "policy/failure.h"

namespace pbc::live {

using Headers = std::vector<std::pair<std::string, std::string>>;

struct HttpRequest {
  std::string method = "GET";
  Url url;
  Headers headers;
  std::string body;
  Files files;  // besides the body; for transports that take some
  Timeouts timeouts;
  std::size_t max_answer = std::size_t{16} << 20;
  /// It must not reach the service twice: goes over a connection of its own, on which nothing can have gone wrong
  /// before.
  bool is_once = false;
  bool is_fresh = false;         // not over a connection that was kept
  bool verifies = true;          // the certificate
  bool holds_secrets = false;    // headers that no other host may see, wherever redirects lead
  bool refuses_private = false;  // addresses of this machine's and private networks (is_private_address)
};

/// What came back, over HTTP or as another transport tells it.
struct Exchange {
  int status = 0;
  Headers headers;  // names in lower case
  std::string body;
  std::optional<policy::Failure> failure;  // then there is no answer, and
  std::string message;                     // this says why
  bool is_stale = false;                   // a failure of a connection that was kept, most likely closed meanwhile
  bool is_late = false;                    // a failure for a time that has passed
  bool has_too_many_redirects = false;     // a failure of follow()
  bool is_private = false;                 // it came from a private network
  Url url;                                 // of the last redirect

  /// Empty where it is not there; the first of several.
  std::string_view header(std::string_view name) const;
};

/// How connections are made.
struct HttpOptions {
  std::optional<Proxy> proxy_of_http, proxy_of_https;
  std::string no_proxy;  // hosts and domains by comma
  std::string ca_file;   // certificates to trust, besides the system's
};

/// A name of a header, or a method: RFC 9110, 5.6.2.
bool is_token(std::string_view text);

class HttpClient {
 public:
  HttpClient(boost::asio::io_context& context, const HttpOptions& options);
  ~HttpClient();
  HttpClient(const HttpClient&) = delete;
  HttpClient& operator=(const HttpClient&) = delete;

  boost::asio::awaitable<Exchange> send(HttpRequest request);
  /// Follows redirects, at most `most`; none into private networks unless the first answer came from one. Other methods
  /// than GET and HEAD become GET where the status says so (RFC 9110, 15.4).
  boost::asio::awaitable<Exchange> follow(HttpRequest request, int most);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace pbc::live
