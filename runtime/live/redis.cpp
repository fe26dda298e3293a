// SPDX-License-Identifier: Apache-2.0
#include "live/redis.h"

#include <sys/socket.h>

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/connect.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

namespace pbc::live {

namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using std::chrono::microseconds;
using std::chrono::milliseconds;
constexpr auto kAwait = asio::as_tuple(asio::use_awaitable);

constexpr Micros kFirstDelay = 50 * policy::kMillisecond;
constexpr Micros kLongestDelay = 5 * policy::kSecond;
constexpr milliseconds kConnectTime(1000);
/// A server that answers nothing for so long is taken for dead.
constexpr milliseconds kLongestSilence(1500);
constexpr milliseconds kLook(10);
/// Beginning to look costs waking a thread up, which is not done for every command.
constexpr milliseconds kLooksOn(1000);

std::string formatted(const Redis::Arguments& arguments) {
  std::vector<const char*> texts;
  std::vector<std::size_t> sizes;
  for (const std::string& argument : arguments) {
    texts.push_back(argument.data());
    sizes.push_back(argument.size());
  }
  char* bytes = nullptr;
  const int size = redisFormatCommandArgv(&bytes, static_cast<int>(texts.size()), texts.data(), sizes.data());
  std::string out;
  if (size > 0) out.assign(bytes, static_cast<std::size_t>(size));
  redisFreeCommand(bytes);
  return out;
}

}  // namespace

std::string_view text_of(const redisReply* reply) {
  if (reply == nullptr || (reply->type != REDIS_REPLY_STRING && reply->type != REDIS_REPLY_STATUS)) return {};
  return {reply->str, reply->len};
}

Redis::Redis(asio::io_context& context, RedisAddress address, std::function<void(const std::string&)> warn)
    : context_(context),
      address_(std::move(address)),
      warn_(std::move(warn)),
      socket_(context),
      timer_(context),
      watch_(context) {
  asio::co_spawn(context_, run(), asio::detached);
}

Redis::~Redis() = default;

// --- Commands

void Redis::send(const Arguments& arguments, Micros patience, Done done) {
  std::string bytes = formatted(arguments);
  const Clock::time_point now = Clock::now();
  Pending pending{std::move(done), now, now + microseconds(patience)};
  const std::lock_guard lock(mutex_);
  if (state_ == State::kAway) {
    ++failures_;
    if (pending.done) asio::post(context_, [done = std::move(pending.done)] { done(nullptr); });
    return;
  }
  if (state_ == State::kNew) {
    waiting_.push_back({std::move(bytes), std::move(pending)});
  } else {
    pending_.push_back(std::move(pending));
    write(bytes);
  }
  last_sent_ = now;
  if (!std::exchange(is_watched_, true)) asio::post(context_, [this] { begin_watch(); });
}

asio::awaitable<Redis::Reply> Redis::ask(Arguments arguments, Micros patience) {
  const auto initiate = [this](auto handler, const Arguments& command, Micros time) {
    const auto shared = std::make_shared<decltype(handler)>(std::move(handler));
    send(command, time, [shared](Reply reply) { std::move (*shared)(std::move(reply)); });
  };
  co_return co_await asio::async_initiate<const asio::use_awaitable_t<>&, void(Reply)>(initiate, asio::use_awaitable,
                                                                                       std::move(arguments), patience);
}

void Redis::write(std::string_view bytes) {
  if (!is_writing_) {
    const ssize_t sent = ::send(socket_.native_handle(), bytes.data(), bytes.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
    if (sent > 0) bytes.remove_prefix(static_cast<std::size_t>(sent));
    if (bytes.empty()) return;
    // An error, if it was one, shows up there as well.
    is_writing_ = true;
    asio::post(context_, [this, round = round_] { write_rest(round); });
  }
  out_ += bytes;
}

void Redis::write_rest(std::uint64_t round) {
  {
    const std::lock_guard lock(mutex_);
    if (round != round_) return;
    is_writing_ = !out_.empty();
    if (!is_writing_) return;
    on_its_way_ = std::exchange(out_, {});
  }
  asio::async_write(socket_, asio::buffer(on_its_way_),
                    [this, round](const boost::system::error_code& error, std::size_t) {
                      if (!error) return write_rest(round);
                      if (round == round_) break_off(error.message());
                    });
}

// --- Patience

void Redis::begin_watch() {
  last_look_ = Clock::now();
  watch();
}

void Redis::watch() {
  watch_.expires_after(kLook);
  watch_.async_wait([this](const boost::system::error_code& error) {
    if (!error) look();
  });
}

void Redis::look() {
  const Clock::time_point now = Clock::now();
  // Where this thread was busy itself, the answer may be there and nobody has read it.
  const bool was_busy = now - last_look_ > 3 * kLook;
  last_look_ = now;
  std::vector<Done> told;
  bool is_silent = false;
  bool goes_on = false;
  {
    const std::lock_guard lock(mutex_);
    if (!was_busy) {
      for (Pending& each : pending_)
        if (each.until <= now) give_up(each, &told);
      for (Waiting& each : waiting_)
        if (each.pending.until <= now) give_up(each.pending, &told);
      is_silent = !pending_.empty() && pending_.front().since + kLongestSilence <= now;
      set_promptness();
    }
    goes_on = is_watched_ = !pending_.empty() || !waiting_.empty() || now - last_sent_ < kLooksOn;
  }
  for (const Done& done : told) done(nullptr);
  if (is_silent) break_off("no answer");
  if (goes_on) watch();
}

void Redis::give_up(Pending& pending, std::vector<Done>* told) {
  if (std::exchange(pending.is_given_up, true)) return;
  ++failures_;
  if (pending.done) told->push_back(std::exchange(pending.done, nullptr));
}

void Redis::set_promptness() {
  is_prompt_ = state_ != State::kAway && (pending_.empty() || !pending_.front().is_given_up);
}

// --- The connection

void Redis::break_off(std::string why) {
  if (problem_.empty()) problem_ = std::move(why);
  const std::lock_guard lock(mutex_);
  boost::system::error_code ignored;
  socket_.close(ignored);
}

asio::awaitable<void> Redis::run() {
  for (Micros delay = kFirstDelay;; delay = std::min(2 * delay, kLongestDelay)) {
    const std::uint64_t before = connections_;
    leave(co_await serve());
    if (connections_ > before) delay = kFirstDelay;
    // Not all processes come back at the same instant.
    std::uniform_int_distribution<Micros> wait(delay / 2, delay);
    timer_.expires_after(microseconds(wait(random_)));
    co_await timer_.async_wait(kAwait);
  }
}

/// Until it is over, and why.
asio::awaitable<std::string> Redis::serve() {
  problem_.clear();
  reader_.reset(redisReaderCreate());
  if (std::string why = co_await connect(); !why.empty()) co_return why;
  greet();
  std::vector<char> bytes(std::size_t{64} << 10);
  for (;;) {
    const auto [error, size] = co_await socket_.async_read_some(asio::buffer(bytes), kAwait);
    if (error) co_return problem_.empty() ? error.message() : problem_;
    redisReaderFeed(reader_.get(), bytes.data(), size);
    if (std::string why = take_replies(); !why.empty()) co_return why;
    if (!problem_.empty()) co_return problem_;
  }
}

asio::awaitable<std::string> Redis::connect() {
  bool is_late = false;
  tcp::resolver resolver(context_);
  timer_.expires_after(kConnectTime);
  timer_.async_wait([&, this](const boost::system::error_code& error) {
    if (error) return;
    is_late = true;
    resolver.cancel();
    boost::system::error_code ignored;
    socket_.close(ignored);
  });
  boost::system::error_code failure;
  if (!address_.path.empty()) {
    const auto [error] = co_await socket_.async_connect(asio::local::stream_protocol::endpoint(address_.path), kAwait);
    failure = error;
  } else {
    const auto [error, found] = co_await resolver.async_resolve(address_.host, std::to_string(address_.port), kAwait);
    failure = error;
    for (auto each = found.begin(); !error && each != found.end() && !is_late; ++each) {
      boost::system::error_code ignored;
      socket_.close(ignored);
      const auto [code] = co_await socket_.async_connect(each->endpoint(), kAwait);
      failure = code;
      if (!code) break;
    }
    if (!failure) socket_.set_option(tcp::no_delay(true), failure);
  }
  // The timer's handler has a reference to what is here.
  if (timer_.cancel() == 0 && !is_late) {
    while (!is_late) co_await asio::post(context_, asio::use_awaitable);
  }
  if (is_late) co_return "no connection in time";
  co_return failure ? failure.message() : "";
}

void Redis::greet() {
  std::vector<Arguments> commands;
  if (!address_.password.empty()) {
    commands.push_back({"AUTH", address_.password});
    if (!address_.user.empty()) commands.back().insert(commands.back().begin() + 1, address_.user);
  }
  if (address_.database != 0) commands.push_back({"SELECT", std::to_string(address_.database)});
  commands.push_back({"PING"});
  const Clock::time_point now = Clock::now();
  const std::lock_guard lock(mutex_);
  for (std::size_t i = 0; i < commands.size(); ++i) {
    const bool is_last = i + 1 == commands.size();
    pending_.push_back({[this, is_last](const Reply& reply) {
                          if (!reply) return break_off("no answer");
                          if (reply->type == REDIS_REPLY_ERROR) return break_off({reply->str, reply->len});
                          if (is_last && problem_.empty()) enter();
                        },
                        now, now + kConnectTime});
    write(formatted(commands[i]));
  }
  if (!std::exchange(is_watched_, true)) begin_watch();
}

/// What is wrong with what was read; empty: nothing.
std::string Redis::take_replies() {
  for (;;) {
    void* found = nullptr;
    if (redisReaderGetReply(reader_.get(), &found) != REDIS_OK) return reader_->errstr;
    if (found == nullptr) return "";
    const Reply reply(static_cast<redisReply*>(found), freeReplyObject);
    Done done;
    {
      const std::lock_guard lock(mutex_);
      if (pending_.empty()) return "an answer that nobody has asked for";
      done = std::move(pending_.front().done);
      pending_.pop_front();
      set_promptness();
    }
    if (done) done(reply);
  }
}

void Redis::enter() {
  has_warned_ = false;
  const std::lock_guard lock(mutex_);
  state_ = State::kUp;
  ++connections_;
  for (Waiting& each : std::exchange(waiting_, {})) {
    if (each.pending.is_given_up) continue;
    pending_.push_back(std::move(each.pending));
    write(each.bytes);
  }
  set_promptness();
}

void Redis::leave(const std::string& why) {
  std::vector<Done> told;
  {
    const std::lock_guard lock(mutex_);
    state_ = State::kAway;
    ++round_;
    is_writing_ = false;
    out_.clear();
    boost::system::error_code ignored;
    socket_.close(ignored);
    for (Pending& each : std::exchange(pending_, {})) give_up(each, &told);
    for (Waiting& each : std::exchange(waiting_, {})) give_up(each.pending, &told);
    set_promptness();
  }
  if (!has_warned_) warn_("Redis at " + address_.text() + " is away: " + why + "; it is done without");
  has_warned_ = true;
  for (const Done& done : told) done(nullptr);
}

}  // namespace pbc::live
