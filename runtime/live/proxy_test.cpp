// SPDX-License-Identifier: Apache-2.0
#include "live/proxy.h"

#include <gtest/gtest.h>

namespace pbc::live {
namespace {

TEST(Proxy, Addresses) {
  std::string error;
  const auto plain = parse_proxy("http://proxy.example:3128", &error);
  ASSERT_TRUE(plain);
  EXPECT_EQ(plain->url.host, "proxy.example");
  EXPECT_EQ(plain->url.port, "3128");
  EXPECT_EQ(plain->authorization(), "");
  const auto named = parse_proxy("HTTP://us%40er:pa%3ass@[::1]:8080/", &error);
  ASSERT_TRUE(named);
  EXPECT_EQ(named->url.host, "::1");
  EXPECT_EQ(named->user, "us@er");
  EXPECT_EQ(named->authorization(), "Basic dXNAZXI6cGE6c3M=");
  // RFC 7617, 2.
  EXPECT_EQ(parse_proxy("http://Aladdin:open%20sesame@p", &error)->authorization(),
            "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
}

TEST(Proxy, WhatIsNone) {
  for (const char* text : {"", "proxy:3128", "https://user:secret@proxy:3128", "http://", "http://user:secret@",
                           "http://user:secret%2@proxy", "http://us%3aer:secret@proxy", "http://user:secret@pro xy"}) {
    std::string error;
    EXPECT_FALSE(parse_proxy(text, &error)) << text;
    EXPECT_NE(error, "") << text;
    EXPECT_EQ(error.find("secret"), std::string::npos) << error;
  }
}

TEST(Proxy, HostsThatGoPastIt) {
  EXPECT_TRUE(is_exempt("a.example.com", "other, Example.com"));
  EXPECT_TRUE(is_exempt("a.example.com", ".example.com"));
  EXPECT_TRUE(is_exempt("10.0.0.1", "10.0.0.1"));
  EXPECT_TRUE(is_exempt("anything", "*"));
  EXPECT_FALSE(is_exempt("badexample.com", "example.com,,"));
  EXPECT_FALSE(is_exempt("example.com", ""));
}

}  // namespace
}  // namespace pbc::live
