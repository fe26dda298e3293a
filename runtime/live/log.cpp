// SPDX-License-Identifier: Apache-2.0
#include "live/log.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <ctime>

#include "live/service.h"

namespace pbc::live {

namespace {

/// 2024-01-02T03:04:05.678Z
std::string stamp(Micros time) {
  const auto seconds = static_cast<std::time_t>(time / policy::kSecond);
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  char text[40];
  const std::size_t size = std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S", &parts);
  std::snprintf(text + size, sizeof text - size, ".%03dZ", static_cast<int>(time / policy::kMillisecond % 1000));
  return text;
}

}  // namespace

std::string redacted(std::string text, const std::vector<std::string>& secrets) {
  for (const std::string& secret : secrets)
    for (std::size_t at = text.find(secret); at != std::string::npos; at = text.find(secret, at + 3))
      text.replace(at, secret.size(), "***");
  return text;
}

Log::Log(const std::string& file, const std::vector<std::string>& secrets, std::string* error) : secrets_(secrets) {
  if (file.empty()) return;
  descriptor_ = file == "-" ? dup(STDERR_FILENO) : open(file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  if (descriptor_ < 0) *error = "cannot write the log " + file + ": " + std::strerror(errno);
}

Log::~Log() {
  if (descriptor_ >= 0) close(descriptor_);
}

void Log::warning(std::string_view event, OrderedJson fields) {
  if (descriptor_ < 0) {
    std::fprintf(stderr, "warning: %s\n", redacted(fields.value("message", std::string(event)), secrets_).c_str());
    return;
  }
  write("warning", event, std::move(fields));
}

void Log::write(std::string_view level, std::string_view event, OrderedJson fields) {
  if (descriptor_ < 0) return;
  OrderedJson line = {{"time", stamp(now())}, {"level", level}, {"event", event}};
  line.update(fields);
  const std::string text = redacted(line.dump(-1, ' ', false, OrderedJson::error_handler_t::replace), secrets_) + "\n";
  const std::lock_guard lock(mutex_);
  [[maybe_unused]] const ssize_t written = ::write(descriptor_, text.data(), text.size());
}

}  // namespace pbc::live
