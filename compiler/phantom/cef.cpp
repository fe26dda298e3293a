// SPDX-License-Identifier: Apache-2.0
#include "compiler/phantom/cef.h"

#include <algorithm>

#include "compiler/base/fold.h"

namespace pbc::phantom {
namespace {

struct Word {
  std::string_view word;
  std::string_view indicator;
};

constexpr Word kFields[] = {
    {"sourceAddress", "ip"},
    {"destinationAddress", "ip"},
    {"deviceAddress", "ip"},
    {"agentAddress", "ip"},
    {"sourceTranslatedAddress", "ip"},
    {"destinationTranslatedAddress", "ip"},
    {"deviceTranslatedAddress", "ip"},
    {"requestURL", "url"},
    {"destinationDnsDomain", "domain"},
    {"sourceDnsDomain", "domain"},
    {"deviceDnsDomain", "domain"},
    {"fileHash", "hash"},
    {"fileHashMd5", "hash"},
    {"fileHashSha1", "hash"},
    {"fileHashSha256", "hash"},
    {"fileHashSha512", "hash"},
    {"oldFileHash", "hash"},
    {"sourceHostName", "host"},
    {"destinationHostName", "host"},
    {"deviceHostname", "host"},
    {"agentHostName", "host"},
    {"fromEmail", "email"},
    {"toEmail", "email"},
    {"sourceUserName", "user"},
    {"destinationUserName", "user"},
    {"fileName", "file"},
    {"oldFileName", "file"},
    {"vaultId", "vault_id"},
    {"sourceProcessName", "process"},
    {"destinationProcessName", "process"},
    {"sourcePort", "port"},
    {"destinationPort", "port"},
    {"sourceMacAddress", "mac"},
    {"destinationMacAddress", "mac"},
    {"deviceMacAddress", "mac"},
};

constexpr Word kContains[] = {
    {"ip", "ip"},
    {"ipv6", "ip"},
    {"url", "url"},
    {"domain", "domain"},
    {"hash", "hash"},
    {"md5", "hash"},
    {"sha1", "hash"},
    {"sha256", "hash"},
    {"sha512", "hash"},
    {"host name", "host"},
    {"hostname", "host"},
    {"email", "email"},
    {"user name", "user"},
    {"username", "user"},
    {"file name", "file"},
    {"vault id", "vault_id"},
    {"port", "port"},
    {"mac address", "mac"},
    {"process name", "process"},
};

template <std::size_t N>
std::string_view find(const Word (&words)[N], std::string_view wanted) {
  const auto found = std::ranges::find_if(words, [&](const Word& word) { return to_lower(word.word) == wanted; });
  return found == std::end(words) ? std::string_view() : found->indicator;
}

}  // namespace

std::span<const std::string_view> indicators() {
  static constexpr std::string_view kAll[] = {"ip",   "url",  "domain",   "hash",    "host", "email",
                                              "user", "file", "vault_id", "process", "port", "mac"};
  return kAll;
}

std::string_view indicator_of_cef_field(std::string_view field) { return find(kFields, to_lower(field)); }
std::string_view indicator_of_contains(std::string_view word) { return find(kContains, to_lower(word)); }

}  // namespace pbc::phantom
