// SPDX-License-Identifier: Apache-2.0
//
// The compression of SHA-256 by the processor's own instructions, where it has them.
#pragma once

#include <cstdint>

namespace pbc::hashes {

/// Takes the block of 64 bytes at `block` into the eight words of `state`.
using Sha256Block = void (*)(std::uint32_t* state, const char* block);
/// Null on a processor without instructions for it.
Sha256Block sha256_instructions();

}  // namespace pbc::hashes
