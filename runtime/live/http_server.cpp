// SPDX-License-Identifier: Apache-2.0
#include "live/http_server.h"

#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/read.hpp>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <ctime>

namespace pbc::live {

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;
constexpr auto kAwait = asio::as_tuple(asio::use_awaitable);

constexpr std::chrono::milliseconds kSweep(100);
/// How long what a client still sends is read and thrown away, so that it gets its answer.
constexpr std::chrono::seconds kLinger(2);
constexpr std::size_t kLingerBytes = std::size_t{64} << 20;
/// How long a client that has closed its half of the connection may still wait for its answer.
constexpr std::chrono::seconds kHalfClosed(1);
/// For the first seconds of a body, nobody asks how fast it comes.
constexpr std::chrono::seconds kGrace(5);

constexpr const char* kTurnedAway =
    "HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nRetry-After: 1\r\nContent-Length: 0\r\n\r\n";

std::string_view view(beast::string_view text) { return {text.data(), text.size()}; }

struct Refusal {
  int status = 400;
  std::string message;
};

/// RFC 9112, 6.1 and 6.3: without chunked at its end, nobody knows where the body ends.
std::optional<Refusal> ambiguous_coding(std::string_view codings) {
  const std::size_t comma = codings.rfind(',');
  std::string_view last = codings.substr(comma == codings.npos ? 0 : comma + 1);
  while (last.starts_with(' ') || last.starts_with('\t')) last.remove_prefix(1);
  if (!beast::iequals(beast::string_view(last.data(), last.size()), beast::string_view("chunked")))
    return Refusal{400, "the last Transfer-Encoding is not chunked"};
  if (comma == codings.npos) return std::nullopt;
  return Refusal{501, "the only Transfer-Encoding that is understood is chunked"};
}

/// What two servers might read differently is read by nobody.
std::optional<Refusal> ambiguity(const http::request<http::string_body>& request, bool is_folded) {
  const auto count = [&](http::field name) {
    const auto [begin, end] = request.equal_range(name);
    return std::distance(begin, end);
  };
  if (request.version() != 10 && request.version() != 11) return Refusal{505, "expected HTTP/1.1"};
  if (count(http::field::host) > 1) return Refusal{400, "there is more than one Host"};
  if (request.version() == 11 && count(http::field::host) != 1) return Refusal{400, "there is no Host"};
  if (is_folded) return Refusal{400, "a field of the header goes on in a second line"};
  if (count(http::field::content_length) > 1 ||
      request[http::field::content_length].find(',') != beast::string_view::npos)
    return Refusal{400, "there is more than one Content-Length"};
  if (count(http::field::transfer_encoding) == 0) return std::nullopt;
  if (request.version() == 10 || count(http::field::content_length) > 0)
    return Refusal{400, "there is a Transfer-Encoding where a Content-Length counts"};
  if (count(http::field::transfer_encoding) > 1) return Refusal{400, "there is more than one Transfer-Encoding"};
  return ambiguous_coding(view(request[http::field::transfer_encoding]));
}

/// False: the target is no path.
bool read_target(std::string_view target, HttpVisit* visit) {
  if (target.starts_with("http://")) {  // in absolute form, whose authority counts
    target.remove_prefix(7);
    const std::size_t end = std::min(target.find_first_of("/?"), target.size());
    visit->host = target.substr(0, end);
    target.remove_prefix(end);
    if (!target.starts_with('/')) return false;
  }
  const std::size_t query = std::min(target.find('?'), target.size());
  visit->path = target.substr(0, query);
  if (query < target.size()) visit->query = target.substr(query + 1);
  return target.starts_with('/') && target.find('#') == target.npos;
}

/// What an error of the parser or of the connection is answered with; status 0: nobody is there any more.
Refusal refusal_of(const boost::system::error_code& error, bool is_late) {
  if (is_late) return {408, "the request takes too long to come"};
  if (error == http::error::end_of_stream) return {0, ""};
  if (error == http::error::header_limit || error == http::error::buffer_overflow)
    return {431, "the header is too large"};
  if (error == http::error::body_limit) return {413, "the body is too large"};
  if (error == http::error::partial_message) return {400, "the request ends too early"};
  if (error == http::error::bad_version) return {400, "this is no HTTP/1.1"};
  if (error.category() == make_error_code(http::error::bad_method).category())
    return {400, "this is no request of HTTP/1.1: " + error.message()};
  return {0, ""};
}

}  // namespace

std::string_view HttpVisit::field(std::string_view name) const {
  if (fields == nullptr) return {};
  const auto found = fields->find(beast::string_view(name.data(), name.size()));
  return found == fields->end() ? std::string_view() : view(found->value());
}

HttpResponse HttpHandler::failed(const HttpVisit& visit, const std::exception& failure) {
  std::fprintf(stderr, "error: %s %s: %s\n", visit.method.c_str(), visit.path.c_str(), failure.what());
  return problem(500, "something went wrong inside of the server; its log says more");
}

HttpServer::HttpServer(asio::io_context& context, const std::string& where, const HttpServerLimits& limits,
                       HttpHandler& handler, std::string* error)
    : context_(context), acceptor_(context), sweeper_(context), limits_(limits), handler_(handler) {
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
    *error = "cannot listen at `" + where + "`: " +
             (failure == asio::error::address_in_use ? "another program does; choose another port" : failure.message());
    return;
  }
  const std::string shown = address.to_string();
  url_ = "http://" + (address.is_v6() ? "[" + shown + "]" : shown) + ":" +
         std::to_string(acceptor_.local_endpoint().port());
  is_loopback_ = address.is_loopback();
  asio::co_spawn(context_, accept(), asio::detached);
  asio::co_spawn(context_, sweep(), asio::detached);
}

void HttpServer::close() {
  is_closed_ = true;
  boost::system::error_code ignored;
  acceptor_.close(ignored);
  for (Visitor* visitor : visitors_)
    if (visitor->is_idle) visitor->socket.cancel(ignored);
}

HttpServer::Visitor::Visitor(HttpServer& server, tcp::socket socket)
    : server(&server), socket(std::move(socket)), buffer(2 * server.limits_.header) {
  server.visitors_.insert(this);
}

HttpServer::Visitor::~Visitor() {
  if (server == nullptr) return;
  server->held_ -= held;
  server->visitors_.erase(this);
}

HttpServer::~HttpServer() {
  for (Visitor* visitor : visitors_) visitor->server = nullptr;
}

asio::awaitable<void> HttpServer::accept() {
  while (!is_closed_) {
    auto [error, socket] = co_await acceptor_.async_accept(kAwait);
    if (is_closed_ || error == asio::error::operation_aborted) co_return;
    boost::system::error_code ignored;
    if (error) {  // such as too many open files
      asio::steady_timer pause(context_, std::chrono::milliseconds(100));
      co_await pause.async_wait(kAwait);
    } else if (visitors_.size() < limits_.connections) {
      socket.set_option(tcp::no_delay(true), ignored);
      asio::co_spawn(context_, serve(std::move(socket)), asio::detached);
    } else {
      ++turned_away_;
      socket.non_blocking(true, ignored);
      socket.write_some(asio::buffer(kTurnedAway, std::char_traits<char>::length(kTurnedAway)), ignored);
    }
  }
}

/// Ends what takes too long. It is none of the connections' timers, which would be set for each of their steps.
asio::awaitable<void> HttpServer::sweep() {
  for (;;) {
    sweeper_.expires_after(kSweep);
    const auto [error] = co_await sweeper_.async_wait(kAwait);
    if (error) co_return;
    const Clock::time_point now = Clock::now();
    boost::system::error_code ignored;
    for (Visitor* visitor : visitors_) {
      if (has_left(*visitor)) handler_.left(*std::exchange(visitor->asks, nullptr));
      if (visitor->deadline > now) continue;
      visitor->is_late = true;
      visitor->socket.cancel(ignored);
    }
  }
}

asio::awaitable<void> HttpServer::serve(tcp::socket socket) {
  Visitor visitor(*this, std::move(socket));
  try {
    while (co_await serve_one(visitor) && !is_closed_) {
    }
    co_await linger(visitor);
  } catch (const std::exception&) {
    // Such as no memory: this visitor alone is left.
  }
}

bool HttpServer::has_left(Visitor& visitor) {
  if (visitor.asks == nullptr) return false;
  char byte = 0;
  const ssize_t come = recv(visitor.socket.native_handle(), &byte, 1, MSG_PEEK | MSG_DONTWAIT);
  if (come < 0) return errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR;
  if (come > 0) return false;
  const Clock::time_point now = Clock::now();
  visitor.closed_since = std::min(visitor.closed_since, now);
  return now - visitor.closed_since >= kHalfClosed;
}

asio::awaitable<boost::system::error_code> HttpServer::read_header(Visitor& visitor, Parser& parser, bool* is_folded) {
  constexpr std::string_view kEnd = "\r\n\r\n";
  std::string_view come;
  for (std::size_t seen = 0;;) {
    come = {static_cast<const char*>(visitor.buffer.data().data()), visitor.buffer.size()};
    // Such as of TLS: its client would wait for an answer in vain.
    if (!come.empty() && (come[0] <= ' ' || come[0] > '~')) co_return make_error_code(http::error::bad_method);
    if (come.find(kEnd, seen - std::min(seen, kEnd.size() - 1)) != come.npos || come.size() > limits_.header) break;
    seen = come.size();
    const auto [failure, size] = co_await visitor.socket.async_read_some(visitor.buffer.prepare(4096), kAwait);
    if (failure == asio::error::eof) co_return make_error_code(http::error::partial_message);
    if (failure) co_return failure;
    visitor.buffer.commit(size);
  }
  boost::system::error_code error;
  const std::size_t size = parser.put(visitor.buffer.data(), error);
  if (error == http::error::need_more) error = http::error::header_limit;
  const std::string_view header = come.substr(0, size);
  *is_folded = header.find("\r\n ") != header.npos || header.find("\r\n\t") != header.npos;
  visitor.buffer.consume(size);
  co_return error;
}

asio::awaitable<bool> HttpServer::serve_one(Visitor& visitor) {
  if (visitor.buffer.size() == 0) {
    visitor.deadline = Clock::now() + limits_.idle_time;
    visitor.is_idle = true;
    const auto [error, size] = co_await visitor.socket.async_read_some(visitor.buffer.prepare(4096), kAwait);
    visitor.is_idle = false;
    if (error) co_return false;
    visitor.buffer.commit(size);
  }
  HttpVisit visit;
  visit.began = Clock::now();
  visitor.deadline = visit.began + limits_.header_time;
  Parser parser;
  parser.header_limit(static_cast<std::uint32_t>(limits_.header));
  parser.body_limit(boost::none);
  bool is_folded = false;
  const boost::system::error_code error = co_await read_header(visitor, parser, &is_folded);
  visitor.deadline = Clock::time_point::max();
  if (error) {
    const Refusal refusal = refusal_of(error, visitor.is_late);
    visitor.is_late = false;
    if (refusal.status == 0) co_return false;
    const HttpResponse response = handler_.problem(refusal.status, refusal.message);
    co_await write(visitor, visit, response, false);
    co_return false;
  }
  const http::request<http::string_body>& request = parser.get();
  // Fields behind a chunked body join those of the header there: none of them counts.
  std::optional<http::fields> header;
  if (parser.chunked()) header.emplace(request.base());
  visit.fields = header ? &*header : &request.base();
  visit.method = view(request.method_string());
  visit.host = view(request[http::field::host]);
  std::optional<HttpResponse> refusal;
  if (const std::optional<Refusal> why = ambiguity(request, is_folded))
    refusal = handler_.problem(why->status, why->message);
  else if (!read_target(view(request.target()), &visit))
    refusal = handler_.problem(400, "the target of the request is no path");
  std::uint64_t most = 0;
  if (!refusal) {
    try {
      refusal = handler_.look(visit, &most);
    } catch (const std::exception& failure) {
      refusal = handler_.failed(visit, failure);
    }
  }
  if (!refusal && parser.content_length() && *parser.content_length() > most)
    refusal = handler_.problem(413, "the body is too large: at most " + std::to_string(most) + " bytes");
  const std::string_view expectation = visit.field("Expect");
  const bool is_waiting = beast::iequals(beast::string_view(expectation.data(), expectation.size()), "100-continue");
  if (!refusal && !expectation.empty() && !is_waiting)
    refusal = handler_.problem(417, "the only Expect that is understood is 100-continue");
  if (!refusal && !parser.is_done()) {
    if (is_waiting && visitor.buffer.size() == 0 && request.version() == 11) {
      constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
      visitor.deadline = Clock::now() + limits_.header_time;
      const auto [failure, written] =
          co_await asio::async_write(visitor.socket, asio::buffer(kContinue.data(), kContinue.size()), kAwait);
      if (failure) co_return false;
    }
    refusal = co_await read_body(visitor, parser, most);
    if (refusal && refusal->status == 0) co_return false;
  }
  // Of a body that was not read, nobody knows the end.
  const bool is_complete = parser.is_done() && !refusal;
  const bool keeps_alive = is_complete && request.keep_alive();
  HttpResponse response;
  if (refusal) {
    response = std::move(*refusal);
  } else {
    visit.body = std::move(parser.get().body());
    response = co_await ask(visitor, visit);
  }
  held_ -= std::exchange(visitor.held, 0);
  co_return co_await write(visitor, visit, response, keeps_alive && !is_closed_);
}

asio::awaitable<std::optional<HttpResponse>> HttpServer::read_body(Visitor& visitor, Parser& parser,
                                                                   std::uint64_t most) {
  parser.body_limit(most);
  const Clock::time_point began = Clock::now();
  while (!parser.is_done()) {
    const std::size_t come = parser.get().body().size();
    held_ += come - visitor.held;
    visitor.held = come;
    if (held_ > limits_.bodies) {
      HttpResponse response = handler_.problem(503, "too many large requests are on their way");
      response.headers.emplace_back("Retry-After", "5");
      co_return response;
    }
    const Clock::time_point due = began + kGrace + std::chrono::seconds(come / limits_.rate);
    visitor.deadline = std::min(began + limits_.body_time, due);
    const auto [error, size] = co_await http::async_read_some(visitor.socket, visitor.buffer, parser, kAwait);
    visitor.deadline = Clock::time_point::max();
    if (!error) continue;
    const Refusal refusal = refusal_of(error, std::exchange(visitor.is_late, false));
    if (refusal.status == 0) co_return HttpResponse{.status = 0, .body = ""};
    co_return handler_.problem(refusal.status, refusal.message);
  }
  co_return std::nullopt;
}

/// The answer may come from any thread; the visit goes on here.
asio::awaitable<HttpResponse> HttpServer::ask(Visitor& visitor, HttpVisit& visit) {
  visitor.asks = &visit;
  HttpResponse response = co_await asio::async_initiate<const asio::use_awaitable_t<>, void(HttpResponse)>(
      [this, &visit](auto handler) {
        auto waiting = std::make_shared<decltype(handler)>(std::move(handler));
        const auto answer = [this, waiting](HttpResponse response) {
          asio::post(context_, [waiting, response = std::move(response)]() mutable {
            std::move (*waiting)(std::move(response));
          });
        };
        try {
          handler_.handle(visit, answer);
        } catch (const std::exception& failure) {
          answer(handler_.failed(visit, failure));
        }
      },
      asio::use_awaitable);
  visitor.asks = nullptr;
  co_return response;
}

const std::string& HttpServer::date() {
  const std::time_t now = std::time(nullptr);
  if (now != std::exchange(date_of_, now)) {
    std::tm parts{};
    gmtime_r(&now, &parts);
    std::array<char, 40> text{};
    date_.assign(text.data(), std::strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S GMT", &parts));
  }
  return date_;
}

asio::awaitable<bool> HttpServer::write(Visitor& visitor, const HttpVisit& visit, const HttpResponse& response,
                                        bool keeps_alive) {
  handler_.answered(visit, response.status);
  std::string head = "HTTP/1.1 " + std::to_string(response.status) + " ";
  head += view(http::obsolete_reason(static_cast<http::status>(response.status)));
  head += "\r\nDate: " + date() + "\r\nContent-Type: " + response.content_type;
  head += "\r\nContent-Length: " + std::to_string(response.body.size()) + "\r\n";
  for (const auto& [name, value] : response.headers) head += name + ": " + value + "\r\n";
  head += keeps_alive ? "Connection: keep-alive\r\n\r\n" : "Connection: close\r\n\r\n";
  const bool has_body = visit.method != "HEAD";
  const std::array<asio::const_buffer, 2> buffers = {asio::buffer(head),
                                                     has_body ? asio::buffer(response.body) : asio::const_buffer()};
  visitor.deadline = Clock::now() + limits_.answer_time;
  const auto [error, size] = co_await asio::async_write(visitor.socket, buffers, kAwait);
  visitor.deadline = Clock::time_point::max();
  co_return !error && keeps_alive;
}

/// Closed with bytes that nobody has read, the connection would be reset, and the answer with it.
asio::awaitable<void> HttpServer::linger(Visitor& visitor) {
  boost::system::error_code failure;
  visitor.socket.shutdown(tcp::socket::shutdown_send, failure);
  if (failure) co_return;
  visitor.deadline = Clock::now() + kLinger;
  visitor.buffer.clear();
  for (std::size_t read = 0; read < kLingerBytes;) {
    const auto [error, size] = co_await visitor.socket.async_read_some(visitor.buffer.prepare(16384), kAwait);
    if (error) co_return;
    read += size;
  }
}

}  // namespace pbc::live
