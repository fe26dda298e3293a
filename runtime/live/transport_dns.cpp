// SPDX-License-Identifier: Apache-2.0
//
// Asks a name server over UDP, and over TCP where the answer does not fit (RFC 7766).
#include <array>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ip/udp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <fstream>
#include <random>

#include "live/dns_message.h"
#include "live/transport.h"

namespace pbc::live {

namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using asio::ip::udp;
using boost::system::error_code;
using policy::Failure;

constexpr auto kAwait = asio::as_tuple(asio::use_awaitable);
constexpr std::size_t kLargestDatagram = 4096;

/// The system's, as resolv.conf(5) has it.
std::string system_server() {
  std::ifstream file("/etc/resolv.conf");
  for (std::string line; std::getline(file, line);) {
    constexpr std::string_view kWord = "nameserver";
    if (!line.starts_with(kWord)) continue;
    const std::size_t begin = line.find_first_not_of(" \t", kWord.size());
    if (begin == line.npos) continue;
    return line.substr(begin, line.find_first_of(" \t\r#;", begin) - begin);
  }
  return "127.0.0.1";
}

/// "192.0.2.1", "192.0.2.1:5353", "2001:db8::1", "[2001:db8::1]:5353".
std::optional<udp::endpoint> server_of(std::string text) {
  unsigned long port = 53;
  const std::size_t colon = text.rfind(':');
  const bool has_port = colon != text.npos && (text.find(':') == colon || (colon > 0 && text[colon - 1] == ']'));
  if (has_port) {
    const std::string number = text.substr(colon + 1);
    if (number.empty() || number.size() > 5 || number.find_first_not_of("0123456789") != number.npos)
      return std::nullopt;
    port = std::stoul(number);
    text.resize(colon);
  }
  if (text.starts_with('[') && text.ends_with(']')) text = text.substr(1, text.size() - 2);
  error_code error;
  const auto address = asio::ip::make_address(text, error);
  if (error || port == 0 || port > 65535) return std::nullopt;
  return udp::endpoint(address, static_cast<unsigned short>(port));
}

/// Closes a socket when its time is over.
template <typename Socket>
class Limit {
 public:
  Limit(asio::io_context& context, Socket& socket, Micros duration)
      : timer_(context, std::chrono::microseconds(duration)), state_(std::make_shared<State>(State{&socket})) {
    timer_.async_wait([state = state_](const error_code& error) {
      if (error || state->socket == nullptr) return;
      state->is_over = true;
      error_code ignored;
      state->socket->close(ignored);
    });
  }
  ~Limit() { state_->socket = nullptr; }
  Limit(const Limit&) = delete;
  Limit& operator=(const Limit&) = delete;
  bool is_over() const { return state_->is_over; }

 private:
  struct State {
    Socket* socket;
    bool is_over = false;
  };
  asio::steady_timer timer_;
  std::shared_ptr<State> state_;
};

/// An answer, or why there is none.
struct Told {
  std::optional<DnsAnswer> answer;
  Exchange failure;
};

Told no_answer(const std::string& server, bool is_late, const error_code& error) {
  if (is_late)
    return {std::nullopt,
            failed_exchange(Failure::kTimeout, "the name server " + server + " does not answer in time", true)};
  return {std::nullopt, failed_exchange(Failure::kConnect, "the name server " + server + ": " + error.message())};
}

asio::awaitable<Told> ask_udp(asio::io_context& context, udp::endpoint server, const std::string& name,
                              const std::string& question, Micros timeout) {
  udp::socket socket(context);
  error_code error;
  socket.open(server.protocol(), error);
  // Connected, so that only the server's datagrams come.
  if (!error) socket.connect(server, error);
  if (error) co_return no_answer(name, false, error);
  const Limit limit(context, socket, timeout);
  std::size_t size = 0;
  std::tie(error, size) = co_await socket.async_send(asio::buffer(question), kAwait);
  std::array<char, kLargestDatagram> datagram{};
  while (!error) {
    std::tie(error, size) = co_await socket.async_receive(asio::buffer(datagram), kAwait);
    if (error) break;
    // What is no answer to this question is somebody else's, or made up.
    if (std::optional<DnsAnswer> answer = dns_answer({datagram.data(), size}, question)) co_return Told{answer, {}};
  }
  co_return no_answer(name, limit.is_over(), error);
}

asio::awaitable<Told> ask_tcp(asio::io_context& context, udp::endpoint server, const std::string& name,
                              const std::string& question, Micros timeout) {
  tcp::socket socket(context);
  const Limit limit(context, socket, timeout);
  auto [error] = co_await socket.async_connect(tcp::endpoint(server.address(), server.port()), kAwait);
  std::size_t size = 0;
  std::string bytes = {static_cast<char>(question.size() >> 8U), static_cast<char>(question.size() & 255U)};
  bytes += question;
  if (!error) std::tie(error, size) = co_await asio::async_write(socket, asio::buffer(bytes), kAwait);
  bytes.resize(2);
  if (!error) std::tie(error, size) = co_await asio::async_read(socket, asio::buffer(bytes), kAwait);
  if (!error) {
    bytes.resize(static_cast<std::size_t>(static_cast<unsigned char>(bytes[0])) << 8U |
                 static_cast<unsigned char>(bytes[1]));
    std::tie(error, size) = co_await asio::async_read(socket, asio::buffer(bytes), kAwait);
  }
  if (error) co_return no_answer(name, limit.is_over(), error);
  const std::optional<DnsAnswer> answer = dns_answer(bytes, question);
  if (!answer)
    co_return Told{std::nullopt,
                   failed_exchange(Failure::kBadAnswer, "the answer of the name server " + name + " is none")};
  co_return Told{answer, {}};
}

}  // namespace

asio::awaitable<Exchange> exchange_dns(asio::io_context& context, const AssetConfig& asset,
                                       const HttpRequest& request) {
  const OrderedJson arguments = OrderedJson::parse(request.body, nullptr, false);
  const auto text = [&](const char* name) {
    const auto found = arguments.is_object() ? arguments.find(name) : arguments.end();
    return found == arguments.end() || found->is_null() ? std::string() : text_of(*found);
  };
  const auto invalid = [](const std::string& message) { return answered_exchange(422, {{"message", message}}); };
  const auto setting = asset.settings.find("server");
  std::string server =
      setting == asset.settings.end() || !setting->second.is_string() ? "" : setting->second.get<std::string>();
  if (server.empty()) server = system_server();
  const std::optional<udp::endpoint> endpoint = server_of(server);
  if (!endpoint) co_return invalid("`" + server + "` is no address of a name server");
  std::string name = text("name");
  const std::string type = text("type").empty() ? "A" : text("type");
  if (lower(type) == "ptr")
    if (const std::optional<std::string> reverse = reverse_name(name)) name = *reverse;
  const std::optional<std::uint16_t> number = dns_type(type);
  if (!number) co_return invalid("`" + type + "` is no type of records");
  std::random_device random;
  const auto id = static_cast<std::uint16_t>(random());
  const std::optional<std::string> question = dns_question(id, name, *number);
  if (!question) co_return invalid("`" + name + "` is no name");

  const Micros timeout = request.timeouts.answer;
  Told told = co_await ask_udp(context, *endpoint, server, *question, timeout);
  if (told.answer && told.answer->is_truncated) told = co_await ask_tcp(context, *endpoint, server, *question, timeout);
  if (!told.answer) co_return told.failure;
  // SERVFAIL and REFUSED are about the server, not about the name.
  constexpr int kFormat = 1;
  constexpr int kFailure = 2;
  constexpr int kRefused = 5;
  const DnsAnswer& answer = *told.answer;
  OrderedJson records = OrderedJson::array();
  for (const DnsRecord& record : answer.records)
    records.push_back({{"name", record.name}, {"type", record.type}, {"ttl", record.ttl}, {"data", record.data}});
  const OrderedJson body = {{"code", answer.code}, {"name", name}, {"type", type}, {"records", std::move(records)}};
  if (answer.code == kFailure) co_return answered_exchange(503, body);
  if (answer.code == kRefused || answer.code == kFormat) co_return answered_exchange(422, body);
  co_return answered_exchange(answer.code == 3 ? 404 : 200, body);
}

}  // namespace pbc::live
