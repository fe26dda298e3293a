// SPDX-License-Identifier: Apache-2.0
#include "live/transport_content.h"

#include <algorithm>

#include "mail/ascii.h"

namespace pbc::live {
namespace {

/// A list of texts, or one text by comma.
std::vector<std::string> texts_of(const OrderedJson& value) {
  std::vector<std::string> texts;
  const auto add = [&](std::string_view text) {
    text = mail::trim(text);
    if (!text.empty()) texts.emplace_back(text);
  };
  if (value.is_array()) {
    for (const OrderedJson& item : value) add(text_of(item));
  } else if (value.is_string()) {
    std::string_view rest = value.get_ref<const std::string&>();
    while (true) {
      const std::size_t comma = rest.find(',');
      add(rest.substr(0, comma));
      if (comma == std::string_view::npos) break;
      rest.remove_prefix(comma + 1);
    }
  }
  return texts;
}

std::string text_member(const OrderedJson& object, const char* name) {
  const auto found = object.find(name);
  return found == object.end() || found->is_null() ? "" : text_of(*found);
}

/// Values are texts, or lists of them; what else stands there is no header.
void add_headers(const OrderedJson& headers, content::Mail* mail) {
  const auto add = [&](const std::string& name, const OrderedJson& value) {
    if (value.is_string()) mail->headers.emplace_back(name, value.get<std::string>());
  };
  for (const auto& [name, value] : headers.items()) {
    if (value.is_array()) {
      for (const OrderedJson& one : value) add(name, one);
    } else {
      add(name, value);
    }
  }
}

/// JSON from a mail or an event may be nested as deeply as it likes.
bool is_too_deep(std::string_view json) {
  constexpr int kDeepest = 100;
  int depth = 0;
  for (const char c : json) {
    if (c == '[' || c == '{') ++depth;
    if (c == ']' || c == '}') --depth;
    if (depth > kDeepest) return true;
  }
  return false;
}

OrderedJson json_of(const content::Analysis& analysis) {
  OrderedJson body = {{"score", analysis.score}, {"confidence", analysis.confidence}, {"verdict", analysis.verdict}};
  // Where it grows, it copies what it holds.
  body.get_ref<OrderedJson::object_t&>().reserve(10);
  OrderedJson& findings = body["findings"] = OrderedJson::array();
  for (const content::Finding& finding : analysis.findings)
    findings.push_back({{"rule", finding.rule},
                        {"category", finding.category},
                        {"score", finding.score},
                        {"text", finding.text},
                        {"evidence", finding.evidence}});
  const content::Authentication& authentication = analysis.authentication;
  body["authentication"] = {{"spf", authentication.spf},
                            {"dkim", authentication.dkim},
                            {"dmarc", authentication.dmarc},
                            {"arc", authentication.arc},
                            {"aligned_domains", authentication.aligned_domains},
                            {"trusted", authentication.is_trusted}};
  body["sender"] = {{"address", analysis.sender.address},
                    {"domain", analysis.sender.domain},
                    {"registrable_domain", analysis.sender.registrable},
                    {"display_name", analysis.sender.display_name}};
  OrderedJson& links = body["links"] = OrderedJson::array();
  for (const content::Link& link : analysis.links)
    links.push_back({{"href", link.href},
                     {"text", link.text},
                     {"host", link.host},
                     {"registrable_domain", link.registrable},
                     {"hints", link.hints}});
  OrderedJson& lookalikes = body["lookalikes"] = OrderedJson::array();
  for (const content::Lookalike& one : analysis.lookalikes)
    lookalikes.push_back({{"domain", one.domain}, {"looks_like", one.looks_like}, {"why", one.why}});
  body["limits"] = analysis.limits;
  return body;
}

}  // namespace

content::Settings content_settings(const std::map<std::string, OrderedJson>& settings) {
  content::Settings own;
  const auto texts = [&](const char* name) {
    const auto found = settings.find(name);
    return found == settings.end() ? std::vector<std::string>() : texts_of(found->second);
  };
  own.own_domains = texts("own_domains");
  own.own_people = texts("own_people");
  own.trusted_authserv_ids = texts("trusted_authserv_ids");
  const auto brands = settings.find("brands");
  if (brands == settings.end()) return own;
  const auto add = [&](std::string name, const OrderedJson& domains) {
    content::Brand brand{std::move(name), texts_of(domains), false};
    if (brand.name.empty() || brand.domains.empty()) return;
    std::erase_if(own.brands, [&](const content::Brand& known) { return known.name == brand.name; });
    own.brands.insert(own.brands.begin(), std::move(brand));
  };
  if (brands->second.is_object())
    for (const auto& [name, domains] : brands->second.items()) add(name, domains);
  if (brands->second.is_array())
    for (const OrderedJson& brand : brands->second)
      if (brand.is_object() && brand.contains("domains")) add(text_member(brand, "name"), brand["domains"]);
  return own;
}

bool analyze_content(const content::Analyzer& analyzer, const OrderedJson& arguments, OrderedJson* body) {
  const auto refuse = [&](const char* why) {
    *body = {{"message", why}};
    return false;
  };
  if (!arguments.is_object()) return refuse("the arguments are no object");
  content::Mail mail;
  if (const std::string raw = text_member(arguments, "raw_email"); !raw.empty()) {
    std::string error;
    if (!content::read_message(raw, &mail, &error)) return refuse("`raw_email` is no mail");
  }
  if (const auto headers = arguments.find("headers"); headers != arguments.end() && !headers->is_null()) {
    if (headers->is_string() && is_too_deep(headers->get_ref<const std::string&>()))
      return refuse("`headers` is nested too deeply");
    const OrderedJson read =
        headers->is_string() ? OrderedJson::parse(headers->get_ref<const std::string&>(), nullptr, false) : *headers;
    const bool is_empty = headers->is_string() && headers->get_ref<const std::string&>().empty();
    if (!read.is_object() && !is_empty) return refuse("`headers` is no JSON object");
    if (read.is_object()) add_headers(read, &mail);
  }
  const auto take = [&](std::string& own, const char* name) {
    if (std::string text = text_member(arguments, name); !text.empty()) own = std::move(text);
  };
  take(mail.from, "from");
  take(mail.reply_to, "reply_to");
  take(mail.return_path, "return_path");
  take(mail.to, "to");
  take(mail.subject, "subject");
  take(mail.text, "body_text");
  take(mail.html, "body_html");
  if (const auto names = arguments.find("attachments"); names != arguments.end())
    for (std::string& name : texts_of(*names)) mail.attachments.push_back(std::move(name));
  if (mail.headers.empty() && mail.from.empty() && mail.subject.empty() && mail.text.empty() && mail.html.empty() &&
      mail.attachments.empty())
    return refuse("there is nothing to analyze: give `headers`, a body or `raw_email`");
  *body = json_of(analyzer.analyze(mail));
  return true;
}

}  // namespace pbc::live
