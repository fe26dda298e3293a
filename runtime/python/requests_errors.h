// SPDX-License-Identifier: Apache-2.0
//
// The exceptions of the package requests (requests.exceptions).
#pragma once

#include "python/errors.h"

namespace pbc::requests {

#define PBC_REQUESTS_ERRORS(X)              \
  X(InvalidJSONError, RequestException)     \
  X(JSONDecodeError, InvalidJSONError)      \
  X(HTTPError, RequestException)            \
  X(ConnectionError, RequestException)      \
  X(ProxyError, ConnectionError)            \
  X(SSLError, ConnectionError)              \
  X(Timeout, RequestException)              \
  X(ConnectTimeout, ConnectionError)        \
  X(ReadTimeout, Timeout)                   \
  X(URLRequired, RequestException)          \
  X(TooManyRedirects, RequestException)     \
  X(MissingSchema, RequestException)        \
  X(InvalidSchema, RequestException)        \
  X(InvalidURL, RequestException)           \
  X(InvalidHeader, RequestException)        \
  X(InvalidProxyURL, InvalidURL)            \
  X(ChunkedEncodingError, RequestException) \
  X(ContentDecodingError, RequestException) \
  X(StreamConsumedError, RequestException)  \
  X(RetryError, RequestException)           \
  X(UnrewindableBodyError, RequestException)

extern const Type kRequestException;
#define PBC_DECLARE(name, base) extern const Type k##name;
PBC_REQUESTS_ERRORS(PBC_DECLARE)
#undef PBC_DECLARE

}  // namespace pbc::requests
