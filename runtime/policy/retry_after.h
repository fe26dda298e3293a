// SPDX-License-Identifier: Apache-2.0
//
// The times that HTTP tells in headers (RFC 9110, 5.6.7 and 10.2.3).
#pragma once

#include <optional>
#include <string_view>

#include "policy/micros.h"

namespace pbc::policy {

/// All three forms: "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994". The
/// name of the day is not checked against the date. `now` decides about the century of a year of two digits.
std::optional<Micros> parse_http_date(std::string_view text, Micros now);

/// The value of Retry-After, seconds or a date, as a point in time; it may be past. Fractions of seconds are no part of
/// the standard, but sent.
std::optional<Micros> parse_retry_after(std::string_view text, Micros now);

}  // namespace pbc::policy
