// SPDX-License-Identifier: Apache-2.0
#include "serve/routes.h"

#include <openssl/evp.h>
#include <openssl/sha.h>

#include <algorithm>

#include "serve/assets.h"
#include "serve/text.h"

namespace pbc::serve {

namespace {

constexpr Route kRoutes[] = {
    {"/", "GET, HEAD", true},
    {"/healthz", "GET, HEAD", true},
    {"/readyz", "GET, HEAD", true},
    {"/openapi.json", "GET, HEAD"},
    {"/metrics", "GET, HEAD"},
    {"/api/analyze", "POST"},
    {"/api/playbooks/stats", "GET, HEAD"},
    {"/api/metrics/playbook-performance", "GET, HEAD"},
    {"/api/dashboard", "GET, HEAD"},
    {"/api/jobs/{id}", "GET, HEAD, DELETE"},
    {"/api/jobs/{id}/report.html", "GET, HEAD"},
};

std::string_view code_of(int status) {
  switch (status) {
    case 400:
      return "bad_request";
    case 401:
      return "unauthorized";
    case 403:
      return "forbidden";
    case 404:
      return "not_found";
    case 405:
      return "method_not_allowed";
    case 408:
      return "request_timeout";
    case 413:
      return "too_large";
    case 415:
      return "unsupported_media_type";
    case 417:
      return "expectation_failed";
    case 429:
      return "too_many_requests";
    case 431:
      return "header_too_large";
    case 501:
      return "not_implemented";
    case 503:
      return "unavailable";
    case 504:
      return "timeout";
    case 505:
      return "version_not_supported";
    default:
      return "internal";
  }
}

/// Of all answers: nothing of it is anybody else's.
void protect(HttpResponse* response) {
  response->headers.emplace_back("X-Content-Type-Options", "nosniff");
  response->headers.emplace_back("Referrer-Policy", "no-referrer");
  response->headers.emplace_back("Cache-Control", "no-store");
}

/// 'sha256-...', of what stands between the tags.
std::string hash_of(std::string_view page, std::string_view begin, std::string_view end) {
  const std::size_t from = page.find(begin) + begin.size();
  const std::string_view text = page.substr(from, page.find(end, from) - from);
  unsigned char digest[SHA256_DIGEST_LENGTH];
  SHA256(reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest);
  unsigned char encoded[64];
  const int size = EVP_EncodeBlock(encoded, digest, SHA256_DIGEST_LENGTH);
  return "'sha256-" + std::string(reinterpret_cast<char*>(encoded), static_cast<std::size_t>(size)) + "'";
}

}  // namespace

bool Route::allows(std::string_view method) const {
  for (std::string_view rest = methods; !rest.empty();) {
    const std::size_t end = std::min(rest.find(", "), rest.size());
    if (rest.substr(0, end) == method) return true;
    rest.remove_prefix(std::min(end + 2, rest.size()));
  }
  return false;
}

const Route* route_of(std::string_view path) {
  if (path.starts_with(kJobs) && path.size() > kJobs.size()) {
    const bool is_report = path.ends_with(kReport);
    const std::string_view id = path.substr(kJobs.size());
    const std::string_view rest = is_report ? id.substr(0, id.size() - kReport.size()) : id;
    if (rest.find('/') != rest.npos) return nullptr;
    path = is_report ? "/api/jobs/{id}/report.html" : "/api/jobs/{id}";
  }
  const auto* const found = std::ranges::find(kRoutes, path, &Route::path);
  return found == std::end(kRoutes) ? nullptr : found;
}

int status_of(Done::Kind kind) {
  switch (kind) {
    case Done::Kind::kReport:
      return 200;
    case Done::Kind::kUnusable:
      return 400;
    case Done::Kind::kLate:
      return 504;
    case Done::Kind::kStopped:
    case Done::Kind::kLeft:
      return 503;
    case Done::Kind::kInternal:
      break;
  }
  return 500;
}

HttpResponse json_response(std::string body, int status) {
  HttpResponse response{.status = status, .content_type = kJson, .body = std::move(body)};
  protect(&response);
  return response;
}

HttpResponse error_response(int status, std::string_view message) {
  return json_response(error_text(code_of(status), message), status);
}

HttpResponse text_response(std::string body, const char* content_type) {
  HttpResponse response{.content_type = content_type, .body = std::move(body)};
  protect(&response);
  return response;
}

HttpResponse dashboard_response(bool needs_token) {
  constexpr std::string_view kToken = "data-token=\"no\"";
  std::string page(kDashboard);
  if (needs_token) page.replace(page.find(kToken), kToken.size(), "data-token=\"yes\"");
  HttpResponse response = text_response(std::move(page), "text/html; charset=utf-8");
  response.headers.emplace_back("Content-Security-Policy",
                                "default-src 'none'; script-src " + hash_of(kDashboard, "<script>", "</script>") +
                                    "; style-src " + hash_of(kDashboard, "<style>", "</style>") +
                                    "; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; "
                                    "frame-ancestors 'none'");
  return response;
}

}  // namespace pbc::serve
