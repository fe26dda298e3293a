// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "pbc/value.h"

namespace pbc::engine {

bool is_valid_ip(const Value& ip);
/// Percent-encoded as a path: letters, digits and _.-~/ stay.
std::string quote_path(std::string_view text);

}  // namespace pbc::engine
