// SPDX-License-Identifier: Apache-2.0
#include "live/metrics_server.h"

namespace pbc::live {

namespace {

HttpServerLimits limits() {
  HttpServerLimits limits;
  limits.connections = 16;
  return limits;
}

}  // namespace

MetricsServer::MetricsServer(boost::asio::io_context& context, const std::string& where,
                             std::function<std::string()> page, std::string* error)
    : page_(std::move(page)), server_(context, where, limits(), *this, error) {}

std::optional<HttpResponse> MetricsServer::look(const HttpVisit& visit, std::uint64_t* /*most*/) {
  if (visit.method != "GET" && visit.method != "HEAD") {
    HttpResponse response = problem(405, "the metrics can only be read");
    response.headers.emplace_back("Allow", "GET, HEAD");
    return response;
  }
  if (visit.path != "/metrics") return problem(404, "the metrics are at /metrics");
  return std::nullopt;
}

void MetricsServer::handle(HttpVisit& /*visit*/, std::function<void(HttpResponse)> answer) {
  answer({.content_type = "text/plain; version=0.0.4; charset=utf-8", .body = page_()});
}

HttpResponse MetricsServer::problem(int status, const std::string& message) {
  return {.status = status, .body = message + "\n"};
}

}  // namespace pbc::live
