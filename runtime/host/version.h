// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace pbc::host {

/// The pbc that this runtime belongs to; the build sets it from the project's version.
#ifdef PBC_VERSION
inline constexpr const char* kVersion = PBC_VERSION;
#else
inline constexpr const char* kVersion = "0.1.0";
#endif

}  // namespace pbc::host
