// SPDX-License-Identifier: Apache-2.0
#include "serve/text.h"

#include <openssl/crypto.h>
#include <openssl/sha.h>

#include <array>
#include <boost/asio/ip/address.hpp>
#include <ctime>

namespace pbc::serve {

namespace {

/// The status by which an error is told.
const char* code_of(Done::Kind kind) {
  switch (kind) {
    case Done::Kind::kReport:
      return "";
    case Done::Kind::kUnusable:
      return "bad_request";
    case Done::Kind::kLate:
      return "timeout";
    case Done::Kind::kStopped:
      return "shutting_down";
    case Done::Kind::kLeft:
      return "left";
    case Done::Kind::kInternal:
      break;
  }
  return "internal";
}

int digit_of(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::string decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int high = text[i] == '%' && i + 2 < text.size() ? digit_of(text[i + 1]) : -1;
    const int low = high >= 0 ? digit_of(text[i + 2]) : -1;
    if (low >= 0) {
      out += static_cast<char>(high * 16 + low);
      i += 2;
    } else {
      out += text[i] == '+' ? ' ' : text[i];
    }
  }
  return out;
}

}  // namespace

std::string json_text(const live::OrderedJson& value) {
  return value.dump(-1, ' ', false, live::OrderedJson::error_handler_t::replace);
}

live::OrderedJson error_json(const Done& done) { return {{"code", code_of(done.kind)}, {"message", done.message}}; }

std::string error_text(std::string_view code, std::string_view message) {
  return json_text({{"error", {{"code", code}, {"message", message}}}}) + "\n";
}

std::string time_text(Micros time) {
  const std::time_t seconds = time / 1'000'000;
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  std::array<char, 40> text{};
  std::string out(text.data(), std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%S", &parts));
  const std::string millis = std::to_string(1000 + time / 1000 % 1000);
  return out + "." + millis.substr(1) + "Z";
}

bool is_same_secret(std::string_view given, std::string_view expected) {
  // Of digests, so that not even the length is told.
  std::array<unsigned char, SHA256_DIGEST_LENGTH> of_given{}, of_expected{};
  SHA256(reinterpret_cast<const unsigned char*>(given.data()), given.size(), of_given.data());
  SHA256(reinterpret_cast<const unsigned char*>(expected.data()), expected.size(), of_expected.data());
  return CRYPTO_memcmp(of_given.data(), of_expected.data(), of_given.size()) == 0;
}

std::string parameter_of(std::string_view query, std::string_view name) {
  while (!query.empty()) {
    const std::size_t end = std::min(query.find('&'), query.size());
    const std::string_view part = query.substr(0, end);
    query.remove_prefix(std::min(end + 1, query.size()));
    const std::size_t equals = std::min(part.find('='), part.size());
    if (decoded(part.substr(0, equals)) != name) continue;
    return equals < part.size() ? decoded(part.substr(equals + 1)) : "";
  }
  return "";
}

std::string_view host_of(std::string_view authority) {
  if (authority.starts_with('[')) return authority.substr(1, std::min(authority.find(']'), authority.size()) - 1);
  return authority.substr(0, authority.find(':'));
}

bool is_this_machine(std::string_view host) {
  if (host == "localhost") return true;
  boost::system::error_code error;
  const auto address = boost::asio::ip::make_address(std::string(host), error);
  return !error && address.is_loopback();
}

}  // namespace pbc::serve
