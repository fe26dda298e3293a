// SPDX-License-Identifier: Apache-2.0
//
// The limits that a mail went beyond.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

namespace pbc::mail {

class Reached {
 public:
  /// `what` is a sentence for people; the same one counts once.
  void add(const std::string& what) {
    if (std::find(what_.begin(), what_.end(), what) == what_.end()) what_.push_back(what);
  }
  const std::vector<std::string>& all() const { return what_; }

 private:
  std::vector<std::string> what_;
};

}  // namespace pbc::mail
