// SPDX-License-Identifier: Apache-2.0
#include "live/transport_exec.h"

#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <cstring>

#include "live/transport.h"

extern char** environ;

namespace pbc::live {

namespace asio = boost::asio;
using boost::system::error_code;
using policy::Failure;

namespace {
constexpr auto kAwait = asio::as_tuple(asio::use_awaitable);
constexpr std::size_t kMostIdle = 16;  // of an asset
}  // namespace

struct Programs::Process {
  explicit Process(asio::io_context& context) : socket(context) {}
  ~Process() {
    if (id <= 0) return;
    kill(id, SIGKILL);
    waitpid(id, nullptr, 0);
  }
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  pid_t id = 0;
  // Its input and output: writing to a pipe whose reader has ended would end us, too.
  asio::local::stream_protocol::socket socket;
  std::string buffer;
};

Programs::Programs(asio::io_context& context) : context_(context) {}

Programs::~Programs() = default;

std::unique_ptr<Programs::Process> Programs::start(const AssetConfig& asset, std::string* error) {
  std::vector<std::string> words;
  if (const auto program = asset.settings.find("program");
      program != asset.settings.end() && program->second.is_string())
    words.push_back(program->second.get<std::string>());
  if (const auto list = asset.settings.find("arguments"); list != asset.settings.end() && list->second.is_array())
    for (const OrderedJson& word : list->second) words.push_back(text_of(word));
  if (words.empty() || words[0].empty()) {
    *error = "the setting `program` names none";
    return nullptr;
  }
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) {
    *error = std::strerror(errno);
    return nullptr;
  }
  auto process = std::make_unique<Process>(context_);
  process->socket.assign(asio::local::stream_protocol(), ends[0]);

  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
  posix_spawn_file_actions_addclosefrom_np(&actions, 3);  // connections are nobody else's
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  sigset_t none;
  sigemptyset(&none);
  sigset_t usual;
  sigemptyset(&usual);
  sigaddset(&usual, SIGPIPE);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setsigdefault(&attributes, &usual);
  // A group of its own: Ctrl-C at a terminal is about us, and we end in order.
  posix_spawnattr_setpgroup(&attributes, 0);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
  const int code = posix_spawnp(&process->id, words[0].c_str(), &actions, &attributes, arguments.data(), environ);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  close(ends[1]);
  if (code != 0) {
    process->id = 0;
    *error = std::strerror(code);
    return nullptr;
  }
  return process;
}

asio::awaitable<Exchange> Programs::exchange(const AssetConfig& asset, const HttpRequest& request) {
  const Timeouts& timeouts = asset.connector->connection.timeouts;
  const std::string place = "the program of asset `" + asset.name + "`";
  OrderedJson arguments = OrderedJson::parse(request.body.empty() ? "{}" : request.body, nullptr, false);
  OrderedJson question = {{"operation", request.url.target}, {"arguments", std::move(arguments)}};
  if (!request.files.empty()) {
    OrderedJson files = OrderedJson::array();
    for (const AttachedFile& file : request.files) {
      OrderedJson told = facts_of(file);
      told["base64"] = base64(file.file->bytes);
      files.push_back(std::move(told));
    }
    question["files"] = std::move(files);
  }
  const std::string line = question.dump(-1, ' ', false, OrderedJson::error_handler_t::replace) + "\n";
  for (;;) {
    std::unique_ptr<Process> process;
    auto& idle = idle_[asset.name];
    if (!idle.empty()) {
      process = std::move(idle.back());
      idle.pop_back();
    }
    const bool is_reused = process != nullptr;
    if (!process) {
      std::string error;
      process = start(asset, &error);
      if (!process) co_return failed_exchange(Failure::kConnect, place + " does not start: " + error);
    }
    asio::steady_timer timer(context_, std::chrono::microseconds(timeouts.total));
    // The timer may have gone off already, and its handler come after this has ended.
    const auto waiting = std::make_shared<Process*>(process.get());
    bool is_late = false;
    timer.async_wait([waiting, &is_late](const error_code& error) {
      if (error || *waiting == nullptr) return;
      is_late = true;
      error_code ignored;
      (*waiting)->socket.cancel(ignored);
    });
    auto [write_error, written] = co_await asio::async_write(process->socket, asio::buffer(line), kAwait);
    error_code error = write_error;
    std::size_t size = 0;
    if (!error)
      std::tie(error, size) = co_await asio::async_read_until(
          process->socket, asio::dynamic_buffer(process->buffer, request.max_answer + 1), '\n', kAwait);
    *waiting = nullptr;
    timer.cancel();
    if (error) {
      const bool is_untouched = process->buffer.empty();
      process.reset();
      if (is_late)
        co_return failed_exchange(
            Failure::kTimeout,
            place + " does not answer within " + std::to_string(timeouts.total / policy::kMillisecond) + " ms", true);
      if (error == asio::error::not_found)
        co_return failed_exchange(Failure::kBadAnswer, "the answer of " + place + " is longer than " +
                                                           std::to_string(request.max_answer) + " bytes");
      // One that ended while it had nothing to do has not seen the request; whether it has, is not certain.
      if (is_reused && is_untouched && !request.is_once) continue;
      co_return failed_exchange(Failure::kDisconnected, place + " ended without an answer");
    }
    const std::string answer = process->buffer.substr(0, size);
    process->buffer.erase(0, size);
    OrderedJson json = OrderedJson::parse(answer, nullptr, false);
    if (json.is_discarded())
      co_return failed_exchange(Failure::kBadAnswer, place + " writes what is no JSON: " + answer.substr(0, 100));
    // One that has said more than was asked for is out of step.
    if (process->buffer.empty() && idle.size() < kMostIdle) idle.push_back(std::move(process));
    if (!json.is_object() || !json.contains("status") || !json["status"].is_number_integer())
      co_return answered_exchange(200, json);
    co_return answered_exchange(json["status"].get<int>(), json.value("body", OrderedJson()));
  }
}

}  // namespace pbc::live
