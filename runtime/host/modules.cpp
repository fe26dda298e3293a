// SPDX-License-Identifier: Apache-2.0
//
// The modules that a playbook can import: one line per module.
#include "phantom/module.h"
#include "python/file_library.h"
#include "python/library.h"

namespace pbc {
namespace {

constexpr const Module* kModules[] = {
    &kBase64Module,
    &kBinasciiModule,
    &kCollectionsModule,
    &kCopyModule,
    &kCsvModule,
    &kDatetimeModule,
    &kErrnoModule,
    &kFnmatchModule,
    &kFunctoolsModule,
    &kGetpassModule,
    &kGlobModule,
    &kGzipModule,
    &kHashlibModule,
    &kHmacModule,
    &kHtmlModule,
    &kIoModule,
    &kIpaddressModule,
    &kItertoolsModule,
    &kJsonDecoderModule,
    &kJsonModule,
    &kLoggingModule,
    &kMathModule,
    &kMultiprocessingModule,
    &kOperatorModule,
    &kOsModule,
    &kOsPathModule,
    &kPathlibModule,
    &kPlatformModule,
    &kPosixPathModule,
    &kPprintModule,
    &kRandomModule,
    &kReModule,
    &kShutilModule,
    &kSignalModule,
    &kSocketModule,
    &kStatModule,
    &kStringModule,
    &kSubprocessModule,
    &kSysModule,
    &kTempfileModule,
    &kTextwrapModule,
    &kTimeModule,
    &kTracebackModule,
    &kUrllibModule,
    &kUrllibParseModule,
    &kUuidModule,
    &kZipfileModule,
    &kZlibModule,
    &kPhantomModule,
    &kPhantomRulesModule,
    &kPhantomRequestsModule,
    &kPhantomUtilsModule,
    &kPhantomVaultModule,
};

}  // namespace

std::span<const Module* const> library_modules() { return kModules; }

}  // namespace pbc
