// SPDX-License-Identifier: Apache-2.0
#include "live/metrics_server.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <charconv>
#include <chrono>

namespace pbc::live {

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;
constexpr auto kAwait = asio::as_tuple(asio::use_awaitable);

constexpr int kMostVisitors = 16;
constexpr std::chrono::seconds kPatience(10);

}  // namespace

MetricsServer::MetricsServer(asio::io_context& context, const std::string& where, std::function<std::string()> page,
                             std::string* error)
    : context_(context), acceptor_(context), page_(std::move(page)) {
  const std::size_t colon = where.rfind(':');
  std::string host = where.substr(0, colon == std::string::npos ? 0 : colon);
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  if (host.empty() || host == "localhost") host = "127.0.0.1";
  std::uint16_t port = 0;
  const std::string digits = where.substr(colon == std::string::npos ? 0 : colon + 1);
  const auto [end, code] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
  boost::system::error_code failure;
  const asio::ip::address address = asio::ip::make_address(host, failure);
  if (digits.empty() || code != std::errc() || end != digits.data() + digits.size() || failure) {
    *error = "cannot listen at `" + where + "`: expected ADDRESS:PORT, such as 127.0.0.1:9100";
    return;
  }
  const tcp::endpoint endpoint(address, port);
  acceptor_.open(endpoint.protocol(), failure);
  if (!failure) acceptor_.set_option(asio::socket_base::reuse_address(true), failure);
  if (!failure) acceptor_.bind(endpoint, failure);
  if (!failure) acceptor_.listen(asio::socket_base::max_listen_connections, failure);
  if (failure) {
    *error = "cannot listen at `" + where + "`: " + failure.message();
    return;
  }
  asio::co_spawn(context_, accept(), asio::detached);
}

std::string MetricsServer::url() const {
  const tcp::endpoint endpoint = acceptor_.local_endpoint();
  const std::string host = endpoint.address().to_string();
  return "http://" + (endpoint.address().is_v6() ? "[" + host + "]" : host) + ":" + std::to_string(endpoint.port()) +
         "/metrics";
}

asio::awaitable<void> MetricsServer::accept() {
  for (;;) {
    auto [error, socket] = co_await acceptor_.async_accept(kAwait);
    if (error == asio::error::operation_aborted) co_return;
    if (error) {  // such as too many open files
      asio::steady_timer pause(context_, std::chrono::milliseconds(100));
      co_await pause.async_wait(kAwait);
    } else if (visitors_ < kMostVisitors) {
      asio::co_spawn(context_, serve(std::move(socket)), asio::detached);
    }
  }
}

asio::awaitable<void> MetricsServer::serve(tcp::socket socket) {
  ++visitors_;
  beast::tcp_stream stream(std::move(socket));
  beast::flat_buffer buffer(std::size_t{16} << 10);
  for (bool goes_on = true; goes_on;) {
    http::request<http::string_body> request;
    stream.expires_after(kPatience);
    const auto [error, size] = co_await http::async_read(stream, buffer, request, kAwait);
    if (error) break;
    http::response<http::string_body> response(http::status::ok, request.version());
    response.set(http::field::content_type, "text/plain; charset=utf-8");
    const bool is_reading = request.method() == http::verb::get || request.method() == http::verb::head;
    const beast::string_view path = request.target().substr(0, request.target().find('?'));
    if (!is_reading) {
      response.result(http::status::method_not_allowed);
      response.set(http::field::allow, "GET, HEAD");
    } else if (path == "/metrics") {
      response.set(http::field::content_type, "text/plain; version=0.0.4; charset=utf-8");
      response.body() = page_();
    } else {
      response.result(http::status::not_found);
      response.body() = "the metrics are at /metrics\n";
    }
    response.keep_alive(request.keep_alive());
    response.prepare_payload();
    if (request.method() == http::verb::head) response.body().clear();
    goes_on = request.keep_alive() && is_reading;
    stream.expires_after(kPatience);
    const auto [failure, written] = co_await http::async_write(stream, response, kAwait);
    if (failure) break;
  }
  boost::system::error_code ignored;
  stream.socket().shutdown(tcp::socket::shutdown_both, ignored);
  --visitors_;
}

}  // namespace pbc::live
