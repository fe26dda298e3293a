// SPDX-License-Identifier: Apache-2.0
#include "python/http_response.h"

namespace pbc::http {

namespace {

struct Response final : Native {
  explicit Response(Reply given) : Native(kResponseType), reply(std::move(given)) {
    if (reply.headers.is_unset()) reply.headers = make_dict();
  }
  Reply reply;

  bool is_ok() const { return reply.status < 400; }
  bool truth() const override { return is_ok(); }
  std::string repr() const override { return "<Response [" + std::to_string(reply.status) + "]>"; }
};

Response& self_of(const Value& self) { return as_native<Response>(self); }

/// The phrases of RFC 9110 that services use.
const char* reason_of(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 201:
      return "Created";
    case 202:
      return "Accepted";
    case 204:
      return "No Content";
    case 301:
      return "Moved Permanently";
    case 302:
      return "Found";
    case 304:
      return "Not Modified";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 409:
      return "Conflict";
    case 429:
      return "Too Many Requests";
    case 500:
      return "Internal Server Error";
    case 502:
      return "Bad Gateway";
    case 503:
      return "Service Unavailable";
    case 504:
      return "Gateway Timeout";
    default:
      return "";
  }
}

/// The value of the body as JSON; what json.loads raises where it is none.
Value read_json(const Value& self, Value* arguments) {
  Value keywords = arguments[0].is_unset() ? make_dict() : arguments[0];
  return call_with(import_leaf("json").attr("loads"), {make_str(self_of(self).reply.body)}, keywords);
}

Value raise_for_status(const Value& self, Value*) {
  const Reply& reply = self_of(self).reply;
  if (reply.status < 400) return None;
  const char* whose = reply.status < 500 ? " Client Error: " : " Server Error: ";
  raise_error(kHttpError,
              joined({std::to_string(reply.status), whose, reason_of(reply.status), " for url: ", reply.url}));
}

Value nothing(const Value&, Value*) { return None; }

constexpr Method kMethods[] = {
    {"json", read_json, "def **kwargs"},
    {"raise_for_status", raise_for_status, "def"},
    {"close", nothing, "def"},
};

constexpr Attribute kAttributes[] = {
    {"status_code", [](const Value& self) -> Value { return self_of(self).reply.status; }},
    {"ok", [](const Value& self) -> Value { return self_of(self).is_ok(); }},
    {"text", [](const Value& self) { return make_str(self_of(self).reply.body); }},
    {"content", [](const Value& self) { return make_bytes(self_of(self).reply.body); }},
    {"url", [](const Value& self) { return make_str(self_of(self).reply.url); }},
    {"headers", [](const Value& self) { return self_of(self).reply.headers; }},
    {"reason", [](const Value& self) { return make_str(reason_of(self_of(self).reply.status)); }},
    {"encoding", [](const Value&) -> Value { return "utf-8"; }},
};

}  // namespace

constinit const Type kResponseType{
    .name = "Response",
    .module = "requests.models",
    .methods = [] { return std::span<const Method>(kMethods); },
    .attributes = [] { return std::span<const Attribute>(kAttributes); },
};
constinit const Type kRequestException{.name = "RequestException", .module = "requests.exceptions", .base = &kOSError};
constinit const Type kHttpError{.name = "HTTPError", .module = "requests.exceptions", .base = &kRequestException};
constinit const Type kConnectionError{
    .name = "ConnectionError", .module = "requests.exceptions", .base = &kRequestException};

Value make_response(Reply reply) { return make_native(new Response(std::move(reply))); }

}  // namespace pbc::http
