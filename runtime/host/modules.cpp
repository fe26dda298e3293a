// SPDX-License-Identifier: Apache-2.0
//
// The modules that a playbook can import: one line per module.
#include "phantom/module.h"
#include "python/library.h"

namespace pbc {
namespace {

constexpr const Module* kModules[] = {
    &kBase64Module,      &kBinasciiModule,  &kCollectionsModule, &kCopyModule,         &kDatetimeModule,
    &kErrnoModule,       &kFunctoolsModule, &kHashlibModule,     &kHmacModule,         &kHtmlModule,
    &kIoModule,          &kIpaddressModule, &kItertoolsModule,   &kJsonDecoderModule,  &kJsonModule,
    &kMathModule,        &kOperatorModule,  &kOsModule,          &kOsPathModule,       &kPosixPathModule,
    &kPprintModule,      &kRandomModule,    &kReModule,          &kStatModule,         &kStringModule,
    &kSysModule,         &kTextwrapModule,  &kTimeModule,        &kTracebackModule,    &kUrllibModule,
    &kUrllibParseModule, &kUuidModule,      &kPhantomModule,     &kPhantomRulesModule,
};

}  // namespace

std::span<const Module* const> library_modules() { return kModules; }

}  // namespace pbc
