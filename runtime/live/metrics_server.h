// SPDX-License-Identifier: Apache-2.0
//
// Shows the metrics over HTTP, to Prometheus or to a browser.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <functional>
#include <string>

namespace pbc::live {

/// It belongs to the thread of its io_context, on which `page` is called.
class MetricsServer {
 public:
  /// `where` is "HOST:PORT", "[IPV6]:PORT" or ":PORT", which is this machine's loopback; port 0 is a free one. Sets
  /// `error` where nobody can listen there.
  MetricsServer(boost::asio::io_context& context, const std::string& where, std::function<std::string()> page,
                std::string* error);

  /// "http://127.0.0.1:9100/metrics"
  std::string url() const;

 private:
  boost::asio::awaitable<void> accept();
  boost::asio::awaitable<void> serve(boost::asio::ip::tcp::socket socket);

  boost::asio::io_context& context_;
  boost::asio::ip::tcp::acceptor acceptor_;
  std::function<std::string()> page_;
  int visitors_ = 0;
};

}  // namespace pbc::live
