// SPDX-License-Identifier: Apache-2.0
#include "mail/digest.h"

#include <openssl/evp.h>

namespace pbc::mail {
namespace {

std::string hexadecimal(std::string_view bytes, const EVP_MD* algorithm) {
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned size = 0;
  if (EVP_Digest(bytes.data(), bytes.size(), digest, &size, algorithm, nullptr) != 1) return "";
  std::string result;
  for (unsigned i = 0; i < size; ++i) {
    result += "0123456789abcdef"[digest[i] >> 4];
    result += "0123456789abcdef"[digest[i] & 15];
  }
  return result;
}

}  // namespace

std::string md5(std::string_view bytes) { return hexadecimal(bytes, EVP_md5()); }
std::string sha1(std::string_view bytes) { return hexadecimal(bytes, EVP_sha1()); }
std::string sha256(std::string_view bytes) { return hexadecimal(bytes, EVP_sha256()); }

}  // namespace pbc::mail
