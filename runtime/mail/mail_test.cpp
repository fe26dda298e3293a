// SPDX-License-Identifier: Apache-2.0
#include "mail/mail.h"
#include "frozen/frozen.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace pbc::mail {
namespace {

using Json = nlohmann::json;

Json event_of(const std::string& bytes, const MailOptions& options = {}) {
  std::string error;
  const auto mail = read_mail(bytes, options, error);
  EXPECT_TRUE(mail) << error;
  return mail ? Json::parse(frozen::to_json(mail->event)) : Json();
}

/// The values of one field, in order.
std::vector<std::string> values(const Json& event, const std::string& field) {
  std::vector<std::string> result;
  for (const Json& artifact : event["artifacts"])
    if (artifact["cef"].contains(field)) result.push_back(artifact["cef"][field]);
  return result;
}

using Strings = std::vector<std::string>;

TEST(Mail, RefusesWhatIsNoMail) {
  const std::pair<std::string, std::string> cases[] = {
      {"", "there is no mail: it is empty"},
      {"\r\n\r\n", "there is no mail: it is empty"},
      {"hello world\n", "this is no mail: it does not begin with a header"},
      {std::string(1000, '\0'), "this is no mail: it does not begin with a header"},
      {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
       "this is a file of Outlook (.msg); a mail in RFC 5322 form (.eml) is expected"}};
  for (const auto& [bytes, expected] : cases) {
    std::string error;
    EXPECT_FALSE(read_mail(bytes, {}, error));
    EXPECT_EQ(error, expected);
  }
}

TEST(Mail, TakesOptionsForTheContainer) {
  const std::string bytes = "Subject: =?utf-8?q?=C3=A4?=\nMessage-ID: <1@example.com>\n\n";
  Json event = event_of(bytes);
  EXPECT_EQ(event["name"], "ä");
  EXPECT_EQ(event["label"], "events");
  EXPECT_EQ(event["source_data_identifier"], "<1@example.com>");
  MailOptions options;
  options.label = "email";
  options.container_name = "Reported";
  options.source_data_identifier = "17";
  event = event_of(bytes, options);
  EXPECT_EQ(event["name"], "Reported");
  EXPECT_EQ(event["label"], "email");
  EXPECT_EQ(event["source_data_identifier"], "17");
  EXPECT_EQ(event["artifacts"][0]["cef"]["emailId"], "17");
}

TEST(Mail, StandsOnItsDigestWithoutSubjectAndId) {
  const Json event = event_of("From: a@example.com\n\n");
  EXPECT_EQ(event["source_data_identifier"], "3b9a7286af37094f5c1b2031a3bdcc19525fc783");
  EXPECT_EQ(event["name"], "Email ID: " + event["source_data_identifier"].get<std::string>());
}

TEST(Mail, UnwrapsLinksWhenAsked) {
  const std::string bytes =
      "From: a@example.com\n\n"
      "https://emea.safelinks.protection.outlook.com/?url=https%3A%2F%2Fone.example.com%2Fa%3Fb%3Dc&data=x\n"
      "https://urldefense.proofpoint.com/v1/url?u=http://two.example.com/x&k=1\n"
      "https://urldefense.proofpoint.com/v2/url?u=https-3A__three.example.com_a-5Fb-3Fc-3Dd&d=x\n"
      "https://urldefense.com/v3/__https://four.example.com/a*b**Cc__;Kyo_Pw!!abc$\n";
  MailOptions options;
  options.unwrap_links = true;
  EXPECT_EQ(values(event_of(bytes), "requestURL").size(), 4u);
  const Strings urls = values(event_of(bytes, options), "requestURL");
  ASSERT_EQ(urls.size(), 8u);
  EXPECT_EQ(urls[1], "https://one.example.com/a?b=c");
  EXPECT_EQ(urls[3], "http://two.example.com/x");
  EXPECT_EQ(urls[5], "https://three.example.com/a_b?c=d");
  EXPECT_EQ(urls[7].substr(0, 26), "https://four.example.com/a");
}

TEST(Mail, RefangsWhenAsked) {
  const std::string bytes =
      "From: a@example.com\n\nhxxps[:]//one[.]example(dot)com/x 192[.]0[.]2[.]9 a[@]two{.}example.com\n";
  EXPECT_TRUE(values(event_of(bytes), "requestURL").empty());
  MailOptions options;
  options.refang = true;
  const Json event = event_of(bytes, options);
  EXPECT_EQ(values(event, "requestURL"), Strings{"https://one.example.com/x"});
  EXPECT_EQ(values(event, "sourceAddress"), Strings{"192.0.2.9"});
  EXPECT_EQ(values(event, "destinationDnsDomain"), (Strings{"one.example.com", "two.example.com"}));
}

TEST(Mail, MarksTheLastArtifact) {
  const Json event = event_of("From: a@example.com\n\nhttp://x.example.com/ http://y.example.com/\n");
  for (const Json& artifact : event["artifacts"])
    EXPECT_EQ(artifact["run_automation"], &artifact == &event["artifacts"].back());
}

}  // namespace
}  // namespace pbc::mail
