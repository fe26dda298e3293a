// SPDX-License-Identifier: Apache-2.0
//
// The exceptions of the package requests (requests.exceptions).
#pragma once

#include "python/errors.h"

namespace pbc::requests {

extern const Type kRequestException, kInvalidJSONError, kJSONDecodeError, kHTTPError, kConnectionError, kProxyError,
    kSSLError, kTimeout, kConnectTimeout, kReadTimeout, kURLRequired, kTooManyRedirects, kMissingSchema, kInvalidSchema,
    kInvalidURL, kInvalidHeader, kInvalidProxyURL, kChunkedEncodingError, kContentDecodingError, kStreamConsumedError,
    kRetryError, kUnrewindableBodyError;

}  // namespace pbc::requests
