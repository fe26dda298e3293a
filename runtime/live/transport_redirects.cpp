// SPDX-License-Identifier: Apache-2.0
#include "live/transport_redirects.h"

#include <algorithm>
#include <array>

#include "content/domains.h"
#include "live/service.h"
#include "live/transport.h"
#include "mail/html_scanner.h"
#include "mail/url.h"

namespace pbc::live {

namespace {

namespace asio = boost::asio;

constexpr std::size_t kMostHops = 10;
constexpr Micros kMostTime = 30 * policy::kSecond;  // of a chain
constexpr std::size_t kMostBody = std::size_t{512} << 10;
constexpr std::size_t kMostScript = std::size_t{64} << 10;  // bytes of a page that are searched for it

std::string text_setting(const AssetConfig& asset, const char* name) {
  const auto found = asset.settings.find(name);
  return found != asset.settings.end() && found->second.is_string() ? found->second.get<std::string>() : "";
}

bool is_allowed_host(const AssetConfig& asset, const Url& url) {
  const auto found = asset.settings.find("private_hosts");
  if (found == asset.settings.end() || !found->second.is_array()) return false;
  return std::ranges::any_of(found->second, [&](const OrderedJson& host) {
    return host.is_string() && host.get_ref<const std::string&>() == url.host + ":" + url.port;
  });
}

/// "5; url='https://...'": what stands behind `url=`.
std::string refresh_target(std::string_view content) {
  const std::string folded_content = lower(content);
  const std::size_t at = folded_content.find("url");
  if (at == std::string::npos) return "";
  std::size_t begin = content.find_first_not_of(" \t", at + 3);
  if (begin == content.npos || content[begin] != '=') return "";
  begin = content.find_first_not_of(" \t", begin + 1);
  if (begin == content.npos) return "";
  std::string_view target = content.substr(begin);
  if (target.front() == '\'' || target.front() == '"') {
    const char quote = target.front();
    target = target.substr(1, target.find(quote, 1) - 1);
  }
  return std::string(target.substr(0, target.find_last_not_of(" \t\r\n") + 1));
}

/// The address that a script assigns: location = "...", location.href = '...', location.replace("...").
std::string script_target(std::string_view script) {
  script = script.substr(0, kMostScript);
  for (std::size_t at = script.find("location"); at != script.npos; at = script.find("location", at + 1)) {
    std::string_view rest = script.substr(at + std::string_view("location").size());
    for (const std::string_view member : {".href", ".replace", ".assign"})
      if (rest.starts_with(member)) rest.remove_prefix(member.size());
    const std::size_t sign = rest.find_first_not_of(" \t");
    if (sign == rest.npos || (rest[sign] != '=' && rest[sign] != '(')) continue;
    const std::size_t quote = rest.find_first_not_of(" \t", sign + 1);
    if (quote == rest.npos || (rest[quote] != '"' && rest[quote] != '\'')) continue;  // a comparison, or computed
    const std::size_t end = rest.find(rest[quote], quote + 1);
    if (end == rest.npos) continue;
    const std::string_view target = rest.substr(quote + 1, end - quote - 1);
    if (!target.empty() && target.find_first_of("\\<>\n") == target.npos) return std::string(target);
  }
  return "";
}

std::string_view name_of(Move move) {
  constexpr std::array<std::string_view, 4> kNames = {"", "http", "refresh", "script"};
  return kNames[static_cast<std::size_t>(move)];
}

std::string site_of(const Url& url) {
  const std::string registrable = mail::facts_of(mail::normal_domain(url.host)).registrable;
  return registrable.empty() ? url.host : registrable;
}

/// What speaks for or against a chain.
struct Weighed {
  double score = 0;
  double confidence = 0.7;
  std::vector<std::string> hints;  // the strongest first
  void add(double own, std::string hint) {
    if (own > score) {
      score = own;
      hints.insert(hints.begin(), std::move(hint));
    } else {
      hints.push_back(std::move(hint));
    }
  }
};

}  // namespace

NextPage next_page(const Exchange& answer) {
  if (answer.status >= 300 && answer.status < 400 && !answer.header("location").empty())
    return {Move::kHttp, std::string(answer.header("location"))};
  if (answer.status >= 400) return {};
  const std::string type = lower(answer.header("content-type"));
  if (!type.empty() && type.find("html") == type.npos) return {};
  NextPage scripted;
  mail::HtmlScanner scanner(answer.body);
  for (auto token = scanner.next(); token != mail::HtmlScanner::kEnd; token = scanner.next()) {
    if (token == mail::HtmlScanner::kRaw && scripted.move == Move::kNone) {
      const std::string target = script_target(scanner.text());
      if (!target.empty()) scripted = {Move::kScript, target};
    }
    if (token != mail::HtmlScanner::kTag || scanner.closes() || scanner.name() != "meta") continue;
    const std::string_view* kind = scanner.attribute("http-equiv");
    const std::string_view* content = scanner.attribute("content");
    if (kind == nullptr || content == nullptr || lower(*kind) != "refresh") continue;
    const std::string target = refresh_target(*content);
    if (!target.empty()) return {Move::kRefresh, target};
  }
  return scripted;
}

asio::awaitable<Exchange> RedirectTracer::ask(const AssetConfig& asset, const Url& url, const std::string& user_agent,
                                              const Timeouts& timeouts) {
  HttpRequest request;
  request.url = url;
  request.timeouts = timeouts;
  request.max_answer = kMostBody;
  request.headers = {{"User-Agent", user_agent}, {"Accept", "text/html,*/*;q=0.8"}, {"Accept-Language", "en"}};
  request.refuses_private = !is_allowed_host(asset, url);
  Exchange answer = co_await client_.send(request);
  if (answer.is_stale) {
    request.is_fresh = true;
    answer = co_await client_.send(request);
  }
  co_return answer;
}

asio::awaitable<Exchange> RedirectTracer::exchange(const AssetConfig& asset, const HttpRequest& request) {
  const OrderedJson arguments = OrderedJson::parse(request.body, nullptr, false);
  const std::string start =
      arguments.is_object() && arguments.contains("url") ? text_of(arguments["url"]) : std::string();
  std::optional<Url> url = parse_url(start);
  if (!url) co_return answered_exchange(422, {{"message", "`" + start + "` is no address of a web page"}});
  const std::string agent = text_setting(asset, "user_agent");
  const std::string other = text_setting(asset, "other_user_agent");
  const Url first = *url;
  Weighed weighed;
  OrderedJson hops = OrderedJson::array();
  std::vector<std::string> seen;
  std::vector<std::string> sites = {site_of(first)};
  std::string stopped;
  std::string final_url = first.text();
  int requests = 0, final_status = 0;
  Exchange first_answer;
  const Micros give_up = now() + kMostTime;
  for (std::size_t hop = 0;; ++hop) {
    seen.push_back(url->text());
    Timeouts timeouts = request.timeouts;
    timeouts.total = std::min(timeouts.total, give_up - now());
    if (timeouts.total <= 0) {
      stopped = "it takes longer than " + std::to_string(kMostTime / policy::kSecond) + " s";
      break;
    }
    const Exchange answer = co_await ask(asset, *url, agent, timeouts);
    ++requests;
    if (hop == 0) first_answer = answer;
    // A host that cannot be asked is no fault of the tracer's, and nothing to try again; what stops a chain is a part
    // of it.
    if (answer.failure && hop == 0) co_return answered_exchange(422, {{"message", clean_text(answer.message)}});
    OrderedJson entry = {{"url", url->text()}, {"host", url->host}, {"site", site_of(*url)}};
    if (answer.failure) {
      stopped = answer.message;
      const bool is_refused = answer.message.find("private network") != std::string::npos;
      if (is_refused) weighed.add(0.9, "it leads into a private network: " + url->host);
      entry["problem"] = answer.message;
      hops.push_back(std::move(entry));
      break;
    }
    final_url = url->text();
    final_status = answer.status;
    const NextPage next = next_page(answer);
    entry["status"] = answer.status;
    entry["move"] = next.move == Move::kNone ? OrderedJson() : OrderedJson(name_of(next.move));
    entry["location"] = next.move == Move::kNone ? OrderedJson() : OrderedJson(clean_text(next.location));
    entry["content_type"] = clean_text(std::string(answer.header("content-type")));
    hops.push_back(std::move(entry));
    if (next.move == Move::kNone) break;
    const std::optional<Url> target = resolve(*url, next.location);
    if (!target) {
      stopped = "it leads to what is no address of a web page";
      weighed.add(0.6, "it leads to " + clean_text(next.location.substr(0, 80)));
      break;
    }
    if (std::ranges::find(seen, target->text()) != seen.end()) {
      stopped = "it comes back to " + target->text();
      weighed.add(0.4, "it goes round in circles");
      break;
    }
    if (hop + 1 >= kMostHops) {
      stopped = "more than " + std::to_string(kMostHops) + " hops";
      weighed.add(0.7, "more than " + std::to_string(kMostHops) + " hops");
      break;
    }
    const std::string site = site_of(*target);
    if (next.move == Move::kScript && site != site_of(*url))
      weighed.add(0.5, "a script leads from one site to another");
    if (next.move == Move::kRefresh && site != site_of(*url)) weighed.add(0.4, "a page leads on to another site");
    if (url->is_tls && !target->is_tls) weighed.add(0.5, "it leaves HTTPS");
    if (std::ranges::find(sites, site) == sites.end()) sites.push_back(site);
    url = target;
  }
  if (sites.size() >= 4) weighed.add(0.6, "it goes over " + std::to_string(sites.size()) + " sites");
  const bool is_moved = hops.size() > 1 || !stopped.empty();
  const bool is_address = mail::is_ipv4(url->host) || mail::is_ipv6(url->host);
  if (is_moved && is_address) weighed.add(0.7, "it ends at an address without a name: " + url->host);
  if (is_moved && sites.size() > 1 && content::is_shortener(sites.front()))
    weighed.add(0.3, "a shortener hides where it leads");
  if (!other.empty() && now() < give_up) {
    const Exchange compared = co_await ask(asset, first, other, request.timeouts);
    ++requests;
    // Services in front of sites refuse scanners of their own accord: that says nothing. Neither do addresses that
    // differ each time, as long as they lead to one site.
    const auto leads_to = [&](const Exchange& answer) {
      const NextPage next = next_page(answer);
      const std::optional<Url> target = next.move == Move::kNone ? first : resolve(first, next.location);
      return target ? site_of(*target) : "";
    };
    const bool hides = first_answer.status < 400 && (compared.status == 404 || compared.status == 410);
    const bool differs =
        !compared.failure &&
        (hides || (compared.status < 400 && first_answer.status < 400 && leads_to(first_answer) != leads_to(compared)));
    if (differs) weighed.add(0.75, "it answers another browser differently, as pages do that hide from scanners");
  }
  OrderedJson body = {{"url", start},
                      {"final_url", final_url},
                      {"final_status", final_status},
                      {"hops", std::move(hops)},
                      {"redirects", seen.size() - 1},
                      {"same_site", sites.size() == 1},
                      {"sites", sites},
                      {"stopped", stopped.empty() ? OrderedJson() : OrderedJson(clean_text(stopped))},
                      {"requests", requests}};
  // A chain that nothing speaks against is no evidence of harmlessness.
  if (weighed.score > 0) {
    body["score"] = weighed.score;
    body["confidence"] = weighed.confidence;
  }
  body["hints"] = weighed.hints;
  co_return answered_exchange(200, body);
}

}  // namespace pbc::live
