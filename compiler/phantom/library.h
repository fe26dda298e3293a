// SPDX-License-Identifier: Apache-2.0
//
// The library modules that a program can import (library_modules.def).
#pragma once

#include <span>
#include <string_view>

namespace pbc::phantom {

/// All of them, as `import` says them.
std::span<const std::string_view> library_modules();
bool is_library_module(std::string_view name);

}  // namespace pbc::phantom
