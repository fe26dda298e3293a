// SPDX-License-Identifier: Apache-2.0
//
// The package requests: from the keywords of requests.request to an http::Request, Session, the functions by method
// (requests documentation, Developer Interface).
#include "python/arguments.h"
#include "python/codecs.h"
#include "python/library.h"
#include "python/library_more.h"
#include "python/requests_errors.h"
#include "python/requests_response.h"
#include "python/text.h"

namespace pbc {

namespace http {
namespace {
thread_local Transport* current_transport = nullptr;
}  // namespace

Transport* transport() { return current_transport; }
void set_transport(Transport* transport) { current_transport = transport; }

std::string_view reason_of(int status) {
  struct Reason {
    int status;
    std::string_view text;
  };
  constexpr Reason kReasons[] = {
      {100, "Continue"},
      {200, "OK"},
      {201, "Created"},
      {202, "Accepted"},
      {204, "No Content"},
      {206, "Partial Content"},
      {301, "Moved Permanently"},
      {302, "Found"},
      {303, "See Other"},
      {304, "Not Modified"},
      {307, "Temporary Redirect"},
      {308, "Permanent Redirect"},
      {400, "Bad Request"},
      {401, "Unauthorized"},
      {402, "Payment Required"},
      {403, "Forbidden"},
      {404, "Not Found"},
      {405, "Method Not Allowed"},
      {406, "Not Acceptable"},
      {408, "Request Timeout"},
      {409, "Conflict"},
      {410, "Gone"},
      {413, "Request Entity Too Large"},
      {415, "Unsupported Media Type"},
      {418, "I'm a Teapot"},
      {422, "Unprocessable Entity"},
      {423, "Locked"},
      {429, "Too Many Requests"},
      {500, "Internal Server Error"},
      {501, "Not Implemented"},
      {502, "Bad Gateway"},
      {503, "Service Unavailable"},
      {504, "Gateway Timeout"},
  };
  for (const Reason& reason : kReasons)
    if (reason.status == status) return reason.text;
  return "";
}

}  // namespace http

namespace requests {
namespace {

Value parse_module() { return make_module(kUrllibParseModule); }

[[noreturn]] void fail(const Type& type, const std::string& message) {
  Value error = make_exception(type, message);
  as_exception(error).attributes.set("response", None);
  as_exception(error).attributes.set("request", None);
  raise(error);
}

/// What urlencode is given: values that are None are left out.
Value without_none(const Value& fields) {
  Values pairs;
  const Value source = fields.is(Tag::kDict) ? fields.call("items") : fields;
  for (const Value& pair : to_values(source)) {
    const Values both = to_values(pair);
    if (both.size() != 2) raise_value_error("cannot encode objects that are not 2-tuples");
    if (!both[1].is_none()) pairs.push_back(make_tuple({both[0], both[1]}));
  }
  return make_list(std::move(pairs));
}

std::string url_encoded(const Value& fields) {
  if (fields.is_str()) return std::string(fields.text());
  if (is_any_bytes(fields)) return as_bytes(fields);
  return to_str(parse_module().call("urlencode", {without_none(fields)}, {{"doseq", true}}));
}

std::string prepared_url(const Value& given_url, const Value& params) {
  std::string url = is_any_bytes(given_url) ? as_bytes(given_url) : to_str(given_url);
  url = text::strip_space<text::Text>(url, text::Side::kLeft);
  const std::size_t colon = url.find(':');
  if (colon != url.npos && !text::lower(url).starts_with("http"))
    fail(kInvalidSchema, "No connection adapters were found for " + to_repr(make_str(url)));
  const std::size_t scheme_end = url.find("://");
  if (scheme_end == url.npos || scheme_end == 0) {
    fail(kMissingSchema,
         "Invalid URL " + to_repr(make_str(url)) + ": No scheme supplied. Perhaps you meant https://" + url + "?");
  }
  const Value parts = parse_module().call("urlsplit", {make_str(url)});
  std::string host = to_str(parts[1]), path = to_str(parts[2]), query = to_str(parts[3]);
  if (host.empty()) fail(kInvalidURL, "Invalid URL " + to_repr(make_str(url)) + ": No host supplied");
  if (path.empty()) path = "/";
  if (given(params)) {
    const std::string more = url_encoded(params);
    if (!more.empty()) query += (query.empty() ? "" : "&") + more;
  }
  const Value safe = "!#$%&'()*+,/:;=?@[]~";
  const auto quoted = [&](const std::string& text) {
    return to_str(parse_module().call("quote", {make_str(text)}, {{"safe", safe}}));
  };
  std::string result = to_str(parts[0]) + "://" + host + quoted(path);
  if (!query.empty()) result += "?" + quoted(query);
  if (const std::string fragment = to_str(parts[4]); !fragment.empty()) result += "#" + quoted(fragment);
  return result;
}

void set_default(CaseInsensitiveDict& headers, std::string_view name, std::string_view value) {
  if (headers.find(make_str(name)).is_unset()) headers.set(make_str(name), make_str(value));
}

std::string basic_authorization(const Value& user, const Value& password) {
  const auto bytes = [](const Value& part) {
    return is_any_bytes(part) ? as_bytes(part) : text::encode(to_str(part), "latin-1");
  };
  const Value encoded = make_module(kBase64Module).call("b64encode", {make_bytes(bytes(user) + ":" + bytes(password))});
  return "Basic " + as_bytes(encoded);
}

extern const Type kBasicAuthType;
struct BasicAuth final : Native {
  BasicAuth(Value user, Value password)
      : Native(kBasicAuthType), user(std::move(user)), password(std::move(password)) {}
  Value user, password;
  Value attribute(Name name) override {
    return name.view() == "username" ? user : name.view() == "password" ? password : Value();
  }
};
constexpr Method kNewBasicAuth{"HTTPBasicAuth",
                               [](const Value&, Value* a) { return make_native(new BasicAuth(a[0], a[1])); },
                               "def username, password"};
constinit const Type kBasicAuthType{.name = "HTTPBasicAuth", .module = "requests.auth", .constructor = &kNewBasicAuth};

constexpr std::string_view kOptions[] = {
    "params",          "data",    "headers", "cookies", "files",  "auth", "timeout",
    "allow_redirects", "proxies", "hooks",   "stream",  "verify", "cert", "json"};

void add_headers(CaseInsensitiveDict& headers, const Value& more) {
  if (!given(more)) return;
  for (const Value& pair : to_values(more.call("items"))) {
    const Values both = to_values(pair);
    if (both[1].is_none()) {
      if (headers.contains(both[0])) headers.del_item(both[0]);
      continue;
    }
    if (!both[1].is_str() && !is_any_bytes(both[1])) {
      fail(kInvalidHeader, "Header part (" + to_repr(both[1]) + ") from (" + to_repr(both[0]) + ", " +
                               to_repr(both[1]) + ") must be of type str or bytes, not " +
                               to_str(type_value(type_of(both[1]))));
    }
    headers.set(both[0], is_any_bytes(both[1]) ? make_str(text::decode(as_bytes(both[1]), "latin-1")) : both[1]);
  }
}

/// A request of `session`, whose attributes are the defaults; None: of no session.
Value send(std::string_view method, const Value& url, const Value& options, const Value& session) {
  for (const Table::Entry& entry : as_dict(options).entries()) {
    if (std::find(std::begin(kOptions), std::end(kOptions), entry.key.text()) == std::end(kOptions))
      raise_type_error("Session.request() got an unexpected keyword argument '", entry.key.text(), "'");
  }
  const auto option = [&](std::string_view name) {
    const Value* found = as_dict(options).find(name);
    return found == nullptr ? Value() : *found;
  };
  http::Request request;
  request.method = text::upper(method);
  CaseInsensitiveDict* headers = new CaseInsensitiveDict();
  const Value keep = make_native(headers);
  set_default(*headers, "User-Agent", "python-requests/2.31.0");
  set_default(*headers, "Accept-Encoding", "gzip, deflate");
  set_default(*headers, "Accept", "*/*");
  set_default(*headers, "Connection", "keep-alive");
  Value params = option("params"), auth = option("auth");
  if (!session.is_none()) {
    add_headers(*headers, session.attr("headers"));
    if (!given(auth)) auth = session.attr("auth");
    const Value defaults = session.attr("params");
    if (bool(defaults)) {
      const Value merged = type_value(kDictType)({defaults});
      if (given(params)) merged.call("update", {params});
      params = merged;
    }
    request.verify = bool(session.attr("verify"));
  }
  add_headers(*headers, option("headers"));
  request.url = prepared_url(url, params);
  const Value data = option("data"), json = option("json");
  if (given(option("files"))) raise_error(kNotImplementedError, "requests: files= is not supported");
  if (given(data) && (data.is_str() || is_any_bytes(data))) {
    request.body = data.is_str() ? std::string(data.text()) : as_bytes(data);
    if (data.is_str()) set_default(*headers, "Content-Type", "application/x-www-form-urlencoded");
  } else if (given(data) && bool(data)) {
    request.body = url_encoded(data);
    set_default(*headers, "Content-Type", "application/x-www-form-urlencoded");
  } else if (given(json)) {
    request.body = to_str(make_module(kJsonModule).call("dumps", {json}, {{"allow_nan", false}}));
    set_default(*headers, "Content-Type", "application/json");
  }
  if (!request.body.empty()) {
    headers->set("Content-Length", make_str(std::to_string(request.body.size())));
  } else if (request.method != "GET" && request.method != "HEAD") {
    headers->set("Content-Length", "0");
  }
  if (const BasicAuth* basic = native_if<BasicAuth>(auth, kBasicAuthType)) {
    headers->set("Authorization", make_str(basic_authorization(basic->user, basic->password)));
  } else if (auth.is(Tag::kTuple) || auth.is(Tag::kList)) {
    const Values both = to_values(auth);
    if (both.size() != 2) raise_type_error("'", type_name(auth), "' object is not callable");
    headers->set("Authorization", make_str(basic_authorization(both[0], both[1])));
  } else if (given(auth) && bool(auth)) {
    raise_error(kNotImplementedError, "requests: auth= takes a pair of user and password, or HTTPBasicAuth");
  }
  for (const Value& item : headers->items())
    request.headers.emplace_back(to_str(as_tuple(item)[0]), to_str(as_tuple(item)[1]));
  request.timeout = value_or(option("timeout"), None);
  if (given(option("verify"))) request.verify = bool(option("verify"));
  request.allow_redirects = flag(option("allow_redirects"), request.method != "HEAD");
  http::Transport* transport = http::transport();
  if (transport == nullptr) {
    http::fail(http::Failure::kConnection,
               joined({request.method, " ", request.url, ": no network here; a plain script has no world to ask"}));
  }
  return make_response(transport->send(request), request);
}

// --- requests.get and its like

template <char First>
constexpr const char* method_name() {
  return First == 'g'   ? "GET"
         : First == 'p' ? "POST"
         : First == 'u' ? "PUT"
         : First == 'a' ? "PATCH"
         : First == 'd' ? "DELETE"
         : First == 'h' ? "HEAD"
                        : "OPTIONS";
}

/// The second positional parameter under its name, beside the keywords.
Value with_option(const Value& options, Name name, const Value& value) {
  if (!value.is_unset()) as_dict(options).set(make_str(name.view()), value);
  return options;
}

template <char First>
Value by_method(const Value&, Value* a) {
  return send(method_name<First>(), a[0], a[1], None);
}
Value get(const Value&, Value* a) { return send("GET", a[0], with_option(a[2], "params", a[1]), None); }
Value post(const Value&, Value* a) {
  return send("POST", a[0], with_option(with_option(a[3], "data", a[1]), "json", a[2]), None);
}
template <char First>
Value with_data(const Value&, Value* a) {
  return send(method_name<First>(), a[0], with_option(a[2], "data", a[1]), None);
}
Value request(const Value&, Value* a) { return send(to_str(a[0]), a[1], a[2], None); }

// --- Session

extern const Type kSessionType;
struct Session final : Native {
  Session() : Native(kSessionType) {}
  Value headers = make_native(new CaseInsensitiveDict());
  Table others;  // auth, params, verify, cookies, proxies ...

  Value attribute(Name name) override {
    if (name.view() == "headers") return headers;
    const Value* found = others.find(name.view());
    return found == nullptr ? Value() : *found;
  }
  bool set_attribute(Name name, const Value& value) override {
    if (value.is_unset()) return others.erase(make_str(name.view()));
    if (name.view() == "headers") {
      headers = type_value(kCaseInsensitiveDictType)({value});
    } else {
      others.set(make_str(name.view()), value);
    }
    return true;
  }
};

Value new_session(const Value&, Value*) {
  auto* session = new Session();
  Value result = make_native(session);
  auto& headers = as_native<CaseInsensitiveDict>(session->headers);
  set_default(headers, "User-Agent", "python-requests/2.31.0");
  set_default(headers, "Accept-Encoding", "gzip, deflate");
  set_default(headers, "Accept", "*/*");
  set_default(headers, "Connection", "keep-alive");
  for (const char* name : {"params", "cookies", "proxies", "hooks"}) session->others.set(make_str(name), make_dict());
  for (const char* name : {"auth", "cert"}) session->others.set(make_str(name), None);
  session->others.set("verify", true);
  session->others.set("stream", false);
  session->others.set("trust_env", true);
  session->others.set("max_redirects", 30);
  return result;
}

template <char First>
Value session_by_method(const Value& self, Value* a) {
  return send(method_name<First>(), a[0], a[1], self);
}
Value session_post(const Value& self, Value* a) {
  return send("POST", a[0], with_option(with_option(a[3], "data", a[1]), "json", a[2]), self);
}
template <char First>
Value session_with_data(const Value& self, Value* a) {
  return send(method_name<First>(), a[0], with_option(a[2], "data", a[1]), self);
}
Value nothing(const Value&, Value*) { return None; }

constexpr Method kNewSession{"Session", new_session, "def"};
constexpr Method kSessionMethods[] = {
    {"get", session_by_method<'g'>, "def url, **kwargs"},
    {"options", session_by_method<'o'>, "def url, **kwargs"},
    {"head", session_by_method<'h'>, "def url, **kwargs"},
    {"delete", session_by_method<'d'>, "def url, **kwargs"},
    {"post", session_post, "def url, data=, json=, **kwargs"},
    {"put", session_with_data<'u'>, "def url, data=, **kwargs"},
    {"patch", session_with_data<'a'>, "def url, data=, **kwargs"},
    {"request", [](const Value& self, Value* a) { return send(to_str(a[0]), a[1], a[2], self); },
     "def method, url, **kwargs"},
    {"mount", nothing, "def prefix, adapter"},
    {"close", nothing, "def"},
    {"__enter__", [](const Value& self, Value*) { return self; }, "def"},
    {"__exit__", nothing, "def *args"},
};
constinit const Type kSessionType{
    .name = "Session",
    .module = "requests.sessions",
    .constructor = &kNewSession,
    .methods = [] { return std::span<const Method>(kSessionMethods); },
};

// --- requests.codes

extern const Type kCodesType;
struct Codes final : Native {
  Codes() : Native(kCodesType) {}
  std::string repr() const override { return "<lookup 'status_codes'>"; }
  Value attribute(Name name) override {
    const std::string wanted = text::lower(name.view());
    if (wanted == "okay" || wanted == "all_ok") return 200;
    if (wanted == "server_error") return 500;
    for (int status = 100; status < 600; ++status) {
      std::string text = text::lower(http::reason_of(status));
      for (char& c : text) c = c == ' ' || c == '-' ? '_' : c;
      if (!text.empty() && text == wanted) return status;
    }
    return Value();
  }
  Value get_item(const Value& key) override {
    Value found = key.is_str() ? attribute(Name(key.text())) : Value();
    if (found.is_unset()) raise_key_error(key);
    return found;
  }
};
constinit const Type kCodesType{.name = "LookupDict", .module = "requests.structures"};

constexpr Method kFunctions[] = {
    {"get", get, "def url, params=, **kwargs"},
    {"options", by_method<'o'>, "def url, **kwargs"},
    {"head", by_method<'h'>, "def url, **kwargs"},
    {"post", post, "def url, data=, json=, **kwargs"},
    {"put", with_data<'u'>, "def url, data=, **kwargs"},
    {"patch", with_data<'a'>, "def url, data=, **kwargs"},
    {"delete", by_method<'d'>, "def url, **kwargs"},
    {"request", request, "def method, url, **kwargs"},
    {"session", new_session, "def"},
};

Value packages() { return make_module(kUrllib3Module); }

constexpr Constant kConstants[] = {
    {"codes", [] { return make_native(new Codes()); }},
    {"exceptions", [] { return make_module(kRequestsExceptionsModule); }},
    {"auth", [] { return make_module(kRequestsAuthModule); }},
    {"packages",
     [] {
       const Value holder = make_module(kUrllib3Module);
       holder.set_attr("urllib3", packages());
       return holder;
     }},
    {"__version__", []() -> Value { return "2.31.0"; }},
};

constexpr const Type* kTypes[] = {
    &kSessionType,     &kResponseType,       &kRequestException, &kHTTPError,   &requests::kConnectionError,
    &kTimeout,         &kReadTimeout,        &kConnectTimeout,   &kURLRequired, &kTooManyRedirects,
    &kJSONDecodeError, &kPreparedRequestType};
constexpr const Type* kAuthTypes[] = {&kBasicAuthType};

}  // namespace
}  // namespace requests

Value send_request(std::string_view method, const Value& url, const Value& options) {
  return requests::send(method, url, options, None);
}

constinit const Module kRequestsModule{.name = "requests",
                                       .functions = requests::kFunctions,
                                       .constants = requests::kConstants,
                                       .types = requests::kTypes};
constinit const Module kRequestsAuthModule{.name = "requests.auth", .types = requests::kAuthTypes};

}  // namespace pbc
