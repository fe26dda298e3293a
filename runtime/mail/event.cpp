// SPDX-License-Identifier: Apache-2.0
#include "mail/event.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "frozen/frozen.h"
#include "mail/ascii.h"
#include "mail/authentication.h"
#include "mail/digest.h"
#include "mail/media.h"
#include "mail/text.h"
#include "mail/url.h"

namespace pbc::mail {
namespace {

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

/// One UUID for each message, the same ones whenever the mail is read.
std::string guid_of(const std::string& digest, std::size_t index) {
  std::string digits = sha256(digest + "/" + std::to_string(index)).substr(0, 32);
  if (digits.size() < 32) digits.resize(32, '0');
  digits[12] = '8';                                // RFC 9562: a version of one's own
  digits[16] = "89ab"[hex_value(digits[16]) % 4];  // and its variant
  for (const std::size_t at : {20, 16, 12, 8}) digits.insert(at, "-");
  return digits;
}

std::string list_of(const std::vector<std::string>& texts) {
  frozen::List list;
  for (const std::string& text : texts) list.text(text);
  return list.take();
}

/// The last value of each name at the place of the first, as a dict has them.
std::string properties_of(const Properties& properties) {
  frozen::Dict dict;
  for (auto property = properties.begin(); property != properties.end(); ++property) {
    const auto has_name = [&](const auto& other) { return other.first == property->first; };
    if (std::find_if(properties.begin(), property, has_name) != property) continue;
    dict.text(property->first, std::find_if(properties.rbegin(), properties.rend(), has_name)->second);
  }
  return dict.take();
}

std::string results_of(const std::vector<AuthenticationResult>& results) {
  frozen::List list;
  for (const AuthenticationResult& result : results) {
    frozen::Dict entry;
    entry.text("authserv_id", result.authserv_id).text("method", result.method).text("result", result.result);
    if (!result.reason.empty()) entry.text("reason", result.reason);
    entry.value("properties", properties_of(result.properties));
    list.value(entry.take());
  }
  return list.take();
}

/// What the mail says of itself under names that SOAR does not use. Fields are there where the mail has them.
void add_authentication(frozen::Dict& cef, const std::vector<Header>& headers) {
  const Authentication found = read_authentication(headers);
  if (!found.results.empty()) cef.value("authenticationResults", results_of(found.results));
  frozen::List received_spf, arc;
  for (const ReceivedSpf& spf : found.received_spf)
    received_spf.value(frozen::Dict()
                           .text("result", spf.result)
                           .text("comment", spf.comment)
                           .value("properties", properties_of(spf.properties))
                           .take());
  for (const ArcSet& set : found.arc)
    arc.value(frozen::Dict()
                  .integer("instance", set.instance)
                  .text("cv", set.chain)
                  .text("domain", set.domain)
                  .text("selector", set.selector)
                  .value("results", results_of(set.results))
                  .take());
  if (!received_spf.empty()) cef.value("receivedSpf", received_spf.take());
  if (!arc.empty()) cef.value("arcResults", arc.take());
}

/// The last value of each name at the place of the first, as a dict has them; all of `Received`.
std::string headers_of(const Message& message) {
  std::vector<const Header*> entries;
  std::unordered_map<std::string, std::size_t> places;
  frozen::List received;
  for (const Header& header : message.headers) {
    if (equal_ignoring_case(header.name, "Received")) received.text(header.value);
    const auto [place, is_new] = places.emplace(lower(header.name), entries.size());
    if (is_new) entries.push_back(nullptr);
    entries[place->second] = &header;
  }
  frozen::Dict result;
  for (const Header* header : entries) {
    if (equal_ignoring_case(header->name, "Received")) {
      result.value("Received", received.take());
    } else if (!equal_ignoring_case(header->name, "decodedSubject")) {
      result.text(header->name, header->value);
    }
  }
  const std::string subject = header_of(message, "Subject");
  if (!subject.empty()) result.text("decodedSubject", decode_words(subject));
  return result.take();
}

bool is_text_or_html(const Body& body) { return body.media_type == "text/plain" || body.media_type == "text/html"; }

/// The first of each media type that is neither text nor HTML.
std::string others_of(const std::vector<Body>& bodies) {
  frozen::Dict others;
  for (auto body = bodies.begin(); body != bodies.end(); ++body) {
    const bool is_first = std::find_if(bodies.begin(), body,
                                       [&](const Body& other) { return other.media_type == body->media_type; }) == body;
    if (is_first && !is_text_or_html(*body)) others.text(body->media_type, body->text);
  }
  return others.take();
}

/// The first text and the first HTML under their names, further ones by their number among the bodies of the message.
void add_bodies(frozen::Dict& cef, const Message& message) {
  bool has_text = false, has_html = false, has_others = false;
  for (std::size_t i = 0; i < message.bodies.size(); ++i) {
    const Body& body = message.bodies[i];
    const bool is_plain = body.media_type == "text/plain";
    if (!is_text_or_html(body)) {
      if (!std::exchange(has_others, true)) cef.value("bodyOther", others_of(message.bodies));
    } else if (!std::exchange(is_plain ? has_text : has_html, true)) {
      cef.text(is_plain ? "bodyText" : "bodyHtml", body.text);
    } else {
      cef.text("bodyPart" + std::to_string(i + 1), body.text);
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

    add_indicators();
    for (std::size_t i = 0; i < contents_.messages.size(); ++i) add_message(i);
    for (const Attachment& attachment : contents_.attachments) add_attachment(attachment);
    return frozen::Dict()
        .text("name", name)
        .text("label", clean_utf8(options_.label))
        .text("source_data_identifier", id_)
        .boolean("run_automation", false)
        .value("data", data_of(raw, reached))
        .value("artifacts", artifacts())
        .take();
  }

 private:
  struct Artifact {
    std::string_view name;
    std::string cef, cef_types, data;  // frozen; `data` may be empty
  };

  static std::string data_of(std::string_view raw, const Reached& reached) {
    frozen::Dict data;
    data.text("raw_email", clean_utf8(raw));
    if (!reached.all().empty()) data.value("limits", list_of(reached.all()));
    return data.take();
  }

  std::string artifacts() const {
    frozen::List list;
    for (const Artifact& artifact : artifacts_) {
      frozen::Dict dict;
      dict.text("name", artifact.name)
          // What starts playbooks in SOAR: the last one, when all are there.
          .boolean("run_automation", &artifact == &artifacts_.back())
          .text("source_data_identifier", sha256(std::string(artifact.name) + frozen::to_json(artifact.cef)))
          .value("cef", artifact.cef)
          .value("cef_types", artifact.cef_types);
      if (!artifact.data.empty()) dict.value("data", artifact.data);
      list.value(dict.take());
    }
    return list.take();
  }

  /// An artifact that is about one value.
  void add(std::string_view name, std::string_view field, std::string_view value, const std::vector<std::string>& types,
           std::string data = "") {
    artifacts_.push_back({name, frozen::Dict().text(field, value).take(),
                          frozen::Dict().value(field, list_of(types)).take(), std::move(data)});
  }

  void add_indicators() {
    for (const std::string& ip : indicators_.ips.all())
      add("IP Artifact", "sourceAddress", ip, {is_ipv4(ip) ? "ip" : "ipv6"});
    for (const std::string& hash : indicators_.hashes.all()) {
      const char* kind = hash.size() == 32 ? "md5" : hash.size() == 40 ? "sha1" : "sha256";
      add("Hash Artifact", "fileHash", hash, {"hash", kind});
    }
    for (const std::string& url : indicators_.urls.all()) add("URL Artifact", "requestURL", url, {"url"});
    for (const std::string& domain : indicators_.domains.all()) {
      const DomainFacts facts = facts_of(domain);
      frozen::Dict data;
      if (!facts.registrable.empty()) data.text("registrableDomain", facts.registrable);
      if (!facts.ascii.empty()) data.text("asciiDomain", facts.ascii);
      if (!facts.unicode.empty()) data.text("unicodeDomain", facts.unicode);
      add("Domain Artifact", "destinationDnsDomain", domain, {"domain"}, data.take());
    }
  }

  void add_message(std::size_t index) {
    const Message& message = contents_.messages[index];
    frozen::Dict cef;
    const std::string from = header_of(message, "From"), to = header_of(message, "To");
    if (!from.empty()) cef.text("fromEmail", from);
    if (!to.empty()) cef.text("toEmail", to);
    cef.value("emailHeaders", headers_of(message));
    if (index == 0) cef.text("emailId", id_);
    add_bodies(cef, message);
    cef.text("emailGuid", guid_of(digest_, index));
    if (message.parent >= 0) cef.text("parentGuid", guid_of(digest_, static_cast<std::size_t>(message.parent)));
    add_authentication(cef, message.headers);
    const std::string types = list_of({"email"});
    artifacts_.push_back(
        {"Email Artifact", cef.take(), frozen::Dict().value("fromEmail", types).value("toEmail", types).take(), ""});
  }

  void add_attachment(const Attachment& attachment) {
    frozen::Dict cef;
    cef.text("fileName", attachment.name)
        .text("vaultId", attachment.sha1)
        .text("cs6", attachment.sha1)
        .text("cs6Label", "Vault ID")
        .text("fileHashSha256", attachment.sha256);
    if (!attachment.md5.empty()) cef.text("fileHashMd5", attachment.md5);
    cef.text("fileHashSha1", attachment.sha1);
    std::vector<std::string> kinds = {"vault id"};
    for (const std::string& type : file_types(attachment.name, attachment.bytes)) kinds.push_back(type);
    const std::string types = list_of(kinds);
    artifacts_.push_back(
        {"Vault Artifact", cef.take(), frozen::Dict().value("vaultId", types).value("cs6", types).take(), ""});
  }

  const Contents& contents_;
  const Indicators& indicators_;
  const MailOptions& options_;
  std::string digest_;  // SHA-1 of the mail
  std::string id_;
  std::vector<Artifact> artifacts_;
};

}  // namespace

std::string write_event(std::string_view raw, const Contents& contents, const Indicators& indicators,
                        const MailOptions& options, const Reached& reached) {
  return EventWriter(contents, indicators, options).write(raw, reached);
}

}  // namespace pbc::mail
