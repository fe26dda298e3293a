// SPDX-License-Identifier: Apache-2.0
//
// What systems on a mail's way found out about its sender. It is read and not verified: anybody can write such a
// header, so believe those of your own border alone, by their authserv-id.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "mail/structure.h"

namespace pbc::mail {

using Properties = std::vector<std::pair<std::string, std::string>>;

/// One method's result of an Authentication-Results header (RFC 8601).
struct AuthenticationResult {
  std::string authserv_id;
  std::string method;  // lower case; empty for a header that says "none"
  std::string result;  // lower case
  std::string reason;
  Properties properties;  // "smtp.mailfrom", ...
};

/// RFC 7208, 9.1.
struct ReceivedSpf {
  std::string result;
  std::string comment;
  Properties properties;  // "client-ip", ...
};

/// One instance of an authenticated received chain (RFC 8617).
struct ArcSet {
  int instance = 0;
  std::string chain;             // cv of the seal: none, pass, fail
  std::string domain, selector;  // of the seal
  std::vector<AuthenticationResult> results;
};

struct Authentication {
  std::vector<AuthenticationResult> results;  // of all headers, the topmost, which is the latest, first
  std::vector<ReceivedSpf> received_spf;
  std::vector<ArcSet> arc;  // by instance
};

Authentication read_authentication(const std::vector<Header>& headers);

/// Those of one header's value.
std::vector<AuthenticationResult> read_authentication_results(std::string_view value);

}  // namespace pbc::mail
