// SPDX-License-Identifier: Apache-2.0
//
// What a text names: IPs, hashes, addresses on the web, domains.
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "mail/mail.h"
#include "mail/reached.h"
#include "mail/scan.h"

namespace pbc::mail {

/// Different texts, in order of first appearance, up to a limit.
class Found {
 public:
  Found(std::string kind, const Limits& limits, Reached& reached)
      : kind_(std::move(kind)), limit_(limits.indicators), reached_(reached) {}

  void add(const std::string& text);
  const std::vector<std::string>& all() const { return all_; }

 private:
  std::string kind_;
  std::size_t limit_;
  Reached& reached_;
  std::vector<std::string> all_;
  std::unordered_set<std::string> known_;
};

class Indicators {
 public:
  Indicators(const MailOptions& options, Reached& reached)
      : ips("IPs", options.limits, reached),
        hashes("hashes", options.limits, reached),
        urls("URLs", options.limits, reached),
        domains("domains", options.limits, reached),
        options_(options),
        reached_(reached) {}

  /// Looks through a body, text or HTML: both may hold tags.
  void scan(std::string_view body);

  Found ips, hashes, urls, domains;

 private:
  std::string_view within_limit(std::string_view body);
  /// What links name: URLs at once, domains into `found`.
  void scan_links(std::string_view text, std::vector<Finding>& found);
  void add_url(const std::string& text, std::size_t position, std::vector<Finding>& found);

  const MailOptions& options_;
  Reached& reached_;
  std::size_t scanned_ = 0;
};

}  // namespace pbc::mail
