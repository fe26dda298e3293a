// SPDX-License-Identifier: Apache-2.0
//
// The expected numbers are CPython 3.11's for the same seeds; the digests are those of the algorithms' test vectors.
#include "python/random.h"

#include "python/hashes.h"
#include "python/python_test.h"

namespace pbc {
namespace {

Value call(const char* function, std::initializer_list<Element> arguments = {}) {
  return import("random").call(Name(std::string_view(function)), arguments, {});
}

TEST(Random, GivesCPythonsSequenceForASeed) {
  call("seed", {42});
  EXPECT_EQ(to_repr(call("random")), "0.6394267984578837");
  EXPECT_EQ(to_repr(call("randint", {1, 100})), "4");
  EXPECT_EQ(to_repr(call("choice", {"abcdef"})), "'f'");
  EXPECT_EQ(to_repr(call("sample", {py("range")({100}), 5})), "[35, 31, 28, 17, 94]");
  EXPECT_EQ(to_repr(call("sample", {py("range")({10}), 3})), "[1, 8, 9]");
  EXPECT_EQ(to_repr(call("getrandbits", {70})), "44676572079809266793");
  EXPECT_EQ(to_repr(call("gauss", {0, 1})), "0.6901729991646017");
  EXPECT_EQ(to_repr(call("uniform", {1, 5})), "3.0214211524134496");
  const Value items = list({0, 1, 2, 3, 4, 5});
  call("shuffle", {items});
  EXPECT_EQ(to_repr(items), "[5, 3, 2, 1, 4, 0]");
  call("seed", {"phish"});
  EXPECT_EQ(to_repr(call("random")), "0.18749478975989953");
  call("seed", {-power(Value(10), Value(30))});
  EXPECT_EQ(to_repr(call("randrange", {power(Value(10), Value(20))})), "82810290056137572998");
  EXPECT_EQ(raised_by([] { call("randint", {5, 3}); }), "ValueError: empty range for randrange() (5, 4, -1)");
}

TEST(Hashes, MatchTheTestVectors) {
  EXPECT_EQ(hashes::to_hex(hashes::md5("abc")), "900150983cd24fb0d6963f7d28e17f72");
  EXPECT_EQ(hashes::to_hex(hashes::sha1("abc")), "a9993e364706816aba3e25717850c26c9cd0d89d");
  EXPECT_EQ(hashes::to_hex(hashes::sha224("abc")), "23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7");
  EXPECT_EQ(hashes::to_hex(hashes::sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(hashes::to_hex(hashes::sha384("abc")),
            "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7");
  EXPECT_EQ(hashes::to_hex(hashes::sha512("abc")),
            "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d442364"
            "3ce80e2a9ac94fa54ca49f");
  EXPECT_EQ(hashes::to_hex(hashes::sha3("abc", 32)),
            "3a985da74fe225b2045c172d6bd390bd855f086e3e9d525b46bfe24511431532");
  EXPECT_EQ(hashes::to_hex(hashes::md5(std::string(1000, 'a'))), "cabe45dcc9ae5b66ba86600cca6b8ba8");
  EXPECT_EQ(hashes::to_hex(hashes::hmac(*hashes::find("SHA256"), "key", "message")),
            "6e9ef29b75fffc5b7abae527d58fdadb2fe42e7219011976917343065f58ed4a");
}

}  // namespace
}  // namespace pbc
