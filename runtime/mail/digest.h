// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace pbc::mail {

/// Lower-case hexadecimal digits. Empty where the machine's OpenSSL refuses the algorithm, as MD5 in FIPS mode.
std::string md5(std::string_view bytes);
std::string sha1(std::string_view bytes);
std::string sha256(std::string_view bytes);

}  // namespace pbc::mail
