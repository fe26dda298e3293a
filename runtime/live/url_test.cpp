// SPDX-License-Identifier: Apache-2.0
#include "live/url.h"

#include <gtest/gtest.h>

namespace pbc::live {
namespace {

TEST(Url, Parts) {
  const auto url = parse_url("HTTPS://Example.COM:8443/a/b?c=d#e");
  ASSERT_TRUE(url);
  EXPECT_TRUE(url->is_tls);
  EXPECT_EQ(url->authority(), "example.com:8443");
  EXPECT_EQ(url->target, "/a/b?c=d");
  EXPECT_EQ(parse_url("http://example.com")->text(), "http://example.com/");
  EXPECT_EQ(parse_url("http://example.com?x")->target, "/?x");
  EXPECT_EQ(parse_url("https://example.com:443/")->authority(), "example.com");
  EXPECT_EQ(parse_url("http://[2001:db8::1]:81/")->authority(), "[2001:db8::1]:81");
}

TEST(Url, WhatIsNone) {
  for (const char* text :
       {"", "example.com", "/path", "ftp://example.com/", "http://", "http:///x", "http://user:pass@example.com/",
        "http://example.com@127.0.0.1/", "http://exa mple.com/", "http://example.com/a b",
        "http://example.com/\r\nX: y", "file:///etc/passwd", "http://example.com:99999999999/", "javascript:alert(1)"})
    EXPECT_FALSE(parse_url(text)) << text;
}

TEST(Url, Redirects) {
  const Url base = *parse_url("https://example.com/a/b?c");
  EXPECT_EQ(resolve(base, "/x")->text(), "https://example.com/x");
  EXPECT_EQ(resolve(base, "x?y")->text(), "https://example.com/a/x?y");
  EXPECT_EQ(resolve(base, "//other.example/x")->text(), "https://other.example/x");
  EXPECT_EQ(resolve(base, "http://other.example:8080")->text(), "http://other.example:8080/");
  EXPECT_FALSE(resolve(base, "file:///etc/passwd"));
  EXPECT_FALSE(resolve(base, "http://user@example.com/"));
}

TEST(Url, PrivateAddresses) {
  for (const char* ip : {"127.0.0.1",
                         "127.255.0.1",
                         "10.1.2.3",
                         "172.16.0.1",
                         "172.31.255.255",
                         "192.168.1.1",
                         "169.254.169.254",
                         "100.64.0.1",
                         "0.0.0.0",
                         "224.0.0.1",
                         "255.255.255.255",
                         "::1",
                         "::",
                         "fe80::1",
                         "fe80::1%eth0",
                         "fc00::1",
                         "fd12::1",
                         "ff02::1",
                         "::ffff:127.0.0.1",
                         "::ffff:10.0.0.1",
                         "64:ff9b::7f00:1",
                         "2002:7f00:1::",
                         "2002:c0a8:101::",
                         "::127.0.0.1"})
    EXPECT_TRUE(is_private_address(ip)) << ip;
  for (const char* ip : {"8.8.8.8", "172.32.0.1", "172.15.0.1", "192.169.0.1", "100.128.0.1", "2606:4700::1",
                         "::ffff:8.8.8.8", "64:ff9b::808:808"})
    EXPECT_FALSE(is_private_address(ip)) << ip;
}

}  // namespace
}  // namespace pbc::live
