// SPDX-License-Identifier: Apache-2.0
#include "live/dns_message.h"

#include <gtest/gtest.h>

namespace pbc::live {
namespace {

using namespace std::string_literals;

TEST(DnsMessage, TypesAndNames) {
  EXPECT_EQ(dns_type("aaaa"), 28);
  EXPECT_EQ(dns_type("TYPE65"), 65);
  for (const char* name : {"", "TYPE", "TYPE0", "TYPE70000", "TYPE5x", "AAAAA"}) EXPECT_FALSE(dns_type(name)) << name;
  EXPECT_EQ(reverse_name("192.0.2.1"), "1.2.0.192.in-addr.arpa");
  EXPECT_EQ(reverse_name("2001:db8::1"), "1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa");
  EXPECT_FALSE(reverse_name("x"));
}

TEST(DnsMessage, Questions) {
  EXPECT_EQ(dns_question(0x1234, "a.example.", 1), "\x12\x34\x01\0\0\1\0\0\0\0\0\0\1a\7example\0\0\1\0\1"s);
  for (const std::string& name : {""s, "."s, "a..b"s, std::string(64, 'a'), std::string(300, 'a'), "a b"s, "a\0b"s})
    EXPECT_FALSE(dns_question(1, name, 1)) << name;
}

const std::string kQuestion = *dns_question(0x1234, "A.example", 1);
const std::string kAsked = "\1a\7example\0\0\1\0\1"s;

std::string head(int answers, std::string flags = "\x81\x80"s) {
  return "\x12\x34"s + flags + "\0\1\0"s + static_cast<char>(answers) + "\0\0\0\0"s;
}

TEST(DnsMessage, Answers) {
  const std::string records = "\xc0\x0c\0\5\0\1\0\0\0\x3c\0\4\1b\xc0\x0e"s + "\xc0\x27\0\1\0\1\0\0\1\0\0\4\xc0\0\2\1"s;
  const auto answer = dns_answer(head(2) + kAsked + records, kQuestion);
  ASSERT_TRUE(answer);
  ASSERT_EQ(answer->records.size(), 2U);
  EXPECT_EQ(answer->records[0].type + " " + answer->records[0].data, "CNAME b.example");
  EXPECT_EQ(answer->records[1].name + " " + answer->records[1].data, "b.example 192.0.2.1");
  EXPECT_EQ(answer->records[1].ttl, 256U);
}

TEST(DnsMessage, OtherRecords) {
  const auto data = [](std::string type, std::string bytes) {
    const std::string record = "\xc0\x0c\0"s + type + "\0\1\0\0\0\0\0"s + static_cast<char>(bytes.size()) + bytes;
    const auto answer = dns_answer(head(1) + kAsked + record, kQuestion);
    return answer && answer->records.size() == 1 ? answer->records[0].data : "(none)";
  };
  EXPECT_EQ(data("\x0f"s, "\0\x0a\2mx\xc0\x0e"s), "10 mx.example");
  EXPECT_EQ(data("\x10"s, "\3one\4 two"s), "one two");
  EXPECT_EQ(data("\x10"s, "\xffone"s), "one");  // longer than there is
  EXPECT_EQ(data("\x1c"s, "\x20\1\x0d\xb8\0\0\0\0\0\0\0\0\0\0\0\1"s), "2001:db8::1");
  EXPECT_EQ(data("\1"s, "\1\2\3"s), "");
  EXPECT_EQ(data("\x63"s, "\1\xab"s), "01ab");
}

TEST(DnsMessage, WhatIsNoAnswer) {
  const std::string good = head(0) + kAsked;
  EXPECT_TRUE(dns_answer(good, kQuestion));
  for (std::size_t size = 0; size < good.size(); ++size) EXPECT_FALSE(dns_answer(good.substr(0, size), kQuestion));
  std::string other = good;
  other[0] = 'x';
  EXPECT_FALSE(dns_answer(other, kQuestion));
  EXPECT_FALSE(dns_answer(head(0, "\1\0"s) + kAsked, kQuestion));  // a question
  EXPECT_FALSE(dns_answer(head(0) + "\1b\7example\0\0\1\0\1"s, kQuestion));
  // Pointers that go in circles, or forward.
  EXPECT_FALSE(dns_answer(head(0) + "\xc0\x0c\0\1\0\1"s, kQuestion));
  EXPECT_FALSE(dns_answer(head(0) + "\xc0\xff\0\1\0\1"s, kQuestion));
  EXPECT_FALSE(dns_answer(head(1) + kAsked + "\xc0\x0c\0\1\0\1\0\0\0\0\xff\xff"s, kQuestion));
}

TEST(DnsMessage, CodesAndTruncation) {
  const auto missing = dns_answer(head(0, "\x81\x83"s) + kAsked, kQuestion);
  ASSERT_TRUE(missing);
  EXPECT_EQ(missing->code, 3);
  const auto half = dns_answer(head(1, "\x83\x80"s) + kAsked + "\xc0\x0c"s, kQuestion);
  ASSERT_TRUE(half);
  EXPECT_TRUE(half->is_truncated);
}

}  // namespace
}  // namespace pbc::live
