// SPDX-License-Identifier: Apache-2.0
#include "live/transport_content.h"

#include <algorithm>

#include "frozen/frozen.h"
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

template <typename Elements, typename Freeze>
std::string list_of(const Elements& elements, Freeze freeze) {
  frozen::List list;
  for (const auto& each : elements) freeze(each, list);
  return list.take();
}

std::string texts(const std::vector<std::string>& all) {
  return list_of(all, [](const std::string& text, frozen::List& list) { list.text(text); });
}

std::string findings_of(const content::Analysis& analysis) {
  return list_of(analysis.findings, [](const content::Finding& finding, frozen::List& list) {
    list.value(frozen::Dict()
                   .text("rule", finding.rule)
                   .text("category", finding.category)
                   .number("score", finding.score)
                   .text("text", finding.text)
                   .text("evidence", finding.evidence)
                   .take());
  });
}

std::string authentication_of(const content::Analysis& analysis) {
  const content::Authentication& authentication = analysis.authentication;
  return frozen::Dict()
      .text("spf", authentication.spf)
      .text("dkim", authentication.dkim)
      .text("dmarc", authentication.dmarc)
      .text("arc", authentication.arc)
      .value("aligned_domains", texts(authentication.aligned_domains))
      .boolean("trusted", authentication.is_trusted)
      .take();
}

std::string sender_of(const content::Analysis& analysis) {
  return frozen::Dict()
      .text("address", analysis.sender.address)
      .text("domain", analysis.sender.domain)
      .text("registrable_domain", analysis.sender.registrable)
      .text("display_name", analysis.sender.display_name)
      .take();
}

std::string links_of(const content::Analysis& analysis) {
  return list_of(analysis.links, [](const content::Link& link, frozen::List& list) {
    list.value(frozen::Dict()
                   .text("href", link.href)
                   .text("text", link.text)
                   .text("host", link.host)
                   .text("registrable_domain", link.registrable)
                   .value("hints", texts(link.hints))
                   .take());
  });
}

std::string lookalikes_of(const content::Analysis& analysis) {
  return list_of(analysis.lookalikes, [](const content::Lookalike& one, frozen::List& list) {
    list.value(
        frozen::Dict().text("domain", one.domain).text("looks_like", one.looks_like).text("why", one.why).take());
  });
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

std::optional<content::Mail> mail_of(const OrderedJson& arguments, std::string* error) {
  const auto refuse = [&](const char* why) {
    *error = why;
    return std::nullopt;
  };
  if (!arguments.is_object()) return refuse("the arguments are no object");
  content::Mail mail;
  if (const std::string raw = text_member(arguments, "raw_email"); !raw.empty()) {
    std::string what;
    if (!content::read_message(raw, &mail, &what)) return refuse("`raw_email` is no mail");
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
  return mail;
}

std::string data_of(const content::Analysis& analysis) {
  frozen::Dict body;
  body.number("score", analysis.score)
      .number("confidence", analysis.confidence)
      .text("verdict", analysis.verdict)
      .value("findings", findings_of(analysis))
      .value("authentication", authentication_of(analysis))
      .value("sender", sender_of(analysis))
      .value("links", links_of(analysis))
      .value("lookalikes", lookalikes_of(analysis))
      .value("limits", texts(analysis.limits));
  return frozen::List().value(body.take()).take();
}

std::string summary_of(const content::Analysis& analysis) {
  const std::vector<content::Finding>& findings = analysis.findings;
  return frozen::Dict()
      .number("score", analysis.score)
      .number("confidence", analysis.confidence)
      .text("verdict", analysis.verdict)
      .integer("findings", static_cast<std::int64_t>(findings.size()))
      .text("top", findings.empty() ? "" : findings.front().text)
      .take();
}

}  // namespace pbc::live
