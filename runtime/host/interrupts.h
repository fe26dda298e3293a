// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <signal.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <atomic>
#include <cstdint>
#include <functional>
#include <thread>

namespace pbc::host {

/// Calls `on_interrupt` with 1, 2 ... at SIGINT and SIGTERM, on a thread of its own, as long as it lives. Who was told
/// to stop ends in his own way: what comes after that is ignored.
class Interrupts {
 public:
  explicit Interrupts(std::function<void(int)> on_interrupt) : on_interrupt_(std::move(on_interrupt)) {
    wake_ = eventfd(0, EFD_CLOEXEC);
    struct sigaction action {};
    action.sa_handler = [](int) {
      const std::uint64_t one = 1;
      [[maybe_unused]] const ssize_t written = write(wake_, &one, sizeof one);
    };
    action.sa_flags = SA_RESTART;
    sigaction(SIGINT, &action, &before_int_);
    sigaction(SIGTERM, &action, &before_term_);
    thread_ = std::thread([this] {
      for (int count = 1;; ++count) {
        std::uint64_t number = 0;
        if (read(wake_, &number, sizeof number) != sizeof number || is_over_) return;
        is_told_ = true;
        on_interrupt_(count);
      }
    });
  }
  ~Interrupts() {
    if (is_told_) before_int_.sa_handler = before_term_.sa_handler = SIG_IGN;
    sigaction(SIGINT, &before_int_, nullptr);
    sigaction(SIGTERM, &before_term_, nullptr);
    is_over_ = true;
    const std::uint64_t one = 1;
    [[maybe_unused]] const ssize_t written = write(wake_, &one, sizeof one);
    thread_.join();
    close(wake_);
  }
  Interrupts(const Interrupts&) = delete;
  Interrupts& operator=(const Interrupts&) = delete;

 private:
  static inline int wake_ = -1;
  std::function<void(int)> on_interrupt_;
  struct sigaction before_int_ {};
  struct sigaction before_term_ {};
  std::atomic<bool> is_told_ = false, is_over_ = false;
  std::thread thread_;
};

}  // namespace pbc::host
