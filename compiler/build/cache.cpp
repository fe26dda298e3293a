// SPDX-License-Identifier: Apache-2.0
#include "compiler/build/cache.h"

#include <openssl/evp.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <memory>

namespace pbc::build {
namespace fs = std::filesystem;

std::string cache_directory() {
  const auto variable = [](const char* name) -> fs::path {
    const char* value = std::getenv(name);
    return value == nullptr ? "" : value;
  };
  fs::path directory = variable("PBC_CACHE_DIR");
  if (directory.empty() && !variable("XDG_CACHE_HOME").empty()) directory = variable("XDG_CACHE_HOME") / "pbc";
  if (directory.empty() && !variable("HOME").empty()) directory = variable("HOME") / ".cache" / "pbc";
  if (directory.empty()) return "";
  std::error_code error;
  directory = fs::absolute(directory, error);
  fs::create_directories(directory, error);
  return error ? "" : directory.string();
}

std::string objects_directory() {
  const std::string cache = cache_directory();
  if (cache.empty()) return "";
  std::error_code error;
  fs::create_directories(cache + "/objects", error);
  return error ? "" : cache + "/objects";
}

std::string content_key(const std::vector<std::string_view>& parts) {
  const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr);
  for (std::string_view part : parts) {
    const std::string length = std::to_string(part.size()) + ":";
    EVP_DigestUpdate(context.get(), length.data(), length.size());
    EVP_DigestUpdate(context.get(), part.data(), part.size());
  }
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned size = 0;
  EVP_DigestFinal_ex(context.get(), digest, &size);
  std::string hex;
  for (unsigned i = 0; i < size; ++i) {
    hex += "0123456789abcdef"[digest[i] >> 4];
    hex += "0123456789abcdef"[digest[i] & 15];
  }
  return hex;
}

void trim_cache(const std::string& directory, std::size_t most) {
  std::error_code error;
  std::vector<std::pair<fs::file_time_type, fs::path>> entries;
  for (const fs::directory_entry& entry : fs::directory_iterator(directory, error))
    if (entry.is_regular_file(error)) entries.emplace_back(entry.last_write_time(error), entry.path());
  if (entries.size() <= most) return;
  std::ranges::sort(entries);
  for (std::size_t i = 0; i < entries.size() - most; ++i) fs::remove(entries[i].second, error);
}

}  // namespace pbc::build
