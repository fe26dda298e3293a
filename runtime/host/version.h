// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace pbc::host {

/// The pbc that this runtime belongs to; the build gives options.cpp the project's version.
inline constexpr const char* kVersion = PBC_VERSION;

}  // namespace pbc::host
