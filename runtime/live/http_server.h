// SPDX-License-Identifier: Apache-2.0
//
// HTTP/1.1 for visitors whom nobody trusts: everything has a limit, and what is ambiguous is refused.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

namespace pbc::live {

struct HttpServerLimits {
  using Seconds = std::chrono::seconds;
  std::size_t header = std::size_t{16} << 10;
  std::size_t bodies = std::size_t{256} << 20;  // of all visitors together, as far as they have come
  std::size_t connections = 1024;
  Seconds header_time{10}, body_time{60}, idle_time{60}, answer_time{60};
  std::size_t rate = 1024;  // bytes of a body in a second, on average after the first five
};

struct HttpResponse {
  int status = 200;
  std::string content_type = "text/plain; charset=utf-8";
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers = {};
};

/// A request, as far as it has come.
struct HttpVisit {
  std::string method;
  std::string path;   // "/metrics"
  std::string query;  // what comes behind "?"
  std::string host;   // as the client calls us
  const boost::beast::http::fields* fields = nullptr;
  std::string body = {};
  std::uint64_t number = 0;                          // the handler's own, to know it by
  std::chrono::steady_clock::time_point began = {};  // when its first byte was there

  /// Empty: it has none.
  std::string_view field(std::string_view name) const;
};

/// What a server answers. Everything is called on the thread of its io_context.
class HttpHandler {
 public:
  HttpHandler() = default;
  HttpHandler(const HttpHandler&) = delete;
  HttpHandler& operator=(const HttpHandler&) = delete;
  virtual ~HttpHandler() = default;

  /// The header has come: an answer, for which nothing more is read; or the body may have `*most` bytes.
  virtual std::optional<HttpResponse> look(const HttpVisit& visit, std::uint64_t* most) = 0;
  /// All of it has come. `answer` is called once, on any thread; `visit` lives until then. What throws has not called
  /// it and never will.
  virtual void handle(HttpVisit& visit, std::function<void(HttpResponse)> answer) = 0;
  /// Nobody seems to wait for the answer any more, which is still to be called. A client that has only said that
  /// nothing more will come may read it yet.
  virtual void left(const HttpVisit& /*visit*/) {}
  /// What cannot be understood or takes too long.
  virtual HttpResponse problem(int status, const std::string& message) = 0;
  /// The answer after an exception: what it says is for the log, which is stderr. On any thread.
  HttpResponse failed(const HttpVisit& visit, const std::exception& failure);
  /// It was answered. `visit` has no method where none was understood.
  virtual void answered(const HttpVisit& visit, int status) = 0;
};

/// It belongs to the thread of its io_context.
class HttpServer {
 public:
  /// `where` is "HOST:PORT", "[IPV6]:PORT" or ":PORT", which is this machine's loopback; port 0 is a free one. Sets
  /// `error` where nobody can listen there.
  HttpServer(boost::asio::io_context& context, const std::string& where, const HttpServerLimits& limits,
             HttpHandler& handler, std::string* error);
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  /// "http://127.0.0.1:9100"
  std::string url() const { return url_; }
  bool is_loopback() const { return is_loopback_; }
  std::size_t visitors() const { return visitors_.size(); }
  std::uint64_t turned_away() const { return turned_away_; }
  /// Nobody new; whoever waits for an answer gets it.
  void close();

 private:
  using Clock = std::chrono::steady_clock;
  using Parser = boost::beast::http::request_parser<boost::beast::http::string_body>;
  struct Visitor {
    Visitor(HttpServer& server, boost::asio::ip::tcp::socket socket);
    ~Visitor();
    Visitor(const Visitor&) = delete;
    Visitor& operator=(const Visitor&) = delete;

    HttpServer* server;  // null: it is gone, and the io_context about to go
    boost::asio::ip::tcp::socket socket;
    boost::beast::flat_buffer buffer;
    Clock::time_point deadline = Clock::time_point::max();
    std::size_t held = 0;  // bytes of its body
    bool is_idle = false;
    bool is_late = false;
    const HttpVisit* asks = nullptr;                            // whose answer it waits for
    Clock::time_point closed_since = Clock::time_point::max();  // nothing more comes from the client
  };

  boost::asio::awaitable<void> accept();
  boost::asio::awaitable<void> sweep();
  boost::asio::awaitable<void> serve(boost::asio::ip::tcp::socket socket);
  /// Whether the client of a visitor that waits for its answer has gone.
  static bool has_left(Visitor& visitor);
  /// As Beast's async_read_header. `is_folded`: a field goes on in a second line, which Beast does not tell.
  boost::asio::awaitable<boost::system::error_code> read_header(Visitor& visitor, Parser& parser, bool* is_folded);
  /// One request and its answer; false: the last one.
  boost::asio::awaitable<bool> serve_one(Visitor& visitor);
  boost::asio::awaitable<std::optional<HttpResponse>> read_body(Visitor& visitor, Parser& parser, std::uint64_t most);
  boost::asio::awaitable<HttpResponse> ask(Visitor& visitor, HttpVisit& visit);
  boost::asio::awaitable<bool> write(Visitor& visitor, const HttpVisit& visit, const HttpResponse& response,
                                     bool keeps_alive);
  boost::asio::awaitable<void> linger(Visitor& visitor);
  const std::string& date();

  boost::asio::io_context& context_;
  boost::asio::ip::tcp::acceptor acceptor_;
  boost::asio::steady_timer sweeper_;
  HttpServerLimits limits_;
  HttpHandler& handler_;
  std::string url_;
  bool is_loopback_ = false;
  bool is_closed_ = false;
  std::unordered_set<Visitor*> visitors_;
  std::size_t held_ = 0;
  std::uint64_t turned_away_ = 0;
  std::time_t date_of_ = 0;
  std::string date_;
};

}  // namespace pbc::live
