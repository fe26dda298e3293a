// SPDX-License-Identifier: Apache-2.0
//
// The ways in which a remote call fails, and what each means to those who decide what comes next.
#pragma once

#include <string_view>

namespace pbc::policy {

enum class Failure {
  kConnect,          // no connection, or it ended before the request was sent: the service has seen nothing
  kTlsVerification,  // the peer did not prove who it is; nothing was sent
  kTimeout,          // sent, and no answer in time
  kDisconnected,     // sent, and the connection ended before the whole answer was there
  kTooManyRequests,  // 429, or what the service says in its place
  kServer5xx,
  kBadAnswer,       // not in the form that the service is described with
  kAuthentication,  // 401 or 403
  kClient4xx,       // any other refusal of the request as it is
  kCancelled,       // by whoever asked
};

/// In words, for messages and metrics: "no connection".
std::string_view describe(Failure failure);

/// Whether the same request may succeed later without anybody's doing.
bool is_transient(Failure failure);

/// Whether the service certainly never saw the request.
bool is_unsent(Failure failure);

/// Whether the failure tells that the service is not well. A refusal tells the contrary: it answers.
bool is_fault_of_service(Failure failure);

}  // namespace pbc::policy
