// SPDX-License-Identifier: Apache-2.0
//
// Message digests, as hashlib, hmac, uuid and random need them. Own code, because a static libcrypto would add
// megabytes and a start-up cost to every compiled playbook for the sake of hashing a few names.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace pbc::hashes {

std::string md5(std::string_view data);
std::string sha1(std::string_view data);
std::string sha224(std::string_view data);
std::string sha256(std::string_view data);
std::string sha384(std::string_view data);
std::string sha512(std::string_view data);
/// SHA-3 with a digest of `bytes`: 28, 32, 48 or 64.
std::string sha3(std::string_view data, std::size_t bytes);

/// A digest function with what hashlib tells of it.
struct Algorithm {
  const char* name;
  std::string (*digest)(std::string_view data);
  std::size_t digest_size;
  std::size_t block_size;
};
/// Null for an unknown name; names as hashlib.new takes them, in any case.
const Algorithm* find(std::string_view name);

/// HMAC (RFC 2104).
std::string hmac(const Algorithm& algorithm, std::string_view key, std::string_view message);
/// PBKDF2 (RFC 8018) with HMAC.
std::string pbkdf2(const Algorithm& algorithm, std::string_view password, std::string_view salt, std::uint64_t rounds,
                   std::size_t length);
std::string to_hex(std::string_view bytes);
/// The same to `out`, two digits for each byte.
void write_hex(std::string_view bytes, char* out);

}  // namespace pbc::hashes
