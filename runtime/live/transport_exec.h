// SPDX-License-Identifier: Apache-2.0
//
// Programs that answer: each reads a line of JSON, {"operation", "arguments"}, and writes one, {"status", "body"}, for
// as long as it runs. One works on one request at a time; so many run as there are requests under way.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <deque>
#include <map>
#include <memory>
#include <string>

#include "live/config.h"

namespace pbc::live {

class Programs {
 public:
  explicit Programs(boost::asio::io_context& context);
  ~Programs();
  Programs(const Programs&) = delete;
  Programs& operator=(const Programs&) = delete;

  /// Settings program (a path) and arguments (a list). One that does not answer in time is ended.
  boost::asio::awaitable<Exchange> exchange(const AssetConfig& asset, const HttpRequest& request);

 private:
  struct Process;
  std::unique_ptr<Process> start(const AssetConfig& asset, std::string* error);

  boost::asio::io_context& context_;
  std::map<std::string, std::deque<std::unique_ptr<Process>>> idle_;  // by asset
};

}  // namespace pbc::live
