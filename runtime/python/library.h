// SPDX-License-Identifier: Apache-2.0
//
// The modules of the Python library, each defined in the file that is named after it. modules.cpp lists them.
#pragma once

#include "python/type.h"

namespace pbc {

extern const Module kBase64Module, kBinasciiModule, kCollectionsModule, kCopyModule, kDatetimeModule, kFunctoolsModule,
    kHashlibModule, kHmacModule, kHtmlModule, kIpaddressModule, kItertoolsModule, kJsonModule, kJsonDecoderModule,
    kMathModule, kOperatorModule, kPprintModule, kRandomModule, kReModule, kStringModule, kTextwrapModule, kTimeModule,
    kTracebackModule, kUrllibModule, kUrllibParseModule, kUuidModule;

}  // namespace pbc
