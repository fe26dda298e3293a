// SPDX-License-Identifier: Apache-2.0
//
// The modules of the Python library that deal with files, archives and the system; the others are in library.h.
#pragma once

#include "python/type.h"

namespace pbc {

extern const Module kConfigparserModule, kCsvModule, kFnmatchModule, kGetpassModule, kGlobModule, kGzipModule,
    kLoggingModule, kLoggingHandlersModule, kMultiprocessingModule, kPathlibModule, kPlatformModule, kShutilModule,
    kSignalModule, kSocketModule, kSubprocessModule, kTempfileModule, kZipfileModule, kZlibModule;

}  // namespace pbc
