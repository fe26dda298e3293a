// SPDX-License-Identifier: Apache-2.0
#include "host/event_source.h"

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>

#include "io/input.h"

namespace pbc::host {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostWaiting = 1024;

/// FNV-1a: the same for the same text in every process.
std::string digest(std::string_view text) {
  std::uint64_t hash = 14695981039346656037U;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211U;
  char digits[17];
  std::snprintf(digits, sizeof digits, "%016llx", static_cast<unsigned long long>(hash));
  return digits;
}

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == text.npos; }

std::vector<fs::path> files_of(const std::string& folder) {
  std::vector<fs::path> files;
  bool has_named = false;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    const std::string name = entry.path().filename().string();
    has_named = has_named || name.ends_with(".event.json");
    if (name.ends_with(".json") || name.ends_with(".eml")) files.push_back(entry.path());
  }
  if (error) throw io::InputError{folder + ": " + error.message()};
  // Beside files that say what they are there may be worlds and inputs.
  if (has_named)
    std::erase_if(files, [](const fs::path& file) {
      return !file.string().ends_with(".event.json") && !file.string().ends_with(".eml");
    });
  std::ranges::sort(files);
  return files;
}

}  // namespace

EventSource::EventSource(const std::string& place, std::set<std::string> done) : place_(place), done_(std::move(done)) {
  if (place == "-") return;
  if (fs::is_directory(place)) {
    for (const fs::path& file : files_of(place)) {
      std::string name = file.filename().string();
      if (done_.contains(name))
        ++passed_over_;
      else
        items_.push_back({std::move(name), file.string(), "", 0});
    }
    if (items_.empty() && passed_over_ == 0) throw io::InputError{place + ": holds no events (.json, .eml)"};
    total_ = items_.size();
    has_ended_ = true;
    return;
  }
  lines_.open(place, std::ios::binary);
  if (!lines_) throw io::InputError{place + ": no such file"};
}

EventSource::~EventSource() { end(); }

void EventSource::begin(std::function<void()> tell) {
  tell_ = std::move(tell);
  if (place_ == "-") reader_ = std::thread([this] { read_stdin(); });
}

void EventSource::end() {
  close();
  if (reader_.joinable()) reader_.join();
}

std::optional<EventItem> EventSource::item_of_line(std::string text) {
  ++line_;
  if (is_blank(text)) return std::nullopt;
  std::string name = digest(text);
  // The second of equal lines is another event.
  if (const std::size_t before = seen_[name]++; before > 0) name += "-" + std::to_string(before + 1);
  EventItem item{std::move(name), "", std::move(text), line_};
  if (done_.contains(item.name)) {
    ++passed_over_;
    return std::nullopt;
  }
  return item;
}

/// Waits for lines no longer than the source is open.
void EventSource::read_stdin() {
  std::string rest;
  char buffer[1 << 16];
  bool is_over = false;
  while (!is_over) {
    pollfd ready{STDIN_FILENO, POLLIN, 0};
    const int polled = poll(&ready, 1, 100);
    {
      const std::lock_guard lock(mutex_);
      if (is_closed_) return;
    }
    if (polled <= 0) continue;
    const ssize_t size = read(STDIN_FILENO, buffer, sizeof buffer);
    if (size <= 0) {
      is_over = true;
      rest += '\n';
    } else {
      rest.append(buffer, static_cast<std::size_t>(size));
    }
    std::unique_lock lock(mutex_);
    for (std::size_t end = rest.find('\n'); end != rest.npos; end = rest.find('\n')) {
      std::string text = rest.substr(0, end);
      rest.erase(0, end + 1);
      if (std::optional<EventItem> item = item_of_line(std::move(text))) items_.push_back(std::move(*item));
    }
    has_ended_ = is_over;
    lock.unlock();
    if (tell_) tell_();
    lock.lock();
    room_.wait(lock, [&] { return items_.size() < kMostWaiting || is_closed_; });
  }
}

EventSource::State EventSource::next(EventItem* item) {
  const std::lock_guard lock(mutex_);
  if (is_closed_) return State::kEnd;
  if (lines_.is_open()) {
    for (std::string text; std::getline(lines_, text);) {
      if (std::optional<EventItem> found = item_of_line(std::move(text))) {
        *item = std::move(*found);
        return State::kItem;
      }
    }
    return State::kEnd;
  }
  if (items_.empty()) return has_ended_ ? State::kEnd : State::kLater;
  *item = std::move(items_.front());
  items_.pop_front();
  room_.notify_one();
  return State::kItem;
}

void EventSource::close() {
  const std::lock_guard lock(mutex_);
  is_closed_ = true;
  room_.notify_one();
}

std::size_t EventSource::left() const {
  const std::lock_guard lock(mutex_);
  return items_.size();
}

}  // namespace pbc::host
