// SPDX-License-Identifier: Apache-2.0
//
// phantom.requests: addresses, bodies and answers of REST; other hosts by the world's `http` entries.
#include "phantom/rest.h"

#include <algorithm>
#include <cmath>

#include <optional>

#include "phantom/choices.h"
#include "phantom/module.h"
#include "phantom/plain.h"
#include "phantom/reply.h"
#include "python/http_response.h"
#include "python/json.h"
#include "python/text.h"

namespace pbc::engine {

namespace {

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

std::string unquoted(std::string_view text, bool plus_is_blank) {
  std::string plain_text;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int high = text[i] == '%' && i + 2 < text.size() ? hex_digit(text[i + 1]) : -1;
    const int low = high >= 0 ? hex_digit(text[i + 2]) : -1;
    if (low >= 0) {
      plain_text += static_cast<char>(high << 4 | low);
      i += 2;
    } else {
      plain_text += plus_is_blank && text[i] == '+' ? ' ' : text[i];
    }
  }
  return plain_text;
}

void read_query(std::string_view text, Query* query) {
  while (!text.empty()) {
    const std::string_view part = text.substr(0, text.find('&'));
    text.remove_prefix(std::min(text.size(), part.size() + 1));
    const std::size_t equals = part.find('=');
    if (part.empty()) continue;
    query->emplace_back(unquoted(part.substr(0, equals), true),
                        equals == part.npos ? "" : unquoted(part.substr(equals + 1), true));
  }
}

struct Address {
  std::string host;  // "https://127.0.0.1"; empty for a relative one
  std::vector<std::string> path;
  Query query;
};

Address read_address(std::string_view uri) {
  Address address;
  uri = uri.substr(0, uri.find('#'));
  const std::size_t scheme = uri.find("://");
  if (scheme != uri.npos) {
    const std::size_t slash = std::min(uri.find_first_of("/?", scheme + 3), uri.size());
    address.host = std::string(uri.substr(0, slash));
    uri.remove_prefix(slash);
  }
  const std::size_t question = uri.find('?');
  if (question != uri.npos) read_query(uri.substr(question + 1), &address.query);
  std::string_view path = uri.substr(0, question);
  bool is_first = true;
  while (!path.empty()) {
    const std::string_view part = path.substr(0, path.find('/'));
    path.remove_prefix(std::min(path.size(), part.size() + 1));
    if (part.empty()) continue;
    if (!(is_first && part == "rest")) address.path.push_back(unquoted(part, false));
    is_first = false;
  }
  return address;
}

void add_params(const Value& params, Query* query) {
  if (!params.is(Tag::kDict)) return;
  for (const Table::Entry& entry : as_dict(params).entries_in_place())
    if (!entry.value.is_none()) query->emplace_back(to_str(entry.key), to_str(entry.value));
}

/// The body as a value: JSON where it is text. Throws RestError for text that is none.
Value read_body(const Value& body) {
  if (!is_given(body)) return make_dict();
  const bool is_bytes = is_any_bytes(body);
  if (!is_bytes && !body.is_str()) return plain(body);
  const std::string_view text = is_bytes ? std::string_view(as_bytes(body)) : body.text();
  if (text.empty()) return make_dict();
  try {
    return parse_json(text);
  } catch (const JsonError& error) {
    throw RestError{400, "the body is no JSON: " + error.text()};
  }
}

std::string text_of(const Value& value) { return value.is_str() ? std::string(value.text()) : to_json(value); }

http::Reply failure(int status, std::string_view message, const std::string& url) {
  const Value body = dict({{"failed", true}, {"message", make_str(message)}});
  return {status, to_json(body), url};
}

std::string no_answer(std::string_view method, const std::string& url) {
  return "no answer in the world for " + std::string(method) + " " + url;
}

/// The first of the world's entries whose method, where it has one, and address agree. Raises where it is an error.
std::optional<http::Reply> ask_world(Run& run, std::string_view method, const std::string& url) {
  for (const Value& entry : run.shared.resource("http")) {
    const Value* wanted = member(entry, "url");
    const Value* wanted_method = member(entry, "method");
    const bool is_any_method = !wanted_method || wanted_method->is_none();
    const bool agrees = wanted && wanted->is_str() && wanted->text() == url &&
                        (is_any_method || text::upper(to_str(*wanted_method)) == method);
    // How often it may still be used, where that is bounded, as for the answers to actions.
    const Value* times = member(entry, "times");
    if (!agrees || (times && is_any_int(*times) && to_index(*times) <= 0)) continue;
    if (times && is_any_int(*times)) set_member(entry, "times", to_index(*times) - 1);
    if (const Value* latency = member(entry, "latency_ms"); latency && !latency->is_none())
      run.world.pass(static_cast<Micros>(std::llround(std::max(0.0, to_float(*latency)) * 1000)));
    if (const Value* error = member(entry, "error"); error && !error->is_none())
      http::fail(http::find_failure(to_str(*member(*error, "type"))).value_or(http::Failure::kConnection),
                 to_str(*member(*error, "message")));
    const Value* status = member(entry, "status");
    const Value* json = member(entry, "json");
    const Value* body = json ? json : member(entry, "text");
    const Value* headers = member(entry, "headers");
    return http::Reply{status && is_any_int(*status) ? static_cast<int>(to_index(*status)) : 200,
                       body ? text_of(*body) : "", url, headers && !headers->is_none() ? copy_deep(*headers) : Value()};
  }
  return std::nullopt;
}

bool is_own(const Address& address) { return address.host.empty() || address.host == choices::kBaseUrl; }

/// The answer of the platform itself.
http::Reply answer(Run& run, std::string_view method, const std::string& url, const Address& address,
                   const Value& body) {
  try {
    if (address.path.empty()) throw RestError{404, "the address names no resource"};
    const Value answer = method == "GET"      ? rest_get(run, address.path, address.query)
                         : method == "DELETE" ? rest_delete(run, address.path)
                                              : rest_post(run, address.path, read_body(body));
    return {200, to_json(answer), url};
  } catch (const RestError& error) {
    return failure(error.status, error.message, url);
  }
}

}  // namespace

Value rest_request(std::string_view method, const Value& uri, const Value& params, const Value& body) {
  Run& run = Run::current();
  const std::string url = to_str(uri);
  Address address = read_address(url);
  add_params(params, &address.query);
  if (is_own(address)) return http::make_response(answer(run, method, url, address, body));
  const std::optional<http::Reply> known = ask_world(run, method, url);
  if (!known && run.world.is_live()) {
    Value options = make_dict();
    if (is_given(params)) set_member(options, "params", params);
    if (is_given(body)) set_member(options, body.is_str() ? "data" : "json", body);
    return send_request(method, uri, options);
  }
  return http::make_response(known.value_or(failure(404, no_answer(method, url), url)));
}

http::Response RunTransport::send(const http::Request& request) {
  Run& run = Run::current();
  const Address address = read_address(request.url);
  std::optional<http::Reply> reply;
  if (is_own(address)) {
    reply = answer(run, request.method, request.url, address, make_str(request.body));
  } else {
    reply = ask_world(run, request.method, request.url);
    if (!reply)
      if (std::optional<http::Response> response = run.world.fetch(request)) return std::move(*response);
    if (!reply) http::fail(http::Failure::kConnection, no_answer(request.method, request.url));
  }
  http::Response response;
  response.status = reply->status;
  response.body = reply->body;
  if (reply->headers.is(Tag::kDict))
    for (const Table::Entry& entry : as_dict(reply->headers).entries_in_place())
      response.headers.emplace_back(to_str(entry.key), to_str(entry.value));
  return response;
}

namespace {

Value get(const Value&, Value* a) { return rest_request("GET", a[0], a[1], Value()); }
Value remove(const Value&, Value* a) { return rest_request("DELETE", a[0], a[1], Value()); }

/// post(uri, data=None, json=None, params=...): `json` wins over `data`.
template <const char* method>
Value send(const Value&, Value* a) {
  return rest_request(method, a[0], a[3], is_given(a[2]) ? a[2] : a[1]);
}
constexpr char kPost[] = "POST", kPut[] = "PUT", kPatch[] = "PATCH";

constexpr Method kFunctions[] = {
    {"get", get, "def uri, params=, **kwargs"},
    {"delete", remove, "def uri, params=, **kwargs"},
    {"post", send<kPost>, "def uri, data=, json=, params=, **kwargs"},
    {"put", send<kPut>, "def uri, data=, json=, params=, **kwargs"},
    {"patch", send<kPatch>, "def uri, data=, json=, params=, **kwargs"},
};
constexpr const Type* kTypes[] = {&http::kResponseType, &http::kHttpError, &http::kRequestException,
                                  &http::kConnectionError};

constexpr Type const* kExceptions[] = {&http::kHttpError, &http::kRequestException, &http::kConnectionError};
constexpr Module kExceptionsModule{.name = "phantom.requests.exceptions", .types = kExceptions};
constexpr Constant kConstants[] = {{"exceptions", [] { return make_module(kExceptionsModule); }}};

}  // namespace

}  // namespace pbc::engine

namespace pbc {

const Module kPhantomRequestsModule{.name = "phantom.requests",
                                    .functions = engine::kFunctions,
                                    .constants = engine::kConstants,
                                    .types = engine::kTypes};

}  // namespace pbc
