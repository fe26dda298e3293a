// SPDX-License-Identifier: Apache-2.0
#include "live/http_client.h"

#include <openssl/ssl.h>

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl.hpp>
#include <deque>
#include <map>

namespace pbc::live {

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
namespace ssl = boost::asio::ssl;
using tcp = asio::ip::tcp;
using Steady = std::chrono::steady_clock;
using boost::system::error_code;

constexpr auto kAwait = asio::as_tuple(asio::use_awaitable);
constexpr auto kIdle = std::chrono::seconds(30);  // services close what is idle for longer
constexpr std::size_t kMostIdle = 64;             // of one origin
constexpr std::size_t kMostIdleInAll = 256;
constexpr std::uint32_t kMostHeader = 64 << 10;

/// One connection, with or without TLS.
struct Channel {
  explicit Channel(asio::io_context& context) : plain(context) {}

  beast::tcp_stream& lowest() { return tls ? beast::get_lowest_layer(*tls) : plain; }

  beast::tcp_stream plain;
  std::optional<beast::ssl_stream<beast::tcp_stream>> tls;
  beast::flat_buffer buffer;
  Steady::time_point idle_since;
  bool is_private = false;  // where it leads
};

Exchange failed(policy::Failure failure, std::string message) {
  Exchange exchange;
  exchange.failure = failure;
  exchange.message = std::move(message);
  return exchange;
}

Exchange late(policy::Failure failure, std::string message) {
  Exchange exchange = failed(failure, std::move(message));
  exchange.is_late = true;
  return exchange;
}

/// What says how a message is framed, and to whom it goes, is ours to say.
bool is_ours(std::string_view header) {
  constexpr std::string_view kOurs[] = {"connection",        "content-length",   "expect", "host",
                                        "keep-alive",        "proxy-connection", "te",     "trailer",
                                        "transfer-encoding", "accept-encoding",  "upgrade"};
  return std::ranges::find(kOurs, lower(header)) != std::end(kOurs);
}

/// What makes it no request that can be sent; empty: nothing.
std::string problem_of(const HttpRequest& request) {
  constexpr std::size_t kMostValue = 32 << 10;
  if (!is_token(request.method)) return "`" + request.method + "` is no method of HTTP";
  for (const auto& [name, value] : request.headers) {
    if (!is_token(name)) return "`" + name + "` is no name of a header";
    const bool is_text =
        std::ranges::all_of(value, [](char c) { return static_cast<unsigned char>(c) >= ' ' || c == '\t'; });
    if (!is_text) return "the header `" + name + "` has a control character";
    if (value.size() > kMostValue)
      return "the header `" + name + "` is longer than " + std::to_string(kMostValue) + " bytes";
  }
  return "";
}

Exchange too_long(const HttpRequest& request, const std::string& place) {
  return failed(policy::Failure::kBadAnswer,
                "the answer of " + place + " is longer than " + std::to_string(request.max_answer) + " bytes");
}

bool is_timeout(const error_code& error) { return error == beast::error::timeout; }

}  // namespace

bool is_token(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
  });
}

std::string_view Exchange::header(std::string_view name) const {
  for (const auto& [known, value] : headers)
    if (known == name) return value;
  return {};
}

struct HttpClient::Impl {
  Impl(asio::io_context& io, HttpOptions how) : context(io), options(std::move(how)), trust(ssl::context::tls_client) {
    trust.set_verify_mode(ssl::verify_peer);
    error_code ignored;
    trust.set_default_verify_paths(ignored);
    if (!options.ca_file.empty()) {
      error_code error;
      trust.load_verify_file(options.ca_file, error);
      if (error) trust_problem = "cannot read the certificates of " + options.ca_file + ": " + error.message();
    }
    SSL_CTX_set_min_proto_version(trust.native_handle(), TLS1_2_VERSION);
  }

  /// Null: none.
  const Proxy* proxy_of(const Url& url) const {
    const std::optional<Proxy>& proxy = url.is_tls ? options.proxy_of_https : options.proxy_of_http;
    return proxy && !is_exempt(url.host, options.no_proxy) ? &*proxy : nullptr;
  }

  std::unique_ptr<Channel> take_idle(const std::string& origin) {
    const auto found = pool.find(origin);
    if (found == pool.end()) return nullptr;
    auto& idle = found->second;
    // The one that was used last is the most likely to be open still.
    while (!idle.empty()) {
      std::unique_ptr<Channel> connection = std::move(idle.back());
      idle.pop_back();
      if (Steady::now() - connection->idle_since < kIdle) return connection;
      idle.clear();
    }
    return nullptr;
  }

  void give_back(const std::string& origin, std::unique_ptr<Channel> connection) {
    auto& idle = pool[origin];
    connection->lowest().expires_never();
    connection->idle_since = Steady::now();
    idle.push_back(std::move(connection));
    if (idle.size() > kMostIdle) idle.pop_front();
    close_idle();
  }

  /// Those that have been idle for too long, and the oldest where there are too many.
  void close_idle() {
    const Steady::time_point now = Steady::now();
    std::size_t count = 0;
    for (auto& [origin, idle] : pool) {
      while (!idle.empty() && now - idle.front()->idle_since >= kIdle) idle.pop_front();
      count += idle.size();
    }
    for (; count > kMostIdleInAll; --count) {
      const auto oldest = std::ranges::min_element(pool, {}, [](const auto& entry) {
        return entry.second.empty() ? Steady::time_point::max() : entry.second.front()->idle_since;
      });
      oldest->second.pop_front();
    }
    std::erase_if(pool, [](const auto& entry) { return entry.second.empty(); });
  }

  asio::awaitable<std::optional<Exchange>> connect(Channel& connection, const HttpRequest& request,
                                                   Steady::time_point deadline);
  asio::awaitable<std::optional<Exchange>> handshake(Channel& connection, const HttpRequest& request,
                                                     Steady::time_point deadline);
  template <typename Stream>
  asio::awaitable<Exchange> exchange(Stream& stream, Channel& connection, const HttpRequest& request,
                                     const Proxy* proxy, Steady::time_point deadline, bool* is_kept, bool* is_stale);

  asio::io_context& context;
  const HttpOptions options;
  ssl::context trust;  // one for all: reading the system's certificates takes 16 ms
  std::string trust_problem;
  std::map<std::string, std::deque<std::unique_ptr<Channel>>> pool;
};

namespace {

Steady::time_point within(Micros duration, Steady::time_point deadline) {
  return std::min(Steady::now() + std::chrono::microseconds(duration), deadline);
}

std::string seconds_of(Micros duration) {
  const Micros tenths = duration / 100'000;
  return std::to_string(tenths / 10) + (tenths % 10 != 0 ? "." + std::to_string(tenths % 10) : "") + " s";
}

}  // namespace

asio::awaitable<std::optional<Exchange>> HttpClient::Impl::connect(Channel& connection, const HttpRequest& request,
                                                                   Steady::time_point deadline) {
  const Url& url = request.url;
  const Proxy* const proxy = proxy_of(url);
  const bool via_proxy = proxy != nullptr;
  const Url& next = via_proxy ? proxy->url : url;
  const std::string place = next.authority();

  // getaddrinfo runs on a thread of Asio's and cannot be interrupted: when its time is over, nobody waits for it any
  // more.
  struct Names {
    explicit Names(asio::io_context& context) : resolver(context) {}
    tcp::resolver resolver;
    asio::steady_timer* waiting = nullptr;
    error_code error;
    tcp::resolver::results_type found;
    bool is_done = false;
  };
  asio::steady_timer timer(context, within(request.timeouts.connect, deadline));
  const auto names = std::make_shared<Names>(context);
  names->waiting = &timer;
  names->resolver.async_resolve(next.host, next.port, [names](error_code error, tcp::resolver::results_type found) {
    names->error = error;
    names->found = std::move(found);
    names->is_done = true;
    if (names->waiting != nullptr) names->waiting->cancel();
  });
  if (!names->is_done) co_await timer.async_wait(kAwait);
  names->waiting = nullptr;
  const bool is_late = !names->is_done;
  const error_code resolve_error = names->error;
  const tcp::resolver::results_type& found = names->found;
  if (is_late)
    co_return late(policy::Failure::kConnect,
                   "no address for " + next.host + " within " + seconds_of(request.timeouts.connect));
  if (resolve_error)
    co_return failed(policy::Failure::kConnect, "no address for " + next.host + ": " + resolve_error.message());

  std::vector<tcp::endpoint> endpoints;
  for (const auto& entry : found)
    if (via_proxy || !request.refuses_private || !is_private_address(entry.endpoint().address().to_string()))
      endpoints.push_back(entry.endpoint());
  if (endpoints.empty() || (via_proxy && request.refuses_private && may_be_private(url.host)))
    co_return failed(policy::Failure::kClient4xx, url.host + " is in a private network, where a redirect may not lead");

  connection.plain.expires_at(within(request.timeouts.connect, deadline));
  auto [error, endpoint] = co_await connection.plain.async_connect(endpoints, kAwait);
  if (error) {
    if (is_timeout(error))
      co_return late(policy::Failure::kConnect,
                     "no connection to " + place + " within " + seconds_of(request.timeouts.connect));
    co_return failed(policy::Failure::kConnect, "no connection to " + place + ": " + error.message());
  }
  error_code ignored;
  connection.plain.socket().set_option(tcp::no_delay(true), ignored);
  connection.is_private = !via_proxy && is_private_address(endpoint.address().to_string());

  if (via_proxy && url.is_tls) {
    http::request<http::empty_body> tunnel(http::verb::connect, url.host + ":" + url.port, 11);
    tunnel.set(http::field::host, url.host + ":" + url.port);
    if (const std::string who = proxy->authorization(); !who.empty()) tunnel.set(http::field::proxy_authorization, who);
    connection.plain.expires_at(within(request.timeouts.connect, deadline));
    auto [write_error, written] = co_await http::async_write(connection.plain, tunnel, kAwait);
    http::response_parser<http::empty_body> answer;
    answer.skip(true);
    error_code read_error;
    if (!write_error)
      std::tie(read_error, std::ignore) =
          co_await http::async_read(connection.plain, connection.buffer, answer, kAwait);
    if (write_error || read_error)
      co_return failed(policy::Failure::kConnect, "the proxy " + place + " does not answer: " +
                                                      (write_error ? write_error : read_error).message());
    if (answer.get().result() != http::status::ok)
      co_return failed(policy::Failure::kConnect, "the proxy " + place + " refuses a connection to " + url.authority() +
                                                      " with " + std::to_string(answer.get().result_int()));
    connection.buffer.clear();
  }
  if (url.is_tls) co_return co_await handshake(connection, request, deadline);
  co_return std::nullopt;
}

asio::awaitable<std::optional<Exchange>> HttpClient::Impl::handshake(Channel& connection, const HttpRequest& request,
                                                                     Steady::time_point deadline) {
  const Url& url = request.url;
  if (!trust_problem.empty()) co_return failed(policy::Failure::kTlsVerification, trust_problem);
  auto& tls = connection.tls.emplace(std::move(connection.plain), trust);
  error_code ignored;
  if (asio::ip::make_address(url.host, ignored); ignored)
    SSL_set_tlsext_host_name(tls.native_handle(), url.host.c_str());
  if (request.verifies)
    tls.set_verify_callback(ssl::host_name_verification(url.host));
  else
    tls.set_verify_mode(ssl::verify_none);
  beast::get_lowest_layer(tls).expires_at(within(request.timeouts.connect, deadline));
  auto [error] = co_await tls.async_handshake(ssl::stream_base::client, kAwait);
  if (!error) co_return std::nullopt;
  if (is_timeout(error))
    co_return late(policy::Failure::kConnect,
                   "no TLS handshake with " + url.authority() + " within " + seconds_of(request.timeouts.connect));
  const long verified = SSL_get_verify_result(tls.native_handle());
  if (verified != X509_V_OK || error.message().find("certificate") != std::string::npos) {
    const std::string reason =
        verified != X509_V_OK ? X509_verify_cert_error_string(verified) : "it is made out to another host";
    co_return failed(policy::Failure::kTlsVerification,
                     "the certificate of " + url.authority() + " cannot be trusted: " + reason);
  }
  co_return failed(policy::Failure::kConnect,
                   "the TLS handshake with " + url.authority() + " failed: " + error.message());
}

template <typename Stream>
asio::awaitable<Exchange> HttpClient::Impl::exchange(Stream& stream, Channel& connection, const HttpRequest& request,
                                                     const Proxy* proxy, Steady::time_point deadline, bool* is_kept,
                                                     bool* is_stale) {
  const Url& url = request.url;
  const std::string place = url.authority();
  http::request<http::span_body<const char>> message;  // bodies may be large files
  message.version(11);
  message.method_string(request.method);
  const bool is_for_proxy = proxy != nullptr && !url.is_tls;
  message.target(is_for_proxy ? url.text() : url.target);
  message.set(http::field::host, place);
  for (const auto& [name, value] : request.headers)
    if (!is_ours(name)) message.set(name, value);
  if (is_for_proxy)
    if (const std::string who = proxy->authorization(); !who.empty())
      message.set(http::field::proxy_authorization, who);
  if (message.find(http::field::user_agent) == message.end()) message.set(http::field::user_agent, "pbc");
  if (message.find(http::field::accept) == message.end()) message.set(http::field::accept, "*/*");
  message.body() = beast::span<const char>(request.body.data(), request.body.size());
  message.keep_alive(true);
  if (!request.body.empty() || request.method == "POST" || request.method == "PUT" || request.method == "PATCH")
    message.content_length(request.body.size());

  connection.lowest().expires_at(within(request.timeouts.answer, deadline));
  auto [write_error, written] = co_await http::async_write(stream, message, kAwait);
  if (write_error) {
    *is_stale = !is_timeout(write_error);
    if (is_timeout(write_error))
      co_return late(written > 0 ? policy::Failure::kTimeout : policy::Failure::kConnect,
                     place + " does not take the request");
    co_return failed(written > 0 ? policy::Failure::kDisconnected : policy::Failure::kConnect,
                     "the connection to " + place + " broke: " + write_error.message());
  }

  std::optional<http::response_parser<http::string_body>> parser;
  for (;;) {
    parser.emplace();
    parser->header_limit(kMostHeader);
    parser->body_limit(request.max_answer);
    if (request.method == "HEAD") parser->skip(true);
    auto [error, bytes] = co_await http::async_read_header(stream, connection.buffer, *parser, kAwait);
    if (error) {
      if (error == http::error::body_limit) co_return too_long(request, place);
      const bool is_closed = error == http::error::end_of_stream || error == asio::error::eof ||
                             error == asio::error::connection_reset || error == ssl::error::stream_truncated;
      *is_stale = is_closed && !parser->got_some();
      if (is_timeout(error))
        co_return late(policy::Failure::kTimeout,
                       place + " does not answer within " + seconds_of(request.timeouts.answer));
      if (*is_stale)
        co_return failed(policy::Failure::kDisconnected, place + " closed the connection without an answer");
      co_return failed(is_closed ? policy::Failure::kDisconnected : policy::Failure::kBadAnswer,
                       "the answer of " + place + " cannot be read: " + error.message());
    }
    if (parser->get().result_int() >= 200) break;
  }
  connection.lowest().expires_at(deadline);
  if (!parser->is_done()) {
    auto [error, bytes] = co_await http::async_read(stream, connection.buffer, *parser, kAwait);
    if (error == http::error::body_limit) co_return too_long(request, place);
    if (is_timeout(error))
      co_return late(policy::Failure::kTimeout,
                     place + " does not finish its answer within " + seconds_of(request.timeouts.total));
    if (error) co_return failed(policy::Failure::kDisconnected, place + " broke off its answer: " + error.message());
  }
  *is_kept = parser->keep_alive();
  Exchange result;
  result.is_private = connection.is_private;
  result.url = url;
  auto& response = parser->get();
  result.status = static_cast<int>(response.result_int());
  for (const auto& field : response)
    result.headers.emplace_back(lower(std::string_view(field.name_string().data(), field.name_string().size())),
                                std::string(field.value().data(), field.value().size()));
  result.body = std::move(response.body());
  co_return result;
}

HttpClient::HttpClient(asio::io_context& context, const HttpOptions& options)
    : impl_(std::make_unique<Impl>(context, options)) {}
HttpClient::~HttpClient() = default;

asio::awaitable<Exchange> HttpClient::send(HttpRequest request) {
  if (const std::string problem = problem_of(request); !problem.empty())
    co_return failed(policy::Failure::kClient4xx, problem);
  const Steady::time_point deadline = Steady::now() + std::chrono::microseconds(request.timeouts.total);
  // A connection to a place where redirects may not lead is never taken from those that may.
  const std::string origin =
      request.url.origin() + (request.verifies ? "" : " unverified") + (request.refuses_private ? " public" : "");
  const Proxy* const proxy = impl_->proxy_of(request.url);
  std::unique_ptr<Channel> connection;
  if (!request.is_once && !request.is_fresh) connection = impl_->take_idle(origin);
  const bool is_reused = connection != nullptr;
  if (!connection) {
    connection = std::make_unique<Channel>(impl_->context);
    if (std::optional<Exchange> failure = co_await impl_->connect(*connection, request, deadline))
      co_return std::move(*failure);
  }
  bool is_kept = false;
  bool is_stale = false;
  Exchange result;
  if (connection->tls)
    result = co_await impl_->exchange(*connection->tls, *connection, request, proxy, deadline, &is_kept, &is_stale);
  else
    result = co_await impl_->exchange(connection->plain, *connection, request, proxy, deadline, &is_kept, &is_stale);
  result.is_stale = is_reused && is_stale;
  if (is_kept) impl_->give_back(origin, std::move(connection));
  co_return result;
}

asio::awaitable<Exchange> HttpClient::follow(HttpRequest request, int most) {
  const Url first = request.url;
  for (int hop = 0;; ++hop) {
    HttpRequest next = request;
    Exchange answer = co_await send(std::move(next));
    if (answer.is_stale) {
      next = request;
      next.is_fresh = true;
      answer = co_await send(std::move(next));
    }
    // The first host has had the request, wherever it has led from there.
    if (hop > 0 && answer.failure && policy::is_unsent(*answer.failure))
      answer.failure = policy::Failure::kDisconnected;
    if (answer.failure || answer.status < 300 || answer.status >= 400 || answer.header("location").empty())
      co_return answer;
    if (hop == most) {
      Exchange lost =
          failed(policy::Failure::kBadAnswer, "more than " + std::to_string(most) + " redirects from " + first.text());
      lost.has_too_many_redirects = true;
      co_return lost;
    }
    const std::optional<Url> target = resolve(request.url, answer.header("location"));
    if (!target)
      co_return failed(policy::Failure::kBadAnswer,
                       "a redirect from " + request.url.authority() + " to what is no address");
    // What was said to one host is not said to another.
    if (target->origin() != request.url.origin())
      std::erase_if(request.headers, [&](const auto& header) {
        return request.holds_secrets || lower(header.first) == "authorization" || lower(header.first) == "cookie";
      });
    request.refuses_private = request.refuses_private || !answer.is_private;
    const bool keeps_method = answer.status == 307 || answer.status == 308 || request.method == "HEAD";
    if (!keeps_method && request.method != "GET") {
      request.method = "GET";
      request.body.clear();
    }
    request.url = *target;
  }
}

}  // namespace pbc::live
