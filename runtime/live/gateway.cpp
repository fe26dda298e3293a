// SPDX-License-Identifier: Apache-2.0
#include "live/gateway.h"

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <cstdio>
#include <future>

#include "frozen/frozen.h"
#include "live/assessment.h"

namespace pbc::live {

namespace {

namespace asio = boost::asio;

/// JSON with its keys in order, so that equal parameters are equal texts.
std::string normalized(const std::string& json) {
  const nlohmann::json parsed = nlohmann::json::parse(json, nullptr, false);
  return parsed.is_discarded() ? json : parsed.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

/// Of an answer in caches.
std::string key_of(const AssetConfig& asset, const Action& action, const std::string& parameter) {
  return asset.scope + action.name + "\n" + parameter;
}

Reply nobody(Answer answer) { return {std::make_shared<const Answer>(std::move(answer)), Source::kNobody, 0, 0}; }

std::size_t bytes_of(const Answer& answer) {
  constexpr std::size_t kOpinion = 200;  // about; it may come later
  return sizeof answer + kOpinion + answer.message.size() + answer.data.size() + answer.summary.size();
}

/// The name of the member, where the object has but one.
std::optional<std::string> only_member(const std::string& json) {
  const nlohmann::json parsed = nlohmann::json::parse(json, nullptr, false);
  if (!parsed.is_object() || parsed.size() != 1) return std::nullopt;
  return parsed.begin().key();
}

}  // namespace

LiveGateway::LiveGateway(Config config, const Options& options, std::string* error)
    : config_(std::move(config)),
      log_(options.log, config_.secrets, error),
      metrics_(config_),
      is_cached_(options.is_cached),
      cache_({.bytes = config_.cache_bytes}),
      context_(1),  // one thread runs it
      work_(context_.get_executor()) {
  for (const std::string& name : options.allowed) {
    if (const std::optional<Effect> effect = find_effect(name))
      config_.allowed.insert(*effect);
    else
      *error = "unknown effect class `" + name + "`; expected contain, restore, notify, record or execute";
  }
  if (options.is_dry) config_.allowed.clear();
  for (const AssetConfig& asset : config_.assets)
    if (asset.problem.empty()) assets_.push_back({asset.name, asset.connector->app});
  if (error->empty() && !config_.redis.empty()) {
    redis_ = std::make_unique<Redis>(context_, config_.redis, [this](const std::string& what) {
      log_.warning("redis_away", {{"message", what}});
    });
    if (is_cached_) shared_cache_ = std::make_unique<SharedCache>(*redis_);
  }
  if (error->empty())
    quotas_ = redis_                  ? redis_quota_store(context_, *redis_)
              : config_.state.empty() ? memory_quota_store()
                                      : file_quota_store(config_.state, log_, error);
  if (error->empty()) caller_ = std::make_unique<Caller>(context_, config_, *quotas_, metrics_, log_, error);
  if (error->empty()) take_snapshot();
  if (error->empty() && !options.metrics_listen.empty()) {
    const auto page = [this] {
      take_snapshot();
      return metrics_.page(snapshot());
    };
    metrics_server_ = std::make_unique<MetricsServer>(context_, options.metrics_listen, page, error);
    if (error->empty()) std::fprintf(stderr, "metrics: %s\n", metrics_server_->url().c_str());
  }
  if (error->empty()) thread_ = std::thread([this] { context_.run(); });
}

LiveGateway::~LiveGateway() {
  context_.stop();
  if (thread_.joinable()) thread_.join();
}

const AssetConfig* LiveGateway::find_asset(std::string_view name) const {
  const auto exact = std::ranges::find(config_.assets, name, &AssetConfig::name);
  if (exact != config_.assets.end()) return &*exact;
  const std::string wanted = folded(name);
  const auto is_called = [&](const AssetConfig& asset) {
    if (folded(asset.name) == wanted) return true;
    // An asset that somebody has configured has the name that it was given, and no other.
    return asset.is_implied && std::ranges::any_of(asset.connector->assets,
                                                   [&](const std::string& usual) { return folded(usual) == wanted; });
  };
  // Of those that may be meant, one that can be asked.
  const auto usable = std::ranges::find_if(
      config_.assets, [&](const AssetConfig& asset) { return asset.problem.empty() && is_called(asset); });
  if (usable != config_.assets.end()) return &*usable;
  const auto any = std::ranges::find_if(config_.assets, is_called);
  return any == config_.assets.end() ? nullptr : &*any;
}

std::vector<std::string> LiveGateway::assets_for(std::string_view action) const {
  std::vector<std::string> names;
  for (const AssetConfig& asset : config_.assets)
    if (asset.problem.empty() && asset.connector->actions.contains(lower(action))) names.push_back(asset.name);
  return names;
}

void LiveGateway::ask(Question question, Deliver deliver) {
  const AssetConfig* asset = find_asset(question.asset);
  if (asset == nullptr) return deliver(nobody(unknown("not configured", "there is no asset `" + question.asset + "`")));
  const auto action = asset->connector->actions.find(lower(question.action));
  if (action == asset->connector->actions.end())
    return deliver(nobody(unknown(
        "not supported", "the connector of " + asset->connector->app + " has no action `" + question.action + "`")));
  if (!asset->problem.empty()) return deliver(nobody(unknown("not configured", asset->problem)));
  const Effect effect = action->second.effect;
  if (question.is_warming && effect != Effect::kLookup)
    return deliver(nobody(unknown("not supported", "`" + action->first + "` is no look-up")));
  if (is_effectful(effect) && !config_.allowed.contains(effect)) {
    metrics_.withheld(effect);
    log_.info("withheld", {{"asset", asset->name}, {"action", action->first}, {"class", name(effect)}});
    return deliver(nobody(failed_answer("withheld: `" + action->first + "` is of class " + std::string(name(effect)) +
                                        ", which runs only with --allow " + std::string(name(effect)))));
  }
  if (is_computed(asset->connector->connection.transport)) {
    metrics_.looked_up(action->second, Source::kComputed);
    return deliver({std::make_shared<const Answer>(computed_.answer(*asset, action->second, question.parameter)),
                    Source::kComputed, 0, 0});
  }
  Asked asked{asset, &action->second, normalized(question.parameter), {}, "", std::move(deliver)};
  if (!action->second.file_parameters.empty()) {
    std::string error;
    asked.files =
        find_files(action->second.file_parameters, OrderedJson::parse(asked.parameter, nullptr, false),
                   asset->max_upload.value_or(asset->connector->connection.max_upload), question.find_file, &error);
    if (!error.empty()) return asked.deliver(nobody(failed_answer(error)));
  }
  if (effect == Effect::kLookup && is_cached_) {
    asked.key = key_of(*asset, action->second, asked.parameter) + key_of(asked.files);
    return ask_caches(std::move(asked));
  }
  put_in_inbox(std::move(asked));
}

void LiveGateway::ask_caches(Asked asked) {
  if (std::shared_ptr<const Answer> known = cache_.find(asked.key, now())) {
    metrics_.looked_up(*asked.action, Source::kProcessCache);
    return asked.deliver({std::move(known), Source::kProcessCache, 0, 0});
  }
  {
    const std::lock_guard lock(flights_mutex_);
    if (flights_.join(asked.key, std::move(asked.deliver)) == decltype(flights_)::Role::kFollower) return;
  }
  // The flight before may have ended between the two.
  if (std::shared_ptr<const Answer> known = cache_.find(asked.key, now()))
    return deliver_to_flight(*asked.action, asked.key, {std::move(known), Source::kProcessCache, 0, 0});
  if (!shared_cache_ || !shared_cache_->is_worth_asking()) return put_in_inbox(std::move(asked));
  const std::string key = asked.key;
  shared_cache_->find(key, [this, asked = std::move(asked)](const Kept& kept) {
    if (!kept.answer) return ask_service(asked);
    // What it says is a matter of our rules, not of whoever has put it there.
    if (asked.action->triage) kept.answer->opinion = opinion_by(*asked.action->triage);
    cache_.insert(asked.key, kept.answer, bytes_of(*kept.answer), kept.expires, now());
    deliver_to_flight(*asked.action, asked.key, {kept.answer, Source::kSharedCache, 0, 0});
  });
}

void LiveGateway::put_in_inbox(Asked asked) {
  bool is_first = false;
  {
    const std::lock_guard lock(inbox_mutex_);
    is_first = inbox_.empty();
    inbox_.push_back(std::move(asked));
  }
  if (is_first) asio::post(context_, [this] { take_inbox(); });
}

void LiveGateway::take_inbox() {
  std::vector<Asked> inbox;
  {
    const std::lock_guard lock(inbox_mutex_);
    inbox.swap(inbox_);
  }
  for (Asked& asked : inbox) ask_service(std::move(asked));
}

void LiveGateway::ask_service(Asked asked) {
  if (!asked.key.empty()) {
    if (asked.action->batch && asked.action->batch->size > 1 && asked.files.empty())
      if (const std::optional<std::string> member = only_member(asked.parameter)) return add_to_batch(asked, *member);
    return perform({asked.asset,
                    asked.action,
                    now(),
                    {std::move(asked.parameter)},
                    std::move(asked.files),
                    {std::move(asked.key)},
                    nullptr});
  }
  perform({asked.asset,
           asked.action,
           now(),
           {std::move(asked.parameter)},
           std::move(asked.files),
           {""},
           std::move(asked.deliver)});
}

void LiveGateway::add_to_batch(const Asked& asked, const std::string& member) {
  const std::string name = asked.asset->name + "\n" + asked.action->name;
  std::unique_ptr<OpenBatches>& open = batches_[name];
  if (!open)
    open = std::make_unique<OpenBatches>(
        OpenBatches{Batcher({.size = asked.action->batch->size, .window = config_.batch_window}),
                    asio::steady_timer(context_), asked.asset, asked.action});
  // The name of the parameter is a part of what goes together.
  open->batcher.add(member, asked.parameter, now());
  pump_batches(name);
}

void LiveGateway::pump_batches(const std::string& name) {
  OpenBatches& open = *batches_.at(name);
  while (std::optional<Batcher::Batch> batch = open.batcher.take_ready(now())) {
    std::vector<std::string> keys;
    for (const std::string& parameter : batch->items) keys.push_back(key_of(*open.asset, *open.action, parameter));
    perform({open.asset, open.action, now(), std::move(batch->items), {}, std::move(keys), nullptr});
  }
  if (const std::optional<Micros> due = open.batcher.due(now())) {
    open.timer.expires_after(std::chrono::microseconds(std::max<Micros>(*due - now(), 0)));
    open.timer.async_wait([this, name](const boost::system::error_code& error) {
      if (!error) pump_batches(name);
    });
  }
}

void LiveGateway::perform(Performance performance) {
  // Some of those on the way only wait, for a quota or to try again: so more than there are connections.
  Account& account = accounts_[performance.asset->account];
  const std::size_t most = 2 * performance.asset->connector->connection.connections;
  if (account.under_way < most || is_effectful(performance.action->effect)) return begin(std::move(performance));
  account.waiting.push_back(std::move(performance));
}

void LiveGateway::begin(Performance performance) {
  ++accounts_[performance.asset->account].under_way;
  asio::co_spawn(context_, call(std::move(performance)), asio::detached);
}

Micros LiveGateway::ttl_of(const Action& action, const Answer& answer) const {
  const std::string verdict = answer.verdict.empty() ? "clean" : answer.verdict;
  if (const auto own = action.ttl.find(verdict); own != action.ttl.end()) return own->second;
  const auto usual = config_.ttl.find(verdict);
  return usual == config_.ttl.end() ? 0 : usual->second;
}

void LiveGateway::deliver_to_flight(const Action& action, const std::string& key, const Reply& reply) {
  std::vector<Deliver> waiting;
  {
    const std::lock_guard lock(flights_mutex_);
    waiting = flights_.finish(key);
  }
  Reply own = reply;
  for (const Deliver& deliver : waiting) {
    metrics_.looked_up(action, own.source);
    deliver(own);
    own.source = Source::kFlight;
    own.requests = 0;
  }
}

asio::awaitable<void> LiveGateway::call(Performance performance) {
  const std::vector<std::string>& keys = performance.keys;
  const Action& action = *performance.action;
  std::vector<OrderedJson> values;
  for (const std::string& parameter : performance.parameters)
    values.push_back(OrderedJson::parse(parameter, nullptr, false));
  Results results;
  const Micros began = now();
  try {
    results = co_await caller_->call(*performance.asset, action, std::move(values), std::move(performance.files),
                                     performance.asked);
  } catch (const std::exception& error) {
    results.of_calls.assign(keys.size(), {unknown("internal", error.what()), false});
  }
  if (results.requests > 0) metrics_.performed(action, now() - began, keys.size());
  if (results.of_calls.size() != keys.size())
    results.of_calls.assign(keys.size(), {unknown("internal", "an answer is missing"), false});
  Account& account = accounts_[performance.asset->account];
  --account.under_way;
  if (!account.waiting.empty()) {
    Performance next = std::move(account.waiting.front());
    account.waiting.pop_front();
    begin(std::move(next));
  }
  for (std::size_t i = 0; i < keys.size(); ++i) {
    Result& result = results.of_calls[i];
    Reply reply{std::make_shared<const Answer>(std::move(result.answer)), Source::kService,
                i == 0 ? results.requests : 0, results.waited};
    if (keys[i].empty()) {
      performance.alone(reply);
      continue;
    }
    if (result.is_kept) {
      const Micros expires = now() + ttl_of(action, *reply.answer);
      cache_.insert(keys[i], reply.answer, bytes_of(*reply.answer), expires, now());
      if (shared_cache_) shared_cache_->put(keys[i], *reply.answer, expires, now());
    }
    deliver_to_flight(action, keys[i], reply);
  }
}

namespace {

/// Bytes as ISO 8859-1, which is what headers were (RFC 9110, 5.5), unless they are UTF-8.
std::string header_text(const std::string& bytes) {
  std::string text = clean_text(bytes);
  if (text == bytes) return text;
  text.clear();
  for (const char c : bytes) {
    const auto code = static_cast<unsigned char>(c);
    if (code < 0x80) {
      text += c;
    } else {
      text += static_cast<char>(0xc0U | code >> 6U);
      text += static_cast<char>(0x80U | (code & 0x3fU));
    }
  }
  return text;
}

WebAnswer web_answer(Exchange exchange) {
  WebAnswer answer;
  if (exchange.failure) {
    if (*exchange.failure == policy::Failure::kTlsVerification)
      answer.failure = WebFailure::kCertificate;
    else if (exchange.is_late)
      answer.failure =
          *exchange.failure == policy::Failure::kConnect ? WebFailure::kConnectTimeout : WebFailure::kReadTimeout;
    else
      answer.failure = exchange.has_too_many_redirects ? WebFailure::kRedirects : WebFailure::kConnection;
    answer.message = clean_text(exchange.message);
    return answer;
  }
  answer.status = exchange.status;
  for (const auto& [name, value] : exchange.headers) answer.headers.emplace_back(header_text(name), header_text(value));
  answer.body = std::move(exchange.body);
  answer.url = exchange.url.text();
  return answer;
}

}  // namespace

void LiveGateway::fetch(WebRequest request, std::function<void(WebAnswer)> deliver) {
  const auto fail = [&](WebFailure failure, std::string message) {
    WebAnswer answer;
    answer.failure = failure;
    answer.message = std::move(message);
    deliver(std::move(answer));
  };
  const bool is_reading = request.method == "GET" || request.method == "HEAD" || request.method == "OPTIONS";
  if (!is_reading && !config_.allowed.contains(Effect::kExecute))
    return fail(WebFailure::kWithheld,
                "withheld: a " + request.method + " request may change anything; it runs only with --allow execute");
  const std::optional<Url> url = parse_url(request.url);
  if (!url) return fail(WebFailure::kConnection, "`" + request.url + "` is no address of a web page");
  HttpRequest own;
  own.method = request.method;
  own.url = *url;
  for (auto& [name, value] : request.headers) own.headers.emplace_back(std::move(name), std::move(value));
  own.body = std::move(request.body);
  own.is_once = !is_reading;
  own.verifies = request.verifies;
  if (request.connect_timeout > 0) own.timeouts.connect = request.connect_timeout;
  if (request.answer_timeout > 0) own.timeouts.answer = request.answer_timeout;
  own.timeouts.total = std::max(own.timeouts.total, own.timeouts.connect + own.timeouts.answer);
  asio::co_spawn(context_, fetch_now(std::move(own), request.follows_redirects, std::move(deliver)), asio::detached);
}

asio::awaitable<void> LiveGateway::fetch_now(HttpRequest request, bool follows_redirects,
                                             std::function<void(WebAnswer)> deliver) {
  WebAnswer answer;
  try {
    Exchange exchange = co_await caller_->fetch(std::move(request), follows_redirects);
    answer = web_answer(std::move(exchange));
  } catch (const std::exception& error) {
    answer.failure = WebFailure::kConnection;
    answer.message = clean_text(error.what());
  }
  deliver(std::move(answer));
}

void LiveGateway::ran(bool success, Micros duration) {
  metrics_.ran(success, duration);
  log_.info("run_ended",
            {{"status", success ? "success" : "failed"}, {"seconds", static_cast<double>(duration) / policy::kSecond}});
}

std::string LiveGateway::redacted(std::string text) const { return live::redacted(std::move(text), config_.secrets); }

void LiveGateway::take_snapshot() const {
  Snapshot snapshot;
  std::map<std::string, Snapshot::OfService> services;
  for (const auto& [account, service] : caller_->services()) {
    Snapshot::OfService& of = services[service->name()];
    of.service = service->name();
    of.waiting += service->waiting();
    of.under_way += service->under_way();
    of.openings += service->breaker().openings();
    // Of several accounts, the one that is not well.
    if (of.breaker == policy::Breaker::State::kClosed) of.breaker = service->breaker().state();
    for (policy::Room& room : service->rooms()) of.rooms.push_back(std::move(room));
  }
  for (auto& [name, of] : services) snapshot.services.push_back(std::move(of));
  const std::lock_guard lock(snapshot_mutex_);
  snapshot_ = std::move(snapshot);
}

Snapshot LiveGateway::snapshot() const {
  Snapshot snapshot;
  {
    const std::lock_guard lock(snapshot_mutex_);
    snapshot = snapshot_;
  }
  snapshot.cache = cache_.statistics();
  snapshot.cache_limit = config_.cache_bytes;
  if (redis_) {
    snapshot.has_redis = true;
    snapshot.is_redis_up = redis_->is_up();
    snapshot.redis_connections = redis_->connections();
    snapshot.redis_failures = redis_->failures();
  }
  if (shared_cache_) snapshot.redis = shared_cache_->statistics();
  return snapshot;
}

void LiveGateway::have_snapshot_taken() const {
  std::promise<void> taken;
  asio::post(context_, [&] {
    take_snapshot();
    taken.set_value();
  });
  taken.get_future().wait();
}

std::string LiveGateway::report() const {
  have_snapshot_taken();
  return metrics_.report(snapshot());
}

std::string LiveGateway::metrics() const {
  have_snapshot_taken();
  return metrics_.page(snapshot());
}

}  // namespace pbc::live
