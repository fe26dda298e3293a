// SPDX-License-Identifier: Apache-2.0
//
// The modules that a playbook can import: one line per module.
#include "phantom/module.h"
#include "python/library.h"
#include "python/library_more.h"

namespace pbc {
namespace {

constexpr const Module* kModules[] = {
    &kBase64Module,
    &kBinasciiModule,
    &kCollectionsModule,
    &kCopyModule,
    &kDatetimeModule,
    &kFunctoolsModule,
    &kHashlibModule,
    &kHmacModule,
    &kHtmlModule,
    &kIpaddressModule,
    &kItertoolsModule,
    &kJsonModule,
    &kJsonDecoderModule,
    &kMathModule,
    &kOperatorModule,
    &kPprintModule,
    &kRandomModule,
    &kReModule,
    &kStringModule,
    &kTextwrapModule,
    &kTimeModule,
    &kTracebackModule,
    &kUrllibModule,
    &kUrllibParseModule,
    &kUuidModule,
    &kAstModule,
    &kCalendarModule,
    &kBisectModule,
    &kDateutilModule,
    &kDateutilParserModule,
    &kDateutilTzModule,
    &kDecimalModule,
    &kFractionsModule,
    &kHeapqModule,
    &kPytzModule,
    &kPytzExceptionsModule,
    &kRequestsModule,
    &kRequestsAuthModule,
    &kRequestsExceptionsModule,
    &kSecretsModule,
    &kSimplejsonModule,
    &kStatisticsModule,
    &kUrllib3Module,
    &kUrllib3ExceptionsModule,
    &kZoneinfoModule,
    &kPhantomModule,
    &kPhantomRulesModule,
};

}  // namespace

std::span<const Module* const> library_modules() { return kModules; }

}  // namespace pbc
