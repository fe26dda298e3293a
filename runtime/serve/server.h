// SPDX-License-Identifier: Apache-2.0
//
// The API of a bundle over HTTP: routes, who may use them, the queue of work.
#pragma once

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/thread_pool.hpp>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "live/http_server.h"
#include "serve/jobs.h"
#include "serve/routes.h"
#include "serve/serve.h"
#include "serve/statistics.h"

namespace pbc::serve {

using live::HttpVisit;

class LiveServer final : public Server, private live::HttpHandler {
 public:
  LiveServer(const Options& options, Front front, std::string* error);
  ~LiveServer() override;

  std::string url() const override { return http_->url(); }
  Next take(Work* work) override;
  void finish(std::uint64_t number, Done done) override;
  void close() override;
  void drop() override;
  void end() override;

 private:
  using Reply = std::function<void(HttpResponse)>;
  /// An analysis that has not ended.
  struct Pending {
    Reply reply;      // null: it was told already, or belongs to a job
    std::string job;  // its id; empty: somebody waits for it
    Micros came = 0, deadline = 0;
    Micros began = 0;        // by the system's clock
    bool is_waiting = true;  // in the queue
  };

  std::optional<HttpResponse> look(const HttpVisit& visit, std::uint64_t* most) override;
  void handle(HttpVisit& visit, Reply reply) override;
  void left(const HttpVisit& visit) override;
  HttpResponse problem(int status, const std::string& message) override;
  void answered(const HttpVisit& visit, int status) override;

  std::optional<HttpResponse> keep_out(const HttpVisit& visit) const;
  void analyze(HttpVisit& visit, Reply reply);
  HttpResponse no_room(std::string_view message);
  void show_job(const HttpVisit& visit, Reply reply);
  void delete_job(const std::string& id, const Reply& reply);
  void show_ready(const Reply& reply);
  /// What takes a while is made on a thread of its own.
  void later(const HttpVisit& visit, Reply reply, std::function<HttpResponse()> make);
  void watch_deadlines();
  void give_up(std::uint64_t number, Done::Kind kind, const std::string& message);
  Now now() const;
  live::OrderedJson performance() const;

  const Options options_;
  const Front front_;
  Statistics statistics_;
  Jobs jobs_;
  HttpResponse dashboard_;

  mutable std::mutex mutex_;             // of what follows
  std::map<std::uint64_t, Work> queue_;  // by number, which is the order in which they came
  std::size_t queued_bytes_ = 0;
  std::map<std::uint64_t, Pending> pending_;
  std::uint64_t next_number_ = 1;
  bool is_closed_ = false;

  boost::asio::io_context context_;
  boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work_;
  boost::asio::steady_timer watch_;
  boost::asio::thread_pool makers_;
  std::unique_ptr<live::HttpServer> http_;
  std::thread thread_;  // the last: it uses all of the others
};

/// Null, with `error` set, where it cannot listen or must not.
Server* open(const Options& options, Front front, std::string* error);

}  // namespace pbc::serve
