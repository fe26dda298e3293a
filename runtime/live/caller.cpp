// SPDX-License-Identifier: Apache-2.0
#include "live/caller.h"

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <span>

#include "frozen/frozen.h"
#include "live/assessment.h"
#include "live/frozen_json.h"
#include "policy/retry_after.h"

namespace pbc::live {

namespace {

namespace asio = boost::asio;
using policy::Failure;

constexpr int kMostRedirects = 10;

std::string excerpt(std::string_view body) {
  constexpr std::size_t kMost = 200;
  std::string out;
  for (const char c : body.substr(0, kMost)) out += static_cast<unsigned char>(c) < ' ' ? ' ' : c;
  return clean_text(body.size() > kMost ? out + " ..." : out);
}

/// What an answer with this status means, apart from what its body says; nothing: it has been answered.
std::optional<Failure> failure_of(const Exchange& exchange, const Connection& connection) {
  if (exchange.failure) return exchange.failure;
  const auto is_in = [&](const std::vector<int>& statuses) {
    return std::ranges::find(statuses, exchange.status) != statuses.end();
  };
  if (is_in(connection.over_quota)) return Failure::kTooManyRequests;
  if (is_in(connection.unknown)) return std::nullopt;
  if (exchange.status == 401 || exchange.status == 403) return Failure::kAuthentication;
  if (exchange.status == 408 || exchange.status >= 500) return Failure::kServer5xx;
  if (exchange.status >= 400) return Failure::kClient4xx;
  if (exchange.status >= 300) return Failure::kBadAnswer;
  return std::nullopt;
}

std::optional<std::int64_t> number_of(std::string_view text) {
  if (text.empty() || text.size() > 15 || text.find_first_not_of("0123456789") != text.npos) return std::nullopt;
  return std::stoll(std::string(text));
}

constexpr std::int64_t kLongestWait = 31 * policy::kDay / policy::kSecond;  // no window is longer

/// When a service's limit is whole again, by its headers.
std::optional<Micros> reset_of(const Exchange& exchange, const QuotaHeaders& headers) {
  if (!headers.reset_after.empty())
    if (const auto seconds = number_of(exchange.header(headers.reset_after)))
      return now() + std::min(*seconds, kLongestWait) * policy::kSecond;
  if (headers.reset.empty()) return std::nullopt;
  const auto seconds = number_of(exchange.header(headers.reset));
  if (!seconds) return std::nullopt;
  constexpr std::int64_t kPoint = 100'000'000;             // a larger number is a point in time,
  constexpr std::int64_t kMilliseconds = 100'000'000'000;  // a much larger one in milliseconds
  if (*seconds < kPoint) return now() + std::min(*seconds, kLongestWait) * policy::kSecond;
  const Micros time = *seconds < kMilliseconds ? *seconds * policy::kSecond : *seconds * policy::kMillisecond;
  return std::min(time, now() + kLongestWait * policy::kSecond);
}

Json body_of(const Exchange& exchange, bool* is_json) {
  std::optional<Json> parsed = exchange.body.empty() ? std::nullopt : Json::parse(exchange.body);
  *is_json = parsed.has_value();
  return parsed ? std::move(*parsed) : Json::of(std::string_view(exchange.body));
}

Json headers_of(const Exchange& exchange) {
  Json headers = Json::object();
  for (const auto& [name, value] : exchange.headers) headers.set(name, Json::of(std::string_view(value)));
  return headers;
}

Json json_of(const OrderedJson& value) {
  return Json::parse(value.dump(-1, ' ', false, OrderedJson::error_handler_t::replace)).value_or(Json());
}

bool has_inexact_number(const OrderedJson& value) {
  constexpr std::int64_t kExact = std::int64_t{1} << 53;
  if (value.is_number_unsigned()) return value.get<std::uint64_t>() > static_cast<std::uint64_t>(kExact);
  if (value.is_number_integer()) return value.get<std::int64_t>() < -kExact || value.get<std::int64_t>() > kExact;
  return value.is_structured() && std::ranges::any_of(value, has_inexact_number);
}

std::string reason_of(const Exchange& exchange) {
  if (exchange.is_late) return "timeout";
  return std::string(policy::describe(*exchange.failure));
}

}  // namespace

std::string told(std::string_view summary) {
  frozen::Reader entries(summary);
  std::string out;
  for (std::uint32_t left = entries.letter() == '{' ? entries.count() : 0; left > 0; --left) {
    std::string name = lower(entries.text());
    std::ranges::replace(name, '_', ' ');
    if (!name.empty() && name[0] >= 'a' && name[0] <= 'z') name[0] = static_cast<char>(name[0] - 'a' + 'A');
    const std::string_view value = entries.value();
    const std::string text =
        value.starts_with('s') ? std::string(frozen::Reader(value.substr(1)).text()) : frozen::to_json(value);
    out.append(out.empty() ? "" : ", ").append(name).append(": ");
    out.append(text == "true" ? "True" : text == "false" ? "False" : text == "null" ? "None" : text);
  }
  return out.empty() ? "successful" : out;
}

namespace {

/// When a service that is over its limit wants to be asked again, where its descriptor knows how that is said.
std::optional<Micros> told_by_body(const Exchange& exchange, const Connection& connection) {
  if (connection.retry_after.empty()) return std::nullopt;
  Jq::Input input;
  bool is_json = false;
  input.body = body_of(exchange, &is_json);
  input.headers = headers_of(exchange);
  input.status = exchange.status;
  std::string ignored;
  const std::optional<Json> seconds = connection.retry_after.run(input, &ignored);
  const std::optional<double> number = seconds ? seconds->number() : std::nullopt;
  if (!number || !(*number >= 0 && *number <= static_cast<double>(kLongestWait))) return std::nullopt;
  return now() + static_cast<Micros>(*number * static_cast<double>(policy::kSecond));
}

/// A refusal of the request as it is.
Answer refused(const Exchange& exchange, const Service& service, const std::string& said) {
  std::string detail = service.name() + " answers " + std::to_string(exchange.status);
  const std::string more = said.empty() ? excerpt(exchange.body) : said;
  if (!more.empty()) detail += ": " + more;
  return unknown(exchange.failure ? reason_of(exchange) : "refused", detail);
}

/// An answer that is not what the descriptor is about; `error` may say why.
Answer malformed(const Exchange& exchange, const Service& service, bool is_json, const std::string& error) {
  std::string detail = "the answer of " + service.name();
  detail += is_json ? " is not what its descriptor expects: " : " is no JSON: ";
  return unknown(policy::describe(Failure::kBadAnswer),
                 detail + (is_json && !error.empty() ? error : excerpt(exchange.body)));
}

}  // namespace

Answer failed_answer(std::string message) {
  return {false, std::move(message), Json::list().frozen(), Json::object().frozen(), "", now()};
}

Answer unknown(std::string_view reason, std::string_view detail) {
  std::string message = "unknown(";
  message.append(reason).append("): ").append(detail);
  return failed_answer(std::move(message));
}

Caller::Caller(asio::io_context& context, const Config& config, QuotaStore& store, Metrics& metrics, Log& log,
               std::string* error)
    : context_(context),
      config_(config),
      metrics_(metrics),
      log_(log),
      http_(context, config.http),
      transports_(context, config.http) {
  // Of assets of one account, all limits hold that any of them tells.
  std::map<std::string, std::vector<QuotaRule>> rules;
  for (const AssetConfig& asset : config.assets) {
    std::vector<QuotaRule>& all = rules[asset.account];
    for (const QuotaRule& rule : asset.quotas)
      if (std::ranges::find(all, rule) == all.end()) all.push_back(rule);
  }
  for (const AssetConfig& asset : config.assets) {
    if (services_.contains(asset.account) || !error->empty()) continue;
    services_[asset.account] = std::make_unique<Service>(context, store, asset.connector->service, asset.account,
                                                         rules[asset.account], asset.connector->connection, error);
  }
}

asio::awaitable<void> Caller::sleep_until(Micros time) {
  asio::steady_timer timer(context_);
  timer.expires_after(std::chrono::microseconds(std::max<Micros>(time - now(), 0)));
  co_await timer.async_wait(asio::as_tuple(asio::use_awaitable));
}

asio::awaitable<Exchange> Caller::exchange(const AssetConfig& asset, const HttpRequest& request) {
  if (asset.connector->connection.transport != Transport::kHttp)
    co_return co_await transports_.exchange(asset, request);
  // Redirects of a service lead where its descriptor does not say; only some are worth following.
  if (asset.connector->connection.follows_redirects && !request.is_once)
    co_return co_await http_.follow(request, kMostRedirects);
  co_return co_await http_.send(request);
}

asio::awaitable<Exchange> Caller::fetch(HttpRequest request, bool follows_redirects) {
  if (follows_redirects) co_return co_await http_.follow(std::move(request), kMostRedirects);
  co_return co_await http_.send(std::move(request));
}

asio::awaitable<Caller::Attempted> Caller::attempt(const AssetConfig& asset, const Action& action, HttpRequest request,
                                                   Micros deadline, Results* results) {
  Service& service = *services_.at(asset.account);
  policy::RetryBudget& budget = budgets_[asset.account];
  const Connection& connection = asset.connector->connection;
  const bool is_effectful = live::is_effectful(action.effect);
  const policy::Priority priority = action.effect == Effect::kContain || action.effect == Effect::kRestore
                                        ? policy::Priority::kContainment
                                        : policy::Priority::kInteractive;
  const policy::RetryPolicy retries{.attempts = config_.attempts};
  request.is_once = is_effectful;
  std::uniform_real_distribution<double> fraction(0, 1);
  budget.request();
  for (int number = 1;; ++number) {
    Attempted attempted;
    const policy::Breaker::Permit permit = service.breaker().ask(now());
    if (!permit.is_allowed) {
      attempted.exchange.failure = Failure::kCancelled;
      attempted.exchange.message =
          service.name() + " has failed too often; it is asked again at " + time_text(permit.ask_again);
      co_return attempted;
    }
    Service::Admission admission = co_await service.admit(priority, deadline);
    results->waited += admission.waited;
    metrics_.waited(service.name(), admission.waited);
    if (admission.waited >= policy::kSecond)
      log_.info("limit_waited_for", {{"service", service.name()},
                                     {"action", action.name},
                                     {"seconds", static_cast<double>(admission.waited) / policy::kSecond},
                                     {"admitted", admission.token.has_value()}});
    if (!admission.token) {
      service.breaker().report(permit, policy::Breaker::Outcome::kNothing, now());
      attempted.is_over_quota = true;
      attempted.exchange.failure = Failure::kTooManyRequests;
      attempted.exchange.message = admission.problem;
      co_return attempted;
    }
    ++results->requests;
    const Micros begin = now();
    Exchange& answer = attempted.exchange;
    try {
      answer = co_await exchange(asset, request);
    } catch (const std::exception& error) {
      // Whatever it was, its place is given back below.
      answer.failure = Failure::kBadAnswer;
      answer.message = error.what();
    }
    const std::optional<Failure> failure = failure_of(answer, connection);
    metrics_.requested(service.name(), failure, now() - begin);
    const bool is_unsent = failure && policy::is_unsent(*failure);
    co_await service.leave(*admission.token, is_unsent                    ? Service::End::kUnsent
                                             : answer.failure.has_value() ? Service::End::kUnknown
                                                                          : Service::End::kAnswered);
    const std::uint64_t openings = service.breaker().openings();
    service.breaker().report(permit, policy::Breaker::outcome_of(failure), now());
    if (service.breaker().openings() > openings) log_.info("breaker_opened", {{"service", service.name()}});
    if (!connection.quota_headers.remaining.empty() && !answer.failure)
      co_await service.observe(number_of(answer.header(connection.quota_headers.remaining)),
                               reset_of(answer, connection.quota_headers));
    if (!failure) co_return attempted;
    if (answer.is_stale && !request.is_fresh && !is_effectful) {
      // Closed while nobody used it: that says nothing about the service, but this request needs a place of its own.
      request.is_fresh = true;
      --number;
      continue;
    }

    std::optional<Micros> retry_after;
    if (!answer.failure && !answer.header("retry-after").empty())
      retry_after = policy::parse_retry_after(answer.header("retry-after"), now());
    else if (!answer.failure && *failure == Failure::kTooManyRequests)
      retry_after = told_by_body(answer, connection);
    // A service that counts more than we do is left alone for a while, by everybody.
    if (*failure == Failure::kTooManyRequests)
      co_await service.block_until(
          retry_after.value_or(reset_of(answer, connection.quota_headers).value_or(now() + policy::kSecond)));
    const std::optional<Micros> again = policy::next_attempt(
        retries, budget,
        {number, *failure, is_effectful ? policy::Effect::kAction : policy::Effect::kLookUp, retry_after, deadline},
        now(), fraction(random_));
    log_.info("request_failed",
              {{"service", service.name()},
               {"action", action.name},
               {"attempt", number},
               {"reason", policy::describe(*failure)},
               {"status", answer.status},
               {"message", answer.message},
               {"again_in_seconds",
                again ? OrderedJson(static_cast<double>(*again - now()) / policy::kSecond) : OrderedJson()}});
    if (!again) {
      if (!answer.failure && *failure != Failure::kClient4xx && *failure != Failure::kBadAnswer) {
        answer.failure = failure;
        answer.message = service.name() + " answers " + std::to_string(answer.status);
        if (!answer.body.empty()) answer.message += ": " + excerpt(answer.body);
      } else if (!answer.failure && *failure == Failure::kBadAnswer) {
        answer.failure = failure;
        answer.message = service.name() + " answers with a redirect to " + std::string(answer.header("location"));
      }
      co_return attempted;
    }
    metrics_.retried(service.name(), *failure);
    co_await sleep_until(*again);
  }
}

namespace {

/// The part of an answer that one call gets: what the program makes of it.
Result map(const AssetConfig& asset, const Action& action, const Service& service, const Exchange& exchange,
           Jq::Input input, bool is_json) {
  const bool is_lookup = action.effect == Effect::kLookup;
  const bool is_unknown_status = std::ranges::find(asset.connector->connection.unknown, exchange.status) !=
                                 asset.connector->connection.unknown.end();
  const bool is_success = exchange.status < 400 || is_unknown_status;
  std::string error;
  const auto bad_answer = [&] { return Result{malformed(exchange, service, is_json, error), false}; };
  Json mapped = Json::object();
  if (!action.expects.empty() && exchange.status < 400) {
    const std::optional<Json> is_expected = action.expects.run(input, &error);
    if (!is_expected || !is_expected->is_true()) return bad_answer();
  }
  if (!action.answer.empty()) {
    std::optional<Json> result = action.answer.run(input, &error);
    if (!result && is_success) return bad_answer();
    if (!result) return {refused(exchange, service, ""), false};
    mapped = std::move(*result);
  }
  std::string outcome = mapped.member("outcome").is_text() ? mapped.member("outcome").text() : "";
  if (outcome.empty()) outcome = is_unknown_status ? "unknown" : is_success ? "found" : "refused";
  const Json message = mapped.member("message");
  const std::string said = message.is_text() ? message.text() : "";
  if (outcome == "over_quota")
    return {unknown(policy::describe(Failure::kTooManyRequests),
                    said.empty() ? service.name() + " says that its limit is reached" : said),
            false};
  if (!is_success || (outcome != "found" && outcome != "unknown")) return {refused(exchange, service, said), false};

  Result result;
  Answer& answer = result.answer;
  answer.success = true;
  answer.made = now();
  answer.message = said;
  const Json summary = mapped.member("summary");
  answer.summary = (summary.is_object() ? summary : Json::object()).frozen();
  if (said.empty())
    answer.message = outcome == "unknown" ? "unknown: " + service.name() + " does not know it" : told(answer.summary);
  const Json data = mapped.member("data");
  Json list = Json::list();
  if (data.is_list())
    list = data;
  else if (!data.is_null())
    list.append(data);
  answer.data = list.frozen();
  const Json verdict = mapped.member("verdict");
  answer.verdict = verdict.is_text() ? verdict.text() : outcome == "unknown" ? "unknown" : "";
  if (action.triage) answer.opinion = opinion_by(*action.triage);
  result.is_kept = is_lookup;
  return result;
}

}  // namespace

namespace {

/// What an optional request failed with.
std::string failure_text(const Exchange& exchange, const Service& service) {
  if (exchange.failure) return clean_text(exchange.message);
  return service.name() + " answers " + std::to_string(exchange.status) + ": " + excerpt(exchange.body);
}

}  // namespace

asio::awaitable<Results> Caller::call(const AssetConfig& asset, const Action& action,
                                      std::vector<OrderedJson> parameters, Files files, Micros asked) {
  Results results;
  const Micros deadline = asked + config_.max_wait;
  results.waited = now() - asked;
  const std::size_t calls = parameters.size();
  const bool is_batch = calls > 1 || (action.batch && action.requests.empty());
  const std::span<const RequestTemplate> requests =
      is_batch ? std::span(&action.batch->request, 1) : std::span(action.requests);
  const Service& service = *services_.at(asset.account);
  Places places(asset, std::move(parameters), std::move(files));
  Jq::Input input;
  input.parameters = Json::list();
  for (const OrderedJson& parameter : places.parameters()) input.parameters.append(json_of(parameter));
  input.parameter = calls > 0 ? input.parameters.item(0) : Json();
  input.files = Json::list();
  for (const AttachedFile& file : places.files()) input.files.append(json_of(facts_of(file)));
  input.vars = Json::object();
  input.settings = Json::object();
  for (const auto& [name, value] : asset.settings) input.settings.set(name, json_of(value));
  const auto all = [&](const Answer& answer) { results.of_calls.assign(calls, {answer, false}); };

  const auto keeps_text = [&] {
    return action.answer.uses("$text") || (action.batch && action.batch->each.uses("$text"));
  };

  // jq holds numbers as floats: what it would round is not sent to anybody.
  if (std::ranges::any_of(places.parameters(), has_inexact_number)) {
    all(failed_answer(
        "a parameter has a whole number beyond 2^53, which cannot be passed on exactly; give it as text"));
    co_return results;
  }

  Exchange last;
  bool is_json = false;
  for (const auto& [request_template, file] : sends_of(requests, places.files())) {
    const RequestTemplate& from = *request_template;
    places.select(file);
    std::string error;
    if (!from.when.empty()) {
      const std::optional<Json> is_wanted = from.when.run(input, &error);
      if (is_wanted && !is_wanted->is_true()) continue;
    }
    std::optional<std::string> body;
    if (error.empty() && !from.body.empty()) {
      const std::optional<Json> made = from.body.run(input, &error);
      if (made) body = made->dump();
    }
    HttpRequest request;
    if (error.empty()) request = build_request(asset, from, places, body, &error);
    if (!error.empty()) {
      all(failed_answer(error));
      co_return results;
    }
    Jq::Input own = input;
    Exchange exchange;
    const Micros give_up = from.poll ? now() + from.poll->at_most : 0;
    if (from.poll && from.poll->after > 0) co_await sleep_until(now() + from.poll->after);
    for (;;) {
      HttpRequest next = from.poll ? HttpRequest(request) : std::move(request);
      Attempted attempted = co_await attempt(asset, action, std::move(next), deadline, &results);
      exchange = std::move(attempted.exchange);
      if (exchange.failure) {
        if (from.is_optional) break;
        all(unknown(attempted.is_over_quota ? policy::describe(Failure::kTooManyRequests) : reason_of(exchange),
                    exchange.message));
        co_return results;
      }
      own.body = body_of(exchange, &is_json);
      own.headers = headers_of(exchange);
      own.status = exchange.status;
      if (keeps_text()) own.text = Json::of(std::string_view(exchange.body));
      if (!from.poll) break;
      const std::optional<Json> is_there = from.poll->until.run(own, &error);
      if (is_there && is_there->is_true()) break;
      if (now() + from.poll->every > give_up) {
        all(unknown("timeout", service.name() + " has not finished within " +
                                   std::to_string(from.poll->at_most / policy::kSecond) + " s"));
        co_return results;
      }
      co_await sleep_until(now() + from.poll->every);
    }
    if (from.is_optional && (exchange.failure || exchange.status >= 400)) {
      input.vars.set("failure", Json::of(std::string_view(failure_text(exchange, service))));
      continue;
    }
    input = std::move(own);
    last = std::move(exchange);
    // The requests after one that is refused, or is about what the service does not know, have nothing to go by.
    if (last.status >= 400) break;
    for (const auto& [name, program] : from.save) {
      const std::optional<Json> value = program.run(input, &error);
      if (!value || value->is_null()) {
        all(malformed(last, service, is_json, error));
        co_return results;
      }
      input.vars.set(name, *value);
      places.save(name, OrderedJson::parse(value->dump(), nullptr, false));
    }
  }

  if (!is_batch) {
    results.of_calls.push_back(map(asset, action, service, last, input, is_json));
    co_return results;
  }
  std::string error;
  const std::optional<Json> each = action.batch->each.run(input, &error);
  if (!each || each->size() != calls) {
    if (each) error = std::to_string(each->size()) + " answers to " + std::to_string(calls) + " questions";
    all(last.status >= 400 ? refused(last, service, "") : malformed(last, service, is_json, error));
    co_return results;
  }
  for (std::size_t i = 0; i < calls; ++i) {
    Jq::Input own = input;
    own.body = each->item(i);
    own.parameter = input.parameters.item(i);
    results.of_calls.push_back(map(asset, action, service, last, std::move(own), is_json));
  }
  co_return results;
}

}  // namespace pbc::live
