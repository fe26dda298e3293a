// SPDX-License-Identifier: Apache-2.0
#include "serve/server.h"

#include <algorithm>
#include <boost/asio/post.hpp>
#include <boost/beast/core/string.hpp>
#include <chrono>
#include <future>

#include "serve/assets.h"
#include "serve/routes.h"
#include "serve/text.h"

namespace pbc::serve {

namespace {

namespace asio = boost::asio;

constexpr std::chrono::milliseconds kWatch(100);
/// How long answers that are on their way may take when everything else has ended.
constexpr std::chrono::seconds kLastAnswers(3);

/// "text/plain; charset=utf-8": text/plain, in lower case.
std::string media_type(std::string_view field) {
  std::string type(field.substr(0, field.find(';')));
  while (type.ends_with(' ') || type.ends_with('\t')) type.pop_back();
  std::ranges::transform(type, type.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? c + 32 : c; });
  return type;
}

bool is_json(std::string_view type) {
  return type == kJson || (type.starts_with("application/") && type.ends_with("+json"));
}

/// Nothing: `async` says neither.
std::optional<bool> prefers_async(const HttpVisit& visit) {
  const std::string wanted = parameter_of(visit.query, "async");
  if (wanted == "true" || wanted == "1") return true;
  if (wanted == "false" || wanted == "0") return false;
  if (!wanted.empty()) return std::nullopt;
  const std::string_view preference = visit.field("Prefer");
  return boost::beast::iequals(preference.substr(0, std::min(preference.find_first_of(",;"), preference.size())),
                               "respond-async");
}

HttpResponse shutting_down() {
  HttpResponse response = error_response(503, "the server is shutting down");
  response.headers.emplace_back("Retry-After", "5");
  return response;
}

Micros system_now() {
  using namespace std::chrono;
  return duration_cast<microseconds>(system_clock::now().time_since_epoch()).count();
}

}  // namespace

LiveServer::LiveServer(const Options& options, Front front, std::string* error)
    : options_(options),
      front_(std::move(front)),
      jobs_(options.keep),
      dashboard_(dashboard_response(!options.token.empty())),
      context_(1),
      work_(context_.get_executor()),
      watch_(context_),
      makers_(1) {
  live::HttpHandler& handler = *this;
  http_ = std::make_unique<live::HttpServer>(context_, options.listen, live::HttpServerLimits(), handler, error);
  if (!error->empty()) return;
  if (options_.token.empty() && !http_->is_loopback()) {
    *error =
        "`" + options.listen +
        "` can be reached from other machines: give a token by --token-file or --token-env, or listen at 127.0.0.1";
    return;
  }
  watch_deadlines();
  thread_ = std::thread([this] { context_.run(); });
}

LiveServer::~LiveServer() {
  if (thread_.joinable()) {
    close();
    drop();
  }
  makers_.join();
  context_.stop();
  if (thread_.joinable()) thread_.join();
}

void LiveServer::end() {
  asio::post(context_, [this] { http_->close(); });
  const auto patience = std::chrono::steady_clock::now() + kLastAnswers;
  for (;;) {
    std::promise<std::size_t> visitors;
    asio::post(context_, [&] { visitors.set_value(http_->visitors()); });
    if (visitors.get_future().get() == 0 || std::chrono::steady_clock::now() > patience) return;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
}

// --- Work

Server::Next LiveServer::take(Work* work) {
  const Micros now = system_now();
  std::string job;
  Micros came = 0;
  {
    const std::lock_guard lock(mutex_);
    if (queue_.empty()) return is_closed_ ? Next::kNever : Next::kLater;
    *work = std::move(queue_.extract(queue_.begin()).mapped());
    queued_bytes_ -= work->bytes.size();
    Pending& pending = pending_.at(work->number);
    pending.is_waiting = false;
    pending.began = now;
    job = pending.job;
    came = pending.came;
  }
  statistics_.began(now - came);
  if (!job.empty()) jobs_.begin(job, now);
  return Next::kWork;
}

void LiveServer::finish(std::uint64_t number, Done done) {
  Pending pending;
  {
    const std::lock_guard lock(mutex_);
    const auto found = pending_.find(number);
    if (found == pending_.end()) return;  // it was given up
    pending = std::move(found->second);
    pending_.erase(found);
    if (const auto waiting = queue_.find(number); waiting != queue_.end()) {
      queued_bytes_ -= waiting->second.bytes.size();
      queue_.erase(waiting);
    }
  }
  const Micros now = system_now();
  statistics_.ended(done, pending.job, now - pending.came, pending.began == 0 ? 0 : now - pending.began);
  if (!pending.job.empty()) {
    done.json.shrink_to_fit();  // it is kept
    return jobs_.end(pending.job, std::make_shared<const Done>(std::move(done)), now);
  }
  const int status = status_of(done.kind);
  if (status == 200) return pending.reply(json_response(std::move(done.json)));
  HttpResponse response = json_response(json_text({{"error", error_json(done)}}) + "\n", status);
  if (status == 503) response.headers.emplace_back("Retry-After", "5");
  pending.reply(std::move(response));
}

void LiveServer::give_up(std::uint64_t number, Done::Kind kind, const std::string& message) {
  Done done;
  done.kind = kind;
  done.message = message;
  finish(number, std::move(done));
}

/// The front gives up runs where they wait; this is for those that do not, and for those that have not begun.
void LiveServer::watch_deadlines() {
  watch_.expires_after(kWatch);
  watch_.async_wait([this](const boost::system::error_code& error) {
    if (error) return;
    const Micros now = system_now();
    std::vector<std::uint64_t> late;
    {
      const std::lock_guard lock(mutex_);
      for (const auto& [number, pending] : pending_)
        if (pending.deadline + (pending.is_waiting ? 0 : 200'000) < now) late.push_back(number);
    }
    for (const std::uint64_t number : late)
      give_up(number, Done::Kind::kLate,
              "the analysis takes longer than " + std::to_string(options_.time / 1'000'000) + " s");
    watch_deadlines();
  });
}

void LiveServer::close() {
  {
    const std::lock_guard lock(mutex_);
    is_closed_ = true;
  }
  front_.look();
}

void LiveServer::drop() {
  std::vector<std::uint64_t> dropped;
  {
    const std::lock_guard lock(mutex_);
    for (const auto& [number, pending] : pending_) dropped.push_back(number);
  }
  for (const std::uint64_t number : dropped) give_up(number, Done::Kind::kStopped, "the server is shutting down");
  front_.look();
}

// --- Requests

/// Without a token, other pages in a browser of this machine must not use the server: not under a name of theirs that
/// leads here, nor from an origin of theirs.
std::optional<HttpResponse> LiveServer::keep_out(const HttpVisit& visit) const {
  const std::string_view origin = visit.field("Origin");
  if (!origin.empty() && visit.method != "GET" && visit.method != "HEAD" && origin != "http://" + visit.host &&
      origin != "https://" + visit.host)
    return error_response(403, "requests of other origins are not answered");
  if (!options_.token.empty()) return std::nullopt;
  if (!visit.host.empty() && !is_this_machine(host_of(visit.host)))
    return error_response(403, "without a token the server is called by localhost or a loopback address alone");
  return std::nullopt;
}

std::optional<HttpResponse> LiveServer::look(const HttpVisit& visit, std::uint64_t* most) {
  const Route* const route = route_of(visit.path);
  if (auto refusal = keep_out(visit)) return refusal;
  if (!options_.token.empty() && (route == nullptr || !route->is_open)) {
    const std::string_view given = visit.field("Authorization");
    constexpr std::string_view kScheme = "bearer ";
    const bool is_bearer = boost::beast::iequals(given.substr(0, kScheme.size()), kScheme);
    if (!is_bearer || !is_same_secret(given.substr(kScheme.size()), options_.token)) {
      HttpResponse refusal = error_response(401, is_bearer ? "the token is another one" : "expected a bearer token");
      refusal.headers.emplace_back(
          "WWW-Authenticate", is_bearer ? "Bearer realm=\"pbc\", error=\"invalid_token\"" : "Bearer realm=\"pbc\"");
      return refusal;
    }
  }
  if (route == nullptr) return error_response(404, "there is nothing at this path; see /openapi.json");
  if (!route->allows(visit.method)) {
    HttpResponse refusal = error_response(405, "expected " + std::string(route->methods));
    refusal.headers.emplace_back("Allow", std::string(route->methods));
    return refusal;
  }
  *most = visit.method == "POST" ? options_.most_bytes : 0;
  if (visit.method != "POST") return std::nullopt;
  const std::lock_guard lock(mutex_);
  if (is_closed_) return shutting_down();
  return std::nullopt;
}

/// What has begun goes on: it may not stop in the middle, and what it asks about serves others.
void LiveServer::left(const HttpVisit& visit) {
  {
    const std::lock_guard lock(mutex_);
    if (!queue_.contains(visit.number)) return;
  }
  give_up(visit.number, Done::Kind::kLeft, "the connection was closed before the analysis began");
}

HttpResponse LiveServer::problem(int status, const std::string& message) { return error_response(status, message); }

void LiveServer::answered(const HttpVisit& visit, int status) {
  const Route* const route = route_of(visit.path);
  const auto duration = visit.began == std::chrono::steady_clock::time_point()
                            ? std::chrono::steady_clock::duration(0)
                            : std::chrono::steady_clock::now() - visit.began;
  constexpr const char* kMethods[] = {"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"};
  const auto* const method = std::ranges::find(kMethods, visit.method);
  statistics_.answered(method == std::end(kMethods) ? "other" : *method,
                       route == nullptr ? "other" : std::string(route->path), status,
                       std::chrono::duration_cast<std::chrono::microseconds>(duration).count());
}

void LiveServer::handle(HttpVisit& visit, Reply reply) {
  const std::string_view path = visit.path;
  if (path == "/api/analyze") return analyze(visit, std::move(reply));
  if (path.starts_with(kJobs)) return show_job(visit, std::move(reply));
  if (path == "/healthz") return reply(json_response("{\"status\":\"ok\"}\n"));
  if (path == "/readyz") return show_ready(reply);
  if (path == "/openapi.json") return reply(json_response(std::string(kOpenApi)));
  if (path == "/api/playbooks/stats") return reply(json_response(statistics_.playbooks()));
  if (path == "/api/metrics/playbook-performance")
    return later(visit, std::move(reply), [this] { return json_response(json_text(performance()) + "\n"); });
  if (path == "/api/dashboard")
    return later(visit, std::move(reply),
                 [this] { return json_response(statistics_.dashboard(now(), performance())); });
  if (path == "/metrics")
    return later(visit, std::move(reply), [this] {
      std::string page = statistics_.page(now());
      if (front_.metrics) page = front_.metrics() + page;
      return text_response(std::move(page), "text/plain; version=0.0.4; charset=utf-8");
    });
  reply(dashboard_);
}

void LiveServer::analyze(HttpVisit& visit, Reply reply) {
  if (visit.body.empty()) return reply(error_response(400, "expected a mail or an event, but there is no body"));
  const std::string type = media_type(visit.field("Content-Type"));
  Work work;
  work.is_mail = type == "message/rfc822" || front_.is_mail(visit.body);
  if (!work.is_mail && !is_json(type))
    return reply(error_response(415, "expected a mail (message/rfc822) or an event (application/json)"));
  if (work.is_mail && type == "application/x-www-form-urlencoded" && visit.body.find('\n') == visit.body.npos)
    return reply(error_response(400, "the mail has lost its line breaks; with curl, send it by --data-binary"));
  if (!visit.field("Content-Encoding").empty())
    return reply(error_response(415, "a body with a Content-Encoding is not understood"));
  work.name = parameter_of(visit.query, "name");
  if (work.name.empty()) work.name = work.is_mail ? "mail" : "event";
  if (work.name.size() > 255) return reply(error_response(400, "`name` has more than 255 bytes"));
  const std::optional<bool> is_async = prefers_async(visit);
  if (!is_async) return reply(error_response(400, "`async` is neither true nor false"));
  work.bytes = std::move(visit.body);
  const Micros came = system_now();
  work.deadline = came + options_.time;
  std::string job, shown;
  {
    const std::lock_guard lock(mutex_);
    // It may have begun to come before, and nobody would take it any more.
    if (is_closed_) return reply(shutting_down());
    if (queued_bytes_ + work.bytes.size() > options_.queue_bytes)
      return reply(no_room("too many large mails and events wait already"));
    if (queue_.size() >= options_.queue) return reply(no_room("too many mails and events wait already"));
    if (*is_async) {
      job = jobs_.add(work.name, came);
      shown = jobs_.find(job, came)->json();
    }
    work.number = next_number_++;
    visit.number = work.number;
    Pending& pending = pending_[work.number];
    pending.job = job;
    pending.came = came;
    pending.deadline = work.deadline;
    if (!*is_async) pending.reply = std::move(reply);
    queued_bytes_ += work.bytes.size();
    const std::uint64_t number = work.number;
    queue_.emplace(number, std::move(work));
  }
  front_.look();
  if (!*is_async) return;
  HttpResponse response = json_response(std::move(shown), 202);
  response.headers.emplace_back("Location", "/api/jobs/" + job);
  response.headers.emplace_back("Preference-Applied", "respond-async");
  reply(std::move(response));
}

/// Called with the lock held.
HttpResponse LiveServer::no_room(std::string_view message) {
  statistics_.refused();
  // Those under way that have been given up have no entry any more.
  const std::size_t places = std::max(options_.threads, pending_.size() - queue_.size());
  HttpResponse refusal = error_response(429, message);
  refusal.headers.emplace_back("Retry-After", std::to_string(statistics_.patience(queue_.size(), places)));
  return refusal;
}

/// One that has begun goes on, and nobody learns what came out.
void LiveServer::delete_job(const std::string& id, const Reply& reply) {
  if (!jobs_.remove(id)) return reply(error_response(404, "there is no such job, or it is too old"));
  std::uint64_t waiting = 0;
  {
    const std::lock_guard lock(mutex_);
    for (const auto& [number, pending] : pending_)
      if (pending.job == id && pending.is_waiting) waiting = number;
  }
  if (waiting != 0) give_up(waiting, Done::Kind::kLeft, "the job was deleted");
  reply(json_response(json_text({{"id", id}, {"state", "deleted"}}) + "\n"));
}

void LiveServer::show_job(const HttpVisit& visit, Reply reply) {
  std::string id = visit.path.substr(kJobs.size());
  const bool is_report = id.ends_with(kReport);
  if (is_report) id.resize(id.size() - kReport.size());
  if (visit.method == "DELETE") return delete_job(id, reply);
  const std::optional<Job> job = jobs_.find(id, system_now());
  if (!job) return reply(error_response(404, "there is no such job, or it is too old"));
  if (!is_report) return reply(json_response(job->json()));
  if (job->state != Job::State::kDone) return reply(error_response(404, "the job has no report"));
  later(visit, std::move(reply), [this, done = job->done] {
    HttpResponse response = text_response(front_.page(done->facts, done->verdict), "text/html; charset=utf-8");
    // What mails say stands in it: should anything of it ever run, it is nobody here.
    response.headers.emplace_back(
        "Content-Security-Policy",
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'; sandbox");
    return response;
  });
}

void LiveServer::show_ready(const Reply& reply) {
  bool is_closed = false;
  {
    const std::lock_guard lock(mutex_);
    is_closed = is_closed_;
  }
  if (!is_closed) return reply(json_response("{\"status\":\"ready\"}\n"));
  reply(error_response(503, "the server is shutting down"));
}

void LiveServer::later(const HttpVisit& visit, Reply reply, std::function<HttpResponse()> make) {
  asio::post(makers_, [this, &visit, reply = std::move(reply), make = std::move(make)] {
    HttpResponse response;
    try {
      response = make();
    } catch (const std::exception& failure) {
      response = failed(visit, failure);
    }
    reply(std::move(response));
  });
}

Now LiveServer::now() const {
  Now now{.is_live = options_.is_live, .queue = options_.queue, .jobs = jobs_.size()};
  std::promise<void> counted;
  asio::post(const_cast<asio::io_context&>(context_), [&] {
    now.connections = http_->visitors();
    now.turned_away = http_->turned_away();
    counted.set_value();
  });
  counted.get_future().wait();
  const std::lock_guard lock(mutex_);
  now.is_closed = is_closed_;
  for (const auto& [number, pending] : pending_) ++(pending.is_waiting ? now.waiting : now.under_way);
  return now;
}

live::OrderedJson LiveServer::performance() const {
  live::OrderedJson out;
  if (front_.report) out = live::OrderedJson::parse(front_.report(), nullptr, false);
  if (!out.is_object()) out = statistics_.performance();
  out["cache_performance"]["run_cache"] = statistics_.run_cache();
  return out;
}

Server* open(const Options& options, Front front, std::string* error) {
  auto server = std::make_unique<LiveServer>(options, std::move(front), error);
  return error->empty() ? server.release() : nullptr;
}

}  // namespace pbc::serve
