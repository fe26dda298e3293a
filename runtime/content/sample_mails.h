// SPDX-License-Identifier: Apache-2.0
//
// Mails that were made up for the tests: names, companies and domains are invented, but for those of brands.
#pragma once

#include <string>
#include <vector>

#include "content/content.h"

namespace pbc::content {

struct SampleMail {
  const char* name;
  double least, most;  // the score that it gets
  Mail mail;
  std::vector<const char*> rules;  // that find something
};

/// Settings of the readers' company, acme.example.
Settings sample_settings();
std::vector<SampleMail> sample_phishes();
std::vector<SampleMail> sample_frauds();  // business e-mail compromise
std::vector<SampleMail> sample_honest_mails();
std::vector<SampleMail> further_bad_mails();
std::vector<SampleMail> further_honest_mails();

using MailHeaders = std::vector<std::pair<std::string, std::string>>;

/// What our border has found out, and the usual headers.
inline MailHeaders checked(const std::string& results, const MailHeaders& more = {}) {
  MailHeaders headers = {{"Date", "Mon, 1 Jun 2026 09:30:00 +0000"},
                         {"Message-ID", "<8f1c2d@mail.example>"},
                         {"MIME-Version", "1.0"},
                         {"Authentication-Results", "mx.acme.example; " + results}};
  headers.insert(headers.end(), more.begin(), more.end());
  return headers;
}
inline MailHeaders proven(const std::string& domain, const MailHeaders& more = {}) {
  return checked(
      "dmarc=pass header.from=" + domain + "; dkim=pass header.d=" + domain + "; spf=pass smtp.mailfrom=" + domain,
      more);
}
inline const MailHeaders kNewsletter = {{"List-Unsubscribe", "<https://lists.example/leave>"}, {"Precedence", "bulk"}};

}  // namespace pbc::content
