// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "python/objects.h"

namespace pbc {

/// re.error
extern const Type kRegexError;
/// re.error with its attributes msg, pattern, pos, lineno, colno; `pos` counts characters, -1: unknown.
[[noreturn]] void raise_regex_error(std::string_view message, const Value& pattern, std::int64_t pos);

}  // namespace pbc
