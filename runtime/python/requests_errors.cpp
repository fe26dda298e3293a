// SPDX-License-Identifier: Apache-2.0
#include "python/requests_errors.h"

#include <algorithm>
#include <iterator>

#include "python/http.h"
#include "python/json.h"
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

constexpr Type error_type(Name name, const Type& base, const Type* second_base = nullptr) {
  return {.name = name, .module = "requests.exceptions", .base = &base, .second_base = second_base};
}

}  // namespace

constinit const Type kRequestException{
    .name = "RequestException", .module = "requests.exceptions", .base = &kOSError, .constructor = &kNewError};
constinit const Type kInvalidJSONError = error_type("InvalidJSONError", kRequestException);
constinit const Type kJSONDecodeError = error_type("JSONDecodeError", kInvalidJSONError, &kJsonDecodeError);
constinit const Type kHTTPError = error_type("HTTPError", kRequestException);
constinit const Type kConnectionError = error_type("ConnectionError", kRequestException);
constinit const Type kProxyError = error_type("ProxyError", kConnectionError);
constinit const Type kSSLError = error_type("SSLError", kConnectionError);
constinit const Type kTimeout = error_type("Timeout", kRequestException);
constinit const Type kConnectTimeout = error_type("ConnectTimeout", kConnectionError, &kTimeout);
constinit const Type kReadTimeout = error_type("ReadTimeout", kTimeout);
constinit const Type kURLRequired = error_type("URLRequired", kRequestException);
constinit const Type kTooManyRedirects = error_type("TooManyRedirects", kRequestException);
constinit const Type kMissingSchema = error_type("MissingSchema", kRequestException, &kValueError);
constinit const Type kInvalidSchema = error_type("InvalidSchema", kRequestException, &kValueError);
constinit const Type kInvalidURL = error_type("InvalidURL", kRequestException, &kValueError);
constinit const Type kInvalidHeader = error_type("InvalidHeader", kRequestException, &kValueError);
constinit const Type kInvalidProxyURL = error_type("InvalidProxyURL", kInvalidURL);
constinit const Type kChunkedEncodingError = error_type("ChunkedEncodingError", kRequestException);
constinit const Type kContentDecodingError = error_type("ContentDecodingError", kRequestException);
constinit const Type kStreamConsumedError = error_type("StreamConsumedError", kRequestException, &kTypeError);
constinit const Type kRetryError = error_type("RetryError", kRequestException);
constinit const Type kUnrewindableBodyError = error_type("UnrewindableBodyError", kRequestException);

}  // namespace requests

namespace http {

namespace {

/// By Failure.
constexpr const Type* kFailures[] = {&requests::kConnectionError, &requests::kConnectTimeout, &requests::kReadTimeout,
                                     &requests::kSSLError, &requests::kTooManyRedirects};

}  // namespace

std::string_view name_of(Failure failure) { return kFailures[static_cast<std::size_t>(failure)]->name.view(); }

std::optional<Failure> find_failure(std::string_view name) {
  const auto found = std::ranges::find(kFailures, name, [](const Type* type) { return type->name.view(); });
  if (found == std::end(kFailures)) return std::nullopt;
  return static_cast<Failure>(found - std::begin(kFailures));
}

void fail(Failure failure, std::string_view message) {
  Value error = make_exception(*kFailures[static_cast<std::size_t>(failure)], message);
  as_exception(error).attributes.set("response", None);
  as_exception(error).attributes.set("request", None);
  raise(error);
}

}  // namespace http

namespace {

constexpr const Type* kTypes[] = {&requests::kRequestException,
                                  &requests::kInvalidJSONError,
                                  &requests::kJSONDecodeError,
                                  &requests::kHTTPError,
                                  &requests::kConnectionError,
                                  &requests::kProxyError,
                                  &requests::kSSLError,
                                  &requests::kTimeout,
                                  &requests::kConnectTimeout,
                                  &requests::kReadTimeout,
                                  &requests::kURLRequired,
                                  &requests::kTooManyRedirects,
                                  &requests::kMissingSchema,
                                  &requests::kInvalidSchema,
                                  &requests::kInvalidURL,
                                  &requests::kInvalidHeader,
                                  &requests::kInvalidProxyURL,
                                  &requests::kChunkedEncodingError,
                                  &requests::kContentDecodingError,
                                  &requests::kStreamConsumedError,
                                  &requests::kRetryError,
                                  &requests::kUnrewindableBodyError};

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
