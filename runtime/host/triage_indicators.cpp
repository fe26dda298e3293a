// SPDX-License-Identifier: Apache-2.0
#include "host/triage_indicators.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "phantom/plain.h"
#include "python/errors.h"
#include "python/json.h"
#include "python/objects.h"
#include "python/text.h"
#include "python/values.h"

namespace pbc::host {

namespace {

using engine::member;

struct FieldKind {
  std::string_view field;  // lower case
  std::string_view kind;
};

/// Names that CEF and SOAR's ingest apps give to fields. Sorted.
constexpr std::array<FieldKind, 27> kFields = {{
    {"destinationaddress", "ip"},
    {"destinationdnsdomain", "domain"},
    {"destinationtranslatedaddress", "ip"},
    {"deviceaddress", "ip"},
    {"dst", "ip"},
    {"dvc", "ip"},
    {"filehash", "hash"},
    {"filehashmd5", "md5"},
    {"filehashsha1", "sha1"},
    {"filehashsha256", "sha256"},
    {"filehashsha512", "sha512"},
    {"fromemail", "email"},
    {"hash", "hash"},
    {"ip", "ip"},
    {"md5", "md5"},
    {"request", "url"},
    {"requesturl", "url"},
    {"sender", "email"},
    {"sha1", "sha1"},
    {"sha256", "sha256"},
    {"sourceaddress", "ip"},
    {"sourcednsdomain", "domain"},
    {"sourcetranslatedaddress", "ip"},
    {"src", "ip"},
    {"toemail", "email"},
    {"url", "url"},
    {"vaultid", "vault id"},
}};

/// Calls `visit(field, value, kinds)` for every text of a field.
template <typename F>
void each_text(const Value& artifact, F&& visit) {
  const Value* cef = member(artifact, "cef");
  if (cef == nullptr || !cef->is(Tag::kDict)) return;
  for (const Table::Entry& entry : as_dict(*cef).entries_in_place()) {
    if (!entry.key.is_str() || !entry.value.is_str() || entry.value.text().empty()) continue;
    visit(entry.key.text(), entry.value.text());
  }
}

void add_once(std::vector<std::string>* all, std::string_view text) {
  if (std::ranges::find(*all, text) == all->end()) all->emplace_back(text);
}

bool is_kind(const Value& artifact, std::string_view field, std::string_view kind) {
  const std::vector<std::string> kinds = kinds_of(artifact, field);
  return std::ranges::find(kinds, kind) != kinds.end();
}

/// Of RFC 6890 and its registries, what nobody outside can know.
bool is_public(const std::string& text) {
  in_addr four{};
  if (inet_pton(AF_INET, text.c_str(), &four) == 1) {
    const std::uint32_t address = ntohl(four.s_addr);
    constexpr std::array<std::pair<std::uint32_t, int>, 9> kReserved = {{{0x00000000, 8},
                                                                         {0x0a000000, 8},
                                                                         {0x64400000, 10},
                                                                         {0x7f000000, 8},
                                                                         {0xa9fe0000, 16},
                                                                         {0xac100000, 12},
                                                                         {0xc0a80000, 16},
                                                                         {0xc6120000, 15},
                                                                         {0xe0000000, 3}}};
    return std::ranges::none_of(kReserved,
                                [&](const auto& net) { return (address ^ net.first) >> (32 - net.second) == 0; });
  }
  in6_addr six{};
  if (inet_pton(AF_INET6, text.c_str(), &six) != 1) return false;
  return (six.s6_addr[0] & 0xe0U) == 0x20U;  // 2000::/3 is all that is in use
}

/// The addresses in brackets of "from HELO (name [192.0.2.1]) by ...": who has connected, and what he says of himself.
std::vector<std::string_view> connecting_addresses(std::string_view received) {
  received = received.substr(0, received.find(" by "));
  std::vector<std::string_view> addresses;
  for (std::size_t open = received.find('['); open != received.npos; open = received.find('[', open + 1)) {
    std::string_view address = received.substr(open + 1, received.find(']', open) - open - 1);
    if (text::lower(address.substr(0, 5)) == "ipv6:") address.remove_prefix(5);
    addresses.push_back(address);
  }
  return addresses;
}

/// Of a message, the header that its last system has added stands first.
std::vector<std::string_view> sending_addresses(const Value& artifact) {
  const Value* cef = member(artifact, "cef");
  const Value* headers = cef ? member(*cef, "emailHeaders") : nullptr;
  const Value* received = headers ? member(*headers, "Received") : nullptr;
  if (received == nullptr) return {};
  const Values all = engine::one_or_all(*received);
  return all.empty() || !all.front().is_str() ? std::vector<std::string_view>()
                                              : connecting_addresses(all.front().text());
}

bool is_hash(std::string_view text) {
  return (text.size() == 32 || text.size() == 40 || text.size() == 64) &&
         text.find_first_not_of("0123456789abcdefABCDEF") == text.npos;
}

}  // namespace

std::vector<std::string> kinds_of(const Value& artifact, std::string_view field) {
  std::vector<std::string> kinds;
  const Value* types = member(artifact, "cef_types");
  const Value* own = types ? member(*types, field) : nullptr;
  if (own != nullptr && own->is(Tag::kList))
    for (const Value& kind : as_list(*own))
      if (kind.is_str()) kinds.emplace_back(kind.text());
  if (!kinds.empty()) return kinds;
  const std::string name = text::lower(field);
  const auto usual = std::ranges::lower_bound(kFields, name, {}, &FieldKind::field);
  if (usual != kFields.end() && usual->field == name) kinds.emplace_back(usual->kind);
  return kinds;
}

bool has_kind(const Values& artifacts, std::string_view kind) {
  return std::ranges::any_of(artifacts, [&](const Value& artifact) {
    bool found = false;
    each_text(artifact, [&](std::string_view field, std::string_view) { found |= is_kind(artifact, field, kind); });
    return found;
  });
}

std::vector<std::string> urls_of(const Values& artifacts) {
  std::vector<std::string> urls;
  for (const Value& artifact : artifacts)
    each_text(artifact, [&](std::string_view field, std::string_view value) {
      if (is_kind(artifact, field, "url")) add_once(&urls, value);
    });
  return urls;
}

std::vector<std::string> addresses_of(const Values& artifacts) {
  std::vector<std::string> addresses;
  for (const Value& artifact : artifacts) {
    for (const std::string_view sender : sending_addresses(artifact))
      if (is_public(std::string(sender))) add_once(&addresses, sender);
  }
  for (const Value& artifact : artifacts)
    each_text(artifact, [&](std::string_view field, std::string_view value) {
      if (value.size() >= INET6_ADDRSTRLEN || !is_public(std::string(value))) return;
      if (is_kind(artifact, field, "ip") || is_kind(artifact, field, "ipv6")) add_once(&addresses, value);
    });
  return addresses;
}

std::vector<std::string> hashes_of(const Values& artifacts) {
  std::vector<std::string> hashes;
  for (const Value& artifact : artifacts) {
    std::string_view longest;
    each_text(artifact, [&](std::string_view field, std::string_view value) {
      if (!is_hash(value) || value.size() <= longest.size()) return;
      if (is_kind(artifact, field, "hash") || is_kind(artifact, field, "sha256") || is_kind(artifact, field, "sha1") ||
          is_kind(artifact, field, "md5"))
        longest = value;
    });
    if (!longest.empty()) add_once(&hashes, longest);
  }
  return hashes;
}

Values messages_of(const Values& artifacts) {
  Values messages;
  std::string attachments;
  for (const Value& artifact : artifacts) {
    const Value* cef = member(artifact, "cef");
    const Value* name = cef ? member(*cef, "fileName") : nullptr;
    if (name != nullptr && name->is_str()) attachments += (attachments.empty() ? "" : ",") + std::string(name->text());
  }
  for (const Value& artifact : artifacts) {
    const Value* cef = member(artifact, "cef");
    const Value* headers = cef ? member(*cef, "emailHeaders") : nullptr;
    if (headers == nullptr) continue;
    Value message = make_dict();
    const auto copy = [&](const char* to, const char* from) {
      const Value* value = member(*cef, from);
      if (value != nullptr && value->is_str() && !value->text().empty()) engine::set_member(message, to, *value);
    };
    engine::set_member(message, "headers", headers->is_str() ? *headers : make_str(engine::to_json(*headers)));
    copy("from", "fromEmail");
    copy("to", "toEmail");
    copy("body_text", "bodyText");
    copy("body_html", "bodyHtml");
    if (!attachments.empty()) engine::set_member(message, "attachments", make_str(attachments));
    messages.push_back(std::move(message));
  }
  return messages;
}

std::string text_of_message(const Value& message) {
  constexpr std::size_t kMost = 20'000;
  const auto text = [](const Value& dict, std::string_view key) { return std::string(engine::text_member(dict, key)); };
  std::string subject;
  try {
    const Value headers = parse_json(text(message, "headers"));
    subject = text(headers, "decodedSubject");
    if (subject.empty()) subject = text(headers, "Subject");
  } catch (const JsonError&) {
    // An event may hold any text there.
  } catch (const Raised&) {
    caught();  // nested too deeply
  }
  std::string body = text(message, "body_text");
  if (body.empty()) body = text(message, "body_html");
  std::string whole = "From: " + text(message, "from") + "\nSubject: " + subject + "\n\n" + body;
  whole.resize(engine::length_within(whole, kMost));
  return whole;
}

}  // namespace pbc::host
