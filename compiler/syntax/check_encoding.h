// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "compiler/source/source_file.h"
#include "compiler/syntax/error_log.h"

namespace pbc::syntax {

/// Reports bytes that no Python source may hold: what is not UTF-8, NUL, and a declaration of another encoding
/// (Language Reference 2.1.4). Whether there was anything to report.
bool check_encoding(const SourceFile& source, ErrorLog& log);

}  // namespace pbc::syntax
