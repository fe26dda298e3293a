// SPDX-License-Identifier: Apache-2.0
//
// How far many runs have come, on stderr: a bar where that is a terminal, the end alone elsewhere.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>

namespace pbc::host {

/// Not synchronized but for say().
class Progress {
 public:
  explicit Progress(std::optional<std::size_t> total);
  void advance(bool success);
  /// Takes the bar away, so that a line can be printed.
  void clear();
  void say(const std::string& line);
  void end(const std::string& summary);

 private:
  using Clock = std::chrono::steady_clock;
  void draw();

  std::optional<std::size_t> total_;
  bool is_terminal_;
  std::size_t done_ = 0;
  std::size_t failed_ = 0;
  bool is_drawn_ = false;
  Clock::time_point begin_ = Clock::now();
  Clock::time_point drawn_{};
};

}  // namespace pbc::host
