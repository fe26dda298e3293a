// SPDX-License-Identifier: Apache-2.0
#include "mail/event.h"

#include <nlohmann/json.hpp>

#include <unordered_map>

#include "mail/ascii.h"
#include "mail/authentication.h"
#include "mail/digest.h"
#include "mail/media.h"
#include "mail/text.h"
#include "mail/url.h"

namespace pbc::mail {
namespace {

using Json = nlohmann::ordered_json;

/// The last value of a header, as SOAR's dict keeps it; empty where there is none.
std::string header_of(const Message& message, std::string_view name) {
  for (auto it = message.headers.rbegin(); it != message.headers.rend(); ++it)
    if (equal_ignoring_case(it->name, name)) return it->value;
  return "";
}

std::string first_header_of(const Message& message, std::string_view name) {
  for (const Header& header : message.headers)
    if (equal_ignoring_case(header.name, name)) return header.value;
  return "";
}

std::string dump(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

/// One UUID for each message, the same ones whenever the mail is read.
std::string guid_of(const std::string& digest, std::size_t index) {
  std::string digits = sha256(digest + "/" + std::to_string(index)).substr(0, 32);
  if (digits.size() < 32) digits.resize(32, '0');
  digits[12] = '8';                                // RFC 9562: a version of one's own
  digits[16] = "89ab"[hex_value(digits[16]) % 4];  // and its variant
  for (const std::size_t at : {20, 16, 12, 8}) digits.insert(at, "-");
  return digits;
}

Json properties_of(const Properties& properties) {
  Json result = Json::object();
  for (const auto& [name, value] : properties) result[name] = value;
  return result;
}

Json results_of(const std::vector<AuthenticationResult>& results) {
  Json list = Json::array();
  for (const AuthenticationResult& result : results) {
    Json entry = {{"authserv_id", result.authserv_id}, {"method", result.method}, {"result", result.result}};
    if (!result.reason.empty()) entry["reason"] = result.reason;
    entry["properties"] = properties_of(result.properties);
    list.push_back(std::move(entry));
  }
  return list;
}

/// What the mail says of itself under names that SOAR does not use. Fields are there where the mail has them.
void add_authentication(Json& cef, const std::vector<Header>& headers) {
  const Authentication found = read_authentication(headers);
  if (!found.results.empty()) cef["authenticationResults"] = results_of(found.results);
  for (const ReceivedSpf& spf : found.received_spf)
    cef["receivedSpf"].push_back(
        {{"result", spf.result}, {"comment", spf.comment}, {"properties", properties_of(spf.properties)}});
  for (const ArcSet& set : found.arc)
    cef["arcResults"].push_back({{"instance", set.instance},
                                 {"cv", set.chain},
                                 {"domain", set.domain},
                                 {"selector", set.selector},
                                 {"results", results_of(set.results)}});
}

/// The last value of each name at the place of the first, as a dict has them; all of `Received`.
Json headers_of(const Message& message) {
  std::vector<const Header*> entries;
  std::unordered_map<std::string, std::size_t> places;
  Json received = Json::array();
  for (const Header& header : message.headers) {
    if (equal_ignoring_case(header.name, "Received")) received.push_back(header.value);
    const auto [place, is_new] = places.emplace(lower(header.name), entries.size());
    if (is_new) entries.push_back(nullptr);
    entries[place->second] = &header;
  }
  Json result = Json::object();
  // The names are different ones: no need to look for each as operator[] does.
  auto& object = result.get_ref<Json::object_t&>();
  for (const Header* header : entries) {
    if (equal_ignoring_case(header->name, "Received")) {
      object.emplace_back("Received", received);
    } else if (!equal_ignoring_case(header->name, "decodedSubject")) {
      object.emplace_back(header->name, header->value);
    }
  }
  const std::string subject = header_of(message, "Subject");
  if (!subject.empty()) object.emplace_back("decodedSubject", decode_words(subject));
  return result;
}

/// The first text and the first HTML under their names, further ones by their number among the bodies of the message.
void add_bodies(Json& cef, const Message& message) {
  std::size_t number = 0;
  for (const Body& body : message.bodies) {
    ++number;
    const bool is_plain = body.media_type == "text/plain", is_html = body.media_type == "text/html";
    if (!is_plain && !is_html) {
      cef["bodyOther"].emplace(body.media_type, body.text);
    } else if (const char* name = is_plain ? "bodyText" : "bodyHtml"; !cef.contains(name)) {
      cef[name] = body.text;
    } else {
      cef["bodyPart" + std::to_string(number)] = body.text;
    }
  }
}

class EventWriter {
 public:
  EventWriter(const Contents& contents, const Indicators& indicators, const MailOptions& options)
      : contents_(contents), indicators_(indicators), options_(options) {}

  std::string write(std::string_view raw, const Reached& reached) {
    digest_ = sha1(raw);
    const Message& mail = contents_.messages.front();
    id_ = clean_utf8(options_.source_data_identifier);
    if (id_.empty()) id_ = first_header_of(mail, "Message-ID");
    if (id_.empty()) id_ = digest_;
    std::string name = clean_utf8(options_.container_name);
    if (name.empty()) name = decode_words(first_header_of(mail, "Subject"));
    if (name.empty()) name = "Email ID: " + id_;

    Json event = {{"name", name},
                  {"label", clean_utf8(options_.label)},
                  {"source_data_identifier", id_},
                  {"run_automation", false},
                  {"data", {{"raw_email", clean_utf8(raw)}}}};
    if (!reached.all().empty()) event["data"]["limits"] = reached.all();
    add_indicators();
    for (std::size_t i = 0; i < contents_.messages.size(); ++i) add_message(i);
    for (const Attachment& attachment : contents_.attachments) add_attachment(attachment);
    // What starts playbooks in SOAR: the last one, when all are there.
    artifacts_.back()["run_automation"] = true;
    event["artifacts"] = std::move(artifacts_);
    return dump(event);
  }

 private:
  void add(const char* name, Json cef, Json cef_types, Json data = nullptr) {
    Json artifact = {{"name", name}, {"run_automation", false}, {"source_data_identifier", sha256(name + dump(cef))}};
    artifact["cef"] = std::move(cef);
    artifact["cef_types"] = std::move(cef_types);
    if (!data.is_null()) artifact["data"] = std::move(data);
    artifacts_.push_back(std::move(artifact));
  }

  void add_indicators() {
    for (const std::string& ip : indicators_.ips.all())
      add("IP Artifact", {{"sourceAddress", ip}}, {{"sourceAddress", {is_ipv4(ip) ? "ip" : "ipv6"}}});
    for (const std::string& hash : indicators_.hashes.all()) {
      const char* kind = hash.size() == 32 ? "md5" : hash.size() == 40 ? "sha1" : "sha256";
      add("Hash Artifact", {{"fileHash", hash}}, {{"fileHash", {"hash", kind}}});
    }
    for (const std::string& url : indicators_.urls.all())
      add("URL Artifact", {{"requestURL", url}}, {{"requestURL", {"url"}}});
    for (const std::string& domain : indicators_.domains.all()) {
      const DomainFacts facts = facts_of(domain);
      Json data = Json::object();
      if (!facts.registrable.empty()) data["registrableDomain"] = facts.registrable;
      if (!facts.ascii.empty()) data["asciiDomain"] = facts.ascii;
      if (!facts.unicode.empty()) data["unicodeDomain"] = facts.unicode;
      add("Domain Artifact", {{"destinationDnsDomain", domain}}, {{"destinationDnsDomain", {"domain"}}},
          std::move(data));
    }
  }

  void add_message(std::size_t index) {
    const Message& message = contents_.messages[index];
    Json cef = Json::object();
    const std::string from = header_of(message, "From"), to = header_of(message, "To");
    if (!from.empty()) cef["fromEmail"] = from;
    if (!to.empty()) cef["toEmail"] = to;
    cef["emailHeaders"] = headers_of(message);
    if (index == 0) cef["emailId"] = id_;
    add_bodies(cef, message);
    cef["emailGuid"] = guid_of(digest_, index);
    if (message.parent >= 0) cef["parentGuid"] = guid_of(digest_, static_cast<std::size_t>(message.parent));
    add_authentication(cef, message.headers);
    add("Email Artifact", std::move(cef), {{"fromEmail", {"email"}}, {"toEmail", {"email"}}});
  }

  void add_attachment(const Attachment& attachment) {
    Json cef = {{"fileName", attachment.name},
                {"vaultId", attachment.sha1},
                {"cs6", attachment.sha1},
                {"cs6Label", "Vault ID"},
                {"fileHashSha256", attachment.sha256}};
    if (!attachment.md5.empty()) cef["fileHashMd5"] = attachment.md5;
    cef["fileHashSha1"] = attachment.sha1;
    std::vector<std::string> types = {"vault id"};
    for (const std::string& type : file_types(attachment.name, attachment.bytes)) types.push_back(type);
    add("Vault Artifact", std::move(cef), {{"vaultId", types}, {"cs6", types}});
  }

  const Contents& contents_;
  const Indicators& indicators_;
  const MailOptions& options_;
  std::string digest_;  // SHA-1 of the mail
  std::string id_;
  Json artifacts_ = Json::array();
};

}  // namespace

std::string write_event(std::string_view raw, const Contents& contents, const Indicators& indicators,
                        const MailOptions& options, const Reached& reached) {
  return EventWriter(contents, indicators, options).write(raw, reached);
}

}  // namespace pbc::mail
