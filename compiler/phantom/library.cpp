// SPDX-License-Identifier: Apache-2.0
#include "compiler/phantom/library.h"

#include <algorithm>

namespace pbc::phantom {

namespace {

constexpr std::string_view kModules[] = {
#define PBC_MODULE(name, object) name,
#include "compiler/phantom/library_modules.def"
};

}  // namespace

std::span<const std::string_view> library_modules() { return kModules; }

bool is_library_module(std::string_view name) { return std::ranges::find(kModules, name) != std::end(kModules); }

}  // namespace pbc::phantom
