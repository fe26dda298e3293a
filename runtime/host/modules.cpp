// SPDX-License-Identifier: Apache-2.0
//
// The modules that a playbook can import, as pbc/library_modules.def lists them.
#include "phantom/module.h"
#include "python/file_library.h"
#include "python/library.h"
#include "python/library_more.h"
#include "python/library_packages.h"

namespace pbc {
namespace {

constexpr const Module* kModules[] = {
#define PBC_MODULE(name, object) &object,
#include "pbc/library_modules.def"
};

}  // namespace

std::span<const Module* const> library_modules() { return kModules; }

}  // namespace pbc
