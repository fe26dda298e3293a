// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "live/fields.h"
#include "serve/serve.h"

namespace pbc::serve {

/// On one line; bytes that are no UTF-8 are replaced.
std::string json_text(const live::OrderedJson& value);
/// {"code", "message"} of what is no report.
live::OrderedJson error_json(const Done& done);
/// {"error": {"code", "message"}}
std::string error_text(std::string_view code, std::string_view message);
/// 2024-01-02T03:04:05.678Z
std::string time_text(Micros time);
/// Whether both are the same, in a time that does not tell where they differ.
bool is_same_secret(std::string_view given, std::string_view expected);
/// The value of a parameter of a query, decoded; empty: there is none.
std::string parameter_of(std::string_view query, std::string_view name);
/// The host of "HOST", "HOST:PORT" or "[IPV6]:PORT", without brackets.
std::string_view host_of(std::string_view authority);
/// Whether a name can only be this machine: localhost, 127.x.y.z, ::1.
bool is_this_machine(std::string_view host);

}  // namespace pbc::serve
