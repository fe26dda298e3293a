// SPDX-License-Identifier: Apache-2.0
//
// The modules of the Python library beyond those of library.h, each defined in the file that is named after it, and the
// well-known packages that playbooks import. modules.cpp lists them.
#pragma once

#include "python/type.h"

namespace pbc {

// Numbers and algorithms
extern const Module kBisectModule, kCmathModule, kDecimalModule, kDifflibModule, kFractionsModule, kHeapqModule,
    kSecretsModule, kStatisticsModule;

// Text, formats and dates
extern const Module kDoctestModule, kKeywordModule, kShlexModule, kUnittestModule;
extern const Module kAstModule, kCalendarModule, kContextvarsModule, kEmailModule, kEmailUtilsModule, kImportlibModule,
    kJsonScannerModule, kQuopriModule, kStructModule, kUnicodedataModule, kXmlModule, kXmlEtreeModule,
    kXmlElementTreeModule, kXmlParsersModule, kXmlExpatModule, kZoneinfoModule;

extern const Module kEmailEncodersModule, kEmailErrorsModule, kEmailHeaderModule, kEmailMessageModule, kEmailMimeModule,
    kEmailMimeApplicationModule, kEmailMimeBaseModule, kEmailMimeImageModule, kEmailMimeMultipartModule,
    kEmailMimeTextModule, kEmailParserModule, kEmailPolicyModule;
extern const Module kBs4Module, kCodecsModule, kGraphlibModule, kHtmlParserModule, kMimetypesModule, kPickleModule,
    kReprlibModule, kSchedModule;

// The interpreter and its threads
extern const Module kArgparseModule, kAbcModule, kCollectionsAbcModule, kContextlibModule, kInspectModule,
    kNumbersModule, kTypesModule, kTypingModule;
extern const Module kAtexitModule, kConcurrentModule, kConcurrentFuturesModule, kGcModule, kLocaleModule,
    kPlatformModule, kQueueModule, kThreadingModule, kTimeitModule, kWarningsModule, kArrayModule, kConfigparserModule,
    kWeakrefModule;

// Well-known packages that are not of the standard library
extern const Module kDateutilModule, kDateutilParserModule, kDateutilRelativedeltaModule, kDateutilTzModule,
    kPytzModule, kPytzExceptionsModule, kRequestsModule, kRequestsAuthModule, kRequestsExceptionsModule,
    kSimplejsonModule, kUrllib3Module, kUrllib3ExceptionsModule, kXmltodictModule, kYamlModule, kYamlParserModule,
    kYamlScannerModule;

}  // namespace pbc
