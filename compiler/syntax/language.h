// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <tree_sitter/api.h>

extern "C" const TSLanguage* tree_sitter_python();

namespace pbc::syntax {

/// The pinned grammar.
inline const TSLanguage* language() { return tree_sitter_python(); }

}  // namespace pbc::syntax
