// SPDX-License-Identifier: Apache-2.0
//
// Any bytes as IR text: refused with a diagnostic, or read and printed without loss.
#include <cstdint>

#include "compiler/ir/read.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return pbc::ir::fuzz_read(data, size);
}
