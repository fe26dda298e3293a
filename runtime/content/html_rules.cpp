// SPDX-License-Identifier: Apache-2.0
//
// What an HTML body does that an honest mail has no need of.
#include <algorithm>

#include "content/rules.h"
#include "content/text.h"
#include "mail/ascii.h"
#include "mail/url.h"

namespace pbc::content {

void judge_html(Reading& reading) {
  const Page& page = reading.page;
  Findings& findings = reading.findings;
  const auto add = [&](const char* rule, double score, std::string text, std::string_view evidence = {}) {
    findings.add("html", rule, score, std::move(text), evidence);
  };
  if (page.asks_password)
    add("password-field", 0.75, "The mail itself asks for a password");
  else if (page.has_form)
    add("form", page.asks_text ? 0.4 : 0.25, "The mail holds a form",
        page.form_actions.empty() ? "" : page.form_actions.front());
  if (page.scripts > 0) add("script", 0.25, "The mail holds a program");
  if (page.handlers > 0) add("event-handler", 0.2, "The mail holds programs that run when something happens");
  if (!page.refresh.empty() && mail::lower(page.refresh).find("url") != std::string::npos)
    add("refresh", 0.5, "The mail leads to another page by itself", page.refresh);
  if (!page.base.empty() && host_of(mail::host_of(page.base).value_or("")).registrable != reading.from_host.registrable)
    add("base", 0.25, "Its links are read from another place than they name", page.base);
  if (page.has_frame) add("frame", 0.3, "The mail holds a page of somebody else");
  if (page.split_words >= 3)
    add("split-words", std::min(0.7, 0.4 + 0.02 * static_cast<double>(page.split_words)),
        "Words are split by what nobody sees, so that no filter finds them: " + std::to_string(page.split_words));
  if (page.needless_references >= 20)
    add("encoded-letters", 0.35,
        "Plain letters are written as numbers, so that no filter finds them: " +
            std::to_string(page.needless_references));
  const auto is_letter = [](char c) { return mail::is_alnum(c) || mail::is_high(c); };
  const auto seen = static_cast<std::size_t>(std::ranges::count_if(page.text, is_letter));
  // Newsletters hide the line that lists of mails show.
  if (page.hidden_letters > 400 && page.hidden_letters > seen / 3)
    add("hidden-text", reading.is_bulk ? 0.15 : 0.35,
        "More is hidden than a preview needs: " + std::to_string(page.hidden_letters) + " letters", page.hidden);
  if (page.linked_images + page.image_maps > 0 && seen < 60)
    add("one-image", reading.is_bulk ? 0.2 : 0.5, "It is a picture that is a link, with hardly a word");
  if (reading.words.disguised >= 2)
    add("disguised-words", std::min(0.7, 0.3 + 0.05 * static_cast<double>(reading.words.disguised)),
        "Words have invisible characters or letters of other alphabets among theirs: " +
            std::to_string(reading.words.disguised),
        reading.words.first_disguised);
  std::size_t turned = 0;
  for (std::size_t at = reading.text.find("\xE2\x80\xAE"); at != std::string::npos;
       at = reading.text.find("\xE2\x80\xAE", at + 3))
    ++turned;
  if (turned > 0) add("turned-text", 0.4, "Text that is shown backwards");
}

}  // namespace pbc::content
