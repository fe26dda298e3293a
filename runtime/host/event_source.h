// SPDX-License-Identifier: Apache-2.0
//
// Where many events come from.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <fstream>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <vector>

namespace pbc::host {

struct EventItem {
  std::string name;  // of its file, or what tells a line from all others
  std::string file;  // whose text it is; empty: a line, which is
  std::string text;
  std::size_t line = 0;
};

/// Gives events one by one, to any thread.
class EventSource {
 public:
  /// A folder with .json files (of those, .event.json alone where there is one) and mails (.eml), a file of JSON lines,
  /// or
  /// "-" for those of stdin. Events of these names are passed over. Throws io::InputError.
  EventSource(const std::string& place, std::set<std::string> done);
  ~EventSource();
  EventSource(const EventSource&) = delete;
  EventSource& operator=(const EventSource&) = delete;

  enum class State : std::uint8_t { kItem, kLater, kEnd };
  /// kLater: stdin has nothing yet.
  State next(EventItem* item);
  /// Begins to read stdin, if that is the place; `tell` is called, on another thread, when next() should be asked
  /// again.
  void begin(std::function<void()> tell);
  /// `tell` is not called any more.
  void end();
  /// There are to be no more, though some are left.
  void close();

  /// How many there are; nothing where that shows only at the end.
  std::optional<std::size_t> total() const { return total_; }
  std::size_t passed_over() const { return passed_over_; }
  /// How many were not begun when close() was called, as far as that is known.
  std::size_t left() const;

 private:
  std::optional<EventItem> item_of_line(std::string text);
  void read_stdin();

  std::string place_;
  std::set<std::string> done_;
  std::map<std::string, std::size_t> seen_;  // how often a line has come
  std::optional<std::size_t> total_;
  std::size_t passed_over_ = 0;
  std::function<void()> tell_;
  mutable std::mutex mutex_;
  std::condition_variable room_;
  std::deque<EventItem> items_;
  std::ifstream lines_;
  std::size_t line_ = 0;
  bool has_ended_ = false;
  bool is_closed_ = false;
  std::thread reader_;
};

}  // namespace pbc::host
