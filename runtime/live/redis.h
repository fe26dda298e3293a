// SPDX-License-Identifier: Apache-2.0
//
// One connection to a Redis, on which commands follow each other without waiting. It comes and goes: nobody who asks
// waits for longer than he said, and while it is away nobody waits at all. Any thread sends, and does so itself, so
// that no other thread has to wake up for it; answers come on the thread of the io_context, to which all else belongs.
#pragma once

#include <hiredis/hiredis.h>

#include <atomic>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "live/redis_address.h"
#include "policy/micros.h"

namespace pbc::live {

using policy::Micros;

class Redis {
 public:
  /// Null: there was none in time. An answer that is an error is told apart by its type.
  using Reply = std::shared_ptr<const redisReply>;
  using Done = std::function<void(Reply)>;
  using Arguments = std::vector<std::string>;

  /// Connects, and does so again and again. `warn` is told why it is away: once until it is there again.
  Redis(boost::asio::io_context& context, RedisAddress address, std::function<void(const std::string&)> warn);
  /// Who waits is not told.
  ~Redis();
  Redis(const Redis&) = delete;
  Redis& operator=(const Redis&) = delete;

  /// A command; `done`, where there is one, is called later on the thread of the io_context, within `patience` or a
  /// little more. Any thread.
  void send(const Arguments& arguments, Micros patience, Done done);
  boost::asio::awaitable<Reply> ask(Arguments arguments, Micros patience);

  /// It is there, or about to be for the first time, and what was asked last came in time. Any thread.
  bool is_prompt() const { return is_prompt_; }
  /// Any thread.
  bool is_up() const { return state_ == State::kUp; }
  std::uint64_t connections() const { return connections_; }  // that were made
  std::uint64_t failures() const { return failures_; }        // commands without an answer
  const RedisAddress& address() const { return address_; }

 private:
  using Socket = boost::asio::generic::stream_protocol::socket;
  using Clock = std::chrono::steady_clock;
  enum class State : std::uint8_t {
    kNew,  // commands wait for the first connection
    kUp,
    kAway,
  };
  struct Pending {
    Done done;
    Clock::time_point since, until;
    bool is_given_up = false;  // its answer, if it comes, is nobody's
  };
  struct Waiting {
    std::string bytes;
    Pending pending;
  };
  struct FreeReader {
    void operator()(redisReader* reader) const { redisReaderFree(reader); }
  };

  boost::asio::awaitable<void> run();
  boost::asio::awaitable<std::string> serve();
  boost::asio::awaitable<std::string> connect();
  void greet();
  std::string take_replies();
  void enter();
  void leave(const std::string& why);
  void write_rest(std::uint64_t round);
  void begin_watch();
  void watch();
  void look();
  void break_off(std::string why);

  // Of those who hold mutex_:
  void write(std::string_view bytes);
  void give_up(Pending& pending, std::vector<Done>* told);
  void set_promptness();

  boost::asio::io_context& context_;
  RedisAddress address_;
  std::function<void(const std::string&)> warn_;
  Socket socket_;
  boost::asio::steady_timer timer_;  // of connecting and of being away
  boost::asio::steady_timer watch_;
  std::unique_ptr<redisReader, FreeReader> reader_;
  std::string on_its_way_;
  std::string problem_;  // why it was broken off
  Clock::time_point last_look_;
  bool has_warned_ = false;

  std::mutex mutex_;             // of what follows, of closing the socket and of changes of state_
  std::deque<Pending> pending_;  // sent, in the order in which they are answered
  std::deque<Waiting> waiting_;  // for the first connection
  std::string out_;              // what the socket has not taken
  std::uint64_t round_ = 0;      // which connection it is
  Clock::time_point last_sent_;
  bool is_watched_ = false;
  bool is_writing_ = false;  // the rest goes as the socket takes it, and nothing past it

  std::atomic<State> state_ = State::kNew;
  std::atomic<bool> is_prompt_ = true;
  std::atomic<std::uint64_t> connections_ = 0, failures_ = 0;
  std::mt19937_64 random_{std::random_device{}()};
};

/// The text of a reply that is one; empty for any other.
std::string_view text_of(const redisReply* reply);

}  // namespace pbc::live
