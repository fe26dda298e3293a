// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "mail/parameters.h"
#include "mail/text.h"

namespace pbc::mail {
namespace {

TEST(Transfer, DecodesBase64AsFarAsItGoes) {
  const std::pair<std::string, std::string> cases[] = {{"", ""},
                                                       {"QUJD", "ABC"},
                                                       {"QUI=", "AB"},
                                                       {"QQ==", "A"},
                                                       {"QUJDQ", "ABC"},
                                                       {"QUJDRA", "ABCD"},
                                                       {"Q U\r\nJD", "ABC"},
                                                       {"QQ==QUJD", "A"},
                                                       {"QUI=\r\n-- \r\nlist", "AB"},
                                                       {"====QUJD", "ABC"},
                                                       {"Q=UJD", "ABC"},
                                                       {"!QUJD!", "ABC"},
                                                       {"/+8=", "\xFF\xEF"}};
  for (const auto& [text, bytes] : cases) EXPECT_EQ(decode_transfer(text, " Base64 "), bytes) << text;
}

TEST(Transfer, DecodesQuotedPrintable) {
  const std::pair<std::string, std::string> cases[] = {{"a=3Db", "a=b"},
                                                       {"a=3db", "a=b"},
                                                       {"soft=\r\nline", "softline"},
                                                       {"soft= \t\r\nline", "softline"},
                                                       {"soft=\nline", "softline"},
                                                       {"blanks  \r\nend", "blanks\r\nend"},
                                                       {"bad =ZZ =3 ==41 =", "bad =ZZ =3 =A "},
                                                       {"=?=\r\nx", "=?x"},
                                                       {"\r\n\n", "\r\n\n"},
                                                       {"=", ""}};
  for (const auto& [text, bytes] : cases) EXPECT_EQ(decode_transfer(text, "quoted-printable; x"), bytes) << text;
}

TEST(Transfer, DecodesUuencode) {
  EXPECT_EQ(decode_transfer("begin 644 a\n#0V%T\n`\nend\nmore", "x-uuencode"), "Cat");
  EXPECT_EQ(decode_transfer("text\nbegin 644 a\n#0V%T", "uuencode"), "Cat");
  EXPECT_EQ(decode_transfer("begin", "uuencode").size(), 2u);
  EXPECT_EQ(decode_transfer("as it is", "made-up"), "as it is");
}

TEST(Text, DecodesEncodedWords) {
  const std::pair<std::string, std::string> cases[] = {{"plain", "plain"},
                                                       {"=?utf-8?q?a_b?= c", "a b c"},
                                                       {"a =?UTF-8?B?w6Q=?=  =?utf-8?q?_b?= c", "a ä b c"},
                                                       {"=?utf-8?b?w6?= =?utf-8?b?pA==?=", "ä"},
                                                       {"=?utf-8?q?=C3?= =?utf-8?q?=A4?=", "ä"},
                                                       {"=?iso-8859-1*en?q?=E4?=", "ä"},
                                                       {"=?shift_jis?q?~?=", "~"},
                                                       {"=?utf-8?x?a?= =?utf-8?q?open", "=?utf-8?x?a?= =?utf-8?q?open"},
                                                       {"=?utf-8?q?two words?=", "two words"},
                                                       {"=?=?=", "=?=?="},
                                                       {"=?utf-8?q?a?=b", "ab"},
                                                       {"=?utf-8?q?trailing_?=", "trailing "}};
  for (const auto& [header, text] : cases) EXPECT_EQ(decode_words(header), text) << header;
}

TEST(Text, KeepsAndRepairsUtf8) {
  EXPECT_EQ(clean_utf8(std::string("a\0b", 3)), "ab");
  EXPECT_EQ(clean_utf8("\xC3\xA4\xE2\x82\xAC\xF0\x9F\x8D\x93"), "ä€🍓");
  EXPECT_EQ(clean_utf8("\xFF\xC3("), "\uFFFD\uFFFD(");
  EXPECT_EQ(clean_utf8("\xED\xA0\x80"), "\uFFFD\uFFFD\uFFFD");
  EXPECT_EQ(clean_utf8("\xF0\x9F\x98 "), "\uFFFD ");
  EXPECT_EQ(clean_utf8("\xC0\xAF\xF4\x90\x80\x80"), "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD");
}

TEST(Text, KnowsCharsetsAsBrowsersDo) {
  EXPECT_EQ(to_utf8("\x80", "ISO-8859-1"), "€");
  EXPECT_EQ(to_utf8("\xE4", ""), "ä");
  EXPECT_EQ(to_utf8("\xC3\xA4", "us-ascii"), "ä");
  EXPECT_EQ(to_utf8("~\\", "shift_jis"), "~\\");
  EXPECT_EQ(to_utf8("\xC4\xE3", "gb2312"), "你");
  EXPECT_EQ(to_utf8("+AOQ-", "utf-7"), "ä");
  EXPECT_EQ(to_utf8("\xE4", "no/such"), "ä");
}

TEST(Parameters, TakesWhatIsWritten) {
  const auto name = [](const std::string& rest) {
    return ParameterizedHeader("attachment; " + rest).decoded("filename");
  };
  EXPECT_EQ(name("filename=foo bar.exe"), "foo bar.exe");
  EXPECT_EQ(name("FileName = \"a;b\\\"c.txt\" ; x=y"), "a;b\"c.txt");
  EXPECT_EQ(name("filename=\"C:\\new\\x.exe\""), "C:\\new\\x.exe");
  EXPECT_EQ(name("filename=\"open.txt"), "open.txt");
  EXPECT_EQ(name("filename*=utf-8''%C3%A4.doc; filename=a.doc"), "ä.doc");
  EXPECT_EQ(name("filename*=iso-8859-1'en'%E4.doc"), "ä.doc");
  EXPECT_EQ(name("filename*1=b.exe; filename*0=a"), "ab.exe");
  EXPECT_EQ(name("filename*1*=%41.exe; filename*0*=utf-8''%C3%A4"), "äA.exe");
  EXPECT_EQ(name("filename*0=a; filename*2=c"), "a");
  EXPECT_EQ(name("filename*1=b; filename*2=c"), "bc");
  EXPECT_EQ(name("filename*99999999999999999999=b; filename*x=c; filename"), "");
  EXPECT_EQ(name("filename==?utf-8?q?=C3=BC?=.xls"), "ü.xls");
  EXPECT_EQ(name(";;=;filename=;filename=x"), "");
  EXPECT_EQ(ParameterizedHeader(" Text/HTML ").value(), "text/html");
}

}  // namespace
}  // namespace pbc::mail
