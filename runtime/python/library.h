// SPDX-License-Identifier: Apache-2.0
//
// The modules of the Python library, each defined in the file that is named after it. modules.cpp lists them.
#pragma once

#include "python/type.h"

namespace pbc {

extern const Module kBase64Module, kBinasciiModule, kDatetimeModule, kHashlibModule, kHmacModule, kJsonModule,
    kJsonDecoderModule, kMathModule, kRandomModule, kReModule, kStringModule, kTimeModule;

}  // namespace pbc
