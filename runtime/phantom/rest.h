// SPDX-License-Identifier: Apache-2.0
//
// The platform's own REST, answered from the one store of the Case (docs/playbook-api.md, REST).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "phantom/run.h"
#include "python/http.h"

namespace pbc::engine {

/// Why a request fails: its HTTP status and SOAR's message.
struct RestError {
  int status;
  std::string message;
};

/// The query of a request: names and values, as text.
using Query = std::vector<std::pair<std::string, std::string>>;

/// The value of a name of the query; null when it is not there.
const std::string* find_query(const Query& query, std::string_view name);

/// {"count", "num_pages", "data"}: the records that pass the filters of the query, sorted, one page of them.
Value page_of(const Values& records, const Query& query);

/// All records of a list resource. Throws RestError 404 for one that SOAR does not have or we do not.
Values rest_records(Run& run, std::string_view resource);
/// The answer to GET. `path` is split at its slashes. Throws RestError.
Value rest_get(Run& run, const std::vector<std::string>& path, const Query& query);
Value rest_post(Run& run, const std::vector<std::string>& path, const Value& body);
Value rest_delete(Run& run, const std::vector<std::string>& path);

/// A whole request, to the platform or, by the world's `http` entries, to another host: a Response.
Value rest_request(std::string_view method, const Value& uri, const Value& params, const Value& body);

/// Answers the library requests in the same way, for as long as it lives; what nobody answers is a ConnectionError.
class RunTransport final : public http::Transport {
 public:
  RunTransport() { http::set_transport(this); }
  ~RunTransport() override { http::set_transport(nullptr); }
  RunTransport(const RunTransport&) = delete;
  RunTransport& operator=(const RunTransport&) = delete;
  http::Response send(const http::Request& request) override;
};

}  // namespace pbc::engine
