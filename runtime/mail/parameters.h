// SPDX-License-Identifier: Apache-2.0
//
// Headers of the form VALUE; NAME=VALUE; ... (RFC 2045, RFC 2183), with the extensions of RFC 2231.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pbc::mail {

/// Takes what is written in practice: blanks in a value without quotation marks, a quotation mark that is not closed.
class ParameterizedHeader {
 public:
  explicit ParameterizedHeader(std::string_view header);

  /// What stands before the first ";", in lower case.
  const std::string& value() const { return value_; }

  /// The first of that name (in lower case) as it is written, without quotation marks; empty where there is none.
  std::string plain(std::string_view name) const;

  /// The same for people: of the form NAME*0*=CHARSET''... where there is one, else with encoded words decoded, which
  /// are wrong there and frequent.
  std::string decoded(std::string_view name) const;

 private:
  std::string extended(std::string_view name) const;

  std::string value_;
  std::vector<std::pair<std::string, std::string>> parameters_;
};

}  // namespace pbc::mail
