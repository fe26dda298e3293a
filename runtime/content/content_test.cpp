// SPDX-License-Identifier: Apache-2.0
#include "content/content.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <random>

#include "content/domains.h"
#include "content/fold.h"
#include "content/lexicon.h"
#include "content/page.h"
#include "content/sample_mails.h"
#include "content/skeleton.h"
#include "content/text.h"
#include "mail/text.h"

namespace pbc::content {
namespace {

const Analyzer& analyzer() {
  static const Analyzer own(sample_settings());
  return own;
}

std::string told(const Analysis& analysis) {
  std::string text = "score " + std::to_string(analysis.score);
  for (const Finding& finding : analysis.findings)
    text += "\n  " + std::to_string(finding.score).substr(0, 4) + " " + finding.category + "/" + finding.rule + ": " +
            finding.text + " [" + finding.evidence + "]";
  return text;
}

bool has(const Analysis& analysis, std::string_view rule) {
  return std::ranges::any_of(analysis.findings, [&](const Finding& finding) { return finding.rule == rule; });
}

void check(const std::vector<SampleMail>& samples) {
  for (const SampleMail& sample : samples) {
    const Analysis analysis = analyzer().analyze(sample.mail);
    EXPECT_GE(analysis.score, sample.least) << sample.name << ": " << told(analysis);
    EXPECT_LE(analysis.score, sample.most) << sample.name << ": " << told(analysis);
    for (const char* rule : sample.rules)
      EXPECT_TRUE(has(analysis, rule)) << sample.name << " lacks " << rule << ": " << told(analysis);
  }
}

TEST(Content, Phishes) { check(sample_phishes()); }
TEST(Content, Frauds) { check(sample_frauds()); }
TEST(Content, HonestMails) { check(sample_honest_mails()); }
TEST(Content, FurtherBadMails) { check(further_bad_mails()); }
TEST(Content, FurtherHonestMails) { check(further_honest_mails()); }

TEST(Content, IsTheSameTwice) {
  for (const SampleMail& sample : sample_phishes()) {
    const Analysis first = analyzer().analyze(sample.mail), second = Analyzer(sample_settings()).analyze(sample.mail);
    EXPECT_EQ(told(first), told(second));
  }
}

std::string look(const char* domain) {
  static const Targets targets(sample_settings());
  const auto found = targets.resembles(host_of(domain), {});
  return found ? found->looks_like : "";
}

TEST(Lookalikes, AreFound) {
  for (const char* domain : {"paypa1.com", "paypaI.com", "pаypal.com", "paypal-login.example", "login-paypal.test",
                             "paypallogin.com", "securepaypal.net", "paypla.com", "papal-pay.paypal.com.test",
                             "paypa.com", "payypal.com", "pay-pal.com", "xn--pypal-4ve.com", "paypal.com.account.test"})
    EXPECT_EQ(look(domain), "paypal.com") << domain;
  for (const char* domain : {"acrne.example", "acme.test", "acme-support.example", "acme.example.portal.test"})
    EXPECT_EQ(look(domain), "acme.example") << domain;
  EXPECT_EQ(look("rnicrosoft.com"), "microsoft.com");
  EXPECT_EQ(look("netfl1x.test"), "netflix.com");
}

TEST(Lookalikes, HonestDomainsAreNone) {
  for (const char* domain :
       {"paypal.com",       "www.paypal.de",  "mail.acme.example",     "amazon.co.uk",    "example.org",
        "appleton.example", "chaser.test",    "ups-and-downs.example", "goggles.example", "zoo.us",
        "docs.google.com",  "t.co",           "pine.example",          "bing.com",        "login.live.com",
        "192.0.2.1",        "apples.example", "upside.test",           "steamer.example", "brooking.test"})
    EXPECT_EQ(look(domain), "") << domain;
}

TEST(Words, AreFolded) {
  EXPECT_EQ(folded("Stra\xC3\x9F"
                   "e \xC3\x9C"
                   "BERWEISUNG"),
            "strasse uberweisung");
  EXPECT_EQ(folded("p\xD0\xB0ssw\xD0\xBErd \xEF\xBC\xA1\xEF\xBC\xA2 \xF0\x9D\x90\x9A"),
            "password ab a");  // Cyrillic, full width, bold
  EXPECT_EQ(folded("acc\xE2\x80\x8Bo\xC2\xADunt"), "account");
  EXPECT_EQ(folded("u\xCC\x88"
                   "ber"),
            "uber");
}

TEST(Words, AreQuoted) {
  const auto quoted = [](std::string_view text) {
    const Words words = words_of(text);
    std::string result;
    for (const Word& word : words.all)
      if (word.is_quoted) result += std::string(words.folded(word)) + " ";
    return result;
  };
  EXPECT_EQ(quoted("they all say \"verify this\" to you"), "verify this ");
  EXPECT_EQ(quoted("sie schreiben \xE2\x80\x9Ejetzt\xE2\x80\x9C und \xC2\xBBsofort\xC2\xAB oder so etwas"),
            "jetzt sofort ");
  EXPECT_EQ(quoted("\xE2\x80\x9Cone two\xE2\x80\x9D three four five"), "one two ");
  EXPECT_EQ(quoted("a \" that is never closed"), "");
  EXPECT_EQ(quoted("hello\n> they wrote\nand I"), "they wrote ");
  EXPECT_EQ(quoted("\"everything is in quotes\""), "");
}

TEST(Texts, AreShownOnOneLine) {
  EXPECT_EQ(one_line("  Pay\r\n\tnow\x7F\xC2\xA0! "), "Pay now !");
  EXPECT_EQ(one_line("p\xE2\x80\x8B"
                     "ay \xC3\xA9\xFF"),
            "pay \xC3\xA9\xEF\xBF\xBD");
  const std::string full(kMostEvidence, 'x');
  EXPECT_EQ(one_line(full + "y"), full);
  EXPECT_EQ(one_line(full + " y"), full);
  EXPECT_EQ(one_line(full.substr(1) + "\xC3\xA9"), full.substr(1));
  EXPECT_EQ(one_line(full.substr(2) + " yz"), full.substr(2) + " y");
}

// A text that is not of ASCII alone is put together in another way.
TEST(Skeletons, OfAsciiAreThoseOfTheirCharacters) {
  const std::string other = skeleton("\xD1\x8F");
  for (char a = ' '; a < 0x7F; ++a)
    for (char b = ' '; b < 0x7F; ++b) {
      const std::string text = {a, b, '.'};
      EXPECT_EQ(skeleton(text) + other, skeleton(text + "\xD1\x8F")) << text;
    }
}

TEST(Pages, ShowWhatPeopleSee) {
  const Page page = read_page(
      "<title>no</title><p>a&amp;b<br>c <b>d</b></p><div style='display: none'>hid<b>den</b></div>e"
      "<p style=\"color:#fff;background:white\">same</p><style>x{}</style><blockquote>quote</blockquote>"
      "<a href='x'>text <img src=y></a>");
  EXPECT_EQ(page.text, "a&b\nc d\ne\n>quote\ntext ");
  EXPECT_EQ(page.hidden, "hiddensame");
  ASSERT_EQ(page.anchors.size(), 1U);
  EXPECT_TRUE(page.anchors[0].has_image);
}

TEST(Content, AuthenticationIsBelievedOfTrustedSystemsAlone) {
  Mail mail{.from = "a@forum.example",
            .headers = {{"Authentication-Results", "evil.test; dmarc=pass header.from=forum.example"}},
            .text = "Hello there, dear reader of this mail"};
  Analysis analysis = analyzer().analyze(mail);
  EXPECT_FALSE(analysis.authentication.is_trusted);
  EXPECT_EQ(analysis.authentication.dmarc, "pass");
  const double unsure = analysis.confidence;
  mail.headers = proven("forum.example");
  analysis = analyzer().analyze(mail);
  EXPECT_TRUE(analysis.authentication.is_trusted);
  EXPECT_GT(analysis.confidence, unsure);
  EXPECT_EQ(analysis.authentication.aligned_domains, std::vector<std::string>{"forum.example"});
}

TEST(Content, HeadersOfListsHideNothing) {
  std::vector<SampleMail> samples = sample_frauds();
  for (SampleMail& sample : sample_phishes()) samples.push_back(std::move(sample));
  for (const SampleMail& sample : samples) {
    if (sample.least < 0.7) continue;
    Mail mail = sample.mail;
    mail.headers.emplace_back("List-Unsubscribe", "<mailto:leave@lists.test>");
    EXPECT_GE(analyzer().analyze(mail).score, 0.65) << sample.name << ": " << told(analyzer().analyze(mail));
    mail.headers.emplace_back("List-Post", "<mailto:all@lists.test>");
    EXPECT_GE(analyzer().analyze(mail).score, 0.6) << sample.name << ": " << told(analyzer().analyze(mail));
  }
}

TEST(Content, WholeMessages) {
  Mail mail;
  std::string error;
  ASSERT_TRUE(
      read_message("From: a@b.example\r\nSubject: x\r\nContent-Type: text/html\r\n\r\n<p>hi</p>", &mail, &error))
      << error;
  EXPECT_EQ(mail.html, "<p>hi</p>");
  EXPECT_EQ(mail.headers.size(), 3U);
  EXPECT_FALSE(read_message("\x01\x02", &mail, &error));
}

/// Everything is bounded, whatever comes in.
void hold(const Mail& mail) {
  const auto begin = std::chrono::steady_clock::now();
  const Analysis analysis = analyzer().analyze(mail);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
  EXPECT_LT(took.count(), 5.0);  // sanitizers and busy machines included
  EXPECT_GE(analysis.score, 0);
  EXPECT_LE(analysis.score, 0.99);
  EXPECT_LE(analysis.findings.size(), kMostFindings);
  EXPECT_LE(analysis.links.size(), kMostLinks);
  for (const Finding& finding : analysis.findings) {
    EXPECT_LE(finding.evidence.size(), kMostEvidence);
    EXPECT_LE(finding.text.size(), kMostEvidence);
    EXPECT_EQ(finding.text.find('\n'), std::string::npos);
    EXPECT_TRUE(mail::is_utf8(finding.text) && mail::is_utf8(finding.evidence));
  }
  for (const Link& link : analysis.links)
    EXPECT_TRUE(mail::is_utf8(link.href) && mail::is_utf8(link.text) && mail::is_utf8(link.host));
  for (const std::string& text :
       {analysis.sender.address, analysis.sender.domain, analysis.sender.display_name, analysis.authentication.spf,
        analysis.authentication.dkim, analysis.authentication.dmarc, analysis.authentication.arc})
    EXPECT_TRUE(mail::is_utf8(text));
}

std::string repeated(std::string_view text, std::size_t size) {
  std::string result;
  while (result.size() < size) result += text;
  return result;
}

TEST(Content, HostileMails) {
  for (const std::string_view piece :
       {std::string_view("<a"), std::string_view("<a href=http://a.test/x>"), std::string_view("<div>"),
        std::string_view("<div style='"), std::string_view("&#"), std::string_view("\""), std::string_view("<!--"),
        std::string_view("verify your "), std::string_view("http://"), std::string_view("\0", 1),
        std::string_view("\xFF"), std::string_view("a.b."), std::string_view("</"), std::string_view("\xE2\x80\x8B"),
        std::string_view("<b style=color:red;>x"), std::string_view("\xE2\x80\x9E")}) {
    const std::string big = repeated(piece, 10 << 20);
    hold({.html = big});
    hold({.text = big});
    hold({.from = big, .reply_to = big, .to = big, .subject = big, .attachments = {big, big}});
    hold({.headers = {{"Authentication-Results", big}, {big, big}}});
  }
  std::mt19937 random(7);
  for (int i = 0; i < 300; ++i) {
    std::string bytes(random() % 3000, '\0');
    for (char& c : bytes) c = static_cast<char>(random());
    hold({.from = bytes,
          .headers = {{"From", bytes}, {"List-Id", bytes}},
          .text = bytes,
          .html = bytes,
          .attachments = {bytes}});
  }
  for (const SampleMail& sample : sample_phishes()) {
    Mail mail = sample.mail;
    for (std::string* text : {&mail.from, &mail.subject, &mail.text, &mail.html})
      for (std::size_t i = 0; i < text->size(); i += 7) (*text)[i] = static_cast<char>(random());
    hold(mail);
  }
}

TEST(Content, IsFast) {
  Mail mail = sample_honest_mails()[0].mail;
  const std::string body = mail.html;
  while (mail.html.size() < 10000) mail.html += body;
  analyzer().analyze(mail);
  double best = 1;
  for (int i = 0; i < 200; ++i) {
    const auto begin = std::chrono::steady_clock::now();
    analyzer().analyze(mail);
    best = std::min(best, std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
  }
  RecordProperty("microseconds", static_cast<int>(best * 1e6));
  std::printf("a mail of 10 KB takes %.0f us\n", best * 1e6);
  EXPECT_LT(best, 0.03);  // a hundred times what it takes: sanitizers
}

}  // namespace
}  // namespace pbc::content
