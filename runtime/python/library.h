// SPDX-License-Identifier: Apache-2.0
//
// The modules of the Python library, each defined in the file that is named after it. modules.cpp lists them.
#pragma once

#include "python/type.h"

namespace pbc {

extern const Module kBase64Module, kBinasciiModule, kCollectionsModule, kCopyModule, kDataclassesModule,
    kDatetimeModule, kEnumModule, kErrnoModule, kFunctoolsModule, kHashlibModule, kHmacModule, kHtmlModule, kIoModule,
    kIpaddressModule, kItertoolsModule, kJsonDecoderModule, kJsonEncoderModule, kJsonModule, kMathModule,
    kOperatorModule, kOsModule, kOsPathModule, kPosixPathModule, kPprintModule, kRandomModule, kReModule, kStatModule,
    kStringModule, kSysModule, kTextwrapModule, kTimeModule, kTracebackModule, kUrllibModule, kUrllibParseModule,
    kUuidModule;

}  // namespace pbc
