// SPDX-License-Identifier: Apache-2.0
//
// Quotas of real processes that share a Redis, in real time: two at a time, which are killed, or ended in order, and
// started again. The services are here, in the process of the test, and count what arrives by a clock of their own:
// a request is on its way for a while, and arrives though its sender has been killed meanwhile.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/socket.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cmath>
#include <cstring>
#include <numeric>
#include <queue>
#include <random>

#include "live/arrivals.h"
#include "live/redis.h"
#include "live/redis_server.h"
#include "live/service.h"

namespace pbc::live {
namespace {

namespace asio = boost::asio;
using policy::kMinute;
using policy::kSecond;
constexpr auto kAwait = asio::as_tuple(asio::use_awaitable);

constexpr Micros kTotal = kSecond;  // the timeout of a request
/// A request whose answer is lost may arrive so long after the timeout (docs/live.md).
constexpr Micros kLate = 4 * kSecond;
/// How far the clocks of services differ, which decide when a period ends.
constexpr Micros kAhead = 1900 * policy::kMillisecond;
/// The descriptor of a process' connection to the services.
constexpr int kWire = 3;

// --- What both sides know

struct Simulated {
  std::vector<QuotaRule> rules;
  Micros ahead = 0;
  std::size_t clients = 1;  // of each process
};

std::int64_t between(std::mt19937_64& random, std::int64_t least, std::int64_t most) {
  return std::uniform_int_distribution<std::int64_t>(least, most)(random);
}

Micros length_of(const QuotaRule& rule) {
  return rule.per == "second" ? kSecond : rule.per == "minute" ? kMinute : policy::kHour;
}

/// Limits of all sizes, in windows that roll and that begin by the clock; `rate` requests in a second together.
std::vector<Simulated> services_of(std::uint64_t seed, std::size_t count, double rate) {
  std::mt19937_64 random(seed);
  std::vector<double> weights;
  for (std::size_t i = 0; i < count; ++i)
    weights.push_back(std::exp(std::uniform_real_distribution<>(0, std::log(500))(random)));
  const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
  std::vector<Simulated> services;
  for (const double weight : weights) {
    Simulated service;
    const double mine = rate * weight / sum;
    const auto limit = [&](double of) { return static_cast<std::int64_t>(std::max(1.0, std::round(of))); };
    const auto part = [&] { return std::uniform_real_distribution<>(0.7, 1.0)(random); };
    const auto kinds = static_cast<unsigned>(between(random, 0, 6));
    const bool has_second = kinds != 5 && kinds != 6;
    if (has_second) service.rules.push_back({limit(mine), "second", "", ""});
    if (kinds == 1 || kinds == 3 || kinds == 5) service.rules.push_back({limit(60 * mine * part()), "minute", "", ""});
    if (kinds == 2 || kinds == 3 || kinds == 6)
      service.rules.push_back(
          {limit(60 * mine * part()), "minute", kinds == 6 ? "00:00 Asia/Kathmandu" : "00:00 UTC", ""});
    if (kinds >= 3) service.rules.push_back({limit(3600 * mine), "hour", "", ""});
    service.ahead = between(random, -kAhead, kAhead);
    service.clients = static_cast<std::size_t>(std::clamp<double>(mine / 25 + 2, 2, 100));
    services.push_back(std::move(service));
  }
  return services;
}

/// To a service; what comes back is `client`.
struct Packet {
  std::uint32_t service = 0;
  std::uint32_t client = 0;
  std::uint32_t way = 0;  // so many microseconds until it arrives
  std::uint32_t is_answered = 1;
};

// --- A process that asks

struct Wire {
  explicit Wire(asio::io_context& context) : descriptor(context, kWire) { descriptor.non_blocking(true); }
  asio::posix::stream_descriptor descriptor;
  std::vector<asio::steady_timer> answers;  // of each client; cancelled when it is there

  static void send(const Packet& packet) {
    while (::send(kWire, &packet, sizeof packet, MSG_NOSIGNAL) < 0)
      if (pollfd one{kWire, POLLOUT, 0}; errno != EAGAIN || poll(&one, 1, -1) < 0) _exit(0);
  }
  asio::awaitable<void> read() {
    std::vector<std::uint32_t> clients(4096);
    std::size_t size = 0;
    for (;;) {
      const auto [error, read] = co_await descriptor.async_read_some(
          asio::buffer(reinterpret_cast<char*>(clients.data()) + size, clients.size() * 4 - size), kAwait);
      if (error) co_return;
      size += read;
      for (std::size_t i = 0; i < size / 4; ++i) answers[clients[i]].cancel();
      clients[0] = clients[size / 4];
      size %= 4;
    }
  }
};

struct Asker {
  asio::io_context context;
  Wire wire{context};
  std::mt19937_64 random;
  bool is_to_end = false;
  std::size_t clients = 0;  // that have not ended
};

/// One request after the other.
asio::awaitable<void> ask(Asker& asker, std::uint32_t index, std::uint32_t client, Service& service) {
  while (!asker.is_to_end) {
    const Service::Admission admission =
        co_await service.admit(policy::Priority::kInteractive, now() + between(asker.random, 100, 500) * 1000);
    if (!admission.token) continue;
    const std::int64_t kind = between(asker.random, 0, 999);
    if (kind < 10) {  // it could not be sent
      co_await service.leave(*admission.token, Service::End::kUnsent);
      continue;
    }
    if (kind < 13) {  // it is late, and the answer is lost
      Wire::send({index, client, static_cast<std::uint32_t>(between(asker.random, 0, kTotal + kLate)), 0});
      co_await service.leave(*admission.token, Service::End::kUnknown);
      continue;
    }
    asio::steady_timer& answer = asker.wire.answers[client];
    answer.expires_at(asio::steady_timer::time_point::max());
    Wire::send({index, client, static_cast<std::uint32_t>(between(asker.random, 0, 10'000)), 1});
    co_await answer.async_wait(kAwait);
    co_await service.leave(*admission.token, Service::End::kAnswered);
  }
  if (--asker.clients == 0) asker.context.stop();
}

/// `store` is the socket of the Redis; empty: the process keeps limits alone.
void process(std::uint64_t seed, std::size_t count, double rate, const std::string& store) {
  Asker asker;
  RedisAddress address;
  address.path = store;
  Redis redis(asker.context, address, [](const std::string&) {});
  const std::unique_ptr<QuotaStore> quotas =
      store.empty() ? memory_quota_store() : redis_quota_store(asker.context, redis);
  asker.random.seed(std::random_device{}());
  Connection connection;
  connection.timeouts.total = kTotal;
  connection.connections = 1000;
  std::string error;
  std::vector<std::unique_ptr<Service>> services;
  for (const Simulated& simulated : services_of(seed, count, rate)) {
    const auto index = static_cast<std::uint32_t>(services.size());
    services.push_back(std::make_unique<Service>(asker.context, *quotas, "service", std::to_string(index),
                                                 simulated.rules, connection, &error));
    for (std::size_t i = 0; i < simulated.clients; ++i) {
      asker.wire.answers.emplace_back(asker.context);
      const auto client = static_cast<std::uint32_t>(asker.clients++);
      asio::co_spawn(asker.context, ask(asker, index, client, *services.back()), asio::detached);
    }
  }
  asio::co_spawn(asker.context, asker.wire.read(), asio::detached);
  asio::signal_set signals(asker.context, SIGTERM);
  signals.async_wait([&](const boost::system::error_code&, int) { asker.is_to_end = true; });
  asker.context.run();
}

// --- The services

class Services {
 public:
  explicit Services(std::size_t count) : arrivals_(count) {}
  ~Services() {
    for (const Connected& each : connected_) close(each.wire);
  }

  void connect(int wire) {
    fcntl(wire, F_SETFL, O_NONBLOCK);
    connected_.push_back({.wire = wire, .number = next_number_++});
  }

  /// For so long, or a little longer.
  void serve(Micros time) {
    for (const Micros end = clock() + time; clock() < end;) {
      std::vector<pollfd> wires;
      for (const Connected& each : connected_) wires.push_back({each.wire, POLLIN, 0});
      poll(wires.data(), wires.size(), 1);
      for (Connected& each : connected_) receive(each);
      for (; !under_way_.empty() && under_way_.top().due <= clock(); under_way_.pop()) arrive(under_way_.top());
      for (Connected& each : connected_) answer(each);
      std::erase_if(connected_, [](const Connected& each) { return each.wire < 0; });
    }
  }

  const std::vector<Micros>& arrivals(std::size_t service) const { return arrivals_[service]; }
  std::size_t count() const { return count_; }
  /// The system's at the beginning, which nobody sets.
  Micros clock() const { return begin_ + steady() - steady_begin_; }
  Micros begin() const { return begin_; }

 private:
  struct Connected {
    int wire = -1;
    std::uint64_t number = 0;
    std::string in = {}, out = {};
  };
  struct UnderWay {
    Micros due = 0;
    std::uint64_t sender = 0;
    Packet packet;
    bool operator<(const UnderWay& other) const { return due > other.due; }
  };

  static Micros steady() {
    using namespace std::chrono;
    return duration_cast<microseconds>(steady_clock::now().time_since_epoch()).count();
  }

  void receive(Connected& from) {
    char bytes[1 << 16];
    for (;;) {
      const ssize_t size = recv(from.wire, bytes, sizeof bytes, 0);
      if (size < 0 && errno == EAGAIN) break;
      if (size <= 0) {  // it has ended, or was killed
        close(from.wire);
        from.wire = -1;
        break;
      }
      from.in.append(bytes, static_cast<std::size_t>(size));
    }
    std::size_t read = 0;
    for (Packet packet; from.in.size() - read >= sizeof packet; read += sizeof packet) {
      std::memcpy(&packet, from.in.data() + read, sizeof packet);
      under_way_.push({clock() + packet.way, from.number, packet});
    }
    from.in.erase(0, read);
  }

  void arrive(const UnderWay& request) {
    arrivals_[request.packet.service].push_back(clock());
    ++count_;
    const auto sender = std::ranges::find(connected_, request.sender, &Connected::number);
    if (request.packet.is_answered != 0 && sender != connected_.end())
      sender->out.append(reinterpret_cast<const char*>(&request.packet.client), sizeof request.packet.client);
  }

  static void answer(Connected& to) {
    if (to.wire < 0 || to.out.empty()) return;
    const ssize_t size = send(to.wire, to.out.data(), to.out.size(), MSG_NOSIGNAL);
    if (size > 0) to.out.erase(0, static_cast<std::size_t>(size));
  }

  std::vector<std::vector<Micros>> arrivals_;
  std::vector<Connected> connected_;
  std::priority_queue<UnderWay> under_way_;
  std::uint64_t next_number_ = 0;
  std::size_t count_ = 0;
  const Micros begin_ = now();
  const Micros steady_begin_ = steady();
};

// --- Processes that come and go

class Processes {
 public:
  Processes(Services& services, std::vector<std::string> arguments)
      : services_(services), arguments_(std::move(arguments)) {}
  ~Processes() {
    for (const pid_t each : running_) {
      kill(each, SIGKILL);
      waitpid(each, nullptr, 0);
    }
  }

  void start() {
    int wires[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, wires) != 0) return;
    std::vector<char*> arguments;
    for (std::string& each : arguments_) arguments.push_back(each.data());
    arguments.push_back(nullptr);
    const pid_t process = fork();
    if (process == 0) {
      // Onto itself, it would stay one that exec closes.
      wires[1] == kWire ? fcntl(kWire, F_SETFD, 0) : dup2(wires[1], kWire);
      execv("/proc/self/exe", arguments.data());
      _exit(127);
    }
    close(wires[1]);
    services_.connect(wires[0]);
    running_.push_back(process);
  }

  void signal_any(std::mt19937_64& random, int signal) {
    if (running_.empty()) return;
    kill(running_[random() % running_.size()], signal);
    (signal == SIGKILL ? killed_ : ended_) += 1;
  }
  void signal_all(int signal) {
    for (const pid_t each : running_) kill(each, signal);
  }

  /// How many are there.
  std::size_t running() {
    std::erase_if(running_, [&](pid_t each) {
      int status = 0;
      if (waitpid(each, &status, WNOHANG) != each) return false;
      failed_ += WIFEXITED(status) ? WEXITSTATUS(status) != 0 : WTERMSIG(status) != SIGKILL;
      return true;
    });
    return running_.size();
  }
  int killed() const { return killed_; }
  int ended() const { return ended_; }
  int failed() const { return failed_; }

 private:
  Services& services_;
  std::vector<std::string> arguments_;
  std::vector<pid_t> running_;
  int killed_ = 0, ended_ = 0, failed_ = 0;
};

/// What a rule allows from `begin` to `end`.
double allowed(const QuotaRule& rule, Micros ahead, Micros begin, Micros end) {
  const auto limit = static_cast<double>(rule.requests);
  const Micros length = length_of(rule);
  if (rule.reset.empty()) return limit * (1 + static_cast<double>(end - begin) / static_cast<double>(length));
  return limit * static_cast<double>((end + ahead) / length - (begin + ahead) / length + 1);
}

struct Outcome {
  std::size_t requests = 0;
  std::size_t violations = 0;
  int failed = 0;
};

struct Plan {
  std::size_t services = 24;
  double rate = 0;           // of all limits together
  std::size_t requests = 0;  // until so many have arrived
  Micros at_most = 0;        // but no longer
  bool disturbs = true;
};

Outcome run(const Plan& plan, const std::string& store) {
  const std::uint64_t seed = std::random_device{}();
  std::mt19937_64 random(seed);
  const std::vector<Simulated> simulated = services_of(seed, plan.services, plan.rate);
  Services services(plan.services);
  Processes processes(services, {"quota_processes_test", "--process", std::to_string(seed),
                                 std::to_string(plan.services), std::to_string(plan.rate), store});
  Micros disturbance = services.clock() + kSecond;
  while (services.count() < plan.requests && services.clock() < services.begin() + plan.at_most) {
    while (processes.running() < 2) processes.start();
    services.serve(between(random, 20, 200) * policy::kMillisecond);
    if (!plan.disturbs || services.clock() < disturbance) continue;
    processes.signal_any(random, random() % 2 == 0 ? SIGKILL : SIGTERM);
    disturbance = services.clock() + between(random, 300, 5000) * policy::kMillisecond;
  }
  const Micros end = services.clock();
  processes.signal_all(SIGTERM);
  while (processes.running() > 0 && services.clock() < end + 10 * kSecond) services.serve(50 * policy::kMillisecond);
  services.serve(kTotal + kLate);

  Outcome outcome{services.count(), 0, processes.failed()};
  double most = 0;
  for (std::size_t i = 0; i < simulated.size(); ++i) {
    double mine = static_cast<double>(plan.requests);
    for (const QuotaRule& rule : simulated[i].rules) {
      mine = std::min(mine, allowed(rule, simulated[i].ahead, services.begin(), end));
      const std::size_t count =
          rule.reset.empty()
              ? too_many_in_intervals(services.arrivals(i), rule.requests, length_of(rule))
              : too_many_in_periods(services.arrivals(i), rule.requests, length_of(rule), simulated[i].ahead);
      outcome.violations += count;
      if (count > 0 && !store.empty())
        std::printf("service %zu of %zu: %zu too many in %s of %lld in a %s\n", i, services.arrivals(i).size(), count,
                    rule.reset.empty() ? "any interval" : "a period", static_cast<long long>(rule.requests),
                    rule.per.c_str());
    }
    most += mine;
  }
  const double seconds = static_cast<double>(end - services.begin()) / kSecond;
  std::printf(
      "%zu requests to %zu services in %.0f s, %.0f in a second, %.0f %% of what is allowed; %d times killed, %d times "
      "ended in order; %zu violations (seed %llu)\n",
      outcome.requests, plan.services, seconds, static_cast<double>(outcome.requests) / seconds,
      100 * static_cast<double>(outcome.requests) / most, processes.killed(), processes.ended(), outcome.violations,
      static_cast<unsigned long long>(seed));
  return outcome;
}

/// More than so many; another number may be given on the command line.
std::size_t least_requests = 1'000'000;

TEST(QuotaProcesses, CountsWhatIsTooMuch) {
  // Each process keeps the limits for itself.
  const Outcome outcome = run({.rate = 4000, .requests = 1'000'000, .at_most = 3 * kSecond, .disturbs = false}, "");
  EXPECT_EQ(outcome.failed, 0);
  EXPECT_GT(outcome.violations, 100u);
}

TEST(QuotaProcesses, KeepLimitsTogether) {
  const RedisServer server;
  if (!server.is_there()) GTEST_SKIP() << "there is no redis-server";
  const Outcome outcome =
      run({.rate = 9000, .requests = least_requests + 10'000, .at_most = 300 * kSecond}, server.path());
  EXPECT_EQ(outcome.failed, 0);
  EXPECT_EQ(outcome.violations, 0u);
  EXPECT_GT(outcome.requests, least_requests);
}

}  // namespace
}  // namespace pbc::live

int main(int argc, char** argv) {
  if (argc == 6 && std::string_view(argv[1]) == "--process") {
    pbc::live::process(std::stoull(argv[2]), std::stoul(argv[3]), std::stod(argv[4]), argv[5]);
    return 0;
  }
  testing::InitGoogleTest(&argc, argv);
  if (argc == 2) pbc::live::least_requests = std::stoul(argv[1]);
  return RUN_ALL_TESTS();
}
