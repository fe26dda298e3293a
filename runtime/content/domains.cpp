// SPDX-License-Identifier: Apache-2.0
#include "content/domains.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "content/skeleton.h"
#include "content/text.h"
#include "mail/ascii.h"
#include "mail/url.h"

namespace pbc::content {
namespace {

constexpr std::size_t kShortestName = 4;  // letters; shorter ones are parts of too many words
constexpr std::size_t kShortestTypo = 5;

/// What look-alikes add to a name.
constexpr std::string_view kLures[] = {
    "access",       "account",  "accounts",       "admin",    "alert",    "alerts",     "app",
    "assist",       "auth",     "authentication", "bank",     "banking",  "billing",    "careers",
    "case",         "center",   "centre",         "check",    "claim",    "client",     "clients",
    "cloud",        "com",      "confirm",        "corp",     "customer", "delivery",   "desk",
    "doc",          "docs",     "document",       "e",        "email",    "express",    "file",
    "files",        "group",    "help",           "helpdesk", "hq",       "hr",         "id",
    "inc",          "info",     "invoice",        "invoices", "konto",    "kunden",     "live",
    "login",        "logon",    "mail",           "mailbox",  "my",       "net",        "notice",
    "notification", "office",   "online",         "owa",      "parcel",   "pay",        "payment",
    "payments",     "payroll",  "portal",         "protect",  "recovery", "refund",     "reset",
    "secure",       "security", "service",        "services", "share",    "sicherheit", "signin",
    "sso",          "staff",    "support",        "team",     "tracking", "unlock",     "update",
    "user",         "validate", "verification",   "verify",   "vpn",      "wallet",     "web",
    "webmail",
};

bool is_lure(std::string_view word) { return std::ranges::find(kLures, word) != std::end(kLures); }

/// Texts that look alike have the same one: skeletons, without accents, digits and pairs of letters as what they seem.
std::string look_of(std::string_view text) {
  std::string letters;
  for (const char c : skeleton(text)) {
    const char small = mail::lower(c);
    if (mail::is_high(c)) {
      if ((c & 0xFE) == 0xCC && !letters.empty()) continue;  // the beginning of an accent
      if ((c & 0xC0) == 0x80 && !letters.empty() && !mail::is_high(letters.back())) continue;  // and its end
      letters += c;
      continue;
    }
    constexpr std::string_view kLike = "olzeasgtbg";
    letters += mail::is_digit(small) ? kLike[static_cast<std::size_t>(small - '0')] : small == 'i' ? 'l' : small;
  }
  std::string look;
  for (std::size_t i = 0; i < letters.size(); ++i) {
    const std::string_view pair = std::string_view(letters).substr(i, 2);
    look += pair == "rn" ? 'm' : pair == "vv" ? 'w' : letters[i];
    if (pair == "rn" || pair == "vv") ++i;
  }
  return look;
}

/// One letter more, less or other, or two neighbours swapped; not where it is one digit for another.
bool is_one_edit(std::string_view a, std::string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > 1 || a == b) return false;
  std::size_t first = 0;
  while (first < a.size() && a[first] == b[first]) ++first;
  if (a.size() < b.size()) return !mail::is_digit(b[first]) && a.substr(first) == b.substr(first + 1);
  if (a.substr(first + 1) == b.substr(first + 1)) return !mail::is_digit(a[first]) || !mail::is_digit(b[first]);
  return first + 1 < a.size() && a[first] == b[first + 1] && a[first + 1] == b[first] &&
         a.substr(first + 2) == b.substr(first + 2);
}

bool is_national(std::string_view suffix) {
  if (suffix == "com" || suffix.size() == 2) return true;
  const std::size_t dot = suffix.find('.');
  if (dot == std::string_view::npos || suffix.size() - dot != 3) return false;
  const std::string_view first = suffix.substr(0, dot);
  return first == "co" || first == "com";
}

/// The domain that stands for all of them.
std::string first_domain(const Target& target) {
  const std::string& domain = target.domains.front();
  return domain.ends_with(".*") ? domain.substr(0, domain.size() - 1) + "com" : domain;
}

void keep_stronger(std::optional<Resemblance>& best, std::optional<Resemblance> other) {
  if (other && (!best || other->score > best->score)) best = std::move(other);
}

}  // namespace

Host host_of(std::string_view name) {
  Host host;
  host.name = mail::normal_domain(name);
  host.shown = host.registrable = host.core = host.name;
  host.is_ip = mail::is_ipv4(host.name) || mail::is_ipv6(host.name);
  if (host.is_ip || host.name.empty()) return host;
  host.is_encoded = host.name.starts_with("xn--") || host.name.find(".xn--") != std::string::npos;
  const mail::DomainFacts facts = mail::facts_of(host.name);
  if (!facts.unicode.empty()) host.shown = mail::normal_domain(facts.unicode);
  if (!facts.registrable.empty()) {
    host.registrable = facts.registrable;
    if (host.is_encoded || !facts.ascii.empty()) {
      const mail::DomainFacts own = mail::facts_of(facts.registrable);
      if (!own.unicode.empty()) host.registrable = mail::normal_domain(own.unicode);
    }
  }
  const std::size_t dot = std::min(host.registrable.find('.'), host.registrable.size());
  host.core = host.registrable.substr(0, dot);
  if (dot < host.registrable.size()) host.suffix = host.registrable.substr(dot + 1);
  return host;
}

Targets::Targets(const Settings& settings) {
  for (const std::string& domain : settings.own_domains) add({Target::kOwn, domain, {domain}, false});
  for (const Brand& brand : settings.brands) add({Target::kBrand, brand.name, brand.domains, brand.is_common_word});
  for (const std::string& person : settings.own_people) {
    std::vector<std::string> words;
    const std::string name = folded(person);
    for (const std::string_view word : split(name, ' ')) words.emplace_back(word);
    std::ranges::sort(words);
    std::string key;
    for (const std::string& word : words) key += word + " ";
    if (words.size() > 1) people_[key] = person;
  }
}

void Targets::add(Target target) {
  const std::size_t number = targets_.size();
  for (const std::string& domain : target.domains) {
    const std::string name = mail::normal_domain(domain);
    by_domain_.try_emplace(name, number);
    const std::string core = name.ends_with(".*") ? name.substr(0, name.size() - 2) : host_of(name).core;
    // Of a brand, only domains that are called as it is: "live.com" is like many others.
    std::string squeezed = folded(target.name);
    std::erase(squeezed, ' ');
    if (target.kind == Target::kBrand && squeezed.find(core) == std::string::npos &&
        core.find(squeezed) == std::string::npos)
      continue;
    by_core_.try_emplace(core, number, core);
    if (core.size() >= kShortestName) by_look_.try_emplace(look_of(core), number, core);
    if (core.size() >= kShortestTypo) {
      by_deletion_[core].emplace_back(number, core);
      for (std::size_t i = 0; i < core.size(); ++i) {
        std::string shorter = core;
        shorter.erase(i, 1);
        by_deletion_[shorter].emplace_back(number, core);
      }
    }
  }
  if (target.kind == Target::kBrand) {
    std::vector<std::string> words;
    const std::string name = folded(target.name);
    for (const std::string_view word : split(name, ' ')) words.emplace_back(word);
    const std::string first = words.front();
    by_name_[first].emplace_back(number, std::move(words));
  }
  targets_.push_back(std::move(target));
}

const Target* Targets::owner(const Host& host) const {
  std::string_view rest = host.shown;
  while (true) {
    if (const auto found = by_domain_.find(std::string(rest)); found != by_domain_.end())
      return &targets_[found->second];
    const std::size_t dot = rest.find('.');
    if (dot == std::string_view::npos) break;
    rest.remove_prefix(dot + 1);
  }
  if (!is_national(host.suffix)) return nullptr;
  const auto found = by_domain_.find(host.core + ".*");
  return found == by_domain_.end() ? nullptr : &targets_[found->second];
}

bool Targets::is_own(const Host& host) const {
  const Target* target = owner(host);
  return target != nullptr && target->kind == Target::kOwn;
}

const Targets::Core* Targets::core(std::string_view label) const {
  const auto found = by_core_.find(std::string(label));
  return found == by_core_.end() ? nullptr : &found->second;
}

std::optional<Resemblance> Targets::resembles_core(const Host& host, const std::string& core) const {
  std::optional<Resemblance> best;
  const auto like = [&](const Core& known, std::string why, double score) {
    const Target& target = targets_[known.first];
    keep_stronger(best, Resemblance{&target, first_domain(target), std::move(why), score});
  };
  const bool is_whole = core == host.core;
  if (const Core* known = this->core(core)) {
    const Target& target = targets_[known->first];
    if (is_whole && target.kind == Target::kOwn && core.size() >= kShortestName) like(*known, "another ending", 0.7);
    if (is_whole && target.kind == Target::kBrand && core.size() >= kShortestTypo && !target.is_common_word)
      like(*known, "another ending", 0.45);
    return best;
  }
  if (core.size() < kShortestName) return best;
  if (const auto found = by_look_.find(look_of(core)); found != by_look_.end()) {
    const bool is_ascii = std::ranges::none_of(core, mail::is_high);
    like(found->second, is_ascii ? "letters that look alike" : "letters of another alphabet, or accents", 0.85);
    return best;
  }
  if (core.size() + 1 < kShortestTypo) return best;
  const auto try_deletion = [&](const std::string& shorter) {
    const auto found = by_deletion_.find(shorter);
    if (found == by_deletion_.end()) return;
    for (const Core& known : found->second) {
      const Target& target = targets_[known.first];
      // "apples" and "chases" are words as well.
      if (target.is_common_word && known.second.size() < 8) continue;
      if (is_one_edit(core, known.second)) like(known, "one letter differs", known.second.size() >= 7 ? 0.75 : 0.6);
    }
  };
  try_deletion(core);
  for (std::size_t i = 0; i < core.size() && core.size() < 40; ++i) {
    std::string shorter = core;
    shorter.erase(i, 1);
    try_deletion(shorter);
  }
  return best;
}

/// A name as one of several words of the host.
std::optional<Resemblance> Targets::holds_name(const Host& host) const {
  std::optional<Resemblance> best;
  const auto like = [&](const Core& known, std::string why, double score) {
    const Target& target = targets_[known.first];
    keep_stronger(best, Resemblance{&target, first_domain(target), std::move(why), score});
  };
  const std::string_view shown = host.shown;
  const std::string_view sub = shown.size() > host.registrable.size() && shown.ends_with(host.registrable)
                                   ? shown.substr(0, shown.size() - host.registrable.size() - 1)
                                   : std::string_view();
  if (!sub.empty())
    if (const Target* target = named_by_domain(sub))
      keep_stronger(best, Resemblance{target, first_domain(*target), "a whole domain in front of a foreign one", 0.85});

  // Words of the registrable domain, joined by hyphens.
  const std::vector<std::string_view> words = split(host.core, '-');
  bool has_lure = std::ranges::any_of(words, is_lure);
  if (words.size() > 1 && words.size() < 12) {
    for (const std::string_view word : words) {
      if (const Core* known = core(word); known != nullptr && word.size() >= kShortestName) {
        const Target& target = targets_[known->first];
        if (has_lure || (!target.is_common_word && target.kind != Target::kOwn))
          like(*known, "words added to its name", has_lure ? 0.75 : 0.5);
        else if (target.kind == Target::kOwn && word.size() >= kShortestTypo)
          like(*known, "words added to its name", 0.6);
      } else if (word.size() > kShortestTypo && !is_lure(word)) {
        if (auto found = resembles_core(host, std::string(word)); found && has_lure) {
          found->why += ", and words added";
          keep_stronger(best, std::move(found));
        }
      }
    }
    std::string squeezed = host.core;
    std::erase(squeezed, '-');
    if (const Core* known = core(squeezed); known != nullptr && squeezed != known->second + "-")
      like(*known, "hyphens added", 0.75);
  }
  // And without: "paypallogin", "mypaypal".
  if (words.size() == 1 && host.core.size() < 40) {
    for (std::size_t cut = 1; cut < host.core.size(); ++cut) {
      const std::string_view left = std::string_view(host.core).substr(0, cut),
                             right = std::string_view(host.core).substr(cut);
      if (left.size() >= 6 && is_lure(right))
        if (const Core* known = core(left)) like(*known, "words added to its name", 0.7);
      if (right.size() >= 6 && is_lure(left))
        if (const Core* known = core(right)) like(*known, "words added to its name", 0.7);
    }
  }
  // Labels in front of a foreign domain.
  for (const std::string_view label : split(sub, '.'))
    for (const std::string_view word : split(label, '-')) has_lure = has_lure || is_lure(word);
  for (const std::string_view label : split(sub, '.')) {
    for (const std::string_view word : split(label, '-')) {
      const Core* known = word.size() >= kShortestTypo ? core(word) : nullptr;
      if (known == nullptr || targets_[known->first].kind == Target::kOwn || targets_[known->first].is_common_word)
        continue;
      like(*known, "its name in front of a foreign domain", has_lure || is_free_hosting(host) ? 0.6 : 0.3);
    }
  }
  return best;
}

std::optional<Resemblance> Targets::resembles(const Host& host, const std::vector<Host>& also) const {
  if (host.empty() || host.is_ip || owner(host) != nullptr) return std::nullopt;
  std::optional<Resemblance> best = resembles_core(host, host.core);
  keep_stronger(best, holds_name(host));
  for (const Host& other : also) {
    if (other.registrable == host.registrable || other.core == host.core || other.is_ip) continue;
    if (host.core.size() < kShortestTypo || other.core.size() < kShortestTypo) continue;
    if (look_of(host.core) == look_of(other.core))
      keep_stronger(best, Resemblance{nullptr, other.registrable, "letters that look alike", 0.75});
    else if (host.suffix == other.suffix && is_one_edit(host.core, other.core))
      keep_stronger(best, Resemblance{nullptr, other.registrable, "one letter differs", 0.55});
  }
  return best;
}

const Target* Targets::named_by_domain(std::string_view text) const {
  // Every run of labels that is a domain: "paypal.com" in "paypal.com.secure".
  const std::vector<std::string_view> labels = split(text, '.');
  for (std::size_t i = 0; i + 1 < labels.size() && i < 20; ++i) {
    std::string domain(labels[i]);
    const std::size_t hyphen = domain.rfind('-');  // "www-paypal.com"
    for (std::size_t j = i + 1; j < labels.size() && j < i + 3; ++j) {
      const std::size_t end = std::min(labels[j].find_first_of("-_/"), labels[j].size());
      domain += "." + std::string(labels[j].substr(0, end));
      for (const std::string& name : {domain, domain.substr(hyphen == std::string::npos ? 0 : hyphen + 1)}) {
        if (const auto found = by_domain_.find(mail::lower(name)); found != by_domain_.end())
          return &targets_[found->second];
        const std::size_t dot = name.find('.');
        if (const auto found = by_domain_.find(mail::lower(name.substr(0, dot)) + ".*");
            found != by_domain_.end() && name.substr(dot + 1) == "com")
          return &targets_[found->second];
      }
      if (end < labels[j].size()) break;
    }
  }
  return nullptr;
}

std::vector<const Target*> Targets::named_in(const Words& words) const {
  std::vector<const Target*> found;
  for (std::size_t i = 0; i < words.all.size() && found.size() < 8; ++i) {
    if (words.all[i].is_quoted) continue;
    const auto first = by_name_.find(std::string(words.folded(words.all[i])));
    if (first == by_name_.end()) continue;
    for (const auto& [number, name] : first->second) {
      bool matches = i + name.size() <= words.all.size();
      for (std::size_t j = 1; j < name.size() && matches; ++j) matches = words.folded(words.all[i + j]) == name[j];
      if (matches && std::ranges::find(found, &targets_[number]) == found.end()) found.push_back(&targets_[number]);
    }
  }
  return found;
}

const std::string* Targets::person(const Words& name) const {
  if (name.all.size() > 8) return nullptr;
  std::vector<std::string> words;
  for (const Word& word : name.all) words.emplace_back(name.folded(word));
  // Whatever stands with the name: "Dr. Erika Beispiel", "Erika Beispiel (CEO)".
  for (std::size_t begin = 0; begin < words.size(); ++begin) {
    for (std::size_t end = begin + 2; end <= words.size() && end <= begin + 4; ++end) {
      std::vector<std::string> some(words.begin() + static_cast<std::ptrdiff_t>(begin),
                                    words.begin() + static_cast<std::ptrdiff_t>(end));
      std::ranges::sort(some);
      std::string key;
      for (const std::string& word : some) key += word + " ";
      if (const auto found = people_.find(key); found != people_.end()) return &found->second;
    }
  }
  return nullptr;
}

}  // namespace pbc::content
