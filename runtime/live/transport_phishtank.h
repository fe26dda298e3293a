// SPDX-License-Identifier: Apache-2.0
//
// PhishTank's database as a file of JSON, on this machine.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <istream>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "live/config.h"

namespace pbc::live {

struct PhishTankEntry {
  std::string id, page, verified_at;
  bool is_verified = false;
};

/// By URL, in phishtank_key's form.
using PhishTankEntries = std::unordered_map<std::string, PhishTankEntry>;

/// Scheme and host in lower case, and a path: what makes two URLs the same page.
std::string phishtank_key(std::string_view url);
/// Reads a list of entries without keeping its text; nothing, with `error` set, for what is none.
std::optional<PhishTankEntries> read_phishtank(std::istream& in, std::string* error);

class PhishTankFiles {
 public:
  explicit PhishTankFiles(boost::asio::io_context& context) : context_(context) {}

  /// Operation `lookup`: {url}. Setting file, which is read once, on a thread of its own.
  boost::asio::awaitable<Exchange> exchange(const AssetConfig& asset, const HttpRequest& request);

 private:
  struct File {
    explicit File(boost::asio::io_context& context) : loaded(context, boost::asio::steady_timer::time_point::max()) {}
    std::optional<PhishTankEntries> entries;
    std::string error;
    boost::asio::steady_timer loaded;  // cancelled when it is
    bool is_loading = false;
  };

  boost::asio::io_context& context_;
  std::map<std::string, std::unique_ptr<File>> files_;
};

}  // namespace pbc::live
