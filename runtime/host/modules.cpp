// SPDX-License-Identifier: Apache-2.0
//
// The modules that a playbook can import: one line per module.
#include "phantom/module.h"
#include "python/file_library.h"
#include "python/library.h"
#include "python/library_more.h"

namespace pbc {
namespace {

constexpr const Module* kModules[] = {
    &kAstModule,
    &kBase64Module,
    &kBinasciiModule,
    &kBisectModule,
    &kCalendarModule,
    &kCollectionsModule,
    &kCopyModule,
    &kCsvModule,
    &kDataclassesModule,
    &kDatetimeModule,
    &kDateutilModule,
    &kDateutilParserModule,
    &kDateutilTzModule,
    &kDecimalModule,
    &kEnumModule,
    &kErrnoModule,
    &kFnmatchModule,
    &kFractionsModule,
    &kFunctoolsModule,
    &kGetpassModule,
    &kGlobModule,
    &kGzipModule,
    &kHashlibModule,
    &kHeapqModule,
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
    &kPytzExceptionsModule,
    &kPytzModule,
    &kRandomModule,
    &kReModule,
    &kRequestsAuthModule,
    &kRequestsExceptionsModule,
    &kRequestsModule,
    &kSecretsModule,
    &kShutilModule,
    &kSignalModule,
    &kSimplejsonModule,
    &kSocketModule,
    &kStatisticsModule,
    &kStatModule,
    &kStringModule,
    &kSubprocessModule,
    &kSysModule,
    &kTempfileModule,
    &kTextwrapModule,
    &kTimeModule,
    &kTracebackModule,
    &kUrllib3ExceptionsModule,
    &kUrllib3Module,
    &kUrllibModule,
    &kUrllibParseModule,
    &kUuidModule,
    &kZipfileModule,
    &kZlibModule,
    &kZoneinfoModule,
    &kPhantomModule,
    &kPhantomRequestsModule,
    &kPhantomRulesModule,
    &kPhantomUtilsModule,
    &kPhantomVaultModule,
};

}  // namespace

std::span<const Module* const> library_modules() { return kModules; }

}  // namespace pbc
