// SPDX-License-Identifier: Apache-2.0
//
// The door through which Python code sends HTTP requests. The library knows no network: whoever starts a run says who
// answers (a world's recorded answers, a real client). Without an answerer every request fails as one without network.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "python/objects.h"

namespace pbc::http {

using Headers = std::vector<std::pair<std::string, std::string>>;

struct Request {
  std::string method;  // upper case
  std::string url;     // with its query, percent-encoded
  Headers headers;
  std::string body;
  Value timeout = None;  // as the caller gave it: a number of seconds, a pair of them, or None
  bool verify = true;
  bool allow_redirects = true;
};

struct Response {
  int status = 200;
  std::string reason;  // empty: the usual text of the status
  Headers headers;
  std::string body;
  std::string url;  // empty: that of the request
};

class Transport {
 public:
  virtual ~Transport() = default;
  /// Raises fail(...) where there is no answer.
  virtual Response send(const Request& request) = 0;
};

/// Null unless set_transport named one on this thread.
Transport* transport();
void set_transport(Transport* transport);

/// How a request can end without an answer.
enum class Failure : std::uint8_t { kConnection, kConnectTimeout, kReadTimeout, kCertificate, kTooManyRedirects };
/// The name of its exception in requests.exceptions, such as "ConnectTimeout".
std::string_view name_of(Failure failure);
std::optional<Failure> find_failure(std::string_view name);
/// Raises that exception.
[[noreturn]] void fail(Failure failure, std::string_view message);

/// "Not Found"; empty for an unknown status.
std::string_view reason_of(int status);

}  // namespace pbc::http

namespace pbc {

/// What `requests.METHOD(url, ...)` does: `options` are the keywords of requests.request. Gives a Response; the module
/// requests and phantom.requests share it.
Value send_request(std::string_view method, const Value& url, const Value& options);

}  // namespace pbc
