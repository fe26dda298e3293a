// SPDX-License-Identifier: Apache-2.0
#include "policy/failure.h"

namespace pbc::policy {
namespace {

struct Meaning {
  std::string_view words;
  bool is_transient, is_unsent, is_fault_of_service;
};

Meaning meaning_of(Failure failure) {
  switch (failure) {
    case Failure::kConnect:
      return {"no connection", true, true, true};
    case Failure::kTlsVerification:
      return {"peer not verified", false, true, true};
    case Failure::kTimeout:
      return {"no answer in time", true, false, true};
    case Failure::kDisconnected:
      return {"connection lost", true, false, true};
    case Failure::kTooManyRequests:
      return {"too many requests", true, false, false};
    case Failure::kServer5xx:
      return {"error of the service", true, false, true};
    case Failure::kBadAnswer:
      return {"malformed answer", true, false, true};
    case Failure::kAuthentication:
      return {"not authorized", false, false, false};
    case Failure::kClient4xx:
      return {"request refused", false, false, false};
    case Failure::kCancelled:
      return {"cancelled", false, false, false};
  }
  return {"unknown failure", false, false, true};
}

}  // namespace

std::string_view describe(Failure failure) { return meaning_of(failure).words; }
bool is_transient(Failure failure) { return meaning_of(failure).is_transient; }
bool is_unsent(Failure failure) { return meaning_of(failure).is_unsent; }
bool is_fault_of_service(Failure failure) { return meaning_of(failure).is_fault_of_service; }

}  // namespace pbc::policy
