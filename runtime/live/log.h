// SPDX-License-Identifier: Apache-2.0
//
// What happens in live runs, as lines of JSON (docs/live.md, Log), and warnings for people. No secret is in either.
#pragma once

#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "live/template.h"
#include "policy/micros.h"

namespace pbc::live {

/// The text with each of the secrets written as `***`; they come longest first.
std::string redacted(std::string text, const std::vector<std::string>& secrets);

/// Any thread may call it.
class Log {
 public:
  /// `file` is appended to; "-" is stderr; empty: there are only warnings, as text on stderr. Sets `error` where it
  /// cannot be written. The secrets outlive it.
  Log(const std::string& file, const std::vector<std::string>& secrets, std::string* error);
  ~Log();
  Log(const Log&) = delete;
  Log& operator=(const Log&) = delete;

  /// A line with the time, the level, the event and these fields. One that cannot be written is lost.
  void info(std::string_view event, OrderedJson fields) { write("info", event, std::move(fields)); }
  /// The same; where there is no file, `fields` has a `message` for people.
  void warning(std::string_view event, OrderedJson fields);

 private:
  void write(std::string_view level, std::string_view event, OrderedJson fields);

  const std::vector<std::string>& secrets_;
  int descriptor_ = -1;
  std::mutex mutex_;
};

}  // namespace pbc::live
