// SPDX-License-Identifier: Apache-2.0
//
// The format codes of the struct module (Python library reference, struct: Format Characters).
#pragma once

#include <cstddef>

namespace pbc {

/// The bytes that a code stands for, 0 where it is none. `is_native`: with the sizes of C on this machine (`@`).
std::size_t size_of_code(char code, bool is_native);

}  // namespace pbc
