// SPDX-License-Identifier: Apache-2.0
//
// For tests: a redis-server of one's own.
#pragma once

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <thread>

namespace pbc::live {

/// It keeps nothing, listens on a socket in a folder of its own, and on a port of this machine where there is one.
class RedisServer {
 public:
  explicit RedisServer(int port = 0) : port_(port) {
    char name[] = "/tmp/pbc-redis-XXXXXX";
    folder_ = mkdtemp(name);
    start();
  }
  ~RedisServer() {
    stop();
    std::filesystem::remove_all(folder_);
  }
  RedisServer(const RedisServer&) = delete;
  RedisServer& operator=(const RedisServer&) = delete;

  void start() {
    const std::string socket = path();
    const std::string port = std::to_string(port_);
    process_ = fork();
    if (process_ != 0) return;
    execlp("redis-server", "redis-server", "--port", port.c_str(), "--bind", "127.0.0.1", "--unixsocket",
           socket.c_str(), "--save", "", "--dir", folder_.c_str(), "--logfile", "/dev/null", nullptr);
    _exit(127);
  }
  void stop() {
    kill(process_, SIGKILL);
    waitpid(process_, nullptr, 0);
  }
  std::string path() const { return folder_ + "/redis.sock"; }
  int port() const { return port_; }
  /// Waits for it; false where there is no such program.
  bool is_there() const {
    for (int i = 0; i < 200 && !std::filesystem::exists(path()); ++i)
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    return std::filesystem::exists(path());
  }

 private:
  int port_;
  std::string folder_;
  pid_t process_ = -1;
};

}  // namespace pbc::live
