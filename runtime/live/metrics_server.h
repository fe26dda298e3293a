// SPDX-License-Identifier: Apache-2.0
//
// Shows the metrics over HTTP, to Prometheus or to a browser.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "live/http_server.h"

namespace pbc::live {

/// It belongs to the thread of its io_context, on which `page` is called.
class MetricsServer final : private HttpHandler {
 public:
  /// `where` as HttpServer has it. Sets `error` where nobody can listen there.
  MetricsServer(boost::asio::io_context& context, const std::string& where, std::function<std::string()> page,
                std::string* error);

  /// "http://127.0.0.1:9100/metrics"
  std::string url() const { return server_.url() + "/metrics"; }

 private:
  std::optional<HttpResponse> look(const HttpVisit& visit, std::uint64_t* most) override;
  void handle(HttpVisit& visit, std::function<void(HttpResponse)> answer) override;
  HttpResponse problem(int status, const std::string& message) override;
  void answered(const HttpVisit& /*visit*/, int /*status*/) override {}

  std::function<std::string()> page_;
  HttpServer server_;
};

}  // namespace pbc::live
