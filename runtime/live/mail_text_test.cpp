// SPDX-License-Identifier: Apache-2.0
#include "live/mail_text.h"

#include <gtest/gtest.h>

namespace pbc::live {
namespace {

using Texts = std::vector<std::string>;

TEST(MailText, Addresses) {
  EXPECT_EQ(split_addresses("a@x.example, \"B, C\" <b@x.example>; c@x.example ,"),
            (Texts{"a@x.example", "\"B, C\" <b@x.example>", "c@x.example"}));
  EXPECT_EQ(split_addresses(" "), Texts{});
  EXPECT_EQ(envelope_address(" \"B, C\" <b@x.example> "), "b@x.example");
  EXPECT_EQ(envelope_address("a+b@x.example"), "a+b@x.example");
  for (const char* text :
       {"", "a", "@x", "a@", "a@x> RCPT TO:<b@y", "a b@x", "a@x\r\nDATA", "\u00e4@x.example", "<a@x"})
    EXPECT_FALSE(envelope_address(text)) << text;
}

TEST(MailText, HeaderTexts) {
  EXPECT_EQ(header_text("plain: text"), "plain: text");
  EXPECT_EQ(header_text("a\r\nBcc: x"), "a  Bcc: x");
  EXPECT_EQ(header_text("\u00fc"), "=?utf-8?B?w7w=?=");
  // What looks encoded is not left to be read so.
  EXPECT_EQ(header_text("=?utf-8?B?w7w=?="), "=?utf-8?B?PT91dGYtOD9CP3c3dz0/PQ==?=");
  const std::string text = header_text(std::string(2000, 'x') + "\u00fc\u00fc");
  for (std::size_t begin = 0, end = 0; begin < text.size(); begin = end + 2) {
    end = std::min(text.find("\r\n", begin), text.size());
    EXPECT_LE(end - begin, 76U);
  }
}

TEST(MailText, IsComposed) {
  MailText mail;
  mail.from = "SOC <soc@x.example>";
  mail.to = {"a@x.example"};
  mail.bcc = {"secret@x.example"};
  mail.subject = "s";
  mail.body = "one\ntwo\r\nthree\rfour";
  mail.headers = {{"X-A", "1\r\nX-Evil: 2"}, {"Subject", "other"}, {"X B", "3"}, {"Content-Type", "text/csv"}};
  EXPECT_EQ(compose(mail, 1'700'000'000 * policy::kSecond, "id"),
            "Date: Tue, 14 Nov 2023 22:13:20 +0000\r\n"
            "From: SOC <soc@x.example>\r\n"
            "To: a@x.example\r\n"
            "Subject: s\r\n"
            "Message-ID: <id@x.example>\r\n"
            "X-A: 1  X-Evil: 2\r\n"
            "MIME-Version: 1.0\r\n"
            "Content-Type: text/plain; charset=utf-8\r\n"
            "Content-Transfer-Encoding: 7bit\r\n"
            "\r\n"
            "one\r\ntwo\r\nthree\r\nfour\r\n");
}

TEST(MailText, LongLinesAndOtherCharactersAreEncoded) {
  MailText mail;
  mail.from = "soc@x.example";
  mail.body = std::string(5000, 'x');
  EXPECT_NE(compose(mail, 0, "id").find("Content-Transfer-Encoding: base64\r\n"), std::string::npos);
  mail.body = "<p>\u00fc</p>";
  const std::string text = compose(mail, 0, "id");
  EXPECT_NE(text.find("text/html"), std::string::npos);
  EXPECT_TRUE(text.ends_with("\r\n\r\nPHA+w7w8L3A+\r\n")) << text;
}

TEST(MailText, ParametersOfHeaders) {
  EXPECT_EQ(header_parameter("name", "a b.txt"), "name=\"a b.txt\"");
  EXPECT_EQ(header_parameter("name", "a\"\r\nX: 1"), "name*=utf-8''a%22%0D%0AX%3A%201");
  EXPECT_EQ(header_parameter("name", "\u00fc.txt"), "name*=utf-8''%C3%BC.txt");
  // Cut between characters.
  EXPECT_EQ(header_parameter("n", std::string(239, 'x') + "\u00fc"), "n=\"" + std::string(239, 'x') + "\"");
}

TEST(MailText, Attachments) {
  MailText mail;
  mail.from = "soc@x.example";
  mail.body = "b --mixed-id";
  mail.attachments = {{"a.txt", "text/plain", "content", ""}};
  std::string text = compose(mail, 0, "id");
  EXPECT_EQ(
      text.substr(text.find("MIME-Version")),
      "MIME-Version: 1.0\r\n"
      "Content-Type: multipart/mixed; boundary=\"mixed-id\"\r\n\r\n"
      "--mixed-id\r\n"
      "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\nYiAtLW1peGVkLWlk\r\n\r\n"
      "--mixed-id\r\n"
      "Content-Type: text/plain;\r\n name=\"a.txt\"\r\n"
      "Content-Disposition: attachment;\r\n filename=\"a.txt\"\r\n"
      "Content-Transfer-Encoding: base64\r\n\r\nY29udGVudA==\r\n\r\n"
      "--mixed-id--\r\n");
  mail.html = "<b>h</b>";
  mail.attachments[0].content_id = "<c>\r\n";
  text = compose(mail, 0, "id");
  EXPECT_NE(text.find("Content-Type: multipart/related; boundary=\"related-id\"\r\n\r\n--related-id\r\n"
                      "Content-Type: multipart/alternative;"),
            std::string::npos);
  EXPECT_NE(text.find("\r\nContent-ID: <c>\r\n"), std::string::npos);
  EXPECT_EQ(text.find("multipart/mixed"), std::string::npos);
}

TEST(MailText, Dots) {
  EXPECT_EQ(dot_stuffed("a\r\n.b\r\n..\r\n.\r\nc\r\n"), "a\r\n..b\r\n...\r\n..\r\nc\r\n.\r\n");
  EXPECT_EQ(dot_stuffed(".a"), "..a\r\n.\r\n");
  EXPECT_EQ(dot_stuffed(""), ".\r\n");
}

}  // namespace
}  // namespace pbc::live
