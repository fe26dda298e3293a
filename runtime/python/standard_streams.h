// SPDX-License-Identifier: Apache-2.0
//
// sys.stdin, sys.stdout and sys.stderr of a run, as Python code may have replaced them.
#pragma once

#include "python/objects.h"

namespace pbc {

/// What sys.stdout was set to; unset as long as it is the process's own.
Value redirected_stdout();
/// sys.stderr.
Value standard_error();

}  // namespace pbc
