// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace pbc {

/// Makes what the current heap knows of the classes of built-in objects (class.h, Extension). Before all else that is
/// local to the run, so that it ends behind all that may hold such objects.
void begin_extensions();

}  // namespace pbc
