// SPDX-License-Identifier: Apache-2.0
#include "live/dns_message.h"

#include <algorithm>
#include <boost/asio/ip/address.hpp>
#include <charconv>

#include "live/connector.h"

namespace pbc::live {

namespace {

constexpr std::pair<std::string_view, std::uint16_t> kTypes[] = {{"A", 1},    {"NS", 2},   {"CNAME", 5}, {"SOA", 6},
                                                                 {"PTR", 12}, {"MX", 15},  {"TXT", 16},  {"AAAA", 28},
                                                                 {"SRV", 33}, {"CAA", 257}};
constexpr std::size_t kHead = 12;
constexpr int kMostPointers = 64;

std::string type_name(std::uint16_t type) {
  for (const auto& [name, number] : kTypes)
    if (number == type) return std::string(name);
  return "TYPE" + std::to_string(type);
}

void put16(std::string* out, unsigned value) {
  *out += static_cast<char>(value >> 8U & 255U);
  *out += static_cast<char>(value & 255U);
}

/// Reads a message from front to back; once it is not `ok`, everything is empty.
class Reader {
 public:
  Reader(std::string_view message, std::size_t at) : message_(message), at_(at) {}

  bool ok() const { return is_ok_; }
  std::size_t at() const { return at_; }
  unsigned byte() {
    if (at_ >= message_.size()) {
      is_ok_ = false;
      return 0;
    }
    return static_cast<unsigned char>(message_[at_++]);
  }
  unsigned two() {
    const unsigned high = byte();
    return high << 8U | byte();
  }
  std::uint32_t four() {
    const std::uint32_t high = two();
    return high << 16U | two();
  }
  std::string_view bytes(std::size_t count) {
    if (count > message_.size() - std::min(at_, message_.size())) {
      is_ok_ = false;
      return {};
    }
    at_ += count;
    return message_.substr(at_ - count, count);
  }
  /// Follows pointers, backwards only and not for ever.
  std::string name() {
    std::string out;
    std::size_t here = at_;
    bool has_jumped = false;
    for (int pointers = 0; is_ok_;) {
      if (here >= message_.size()) break;
      const auto length = static_cast<unsigned char>(message_[here]);
      if ((length & 0xc0U) == 0xc0U) {
        if (here + 1 >= message_.size() || ++pointers > kMostPointers) break;
        if (!has_jumped) at_ = here + 2;
        has_jumped = true;
        const std::size_t target = (length & 0x3fU) << 8U | static_cast<unsigned char>(message_[here + 1]);
        if (target >= here) break;
        here = target;
        continue;
      }
      if (length > 63 || here + 1 + length > message_.size()) break;
      if (length == 0) {
        if (!has_jumped) at_ = here + 1;
        return lower(out);
      }
      if (!out.empty()) out += '.';
      for (const char c : message_.substr(here + 1, length))
        out += static_cast<unsigned char>(c) > ' ' && static_cast<unsigned char>(c) < 127 ? c : '?';
      if (out.size() > 255) break;
      here += 1 + length;
    }
    is_ok_ = false;
    return "";
  }

 private:
  std::string_view message_;
  std::size_t at_;
  bool is_ok_ = true;
};

/// Character strings, put together.
std::string text_of_strings(std::string_view data) {
  std::string out;
  while (!data.empty()) {
    const auto length = std::min<std::size_t>(static_cast<unsigned char>(data[0]), data.size() - 1);
    out += data.substr(1, length);
    data.remove_prefix(1 + length);
  }
  return out;
}

std::string data_of(std::uint16_t type, std::string_view message, std::size_t begin, std::size_t length) {
  namespace ip = boost::asio::ip;
  const std::string_view data = message.substr(begin, length);
  Reader reader(message.substr(0, begin + length), begin);
  switch (type) {
    case 1: {
      if (length != 4) return "";
      ip::address_v4::bytes_type bytes;
      std::ranges::copy(data, bytes.begin());
      return ip::address_v4(bytes).to_string();
    }
    case 28: {
      if (length != 16) return "";
      ip::address_v6::bytes_type bytes;
      std::ranges::copy(data, bytes.begin());
      return ip::address_v6(bytes).to_string();
    }
    case 2:
    case 5:
    case 12:
      return reader.name();
    case 15: {
      const unsigned preference = reader.two();
      return std::to_string(preference) + " " + reader.name();
    }
    case 33: {
      std::string out;
      for (int i = 0; i < 3; ++i) out += std::to_string(reader.two()) + " ";
      return out + reader.name();
    }
    case 6: {
      std::string out = reader.name();
      out += " " + reader.name();
      for (int i = 0; i < 5; ++i) out += " " + std::to_string(reader.four());
      return out;
    }
    case 16:
      return text_of_strings(data);
    default:
      return hex(data);
  }
}

}  // namespace

std::optional<std::uint16_t> dns_type(std::string_view name) {
  const std::string wanted = lower(name);
  for (const auto& [known, number] : kTypes)
    if (lower(known) == wanted) return number;
  std::uint16_t number = 0;
  if (!wanted.starts_with("type")) return std::nullopt;
  const auto [end, error] = std::from_chars(wanted.data() + 4, wanted.data() + wanted.size(), number);
  if (error != std::errc() || end != wanted.data() + wanted.size() || number == 0) return std::nullopt;
  return number;
}

std::optional<std::string> reverse_name(std::string_view text) {
  boost::system::error_code error;
  const auto address = boost::asio::ip::make_address(std::string(text), error);
  if (error) return std::nullopt;
  std::string out;
  if (address.is_v4()) {
    const auto bytes = address.to_v4().to_bytes();
    for (auto byte = bytes.rbegin(); byte != bytes.rend(); ++byte) out += std::to_string(*byte) + ".";
    return out + "in-addr.arpa";
  }
  constexpr std::string_view kDigits = "0123456789abcdef";
  const auto bytes = address.to_v6().to_bytes();
  for (auto byte = bytes.rbegin(); byte != bytes.rend(); ++byte) {
    out += kDigits[*byte & 15U];
    out += '.';
    out += kDigits[*byte >> 4U];
    out += '.';
  }
  return out + "ip6.arpa";
}

std::optional<std::string> dns_question(std::uint16_t id, std::string_view name, std::uint16_t type) {
  if (name.ends_with('.')) name.remove_suffix(1);
  if (name.empty() || name.size() > 253) return std::nullopt;
  std::string out;
  put16(&out, id);
  put16(&out, 0x0100);  // recursion, please
  put16(&out, 1);
  for (int i = 0; i < 3; ++i) put16(&out, 0);
  while (!name.empty()) {
    const std::size_t dot = std::min(name.find('.'), name.size());
    const std::string_view label = name.substr(0, dot);
    if (label.empty() || label.size() > 63) return std::nullopt;
    for (const char c : label)
      if (static_cast<unsigned char>(c) <= ' ' || static_cast<unsigned char>(c) > 126) return std::nullopt;
    out += static_cast<char>(label.size());
    out += label;
    name.remove_prefix(std::min(dot + 1, name.size()));
  }
  out += '\0';
  put16(&out, type);
  put16(&out, 1);  // the Internet
  return out;
}

std::optional<DnsAnswer> dns_answer(std::string_view message, std::string_view question) {
  if (message.size() < kHead || question.size() < kHead || message.substr(0, 2) != question.substr(0, 2))
    return std::nullopt;
  Reader reader(message, 2);
  const unsigned flags = reader.two();
  const unsigned questions = reader.two();
  const unsigned answers = reader.two();
  reader.four();
  if ((flags & 0x8000U) == 0 || questions != 1) return std::nullopt;
  Reader asked(question, kHead);
  if (reader.name() != asked.name() || reader.two() != asked.two() || reader.two() != 1 || !reader.ok())
    return std::nullopt;
  DnsAnswer answer;
  answer.code = static_cast<int>(flags & 15U);
  answer.is_truncated = (flags & 0x0200U) != 0;
  for (unsigned i = 0; i < answers; ++i) {
    DnsRecord record;
    record.name = reader.name();
    const auto type = static_cast<std::uint16_t>(reader.two());
    const unsigned kind = reader.two();
    record.ttl = reader.four();
    const unsigned length = reader.two();
    const std::size_t begin = reader.at();
    reader.bytes(length);
    if (!reader.ok()) {
      if (answer.is_truncated) break;
      return std::nullopt;
    }
    if (kind != 1) continue;
    record.type = type_name(type);
    record.data = data_of(type, message, begin, length);
    answer.records.push_back(std::move(record));
  }
  return answer;
}

}  // namespace pbc::live
