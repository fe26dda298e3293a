// SPDX-License-Identifier: Apache-2.0
//
// The files of a run that are open, so that its end writes out what they hold back.
#pragma once

#include <set>

#include "python/file_objects.h"

namespace pbc {

struct OpenFiles {
  std::set<TextFile*> text;
  std::set<BinaryFile*> binary;
  ~OpenFiles();
};
OpenFiles& open_files();

}  // namespace pbc
