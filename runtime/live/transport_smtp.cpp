// SPDX-License-Identifier: Apache-2.0
//
// Sends mail (RFC 5321; RFC 3207 for STARTTLS, RFC 4954 for AUTH).
#include <openssl/ssl.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/ip/host_name.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <random>

#include "live/mail_text.h"
#include "live/service.h"
#include "live/transport.h"

namespace pbc::live {

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace ssl = boost::asio::ssl;
using boost::system::error_code;
using policy::Failure;

constexpr auto kAwait = asio::as_tuple(asio::use_awaitable);
constexpr std::size_t kMostReply = 64 << 10;

struct SmtpReply {
  int code = 0;
  std::string text;  // of all of its lines
};

/// The conversation with one server, in the clear or not.
class Conversation {
 public:
  Conversation(asio::io_context& context, const AssetConfig& asset)
      : stream_(context), resolver_(context), timeouts_(asset.connector->connection.timeouts) {}

  asio::awaitable<bool> connect(const std::string& host, const std::string& port) {
    server_ = host + ":" + port;
    auto [resolve_error, found] = co_await resolver_.async_resolve(host, port, kAwait);
    if (resolve_error) co_return fail(resolve_error, "no address for " + host);
    expire(timeouts_.connect);
    auto [error, endpoint] = co_await stream_.async_connect(found, kAwait);
    if (error) co_return fail(error, "no connection to " + server_);
    co_return true;
  }

  asio::awaitable<bool> encrypt(ssl::context& trust, const std::string& host) {
    auto& tls = tls_.emplace(stream_, trust);
    error_code ignored;
    if (asio::ip::make_address(host, ignored); ignored) SSL_set_tlsext_host_name(tls.native_handle(), host.c_str());
    tls.set_verify_callback(ssl::host_name_verification(host));
    buffer_.clear();  // what came in the clear says nothing here
    expire(timeouts_.connect);
    auto [error] = co_await tls.async_handshake(ssl::stream_base::client, kAwait);
    if (!error) co_return true;
    const long verified = SSL_get_verify_result(tls.native_handle());
    if (verified != X509_V_OK) {
      failure_ = Failure::kTlsVerification;
      message_ = "the certificate of " + server_ + " cannot be trusted: " + X509_verify_cert_error_string(verified);
      co_return false;
    }
    co_return fail(error, "the TLS handshake with " + server_ + " failed");
  }

  /// Sends `text`, unless it is empty, and reads the reply; code 0 where there is none.
  asio::awaitable<SmtpReply> say(std::string text) {
    SmtpReply reply;
    expire(timeouts_.answer);
    error_code error;
    std::size_t size = 0;
    if (!text.empty()) {
      if (tls_)
        std::tie(error, size) = co_await asio::async_write(*tls_, asio::buffer(text), kAwait);
      else
        std::tie(error, size) = co_await asio::async_write(stream_, asio::buffer(text), kAwait);
    }
    while (!error) {
      auto buffer = asio::dynamic_buffer(buffer_, kMostReply);
      if (tls_)
        std::tie(error, size) = co_await asio::async_read_until(*tls_, buffer, '\n', kAwait);
      else
        std::tie(error, size) = co_await asio::async_read_until(stream_, buffer, '\n', kAwait);
      if (error) break;
      std::string line = buffer_.substr(0, size);
      buffer_.erase(0, size);
      while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) line.pop_back();
      if (line.size() < 3 || line.find_first_not_of("0123456789") < 3) {
        failure_ = Failure::kBadAnswer;
        message_ = server_ + " does not talk SMTP: " + line.substr(0, 100);
        co_return SmtpReply{};
      }
      reply.text += (reply.text.empty() ? "" : "\n") + line.substr(std::min<std::size_t>(4, line.size()));
      if (line.size() == 3 || line[3] != '-') {
        reply.code = std::stoi(line.substr(0, 3));
        co_return reply;
      }
    }
    fail(error, "the connection to " + server_ + " broke");
    co_return SmtpReply{};
  }

  /// Whether the message itself has gone out: then nobody knows what became of it.
  void has_sent() { is_sent_ = true; }
  bool is_encrypted() const { return tls_.has_value(); }

  Exchange failure() const {
    Failure failure = failure_;
    if (failure == Failure::kConnect && is_sent_) failure = is_late_ ? Failure::kTimeout : Failure::kDisconnected;
    return failed_exchange(failure, message_, is_late_);
  }

 private:
  void expire(Micros duration) { stream_.expires_after(std::chrono::microseconds(duration)); }

  bool fail(const error_code& error, const std::string& what) {
    failure_ = Failure::kConnect;
    is_late_ = error == beast::error::timeout;
    message_ = is_late_ ? server_ + " does not answer in time" : what + ": " + error.message();
    return false;
  }

  beast::tcp_stream stream_;
  std::optional<ssl::stream<beast::tcp_stream&>> tls_;
  asio::ip::tcp::resolver resolver_;
  Timeouts timeouts_;
  std::string buffer_, server_, message_;
  Failure failure_ = Failure::kConnect;
  bool is_late_ = false;
  bool is_sent_ = false;
};

std::string text_setting(const AssetConfig& asset, const std::string& name) {
  const auto found = asset.settings.find(name);
  return found == asset.settings.end() || found->second.is_null() ? "" : text_of(found->second);
}

std::string secret(const AssetConfig& asset, const std::string& name) {
  const auto found = asset.secrets.find(name);
  return found == asset.secrets.end() ? "" : found->second;
}

std::string text_member(const OrderedJson& object, const char* name) {
  const auto found = object.find(name);
  return found == object.end() || found->is_null() ? "" : text_of(*found);
}

std::vector<std::string> addresses_of(const OrderedJson& arguments, const char* name) {
  const auto found = arguments.find(name);
  if (found == arguments.end() || found->is_null()) return {};
  if (!found->is_array()) return split_addresses(text_of(*found));
  std::vector<std::string> all;
  for (const OrderedJson& item : *found)
    for (std::string& one : split_addresses(text_of(item))) all.push_back(std::move(one));
  return all;
}

std::string random_id() {
  std::random_device random;
  std::string id;
  constexpr std::string_view kDigits = "0123456789abcdef";
  for (int i = 0; i < 24; ++i) id += kDigits[random() & 15U];
  return id;
}

/// A reply that is no: what can be done about it is told by its first digit.
Exchange refused(const std::string& step, const SmtpReply& reply) {
  const bool is_about_credentials = reply.code == 530 || reply.code == 534 || reply.code == 535 || reply.code == 538;
  const int status = is_about_credentials ? 401 : reply.code < 500 ? 503 : 422;
  return answered_exchange(
      status, {{"message", step + ": " + std::to_string(reply.code) + " " + reply.text}, {"code", reply.code}});
}

Exchange invalid(const std::string& message) { return answered_exchange(422, {{"message", message}}); }

}  // namespace

asio::awaitable<Exchange> exchange_smtp(asio::io_context& context, ssl::context& trust, const AssetConfig& asset,
                                        const HttpRequest& request) {
  const OrderedJson arguments = OrderedJson::parse(request.body, nullptr, false);
  if (!arguments.is_object()) co_return invalid("no mail");
  MailText mail;
  mail.from = text_member(arguments, "from");
  mail.to = addresses_of(arguments, "to");
  mail.cc = addresses_of(arguments, "cc");
  mail.bcc = addresses_of(arguments, "bcc");
  mail.subject = text_member(arguments, "subject");
  mail.body = text_member(arguments, "body");
  mail.html = text_member(arguments, "html");
  const OrderedJson content_ids = arguments.value("content_ids", OrderedJson());
  for (const AttachedFile& file : request.files) {
    MailText::Attachment& attachment = mail.attachments.emplace_back();
    attachment.name = file.file->name;
    attachment.type = media_type_of(*file.file);
    attachment.content = file.file->bytes;
    if (content_ids.is_object() && content_ids.contains(file.vault_id))
      attachment.content_id = text_member(content_ids, file.vault_id.c_str());
  }
  if (const auto headers = arguments.find("headers"); headers != arguments.end() && headers->is_object())
    for (const auto& [name, value] : headers->items()) mail.headers.emplace_back(name, text_of(value));
  const std::optional<std::string> sender = envelope_address(mail.from);
  if (!sender) co_return invalid("`" + mail.from + "` is no address to send from");
  std::vector<std::string> recipients;
  for (const auto* list : {&mail.to, &mail.cc, &mail.bcc})
    for (const std::string& one : *list) {
      const std::optional<std::string> address = envelope_address(one);
      if (!address) co_return invalid("`" + one + "` is no address");
      if (std::ranges::find(recipients, *address) == recipients.end()) recipients.push_back(*address);
    }
  if (recipients.empty()) co_return invalid("the mail has no recipients");

  const std::string host = text_setting(asset, "host");
  const std::string security = text_setting(asset, "security");
  Conversation server(context, asset);
  if (!co_await server.connect(host, text_setting(asset, "port"))) co_return server.failure();
  if (security == "tls" && !co_await server.encrypt(trust, host)) co_return server.failure();
  SmtpReply reply = co_await server.say("");
  if (reply.code == 0) co_return server.failure();
  if (reply.code != 220) co_return refused("greeting", reply);
  error_code ignored;
  std::string name = asio::ip::host_name(ignored);
  if (name.find_first_of(" \r\n") != name.npos || name.empty()) name = "localhost";
  const std::string hello = "EHLO " + name + "\r\n";
  reply = co_await server.say(hello);
  if (reply.code == 0) co_return server.failure();
  if (reply.code != 250) co_return refused("EHLO", reply);
  if (security == "starttls") {
    reply = co_await server.say("STARTTLS\r\n");
    if (reply.code == 0) co_return server.failure();
    // Without it, everything would go in the clear, which is not what the configuration says.
    if (reply.code != 220) co_return refused("STARTTLS", reply);
    if (!co_await server.encrypt(trust, host)) co_return server.failure();
    reply = co_await server.say(hello);
    if (reply.code == 0) co_return server.failure();
    if (reply.code != 250) co_return refused("EHLO", reply);
  }
  const std::string user = secret(asset, "user");
  const std::string password = secret(asset, "password");
  if (!user.empty() && !password.empty()) {
    using namespace std::string_literals;
    reply = co_await server.say("AUTH PLAIN " + base64("\0"s + user + "\0"s + password) + "\r\n");
    if (reply.code == 0) co_return server.failure();
    if (reply.code == 504 || reply.code == 334) {  // no such mechanism
      reply = co_await server.say("AUTH LOGIN\r\n");
      if (reply.code == 334) reply = co_await server.say(base64(user) + "\r\n");
      if (reply.code == 334) reply = co_await server.say(base64(password) + "\r\n");
      if (reply.code == 0) co_return server.failure();
    }
    if (reply.code != 235) co_return refused("AUTH", reply);
  }
  reply = co_await server.say("MAIL FROM:<" + *sender + ">\r\n");
  if (reply.code == 0) co_return server.failure();
  if (reply.code != 250) co_return refused("MAIL", reply);
  OrderedJson accepted = OrderedJson::array();
  OrderedJson missed = OrderedJson::array();
  for (const std::string& recipient : recipients) {
    reply = co_await server.say("RCPT TO:<" + recipient + ">\r\n");
    if (reply.code == 0) co_return server.failure();
    if (reply.code == 250 || reply.code == 251)
      accepted.push_back(recipient);
    else
      missed.push_back({{"address", recipient}, {"code", reply.code}, {"message", reply.text}});
  }
  if (accepted.empty()) co_return refused("RCPT", reply);
  reply = co_await server.say("DATA\r\n");
  if (reply.code == 0) co_return server.failure();
  if (reply.code != 354) co_return refused("DATA", reply);
  server.has_sent();
  const std::string id = random_id();
  reply = co_await server.say(dot_stuffed(compose(mail, now(), id)));
  if (reply.code == 0) co_return server.failure();
  if (reply.code != 250) co_return refused("DATA", reply);
  co_await server.say("QUIT\r\n");
  co_return answered_exchange(200, {{"accepted", accepted}, {"refused", missed}, {"id", id}, {"reply", reply.text}});
}

}  // namespace pbc::live
