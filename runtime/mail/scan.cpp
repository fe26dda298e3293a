// SPDX-License-Identifier: Apache-2.0
#include "mail/scan.h"

#include <glib.h>

#include <algorithm>

#include "mail/ascii.h"
#include "mail/text.h"
#include "mail/url.h"

namespace pbc::mail {
namespace {

/// Does a letter, a digit or "_" begin at `at`?
bool is_word_at(std::string_view text, std::size_t at) {
  if (at >= text.size()) return false;
  if (!is_high(text[at])) return is_alnum(text[at]) || text[at] == '_';
  std::size_t length;
  return g_unichar_isalnum(character_at(text, at, length));
}

/// Does one end before `at`?
bool is_word_before(std::string_view text, std::size_t at) {
  std::size_t begin = at;
  while (begin > 0 && at - begin < 4) {
    --begin;
    if ((text[begin] & 0xC0) != 0x80) break;
  }
  return begin < at && is_word_at(text, begin);
}

template <typename IsPart, typename Use>
void for_each_run(std::string_view text, IsPart is_part, Use use) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!is_part(text[at])) continue;
    const std::size_t begin = at;
    while (at < text.size() && is_part(text[at])) ++at;
    use(begin, text.substr(begin, at - begin));
  }
}

/// The domain at the beginning of `run`, as long as it can be: what stands behind the last label may be the end of a
/// sentence.
std::string_view domain_at_start(std::string_view run) {
  run = run.substr(0, 512);
  while (!run.empty()) {
    while (!run.empty() && (run.back() == '.' || run.back() == '-')) run.remove_suffix(1);
    if (is_domain(run)) return run;
    const std::size_t end = run.find_last_of(".-");
    if (end == std::string_view::npos) break;
    run = run.substr(0, end);
  }
  return {};
}

bool is_in_local_part(char c) { return is_alnum(c) || std::string_view("._%+-\"").find(c) != std::string_view::npos; }

/// Punctuation, blanks and what is no letter of anything end an address.
bool ends_address(char32_t character) {
  switch (g_unichar_type(character)) {
    case G_UNICODE_CONTROL:
    case G_UNICODE_FORMAT:
    case G_UNICODE_UNASSIGNED:
    case G_UNICODE_PRIVATE_USE:
    case G_UNICODE_SURROGATE:
    case G_UNICODE_CONNECT_PUNCTUATION:
    case G_UNICODE_DASH_PUNCTUATION:
    case G_UNICODE_CLOSE_PUNCTUATION:
    case G_UNICODE_FINAL_PUNCTUATION:
    case G_UNICODE_INITIAL_PUNCTUATION:
    case G_UNICODE_OTHER_PUNCTUATION:
    case G_UNICODE_OPEN_PUNCTUATION:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
    case G_UNICODE_SPACE_SEPARATOR:
      return true;
    default:
      return false;
  }
}

/// The end of a run of address characters that starts at `begin`.
template <typename IsPart>
std::size_t run_end(std::string_view text, std::size_t begin, IsPart is_part) {
  std::size_t at = begin;
  while (at < text.size()) {
    std::size_t length = 1;
    if (is_high(text[at]) ? ends_address(character_at(text, at, length)) : !is_part(text[at])) break;
    at += length;
  }
  return at;
}

}  // namespace

std::vector<Finding> find_ips(std::string_view text) {
  std::vector<Finding> found;
  const auto of_ipv4 = [](char c) { return is_digit(c) || c == '.'; };
  for_each_run(text, of_ipv4, [&](std::size_t begin, std::string_view run) {
    while (run.starts_with('.')) run.remove_prefix(1), ++begin;
    while (run.ends_with('.')) run.remove_suffix(1);
    if (is_ipv4(run)) found.push_back({begin, std::string(run)});
  });
  const auto of_ipv6 = [](char c) { return is_hex(c) || c == ':' || c == '.'; };
  for_each_run(text, of_ipv6, [&](std::size_t begin, std::string_view run) {
    const std::string_view head = run.substr(0, 64);  // no address is longer
    if (std::count(head.begin(), head.end(), ':') < 2) return;
    if (is_word_before(text, begin) || is_word_at(text, begin + run.size())) return;
    while (run.ends_with('.')) run.remove_suffix(1);
    if (run.ends_with(':') && !run.ends_with("::")) run.remove_suffix(1);
    if (run.starts_with(':') && !run.starts_with("::")) run.remove_prefix(1), ++begin;
    const bool is_empty = std::none_of(head.begin(), head.end(), is_hex);  // "::" is mostly no address
    if (!is_empty && is_ipv6(run)) found.push_back({begin, std::string(run)});
  });
  sort_by_position(found);
  return found;
}

std::vector<Finding> find_hashes(std::string_view text) {
  std::vector<Finding> found;
  for_each_run(text, is_hex, [&](std::size_t begin, std::string_view run) {
    const bool fits = run.size() == 32 || run.size() == 40 || run.size() == 64;
    if (fits && !is_word_before(text, begin) && !is_word_at(text, begin + run.size()))
      found.push_back({begin, std::string(run)});
  });
  return found;
}

std::vector<Finding> find_address_domains(std::string_view text) {
  std::vector<Finding> found;
  const auto of_domain = [](char c) { return is_alnum(c) || c == '.' || c == '-'; };
  for (std::size_t at = text.find('@'); at != std::string_view::npos; at = text.find('@', at + 1)) {
    if (at == 0 || !(is_in_local_part(text[at - 1]) || is_word_before(text, at))) continue;
    const std::size_t end = run_end(text, at + 1, of_domain);
    const std::string_view domain = domain_at_start(text.substr(at + 1, end - at - 1));
    if (domain.empty() || text.substr(at + 1 + domain.size()).starts_with('_')) continue;
    found.push_back({at + 1, normal_domain(domain)});
  }
  return found;
}

std::vector<Finding> find_urls(std::string_view text) {
  std::vector<Finding> found;
  const auto of_url = [](char c) {
    return c > ' ' && c != 0x7F && std::string_view("\"`{}|").find(c) == std::string_view::npos;
  };
  std::size_t end = 0;
  for (std::size_t colon = text.find("://"); colon != std::string_view::npos; colon = text.find("://", end)) {
    end = colon + 3;
    std::size_t begin = colon;
    for (const std::string_view scheme : {"http", "https", "hxxp", "hxxps"})
      if (colon >= scheme.size() && equal_ignoring_case(text.substr(colon - scheme.size(), scheme.size()), scheme))
        begin = colon - scheme.size();
    if (begin == colon) continue;
    end = run_end(text, end, of_url);
    found.push_back({begin, clean_url(text.substr(begin, end - begin))});
  }
  return found;
}

void sort_by_position(std::vector<Finding>& findings) {
  std::stable_sort(findings.begin(), findings.end(),
                   [](const Finding& a, const Finding& b) { return a.position < b.position; });
}

std::string refang(std::string_view text) {
  constexpr std::pair<std::string_view, std::string_view> kForms[] = {
      {"[.]", "."}, {"(.)", "."},     {"{.}", "."}, {"[dot]", "."}, {"(dot)", "."}, {"{dot}", "."},
      {"[:]", ":"}, {"[://]", "://"}, {"[@]", "@"}, {"(@)", "@"},   {"[at]", "@"},  {"(at)", "@"}};
  std::string result;
  result.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t next = std::min(text.find_first_of("[({", at), text.size());
    result += text.substr(at, next - at);
    at = next;
    if (at == text.size()) break;
    const auto* form = std::find_if(std::begin(kForms), std::end(kForms), [&](const auto& pair) {
      return starts_with_ignoring_case(text.substr(at), pair.first);
    });
    if (form == std::end(kForms)) {
      result += text[at++];
    } else {
      result += form->second;
      at += form->first.size();
    }
  }
  return result;
}

}  // namespace pbc::mail
