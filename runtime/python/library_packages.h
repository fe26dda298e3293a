// SPDX-License-Identifier: Apache-2.0
//
// Packages that playbooks import to look at mails and pages, beyond those of library_more.h.
#pragma once

#include "python/type.h"

namespace pbc {

extern const Module kBs4Module, kBs4ElementModule, kHtmlParserModule;

}  // namespace pbc
