// SPDX-License-Identifier: Apache-2.0
#include "host/progress.h"

#include <unistd.h>

#include <algorithm>
#include <cstdio>

namespace pbc::host {

namespace {

constexpr std::size_t kBar = 30;
constexpr auto kOften = std::chrono::milliseconds(100);

}  // namespace

Progress::Progress(std::optional<std::size_t> total) : total_(total), is_terminal_(isatty(STDERR_FILENO) != 0) {}

void Progress::advance(bool success) {
  ++done_;
  failed_ += success ? 0 : 1;
  if (is_terminal_ && (Clock::now() - drawn_ >= kOften || done_ == total_)) draw();
}

void Progress::clear() {
  if (is_drawn_) std::fputs("\r\x1b[K", stderr);
  is_drawn_ = false;
}

void Progress::draw() {
  drawn_ = Clock::now();
  const double seconds = std::max(1e-3, std::chrono::duration<double>(drawn_ - begin_).count());
  const double rate = static_cast<double>(done_) / seconds;
  std::string line = "\r\x1b[K";
  char text[96];
  if (total_) {
    const std::size_t filled = *total_ == 0 ? kBar : kBar * done_ / *total_;
    line += "[" + std::string(filled, '=') + std::string(kBar - filled, ' ') + "] ";
    std::snprintf(text, sizeof text, "%zu/%zu  %.0f/s  %.0f s left", done_, *total_, rate,
                  static_cast<double>(*total_ - done_) / rate);
  } else {
    std::snprintf(text, sizeof text, "%zu events  %.0f/s", done_, rate);
  }
  line += text;
  if (failed_ > 0) line += "  " + std::to_string(failed_) + " failed";
  std::fputs(line.c_str(), stderr);
  std::fflush(stderr);
  is_drawn_ = true;
}

void Progress::say(const std::string& line) {
  std::fprintf(stderr, "%s%s\n", is_terminal_ ? "\r\x1b[K" : "", line.c_str());
}

void Progress::end(const std::string& summary) {
  clear();
  const double seconds = std::max(1e-3, std::chrono::duration<double>(Clock::now() - begin_).count());
  std::fprintf(stderr, "%s in %.2f s: %.1f a second\n", summary.c_str(), seconds, static_cast<double>(done_) / seconds);
}

}  // namespace pbc::host
