// SPDX-License-Identifier: Apache-2.0
//
// What an HTTP request gives Python code: the Response of the library requests, whoever answered.
#pragma once

#include <string>

#include "python/objects.h"

namespace pbc::http {

struct Reply {
  int status = 200;
  std::string body;
  std::string url;
  Value headers = Value();  // a dict; unset: none
};

/// A requests.models.Response.
Value make_response(Reply reply);

extern const Type kResponseType;
extern const Type kRequestException;  // an OSError
extern const Type kHttpError;         // requests.exceptions.HTTPError
extern const Type kConnectionError;

}  // namespace pbc::http
