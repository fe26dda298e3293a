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

namespace pbc::mail {

/// Different texts, in order of first appearance, up to a limit.
class Found {
 public:
  Found(std::string kind, const Limits& limits, Reached& reached)
      : kind_(std::move(kind)), limit_(limits.indicators), reached_(reached) {}

  /// Is it new?
  bool add(const std::string& text);
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
      : options_(options),
        reached_(reached),
        ips("IPs", options.limits, reached),
        hashes("hashes", options.limits, reached),
        urls("URLs", options.limits, reached),
        domains("domains", options.limits, reached) {}

  /// Looks through a body, text or HTML: both may hold tags.
  void scan(std::string_view body);

 private:
  struct Domain {
    std::size_t position;
    std::string name;
  };
  void scan_links(std::string_view text, std::vector<Domain>& domains);
  void scan_text_urls(std::string_view text, std::vector<Domain>& domains);
  void add_url(const std::string& url, std::size_t position, std::vector<Domain>& domains);

  const MailOptions& options_;
  Reached& reached_;
  std::size_t scanned_ = 0;

 public:
  Found ips, hashes, urls, domains;
};

/// `text` without the brackets that keep people from following links: "example[.]com", "user[@]example(dot)com".
std::string refang(std::string_view text);

}  // namespace pbc::mail
