// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "python/type.h"

namespace pbc {

/// binascii.Error
extern const Type kBinasciiError;

std::string base64_encode(std::string_view bytes);
/// binascii.a2b_base64. Characters that are no digits are skipped unless `strict`. Raises binascii.Error.
std::string base64_decode(std::string_view text, bool strict = false);

}  // namespace pbc
