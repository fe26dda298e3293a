// SPDX-License-Identifier: Apache-2.0
#include "python/requests_errors.h"

#include "python/http.h"
#include "python/library_more.h"
#include "python/objects.h"

namespace pbc {

namespace requests {
namespace {

/// RequestException(*args, response=None, request=None)
Value new_error(const Value& self, Value* a) {
  Value error = make_exception(*as_type(self), {});
  as_exception(error).args = a[0];
  Table& attributes = as_exception(error).attributes;
  attributes.set("response", None);
  attributes.set("request", None);
  for (const Table::Entry& entry : as_dict(a[1]).entries()) attributes.set(entry.key, entry.value);
  return error;
}

constexpr Method kNewError{"RequestException", new_error, "*args, **kwargs"};

}  // namespace

constinit const Type kRequestException{
    .name = "RequestException", .module = "requests.exceptions", .base = &kOSError, .constructor = &kNewError};
#define PBC_DEFINE(text, above) \
  constinit const Type k##text{.name = #text, .module = "requests.exceptions", .base = &k##above};
PBC_REQUESTS_ERRORS(PBC_DEFINE)
#undef PBC_DEFINE

}  // namespace requests

namespace http {

void fail(Failure failure, std::string_view message) {
  using namespace pbc::requests;
  const Type* const kTypes[] = {&requests::kConnectionError, &kConnectTimeout, &kReadTimeout, &kSSLError,
                                &kTooManyRedirects};
  Value error = make_exception(*kTypes[static_cast<int>(failure)], message);
  as_exception(error).attributes.set("response", None);
  as_exception(error).attributes.set("request", None);
  raise(error);
}

}  // namespace http

namespace {

constexpr const Type* kTypes[] = {&requests::kRequestException,
#define PBC_LIST(name, base) &requests::k##name,
                                  PBC_REQUESTS_ERRORS(PBC_LIST)
#undef PBC_LIST
};

// --- urllib3: what playbooks switch off

Value nothing(const Value&, Value*) { return None; }

constinit const Type kHttpError{.name = "HTTPError", .module = "urllib3.exceptions", .base = &kException};
constinit const Type kHttpWarning{.name = "HTTPWarning", .module = "urllib3.exceptions", .base = &kWarning};
constinit const Type kSecurityWarning{.name = "SecurityWarning", .module = "urllib3.exceptions", .base = &kHttpWarning};
constinit const Type kInsecureRequestWarning{
    .name = "InsecureRequestWarning", .module = "urllib3.exceptions", .base = &kSecurityWarning};
constinit const Type kInsecurePlatformWarning{
    .name = "InsecurePlatformWarning", .module = "urllib3.exceptions", .base = &kSecurityWarning};
constexpr const Type* kUrllib3Types[] = {&kHttpError, &kHttpWarning, &kSecurityWarning, &kInsecureRequestWarning,
                                         &kInsecurePlatformWarning};
constexpr Method kUrllib3Functions[] = {
    {"disable_warnings", nothing, "def category="},
    {"add_stderr_logger", nothing, "def level="},
};
constexpr Constant kUrllib3Constants[] = {
    {"exceptions", [] { return make_module(kUrllib3ExceptionsModule); }},
    {"__version__", []() -> Value { return "1.26.18"; }},
};

}  // namespace

constinit const Module kRequestsExceptionsModule{.name = "requests.exceptions", .types = kTypes};
constinit const Module kUrllib3Module{
    .name = "urllib3", .functions = kUrllib3Functions, .constants = kUrllib3Constants};
constinit const Module kUrllib3ExceptionsModule{.name = "urllib3.exceptions", .types = kUrllib3Types};

}  // namespace pbc
