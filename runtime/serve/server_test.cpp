// SPDX-License-Identifier: Apache-2.0
#include "serve/server.h"

#include <gtest/gtest.h>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>
#include <chrono>
#include <stdexcept>
#include <thread>

#include "serve/text.h"

namespace pbc::serve {
namespace {

namespace asio = boost::asio;
using namespace std::chrono_literals;

/// A connection that asks one thing.
class Client {
 public:
  Client(const Server& server, const std::string& request) : socket_(context_) {
    const auto port = static_cast<std::uint16_t>(std::stoi(server.url().substr(server.url().rfind(':') + 1)));
    socket_.connect({asio::ip::address_v4::loopback(), port});
    asio::write(socket_, asio::buffer(request));
  }
  /// All of it: requests are to close their connection.
  std::string answer() {
    std::string text;
    boost::system::error_code error;
    asio::read(socket_, asio::dynamic_buffer(text), error);
    return text;
  }
  void reset() {
    socket_.set_option(asio::socket_base::linger(true, 0));
    socket_.close();
  }
  void close() { socket_.close(); }
  void close_half() { socket_.shutdown(asio::ip::tcp::socket::shutdown_send); }

 private:
  asio::io_context context_;
  asio::ip::tcp::socket socket_;
};

std::string request(const std::string& method, const std::string& path, const std::string& body = "") {
  return method + " " + path +
         " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\n" +
         (method == "POST" ? "Content-Length: " + std::to_string(body.size()) + "\r\n" : "") + "\r\n" + body;
}

int status_of(const std::string& answer) { return answer.size() < 12 ? 0 : std::stoi(answer.substr(9, 3)); }

std::string field_of(const std::string& answer, const std::string& name) {
  const std::size_t at = answer.find("\r\n" + name + ": ");
  if (at == answer.npos) return "";
  const std::size_t from = at + name.size() + 4;
  return answer.substr(from, answer.find("\r\n", from) - from);
}

/// A server whose work the test does itself.
class ServerTest : public testing::Test {
 protected:
  ServerTest() {
    options_.listen = "127.0.0.1:0";
    options_.queue = 4;
    front_.look = [] {};
    front_.is_mail = [](std::string_view body) { return body.starts_with("From:"); };
    front_.page = [](const auto&, const auto&) { return std::string("<p>"); };
  }
  void open() {
    std::string error;
    server_ = std::make_unique<LiveServer>(options_, front_, &error);
    ASSERT_EQ(error, "");
  }
  Client ask(const std::string& method, const std::string& path, const std::string& body = "") {
    return {*server_, request(method, path, body)};
  }
  /// The path of a new job; empty: it was refused.
  std::string add_job() { return field_of(ask("POST", "/api/analyze?async=1", "{}").answer(), "Location"); }
  std::string gauge(const std::string& name) {
    const std::string page = "\n" + ask("GET", "/metrics").answer();
    const std::size_t from = page.find("\n" + name + " ") + name.size() + 2;
    return page.substr(from, page.find('\n', from) - from);
  }
  bool becomes(const std::string& name, const std::string& value, std::chrono::milliseconds within = 5s) {
    const auto end = std::chrono::steady_clock::now() + within;
    while (gauge(name) != value) {
      if (std::chrono::steady_clock::now() > end) return false;
      std::this_thread::sleep_for(20ms);
    }
    return true;
  }
  void work(std::chrono::milliseconds time) {
    Work work;
    ASSERT_EQ(server_->take(&work), Server::Next::kWork);
    std::this_thread::sleep_for(time);
    Done done;
    done.kind = Done::Kind::kReport;
    done.json = "{}";
    server_->finish(work.number, std::move(done));
  }

  Options options_;
  Front front_;
  std::unique_ptr<LiveServer> server_;
};

TEST_F(ServerTest, ClientsThatHaveGoneLeaveTheQueue) {
  open();
  Client reset = ask("POST", "/api/analyze", "{}");
  Client closed = ask("POST", "/api/analyze", "{}");
  Client half_closed = ask("POST", "/api/analyze", "{}");
  Client stays = ask("POST", "/api/analyze", R"({"name": "stays"})");
  ASSERT_TRUE(becomes("pbc_triage_queue_length", "4"));
  EXPECT_EQ(add_job(), "");
  reset.reset();
  closed.close();
  half_closed.close_half();
  EXPECT_TRUE(becomes("pbc_triage_queue_length", "1"));
  EXPECT_EQ(status_of(half_closed.answer()), 503);
  EXPECT_NE(add_job(), "");
  Work work;
  ASSERT_EQ(server_->take(&work), Server::Next::kWork);
  EXPECT_EQ(work.bytes, R"({"name": "stays"})");
}

TEST_F(ServerTest, WhatHasBegunGoesOn) {
  open();
  Client client = ask("POST", "/api/analyze", "{}");
  ASSERT_TRUE(becomes("pbc_triage_queue_length", "1"));
  Work work;
  ASSERT_EQ(server_->take(&work), Server::Next::kWork);
  client.close();
  EXPECT_FALSE(becomes("pbc_triage_under_way", "0", 1500ms));
  server_->finish(work.number, {});
  EXPECT_TRUE(becomes("pbc_triage_under_way", "0"));
}

TEST_F(ServerTest, WhatIsLateLeavesTheQueue) {
  options_.time = 300'000;
  open();
  for (int i = 0; i < 4; ++i) EXPECT_NE(add_job(), "");
  EXPECT_EQ(add_job(), "");
  EXPECT_TRUE(becomes("pbc_triage_queue_length", "0"));
  EXPECT_NE(add_job(), "");
}

TEST_F(ServerTest, DeletedJobsLeaveTheQueue) {
  open();
  const std::string first = add_job(), second = add_job();
  EXPECT_EQ(status_of(ask("DELETE", first).answer()), 200);
  EXPECT_EQ(gauge("pbc_triage_queue_length"), "1");
  EXPECT_EQ(status_of(ask("GET", first).answer()), 404);
  EXPECT_EQ(status_of(ask("DELETE", first).answer()), 404);
  work(0ms);
  EXPECT_EQ(status_of(ask("GET", second).answer()), 200);
  EXPECT_EQ(status_of(ask("DELETE", second).answer()), 200);
  EXPECT_EQ(gauge("pbc_triage_jobs"), "0");
  Work none;
  EXPECT_EQ(server_->take(&none), Server::Next::kLater);
}

TEST_F(ServerTest, RetryAfterIsOfWorkAlone) {
  open();
  for (int i = 0; i < 4; ++i) add_job();
  std::this_thread::sleep_for(1200ms);  // they wait; none of them works that long
  for (int i = 0; i < 4; ++i) work(0ms);
  for (int i = 0; i < 4; ++i) add_job();
  const std::string refused = ask("POST", "/api/analyze", "{}").answer();
  EXPECT_EQ(status_of(refused), 429);
  EXPECT_EQ(field_of(refused, "Retry-After"), "1");
}

TEST_F(ServerTest, RetryAfterCountsThoseThatWaitAtEachPlace) {
  for (const std::size_t threads : {1, 2}) {
    options_.threads = threads;
    open();
    add_job();
    work(1100ms);
    for (int i = 0; i < 4; ++i) add_job();
    // Four that take 1.1 s each, at one place or at two.
    EXPECT_EQ(field_of(ask("POST", "/api/analyze", "{}").answer(), "Retry-After"), threads == 1 ? "5" : "3");
  }
}

TEST_F(ServerTest, RetryAfterIsNeverLong) {
  Statistics statistics;
  EXPECT_EQ(statistics.patience(1000, 1), 1);  // nothing is known yet
  statistics.ended({}, "", 3'600'000'000, 3'600'000'000);
  EXPECT_EQ(statistics.patience(1000, 1), 60);
}

TEST_F(ServerTest, BytesThatWaitAreBounded) {
  options_.queue = 100;
  options_.queue_bytes = 2500;
  open();
  const std::string body = "{" + std::string(999, ' ');
  Client first = ask("POST", "/api/analyze", body);
  ASSERT_TRUE(becomes("pbc_triage_queue_length", "1"));
  Client second = ask("POST", "/api/analyze", body);
  ASSERT_TRUE(becomes("pbc_triage_queue_length", "2"));
  const std::string refused = ask("POST", "/api/analyze", body).answer();
  EXPECT_EQ(status_of(refused), 429);
  EXPECT_EQ(field_of(refused, "Retry-After"), "1");
  EXPECT_NE(add_job(), "");  // a small one
  work(0ms);
  EXPECT_EQ(status_of(first.answer()), 200);
  Client third = ask("POST", "/api/analyze", body);
  EXPECT_TRUE(becomes("pbc_triage_queue_length", "3"));
  EXPECT_EQ(gauge("pbc_triage_refused_total"), "1");
}

TEST_F(ServerTest, ExceptionsAreAnswers) {
  front_.is_mail = [](std::string_view) -> bool { throw std::runtime_error("a secret path"); };
  front_.metrics = []() -> std::string { throw std::runtime_error("a secret path"); };
  open();
  for (int i = 0; i < 3; ++i) {
    testing::internal::CaptureStderr();
    const std::string at_once = ask("POST", "/api/analyze", "From:").answer(), later = ask("GET", "/metrics").answer();
    const std::string log = testing::internal::GetCapturedStderr();
    for (const std::string& answer : {at_once, later}) {
      EXPECT_EQ(status_of(answer), 500);
      EXPECT_NE(answer.find(R"({"error":{"code":"internal","message":)"), answer.npos) << answer;
      EXPECT_EQ(answer.find("secret"), answer.npos) << answer;
    }
    EXPECT_EQ(log, "error: POST /api/analyze: a secret path\nerror: GET /metrics: a secret path\n");
    EXPECT_EQ(status_of(ask("GET", "/healthz").answer()), 200);
  }
}

TEST(Figures, OneRunForAllPlaybooksOfAMail) {
  Statistics statistics;
  Done done;
  done.kind = Done::Kind::kReport;
  done.facts.totals.t_ms = 2000;
  for (const char* name : {"one", "two", "three"}) {
    triage::PlaybookRun& run = done.facts.playbooks.emplace_back();
    run.name = name;
    run.applies = run.success = true;
  }
  statistics.ended(done, "", 5'000'000, 5'000'000);
  done.facts.stopped = "stopped before its end";
  statistics.ended(done, "", 5'000'000, 5'000'000);
  const OrderedJson told = statistics.performance();
  const OrderedJson& runs = told.at("playbook_performance");
  EXPECT_EQ(runs.at("runs"), 2);
  EXPECT_EQ(runs.at("succeeded"), 1);
  EXPECT_EQ(runs.at("failed"), 1);
  EXPECT_EQ(runs.at("durations").at("max_seconds"), 2);
  EXPECT_EQ(told.at("throughput").at("runs").at("count"), 2);
  EXPECT_EQ(OrderedJson::parse(statistics.playbooks()).at("playbooks").size(), 3);
}

TEST(Secrets, AreTheSameOrNot) {
  EXPECT_TRUE(is_same_secret("0123456789abcdef", "0123456789abcdef"));
  for (const char* other : {"", "0123456789abcde", "0123456789abcdef0", "1123456789abcdef", "0123456789ABCDEF"})
    EXPECT_FALSE(is_same_secret(other, "0123456789abcdef")) << other;
}

}  // namespace
}  // namespace pbc::serve
