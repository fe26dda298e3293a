// SPDX-License-Identifier: Apache-2.0
//
// Text from bytes that come in pieces (Python library reference, io.IncrementalNewlineDecoder).
#pragma once

#include <string>
#include <string_view>

#include "python/objects.h"

namespace pbc {

class TextDecoder {
 public:
  TextDecoder() = default;
  /// `translate`: "\r\n" and "\r" become "\n".
  TextDecoder(std::string encoding, std::string errors, bool translate)
      : encoding_(std::move(encoding)), errors_(std::move(errors)), translate_(translate) {}

  /// What `bytes` adds; an unfinished character or "\r" at the end waits for more unless `is_last`.
  std::string feed(std::string_view bytes, bool is_last);
  /// The bytes and characters that wait.
  bool is_clean() const { return rest_.empty() && !waits_for_line_feed_; }
  std::size_t waiting() const { return rest_.size(); }
  /// TextIOBase.newlines: None, a str, or a tuple of the kinds seen.
  Value newlines_seen() const;

 private:
  std::size_t complete(std::string_view bytes) const;

  std::string encoding_ = "utf-8";
  std::string errors_ = "strict";
  bool translate_ = false;
  bool is_first_ = true;
  bool waits_for_line_feed_ = false;
  std::string rest_;
  unsigned seen_ = 0;  // 1 "\r", 2 "\n", 4 "\r\n"
};

}  // namespace pbc
