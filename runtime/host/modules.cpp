// SPDX-License-Identifier: Apache-2.0
//
// The modules that a playbook can import: one line per module.
#include "phantom/module.h"
#include "python/library.h"

namespace pbc {
namespace {

constexpr const Module* kModules[] = {
    &kBase64Module,       &kBinasciiModule,     &kCollectionsModule,  &kCopyModule,
    &kDatetimeModule,     &kFunctoolsModule,    &kHashlibModule,      &kHmacModule,
    &kHtmlModule,         &kIpaddressModule,    &kItertoolsModule,    &kJsonModule,
    &kJsonDecoderModule,  &kMathModule,         &kOperatorModule,     &kPprintModule,
    &kRandomModule,       &kReModule,           &kStringModule,       &kTextwrapModule,
    &kTimeModule,         &kTracebackModule,    &kUrllibModule,       &kUrllibParseModule,
    &kUuidModule,         &kPhantomModule,      &kPhantomRulesModule, &kPhantomRequestsModule,
    &kPhantomUtilsModule, &kPhantomVaultModule,
};

}  // namespace

std::span<const Module* const> library_modules() { return kModules; }

}  // namespace pbc
