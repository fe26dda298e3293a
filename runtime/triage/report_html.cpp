// SPDX-License-Identifier: Apache-2.0
#include <openssl/evp.h>

#include <array>

#include "triage/page.h"
#include "triage/report.h"

namespace pbc::triage {

namespace {

/// The compiler's rules without the element around them; nothing where there is more than that.
std::string_view rules_in(std::string_view style) {
  constexpr std::string_view kBegin = "<style>", kEnd = "</style>";
  const std::size_t begin = style.find(kBegin);
  const std::size_t end = style.rfind(kEnd);
  if (begin == std::string_view::npos || end == std::string_view::npos || end < begin + kBegin.size()) return {};
  const std::string_view rules = style.substr(begin + kBegin.size(), end - begin - kBegin.size());
  return rules.find('<') == std::string_view::npos ? rules : std::string_view();
}

/// As a Content-Security-Policy names a style.
std::string hash_of(const std::string& style) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned size = 0;
  EVP_Digest(style.data(), style.size(), digest.data(), &size, EVP_sha256(), nullptr);
  std::array<unsigned char, 2 * EVP_MAX_MD_SIZE> base64{};
  const int length = EVP_EncodeBlock(base64.data(), digest.data(), static_cast<int>(size));
  return "'sha256-" + std::string(base64.begin(), base64.begin() + length) + "'";
}

void add_navigation(Page& page, const Report& report) {
  page << "<nav aria-label=\"Sections\"><ul>\n<li><a href=\"#steps\">What to do</a></li>\n"
          "<li><a href=\"#score\">Score</a></li>\n<li><a href=\"#evidence\">Evidence</a></li>\n";
  if (!report.verdict.unanswered.empty()) page << "<li><a href=\"#unanswered\">Not answered</a></li>\n";
  page << "<li><a href=\"#calls\">Calls</a></li>\n<li><a href=\"#playbooks\">Playbooks</a></li>\n"
          "<li><a href=\"#totals\">Totals</a></li>\n</ul></nav>\n";
}

}  // namespace

std::string report_html(const Facts& facts, const Verdict& verdict, const Settings& settings) {
  const Report report{facts, verdict, settings};
  std::string style(page_style());
  style += rules_in(facts.picture_style);
  style += path_style();
  Page page;
  page << "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
          "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src ";
  page.made(hash_of(style));
  page << "; base-uri 'none'; form-action 'none'\">\n<meta name=\"referrer\" content=\"no-referrer\">\n"
          "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n"
          "<meta name=\"color-scheme\" content=\"light dark\">\n<title>";
  page.plain(verdict.level + (verdict.score ? " " + shown(*verdict.score) : "") + ": " + facts.subject.name, 120);
  page << "</title>\n<style>";
  page.made(style);
  page << "</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#main\">Skip to what to do</a>\n";
  add_head(page, report);
  add_navigation(page, report);
  page << "<main id=\"main\">\n<div class=\"columns\">\n";
  add_steps(page, report);
  add_score(page, report);
  page << "</div>\n";
  add_evidence(page, report);
  add_unanswered(page, report);
  add_calls(page, report);
  add_playbooks(page, report);
  add_totals(page, report);
  page << "</main>\n</body>\n</html>\n";
  return page.take();
}

}  // namespace pbc::triage
