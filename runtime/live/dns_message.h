// SPDX-License-Identifier: Apache-2.0
//
// Questions and answers of the Domain Name System (RFC 1035).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pbc::live {

struct DnsRecord {
  std::string name;  // in lower case, without the last dot
  std::string type;  // "A", "MX"; "TYPE65" for those without a name here
  std::uint32_t ttl = 0;
  std::string data;  // as people write it: an address, a name, "10 mail.example.com"
};

struct DnsAnswer {
  int code = 0;  // 0: fine; 3: there is no such name
  bool is_truncated = false;
  std::vector<DnsRecord> records;
};

/// "A", "aaaa", "TYPE65"; nothing for what is no type.
std::optional<std::uint16_t> dns_type(std::string_view name);
/// The name below in-addr.arpa or ip6.arpa; nothing for what is no address.
std::optional<std::string> reverse_name(std::string_view address);
/// Nothing for what is no name: a label that is empty or longer than 63 bytes, more than 253 in all.
std::optional<std::string> dns_question(std::uint16_t id, std::string_view name, std::uint16_t type);
/// Nothing for what is no answer to the question.
std::optional<DnsAnswer> dns_answer(std::string_view message, std::string_view question);

}  // namespace pbc::live
