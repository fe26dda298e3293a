// SPDX-License-Identifier: Apache-2.0
//
// Mails that want to crash, to hang or to fill the memory.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <random>

#include "frozen/frozen.h"
#include "mail/mail.h"
#include "mail/samples.h"

namespace pbc::mail {
namespace {

using Json = nlohmann::json;

Json read(const std::string& bytes, const MailOptions& options = {}) {
  std::string error;
  const auto mail = read_mail(bytes, options, error);
  EXPECT_NE(mail.has_value(), !error.empty());
  return mail ? Json::parse(frozen::to_json(mail->event)) : Json();
}

std::size_t count(const Json& event, const std::string& name) {
  std::size_t result = 0;
  for (const Json& artifact : event["artifacts"]) result += artifact["name"] == name;
  return result;
}

bool reached(const Json& event, const std::string& limit) {
  for (const Json& text : event["data"].value("limits", Json::array()))
    if (text.get<std::string>().starts_with(limit + ":")) return true;
  return false;
}

std::string repeated(const std::string& text, std::size_t times) {
  std::string result;
  result.reserve(text.size() * times);
  for (std::size_t i = 0; i < times; ++i) result += text;
  return result;
}

const std::string kMixed = "From: a@example.com\nContent-Type: multipart/mixed; boundary=b\n\n";

TEST(Hostile, ChangedSamplesGiveEventsOrAnError) {
  static constexpr std::string_view kTexts[] = {"\n",
                                                "\r\n",
                                                "\n\n",
                                                "--",
                                                "=",
                                                "=?utf-8?B?",
                                                "?=",
                                                "\"",
                                                "<a href=\"",
                                                "<!--",
                                                "&#",
                                                "%",
                                                "\xff",
                                                "\xc3",
                                                ";",
                                                "@",
                                                "://",
                                                "(",
                                                "\\",
                                                " ",
                                                "\t",
                                                ":",
                                                "[",
                                                "charset=utf-7",
                                                "base64",
                                                "message/rfc822",
                                                "multipart/mixed; boundary=b",
                                                std::string_view("\0", 1)};
  std::mt19937 random(20240603);
  MailOptions small;
  small.limits = {2000, 8, 3, 10, 120, 3, 1500, 5, 600};
  small.unwrap_links = small.refang = true;
  for (const auto& file : sample_files()) {
    const std::string sample = read_file(file);
    for (int round = 0; round < 200; ++round) {
      std::string text = sample;
      for (int change = 0; change <= round % 5; ++change) {
        const std::size_t at = random() % text.size(), length = random() % 40;
        switch (random() % 4) {
          case 0:
            text[at] = static_cast<char>(random());
            break;
          case 1:
            text.erase(at, length);
            break;
          case 2:
            text.insert(at, kTexts[random() % std::size(kTexts)]);
            break;
          default:
            text.insert(random() % text.size(), text.substr(at, length * 10));
            break;
        }
        if (text.empty()) text = "x";
      }
      read(text, round % 2 == 0 ? MailOptions() : small);
    }
  }
}

TEST(Hostile, CutSamplesGiveEventsOrAnError) {
  for (const auto& file : sample_files()) {
    const std::string sample = read_file(file);
    for (std::size_t size = 0; size < sample.size(); size += 29) read(sample.substr(0, size));
  }
}

TEST(Hostile, PartsAreCounted) {
  const Json event = read(kMixed + repeated("--b\n\nx http://example.com/\n", 400000));
  EXPECT_TRUE(reached(event, "parts"));
  EXPECT_EQ(event["artifacts"].size(), 3u);
}

TEST(Hostile, NestingIsCounted) {
  std::string bytes = "From: a@example.com\n";
  for (int i = 0; i < 30000; ++i) {
    const std::string boundary = "b" + std::to_string(i);
    bytes += "Content-Type: multipart/mixed; boundary=" + boundary + "\n\n--" + boundary + "\n";
  }
  EXPECT_TRUE(reached(read(bytes), "nesting"));
  EXPECT_TRUE(reached(read(repeated("From: a@example.com\nContent-Type: message/rfc822\n\n", 200000)), "nesting"));
}

TEST(Hostile, SameBoundaryAtEveryLevel) {
  read("From: a\n" + repeated("Content-Type: multipart/mixed; boundary=b\n\n--b\n", 100000));
  read("From: a\nContent-Type: multipart/mixed; boundary=b\n\n" + repeated("--b--\n", 1000000));
  read("From: a\nContent-Type: multipart/mixed; boundary=\"" + std::string(60000, '-') + "\"\n\n" +
       repeated(std::string(60000, '-') + "\n", 200));
}

TEST(Hostile, HeadersAreCounted) {
  Json event = read("From: a@example.com\n" + repeated("X: y\n", 1000000) + "\nbody");
  EXPECT_TRUE(reached(event, "headers"));
  event = read("From: a@example.com\nX:" + std::string(10000000, 'x') + "\n\nbody");
  EXPECT_TRUE(reached(event, "header_bytes"));
  EXPECT_EQ(event["artifacts"][0]["cef"]["emailHeaders"]["X"].get<std::string>().size(), 64u << 10);
  event = read("From: a@example.com\nX: y\n" + repeated(" folded\n", 1000000) + "\nbody");
  EXPECT_TRUE(reached(event, "header_bytes"));
  read(std::string(1000000, 'n') + ": name\n\n");
}

TEST(Hostile, AttachmentsAreCounted) {
  const std::string file = "--b\nContent-Disposition: attachment; filename=a\n\nx\n";
  const Json event = read(kMixed + repeated(file, 900));
  EXPECT_TRUE(reached(event, "attachments"));
  EXPECT_EQ(count(event, "Vault Artifact"), 100u);
}

TEST(Hostile, BytesAreCounted) {
  MailOptions options;
  options.limits.bytes = 100;
  Json event = read("From: a@example.com\n\n" + std::string(1000, 'x'), options);
  EXPECT_TRUE(reached(event, "bytes"));
  EXPECT_EQ(event["data"]["raw_email"].get<std::string>().size(), 100u);
  options.limits.bytes = 1000000;
  options.limits.decoded_bytes = 2500;
  event = read(kMixed + repeated("--b\n\n" + std::string(1000, 'x') + "\n", 5), options);
  EXPECT_TRUE(reached(event, "decoded_bytes"));
  EXPECT_EQ(event["artifacts"][0]["cef"].count("bodyPart2"), 1u);
  EXPECT_EQ(event["artifacts"][0]["cef"].count("bodyPart3"), 0u);
}

TEST(Hostile, IndicatorsAreCounted) {
  std::string bytes = "From: a@example.com\n\n";
  for (int i = 0; i < 50000; ++i) bytes += "http://h" + std::to_string(i) + ".example.com/ ";
  const Json event = read(bytes);
  EXPECT_TRUE(reached(event, "indicators"));
  EXPECT_EQ(count(event, "URL Artifact"), 1000u);
  EXPECT_EQ(count(event, "Domain Artifact"), 1000u);
}

TEST(Hostile, ScannedTextIsCounted) {
  MailOptions options;
  options.limits.scanned_bytes = 30;
  const Json event =
      read("From: a@example.com\n\nhttp://one.example.com/ äääääääääää http://two.example.com/", options);
  EXPECT_TRUE(reached(event, "scanned_bytes"));
  EXPECT_EQ(count(event, "URL Artifact"), 1u);
}

/// Texts at which patterns that backtrack, or scanners that begin anew, need ages.
TEST(Hostile, TimeIsLinear) {
  const std::string texts[] = {"http://",
                               "http",
                               "@",
                               "a@",
                               "a@b.",
                               "a.",
                               "a@-.",
                               "1.",
                               "1.1.1.1.",
                               ":",
                               "a:",
                               "::1 ",
                               "f",
                               "<",
                               "<a",
                               "<a ",
                               "<a href=",
                               "<a href=\"",
                               "<a href='x'>",
                               "<!--",
                               "<script>",
                               "</script",
                               "&",
                               "&#",
                               "&#x",
                               "&abcdefghijklmnopqrstuvwxyzabcdef",
                               "=",
                               "[.",
                               "\xC3\xA4",
                               "\xE2\x80\x9C",
                               "\xFF",
                               "http://a.b/<a>",
                               "x@x.xx_"};
  for (const std::string& text : texts)
    for (const std::string type : {"text/plain", "text/html"}) {
      MailOptions options;
      options.refang = options.unwrap_links = true;
      read("From: a@example.com\nContent-Type: " + type + "\n\n" + repeated(text, 400000 / text.size()), options);
    }
}

TEST(Hostile, HeadersTakeLinearTime) {
  const std::string texts[] = {"=?",   "=?utf-8?q?", "=?utf-8?B?QQ==?= ", "(", "\\", "\"",  ";", "a=b;",
                               "a=b ", "=",          "x*0*=utf-8''%41;",  "<", ",",  "a@b,"};
  const std::string names[] = {"Subject",
                               "From",
                               "Content-Type: multipart/mixed; boundary=b; x",
                               "Content-Disposition",
                               "Authentication-Results",
                               "Received-SPF",
                               "ARC-Seal: i=1; x",
                               "ARC-Authentication-Results: i=1",
                               "Content-Transfer-Encoding",
                               "Content-ID"};
  for (const std::string& text : texts)
    for (const std::string& name : names) {
      const std::string header =
          name + (name.find(':') == std::string::npos ? ": " : " ") + repeated(text, 60000 / text.size()) + "\n";
      read(header + "From: a@example.com\n\nbody\n");
    }
}

TEST(Hostile, CharsetsAreCounted) {
  const char* names[] = {"iso-2022-jp", "euc-tw", "big5", "iso-2022-kr", "koi8-r"};
  std::string words;
  for (int i = 0; i < 500; ++i) {
    for (const char* name : names) words += std::string("=?") + name + "?q?a?= ";
    words += "=?x-" + std::to_string(i) + "?q?=E4?= ";
  }
  const std::string part = "--b\nContent-Disposition: attachment; filename=\"" + words + "\"\n\nx\n";
  const Json event = read("Subject: =?windows-1252?q?=E4?=\n" + kMixed + repeated(part, 100));
  EXPECT_EQ(event["name"], "ä");
  EXPECT_EQ(count(event, "Vault Artifact"), 100u);
}

TEST(Hostile, ArchivesAreBytes) {
  // What would be a gigabyte of zeros is not unpacked.
  const Json event = read(kMixed + "--b\nContent-Type: application/zip; name=bomb.zip\n\nPK\x03\x04 ...\n--b--\n");
  EXPECT_EQ(count(event, "Vault Artifact"), 1u);
}

}  // namespace
}  // namespace pbc::mail
