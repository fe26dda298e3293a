// SPDX-License-Identifier: Apache-2.0
#include "mail/digest.h"

#include <openssl/evp.h>

namespace pbc::mail {
namespace {

/// Fetched once for the process: to look one up takes longer than to digest a line. Null where the system has none.
const EVP_MD* fetched(const char* name) { return EVP_MD_fetch(nullptr, name, nullptr); }

std::string hexadecimal(std::string_view bytes, const EVP_MD* algorithm) {
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned size = 0;
  if (algorithm == nullptr || EVP_Digest(bytes.data(), bytes.size(), digest, &size, algorithm, nullptr) != 1) return "";
  std::string result(2 * std::size_t{size}, '\0');
  for (std::size_t i = 0; i < size; ++i) {
    result[2 * i] = "0123456789abcdef"[digest[i] >> 4];
    result[2 * i + 1] = "0123456789abcdef"[digest[i] & 15];
  }
  return result;
}

}  // namespace

std::string md5(std::string_view bytes) {
  static const EVP_MD* const algorithm = fetched("MD5");
  return hexadecimal(bytes, algorithm);
}

std::string sha1(std::string_view bytes) {
  static const EVP_MD* const algorithm = fetched("SHA1");
  return hexadecimal(bytes, algorithm);
}

std::string sha256(std::string_view bytes) {
  static const EVP_MD* const algorithm = fetched("SHA256");
  return hexadecimal(bytes, algorithm);
}

}  // namespace pbc::mail
