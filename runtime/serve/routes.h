// SPDX-License-Identifier: Apache-2.0
//
// The paths of the API, and answers of each kind.
#pragma once

#include <string>
#include <string_view>

#include "live/http_server.h"
#include "serve/serve.h"

namespace pbc::serve {

using live::HttpResponse;

inline constexpr const char* kJson = "application/json";
inline constexpr std::string_view kJobs = "/api/jobs/";
inline constexpr std::string_view kReport = "/report.html";

struct Route {
  std::string_view path;  // as OpenAPI writes it
  std::string_view methods;
  bool is_open = false;  // without a token

  bool allows(std::string_view method) const;
};

/// Null: there is nothing.
const Route* route_of(std::string_view path);

HttpResponse json_response(std::string body, int status = 200);
HttpResponse error_response(int status, std::string_view message);
HttpResponse text_response(std::string body, const char* content_type = "text/plain; charset=utf-8");
/// The page of assets/, with a policy that lets nothing run but what stands in it. It asks for a token where one is
/// needed.
HttpResponse dashboard_response(bool needs_token);
/// How an analysis that ended so is told.
int status_of(Done::Kind kind);

}  // namespace pbc::serve
