// SPDX-License-Identifier: Apache-2.0
//
// The trace of a run: what it did to the outside and to itself, one JSON object a line (docs/contracts.md, Trace).
#pragma once

#include <string>

#include "pbc/value.h"

namespace pbc::engine {

class Trace {
 public:
  explicit Trace(bool is_on) : is_on_(is_on) {}
  bool is_on() const { return is_on_; }
  /// Adds a dict as a line. Later changes of what is in it do not show.
  void add(const Value& line);
  const std::string& text() const { return text_; }

 private:
  bool is_on_;
  std::string text_;
};

}  // namespace pbc::engine
