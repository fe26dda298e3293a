// SPDX-License-Identifier: Apache-2.0
//
// Databases of addresses in MaxMind's format, on this machine.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>

#include "live/config.h"

namespace pbc::live {

class MaxMindFiles {
 public:
  MaxMindFiles();
  ~MaxMindFiles();
  MaxMindFiles(const MaxMindFiles&) = delete;
  MaxMindFiles& operator=(const MaxMindFiles&) = delete;

  /// Operation `lookup`: {ip}. Settings file and, for networks' owners, asn_file. A file that has been replaced is
  /// opened anew.
  Exchange exchange(const AssetConfig& asset, const HttpRequest& request);

 private:
  struct File;
  /// Null, with `error` set, where it cannot be opened.
  const File* open(const std::string& path, std::string* error);

  std::map<std::string, std::unique_ptr<File>> files_;
};

}  // namespace pbc::live
